"""Which systems of shops are known."""

from server.exchange.shop_apis.frame import ShopApi
from server.exchange.shop_apis.shopify import Shopify

SYSTEMS: dict[str, ShopApi] = {"shopify": Shopify()}
