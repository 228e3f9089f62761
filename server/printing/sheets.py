"""Label sheets: three columns of eight on A4, 70 × 37 mm each."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from barcode.codabar import CODABAR
from barcode.codex import Code128

COLUMNS = 3
ROWS = 8
STYLE = """
@page { size: A4; margin: 0 }
* { box-sizing: border-box }
body { margin: 0; color: #000; background: #fff;
  font-family: "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP", system-ui, sans-serif }
.sheet { width: 210mm; height: 296.8mm; display: grid; break-after: page;
  grid-template-columns: repeat(3, 70mm); grid-template-rows: repeat(8, 37.1mm) }
.label { padding: 3mm 4mm 2mm; display: flex; flex-direction: column;
  justify-content: space-between;
  align-items: center; overflow: hidden; border: .2mm dashed #ccc }
.name { font-size: 7.5mm; font-weight: 700; line-height: 1; letter-spacing: .2mm;
  font-variant-numeric: tabular-nums; white-space: nowrap }
.name.long { font-size: 4.6mm }
.note { font-size: 2.8mm; line-height: 1.2; max-width: 62mm; overflow: hidden; white-space: nowrap;
  text-overflow: ellipsis }
svg { width: 60mm; height: 12.5mm; display: block }
.code { font-size: 2.6mm; font-family: ui-monospace, monospace; letter-spacing: .3mm }
@media screen { body { background: #dde3ea } .sheet { background: #fff; margin: 6mm auto;
  box-shadow: 0 1mm 4mm rgb(0 0 0 / 20%) } }
@media print { .label { border-color: transparent } }
"""
LONG_NAME = 12


@dataclass(frozen=True, slots=True)
class Label:
    """One label: what the bars say, what people read, and a word beside it."""

    text: str
    name: str
    note: str = ""
    is_slip: bool = False
    """A carrier's slip number, in NW-7 as carriers print it."""


def label_sheet(title: str, labels: Sequence[Label], *, language: str, nonce: str) -> str:
    """A page of label sheets.

    Args:
        title: what the browser calls the page.
        labels: in the order they are printed.
        language: of the page, `ja` or `en`.
        nonce: the word under which the page's style is let through its Content-Security-Policy.

    Returns:
        HTML without scripts.

    Raises:
        barcode.errors.IllegalCharacterError: a text that bars cannot say.
    """
    per_sheet = COLUMNS * ROWS
    sheets = "".join(
        f'<main class="sheet">{"".join(map(label_html, labels[first : first + per_sheet]))}</main>'
        for first in range(0, len(labels), per_sheet)
    )
    return (
        f'<!doctype html><html lang="{escape(language)}"><meta charset="utf-8">'
        f'<title>{escape(title)}</title><style nonce="{escape(nonce)}">{STYLE}</style>'
        f"<body>{sheets}</body></html>"
    )


def label_html(label: Label) -> str:
    """One label."""
    long = " long" if len(label.name) > LONG_NAME else ""
    return (
        f'<section class="label"><div class="name{long}">{escape(label.name)}</div>'
        f"{bars(label)}"
        f'<div class="code">{escape(label.text)}</div>'
        f'<div class="note">{escape(label.note)}</div></section>'
    )


def bars(label: Label) -> str:
    """The bars of a label as one SVG path; Code 128, or NW-7 for a slip.

    python-barcode's own SVG writer styles every bar inline, which our pages forbid.
    """
    symbol = CODABAR(f"A{label.text}A") if label.is_slip else Code128(label.text)
    modules: str = symbol.build()[0]
    path = "".join(f"M{at} 0h1v1h-1z" for at, module in enumerate(modules) if module == "1")
    return (
        f'<svg viewBox="-10 0 {len(modules) + 20} 1" preserveAspectRatio="none" '
        f'shape-rendering="crispEdges" aria-hidden="true"><path d="{path}"/></svg>'
    )
