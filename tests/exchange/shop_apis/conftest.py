"""A shop of Shopify's, an account of ネクストエンジン, and an office that connects them."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from tests.exchange.shop_apis.desk import AccountDesk, ShopDesk
from tests.exchange.shop_apis.next_engine_account import NextEngineAccount, running_account
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


@pytest.fixture
def account(app: Flask) -> Iterator[NextEngineAccount]:
    """An account of ネクストエンジン on this machine, which the settings allow by its address."""
    kept = app.extensions["settings"]
    with running_account() as running:
        app.extensions["settings"] = replace(kept, webhook_addresses_allowed=(running.host,))
        yield running
    app.extensions["settings"] = kept


@pytest.fixture
def office(world: World, account: NextEngineAccount) -> AccountDesk:
    """A supervisor in a warehouse that has what the shops of the account sell."""
    assert world.shop_id
    world.product("TEE-M", stock={"A-01-03": 20})
    world.product("CAP", stock={"A-01-04": 20})
    return AccountDesk(world, world.office("supervisor"), account)
