"""What becomes of a number that comes back. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol


class Returned(Protocol):
    """A row as `carrier_files` reads it."""

    @property
    def row_no(self) -> int:
        """As a spreadsheet counts."""

    @property
    def number(self) -> str:
        """Our shipment number."""

    @property
    def tracking_no(self) -> str:
        """The carrier's number."""

    @property
    def fault(self) -> str | None:
        """Why the row could not be read."""


class Known(Protocol):
    """A shipment of ours."""

    @property
    def shipment_id(self) -> int:
        """Its id."""

    @property
    def carrier_code(self) -> str:
        """Who takes it."""

    @property
    def is_cancelled(self) -> bool:
        """Whether nothing leaves for it any more."""

    @property
    def is_closed(self) -> bool:
        """Whether its parcel is closed, under the slip it has."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one row."""

    row_no: int
    outcome: str
    """noted, known, rejected."""
    code: str | None
    """Why it was rejected."""
    number: str
    tracking_no: str
    shipment_id: int | None


def settle(
    rows: Iterable[Returned],
    shipments: Mapping[str, Known],
    holders: Mapping[str, tuple[int, bool]],
    carrier_code: str,
    void: Collection[int] = (),
) -> list[Outcome]:
    """What becomes of every row of a file.

    Args:
        rows: as they stand in the file.
        shipments: ours, by our number.
        holders: tracking number → (whose shipment, whether voided), of numbers known already.
        carrier_code: whose file it is.
        void: shipments whose label is void; a number that comes back now is that label's.
    """
    taken = dict(holders)
    settled = []
    for row in rows:
        shipment = shipments.get(row.number)
        held = taken.get(row.tracking_no)
        code = row.fault or refused(shipment, held, carrier_code)
        if code is None and held is None and shipment and shipment.shipment_id in void:
            code = "label_is_void"
        is_known = shipment is not None and held == (shipment.shipment_id, False)
        outcome = "rejected" if code else "known" if is_known else "noted"
        if outcome == "noted" and shipment is not None:
            taken[row.tracking_no] = (shipment.shipment_id, False)
        settled.append(
            Outcome(
                row.row_no,
                outcome,
                code,
                row.number,
                row.tracking_no,
                shipment.shipment_id if shipment and not code else None,
            )
        )
    return settled


def refused(shipment: Known | None, held: tuple[int, bool] | None, carrier_code: str) -> str | None:
    """Why a number cannot be noted; None when it can, or is known."""
    if shipment is None:
        return "shipment_unknown"
    if shipment.carrier_code != carrier_code:
        return "other_carrier"
    if held is not None:
        holder_id, is_voided = held
        if holder_id != shipment.shipment_id:
            return "number_of_other_shipment"
        return "number_was_voided" if is_voided else None
    if shipment.is_cancelled:
        return "shipment_cancelled"
    return "parcel_is_closed" if shipment.is_closed else None
