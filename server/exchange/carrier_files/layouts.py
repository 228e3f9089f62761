"""How each carrier's program wants its file: columns by position, limits, letters, codes. As data.

A layout is a JSON file with the day from which it holds; the newest one that holds today is used.
Carriers change codes and columns: a new file beside the old one, also one of the operator's own,
takes over on its day, and what was written before can still be read as it was meant.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

FOLDER: Final = Path(__file__).with_name("layouts")
Letters = Literal["any", "half_width", "digits", "digits_and_hyphens", "half_width_kana"]
LETTERS: Final = ("any", "half_width", "digits", "digits_and_hyphens", "half_width_kana")
MEASURES: Final = ("cp932_bytes", "characters")
CODE_TABLES: Final = ("service", "cool", "slot")
FILLS: Final = frozenset(
    {
        "number",
        "order_number",
        "service",
        "cool",
        "slot",
        "freight",
        "ships_on",
        "delivery_day",
        "labels",
        "contents",
        "name",
        "name_2",
        "kana",
        "honorific",
        "phone",
        "postal_code",
        "prefecture",
        "municipality",
        "street",
        "building",
        "address_1",
        "address_2",
        "address_3",
        "address_4",
        "sender_name",
        "sender_phone",
        "sender_postal_code",
        "sender_prefecture",
        "sender_municipality",
        "sender_street",
        "sender_address",
        "sender_building",
        "collect_yen",
        "collect_tax_yen",
        "customer_code",
        "customer_branch",
        "freight_number",
    }
)
"""What of a consignment may stand in a column; `=x` is the text x in every row."""


class LayoutIsBroken(ValueError):  # noqa: N818 - a sentence for whoever wrote the file
    """A layout file cannot be worked with; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a carrier's file."""

    name: str
    max: int | None
    """In the measure of the layout; None where no source tells a limit."""
    letters: Letters
    is_required: bool
    fill: str
    """One of `FILLS`, `=` and a constant, or empty: the column stays empty."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A carrier's file."""

    code: str
    title: str
    carrier: str
    """Which carrier's; empty where any."""
    valid_from: str
    valid_until: str | None
    has_header: bool
    quotes_all: bool
    measure: str
    """`cp932_bytes` (a kanji is two) or `characters`."""
    day: str
    """How a day is written, as strftime has it."""
    is_full_width: bool
    """Half-width text is written full-width, and measured so."""
    address_lines: tuple[str, ...]
    """The columns over which an address is spread."""
    by_municipality: bool
    """Prefecture, municipality and street have columns of their own."""
    codes: Mapping[str, Mapping[str, str]]
    """For service, cool and slot: our word → the carrier's code."""
    unconfirmed: Mapping[str, tuple[str, ...]]
    """Codes that no source of ours confirms, by table: somebody should look before they travel."""
    without_day_and_slot: tuple[str, ...]
    """Services that take no delivery day and no slot."""
    columns: tuple[Column, ...]

    def column_filled_by(self, fill: str) -> Column | None:
        """The first column that this goes into."""
        return next((column for column in self.columns if column.fill == fill), None)


def read_layout(text: str, name: str) -> Layout:
    """A layout from the text of its file.

    Raises:
        LayoutIsBroken: it is no JSON, or a field is missing, unknown or contradicts another.
    """
    try:
        told: Mapping[str, Any] = json.loads(text)
        layout = Layout(
            code=told["code"],
            title=told["title"],
            carrier=told["carrier"],
            valid_from=told["valid_from"],
            valid_until=told["valid_until"],
            has_header=told["has_header"],
            quotes_all=told["quotes_all"],
            measure=told["measure"],
            day=told["day"],
            is_full_width=told["full_width"],
            address_lines=tuple(told["address"]["lines"]),
            by_municipality=told["address"].get("by_municipality", False),
            codes=told["codes"],
            unconfirmed={
                table: tuple(words) for table, words in told.get("unconfirmed", {}).items()
            },
            without_day_and_slot=tuple(told["without_day_and_slot"]),
            columns=tuple(column_of(one) for one in told["columns"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise LayoutIsBroken(f"{name}: {type(error).__name__}: {error}") from error
    faults = list(faults_of(layout))
    if faults:
        raise LayoutIsBroken(f"{name}: {'; '.join(faults)}")
    return layout


def column_of(told: Mapping[str, Any]) -> Column:
    """One column of the file."""
    return Column(
        name=told["name"],
        max=told.get("max"),
        letters=told.get("letters", "any"),
        is_required=told.get("required", False),
        fill=told.get("fill", ""),
    )


def faults_of(layout: Layout) -> Iterable[str]:
    """What is wrong with a layout that could be read."""
    if layout.measure not in MEASURES:
        yield f"measure is one of {MEASURES}, not {layout.measure!r}"
    if set(layout.codes) != set(CODE_TABLES):
        yield f"codes must be those of {CODE_TABLES}"
    names = [column.name for column in layout.columns]
    for line in layout.address_lines:
        if line not in names:
            yield f"the address goes into {line}, which is no column"
    for column in layout.columns:
        yield from faults_of_column(column)


def faults_of_column(column: Column) -> Iterable[str]:
    """What is wrong with one column."""
    if column.letters not in LETTERS:
        yield f"{column.name}: letters is one of {LETTERS}, not {column.letters!r}"
    if column.fill and not column.fill.startswith("=") and column.fill not in FILLS:
        yield f"{column.name}: nothing is called {column.fill!r}"
    if column.max is not None and column.max < 1:
        yield f"{column.name}: no room for a letter"


@cache
def shipped_layouts() -> tuple[Layout, ...]:
    """The layouts that come with Tanaban."""
    files = sorted(FOLDER.glob("*.json"))
    return tuple(read_layout(file.read_text("utf-8"), file.name) for file in files)


def layouts_on(day: str, layouts: Sequence[Layout]) -> dict[str, Layout]:
    """The layouts that hold on a day, by code; of several the one that holds since last."""
    holding: dict[str, Layout] = {}
    for layout in sorted(layouts, key=lambda one: one.valid_from):
        if layout.valid_from <= day and (layout.valid_until is None or day <= layout.valid_until):
            holding[layout.code] = layout
    return holding
