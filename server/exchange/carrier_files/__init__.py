"""Files for carriers' label programs (B2クラウド, e飛伝Ⅲ, ゆうプリR …), and back from them. Pure.

A consignment becomes one row, column by column as its layout says, in the letters that Windows
writes. A row that does not fit is not written: its problems are told, each with what to do.
"""

from server.exchange.carrier_files.consignments import Consignment, Sender
from server.exchange.carrier_files.layouts import (
    Layout,
    LayoutIsBroken,
    layouts_on,
    read_layout,
    shipped_layouts,
)
from server.exchange.carrier_files.numbers import Returned, SlipFile, read_numbers
from server.exchange.carrier_files.rows import Problem, problems_among, row_of
from server.exchange.carrier_files.writing import file_of

__all__ = [
    "Consignment",
    "Layout",
    "LayoutIsBroken",
    "Problem",
    "Returned",
    "Sender",
    "SlipFile",
    "file_of",
    "layouts_on",
    "problems_among",
    "read_layout",
    "read_numbers",
    "row_of",
    "shipped_layouts",
]
