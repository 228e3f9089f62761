"""Stock: what lies where, what of it is held for whom, and the ledger that says how it came there.

Goods move from a place to a place; nothing sets a quantity. The ledger of movements is the truth,
balances are guarded sums over it. A reservation (引当) holds pieces of one balance for one order
line or one flyer insert. A physical pick that the book cannot cover is booked against DISCREPANCY.
"""

from server.stock.actions import (
    Delivery,
    Move,
    OutOfBook,
    let_go_of_lines,
    move,
    receive,
    release_holds,
)
from server.stock.available import available_now, free_for_sale, offers, tell_available
from server.stock.blocking import Blocked, LiveBlock, block_lot, free_lot, live_blocks
from server.stock.decisions import Want
from server.stock.faces import (
    PickFace,
    ProductBalance,
    empty_shelves,
    end_face,
    free_in_reserve,
    left_since,
    pick_faces,
    product_balances,
    set_face,
    shelves_with,
)
from server.stock.queries import (
    Content,
    Held,
    HeldHere,
    LotKnown,
    Lying,
    Moved,
    contents_of,
    held_for_inserts,
    held_for_lines,
    held_for_lines_in,
    holds_for_inserts,
    lots_of,
    lying_in,
    lying_since,
    moved_since,
    pieces_picked_since,
)
from server.stock.records import BLOCK_REASONS
from server.stock.reserving import (
    hold_flyers,
    hold_instead,
    promise_what_is_free,
    reserve_orders,
    reserve_waiting,
)

__all__ = [
    "BLOCK_REASONS",
    "Blocked",
    "Content",
    "Delivery",
    "Held",
    "HeldHere",
    "LiveBlock",
    "LotKnown",
    "Lying",
    "Move",
    "Moved",
    "OutOfBook",
    "PickFace",
    "ProductBalance",
    "Want",
    "available_now",
    "block_lot",
    "contents_of",
    "empty_shelves",
    "end_face",
    "free_for_sale",
    "free_in_reserve",
    "free_lot",
    "held_for_inserts",
    "held_for_lines",
    "held_for_lines_in",
    "hold_flyers",
    "hold_instead",
    "holds_for_inserts",
    "left_since",
    "let_go_of_lines",
    "live_blocks",
    "lots_of",
    "lying_in",
    "lying_since",
    "move",
    "moved_since",
    "offers",
    "pick_faces",
    "pieces_picked_since",
    "product_balances",
    "promise_what_is_free",
    "receive",
    "release_holds",
    "reserve_orders",
    "reserve_waiting",
    "set_face",
    "shelves_with",
    "tell_available",
]
