"""A day of orders, up to this moment: who ordered what, where and when."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import accumulate

from scripts.demo_warehouse.customers import Customer, customer
from scripts.demo_warehouse.dice import dice
from scripts.demo_warehouse.products import DemoProduct, demo_products
from scripts.demo_warehouse.shops import CARRIERS, SHOPS, DemoShop

LINES = ((1, 50), (2, 21), (3, 12), (4, 7), (5, 5), (6, 3), (7, 1), (8, 1))
"""Lines of an order, and how many of a hundred have so many."""
PIECES = ((1, 80), (2, 14), (3, 4), (6, 2))
CASE_PERCENT = 4
"""Lines of goods that come in cases, ordered by the case."""
COMES_BACK_PERCENT = 16
LATE_PERCENT = 4
"""Orders that should have left with the last parcels of the day before, and did not."""
GIFT_PERCENT = 7
DATED_PERCENT = 16
SLOTS = ("午前中", "14時-16時", "16時-18時", "18時-20時", "19時-21時")
NOTES = (
    "不在の場合は宅配ボックスへお願いします。",
    "玄関前に置き配をお願いします。",
    "領収書を同封してください。",
    "前回の対応がとても丁寧でした。今回も楽しみにしています。",
    "できるだけ簡易包装でお願いします。",
)
GIFT_NOTES = (
    "ギフト包装希望。手提げ袋を1枚同封してください。",
    "お誕生日の贈り物です。金額のわかるものは入れないでください。",
    "のし（内祝い・表書き：{surname}）を希望します。",
    "メッセージカード：いつもありがとう。体に気をつけてね。",
)
NOTED_PERCENT = 12
BUSY_HOURS = (5, 3, 2, 1, 1, 1, 2, 4, 6, 7, 8, 8, 12, 9, 7, 6, 6, 7, 8, 10, 13, 15, 14, 9)
"""How many orders come in each hour of the day, midnight first."""


@dataclass(frozen=True, slots=True)
class DemoLine:
    """A product and how many pieces of it."""

    product: DemoProduct
    pieces: int

    @property
    def price_yen(self) -> int:
        """Of one piece."""
        return self.product.goods.price_yen


@dataclass(frozen=True, slots=True)
class DemoOrder:
    """One order as the customer placed it."""

    shop: DemoShop
    number: int
    ordered_at: datetime
    customer: Customer
    lines: tuple[DemoLine, ...]
    carrier: str
    """As the shop calls it."""
    delivery_date: date | None
    slot: str | None
    is_gift: bool
    note: str

    @property
    def goods_yen(self) -> int:
        """What the goods cost."""
        return sum(line.price_yen * line.pieces for line in self.lines)

    @property
    def postage_yen(self) -> int:
        """What sending costs: nothing from 5,500 yen on."""
        return 0 if self.goods_yen >= 5500 else 580  # noqa: PLR2004 - told above

    @property
    def total_yen(self) -> int:
        """What the customer pays."""
        return self.goods_yen + self.postage_yen


def orders_until(
    now: datetime, *, seed: int, count: int, shops: Sequence[DemoShop] = SHOPS, first: int = 1
) -> list[DemoOrder]:
    """The orders of the last day, oldest first.

    What is in the nth order of a shop, and who bought it, hangs on the seed alone; only when it was
    placed, and how it goes, on this moment.

    Args:
        now: this moment, in the warehouse's time zone; nothing is ordered after it.
        seed: decides everything else.
        count: how many orders.
        shops: of which shops.
        first: counts orders and customers; from another number on they are others.
    """
    chance = dice(seed, f"orders from {first}")
    chosen = chance.choices(shops, [shop.weight for shop in shops], k=count)
    shelves = {shop.code: Assortment(shop) for shop in shops}
    known: dict[str, list[Customer]] = {shop.code: [] for shop in shops}
    plans = sorted(
        (placed(chance, shop, now) for shop in chosen), key=lambda plan: (plan[1], plan[0].code)
    )
    orders = []
    so_far: Counter[str] = Counter()
    for nth, (shop, ordered_at, carrier) in enumerate(plans, start=first):
        so_far[shop.code] += 1
        chance = dice(seed, f"order {so_far[shop.code]} of {shop.code} from {first}")
        regulars = known[shop.code]
        if regulars and chance.randrange(100) < COMES_BACK_PERCENT:
            buyer = chance.choice(regulars)
        else:
            buyer = customer(chance, nth)
            regulars.append(buyer)
        orders.append(
            draw_order(
                chance,
                shelves[shop.code],
                (shop, shop.first_order_no + nth, ordered_at, carrier),
                buyer,
            )
        )
    return orders


def placed(chance: random.Random, shop: DemoShop, now: datetime) -> tuple[DemoShop, datetime, str]:
    """When an order was placed and how it goes, so that nearly all can still leave in time."""
    names = [name for _, name, _ in shop.carriers]
    weights = [weight for _, _, weight in shop.carriers]
    gone = {code: last_cutoff(code, now) for code, _, _ in shop.carriers}
    may_be_late = chance.randrange(100) < LATE_PERCENT
    while True:
        ordered_at = now - timedelta(seconds=chance.randrange(60, 24 * 3600))
        if chance.randrange(max(BUSY_HOURS)) >= BUSY_HOURS[ordered_at.hour]:
            continue
        nth = chance.choices(range(len(names)), weights)[0]
        cutoff = gone[shop.carriers[nth][0]]
        if ordered_at > cutoff or (may_be_late and cutoff - ordered_at < timedelta(hours=2)):
            return shop, ordered_at.replace(microsecond=0), names[nth]


def last_cutoff(carrier_code: str, now: datetime) -> datetime:
    """When this carrier last took parcels away."""
    hours, minutes = next(one.cutoff_time for one in CARRIERS if one.code == carrier_code).split(
        ":"
    )
    cutoff = datetime.combine(now.date(), time(int(hours), int(minutes)), now.tzinfo)
    return cutoff if cutoff <= now else cutoff - timedelta(days=1)


class Assortment:
    """A shop's goods, drawn by how often they are bought."""

    def __init__(self, shop: DemoShop) -> None:
        """Lay out the shop's goods."""
        self._products = [product for product in demo_products() if product.shop.code == shop.code]
        self._weights = list(accumulate(product.goods.appeal for product in self._products))

    def draw(self, chance: random.Random, lines: int) -> list[DemoProduct]:
        """So many different products."""
        drawn: dict[str, DemoProduct] = {}
        while len(drawn) < lines:
            product = chance.choices(self._products, cum_weights=self._weights)[0]
            drawn[product.sku] = product
        return list(drawn.values())


