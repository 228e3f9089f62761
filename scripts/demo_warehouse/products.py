"""Every product of the demo with the codes that stand on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from scripts.demo_warehouse.assortment import Goods, families_of, spread_out
from scripts.demo_warehouse.shops import SHOPS, DemoShop
from server.vocabulary import gtin14

CASE_INDICATOR = "1"
"""The first digit of a case's ITF-14 code."""


@dataclass(frozen=True, slots=True)
class DemoProduct:
    """A product; `jan` is its 13 digits, or none where the shop prints its own SKU on it."""

    shop: DemoShop
    goods: Goods
    jan: str | None
    case_code: str | None
    """14 digits on the case of `goods.family.case_pieces` pieces."""

    @property
    def sku(self) -> str:
        """What the shop calls it."""
        return self.goods.sku

    @property
    def name(self) -> str:
        """Its name without the variant."""
        return self.goods.family.name


@cache
def demo_products() -> tuple[DemoProduct, ...]:
    """All products, shop by shop; no chance is in it."""
    return tuple(product for shop in SHOPS for product in products_of(shop))


def products_of(shop: DemoShop) -> Iterator[DemoProduct]:
    """A shop's products, their JAN codes counted up."""
    number = 0
    for family in families_of(shop.code):
        for goods in spread_out(family, prefix=shop.prefix, brand=shop.brand):
            if not family.has_maker_code:
                yield DemoProduct(shop, goods, None, None)
                continue
            number += 1
            jan = with_check_digit(f"{shop.maker_prefix}{number:06d}")
            case_code = (
                with_check_digit(f"{CASE_INDICATOR}{jan[:12]}") if family.case_pieces else None
            )
            yield DemoProduct(shop, goods, jan, case_code)


def with_check_digit(digits: str) -> str:
    """A JAN or ITF-14 code, completed by its check digit."""
    return next(code for digit in "0123456789" if gtin14(code := digits + digit))
