"""A shelf that does not hold what it should: two taps, a supervisor's word, and on it goes."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from server import places, stock
from server.foundation import reading, transaction
from server.vocabulary import label_of
from tests.browser.conftest import Screens
from tests.browser.house import SHOPIFY, House, small_orders
from tests.floor import slip_of

pytestmark = pytest.mark.browser


def test_a_short_pick_takes_two_taps_waits_for_the_supervisor_and_goes_on(
    house: House, screens: Screens
) -> None:
    house.bring_in(small_orders(SHOPIFY, 1))
    desk = house.at_desk()
    house.release(desk)
    board = screens.board(desk)
    expect(board.stage("released")).to_have_text("1")
    handheld = screens.handheld(house.crew("picker")[0])
    tablet = screens.tablet(house.crew("packer")[0])
    handheld.take_task("C-01")
    handheld.load_totes("T-0001")

    short_place = handheld.page.locator(".plate").inner_text()
    take_the_others_away(house, short_place)
    handheld.go_to_place()
    handheld.press("欠品")
    handheld.press("棚にない")
    expect(handheld.page.locator(".plate")).not_to_have_text(short_place)
    alarm = board.page.locator("button.alarm")
    expect(alarm).to_contain_text("欠品")
    expect(alarm).to_contain_text(short_place)
    handheld.save("handheld-after-short")

    handheld.walk()
    expect(handheld.page.locator(".done-fact-short dd")).to_have_text("1")
    handheld.save("handheld-done-with-short")
    handheld.expect_handed_in()
    tablet.scan(label_of("T-0001"))
    expect(tablet.page.get_by_role("heading", name="T-0001 は責任者の確認待ちです")).to_be_visible()
    tablet.save("pack-tote-held")

    alarm.click()
    board.save("board-exception-sheet")
    board.page.get_by_role("radio", name="ないまま出荷する").check()
    board.press("決定する")
    expect(board.page.get_by_text("例外はありません")).to_be_visible()

    tablet.open_tote("T-0001")
    tablet.pack(slip_of(1))
    expect(board.stage("packed")).to_have_text("1")


def goods_of(house: House, shelf: str) -> tuple[int, int]:
    """The goods of a shelf, and the shelf."""
    lying = lying_on(house, shelf)
    return lying.product_id, lying.place_id


def lying_on(house: House, shelf: str) -> stock.Lying:
    """What lies on a shelf."""
    with house.app.app_context(), reading() as session:
        spot = places.spots(session, [f"L-{shelf}"])[f"L-{shelf}"]
        return stock.lying_in(session, [spot.id])[0]


def take_the_others_away(house: House, shelf: str) -> None:
    """No other shelf has these goods, so that nobody can be sent to one."""
    product_id, shelf_id = goods_of(house, shelf)
    with house.app.app_context(), transaction() as session:
        loss = places.virtual_place_ids(session)["LOSS"]
        others = [one for one in stock.shelves_with(session, [product_id]) if one != shelf_id]
        for one in stock.lying_in(session, others):
            if one.product_id == product_id and one.free_pieces > 0:
                move = stock.Move(
                    one.place_id,
                    loss,
                    product_id,
                    one.free_pieces,
                    "corrected",
                    lot=one.lot,
                    target_is_virtual=True,
                )
                stock.move(session, [move])


def test_what_the_shelf_has_not_got_is_fetched_from_the_next(
    house: House, screens: Screens
) -> None:
    house.bring_in(small_orders(SHOPIFY, 1))
    desk = house.at_desk()
    house.release(desk)
    handheld = screens.handheld(house.crew("picker")[0])
    handheld.take_task("C-01")
    handheld.load_totes("T-0001")
    short_place = handheld.page.locator(".plate").inner_text()
    product_id, shelf_id = goods_of(house, short_place)
    take_the_others_away(house, short_place)
    house.command("repick-places", "0")
    other, name = first_shelf(house, besides=shelf_id)
    with house.app.app_context(), transaction() as session:
        stock.receive(session, [stock.Delivery(other, product_id, 3)], person_id=None)
    handheld.go_to_place()
    handheld.press("欠品")
    handheld.press("棚にない")
    handheld.walk()
    handheld.save("handheld-short-healed-done")
    handheld.expect_handed_in()
    board = screens.board(desk)
    expect(board.page.get_by_text("例外はありません")).to_be_visible()
    handheld.press(handheld.words("pick.done.next"))
    handheld.save("handheld-repick-offered")
    # Any cart's label says "mine"; the goods are brought to the tote, wherever that stands.
    handheld.scan(label_of("C-01"))
    expect(handheld.page.locator(".plate")).to_have_text(name)
    handheld.save("handheld-repick")
    handheld.walk()
    handheld.expect_handed_in()
    tablet = screens.tablet(house.crew("packer")[0])
    tablet.open_tote("T-0001")
    tablet.pack(slip_of(1))
    expect(board.stage("packed")).to_have_text("1")


def first_shelf(house: House, *, besides: int) -> tuple[int, str]:
    """The shelf at which every walk begins, behind all others, and its name on the plate."""
    with house.app.app_context(), reading() as session:
        found = session.execute(
            select(places.Place.id, places.Place.code)
            .where(places.Place.kind == "shelf", places.Place.id != besides)
            .order_by(places.Place.walk_order)
            .limit(1)
        ).one()
        return found.id, found.code.removeprefix("L-")


def next_shelf(house: House, shelf_id: int) -> tuple[int, str]:
    """The shelf that a picker passes next after this one, and its name on the plate."""
    with house.app.app_context(), reading() as session:
        here = places.place_cards(session, [shelf_id])[shelf_id]
        found = session.execute(
            select(places.Place.id, places.Place.code)
            .where(places.Place.kind == "shelf", places.Place.walk_order > here.walk_order)
            .order_by(places.Place.walk_order)
            .limit(1)
        ).one()
        return found.id, found.code.removeprefix("L-")


def test_what_lies_on_the_way_is_fetched_on_the_same_walk_and_a_blocked_lot_is_refused(
    house: House, screens: Screens
) -> None:
    house.bring_in(small_orders(SHOPIFY, 1))
    desk = house.at_desk()
    house.release(desk)
    handheld = screens.handheld(house.crew("picker")[0])
    handheld.take_task("C-01")
    handheld.load_totes("T-0001")
    short_place = handheld.page.locator(".plate").inner_text()
    goods = lying_on(house, short_place)
    take_the_others_away(house, short_place)
    handheld.go_to_place()

    lot = {"product": goods.product_id, "lot": goods.lot, "reason": "quality", "note": ""}
    block_id = desk.post("/stock/blocks", lot).get_json()["id"]
    other_lot = handheld.page.get_by_role("button", name="別のロット")
    expect(other_lot).to_be_visible()
    handheld.scan(handheld.item())
    handheld.expect_refused("保留になったロットです", read="", right="別のロット")
    handheld.save("handheld-lot-blocked")
    assert desk.post(f"/stock/blocks/{block_id}/free").status_code == 204
    expect(other_lot).to_have_count(0)

    other, name = next_shelf(house, goods.place_id)
    more = stock.Delivery(other, goods.product_id, 3, goods.lot, goods.expires_on)
    with house.app.app_context(), transaction() as session:
        stock.receive(session, [more], person_id=None)
    handheld.press("欠品")
    handheld.press("棚にない")
    expect(handheld.page.locator(".verdict-title")).to_have_text("欠品の分を別の棚で取ります")
    expect(handheld.page.locator(".verdict-read")).to_have_text(f"{name} で 1点")
    expect(handheld.page.locator(".plate")).to_have_text(name)
    handheld.save("handheld-short-found-on-the-way")
    handheld.walk()
    handheld.expect_handed_in()
    tablet = screens.tablet(house.crew("packer")[0])
    tablet.open_tote("T-0001")
    tablet.pack(slip_of(1))
