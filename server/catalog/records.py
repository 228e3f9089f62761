"""Tables of the catalogue."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from server.foundation.database import BigId, Record


class Owner(Record):
    """荷主: whose goods they are; the wall between outside parties."""

    __tablename__ = "owners"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(100))


class Shop(Record):
    """店舗: where an order came from."""

    __tablename__ = "shops"
    __table_args__ = (
        CheckConstraint("least_days_left >= 0 AND safety_pieces >= 0", name="stock_terms"),
        CheckConstraint("on_short IN ('ask', 'split', 'go_without')", name="on_short"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("owners.id"))
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    carrier_code: Mapped[str] = mapped_column(String(20))
    settings: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    least_days_left: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    """賞味期限の残日数: goods must be good for so many days after the day they leave."""
    safety_pieces: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    """安全在庫: so many pieces of each product are never offered for sale."""
    takes_partial: Mapped[bool] = mapped_column(default=False, server_default=false())
    """分納: what is there leaves; the rest waits as an order of its own."""
    keeps_one_lot: Mapped[bool] = mapped_column(default=False, server_default=false())
    """A line is met from one lot, or waits."""
    on_short: Mapped[str] = mapped_column(String(12), default="ask", server_default="ask")
    """欠品時: ask a supervisor, let the rest wait as an order of its own (split), or go without."""


class CustomerTerm(Record):
    """お客様ごとの決まり: what a customer of an owner asks of goods, in all its shops."""

    __tablename__ = "customer_terms"
    __table_args__ = (
        UniqueConstraint("owner_id", "customer_key"),
        CheckConstraint("least_days_left >= 0", name="least_days_left"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("owners.id"))
    customer_key: Mapped[str] = mapped_column(String(64))
    """As orders have it: a keyed hash of mail address or phone."""
    name: Mapped[str] = mapped_column(String(60))
    """As the office calls it."""
    least_days_left: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    never_older: Mapped[bool] = mapped_column(default=False, server_default=false())
    """日付逆転の禁止: never goods that expire before those it got last."""
    keeps_one_lot: Mapped[bool] = mapped_column(default=False, server_default=false())


class Product(Record):
    """商品: goods, or a flyer (kind `flyer`), whose stock is stock like any other."""

    __tablename__ = "products"
    __table_args__ = (
        UniqueConstraint("owner_id", "sku"),
        CheckConstraint("kind IN ('goods', 'flyer')", name="kind"),
        CheckConstraint("blocked_days >= 0 AND safety_pieces >= 0", name="stock_terms"),
        CheckConstraint("temperature IN ('ambient', 'chilled', 'frozen')", name="temperature"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("owners.id"))
    sku: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(200))
    variant: Mapped[str] = mapped_column(String(100), default="")
    kind: Mapped[str] = mapped_column(String(10), default="goods")
    category: Mapped[str] = mapped_column(String(40), default="")
    tags: Mapped[list[str]] = mapped_column(JSON, default=list, server_default=text("'[]'"))
    """タグ: words of the house's own, which rules ask for."""
    temperature: Mapped[str] = mapped_column(
        String(10), default="ambient", server_default=text("'ambient'")
    )
    """温度帯: how it travels. What nobody has said otherwise of is not cooled."""
    has_lots: Mapped[bool] = mapped_column(default=False)
    expires: Mapped[bool] = mapped_column(default=False)
    weight_grams: Mapped[int | None]
    thickness_mm: Mapped[int | None]
    """As it lies in a parcel; none: nobody has measured it. 0: a sheet, which counts as nothing."""
    length_mm: Mapped[int | None]
    width_mm: Mapped[int | None]
    height_mm: Mapped[int | None]
    """The three sides of one piece as it is packed; none: nobody has measured it."""
    price_yen: Mapped[int | None]
    blocked_days: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    """出荷停止日数: from so many days before it expires nobody is promised it."""
    safety_pieces: Mapped[int | None]
    """In place of its shop's; none: the shop's counts."""
    goes_first_in: Mapped[bool] = mapped_column(default=False, server_default=false())
    """先入先出: what came first leaves first, where no day of expiry says otherwise."""
    wants_serial: Mapped[bool] = mapped_column(default=False, server_default=false())
    """シリアル管理: each piece that is packed is asked for its serial number."""
    created_at: Mapped[datetime]


