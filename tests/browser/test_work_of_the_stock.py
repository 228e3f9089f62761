"""Work of the stock on a handheld, by scans alone: goods go where the book then says they are."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from server import stock
from server.catalog.records import Barcode
from server.foundation import reading, transaction
from server.places.records import Place
from server.stock.records import Balance
from server.vocabulary import display, label_of
from tests.browser.conftest import Screens
from tests.browser.floor import Handheld
from tests.browser.house import House

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Shelf:
    """A shelf with one article on it."""

    id: int
    code: str
    item: str
    pieces: int

    @property
    def label(self) -> str:
        return label_of(self.code)

    @property
    def name(self) -> str:
        return display(self.code)


def shelves(house: House, pieces: int) -> list[Shelf]:
    """Shelves with at least so many pieces of one article, its lot none."""
    query = (
        select(Place.id, Place.code, Barcode.raw, Balance.on_hand_pieces)
        .join(Balance, Balance.place_id == Place.id)
        .join(Barcode, Barcode.product_id == Balance.product_id)
        .where(
            Place.kind == "shelf",
            Balance.lot == "",
            Balance.on_hand_pieces >= pieces,
            Barcode.quantity_pieces == 1,
        )
        .order_by(Place.walk_order)
    )
    with house.app.app_context(), reading() as session:
        found = {row.id: Shelf(*row) for row in session.execute(query)}
    return list(found.values())


def pieces_on(house: House, shelf: Shelf) -> int:
    """What the book says lies on a shelf."""
    with house.app.app_context(), reading() as session:
        return sum(one.quantity_pieces for one in stock.contents_of(session, [shelf.id]))


def put_lot(house: House, shelf: Shelf, lot: str) -> None:
    """A lot of the article on a shelf comes in, and lies there beside the others."""
    with house.app.app_context(), transaction() as session:
        (product_id,) = {one.product_id for one in stock.contents_of(session, [shelf.id])}
        stock.receive(session, [stock.Delivery(shelf.id, product_id, 3, lot)], person_id=None)


def choose(handheld: Handheld, work: str) -> None:
    """Put picking aside and choose work of the stock."""
    handheld.press(handheld.words("pick.idle.other"))
    handheld.page.get_by_role("button", name=handheld.words(f"jobs.kind.{work}")).click()


def test_goods_are_moved_by_scans_and_lie_where_they_were_put(
    house: House, screens: Screens
) -> None:
    source, target, *_ = shelves(house, 6)
    lay_there = pieces_on(house, target)
    handheld = screens.handheld(house.crew("picker")[0])
    choose(handheld, "move")
    handheld.save("move-queue")
    handheld.scan(source.label)
    handheld.expect_step("move.step.take_goods")
    handheld.save("move-take")
    handheld.scan(target.label)
    handheld.expect_refused("先に商品をスキャン", read=target.name)
    handheld.scan(source.item)
    handheld.expect_step("move.step.put_down")
    handheld.press(handheld.words("move.type_count"))
    for digit in "999":
        handheld.press(digit)
    handheld.press(handheld.words("jobs.pad.enter"))
    handheld.expect_refused("帳簿より多い数です", read="999", right=f"{source.pieces}点まで")
    handheld.save("move-refused")
    handheld.scan(label_of("Q-5"))
    expect(handheld.page.locator(".count-up strong")).to_have_text("5")
    handheld.save("move-put-down")
    handheld.scan(target.label)
    handheld.expect_words(f"{target.name} に 5点を置きました")
    handheld.save("move-put")
    handheld.expect_handed_in()
    assert pieces_on(house, source) == source.pieces - 5
    assert pieces_on(house, target) == lay_there + 5
    handheld.scan(label_of("X-DONE"))
    handheld.expect_title("move.done.title")
    handheld.save("move-done")
    handheld.press(handheld.words("jobs.done.next"))
    handheld.expect_words("待っている作業はありません")


def test_of_two_lots_on_a_shelf_the_worker_says_which(house: House, screens: Screens) -> None:
    source, target, *_ = shelves(house, 6)
    put_lot(house, source, "M2604")
    handheld = screens.handheld(house.crew("picker")[0])
    choose(handheld, "move")
    handheld.scan(source.label)
    handheld.expect_step("move.step.take_goods")
    handheld.scan(source.item)
    handheld.expect_step("move.step.say_lot")
    handheld.scan(target.label)
    handheld.expect_refused("ロットをスキャンしてください", read=target.name)
    handheld.save("move-lot")
    handheld.page.get_by_role("button", name="M2604").click()
    handheld.expect_step("move.step.put_down")
    expect(handheld.page.locator(".goods-lot")).to_have_text("ロット M2604")
    handheld.scan(target.label)
    handheld.expect_step("move.step.take_goods")


def test_a_move_goes_on_without_a_network(house: House, screens: Screens) -> None:
    source, target, *_ = shelves(house, 2)
    lay_there = pieces_on(house, target)
    handheld = screens.handheld(house.crew("picker")[0])
    choose(handheld, "move")
    handheld.scan(source.label)
    handheld.expect_step("move.step.take_goods")
    handheld.page.context.set_offline(True)
    handheld.scan(source.item)
    handheld.expect_step("move.step.put_down")
    handheld.scan(target.label)
    handheld.expect_step("move.step.take_goods")
    handheld.scan(label_of("X-DONE"))
    handheld.expect_title("move.done.title")
    assert pieces_on(house, target) == lay_there
    handheld.page.context.set_offline(False)
    handheld.expect_handed_in()
    expect(handheld.page.locator(".job-done-unsent")).to_have_count(0)
    assert pieces_on(house, target) == lay_there + 1
