"""Order files over HTTP: handed in, looked at, confirmed, followed and corrected."""

import csv
import io

import pytest

from server.foundation import work_off_jobs
from tests.exchange.files import next_engine_file, next_engine_order, shopify_file, shopify_order
from tests.makers import Screen, World


@pytest.fixture
def shop(world: World) -> World:
    assert world.shop_id
    world.product("TEE-M", stock={"A-01-01": 10})
    return world


@pytest.fixture
def office(shop: World) -> Screen:
    return shop.office("supervisor")


def hand_in(office: Screen, content: bytes, name: str = "受注 11月.csv", **form: str):
    body = {"shop": "mori-main", "file": (io.BytesIO(content), name)} | form
    return office.client.post("/api/v1/imports", data=body, content_type="multipart/form-data")


def rejected_csv(office: Screen, import_id: int) -> bytes:
    answer = office.get(f"/imports/{import_id}/rejected.csv")
    assert answer.status_code == 200
    assert answer.mimetype == "text/csv"
    return answer.data


def test_a_file_becomes_orders(shop, office):
    content = shopify_file(
        shopify_order("#1", ("TEE-M", 2)),
        shopify_order("#2", ("TEE-M", 9)),
        shopify_order("#3", ("TEE-XXL", 1)),
    )
    preview = hand_in(office, content)
    assert preview.status_code == 201
    assert {
        key: preview.json[key]
        for key in ("state", "shop", "profile", "encoding", "rows", "orders_new", "rows_rejected")
    } == {
        "state": "preview",
        "shop": "mori-main",
        "profile": "shopify",
        "encoding": "utf-8",
        "rows": 3,
        "orders_new": 2,
        "rows_rejected": 1,
    }
    (problem,) = preview.json["problems"]
    assert problem == {
        "row": 4,
        "column": "Lineitem sku",
        "code": "unknown_product",
        "value": "TEE-XXL",
        "external": "#3",
    }
    import_id = preview.json["id"]
    assert office.get("/orders").json["total"] == 0
    assert office.post(f"/imports/{import_id}/confirm", {}).json == {"state": "running"}
    assert office.get(f"/imports/{import_id}").json["state"] == "running"
    work_off_jobs(shop.app)
    card = office.get(f"/imports/{import_id}").json
    assert {key: card[key] for key in ("name", "state", "rows", "done_rows")} == {
        "name": "受注 11月.csv",
        "state": "done",
        "rows": 3,
        "done_rows": 3,
    }
    assert (card["imported"], card["duplicate"], card["rejected"]) == (2, 0, 1)
    assert (card["orders_reserved"], card["orders_short"]) == (1, 1)
    assert card["uploaded_by"].startswith("supervisor")
    (row,) = office.get(f"/imports/{import_id}/rows", outcome="rejected").json["rows"]
    assert row == {
        "row": 4,
        "outcome": "rejected",
        "code": "unknown_product",
        "column": "Lineitem sku",
        "detail": {"value": "TEE-XXL"},
        "external": "#3",
        "order_id": None,
    }
    assert office.get("/orders").json["total"] == 2
    assert [card["id"] for card in office.get("/imports").json["imports"]] == [import_id]


def test_rows_are_handed_out_in_pages(shop, office):
    content = next_engine_file(*(next_engine_order(f"A-{n}", ("?", 1)) for n in range(5)))
    import_id = hand_in(office, content).json["id"]
    office.post(f"/imports/{import_id}/confirm", {})
    work_off_jobs(shop.app)
    first = office.get(f"/imports/{import_id}/rows", limit=3).json["rows"]
    then = office.get(f"/imports/{import_id}/rows", limit=3, after=first[-1]["row"]).json["rows"]
    assert [row["row"] for row in first + then] == [2, 3, 4, 5, 6]


