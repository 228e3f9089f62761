"""Who is promised what: the most urgent first, what expires first, whole orders only."""

from hypothesis import given
from hypothesis import strategies as st

from server.stock.decisions import Free, Want, allocate


def shelf(stock_id: int, pieces: int, *, walk: int = 0, expires_on: str | None = None) -> Free:
    """A balance of product 1."""
    return Free(stock_id, 1, expires_on, walk, pieces)


def test_what_expires_first_goes_first() -> None:
    holds, unmet = allocate(
        [Want(1, 10, 1, 2)],
        [shelf(1, 5, expires_on="2027-01-01"), shelf(2, 5, expires_on="2026-12-01")],
    )
    assert [(hold.stock_id, hold.quantity_pieces) for hold in holds] == [(2, 2)]
    assert unmet == set()


def test_one_shelf_that_has_all_goes_before_two_that_share_it() -> None:
    holds, _ = allocate([Want(1, 10, 1, 4)], [shelf(1, 3, walk=1), shelf(2, 9, walk=2)])
    assert [hold.stock_id for hold in holds] == [2]


def test_an_order_is_held_wholly_or_not_at_all() -> None:
    holds, unmet = allocate(
        [Want(1, 10, 1, 1), Want(1, 11, 2, 1), Want(2, 12, 1, 1)], [shelf(1, 1)]
    )
    assert unmet == {1}
    assert [(hold.purpose, hold.stock_id) for hold in holds] == [(12, 1)]


def test_two_lines_of_one_order_do_not_share_the_last_piece() -> None:
    holds, unmet = allocate([Want(1, 10, 1, 1), Want(1, 11, 1, 1)], [shelf(1, 1)])
    assert (holds, unmet) == ([], {1})


wants = st.lists(
    st.tuples(st.integers(1, 5), st.integers(1, 3), st.integers(1, 4)), min_size=1, max_size=12
)
balances = st.lists(
    st.tuples(
        st.integers(1, 3), st.integers(0, 5), st.sampled_from([None, "2026-12-01", "2027-01-01"])
    ),
    max_size=10,
)


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
    holds, unmet = allocate(asked, free)
    for balance in free:
        promised = sum(one.quantity_pieces for one in holds if one.stock_id == balance.stock_id)
        assert promised <= balance.free_pieces
    for want in asked:
        got = sum(one.quantity_pieces for one in holds if one.purpose == want.purpose)
        assert got == (0 if want.group in unmet else want.quantity_pieces)
