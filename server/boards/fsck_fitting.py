"""What must hold of flyers that did not fit, and of instructions that no scan can verify."""

from typing import Any

from sqlalchemy import and_, select

from server.flyers.records import FlyerInsert, LeftOut
from server.orders.records import Parcel
from server.packing.records import PackJob


def left_out_and_planned() -> Any:
    """INV-43: flyers that were left out of a parcel and planned for it all the same."""
    return select(LeftOut.shipment_id, LeftOut.why, FlyerInsert.id).join(
        FlyerInsert,
        and_(
            FlyerInsert.shipment_id == LeftOut.shipment_id,
            FlyerInsert.campaign_id.is_not_distinct_from(LeftOut.campaign_id),
            FlyerInsert.by_rule.is_not_distinct_from(LeftOut.by_rule),
            FlyerInsert.product_id == LeftOut.product_id,
        ),
    )


def closed_unconfirmed() -> Any:
    """INV-44: closed parcels whose instructions nobody has confirmed."""
    return (
        select(PackJob.task_id, PackJob.shipment_id)
        .join(Parcel, Parcel.shipment_id == PackJob.shipment_id)
        .where(PackJob.unconfirmed)
    )
