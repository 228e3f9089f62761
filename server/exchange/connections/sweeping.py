"""How long news is kept: what was told long ago is swept away, a little at a time.

What waits stays, and what is dead stays until somebody has answered it. Whoever fetches with a
cursor that lies before the sweep is told that some is gone.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from server.exchange.connections.queries import OPEN, is_unanswered
from server.exchange.connections.records import News, NewsRetention, Sending, SendingAttempt
from server.foundation import announce, now, table_of

NEWS_DAYS = 90
ATTEMPTS_DAYS = 30
AT_ONCE = 300
"""So many pieces of news of one transaction: scans hardly wait."""


@dataclass(frozen=True, slots=True)
class Kept:
    """For how many days news, and attempts that were not heard, are kept."""

    news_days: int = NEWS_DAYS
    attempts_days: int = ATTEMPTS_DAYS
    swept_at: datetime | None = None
    swept_news: int = 0


def retention_of(session: Session) -> Kept:
    """How long they are kept here."""
    row = session.execute(
        select(
            NewsRetention.news_days,
            NewsRetention.attempts_days,
            NewsRetention.swept_at,
            NewsRetention.swept_news,
        ).where(NewsRetention.id == 1)
    ).one_or_none()
    return Kept() if row is None else Kept(*row)


def retain(
    session: Session, *, news_days: int, attempts_days: int, person_id: int | None = None
) -> None:
    """Keep them for so many days from now on."""
    hold_retention(session)
    session.execute(
        update(table_of(NewsRetention))
        .where(NewsRetention.id == 1)
        .values(news_days=news_days, attempts_days=attempts_days)
    )
    announce(
        session,
        topic="connection:0",
        kind="news_retained",
        body={"news_days": news_days, "attempts_days": attempts_days, "person": person_id},
    )


def hold_retention(session: Session) -> None:
    """Keep others from sweeping and changing until this transaction ends."""
    held = select(NewsRetention.id).where(NewsRetention.id == 1).with_for_update()
    if session.scalar(held) is None:
        session.execute(
            insert(table_of(NewsRetention)).values(
                id=1,
                news_days=NEWS_DAYS,
                attempts_days=ATTEMPTS_DAYS,
                swept_news=0,
                swept_position=0,
            )
        )


def sweep_some(session: Session) -> int:
    """Sweep the oldest of what need not be kept; how many rows went."""
    hold_retention(session)
    kept = retention_of(session)
    gone = sweep_news(session, now() - timedelta(days=kept.news_days))
    gone += sweep_attempts(session, now() - timedelta(days=kept.attempts_days))
    if gone < AT_ONCE:
        session.execute(
            update(table_of(NewsRetention)).where(NewsRetention.id == 1).values(swept_at=now())
        )
    return gone


def sweep_news(session: Session, before: datetime) -> int:
    """Sweep news that was told before a moment and that nobody waits for."""
    is_needed = (
        select(Sending.id)
        .where(Sending.news_id == News.id, or_(Sending.state.in_(OPEN), is_unanswered()))
        .exists()
    )
    old = session.execute(
        select(News.id, News.position)
        .where(News.at < before, ~is_needed)
        .order_by(News.at, News.id)
        .limit(AT_ONCE)
    ).all()
    if not old:
        return 0
    ids = [row.id for row in old]
    sendings = select(Sending.id).where(Sending.news_id.in_(ids))
    session.execute(delete(table_of(SendingAttempt)).where(SendingAttempt.sending_id.in_(sendings)))
    session.execute(delete(table_of(Sending)).where(Sending.news_id.in_(ids)))
    session.execute(delete(table_of(News)).where(News.id.in_(ids)))
    swept = table_of(NewsRetention)
    last_news, last_position = session.execute(
        select(NewsRetention.swept_news, NewsRetention.swept_position)
    ).one()
    session.execute(
        update(swept).values(
            swept_news=max(last_news, *ids),
            swept_position=max(last_position, *(row.position or 0 for row in old)),
        )
    )
    return len(ids)


def sweep_attempts(session: Session, before: datetime) -> int:
    """Sweep failed attempts before a moment of what is over; the one that was heard stays."""
    is_over = (
        select(Sending.id)
        .where(
            Sending.id == SendingAttempt.sending_id,
            Sending.state.not_in(OPEN),
            ~is_unanswered(),
        )
        .exists()
    )
    status = func.coalesce(SendingAttempt.status, 0)
    old = list(
        session.scalars(
            select(SendingAttempt.id)
            .where(SendingAttempt.at < before, or_(status < 200, status >= 300), is_over)  # noqa: PLR2004 - every 2xx is a yes
            .order_by(SendingAttempt.at)
            .limit(AT_ONCE)
        )
    )
    if old:
        session.execute(delete(table_of(SendingAttempt)).where(SendingAttempt.id.in_(old)))
    return len(old)
