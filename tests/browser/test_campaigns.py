"""The office writes a campaign: for whom, how often, tried before use, seen in the list."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from server.flyers.codes import new_code
from tests.browser.conftest import Screens
from tests.browser.desk import Office
from tests.browser.floor import View
from tests.browser.house import SHOPIFY, House, small_orders
from tests.browser.looking import FAULTS

pytestmark = pytest.mark.browser
UNKNOWN = new_code("WINTER")


def section(page: Page, name: str) -> Locator:
    """A part of the page by its heading."""
    return page.get_by_role("region", name=name)


def test_a_campaign_is_written_tried_switched_on_and_sends(house: House, screens: Screens) -> None:
    house.bring_in(small_orders(SHOPIFY, 4))
    desk = house.at_desk()
    owner = desk.get(f"/orders/{desk.get('/orders').json['orders'][0]['id']}/rules").json["owner"]
    office = Office(screens.office(desk).page, house)
    page = office.page
    page.set_viewport_size({"width": 1280, "height": 800})
    office.enter("キャンペーン")
    page.get_by_label("荷主").select_option(owner)
    expect(page.locator("table.campaigns tbody tr").first).to_be_visible()
    office.save("office-campaigns")
    known = page.locator("table.campaigns tbody tr").count()
    office.press("新しいキャンペーン")
    expect(page.get_by_text("まだ入力が必要です")).to_be_visible()
    write_campaign(page)
    office.save("office-campaign-wrong")
    page.get_by_label("受注日（まで）").fill("")
    section(page, "さらに、こういう受注だけ").get_by_role(
        "button", name="条件", exact=True
    ).first.click()
    page.get_by_label("調べること").select_option(label="合計点数")
    page.get_by_label("値", exact=True).fill("1")
    expect(page.locator(".rule-count").last).to_have_text(re.compile("[1-9]"))
    section(page, "上限").get_by_label("1人のお客様に（箱）").fill("９")
    office.press("最近の 500 件で試す")
    tried = section(page, "試す")
    expect(tried.locator("tbody tr", has_text="入れる").first).to_be_visible()
    office.save("office-campaign-editor")
    tried.scroll_into_view_if_needed()
    office.save("office-campaign-tried")
    office.press("保存する")
    expect(page.get_by_role("switch")).not_to_be_checked()
    page.get_by_role("switch").check(force=True)
    expect(page.get_by_text("実施中")).to_be_visible()
    effect = section(page, "効果")
    expect(effect).to_contain_text("まだ何も言えません")
    effect.scroll_into_view_if_needed()
    office.save("office-campaign-report")
    tell_codes(office)
    page.get_by_role("link", name="キャンペーンの一覧").click()
    page.get_by_role("link", name="カレンダー").click()
    expect(page.get_by_role("article", name="冬の感謝状").locator(".calendar-span")).to_be_visible()
    look(office, "office-campaigns-calendar")
    page.get_by_role("link", name="一覧", exact=True).click()
    expect(page.locator("table.campaigns tbody tr")).to_have_count(known + 1)
    assert (
        desk.post(
            "/waves",
            {
                "shops": [],
                "carriers": [],
                "ship_by_before": None,
                "totes_per_cart": 4,
                "carts_max": None,
            },
        ).status_code
        == 201
    )
    row = page.locator("tr", has_text="冬の感謝状")
    expect(row.locator("strong")).not_to_have_text("0")
    expect(row).to_contain_text("ごろ無くなる見込み")
    office.save("office-campaigns-sent")
    look_in_english(office, row)
    redeem(office, pack_a_letter(house, screens))


def look(view: View, name: str) -> None:
    """Keep a picture of a screen on which nothing is cut or out of sight."""
    view.save(name)
    assert view.page.evaluate(FAULTS) == []


def look_in_english(office: Office, row: Locator) -> None:
    """The list, and the campaign, in the other language."""
    office.page.get_by_role("button", name="English").click()
    expect(office.page.get_by_role("heading", name="Campaigns")).to_be_visible()
    office.save("office-campaigns-english")
    row.get_by_role("link").click()
    expect(section(office.page, "Caps")).to_be_visible()
    office.save("office-campaign-english")


def pack_a_letter(house: House, screens: Screens) -> str:
    """A letter goes into its parcel by its own code, and nobody else's does; its code."""
    tote, *_ = house.pick_everything()
    tablet = screens.tablet(house.crew("packer")[0])
    tablet.open_tote(tote)
    address = tablet.page.get_by_role("link", name="お手紙を印刷").get_attribute("href")
    letter = tablet.page.context.new_page()
    letter.goto(f"{house.origin}{address}")
    expect(letter.locator("main.letter")).to_contain_text("ご注文ありがとうございます")
    letter.screenshot(path=tablet.save("pack-letter").with_name("letter-printed.png"))
    code = letter.locator(".code").inner_text()
    letter.close()
    expect(tablet.page.locator(".letter-prints-said")).to_contain_text("1 回印刷しました")
    for article, pieces in tablet.items():
        for _ in range(pieces):
            tablet.verify(article)
    expect(tablet.page.locator(".flyer-slot-next")).to_have_count(1)
    look(tablet, "pack-rack")
    tablet.scan(UNKNOWN)
    expect(tablet.band).to_contain_text("別のお客様のお手紙です")
    tablet.save("pack-letter-of-another")
    tablet.verify(code)
    tablet.save("pack-letter-in")
    tablet.expect_handed_in()
    return code


