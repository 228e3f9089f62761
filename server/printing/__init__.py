"""Printing: barcodes and label sheets from plain data, to be printed by any browser on A4.

Every label says in letters what it says in bars, large enough to be read from the aisle.
"""

from server.printing.sheets import Label, label_sheet

__all__ = ["Label", "label_sheet"]