def test_rejected_rows_can_be_corrected_and_handed_in_again(shop, office):
    content = next_engine_file(
        next_engine_order("A-1", ("TEE-M", 1)),
        next_engine_order(
            "A-2", ("TEE-M", "多数"), 備考='=HYPERLINK("http://x","棚")', 発送先名="髙﨑"
        ),
    )
    import_id = hand_in(office, content).json["id"]
    office.post(f"/imports/{import_id}/confirm", {})
    work_off_jobs(shop.app)
    rejected = rejected_csv(office, import_id)
    assert rejected.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(rejected.decode("utf-8-sig")))
    assert (row["tanaban_row"], row["tanaban_reason"]) == ("3", "quantity_unreadable")
    assert (row["備考"], row["発送先名"]) == ('\'=HYPERLINK("http://x","棚")', "髙﨑")
    corrected = rejected.replace("多数".encode(), b"3")
    preview = hand_in(office, corrected).json
    assert (preview["orders_new"], preview["rows_rejected"]) == (1, 0)


def test_no_cell_of_the_rejected_rows_is_a_formula(shop, office):
    beginnings = ["=1", "+1", "-1", "@x", "＝1", "\t=1", "=cmd|'/C calc'!A0"]
    content = shopify_file(
        *(shopify_order(f"{b}#{n}", ("?", 1), Notes=b) for n, b in enumerate(beginnings))
    )
    import_id = hand_in(office, content).json["id"]
    office.post(f"/imports/{import_id}/confirm", {})
    work_off_jobs(shop.app)
    table = list(csv.reader(io.StringIO(rejected_csv(office, import_id).decode("utf-8-sig"))))
    assert len(table) == 1 + len(beginnings)
    assert not [cell for row in table for cell in row if cell.startswith(tuple("=+-@\t\r＝"))]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_is_empty"),
        (b"PK\x03\x04" + bytes(60) + b"xl/workbook.xml", "file_is_a_spreadsheet"),
        (b"\x89PNG\r\n\x1a\n" + bytes(60), "file_is_binary"),
        ("Name,注文\n".encode("utf-16"), "encoding_is_utf16"),
        (b"a,b\n1,2\n", "format_unknown"),
        (shopify_file(), "no_rows"),
        (shopify_file(shopify_order("#1")).replace(b"Lineitem sku", b"sku"), "missing_column"),
        (next_engine_file(next_engine_order("A-1")) + b"\xff", "bytes_unreadable"),
    ],
)
def test_a_file_that_cannot_be_read_is_answered_with_its_reason(office, content, code):
    answer = hand_in(office, content)
    assert (answer.status_code, answer.json["code"]) == (422, code)
    assert office.get("/imports").json["imports"] == []


def test_what_is_no_upload_is_refused(office):
    assert hand_in(office, b"x", shop="nowhere").json["code"] == "shop_unknown"
    assert hand_in(office, b"x", profile="rakuten").status_code == 422
    assert hand_in(office, b"x", person="1").status_code == 422
    body = {"shop": "mori-main"}
    answer = office.client.post("/api/v1/imports", data=body, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert office.post("/imports", {"shop": "mori-main"}).status_code == 415


def test_a_file_that_is_too_large_is_refused_before_it_is_read(office):
    answer = office.client.post(
        "/api/v1/imports",
        content_type="multipart/form-data; boundary=x",
        environ_overrides={"CONTENT_LENGTH": "64000001"},
    )
    assert (answer.status_code, answer.json["code"]) == (413, "too_large")


def test_a_file_nobody_knows_is_not_found(office):
    for path in ("", "/rows", "/rejected.csv"):
        answer = office.get(f"/imports/4711{path}")
        assert (answer.status_code, answer.json["code"]) == (404, "import_unknown")
    assert office.post("/imports/4711/confirm", {}).json["code"] == "import_unknown"


def test_only_supervisors_at_a_desk_see_what_stands_in_files(shop):
    badge = shop.handheld("supervisor")
    assert badge.get("/imports").status_code == 200
    assert hand_in(badge, b"x").status_code == 403
    assert badge.get("/imports/1/rejected.csv").status_code == 403
    assert shop.handheld("picker").get("/imports").status_code == 403


def test_a_strange_file_name_is_kept_as_a_name(office):
    content = shopify_file(shopify_order("#1", ("TEE-M", 1)))
    import_id = hand_in(office, content, name="../../" + "長" * 300 + ".csv").json["id"]
    name = office.get(f"/imports/{import_id}").json["name"]
    assert name.endswith("長.csv")
    assert len(name) == 200
    import_id = hand_in(office, content, name="受\x01注.csv").json["id"]
    assert office.get(f"/imports/{import_id}").json["name"] == "受注.csv"
