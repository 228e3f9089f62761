"""An order file goes over the desk: handed in, looked at, taken in.

Routes, commands and the worker all come here. Reading a large file takes seconds of arithmetic, so
it is done in a thread beside the event loop; transactions are short, so that the floor's scans,
which need the same database, hardly wait.
"""

import gzip
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import current_app
from sqlalchemy.exc import OperationalError

from server import catalog, orders
from server.exchange.actions import (
    KeptFile,
    Shop,
    fail,
    keep_file,
    settle_orders,
    shop_for,
    take_in,
)
from server.exchange.decisions import Settled, outcomes_of_rejected
from server.exchange.order_files import (
    AUTO,
    BrokenOrder,
    FileRefused,
    OrderDraft,
    OrderFile,
    Profile,
    read_orders,
    recognise,
)
from server.exchange.order_files.problems import CONTROL
from server.exchange.own_formats.queries import own_profiles
from server.exchange.queries import ImportCard, import_card, imports_with, kept_content
from server.foundation import moment_text, reading, transaction
from server.foundation.patience import in_native_thread, sparing_what_is_kept

ROWS_AT_ONCE = 500
"""Of one transaction: about a tenth of a second, for which the scans of the floor may wait."""
SAMPLE_ORDERS = 20
PROBLEMS_SHOWN_MAX = 200
NAME_CHARACTERS_MAX = 200
FAILED = "import_failed"


@dataclass(slots=True)
class Preview:
    """What would come in."""

    profile: str
    encoding: str
    shop: str
    rows: int
    id: int = 0
    orders_new: int = 0
    orders_changed: int = 0
    orders_duplicate: int = 0
    rows_duplicate: int = 0
    rows_rejected: int = 0
    sample: list[dict[str, Any]] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)
    """Code → rejected rows, over all rows and not only those shown."""
    warnings: list[dict[str, Any]] = field(default_factory=list)

    def add(self, one: Settled, shop: Shop) -> None:
        """Count an order of the file."""
        repeated = one.order.repeated_rows if isinstance(one.order, OrderDraft) else ()
        if one.verdict == "rejected":
            self.add_rejected(one)
            return
        self.orders_new += one.verdict == "new"
        self.orders_changed += one.verdict == "changed"
        self.orders_duplicate += one.verdict == "duplicate"
        self.rows_duplicate += len(repeated)
        if one.verdict == "duplicate":
            self.rows_duplicate += len(one.order.rows)
        elif one.verdict == "new" and len(self.sample) < SAMPLE_ORDERS:
            self.sample.append(sample_of(one, shop))

    def add_rejected(self, one: Settled) -> None:
        """Count an order that cannot come in, and show the first of its rows."""
        for outcome in outcomes_of_rejected(one):
            self.rows_rejected += 1
            assert outcome.code is not None, "a rejected row says why"
            self.reasons[outcome.code] += 1
            if len(self.problems) < PROBLEMS_SHOWN_MAX:
                self.problems.append(
                    {
                        "row": outcome.row,
                        "column": outcome.column,
                        "code": outcome.code,
                        "value": outcome.detail.get("value"),
                        "external": outcome.external_no,
                    }
                )


def sample_of(one: Settled, shop: Shop) -> dict[str, Any]:
    """A new order as the preview shows it; no name, no address."""
    draft = one.order
    assert isinstance(draft, OrderDraft), "a broken order is never new"
    lines = draft.lines_to_pick
    return {
        "external": draft.external_no,
        "ordered_at": moment_text(draft.ordered_at),
        "carrier": shop.carrier_of(draft),
        "lines": len(lines),
        "pieces": sum(
            line.quantity_pieces * product.quantity_pieces
            for line, product in zip(lines, one.products, strict=True)
        ),
        "items": [line.name or line.sku for line in lines],
    }


def hand_in(
    *, shop: str, name: str, content: bytes, profile: str = AUTO, person_id: int | None = None
) -> Preview | FileRefused:
    """Look at an order file and keep it; nothing comes in before somebody confirms it.

    Args:
        shop: the code of the shop it comes from.
        name: the file's name, for people.
        content: its bytes.
        profile: the layout it must have, or `auto`.
        person_id: who hands it in; None for the command line.

    Returns:
        What would come in; or why nothing can, and then nothing is kept.
    """
    with reading() as session:
        card = next((card for card in catalog.shops(session) if card.code == shop), None)
        if card is None:
            return FileRefused("shop_unknown", {"shop": shop})
        known_shop = shop_for(session, card, secret())
        own = own_profiles(session, card.id, profile)
    file = in_native_thread(read_file, content, profile, own)
    if isinstance(file, FileRefused):
        return file
    preview = look_through(file, known_shop)
    kept = KeptFile(
        shop_id=card.id,
        name=printable(name)[-NAME_CHARACTERS_MAX:] or "?",
        sha256=in_native_thread(sha256_of, content),
        packed=in_native_thread(pack, content),
        profile=file.recognised.profile.id,
        encoding=file.recognised.encoding.name,
        rows=file.rows,
        person_id=person_id,
    )
    with transaction() as session:
        preview.warnings = warnings_about(imports_with(session, kept.sha256), card)
        preview.id = keep_file(session, kept)
    return preview


