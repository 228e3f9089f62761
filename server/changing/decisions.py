"""What a change of an order is, and whether it can still be made. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from server.vocabulary import kept_together

CLOSED = ("packed", "shipped")
NOT_RELEASED = ("waiting", "reserved", "held")
TO_WHOM = (
    "name",
    "kana",
    "company",
    "postal_code",
    "prefecture",
    "address",
    "building",
    "phone",
)


@dataclass(frozen=True, slots=True)
class By:
    """Who changes it: a person, a system of the shop's or a file by its name, or both."""

    person_id: int | None = None
    system: str | None = None

    @property
    def told(self) -> dict[str, Any]:
        """As the outbox says it."""
        told: dict[str, Any] = {} if self.person_id is None else {"person": self.person_id}
        return told if self.system is None else told | {"system": self.system}


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of a change."""

    edition: int = 0
    """Of the order now."""
    refusal: str | None = None
    """`order_unknown`, `order_closed`, `order_is_cancelled`, `order_changed_meanwhile`,
    `no_lines_left`, `line_unknown`."""
    is_other: bool = False
    """Whether anything is different now; the same change once more changes nothing."""
    shipment_id: int | None = None
    """On the floor; its label says the former address."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A line of the order that stays, with so many pieces."""

    line_no: int
    quantity_pieces: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """A line that comes: pieces of a product that is known."""

    product_id: int
    external_sku: str
    quantity_pieces: int
    price_yen: int = 0


class Goods(Protocol):
    """A line as it is picked."""

    @property
    def product_id(self) -> int:
        """What."""

    @property
    def quantity_pieces(self) -> int:
        """How many pieces."""


class KitPart(Protocol):
    """A line as it is picked, that may be a part of a kit (セット商品)."""

    @property
    def line_no(self) -> int:
        """Which line."""

    @property
    def product_id(self) -> int:
        """What."""

    @property
    def kit_product_id(self) -> int | None:
        """The kit that was ordered; none: it was ordered by itself."""

    @property
    def kit_pieces(self) -> int | None:
        """How many pieces are in one kit."""


def lines_of_torn_kits(before: Sequence[KitPart], pieces: Mapping[int, int]) -> set[int]:
    """The lines whose kit is whole no more.

    Args:
        before: all lines of the order, in their order.
        pieces: line → pieces from now on, of the lines that stay.
    """
    torn: set[int] = set()
    for kit in kits_in(before):
        counts = {divmod(pieces.get(part.line_no, 0), part.kit_pieces or 1) for part in kit}
        if len(counts) > 1 or any(rest for _, rest in counts):
            torn |= {part.line_no for part in kit}
    return torn


def kits_in(lines: Sequence[KitPart]) -> list[list[KitPart]]:
    """The lines of each kit; where a part of it comes again, the same kit is named again."""
    together = kept_together(lines, lambda line: line.kit_product_id, lambda line: line.product_id)
    return [kit for kit in together if kit[0].kit_product_id is not None]


def refusal_at(stage: str) -> str | None:
    """Why an order of this stage cannot be changed; None when it can."""
    if stage in CLOSED:
        return "order_closed"
    return "order_is_cancelled" if stage == "cancelled" else None


def fields_changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Which parts of an address are others now; what they say is nobody's business here."""
    return [name for name in TO_WHOM if (before.get(name) or "") != (after.get(name) or "")]


def pieces_changed(before: Sequence[Goods], after: Sequence[Goods]) -> dict[int, tuple[int, int]]:
    """Product → pieces before and after, of the products that are wanted otherwise now."""
    was, comes = pieces_of(before), pieces_of(after)
    return {
        product_id: (was[product_id], comes[product_id])
        for product_id in dict.fromkeys((*was, *comes))
        if was[product_id] != comes[product_id]
    }


def pieces_of(lines: Sequence[Goods]) -> Counter[int]:
    """How many pieces of each product, in the order of the lines."""
    pieces: Counter[int] = Counter()
    for line in lines:
        pieces[line.product_id] += line.quantity_pieces
    return pieces
