"""A supervisor connects a shop's system, tries it out, sees it fail, and sends once more."""

from urllib.parse import parse_qs, urlsplit

import orjson
import pytest
from playwright.sync_api import Locator, Route, expect
from sqlalchemy import select, update

from server.catalog.records import Product, Shop
from server.exchange.connections.records import Connection
from server.exchange.shop_apis.records import ShopAccess
from server.exchange.stock_lists.records import StockComparison
from server.foundation import now, reading, today, transaction
from tests.browser.conftest import Screens
from tests.browser.desk import Office
from tests.browser.house import House
from tests.browser.looking import Looker
from tests.exchange.connections.shop import running_shop
from tests.exchange.shop_apis.next_engine_account import (
    CLIENT_SECRET,
    NextEngineAccount,
    running_account,
    slip_json,
)
from tests.exchange.shop_apis.shopify_shop import (
    SECRET,
    ShopifyShop,
    order_json,
    running_shopify,
    signature,
)

pytestmark = pytest.mark.browser


def test_a_system_is_connected_tried_out_and_told_again(house: House, screens: Screens) -> None:
    office = Office(screens.office(house.at_desk()).page, house)
    house.start_worker()
    page = office.page
    page.set_viewport_size({"width": 1280, "height": 800})
    looker = Looker("ja")
    with running_shop(house.shop_port) as shop:
        office.enter("接続")
        expect(page.get_by_text("接続はまだありません")).to_be_visible()
        office.press("接続を追加")
        sheet = page.get_by_role("dialog")
        sheet.get_by_label("接続名").fill("本店カート")
        sheet.get_by_label("送信先 URL").fill("https://169.254.169.254/latest/")
        sheet.get_by_role("button", name="接続する").click()
        expect(sheet).to_contain_text("は社内のアドレスです")
        looker.look(office, "office-connections-refused")
        sheet.get_by_label("送信先 URL").fill(shop.address())
        sheet.get_by_role("button", name="接続する").click()
        secret = sheet.locator(".connection-secrets dd").first
        expect(secret).to_contain_text("whsec_")
        signed_with = secret.inner_text()
        looker.look(office, "office-connections-secret")
        was_compared_tonight(house)
        sheet.get_by_role("button", name="控えました").click()

        row = page.locator("table.rows").first.locator("tbody tr")
        row.get_by_role("button", name="テスト送信").click()
        told = page.locator(".sendings tbody tr")
        expect(told.first).to_contain_text("受信済み")
        expect(row).to_contain_text("正常")
        assert shop.heard[-1].is_signed_with(signed_with)

        shop.answer = lambda _heard: (503, "メンテナンス中です".encode())
        row.get_by_role("button", name="テスト送信").click()
        expect(told.first).to_contain_text("503")
        expect(row).to_contain_text("応答なし")
        looker.look(office, "office-connections")
        shop.answer = lambda _heard: (200, b"ok")
        told.first.get_by_role("button", name="テスト送信").click()
        expect(sheet.locator(".sending-attempts li").first).to_contain_text("メンテナンス中です")
        expect(sheet.locator(".sending-body")).to_contain_text('"type":"connection.test"')
        office.save("office-connections-sending")
        sheet.get_by_role("button", name="もう一度送信する").click()
        expect(told.first).to_contain_text("受信済み")
        assert shop.heard[-1].headers["webhook-id"] == shop.heard[1].headers["webhook-id"]
        edit_and_pause(office, row, looker)
        looker.expect_nothing_wrong()


def was_compared_tonight(house: House) -> None:
    """The night's comparison of stock is over: it would tell of every product between two steps."""
    with house.app.app_context(), transaction() as session:
        (connection_id,) = session.scalars(select(Connection.id))
        session.add(
            StockComparison(
                connection_id=connection_id, day=today(), began_at=now(), ended_at=now()
            )
        )


