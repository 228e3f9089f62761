"""A shop of Shopify's, and an office that connects it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from tests.exchange.shop_apis.desk import ShopDesk
from tests.exchange.shop_apis.shopify_shop import ShopifyShop, running_shopify
from tests.makers import World


@pytest.fixture
def shopify(app: Flask) -> Iterator[ShopifyShop]:
    """A shop on this machine, which the settings allow by its address."""
    kept = app.extensions["settings"]
    with running_shopify() as running:
        app.extensions["settings"] = replace(kept, webhook_addresses_allowed=(running.host,))
        yield running
    app.extensions["settings"] = kept


@pytest.fixture
def desk(world: World, shopify: ShopifyShop) -> ShopDesk:
    """A supervisor in a warehouse that has what the shop sells."""
    assert world.shop_id
    world.product("TEE-M", stock={"A-01-03": 20})
    world.product("CAP", stock={"A-01-04": 20})
    return ShopDesk(world, world.office("supervisor"), shopify)
