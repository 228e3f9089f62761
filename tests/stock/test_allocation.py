"""Who is promised what: the most urgent first, what expires first, whole orders only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.stock.decisions import (
    Asked,
    Finished,
    Free,
    Want,
    allocate,
    day_before,
    is_too_near,
    last_unwanted_day,
    stricter,
)


def shelf(stock_id: int, pieces: int, *, walk: int = 0, expires_on: str | None = None) -> Free:
    """A balance of product 1."""
    return Free(stock_id, 1, expires_on, walk, pieces)


def test_what_expires_first_goes_first() -> None:
    found = allocate(
        [Want(1, 10, 1, 2)],
        [shelf(1, 5, expires_on="2027-01-01"), shelf(2, 5, expires_on="2026-12-01")],
    )
    assert [(hold.stock_id, hold.quantity_pieces) for hold in found.holds] == [(2, 2)]
    assert found.unmet == set()


def test_one_shelf_that_has_all_goes_before_two_that_share_it() -> None:
    found = allocate([Want(1, 10, 1, 4)], [shelf(1, 3, walk=1), shelf(2, 9, walk=2)])
    assert [hold.stock_id for hold in found.holds] == [2]


def test_an_order_is_held_wholly_or_not_at_all() -> None:
    found = allocate([Want(1, 10, 1, 1), Want(1, 11, 2, 1), Want(2, 12, 1, 1)], [shelf(1, 1)])
    assert found.unmet == {1}
    assert [(hold.purpose, hold.stock_id) for hold in found.holds] == [(12, 1)]


def test_two_lines_of_one_order_do_not_share_the_last_piece() -> None:
    found = allocate([Want(1, 10, 1, 1), Want(1, 11, 1, 1)], [shelf(1, 1)])
    assert (found.holds, found.unmet) == ([], {1})


wants = st.lists(
    st.tuples(st.integers(1, 5), st.integers(1, 3), st.integers(1, 4)), min_size=1, max_size=12
)
balances = st.lists(
    st.tuples(
        st.integers(1, 3), st.integers(0, 5), st.sampled_from([None, "2026-12-01", "2027-01-01"])
    ),
    max_size=10,
)


def lot(stock_id: int, pieces: int, name: str, expires_on: str) -> Free:
    """A balance of a lot of product 1."""
    return Free(stock_id, 1, expires_on, stock_id, pieces, lot=name)


def test_what_expires_too_soon_for_the_shop_is_left_to_others() -> None:
    free = [shelf(1, 5, expires_on="2026-12-31"), shelf(2, 5, expires_on="2027-03-01")]
    strict = Want(1, 10, 1, 2, expires_after="2026-12-31")
    found = allocate([strict, Want(2, 20, 1, 2)], free)
    assert [(hold.purpose, hold.stock_id) for hold in found.holds] == [(10, 2), (20, 1)]


def test_a_shop_that_wants_one_lot_passes_over_the_lot_that_is_too_small() -> None:
    free = [
        lot(1, 2, "A", "2026-12-01"),
        lot(2, 2, "B", "2026-12-05"),
        lot(3, 2, "B", "2026-12-05"),
    ]
    found = allocate([Want(1, 10, 1, 4, keeps_one_lot=True)], free)
    assert sorted(hold.stock_id for hold in found.holds) == [2, 3]
    found = allocate([Want(1, 10, 1, 5, keeps_one_lot=True)], free)
    assert found.unmet == {1}


def test_first_in_first_out_looks_at_the_day_and_not_at_the_walk() -> None:
    free = [
        Free(1, 1, None, 1, 9, lies_since="2026-11-20"),
        Free(2, 1, None, 2, 9, lies_since="2026-11-02"),
    ]
    assert [hold.stock_id for hold in allocate([Want(1, 10, 1, 1)], free).holds] == [1]
    (hold,) = allocate([Want(1, 10, 1, 1, goes_first_in=True)], free).holds
    assert hold.stock_id == 2


def test_an_order_that_may_go_in_part_takes_what_is_there_and_tells_the_rest() -> None:
    asked = [Want(1, 10, 1, 3), Want(1, 11, 2, 1), Want(2, 20, 2, 1)]
    found = allocate(asked, [shelf(1, 2)], partly={1, 2})
    assert [(hold.purpose, hold.quantity_pieces) for hold in found.holds] == [(10, 2)]
    assert found.missing == {1: {10: 1, 11: 1}}
    assert found.unmet == {2}


def test_of_a_kit_whole_kits_are_taken_and_no_part_of_one() -> None:
    tees = Want(1, 10, 1, 6, kit=9, kit_pieces=2)
    cups = Want(1, 11, 2, 3, kit=9, kit_pieces=1)
    single = Want(1, 12, 1, 1)
    free = [shelf(1, 5), Free(2, 2, None, 0, 1)]
    found = allocate([tees, cups, single], free, partly={1})
    assert [(hold.purpose, hold.quantity_pieces) for hold in found.holds] == [
        (10, 2),
        (11, 1),
        (12, 1),
    ]
    assert found.missing == {1: {10: 4, 11: 2}}
    without_cups = allocate([tees, cups], [shelf(1, 5)], partly={1})
    assert (without_cups.holds, without_cups.unmet) == ([], {1})


def test_finished_kits_go_first_and_only_of_the_rest_the_parts_are_held() -> None:
    kits = Want(1, 10, 9, 3)
    tees = Want(1, 10, 1, 6, kit=9, kit_pieces=2, finished=kits)
    cups = Want(1, 11, 2, 3, kit=9, kit_pieces=1)
    free = [shelf(1, 5), Free(2, 2, None, 0, 1), Free(3, 9, None, 0, 2)]
    found = allocate([tees, cups], free)
    assert [(hold.stock_id, hold.quantity_pieces, hold.is_finished) for hold in found.holds] == [
        (3, 2, True),
        (1, 2, False),
        (2, 1, False),
    ]
    assert found.finished == [Finished((10, 11), 2)]
    enough = allocate([tees, cups], [Free(3, 9, None, 0, 4)])
    assert [hold.stock_id for hold in enough.holds] == [3]
    # What an order that waits would take goes to the next one.
    waits = allocate([tees, cups, Want(2, 20, 9, 2)], [Free(3, 9, None, 0, 2)])
    assert (waits.unmet, [hold.purpose for hold in waits.holds]) == ({1}, [20])


def test_one_kit_on_two_lines_is_two_lots_of_kits() -> None:
    asked = [
        Want(1, nth, product, 1, kit=9) for nth, product in ((10, 1), (11, 2), (12, 1), (13, 2))
    ]
    found = allocate(asked, [shelf(1, 2), Free(2, 2, None, 0, 1)], partly={1})
    assert [hold.purpose for hold in found.holds] == [10, 11]
    assert found.missing == {1: {12: 1, 13: 1}}


@pytest.mark.parametrize(
    ("blocked_days", "least_days_left", "last_unwanted"),
    [
        (0, 0, "2026-11-27"),
        (3, 0, "2026-11-29"),
        (0, 1, "2026-11-28"),
        (0, 30, "2026-12-27"),
        (60, 30, "2027-01-25"),
    ],
)
def test_the_longer_of_both_terms_decides_which_days_are_too_near(
    blocked_days: int, least_days_left: int, last_unwanted: str
) -> None:
    day = last_unwanted_day(
        "2026-11-26", "2026-11-28", blocked_days=blocked_days, least_days_left=least_days_left
    )
    assert day == last_unwanted


def test_a_day_that_is_over_counts_as_today() -> None:
    late = last_unwanted_day("2026-11-26", "2026-11-01", blocked_days=0, least_days_left=2)
    assert late == "2026-11-27"


@given(wants, balances)
def test_nothing_is_promised_twice_and_no_order_by_half(
    wanted: list[tuple[int, int, int]], held: list[tuple[int, int, str | None]]
) -> None:
    asked = [
        Want(group, nth, product, pieces)
        for nth, (group, product, pieces) in enumerate(sorted(wanted))
    ]
    free = [
        Free(nth, product, expires_on, nth, pieces)
        for nth, (product, pieces, expires_on) in enumerate(held)
    ]
    found = allocate(asked, free)
    for balance in free:
        promised = sum(
            one.quantity_pieces for one in found.holds if one.stock_id == balance.stock_id
        )
        assert promised <= balance.free_pieces
    for want in asked:
        got = sum(one.quantity_pieces for one in found.holds if one.purpose == want.purpose)
        assert got == (0 if want.group in found.unmet else want.quantity_pieces)


@pytest.mark.parametrize(
    ("shop", "customer", "both"),
    [
        (Asked(10, keeps_one_lot=False), Asked(0, keeps_one_lot=False), (10, False, "")),
        (Asked(10, keeps_one_lot=False), Asked(30, keeps_one_lot=True), (30, True, "")),
        (Asked(30, keeps_one_lot=True), Asked(10, keeps_one_lot=False), (30, True, "")),
        (
            Asked(0, keeps_one_lot=False),
            Asked(0, keeps_one_lot=False, not_before="2027-01-01"),
            (0, False, "2027-01-01"),
        ),
    ],
)
def test_of_what_shop_and_customer_ask_the_stricter_counts(
    shop: Asked, customer: Asked, both: tuple[int, bool, str]
) -> None:
    expected = Asked(both[0], keeps_one_lot=both[1], not_before=both[2])
    assert stricter(shop, customer) == stricter(customer, shop) == expected


def test_what_expires_on_the_day_of_the_last_is_not_older_than_it() -> None:
    want = Want(1, 10, 1, 1, expires_after=day_before("2027-01-01"))
    lots = [shelf(1, 5, expires_on="2026-12-31"), shelf(2, 5, expires_on="2027-01-01")]
    assert [hold.stock_id for hold in allocate([want], lots).holds] == [2]
    assert day_before("") == ""


def test_the_rest_of_a_line_is_of_the_lot_that_was_picked_or_it_waits() -> None:
    lots = [Free(1, 1, "2026-12-01", 0, 9, "A"), Free(2, 1, "2027-01-01", 0, 9, "B")]
    want = Want(1, 10, 1, 2, keeps_one_lot=True, of_lot="B")
    assert [hold.stock_id for hold in allocate([want], lots).holds] == [2]
    assert allocate([want], lots[:1]).unmet == {1}


def test_nobody_watches_the_days_of_a_product_without_a_watch() -> None:
    assert not is_too_near("2026-11-27", "2026-11-27", 0)
    assert is_too_near("2026-11-27", "2026-11-30", 3)
    assert not is_too_near("2026-11-27", "2026-12-01", 3)
