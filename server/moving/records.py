"""Tables of moving: where a move stands, in columns."""

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.foundation.database import BigId, Record


class MoveJob(Record):
    """Goods that one person moves out of one place."""

    __tablename__ = "move_jobs"

    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), primary_key=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"))
    aim: Mapped[str] = mapped_column(String(10), default="move", server_default="move")
    """move, put_away or replenish."""
    wanted_pieces: Mapped[int | None]
    """How many pieces the shelf that is filled wants."""
    step: Mapped[str] = mapped_column(String(20))
    at_goods: Mapped[int | None]
    """Sequence of the goods that were scanned last."""
    asked_product_id: Mapped[int | None] = mapped_column(ForeignKey("products.id"))
    """Goods in the hand whose lot is not known yet, and how many pieces."""
    asked_pieces: Mapped[int] = mapped_column(default=0)
    last_did: Mapped[str | None] = mapped_column(String(20))
    """What the last accepted scan did; none to undo."""
    last_at: Mapped[int | None]
    last_pieces: Mapped[int] = mapped_column(default=0)
    last_target_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"))
    revision: Mapped[int] = mapped_column(default=0)


class MoveGoods(Record):
    """Pieces of one product and lot in the place that a move takes from."""

    __tablename__ = "move_goods"
    __table_args__ = (
        UniqueConstraint("task_id", "sequence"),
        CheckConstraint(
            "hand_pieces >= 0 AND moved_pieces >= 0 AND moved_pieces <= free_pieces"
            " AND free_pieces <= lay_pieces",
            name="pieces",
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"))
    sequence: Mapped[int]
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    lot: Mapped[str] = mapped_column(String(40), default="")
    expires_on: Mapped[str | None] = mapped_column(String(10))
    lay_pieces: Mapped[int]
    """Pieces that lie there, with those that the move has taken away."""
    free_pieces: Mapped[int]
    """Of those the pieces that are promised to nobody."""
    hand_pieces: Mapped[int] = mapped_column(default=0)
    moved_pieces: Mapped[int] = mapped_column(default=0)
    goes_to_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"))
    """Where these goods are best put."""
    goes_because: Mapped[str | None] = mapped_column(String(20))
    laid_pieces: Mapped[int] = mapped_column(default=0)
    """Pieces that left the hand with the last accepted scan."""
