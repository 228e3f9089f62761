"""Codes of flyers that customers used for orders that come in: each is redeemed with its order."""

import re
from collections.abc import Iterable

from sqlalchemy.orm import Session

from server import flyers
from server.exchange.order_files import OrderDraft

BETWEEN = re.compile(r"[\s,;+|、，；]+")


def redeem_with_orders(session: Session, owner_id: int, new: Iterable[OrderDraft]) -> None:
    """Note the codes that stand in new orders; a shop's other coupons are none of ours.

    What a code is not good for any more (used, voided, of another owner) is passed over: the shop
    has taken it, and the order comes in.
    """
    claims = [
        flyers.Claim(code, draft.external_no, draft.total_yen, draft.ordered_at)
        for draft in new
        for code in BETWEEN.split(draft.coupon)
        if flyers.read_code(code) is not None
    ]
    if claims:
        flyers.redeem(session, owner_id, claims, source="order")
