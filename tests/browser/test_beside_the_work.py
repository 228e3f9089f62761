"""What comes up beside the work: what is this, a break, a message, something urgent."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from server.catalog.records import Barcode
from server.foundation import reading
from server.places.records import Place
from server.stock.records import Balance
from server.vocabulary import label_of
from tests.browser.conftest import Screens
from tests.browser.desk import Office
from tests.browser.floor import FIND_PLACE, LOAD_TOTES, TAKE_CART, TAKE_ITEM, Handheld
from tests.browser.house import SHOPIFY, House, small_orders
from tests.browser.looking import Looker

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

NEXT, BREAK = label_of("X-NEXT"), label_of("X-BREAK")


@pytest.fixture
def handheld(house: House, screens: Screens) -> Handheld:
    """A picker with one cart on offer."""
    house.bring_in(small_orders(SHOPIFY, 2, pieces=4))
    house.release(house.at_desk())
    handheld = screens.handheld(house.crew("picker")[0])
    handheld.expect_title("pick.idle.next")
    return handheld


def test_anything_scanned_beside_the_work_is_shown(house: House, handheld: Handheld) -> None:
    looker = Looker("ja")
    answer = handheld.page.get_by_role("dialog", name="これは？")
    handheld.scan(label_of("L-A-01-01"))
    expect(answer.locator(".plate")).to_have_text("A-01-01")
    looker.look(handheld, "look-up-place")
    handheld.scan(label_of("T-0001"))
    expect(answer).to_contain_text("何も入っていません")
    handheld.scan("4912345678904")
    expect(answer).to_contain_text("登録がありません")
    looker.look(handheld, "look-up-unknown")
    handheld.scan(NEXT)
    expect(answer).to_have_count(0)
    handheld.expect_step(TAKE_CART)
    handheld.scan(label_of("C-01"))
    handheld.expect_step(LOAD_TOTES)
    handheld.load_totes("T-0001", "T-0002")
    handheld.go_to_place()
    item = handheld.item()
    handheld.scan(label_of("T-0001"))
    handheld.press("これは？")
    expect(answer).to_contain_text("さんが作業中")
    looker.look(handheld, "look-up-tote")
    # The right scan closes it and is judged: nobody has to tap.
    handheld.scan(item)
    expect(answer).to_have_count(0)
    expect(handheld.page.locator(".verdict-ng")).to_have_count(0)
    handheld.scan(label_of("L-M-24-04"))
    expect(handheld.page.locator(".verdict-ng")).to_be_visible()
    handheld.press("これは？")
    expect(answer.locator(".plate")).to_have_text("M-24-04")
    handheld.press("作業に戻る")
    if handheld.step() == TAKE_ITEM:
        handheld.take_pieces()
    handheld.scan(item)
    handheld.press("これは？")
    expect(answer.locator(".look-up-stock")).to_contain_text("引当")
    expect(answer.locator(".look-up-touch")).to_contain_text("最後の動き")
    looker.look(handheld, "look-up-product")
    looker.expect_nothing_wrong()


def test_what_keeps_how_long_is_held_for_whom_and_is_whose_work(
    house: House, handheld: Handheld
) -> None:
    looker = Looker("ja")
    answer = handheld.page.get_by_role("dialog", name="これは？")
    with house.app.app_context(), reading() as session:
        product_id, lot = session.execute(
            select(Balance.product_id, Balance.lot)
            .where(Balance.lot != "", Balance.expires_on.is_not(None))
            .order_by(Balance.expires_on)
            .limit(1)
        ).one()
        promised = session.scalars(
            select(Place.code)
            .join(Balance, Balance.place_id == Place.id)
            .where(Balance.held_pieces > 0, Place.kind == "shelf")
            .order_by(Place.id)
        ).first()
        code = session.scalars(
            select(Barcode.code).where(Barcode.product_id == product_id).order_by(Barcode.id)
        ).first()
    handheld.scan(f"]C101{code}10{lot}")
    expect(answer).to_contain_text(f"ロット {lot}")
    expect(answer.locator(".look-up-stock")).to_contain_text("あと")
    looker.look(handheld, "look-up-lot")
    assert promised is not None
    handheld.scan(label_of(promised))
    expect(answer.locator(".look-up-held li").first).to_contain_text("作業")
    looker.look(handheld, "look-up-held")
    picker, other, *_ = house.crew("picker")
    handheld.scan(picker.badge)
    expect(answer).to_contain_text("あなたの名札です")
    looker.look(handheld, "look-up-badge")
    handheld.scan(other.badge)
    expect(answer).to_contain_text("本人だけが見られます")
    expect(answer).not_to_contain_text(other.name)
    looker.look(handheld, "look-up-badge-of-another")
    looker.expect_nothing_wrong()


def test_without_a_network_the_job_itself_knows_what_it_is(handheld: Handheld) -> None:
    handheld.take_task("C-01")
    handheld.load_totes("T-0001", "T-0002")
    handheld.go_to_place()
    item = handheld.item()
    handheld.scan(label_of("T-0001"))
    handheld.press("これは？")
    expect(handheld.page.get_by_role("dialog")).to_contain_text("さんが作業中")
    handheld.press("作業に戻る")
    handheld.page.context.set_offline(offline=True)
    handheld.scan(item)
    handheld.scan("4912345678904")
    handheld.press("これは？")
    answer = handheld.page.get_by_role("dialog", name="これは？")
    expect(answer).to_contain_text("オフラインです")
    Looker("ja").look(handheld, "look-up-offline")
    handheld.page.context.set_offline(offline=False)


def test_a_break_is_one_scan_and_so_is_its_end(
    house: House, screens: Screens, handheld: Handheld
) -> None:
    handheld.take_task("C-01")
    handheld.load_totes("T-0001", "T-0002")
    handheld.expect_step(FIND_PLACE)
    handheld.expect_last_handed_in()
    before = len(house.handed_in())
    board = screens.board(house.at_desk())
    handheld.page.context.set_offline(offline=True)
    handheld.scan(BREAK)
    handheld.expect_title("rest.title")
    looker = Looker("ja")
    looker.look(handheld, "handheld-break")
    handheld.scan("4912345678904")
    handheld.expect_words("休憩中です。読み取った内容は記録していません。")
    handheld.page.context.set_offline(offline=False)
    resting = board.page.locator(".worker-task", has_text="休憩中")
    expect(resting).to_have_count(1, timeout=30_000)
    handheld.page.reload()
    handheld.expect_title("rest.title")
    handheld.scan(house.crew("picker")[0].badge)
    handheld.expect_step(FIND_PLACE)
    expect(resting).to_have_count(0)
    assert len(house.handed_in()) == before
    looker.expect_nothing_wrong()


def test_a_message_waits_for_a_pause_and_stays_until_it_was_read(
    house: House, handheld: Handheld
) -> None:
    desk = house.at_desk("佐藤 健")
    handheld.take_task("C-01")
    handheld.load_totes("T-0001", "T-0002")
    handheld.go_to_place()
    desk.post("/messages", {"text": "Bの通路は清掃中です。Aを先にお願いします。"})
    message = handheld.page.get_by_role("alertdialog")
    handheld.take_pieces()
    expect(message).to_have_count(0)
    handheld.put_in_tote()
    expect(message).to_contain_text("Bの通路は清掃中です")
    expect(message).to_contain_text("佐藤 健さん")
    looker = Looker("ja")
    looker.look(handheld, "handheld-message")
    handheld.page.reload()
    expect(message).to_contain_text("Bの通路は清掃中です")
    handheld.press("確認した")
    expect(message).to_have_count(0)
    handheld.page.reload()
    handheld.expect_step(FIND_PLACE)
    (sent,) = desk.get("/messages/sent").get_json()["messages"]
    assert sent["read_on"] == 1
    looker.expect_nothing_wrong()


def test_a_supervisor_tells_the_floor_something_from_the_desk(
    house: House, screens: Screens, handheld: Handheld
) -> None:
    office = Office(screens.office(house.at_desk("佐藤 健")).page, house)
    office.page.set_viewport_size({"width": 1280, "height": 800})
    office.enter("端末")
    looker = Looker("ja")
    message = handheld.page.get_by_role("alertdialog")
    office.page.get_by_role("row").nth(1).get_by_text("連絡", exact=True).click()
    office.page.get_by_label("内容").fill("あ" * 201)
    expect(office.button("送る")).to_be_disabled()
    office.expect_words("1 文字多すぎます")
    office.page.get_by_label("内容").fill("Bの通路は清掃中です。\nAを先にお願いします。")
    looker.look(office, "office-message")
    office.press("送る")
    office.expect_told("に連絡を送りました。")
    sent = office.page.get_by_role("region", name="送った連絡").get_by_role("row").nth(1)
    expect(sent).to_contain_text("未読")
    expect(message).to_contain_text("Bの通路は清掃中です。")
    expect(message).to_contain_text("佐藤 健さん")
    handheld.press("確認した")
    expect(sent.locator(".mark")).to_have_text("既読")
    office.press("全員へ連絡")
    office.page.get_by_label("内容").fill("15時に朝礼台へ集まってください。")
    office.press("送る")
    office.expect_told("全員に連絡を送りました。")
    expect(message).to_contain_text("15時に朝礼台へ")
    expect(sent).to_contain_text("未読")
    handheld.press("確認した")
    expect(sent.locator(".mark")).to_have_text("1/1 台が既読")
    looker.look(office, "office-messages-sent")
    looker.expect_nothing_wrong()


def test_an_urgent_task_comes_first_by_word_and_shape(house: House, screens: Screens) -> None:
    house.bring_in(small_orders(SHOPIFY, 2))
    desk = house.at_desk()
    house.release(desk, totes_per_cart=1)
    picker = house.crew("picker")[0]
    handheld = screens.handheld(picker)
    handheld.expect_title("pick.idle.next")
    tasks = desk.get("/tasks", kind="pick").get_json()["tasks"]
    shown = handheld.page.locator(".offer-head").inner_text()
    last = next(task for task in tasks if task["number"] not in shown)
    office = Office(screens.office(desk).page, house)
    office.enter("ウェーブ")
    listed = office.page.get_by_role("region", name="現場の作業").get_by_role("row")
    first = listed.nth(1)
    # Also one that the handheld has already taken ahead.
    expect(listed.filter(has_text=last["number"])).to_contain_text(picker.name)
    office.press(f"{last['number']} を急ぎにする")
    expect(first).to_contain_text(last["number"])
    expect(first.locator(".mark")).to_have_text("急ぎ")
    expect(handheld.page.locator(".offer-head")).to_contain_text(last["number"])
    expect(handheld.page.locator(".offer-urgent")).to_have_text(re.compile("急ぎ"))
    looker = Looker("ja")
    looker.look(handheld, "handheld-urgent")
    looker.look(office, "office-urgent")
    office.press(f"{last['number']} の急ぎをやめる")
    expect(first).not_to_contain_text(last["number"])
    expect(handheld.page.locator(".offer-urgent")).to_have_count(0)
    looker.expect_nothing_wrong()