def draw_order(
    chance: random.Random,
    assortment: Assortment,
    head: tuple[DemoShop, int, datetime, str],
    buyer: Customer,
) -> DemoOrder:
    """What a customer puts into the basket, and what they wish."""
    shop, number, ordered_at, carrier = head
    products = assortment.draw(chance, drawn(chance, LINES))
    is_gift = chance.randrange(100) < GIFT_PERCENT
    note = ""
    if is_gift:
        note = chance.choice(GIFT_NOTES).format(surname=buyer.surname)
    elif chance.randrange(100) < NOTED_PERCENT:
        note = chance.choice(NOTES)
    is_dated = chance.randrange(100) < DATED_PERCENT
    return DemoOrder(
        shop=shop,
        number=number,
        ordered_at=ordered_at,
        customer=buyer,
        lines=tuple(DemoLine(product, pieces_of(chance, product)) for product in products),
        carrier=carrier,
        delivery_date=ordered_at.date() + timedelta(days=chance.randrange(3, 8))
        if is_dated
        else None,
        slot=chance.choice(SLOTS) if is_dated or chance.randrange(100) < DATED_PERCENT else None,
        is_gift=is_gift,
        note=note,
    )


def drawn(chance: random.Random, table: Sequence[tuple[int, int]]) -> int:
    """One number of a table of numbers and their weights."""
    return chance.choices([number for number, _ in table], [weight for _, weight in table])[0]


def pieces_of(chance: random.Random, product: DemoProduct) -> int:
    """How many pieces of a product somebody orders."""
    case_pieces = product.goods.family.case_pieces
    if 0 < case_pieces <= 12 and chance.randrange(100) < CASE_PERCENT:  # noqa: PLR2004 - a dozen fits a box
        return case_pieces
    return drawn(chance, PIECES)
