"""The calendar of campaigns: what the coming weeks will want, until when flyers last, who meets."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from server.flyers.calendar.forecast import Looked, byar_limits, dispersion, forecast
from server.flyers.calendar.lasting import Use, gone_on
from server.flyers.meeting import Span, marks_of, stock_mark
from server.foundation import now, today
from tests.makers import Screen, World
from tests.scans.test_the_first_parcel import set_up_floor

MONDAY = "2026-11-02"
EVERY_DAY = (1.0,) * 7


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(5, 1.623, 11.668), (10, 4.795, 18.39), (30, 20.24, 42.83), (100, 81.36, 121.63)],
)
def test_the_limits_of_a_count_are_those_of_the_exact_tables(
    count: int, low: float, high: float
) -> None:
    """Held against the exact limits of a Poisson mean (F. Garwood, Biometrika 28, 1936)."""
    found = byar_limits(count)
    assert found[0] == pytest.approx(low, rel=0.02)
    assert found[1] == pytest.approx(high, rel=0.005)


def test_a_weekday_is_expected_to_be_as_the_same_weekdays_were() -> None:
    mondays = {f"2026-11-{day:02d}": orders for day, orders in ((2, 8), (9, 12), (16, 10), (23, 6))}
    known = forecast(mondays | {"2026-11-06": 4}, Looked(MONDAY, 28))
    assert known.by_weekday == (9.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    assert (known.orders, known.parcels_a_week, known.is_few) == (40, 10.0, False)
    assert known.low < 1 < known.high
    of_every_third = forecast(mondays, Looked(MONDAY, 28, every_nth=3))
    assert (of_every_third.by_weekday[0], of_every_third.orders) == (27.0, 36)


def test_a_young_house_has_the_same_forecast_for_every_day() -> None:
    known = forecast({"2026-11-02": 3, "2026-11-04": 3}, Looked(MONDAY, 4))
    assert known.by_weekday == (1.5,) * 7
    assert known.is_few
    nothing = forecast({}, Looked(MONDAY, 0))
    assert (nothing.parcels_a_week, nothing.high) == (0.0, 0.0)


def test_weeks_that_differ_make_the_forecast_less_certain() -> None:
    even = {f"2026-11-{2 + 7 * week:02d}": 20 for week in range(4)}
    wild = {f"2026-11-{2 + 7 * week:02d}": orders for week, orders in enumerate((2, 50, 8, 20))}
    assert dispersion([20, 0, 0, 0, 0, 0, 0] * 4) == 1
    looked = Looked(MONDAY, 28)
    assert forecast(wild, looked).high > forecast(even, looked).high > 1


def use(number: int, product: int, **more: Any) -> Use:
    """A campaign that one parcel a day wants."""
    return Use(number, None, None, ((product, EVERY_DAY),), **more)


def test_flyers_last_as_many_days_as_there_are_parcels() -> None:
    assert gone_on({7: 10}, [use(1, 7)], MONDAY) == {1: "2026-11-12"}
    assert gone_on({7: 10}, [use(1, 7, quantity_pieces=2)], MONDAY) == {1: "2026-11-07"}
    assert gone_on({7: 10}, [use(1, 7, parcels_left=10)], MONDAY) == {}
    assert gone_on({7: 400}, [use(1, 7)], MONDAY) == {}
    later = Use(1, "2026-12-01", "2026-12-05", ((7, EVERY_DAY),))
    assert gone_on({7: 4}, [later], MONDAY) == {1: "2026-12-05"}


def test_campaigns_that_share_a_flyer_take_it_from_one_another() -> None:
    both = [use(1, 7), use(2, 7, substitute_id=8)]
    assert gone_on({7: 10, 8: 3}, both, MONDAY) == {1: "2026-11-07", 2: "2026-11-10"}
    assert gone_on({7: 9}, [use(1, 7, parcels_per_day_max=0)], MONDAY) == {}


def span(number: int, **more: Any) -> Span:
    """A campaign of all shops with a flyer of its own."""
    told = {"flyers": frozenset([number]), "ordered_from": None, "ordered_until": None} | more
    return Span(number, more.pop("shop_id", None), told.pop("audience", "all"), **told)


def kinds(one: Span, *others: Span) -> list[tuple[str, tuple[int, ...]]]:
    """What is marked about a campaign, and who else is named."""
    return [(mark.kind, mark.others) for mark in marks_of(one, others, MONDAY)]


def test_campaigns_that_meet_are_marked_with_what_comes_of_it() -> None:
    one = span(1, exclusive_group="g", priority=5)
    assert kinds(one, span(2, exclusive_group="g")) == [("same_group", (2,))]
    assert marks_of(one, [span(2, exclusive_group="g")], MONDAY)[0].this_wins
    assert kinds(one, span(2, flyers=frozenset([1]))) == [("same_flyer", (2,))]
    assert kinds(one, span(2), span(3)) == [("together", (2, 3))]
    assert kinds(one, span(2, ordered_until="2026-11-01")) == []
    assert kinds(span(1, audience="first"), span(2, audience="repeat")) == []


def test_more_flyers_than_a_parcel_may_hold_are_marked_from_the_day_they_meet() -> None:
    capped = span(1, parcel_flyers_max=2)
    assert kinds(capped, span(2)) == [("together", (2,))]
    third = span(3, ordered_from="2026-11-20", ordered_until="2026-11-25")
    (mark,) = marks_of(capped, [span(2), third], MONDAY)
    assert (mark.kind, mark.pieces, mark.pieces_max) == ("parcel_cap", 3, 2)
    assert (mark.days.first, mark.days.last) == ("2026-11-20", "2026-11-25")
    # Of a group only one goes in.
    assert kinds(capped, span(2, exclusive_group="g"), span(3, exclusive_group="g")) == [
        ("together", (2, 3))
    ]


def test_stock_that_ends_before_the_campaign_is_marked() -> None:
    ends = span(1, ordered_until="2026-12-24")
    assert stock_mark(ends, "2026-12-25", None) is None
    sure, unsure = stock_mark(ends, "2026-12-24", None), stock_mark(ends, None, "2026-12-03")
    assert sure is not None
    assert unsure is not None
    assert (sure.kind, unsure.kind) == ("stock_ends", "stock_may_end")
    assert stock_mark(span(1), "2026-12-03", None) is None


def test_the_calendar_asks_the_orders_of_the_last_weeks(world: World) -> None:
    set_up_floor(world)
    tee = world.product("TEE-M", stock={"A-01-03": 99})
    gift = {"fact": "order.is_gift", "op": "is", "value": True}
    world.flyer("GIFT", condition=gift, pieces=20, ordered_until="2099-12-31")
    world.flyer("ALL", pieces=500, exclusive_group="g")
    world.flyer("OFF", active=False)
    world.order((tee, 1), is_gift=True)
    for nth in range(1, 36):
        # Two gifts and one other order on each of the last days; what is older is not asked.
        for is_gift in (True, True, False):
            made = now() - timedelta(days=nth)
            world.order((tee, 1), is_gift=is_gift, ordered_at=made, is_reserved=False)
    told = world.office().get("/campaigns/calendar", owner="MORI").json
    assert (told["looked_days"], told["every_nth"]) == (28, 1)
    by_name = {one["name"]: one for one in told["campaigns"]}
    of_gifts = by_name["GIFT"]
    assert of_gifts["forecast"]["orders"] == 56
    assert of_gifts["forecast"]["pieces_by_weekday"] == [2.0] * 7
    # Today's order is not planned yet: ten days of two, and the eleventh finds none.
    assert of_gifts["gone_on"] == (date.fromisoformat(today()) + timedelta(days=10)).isoformat()
    assert of_gifts["earliest_gone_on"] < of_gifts["gone_on"]
    assert Counter(mark["kind"] for mark in of_gifts["marks"]) == {"stock_ends": 1, "together": 1}
    assert by_name["ALL"]["forecast"]["pieces_a_week"] == 21.0
    assert (by_name["OFF"]["forecast"], by_name["OFF"]["marks"]) == (None, [])


def test_a_house_without_orders_has_a_calendar_and_another_owner_has_none(world: World) -> None:
    set_up_floor(world)
    world.flyer("ALL")
    office: Screen = world.office()
    (one,) = office.get("/campaigns/calendar", owner="MORI").json["campaigns"]
    assert (one["gone_on"], one["forecast"]["is_few"]) == (None, True)
    other = office.get("/campaigns/calendar", owner="NOBODY")
    assert (other.status_code, other.json["code"]) == (404, "owner_unknown")
