"""What is asked about the catalogue."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from server.catalog.measures import MEASURES, longest_of, thickness_of
from server.catalog.records import Barcode, Carrier, Owner, Product, ProductPicture, Shop
from server.vocabulary import Codes


@dataclass(frozen=True, slots=True)
class ProductCard:
    """A product as a screen shows it."""

    id: int
    owner_id: int
    sku: str
    name: str
    variant: str
    kind: str
    has_lots: bool
    expires: bool
    weight_grams: int | None
    thickness_mm: int | None
    jan: str | None
    picture_digest: str | None

    @property
    def picture(self) -> str | None:
        """Where its picture is; the digest changes with the picture, so it may be kept for ever."""
        if self.picture_digest is None:
            return None
        return f"/api/v1/products/{self.id}/picture?v={self.picture_digest}"

    def as_shown(self) -> dict[str, Any]:
        """What devices are told of it."""
        return {
            "id": self.id,
            "sku": self.sku,
            "name": self.name,
            "variant": self.variant,
            "kind": self.kind,
            "jan": self.jan,
            "picture": self.picture,
        }


@dataclass(frozen=True, slots=True)
class CodeMeaning:
    """What one scan of a code means."""

    code: str
    product_id: int
    quantity_pieces: int


@dataclass(frozen=True, slots=True)
class OwnerCard:
    """An owner (荷主)."""

    id: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class ShopCard:
    """A shop."""

    id: int
    owner_id: int
    code: str
    name: str
    carrier_code: str


@dataclass(frozen=True, slots=True)
class CarrierCard:
    """A carrier as it is valid on a day."""

    code: str
    name: str
    name_en: str
    cutoff_time: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProductTraits:
    """What a rule may ask about a product."""

    sku: str
    name: str
    category: str
    weight_grams: int | None
    thickness_mm: int | None
    longest_mm: int | None
    """Its longest side."""
    temperature: str
    tags: tuple[str, ...]


def product_cards(session: Session, product_ids: Sequence[int]) -> dict[int, ProductCard]:
    """Products by id, each with the code of a single piece."""
    single_codes = dict(
        session.execute(
            select(Barcode.product_id, Barcode.raw)
            .where(Barcode.product_id.in_(list(product_ids)), Barcode.quantity_pieces == 1)
            .order_by(Barcode.id.desc())
        ).all()
    )
    rows = session.execute(
        select(
            Product.id,
            Product.owner_id,
            Product.sku,
            Product.name,
            Product.variant,
            Product.kind,
            Product.has_lots,
            Product.expires,
            *(getattr(Product, name) for name in MEASURES),
            ProductPicture.digest,
        )
        .outerjoin(ProductPicture, ProductPicture.product_id == Product.id)
        .where(Product.id.in_(list(product_ids)))
    )
    return {
        row.id: ProductCard(
            id=row.id,
            owner_id=row.owner_id,
            sku=row.sku,
            name=row.name,
            variant=row.variant,
            kind=row.kind,
            has_lots=row.has_lots,
            expires=row.expires,
            weight_grams=row.weight_grams,
            thickness_mm=thickness_of(row),
            jan=single_codes.get(row.id),
            picture_digest=row.digest,
        )
        for row in rows
    }


def codes_of_products(session: Session, product_ids: Sequence[int]) -> list[CodeMeaning]:
    """Every code that names one of these products."""
    rows = session.execute(
        select(Barcode.code, Barcode.product_id, Barcode.quantity_pieces)
        .where(Barcode.product_id.in_(list(product_ids)))
        .order_by(Barcode.id)
    )
    return [CodeMeaning(*row) for row in rows]


def job_codes(session: Session, product_ids: Sequence[int]) -> Codes:
    """The codes of these products as a job knows them: code → product and pieces."""
    return {
        meaning.code: {"product": meaning.product_id, "quantity": meaning.quantity_pieces}
        for meaning in codes_of_products(session, product_ids)
    }


def product_owners(session: Session, product_ids: Sequence[int]) -> dict[int, int]:
    """Whose goods these products are."""
    rows = session.execute(
        select(Product.id, Product.owner_id).where(Product.id.in_(list(product_ids)))
    )
    return dict(rows.all())


def shops(session: Session) -> list[ShopCard]:
    """All shops, by code."""
    rows = session.execute(
        select(Shop.id, Shop.owner_id, Shop.code, Shop.name, Shop.carrier_code).order_by(Shop.code)
    )
    return [ShopCard(*row) for row in rows]


def lock_carrier(session: Session, code: str) -> None:
    """Let nobody else work at this carrier's slips until the transaction ends."""
    session.execute(
        select(Carrier.id).where(Carrier.code == code).order_by(Carrier.id).with_for_update()
    ).all()


