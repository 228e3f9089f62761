"""Files with anything wrong in them: never a crash, never a row that nobody accounts for."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.exchange.order_files import (
    FileRefused,
    OrderDraft,
    OrderFile,
)
from tests.exchange.files import shopify_file, shopify_order
from tests.exchange.mutated import (
    CHANGES_MAX,
    KINDS,
    LENGTH_MAX,
    NASTY,
    WHOLE_FILES,
    account_for,
    bring_in,
    mutate,
    read,
    stock_goods,
)
from tests.makers import World

wholes = st.sampled_from(WHOLE_FILES)
mutations = st.lists(
    st.tuples(
        st.sampled_from(KINDS),
        st.floats(0, 1, exclude_max=True),
        st.integers(1, LENGTH_MAX),
        st.one_of(st.sampled_from(NASTY), st.binary(max_size=6)),
    ),
    max_size=CHANGES_MAX,
)


@settings(max_examples=400, deadline=None)
@given(wholes, mutations)
def test_every_row_of_a_mutated_file_is_accounted_for(content, changes):
    account_for(mutate(content, changes))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_answered(content):
    assert isinstance(read(content), FileRefused | OrderFile)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 255))
def test_one_wrong_byte_never_turns_utf_8_into_other_letters(position, byte):
    whole = shopify_file(*(shopify_order(f"#{n}") for n in range(1001, 1006)))
    position %= len(whole)
    file = read(whole[:position] + bytes([byte]) + whole[position + 1 :])
    if isinstance(file, OrderFile):
        names = [order.consignee.name for order in file.orders() if isinstance(order, OrderDraft)]
        assert names.count("髙﨑 花子") >= len(names) - 1


@pytest.fixture
def shop(world: World) -> World:
    stock_goods(world)
    return world


def test_every_row_of_a_mutated_import_is_accounted_for(shop):
    @settings(
        max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    @given(wholes, mutations)
    def bring_in_mutated(content, changes):
        bring_in(mutate(content, changes))

    with shop.app.app_context():
        bring_in_mutated()
