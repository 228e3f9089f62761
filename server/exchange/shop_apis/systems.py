"""Which systems of shops are known."""

from server.exchange.shop_apis.frame import ShopApi
from server.exchange.shop_apis.next_engine import NextEngine
from server.exchange.shop_apis.shopify import Shopify

SYSTEMS: dict[str, ShopApi] = {"shopify": Shopify(), "next_engine": NextEngine()}