def redeem(office: Office, code: str) -> None:
    """The letter's customer has used its code."""
    panel = section(office.page, "Note codes that were used")
    panel.get_by_label("Code").fill(code)
    panel.get_by_label("The cart's order number").fill("#2001")
    panel.get_by_role("button", name="Note it").click()
    expect(panel).to_contain_text(f"Noted: {code}")
    office.page.reload()
    effect = section(office.page, "効果")
    expect(effect.get_by_text("1（100%）").first).to_be_visible()
    effect.scroll_into_view_if_needed()
    office.save("office-campaign-redeemed")


def tell_codes(office: Office) -> None:
    """A code that no flyer has, typed and in a file, and one with a wrong letter."""
    panel = section(office.page, "使われたコードの登録")
    panel.get_by_label("クーポンコード").fill(UNKNOWN.lower())
    panel.get_by_label("カートの注文番号").fill("#1001")
    panel.get_by_role("button", name="登録する").click()
    expect(panel).to_contain_text("このコードのチラシはありません")
    text = f"クーポンコード,注文番号\n{UNKNOWN},#1001\nWINTER-1,#1002\n"
    panel.locator("input[type=file]").set_input_files(
        {"name": "利用.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    expect(panel).to_contain_text("登録 0 件、登録済み 0 件、登録できない行 2 行")
    expect(panel.locator("tbody tr")).to_have_count(2)
    panel.scroll_into_view_if_needed()
    office.save("office-campaign-redeem")


def write_campaign(page: Page) -> None:
    """Everything that must be there, and a window that ends before it begins."""
    page.get_by_label("キャンペーンの名前").fill("冬の感謝状")
    page.get_by_label("チラシ", exact=True).select_option(index=1)
    page.get_by_label("入れる理由", exact=True).fill("冬のお買い物")
    codes = section(page, "1枚ずつのコード（クーポン）")
    codes.get_by_label("コードの頭文字").fill("winter")
    codes.get_by_label("1枚の費用（円）").fill("15")
    letter = section(page, "お手紙（1通ずつ印刷）")
    letter.get_by_label("見出し").fill("冬のご挨拶")
    letter.get_by_label("本文").fill("{customer_name} 様\nご注文ありがとうございます。次回は ")
    letter.get_by_role("button", name="コード").click()
    section(page, "2つのチラシを比べる（A/B）").get_by_label("B のチラシ").select_option(index=2)
    page.get_by_label("受注日（から）").fill("2020-12-01")
    page.get_by_label("受注日（まで）").fill("2020-11-01")
    expect(page.get_by_text("開始日より前に終わります")).to_be_visible()
    expect(page.get_by_role("button", name="保存する")).to_be_disabled()
