"""Tables of picking: where a cart job stands, in columns."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from server.foundation.database import BigId, Record


class PickJob(Record):
    """One walk with one cart: its step in the flow table and the line in hand."""

    __tablename__ = "pick_jobs"

    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"), unique=True)
    step: Mapped[str] = mapped_column(String(20))
    at_line: Mapped[int] = mapped_column(default=0)
    """Sequence of the line in hand, from 0."""
    ships_on: Mapped[str] = mapped_column(String(10))
    last_did: Mapped[str | None] = mapped_column(String(20))
    """What the last accepted scan did, at which line and with how many pieces; none to undo."""
    last_at: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    last_pieces: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    revision: Mapped[int] = mapped_column(default=0)


class PickLine(Record):
    """Pieces of one balance that go into one tote."""

    __tablename__ = "pick_lines"
    __table_args__ = (
        UniqueConstraint("task_id", "sequence"),
        CheckConstraint(
            "placed_pieces >= 0 AND placed_pieces <= picked_pieces"
            " AND short_pieces >= 0 AND picked_pieces + short_pieces <= wanted_pieces",
            name="pieces",
        ),
        Index("ix_pick_lines_order_line_id", "order_line_id"),
        Index("ix_pick_lines_shipment_id", "shipment_id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"))
    sequence: Mapped[int]
    """Order of the walk, from 0; below 0: held, and the picker has not heard of it yet."""
    before_line_id: Mapped[int | None] = mapped_column(BigId)
    """Found elsewhere, it is laid before this line of the walk; none: at the end."""
    slot: Mapped[int]
    shipment_id: Mapped[int] = mapped_column(ForeignKey("shipments.id"))
    order_line_id: Mapped[int] = mapped_column(ForeignKey("order_lines.id"))
    reservation_id: Mapped[int] = mapped_column(ForeignKey("reservations.id"))
    stock_id: Mapped[int] = mapped_column(ForeignKey("stock.id"))
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"))
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    lot: Mapped[str] = mapped_column(String(40), default="")
    expires_on: Mapped[str | None] = mapped_column(String(10))
    wanted_pieces: Mapped[int]
    picked_pieces: Mapped[int] = mapped_column(default=0)
    placed_pieces: Mapped[int] = mapped_column(default=0)
    short_pieces: Mapped[int] = mapped_column(default=0)
    short_reason: Mapped[str | None] = mapped_column(String(20))
    is_dropped: Mapped[bool] = mapped_column(default=False, server_default=false())
    """The order was cancelled and the picker has heard it: what was picked goes back."""
    back_pieces: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    """Counted by scans on their way back to the place."""
