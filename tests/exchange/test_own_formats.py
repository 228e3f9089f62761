"""A shop's people make a format for their own order file: guessed, tried, kept, read by."""

import io
import json
import random
from typing import Any

import pytest
from sqlalchemy import update

from server.boards import findings
from server.exchange.order_files import profiles
from server.exchange.order_files.checking import MARK, faults_of, layout_from_text
from server.exchange.order_files.guessing import guessed
from server.exchange.order_files.profiles import ROOM
from server.exchange.order_files.trying import Trial, try_out
from server.exchange.records import ImportFile
from tests.makers import Screen, World

on_sqlite_alone = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

HEADER = (
    "ご注文番号,注文日時,購入者名,購入者 郵便番号,購入者住所1,購入者住所2,"
    "お届け先 氏名,お届け先郵便番号,お届け先都道府県,お届け先市区町村,お届け先番地,"
    "お届け先建物名,お届け先ＴＥＬ,品番,品名,個数,単価,状態"
)
ROW = (
    "{no},2026/11/20 10:05,森花子,060-0001,札幌市1,,"
    "{name},150-0001,東京都,渋谷区,神宮前1-2-3,"
    '森ビル3F,03-1234-5678,{sku},Tシャツ,{n},"1,980",{state}'
)


def file_of(*rows: str) -> bytes:
    return "\r\n".join((HEADER, *rows)).encode("cp932") + b"\r\n"


def row(
    no: str = "A-1", *, name: str = "山田太郎", sku: str = "TEE-M", n: str = "2", state: str = ""
) -> str:
    return ROW.format(no=no, name=name, sku=sku, n=n, state=state)


@pytest.fixture
def office(world: World) -> Screen:
    assert world.shop_id
    world.product("TEE-M", stock={"A-01-03": 20})
    return world.office("supervisor")


def tried(content: bytes, told: Any = None) -> Trial:
    trial = try_out(content, told, is_beginning=False)
    assert isinstance(trial, Trial), trial
    return trial


def kept(office: Screen, told: Any, **other: Any) -> dict[str, Any]:
    body = {"shop": "mori-main", "name": "本店カート", "told": told} | other
    answer = office.post("/order-formats", body)
    assert answer.status_code == 201, answer.text
    return dict(answer.json)


def sent(office: Screen, path: str, form: dict[str, Any]) -> Any:
    return office.client.post(f"/api/v1{path}", data=form)


def handed_in(office: Screen, content: bytes, profile: str = "auto") -> dict[str, Any]:
    form = {"file": (io.BytesIO(content), "orders.csv"), "shop": "mori-main", "profile": profile}
    return dict(sent(office, "/imports", form).json)


def test_columns_are_guessed_by_their_names() -> None:
    told = tried(file_of(row())).told
    assert told["order"]["external_no"] == {"from": ["ご注文番号"], "read": "code"}
    assert told["order"]["ordered_at"]["from"] == ["注文日時"]
    first, second = told["consignees"]
    assert first["name"]["from"] == ["お届け先 氏名"]
    assert first["address"]["join"] == ["お届け先市区町村", "お届け先番地"]
    assert first["building"]["from"] == ["お届け先建物名"]
    assert first["phone"] == {"from": ["お届け先ＴＥＬ"], "read": "phone"}
    assert second["name"]["from"] == ["購入者名"]
    assert told["line"]["quantity_pieces"] == {"from": ["個数"], "read": "quantity"}
    assert faults_of(told) == []


def test_an_own_cell_on_the_first_row_only_is_noticed() -> None:
    header = ["注文番号", "注文日", "氏名", "住所", "SKU", "数量"]
    rows = [["1", "2026-11-01", "森", "東京都", "A", "1"], ["1", "", "", "", "B", "1"]]
    assert guessed(header, rows)["order_cells"] == "first_row"
    assert guessed(header, rows[:1])["order_cells"] == "every_row"


def test_the_result_is_shown_with_its_errors_cell_by_cell() -> None:
    trial = tried(file_of(row(), row("A-2", n="たくさん"), row("A-3", name="")))
    assert (trial.orders_good, trial.orders_bad, trial.rows_read) == (1, 2, 3)
    (order,) = trial.orders
    assert order.consignee.prefecture == "東京都"
    assert order.consignee.address == "渋谷区神宮前1-2-3"
    assert order.consignee.phone == "0312345678"
    assert [(line.sku, line.quantity_pieces, line.price_yen) for line in order.lines] == [
        ("TEE-M", 2, 1980)
    ]
    assert [(p.row, p.column, p.code, p.value) for _, p in trial.problems] == [
        (3, "個数", "quantity_unreadable", "たくさん"),
        (4, "お届け先 氏名", "consignee_missing", ""),
    ]


