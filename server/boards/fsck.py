"""fsck: whether the books are whole, on a live database, at any time. Reads only.

Every check returns the rows that offend; none is good. The numbers are those under which the
invariants are known in ARCHITECTURE.md.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, or_, select, text
from sqlalchemy.orm import Session

from server.boards.fsck_assembled import (
    held_for_ended_assemblies,
    other_kits_than_booked,
    parts_not_as_in_kits,
)
from server.boards.fsck_campaigns import beyond_their_caps, inserts_of_others
from server.boards.fsck_cancelled import forgotten_on_the_way_back, held_for_nobody
from server.boards.fsck_changed import leaves_with_what_was_withdrawn
from server.boards.fsck_connections import heard_without_a_yes, left_and_not_told, told_to_others
from server.boards.fsck_door import not_as_the_door_has_it
from server.boards.fsck_fitting import closed_unconfirmed, left_out_and_planned
from server.boards.fsck_flyers import closed_without_flyers, held_out_with_a_flyer
from server.boards.fsck_folders import brought_and_not_in, written_out_otherwise
from server.boards.fsck_for_sale import other_than_for_sale
from server.boards.fsck_ledger import (
    held_by_reservations,
    less_than_nothing,
    more_than_ordered,
    packed_is_moved,
    picked_is_moved,
    pieces_moved,
    sum_over_ledger,
)
from server.boards.fsck_letters import (
    codes_of_others,
    codes_that_lie,
    letters_never_printed,
    letters_put_in_twice,
    letters_put_in_unread,
)
from server.boards.fsck_number_pools import numbers_not_as_given
from server.boards.fsck_own_formats import read_by_no_format
from server.boards.fsck_received import other_pieces_than_booked, other_pieces_than_noted
from server.boards.fsck_returned import more_back_than_sent, other_returns_than_booked
from server.boards.fsck_rules import not_as_ruled
from server.boards.fsck_serials import (
    pieces_back_that_never_left,
    pieces_without_their_serial,
    serials_of_other_parcels,
    serials_out_twice,
)
from server.boards.fsck_shop_apis import messages_unanswered, older_than_said, shops_of_others
from server.boards.fsck_slips import (
    files_with_other_rows,
    not_in_one_live_file,
    other_slip_on_the_parcel,
)
from server.boards.fsck_stages import released_and_stuck, stages_that_lie
from server.boards.fsck_taken_apart import other_parts_than_in_kits
from server.boards.fsck_terms import shorter_than_asked
from server.catalog.records import Barcode
from server.devices.records import Incarnation
from server.exchange.records import ImportFile, ImportRow
from server.flyers.records import FlyerInsert
from server.foundation.database import durable_settings_missing
from server.foundation.outbox import FeedHead, Notice
from server.foundation.sets import dialect_of
from server.orders.records import OrderLine, Parcel, Shipment
from server.packing.records import PackJob, PackLine
from server.people.records import WorkSession
from server.places.records import Place
from server.scans.records import DeviceEvent, EventVerdict
from server.shipping.records import HandoverParcel
from server.stock.records import Balance, Movement
from server.tasks.records import FloorException, Task
from server.vocabulary import gtin14
from server.waves.records import BatchSlot

ROWS_SHOWN_MAX = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """A broken invariant, and rows that break it."""

    check: str
    sentence: str
    rows: tuple[tuple[Any, ...], ...]


Check = tuple[str, str, Callable[[Session], Sequence[Any]]]


def findings(session: Session) -> list[Finding]:
    """Every invariant that does not hold; an empty list is a whole house."""
    found = []
    for check, sentence, ask in CHECKS:
        rows = ask(session)
        if rows:
            shown = tuple(tuple(row) for row in rows[:ROWS_SHOWN_MAX])
            found.append(Finding(check, sentence, shown))
    return found


@dataclass(frozen=True, slots=True)
class RowsOf:
    """A check whose query returns the offending rows."""

    query: Any

    def __call__(self, session: Session) -> Sequence[Any]:
        """Ask the query alone."""
        return session.execute(self.query.limit(ROWS_SHOWN_MAX)).all()


def rows_of(query: Any) -> RowsOf:
    """A check that finds what its query returns."""
    return RowsOf(query)


def holes_in_sequences() -> Any:
    """INV-05: devices whose sequence is not whole up to its high-water mark."""
    seen = (
        select(
            Incarnation.device_id,
            Incarnation.incarnation,
            Incarnation.high_water,
            func.count(DeviceEvent.event_id).label("events"),
        )
        .outerjoin(
            DeviceEvent,
            and_(
                DeviceEvent.device_id == Incarnation.device_id,
                DeviceEvent.incarnation == Incarnation.incarnation,
                DeviceEvent.seq <= Incarnation.high_water,
            ),
        )
        .group_by(Incarnation.device_id, Incarnation.incarnation, Incarnation.high_water)
        .subquery()
    )
    return select(seen).where(seen.c.events != seen.c.high_water + 1)


def events_without_verdict() -> Any:
    """INV-05b: events that were never answered."""
    return (
        select(DeviceEvent.event_id, DeviceEvent.device_id, DeviceEvent.seq)
        .outerjoin(EventVerdict, EventVerdict.event_id == DeviceEvent.event_id)
        .where(EventVerdict.event_id.is_(None))
    )


def closed_but_incomplete() -> Any:
    """INV-06: closed parcels that lack pieces nobody agreed to leave out."""
    wanted = (
        select(
            OrderLine.order_id,
            func.sum(OrderLine.quantity_pieces - OrderLine.short_pieces).label("pieces"),
        )
        .where(OrderLine.withdrawn_at.is_(None))
        .group_by(OrderLine.order_id)
        .subquery()
    )
    packed = (
        select(PackJob.shipment_id, func.sum(PackLine.packed_pieces).label("pieces"))
        .join(PackLine, PackLine.task_id == PackJob.task_id)
        .group_by(PackJob.shipment_id)
        .subquery()
    )
    return (
        select(Parcel.id, Shipment.number, wanted.c.pieces, packed.c.pieces)
        .join(Shipment, Shipment.id == Parcel.shipment_id)
        .join(wanted, wanted.c.order_id == Shipment.order_id)
        .outerjoin(packed, packed.c.shipment_id == Shipment.id)
        .where(wanted.c.pieces != func.coalesce(packed.c.pieces, 0))
    )


def left_in_totes() -> Any:
    """INV-06b: totes that are free and still hold goods."""
    live = (
        select(BatchSlot.tote_place_id)
        .where(BatchSlot.tote_place_id.is_not(None), BatchSlot.freed_at.is_(None))
        .scalar_subquery()
    )
    return (
        select(Place.code, Balance.product_id, Balance.on_hand_pieces)
        .join(Place, Place.id == Balance.place_id)
        .where(Place.kind == "tote", Balance.on_hand_pieces != 0, Place.id.not_in(live))
    )


def claimed_without_lease() -> Any:
    """INV-08: claimed tasks that nobody holds, and free ones that somebody does."""
    return select(Task.id, Task.stage, Task.lease_person_id, Task.lease_no).where(
        or_(
            and_(Task.stage == "claimed", Task.lease_person_id.is_(None)),
            and_(Task.stage == "claimed", Task.lease_expires_at.is_(None)),
            and_(Task.stage.in_(("open", "waiting")), Task.lease_person_id.is_not(None)),
        )
    )


def flyers_inserted_are_moved() -> Any:
    """INV-09a: inserted flyers that the ledger did not move to FLYER_USED, by product."""
    inserted = (
        select(FlyerInsert.product_id, func.sum(FlyerInsert.inserted_pieces).label("pieces"))
        .group_by(FlyerInsert.product_id)
        .subquery()
    )
    moved = (
        select(Movement.product_id, pieces_moved("inserted").label("pieces"))
        .where(Movement.cause.in_(("inserted", "undone_inserted")))
        .group_by(Movement.product_id)
        .subquery()
    )
    return (
        select(inserted.c.product_id, inserted.c.pieces, moved.c.pieces)
        .outerjoin(moved, moved.c.product_id == inserted.c.product_id)
        .where(inserted.c.pieces != func.coalesce(moved.c.pieces, 0))
    )


def events_of_foreign_sessions() -> Any:
    """INV-10: accepted events whose actor or device was not that of their session."""
    return (
        select(DeviceEvent.event_id, DeviceEvent.actor_id, WorkSession.person_id)
        .join(EventVerdict, EventVerdict.event_id == DeviceEvent.event_id)
        .outerjoin(WorkSession, WorkSession.public_id == DeviceEvent.session_id)
        .where(
            EventVerdict.verdict == "accept",
            or_(
                WorkSession.id.is_(None),
                WorkSession.person_id != DeviceEvent.actor_id,
                WorkSession.device_id != DeviceEvent.device_id,
            ),
        )
    )


def rows_unaccounted_for() -> Any:
    """INV-13: finished imports whose rows are not each imported, duplicate or rejected."""
    counted = (
        select(ImportRow.import_id, func.count().label("rows"))
        .group_by(ImportRow.import_id)
        .subquery()
    )
    return (
        select(ImportFile.id, ImportFile.rows, counted.c.rows)
        .outerjoin(counted, counted.c.import_id == ImportFile.id)
        .where(
            ImportFile.state == "done",
            or_(
                ImportFile.rows != func.coalesce(counted.c.rows, 0),
                ImportFile.rows
                != ImportFile.imported_rows + ImportFile.duplicate_rows + ImportFile.rejected_rows,
            ),
        )
    )


def handed_over_twice_or_never() -> Any:
    """INV-14: parcels that left without a handover, or are on one and have not left."""
    return (
        select(Parcel.id, Parcel.handed_over_at, HandoverParcel.handover_id)
        .outerjoin(HandoverParcel, HandoverParcel.parcel_id == Parcel.id)
        .where(Parcel.handed_over_at.is_(None) != HandoverParcel.handover_id.is_(None))
    )


def holes_in_feed(session: Session) -> Sequence[Any]:
    """INV-15: a feed whose positions are not dense from 1 to its head."""
    row = session.execute(
        select(func.count(), func.coalesce(func.max(Notice.position), 0)).select_from(Notice)
    ).one()
    head = session.scalar(select(FeedHead.position).where(FeedHead.id == 1))
    return [] if row[0] == row[1] == (head or 0) else [(row[0], row[1], head)]


def codes_out_of_form(session: Session) -> Sequence[Any]:
    """INV-17: product codes of 14 digits with a wrong check digit, or raw codes left shorter."""
    rows = session.execute(select(Barcode.id, Barcode.code)).all()
    return [
        row
        for row in rows
        if row.code.isascii()
        and row.code.isdigit()
        and len(row.code) in (8, 12, 13, 14)
        and gtin14(row.code) not in (row.code, None)
    ]


def closed_with_open_exception() -> Any:
    """INV-18: closed parcels about which a supervisor still has to decide."""
    return (
        select(Parcel.id, FloorException.id, FloorException.kind)
        .join(FloorException, FloorException.shipment_id == Parcel.shipment_id)
        .where(
            FloorException.resolved_at.is_(None),
            FloorException.kind.in_(("short_pick", "set_aside")),
        )
    )


def unsafe_settings(session: Session) -> Sequence[Any]:
    """INV-20: settings of the database that could lose what was acknowledged."""
    return [(setting,) for setting in durable_settings_missing(session)]


def damaged_pages(session: Session) -> Sequence[Any]:
    """INV-20b: SQLite's own check of its file, and rows that point at nothing."""
    if dialect_of(session) != "sqlite":
        return []
    damaged = [row for row in session.execute(text("PRAGMA quick_check(5)")) if row[0] != "ok"]
    return damaged + list(session.execute(text("PRAGMA foreign_key_check")).fetchmany(5))


