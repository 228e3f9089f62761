"""Who sends a shop's parcels, and under which contracts with carriers."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from server.catalog.records import CarrierContract, ShopSender
from server.foundation.sets import table_of


@dataclass(frozen=True, slots=True)
class SenderCard:
    """ご依頼主, as it stands on slips."""

    name: str
    postal_code: str
    prefecture: str
    address: str
    building: str
    phone: str
    contents: str


@dataclass(frozen=True, slots=True)
class ContractCard:
    """What a carrier charges, and by which layout its slips are made."""

    carrier_code: str
    layout: str
    customer_code: str
    customer_branch: str
    freight_number: str


def senders(session: Session) -> dict[int, SenderCard]:
    """The senders of all shops that have one, by shop."""
    sender = table_of(ShopSender).c
    names = SenderCard.__slots__
    rows = session.execute(select(sender.shop_id, *(sender[name] for name in names)))
    return {row[0]: SenderCard(*row[1:]) for row in rows}


def contracts(session: Session) -> dict[tuple[int, str], ContractCard]:
    """The contracts of all shops, by shop and carrier."""
    contract = table_of(CarrierContract).c
    names = ContractCard.__slots__
    rows = session.execute(select(contract.shop_id, *(contract[name] for name in names)))
    return {(row.shop_id, row.carrier_code): ContractCard(*row[1:]) for row in rows}


def set_sender(
    session: Session, shop_id: int, sender: SenderCard, held: Sequence[ContractCard]
) -> None:
    """Write down who sends a shop's parcels, and all of its contracts."""
    for table in (table_of(ShopSender), table_of(CarrierContract)):
        session.execute(delete(table).where(table.c.shop_id == shop_id))
    session.execute(insert(table_of(ShopSender)), {"shop_id": shop_id, **asdict(sender)})
    if held:
        session.execute(
            insert(table_of(CarrierContract)),
            [{"shop_id": shop_id, **asdict(contract)} for contract in held],
        )
