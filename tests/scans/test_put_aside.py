"""後回し: a line is walked to last; and codes that only the house knows."""

import pytest

from server.catalog.records import Barcode, Owner, Product
from server.foundation import now
from server.picking.records import PickLine
from server.vocabulary import item_code
from tests.floor import Worker, expect, label
from tests.makers import MadeProduct, World, jan_of
from tests.scans.test_taking_back import UNDO, causes, picker_with_cart
from tests.scans.test_the_first_parcel import on_hand, set_up_floor

ASIDE = {"command": "X-ASIDE"}
Goods = tuple[MadeProduct, MadeProduct, MadeProduct]


@pytest.fixture
def goods(world: World) -> Goods:
    """Three articles on three shelves, in the order of the walk."""
    set_up_floor(world)
    return (
        world.product("TEE-M", stock={"A-01-01": 5}),
        world.product("CAP", stock={"A-01-02": 5}),
        world.product("MUG", stock={"A-01-03": 5}),
    )


def picker_of(world: World, goods: Goods) -> Worker:
    """Somebody before the first of three shelves."""
    return picker_with_cart(world, [(product, 1) for product in goods])


def shelves(picker: Worker) -> list[str]:
    """The shelves of the walk, in their order."""
    return [line["place"].removeprefix("L-") for line in picker.job["facts"]["lines"]]


def shelves_in_the_books(world: World, picker: Worker) -> list[str]:
    """The same as the tables have it."""
    taken = picker.screen.get(f"/tasks/{picker.job['task']['id']}/job")
    assert taken.status_code == 200, taken.text
    with world.reading() as session:
        rows = session.query(PickLine).order_by(PickLine.sequence)
        turns = [row.id for row in rows]
    lines = taken.get_json()["facts"]["lines"]
    assert [line["line"] for line in lines] == turns
    return [line["place"].removeprefix("L-") for line in lines]


def codes_of(goods: Goods) -> dict[int, str]:
    return {product.id: product.jan for product in goods}


def register(world: World, product: MadeProduct, jan: str) -> None:
    """The maker has put a new code on an article, and the office knows it by now."""
    with world.transaction() as session:
        code = item_code(jan) or jan
        session.add(Barcode(owner_id=world.owner_id, product_id=product.id, code=code, raw=jan))


def test_a_shelf_that_cannot_be_reached_is_walked_to_last(world: World, goods: Goods) -> None:
    picker = picker_of(world, goods)
    expect(picker.scan(**ASIDE), accept="PC-28")
    assert shelves(picker) == ["A-01-02", "A-01-03", "A-01-01"]
    assert shelves_in_the_books(world, picker) == shelves(picker)
    picker.walk(codes_of(goods))
    tote = world.place("T-0001", kind="tote")
    assert [on_hand(world, tote, product.id) for product in goods] == [1, 1, 1]
    assert causes(world) == ["picked", "placed"] * 3


def test_undo_turns_back_to_the_shelf_that_was_passed(world: World, goods: Goods) -> None:
    picker = picker_of(world, goods)
    picker.scan(place="A-01-01")
    expect(picker.scan(**ASIDE), accept="PC-48")
    expect(picker.scan(**UNDO), accept="PC-44")
    assert shelves_in_the_books(world, picker) == ["A-01-01", "A-01-02", "A-01-03"]
    assert picker.job["step"] == "take_item"
    picker.walk(codes_of(goods))


def test_a_walk_put_aside_again_and_again_without_network_comes_in_at_once(
    world: World, goods: Goods
) -> None:
    tee, _cap, mug = goods
    picker = picker_of(world, goods)
    scans: list[dict[str, str]] = [
        ASIDE,
        ASIDE,
        {"place": "A-01-03"},
        {"item": mug.jan},
        ASIDE,  # the hand is full
        {"tote": "T-0001"},
        ASIDE,
        {"place": "A-01-02"},
        {"command": "X-SHORT-NONE"},
        {"place": "A-01-01"},
        {"item": tee.jan},
        {"tote": "T-0001"},
    ]
    verdicts = picker.hand_in([picker.event(label(**one)) for one in scans])
    assert all(verdict["agrees"] for verdict in verdicts)
    assert [one["because"] for one in verdicts if one["verdict"] == "refuse"] == ["tote_expected"]
    assert picker.job["step"] == "cart_done"
    tote = world.place("T-0001", kind="tote")
    assert [on_hand(world, tote, product.id) for product in goods] == [1, 0, 1]


def test_the_last_line_cannot_be_put_aside(world: World, goods: Goods) -> None:
    picker = picker_with_cart(world, [(goods[0], 1)])
    expect(picker.scan(**ASIDE), refuse="no_other_line", row="PC-27")
    picker.scan(place="A-01-01")
    expect(picker.scan(**ASIDE), refuse="no_other_line", row="PC-46")


def test_a_code_that_only_the_house_knows_is_taught_and_moves_nothing(
    world: World, goods: Goods
) -> None:
    tee = goods[0]
    picker = picker_of(world, goods)
    picker.scan(place="A-01-01")
    new_code = jan_of(77_001)
    register(world, tee, new_code)
    asked = picker.scan(item=new_code)
    assert (asked["verdict"], asked["row"], asked["agrees"]) == ("ask_server", "PC-45", True)
    assert causes(world) == []
    meaning = {"product": tee.id, "quantity": 1}
    assert asked["job"]["codes"] == {item_code(new_code): meaning}
    assert asked["job"]["products"][str(tee.id)]["sku"] == "TEE-M"
    expect(picker.scan(item=new_code), accept="PC-35")
    picker.walk(codes_of(goods))


def test_a_question_left_behind_without_network_is_no_piece_in_the_books(
    world: World, goods: Goods
) -> None:
    tee, cap, mug = goods
    picker = picker_of(world, goods)
    new_code = jan_of(77_002)
    register(world, tee, new_code)
    scans: list[dict[str, str]] = [
        {"place": "A-01-01"},
        {"item": new_code},
        ASIDE,
        {"place": "A-01-02"},
        {"item": cap.jan},
        {"tote": "T-0001"},
    ]
    verdicts = picker.hand_in([picker.event(label(**one)) for one in scans])
    assert all(verdict["agrees"] for verdict in verdicts)
    assert causes(world) == ["picked", "placed"]
    # Taught by now: the same code counts when the line comes again.
    picker.walk({tee.id: new_code, mug.id: mug.jan})
    assert on_hand(world, world.place("T-0001", kind="tote"), tee.id) == 1


def test_a_code_of_other_goods_or_of_none_teaches_what_it_is(world: World, goods: Goods) -> None:
    hat = world.product("HAT", stock={"A-02-01": 1})
    picker = picker_of(world, goods)
    picker.scan(place="A-01-01")
    assert picker.scan(item=jan_of(77_003))["job"]["codes"] == {}
    picker.scan(item=hat.jan)
    expect(picker.scan(item=hat.jan), refuse="other_item", row="PC-31")


def test_a_code_of_another_owner_is_a_code_of_nobody(world: World, goods: Goods) -> None:
    picker = picker_of(world, goods)
    picker.scan(place="A-01-01")
    jan = jan_of(77_004)
    with world.transaction() as session:
        owner = Owner(code="KAWA", name="川商店")
        session.add(owner)
        session.flush()
        product = Product(owner_id=owner.id, sku="X", name="X", kind="goods", created_at=now())
        session.add(product)
        session.flush()
        code = item_code(jan) or jan
        session.add(Barcode(owner_id=owner.id, product_id=product.id, code=code, raw=jan))
    assert picker.scan(item=jan)["job"]["codes"] == {}
