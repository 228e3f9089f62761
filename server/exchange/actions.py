"""Taking order files in: what would come in, what is kept, what becomes of each row."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, insert, literal, select, update
from sqlalchemy.orm import Session

from server import catalog, orders, stock
from server.changing import By
from server.exchange.changes.from_files import change_from_file
from server.exchange.decisions import (
    Known,
    Product,
    RowOutcome,
    Settled,
    carrier_of,
    key_of,
    outcomes_of,
    printable_number,
    service_of,
    settle,
)
from server.exchange.door.actions import come_in
from server.exchange.order_files import BrokenOrder, OrderDraft
from server.exchange.own_formats.decisions import channel_of
from server.exchange.queries import ImportCard, import_card
from server.exchange.records import ImportFile, ImportRow
from server.exchange.redemptions.with_orders import redeem_with_orders
from server.foundation import announce, now, table_of, today

Orders = Sequence[OrderDraft | BrokenOrder]
DAY_ENDS = "23:59"
"""The cut-off of a carrier that is not valid today."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that was looked at, ready to be kept."""

    shop_id: int
    name: str
    sha256: str
    packed: bytes
    """Its bytes, gzipped."""
    profile: str
    encoding: str
    rows: int
    person_id: int | None


@dataclass(frozen=True, slots=True)
class Shop:
    """What taking in needs to know of a shop."""

    card: catalog.ShopCard
    aliases: tuple[tuple[str, tuple[str, ...]], ...]
    """How files name each carrier of today."""
    cutoffs: dict[str, str]
    """When each carrier of today fetches the last parcel."""
    secret: bytes
    """Of this installation, for the keyed hash of customers."""

    def carrier_of(self, draft: OrderDraft) -> str:
        """Who brings an order: the carrier the file names, else that of the shop."""
        return carrier_of(draft.carrier, self.aliases) or self.card.carrier_code


@dataclass(frozen=True, slots=True)
class LetIn:
    """What became of orders that came in."""

    settled: Sequence[Settled]
    written: dict[str, int]
    """Order number → id, of the new ones."""
    reserved: Sequence[bool]
    """For each new one, whether all of it could be held."""


def keep_file(session: Session, file: KeptFile) -> int:
    """Keep a file as it came, for a person to confirm; its id."""
    kept = ImportFile(
        shop_id=file.shop_id,
        name=file.name,
        sha256=file.sha256,
        content=file.packed,
        profile=file.profile,
        encoding=file.encoding,
        state="preview",
        rows=file.rows,
        uploaded_at=now(),
        uploaded_by=file.person_id,
    )
    session.add(kept)
    session.flush()
    announce(session, topic=f"import:{kept.id}", kind="orders_previewed", body={"rows": file.rows})
    return kept.id


def begin(session: Session, import_id: int) -> str | None:
    """Let a file that was looked at come in; one that broke off goes on where it was.

    Returns:
        The state it is in now (`running`, or `done` when all of it is in), None for no such file.
    """
    begun = session.scalar(
        update(table_of(ImportFile))
        .where(ImportFile.id == import_id, ImportFile.state.in_(("preview", "failed")))
        .values(state="running", failure=None)
        .returning(ImportFile.id)
    )
    if begun is not None:
        announce(session, topic=f"import:{import_id}", kind="import_begun")
    return session.scalar(select(ImportFile.state).where(ImportFile.id == import_id))


def fail(session: Session, import_id: int, failure: str) -> None:
    """Say that taking a file in broke off; what is in stays in, and it can be begun again."""
    session.execute(
        update(table_of(ImportFile))
        .where(ImportFile.id == import_id, ImportFile.state == "running")
        .values(state="failed", failure=failure)
    )
    announce(session, topic=f"import:{import_id}", kind="import_failed", body={"failure": failure})


def shop_for(session: Session, card: catalog.ShopCard, secret: bytes) -> Shop:
    """A shop and the carriers of today."""
    carriers = catalog.carriers(session, today())
    return Shop(
        card=card,
        aliases=tuple((carrier.code, carrier.aliases) for carrier in carriers),
        cutoffs={carrier.code: carrier.cutoff_time for carrier in carriers},
        secret=secret,
    )


