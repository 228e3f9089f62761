"""What labels are printed on: A4 sheets of labels, and the rolls of label printers."""

from collections.abc import Mapping
from dataclasses import dataclass

DOT_MM = 0.125
"""One dot of a label printer with 203 dots an inch; its bars are whole dots or they blur."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet of labels; a roll is a sheet with one label. All in millimetres."""

    columns: int
    rows: int
    label_width: float
    label_height: float
    left: float = 0
    top: float = 0
    gap: float = 0
    """Between two columns."""

    @property
    def per_sheet(self) -> int:
        """How many labels a sheet holds."""
        return self.columns * self.rows

    @property
    def is_roll(self) -> bool:
        """One label after the other, from a label printer."""
        return self.per_sheet == 1


PAPERS: Mapping[str, Paper] = {
    # 37.1 instead of 37.125: a browser that rounds up would begin another page.
    "a4_24": Paper(3, 8, 70, 37.1),
    "a4_44": Paper(4, 11, 48.3, 25.4, left=8.4, top=8.8),
    "a4_65": Paper(5, 13, 38.1, 21.2, left=4.7, top=10.7, gap=2.5),
    "roll_60x40": Paper(1, 1, 60, 40),
    "roll_50x30": Paper(1, 1, 50, 30),
    "roll_40x28": Paper(1, 1, 40, 28),
}


def style_of(paper: Paper) -> str:
    """How a page of this paper looks, as CSS; letters and bars grow with the label."""
    height = paper.label_height
    page = f"{paper.label_width}mm {height}mm" if paper.is_roll else "A4"
    # A little lower than the paper: a page that is as high as it begins another one.
    sheet_width, sheet_height = (paper.label_width, height - 0.2) if paper.is_roll else (210, 296.8)
    dashes = "none" if paper.is_roll else ".2mm dashed #ccc"
    return f"""
@page {{ size: {page}; margin: 0 }}
* {{ box-sizing: border-box }}
body {{ margin: 0; color: #000; background: #fff;
  font-family: "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP", system-ui, sans-serif }}
.sheet {{ width: {sheet_width}mm; height: {sheet_height}mm; overflow: hidden;
  padding: {paper.top}mm 0 0 {paper.left}mm; display: grid; align-content: start;
  column-gap: {paper.gap}mm; grid-template-columns: repeat({paper.columns}, {paper.label_width}mm);
  grid-template-rows: repeat({paper.rows}, {min(height, sheet_height)}mm) }}
.sheet + .sheet {{ break-before: page }}
.label {{ padding: {height * 0.07:.2f}mm 0 {height * 0.05:.2f}mm; display: flex;
  flex-direction: column; justify-content: space-between; align-items: center;
  overflow: hidden; outline: {dashes}; outline-offset: -.1mm }}
.head {{ display: flex; align-items: center; justify-content: center; gap: {height * 0.08:.2f}mm;
  width: calc(100% - 3mm) }}
.name {{ font-size: {height * 0.2:.2f}mm; font-weight: 700; line-height: 1; letter-spacing: .2mm;
  font-variant-numeric: tabular-nums; white-space: nowrap }}
.name.long {{ font-size: {height * 0.1:.2f}mm; line-height: 1.15; letter-spacing: 0;
  white-space: normal; text-align: center; overflow: hidden; overflow-wrap: anywhere;
  display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2 }}
.voice {{ font-size: {height * 0.15:.2f}mm; font-weight: 700; line-height: 1;
  padding: .03em .2em .07em; border: .3mm solid #000; border-radius: .8mm;
  font-variant-numeric: tabular-nums }}
.note {{ font-size: {max(1.8, height * 0.075):.2f}mm; line-height: 1.2; overflow: hidden;
  max-width: calc(100% - 3mm); white-space: nowrap; text-overflow: ellipsis }}
svg {{ height: {height * 0.34:.2f}mm; display: block; flex: none }}
.code {{ font-size: {max(1.9, height * 0.07):.2f}mm; line-height: 1.1; letter-spacing: .3mm;
  font-family: ui-monospace, "Noto Sans Mono CJK JP", monospace; white-space: nowrap }}
@media screen {{ body {{ background: #dde3ea }} .sheet {{ background: #fff; margin: 6mm auto;
  box-shadow: 0 1mm 4mm rgb(0 0 0 / 20%) }} }}
@media print {{ .label {{ outline-color: transparent }} }}
"""
