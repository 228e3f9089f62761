"""A shop sells several articles as one: the office says what is in it."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from server.catalog.records import Product
from server.foundation import now, reading, transaction
from tests.browser.conftest import Screens
from tests.browser.house import House

pytestmark = pytest.mark.browser


def a_gift_set(house: House) -> list[str]:
    """A product that does not lie anywhere, and two of its owner that may be in it."""
    with house.app.app_context(), transaction() as session:
        first = session.scalars(select(Product).where(Product.kind == "goods").limit(1)).one()
        session.add(
            Product(owner_id=first.owner_id, sku="GIFT-SET", name="ギフトセット", created_at=now())
        )
        owner_id = first.owner_id
    with house.app.app_context(), reading() as session:
        return list(
            session.scalars(
                select(Product.sku)
                .where(
                    Product.owner_id == owner_id,
                    Product.kind == "goods",
                    Product.sku != "GIFT-SET",
                )
                .order_by(Product.id)
                .limit(2)
            )
        )


def test_the_office_says_what_is_in_a_kit(house: House, screens: Screens) -> None:
    first, second = a_gift_set(house)
    office = screens.office(house.at_desk())
    office.go("/office/kits")
    office.expect_words("セット商品はまだありません")
    office.press("セットを登録")
    office.page.get_by_label("セットの品番").fill("GIFT-SET")
    office.page.get_by_label("中身の品番・JAN").fill(first)
    office.press("中身を追加")
    office.page.get_by_label("中身の品番・JAN").nth(1).fill("NOBODY-SELLS-THIS")
    office.press("保存する")
    office.expect_words("登録のない商品です: NOBODY-SELLS-THIS")
    office.save("office-kit-wrong")
    office.page.get_by_label("中身の品番・JAN").nth(1).fill(second)
    office.page.get_by_label("点数").nth(1).fill("2")
    office.press("保存する")
    row = office.page.locator("tr.row", has_text="GIFT-SET")
    expect(row).to_contain_text(second)
    office.save("office-kits")
    row.get_by_role("button", name="中身を変える").click()
    office.press("セットをやめる")
    office.expect_words("セット商品はまだありません")