def settle_orders(
    session: Session, shop: catalog.ShopCard, read: Orders, *, may_change: bool = False
) -> list[Settled]:
    """Say what is to be done with orders of a file, by what we know; nothing is written."""
    numbers = [
        number
        for order in read
        for told in (order.external_no, *order.also_known_as)
        if (number := printable_number(told))
    ]
    known = {
        number: Known(order.id, order.row_digest, order.earlier_digests)
        for number, order in orders.known_orders(session, shop.id, numbers).items()
    }
    codes = {
        line.sku for order in read if isinstance(order, OrderDraft) for line in order.lines_to_pick
    }
    products = {
        code: Product(meaning.product_id, meaning.quantity_pieces)
        for code, meaning in catalog.match_codes(session, shop.owner_id, codes).items()
    }
    return [
        settle(order, known_as(order, known), products, may_change=may_change) for order in read
    ]


def known_as(order: OrderDraft | BrokenOrder, known: Mapping[str, Known]) -> Known | None:
    """The order that came in before, maybe when the shop told of other addresses beside it."""
    told = (order.external_no, *order.also_known_as)
    return next((known[number] for number in told if number in known), None)


def take_in(session: Session, import_id: int, shop: Shop, settled: Sequence[Settled]) -> ImportCard:
    """Take some orders of a running file in, hold stock for them, and account for their rows.

    Whatever was accounted for before is passed over, so a file that broke off anywhere, or that
    two workers take in at once, ends the same.

    Args:
        session: the open transaction.
        import_id: the file, confirmed by a person.
        shop: where it comes from.
        settled: orders of the file and what is to be done with them.
    """
    file = session.execute(
        select(ImportFile.state, ImportFile.name, ImportFile.uploaded_by, ImportFile.profile)
        .where(ImportFile.id == import_id)
        .with_for_update()
    ).one()
    if file.state != "running":
        return import_card(session, import_id)
    todo = not_accounted_for(session, import_id, settled)
    let = let_in(session, shop, todo, channel_of(file.profile), By(file.uploaded_by, file.name))
    outcomes = [
        outcome
        for one in let.settled
        for outcome in outcomes_of(one, let.written.get(one.order.external_no))
    ]
    return account_for(session, import_id, outcomes, let.reserved)


def let_in(session: Session, shop: Shop, settled: Sequence[Settled], channel: str, by: By) -> LetIn:
    """Write the new orders and redeem their codes, change the changed ones, hold stock, and look
    at them at the door.

    This is the one way in, for files and for what shops tell by their API.

    Args:
        session: the open transaction.
        shop: where they come from.
        settled: the orders and what is to be done with them.
        channel: by which layout they were read.
        by: who brings them.
    """
    todo = [changed(session, one, by) if one.verdict == "changed" else one for one in settled]
    written = write_orders(session, shop, todo, channel)
    redeem_with_orders(
        session,
        shop.card.owner_id,
        [
            one.order
            for one in todo
            if isinstance(one.order, OrderDraft) and one.order.external_no in written
        ],
    )
    reserved = stock.reserve_orders(session, list(written.values()))
    come_in(session, list(written.values()))
    return LetIn(settle_again(session, shop, todo, written), written, list(reserved.values()))


def not_accounted_for(
    session: Session, import_id: int, settled: Sequence[Settled]
) -> list[Settled]:
    """The orders whose rows have no outcome yet; an order's rows get theirs together."""
    done = set(
        session.scalars(
            select(ImportRow.row_no).where(
                ImportRow.import_id == import_id,
                ImportRow.row_no.in_([one.order.rows[0] for one in settled]),
            )
        )
    )
    return [one for one in settled if one.order.rows[0] not in done]


def write_orders(
    session: Session, shop: Shop, settled: Sequence[Settled], channel: str
) -> dict[str, int]:
    """Write the new orders: order number → id, the most urgent first."""
    new = [
        new_order(shop, one.order, one.products, channel) for one in settled if one.verdict == "new"
    ]
    taken = orders.take_in(session, new, shop_id=shop.card.id, owner_id=shop.card.owner_id)
    urgency = sorted(new, key=lambda order: (order.ship_by, order.ordered_at, order.external_no))
    return {
        order.external_no: taken[order.external_no]
        for order in urgency
        if order.external_no in taken
    }


