"""The whole day in one breath: order files come in, parcels go out, everybody sees the same now."""

import re
import statistics
import time

import pytest
from playwright.sync_api import Response, expect

from scripts.demo_warehouse.orders import DemoOrder
from server.picking.decisions import FLOW
from server.vocabulary import label_of
from tests.browser.conftest import Screens
from tests.browser.desk import Office
from tests.browser.floor import FIND_PLACE, HANDHELD, PUT_IN_TOTE, Board, Handheld, Tablet
from tests.browser.house import (
    NEXT_ENGINE,
    SHOPIFY,
    House,
    Member,
    file_of,
    order_number,
    small_orders,
)
from tests.floor import slip_of

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

TOTES = ["T-0001", "T-0002", "T-0003", "T-0004"]
SLIPS = [slip_of(40_000_000_000 + number) for number in range(len(TOTES))]
AT_ONCE_SECONDS = 1.0
"""Within which every other screen has to show what one has done."""


def test_order_files_become_parcels_on_the_truck_by_scans(house: House, screens: Screens) -> None:
    house.start_worker()
    office = Office(screens.office().page, house)
    link = re.search(r"/welcome#\S+", house.command("welcome"))
    assert link
    office.introduce_administrator(link[0], "田中 恵")
    shopify, next_engine = small_orders(SHOPIFY, 2), small_orders(NEXT_ENGINE, 2)
    bring_in(office, "受注_ほのしずく.csv", shopify, encoding="UTF-8")
    bring_in(office, "受注_山さと.csv", next_engine, encoding="Shift_JIS")

    picker, other = house.crew("picker")[:2]
    first = let_in(screens, office, picker)
    second = let_in(screens, office, other)
    board = screens.board()
    board.page.context.add_cookies(office.page.context.cookies())
    board.go("/board")
    board.wait_for("reserved", 4)

    office.release_everything()
    for handheld in (first, second):
        handheld.expect_title("pick.idle.next")
    board.wait_for("released", 4)
    first.take_task("C-01")
    second.expect_words(f"{picker.name}さんが引き受けました")
    second.expect_words("次の作業を待っています")

    first.load_totes(*TOTES)
    refuse_what_is_wrong(first)
    first.walk()
    board.wait_for("picked", 4)

    tablet = screens.tablet(house.crew("packer")[0])
    seconds = [
        pack_before_the_board(tablet, board, tote, slip)
        for tote, slip in zip(TOTES, SLIPS, strict=True)
    ]
    assert statistics.median(seconds) <= AT_ONCE_SECONDS, seconds

    office.hand_everything_over()
    board.wait_for("shipped", 4)
    expect(board.page.locator(".devices")).not_to_contain_text("未送信")
    history = office.open_history(order_number(shopify[0]))
    table = f"pick_cart v{FLOW.revision}"
    for words in (picker.name, "ハンディ1", "PC-21", table, "PO-23", SLIPS[0][-4:]):
        expect(history).to_contain_text(words)
    assert "invariants hold" in house.command("fsck")


def bring_in(office: Office, name: str, orders: list[DemoOrder], *, encoding: str) -> None:
    """Hand a file in by the file chooser, look at it, confirm it; all its orders get stock."""
    preview = office.hand_in(name, file_of(orders), shop=orders[0].shop.name)
    expect(preview).to_contain_text(order_number(orders[0]))
    expect(preview).to_contain_text(encoding)
    expect(office.confirm_import(len(orders))).to_contain_text(f"引当てた受注{len(orders)}")
    office.save("office-import-done")


def let_in(screens: Screens, office: Office, picker: Member) -> Handheld:
    """A new handheld comes in by the office's QR code, its picker by badge and PIN."""
    handheld = Handheld(screens.page(HANDHELD), office.house)
    handheld.go(office.enrolment_link("ハンディ"))
    handheld.expect_title("login.badge.lead")
    office.expect_told("端末が登録されました")
    office.page.locator(".sheet-actions button").click()
    handheld.log_in(picker)
    handheld.expect_words("次の作業を待っています")
    return handheld


def pack_before_the_board(tablet: Tablet, board: Board, tote: str, slip: str) -> float:
    """Pack a tote; how many seconds after the server's answer the board shows it."""
    packed = int(board.stage("packed").inner_text())
    tablet.open_tote(tote)
    refuse_what_does_not_belong(tablet)
    tablet.verify_contents()
    with tablet.page.expect_response(closes_a_parcel):
        tablet.scan(slip)
    answered = time.monotonic()
    board.wait_for("packed", packed + 1)
    seconds = time.monotonic() - answered
    tablet.expect_title("packing.closed")
    return seconds


def refuse_what_is_wrong(handheld: Handheld) -> None:
    """Wrong place, wrong item, one too many, wrong tote: NG each, and nothing moves."""
    place, item = handheld.page.locator(".plate").inner_text(), handheld.item()
    elsewhere = "L-A-01-01" if place != "A-01-01" else "L-A-01-02"
    handheld.scan(label_of(elsewhere))
    handheld.expect_refused("棚が違います", read=elsewhere.removeprefix("L-"), right=place)
    handheld.save("handheld-other-place")
    handheld.scan(item)
    handheld.expect_refused("先に棚をスキャン", read="", right=place)
    handheld.expect_step(FIND_PLACE)
    expect(handheld.page.locator(".plate")).to_have_text(place)
    handheld.go_to_place()

    handheld.scan("4912345678904")
    handheld.expect_refused("登録のない商品です", read="4912345678904")
    handheld.save("handheld-other-item")
    assert handheld.count()[0] == 0
    handheld.take_pieces()

    handheld.scan(item)
    handheld.expect_refused("数が多すぎます", read="")
    right = handheld.tote()
    wrong = next(tote for tote in TOTES if label_of(tote) != right)
    handheld.scan(label_of(wrong))
    handheld.expect_refused("トートが違います", read=wrong)
    handheld.save("handheld-other-tote")
    handheld.expect_step(PUT_IN_TOTE)
    handheld.put_in_tote()


def refuse_what_does_not_belong(tablet: Tablet) -> None:
    """A stranger among the goods, and the slip before the contents."""
    before = tablet.items()
    tablet.scan("4912345678904")
    expect(tablet.band).to_contain_text("この注文の商品ではありません")
    tablet.scan(slip_of(123))
    expect(tablet.band).to_contain_text("まだ中身がそろっていません")
    assert tablet.items() == before


def closes_a_parcel(response: Response) -> bool:
    """Whether this is the server's word that a parcel is closed."""
    return response.url.endswith("/api/v1/scans") and '"PO-23"' in response.text()
