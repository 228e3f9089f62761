"""Every main screen, looked at in both languages: a picture in var/screens, and nothing wrong.

Each test goes through the work as it comes, stops at every screen and examines it; what was wrong
anywhere is told at the end.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from scripts.demo_warehouse.order_files import shopify_file, spoiled
from scripts.demo_warehouse.orders import orders_until
from scripts.demo_warehouse.shops import SHOPS
from server.foundation import WAREHOUSE_TIME, now
from server.vocabulary import label_of
from tests.browser.conftest import Screens
from tests.browser.desk import Office
from tests.browser.floor import (
    FIND_PLACE,
    HANDHELD,
    PUT_IN_TOTE,
    TAKE_CART,
    Handheld,
    Tablet,
)
from tests.browser.house import SEED, SHOPIFY, House, small_orders
from tests.browser.looking import Looker
from tests.floor import Worker, slip_of
from tests.makers import Screen

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


@pytest.fixture(params=["ja", "en"])
def looker(request: pytest.FixtureRequest) -> Iterator[Looker]:
    """Somebody who looks closely, in one language."""
    looker = Looker(request.param)
    yield looker
    looker.expect_nothing_wrong()


def test_the_screens_of_a_handheld(house: House, screens: Screens, looker: Looker) -> None:
    house.bring_in(small_orders(SHOPIFY, 3, pieces=4))
    house.speak(looker.language)
    picker = house.crew("picker")[0]
    handheld = screens.handheld(picker)
    handheld.language = looker.language
    handheld.expect_words(handheld.words("pick.idle.none"))
    looker.look(handheld, "handheld-waiting")
    house.release(house.at_desk())
    handheld.page.reload()
    handheld.expect_title("pick.idle.next")
    looker.look(handheld, "handheld-offer")
    handheld.scan(label_of("X-ASIDE"))
    handheld.expect_words(handheld.words("pick.idle.not_a_cart"))
    looker.look(handheld, "handheld-offer-not-a-cart")
    look_at_the_menu(handheld, looker)
    handheld.press(handheld.words("pick.idle.start"))
    handheld.expect_step(TAKE_CART)
    looker.look(handheld, "handheld-take-cart")
    look_at_the_walk(handheld, looker)
    handheld.walk()
    looker.look(handheld, "handheld-done")
    handheld.expect_handed_in()
    handheld.press(handheld.words("pick.done.next"))
    look_at_the_login(handheld, looker, picker.badge)


def look_at_the_walk(handheld: Handheld, looker: Looker) -> None:
    """A cart is loaded and its first line picked, with every mistake on the way."""
    handheld.scan(label_of("C-01"))
    handheld.scan(label_of("T-0001"))
    expect(handheld.page.locator(".slot-number")).to_have_text("2")
    looker.look(handheld, "handheld-load-totes")
    handheld.scan(label_of("T-0002"))
    handheld.scan(label_of("T-0003"))
    handheld.expect_step(FIND_PLACE)
    looker.look(handheld, "handheld-find-place")
    handheld.scan(label_of("L-M-24-04"))
    expect(handheld.page.locator(".verdict-ng")).to_be_visible()
    looker.look(handheld, "handheld-other-place")
    handheld.go_to_place()
    looker.look(handheld, "handheld-take-item")
    handheld.scan("4912345678904")
    expect(handheld.page.locator(".verdict-ng")).to_be_visible()
    looker.look(handheld, "handheld-other-item")
    handheld.press(handheld.words("pick.short"))
    looker.look(handheld, "handheld-short")
    close_sheet(handheld)
    handheld.press(handheld.words("scanner.hand.open"))
    looker.look(handheld, "handheld-hand-entry")
    close_sheet(handheld)
    handheld.take_pieces()
    handheld.expect_step(PUT_IN_TOTE)
    looker.look(handheld, "handheld-put-in-tote")
    handheld.scan(label_of("T-0079"))
    expect(handheld.page.locator(".verdict-ng")).to_be_visible()
    looker.look(handheld, "handheld-other-tote")
    handheld.put_in_tote()
    looker.look(handheld, "handheld-line-done")


def close_sheet(view: Handheld | Tablet) -> None:
    """Close the page over the page."""
    view.page.locator(".sheet-head button").click()
    expect(view.page.get_by_role("dialog")).to_have_count(0)


def look_at_the_menu(handheld: Handheld, looker: Looker) -> None:
    """The menu, and the list of what this device did."""
    handheld.press(handheld.words("header.menu"))
    looker.look(handheld, "handheld-menu")
    handheld.page.locator("button.menu-row").click()
    looker.look(handheld, "handheld-records")
    close_sheet(handheld)


def look_at_the_login(handheld: Handheld, looker: Looker, badge: str) -> None:
    """Log out by the menu; badge, then PIN, then a wrong one."""
    handheld.press(handheld.words("header.menu"))
    handheld.press(handheld.words("menu.logout"))
    handheld.expect_title("login.badge.lead")
    looker.look(handheld, "handheld-login-badge")
    handheld.scan(badge)
    handheld.expect_title("login.pin.lead")
    for digit in "0000":
        handheld.press(digit)
    looker.look(handheld, "handheld-login-pin")
    handheld.press(handheld.words("login.go"))
    handheld.expect_words(handheld.words("login.wrong"))
    looker.look(handheld, "handheld-login-wrong")


def test_the_screens_before_anybody_is_in(house: House, screens: Screens) -> None:
    looker = Looker("ja")
    handheld = Handheld(screens.page(HANDHELD), house)
    handheld.go("/enrol")
    handheld.expect_title("enrol.title")
    looker.look(handheld, "handheld-enrol")
    office = Office(screens.office().page, house)
    office.go("/office")
    office.expect_title("office_login.title")
    looker.look(office, "office-login")
    office.go("/welcome#a-link-that-was-used")
    office.expect_title("welcome.title")
    looker.look(office, "welcome")
    looker.expect_nothing_wrong()


def test_the_screens_of_a_packing_station(house: House, screens: Screens, looker: Looker) -> None:
    house.bring_in(small_orders(SHOPIFY, 4, pieces=4))
    house.release(house.at_desk())
    totes = house.pick_everything()
    house.speak(looker.language)
    tablet = screens.tablet(house.crew("packer")[0])
    tablet.language = looker.language
    tablet.expect_title("packing.scan_tote")
    expect(tablet.page.locator(".tote-queue-row")).to_have_count(len(totes))
    looker.look(tablet, "pack-free")
    tablet.scan(label_of("T-0079"))
    expect(tablet.page.locator(".hero-ng")).to_be_visible()
    looker.look(tablet, "pack-tote-unknown")
    fullest = tablet.fullest_tote()
    tablet.open_tote(fullest)
    looker.look(tablet, "pack-contents")
    tablet.scan("4912345678904")
    expect(tablet.page.locator(".band-ng")).to_be_visible()
    looker.look(tablet, "pack-other-item")
    (code, _), *_ = tablet.items()
    tablet.verify(code)
    looker.look(tablet, "pack-counting")
    tablet.scan(slip_of(1))
    expect(tablet.page.locator(".band-ng")).to_be_visible()
    looker.look(tablet, "pack-incomplete")
    for code, pieces in tablet.items():
        for _ in range(pieces):
            tablet.verify(code)
    looker.look(tablet, "pack-flyers")
    for label in tablet.flyers():
        tablet.verify(label)
    expect(tablet.page.locator(".hero-ask")).to_be_visible()
    looker.look(tablet, "pack-slip")
    tablet.scan("4912345678904")
    expect(tablet.page.locator(".band-ng")).to_be_visible()
    looker.look(tablet, "pack-slip-refused")
    tablet.scan(slip_of(1))
    tablet.expect_title("packing.closed")
    looker.look(tablet, "pack-closed")
    house.want_serials()
    tablet.open_tote(next(tote for tote in totes if tote != fullest))
    look_at_a_serial(tablet, looker)
    tablet.press(tablet.words("packing.aside"))
    looker.look(tablet, "pack-aside-why")
    tablet.press(tablet.words("packing.aside.reason.item_damaged"))
    tablet.expect_title("packing.aside.done")
    looker.look(tablet, "pack-aside")
    tablet.expect_handed_in()
    tablet.press(tablet.words("packing.handover"))
    tablet.expect_title("handover.title")
    looker.look(tablet, "pack-handover")
    tablet.press(tablet.words("handover.go"))
    looker.look(tablet, "pack-handover-sure")


def look_at_a_serial(tablet: Tablet, looker: Looker) -> None:
    """A piece that wants its serial number: asked for, not the code of goods, typed, recorded."""
    looker.look(tablet, "pack-serial-wanted")
    (code, _), *_ = tablet.items()
    tablet.scan(code)
    expect(tablet.band).to_contain_text(tablet.words("packing.do.scan_serial"))
    looker.look(tablet, "pack-serial")
    tablet.scan(code)
    expect(tablet.page.locator(".band-ng")).to_be_visible()
    looker.look(tablet, "pack-serial-refused")
    tablet.press(tablet.words("scanner.hand.open"))
    sheet = tablet.page.get_by_role("dialog")
    sheet.get_by_role("textbox").fill("n-12-3")
    sheet.get_by_role("textbox").press("Enter")
    expect(tablet.band).to_contain_text("N-12-3")
    looker.look(tablet, "pack-serial-recorded")


def make_a_busy_day(house: House, desk: Screen) -> None:
    """A day of all shops: some picked, some packed, some on the truck, one piece missing."""
    moment = now().astimezone(WAREHOUSE_TIME)
    for shop in SHOPS:
        house.bring_in(orders_until(moment, seed=SEED, count=60, shops=(shop,)))
    house.release(desk, carts_max=6)
    totes = []
    for nth, picker in enumerate(house.crew("picker")[:3], start=1):
        worker = Worker(house.at_work("handheld", picker))
        totes += house.pick_next(worker, f"C-{nth:02d}", first_tote=1 + len(totes))
    packer = Worker(house.at_work("tablet", house.crew("packer")[0]))
    for number, tote in enumerate(totes[:7]):
        house.pack_tote(packer, tote, slip_of(40_000_000_000 + number))
    waiting = desk.get("/handovers").get_json()["carriers"]
    fullest = max(waiting, key=lambda carrier: carrier["parcels"])
    assert desk.post("/handovers", {"carrier": fullest["carrier"]}).status_code == 200
    for number, tote in enumerate(totes[7:9], start=7):
        house.pack_tote(packer, tote, slip_of(40_000_000_000 + number))
    walker = Worker(house.at_work("handheld", house.crew("picker")[3]))
    walker.take_next("pick")
    walker.load_cart("C-04", ["T-0031", "T-0032", "T-0033", "T-0034"])
    assert walker.scan(command="X-SHORT-NONE")["verdict"] == "accept"
    line = walker.job["facts"]["lines"][walker.job["facts"]["at"]]
    assert walker.scan(place=line["place"].removeprefix("L-"))["verdict"] == "accept"


def look_at_a_rule(office: Office, looker: Looker) -> None:
    """A rule that begins with a common one; then tried, saved, and asked about an order."""
    office.enter(office.words("nav.rules"))
    office.page.locator(".rule-template").last.click()
    expect(office.page.locator(".rule-total")).to_be_visible()
    looker.look(office, "office-rule-new")
    office.page.locator(".rule-question").first.locator("input").fill("2")
    office.page.locator(".rule-try button").click()
    expect(office.page.locator(".rule-try tbody tr").first).to_be_visible()
    looker.look(office, "office-rule-dry-run")
    office.press(office.words("rule.save"))
    expect(office.page.locator(".rule-version")).to_have_count(1)
    looker.look(office, "office-rule")
    office.enter(office.words("nav.rules"))
    expect(office.page.locator("table.rules")).to_be_visible()
    looker.look(office, "office-rules-table")
    office.enter(office.words("nav.orders"))
    office.page.locator("tr.row").first.click()
    office.page.locator(".view").last.click()
    expect(office.page.locator(".why")).to_be_visible()
    looker.look(office, "office-order-rules")


def look_at_campaigns(office: Office, looker: Looker) -> None:
    """The list; then one of them, tried, with what it does."""
    office.enter(office.words("nav.campaigns"))
    expect(office.page.locator("table.campaigns tbody tr").first).to_be_visible()
    looker.look(office, "office-campaigns")
    office.page.locator("table.campaigns .row-link").first.click()
    office.page.locator(".rule-try button").click()
    expect(office.page.locator(".rule-try tbody tr").first).to_be_visible()
    expect(office.page.locator(".campaign-report tbody tr")).to_have_count(2)
    looker.look(office, "office-campaign")


def look_at_stock(office: Office, looker: Looker) -> None:
    """Every list of stock, with its words."""
    office.enter(office.words("nav.stock"))
    for nth, tab in enumerate(office.page.locator(".stock-tab").all()):
        tab.click()
        expect(tab).to_have_attribute("aria-current", "page")
        expect(office.page.locator(".spinner")).to_have_count(0)
        looker.look(office, f"office-stock-{nth}")


def test_the_screens_of_the_board_and_the_office(
    house: House, screens: Screens, looker: Looker
) -> None:
    desk = house.at_desk()
    make_a_busy_day(house, desk)
    house.speak(looker.language)
    board = screens.board(desk)
    expect(board.page.locator(".carrier")).to_have_count(3)
    looker.look(board, "board")
    board.page.locator("button.alarm").first.click()
    looker.look(board, "board-exception")
    board.page.context.close()
    office = Office(screens.office(desk).page, house, looker.language)
    for room in (
        "home",
        "orders",
        "rules",
        "waves",
        "handovers",
        "people",
        "devices",
        "labels",
        "stock_terms",
        "imports",
    ):
        office.enter(office.words(f"nav.{room}"))
        expect(office.page.locator(".spinner")).to_have_count(0)
        looker.look(office, f"office-{room}")
    look_at_a_rule(office, looker)
    look_at_campaigns(office, looker)
    look_at_stock(office, looker)
    office.enter(office.words("nav.devices"))
    office.button(office.words("devices.enrol")).first.click()
    looker.look(office, "office-devices-kind")
    office.press(office.words("devices.enrol.open"))
    expect(office.page.locator(".enrol-code")).to_be_visible()
    looker.look(office, "office-devices-code")
    office.page.locator(".sheet-head button").click()
    office.enter(office.words("nav.orders"))
    office.page.locator("tr.row").first.click()
    expect(office.page.locator(".views")).to_be_visible()
    looker.look(office, "office-order")
    office.page.locator(".view").nth(1).click()
    expect(office.page.locator(".entry").first).to_be_visible()
    looker.look(office, "office-order-history")
    orders = orders_until(
        now().astimezone(WAREHOUSE_TIME), seed=SEED, count=40, shops=SHOPS[:1], first=5001
    )
    content = spoiled(shopify_file(orders), orders)
    office.hand_in("今日の追加注文.csv", content, shop=SHOPS[0].name)
    looker.look(office, "office-import-preview")
