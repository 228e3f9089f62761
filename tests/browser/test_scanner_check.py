"""Three labels before a scanner, and the device knows it from then on."""

import re

import pytest
from barcode.codex import Code128, Gs1_128
from barcode.ean import EuropeanArticleNumber13
from playwright.sync_api import expect

from server.vocabulary import label_of
from tests.browser.conftest import Screens
from tests.browser.floor import HANDHELD, ScanView
from tests.browser.house import House
from tests.browser.looking import Looker

pytestmark = pytest.mark.browser

OWN, JAN = label_of("X-CHECK"), "4901234567894"
GS1_BEGIN, GS1_END = "010490123456789410T+1_A", "17271231"


@pytest.fixture
def check(house: House, screens: Screens) -> ScanView:
    """The check on a device that nobody has enrolled."""
    view = ScanView(screens.page(HANDHELD), house)
    view.go("/scanner")
    view.expect_title("scanner_check.title")
    return view


def expect_at(check: ScanView, label: str) -> None:
    """Wait until this label is asked for."""
    words = check.words(f"scanner_check.label.{label}")
    expect(check.page.locator("[aria-current=step]")).to_contain_text(words)


def found(check: ScanView) -> dict[str, str]:
    """What was found about each property: ○ or ✕."""
    expect(check.page.locator(".check-finding")).to_have_count(9)
    return {
        row.locator("h2").inner_text(): "ng"
        if "check-finding-ng" in (row.get_attribute("class") or "")
        else "ok"
        for row in check.page.locator(".check-finding").all()
    }


def test_a_scanner_that_sends_keys_is_learned_before_anybody_logs_in(check: ScanView) -> None:
    looker = Looker("ja")
    looker.look(check, "scanner-check")
    check.scan(OWN)
    expect_at(check, "jan")
    check.scan(JAN)
    expect_at(check, "gs1")
    keyboard = check.page.keyboard
    keyboard.type(GS1_BEGIN)
    keyboard.press("Control+BracketRight")
    keyboard.type(GS1_END)
    keyboard.press("Enter")
    check.expect_title("scanner_check.all_right")
    assert set(found(check).values()) == {"ok"}
    check.expect_words(check.words("scanner_check.kept"))
    check.save("scanner-check-findings")
    assert looker.examine(check) == []
    looker.expect_nothing_wrong()


def test_a_separator_that_is_dropped_is_said_with_what_to_do(check: ScanView) -> None:
    for label, text in (("own", OWN), ("jan", JAN), ("gs1", GS1_BEGIN + GS1_END)):
        expect_at(check, label)
        check.inject(text)
    findings = found(check)
    assert [name for name, tone in findings.items() if tone == "ng"] == ["GS1 の区切り"]
    check.expect_words("Ctrl+]")
    check.save("scanner-check-wrong")


def test_another_label_is_not_taken_for_the_one_that_is_asked_for(check: ScanView) -> None:
    check.scan(JAN)
    check.expect_words(JAN)
    expect_at(check, "own")


def test_the_labels_on_the_screen_are_what_a_printer_of_barcodes_would_print(
    check: ScanView,
) -> None:
    check.press(check.words("scanner_check.labels"))
    expect(check.page.locator(".check-sheet figure")).to_have_count(3)
    check.save("scanner-check-labels")
    symbols = [
        Code128(OWN),
        EuropeanArticleNumber13(JAN[:-1]),
        Gs1_128(f"{GS1_BEGIN}\xf1{GS1_END}"),
    ]
    shown = [widths_of_bars(path) for path in paths(check)]
    assert shown == [widths_of_modules("".join(symbol.build())) for symbol in symbols]


def paths(check: ScanView) -> list[str]:
    """The bars of each label."""
    drawn = check.page.locator(".check-sheet figure path").all()
    return [path.get_attribute("d") or "" for path in drawn]


def widths_of_bars(path: str) -> list[int]:
    """How wide each bar is."""
    return [int(width) for width in re.findall(r"h(\d+)v", path)]


def widths_of_modules(modules: str) -> list[int]:
    """How wide each bar of a symbol is."""
    return [len(bar) for bar in re.findall("1+", modules.replace("G", "1"))]
