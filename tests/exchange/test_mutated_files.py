"""Files with anything wrong in them: never a crash, never a row that nobody accounts for."""

import json
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from server.exchange import actions, desk
from server.exchange.decisions import Product, outcomes_of, settle
from server.exchange.order_files import (
    FileRefused,
    OrderDraft,
    OrderFile,
    read_orders,
    recognise,
)
from server.exchange.reasons import FILE_REASONS, ROW_NOTES, ROW_REASONS
from server.exchange.records import ImportRow
from server.foundation import reading, transaction
from tests.exchange.files import next_engine_file, next_engine_order, shopify_file, shopify_order
from tests.makers import World

NASTY = [
    b'"',
    b'""',
    b",",
    b"\r",
    b"\n",
    b"\0",
    b"\xff",
    b"\x81",
    b"\xef\xbb\xbf",
    b"=1+1",
    b"'",
    b"4.90123E+12",
    "髙﨑".encode("cp932"),
    "髙﨑".encode(),
    b"-1",
    b"0",
    b"\t",
    b";",
    b" " * 50,
]
PRODUCTS = {"SKU-1": Product(1, 1), "SKU-2": Product(2, 12)}
KNOWN = {
    "imported": (None, *ROW_NOTES),
    "duplicate": (None, *ROW_NOTES),
    "rejected": ROW_REASONS,
}
LINES = (("SKU-1", 2), ("SKU-2", 1))

wholes = st.sampled_from(
    [
        shopify_file(
            shopify_order("#1001", *LINES), shopify_order("#1002"), shopify_order("#1003", *LINES)
        ),
        shopify_file(shopify_order("#1001", *LINES, Notes='a "b",\r\nc'), encoding="utf-8-sig"),
        next_engine_file(next_engine_order("A-1", *LINES), next_engine_order("A-2")),
        next_engine_file(
            next_engine_order("A-1", *LINES),
            next_engine_order("A-2"),
            encoding="utf-8",
            line_end="\r",
        ),
    ]
)
mutations = st.lists(
    st.tuples(
        st.sampled_from(["insert", "replace", "delete", "double", "cut"]),
        st.floats(0, 1, exclude_max=True),
        st.integers(1, 200),
        st.one_of(st.sampled_from(NASTY), st.binary(max_size=6)),
    ),
    max_size=6,
)


def mutate(content: bytes, changes) -> bytes:
    """Do to a file what bad disks, editors and spreadsheets do."""
    for kind, where, length, piece in changes:
        at = int(where * len(content))
        before, part, after = content[:at], content[at : at + length], content[at + length :]
        content = {
            "insert": before + piece + part + after,
            "replace": before + piece + after,
            "delete": before + after,
            "double": before + part + part + after,
            "cut": before,
        }[kind]
    return content


def read(content: bytes) -> OrderFile | FileRefused:
    recognised = recognise(content)
    return recognised if isinstance(recognised, FileRefused) else read_orders(content, recognised)


@settings(max_examples=int(os.environ.get("MUTATED_FILES", "400")), deadline=None)
@given(wholes, mutations)
def test_every_row_of_a_mutated_file_is_accounted_for(content, changes):
    file = read(mutate(content, changes))
    if isinstance(file, FileRefused):
        assert file.code in FILE_REASONS
        json.dumps(file.detail)
        return
    outcomes = [
        outcome
        for order in file.orders()
        for outcome in outcomes_of(settle(order, None, PRODUCTS), 7)
    ]
    rows = [outcome.row for outcome in outcomes]
    assert len(rows) == len(set(rows)) == file.rows
    for outcome in outcomes:
        assert outcome.code in KNOWN[outcome.outcome]
        assert "\0" not in json.dumps([outcome.external_no, outcome.column, outcome.detail])


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
    assert world.shop_id
    for sku in ("SKU-1", "SKU-2"):
        world.product(sku, stock={"A-01-01": 50})
    return world


def test_every_row_of_a_mutated_import_is_accounted_for(shop):
    @settings(
        max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    @given(wholes, mutations)
    def bring_in(content, changes):
        preview = desk.hand_in(shop="mori-main", name="x.csv", content=mutate(content, changes))
        if isinstance(preview, FileRefused):
            return
        with transaction() as session:
            actions.begin(session, preview.id)
        card = desk.bring_in(preview.id)
        assert card.state == "done"
        assert card.rows == card.imported_rows + card.duplicate_rows + card.rejected_rows
        with reading() as session:
            stored = session.scalar(select(func.count()).where(ImportRow.import_id == preview.id))
        assert stored == card.rows

    with shop.app.app_context():
        bring_in()
