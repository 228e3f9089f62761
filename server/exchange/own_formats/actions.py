"""Keeping formats of one's own: made, changed, put away."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from server.exchange.own_formats.records import OrderFormat, OrderFormatVersion
from server.foundation import announce, now, table_of


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a save."""

    id: int = 0
    version: int = 0
    refusal: str | None = None
    """`order_format_unknown`, `format_name_taken`, `format_changed_meanwhile`."""


def make_format(
    session: Session, *, shop_id: int, name: str, told: dict[str, Any], person_id: int | None
) -> Saved:
    """Keep a new format of a shop."""
    if is_taken(session, shop_id, name, but=0):
        return Saved(refusal="format_name_taken")
    format_id = session.scalars(
        insert(table_of(OrderFormat))
        .values(shop_id=shop_id, name=name, version=1)
        .returning(OrderFormat.id)
    ).one()
    write_version(session, format_id, 1, told, person_id)
    return Saved(format_id, 1)


def change_format(
    session: Session,
    format_id: int,
    *,
    seen: int,
    name: str,
    told: dict[str, Any],
    person_id: int | None,
) -> Saved:
    """Keep another version of a format; files that came in are read by theirs as before."""
    known = session.execute(
        select(OrderFormat.shop_id, OrderFormat.version, OrderFormat.retired_at)
        .where(OrderFormat.id == format_id)
        .with_for_update()
    ).one_or_none()
    if known is None or known.retired_at is not None:
        return Saved(refusal="order_format_unknown")
    if known.version != seen:
        return Saved(refusal="format_changed_meanwhile")
    if is_taken(session, known.shop_id, name, but=format_id):
        return Saved(refusal="format_name_taken")
    session.execute(
        update(table_of(OrderFormat))
        .where(OrderFormat.id == format_id)
        .values(name=name, version=seen + 1)
    )
    write_version(session, format_id, seen + 1, told, person_id)
    return Saved(format_id, seen + 1)


def retire_format(session: Session, format_id: int, *, person_id: int | None) -> bool:
    """Put a format away: no file is read by it any more; whether there is such a format."""
    retired = session.scalars(
        update(table_of(OrderFormat))
        .where(OrderFormat.id == format_id, OrderFormat.retired_at.is_(None))
        .values(retired_at=now())
        .returning(OrderFormat.id)
    ).one_or_none()
    if retired is not None:
        say(session, format_id, "order_format_retired", person_id)
    return retired is not None


def is_taken(session: Session, shop_id: int, name: str, *, but: int) -> bool:
    """Whether another format of the shop in use has this name."""
    other = select(OrderFormat.id).where(
        OrderFormat.shop_id == shop_id,
        OrderFormat.name == name,
        OrderFormat.id != but,
        OrderFormat.retired_at.is_(None),
    )
    return session.scalars(other.limit(1)).first() is not None


def write_version(
    session: Session, format_id: int, version: int, told: dict[str, Any], person_id: int | None
) -> None:
    """Write what a format says from now on."""
    session.execute(
        insert(table_of(OrderFormatVersion)).values(
            format_id=format_id, version=version, told=told, made_at=now(), made_by=person_id
        )
    )
    say(session, format_id, "order_format_saved", person_id)


def say(session: Session, format_id: int, what: str, person_id: int | None) -> None:
    """Announce something about a format."""
    announce(session, topic=f"order_format:{format_id}", kind=what, body={"person": person_id})
