"""Papers that labels are printed on: sheets of A4 and rolls of label printers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet with labels in columns and rows; lengths in millimetres."""

    width_mm: float
    height_mm: float
    columns: int
    rows: int
    label_width_mm: float
    label_height_mm: float
    left_mm: float = 0
    top_mm: float = 0
    gap_mm: float = 0
    """Between two columns; rows stand close together on every paper here."""

    @property
    def labels(self) -> int:
        """How many labels one sheet holds."""
        return self.columns * self.rows


def roll(width_mm: float, height_mm: float) -> Paper:
    """One label a page, as a label printer feeds them."""
    return Paper(width_mm, height_mm, 1, 1, width_mm, height_mm)


A4 = (210.0, 296.8)
"""A hair less than 297 mm: browsers begin a new page for the last hundredth of one."""

PAPERS: Final[Mapping[str, Paper]] = {
    "a4_24": Paper(*A4, 3, 8, 70, 37.1),
    "a4_44": Paper(*A4, 4, 11, 48.3, 25.4, left_mm=8.4, top_mm=8.8),
    "a4_65": Paper(*A4, 5, 13, 38.1, 21.2, left_mm=4.75, top_mm=10.7, gap_mm=2.5),
    "roll_60x40": roll(60, 40),
    "roll_50x30": roll(50, 30),
    "roll_40x28": roll(40, 28),
}
"""24, 44 and 65 labels on A4 as they are sold in Japan (70 × 37, 48.3 × 25.4, 38.1 × 21.2 mm), and
the usual rolls."""
