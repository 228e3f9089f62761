"""The bench of flyers with a packer for each tote: a whole cart goes through each transaction.

What is real: release and planning of flyers, tasks and leases, the device's own verdict on every
scan, the text that it hands in and its reading, the one door of scans as `together.py` opens it for
many devices at once, the books, durable commits, and `flask fsck` at the end of each house. What
is left out beside a floor at work: HTTP, logins at each request, and the page of a job, whose facts
and codes are read for all parcels of the cart at once.
"""

from collections import Counter
from typing import Any

import orjson
from sqlalchemy import insert

from server import packing, stock, waves
from server.foundation.clock import now
from server.foundation.sets import table_of
from server.orders.records import Order, OrderLine
from server.packing.queries import states_of
from server.scans.actions import accept_events
from server.scans.decisions import Submission, read_submission
from server.tasks import claim, tasks_of_shipments
from tests.floor import Worker, label
from tests.flyers.bench import EVENTS_AT_ONCE, Bench
from tests.makers import World
from tests.scans.test_the_first_parcel import release

TOTES = 48


class BusyBench(Bench):
    """A house in which as many pack as there are totes on a cart."""

    def __init__(self, world: World, seed: int, orders: int, wrong_percent: int = 1) -> None:
        """Open it; its goods last for so many orders."""
        super().__init__(world, seed, orders, wrong_percent, totes=TOTES)
        self.packers = [Worker(world.tablet()) for _ in range(TOTES)]

    def bring_in(self, orders: int) -> None:
        """Some orders on one cart, from the shop to the closed parcel."""
        wanted = self.order_all(orders)
        release(self.office, totes_per_cart=TOTES)
        self.picker.take_next("pick")
        self.hand_in_all([(self.picker, self.loads_cart(orders))])
        self.hand_in_all([(self.picker, self.walks())])
        said = self.hand_in_all(self.opens_totes(self.totes[:orders]))
        assert all(verdicts[-1].row == "PO-23" for verdicts in said), said
        self.look_into(list(wanted), wanted)
        self.counted["orders"] += orders

    def order_all(self, orders: int) -> dict[int, Counter[str]]:
        """Orders as the shop sends them, and what each should get by the list kept by hand."""
        drawn = [self.draw() for _ in range(orders)]
        moment = now()
        rows = [self.world.order_row(moment, **facts) for _, facts, _ in drawn]
        with self.world.transaction() as session:
            ids = session.scalars(
                insert(table_of(Order)).returning(Order.id, sort_by_parameter_order=True), rows
            ).all()
            lines = [
                {
                    "order_id": order_id,
                    "line_no": nth,
                    "product_id": product.id,
                    "external_sku": product.sku,
                    "quantity_pieces": pieces,
                }
                for order_id, (wants, _, _) in zip(ids, drawn, strict=True)
                for nth, (product, pieces) in enumerate(wants, start=1)
            ]
            session.execute(insert(table_of(OrderLine)), lines)
            stock.reserve_orders(session, ids)
        return {order_id: flyers for order_id, (_, _, flyers) in zip(ids, drawn, strict=True)}

    def loads_cart(self, orders: int) -> list[Any]:
        """The scans that put a tote on each position of the cart."""
        return [self.picker.event(label(cart="C-01"))] + [
            self.picker.event(label(tote=tote)) for tote in self.totes[:orders]
        ]

    def opens_totes(self, totes: list[str]) -> list[tuple[Worker, list[Any]]]:
        """Each tote is taken at a bench of its own; the scans that its packer makes."""
        tasks = {}
        with self.world.transaction() as session:
            for packer, tote in zip(self.packers, totes, strict=False):
                loaded = waves.shipment_in_tote(session, tote)
                assert loaded is not None, tote
                (card,) = tasks_of_shipments(session, [loaded.shipment_id], "pack")
                assert packer.screen.person_id is not None
                assert packer.screen.device_id is not None
                taken = claim(
                    session,
                    card.id,
                    person_id=packer.screen.person_id,
                    device_id=packer.screen.device_id,
                )
                assert taken.ok, taken
                packing.begin(session, card.id, loaded)
                tasks[card.id] = (packer, taken.lease_no)
            states = states_of(session, list(tasks))
        made = []
        for task_id, (packer, lease) in tasks.items():
            state = states[task_id]
            packer.job = {
                "task": {"id": task_id, "lease": lease},
                "flow": "pack_order",
                "step": state.step,
                "revision": state.revision,
                "facts": state.facts,
                "codes": state.codes,
            }
            made.append((packer, self.scans_of(packer)))
        return made

    def hand_in_all(self, events: list[tuple[Worker, list[Any]]]) -> list[list[Any]]:
        """What several devices hand in at once, in one transaction; the verdicts of each."""
        submissions: list[Submission] = []
        of_worker: list[int] = []
        for nth, (worker, made) in enumerate(events):
            for start in range(0, len(made), EVENTS_AT_ONCE):
                sent = orjson.dumps(worker.body(made[start : start + EVENTS_AT_ONCE]))
                assert worker.screen.device_id is not None
                submissions.append(read_submission(sent, worker.screen.device_id))
                of_worker.append(nth)
        with self.world.transaction() as session:
            handed = accept_events(session, submissions)
        verdicts: list[list[Any]] = [[] for _ in events]
        for nth, one in zip(of_worker, handed, strict=True):
            verdicts[nth] += one.verdicts
        for (_, made), said in zip(events, verdicts, strict=True):
            for event, verdict in zip(made, said, strict=True):
                was_right = event["verdict"] == "accept"
                assert (verdict.verdict == "accept") is was_right, (event, verdict)
                assert verdict.row == event["row"], (event, verdict)
        return verdicts
