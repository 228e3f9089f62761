"""Labels as they leave a printer: chosen in the office, counted on paper, read by a scanner."""

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import delete, select

from server import catalog, receiving
from server.catalog.records import Barcode, Product
from server.foundation import today, transaction
from server.printing import PAPERS
from server.vocabulary import read
from tests.browser.conftest import Screens
from tests.browser.desk import Office
from tests.browser.floor import SCREENS, carry_over
from tests.browser.house import ROOT, House
from tests.browser.looking import Looker
from tests.makers import Screen

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

READ_BARS = Path(__file__).with_name("read_bars.mjs")


@contextmanager
def printer(screens: Screens, desk: Screen) -> Iterator[Page]:
    """A page as a printer sees it, a dot about as fine as 400 to the inch."""
    screens.house.open()
    context = screens.chromium.new_context(device_scale_factor=4)
    carry_over(context, desk, screens.house.origin)
    page = screens.listen(context, context.new_page())
    page.emulate_media(media="print")
    yield page
    context.close()


def print_out(page: Page, address: str) -> list[tuple[int, int]]:
    """Print to PDF; each page's width and height in millimetres."""
    page.goto(address)
    pdf = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox\s*\[0 0 ([0-9.]+) ([0-9.]+)\]", pdf)
    assert len(boxes) == len(re.findall(rb"/Type\s*/Page\b", pdf))
    return [(round(float(x) / 72 * 25.4), round(float(y) / 72 * 25.4)) for x, y in boxes]


def bars_on(page: Page, name: str, *, sheet: int = 0) -> list[str]:
    """What a scanner reads on a printed sheet."""
    picture = SCREENS / f"{name}.png"
    page.locator(".sheet").nth(sheet).screenshot(path=picture)
    said = subprocess.run(
        ["node", READ_BARS, ROOT / "pwa", picture], check=True, capture_output=True, text=True
    )
    texts: list[str] = json.loads(said.stdout)
    return texts


@pytest.mark.parametrize("paper", sorted(PAPERS))
def test_a_printed_sheet_has_its_labels_and_a_scanner_reads_each(
    house: House, screens: Screens, paper: str
) -> None:
    kind = "tote" if PAPERS[paper].label_width < 45 else "place"
    with printer(screens, house.at_desk()) as page:
        address = f"{house.origin}/api/v1/labels?kind={kind}&paper={paper}"
        pages = print_out(page, address)
        codes = page.locator(".code").all_inner_texts()
        size = PAPERS[paper].per_sheet
        assert len(pages) == -(-len(codes) // size)
        width, height = PAPERS[paper].label_width, PAPERS[paper].label_height
        assert set(pages) == {(width, height) if size == 1 else (210, 297)}
        shown = bars_on(page, f"sheet-{paper}")
        assert sorted(shown) == sorted(codes[:size])


def test_goods_slips_and_badges_are_read_as_what_stands_below_them(
    house: House, screens: Screens
) -> None:
    with printer(screens, house.at_desk()) as page:
        for kind, paper in (("product", "a4_65"), ("slip", "a4_24"), ("badge", "a4_44")):
            print_out(page, f"{house.origin}/api/v1/labels?kind={kind}&paper={paper}&start=3")
            codes = page.locator(".sheet").first.locator(".code").all_inner_texts()
            shown = [
                text.strip("ABCD") if kind == "slip" else text
                for text in bars_on(page, f"sheet-{kind}")
            ]
            assert sorted(shown) == sorted(codes)


def test_the_office_chooses_labels_and_sees_them_before_they_are_printed(
    house: House, screens: Screens
) -> None:
    office = Office(screens.office(house.at_desk()).page, house)
    page = office.page
    page.set_viewport_size({"width": 1280, "height": 800})
    looker = Looker("ja")
    office.enter("ラベル")
    preview = page.frame_locator("iframe")
    expect(preview.locator(".sheet").first).to_be_visible()
    looker.look(office, "office-labels-places")
    page.get_by_label("ゾーン").select_option(index=1)
    page.get_by_label("棚番から").fill("M-02-01")
    page.get_by_label("用紙").select_option(label="A4 ラベル 44 面（48.3 × 25.4 mm）")
    page.get_by_label("何面目から").fill("6")
    page.get_by_label("何面目から").press("Enter")
    expect(preview.locator(".gone").first).to_be_attached()
    expect(preview.locator(".gone")).to_have_count(5)
    looker.look(office, "office-labels-half-a-sheet")
    page.get_by_label("用紙").select_option(label="ラベルプリンター（40 × 28 mm）")
    expect(page.get_by_text("細かすぎて読み取れません")).to_contain_text("60 × 40 mm")
    looker.look(office, "office-labels-too-narrow")
    page.get_by_label("用紙").select_option(label="ラベルプリンター（50 × 30 mm）")
    expect(page.get_by_text("細かすぎて読み取れません")).to_have_count(0)
    expect(preview.locator(".sheet").first).to_be_visible()
    looker.look(office, "office-labels-roll")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="印刷用シートを開く").click()
    expect(opened.value.locator(".label").first).to_be_visible()
    looker.expect_nothing_wrong()


def announce_without_code(house: House, pieces: int) -> str:
    """An owner announces goods that have no code; their name."""
    with house.app.app_context(), transaction() as session:
        product = session.scalars(
            select(Product).where(Product.kind == "goods", Product.has_lots.is_(False)).limit(1)
        ).one()
        session.execute(delete(Barcode).where(Barcode.product_id == product.id))
        announced = receiving.Announced(
            owner_id=product.owner_id,
            number="PO-2612",
            supplier="器の店",
            expected_on=today(),
            pieces={product.id: pieces},
        )
        assert isinstance(receiving.expect_goods(session, announced), int)
        return product.name


def test_goods_that_come_without_a_code_get_a_label_for_every_piece(
    house: House, screens: Screens
) -> None:
    name = announce_without_code(house, 12)
    desk = house.at_desk()
    office = Office(screens.office(desk).page, house)
    page = office.page
    page.set_viewport_size({"width": 1280, "height": 800})
    looker = Looker("ja")
    office.enter("入荷予定")
    page.get_by_role("button", name="PO-2612").click()
    expect(page.get_by_role("dialog")).to_contain_text("コードなし")
    looker.look(office, "office-arrival-without-code")
    page.get_by_role("button", name="コードのない商品のラベル 12 枚").click()
    expect(page.get_by_text("ラベル 12 枚・用紙 1 枚")).to_be_visible()
    expect(page.frame_locator("iframe").locator(".label")).to_have_count(12)
    looker.look(office, "office-labels-of-a-notice")
    looker.expect_nothing_wrong()
    address = page.get_by_role("link", name="印刷用シートを開く").get_attribute("href")
    with printer(screens, desk) as paper:
        print_out(paper, f"{house.origin}{address}")
        assert paper.locator(".name").first.inner_text() == name
        texts = bars_on(paper, "sheet-own")
    # The same code in one column counts once for the reader.
    assert len(set(texts)) == 1
    assert read(texts[0])[0].kind == "item"
    with house.app.app_context(), transaction() as session:
        meaning = catalog.match_in_house(session, read(texts[0])[0].code)
    assert meaning is not None, "what is printed is what the floor finds"
