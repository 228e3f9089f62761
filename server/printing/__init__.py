"""Printing: barcodes, label sheets and letters from plain data, on whatever paper a browser prints.

Every label says in letters what it says in bars, large enough to be read from the aisle. What a
paper is too small for is refused before it is printed: bars that look right and do not scan cost
more than a sentence.
"""

from server.printing.letters import LETTER_PAPERS, Letter, letter_page
from server.printing.paper import PAPERS
from server.printing.sheets import Label, Sheets, label_sheet, papers_for, too_narrow
from server.printing.voice import voice_digits

__all__ = [
    "LETTER_PAPERS",
    "PAPERS",
    "Label",
    "Letter",
    "Sheets",
    "label_sheet",
    "letter_page",
    "papers_for",
    "too_narrow",
    "voice_digits",
]
