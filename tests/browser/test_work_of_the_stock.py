"""Work of the stock on a handheld, by scans alone: goods go where the book then says they are."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy import select, update

from server import catalog, moving, places, receiving, stock, tasks
from server.catalog.records import Barcode, Product
from server.foundation import reading, today, transaction
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
    handheld.expect_title("move.done.title.move")
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
    handheld.expect_title("move.done.title.move")
    assert pieces_on(house, target) == lay_there
    handheld.page.context.set_offline(False)
    handheld.expect_handed_in()
    expect(handheld.page.locator(".job-done-unsent")).to_have_count(0)
    assert pieces_on(house, target) == lay_there + 1


def test_a_shelf_is_counted_piece_by_piece_by_the_pad_and_with_goods_from_elsewhere(
    house: House, screens: Screens
) -> None:
    shelf, other, *_ = shelves(house, 8)
    handheld = screens.handheld(house.crew("picker")[0])
    choose(handheld, "count")
    handheld.save("count-queue")
    handheld.scan(shelf.label)
    handheld.expect_step("count.step.count_goods")
    handheld.save("count-begin")
    handheld.scan(shelf.item)
    expect(handheld.page.locator(".count-up strong")).to_have_text("1")
    handheld.scan(other.label)
    handheld.expect_refused("棚が違います", read=other.name, right=shelf.name)
    handheld.press(handheld.words("count.type_count"))
    for digit in str(shelf.pieces - 1):
        handheld.press(digit)
    handheld.save("count-pad")
    handheld.press(handheld.words("jobs.pad.enter"))
    expect(handheld.page.locator(".count-up strong")).to_have_text(str(shelf.pieces - 1))
    handheld.scan(other.item)
    handheld.expect_words(handheld.words("refusal.scan_again"))
    handheld.save("count-taught")
    handheld.scan(other.item)
    expect(handheld.page.locator(".job-goods li")).to_have_count(1)
    handheld.save("count-goods")
    handheld.scan(label_of("X-DONE"))
    handheld.expect_title("count.done.title")
    handheld.save("count-done")
    handheld.expect_handed_in()
    # One was missing, one was found; both are booked at once.
    assert pieces_on(house, shelf) == shelf.pieces


def count_two(handheld: Handheld, shelf: Shelf) -> None:
    """Count two pieces where there should be more."""
    handheld.expect_step("count.step.count_goods")
    handheld.scan(shelf.item)
    handheld.scan(label_of("Q-2"))
    expect(handheld.page.locator(".count-up strong")).to_have_text("2")
    handheld.scan(label_of("X-DONE"))
    handheld.expect_title("count.done.title")
    handheld.expect_handed_in()


def test_a_large_difference_is_counted_by_two_and_a_supervisor_corrects_the_book(
    house: House, screens: Screens
) -> None:
    shelf = shelves(house, 8)[0]
    first, second = house.crew("picker")[:2]
    board = screens.board(house.at_desk())
    handheld = screens.handheld(first)
    choose(handheld, "count")
    handheld.scan(shelf.label)
    count_two(handheld, shelf)
    handheld.press(handheld.words("jobs.done.next"))
    # Whoever counted first is not offered the recount.
    handheld.expect_words("待っている作業はありません")
    assert pieces_on(house, shelf) == shelf.pieces

    again = screens.handheld(second)
    choose(again, "count")
    again.expect_words("別の人の数え直し")
    again.save("count-offered")
    again.press(again.words("jobs.start"))
    again.expect_step("count.step.find_place")
    again.save("count-find")
    again.scan(shelf.label)
    again.expect_step("count.step.count_goods")
    again.scan(label_of("X-DONE"))
    again.expect_step("count.step.confirm_empty")
    again.save("count-empty")
    again.scan(label_of("X-UNDO"))
    count_two(again, shelf)

    alarm = board.page.locator("button.alarm")
    expect(alarm).to_contain_text("棚卸の差異")
    alarm.click()
    board.expect_words(f"帳簿 {shelf.pieces}、1人目 2、2人目 2")
    board.page.get_by_role("radio", name="数えた結果で帳簿を直す").check()
    board.save("board-count-differs")
    board.press("決定する")
    expect(board.page.get_by_text("例外はありません")).to_be_visible()
    assert pieces_on(house, shelf) == 2


def test_a_supervisor_has_a_shelf_counted_from_the_office(house: House, screens: Screens) -> None:
    shelf = shelves(house, 2)[0]
    handheld = screens.handheld(house.crew("picker")[0])
    choose(handheld, "count")
    office = screens.office(house.at_desk())
    office.go("/office/waves")
    office.page.get_by_role("radio", name="棚卸").check(force=True)
    field = office.page.get_by_label("数える棚")
    field.fill("Z-99-99")
    office.press("棚卸を出す")
    office.expect_words("登録のない棚です")
    field.fill(shelf.name)
    office.press("棚卸を出す")
    office.expect_words("責任者の指示")
    office.save("office-count")
    handheld.expect_words("責任者の指示")
    handheld.scan(shelf.label)
    handheld.expect_step("count.step.find_place")
    office.expect_words("佐藤 美咲")


def announce(house: House, number: str, pieces: dict[int, int]) -> None:
    """An owner has announced goods for today."""
    with house.app.app_context(), transaction() as session:
        owners = catalog.product_owners(session, sorted(pieces))
        announced = receiving.Announced(
            owner_id=owners[next(iter(pieces))],
            number=number,
            expected_on=today(),
            pieces=pieces,
            supplier="丸山織物",
        )
        assert isinstance(receiving.expect_goods(session, announced), int)


def article_with_lots(house: House) -> tuple[int, str]:
    """An article whose lots are kept and that expires: its id and the code on a piece."""
    query = (
        select(Product.id, Barcode.raw)
        .join(Barcode, Barcode.product_id == Product.id)
        .join(Balance, Balance.product_id == Product.id)
        .where(
            Product.has_lots,
            Product.expires,
            Barcode.quantity_pieces == 1,
            Balance.on_hand_pieces > 0,
        )
        .order_by(Product.id)
    )
    with house.app.app_context(), reading() as session:
        found = session.execute(query.limit(1)).one()
    return found.id, found.raw


def type_digits(handheld: Handheld, digits: str) -> None:
    for digit in digits:
        handheld.press(digit)
    handheld.press(handheld.words("jobs.pad.enter"))


def lying_at(house: House, place: str) -> int:
    """Pieces in a place that may not be there yet."""
    with house.app.app_context(), reading() as session:
        spot = places.spots(session, [place]).get(place)
        found = [] if spot is None else stock.contents_of(session, [spot.id])
    return sum(one.quantity_pieces for one in found)


def test_a_delivery_comes_in_by_scans_with_lots_and_damage(house: House, screens: Screens) -> None:
    product_id, code = article_with_lots(house)
    announce(house, "PO-2611", {product_id: 12})
    docked, apart = lying_at(house, "L-IN-01"), lying_at(house, "L-HOLD-01")
    handheld = screens.handheld(house.crew("picker")[0])
    choose(handheld, "receive")
    handheld.expect_words("入荷予定")
    handheld.save("receive-queue")
    handheld.scan(code)
    handheld.expect_step("receive.step.receive_goods")
    handheld.expect_words("PO-2611")
    handheld.save("receive-begin")
    handheld.scan(code)
    handheld.expect_step("receive.step.say_lot")
    handheld.save("receive-lot")
    handheld.scan(label_of("N-M2611"))
    handheld.expect_step("receive.step.say_day")
    handheld.press(handheld.words("receive.type_day"))
    handheld.save("receive-day-pad")
    type_digits(handheld, "250401")
    handheld.expect_refused(handheld.words("refusal.expired_goods"), read="2025.04.01")
    handheld.save("receive-expired")
    handheld.press(handheld.words("receive.type_day"))
    type_digits(handheld, "330401")
    expect(handheld.page.locator(".count-up strong")).to_have_text("1")
    handheld.press(handheld.words("receive.type_count"))
    type_digits(handheld, "14")
    handheld.expect_words("予定より 2点 多い")
    handheld.save("receive-goods")
    handheld.press(handheld.words("receive.apart"))
    handheld.save("receive-apart")
    handheld.press(handheld.words("receive.damaged"))
    handheld.expect_words(handheld.words("receive.damaged.on"))
    handheld.scan(code)
    handheld.expect_step("receive.step.say_lot")
    handheld.scan(label_of("N-M2611"))
    handheld.expect_words("予定より 3点 多い")
    handheld.save("receive-damaged")
    handheld.press(handheld.words("receive.damaged.off"))
    handheld.press(handheld.words("receive.end"))
    handheld.expect_title("receive.done.title")
    handheld.save("receive-done")
    handheld.expect_handed_in()
    assert lying_at(house, "L-IN-01") == docked + 14
    assert lying_at(house, "L-HOLD-01") == apart + 1
    board = screens.board(house.at_desk())
    alarm = board.page.locator("button.alarm")
    expect(alarm).to_contain_text("入荷の差異")
    alarm.click()
    board.expect_words("予定 12 → 入荷 15（破損 1）")
    board.save("board-notice-differs")


def test_goods_on_the_dock_are_put_away_where_they_belong(house: House, screens: Screens) -> None:
    shelf = shelves(house, 2)[0]
    with house.app.app_context(), transaction() as session:
        (product_id,) = {one.product_id for one in stock.contents_of(session, [shelf.id])}
        dock = places.dock_of(session, places.first_warehouse(session))
        stock.receive(session, [stock.Delivery(dock.id, product_id, 4)], person_id=None)
        free = {
            one.place_id: one.free_pieces
            for one in stock.product_balances(session, [dock.id])
            if one.product_id == product_id
        }[dock.id]
        tasks.want_put_away(session, dock.id)
    handheld = screens.handheld(house.crew("picker")[0])
    choose(handheld, "put_away")
    handheld.save("put-away-queue")
    handheld.scan(label_of(dock.code))
    handheld.expect_step("move.step.take_goods")
    handheld.save("put-away-take")
    handheld.scan(shelf.item)
    handheld.expect_step("move.step.put_there")
    handheld.expect_words("同じ商品があります")
    handheld.save("put-away-there")
    handheld.scan(label_of(f"Q-{free}"))
    handheld.scan(shelf.label)
    handheld.expect_handed_in()
    assert pieces_on(house, shelf) == shelf.pieces + free


def test_a_shelf_that_runs_low_is_filled_from_the_reserve(house: House, screens: Screens) -> None:
    shelf, reserve, *_ = shelves(house, 3)
    with house.app.app_context(), transaction() as session:
        (product_id,) = {one.product_id for one in stock.contents_of(session, [shelf.id])}
        session.execute(update(Place).where(Place.id == reserve.id).values(is_reserve=True))
        stock.receive(session, [stock.Delivery(reserve.id, product_id, 30)], person_id=None)
        face = stock.PickFace(shelf.id, product_id, shelf.pieces, shelf.pieces + 6)
        stock.set_face(session, face)
        assert moving.raise_refills(session) == 1
    handheld = screens.handheld(house.crew("picker")[0])
    choose(handheld, "replenish")
    handheld.expect_words(reserve.name)
    handheld.save("replenish-queue")
    handheld.press(handheld.words("jobs.start"))
    handheld.expect_step("move.step.take_goods")
    handheld.save("replenish-take")
    handheld.scan(shelf.item)
    handheld.scan(label_of("Q-6"))
    expect(handheld.page.locator(".count-up strong")).to_have_text("6")
    handheld.scan(reserve.label)
    handheld.scan(shelf.label)
    handheld.expect_title("move.done.title.replenish")
    handheld.save("replenish-done")
    handheld.expect_handed_in()
    assert pieces_on(house, shelf) == shelf.pieces + 6


def test_the_office_announces_a_delivery_by_file_and_sees_it_come_in(
    house: House, screens: Screens, tmp_path: Path
) -> None:
    shelf = shelves(house, 1)[0]
    with house.app.app_context(), transaction() as session:
        (product_id,) = {one.product_id for one in stock.contents_of(session, [shelf.id])}
        # What has neither lot nor day comes in by its scan alone.
        session.execute(update(Product).where(Product.id == product_id).values(expires=False))
        card = catalog.product_cards(session, [product_id])[product_id]
        owner = next(one for one in catalog.owners(session) if one.id == card.owner_id)
    file = tmp_path / "入荷予定.csv"
    rows = [
        "入荷予定番号,入荷予定日,仕入先,商品コード,数量",
        f"PO-88,{today()},丸山縫製,{card.sku},3",
        f"PO-89,{today()},丸山縫製,{card.sku},0",
    ]
    file.write_bytes("\r\n".join(rows).encode("cp932"))
    office = screens.office(house.at_desk())
    office.go("/office/arrivals")
    office.page.get_by_label("荷主").select_option(owner.code)
    office.page.locator("input[type=file]").set_input_files(file)
    office.expect_words("1 件の入荷予定を取込みました。")
    office.expect_words("数量は1以上にしてください")
    office.save("office-arrivals")
    handheld = screens.handheld(house.crew("picker")[0])
    choose(handheld, "receive")
    handheld.scan(shelf.item)
    handheld.expect_step("receive.step.receive_goods")
    handheld.scan(shelf.item)
    handheld.scan(label_of("Q-3"))
    expect(handheld.page.locator(".count-up strong")).to_have_text("3")
    handheld.scan(label_of("X-DONE"))
    handheld.expect_title("receive.done.title")
    handheld.expect_handed_in()
    office.page.get_by_role("radio", name="終了").check(force=True)
    office.expect_words("PO-88")
    office.press("PO-88")
    office.save("office-arrival")
