"""Slips (送り状): out to a carrier's program, numbers back, the right one on each parcel."""

import csv
import io
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import update

from server import catalog
from server.boards.fsck import findings
from server.exchange.records import LabelFile, LabelFileRow
from tests.floor import Worker, expect, slip_of
from tests.makers import MadeOrder, MadeProduct, Screen, World

CONSIGNEE = {
    "name": "髙橋 一郎",
    "kana": "たかはし いちろう",
    "postal_code": "530-0001",
    "prefecture": "大阪府",
    "address": "大阪市北区梅田1-1-3",
    "building": "",
    "phone": "090-1234-5678",
}
SENDER = catalog.SenderCard(
    name="森商店",
    postal_code="150-0001",
    prefecture="東京都",
    address="渋谷区神宮前1-2-3",
    building="",
    phone="03-1234-5678",
    contents="衣料品",
)
CONTRACT = catalog.ContractCard("yamato", "yamato_b2", "031234567801", "", "01")


@pytest.fixture
def tee(world: World) -> MadeProduct:
    return world.product("TEE-M", stock={"A-01-03": 20})


@pytest.fixture
def office(world: World) -> Screen:
    """A supervisor at a desk, in a shop that has a contract with Yamato."""
    shop_id = world.shop_id
    with world.transaction() as session:
        catalog.set_sender(session, shop_id, SENDER, [CONTRACT])
    return world.office("supervisor")


def order_for(world: World, tee: MadeProduct, **consignee: Any) -> MadeOrder:
    return world.order((tee, 1), consignee=CONSIGNEE | consignee)


def release(office: Screen) -> None:
    answer = office.post(
        "/waves",
        {
            "shops": [],
            "carriers": [],
            "ship_by_before": None,
            "totes_per_cart": 8,
            "carts_max": None,
        },
    )
    assert answer.status_code == 201, answer.text


def waiting(office: Screen) -> dict[str, Any]:
    answer = office.get("/slips")
    assert answer.status_code == 200, answer.text
    (yamato,) = answer.json["carriers"]
    return yamato


def write(office: Screen) -> list[list[str]]:
    """Write the file of Yamato; its rows."""
    answer = office.post("/slips/files", {"carrier": "yamato"})
    assert answer.status_code == 201, answer.text
    (file_id,) = answer.json["files"]
    content = office.get(f"/slips/files/{file_id}.csv").data
    return list(csv.reader(io.StringIO(content.decode("cp932"), newline="")))[1:]


def bring_back(office: Screen, *rows: tuple[str, str], name: str = "発行済.csv") -> dict[str, Any]:
    """Hand in a file of numbers as B2クラウド exports it."""
    lines = ["お客様管理番号,送り状種別,クール区分,伝票番号,出荷予定日"]
    lines += [f"{number},0,0,{tracking},2026/11/26" for number, tracking in rows]
    body = {"carrier": "yamato", "file": (io.BytesIO("\r\n".join(lines).encode("cp932")), name)}
    answer = office.client.post(
        "/api/v1/slips/numbers", data=body, content_type="multipart/form-data"
    )
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json
    return told


def test_released_shipments_go_into_one_file_and_into_no_second(world, office, tee):
    order_for(world, tee)
    order_for(world, tee)
    assert waiting(office)["ready"] == 0
    release(office)
    assert waiting(office)["ready"] == 2
    rows = write(office)
    assert [row[15] for row in rows] == ["髙橋 一郎", "髙橋 一郎"]
    assert len({row[0] for row in rows}) == 2
    assert waiting(office)["ready"] == 0
    again = office.post("/slips/files", {"carrier": "yamato"})
    assert (again.status_code, again.json["code"]) == (409, "nothing_is_ready")


def test_a_voided_file_is_written_again_and_its_numbers_are_thrown_away(world, office, tee):
    order_for(world, tee)
    release(office)
    ((number, *_),) = write(office)
    bring_back(office, (number, slip_of(1)))
    (file,) = office.get("/slips").json["label_files"]
    voided = office.post(f"/slips/files/{file['id']}/void", {"reason": "プリンターが詰まった"})
    assert voided.status_code == 204
    assert waiting(office)["ready"] == 1
    ((again, *_),) = write(office)
    assert again == number
    told = bring_back(office, (number, slip_of(1)), (number, slip_of(2)))
    assert (told["noted"], told["rejected"]) == (1, 1)
    assert told["rows"][0]["code"] == "number_was_voided"
    twice = office.post(f"/slips/files/{file['id']}/void", {"reason": "もう一度"})
    assert (twice.status_code, twice.json["code"]) == (409, "file_is_void")


def test_the_same_file_of_numbers_twice_changes_nothing(world, office, tee):
    order_for(world, tee)
    release(office)
    ((number, *_),) = write(office)
    first = bring_back(office, (number, slip_of(1)))
    second = bring_back(office, (number, slip_of(1)))
    assert (first["noted"], first["known"]) == (1, 0)
    assert (second["noted"], second["known"]) == (0, 1)