class Barcode(Record):
    """A code that names a product, and how many pieces one scan of it means (入数)."""

    __tablename__ = "barcodes"
    __table_args__ = (
        UniqueConstraint("owner_id", "code"),
        Index("ix_barcodes_product_id", "product_id"),
        CheckConstraint("quantity_pieces > 0", name="quantity_pieces"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("owners.id"))
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    code: Mapped[str] = mapped_column(String(64))
    raw: Mapped[str] = mapped_column(String(64))
    quantity_pieces: Mapped[int] = mapped_column(default=1)


class KitComponent(Record):
    """セット商品の中身: pieces of a product that are in one kit."""

    __tablename__ = "kit_components"
    __table_args__ = (
        CheckConstraint("pieces > 0", name="pieces"),
        CheckConstraint("kit_product_id <> component_product_id", name="itself"),
        Index("ix_kit_components_component_product_id", "component_product_id"),
    )

    kit_product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), primary_key=True)
    component_product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), primary_key=True)
    pieces: Mapped[int]


class ProductPicture(Record):
    """What the picker compares the goods with."""

    __tablename__ = "product_pictures"

    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), primary_key=True)
    media_type: Mapped[str] = mapped_column(String(40))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    digest: Mapped[str] = mapped_column(String(16))


class ShopSender(Record):
    """ご依頼主: who stands on a shop's slips as the sender."""

    __tablename__ = "shop_senders"

    shop_id: Mapped[int] = mapped_column(ForeignKey("shops.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    postal_code: Mapped[str] = mapped_column(String(8))
    prefecture: Mapped[str] = mapped_column(String(4))
    address: Mapped[str] = mapped_column(String(120))
    building: Mapped[str] = mapped_column(String(60), default="")
    phone: Mapped[str] = mapped_column(String(20))
    contents: Mapped[str] = mapped_column(String(50))
    """品名: what stands on the slip as the contents of the parcel."""


class CarrierContract(Record):
    """What a carrier charges a shop's parcels to, and which program prints its slips."""

    __tablename__ = "carrier_contracts"

    shop_id: Mapped[int] = mapped_column(ForeignKey("shops.id"), primary_key=True)
    carrier_code: Mapped[str] = mapped_column(String(20), primary_key=True)
    layout: Mapped[str] = mapped_column(String(40))
    """The layout of the file: yamato_b2, sagawa_ehiden3, japanpost_yupri …."""
    customer_code: Mapped[str] = mapped_column(String(20), default="")
    """請求先顧客コード, お客様コード."""
    customer_branch: Mapped[str] = mapped_column(String(10), default="")
    freight_number: Mapped[str] = mapped_column(String(10), default="")
    """運賃管理番号."""


class Carrier(Record):
    """配送会社: data with a validity, never code."""

    __tablename__ = "carriers"
    __table_args__ = (UniqueConstraint("code", "valid_from"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    code: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(60))
    name_en: Mapped[str] = mapped_column(String(60))
    cutoff_time: Mapped[str] = mapped_column(String(5))
    """When the last parcel of the day is fetched, warehouse time, `HH:MM`."""
    aliases: Mapped[list[str]] = mapped_column(JSON, default=list)
    """How order files name this carrier."""
    valid_from: Mapped[str] = mapped_column(String(10))
    valid_until: Mapped[str | None] = mapped_column(String(10))


class CarrierLimit(Record):
    """配送サービスの上限: how thick and heavy a carrier takes parcels of one service (ネコポス)."""

    __tablename__ = "carrier_limits"
    __table_args__ = (UniqueConstraint("carrier_code", "service", "valid_from"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    carrier_code: Mapped[str] = mapped_column(String(20))
    service: Mapped[str] = mapped_column(String(40))
    """A word of the service: an order's service that has it in it is meant."""
    thickness_mm_max: Mapped[int | None]
    weight_grams_max: Mapped[int | None]
    valid_from: Mapped[str] = mapped_column(String(10))
    valid_until: Mapped[str | None] = mapped_column(String(10))
