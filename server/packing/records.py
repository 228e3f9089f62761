"""Tables of packing."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from server.foundation.database import BigId, Record


class PackJob(Record):
    """One parcel on a packing station: its step in the flow table."""

    __tablename__ = "pack_jobs"

    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), primary_key=True)
    shipment_id: Mapped[int] = mapped_column(ForeignKey("shipments.id"), unique=True)
    tote_place_id: Mapped[int] = mapped_column(ForeignKey("places.id"))
    parcel_place_id: Mapped[int] = mapped_column(ForeignKey("places.id"))
    step: Mapped[str] = mapped_column(String(20))
    slip: Mapped[str | None] = mapped_column(String(30))
    unconfirmed: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Rules ask for something that no scan can verify, and nobody has said that it was read."""
    revision: Mapped[int] = mapped_column(default=0)


class PackLine(Record):
    """Pieces of one product and lot that must be seen by a scan on their way into the parcel."""

    __tablename__ = "pack_lines"
    __table_args__ = (
        UniqueConstraint("task_id", "order_line_id", "lot"),
        CheckConstraint("packed_pieces >= 0 AND packed_pieces <= wanted_pieces", name="pieces"),
        Index("ix_pack_lines_order_line_id", "order_line_id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"))
    order_line_id: Mapped[int] = mapped_column(ForeignKey("order_lines.id"))
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    lot: Mapped[str] = mapped_column(String(40), default="")
    wanted_pieces: Mapped[int]
    packed_pieces: Mapped[int] = mapped_column(default=0)
    last_pieces: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    """Of these the last accepted scan counted so many; they can be taken back."""
    wants_serial: Mapped[bool] = mapped_column(default=False, server_default=false())
    """As its product was when the parcel was begun: each piece is asked for its serial number."""
    last_serial: Mapped[bool] = mapped_column(default=False, server_default=false())
    """The last accepted scan was a serial number of this line."""
