"""Order files with anything wrong in them, and whether each of their rows is accounted for."""

import json
import random
from collections.abc import Iterable

from sqlalchemy import func, select

from server.exchange import actions, desk
from server.exchange.decisions import Product, outcomes_of, settle
from server.exchange.order_files import FileRefused, OrderFile, read_orders, recognise
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

WHOLE_FILES = [
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
KINDS = ("insert", "replace", "delete", "double", "cut")
CHANGES_MAX = 6
LENGTH_MAX = 200
MEANT = 0.9
"""So often one of the nasty pieces, and no bytes by chance: those rarely are letters at all."""

Change = tuple[str, float, int, bytes]
"""What is done, where (a part of the length), to how many bytes, and with which."""


def mutate(content: bytes, changes: Iterable[Change]) -> bytes:
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


def mutated(chance: random.Random) -> bytes:
    """A file that somebody has broken by chance."""
    return mutate(
        chance.choice(WHOLE_FILES),
        [
            (
                chance.choice(KINDS),
                chance.random(),
                chance.randint(1, LENGTH_MAX),
                chance.choice(NASTY) if chance.random() < MEANT else chance.randbytes(3),
            )
            for _ in range(chance.randint(0, CHANGES_MAX))
        ],
    )


def account_for(content: bytes) -> str:
    """Read a file and settle its orders; what came of it.

    Raises:
        AssertionError: a row that nobody accounts for, or a reason without words.
    """
    file = read(content)
    if isinstance(file, FileRefused):
        assert file.code in FILE_REASONS, file.code
        json.dumps(file.detail)
        return file.code
    outcomes = [
        outcome
        for order in file.orders()
        for outcome in outcomes_of(settle(order, None, PRODUCTS), 7)
    ]
    rows = [outcome.row for outcome in outcomes]
    assert len(rows) == len(set(rows)) == file.rows, (len(rows), file.rows)
    for outcome in outcomes:
        assert outcome.code in KNOWN[outcome.outcome], outcome
        assert "\0" not in json.dumps([outcome.external_no, outcome.column, outcome.detail])
    return "read"


def stock_goods(world: World) -> None:
    """What the files order lies in this house, which has the shop they are of."""
    assert world.shop_id
    for sku in PRODUCTS:
        world.product(sku, stock={"A-01-01": 50})


def bring_in(content: bytes) -> str:
    """Bring a file in from its bytes to its orders, as the office does; what came of it.

    Raises:
        AssertionError: a row of which nothing is stored, or one that is counted twice.
    """
    preview = desk.hand_in(shop="mori-main", name="x.csv", content=content)
    if isinstance(preview, FileRefused):
        return preview.code
    with transaction() as session:
        actions.begin(session, preview.id)
    card = desk.bring_in(preview.id)
    assert card.state == "done", card
    assert card.rows == card.imported_rows + card.duplicate_rows + card.rejected_rows, card
    with reading() as session:
        stored = session.scalar(select(func.count()).where(ImportRow.import_id == preview.id))
    assert stored == card.rows, (stored, card)
    return "read"