def printable(name: str) -> str:
    """A file's name as it can be kept and shown, whatever disk it comes from."""
    return CONTROL.sub("", name.encode("utf-8", "replace").decode()).strip()


def read_file(content: bytes, profile: str, own: Sequence[Profile] = ()) -> OrderFile | FileRefused:
    """Recognise a file and find its orders."""
    recognised = recognise(content, profile, own)
    if isinstance(recognised, FileRefused):
        return recognised
    return read_orders(content, recognised)


def look_through(file: OrderFile, shop: Shop) -> Preview:
    """Say what would come in, by what we know now."""
    preview = Preview(
        profile=file.recognised.profile.id,
        encoding=file.recognised.encoding.name,
        shop=shop.card.code,
        rows=file.rows,
    )
    with sparing_what_is_kept():
        for some in pieces(file):
            with reading() as session:
                for one in settle_orders(session, shop.card, some, may_change=may_change(file)):
                    preview.add(one, shop)
    preview.problems.sort(key=lambda problem: problem["row"])
    return preview


def may_change(file: OrderFile) -> bool:
    """Whether files of this layout change orders that came in before."""
    return file.recognised.profile.changes_orders


def warnings_about(earlier: list[ImportCard], shop: catalog.ShopCard) -> list[dict[str, Any]]:
    """What a person should know before confirming: these very bytes were here before."""
    if not earlier:
        return []
    elsewhere = [card for card in earlier if card.shop_id != shop.id]
    card = elsewhere[0] if elsewhere else earlier[0]
    code = "file_came_for_other_shop" if elsewhere else "file_came_before"
    detail = {"import": card.id, "name": card.name, "at": moment_text(card.uploaded_at)}
    return [{"code": code, "detail": detail}]


def pieces(file: OrderFile) -> Iterator[list[OrderDraft | BrokenOrder]]:
    """The orders of a file, some at a time, read beside the event loop."""
    coming = file.orders()
    while some := in_native_thread(next_piece, coming):
        yield some


def next_piece(coming: Iterator[OrderDraft | BrokenOrder]) -> list[OrderDraft | BrokenOrder]:
    """The next orders, together some `ROWS_AT_ONCE` rows; empty at the end."""
    some: list[OrderDraft | BrokenOrder] = []
    rows = 0
    for order in coming:
        some.append(order)
        rows += len(order.rows)
        if rows >= ROWS_AT_ONCE:
            break
    return some


def bring_in(import_id: int, told: Callable[[ImportCard], None] | None = None) -> ImportCard:
    """Take in what is left of a confirmed file, one short transaction after the other.

    Args:
        import_id: the file; it is `running`.
        told: is told how far it is, after each transaction.

    Raises:
        OperationalError: the database was out of reach or too busy; the file is still coming in.
        Exception: something else went wrong; the file says so, and can be begun again.
    """
    try:
        return bring_in_pieces(import_id, told or (lambda _: None))
    except OperationalError:
        raise
    except Exception:
        with transaction() as session:
            fail(session, import_id, FAILED)
        raise


def bring_in_pieces(import_id: int, told: Callable[[ImportCard], None]) -> ImportCard:
    """Take a file in piece by piece."""
    with reading() as session:
        kept = kept_content(session, import_id)
        assert kept is not None, "a file that comes in is kept"
        card = import_card(session, import_id)
        known = next(card for card in catalog.shops(session) if card.id == kept.shop_id)
        shop = shop_for(session, known, secret())
        own = own_profiles(session, kept.shop_id, kept.profile)
    if kept.state != "running":
        return card
    file = in_native_thread(read_file, kept.content, kept.profile, own)
    assert isinstance(file, OrderFile), "a kept file was read before"
    with sparing_what_is_kept():
        for nth, some in enumerate(pieces(file), start=1):
            # Looked up beforehand: the transaction, which others wait for, only writes.
            with reading() as session:
                settled = settle_orders(session, shop.card, some, may_change=may_change(file))
            with transaction() as session:
                card = take_in(session, import_id, shop, settled)
                if has_doubled(nth):
                    orders.learn_sizes(session)
            told(card)
    return card


def has_doubled(pieces_in: int) -> bool:
    """Whether twice as much came in as when this was so last; some ten times for a large file."""
    return pieces_in & (pieces_in - 1) == 0


def secret() -> bytes:
    """The secret of this installation."""
    key: str = current_app.extensions["settings"].secret_key
    return key.encode()


def sha256_of(content: bytes) -> str:
    """By which the same bytes are known again."""
    return hashlib.sha256(content).hexdigest()


def pack(content: bytes) -> bytes:
    """A file as it is kept: gzipped, an order file shrinks to a tenth."""
    return gzip.compress(content, compresslevel=3, mtime=0)
