"""What rules cost: 10,000 orders and 200 rules, beside a plain Python loop that says the same.

The loop is what somebody would write for exactly these rules, with its values looked up and the
texts folded beforehand. It cannot be edited in an office, and it cannot say why.
"""

import hashlib
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from scripts.benchmarks.machine import say_load
from scripts.benchmarks.stage import database, disk_folder, free_port, make_app
from server.catalog.records import Product
from server.foundation import db, now, reading, transaction
from server.foundation.sets import table_of
from server.orders.records import Order, OrderLine
from server.rules.asking import AskedOrder, ask_about
from server.rules.decisions import Book, Rule, decide, ready
from server.rules.language.drafts import read_draft
from server.rules.language.effects import House
from server.rules.language.facts import LINES_SLOT, ORDER_FACTS, PREFECTURES
from tests.makers import World

ORDERS = 10_000
KINDS_OF_RULES = 10
SECONDS_MAX = 10.0
RATIO_MAX = 3.0
SEED = 7
TURNS = 3
NOTES = (
    "",
    "",
    "のし紙をお願いします",
    "ｷﾞﾌﾄ包装希望",
    "置き配でお願いします。不在時は宅配ボックス",
)
CARRIERS = ("yamato", "sagawa", "yupack")

YEN, GIFT, NOTE, REGION, PREFECTURE, CARRIER, PIECES, SKUS, FIRST, NTH, POSTAL = (
    ORDER_FACTS[name].slot
    for name in (
        "order.total_yen",
        "order.is_gift",
        "order.note",
        "destination.region",
        "destination.prefecture",
        "order.carrier",
        "lines.pieces",
        "lines.skus",
        "customer.is_first",
        "customer.purchase_number",
        "destination.postal_code",
    )
)


def bench_rules(rules_wanted: int = 200) -> bool:
    """Measure both; whether the goals are reached and both say the same."""
    with disk_folder("rules") as folder, database("sqlite", folder) as house:
        app = make_app(folder, house.url, free_port())
        world = World(app)
        owner_id, shop_id = world.owner_id, world.shop_id
        with app.app_context():
            with transaction() as session:
                order_ids = put_orders(session, owner_id, shop_id)
            begin = time.perf_counter()
            with reading() as session:
                asked = ask_about(session, order_ids)
            gathering = time.perf_counter() - begin
            db.engine.dispose()
    return told(asked, gathering, rules_wanted)


def told(asked: Sequence[AskedOrder], gathering: float, rules_wanted: int) -> bool:
    """Compare rules and loop, and say what came out."""
    count = rules_wanted // KINDS_OF_RULES
    begin = time.perf_counter()
    book = Book(rules_of(count))
    compiling = time.perf_counter() - begin
    values = values_by_hand(count)
    print(f"\n{len(asked)} orders, {len(book.rules)} rules; {say_load()}")
    print(f"  facts from the database {gathering:6.2f} s")
    print(f"  compiling               {compiling:6.2f} s")
    asking = quickest(lambda: sum(len(decide(book, one.facts).fired) for one in asked))
    half = quickest(lambda: sum(len(decide(book, one.facts).fired) for one in asked[::2]))
    plain = quickest(lambda: sum(len(by_hand(one.facts, values)) for one in asked))
    ratio = asking / plain
    print(
        f"  asking                  {asking:6.2f} s  ({half / asking:.2f} of it for half of them)"
    )
    print(f"  a loop written by hand  {plain:6.2f} s  ratio {ratio:.2f} (at most {RATIO_MAX:.0f})")
    total = gathering + compiling + asking
    print(f"  together                {total:6.2f} s  (at most {SECONDS_MAX:.0f})")
    differing = sum(
        {fired.rule_id for fired in decide(book, one.facts).fired}
        != set(by_hand(one.facts, values))
        for one in asked
    )
    print(f"  orders of which both say something else: {differing}")
    return differing == 0 and ratio <= RATIO_MAX and total <= SECONDS_MAX


def quickest(work: Callable[[], object]) -> float:
    """The quickest of some turns: the others measure the neighbours."""
    seconds = []
    for _ in range(TURNS):
        begin = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begin)
    return min(seconds)


def put_orders(session: Session, owner_id: int, shop_id: int) -> list[int]:
    """Orders of all kinds, two to four lines each, customers who come back."""
    chance, moment = Random(SEED), now()  # noqa: S311 - a repeatable crowd
    products = session.scalars(
        insert(table_of(Product)).returning(Product.id),
        [a_product(nth, owner_id, moment) for nth in range(300)],
    ).all()
    order_ids = session.scalars(
        insert(table_of(Order)).returning(Order.id),
        [
            {"owner_id": owner_id, "shop_id": shop_id} | an_order(nth, moment, chance)
            for nth in range(ORDERS)
        ],
    ).all()
    lines = [
        {
            "order_id": order_id,
            "line_no": line,
            "product_id": chance.choice(products),
            "external_sku": "x",
            "quantity_pieces": chance.randrange(1, 4),
            "price_yen": 1_000,
        }
        for order_id in order_ids
        for line in range(1, 3 + chance.randrange(3))
    ]
    session.execute(insert(table_of(OrderLine)), lines)
    return list(order_ids)


def a_product(nth: int, owner_id: int, moment: datetime) -> dict[str, Any]:
    """A product."""
    return {
        "owner_id": owner_id,
        "sku": f"SKU-{nth:03d}",
        "name": f"商品 {nth}",
        "variant": "",
        "kind": "goods",
        "category": ("茶葉", "茶器", "菓子")[nth % 3],
        "has_lots": False,
        "expires": False,
        "weight_grams": 100 + nth,
        "created_at": moment,
    }


