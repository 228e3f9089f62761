"""A worker that is killed in the middle of telling: everything arrives, under the same id."""

import os
import signal
import threading
import time

import pytest

from server.exchange.connections.telling import Teller
from tests.exchange.connections.desk import Desk
from tests.exchange.connections.shop import Heard
from tests.killed import begun_apart, was_killed
from tests.makers import World

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.mark.parametrize("killed_at", [1, 6])
def test_what_a_killed_worker_was_telling_arrives_under_the_same_id(
    desk: Desk, world: World, killed_at: int
) -> None:
    tee = world.product("TEE-M", stock={"A-01-03": 20})
    made = desk.connect(kinds=["order.cancelled"])
    cancelled = [world.order((tee, 1)) for _ in range(7)]
    for order in cancelled:
        desk.screen.post(f"/orders/{order.id}/cancel", {"reason": "customer"})
    over = threading.Event()

    def answer(_heard: Heard) -> tuple[int, bytes]:
        if len(desk.shop.heard) >= killed_at:
            over.wait()
        return 200, b"ok"

    desk.shop.answer = answer
    with world.app.app_context():
        worker = begun_apart(lambda: Teller(world.app).settle())
    while len(desk.shop.heard) < killed_at:
        time.sleep(0.01)
    os.kill(worker, signal.SIGKILL)
    assert was_killed(worker)
    over.set()
    desk.later()
    desk.tell()
    assert {one["state"] for one in desk.sendings(made.id)} == {"heard"}
    by_order: dict[str, set[tuple[str, bytes]]] = {}
    for heard in desk.shop.heard:
        assert heard.is_signed_with(made.secret)
        told = by_order.setdefault(heard.said["data"]["order"], set())
        told.add((heard.headers["webhook-id"], heard.body))
    assert by_order.keys() == {order.external for order in cancelled}
    assert all(len(told) == 1 for told in by_order.values())
