"""Taking what is due, and writing down what became of it."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from sqlalchemy import and_, func, insert, or_, select, update
from sqlalchemy.orm import Session, aliased

from server.exchange.connections.decisions import (
    REST_SECONDS_MAX,
    TEST,
    is_away,
    outcome_of,
    seconds_of_rest,
    seconds_until_next,
)
from server.exchange.connections.posting import ATTEMPT_SECONDS_MAX, Attempt, Parcelled
from server.exchange.connections.records import Connection, News, Sending, SendingAttempt
from server.foundation import now, table_of

LANES = 4
"""So many sendings are on their way to one connection at once."""
CLAIM = timedelta(seconds=3 * ATTEMPT_SECONDS_MAX)
"""Whoever was stopped in the middle is taken up again after this; the shop may hear it twice."""
THROTTLED_SECONDS_MIN = 0.5
ILL_RESTS = timedelta(seconds=REST_SECONDS_MAX)


def take_due(session: Session) -> list[Parcelled]:
    """Claim what is due: of each connection the oldest few, of each subject only the first.

    Where nobody answered last time, one sending finds out whether somebody does now.
    """
    moment = now()
    before = aliased(Sending)
    is_first = ~(
        select(before.id)
        .where(
            before.connection_id == Sending.connection_id,
            before.subject == Sending.subject,
            before.state.in_(("waiting", "sending")),
            before.id < Sending.id,
        )
        .exists()
    )
    is_out = or_(
        and_(Sending.state == "waiting", Sending.due_at <= moment),
        and_(Sending.state == "sending", Sending.claimed_until <= moment),
    )
    is_test = and_(Connection.state.in_(("off", "paused")), News.kind == TEST)
    may_be_told = and_(Connection.removed_at.is_(None), or_(Connection.state == "on", is_test))
    nth = func.row_number().over(partition_by=Sending.connection_id, order_by=Sending.id)
    due = (
        select(Sending.id, Sending.connection_id, nth.label("nth"))
        .join(Connection, Connection.id == Sending.connection_id)
        .join(News, News.id == Sending.news_id)
        .where(
            is_out,
            is_first,
            may_be_told,
            or_(Connection.rests_until.is_(None), Connection.rests_until <= moment),
        )
        .subquery()
    )
    under_way = (
        select(Sending.connection_id, func.count().label("count"))
        .where(Sending.state == "sending", Sending.claimed_until > moment)
        .group_by(Sending.connection_id)
        .subquery()
    )
    lanes = func.coalesce(under_way.c.count, 0) + due.c.nth
    chosen = session.scalars(
        select(due.c.id)
        .join(Connection, Connection.id == due.c.connection_id)
        .outerjoin(under_way, under_way.c.connection_id == due.c.connection_id)
        .where(
            or_(
                and_(Connection.failures_in_a_row == 0, lanes <= LANES),
                and_(Connection.failures_in_a_row > 0, lanes <= 1),
            )
        )
        .order_by(due.c.id)
    ).all()
    return claim(session, chosen) if chosen else []


def claim(session: Session, sending_ids: Sequence[int]) -> list[Parcelled]:
    """Take these for ourselves, unless another worker was faster."""
    moment = now()
    claimed = session.scalars(
        update(table_of(Sending))
        .where(
            Sending.id.in_(list(sending_ids)),
            or_(
                Sending.state == "waiting",
                and_(Sending.state == "sending", Sending.claimed_until <= moment),
            ),
        )
        .values(state="sending", claimed_until=moment + CLAIM, tries=Sending.tries + 1)
        .returning(Sending.id)
    ).all()
    rows = session.execute(
        select(
            Sending.id,
            Sending.connection_id,
            Sending.tries,
            Connection.address,
            Connection.secret,
            Connection.old_secret,
            Connection.old_secret_until,
            Connection.system,
            News.public_id,
            News.kind,
            News.body,
        )
        .join(Connection, Connection.id == Sending.connection_id)
        .join(News, News.id == Sending.news_id)
        .where(Sending.id.in_(claimed))
        .order_by(Sending.id)
    )
    return [
        Parcelled(
            row.id,
            row.connection_id,
            row.address,
            [row.secret]
            + ([row.old_secret] if row.old_secret and row.old_secret_until > moment else []),
            row.public_id,
            row.body,
            row.tries,
            row.system,
            row.kind,
        )
        for row in rows
    ]


def write_down(
    session: Session, results: Sequence[tuple[Parcelled, Attempt]], *, chance: Random
) -> None:
    """Write down what attempts came to, and when the failed ones are tried again."""
    moment = now()
    session.execute(
        insert(table_of(SendingAttempt)),
        [
            {
                "sending_id": parcelled.sending_id,
                "connection_id": parcelled.connection_id,
                "at": moment,
                "milliseconds": attempt.milliseconds,
                "status": attempt.status,
                "fault": attempt.fault,
                "answer": attempt.answer,
            }
            for parcelled, attempt in results
        ],
    )
    for parcelled, attempt in results:
        end_or_wait(session, parcelled, attempt, chance=chance.random())
    for connection_id in sorted({parcelled.connection_id for parcelled, _ in results}):
        mine = [attempt for one, attempt in results if one.connection_id == connection_id]
        look_after(session, connection_id, mine, chance=chance.random())


def end_or_wait(session: Session, parcelled: Parcelled, attempt: Attempt, *, chance: float) -> None:
    """Heard, dead after the last attempt, or to be tried again."""
    moment = now()
    wait = seconds_until_next(parcelled.tries, chance=chance)
    if wait is not None and attempt.wait_seconds is not None:
        wait = max(attempt.wait_seconds, THROTTLED_SECONDS_MIN)
    if attempt.trouble is not None:
        # Nothing is wrong with the news: it waits until somebody has put the connection right.
        after = {"state": "waiting", "due_at": moment, "tries": parcelled.tries - 1}
    elif outcome_of(attempt.status) == "heard":
        after = {"state": "heard", "ended_at": moment}
    elif wait is None or attempt.is_final or outcome_of(attempt.status) == "gone":
        after = {"state": "dead", "ended_at": moment}
    else:
        after = {"state": "waiting", "due_at": moment + timedelta(seconds=wait)}
    session.execute(
        update(table_of(Sending))
        .where(
            Sending.id == parcelled.sending_id,
            Sending.tries == parcelled.tries,
            Sending.state == "sending",
        )
        .values(claimed_until=None, **after)
    )


def look_after(
    session: Session, connection_id: int, attempts: Sequence[Attempt], *, chance: float
) -> None:
    """Leave a connection alone where nobody answers; go on at full pace when somebody does."""
    trouble = next((one.trouble for one in attempts if one.trouble is not None), None)
    if trouble is not None:
        fall_ill(session, connection_id, trouble)
    elif any(outcome_of(one.status) == "heard" or one.is_final for one in attempts):
        session.execute(
            update(table_of(Connection))
            .where(
                Connection.id == connection_id,
                or_(Connection.failures_in_a_row > 0, Connection.trouble.is_not(None)),
            )
            .values(failures_in_a_row=0, rests_until=None, trouble=None)
        )
    elif all(is_away(one.status) for one in attempts):
        failures = session.scalars(
            select(Connection.failures_in_a_row).where(Connection.id == connection_id)
        ).one()
        rest = seconds_of_rest(failures + 1, chance=chance)
        asked = max((one.wait_seconds for one in attempts if one.wait_seconds), default=None)
        if asked is not None:
            rest = max(asked, THROTTLED_SECONDS_MIN)
        session.execute(
            update(table_of(Connection))
            .where(Connection.id == connection_id)
            .values(failures_in_a_row=failures + 1, rests_until=now() + timedelta(seconds=rest))
        )
    if any(outcome_of(one.status) == "gone" for one in attempts):
        session.execute(
            update(table_of(Connection))
            .where(Connection.id == connection_id)
            .values(state="off", listens_from=None)
        )


def fall_ill(session: Session, connection_id: int, trouble: str) -> None:
    """Nothing is heard there before a person has done something; now and then it is tried."""
    session.execute(
        update(table_of(Connection))
        .where(Connection.id == connection_id)
        .values(
            trouble=trouble,
            failures_in_a_row=Connection.failures_in_a_row + 1,
            rests_until=now() + ILL_RESTS,
        )
    )
