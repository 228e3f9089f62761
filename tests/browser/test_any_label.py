"""Any label at any screen: an answer, never a crash, and nothing changes that should not."""

import re

import pytest
from playwright.sync_api import expect

from server.vocabulary import label_of
from tests.browser.conftest import Screens
from tests.browser.floor import FIND_PLACE, HANDHELD, LOAD_TOTES, TAKE_CART, TAKE_ITEM, Handheld
from tests.browser.house import SHOPIFY, House, small_orders
from tests.floor import slip_of

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

PLACE, TOTE, CART, STATION = map(label_of, ("L-M-24-04", "T-0079", "C-03", "W-02"))
BADGE, SHORT, ASIDE, SHIPMENT, FLYER = map(
    label_of, ("B-222222", "X-SHORT-NONE", "X-ASIDE", "S-0000000099", "F-0006")
)
MISREAD = PLACE[:-1] + ("A" if PLACE[-1] != "A" else "B")
ITEM, SLIP = "4912345678904", slip_of(77)
NONSENSE = ["?", "!#$%/.-" * 3, "http://example.com/x", "４９１２３４５６７８９０４", "12345"]
LABELS = [PLACE, TOTE, CART, STATION, BADGE, SHORT, ASIDE, SHIPMENT, FLYER, MISREAD, ITEM, SLIP]
"""One of every kind, none of them right anywhere in these jobs."""


def everything_but(*right: str) -> list[str]:
    """Every kind of label and some nonsense, without what is right here."""
    return [label for label in LABELS + NONSENSE if label not in right]


def test_before_a_login_only_badges_are_heard(house: House, screens: Screens) -> None:
    handheld = Handheld(screens.page(HANDHELD), house)
    handheld.enrol("handheld")
    for label in everything_but(BADGE):
        handheld.scan(label)
        handheld.expect_words("名札ではありません")
    expect(handheld.page.get_by_role("heading", name="名札をスキャン")).to_be_visible()
    handheld.log_in(house.crew("picker")[0])
    assert house.handed_in() == []


def test_a_free_handheld_answers_every_label_and_takes_nothing(
    house: House, screens: Screens
) -> None:
    house.bring_in(small_orders(SHOPIFY, 1))
    house.release(house.at_desk())
    handheld = screens.handheld(house.crew("picker")[0])
    notice = handheld.page.get_by_role("status").filter(has_text=re.compile("使えない|読み違い"))
    answer = handheld.page.get_by_role("dialog", name="これは？")
    expect(handheld.page.get_by_role("heading", name="次の作業")).to_be_visible()
    for label in everything_but(CART):
        handheld.scan(label)
        if label in (SHORT, ASIDE, MISREAD):
            expect(notice).to_be_visible()
            expect(answer).to_have_count(0)
        else:
            expect(answer).to_be_visible()
            expect(answer.locator(".spinner")).to_have_count(0)
            expect(notice).to_have_count(0)
    answer.locator(".look-up-foot button").click()
    expect(handheld.page.get_by_role("heading", name="次の作業")).to_be_visible()
    assert house.handed_in() == []


def test_a_walk_refuses_every_label_that_is_not_asked_for(house: House, screens: Screens) -> None:
    house.bring_in(small_orders(SHOPIFY, 1))
    house.release(house.at_desk())
    handheld = screens.handheld(house.crew("picker")[0])
    handheld.press("始める")
    handheld.expect_step(TAKE_CART)
    expect_refusals(house, handheld, everything_but(CART))
    handheld.expect_step(TAKE_CART)
    handheld.scan(label_of("C-01"))
    handheld.expect_step(LOAD_TOTES)
    expect_refusals(house, handheld, everything_but(TOTE))
    handheld.load_totes("T-0001")
    expect_refusals(house, handheld, everything_but(SHORT, ASIDE))
    handheld.expect_step(FIND_PLACE)
    handheld.go_to_place()
    expect_refusals(house, handheld, everything_but(SHORT, ASIDE), may_ask=True)
    handheld.expect_step(TAKE_ITEM)
    handheld.take_pieces()
    expect_refusals(house, handheld, everything_but())
    handheld.walk()
    expect_refusals(house, handheld, everything_but())
    assert handheld.is_done()
    handheld.expect_handed_in()
    refused = [scan for scan in house.handed_in() if scan.verdict == "refuse"]
    assert all(scan.agrees for scan in refused)


def expect_refusals(
    house: House, handheld: Handheld, labels: list[str], *, may_ask: bool = False
) -> None:
    """Each label is one refused scan, in the journal and at the server; the step stays.

    `may_ask`: goods that the cart does not know are a question, and move nothing either.
    """
    handheld.expect_last_handed_in()
    handheld.expect_handed_in()
    before = len(house.handed_in())
    for label in labels:
        handheld.scan(label)
    expect(handheld.page.locator(".verdict-ng")).to_be_visible()
    handheld.expect_last_handed_in()
    scans = house.handed_in()[before:]
    assert [scan.raw for scan in scans] == labels
    expected = {"refuse", "ask_server"} if may_ask else {"refuse"}
    assert {scan.verdict for scan in scans} == expected


def test_a_packing_bench_answers_every_label(house: House, screens: Screens) -> None:
    house.bring_in(small_orders(SHOPIFY, 1))
    house.release(house.at_desk())
    (tote,) = house.pick_everything()
    tablet = screens.tablet(house.crew("packer")[0])
    hero = tablet.page.locator(".hero-ng")
    expect(tablet.page.locator(".hero-ask")).to_be_visible()
    for label in everything_but():
        tablet.scan(label)
        expect(hero).to_be_visible()
    tablet.open_tote(tote)
    items, flyers = tablet.items(), tablet.flyers()
    before = len(house.handed_in())
    labels = everything_but(ASIDE)
    for label in labels:
        tablet.scan(label)
    expect(tablet.page.locator(".band-ng")).to_be_visible()
    tablet.expect_last_handed_in()
    scans = house.handed_in()[before:]
    assert [scan.raw for scan in scans] == labels
    assert {scan.verdict for scan in scans} == {"refuse"}
    assert (tablet.items(), tablet.flyers()) == (items, flyers)
    tablet.pack(slip_of(78))
