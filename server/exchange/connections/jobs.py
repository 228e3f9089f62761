"""What the worker does for connections: telling all the time, sweeping every hour."""

from datetime import timedelta

from flask import Flask

from server.exchange.connections.sweeping import AT_ONCE, retention_of, sweep_some
from server.exchange.connections.telling import Teller
from server.foundation import beside_the_queue, each_minute, now, reading, transaction

SWEEP_EVERY = timedelta(hours=1)


@beside_the_queue
def tell_shops(app: Flask) -> None:
    """Tell shops at once what happens."""
    Teller(app).run()


@each_minute
def sweep_news() -> None:
    """Sweep news away that was kept long enough, in short transactions."""
    with reading() as session:
        swept_at = retention_of(session).swept_at
    if swept_at is not None and swept_at > now() - SWEEP_EVERY:
        return
    gone = AT_ONCE
    while gone >= AT_ONCE:
        with transaction() as session:
            gone = sweep_some(session)
