"""送り状 at the desk: a file out, numbers back, a file voided, and slips printed ahead."""

import csv
import io
import re

import pytest
from playwright.sync_api import Locator, expect

from server.orders import slip_number
from tests.browser.conftest import Screens
from tests.browser.desk import Office
from tests.browser.house import SHOPIFY, House, order_number, small_orders
from tests.browser.looking import Looker
from tests.floor import slip_of

pytestmark = pytest.mark.browser

FIRST = 44_441_375_870


def test_files_go_out_and_numbers_come_back(house: House, screens: Screens) -> None:
    orders = small_orders(SHOPIFY, 3)
    house.bring_in(orders)
    desk = house.at_desk()
    house.release(desk)
    told = desk.get("/slips").json["carriers"]
    place, ready = next((nth, one["ready"]) for nth, one in enumerate(told) if one["ready"])
    office = Office(screens.office(desk).page, house)
    page = office.page
    page.set_viewport_size({"width": 1280, "height": 800})
    looker = Looker("ja")

    office.enter("送り状")
    card = page.locator(".slip-card").nth(place)
    expect(card.locator(".slip-count b")).to_have_text(str(ready))
    looker.look(office, "office-slips")

    with page.expect_download() as fetched:
        card.get_by_role("button", name=f"{ready}件のファイルを作る").click()
    content = fetched.value.path().read_bytes().decode("cp932")
    files = page.get_by_role("region", name="作成したファイル")
    expect(files.locator("tbody tr")).to_have_count(1)
    numbers = shipment_numbers(content)
    assert len(numbers) == ready

    back = "お客様管理番号,伝票番号\r\n" + "".join(
        f"{number},{slip_of(nth + 1)}\r\n" for nth, number in enumerate([*numbers, "S0000000000"])
    )
    card.locator("input[type=file]").set_input_files(
        {"name": "発行済.csv", "mimeType": "text/csv", "buffer": back.encode("cp932")}
    )
    expect(page.get_by_text(f"送り状番号を {ready}件 登録しました")).to_be_visible()
    expect(page.get_by_text("この出荷番号はありません")).to_be_visible()
    looker.look(office, "office-slips-numbers")

    files.get_by_role("button", name="無効にする").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("理由").fill("プリンターが詰まった")
    looker.look(office, "office-slips-void")
    sheet.get_by_role("button", name="無効にする").click()
    expect(files).to_contain_text("プリンターが詰まった")
    expect(card.locator(".slip-count b")).to_have_text(str(ready))

    history = history_of_an_exported_one(office, [order_number(one) for one in orders])
    for words in ("書き出しました", "送り状番号", "プリンターが詰まった"):
        expect(history).to_contain_text(words)
    office.save("office-slips-history")


def test_slips_printed_ahead_are_added_and_their_end_is_told(
    house: House, screens: Screens
) -> None:
    office = Office(screens.office(house.at_desk()).page, house)
    page = office.page
    page.set_viewport_size({"width": 1280, "height": 800})
    looker = Looker("ja")
    office.enter("送り状")
    page.get_by_role("button", name="連番を登録").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("最初の番号").fill("4444-1375-8700")
    sheet.get_by_label("最後の番号").fill(slip_number(FIRST + 49))
    sheet.get_by_role("button", name="登録する").click()
    expect(sheet.get_by_text("送り状番号は12桁です")).to_be_visible()
    looker.look(office, "office-slips-pool-refused")
    sheet.get_by_label("最初の番号").fill(slip_number(FIRST))
    sheet.get_by_role("button", name="登録する").click()
    pools = page.get_by_role("region", name="連番の送り状")
    expect(pools.locator("tbody tr")).to_contain_text("50")
    expect(pools.get_by_text("残り 50件です")).to_be_visible()
    looker.look(office, "office-slips-pools")
    pools.get_by_role("button", name="使用をやめる").click()
    expect(pools.get_by_text("使用終了")).to_be_visible()


def history_of_an_exported_one(office: Office, numbers: list[str]) -> Locator:
    """The history of the first of these orders that stands in a label file."""
    for number in numbers:
        history = office.open_history(number)
        expect(history).to_contain_text("受注を取込みました")
        if "書き出しました" in history.inner_text():
            return history
    raise AssertionError("none of these orders was exported")


def shipment_numbers(content: str) -> list[str]:
    """Our numbers in a label file, whichever layout it has."""
    rows = csv.reader(io.StringIO(content, newline=""))
    return sorted({cell for row in rows for cell in row if re.fullmatch("S[0-9]{10}", cell)})
