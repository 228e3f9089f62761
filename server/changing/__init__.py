"""Changing (変更): an order that is cancelled, goes elsewhere or wants other goods, at every stage.

Before release it is plain. What is on the floor is not stopped in mid-scan: whoever has it hears it
between two scans, or by the next one, and what was picked goes back to its place by scans. Another
address leaves the goods where they are, but the label that was asked for is void. Other lines take
the order back from the floor as a cancellation does; it waits for its new lines and is released
again. A closed parcel cannot be changed: it can only come back as a return.
"""

from server.changing.addresses import change_address
from server.changing.cancelling import REASONS, cancel_order, cancel_shipment
from server.changing.decisions import By, Changed, Kept, Wanted
from server.changing.lines import change_lines, edit_lines

__all__ = [
    "REASONS",
    "By",
    "Changed",
    "Kept",
    "Wanted",
    "cancel_order",
    "cancel_shipment",
    "change_address",
    "change_lines",
    "edit_lines",
]
