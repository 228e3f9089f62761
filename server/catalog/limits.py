"""How thick and heavy carriers take the parcels of a service."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from server.catalog.records import CarrierLimit
from server.foundation.sets import table_of


@dataclass(frozen=True, slots=True)
class ServiceLimit:
    """配送サービスの上限: what a parcel of a service may be at most; None is no limit."""

    carrier_code: str
    service: str
    thickness_mm_max: int | None
    weight_grams_max: int | None


def service_limits(session: Session, day: str) -> list[ServiceLimit]:
    """The limits that are valid on a day, by carrier and service."""
    newest = (
        select(
            CarrierLimit.carrier_code,
            CarrierLimit.service,
            func.max(CarrierLimit.valid_from).label("valid_from"),
        )
        .where(
            CarrierLimit.valid_from <= day,
            or_(CarrierLimit.valid_until.is_(None), CarrierLimit.valid_until >= day),
        )
        .group_by(CarrierLimit.carrier_code, CarrierLimit.service)
        .subquery()
    )
    rows = session.execute(
        select(
            CarrierLimit.carrier_code,
            CarrierLimit.service,
            CarrierLimit.thickness_mm_max,
            CarrierLimit.weight_grams_max,
        )
        .join(
            newest,
            (newest.c.carrier_code == CarrierLimit.carrier_code)
            & (newest.c.service == CarrierLimit.service)
            & (newest.c.valid_from == CarrierLimit.valid_from),
        )
        .order_by(CarrierLimit.carrier_code, CarrierLimit.service)
    )
    return [ServiceLimit(*row) for row in rows]


def limit_for(limits: Sequence[ServiceLimit], carrier: str, service: str) -> ServiceLimit | None:
    """The limit of the service that an order's words name; of several the longest word."""
    said = plain(service)
    meant = [one for one in limits if one.carrier_code == carrier and plain(one.service) in said]
    return max(meant, key=lambda one: len(one.service), default=None)


def plain(text: str) -> str:
    """Words without regard to width and capitals."""
    return unicodedata.normalize("NFKC", text).casefold()


def set_service_limit(session: Session, limit: ServiceLimit, day: str) -> None:
    """Write down what a service takes, from a day on; said again on that day it replaces it."""
    end_service_limit(session, limit.carrier_code, limit.service, day)
    session.add(
        CarrierLimit(
            carrier_code=limit.carrier_code,
            service=limit.service,
            thickness_mm_max=limit.thickness_mm_max,
            weight_grams_max=limit.weight_grams_max,
            valid_from=day,
        )
    )
    session.flush()


def end_service_limit(session: Session, carrier_code: str, service: str, day: str) -> bool:
    """Let a service have no limit from a day on; false where it has none."""
    table = table_of(CarrierLimit)
    of_service = (
        table.c.carrier_code == carrier_code,
        table.c.service == service,
        table.c.valid_until.is_(None),
    )
    begun_today = session.execute(
        delete(table).where(*of_service, table.c.valid_from >= day).returning(table.c.id)
    ).all()
    last_day = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    ended = session.execute(
        update(table).where(*of_service).values(valid_until=last_day).returning(table.c.id)
    ).all()
    return bool(begun_today or ended)
