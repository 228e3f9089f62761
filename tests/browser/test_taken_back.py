"""A scan taken back, and an order cancelled meanwhile: the screen says what to do next."""

import re

import pytest
from playwright.sync_api import expect

from server.vocabulary import label_of
from tests.browser.conftest import Screens
from tests.browser.desk import Office
from tests.browser.floor import FIND_PLACE, PUT_IN_TOTE, TAKE_ITEM
from tests.browser.house import SHOPIFY, House, small_orders

pytestmark = pytest.mark.browser


def test_undo_by_button_and_by_label_goes_back_exactly_one_scan(
    house: House, screens: Screens
) -> None:
    house.bring_in(small_orders(SHOPIFY, 1))
    house.release(house.at_desk())
    handheld = screens.handheld(house.crew("picker")[0])
    handheld.take_task("C-01")
    handheld.load_totes("T-0001")
    handheld.go_to_place()
    handheld.press("取消")
    handheld.expect_step(FIND_PLACE)
    handheld.press("取消")
    expect(handheld.page.get_by_text("取り消せるスキャンがありません")).to_be_visible()
    handheld.save("handheld-nothing-to-undo")
    handheld.go_to_place()
    handheld.take_pieces()
    handheld.save("handheld-undo-at-the-tote")
    handheld.scan(label_of("X-UNDO"))
    handheld.expect_step(TAKE_ITEM)
    handheld.press("欠品")
    expect(handheld.page.get_by_role("button", name="別の商品が入っている")).to_be_visible()
    handheld.save("handheld-short-reasons")
    handheld.press("閉じる")
    handheld.walk()
    handheld.expect_handed_in()


def test_an_order_cancelled_meanwhile_is_an_instruction_not_an_error(
    house: House, screens: Screens
) -> None:
    house.bring_in(small_orders(SHOPIFY, 2))
    desk = house.at_desk()
    house.release(desk)
    handheld = screens.handheld(house.crew("picker")[0])
    handheld.take_task("C-01")
    handheld.load_totes("T-0001", "T-0002")
    handheld.go_to_place()
    handheld.take_pieces()
    handheld.put_in_tote()
    handheld.expect_handed_in()
    orders = [
        desk.get(f"/orders/{one['id']}").get_json()
        for one in desk.get("/orders").get_json()["orders"]
    ]
    (order,) = [one for one in orders if any(line["picked_pieces"] for line in one["line_items"])]
    office = screens.office(desk)
    office.go(f"/office/orders/{order['id']}")
    goes_elsewhere(office)
    office.press("注文を取り消す")
    office.page.get_by_text("お客様の希望").click()
    assert handheld.step() in (FIND_PLACE, TAKE_ITEM, PUT_IN_TOTE)
    office.save("office-cancel-sheet")
    office.press("取り消す")
    expect(office.page.get_by_role("button", name="注文を取り消す")).to_have_count(0)
    office.save("office-cancelled-order")

    # Between two scans: nobody has to make one to hear of it.
    handheld.expect_step("pick.step.put_back")
    handheld.save("handheld-put-back")
    _, pieces = handheld.count()
    for _ in range(pieces):
        handheld.scan(handheld.item())
    handheld.expect_step("pick.step.put_back.place")
    handheld.save("handheld-put-back-place")
    handheld.scan(handheld.place())
    expect(handheld.page.locator(".now-cancelled")).to_have_count(0)
    handheld.walk()
    handheld.expect_handed_in()


def goes_elsewhere(office: Office) -> None:
    """The customer has moved; and what was typed wrong is said where it stands."""
    office.press("変更")
    sheet = office.page.get_by_role("dialog")
    sheet.get_by_label("郵便番号").fill("060-00")
    sheet.get_by_label("都道府県").select_option("北海道")
    sheet.get_by_label("住所").fill("札幌市中央区北一条西2-1")
    sheet.get_by_label("建物").fill("時計台ビル 3F")
    sheet.get_by_role("button", name="このお届け先にする").click()
    expect(sheet.get_by_text("郵便番号は数字7桁です")).to_be_visible()
    office.save("office-address-sheet")
    sheet.get_by_label("郵便番号").fill("060-0001")
    sheet.get_by_role("button", name="このお届け先にする").click()
    expect(office.page.locator(".consignee")).to_contain_text("北海道札幌市中央区北一条西2-1")
    office.press("明細を変更")
    sheet.get_by_role("button", name=re.compile("を1つ増やす")).first.click()
    sheet.get_by_role("button", name="商品を足す").click()
    sheet.get_by_label("商品コード").fill("NOTHING")
    sheet.get_by_role("button", name="この明細にする").click()
    expect(sheet.get_by_text("商品マスタにありません")).to_be_visible()
    office.save("office-lines-sheet")
    sheet.get_by_role("button", name="閉じる").click()


def test_who_was_out_of_reach_hears_of_a_cancelled_order_on_coming_back(
    house: House, screens: Screens
) -> None:
    house.bring_in(small_orders(SHOPIFY, 1))
    desk = house.at_desk()
    house.release(desk)
    handheld = screens.handheld(house.crew("picker")[0])
    handheld.take_task("C-01")
    handheld.load_totes("T-0001")
    handheld.expect_last_handed_in()
    handheld.page.context.set_offline(True)
    handheld.go_to_place()
    handheld.take_pieces()
    (order,) = desk.get("/orders").get_json()["orders"]
    assert desk.post(f"/orders/{order['id']}/cancel", {"reason": "customer"}).status_code == 204
    handheld.page.context.set_offline(False)
    # The last scan heard it: what it had in the hand was counted for nobody.
    handheld.expect_title("pick.done.cancelled")
    handheld.expect_words("手元に残った商品は、元の棚に戻してください")
    handheld.save("handheld-cancelled-out-of-reach")
    handheld.expect_handed_in()


def test_a_parcel_cancelled_on_the_bench_goes_back_into_its_tote(
    house: House, screens: Screens
) -> None:
    house.bring_in(small_orders(SHOPIFY, 1))
    desk = house.at_desk()
    house.release(desk)
    (tote,) = house.pick_everything()
    tablet = screens.tablet(house.crew("packer")[0])
    tablet.open_tote(tote)
    codes = [code for code, pieces in tablet.items() for _ in range(pieces)]
    tablet.verify(codes[0])
    tablet.save("pack-with-undo")
    tablet.press("取消")
    assert [code for code, pieces in tablet.items() for _ in range(pieces)] == codes
    tablet.verify(codes[0])
    (order,) = desk.get("/orders").get_json()["orders"]
    assert desk.post(f"/orders/{order['id']}/cancel", {"reason": "customer"}).status_code == 204
    tablet.expect_title("packing.cancelled")
    tablet.save("pack-cancelled")
    handheld = screens.handheld(house.crew("picker")[0])
    handheld.expect_title("pick.idle.next")
    handheld.save("handheld-put-back-task")
    handheld.scan(label_of("C-01"))
    for _ in codes:
        handheld.expect_step("pick.step.put_back")
        handheld.scan(handheld.item())
        handheld.expect_step("pick.step.put_back.place")
        handheld.scan(handheld.place())
    handheld.expect_title("pick.done.cancelled")
    handheld.expect_handed_in()
