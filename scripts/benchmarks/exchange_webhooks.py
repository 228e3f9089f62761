"""A thousand webhooks from one shop in one burst: how soon each is answered, and what came in.

The shop is as many clients of Shopify's as it would open lines; every tenth webhook is brought
twice. Server and worker are the real ones, each a process of its own.
"""

import http.client
import threading
import time
from collections import Counter
from collections.abc import Sequence

import orjson
from sqlalchemy import func, select

from scripts.benchmarks.exchange import working
from scripts.benchmarks.machine import say_load
from scripts.benchmarks.stage import database, disk_folder, free_port, make_app, serving
from server.exchange.shop_apis.actions import connect_shop
from server.exchange.shop_apis.records import ShopMessage
from server.foundation import db, reading, transaction
from server.orders.records import Order
from tests.exchange.shop_apis.shopify_shop import SECRET, order_json, signature
from tests.makers import World

WEBHOOKS = 1_000
LINES = 40
P99_SECONDS_MAX = 1.0
PATIENCE_SECONDS = 600.0

Webhook = tuple[str, bytes]


def bench_webhooks(kinds: list[str]) -> bool:
    """Measure on each database; whether the goal is reached everywhere."""
    reached = [measured(kind) for kind in kinds]
    return all(reached)


def measured(kind: str) -> bool:
    """Bring the burst, and wait until all of it is taken in."""
    with disk_folder("webhooks") as folder, database(kind, folder) as house:
        port = free_port()
        app = make_app(folder, house.url, port)
        world = World(app)
        world.product("TEE-M", stock={"A-01-01": 2 * WEBHOOKS})
        owner_id, shop_id, person_id = world.owner_id, world.shop_id, world.person("supervisor")
        with app.app_context(), transaction() as session:
            connection_id = connect_shop(
                session,
                owner_id=owner_id,
                person_id=person_id,
                opens={"client_secret": SECRET, "access_token": "shpat_of_the_bench"},
                behind={},
                shop_id=shop_id,
                system="shopify",
                name="burst",
                address="https://shop.invalid",
                kinds=["stock.available"],
                state="sandbox",
            )
        bodies = [orjson.dumps(order_json(10_000 + nth)) for nth in range(WEBHOOKS)]
        burst = [(f"w-{nth}", body) for nth, body in enumerate(bodies)]
        burst += burst[::10]
        with serving(folder, house.url, port), working(folder, house.url, ""):
            seconds, statuses = brought(burst, port, connection_id)
            with app.app_context():
                taken_in = wait_until_taken_in()
        with app.app_context():
            orders = counted_orders()
            db.engine.dispose()
    return told(kind, seconds, statuses, orders, taken_in)


def brought(
    burst: Sequence[Webhook], port: int, connection_id: int
) -> tuple[list[float], Counter[int]]:
    """Bring everything over so many lines at once; how long each answer took, and its status."""
    waiting = list(reversed(burst))
    seconds: list[float] = []
    statuses: Counter[int] = Counter()
    path = f"/api/v1/shop-messages/shopify/{connection_id}"

    def bring() -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while True:
            try:
                webhook_id, body = waiting.pop()
            except IndexError:
                line.close()
                return
            headers = {
                "Content-Type": "application/json",
                "X-Shopify-Topic": "orders/create",
                "X-Shopify-Webhook-Id": webhook_id,
                "X-Shopify-Hmac-SHA256": signature(body),
            }
            began = time.perf_counter()
            line.request("POST", path, body, headers)
            answer = line.getresponse()
            answer.read()
            seconds.append(time.perf_counter() - began)
            statuses[answer.status] += 1

    threads = [threading.Thread(target=bring) for _ in range(LINES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(seconds), statuses


def wait_until_taken_in() -> float:
    """How long after the burst the worker had taken in the last of it."""
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE_SECONDS:
        with reading() as session:
            waiting = session.scalar(select(func.count()).where(ShopMessage.state == "waiting"))
        if not waiting:
            break
        time.sleep(0.5)
    return time.monotonic() - began


def counted_orders() -> Counter[str]:
    """How often each order number is in the books."""
    with reading() as session:
        return Counter(session.scalars(select(Order.external_no)))


def told(
    kind: str,
    seconds: list[float],
    statuses: Counter[int],
    orders: Counter[str],
    taken_in: float,
) -> bool:
    """Say what came out."""
    late = seconds[len(seconds) * 99 // 100]
    lost, doubled = WEBHOOKS - len(orders), sum(orders.values()) - len(orders)
    is_good = late <= P99_SECONDS_MAX and not lost and not doubled and set(statuses) == {200}
    print(
        f"{kind}: {len(seconds)} webhooks over {LINES} lines, answered in "
        f"p50 {seconds[len(seconds) // 2] * 1000:.0f} ms, p99 {late * 1000:.0f} ms "
        f"(goal {P99_SECONDS_MAX * 1000:.0f}), worst {seconds[-1] * 1000:.0f} ms; "
        f"lost {lost}, doubled {doubled}; all taken in {taken_in:.0f} s later; {say_load()}"
    )
    return is_good
