"""The jobs of the floor, each by its room; every net is thrown over all of them."""

from types import ModuleType

from server.assembling import decisions as assembling
from server.counting import decisions as counting
from server.moving import decisions as moving
from server.packing import decisions as packing
from server.picking import decisions as picking
from server.receiving import decisions as receiving
from server.returning import decisions as returning

ROOMS: dict[str, ModuleType] = {
    "pick_cart": picking,
    "pack_order": packing,
    "move_goods": moving,
    "count_place": counting,
    "receive_goods": receiving,
    "return_goods": returning,
    "assemble_kits": assembling,
}
TABLES = [room.FLOW for room in ROOMS.values()]
