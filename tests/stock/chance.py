"""A small warehouse with too little of everything, in which people do whatever they like.

Every step is one thing that somebody does by the same doors as in the house: an order comes in, a
scan, right or wrong, a cancellation, a lot that is blocked, a decision of a supervisor. Whatever
happens, the books must hold; `findings` says if they do not. One seed is one history.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from sqlalchemy import select
from werkzeug.test import TestResponse

from server import catalog, stock, tasks
from server.boards.exceptions import RESOLUTIONS
from server.orders.records import Order
from server.stock.records import LotBlock
from server.tasks.records import FloorException
from tests.books import faults_in
from tests.floor import Worker, label, slip_of
from tests.makers import World

SHELVES = ("A-01-01", "A-01-02", "B-02-01", "B-02-02")
DOCK, HOLD = "IN-01", "HOLD-01"
CARTS = tuple(f"C-{nth:02d}" for nth in range(1, 6))
TOTES = tuple(f"T-{nth:04d}" for nth in range(1, 17))
COMMANDS = (
    "X-UNDO",
    "X-DONE",
    "X-BACK",
    "X-ASIDE",
    "X-DAMAGED",
    "X-HELD",
    "X-GOOD",
    "X-PART",
    "X-UNWANTED",
    "X-SHORT-NONE",
    "X-SHORT-DAMAGED",
    "X-SHORT-UNREADABLE",
    "X-SHORT-BLOCKED",
    "X-NEXT",
)
ENDS = {
    "cart_done",
    "parcel_closed",
    "order_cancelled",
    "set_aside",
    "move_done",
    "count_done",
    "receive_done",
    "return_done",
    "assembly_done",
}
NO_LONGER_ONES_OWN = {"lease_is_stale", "task_is_finished"}
LOTS = ("L1", "L2")
NEW_LOT = "L3"
"""Nobody has received it; it was in a kit."""
FAR_DAY = "2030-01-31"
LIKELY_KINDS = (
    *("pick", "pick", "pick", "put_away", "move", "count"),
    *("receive", "return", "assemble"),
)
BEGUN_BY_SCAN = ("move", "count", "receive", "return")
ALL = {"shops": [], "carriers": [], "ship_by_before": None, "totes_per_cart": 2, "carts_max": None}
LIKELY = 0.75
"""How often somebody does what the screen asks for."""
NOW_AND_THEN = 0.2
EITHER = 0.5
OK, CREATED, DONE, CONFLICT = 200, 201, 204, 409


class Chance:
    """Six people, four shelves, three products, and a seed."""

    def __init__(self, world: World, seed: int) -> None:
        """Open the house: a few pieces of everything lie on the shelves."""
        self.random = Random(seed)
        self.world = world
        self.did: Counter[str] = Counter()
        self.slips = self.serials = 0
        for code in CARTS:
            world.place(code, kind="cart")
        for code in TOTES:
            world.place(code, kind="tote")
        world.place(DOCK, kind="dock")
        world.place(HOLD, kind="quarantine")
        self.tee = world.product("TEE", stock={"A-01-01": 4, "B-02-01": 2})
        self.cup = world.product("CUP", stock={"A-01-02": 3})
        self.jam = world.product("JAM", has_lots=True, expires=True)
        for nth, lot in enumerate(LOTS):
            place_id = world.place(SHELVES[nth + 1])
            with world.transaction() as session:
                delivery = stock.Delivery(place_id, self.jam.id, 2, lot, f"203{nth}-01-31")
                stock.receive(session, [delivery], person_id=None)
        self.products = (self.tee, self.cup, self.jam)
        self.jans = {one.id: one.jan for one in self.products}
        self.kit = world.product("SET")
        self.jans[self.kit.id] = self.kit.jan
        with world.transaction() as session:
            catalog.write_kit(session, self.kit.id, {one.id: 1 for one in self.products})
        self.office = world.office()
        wants_serials = self.office.post("/products/serials", {"owner": "MORI", "product": "CUP"})
        assert wants_serials.status_code == DONE, wants_serials.text
        self.shop_id = world.shop("chance")
        self.workers = [Worker(world.handheld()) for _ in range(4)]
        self.packers = [Worker(world.tablet()) for _ in range(2)]

    def step(self) -> str:
        """Let somebody do something; what it was."""
        deeds: Sequence[tuple[int, Callable[[], str]]] = (
            (60, self.work),
            (15, self.pack),
            (8, self.order),
            (5, self.release),
            (4, self.deliver),
            (2, self.decide),
            (2, self.cancel),
            (2, self.change),
            (2, self.ask_for_kits),
            (2, self.hand_over),
            (1, self.block_or_free),
            (1, self.change_terms),
            (1, self.reserve),
        )
        weights = [weight for weight, _ in deeds]
        (deed,) = self.random.choices([deed for _, deed in deeds], weights)
        done = deed()
        self.did[done] += 1
        return done

    def wrong(self) -> list[Any]:
        """What contradicts itself now."""
        with self.world.reading() as session:
            return list(faults_in(session))

    def order(self) -> str:
        """Somebody buys something, perhaps more than there is."""
        chosen = self.random.sample(self.products, self.random.randint(1, 2))
        self.world.order(
            *((one, self.random.randint(1, 2)) for one in chosen), shop_id=self.shop_id
        )
        return "order"

    def release(self) -> str:
        """Send to the floor whatever is reserved."""
        self.office.post("/waves", ALL)
        return "release"

    def reserve(self) -> str:
        """Promise again."""
        assert self.office.post("/orders/reserve").status_code == OK
        return "reserve"

    def deliver(self) -> str:
        """A few pieces come in at the dock, and those who wait are promised them."""
        product = self.random.choice(self.products)
        lot = self.random.choice(LOTS) if product is self.jam else ""
        day = FAR_DAY if product is self.jam else None
        pieces = self.random.randint(1, 3)
        dock = self.world.place(DOCK, kind="dock")
        with self.world.transaction() as session:
            delivery = stock.Delivery(dock, product.id, pieces, lot, day)
            stock.receive(session, [delivery], person_id=None)
            stock.reserve_waiting(session, [product.id])
            tasks.want_put_away(session, dock)
        return "deliver"

    def decide(self) -> str:
        """A supervisor decides about something, in any way that is possible."""
        with self.world.reading() as session:
            waiting = session.execute(
                select(FloorException.id, FloorException.kind)
                .where(FloorException.resolved_at.is_(None))
                .order_by(FloorException.id)
            ).all()
        if not waiting:
            return "decide nothing"
        chosen = self.random.choice(waiting)
        resolution = self.random.choice(RESOLUTIONS[chosen.kind])
        body = {"resolution": resolution, "note": "chance"}
        answer = self.office.post(f"/exceptions/{chosen.id}/resolve", body)
        assert answer.status_code in (DONE, CONFLICT), answer.text
        return f"decide {chosen.kind}"

    def cancel(self) -> str:
        """An order is cancelled, wherever it is."""
        with self.world.reading() as session:
            ids = session.scalars(
                select(Order.id)
                .where(Order.stage.not_in(("cancelled", "shipped")))
                .order_by(Order.id)
            ).all()
        if not ids:
            return "cancel nothing"
        answer = self.office.post(
            f"/orders/{self.random.choice(ids)}/cancel", {"reason": "customer"}
        )
        assert answer.status_code in (DONE, CONFLICT), answer.text
        return "cancel"

    def change(self) -> str:
        """A customer wants it otherwise: other pieces, something less, something more, a kit."""
        with self.world.reading() as session:
            ids = session.scalars(
                select(Order.id).where(Order.stage != "cancelled").order_by(Order.id)
            ).all()
        if not ids:
            return "change nothing"
        page = self.office.get(f"/orders/{self.random.choice(ids)}").get_json()
        lines: list[dict[str, Any]] = [
            {"line_no": line["line_no"], "quantity_pieces": self.random.randint(1, 2)}
            for line in page["line_items"]
            if self.random.random() < LIKELY
        ]
        if not lines or self.random.random() < NOW_AND_THEN:
            sku = self.random.choice(("TEE", "CUP", "JAM", "SET"))
            lines.append({"sku": sku, "quantity_pieces": 1})
        body = {"edition": page["edition"], "lines": lines}
        answer = self.office.post(f"/orders/{page['id']}/lines", body)
        assert answer.status_code in (OK, CONFLICT), answer.text
        return "change" if answer.status_code == OK else "change too late"

    def ask_for_kits(self) -> str:
        """The office wants kits on stock, or parts again, or wants neither any more."""
        if self.random.random() < NOW_AND_THEN:
            live = self.office.get("/stock/assemblies").get_json()["assemblies"]
            if not live:
                return "want no kits"
            answer = self.office.delete(f"/stock/assemblies/{self.random.choice(live)['task']}")
            assert answer.status_code in (DONE, CONFLICT), answer.text
            return "want kits no more"
        body = {"kits": self.random.randint(1, 2), "apart": self.random.random() < EITHER}
        answer = self.office.post(f"/stock/kits/{self.kit.id}/assemblies", body)
        assert answer.status_code in (CREATED, CONFLICT), answer.text
        return "ask for kits taken apart" if body["apart"] else "ask for kits"

    def hand_over(self) -> str:
        """The driver comes, perhaps for nothing."""
        answer = self.office.post("/handovers", {"carrier": self.world.carrier})
        assert answer.status_code in (OK, CONFLICT), answer.text
        return "hand over"

    def block_or_free(self) -> str:
        """A lot is blocked, or freed."""
        with self.world.reading() as session:
            live = session.scalars(
                select(LotBlock.id).where(LotBlock.released_at.is_(None)).order_by(LotBlock.id)
            ).all()
        if live and self.random.random() < LIKELY:
            self.office.post(f"/stock/blocks/{self.random.choice(live)}/free")
            return "free"
        body = {"product": self.jam.id, "lot": self.random.choice(LOTS), "reason": "recall"}
        answer = self.office.post("/stock/blocks", body)
        assert answer.status_code in (OK, CONFLICT), answer.text
        return "block"

    def change_terms(self) -> str:
        """The shop thinks of other terms."""
        terms = {
            "on_short": self.random.choice(("ask", "split", "go_without")),
            "takes_partial": self.random.random() < 0.5,
            "keeps_one_lot": self.random.random() < 0.5,
            "safety_pieces": self.random.randint(0, 2),
        }
        assert self.office.patch("/stock/terms/shops/chance", terms).status_code == DONE
        return "terms"

    def work(self) -> str:
        """Somebody with a handheld goes on, or looks for work."""
        worker = self.random.choice(self.workers)
        if worker.job:
            return self.scan(worker)
        kind = self.random.choice(LIKELY_KINDS)
        if kind in BEGUN_BY_SCAN and self.random.random() < LIKELY:
            body = {"kind": kind, "raw": self.beginning(kind)}
            answer = worker.screen.post("/tasks/start", body)
        else:
            opened = worker.open_tasks(kind)
            if not opened:
                return f"no {kind}"
            answer = worker.screen.post(f"/tasks/{self.random.choice(opened)['id']}/claim")
        take(worker, answer)
        return f"begin {kind}"

    def beginning(self, kind: str) -> str:
        """A label that may begin this kind of work."""
        if kind == "return":
            return label(slip=slip_of(self.random.randint(1, self.slips + 1)))
        if kind == "receive":
            return label(place=DOCK)
        return label(place=self.random.choice((*SHELVES, DOCK)))

    def pack(self) -> str:
        """Somebody at a table goes on, or takes a tote."""
        packer = self.random.choice(self.packers)
        if packer.job:
            return self.scan(packer)
        totes = [one["tote"] for one in packer.open_tasks("pack")] or list(TOTES)
        body = {"kind": "pack", "tote": self.random.choice(totes)}
        answer = packer.screen.post("/tasks/claim", body)
        take(packer, answer)
        return "begin pack"

    def scan(self, worker: Worker) -> str:
        """One scan: what the screen asks for, or anything else that has a code."""
        job = worker.job
        flow, step = job["flow"], job["step"]
        raw = self.asked(job) if self.random.random() < LIKELY else self.anything()
        (verdict,) = worker.hand_in([worker.event(raw)])
        is_over = verdict["because"] in NO_LONGER_ONES_OWN
        is_over |= verdict["verdict"] not in ("accept", "refuse", "ask_server")
        if flow == "pick_cart" and not is_over and verdict["revision"] != worker.job["revision"]:
            # The server has news; who is far away never hears them.
            is_over = self.random.random() < LIKELY and not self.hears(worker)
        if is_over or worker.job["step"] in ENDS:
            worker.job = {}
        return f"{flow} {step} {verdict['verdict']}"

    def hears(self, worker: Worker) -> bool:
        """Ask for the news of a cart; False when it is nobody's or another's by now."""
        answer = worker.screen.get(f"/tasks/{worker.job['task']['id']}/job")
        if answer.status_code == CONFLICT:
            return False
        worker.hear()
        return True

    def anything(self) -> str:
        """Any label of the house."""
        return self.random.choice(
            (
                label(command=self.random.choice(COMMANDS)),
                label(place=self.random.choice((*SHELVES, DOCK, HOLD))),
                label(tote=self.random.choice(TOTES)),
                label(cart=self.random.choice(CARTS)),
                label(item=self.random.choice((*self.products, self.kit)).jan),
                label(lot=self.random.choice(LOTS)),
                label(pieces=str(self.random.randint(0, 4))),
                "4909999999990",
            )
        )

    def asked(self, job: dict[str, Any]) -> str:
        """A label that the screen may ask for at this step."""
        facts, step = job["facts"], job["step"]
        if job["flow"] == "pick_cart":
            return self.asked_of_picker(facts, step)
        if job["flow"] == "pack_order":
            return self.asked_of_packer(facts, step)
        if job["flow"] == "assemble_kits":
            return self.asked_of_assembler(facts, step)
        if step == "say_lot":
            unsaid = self.random.random() < NOW_AND_THEN
            return label(command="X-BACK") if unsaid else label(lot=self.random.choice(LOTS))
        if step in ("find_place", "confirm_empty"):
            return label(place=facts["place"].removeprefix("L-"))
        return self.asked_of_hands(facts, step)

    def asked_of_hands(self, facts: dict[str, Any], step: str) -> str:
        """What somebody is asked for who moves or counts goods."""
        if step == "put_down":
            asked = [one["goes_to"]["place"] for one in facts["goods"] if one["goes_to"]]
            shelf = self.random.choice([*(one.removeprefix("L-") for one in asked), *SHELVES])
            return label(place=shelf)
        if self.random.random() < NOW_AND_THEN:
            return label(command="X-DONE")
        if step == "say_day":
            return label(day=FAR_DAY.replace("-", ""))
        if step == "say_serial":
            return self.serial_of(facts)
        if step == "say_reason":
            return label(command=self.random.choice(("X-UNWANTED", "X-DEFECT", "X-UNDO")))
        return self.asked_of_goods(facts, step)

    def asked_of_goods(self, facts: dict[str, Any], step: str) -> str:
        """What somebody is asked for who has goods before the eyes."""
        if step in ("receive_goods", "return_goods") and self.random.random() < NOW_AND_THEN:
            return label(command=self.random.choice(("X-DAMAGED", "X-GOOD", "X-HELD", "X-UNDO")))
        if step == "return_goods":
            return label(item=self.jans[self.random.choice(facts["shipped"])["product"]])
        if step == "count_goods" and facts["at"] is not None and self.random.random() < LIKELY:
            return label(pieces=str(self.random.randint(0, 5)))
        return label(item=self.random.choice(self.products).jan)

    def serial_of(self, facts: dict[str, Any]) -> str:
        """The serial number on a piece that came back; now and then nobody can read it."""
        out = [one for sent in facts["shipped"] for one in sent["serials"] or ()]
        return self.random.choice([*out, label(command="X-BACK")])

    def asked_of_assembler(self, facts: dict[str, Any], step: str) -> str:
        """What somebody is asked for who puts kits together; now and then parts are missing."""
        if self.random.random() < NOW_AND_THEN:
            return label(command=self.random.choice(("X-DONE", "X-SHORT-NONE", "X-UNDO", "X-BACK")))
        if step in ("say_lot", "say_day"):
            day = FAR_DAY.replace("-", "")
            lot = self.random.choice((*LOTS, NEW_LOT))
            return label(lot=lot) if step == "say_lot" else label(day=day)
        if facts["at"] is not None:
            return label(item=self.jans[facts["parts"][facts["at"]]["product"]])
        return self.asked_at_the_bench(facts, step)

    def asked_at_the_bench(self, facts: dict[str, Any], step: str) -> str:
        """What somebody is asked for who has kits or their parts on the bench."""
        if step == "make_kits":
            put_down = facts["hand"] > 0 and self.random.random() < LIKELY
            return label(place=self.random.choice(SHELVES)) if put_down else self.kit.jan
        if step == "sort_parts":
            lay_down = any(one["hand"] for one in facts["loose"]) and self.random.random() < LIKELY
            loose = self.random.choice(facts["loose"])["product"]
            return label(place=self.random.choice(SHELVES)) if lay_down else self.jans[loose]
        return label(place=self.random.choice(facts["parts"])["place"].removeprefix("L-"))

    def asked_of_picker(self, facts: dict[str, Any], step: str) -> str:
        """What a picker is asked for; now and then the shelf is empty."""
        if step in ("take_cart", "load_totes"):
            cart, tote = self.random.choice(CARTS), self.random.choice(TOTES)
            return label(cart=cart) if step == "take_cart" else label(tote=tote)
        if step == "put_back":
            back = [one for one in facts["lines"] if one["dropped"] and one["picked"] > 0]
            line = self.random.choice(back or facts["lines"])
            step = "find_place" if line["back"] > 0 else "take_item"
        else:
            line = facts["lines"][facts["at"]]
            if step == "take_item" and self.random.random() < NOW_AND_THEN:
                return label(command="X-SHORT-NONE")
        if step == "find_place":
            return label(place=line["place"].removeprefix("L-"))
        if step == "put_in_tote":
            return label(tote=facts["totes"][line["slot"]])
        return label(item=self.jans[line["product"]])

    def asked_of_packer(self, facts: dict[str, Any], step: str) -> str:
        """What a packer is asked for."""
        if step == "scan_slip":
            self.slips += 1
            return label(slip=slip_of(self.slips))
        if step == "record_serial":
            self.serials += 1
            return f"SN-{self.serials}"
        left = [one["product"] for one in facts["items"] if one["packed"] < one["wanted"]]
        if not left:
            return label(command="X-UNDO")
        return label(item=self.jans[self.random.choice(left)])


def take(worker: Worker, answer: TestResponse) -> None:
    """Have the job in hand, if it was given, and if there is anything left to do in it."""
    if answer.status_code == OK:
        job = answer.get_json()
        worker.job = {} if job["step"] in ENDS else job


def play(world: World, seed: int, steps: int, every: int) -> Counter[str]:
    """Play one history, and look at the books every so many steps; what was done, how often.

    Raises:
        AssertionError: something contradicts itself; says the seed and the step.
    """
    chance = Chance(world, seed)
    for nth in range(1, steps + 1):
        done = chance.step()
        if nth % every == 0 or nth == steps:
            wrong = chance.wrong()
            assert not wrong, f"seed {seed}, step {nth} ({done}): {wrong}"
    return chance.did
