"""Which labels a sheet holds: everything the floor scans, each with its check character."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import func, literal, select
from sqlalchemy.orm import Session

from server.catalog import OWN_CODE
from server.catalog.records import Barcode, Owner, Product
from server.people.records import Person
from server.places.records import Place, Zone
from server.printing import Label, voice_digits
from server.receiving.records import NoticeLine
from server.vocabulary import code_of_label, display, label_of, slip_is_valid

COMMANDS = {
    "X-SHORT-NONE": "欠品: 棚に無い / none there",
    "X-SHORT-DAMAGED": "欠品: 破損 / damaged",
    "X-SHORT-WRONG": "欠品: 別の商品が入っている / wrong goods in the bin",
    "X-SHORT-UNREADABLE": "欠品: バーコード不良 / unreadable",
    "X-SHORT-BLOCKED": "欠品: ロット保留 / lot blocked",
    "X-ASIDE": "後回しにする / set aside",
    "X-UNDO": "取消: 直前のスキャン / undo the last scan",
    "X-BACK": "棚に戻した / put back",
    "X-DONE": "これで終わり / that is all",
    "X-PART": "残りは後日届く / the rest comes later",
    "X-GOOD": "良品に戻る / good again",
    "X-DAMAGED": "破損品を読む / damaged goods",
    "X-HELD": "返品を保留する / hold what came back",
    "X-UNDELIVERED": "返品: 配達できず / not delivered",
    "X-UNWANTED": "返品: お客様の都合 / customer's wish",
    "X-DEFECT": "返品: 不良・破損 / defect",
    "X-WRONG": "返品: 誤出荷 / wrong goods",
    "X-OTHER": "返品: その他 / another reason",
    "X-NEXT": "次へ / next",
    "X-BREAK": "休憩 / break",
}
LABELS_MAX = 5_000
"""A browser that prints more at once runs out of memory on small machines."""
PRACTICE_SLIPS = 24


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which labels; what is None narrows nothing."""

    kind: str
    code: str | None = None
    """A code without its check character, as in `L-A-01-03`; of goods their SKU."""
    zone: str | None = None
    first: str | None = None
    last: str | None = None
    """From which place to which, both printed: `A-01-01` to `A-02-12`."""
    owner: str | None = None
    notice: int | None = None
    """Goods that a notice announces, a label for every piece of them."""
    copies: int = 1

    def holds(self, name: str) -> bool:
        """Whether a place lies between the first and the last."""
        after = self.first is None or name >= bare(self.first)
        return after and (self.last is None or name <= bare(self.last))


def bare(typed: str) -> str:
    """A place as people type or scan it, by the name that they read."""
    code = typed.strip().upper()
    return display(code_of_label(code) or code)


def labels_of(session: Session, wanted: Wanted) -> list[Label]:
    """The labels that are wanted, copies one behind the other; at most one more than LABELS_MAX."""
    labels = KINDS[wanted.kind](session, wanted)
    repeated = (label for label in labels for _ in range(wanted.copies))
    return list(islice(repeated, LABELS_MAX + 1))


def places_of(kind: str) -> Callable[[Session, Wanted], list[Label]]:
    """Labels of places of a kind, in the order of the walk."""

    def labels(session: Session, wanted: Wanted) -> list[Label]:
        query = (
            select(Place.code, Zone.name)
            .outerjoin(Zone, Zone.id == Place.zone_id)
            .where(Place.kind.in_((kind, "rack") if kind == "shelf" else (kind,)))
            .order_by(Place.walk_order, Place.code)
        )
        if wanted.code is not None:
            query = query.where(Place.code == wanted.code)
        if wanted.zone is not None:
            query = query.where(Zone.code == wanted.zone)
        # Compared here: the databases order hyphens differently.
        return [
            Label(
                label_of(row.code),
                display(row.code),
                row.name or "",
                voice=voice_digits(row.code) if kind == "shelf" else "",
            )
            for row in session.execute(query)
            if wanted.holds(display(row.code))
        ]

    return labels


