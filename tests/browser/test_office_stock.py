"""The office asks its stock: what lies where, what of it is old, how it was, how it came there."""

import csv
import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy import select, update

from server.foundation import WAREHOUSE_TIME, now, transaction
from server.stock.records import Movement
from tests.browser.conftest import Screens
from tests.browser.desk import Office
from tests.browser.house import SHOPIFY, House, small_orders
from tests.browser.looking import Looker

pytestmark = pytest.mark.browser


def grown_old(house: House) -> None:
    """What the demo has laid out has come in over the last months, not all of it just now."""
    with house.app.app_context(), transaction() as session:
        for moved in session.scalars(select(Movement)).all():
            earlier = timedelta(days=moved.product_id % 25 * 10)
            session.execute(
                update(Movement).where(Movement.id == moved.id).values(at=moved.at - earlier)
            )


def test_the_office_asks_its_stock(house: House, screens: Screens) -> None:
    grown_old(house)
    house.bring_in(small_orders(SHOPIFY, 4))
    desk = house.at_desk()
    house.release(desk)
    house.pick_everything()
    office = Office(screens.office(desk).page, house)
    page = office.page
    page.set_viewport_size({"width": 1280, "height": 800})
    looker = Looker("ja")
    office.enter("在庫")
    rows = page.locator("table.rows tbody tr")
    expect(rows).to_have_count(100)
    expect(page.locator(".rows-foot")).to_contain_text("引当")
    looker.look(office, "office-stock-products")
    page.get_by_role("link", name="次のページ").click()
    expect(page.get_by_role("link", name="先頭へ")).to_be_visible()
    for tab, name in (
        ("棚・場所別", "places"),
        ("ロット別", "lots"),
        ("荷主別", "owners"),
        ("滞留日数", "ageing"),
        ("動きのない在庫", "resting"),
        ("期限順", "expiring"),
        ("入出庫履歴", "movements"),
    ):
        page.get_by_role("navigation", name="在庫の見方").get_by_role("link", name=tab).click()
        expect(page.locator(".tab[aria-current=page]")).to_have_text(tab)
        expect(page.locator(".spinner")).to_have_count(0)
        looker.look(office, f"office-stock-{name}")
    page.set_viewport_size({"width": 1920, "height": 1080})
    looker.look(office, "office-stock-movements-wide")
    looker.expect_nothing_wrong()


def test_a_product_is_followed_back_to_who_picked_it(house: House, screens: Screens) -> None:
    before = now().astimezone(WAREHOUSE_TIME)
    (order, *_) = orders = small_orders(SHOPIFY, 2)
    sku = order.lines[0].product.sku
    house.bring_in(orders)
    desk = house.at_desk()
    house.release(desk)
    house.pick_everything()
    office = Office(screens.office(desk).page, house)
    page = office.page
    page.set_viewport_size({"width": 1280, "height": 800})
    office.enter("在庫")
    page.get_by_label("在庫を検索").fill(sku)
    all_rows = page.locator("table.rows tbody tr")
    rows = all_rows.filter(has=page.get_by_text(sku, exact=True))
    expect(rows).to_have_count(1)
    office.save("office-stock-found")
    rows.first.locator(".stock-places").click()
    expect(all_rows.filter(has_text="トート").first).to_be_visible()
    office.save("office-stock-where")
    rows.first.get_by_role("link", name="履歴").click()
    picked = all_rows.filter(has_text="ピック").first
    expect(picked).to_contain_text("ハンディ")
    expect(picked.get_by_role("link", name=re.compile("."))).to_be_visible()
    office.save("office-stock-history")
    page.get_by_label("時点").fill(f"{before:%Y-%m-%dT%H:%M}")
    page.get_by_label("時点").press("Enter")
    expect(page.get_by_text("時点の在庫です")).to_be_visible()
    page.get_by_role("button", name="現在に戻す").click()
    expect(page.get_by_text("時点の在庫です")).to_have_count(0)


def test_the_stock_of_a_past_moment_leaves_as_a_file(
    house: House, screens: Screens, tmp_path: Path
) -> None:
    grown_old(house)
    moment = now().astimezone(WAREHOUSE_TIME) - timedelta(days=45)
    office = Office(screens.office(house.at_desk()).page, house)
    page = office.page
    page.set_viewport_size({"width": 1280, "height": 800})
    office.enter("在庫")
    page.get_by_label("時点").fill(f"{moment:%Y-%m-%dT%H:%M}")
    page.get_by_label("時点").press("Enter")
    expect(page.get_by_text("時点の在庫です")).to_be_visible()
    foot = page.locator(".rows-foot")
    expect(page.locator("table.rows")).to_contain_text("—")
    office.save("office-stock-then")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    file = tmp_path / "stock.csv"
    download.value.save_as(file)
    with file.open(encoding="utf-8-sig", newline="") as text:
        lines = list(csv.DictReader(text))
    pieces = sum(int(line["on_hand_pieces"]) for line in lines)
    expect(foot).to_contain_text(f"全 {len(lines):,} 行・在庫 {pieces:,} 点")
    page.get_by_label("時点").fill("2020-01-01T00:00")
    page.get_by_label("時点").press("Enter")
    expect(page.get_by_text("この時点に在庫はありませんでした")).to_be_visible()
    office.save("office-stock-none")


def test_a_lot_is_kept_back_and_let_go_again(house: House, screens: Screens) -> None:
    office = Office(screens.office(house.at_desk()).page, house)
    page = office.page
    page.set_viewport_size({"width": 1280, "height": 800})
    office.enter("在庫")
    page.get_by_role("link", name="ロット別").click()
    row = page.locator("table.rows tbody tr").first
    row.get_by_role("button", name="保留にする").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_role("radio", name="回収").check()
    office.save("office-stock-block")
    sheet.get_by_role("button", name="保留にする").click()
    expect(sheet).to_have_count(0)
    expect(row).to_contain_text("回収")
    office.save("office-stock-blocked")
    row.get_by_role("button", name="解除").click()
    expect(row.get_by_role("button", name="保留にする")).to_be_visible()
