"""Which labels a sheet holds: everything the floor scans, each with its check character."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.catalog.records import Barcode, Product
from server.people.records import Person
from server.places.records import Place, Zone
from server.printing import Label
from server.receiving.records import NoticeLine
from server.vocabulary import display, label_of, slip_is_valid, spoken_check

COMMANDS = {
    "X-SHORT-NONE": "欠品: 棚に無い / none there",
    "X-SHORT-DAMAGED": "欠品: 破損 / damaged",
    "X-SHORT-WRONG": "欠品: 別の商品が入っている / wrong goods in the bin",
    "X-SHORT-UNREADABLE": "欠品: バーコード不良 / unreadable",
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
PRACTICE_SLIPS = 24


@dataclass(frozen=True, slots=True)
class Which:
    """Which labels of a kind; an empty text names all."""

    code: str = ""
    """A code without its check character, as in `L-A-01-03`; of goods the SKU."""
    zone: str = ""
    from_code: str = ""
    to_code: str = ""
    """Places from this one to that one in the order of their codes, both among them."""
    notice_id: int | None = None
    """Goods of a notice (入荷予定) that have no code of their own, one label a piece."""


def labels_of(session: Session, kind: str, which: Which) -> list[Label]:
    """The labels of one kind, as one of `KINDS` has them."""
    return KINDS[kind](session, which)


def places_of(kind: str) -> Callable[[Session, Which], list[Label]]:
    """Labels of places of a kind, in the order of the walk."""

    def labels(session: Session, which: Which) -> list[Label]:
        query = (
            select(Place.code, Zone.name)
            .outerjoin(Zone, Zone.id == Place.zone_id)
            .where(Place.kind.in_((kind, "rack") if kind == "shelf" else (kind,)))
            .order_by(Place.walk_order, Place.code)
            .limit(LABELS_MAX)
        )
        if which.code:
            query = query.where(Place.code == which.code)
        if which.zone:
            query = query.where(Zone.code == which.zone)
        if which.from_code:
            query = query.where(Place.code >= which.from_code)
        if which.to_code:
            query = query.where(Place.code <= which.to_code)
        return [
            Label(
                label_of(row.code),
                display(row.code),
                row.name or "",
                spoken=spoken_check(row.code) if kind == "shelf" else "",
            )
            for row in session.execute(query)
        ]

    return labels


def badges(session: Session, which: Which) -> list[Label]:
    """Badges of people who work here."""
    query = select(Person.badge, Person.name).where(Person.badge.is_not(None), Person.active)
    if which.code:
        query = query.where(Person.badge == which.code)
    return [
        Label(label_of(badge), name, "名札 / badge")
        for badge, name in session.execute(query.order_by(Person.name))
        if badge is not None
    ]


def commands(_session: Session, which: Which) -> list[Label]:
    """Commands that are scanned instead of tapped."""
    return [
        Label(label_of(command), note.partition(" / ")[0], note)
        for command, note in COMMANDS.items()
        if which.code in ("", command)
    ]


def products(session: Session, which: Which) -> list[Label]:
    """Codes of single pieces, for goods whose own code cannot be read or that have none."""
    code = (
        select(func.min(Barcode.raw))
        .where(Barcode.product_id == Product.id, Barcode.quantity_pieces == 1)
        .scalar_subquery()
    )
    query = (
        select(Product.id, func.coalesce(code, Product.sku), Product.name, Product.variant)
        .order_by(Product.sku)
        .limit(LABELS_MAX)
    )
    copies: dict[int, int] = {}
    if which.code:
        query = query.where(Product.sku == which.code)
    if which.notice_id is not None:
        copies = pieces_announced(session, which.notice_id)
        query = query.where(Product.id.in_(sorted(copies)), code.is_(None))
    return [
        Label(text, name, variant)
        for product_id, text, name, variant in session.execute(query)
        for _ in range(copies.get(product_id, 1))
        if text.isascii()
    ][:LABELS_MAX]


def pieces_announced(session: Session, notice_id: int) -> dict[int, int]:
    """Pieces of each product that a notice still waits for."""
    rows = session.execute(
        select(NoticeLine.product_id, NoticeLine.expected_pieces - NoticeLine.received_pieces)
        .where(NoticeLine.notice_id == notice_id)
        .where(NoticeLine.expected_pieces > NoticeLine.received_pieces)
    )
    return dict(rows.all())


def practice_slips(_session: Session, _which: Which) -> list[Label]:
    """Slip numbers to practise with, where no carrier's label is at hand; no parcel has them."""
    bodies = (f"{99_000_000_000 + nth}" for nth in range(PRACTICE_SLIPS))
    numbers = [f"{body}{int(body) % 7}" for body in bodies]
    assert all(map(slip_is_valid, numbers)), "a practice slip is read like a real one"
    return [Label(number, "練習用送り状", "practice slip", is_slip=True) for number in numbers]


KINDS: Mapping[str, Callable[[Session, Which], list[Label]]] = {
    "place": places_of("shelf"),
    "tote": places_of("tote"),
    "cart": places_of("cart"),
    "station": places_of("station"),
    "badge": badges,
    "command": commands,
    "product": products,
    "slip": practice_slips,
}