def badges(session: Session, wanted: Wanted) -> list[Label]:
    """Badges of people who work here."""
    query = select(Person.badge, Person.name).where(Person.badge.is_not(None), Person.active)
    if wanted.code is not None:
        query = query.where(Person.badge == wanted.code)
    return [
        Label(label_of(badge), name, "名札 / badge")
        for badge, name in session.execute(query.order_by(Person.name))
        if badge is not None
    ]


def commands(_session: Session, wanted: Wanted) -> list[Label]:
    """Commands that are scanned instead of tapped."""
    return [
        Label(label_of(command), note.partition(" / ")[0], note)
        for command, note in COMMANDS.items()
        if wanted.code in (None, command)
    ]


def products(session: Session, wanted: Wanted) -> list[Label]:
    """Codes of single pieces, for goods whose own code cannot be read."""
    query = (
        select(Barcode.raw, Product.sku, Product.name, Product.variant)
        .join(Product, Product.id == Barcode.product_id)
        .join(Owner, Owner.id == Product.owner_id)
        .where(Barcode.quantity_pieces == 1)
        .order_by(Product.sku, Barcode.id)
    )
    if wanted.code is not None:
        query = query.where(Product.sku == wanted.code)
    if wanted.owner is not None:
        query = query.where(Owner.code == wanted.owner)
    return [
        Label(raw, name, f"{variant}  {sku}".strip())
        for raw, sku, name, variant in session.execute(query)
        if raw.isascii()
    ]


def own_products(session: Session, wanted: Wanted) -> list[Label]:
    """Goods that came without a code, by the code of our own."""
    pieces_each = literal(1) if wanted.notice is None else NoticeLine.expected_pieces
    query = (
        select(Barcode.raw, Product.sku, Product.name, Product.variant, pieces_each)
        .join(Product, Product.id == Barcode.product_id)
        .join(Owner, Owner.id == Product.owner_id)
        .where(Barcode.code.startswith(OWN_CODE))
        .order_by(Product.sku)
    )
    if wanted.code is not None:
        query = query.where(Product.sku == wanted.code)
    if wanted.owner is not None:
        query = query.where(Owner.code == wanted.owner)
    if wanted.notice is not None:
        query = query.join(NoticeLine, NoticeLine.product_id == Product.id).where(
            NoticeLine.notice_id == wanted.notice
        )
    labels: list[Label] = []
    for raw, sku, name, variant, pieces in session.execute(query):
        # No more than will be refused: a notice may announce a million pieces.
        labels += [Label(raw, name, f"{variant}  {sku}".strip())] * min(pieces, LABELS_MAX + 1)
    return labels


def practice_slips(_session: Session, _wanted: Wanted) -> list[Label]:
    """Slip numbers to practise with, where no carrier's label is at hand; no parcel has them."""
    bodies = (f"{99_000_000_000 + nth}" for nth in range(PRACTICE_SLIPS))
    numbers = [f"{body}{int(body) % 7}" for body in bodies]
    assert all(map(slip_is_valid, numbers)), "a practice slip is read like a real one"
    return [Label(number, "練習用送り状", "practice slip", is_slip=True) for number in numbers]


KINDS: Mapping[str, Callable[[Session, Wanted], list[Label]]] = {
    "place": places_of("shelf"),
    "tote": places_of("tote"),
    "cart": places_of("cart"),
    "station": places_of("station"),
    "badge": badges,
    "command": commands,
    "product": products,
    "own": own_products,
    "slip": practice_slips,
}


def zones_with_places(session: Session) -> list[dict[str, Any]]:
    """The zones that have shelves, and how many labels each takes."""
    rows = session.execute(
        select(Zone.code, Zone.name, func.count(Place.id).label("places"))
        .join(Place, Place.zone_id == Zone.id)
        .where(Place.kind.in_(("shelf", "rack")))
        .group_by(Zone.code, Zone.name)
        .order_by(Zone.code)
    )
    return [{"code": code, "name": name, "places": places} for code, name, places in rows]


def products_of_notice(session: Session, notice_id: int) -> list[int]:
    """The goods that a notice announces."""
    return list(
        session.scalars(select(NoticeLine.product_id).where(NoticeLine.notice_id == notice_id))
    )