def test_a_cell_that_says_no_keeps_the_order_out() -> None:
    told = tried(file_of(row())).told
    told["refused"] = [{"column": "状態", "is": ["キャンセル"], "means": "order_is_cancelled"}]
    trial = tried(file_of(row(), row("A-2", state="キャンセル")), told)
    assert [order.standing for order in trial.orders] == [None, "order_is_cancelled"]


def test_a_column_that_is_not_in_the_file_is_named() -> None:
    told = tried(file_of(row())).told
    told["line"]["sku"] = {"from": ["JAN"], "read": "code"}
    trial = tried(file_of(row()), told)
    assert trial.refusal is not None
    assert (trial.refusal.code, trial.refusal.detail["columns"]) == ("missing_column", ["JAN"])


@on_sqlite_alone
def test_a_file_is_read_by_a_kept_format_and_comes_in(office: Screen) -> None:
    saved = kept(office, tried(file_of(row())).told)
    preview = handed_in(office, file_of(row(), row("A-2")))
    assert (preview["profile"], preview["orders_new"]) == (f"own-{saved['id']}.1", 2)
    confirmed = office.post(f"/imports/{preview['id']}/confirm")
    assert confirmed.status_code == 202, confirmed.text
    again = handed_in(office, file_of(row(), row("A-2")), preview["profile"])
    assert again["profile"] == preview["profile"]


@on_sqlite_alone
def test_a_file_stays_as_it_was_read_when_its_format_is_changed_or_put_away(
    office: Screen,
) -> None:
    told = tried(file_of(row())).told
    saved = kept(office, told)
    content = file_of(row(n="x"), row("A-2"))
    preview = handed_in(office, content)
    other = told | {"order": told["order"] | {"note": {"from": ["状態"], "read": "text"}}}
    body = {"version": 1, "name": "本店カート2", "told": other}
    changed = office.post(f"/order-formats/{saved['id']}/versions", body)
    assert changed.json == {"id": saved["id"], "version": 2}
    stale = office.post(f"/order-formats/{saved['id']}/versions", body)
    assert (stale.status_code, stale.json["code"]) == (409, "format_changed_meanwhile")
    assert handed_in(office, content)["profile"].endswith(".2")
    assert office.post(f"/order-formats/{saved['id']}/retire").status_code == 204
    assert handed_in(office, content)["code"] == "format_unknown"
    assert office.get(f"/imports/{preview['id']}/rejected.csv").status_code == 200
    (card,) = office.get("/order-formats").json["formats"]
    assert (card["name"], card["is_retired"]) == ("本店カート2", True)


@on_sqlite_alone
def test_fsck_misses_the_format_that_a_file_was_read_by(office: Screen, world: World) -> None:
    saved = kept(office, tried(file_of(row())).told)
    preview = handed_in(office, file_of(row()))

    def name_it(profile: str) -> set[str]:
        with world.transaction() as session:
            session.execute(
                update(ImportFile).where(ImportFile.id == preview["id"]).values(profile=profile)
            )
        with world.reading() as session:
            return {one.check for one in findings(session)}

    assert name_it(f"own-{saved['id']}.2") == {"INV-47"}
    assert name_it(preview["profile"]) == set()


@on_sqlite_alone
def test_another_shops_format_reads_nothing(office: Screen, world: World) -> None:
    world.shop("mori-two")
    saved = kept(office, tried(file_of(row())).told, shop="mori-two")
    refused = handed_in(office, file_of(row()), f"own-{saved['id']}.1")
    assert refused["code"] == "profile_unknown"
    assert handed_in(office, file_of(row()))["code"] == "format_unknown"


@on_sqlite_alone
def test_a_format_leaves_as_json_and_comes_back(office: Screen) -> None:
    told = tried(file_of(row())).told
    saved = kept(office, told)
    exported = office.get(f"/order-formats/{saved['id']}/export")
    read = sent(office, "/order-formats/read", {"file": (io.BytesIO(exported.data), "f.json")})
    assert read.json == {"name": "本店カート", "told": told}
    taken = office.post("/order-formats", {"shop": "mori-main", **read.json})
    assert (taken.status_code, taken.json["code"]) == (409, "format_name_taken")


