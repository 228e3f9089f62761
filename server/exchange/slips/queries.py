"""Shipments that wait for a slip, and the files that were written and read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server import catalog, orders
from server.exchange.carrier_files import (
    Consignment,
    Layout,
    Problem,
    Sender,
    layouts_on,
    row_of,
    shipped_layouts,
)
from server.exchange.carrier_files.wishes import cool_word, service_word, slot_word
from server.exchange.records import LabelFile, LabelFileRow, NumberFile, NumberFileRow
from server.foundation import today

FILES_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    """A shipment that no carrier has numbered yet, as its label would say it."""

    shipment: orders.Addressed
    layout: Layout | None
    """None where its shop has no contract with the carrier."""
    cells: list[str] | None
    problems: tuple[Problem, ...]
    """Why it cannot stand in a file; `no_sender` and `no_contract` are said of the shop."""
    unconfirmed: tuple[str, ...]
    """Wishes whose codes no source confirms."""


@dataclass(frozen=True, slots=True)
class LabelFileCard:
    """A file that was written."""

    id: int
    carrier_code: str
    layout: str
    name: str
    shipments: int
    made_at: datetime
    made_by: int | None
    voided_at: datetime | None
    void_reason: str


@dataclass(frozen=True, slots=True)
class NumberFileCard:
    """A file of numbers that was read."""

    id: int
    carrier_code: str
    name: str
    rows: int
    noted: int
    known: int
    rejected: int
    taken_at: datetime
    taken_by: int | None


def waiting_for_slips(session: Session, carrier_code: str) -> list[Waiting]:
    """The shipments of a carrier without slip that stand in no live file, the most urgent first."""
    # Whoever has slips printed ahead needs no file for them.
    numbered = orders.owners_with_numbers(session, carrier_code)
    found = [
        one
        for one in orders.shipments_without_slip(session, carrier_code)
        if one.owner_id not in numbered
    ]
    written = set(
        session.scalars(
            select(LabelFileRow.shipment_id).where(
                LabelFileRow.shipment_id.in_([one.shipment_id for one in found]),
                LabelFileRow.is_voided.is_(False),
            )
        )
    )
    senders, contracts = catalog.senders(session), catalog.contracts(session)
    layouts = layouts_on(today(), shipped_layouts())
    return [
        laid_out(
            one,
            senders.get(one.shop_id),
            contracts.get((one.shop_id, carrier_code)),
            layouts,
        )
        for one in found
        if one.shipment_id not in written
    ]


def labels_void(session: Session, shipment_ids: Sequence[int]) -> set[int]:
    """Of these shipments those whose label is void, and that stand in no live file since."""
    rows = session.execute(
        select(LabelFileRow.shipment_id, LabelFileRow.is_voided).where(
            LabelFileRow.shipment_id.in_(list(shipment_ids))
        )
    ).all()
    live = {row.shipment_id for row in rows if not row.is_voided}
    return {row.shipment_id for row in rows} - live


def laid_out(
    shipment: orders.Addressed,
    sender: catalog.SenderCard | None,
    contract: catalog.ContractCard | None,
    layouts: dict[str, Layout],
) -> Waiting:
    """A shipment as its carrier's layout has it."""
    if sender is None:
        return Waiting(shipment, None, None, (Problem("no_sender", ""),), ())
    layout = None if contract is None else layouts.get(contract.layout)
    if contract is None or layout is None:
        return Waiting(shipment, None, None, (Problem("no_contract", ""),), ())
    consignment = consignment_of(shipment, sender, contract)
    row = row_of(consignment, layout)
    problems = tuple(one for one in row if isinstance(one, Problem))
    cells = None if problems else [cell for cell in row if isinstance(cell, str)]
    return Waiting(shipment, layout, cells, problems, tuple(unconfirmed(consignment, layout)))


def consignment_of(
    shipment: orders.Addressed, sender: catalog.SenderCard, contract: catalog.ContractCard
) -> Consignment:
    """A shipment in the words of carriers."""
    to = shipment.consignee
    return Consignment(
        number=shipment.number,
        order_number=shipment.external_no,
        name=to.get("name", ""),
        kana=to.get("kana", ""),
        postal_code=to.get("postal_code", ""),
        prefecture=to.get("prefecture", ""),
        address=to.get("address", ""),
        building=to.get("building", ""),
        phone=to.get("phone", ""),
        sender=Sender(
            name=sender.name,
            postal_code=sender.postal_code,
            prefecture=sender.prefecture,
            address=sender.address,
            building=sender.building,
            phone=sender.phone,
            customer_code=contract.customer_code,
            customer_branch=contract.customer_branch,
            freight_number=contract.freight_number,
            contents=sender.contents,
        ),
        ships_on=today(),
        service=service_word(shipment.service),
        cool=cool_word(shipment.service),
        delivery_day=shipment.delivery_date,
        slot=slot_word(shipment.delivery_slot or ""),
    )


def unconfirmed(consignment: Consignment, layout: Layout) -> Iterable[str]:
    """The wishes of a consignment whose codes somebody should look at before they travel."""
    for table, word in (("service", consignment.service), ("slot", consignment.slot)):
        if word in layout.unconfirmed.get(table, ()):
            yield word


def label_files(session: Session) -> list[LabelFileCard]:
    """The files that were written last, the newest first."""
    rows = session.execute(
        select(
            LabelFile.id,
            LabelFile.carrier_code,
            LabelFile.layout,
            LabelFile.name,
            LabelFile.shipments,
            LabelFile.made_at,
            LabelFile.made_by,
            LabelFile.voided_at,
            LabelFile.void_reason,
        )
        .order_by(LabelFile.id.desc())
        .limit(FILES_SHOWN)
    )
    return [LabelFileCard(*row) for row in rows]


def number_files(session: Session) -> list[NumberFileCard]:
    """The files of numbers that were read last, the newest first."""
    rows = session.execute(
        select(
            NumberFile.id,
            NumberFile.carrier_code,
            NumberFile.name,
            NumberFile.rows,
            NumberFile.noted,
            NumberFile.known,
            NumberFile.rejected,
            NumberFile.taken_at,
            NumberFile.taken_by,
        )
        .order_by(NumberFile.id.desc())
        .limit(FILES_SHOWN)
    )
    return [NumberFileCard(*row) for row in rows]


def rejected_numbers(session: Session, number_file_id: int) -> list[dict[str, object]]:
    """The rows of a number file that were of no use, and why."""
    rows = session.execute(
        select(
            NumberFileRow.row_no,
            NumberFileRow.code,
            NumberFileRow.number,
            NumberFileRow.tracking_no,
        )
        .where(NumberFileRow.number_file_id == number_file_id, NumberFileRow.outcome == "rejected")
        .order_by(NumberFileRow.row_no)
    )
    return [
        {"row": row, "code": code, "number": number, "tracking_no": tracking_no}
        for row, code, number, tracking_no in rows
    ]


def content_of(session: Session, label_file_id: int) -> tuple[str, bytes] | None:
    """A label file's name and bytes."""
    row = session.execute(
        select(LabelFile.name, LabelFile.content).where(LabelFile.id == label_file_id)
    ).one_or_none()
    return None if row is None else (row.name, row.content)