def edit_and_pause(office: Office, row: Locator, looker: Looker) -> None:
    """The supervisor gives it another name and secret, pauses it, and keeps news for longer."""
    page = office.page
    sheet = page.get_by_role("dialog")
    row.get_by_role("button", name="編集").click()
    sheet.get_by_label("接続名").fill("本店カート（新）")
    sheet.get_by_role("button", name="署名の鍵を更新").click()
    expect(sheet.locator(".connection-secrets dd")).to_contain_text("whsec_")
    expect(sheet).to_contain_text("まで、前の鍵でも署名されています")
    looker.look(office, "office-connections-edit")
    sheet.get_by_role("button", name="保存する").click()
    expect(row).to_contain_text("本店カート（新）")
    row.get_by_label("送信").select_option(label="一時停止（ためておく）")
    expect(row).to_contain_text("一時停止中")
    page.get_by_role("button", name="期間を変える").click()
    looker.look(office, "office-connections-retention")
    sheet.get_by_label("送信の記録（日）").fill("180")
    sheet.get_by_role("button", name="保存する").click()
    expect(page.get_by_text("送信の記録は 180 日")).to_be_visible()
    looker.look(office, "office-connections-paused")
    compare = page.get_by_role("button", name="いま照合する")
    compare.click()
    expect(compare).to_have_attribute("aria-busy", "false")
    expect(page.get_by_text("商品を照合し")).to_be_visible()
    looker.look(office, "office-connections-stock")
    looker.expect_nothing_wrong()


def test_a_shop_is_connected_by_its_api_and_put_right(house: House, screens: Screens) -> None:
    office = Office(screens.office(house.at_desk()).page, house)
    house.start_worker()
    office.page.set_viewport_size({"width": 1280, "height": 800})
    looker = Looker("ja")
    with running_shopify(house.shop_port) as shop:
        office.enter("接続")
        connect_a_shop(house, office, shop, looker)
    with running_account(house.shop_port) as account:
        connect_an_account(house, office, account, looker)
    looker.expect_nothing_wrong()


def connect_a_shop(house: House, office: Office, shop: ShopifyShop, looker: Looker) -> None:
    """A shop is connected by its API, tells of two orders, is not let in, and is put right."""
    page = office.page
    office.press("ショップの API をつなぐ")
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("接続名").fill("Shopify 本店")
    sheet.get_by_label("ショップの URL").fill(shop.address)
    sheet.get_by_label("クライアント ID").fill("app-1")
    sheet.get_by_label("クライアントシークレット").fill(SECRET)
    sheet.get_by_label("ロケーション ID").fill("77")
    looker.look(office, "office-connections-shop-form")
    sheet.get_by_role("button", name="つなぐ", exact=True).click()
    hears_at = sheet.locator(".connection-secrets dd")
    expect(hears_at).to_contain_text("/api/v1/shop-messages/shopify/")
    looker.look(office, "office-connections-shop-made")
    path = hears_at.inner_text().partition("/api/")[2]
    sheet.get_by_role("button", name="閉じる").last.click()
    row = page.locator("table.rows").first.locator("tbody tr", has_text="Shopify 本店")
    row.get_by_role("button", name="Shopify 本店").click()
    panel = page.get_by_role("region", name="Shopify 本店", exact=True)
    expect(panel).to_contain_text("サンドボックスです")
    for number, sku in ((9001, sku_of_shop(house)), (9002, "NO-SUCH-GOODS")):
        body = orjson.dumps(order_json(number, (sku, 1)))
        told = page.request.post(
            f"{house.origin}/api/{path}",
            data=body,
            headers={
                "Content-Type": "application/json",
                "X-Shopify-Topic": "orders/create",
                "X-Shopify-Webhook-Id": f"w-{number}",
                "X-Shopify-Hmac-SHA256": signature(body),
            },
        )
        assert told.status == 200, told.text()
    messages = panel.locator("tbody tr")
    expect(messages.filter(has_text="#9001")).to_contain_text("取込済み")
    expect(messages.filter(has_text="#9002")).to_contain_text("NO-SUCH-GOODS")
    looker.look(office, "office-connections-shop-in")
    messages.filter(has_text="#9002").get_by_role("button").click()
    expect(sheet.locator(".sending-body")).to_contain_text('"name":"#9002"')
    looker.look(office, "office-connections-shop-message")
    sheet.get_by_role("button", name="もう一度取り込む").click()
    row.get_by_label("送信").select_option("on")
    shop.is_app_known = False
    shop.token = ""
    with house.app.app_context(), transaction() as session:
        session.execute(update(ShopAccess).values(access_token=""))
    row.get_by_role("button", name="テスト送信").click()
    expect(row).to_contain_text("設定を確認")
    expect(panel).to_contain_text("クライアント ID とシークレットが受け付けられません")
    panel.get_by_role("radio", name="送信", exact=True).check(force=True)
    expect(panel).to_contain_text("アプリの鍵が受け付けられません")
    looker.look(office, "office-connections-shop-ill")