def test_every_row_of_a_file_of_numbers_is_noted_known_or_rejected_with_its_reason(
    world, office, tee
):
    order_for(world, tee)
    order_for(world, tee)
    release(office)
    (one, *_), (other, *_) = write(office)
    told = bring_back(
        office,
        (one, slip_of(1)),
        (other, slip_of(1)),
        (other, "123456789012"),
        ("S9999999999", slip_of(3)),
        ("", slip_of(4)),
        (other, ""),
        (one, slip_of(5)),
    )
    assert (told["noted"], told["known"], told["rejected"]) == (2, 0, 5)
    assert [(row["row"], row["code"]) for row in told["rows"]] == [
        (3, "number_of_other_shipment"),
        (4, "tracking_unreadable"),
        (5, "shipment_unknown"),
        (6, "number_missing"),
        (7, "tracking_missing"),
    ]


def test_a_parcel_takes_the_slip_of_its_own_shipment_and_no_other(world, office, tee):
    for place, kind in (("C-01", "cart"), ("T-0001", "tote"), ("T-0002", "tote")):
        world.place(place, kind=kind)
    order_for(world, tee)
    order_for(world, tee)
    release(office)
    (one, *_), (other, *_) = write(office)
    bring_back(office, (one, slip_of(1)), (other, slip_of(2)))
    picker = Worker(world.handheld())
    picker.take_next("pick")
    picker.load_cart("C-01", ["T-0001", "T-0002"])
    picker.walk({tee.id: tee.jan})
    packer = Worker(world.tablet())
    packer.take_tote("T-0001")
    expect(packer.scan(item=tee.jan), accept="PO-09")
    mine, others = (1, 2) if packer.job["order"]["number"] == one else (2, 1)
    assert packer.job["facts"]["slip_expected"] == slip_of(mine)
    expect(packer.scan(slip=slip_of(others)), refuse="other_slip", row="PO-22")
    expect(packer.scan(slip=slip_of(mine)), accept="PO-23")


def test_a_number_that_comes_while_the_parcel_is_packed_is_the_one_it_must_get(world, office, tee):
    for place, kind in (("C-01", "cart"), ("T-0001", "tote")):
        world.place(place, kind=kind)
    order_for(world, tee)
    release(office)
    ((number, *_),) = write(office)
    picker = Worker(world.handheld())
    picker.take_next("pick")
    picker.load_cart("C-01", ["T-0001"])
    picker.walk({tee.id: tee.jan})
    packer = Worker(world.tablet())
    packer.take_tote("T-0001")
    assert packer.job["facts"]["slip_expected"] is None
    bring_back(office, (number, slip_of(1)))
    packer.scan(item=tee.jan)
    expect(packer.scan(slip=slip_of(2)), refuse="other_slip")
    expect(packer.scan(slip=slip_of(1)), accept="PO-23")
    told = bring_back(office, (number, slip_of(3)))
    assert told["rows"][0]["code"] == "parcel_is_closed"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"name": "𠮷田 花子"}, "unwritable"),
        ({"phone": ""}, "required"),
        ({"address": "大阪市北区" + "梅田" * 40}, "address_too_long"),
    ],
)
def test_a_shipment_that_no_label_can_say_stays_behind_and_hinders_no_other(
    world, office, tee, wrong, code
):
    order_for(world, tee)
    bad = order_for(world, tee, **wrong)
    release(office)
    assert waiting(office)["ready"] == 1
    (stuck,) = waiting(office)["stuck"]
    assert (stuck["order_id"], stuck["problems"][0]["code"]) == (bad.id, code)
    assert len(write(office)) == 1


def test_a_shop_without_sender_or_contract_is_told_so(world, tee):
    office = world.office("supervisor")
    order_for(world, tee)
    release(office)
    assert waiting(office)["stuck"][0]["problems"][0]["code"] == "no_sender"
    body = {
        "name": "森商店",
        "postal_code": "150-0001",
        "prefecture": "東京都",
        "address": "渋谷区神宮前1-2-3",
        "building": "",
        "phone": "03-1234-5678",
        "contents": "衣料品",
        "contracts": [],
    }
    assert office.post("/slips/senders/mori-main", body).status_code == 204
    assert waiting(office)["stuck"][0]["problems"][0]["code"] == "no_contract"
    contract = {
        "carrier": "yamato",
        "layout": "yamato_b2",
        "customer_code": "031234567801",
        "customer_branch": "",
        "freight_number": "01",
    }
    told = office.post("/slips/senders/mori-main", body | {"contracts": [contract]})
    assert told.status_code == 204
    assert waiting(office)["ready"] == 1
    (shop,) = office.get("/slips/senders").json["shops"]
    assert shop["sender"]["contracts"] == [contract]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_is_empty"),
        ("名前,住所\r\n髙橋,大阪".encode("cp932"), "numbers_not_found"),
        (b"PK\x03\x04xl/workbook", "file_is_a_spreadsheet"),
    ],
)
def test_a_file_without_numbers_is_refused_with_its_reason(world, office, content, code):
    body = {"carrier": "yamato", "file": (io.BytesIO(content), "x.csv")}
    answer = office.client.post(
        "/api/v1/slips/numbers", data=body, content_type="multipart/form-data"
    )
    assert (answer.status_code, answer.json["code"]) == (422, code)


