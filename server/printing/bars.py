"""Bars of a label: which symbol says a text, and whether a scanner can read it on a paper."""

from dataclasses import dataclass

from barcode.codabar import CODABAR
from barcode.codex import Code128
from barcode.ean import EuropeanArticleNumber8, EuropeanArticleNumber13

from server.printing.paper import DOT_MM, Paper
from server.vocabulary import gtin14

MODULE_MM_MAX = 0.5
CODE_128_LEAST_MM = 0.19
"""7.5 mil: what any scanner of a handheld reads at arm's length."""
EAN_LEAST_MM = 0.249
"""75 %: the least that GS1 allows goods labels that are printed on demand."""
EDGE_MM = 0.5
"""How far a printer may be off at either side without losing the quiet zone."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """Modules of a symbol, `1` for dark, and how many light ones it needs before and behind."""

    modules: str
    quiet_before: int
    quiet_behind: int
    least_mm: float

    @property
    def width_modules(self) -> int:
        """With both quiet zones."""
        return self.quiet_before + len(self.modules) + self.quiet_behind


def symbol_of(text: str, *, is_slip: bool) -> Symbol:
    """The symbol for a text: JAN for goods with one, NW-7 for a slip, Code 128 for all else.

    Raises:
        barcode.errors.IllegalCharacterError: a text that bars cannot say.
    """
    if is_slip:
        return Symbol(built(CODABAR(f"A{text}A")), 10, 10, CODE_128_LEAST_MM)
    # python-barcode silently replaces a wrong check digit; what has one is printed as it is.
    if gtin14(text) is not None and len(text) == len("4901234567894"):
        return Symbol(built(EuropeanArticleNumber13(text)), 11, 7, EAN_LEAST_MM)
    if gtin14(text) is not None and len(text) == len("49123456"):
        return Symbol(built(EuropeanArticleNumber8(text)), 7, 7, EAN_LEAST_MM)
    return Symbol(built(Code128(text)), 10, 10, CODE_128_LEAST_MM)


def built(drawn: CODABAR | Code128 | EuropeanArticleNumber13) -> str:
    """The modules of a symbol."""
    (modules,) = drawn.build()
    return str(modules)


def module_mm(symbol: Symbol, paper: Paper) -> float | None:
    """How wide one module is on this paper; None where no scanner could tell the bars apart."""
    widest = min(MODULE_MM_MAX, (paper.label_width - 2 * EDGE_MM) / symbol.width_modules)
    if paper.is_roll:
        widest = int(widest / DOT_MM + 1e-9) * DOT_MM
    return widest if widest >= symbol.least_mm else None


def bars(symbol: Symbol, width_mm: float) -> str:
    """A symbol as one SVG path, each module `width_mm` wide.

    python-barcode's own SVG writer styles every bar inline, which our pages forbid.
    """
    path = "".join(f"M{at} 0h1v1h-1z" for at, module in enumerate(symbol.modules) if module == "1")
    return (
        f'<svg width="{symbol.width_modules * width_mm:.3f}mm"'
        f' viewBox="-{symbol.quiet_before} 0 {symbol.width_modules} 1" preserveAspectRatio="none"'
        f' shape-rendering="crispEdges" aria-hidden="true"><path d="{path}"/></svg>'
    )
