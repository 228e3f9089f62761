"""What the worker does for connections, all the time."""

from flask import Flask

from server.exchange.connections.telling import Teller
from server.foundation import beside_the_queue


@beside_the_queue
def tell_shops(app: Flask) -> None:
    """Tell shops at once what happens."""
    Teller(app).run()
