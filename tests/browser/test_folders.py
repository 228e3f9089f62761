"""The office brings a file of products in, has a folder watched for more, and knows a server."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Screens
from tests.browser.desk import Office
from tests.browser.house import House
from tests.browser.looking import Looker
from tests.exchange.sftp_server import OPENS, SftpServer, running

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
PRODUCTS = """商品コード,商品名,JANコード,ケースコード,入数,重量(g)
TEA-01,緑茶 ティーバッグ,4901234567894,14901234567891,24,520
CUP-01,湯のみ,4.90123E+12,,,180
POT-01,急須,4512345678906,,,八百
"""


def test_products_come_in_by_a_file_and_by_a_folder(house: House, screens: Screens) -> None:
    office = Office(screens.office(house.at_desk()).page, house)
    page = office.page
    page.set_viewport_size({"width": 1280, "height": 800})
    looker = Looker("ja")
    office.enter("取込")
    page.get_by_role("link", name="商品", exact=True).click()
    expect(page.get_by_text("読み取る列")).to_be_visible()
    looker.look(office, "office-products-file")
    upload = {"name": "商品.csv", "mimeType": "text/csv", "buffer": PRODUCTS.encode("cp932")}
    page.locator("input[type=file]").set_input_files([upload])
    preview = page.get_by_role("region", name="内容の確認")
    expect(preview).to_contain_text("表計算ソフトで番号が壊れています")
    expect(preview).to_contain_text("0以上の整数にしてください")
    looker.look(office, "office-products-preview")
    preview.get_by_role("button", name="1 件を登録する").click()
    expect(page.get_by_text("新規 1 件、変更 0 件")).to_be_visible()

    (house.folder / "products").mkdir(exist_ok=True)
    page.get_by_role("link", name="フォルダ", exact=True).click()
    into = page.get_by_role("region", name="フォルダを監視する")
    into.get_by_label("内容").select_option(label="商品")
    into.get_by_role("textbox", name="フォルダ").fill("products")
    into.get_by_role("button", name="フォルダを監視する").click()
    page.get_by_role("button", name="テスト").click()
    expect(page.get_by_text("読み書きできます")).to_be_visible()

    (house.folder / "b2").mkdir(exist_ok=True)
    out = page.get_by_role("region", name="フォルダに出力する")
    out.get_by_label("ファイルの作成").select_option(label="30 分ごと")
    out.get_by_role("textbox", name="フォルダ").fill("b2")
    out.get_by_role("button", name="フォルダに出力する").click()
    expect(page.get_by_role("cell", name="出荷データ")).to_be_visible()
    with running(house.folder, house.shop_port) as server:
        know(page, looker, office, server)
    looker.look(office, "office-folders")
    looker.expect_nothing_wrong()


def know(page: Page, looker: Looker, office: Office, server: SftpServer) -> None:
    """A person notes a server, compares its key, and has a folder of it watched."""
    page.get_by_role("button", name="SFTPサーバーを登録する").click()
    sheet = page.get_by_role("dialog")
    for label, text in (
        ("名前", "運送会社のサーバー"),
        ("アドレス", "127.0.0.1"),
        ("ポート", str(server.port)),
        ("ユーザー名", "tanaban"),
    ):
        sheet.get_by_label(label, exact=True).fill(text)
    sheet.get_by_role("textbox", name="パスワード").fill(OPENS)
    looker.look(office, "office-folders-server")
    sheet.get_by_role("button", name="保存する").click()
    page.get_by_role("button", name="鍵を確認").click()
    expect(page.get_by_text(server.fingerprint)).to_be_visible()
    looker.look(office, "office-folders-key")
    page.get_by_role("button", name="この鍵を信頼する").click()
    expect(page.get_by_text("確認済み", exact=True)).to_be_visible()
    assert server.passwords == []
    into = page.get_by_role("region", name="フォルダを監視する")
    into.get_by_label("内容").select_option(label="送り状番号")
    into.get_by_label("置き場所").select_option(label="運送会社のサーバー")
    into.get_by_role("textbox", name="フォルダ").fill("b2")
    into.get_by_role("button", name="フォルダを監視する").click()
    page.get_by_role("row", name="運送会社のサーバー 送り状番号").get_by_role(
        "button", name="テスト"
    ).click()
    expect(page.get_by_text("b2: 読み書きできます")).to_be_visible()
    assert server.passwords == [OPENS]
