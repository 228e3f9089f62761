"""Letters: written to the customer of one parcel, and put into no other."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from server.boards.fsck_letters import (
    letters_never_printed,
    letters_put_in_twice,
    letters_put_in_unread,
)
from server.flyers.codes import new_code
from server.flyers.records import Campaign, FlyerCode, FlyerInsert, LetterPrint
from tests.floor import Worker, expect, slip_of
from tests.makers import MadeProduct, World
from tests.scans.test_the_first_parcel import release, set_up_floor

TEXT = "{customer_name} 様\nご注文 {order_no} をありがとうございます。次のお買い物に {code} を。"


@pytest.fixture
def tee(world: World) -> MadeProduct:
    """Goods on a floor, and a campaign that writes to each customer."""
    set_up_floor(world)
    goods = world.product("TEE-M", stock={"A-01-03": 9})
    world.flyer("THANKS", code_prefix="THANKS", letter_title="お礼", letter_text=TEXT)
    return goods


def pick_two(world: World, tee: MadeProduct) -> Worker:
    """Two orders picked, and the first on the bench."""
    for name in ("山田 <花子>", "鈴木 {code} 一郎"):
        world.order((tee, 1), consignee={"name": name})
    release(world.office("supervisor"))
    picker = Worker(world.handheld())
    picker.take_next("pick")
    picker.load_cart("C-01", ["T-0001", "T-0002"])
    picker.walk({tee.id: tee.jan})
    packer = Worker(world.tablet())
    packer.take_tote("T-0001")
    return packer


def codes(world: World) -> list[str]:
    """The code of each letter."""
    with world.reading() as session:
        return list(session.scalars(select(FlyerCode.code).order_by(FlyerCode.insert_id)))


def test_a_letter_goes_into_its_own_parcel_by_its_own_code_only(
    world: World, tee: MadeProduct
) -> None:
    packer = pick_two(world, tee)
    (flyer,) = packer.job["facts"]["flyers"]
    own = flyer["code"]
    (other,) = [code for code in codes(world) if code != own]
    paper = next(
        code
        for code, meant in packer.job["codes"].items()
        if meant["product"] == flyer["product"] and code != own
    )
    expect(packer.scan(item=other), refuse="other_letter")
    expect(packer.scan(item=paper), refuse="letter_code_expected")
    expect(packer.scan(item=own), refuse="letter_not_printed")
    number = packer.job["facts"]["shipment"]
    assert packer.screen.get(f"/letters/{number}").status_code == 200
    expect(packer.scan(item=f"]Q1{own.lower()}"), accept="PO-08")
    expect(packer.scan(item=tee.jan), accept="PO-09")
    expect(packer.scan(slip=slip_of(1)), accept="PO-23")
    with world.transaction() as session:
        assert letters_put_in_unread(session) == []
        session.execute(
            update(FlyerCode).where(FlyerCode.code == own).values(code=(fake := new_code("XX")))
        )
        assert [row.code for row in letters_put_in_unread(session)] == [fake]
        session.execute(update(FlyerCode).where(FlyerCode.code == fake).values(code=own))


def test_fsck_shows_letters_that_nobody_printed_before_and_one_that_is_in_twice(
    world: World, tee: MadeProduct
) -> None:
    packer = pick_two(world, tee)
    (flyer,) = packer.job["facts"]["flyers"]
    assert packer.screen.get(f"/letters/{packer.job['facts']['shipment']}").status_code == 200
    expect(packer.scan(item=flyer["code"]), accept="PO-08")
    of_parcel = FlyerInsert.id == flyer["line"]
    with world.transaction() as session:
        assert (letters_never_printed(session), letters_put_in_twice(session)) == ([], [])
        (printed_at,) = session.scalars(select(LetterPrint.printed_at))
        for moment, found in ((printed_at + timedelta(days=1), 1), (printed_at, 0)):
            session.execute(update(LetterPrint).values(printed_at=moment))
            assert len(letters_never_printed(session)) == found
        session.execute(
            update(FlyerInsert).where(of_parcel).values(quantity_pieces=2, inserted_pieces=2)
        )
        assert [row.code for row in letters_put_in_twice(session)] == [flyer["code"]]
        session.execute(
            update(FlyerInsert).where(of_parcel).values(quantity_pieces=1, inserted_pieces=1)
        )


def test_letters_are_printed_with_what_their_customer_is_told(
    world: World, tee: MadeProduct
) -> None:
    packer = pick_two(world, tee)
    pages = {}
    for task in ("T-0001", "T-0002"):
        job = packer.job if task == "T-0001" else Worker(world.tablet()).take_tote(task)
        page = packer.screen.get(f"/letters/{job['facts']['shipment']}")
        assert page.status_code == 200, page.text
        pages[job["facts"]["flyers"][0]["code"]] = page.text
        assert page.headers["Cache-Control"] == "no-store"
    for code, page in pages.items():
        assert page.count(code) == 2
        assert "<svg" in page
    together = "".join(pages.values())
    assert "山田 &lt;花子&gt; 様" in together
    # A name that looks like a placeholder stays a name.
    assert "鈴木 {code} 一郎 様" in together
    none = packer.screen.get("/letters/S9999999999")
    assert (none.status_code, none.json["code"]) == (404, "letters_unknown")


def test_every_printing_of_a_letter_is_counted_with_who_did_it_and_when(
    world: World, tee: MadeProduct
) -> None:
    packer = pick_two(world, tee)
    number = packer.job["facts"]["shipment"]
    prints = f"/letters/{number}/prints"
    assert packer.screen.get(prints).json == {"prints": []}
    for _ in range(2):
        assert packer.screen.get(f"/letters/{number}").status_code == 200
    office = world.office("supervisor")
    assert office.get(f"/letters/{number}").status_code == 200
    told = packer.screen.get(prints).json["prints"]
    assert len({one["by"] for one in told[:2]}) == 1
    assert told[2]["by"] != told[0]["by"]
    assert [one["printed_at"] for one in told] == sorted(one["printed_at"] for one in told)
    (order,) = [one for one in office.get("/orders").json["orders"] if one["shipment"] == number]
    assert office.get(f"/orders/{order['id']}").json["letter_prints"] == told
    history = office.get(f"/orders/{order['id']}/history").json["entries"]
    printed = [one["person"] for one in history if one["kind"] == "letters_printed"]
    assert printed == [one["by"] for one in told]
    # Who asks for letters that do not exist has printed none.
    assert office.get("/letters/S9999999999").status_code == 404
    assert office.get("/letters/S9999999999/prints").json == {"prints": []}


def test_the_office_looks_at_a_letter_before_anybody_gets_it(
    world: World, tee: MadeProduct
) -> None:
    assert tee
    office = world.office()
    with world.reading() as session:
        number = session.scalars(select(Campaign.id)).one()
    page = office.get(f"/campaigns/{number}/letter", owner="MORI", name="見本")
    assert page.status_code == 200
    assert "見本 様\nご注文 12345" in page.text
    other = office.get("/campaigns/999/letter", owner="MORI", name="見本")
    assert (other.status_code, other.json["code"]) == (404, "campaign_unknown")
