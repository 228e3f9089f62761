"""Which labels a sheet holds: everything the floor scans, each with its check character."""

from collections.abc import Callable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.catalog.records import Barcode, Product
from server.people.records import Person
from server.places.records import Place, Zone
from server.printing import Label
from server.vocabulary import display, label_of, slip_is_valid

COMMANDS = {
    "X-SHORT-NONE": "欠品: 棚に無い / none there",
    "X-SHORT-DAMAGED": "欠品: 破損 / damaged",
    "X-SHORT-WRONG": "欠品: 別の商品が入っている / wrong goods in the bin",
    "X-SHORT-UNREADABLE": "欠品: バーコード不良 / unreadable",
    "X-ASIDE": "後回しにする / set aside",
    "X-UNDO": "取消: 直前のスキャン / undo the last scan",
    "X-BACK": "棚に戻した / put back",
    "X-DONE": "これで終わり / that is all",
    "X-NEXT": "次へ / next",
    "X-BREAK": "休憩 / break",
}
LABELS_MAX = 5_000
PRACTICE_SLIPS = 24


def labels_of(session: Session, kind: str, code: str | None) -> list[Label]:
    """The labels of one kind, or of one code of it.

    Args:
        session: the open transaction.
        kind: one of `KINDS`.
        code: a code without its check character, as in `L-A-01-03`; None for all.
    """
    return KINDS[kind](session, code)


def places_of(kind: str) -> Callable[[Session, str | None], list[Label]]:
    """Labels of places of a kind, in the order of the walk."""

    def labels(session: Session, code: str | None) -> list[Label]:
        query = (
            select(Place.code, Zone.name)
            .outerjoin(Zone, Zone.id == Place.zone_id)
            .where(Place.kind.in_((kind, "rack") if kind == "shelf" else (kind,)))
            .order_by(Place.walk_order, Place.code)
            .limit(LABELS_MAX)
        )
        if code is not None:
            query = query.where(Place.code == code)
        return [
            Label(label_of(row.code), display(row.code), row.name or "")
            for row in session.execute(query)
        ]

    return labels


def badges(session: Session, code: str | None) -> list[Label]:
    """Badges of people who work here."""
    query = select(Person.badge, Person.name).where(Person.badge.is_not(None), Person.active)
    if code is not None:
        query = query.where(Person.badge == code)
    return [
        Label(label_of(badge), name, "名札 / badge")
        for badge, name in session.execute(query.order_by(Person.name))
        if badge is not None
    ]


def commands(_session: Session, code: str | None) -> list[Label]:
    """Commands that are scanned instead of tapped."""
    return [
        Label(label_of(command), note.partition(" / ")[0], note)
        for command, note in COMMANDS.items()
        if code in (None, command)
    ]


def products(session: Session, code: str | None) -> list[Label]:
    """Codes of single pieces, for goods whose own code cannot be read."""
    query = (
        select(Barcode.raw, Product.name, Product.variant)
        .join(Product, Product.id == Barcode.product_id)
        .where(Barcode.quantity_pieces == 1)
        .order_by(Product.sku)
        .limit(LABELS_MAX)
    )
    if code is not None:
        query = query.where(Product.sku == code)
    return [
        Label(raw, name, variant) for raw, name, variant in session.execute(query) if raw.isascii()
    ]


def practice_slips(_session: Session, _code: str | None) -> list[Label]:
    """Slip numbers to practise with, where no carrier's label is at hand; no parcel has them."""
    bodies = (f"{99_000_000_000 + nth}" for nth in range(PRACTICE_SLIPS))
    numbers = [f"{body}{int(body) % 7}" for body in bodies]
    assert all(map(slip_is_valid, numbers)), "a practice slip is read like a real one"
    return [Label(number, "練習用送り状", "practice slip", is_slip=True) for number in numbers]


KINDS: Mapping[str, Callable[[Session, str | None], list[Label]]] = {
    "place": places_of("shelf"),
    "tote": places_of("tote"),
    "cart": places_of("cart"),
    "station": places_of("station"),
    "badge": badges,
    "command": commands,
    "product": products,
    "slip": practice_slips,
}
