"""Any code of the house, looked up: what it is, what is there, and never for whom."""

import pytest

from server.vocabulary import label_of
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
