"""The cut-off an order has to make, and the number it travels under."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from server.orders.decisions import ship_by_of, shipment_number

TOKYO = timezone(timedelta(hours=9))


@pytest.mark.parametrize(
    ("ordered", "ship_by"),
    [
        ("2026-11-23T15:59:59", "2026-11-23T16:00:00"),
        ("2026-11-23T16:00:00", "2026-11-23T16:00:00"),
        ("2026-11-23T16:00:01", "2026-11-24T16:00:00"),
        ("2026-12-31T23:00:00", "2027-01-01T16:00:00"),
    ],
)
def test_an_order_makes_the_first_cut_off_after_it(ordered: str, ship_by: str) -> None:
    moment = datetime.fromisoformat(ordered).replace(tzinfo=TOKYO)
    assert ship_by_of(moment, "16:00") == datetime.fromisoformat(ship_by).replace(tzinfo=TOKYO)


def test_a_moment_in_another_time_zone_is_the_same_moment() -> None:
    utc = datetime(2026, 11, 23, 6, 59, tzinfo=UTC)
    assert ship_by_of(utc, "16:00").isoformat() == "2026-11-23T16:00:00+09:00"


def test_a_shipment_number_fits_the_tightest_carrier_field() -> None:
    assert shipment_number(12) == "S0000000012"
    assert len(shipment_number(9_999_999_999)) == 11