CHECKS: tuple[Check, ...] = (
    ("INV-01", "A balance is the sum of its ledger.", rows_of(sum_over_ledger())),
    ("INV-02", "What is held is what reservations hold.", rows_of(held_by_reservations())),
    ("INV-03", "Only virtual places hold less than nothing.", rows_of(less_than_nothing())),
    ("INV-04a", "Picked pieces are in the ledger.", rows_of(picked_is_moved())),
    ("INV-04b", "Packed pieces are in the ledger.", rows_of(packed_is_moved())),
    ("INV-04c", "No more is picked or packed than ordered.", rows_of(more_than_ordered())),
    ("INV-05a", "A device's sequence has no holes.", rows_of(holes_in_sequences())),
    ("INV-05b", "Every event was answered.", rows_of(events_without_verdict())),
    ("INV-06a", "A closed parcel is complete.", rows_of(closed_but_incomplete())),
    ("INV-06b", "A free tote is empty.", rows_of(left_in_totes())),
    ("INV-07", "A parcel has its own slip.", rows_of(other_slip_on_the_parcel())),
    ("INV-07b", "A shipment is in one live label file.", rows_of(not_in_one_live_file())),
    ("INV-07c", "A label file holds its shipments.", rows_of(files_with_other_rows())),
    ("INV-08", "A claimed task has a holder.", rows_of(claimed_without_lease())),
    ("INV-09a", "Inserted flyers are in the ledger.", rows_of(flyers_inserted_are_moved())),
    ("INV-09b", "A closed parcel has its flyers.", rows_of(closed_without_flyers())),
    ("INV-10", "Accepted scans were made in a session.", rows_of(events_of_foreign_sessions())),
    ("INV-11", "An order's stage is what its tasks say.", rows_of(stages_that_lie())),
    ("INV-13", "Every imported row is accounted for.", rows_of(rows_unaccounted_for())),
    ("INV-14", "A parcel leaves with one handover.", rows_of(handed_over_twice_or_never())),
    ("INV-15", "The feed has no holes.", holes_in_feed),
    ("INV-17", "Product codes are canonical.", codes_out_of_form),
    ("INV-18", "Nothing closes undecided.", rows_of(closed_with_open_exception())),
    ("INV-20a", "What is acknowledged is durable.", unsafe_settings),
    ("INV-20b", "The file is sound.", damaged_pages),
    ("INV-21", "No order is silently stuck.", rows_of(released_and_stuck())),
    ("INV-22", "Nothing is held for a cancelled order.", rows_of(held_for_nobody())),
    ("INV-23", "What nobody wants comes back.", rows_of(forgotten_on_the_way_back())),
    ("INV-24", "What a rule holds is held, and written down.", rows_of(not_as_ruled())),
    ("INV-25a", "A notice says what its receipts say.", rows_of(other_pieces_than_noted())),
    ("INV-25b", "What was received is in the ledger.", rows_of(other_pieces_than_booked())),
    ("INV-26a", "No more comes back than was sent.", rows_of(more_back_than_sent())),
    ("INV-26b", "What came back is in the ledger.", rows_of(other_returns_than_booked())),
    ("INV-27", "Who is held out gets no flyer.", rows_of(held_out_with_a_flyer())),
    ("INV-28", "What is said to be for sale is free.", other_than_for_sale),
    ("INV-29", "A flyer is counted for whose parcel it is.", rows_of(inserts_of_others())),
    ("INV-30", "No campaign sends more than its caps.", beyond_their_caps),
    ("INV-31", "Numbers printed ahead are given once.", numbers_not_as_given),
    ("INV-32", "Nobody is told of another owner's.", rows_of(told_to_others())),
    ("INV-33", "What is heard was answered.", rows_of(heard_without_a_yes())),
    ("INV-34", "What left is told to whom wants it.", left_and_not_told),
    ("INV-35a", "One piece, one serial number.", rows_of(pieces_without_their_serial())),
    ("INV-35b", "No serial number is out twice.", rows_of(serials_out_twice())),
    ("INV-35c", "Serial numbers are of their parcel.", rows_of(serials_of_other_parcels())),
    ("INV-36", "No order leaves as it was before.", rows_of(leaves_with_what_was_withdrawn())),
    ("INV-37a", "A kit is made of its parts.", parts_not_as_in_kits),
    ("INV-37b", "Kits and their parts are in the ledger.", rows_of(other_kits_than_booked())),
    ("INV-37c", "Nothing is held for kits that are done.", rows_of(held_for_ended_assemblies())),
    ("INV-38", "Nobody gets a lot shorter than was asked.", rows_of(shorter_than_asked())),
    ("INV-39a", "A code is its own flyer's.", codes_of_others),
    ("INV-39b", "A code counts while its flyer goes out.", rows_of(codes_that_lie())),
    ("INV-39c", "A letter went in by its own code.", letters_put_in_unread),
    ("INV-40", "What the door holds is held.", rows_of(not_as_the_door_has_it())),
    ("INV-41", "What comes back by number left by it.", pieces_back_that_never_left),
    ("INV-42", "What comes out of kits was in them.", other_parts_than_in_kits),
    ("INV-43", "What does not fit is not planned.", rows_of(left_out_and_planned())),
    ("INV-44", "Instructions were confirmed.", rows_of(closed_unconfirmed())),
    ("INV-45a", "What a shop told was answered for.", rows_of(messages_unanswered())),
    ("INV-45b", "An order is as its shop said last.", rows_of(older_than_said())),
    ("INV-51", "Shops behind a connection are its owner's.", rows_of(shops_of_others())),
    ("INV-46", "What a folder brought is in.", rows_of(brought_and_not_in())),
    ("INV-53", "What a folder got was written, once.", rows_of(written_out_otherwise())),
    ("INV-47", "A file's format is kept, and is one.", read_by_no_format),
    ("INV-49a", "A letter was printed before it went in.", letters_never_printed),
    ("INV-49b", "No letter goes in twice.", letters_put_in_twice),
)
