"""Tables of flyers."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from server.foundation.database import BigId, Record


class Campaign(Record):
    """キャンペーン: which flyer goes to whom, and why."""

    __tablename__ = "campaigns"
    __table_args__ = (
        UniqueConstraint("owner_id", "code"),
        CheckConstraint("audience IN ('all', 'first', 'repeat')", name="audience"),
        CheckConstraint("held_out_percent >= 0 AND held_out_percent < 100", name="held_out"),
        CheckConstraint("b_percent >= 0 AND b_percent < 100", name="b_percent"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("owners.id"))
    code: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(100))
    shop_id: Mapped[int | None] = mapped_column(ForeignKey("shops.id"))
    """Only orders of this shop; none means every shop of the flyer's owner."""
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    audience: Mapped[str] = mapped_column(String(10))
    """Everybody, first purchase, or repeat purchase."""
    condition: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """What must be true of the order beside it, in the words of the rules; none means nothing."""
    ordered_from: Mapped[str | None] = mapped_column(String(10))
    ordered_until: Mapped[str | None] = mapped_column(String(10))
    """First and last order day, warehouse time, inclusive."""
    reason_ja: Mapped[str] = mapped_column(String(200))
    reason_en: Mapped[str] = mapped_column(String(200))
    quantity_pieces: Mapped[int] = mapped_column(default=1)
    priority: Mapped[int] = mapped_column(default=0)
    exclusive_group: Mapped[str | None] = mapped_column(String(40))
    """Of one group an order takes part in the most important campaign only."""
    held_out_percent: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    """So many of a hundred customers get no flyer, to see what flyers do."""
    substitute_id: Mapped[int | None] = mapped_column(ForeignKey("products.id"))
    """The flyer that goes out in its place when there are no more of it."""
    b_product_id: Mapped[int | None] = mapped_column(ForeignKey("products.id"))
    """The flyer that a share of the customers gets instead, so that the two are compared."""
    b_percent: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    parcels_max: Mapped[int | None]
    parcels_per_day_max: Mapped[int | None]
    parcels_per_customer_max: Mapped[int | None]
    parcels_per_period_max: Mapped[int | None]
    period_days: Mapped[int | None]
    """A customer gets it into so many parcels of so many days, the day of the parcel included."""
    not_sent_before: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Only customers who never got this flyer, by whatever campaign."""
    parcel_flyers_max: Mapped[int | None]
    parcel_grams_max: Mapped[int | None]
    parcel_mm_max: Mapped[int | None]
    """A parcel that it lies in has so many flyers, and weighs so much and is so thick with its
    goods, at most."""
    cost_yen_each: Mapped[int | None]
    """What one flyer costs, for the report."""
    code_prefix: Mapped[str | None] = mapped_column(String(8))
    """Each parcel's flyer has a code of its own, with this before it; none: no codes."""
    letter_title: Mapped[str | None] = mapped_column(String(60))
    letter_text: Mapped[str | None] = mapped_column(String(2000))
    """お手紙: what is printed for each customer, with `{customer_name}` and the like filled in."""
    letter_paper: Mapped[str] = mapped_column(String(12), default="a5", server_default="a5")
    active: Mapped[bool] = mapped_column(default=True)
    revision: Mapped[int] = mapped_column(default=1)


class FlyerInsert(Record):
    """A flyer that one parcel must get: planned at release, fixed by a reservation."""

    __tablename__ = "flyer_inserts"
    __table_args__ = (
        UniqueConstraint("shipment_id", "campaign_id"),
        Index("ix_flyer_inserts_shipment_id", "shipment_id"),
        Index("ix_flyer_inserts_campaign_day", "campaign_id", "planned_on"),
        Index("ix_flyer_inserts_customer_key", "customer_key"),
        CheckConstraint(
            "inserted_pieces >= 0 AND inserted_pieces <= quantity_pieces", name="pieces"
        ),
        CheckConstraint("arm IN ('a', 'b')", name="arm"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    shipment_id: Mapped[int] = mapped_column(ForeignKey("shipments.id"))
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaigns.id"))
    """None: no campaign wants it, but a rule (`by_rule`)."""
    campaign_revision: Mapped[int]
    by_rule: Mapped[str | None] = mapped_column(String(60))
    """The name that the rule had which wants it."""
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    """The campaign's flyer, its substitute, or what a rule wants in its place."""
    arm: Mapped[str] = mapped_column(String(1), default="a", server_default="a")
    """Which of the campaign's two flyers is meant for this customer, also where another went in."""
    customer_key: Mapped[str] = mapped_column(String(64))
    planned_on: Mapped[str] = mapped_column(String(10))
    """Whose parcel it is and the day of its release: what caps count by."""
    quantity_pieces: Mapped[int]
    inserted_pieces: Mapped[int] = mapped_column(default=0)
    last_pieces: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    """Of these the last accepted scan inserted so many; they can be taken back."""
    waived_at: Mapped[datetime | None]
    waived_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    let_go_at: Mapped[datetime | None]
    """When it turned out that its parcel will not be made."""


class HeldOut(Record):
    """An order that was meant to get a campaign's flyer and goes without, for comparison."""

    __tablename__ = "flyers_held_out"

    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    campaign_revision: Mapped[int]


class LeftOut(Record):
    """A flyer that was meant for a parcel and did not fit into it, and why."""

    __tablename__ = "flyers_left_out"
    __table_args__ = (Index("ix_flyers_left_out_shipment_id", "shipment_id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    shipment_id: Mapped[int] = mapped_column(ForeignKey("shipments.id"))
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaigns.id"))
    """None: no campaign wanted it, but a rule (`by_rule`)."""
    campaign_revision: Mapped[int]
    by_rule: Mapped[str | None] = mapped_column(String(60))
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    why: Mapped[str] = mapped_column(String(30))
    """The limit by its name (`fitting.py`)."""


class FlyerCode(Record):
    """クーポンコード: the code of one parcel's flyer. It stays its own for ever, also voided."""

    __tablename__ = "flyer_codes"
    __table_args__ = (UniqueConstraint("code", "owner_id"),)

    insert_id: Mapped[int] = mapped_column(ForeignKey("flyer_inserts.id"), primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("owners.id"))
    code: Mapped[str] = mapped_column(String(20))
    voided_at: Mapped[datetime | None]


class Redemption(Record):
    """A customer has used the code of a flyer, for this order of the shop's cart."""

    __tablename__ = "flyer_redemptions"
    __table_args__ = (CheckConstraint("source IN ('key', 'desk', 'file', 'order')", name="source"),)

    insert_id: Mapped[int] = mapped_column(ForeignKey("flyer_codes.insert_id"), primary_key=True)
    order_no: Mapped[str] = mapped_column(String(100))
    amount_yen: Mapped[int | None]
    redeemed_at: Mapped[datetime]
    """As it was told; when it was noted, where nothing was told."""
    noted_at: Mapped[datetime]
    source: Mapped[str] = mapped_column(String(10))
    noted_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class LetterPrint(Record):
    """お手紙の印刷: the letters of a parcel were handed out to be printed. Only added to."""

    __tablename__ = "letter_prints"
    __table_args__ = (Index("ix_letter_prints_shipment_id", "shipment_id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    shipment_id: Mapped[int] = mapped_column(ForeignKey("shipments.id"))
    printed_at: Mapped[datetime]
    printed_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
