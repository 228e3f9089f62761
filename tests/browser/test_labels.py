"""Labels are printed on the paper that lies in the printer, from its first free label on."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Screens
from tests.browser.house import House

pytestmark = pytest.mark.browser


def test_shelf_labels_go_on_the_rest_of_a_half_used_sheet(house: House, screens: Screens) -> None:
    office = screens.office(house.at_desk())
    office.go("/office/labels")
    office.page.get_by_text("A4 44面（48.3×25.4 mm）").click()
    office.button("41枚目のラベルから印刷します").click()
    office.page.get_by_label("この棚番から").fill("a-01-01")
    office.page.get_by_label("この棚番まで").fill("A-01-05")
    office.save("office-labels")
    card = office.page.locator(".label-kind").filter(
        has=office.page.get_by_text("棚番", exact=True)
    )
    with office.page.context.expect_page() as opened:
        card.get_by_role("button", name="印刷用シートを開く").click()
    sheet = opened.value
    expect(sheet.locator(".sheet").first.locator(".label")).to_have_count(44)
    expect(sheet.locator(".code").first).to_have_text(re.compile(r"^L-A-01-01-"))
    sheet.set_viewport_size({"width": 900, "height": 1200})
    sheet.screenshot(path=office.save("office-labels-2").with_name("label-sheet-44.png"))
    pdf = sheet.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == sheet.locator(".sheet").count()


def test_what_cannot_be_printed_is_said_on_the_page(house: House, screens: Screens) -> None:
    office = screens.office(house.at_desk())
    office.go("/office/labels")
    card = office.page.locator(".label-kind", has_text="バーコードのない商品")
    card.get_by_label("品番（空欄なら全商品）").fill("NOBODY-SELLS-THIS")
    card.get_by_role("button", name="印刷用シートを開く").click()
    office.expect_words("印刷するラベルがありません。")
