"""A shop's system that is told, and an office that connects it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from tests.exchange.connections.desk import Desk
from tests.exchange.connections.shop import Shop, running_shop
from tests.makers import World


@pytest.fixture
def shop(app: Flask) -> Iterator[Shop]:
    """A shop's system on this machine, which the settings allow by its address."""
    kept = app.extensions["settings"]
    with running_shop() as running:
        app.extensions["settings"] = replace(kept, webhook_addresses_allowed=(running.host,))
        yield running
    app.extensions["settings"] = kept


@pytest.fixture
def desk(world: World, shop: Shop) -> Desk:
    """A supervisor who connects it."""
    assert world.shop_id
    return Desk(world, world.office("supervisor"), shop)
