"""Tables of orders, and of what leaves for them."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from server.foundation.database import BigId, Record

STAGES = (
    "waiting",
    "reserved",
    "released",
    "picking",
    "picked",
    "packing",
    "packed",
    "shipped",
    "held",
    "cancelled",
)
"""引当待ち, 引当済, 指示済, ピック中, 梱包待ち, 梱包中, 梱包済, 出荷済, 保留, 取消."""


class Order(Record):
    """受注: what a customer wants from a shop."""

    __tablename__ = "orders"
    __table_args__ = (
        UniqueConstraint("shop_id", "external_no"),
        CheckConstraint(f"stage IN {STAGES}", name="stage"),
        Index("ix_orders_stage_ship_by", "stage", "ship_by"),
        Index("ix_orders_customer", "shop_id", "customer_key"),
        Index("ix_orders_split_from_id", "split_from_id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("owners.id"))
    shop_id: Mapped[int] = mapped_column(ForeignKey("shops.id"))
    external_no: Mapped[str] = mapped_column(String(100))
    row_digest: Mapped[str] = mapped_column(String(64))
    """Of what the file said; another digest for the same number is a visible conflict."""
    stage: Mapped[str] = mapped_column(String(10))
    stage_since: Mapped[datetime]
    hold_reason: Mapped[str | None] = mapped_column(String(60))
    ordered_at: Mapped[datetime]
    imported_at: Mapped[datetime]
    ship_by: Mapped[datetime]
    """The cut-off this order has to make."""
    carrier_code: Mapped[str] = mapped_column(String(20))
    service: Mapped[str] = mapped_column(String(40), default="")
    delivery_date: Mapped[str | None] = mapped_column(String(10))
    delivery_slot: Mapped[str | None] = mapped_column(String(40))
    is_gift: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(String(1000), default="")
    total_yen: Mapped[int] = mapped_column(default=0)
    customer_key: Mapped[str] = mapped_column(String(64))
    """A keyed hash of mail address or phone: tells repeat customers apart and nothing else."""
    purchase_number: Mapped[int] = mapped_column(default=1)
    """The customer's nth order at this shop, from 1."""
    consignee: Mapped[dict[str, Any]] = mapped_column(JSON)
    """name, kana, postal_code, prefecture, address, building, phone; never sent to a handheld."""
    channel: Mapped[str] = mapped_column(String(30), default="", server_default="")
    """販売チャネル: the kind of file it came in by (rakuten, shopify …)."""
    payment: Mapped[str] = mapped_column(String(100), default="", server_default="")
    """支払方法, in the shop's words."""
    subscription_number: Mapped[int | None]
    """定期回数: the nth delivery of a subscription; none: nobody said so."""
    customer_rank: Mapped[str] = mapped_column(String(40), default="", server_default="")
    """会員ランク, in the shop's words."""
    split_from_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id"))
    """The order whose missing goods this one waits for (分納)."""
    edition: Mapped[int] = mapped_column(default=1)
    """Counts what people and shops change in it; who changes it says which one they have seen."""
    edition_of_file: Mapped[int] = mapped_column(default=1)
    """What the last file made; a later one was made by hand, and no file writes over it."""
    earlier_digests: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Of what files said before; such a file is old, and no news when it comes again."""
    revision: Mapped[int] = mapped_column(default=0)


class OrderLine(Record):
    """明細."""

    __tablename__ = "order_lines"
    __table_args__ = (
        Index(
            "uq_order_lines_live_line_no",
            "order_id",
            "line_no",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
        Index("ix_order_lines_order_id", "order_id"),
        CheckConstraint("quantity_pieces > 0", name="quantity_pieces"),
        CheckConstraint(
            "short_pieces >= 0 AND short_pieces <= quantity_pieces", name="short_pieces"
        ),
        CheckConstraint(
            "(kit_pieces IS NULL) = (kit_product_id IS NULL) AND coalesce(kit_pieces, 1) > 0",
            name="kit_pieces",
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    line_no: Mapped[int]
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    external_sku: Mapped[str] = mapped_column(String(100))
    quantity_pieces: Mapped[int]
    short_pieces: Mapped[int] = mapped_column(default=0)
    """Not there when picked; a supervisor has agreed to ship without them."""
    price_yen: Mapped[int] = mapped_column(default=0)
    kit_product_id: Mapped[int | None] = mapped_column(ForeignKey("products.id"))
    """The kit (セット商品) that was ordered, of which this is a part; none: ordered by itself.

    Itself where kits are sent that were put together before.
    """
    kit_pieces: Mapped[int | None]
    """Pieces of it in one kit, as the recipe was when the order came in."""
    withdrawn_at: Mapped[datetime | None]
    """It was changed: nobody is to get it; what was held and picked for it still names it."""


class Shipment(Record):
    """出荷: what leaves together to one address; our number travels with it, 11 characters."""

    __tablename__ = "shipments"
    __table_args__ = (
        Index(
            "uq_shipments_live_order",
            "order_id",
            unique=True,
            sqlite_where=text("cancelled_at IS NULL"),
            postgresql_where=text("cancelled_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    number: Mapped[str] = mapped_column(String(15), unique=True)
    carrier_code: Mapped[str] = mapped_column(String(20))
    service: Mapped[str] = mapped_column(String(40), default="")
    released_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]
    label_is_void: Mapped[bool] = mapped_column(default=False)
    """A label was asked for under a former address: no slip is good until it is asked for again."""


class Slip(Record):
    """送り状: a tracking number that a carrier's program gave to a shipment.

    A shipment may have several, one for each label. A number belongs to one shipment for ever: a
    slip that is thrown away is voided, and its number is never given to another.
    """

    __tablename__ = "slips"
    __table_args__ = (
        UniqueConstraint("carrier_code", "tracking_no"),
        Index("ix_slips_shipment_id", "shipment_id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    shipment_id: Mapped[int] = mapped_column(ForeignKey("shipments.id"))
    carrier_code: Mapped[str] = mapped_column(String(20))
    tracking_no: Mapped[str] = mapped_column(String(30))
    noted_at: Mapped[datetime]
    voided_at: Mapped[datetime | None]


class NumberPool(Record):
    """連番: the slips of a box that a carrier printed ahead for an owner, given out in order.

    Serials are the numbers without their check digit.
    """

    __tablename__ = "number_pools"
    __table_args__ = (
        CheckConstraint(
            "first_serial <= next_serial AND next_serial <= last_serial + 1", name="next_serial"
        ),
        Index("ix_number_pools_owner_carrier", "owner_id", "carrier_code"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("owners.id"))
    carrier_code: Mapped[str] = mapped_column(String(20))
    first_serial: Mapped[int] = mapped_column(BigInteger)
    last_serial: Mapped[int] = mapped_column(BigInteger)
    next_serial: Mapped[int] = mapped_column(BigInteger)
    tell_at_left: Mapped[int]
    added_at: Mapped[datetime]
    added_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    closed_at: Mapped[datetime | None]


class Parcel(Record):
    """個口: one closed box of a shipment, one tracking number."""

    __tablename__ = "parcels"
    __table_args__ = (UniqueConstraint("carrier_code", "tracking_no"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    shipment_id: Mapped[int] = mapped_column(ForeignKey("shipments.id"), unique=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"))
    carrier_code: Mapped[str] = mapped_column(String(20))
    tracking_no: Mapped[str] = mapped_column(String(30))
    closed_at: Mapped[datetime]
    closed_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    handed_over_at: Mapped[datetime | None]


class PackedSerial(Record):
    """シリアル番号: which very piece of a product went into the parcel of a shipment."""

    __tablename__ = "packed_serials"
    __table_args__ = (
        Index(
            "uq_packed_serials_out",
            "product_id",
            "serial",
            unique=True,
            sqlite_where=text("came_back_at IS NULL"),
            postgresql_where=text("came_back_at IS NULL"),
        ),
        Index("ix_packed_serials_shipment_id", "shipment_id"),
        Index("ix_packed_serials_order_line_id", "order_line_id"),
        Index("ix_packed_serials_serial", "serial"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    shipment_id: Mapped[int] = mapped_column(ForeignKey("shipments.id"))
    order_line_id: Mapped[int] = mapped_column(ForeignKey("order_lines.id"))
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    lot: Mapped[str] = mapped_column(String(40), default="")
    serial: Mapped[str] = mapped_column(String(20))
    packed_at: Mapped[datetime]
    may_be_back: Mapped[bool] = mapped_column(default=False)
    """Some pieces of its line came back, and nobody has read whether it was this one."""
    came_back_at: Mapped[datetime | None]
