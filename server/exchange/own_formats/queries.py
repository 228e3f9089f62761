"""What is asked about formats of one's own."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from server.exchange.order_files import AUTO, Profile
from server.exchange.order_files.checking import own_profile
from server.exchange.own_formats.decisions import format_named, profile_id
from server.exchange.own_formats.records import OrderFormat, OrderFormatVersion


@dataclass(frozen=True, slots=True)
class FormatCard:
    """A format with its newest version."""

    id: int
    shop_id: int
    name: str
    version: int
    retired_at: datetime | None
    told: dict[str, Any]
    made_at: datetime
    made_by: int | None


def format_query() -> Any:
    """Formats with their newest version."""
    return (
        select(
            OrderFormat.id,
            OrderFormat.shop_id,
            OrderFormat.name,
            OrderFormat.version,
            OrderFormat.retired_at,
            OrderFormatVersion.told,
            OrderFormatVersion.made_at,
            OrderFormatVersion.made_by,
        )
        .join(
            OrderFormatVersion,
            and_(
                OrderFormatVersion.format_id == OrderFormat.id,
                OrderFormatVersion.version == OrderFormat.version,
            ),
        )
        .order_by(OrderFormat.shop_id, OrderFormat.name, OrderFormat.id)
    )


def format_cards(session: Session) -> list[FormatCard]:
    """All formats, those that were put away too, for files name them."""
    return [FormatCard(*row) for row in session.execute(format_query())]


def format_card(session: Session, format_id: int) -> FormatCard | None:
    """One format."""
    row = session.execute(format_query().where(OrderFormat.id == format_id)).one_or_none()
    return None if row is None else FormatCard(*row)


def own_profiles(session: Session, shop_id: int, profile: str) -> list[Profile]:
    """The layouts of a shop's own by which a file of it may be read.

    Args:
        session: an open session.
        shop_id: the shop.
        profile: `auto`: the newest of each format in use; the name of a version: that one.
    """
    if profile == AUTO:
        query = format_query().where(
            OrderFormat.shop_id == shop_id, OrderFormat.retired_at.is_(None)
        )
        cards = [FormatCard(*row) for row in session.execute(query)]
        return [
            own_profile(profile_id(card.id, card.version), card.name, card.told) for card in cards
        ]
    named = format_named(profile)
    if named is None:
        return []
    row = session.execute(
        select(OrderFormat.name, OrderFormatVersion.told)
        .join(OrderFormatVersion, OrderFormatVersion.format_id == OrderFormat.id)
        .where(
            OrderFormat.shop_id == shop_id,
            OrderFormat.id == named[0],
            OrderFormatVersion.version == named[1],
        )
    ).one_or_none()
    return [] if row is None else [own_profile(profile, row.name, row.told)]
