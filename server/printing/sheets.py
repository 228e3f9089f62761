"""Sheets of labels, as a page that any browser prints."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from unicodedata import east_asian_width

from server.printing.bars import bars, module_mm, symbol_of
from server.printing.paper import PAPERS, Paper, style_of

LONG_NAME = 10
"""Narrow letters that a name may have to be read from the aisle; a kanji is as wide as two."""


@dataclass(frozen=True, slots=True)
class Label:
    """One label: what the bars say, what people read, and a word beside it."""

    text: str
    name: str
    note: str = ""
    voice: str = ""
    """Two digits that somebody says or types in place of a scan."""
    is_slip: bool = False
    """A carrier's slip number, in NW-7 as carriers print it."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """What labels are printed on."""

    paper: Paper
    start: int = 1
    """The first label of the first sheet that is still there, counted from 1."""

    def laid(self, labels: Sequence[Label]) -> list[Sequence[Label | None]]:
        """The labels sheet by sheet; None where one is gone already."""
        places = [*[None] * (self.start - 1), *labels]
        size = self.paper.per_sheet
        return [places[first : first + size] for first in range(0, len(places), size)]


def too_narrow(labels: Sequence[Label], paper: Paper) -> list[Label]:
    """The labels whose bars no scanner could tell apart on this paper."""
    widths: dict[tuple[str, bool], float | None] = {}
    for label in labels:
        key = (label.text, label.is_slip)
        if key not in widths:
            widths[key] = module_mm(symbol_of(label.text, is_slip=label.is_slip), paper)
    return [label for label in labels if widths[label.text, label.is_slip] is None]


def papers_for(label: Label) -> list[str]:
    """The papers on which a label can be read."""
    return [name for name, paper in PAPERS.items() if not too_narrow([label], paper)]


def label_sheet(
    title: str, labels: Sequence[Label], sheets: Sheets, *, language: str, nonce: str
) -> str:
    """A page of label sheets.

    Args:
        title: what the browser calls the page.
        labels: in the order they are printed; none of them `too_narrow`.
        sheets: the paper, and where on it to begin.
        language: of the page, `ja` or `en`.
        nonce: the word under which the page's style is let through its Content-Security-Policy.

    Returns:
        HTML without scripts.

    Raises:
        barcode.errors.IllegalCharacterError: a text that bars cannot say.
    """
    drawn: dict[Label | None, str] = {None: '<section class="gone"></section>'}
    for label in labels:
        if label not in drawn:
            drawn[label] = label_html(label, sheets.paper)
    pages = "".join(
        f'<main class="sheet">{"".join(drawn[label] for label in sheet)}</main>'
        for sheet in sheets.laid(labels)
    )
    return (
        f'<!doctype html><html lang="{escape(language)}"><meta charset="utf-8">'
        f'<title>{escape(title)}</title><style nonce="{escape(nonce)}">'
        f"{style_of(sheets.paper)}</style><body>{pages}</body></html>"
    )


def label_html(label: Label, paper: Paper) -> str:
    """One label."""
    symbol = symbol_of(label.text, is_slip=label.is_slip)
    width_mm = module_mm(symbol, paper)
    assert width_mm is not None, "too_narrow was asked first"
    long = " long" if letters_wide(label.name) > LONG_NAME else ""
    voice = f'<div class="voice">{escape(label.voice)}</div>' if label.voice else ""
    return (
        f'<section class="label"><div class="head"><div class="name{long}">{escape(label.name)}'
        f"</div>{voice}</div>{bars(symbol, width_mm)}"
        f'<div class="code">{escape(label.text)}</div>'
        f'<div class="note">{escape(label.note)}</div></section>'
    )


def letters_wide(text: str) -> int:
    """How many narrow letters a text takes on paper."""
    return sum(2 if east_asian_width(letter) in "WFA" else 1 for letter in text)
