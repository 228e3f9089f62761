"""Tables of shipping."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.foundation.database import BigId, Record


class Handover(Record):
    """引渡し: a carrier's driver took closed parcels away."""

    __tablename__ = "handovers"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    carrier_code: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    parcels: Mapped[int]


class HandoverParcel(Record):
    """Which parcel left with which handover; each leaves once."""

    __tablename__ = "handover_parcels"

    parcel_id: Mapped[int] = mapped_column(ForeignKey("parcels.id"), primary_key=True)
    handover_id: Mapped[int] = mapped_column(ForeignKey("handovers.id"))