def connect_an_account(
    house: House, office: Office, account: NextEngineAccount, looker: Looker
) -> None:
    """An account of ネクストエンジン is connected, somebody logs in, and its slip comes in."""
    with house.app.app_context(), transaction() as session:
        owner_id = session.scalars(select(Shop.owner_id).where(Shop.code == "honoshizuku")).one()
        session.add(
            Shop(owner_id=owner_id, code="honoshizuku-2", name="2 号店", carrier_code="yamato")
        )
    page = office.page
    page.reload()
    office.press("ショップの API をつなぐ")
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("システム").select_option(label="ネクストエンジン")
    sheet.get_by_label("接続名").fill("NE 本店")
    expect(sheet.get_by_label("API の URL")).to_have_value("https://api.next-engine.org")
    sheet.get_by_label("API の URL").fill(account.address)
    sheet.get_by_label("クライアント ID").fill("ne-app")
    sheet.get_by_label("クライアントシークレット").fill(CLIENT_SECRET)
    for shop, code in (("honoshizuku", "1"), ("honoshizuku-2", "2")):
        sheet.get_by_label(shop, exact=True).fill(code)
    looker.look(office, "office-connections-account-form")
    sheet.get_by_role("button", name="つなぐ", exact=True).click()
    back_at = sheet.locator(".connection-secrets dd")
    expect(back_at).to_have_text(f"{house.origin}/office/connections")
    looker.look(office, "office-connections-account-made")
    sheet.get_by_role("button", name="閉じる").last.click()
    row = page.locator("table.rows").first.locator("tbody tr", has_text="NE 本店")
    row.get_by_role("button", name="NE 本店").click()
    panel = page.get_by_role("region", name="NE 本店", exact=True)
    expect(panel).to_contain_text("ネクストエンジンへのログインが必要です")
    looker.look(office, "office-connections-account-login")
    account.slips.append(slip_json(5501, "240001", (sku_of_shop(house), 1)))
    page.route("https://base.next-engine.org/**", let_in)
    panel.get_by_role("button", name="ネクストエンジンにログイン").click()
    expect(page.get_by_text("ログインを受け取りました")).to_be_visible()
    expect(page).to_have_url(f"{house.origin}/office/connections")
    expect(panel.locator("tbody tr").filter(has_text="240001")).to_contain_text("取込済み")
    expect(panel).not_to_contain_text("ログインが必要です")
    looker.look(office, "office-connections-account")
    english = Looker("en")
    house.speak(english.language)
    page.reload()
    expect(panel).to_contain_text("Redirect URI")
    english.look(office, "office-connections-account")
    panel.get_by_role("button", name="Change settings").click()
    expect(sheet.get_by_label("honoshizuku-2", exact=True)).to_have_value("2")
    english.look(office, "office-connections-account-form")
    english.expect_nothing_wrong()


def let_in(route: Route) -> None:
    """The login page of ネクストエンジン: somebody is known there and is sent back at once."""
    asked = parse_qs(urlsplit(route.request.url).query)
    assert asked["client_id"] == ["ne-app"]
    back = f"{asked['redirect_uri'][0]}?uid=uid-1&state=state-1&id=7"
    route.fulfill(content_type="text/html", body=f"<script>location.replace('{back}')</script>")


def sku_of_shop(house: House) -> str:
    """Something that the connected shop's owner sells."""
    with house.app.app_context(), reading() as session:
        return session.scalars(
            select(Product.sku)
            .join(Connection, Connection.owner_id == Product.owner_id)
            .where(Connection.system == "shopify", Product.kind == "goods")
            .limit(1)
        ).one()