def test_numbers_are_read_without_a_header_and_with_letters_of_the_barcode(world, office, tee):
    order_for(world, tee)
    release(office)
    ((number, *_),) = write(office)
    line = f"{number},0,0,A{slip_of(7)[:4]}-{slip_of(7)[4:8]}-{slip_of(7)[8:]}A,2026/11/26\r\n"
    body = {"carrier": "yamato", "file": (io.BytesIO(line.encode("cp932")), "x.csv")}
    answer = office.client.post(
        "/api/v1/slips/numbers", data=body, content_type="multipart/form-data"
    )
    assert answer.json["noted"] == 1


@pytest.mark.parametrize("attempt", range(3))
def test_two_desks_at_once_write_each_shipment_into_one_file(world, office, tee, attempt):
    for _ in range(6):
        order_for(world, tee)
    release(office)
    desks = [office, world.office("supervisor")]
    with ThreadPoolExecutor(len(desks)) as both:
        answers = list(
            both.map(lambda desk: desk.post("/slips/files", {"carrier": "yamato"}), desks)
        )
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    (file,) = office.get("/slips").json["label_files"]
    assert file["shipments"] == 6


@pytest.mark.parametrize("attempt", range(3))
def test_two_desks_at_once_note_each_number_once(world, office, tee, attempt):
    order_for(world, tee)
    release(office)
    ((number, *_),) = write(office)
    desks = [office, world.office("supervisor")]
    with ThreadPoolExecutor(len(desks)) as both:
        told = list(both.map(lambda desk: bring_back(desk, (number, slip_of(1))), desks))
    assert sorted((one["noted"], one["known"]) for one in told) == [(0, 1), (1, 0)]


def test_a_file_that_never_was_cannot_be_voided(office):
    answer = office.post("/slips/files/4711/void", {"reason": "?"})
    assert (answer.status_code, answer.json["code"]) == (404, "file_unknown")


def test_a_shop_has_one_contract_with_a_carrier(world, office):
    contract = {
        "carrier": "yamato",
        "layout": "yamato_b2",
        "customer_code": "",
        "customer_branch": "",
        "freight_number": "",
    }
    sender = {
        "name": "森商店",
        "postal_code": "150-0001",
        "prefecture": "東京都",
        "address": "渋谷区",
        "building": "",
        "phone": "03-1234-5678",
        "contents": "衣料品",
    }
    (shop,) = office.get("/slips/senders").json["shops"]
    address = f"/slips/senders/{shop['shop']}"
    twice = office.post(address, sender | {"contracts": [contract, contract]})
    assert twice.status_code == 422
    assert office.post(address, sender | {"contracts": [contract]}).status_code == 204


def test_what_was_exported_when_and_voided_why_is_on_the_order(world, office, tee):
    order = order_for(world, tee)
    release(office)
    ((number, *_),) = write(office)
    bring_back(office, (number, slip_of(1)))
    (file,) = office.get("/slips").json["label_files"]
    office.post(f"/slips/files/{file['id']}/void", {"reason": "紙詰まり"})
    told = [
        (entry["kind"], entry["text_params"])
        for entry in office.get(f"/orders/{order.id}/history").json["entries"]
        if entry["kind"] in {"label_requested", "slip_noted", "label_voided"}
    ]
    assert told == [
        ("label_requested", {"file": file["name"], "carrier": "yamato"}),
        ("slip_noted", {"carrier": "yamato", "tracking_no": slip_of(1)}),
        ("label_voided", {"file": file["name"], "reason": "紙詰まり"}),
    ]


@pytest.mark.parametrize(
    ("broken", "mended", "check"),
    [
        (
            update(LabelFileRow).values(is_voided=True),
            update(LabelFileRow).values(is_voided=False),
            "INV-07b",
        ),
        (
            update(LabelFile).values(shipments=7),
            update(LabelFile).values(shipments=1),
            "INV-07c",
        ),
    ],
)
def test_fsck_finds_a_file_that_its_rows_do_not_bear_out(world, office, tee, broken, mended, check):
    order_for(world, tee)
    release(office)
    write(office)
    with world.transaction() as session:
        session.execute(broken)
    with world.reading() as session:
        assert [one.check for one in findings(session)] == [check]
    with world.transaction() as session:
        session.execute(mended)
