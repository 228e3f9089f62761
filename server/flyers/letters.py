"""Letters (お手紙・クーポン): the text of a campaign, written to the customer of one parcel."""

import re
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from server import orders
from server.flyers.codes import new_code
from server.flyers.records import Campaign, FlyerCode, FlyerInsert
from server.flyers.used import fills_a_cap
from server.printing import Letter

PLACEHOLDER = re.compile(r"\{([^{}\n]{0,40})\}")
PLACEHOLDERS = ("customer_name", "order_no", "code")
"""What a letter may ask for, in braces: `{customer_name}`."""


def unknown_placeholders(text: str) -> list[str]:
    """What a text asks for that no letter knows."""
    return [name for name in PLACEHOLDER.findall(text) if name not in PLACEHOLDERS]


def filled(text: str | None, values: Mapping[str, str]) -> str:
    """A text with its placeholders filled in; what customers wrote is not read again."""
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text or "")


def letter_of(campaign: Campaign, values: Mapping[str, str]) -> tuple[Letter, str]:
    """A campaign's letter and the paper it is printed on."""
    letter = Letter(
        filled(campaign.letter_title, values), filled(campaign.letter_text, values), values["code"]
    )
    return letter, campaign.letter_paper


def letters_of(session: Session, number: str) -> list[tuple[Letter, str]]:
    """The letters of a parcel that is still to be made, by its shipment's number."""
    known = orders.shipments_by_number(session, [number]).get(number)
    if known is None or known.is_cancelled:
        return []
    rows = session.execute(
        select(Campaign, FlyerCode.code)
        .join(FlyerInsert, FlyerInsert.campaign_id == Campaign.id)
        .join(FlyerCode, FlyerCode.insert_id == FlyerInsert.id)
        .where(FlyerInsert.shipment_id == known.shipment_id, fills_a_cap())
        .order_by(Campaign.priority.desc(), FlyerInsert.id)
    ).all()
    if not rows:
        return []
    order_id = orders.shipments_by_id(session, [known.shipment_id])[known.shipment_id].order_id
    (order,) = orders.whole_orders(session, [order_id])
    return [
        letter_of(
            campaign,
            {
                "customer_name": str(order.consignee.get("name") or ""),
                "order_no": order.external_no,
                "code": code,
            },
        )
        for campaign, code in rows
    ]


def sample(
    session: Session, owner_id: int, campaign_id: int, *, name: str
) -> tuple[Letter, str] | None:
    """A campaign's letter as it would look, to nobody, with a code that was given to nobody.

    Returns:
        None when the owner has no such campaign, or it gives no codes.
    """
    campaign = session.scalar(
        select(Campaign).where(Campaign.id == campaign_id, Campaign.owner_id == owner_id)
    )
    if campaign is None or campaign.code_prefix is None:
        return None
    values = {"customer_name": name, "order_no": "12345", "code": new_code(campaign.code_prefix)}
    return letter_of(campaign, values)