def an_order(nth: int, moment: datetime, chance: Random) -> dict[str, Any]:
    """An order."""
    return {
        "external_no": f"B-{nth:06d}",
        "row_digest": hashlib.sha256(str(nth).encode()).hexdigest(),
        "stage": "reserved",
        "stage_since": moment,
        "ordered_at": moment - timedelta(minutes=ORDERS - nth),
        "imported_at": moment,
        "ship_by": moment + timedelta(hours=chance.randrange(48)),
        "carrier_code": chance.choice(CARRIERS),
        "delivery_date": None,
        "is_gift": chance.randrange(10) == 0,
        "note": chance.choice(NOTES),
        "total_yen": chance.randrange(1_000, 40_000),
        "customer_key": f"c{chance.randrange(4_000)}",
        "purchase_number": 1 + chance.randrange(6),
        "consignee": {
            "prefecture": chance.choice(PREFECTURES),
            "postal_code": f"{chance.randrange(10**7):07d}",
        },
    }


def leaf(fact: str, op: str, value: Any) -> dict[str, Any]:
    """A question."""
    return {"fact": fact, "op": op, "value": value}


def conditions(nth: int) -> list[Any]:
    """Ten kinds of conditions as shops have them, for the nth set of values."""
    yen = 1_000 * nth + 5_000
    return [
        {"all": [leaf("order.total_yen", "at_least", yen), leaf("order.is_gift", "is", True)]},
        leaf("destination.prefecture", "one_of", list(PREFECTURES[nth : nth + 3])),
        {
            "any": [
                leaf("order.note", "contains", ("のし", "ギフト", "置き配")[nth % 3]),
                leaf("order.is_gift", "is", True),
            ]
        },
        {
            "all": [
                leaf("destination.region", "one_of", ["okinawa", "hokkaido"]),
                {"not": leaf("order.carrier", "is", CARRIERS[nth % 3])},
                leaf("lines.pieces", "at_least", 2 + nth % 5),
            ]
        },
        leaf("lines.skus", "has_any_of", [f"SKU-{(nth * 7 + k) % 300:03d}" for k in range(5)]),
        {
            "all": [
                leaf("customer.is_first", "is", True),
                leaf("order.total_yen", "between", [yen, yen + 8_000]),
            ]
        },
        leaf("customer.purchase_number", "is", 1 + nth % 6),
        leaf("destination.postal_code", "between", [f"{nth * 40:03d}", f"{nth * 40 + 20:03d}"]),
        {
            "some_line": {
                "all": [
                    leaf("line.category", "is", "茶器"),
                    leaf("line.pieces", "at_least", 1 + nth % 3),
                ]
            }
        },
        {
            "all": [
                {"any": [leaf("order.carrier", "is", one) for one in CARRIERS[:2]]},
                {"not": {"all": [leaf("order.total_yen", "at_most", yen), GIFTS_NOT]}},
            ]
        },
    ]


GIFTS_NOT = leaf("order.is_gift", "is", False)


def rules_of(count: int) -> list[Rule]:
    """So many rules of each kind; each only tags, so that all of them act."""
    made = []
    for nth in range(count):
        for kind, when in enumerate(conditions(nth)):
            rule_id = nth * KINDS_OF_RULES + kind
            data = {
                "name": f"{rule_id}",
                "when": when,
                "then": [{"do": "tag", "tag": f"{rule_id}"}],
            }
            read = read_draft(data, House({"order.carrier": CARRIERS}))
            assert read.draft is not None, read.problems
            made.append(ready(read.draft, rule_id=rule_id, version=1))
    return made


WORDS = ("のし", "ギフト", "置き配")
FAR = frozenset({"okinawa", "hokkaido"})
NEAR = frozenset(CARRIERS[:2])
Values = tuple[Any, ...]


def values_by_hand(count: int) -> list[Values]:
    """What somebody would look up once, before the loop."""
    return [
        (
            nth * KINDS_OF_RULES,
            1_000 * nth + 5_000,
            frozenset(PREFECTURES[nth : nth + 3]),
            WORDS[nth % 3],
            CARRIERS[nth % 3],
            2 + nth % 5,
            frozenset(f"sku-{(nth * 7 + k) % 300:03d}" for k in range(5)),
            1 + nth % 6,
            f"{nth * 40:03d}0000",
            f"{nth * 40 + 20:03d}9999",
            1 + nth % 3,
        )
        for nth in range(count)
    ]


def by_hand(facts: Sequence[Any], values: Sequence[Values]) -> list[int]:  # noqa: C901 - by hand
    """The same rules as somebody would write them: which of them match."""
    fired: list[int] = []
    yen_now, gift, note, region = facts[YEN], facts[GIFT], facts[NOTE], facts[REGION]
    prefecture, carrier, pieces = facts[PREFECTURE], facts[CARRIER], facts[PIECES]
    skus, first, nth_now = facts[SKUS], facts[FIRST], facts[NTH]
    postal, lines = facts[POSTAL], facts[LINES_SLOT]
    for at, yen, near, word, other, least, wanted, nth, low, high, least_of_line in values:
        if yen_now >= yen and gift:
            fired.append(at)
        if prefecture in near:
            fired.append(at + 1)
        if word in note or gift:
            fired.append(at + 2)
        if region in FAR and carrier != other and pieces >= least:
            fired.append(at + 3)
        if not wanted.isdisjoint(skus):
            fired.append(at + 4)
        if first and yen <= yen_now <= yen + 8_000:
            fired.append(at + 5)
        if nth_now == nth:
            fired.append(at + 6)
        if low <= postal <= high:
            fired.append(at + 7)
        for line in lines:
            if line[2] == "茶器" and line[3] >= least_of_line:
                fired.append(at + 8)
                break
        if carrier in NEAR and (yen_now > yen or gift):
            fired.append(at + 9)
    return fired