def settle_again(
    session: Session, shop: Shop, settled: Sequence[Settled], written: dict[str, int]
) -> list[Settled]:
    """Orders that somebody else has written between our look and our write are known by now."""
    late = [
        one.order
        for one in settled
        if one.verdict == "new" and one.order.external_no not in written
    ]
    again = {one.order.external_no: one for one in settle_orders(session, shop.card, late)}
    return [again.get(one.order.external_no, one) for one in settled]


def new_order(
    shop: Shop, draft: OrderDraft | BrokenOrder, products: Sequence[Product], channel: str
) -> orders.NewOrder:
    """An order as it is written."""
    assert isinstance(draft, OrderDraft), "a broken order is never new"
    carrier_code = shop.carrier_of(draft)
    return orders.NewOrder(
        external_no=draft.external_no,
        row_digest=draft.digest,
        ordered_at=draft.ordered_at,
        ship_by=orders.ship_by_of(draft.ordered_at, shop.cutoffs.get(carrier_code, DAY_ENDS)),
        carrier_code=carrier_code,
        service=service_of(draft.carrier),
        delivery_date=draft.delivery_date,
        delivery_slot=draft.delivery_slot,
        is_gift=draft.is_gift,
        note=draft.note,
        total_yen=draft.total_yen,
        customer_key=key_of(draft.customer, shop.secret),
        consignee=draft.consignee.as_told(),
        channel=channel,
        payment=draft.payment,
        subscription_number=draft.subscription_number,
        customer_rank=draft.customer_rank,
        lines=lines_of(draft, products),
    )


def lines_of(draft: OrderDraft, products: Sequence[Product]) -> tuple[orders.NewLine, ...]:
    """The lines of an order as they are ordered."""
    return tuple(
        orders.NewLine(
            line_no=line.line_no,
            product_id=product.product_id,
            external_sku=line.sku,
            quantity_pieces=line.quantity_pieces * product.quantity_pieces,
            price_yen=line.price_yen,
        )
        for line, product in zip(draft.lines_to_pick, products, strict=True)
    )


def changed(session: Session, one: Settled, by: By) -> Settled:
    """Change an order that came in before."""
    assert isinstance(one.order, OrderDraft), "a broken order changes nothing"
    return change_from_file(session, one, lines_of(one.order, one.products), by)


def account_for(
    session: Session, import_id: int, outcomes: Sequence[RowOutcome], reserved: Sequence[bool]
) -> ImportCard:
    """Write what became of each row, count it, and say so."""
    if outcomes:
        session.execute(
            insert(table_of(ImportRow)), [row_of(import_id, outcome) for outcome in outcomes]
        )
    counts = Counter(outcome.outcome for outcome in outcomes)
    file = table_of(ImportFile).c
    done_rows = file.done_rows + len(outcomes)
    session.execute(
        update(table_of(ImportFile))
        .where(file.id == import_id)
        .values(
            done_rows=done_rows,
            imported_rows=file.imported_rows + counts["imported"],
            duplicate_rows=file.duplicate_rows + counts["duplicate"],
            rejected_rows=file.rejected_rows + counts["rejected"],
            orders_reserved=file.orders_reserved + reserved.count(True),
            orders_short=file.orders_short + reserved.count(False),
            state=case((done_rows == file.rows, "done"), else_=file.state),
            finished_at=case(
                (done_rows == file.rows, literal(now(), file.finished_at.type)),
                else_=file.finished_at,
            ),
        )
    )
    card = import_card(session, import_id)
    announce(
        session,
        topic=f"import:{import_id}",
        kind="orders_imported",
        revision=card.done_rows,
        body={"state": card.state, "done_rows": card.done_rows, "rows": card.rows},
    )
    return card


def row_of(import_id: int, outcome: RowOutcome) -> dict[str, Any]:
    """An outcome as its table holds it."""
    return {
        "import_id": import_id,
        "row_no": outcome.row,
        "outcome": outcome.outcome,
        "code": outcome.code,
        "column_name": outcome.column,
        "detail": outcome.detail,
        "external_no": outcome.external_no,
        "order_id": outcome.order_id,
    }