@pytest.mark.parametrize(
    ("change", "where", "code"),
    [
        ({"colour": "red"}, "colour", "format_member_unknown"),
        ({"zone": "Mars/Base"}, "zone", "format_zone_unknown"),
        ({"order_cells": "some"}, "order_cells", "format_word_wrong"),
        ({"line": {}}, "line.sku", "format_field_missing"),
        ({"consignees": []}, "consignees", "format_shape_wrong"),
        (
            {"line": {"sku": {"from": ["A"], "read": "quantity"}}},
            "line.sku",
            "format_reading_wrong",
        ),
        ({"line": {"sku": {"from": ["A"], "read": "eval"}}}, "line.sku", "format_reading_wrong"),
        ({"line": {"sku": {"from": [], "read": "code"}}}, "line.sku", "format_column_missing"),
        ({"line": {"sku": {"from": [1], "read": "code"}}}, "line.sku", "format_text_wrong"),
        ({"order": {"secret": {}}}, "order.secret", "format_member_unknown"),
        (
            {"refused": [{"column": "a", "is": ["x"], "means": "eaten"}]},
            "refused.0",
            "format_word_wrong",
        ),
        (
            {"refused": [{"column": "a", "begins_with": [""], "means": "already_shipped"}]},
            "refused.0",
            "format_rule_without_words",
        ),
    ],
)
def test_what_is_no_format_is_refused_part_by_part(
    change: dict[str, Any], where: str, code: str
) -> None:
    told = tried(file_of(row())).told | change
    assert (where, code) in [(one.where, one.code) for one in faults_of(told)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "format_unreadable"),
        (b"[" * 9_000, "format_unreadable"),
        (b"{}", "format_is_none"),
        (b"[1]", "format_is_none"),
        (b'{"tanaban_order_format": 2}', "format_of_another_edition"),
        (b'{"tanaban_order_format": 1, "x": "' + b"y" * 61_000 + b'"}', "format_too_large"),
    ],
)
def test_a_file_that_is_no_format_is_refused(content: bytes, code: str) -> None:
    found = layout_from_text(content.decode())
    assert isinstance(found, list)
    assert [one.code for one in found] == [code]


@on_sqlite_alone
def test_at_the_desk_a_wrong_format_is_refused_with_its_faults(office: Screen) -> None:
    told = tried(file_of(row())).told | {"colour": "red"}
    made = office.post("/order-formats", {"shop": "mori-main", "name": "x", "told": told})
    read = sent(office, "/order-formats/read", {"file": (io.BytesIO(b"\xff\xfe"), "f.json")})
    for answer, where, code in (
        (made, "colour", "format_member_unknown"),
        (read, "", "format_unreadable"),
    ):
        assert (answer.status_code, answer.json["code"]) == (422, "format_wrong")
        (fault,) = answer.json["detail"]["faults"]
        assert (fault["where"], fault["code"]) == (where, code)


@on_sqlite_alone
def test_a_spreadsheet_is_refused_and_the_beginning_of_a_file_is_enough(office: Screen) -> None:
    sheet = b"PK\x03\x04" + b"xl/workbook.xml" * 9
    refused = sent(office, "/order-formats/trial", {"file": (io.BytesIO(sheet), "a.xlsx")})
    assert (refused.status_code, refused.json["code"]) == (422, "file_is_a_spreadsheet")
    cut = file_of(*(row(f"A-{n}") for n in range(9)))[:-40]
    form = {"file": (io.BytesIO(cut), "a.csv"), "is_beginning": "yes"}
    answer = sent(office, "/order-formats/trial", form)
    assert answer.status_code == 200, answer.text
    assert (answer.json["orders_good"], answer.json["problems"]) == (8, [])
    assert answer.json["orders"][0]["fields_read"]["consignee.name"] == "山田太郎"


def test_the_layouts_of_the_house_are_formats_too() -> None:
    """So that every one of them could be exported, changed and kept as somebody's own."""
    for path in ROOM.glob("*/profile.json"):
        told = json.loads(path.read_text("utf-8"))
        assert told.pop("id") in profiles()
        told.pop("title")
        assert faults_of(told) == [], path
        assert isinstance(layout_from_text(json.dumps(told | {MARK: 1})), dict)


def test_no_mutated_format_makes_the_reader_stumble() -> None:
    """Each is refused with its faults, or reads the file: never an exception."""
    chance = random.Random(47)
    told = json.dumps(tried(file_of(row())).told, ensure_ascii=False)
    values = ["null", "1", '"x"', "[]", "{}", "true", '"quantity"', '["状態"]', '"first_row"']
    for _ in range(300):
        pieces = told.split('"')
        for _ in range(chance.randint(1, 3)):
            nth = chance.randrange(len(pieces))
            pieces[nth] = chance.choice([chance.choice(pieces), "状態", "", "お届け先番地"])
        text = '"'.join(pieces)
        if chance.random() < 0.5:
            text = text.replace(
                chance.choice(['"code"', '"text"', "[]", "false"]), chance.choice(values), 1
            )
        try:
            mutated = json.loads(text)
        except ValueError:
            continue
        tried(file_of(row(), row("A-2", n="x")), mutated)
