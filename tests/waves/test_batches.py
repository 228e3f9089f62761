"""Who shares a cart."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from server.waves.decisions import Walk, batches_of

NOON = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


def walk(order_id: int, *aisles: str, hours: int = 0, group: str = "") -> Walk:
    """An order whose goods lie in these aisles."""
    ship_by = NOON + timedelta(hours=hours)
    return Walk(order_id, ship_by, frozenset(aisles), len(aisles), len(aisles), group)


def test_orders_of_the_same_aisles_share_a_cart() -> None:
    walks = [walk(1, "A"), walk(2, "K"), walk(3, "A"), walk(4, "K")]
    carts = batches_of(walks, totes_per_cart=2)
    assert [[one.order_id for one in cart] for cart in carts] == [[1, 3], [2, 4]]


def test_an_earlier_cut_off_never_waits_for_a_nearer_aisle() -> None:
    walks = [walk(1, "A", hours=2), walk(2, "A", hours=2), walk(3, "K", hours=1)]
    carts = batches_of(walks, totes_per_cart=2)
    assert carts[0][0].order_id == 3


def test_a_cart_carries_one_group_and_fills_up_with_its_next_cut_off() -> None:
    walks = [
        walk(1, "A", group="gift"),
        walk(2, "A"),
        walk(3, "A", hours=1, group="gift"),
        walk(4, "A", hours=1),
    ]
    carts = batches_of(walks, totes_per_cart=3)
    assert [[one.order_id for one in cart] for cart in carts] == [[1, 3], [2, 4]]


orders = st.lists(
    st.tuples(st.integers(0, 3), st.sets(st.sampled_from("ABCDEFGH"), min_size=1, max_size=3)),
    max_size=30,
)


@given(orders, st.integers(1, 8))
def test_every_order_rides_once_and_no_cart_is_overloaded(
    found: list[tuple[int, set[str]]], totes: int
) -> None:
    walks = [walk(nth, *aisles, hours=hours) for nth, (hours, aisles) in enumerate(found)]
    carts = batches_of(walks, totes_per_cart=totes)
    assert sorted(one.order_id for cart in carts for one in cart) == list(range(len(walks)))
    assert all(1 <= len(cart) <= totes for cart in carts)
    assert all(len(cart) == totes for cart in carts[:-1])
    urgent = [min(one.ship_by for one in cart) for cart in carts]
    assert urgent == sorted(urgent)
