"""Letters (お手紙・クーポン): the text of a campaign, written to the customer of one parcel."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from server import orders, people
from server.flyers.codes import new_code
from server.flyers.records import Campaign, FlyerCode, FlyerInsert, LetterPrint
from server.flyers.used import fills_a_cap
from server.foundation.clock import now
from server.foundation.outbox import announce
from server.foundation.sets import table_of
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


@dataclass(frozen=True, slots=True)
class Printing:
    """The letters of a parcel were printed: when, and who did it."""

    printed_at: datetime
    by: str


def note_print(session: Session, number: str, *, person_id: int, device_id: int | None) -> None:
    """Write down that a parcel's letters are handed out to be printed; a reprint is one more.

    Whoever may read them may print them, so every page that is handed out counts.
    """
    known = orders.shipments_by_number(session, [number])[number]
    session.execute(
        insert(table_of(LetterPrint)),
        {"shipment_id": known.shipment_id, "printed_at": now(), "printed_by": person_id},
    )
    announce(
        session,
        topic=f"shipment:{known.shipment_id}",
        kind="letters_printed",
        body={"person": person_id} | ({} if device_id is None else {"device": device_id}),
    )


def prints_of(session: Session, shipment_ids: Sequence[int]) -> list[Printing]:
    """How often the letters of some shipments were printed, the first time first."""
    rows = session.execute(
        select(LetterPrint.printed_at, LetterPrint.printed_by)
        .where(LetterPrint.shipment_id.in_(list(shipment_ids)))
        .order_by(LetterPrint.id)
    ).all()
    names = people.person_cards(session, [row.printed_by for row in rows])
    return [Printing(row.printed_at, names[row.printed_by].name) for row in rows]


def were_printed(session: Session, shipment_id: int) -> bool:
    """Whether the letters of a parcel were ever printed."""
    some = select(LetterPrint.id).where(LetterPrint.shipment_id == shipment_id).limit(1)
    return session.scalar(some) is not None


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
