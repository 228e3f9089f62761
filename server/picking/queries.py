"""Where a cart job stands, assembled from its columns."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Select, bindparam, or_, select
from sqlalchemy.orm import Session

from server.catalog import codes_of_products
from server.foundation.clock import today
from server.foundation.memory import Memory
from server.foundation.prepared import Prepared, Rows
from server.foundation.sets import table_of
from server.orders import shipments_by_id
from server.picking.records import PickJob, PickLine
from server.places import Place
from server.stock import not_to_be_taken
from server.waves import Slot, slots_of_batches


@dataclass(frozen=True, slots=True)
class LineKeys:
    """What a pick line refers to, beside what its facts say."""

    id: int
    shipment_id: int
    order_line_id: int
    reservation_id: int
    place_id: int
    expires_on: str | None


@dataclass(frozen=True, slots=True)
class PickState:
    """A cart job: its step, its facts as the flow table asks them, and the ids behind them."""

    task_id: int
    batch_id: int
    step: str
    revision: int
    facts: dict[str, Any]
    codes: dict[str, dict[str, int]]
    lines: tuple[LineKeys, ...]
    """Of the lines of the walk in their turns, and of those that were found behind them."""
    slots: tuple[Slot, ...]
    order_of_shipment: Mapping[int, int]
    looked_on: str
    """The day on which it was asked which lots may be taken; another day knows better."""


LOADING = ("take_cart", "load_totes")
JOB = table_of(PickJob).c
LINE = table_of(PickLine).c
PLACE = table_of(Place).c


def jobs_of(rows: Rows) -> Select[Any]:
    """The jobs of these tasks, in the order in which all lock them."""
    return (
        select(
            JOB.task_id,
            JOB.batch_id,
            JOB.step,
            JOB.at_line,
            JOB.ships_on,
            JOB.revision,
            JOB.last_did,
            JOB.last_at,
            JOB.last_pieces,
        )
        .where(JOB.task_id == rows.task)
        .order_by(JOB.task_id)
    )


JOBS = Prepared({"task": int}, jobs_of)
JOBS_LOCKED = Prepared(
    {"task": int}, lambda rows: jobs_of(rows).with_for_update(of=table_of(PickJob))
)
LINES = (
    select(
        LINE.task_id,
        LINE.id,
        LINE.slot,
        PLACE.code,
        LINE.product_id,
        LINE.lot,
        LINE.wanted_pieces,
        LINE.picked_pieces,
        LINE.placed_pieces,
        LINE.short_pieces,
        LINE.short_reason,
        LINE.shipment_id,
        LINE.order_line_id,
        LINE.reservation_id,
        LINE.place_id,
        LINE.expires_on,
        LINE.is_dropped,
        LINE.back_pieces,
        LINE.sequence,
        LINE.before_line_id,
    )
    .join(Place, PLACE.id == LINE.place_id)
    .where(
        LINE.task_id.in_(bindparam("task_ids", expanding=True)),
        or_(LINE.sequence >= 0, ~LINE.is_dropped),
    )
    .order_by(LINE.task_id, LINE.sequence)
)


_states: Memory[int, PickState] = Memory(most=2_000)
"""The newest state of each cart that this process has written; its revision says if it still is."""


def remember(
    session: Session, before: PickState, *, step: str, revision: int, facts: Mapping[str, Any]
) -> None:
    """Remember where a job stands once it is committed; not while carts and totes still change."""
    if before.step not in LOADING and step not in LOADING:
        walked = [*facts["lines"], *facts["found"]]
        turn = {line["line"]: nth for nth, line in enumerate(walked)}
        known = [keys for keys in before.lines if keys.id in turn]
        lines = tuple(sorted(known, key=lambda keys: turn[keys.id]))
        state = replace(before, step=step, revision=revision, facts=dict(facts), lines=lines)
        _states.keep_once_committed(session, before.task_id, state)


def states_of(
    session: Session, task_ids: Sequence[int], *, for_change: bool = False
) -> dict[int, PickState]:
    """Cart jobs by task; one that nobody has begun is not among them.

    Args:
        session: the open transaction.
        task_ids: which tasks.
        for_change: whether to lock the jobs until the transaction ends.
    """
    question = JOBS_LOCKED if for_change else JOBS
    jobs = question.ask(session, [{"task": task_id} for task_id in task_ids])
    known: dict[int, PickState] = {}
    for job in jobs:
        state = _states.recall(job.task_id)
        is_current = state is not None and state.revision == job.revision
        if state is not None and is_current and state.looked_on == today():
            known[job.task_id] = state
    unknown = [job for job in jobs if job.task_id not in known]
    return known | read_states(session, unknown) if unknown else known


@dataclass(slots=True)
class Lines:
    """The lines of one cart, in the order of their turns."""

    walk: list[dict[str, Any]] = field(default_factory=list)
    keys: list[LineKeys] = field(default_factory=list)
    found: list[dict[str, Any]] = field(default_factory=list)
    """What was found elsewhere, and the picker has not heard of it yet."""
    keys_found: list[LineKeys] = field(default_factory=list)
    goods: dict[int, tuple[int, str, str | None]] = field(default_factory=dict)
    """Product, lot and day of expiry of each line."""

    def add(self, row: Any) -> None:
        """Take over a row of the table."""
        fact = {
            "line": row[1],
            "slot": row[2],
            "place": row[3],
            "product": row[4],
            "lot": row[5] or None,
            "wanted": row[6],
            "picked": row[7],
            "placed": row[8],
            "short": row[9],
            "short_reason": row[10],
            "dropped": row[16],
            "back": row[17],
        }
        keys = LineKeys(row[1], row[11], row[12], row[13], row[14], row[15])
        self.goods[row[1]] = (row[4], row[5], row[15])
        if row[18] < 0:
            # -1 was found first, and rows come in the order of their turns.
            self.found.insert(0, fact | {"before": row[19]})
            self.keys_found.insert(0, keys)
        else:
            self.walk.append(fact)
            self.keys.append(keys)

    @property
    def products(self) -> set[int]:
        """The products of all lines."""
        return {product_id for product_id, _lot, _day in self.goods.values()}


def read_states(session: Session, jobs: Sequence[Any]) -> dict[int, PickState]:
    """Assemble jobs from all their columns."""
    lines: dict[int, Lines] = defaultdict(Lines)
    for row in session.execute(LINES, {"task_ids": [job.task_id for job in jobs]}):
        lines[row[0]].add(row)
    slots: dict[int, list[Slot]] = defaultdict(list)
    for slot in slots_of_batches(session, [job.batch_id for job in jobs]):
        slots[slot.batch_id].append(slot)
    codes = codes_by_product(session, {one for found in lines.values() for one in found.products})
    untouchable = not_to_be_taken(
        session, {goods for found in lines.values() for goods in found.goods.values()}
    )
    shipment_ids = {slot.shipment_id for found in slots.values() for slot in found}
    shipments = shipments_by_id(session, sorted(shipment_ids)).values()
    order_ids = {shipment.id: shipment.order_id for shipment in shipments}
    cancelled = {shipment.id for shipment in shipments if shipment.is_cancelled}
    return {
        job.task_id: PickState(
            task_id=job.task_id,
            batch_id=job.batch_id,
            step=job.step,
            revision=job.revision,
            facts={
                "ships_on": job.ships_on,
                "cart": slots[job.batch_id][0].cart,
                "totes": [slot.tote for slot in slots[job.batch_id]],
                "totes_elsewhere": [],
                "carts_elsewhere": [],
                "unknown_labels": [],
                "lines": mine.walk,
                "at": job.at_line,
                "last": {"did": job.last_did, "at": job.last_at, "pieces": job.last_pieces},
                "cancelled": cancelled_slots(mine.walk, mine.keys, cancelled),
                "shorts_answered": [],
                "found": mine.found,
                "blocked": sorted(
                    line for line, goods in mine.goods.items() if goods in untouchable
                ),
            },
            codes={
                code: meaning
                for product in mine.products
                for code, meaning in codes[product].items()
            },
            lines=(*mine.keys, *mine.keys_found),
            slots=tuple(slots[job.batch_id]),
            order_of_shipment=order_ids,
            looked_on=today(),
        )
        for job in jobs
        for mine in [lines[job.task_id]]
    }


def cancelled_slots(
    lines: Sequence[Mapping[str, Any]], keys: Sequence[LineKeys], cancelled: Collection[int]
) -> list[int]:
    """Slots whose order was cancelled, and whose lines the picker still has on the walk."""
    return sorted(
        {
            line["slot"]
            for line, key in zip(lines, keys, strict=True)
            if key.shipment_id in cancelled and not line["dropped"]
        }
    )


def codes_by_product(
    session: Session, product_ids: set[int]
) -> dict[int, dict[str, dict[str, int]]]:
    """What a scan of each code of these products means."""
    codes: dict[int, dict[str, dict[str, int]]] = defaultdict(dict)
    for meaning in codes_of_products(session, sorted(product_ids)):
        codes[meaning.product_id][meaning.code] = {
            "product": meaning.product_id,
            "quantity": meaning.quantity_pieces,
        }
    return codes


def state_of(session: Session, task_id: int) -> PickState | None:
    """One cart job, or None when nobody has begun it."""
    return states_of(session, [task_id]).get(task_id)


def not_begun(session: Session, task_ids: Sequence[int]) -> set[int]:
    """Of these cart tasks those in which nothing was scanned yet."""
    return set(
        session.scalars(
            select(JOB.task_id).where(JOB.task_id.in_(list(task_ids)), JOB.revision == 0)
        )
    )


def has_lines_left(session: Session, shipment_id: int) -> bool:
    """Whether pieces of a shipment are still to be picked."""
    settled = LINE.placed_pieces + LINE.short_pieces
    found = session.scalar(
        select(LINE.id)
        .where(LINE.shipment_id == shipment_id, ~LINE.is_dropped, settled < LINE.wanted_pieces)
        .limit(1)
    )
    return found is not None


def has_picked(session: Session, shipment_id: int) -> bool:
    """Whether any piece of a shipment has left its shelf."""
    query = select(LINE.id).where(LINE.shipment_id == shipment_id, LINE.picked_pieces > 0)
    return session.scalar(query.limit(1)) is not None
