"""A family of goods and the options it comes in; every combination is one product."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from scripts.demo_warehouse.pictures import Look


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a family: a scent, a colour, a size. What is empty leaves the family's own.

    `price_percent`, `weight_percent`, `size_percent` and `appeal_percent` scale the family's price,
    weight, drawing and sales.
    """

    code: str
    label: str
    colour: str = ""
    trim: str = ""
    title: str = ""
    mark: str = ""
    tag: str = ""
    motif: str = ""
    form: str = ""
    price_percent: int = 100
    weight_percent: int = 100
    size_percent: int = 100
    appeal_percent: int = 100


THICKNESS_MM = {
    **dict.fromkeys(("handkerchief", "mask_sachet", "leggings", "ankle_socks", "socks"), 8),
    **dict.fromkeys(("sachet", "bath_sachet", "teabag", "hand_towel", "t_shirt", "stole"), 12),
    **dict.fromkeys(("lipstick", "mascara", "nail", "vial", "compact", "palette", "sticks"), 18),
    **dict.fromkeys(("bar", "brush", "balm", "apron", "drawstring_bag", "tote_bag", "gloves"), 20),
    **dict.fromkeys(("tube", "refill", "pouch", "window_pouch", "shirt", "long_sleeve"), 24),
    **dict.fromkeys(("coffee", "noodles", "soap", "cotton", "trousers", "beanie"), 35),
}
"""How thick goods of these forms lie in a parcel; of another form as a jar or a box."""
THICKNESS_OF_OTHERS_MM = 65


@dataclass(frozen=True, slots=True)
class Family:
    """Goods that share name, form and price, and differ by their options.

    `case_pieces` is how many come in a case with a barcode of its own, 0 for none. `keeps_days` is
    how long they keep from the day they are made, 0 for goods without an expiry date.
    `wants_serial`: its maker numbers each piece, and packing records which one left.
    """

    code: str
    name: str
    category: str
    form: str
    price_yen: int
    weight_grams: int
    options: tuple[tuple[Option, ...], ...]
    colour: str = "#e9e2d6"
    trim: str = "#f6f5f1"
    title: str = ""
    motif: str = ""
    case_pieces: int = 0
    keeps_days: int = 0
    has_lots: bool = False
    has_maker_code: bool = True
    wants_serial: bool = False
    appeal: int = 10


@dataclass(frozen=True, slots=True)
class Goods:
    """One product, ready to be registered; `appeal` says how often it is bought, against others."""

    family: Family
    sku: str
    variant: str
    look: Look
    price_yen: int
    weight_grams: int
    thickness_mm: int
    appeal: int


def families_of(shop_code: str) -> list[Family]:
    """The families a shop sells, as its `.toml` beside this file lists them.

    Raises:
        FileNotFoundError: no list for this shop.
    """
    listed = tomllib.loads(
        Path(__file__).with_name(f"{shop_code}.toml").read_text(encoding="utf-8")
    )
    shared: dict[str, list[dict[str, Any]]] = listed["shared"]
    return [
        Family(
            **{
                **family,
                "options": tuple(
                    tuple(
                        Option(**option)
                        for option in (shared[choice] if isinstance(choice, str) else choice)
                    )
                    for choice in family["options"]
                ),
            }
        )
        for family in listed["families"]
    ]


def spread_out(family: Family, *, prefix: str, brand: str) -> Iterator[Goods]:
    """Every product of a family.

    Args:
        family: the family.
        prefix: what every SKU of the shop begins with.
        brand: the brand in Latin letters, as it is printed on the goods.
    """
    for choice in product(*family.options):
        price, weight, appeal = (
            family.price_yen * 100,
            family.weight_grams * 100,
            family.appeal * 100,
        )
        for option in choice:
            price = price * option.price_percent // 100
            weight = weight * option.weight_percent // 100
            appeal = appeal * option.appeal_percent // 100
        yield Goods(
            family=family,
            sku="-".join((prefix, family.code, *(option.code for option in choice))),
            variant=" / ".join(option.label for option in choice),
            look=look_of(family, choice, brand),
            price_yen=max(100, (price // 100 + 5) // 10 * 10),
            weight_grams=max(5, weight // 100),
            thickness_mm=THICKNESS_MM.get(family.form, THICKNESS_OF_OTHERS_MM),
            appeal=max(1, appeal // 100),
        )


def look_of(family: Family, choice: tuple[Option, ...], brand: str) -> Look:
    """How a product of these options looks: the later option has the last word."""
    size_percent = 100
    for option in choice:
        size_percent = size_percent * option.size_percent // 100

    def last_word(own: str, *words: str) -> str:
        return next((word for word in reversed(words) if word), own)

    return Look(
        form=last_word(family.form, *(option.form for option in choice)),
        colour=last_word(family.colour, *(option.colour for option in choice)),
        trim=last_word(family.trim, *(option.trim for option in choice)),
        title=last_word(family.title, *(option.title for option in choice)),
        mark=last_word("", *(option.mark for option in choice)),
        tag=last_word("", *(option.tag for option in choice)),
        motif=last_word(family.motif, *(option.motif for option in choice)),
        brand=brand,
        size_percent=size_percent,
    )
