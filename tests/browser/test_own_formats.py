"""A shop's person makes a format beside their own file, sees what it reads, and keeps it."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Screens
from tests.browser.desk import Office
from tests.browser.house import House
from tests.browser.looking import Looker

pytestmark = pytest.mark.browser

HEADER = (
    "ご注文番号,ご注文日時,購入者名,購入者住所,お届け先 氏名,お届け先郵便番号,お届け先都道府県,"
    "お届け先市区町村,お届け先番地,お届け先建物名,お届け先ＴＥＬ,品番,品名,個数,単価,状態"
)
ROW = (
    "{no},2026/11/20 10:05,森花子,札幌市1,{name},150-0001,東京都,渋谷区,神宮前1-2-3,森ビル3F,"
    '03-1234-5678,TEE-M,"Tシャツ M",{n},"1,980",{state}'
)


def file_of_shop() -> bytes:
    """Five orders: one cancelled, one with a number that is none."""
    rows = [
        ROW.format(no="N-1001", name="山田太郎", n="2", state="発送待ち"),
        ROW.format(no="N-1002", name="髙橋一郎", n="1", state="発送待ち"),
        ROW.format(no="N-1003", name="鈴木次郎", n="三", state="発送待ち"),
        ROW.format(no="N-1004", name="佐藤三郎", n="1", state="キャンセル"),
    ]
    return "\r\n".join((HEADER, *rows, "")).encode("cp932")


def choose(page: Page, label: str, name: str, content: bytes) -> None:
    """Open a file by a button."""
    with page.expect_file_chooser() as chooser:
        page.locator("button").filter(has_text=label).click()
    chooser.value.set_files({"name": name, "mimeType": "text/csv", "buffer": content})


def test_a_format_is_made_beside_the_file_and_reads_it(house: House, screens: Screens) -> None:
    office = Office(screens.office(house.at_desk()).page, house)
    page = office.page
    page.set_viewport_size({"width": 1440, "height": 900})
    looker = Looker("ja")
    office.enter("取込")
    page.get_by_role("link", name="フォーマット").click()
    expect(page.get_by_text("独自のフォーマットはまだありません")).to_be_visible()
    page.get_by_role("link", name="フォーマットを作る").click()
    expect(page.get_by_text("はじめに、ショップの受注ファイル")).to_be_visible()
    looker.look(office, "office-format-new")

    choose(page, "受注ファイルを開く", "orders.csv", file_of_shop())
    expect(page.get_by_label("受注番号", exact=True)).to_have_value("ご注文番号")
    expect(page.get_by_label("商品コード", exact=True)).to_have_value("品番")
    wrong = page.locator(".format-wrong")
    expect(wrong).to_contain_text("数量を読み取れません")
    result = page.get_by_role("region", name="読み取った結果")
    expect(result).to_contain_text("読めた受注は 3 件、読めない受注は 1 件です")
    page.get_by_role("button", name="条件を足す").click()
    rule = page.locator(".format-rule")
    rule.get_by_label("列").select_option("状態")
    rule.get_by_label("言葉").fill("キャンセル")
    rule.get_by_label("言葉").blur()
    expect(result.get_by_role("row").filter(has_text="N-1004")).to_contain_text("取消")
    looker.look(office, "office-format")
    page.get_by_label("商品コード", exact=True).select_option("")
    expect(page.get_by_text("必須の項目の列を選ぶと")).to_be_visible()
    expect(page.get_by_role("button", name="保存する")).to_be_disabled()
    page.get_by_label("商品コード", exact=True).select_option("品番")
    expect(result).to_be_visible()

    page.get_by_label("フォーマット名").fill("自社カート")
    page.get_by_role("button", name="保存する").click()
    row = page.get_by_role("row").filter(has_text="自社カート")
    expect(row).to_be_visible()
    looker.look(office, "office-formats")
    with page.expect_download() as download:
        row.get_by_role("link", name="書き出し").click()
    exported = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert exported["title"] == "自社カート"

    page.get_by_role("link", name="フォーマットを作る").click()
    broken = json.dumps(exported | {"color": "red"}).encode()
    choose(page, "フォーマット（JSON）を読み込む", "format.json", broken)
    expect(page.get_by_text("知らない項目です")).to_be_visible()
    looker.look(office, "office-format-refused")
    looker.expect_nothing_wrong()
