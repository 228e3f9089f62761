"""What must hold between campaigns and the parcels that get their flyers."""

from typing import Any

from sqlalchemy import and_, select

from server.flyers.records import FlyerInsert, HeldOut
from server.orders.records import Parcel, Shipment


def closed_without_flyers() -> Any:
    """INV-09b: closed parcels that lack a flyer nobody waived."""
    return (
        select(FlyerInsert.id, FlyerInsert.shipment_id, FlyerInsert.inserted_pieces)
        .join(Parcel, Parcel.shipment_id == FlyerInsert.shipment_id)
        .where(
            FlyerInsert.waived_at.is_(None),
            FlyerInsert.inserted_pieces != FlyerInsert.quantity_pieces,
        )
    )


def held_out_with_a_flyer() -> Any:
    """INV-27: orders held out of a campaign whose parcel was planned its flyer all the same."""
    return (
        select(HeldOut.order_id, HeldOut.campaign_id, FlyerInsert.id)
        .join(Shipment, Shipment.order_id == HeldOut.order_id)
        .join(
            FlyerInsert,
            and_(
                FlyerInsert.shipment_id == Shipment.id,
                FlyerInsert.campaign_id == HeldOut.campaign_id,
            ),
        )
    )
