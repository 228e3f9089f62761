"""Letters that go into parcels (お手紙・クーポン), as a page that any browser prints."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import segno

QUIET_MODULES = 4
LETTER_PAPERS: Mapping[str, tuple[float, float]] = {
    "a5": (148, 210),
    "a4": (210, 297),
    "roll_60x40": (60, 40),
}
"""Width and height in millimetres."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to one customer; the code says in which parcel it belongs."""

    title: str
    text: str
    code: str


def letter_page(
    title: str, letters: Sequence[tuple[Letter, str]], *, language: str, nonce: str
) -> str:
    """A page of letters, each on its paper.

    Args:
        title: what the browser calls the page.
        letters: each with the paper that it is printed on.
        language: of the page, `ja` or `en`.
        nonce: the word under which the page's style is let through its Content-Security-Policy.

    Returns:
        HTML without scripts.
    """
    sheets = "".join(letter_html(letter, paper) for letter, paper in letters)
    return (
        f'<!doctype html><html lang="{escape(language)}"><meta charset="utf-8">'
        f'<title>{escape(title)}</title><style nonce="{escape(nonce)}">'
        f"{STYLE}</style><body>{sheets}</body></html>"
    )


def letter_html(letter: Letter, paper: str) -> str:
    """One letter: its text, and below it the code, for people and for scanners."""
    title = f"<h1>{escape(letter.title)}</h1>" if letter.title else ""
    text = f'<p class="text">{escape(letter.text)}</p>' if letter.text else ""
    return (
        f'<main class="letter {escape(paper)}">{title}{text}<footer>{qr(letter.code)}'
        f'<p class="code">{escape(letter.code)}</p></footer></main>'
    )


def qr(text: str) -> str:
    """A QR code as one SVG path; a scanner reads just the text.

    segno's own SVG styles its path inline, which our pages forbid.
    """
    matrix = segno.make_qr(text, error="m").matrix
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark
    )
    size = len(matrix) + 2 * QUIET_MODULES
    return (
        f'<svg viewBox="-{QUIET_MODULES} -{QUIET_MODULES} {size} {size}"'
        f' shape-rendering="crispEdges" aria-hidden="true"><path d="{path}"/></svg>'
    )


PAGES = "".join(
    f"@page {name} {{ size: {width}mm {height}mm; margin: 0 }}\n"
    # A little lower than the paper: a page that is as high as it begins another one.
    f".{name} {{ page: {name}; width: {width}mm; height: {height - 0.2}mm }}\n"
    for name, (width, height) in LETTER_PAPERS.items()
)
STYLE = f"""
{PAGES}
* {{ box-sizing: border-box }}
body {{ margin: 0; color: #000; background: #fff;
  font-family: "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP", system-ui, sans-serif }}
.letter {{ display: flex; flex-direction: column; overflow: hidden; padding: 14mm;
  break-after: page }}
.letter:last-child {{ break-after: auto }}
h1 {{ margin: 0 0 6mm; font-size: 6mm; line-height: 1.4 }}
.text {{ margin: 0; font-size: 4mm; line-height: 1.9; white-space: pre-wrap;
  overflow-wrap: anywhere }}
footer {{ margin-top: auto; display: flex; align-items: center; gap: 5mm }}
svg {{ width: 28mm; height: 28mm; flex: none }}
.code {{ margin: 0; font-size: 6mm; font-weight: 700; letter-spacing: .3mm; white-space: nowrap;
  font-family: ui-monospace, "Noto Sans Mono CJK JP", monospace }}
.a4 {{ padding: 22mm }}
.roll_60x40 {{ padding: 2mm 3mm }}
.roll_60x40 h1 {{ margin: 0 0 .5mm; font-size: 3mm }}
.roll_60x40 .text {{ font-size: 2.2mm; line-height: 1.35 }}
.roll_60x40 footer {{ gap: 1mm }}
.roll_60x40 svg {{ width: 17mm; height: 17mm }}
.roll_60x40 .code {{ font-size: 2.7mm; letter-spacing: 0 }}
@media screen {{ body {{ background: #dde3ea }} .letter {{ background: #fff; margin: 6mm auto;
  box-shadow: 0 1mm 4mm rgb(0 0 0 / 20%) }} }}
"""
