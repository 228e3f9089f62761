"""The office sets by what goods are promised, where they are picked from, and when they count."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from server import catalog, stock
from server.catalog.records import Product, Shop
from server.foundation import reading
from server.tasks.records import Task
from tests.browser.conftest import Screens
from tests.browser.desk import Office
from tests.browser.house import House
from tests.browser.looking import Looker

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def set_a_face(office: Office, looker: Looker, owner_name: str, sku: str) -> None:
    """Say from where a product is picked; what is wrong is said before it is right."""
    page = office.page
    sheet = page.get_by_role("dialog")
    page.get_by_role("button", name="ピック棚を決める").click()
    sheet.get_by_label("棚番").fill("A-01-03")
    sheet.get_by_label("荷主").select_option(label=owner_name)
    sheet.get_by_label("商品（SKU・JAN）").fill("NOTHING")
    sheet.get_by_label("下限").fill("4")
    sheet.get_by_label("上限").fill("4")
    sheet.get_by_role("button", name="決定").click()
    expect(sheet).to_contain_text("上限は下限より大きく")
    sheet.get_by_label("上限").fill("24")
    sheet.get_by_role("button", name="決定").click()
    expect(sheet).to_contain_text("この商品は登録されていません")
    looker.look(office, "office-terms-face")
    sheet.get_by_label("商品（SKU・JAN）").fill(sku)
    sheet.get_by_role("button", name="決定").click()
    expect(sheet).to_have_count(0)


def name_the_pieces_of(office: Office, looker: Looker, owner_name: str, sku: str) -> None:
    """Say that each piece of a product is asked for its serial number, and no more."""
    page = office.page
    page.get_by_role("button", name="商品を加える").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("荷主").select_option(label=owner_name)
    sheet.get_by_label("商品（SKU・JAN）").fill("NOTHING")
    sheet.get_by_role("button", name="決定").click()
    expect(sheet).to_contain_text("この商品は登録されていません")
    sheet.get_by_label("商品（SKU・JAN）").fill(sku)
    sheet.get_by_role("button", name="決定").click()
    expect(sheet).to_have_count(0)
    end = page.get_by_role("button", name=f"{sku} をシリアル番号の記録から外す")
    expect(end).to_be_visible()
    looker.look(office, "office-terms-serials")
    end.click()
    expect(end).to_have_count(0)


def measure(office: Office, looker: Looker, owner_name: str, sku: str) -> None:
    """Say how thick a product is, and how thick a parcel of ネコポス may be."""
    page = office.page
    part = page.get_by_role("region", name="商品とチラシの大きさ・温度帯・タグ")
    part.get_by_label("荷主").select_option(label=owner_name)
    part.get_by_label("商品番号・商品名").fill(sku)
    part.get_by_role("button", name=f"{sku} を変更").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("厚さ（mm）").fill("１４")
    sheet.get_by_label("縦（mm）").fill("300")
    sheet.get_by_label("温度帯").select_option(label="冷凍")
    sheet.get_by_label("タグ").fill("割れ物、液体")
    looker.look(office, "office-terms-measure")
    sheet.get_by_role("button", name="決定").click()
    expect(sheet).to_have_count(0)
    expect(part.get_by_role("row").filter(has_text=sku)).to_contain_text("14")
    expect(part.get_by_role("row").filter(has_text=sku)).to_contain_text("冷凍割れ物、液体")
    page.get_by_role("button", name="サービスを加える").click()
    sheet.get_by_label("サービス名の言葉").fill("ゆうメール")
    sheet.get_by_label("厚さ（mm）").fill("30")
    looker.look(office, "office-terms-limit")
    sheet.get_by_role("button", name="決定").click()
    expect(sheet).to_have_count(0)
    expect(page.get_by_role("row").filter(has_text="ゆうメール")).to_contain_text("30")
    part.scroll_into_view_if_needed()
    looker.look(office, "office-terms-measures")


def test_the_office_sets_the_terms_of_stock(house: House, screens: Screens) -> None:
    with house.app.app_context(), reading() as session:
        sku, owner, shop = session.execute(
            select(Product.sku, Product.owner_id, Shop.id)
            .join(Shop, Shop.owner_id == Product.owner_id)
            .where(Product.kind == "goods")
            .order_by(Shop.code, Product.sku)
            .limit(1)
        ).one()
        owner_name = next(one.name for one in catalog.owners(session) if one.id == owner)
    office = Office(screens.office(house.at_desk()).page, house)
    page = office.page
    page.set_viewport_size({"width": 1280, "height": 800})
    looker = Looker("ja")
    office.enter("在庫の決まり")
    expect(page.get_by_text("ピック棚はまだ決まっていません")).to_be_visible()
    looker.look(office, "office-terms")

    page.get_by_role("button", name="の決まりを変更").first.click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("出荷時に必要な残日数").fill("30")
    sheet.get_by_label("出荷時に必要な残日数").press("Enter")
    sheet.get_by_label("ある分だけ先に出荷する").check()
    sheet.get_by_label("ピックで欠品したとき").select_option("split")
    looker.look(office, "office-terms-shop")
    sheet.get_by_role("button", name="決定").click()
    expect(sheet).to_have_count(0)
    expect(page.locator("table.rows").first).to_contain_text("30 日")

    ask_for_a_customer(office, looker)
    set_a_face(office, looker, owner_name, sku)
    row = page.get_by_role("row").filter(has_text="A-01-03")
    expect(row).to_contain_text(sku)

    name_the_pieces_of(office, looker, owner_name, sku)
    measure(office, looker, owner_name, sku)

    page.get_by_label("ゾーン", exact=True).select_option(index=0)
    page.get_by_role("button", name="棚の棚卸を出す").click()
    expect(page.get_by_text("件出しました")).to_be_visible()
    looker.look(office, "office-terms-set")
    looker.expect_nothing_wrong()
    with house.app.app_context(), reading() as session:
        terms = catalog.shop_terms(session, [shop])[shop]
        counts = session.scalars(select(Task.id).where(Task.kind == "count")).all()
        (face,) = stock.pick_faces(session)
    assert (terms.least_days_left, terms.takes_partial, terms.on_short) == (30, True, "split")
    assert (face.least_pieces, face.most_pieces) == (4, 24)
    assert counts

    row.get_by_role("button", name="外す").click()
    expect(page.get_by_text("ピック棚はまだ決まっていません")).to_be_visible()


def ask_for_a_customer(office: Office, looker: Looker) -> None:
    """One customer wants sixty days and nothing older than before; then thirty will do."""
    page = office.page
    page.get_by_role("button", name="お客様の決まりを追加").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("呼び名").fill("割烹 ふじ")
    sheet.get_by_label("受注のメールアドレスか電話番号").fill("電話なし")
    sheet.get_by_label("出荷時に必要な残日数").fill("60")
    sheet.get_by_label("出荷時に必要な残日数").press("Enter")
    sheet.get_by_label("前回より期限の早い商品を送らない").check()
    sheet.get_by_role("button", name="決定").click()
    expect(sheet.get_by_text("メールアドレスか電話番号を入れてください")).to_be_visible()
    looker.look(office, "office-terms-customer")
    sheet.get_by_label("受注のメールアドレスか電話番号").fill("fuji@kappo.example")
    sheet.get_by_role("button", name="決定").click()
    expect(sheet).to_have_count(0)
    row = page.get_by_role("row").filter(has_text="割烹 ふじ")
    expect(row).to_contain_text("60 日")
    row.get_by_role("button", name="変更").click()
    sheet.get_by_label("出荷時に必要な残日数").fill("30")
    sheet.get_by_label("出荷時に必要な残日数").press("Enter")
    sheet.get_by_role("button", name="決定").click()
    expect(row).to_contain_text("30 日")


def test_a_supervisor_reads_the_terms_of_shops_and_does_not_change_them(
    house: House, screens: Screens
) -> None:
    desk = house.at_desk(role="supervisor")
    office = Office(screens.office(desk).page, house)
    office.enter("在庫の決まり")
    expect(office.page.get_by_text("変更できるのは管理者です")).to_be_visible()
    expect(office.page.get_by_role("button", name="の決まりを変更")).to_have_count(0)
