"""Printing: barcodes and label sheets from plain data, on A4 or on a label printer's roll.

Every label says in letters what it says in bars, large enough to be read from the aisle.
"""

from server.printing.papers import PAPERS, Paper
from server.printing.sheets import Label, label_sheet, too_long_for

__all__ = ["PAPERS", "Label", "Paper", "label_sheet", "too_long_for"]
