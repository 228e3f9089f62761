"""Orders: what customers want, line by line, and the shipments and parcels that leave for them.

An order waits for stock, is reserved, is released to the floor, picked, packed and shipped. Its
shipment carries our own number (S and ten digits), which travels through carriers and comes back.
A parcel is one closed box with one tracking number, which no other parcel of the carrier has.
"""

from server.orders.actions import (
    accept_shortage,
    cancel_shipment,
    close_parcel,
    hand_over_parcels,
    make_shipments,
    set_stage,
    set_stage_of_shipments,
)
from server.orders.decisions import ship_by_of
from server.orders.decisions import shipment_number as number_of
from server.orders.intake import KnownOrder, NewLine, NewOrder, known_orders, take_in
from server.orders.queries import (
    Leaving,
    LineWanted,
    OrderSummary,
    ShipmentSummary,
    first_ship_by_of_products,
    leaving,
    lines_by_id,
    lines_of_orders,
    most_urgent_first,
    order_of_shipment,
    products_waited_for,
    releasable_orders,
    shipments_by_id,
    shipments_held,
    shipments_of_lines,
    slip_is_used,
    waiting_orders,
)
from server.orders.records import STAGES, Parcel
from server.orders.slips import (
    Addressed,
    any_is_closed,
    holders_of,
    note_slips,
    shipments_by_number,
    shipments_without_slip,
    slips_of_shipments,
    void_slips,
)
from server.orders.splitting import split_off
from server.orders.told import ToldLine, ToldOrder, ToldParcel, told_orders, told_parcels
from server.orders.whole import (
    OrderedLine,
    Purchase,
    Shipping,
    WholeOrder,
    newest_orders,
    orders_before_release,
    owner_of,
    purchases,
    ship_otherwise,
    whole_orders,
)

__all__ = [
    "STAGES",
    "Addressed",
    "KnownOrder",
    "Leaving",
    "LineWanted",
    "NewLine",
    "NewOrder",
    "OrderSummary",
    "OrderedLine",
    "Parcel",
    "Purchase",
    "ShipmentSummary",
    "Shipping",
    "ToldLine",
    "ToldOrder",
    "ToldParcel",
    "WholeOrder",
    "accept_shortage",
    "any_is_closed",
    "cancel_shipment",
    "close_parcel",
    "first_ship_by_of_products",
    "hand_over_parcels",
    "holders_of",
    "known_orders",
    "leaving",
    "lines_by_id",
    "lines_of_orders",
    "make_shipments",
    "most_urgent_first",
    "newest_orders",
    "note_slips",
    "number_of",
    "order_of_shipment",
    "orders_before_release",
    "owner_of",
    "products_waited_for",
    "purchases",
    "releasable_orders",
    "set_stage",
    "set_stage_of_shipments",
    "ship_by_of",
    "ship_otherwise",
    "shipments_by_id",
    "shipments_by_number",
    "shipments_held",
    "shipments_of_lines",
    "shipments_without_slip",
    "slip_is_used",
    "slips_of_shipments",
    "split_off",
    "take_in",
    "told_orders",
    "told_parcels",
    "void_slips",
    "waiting_orders",
    "whole_orders",
]
