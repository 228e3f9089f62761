"""Label sheets: labels in columns and rows on A4, or one by one on a label printer's roll."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from barcode.codabar import CODABAR
from barcode.codex import Code128

from server.printing.papers import Paper

QUIET_MODULES = 10
"""Free space on each side of the bars, in widths of the narrowest bar (ISO/IEC 15417: ten)."""
MODULE_MIN_MM = 0.19
"""The narrowest bar that a handheld scanner of any make reads from a hand's length (7.5 mil)."""
PADDING_MM = 2.0
SMALL_MM = 30.0
"""Labels lower than this have no room for a note."""
LONG_NAME = 12
STYLE = """
* { box-sizing: border-box }
body { margin: 0; color: #000; background: #fff;
  font-family: "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP", system-ui, sans-serif }
.sheet { display: grid; break-after: page; overflow: hidden }
.sheet:last-child { break-after: auto }
.label { display: flex; flex-direction: column; justify-content: space-between;
  align-items: center; overflow: hidden; border: .2mm dashed #ccc }
.head { display: flex; align-items: center; justify-content: center; gap: 2mm; width: 100% }
.name { font-weight: 700; line-height: 1.05; letter-spacing: .2mm;
  font-variant-numeric: tabular-nums; white-space: nowrap; overflow: hidden }
.spoken { font-weight: 700; line-height: 1; padding: .6mm 1.2mm; border: .4mm solid #000;
  border-radius: .8mm; font-variant-numeric: tabular-nums }
.note { line-height: 1.2; max-width: 100%; overflow: hidden; white-space: nowrap;
  text-overflow: ellipsis }
svg { width: 100%; flex: 1; min-height: 6mm; display: block; margin: .8mm 0 }
.code { font-family: ui-monospace, monospace; letter-spacing: .3mm; line-height: 1.1 }
@media screen { body { background: #dde3ea } .sheet { background: #fff; margin: 6mm auto;
  box-shadow: 0 1mm 4mm rgb(0 0 0 / 20%) } }
@media print { .label { border-color: transparent } }
"""


@dataclass(frozen=True, slots=True)
class Label:
    """One label: what the bars say, what people read, and a word beside it."""

    text: str
    name: str
    note: str = ""
    is_slip: bool = False
    """A carrier's slip number, in NW-7 as carriers print it."""
    spoken: str = ""
    """Two digits that somebody says who confirms the place by voice."""


def label_sheet(
    title: str, labels: Sequence[Label], paper: Paper, *, first: int, language: str, nonce: str
) -> str:
    """A page of label sheets.

    Args:
        title: what the browser calls the page.
        labels: in the order they are printed.
        paper: what they are printed on.
        first: on which label of the first sheet it begins, from 1: those before it are used up.
        language: of the page, `ja` or `en`.
        nonce: the word under which the page's style is let through its Content-Security-Policy.

    Returns:
        HTML without scripts.

    Raises:
        barcode.errors.IllegalCharacterError: a text that bars cannot say.
    """
    drawn = ['<section class="label"></section>'] * (first - 1) + [
        label_html(label, paper) for label in labels
    ]
    sheets = "".join(
        f'<main class="sheet">{"".join(drawn[at : at + paper.labels])}</main>'
        for at in range(0, len(drawn), paper.labels)
    )
    return (
        f'<!doctype html><html lang="{escape(language)}"><meta charset="utf-8">'
        f"<title>{escape(title)}</title>"
        f'<style nonce="{escape(nonce)}">{STYLE}{style_of(paper)}</style>'
        f"<body>{sheets}</body></html>"
    )


def style_of(paper: Paper) -> str:
    """The measures of a paper; letters grow with its labels."""
    height = paper.label_height_mm
    return f"""
@page {{ size: {paper.width_mm}mm {paper.height_mm}mm; margin: 0 }}
.sheet {{ width: {paper.width_mm}mm; height: {paper.height_mm}mm;
  padding: {paper.top_mm}mm 0 0 {paper.left_mm}mm; column-gap: {paper.gap_mm}mm;
  grid-template-columns: repeat({paper.columns}, {paper.label_width_mm}mm);
  grid-template-rows: repeat({paper.rows}, {height}mm) }}
.label {{ padding: {PADDING_MM * 0.6}mm {PADDING_MM}mm }}
.name {{ font-size: {height * 0.2:.1f}mm }} .name.long {{ font-size: {height * 0.125:.1f}mm }}
.spoken {{ font-size: {height * 0.13:.1f}mm }}
.code, .note {{ font-size: {max(1.8, height * 0.07):.1f}mm }}
"""


def label_html(label: Label, paper: Paper) -> str:
    """One label; a low one leaves the note out."""
    long = " long" if len(label.name) > LONG_NAME else ""
    spoken = f'<div class="spoken">{escape(label.spoken)}</div>' if label.spoken else ""
    note = (
        f'<div class="note">{escape(label.note)}</div>' if paper.label_height_mm >= SMALL_MM else ""
    )
    return (
        f'<section class="label"><div class="head"><div class="name{long}">'
        f"{escape(label.name)}</div>{spoken}</div>{bars(label)}"
        f'<div class="code">{escape(label.text)}</div>{note}</section>'
    )


def too_long_for(paper: Paper, labels: Iterable[Label]) -> list[Label]:
    """Labels whose bars would be too narrow on this paper for scanners to read."""
    room = paper.label_width_mm - 2 * PADDING_MM
    return [
        label
        for label in labels
        if room / (len(modules_of(label)) + 2 * QUIET_MODULES) < MODULE_MIN_MM
    ]


def modules_of(label: Label) -> str:
    """The bars of a label, a 1 for each width of black; Code 128, or NW-7 for a slip."""
    symbol = CODABAR(f"A{label.text}A") if label.is_slip else Code128(label.text)
    modules: str = symbol.build()[0]
    return modules


def bars(label: Label) -> str:
    """The bars of a label as one SVG path.

    python-barcode's own SVG writer styles every bar inline, which our pages forbid.
    """
    modules = modules_of(label)
    path = "".join(f"M{at} 0h1v1h-1z" for at, module in enumerate(modules) if module == "1")
    return (
        f'<svg viewBox="-{QUIET_MODULES} 0 {len(modules) + 2 * QUIET_MODULES} 1" '
        f'preserveAspectRatio="none" shape-rendering="crispEdges" aria-hidden="true">'
        f'<path d="{path}"/></svg>'
    )
