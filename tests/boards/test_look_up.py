"""Any code of the house, looked up: what it is, what is there, and never for whom."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from server import stock
from server.catalog.records import Barcode, Owner, Product
from server.foundation import today
from server.vocabulary import item_code, label_of
from tests.floor import Worker, label, slip_of
from tests.makers import MadeOrder, MadeProduct, Screen, World
from tests.scans.test_the_first_parcel import release, set_up_floor


@pytest.fixture
def floor(world: World) -> tuple[MadeProduct, MadeOrder, Worker]:
    """A tee on two shelves, an order of two, and a picker who has put one of them into a tote."""
    set_up_floor(world)
    tee = world.product("TEE-M", stock={"A-01-03": 5, "A-02-01": 4})
    order = world.order((tee, 2))
    release(world.office("supervisor"))
    picker = Worker(world.handheld())
    picker.take_next("pick")
    picker.load_cart("C-01", ["T-0001"])
    return tee, order, picker


def test_a_product_is_shown_with_what_is_free_of_it_where(
    world: World, floor: tuple[MadeProduct, MadeOrder, Worker]
) -> None:
    tee, _, picker = floor
    for code in (tee.jan, tee.sku):
        found = picker.screen.get("/look-up", code=code).get_json()
        assert found["kind"] == "item"
        assert [product["name"] for product in found["products"]] == ["TEE-M 商品"]
        assert [
            (line["place"], line["on_hand_pieces"], line["held_pieces"], line["free_pieces"])
            for line in found["stock"]
        ] == [("A-01-03", 5, 2, 3), ("A-02-01", 4, 0, 4)]


def test_a_shelf_is_shown_with_what_lies_there(
    world: World, floor: tuple[MadeProduct, MadeOrder, Worker]
) -> None:
    tee, _, picker = floor
    for code in (label(place="A-01-03"), "A-01-03", "L-A-01-03"):
        found = picker.screen.get("/look-up", code=code).get_json()
        assert (found["kind"], found["code"]) == ("place", "A-01-03")
        assert [line["product"] for line in found["stock"]] == [tee.id]


def test_a_tote_is_shown_with_its_goods_its_parcel_and_who_has_it(
    world: World, floor: tuple[MadeProduct, MadeOrder, Worker]
) -> None:
    tee, order, picker = floor
    picker.walk({tee.id: tee.jan})
    tote = picker.screen.get("/look-up", code=label(tote="T-0001")).get_json()
    assert tote["kind"] == "tote"
    assert [line["on_hand_pieces"] for line in tote["stock"]] == [2]
    assert (tote["shipment"]["order"], tote["shipment"]["tote"]) == (order.external, "T-0001")
    assert tote["task"]["kind"] == "pack"
    packer = Worker(world.tablet())
    packer.take_tote("T-0001")
    assert picker.screen.get("/look-up", code="T-0001").get_json()["task"]["by"] is not None
    packer.pack({tee.id: tee.jan}, slip_of(7))
    by_slip = picker.screen.get("/look-up", code=slip_of(7)).get_json()
    assert (by_slip["kind"], by_slip["shipment"]["order"]) == ("shipment", order.external)
    number = tote["shipment"]["number"]
    by_number = picker.screen.get("/look-up", code=label_of(f"S-{number[1:]}")).get_json()
    assert by_number["shipment"]["slip"] == slip_of(7)


def test_a_cart_is_shown_with_its_totes_and_who_walks_with_it(
    world: World, floor: tuple[MadeProduct, MadeOrder, Worker]
) -> None:
    _, _, picker = floor
    cart = picker.screen.get("/look-up", code=label(cart="C-01")).get_json()
    assert (cart["kind"], cart["totes"], cart["task"]["stage"]) == ("cart", ["T-0001"], "claimed")


@pytest.mark.parametrize("code", ["4912345678904", "T-0099", "あいう", "L-A-01-03-0", " ", "'\"%_"])
def test_what_nothing_has_is_said_to_be_unknown(world: World, code: str) -> None:
    found = world.handheld().get("/look-up", code=code).get_json()
    assert found["kind"] in ("unknown", "misread")
    assert (found["products"], found["stock"], found["shipment"]) == ([], [], None)


def test_no_answer_names_a_customer(
    world: World, floor: tuple[MadeProduct, MadeOrder, Worker]
) -> None:
    tee, _, picker = floor
    picker.walk({tee.id: tee.jan})
    screen: Screen = picker.screen
    for code in (tee.jan, "A-01-03", "T-0001", "C-01"):
        text = screen.get("/look-up", code=code).text
        assert "客" not in text
        assert "100-0001" not in text


def test_it_says_for_which_order_parcel_and_task_goods_are_held(
    world: World, floor: tuple[MadeProduct, MadeOrder, Worker]
) -> None:
    tee, order, picker = floor
    waiting = world.order((tee, 1))
    for code in (tee.jan, "A-01-03"):
        found = picker.screen.get("/look-up", code=code).get_json()
        first, second = found["held_for"]
        assert (first["order"], first["pieces"], first["place"]) == (order.external, 2, "A-01-03")
        assert first["shipment"] is not None
        assert first["task"] is not None
        assert (second["order"], second["pieces"]) == (waiting.external, 1)
        assert (second["shipment"], second["task"]) == (None, None)
        assert found["held_for_more"] == 0
    picker.walk({tee.id: tee.jan})
    found = picker.screen.get("/look-up", code=tee.jan).get_json()
    assert [one["order"] for one in found["held_for"]] == [waiting.external]
    for _ in range(4):
        world.order((tee, 1))
    found = picker.screen.get("/look-up", code=tee.jan).get_json()
    assert (len(found["held_for"]), found["held_for_more"]) == (5, 0)


def test_a_flyer_is_held_for_the_order_of_its_parcel(world: World) -> None:
    set_up_floor(world)
    tee = world.product("TEE-M", stock={"A-01-03": 5})
    flyer = world.flyer("WINTER")
    order = world.order((tee, 1))
    release(world.office("supervisor"))
    found = world.handheld().get("/look-up", code=flyer.jan).get_json()
    assert [(one["order"], one["pieces"]) for one in found["held_for"]] == [(order.external, 1)]


def test_it_says_who_touched_it_last(
    world: World, floor: tuple[MadeProduct, MadeOrder, Worker]
) -> None:
    tee, _, picker = floor
    found = picker.screen.get("/look-up", code=tee.jan).get_json()
    assert (found["last_touch"]["cause"], found["last_touch"]["person"]) == ("received", None)
    picker.walk({tee.id: tee.jan})
    for code, cause in ((tee.jan, "placed"), ("A-01-03", "picked"), ("T-0001", "placed")):
        touched = picker.screen.get("/look-up", code=code).get_json()["last_touch"]
        assert touched["cause"] == cause
        assert touched["person"].startswith("picker")
    assert picker.screen.get("/look-up", code="T-0009").get_json()["last_touch"] is None


@pytest.fixture
def miso(world: World) -> MadeProduct:
    """Goods of two lots on two shelves; the first expires in twenty days."""
    made = world.product("MISO", has_lots=True, expires=True)
    for name, lot, days in (("A-05-01", "L7", 20), ("A-05-02", "L8", 300)):
        place_id = world.place(name)
        day = (date.fromisoformat(today()) + timedelta(days=days)).isoformat()
        with world.transaction() as session:
            stock.receive(session, [stock.Delivery(place_id, made.id, 3, lot, day)], person_id=None)
    return made


def test_a_lot_is_shown_with_where_it_lies_and_how_long_it_keeps(
    world: World, miso: MadeProduct
) -> None:
    screen = world.handheld()
    gs1 = f"]C101{item_code(miso.jan)}10L7"
    for code in (gs1, label_of("N-L7")):
        found = screen.get("/look-up", code=code).get_json()
        assert (found["lot"], [one["sku"] for one in found["products"]]) == ("L7", ["MISO"])
        assert [(one["place"], one["days_left"]) for one in found["stock"]] == [("A-05-01", 20)]
        assert found["last_touch"]["target"] == "A-05-01"
    gone = screen.get("/look-up", code=f"]C101{item_code(miso.jan)}10L9").get_json()
    assert (gone["kind"], gone["lot"], gone["stock"]) == ("item", "L9", [])
    assert screen.get("/look-up", code=label_of("N-L9")).get_json()["kind"] == "unknown"
    every = screen.get("/look-up", code=miso.jan).get_json()
    assert (every["lot"], [one["days_left"] for one in every["stock"]]) == (None, [20, 300])


def test_a_badge_shows_its_own_person_their_work_and_tells_nobody_else(
    world: World, floor: tuple[MadeProduct, MadeOrder, Worker]
) -> None:
    _, _, picker = floor
    assert picker.screen.badge is not None
    own = label_of(picker.screen.badge)
    found = picker.screen.get("/look-up", code=own).get_json()
    assert found["kind"] == "badge"
    assert found["person"]["name"].startswith("picker")
    assert [(one["kind"], one["stage"]) for one in found["person"]["tasks"]] == [
        ("pick", "claimed")
    ]
    other = world.handheld()
    seen = other.get("/look-up", code=own).get_json()
    nobody = other.get("/look-up", code=label_of("B-9999")).get_json()
    assert (seen["kind"], seen["person"]) == (nobody["kind"], nobody["person"]) == ("badge", None)
    alone = world.device().get("/look-up", code=own).get_json()
    assert alone["person"] is None


def test_within_an_owners_wall_only_their_goods_are_seen(
    world: World, floor: tuple[MadeProduct, MadeOrder, Worker], miso: MadeProduct
) -> None:
    """Two owners sell goods with one and the same barcode, on one and the same shelf."""
    tee, order, picker = floor
    world.receive(miso, "A-01-03", 1, lot="L7")
    with world.transaction() as session:
        other = Owner(code="HAYASHI", name="林商店")
        session.add(other)
        session.flush()
        session.execute(update(Product).where(Product.id == miso.id).values(owner_id=other.id))
        session.execute(
            update(Barcode)
            .where(Barcode.product_id == miso.id)
            .values(owner_id=other.id, code=item_code(tee.jan), raw=tee.jan)
        )

    def seen(code: str, owner: str) -> set[str]:
        found = picker.screen.get("/look-up", code=code, owner=owner).get_json()
        ids = {product["id"] for product in found["products"]}
        assert {one["product"] for one in (*found["stock"], *found["held_for"])} <= ids
        return {product["sku"] for product in found["products"]}

    assert seen(tee.jan, "") == {"TEE-M", "MISO"}
    for code in (tee.jan, "A-01-03"):
        assert seen(code, "MORI") == {"TEE-M"}
        assert seen(code, "HAYASHI") == {"MISO"}
        assert seen(code, "NOBODY") == set()
    assert seen(label_of("N-L7"), "MORI") == set()
    shelf = picker.screen.get("/look-up", code="A-01-03", owner="HAYASHI").get_json()
    assert (shelf["held_for"], shelf["last_touch"]["pieces"]) == ([], 1)
    picker.walk({tee.id: tee.jan})
    tote = picker.screen.get("/look-up", code="T-0001").get_json()
    assert tote["shipment"]["order"] == order.external
    for code in ("T-0001", tote["shipment"]["number"]):
        walled = picker.screen.get("/look-up", code=code, owner="HAYASHI").get_json()
        assert (walled["shipment"], walled["stock"]) == (None, [])


def test_a_long_answer_says_how_much_it_leaves_out(world: World) -> None:
    tee = world.product("TEE-M")
    place_id = world.place("A-01-01")
    with world.transaction() as session:
        stock.receive(
            session,
            [stock.Delivery(place_id, tee.id, 1, f"LOT-{nth:03d}") for nth in range(103)],
            person_id=None,
        )
    for _ in range(22):
        world.order((tee, 1))
    found = world.handheld().get("/look-up", code=tee.jan).get_json()
    assert (len(found["stock"]), found["stock_more"]) == (100, 3)
    assert (len(found["held_for"]), found["held_for_more"]) == (20, 2)
