"""What lies where when the day begins: what sells fast lies near, some is scarce, some is gone."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scripts.demo_warehouse.dice import dice
from scripts.demo_warehouse.layout import (
    AISLES_OF_SHOP,
    Spot,
    front,
    shelves,
    steps_from_packing_mm,
)
from scripts.demo_warehouse.products import DemoProduct, demo_products
from scripts.demo_warehouse.shops import FLYERS

HEAVY_GRAMS = 1500
"""From this weight on goods lie on the lowest level."""
REACH_PENALTY_MM = {1: 1500, 2: 0, 3: 0, 4: 2500}
"""How much farther a level seems that one bends or stretches for."""
DAYS_OF_STOCK = 4
PIECES_A_DAY = 1000
LEAST_PIECES = 8
SOLD_OUT_PER_SHOP = 4
SCARCE_PERCENT = 3
SECOND_SHELF_PERCENT = 16
DAYS_LEFT_LEAST = 12
MONTH_LETTERS = "ABCDEFGHJKLM"


@dataclass(frozen=True, slots=True)
class Lying:
    """Pieces of a product, by SKU, in a place."""

    place: str
    sku: str
    pieces: int
    lot: str = ""
    expires_on: str | None = None


def stock_of_the_day(seed: int, today: date) -> list[Lying]:
    """Everything on the shelves and in the flyer rack.

    Args:
        seed: decides what lies where and how much of it.
        today: lots are made before and expire after this day.
    """
    racks = [spot.code for spot in front() if spot.kind == "rack"]
    lying = [
        Lying(rack, flyer.code, flyer.pieces) for rack, flyer in zip(racks, FLYERS, strict=True)
    ]
    for shop_code, aisles in AISLES_OF_SHOP.items():
        goods = [product for product in demo_products() if product.shop.code == shop_code]
        free = [spot for spot in shelves() if spot.aisle in aisles]
        lying += shop_stock(dice(seed, f"stock of {shop_code}"), goods, free, today)
    return lying


def shop_stock(
    chance: random.Random, goods: Sequence[DemoProduct], free: Sequence[Spot], today: date
) -> list[Lying]:
    """Put a shop's goods on its shelves, the best-selling one first onto the best shelf."""
    ranked = sorted(goods, key=lambda one: -one.goods.appeal * chance.uniform(0.7, 1.4))
    shelf_order = sorted(free, key=reach_mm)
    nearest = {product.sku: take_shelf(product, shelf_order) for product in ranked}
    sold_out = {product.sku for product in chance.sample(ranked[15:120], SOLD_OUT_PER_SHOP)}
    all_appeal = sum(product.goods.appeal for product in ranked)
    lying: list[Lying] = []
    for product in ranked:
        if product.sku in sold_out:
            continue
        daily = PIECES_A_DAY * product.goods.appeal / all_appeal / len(AISLES_OF_SHOP)
        pieces = LEAST_PIECES + round(daily * DAYS_OF_STOCK * chance.uniform(0.8, 1.6))
        if chance.randrange(100) < SCARCE_PERCENT:
            pieces = chance.randrange(1, 4)
        lying.append(lay(chance, product, nearest[product.sku], pieces, today))
        if chance.randrange(100) < SECOND_SHELF_PERCENT:
            # What was delivered later lies farther away and keeps longer.
            younger = lay(chance, product, shelf_order.pop(), pieces, today)
            if (younger.expires_on or "") >= (lying[-1].expires_on or "") and younger.lot != lying[
                -1
            ].lot:
                lying.append(younger)
    return lying


def reach_mm(spot: Spot) -> int:
    """How far a shelf is, and how far it feels."""
    return steps_from_packing_mm(spot) + REACH_PENALTY_MM[spot.level]


def take_shelf(product: DemoProduct, shelf_order: list[Spot]) -> Spot:
    """The best free shelf for a product; heavy goods lie low."""
    is_heavy = product.goods.weight_grams >= HEAVY_GRAMS
    spot = next(spot for spot in shelf_order if spot.level == 1 or not is_heavy)
    shelf_order.remove(spot)
    return spot


def lay(chance: random.Random, product: DemoProduct, spot: Spot, pieces: int, today: date) -> Lying:
    """Pieces of one lot on a shelf."""
    family = product.goods.family
    age_days = chance.randrange(10, 120)
    expires_on = None
    if family.keeps_days:
        left = max(DAYS_LEFT_LEAST, round(family.keeps_days * chance.uniform(0.05, 0.95)))
        age_days = family.keeps_days - left
        expires_on = (today + timedelta(days=left)).isoformat()
    made = today - timedelta(days=age_days)
    lot = f"{made:%y}{MONTH_LETTERS[made.month - 1]}{made:%d}{chance.choice('123')}"
    return Lying(spot.code, product.sku, pieces, lot if family.has_lots else "", expires_on)
