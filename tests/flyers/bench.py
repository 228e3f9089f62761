"""A bench at which parcels get their flyers, beside a list of who should get what, kept by hand.

The list asks nobody: it is written as plainly as can be, order by order, so that it can be right by
itself. Now and then somebody scans what does not belong into the parcel, or closes it too early.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from random import Random
from typing import Any

from sqlalchemy import select

from server.flyers.decisions import is_held_out
from server.flyers.records import Campaign, FlyerInsert
from server.orders.records import Shipment
from tests.floor import Worker, label, slip_of
from tests.makers import MadeProduct, World
from tests.scans.test_the_first_parcel import release

TOTES = 12
EVENTS_AT_ONCE = 50
GIFT = {"fact": "order.is_gift", "op": "is", "value": True}
CAMPAIGNS: dict[str, dict[str, Any]] = {
    "GIFT": {"priority": 9, "exclusive_group": "season", "condition": GIFT},
    "SEASON": {
        "priority": 8,
        "exclusive_group": "season",
        "parcels_per_period_max": 1,
        "period_days": 7,
    },
    "WELCOME": {"priority": 7, "audience": "first", "parcels_per_customer_max": 1},
    "COUPON": {"priority": 6, "audience": "repeat", "not_sent_before": True},
    "SCARCE": {"priority": 5, "quantity_pieces": 2},
    "COMPARED": {"priority": 4, "held_out_percent": 20, "parcel_flyers_max": 4},
}


@dataclass
class ByHand:
    """Who should get what, and why, as somebody would keep it on paper."""

    numbers: dict[str, int]
    """The campaigns' ids, which the hash of the held-out asks for."""
    coupons_max: int
    left: Counter[str]
    """Flyers of SCARCE and of its substitute that are left."""
    got: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    coupons: int = 0

    def flyers(self, customer: str, nth: int, *, is_gift: bool) -> Counter[str]:
        """What the next order gets."""
        parcel: Counter[str] = Counter()
        if is_gift:
            parcel["GIFT"] += 1
        elif "SEASON" not in self.got[customer]:
            parcel["SEASON"] += 1
        if nth == 1:
            parcel["WELCOME"] += 1
        if nth > 1 and "COUPON" not in self.got[customer] and self.coupons < self.coupons_max:
            parcel["COUPON"] += 1
            self.coupons += 1
        planned = parcel.total() + 2  # SCARCE counts for the parcel when it is planned.
        for flyer in ("SCARCE", "INSTEAD"):
            if self.left[flyer] >= 2:
                self.left[flyer] -= 2
                parcel[flyer] += 2
                break
        is_out = is_held_out(customer, self.numbers["COMPARED"], 20)
        if planned + 1 <= 4 and not is_out:
            parcel["COMPARED"] += 1
        self.got[customer] |= set(parcel)
        return parcel