def lock_owner(session: Session, owner_id: int) -> None:
    """Let nobody else who asks for it work for this owner until the transaction ends."""
    session.execute(select(Owner.id).where(Owner.id == owner_id).with_for_update(key_share=True))


def carriers(session: Session, day: str) -> list[CarrierCard]:
    """The carriers that are valid on a day, the earliest cut-off first."""
    rows = session.scalars(
        select(Carrier)
        .where(
            Carrier.valid_from <= day,
            or_(Carrier.valid_until.is_(None), Carrier.valid_until >= day),
        )
        .order_by(Carrier.cutoff_time, Carrier.code)
    )
    return [
        CarrierCard(row.code, row.name, row.name_en, row.cutoff_time, tuple(row.aliases))
        for row in rows
    ]


def picture_of(session: Session, product_id: int) -> tuple[str, bytes, str] | None:
    """Media type, content and digest of a product's picture."""
    row = session.execute(
        select(ProductPicture.media_type, ProductPicture.content, ProductPicture.digest).where(
            ProductPicture.product_id == product_id
        )
    ).one_or_none()
    return None if row is None else (row.media_type, row.content, row.digest)


def owners(session: Session) -> list[OwnerCard]:
    """All owners, by code."""
    rows = session.execute(select(Owner.id, Owner.code, Owner.name).order_by(Owner.code))
    return [OwnerCard(*row) for row in rows]


def product_traits(session: Session, product_ids: Sequence[int]) -> dict[int, ProductTraits]:
    """Products by id, with what rules ask."""
    rows = session.execute(
        select(
            Product.id,
            Product.sku,
            Product.name,
            Product.variant,
            Product.category,
            *(getattr(Product, name) for name in MEASURES),
        ).where(Product.id.in_(list(product_ids)))
    )
    return {
        row.id: ProductTraits(
            row.sku,
            f"{row.name} {row.variant}".strip(),
            row.category,
            row.weight_grams,
            thickness_of(row),
            longest_of(row),
            row.temperature,
            tuple(row.tags),
        )
        for row in rows
    }


def categories(session: Session, owner_id: int) -> list[str]:
    """The categories of an owner's goods."""
    return list(
        session.scalars(
            select(Product.category)
            .where(Product.owner_id == owner_id, Product.category != "")
            .distinct()
            .order_by(Product.category)
        )
    )


def goods_of(session: Session, owner_id: int, *, most: int) -> list[tuple[str, str]]:
    """Number and name of an owner's goods, by number."""
    rows = session.execute(
        select(Product.sku, Product.name)
        .where(Product.owner_id == owner_id, Product.kind == "goods")
        .order_by(Product.sku)
        .limit(most)
    )
    return [(row.sku, row.name) for row in rows]


def owner_ids(session: Session) -> list[int]:
    """All owners."""
    return list(session.scalars(select(Owner.id).order_by(Owner.id)))


def flyers_of(session: Session, owner_id: int) -> list[ProductCard]:
    """An owner's flyers, by number."""
    ids = session.scalars(
        select(Product.id)
        .where(Product.owner_id == owner_id, Product.kind == "flyer")
        .order_by(Product.sku)
    ).all()
    cards = product_cards(session, ids)
    return [cards[one] for one in ids]
