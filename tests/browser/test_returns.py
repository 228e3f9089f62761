"""A parcel comes back: its slip is scanned, then what is in it, and the books follow."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from server.catalog.records import Barcode
from server.foundation import reading
from server.orders.records import Order, OrderLine, PackedSerial, Parcel, Shipment
from tests.browser.conftest import Screens
from tests.browser.house import SHOPIFY, House, small_orders
from tests.browser.test_work_of_the_stock import choose, lying_at, type_digits
from tests.floor import Worker, slip_of

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Sent:
    """An article that an order was sent: the code on a piece, and how many."""

    item: str
    pieces: int


@dataclass(frozen=True)
class Customer:
    """What one customer has at home."""

    order: str
    slip: str
    sent: list[Sent]


def sent_to_customers(house: House, orders: int) -> list[Customer]:
    """Orders are picked, packed and handed over; who has what, the most pieces first."""
    house.bring_in(small_orders(SHOPIFY, orders))
    desk = house.at_desk()
    house.release(desk)
    packer = Worker(house.at_work("tablet", house.crew("packer")[0]))
    for nth, tote in enumerate(house.pick_everything()):
        house.pack_tote(packer, tote, slip_of(42_000_000_000 + nth))
    for carrier in desk.get("/handovers").get_json()["carriers"]:
        if carrier["parcels"] > 0:
            desk.post("/handovers", {"carrier": carrier["carrier"]})
    query = (
        select(
            Order.external_no, Parcel.tracking_no, Barcode.raw, func.sum(OrderLine.quantity_pieces)
        )
        .join(Shipment, Shipment.order_id == Order.id)
        .join(Parcel, Parcel.shipment_id == Shipment.id)
        .join(OrderLine, OrderLine.order_id == Order.id)
        .join(Barcode, Barcode.product_id == OrderLine.product_id)
        .where(Barcode.quantity_pieces == 1)
        .group_by(Order.external_no, Parcel.tracking_no, Barcode.raw)
    )
    found: dict[tuple[str, str], list[Sent]] = {}
    with house.app.app_context(), reading() as session:
        for order, slip, item, pieces in session.execute(query):
            found.setdefault((order, slip), []).append(Sent(item, pieces))
    customers = [Customer(order, slip, sent) for (order, slip), sent in found.items()]
    return sorted(customers, key=lambda one: -sum(sent.pieces for sent in one.sent))


def test_a_parcel_that_came_back_is_taken_in_by_scans(house: House, screens: Screens) -> None:
    customer, *_ = sent_to_customers(house, 4)
    first, *others = customer.sent
    docked, apart = lying_at(house, "L-IN-01"), lying_at(house, "L-HOLD-01")
    handheld = screens.handheld(house.crew("picker")[0])
    choose(handheld, "return")
    handheld.save("return-queue")
    handheld.scan(slip_of(1))
    handheld.expect_words(handheld.words("fault.order_unknown"))
    handheld.save("return-unknown")
    handheld.scan(customer.slip)
    handheld.expect_step("return.step.return_goods")
    handheld.expect_words(customer.order)
    handheld.save("return-begin")
    handheld.scan(first.item)
    expect(handheld.page.locator(".count-up strong")).to_have_text("1")
    handheld.save("return-goods")
    handheld.press(handheld.words("return.type_count"))
    type_digits(handheld, str(first.pieces + 1))
    handheld.expect_refused(
        handheld.words("refusal.more_than_was_shipped"), read=f"{first.pieces + 1}"
    )
    handheld.save("return-too-many")
    for one in others:
        handheld.scan(one.item)
    handheld.press(handheld.words("return.end"))
    handheld.expect_step("return.step.say_reason")
    handheld.save("return-reason")
    handheld.press(handheld.words("return.reason.undelivered"))
    handheld.expect_title("return.done.title")
    handheld.save("return-done")
    handheld.expect_handed_in()
    assert lying_at(house, "L-IN-01") == docked + 1 + len(others)
    assert lying_at(house, "L-HOLD-01") == apart
    house.expect_sound_books()


def serial_out(house: House, item: str) -> str:
    """The serial number of a piece that a customer has."""
    query = (
        select(PackedSerial.serial)
        .join(Barcode, Barcode.product_id == PackedSerial.product_id)
        .where(Barcode.raw == item)
        .order_by(PackedSerial.id)
    )
    with house.app.app_context(), reading() as session:
        return session.scalars(query).first() or ""


def test_what_nobody_can_grade_lies_apart_and_a_supervisor_is_asked(
    house: House, screens: Screens
) -> None:
    house.want_serials()
    customer, *_ = sent_to_customers(house, 2)
    item = customer.sent[0].item
    apart = lying_at(house, "L-HOLD-01")
    handheld = screens.handheld(house.crew("picker")[0])
    choose(handheld, "return")
    handheld.scan(customer.slip)
    handheld.expect_step("return.step.return_goods")
    handheld.press(handheld.words("return.grade"))
    handheld.save("return-grade")
    handheld.press(handheld.words("return.grade.held.choose"))
    handheld.expect_words(handheld.words("return.grade.held.on"))
    handheld.scan(item)
    handheld.expect_step("return.step.say_serial")
    handheld.scan("SN-OF-NOBODY")
    handheld.expect_refused(handheld.words("refusal.serial_was_not_shipped"), read="SN-OF-NOBODY")
    handheld.expect_handed_in()
    expect(handheld.page.get_by_text(handheld.words("verdict.by_server"))).to_have_count(0)
    handheld.save("return-serial")
    serial = serial_out(house, item)
    handheld.scan(serial)
    handheld.expect_words(serial)
    expect(handheld.page.locator(".count-up strong")).to_have_text("1")
    handheld.save("return-held")
    handheld.press(handheld.words("return.end"))
    handheld.press(handheld.words("return.reason.defect"))
    handheld.expect_title("return.done.title")
    handheld.save("return-done-held")
    handheld.expect_handed_in()
    assert lying_at(house, "L-HOLD-01") == apart + 1
    desk = house.at_desk()
    board = screens.board(desk)
    alarm = board.page.locator("button.alarm")
    expect(alarm).to_contain_text("返品の確認")
    alarm.click()
    board.expect_words(customer.order)
    board.save("board-return-held")
    house.expect_sound_books()
