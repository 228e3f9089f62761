"""What the worker does for shops by their API, all the time."""

from flask import Flask

from server.exchange.shop_apis import telling
from server.exchange.shop_apis.reader import Reader
from server.foundation import beside_the_queue

telling.register()


@beside_the_queue
def read_shops(app: Flask) -> None:
    """Take in at once what shops tell."""
    Reader(app).run()