class Bench:
    """A house with six campaigns, one picker, one packer."""

    def __init__(
        self, world: World, seed: int, orders: int, wrong_percent: int = 1, totes: int = TOTES
    ) -> None:
        """Open it; its goods last for so many orders."""
        self.world, self.chance, self.wrong_percent = world, Random(seed), wrong_percent
        world.place("C-01", kind="cart")
        self.totes = [f"T-{number:04d}" for number in range(1, totes + 1)]
        for tote in self.totes:
            world.place(tote, kind="tote")
        self.goods = [world.product(f"G-{nth}", stock={f"A-01-0{nth}": orders}) for nth in (1, 2)]
        scarce = orders // 4
        substitute = world.product("INSTEAD", kind="flyer", stock={"F-INSTEAD": scarce})
        self.flyers: dict[str, MadeProduct] = {"INSTEAD": substitute}
        for code, more in CAMPAIGNS.items():
            extra = dict(more)
            if code == "COUPON":
                extra["parcels_max"] = orders // 10
            if code == "SCARCE":
                extra["substitute_id"] = substitute.id
            pieces = scarce if code == "SCARCE" else orders
            self.flyers[code] = world.flyer(code, pieces=pieces, **extra)
        with world.reading() as session:
            numbers = {row.code: row.id for row in session.scalars(select(Campaign))}
        self.paper = ByHand(numbers, orders // 10, Counter(SCARCE=scarce, INSTEAD=scarce))
        self.customers = max(1, orders // 3)
        self.bought: Counter[str] = Counter()
        self.office = world.office("supervisor")
        self.picker, self.packer = Worker(world.handheld()), Worker(world.tablet())
        self.codes = {one.id: one.jan for one in (*self.goods, *self.flyers.values())}
        self.names = {one.id: code for code, one in self.flyers.items()}
        self.counted: Counter[str] = Counter()
        self.slips = 0

    def run(self, orders: int) -> None:
        """Let so many orders come in, be picked and packed.

        Raises:
            AssertionError: a parcel was closed with another set of flyers than the list says, or a
                wrong scan was let in.
        """
        while self.counted["orders"] < orders:
            self.bring_in(min(len(self.totes), orders - self.counted["orders"]))

    def bring_in(self, orders: int) -> None:
        """Some orders on one cart, from the shop to the closed parcel."""
        wanted: dict[int, Counter[str]] = {}
        for _ in range(orders):
            lines, facts, flyers = self.draw()
            wanted[self.world.order(*lines, **facts).id] = flyers
        release(self.office, totes_per_cart=TOTES)
        self.picker.take_next("pick")
        self.picker.load_cart("C-01", self.totes[:orders])
        self.walk()
        for tote in self.totes[:orders]:
            self.pack(tote, wanted)
        self.counted["orders"] += orders

    def draw(self) -> tuple[list[tuple[MadeProduct, int]], dict[str, Any], Counter[str]]:
        """The next order: its lines, who it is of, and the flyers it should get."""
        customer = f"customer-{self.chance.randrange(self.customers)}"
        self.bought[customer] += 1
        nth, is_gift = self.bought[customer], self.chance.random() < 0.2
        lines = [(one, 1) for one in self.goods if self.chance.random() < 0.5]
        facts = {"customer_key": customer, "purchase_number": nth, "is_gift": is_gift}
        flyers = self.paper.flyers(customer, nth, is_gift=is_gift)
        return lines or [(self.goods[0], 1)], facts, flyers

    def pack(self, tote: str, wanted: dict[int, Counter[str]]) -> None:
        """One parcel: scan in what its screen asks for, and sometimes something else."""
        job = self.packer.take_tote(tote)
        with self.world.reading() as session:
            number = job["facts"]["shipment"]
            order_id = session.scalars(
                select(Shipment.order_id).where(Shipment.number == number)
            ).one()
        events = self.scans_of(self.packer)
        said = self.packer.hand_in(events)
        assert said[-1]["row"] == "PO-23", said[-1]
        for event, verdict in zip(events, said, strict=True):
            was_right = event["verdict"] == "accept"
            assert (verdict["verdict"] == "accept") is was_right, (event, verdict)
        self.look_into([order_id], wanted)

    def look_into(self, order_ids: list[int], wanted: dict[int, Counter[str]]) -> None:
        """What lies in closed parcels by the book is what the list by hand says."""
        inside: dict[int, Counter[str]] = {order_id: Counter() for order_id in order_ids}
        with self.world.reading() as session:
            rows = session.execute(
                select(Shipment.order_id, FlyerInsert.product_id, FlyerInsert.inserted_pieces)
                .join(FlyerInsert, FlyerInsert.shipment_id == Shipment.id)
                .where(Shipment.order_id.in_(order_ids))
            )
            for order_id, product_id, pieces in rows:
                inside[order_id][self.names[product_id]] += pieces
        for order_id, flyers in inside.items():
            assert flyers == wanted[order_id], (order_id, flyers, wanted[order_id])
            self.counted["flyers"] += flyers.total()

    def scans_of(self, packer: Worker) -> list[dict[str, Any]]:
        """What a packer scans for the parcel in hand, up to its slip."""
        job = packer.job
        events: list[dict[str, Any]] = []
        for kind, done in (("items", "packed"), ("flyers", "inserted")):
            lines = [dict(line) for line in job["facts"][kind]]
            for line in lines:
                for _ in range(line["wanted"] - line[done]):
                    events += self.perhaps_wrong(packer)
                    events.append(packer.event(label(item=self.codes[line["product"]])))
                    assert events[-1]["verdict"] == "accept", events[-1]
                    self.counted["scans"] += 1
        self.slips += 1
        return [*events, packer.event(label(slip=slip_of(50_000_000_000 + self.slips)))]

    def walk(self) -> None:
        """Pick the whole cart, handed in as a device does that was out of reach."""
        events = self.walks()
        for start in range(0, len(events), EVENTS_AT_ONCE):
            said = self.picker.hand_in(events[start : start + EVENTS_AT_ONCE])
            assert all(one["verdict"] == "accept" for one in said), said

    def walks(self) -> list[dict[str, Any]]:
        """The scans of the whole cart: each place, its goods, their tote."""
        events: list[dict[str, Any]] = []
        job = self.picker.job
        while job["step"] != "cart_done":
            line = job["facts"]["lines"][job["facts"]["at"]]
            if job["step"] == "find_place":
                raw = label(place=line["place"].removeprefix("L-"))
            elif job["step"] == "take_item":
                raw = label(item=self.codes[line["product"]])
            else:
                raw = label(tote=job["facts"]["totes"][line["slot"]])
            events.append(self.picker.event(raw))
        return events

    def perhaps_wrong(self, packer: Worker) -> list[dict[str, Any]]:
        """What does not belong into this parcel, or its slip too early: both are refused."""
        if self.chance.randrange(100) >= self.wrong_percent:
            return []
        self.counted["wrong scans"] += 1
        job = packer.job
        known = {line["product"] for kind in ("items", "flyers") for line in job["facts"][kind]}
        foreign = [product for product in self.codes if product not in known]
        if foreign and self.chance.random() < 0.8:
            return [packer.event(label(item=self.codes[self.chance.choice(foreign)]))]
        slip = slip_of(60_000_000_000 + self.counted["wrong scans"])
        return [packer.event(label(slip=slip))]
