"""Sixteen at once on scarce stock, round after round: promised, taken, let go and carried."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from random import Random
from threading import Barrier

from sqlalchemy import func, select

from server import orders, stock
from server.places import virtual_place_ids
from server.stock.records import Balance, Reservation
from tests.makers import MadeOrder, World

WORKERS = 16
SHELVES = ("A-01-01", "A-01-02")


class Races:
    """A product of which there is never enough, and sixteen who want it."""

    def __init__(self, world: World, seed: int) -> None:
        """Open two shelves and a cart."""
        self.world = world
        self.random = Random(seed)
        self.tee = world.product("TEE")
        self.shelves = [world.place(one) for one in SHELVES]
        self.cart = world.place("C-01", kind="cart")
        self.promised: list[MadeOrder] = []
        self.rounds = 0

    def run(self, rounds: int) -> None:
        """Let so many rounds be raced.

        Raises:
            AssertionError: more was promised than there is, or a place holds less than nothing.
        """
        with ThreadPoolExecutor(WORKERS) as pool:
            for _ in range(rounds):
                self.race(pool)
                self.rounds += 1

    def race(self, pool: ThreadPoolExecutor) -> None:
        """A few pieces come in; ten want to be promised one, four take or let go, two move."""
        self.world.receive(self.tee, self.random.choice(SHELVES), self.random.randint(1, 6))
        wanted = [self.world.order((self.tee, 1), is_reserved=False) for _ in range(10)]
        free = self.free()
        deeds: list[Callable[[], int]] = [
            *(partial(self.reserve, one) for one in wanted),
            *(self.done_with(one) for one in self.picked_out(4)),
            *(partial(self.carry, nth) for nth in range(2)),
        ]
        barrier = Barrier(len(deeds))

        def at_once(deed: Callable[[], int]) -> int:
            barrier.wait()
            return deed()

        done = list(pool.map(at_once, deeds))
        reserved = [one for one, ok in zip(wanted, done[:10], strict=True) if ok]
        freed = sum(done[10 : len(deeds) - 2])
        self.promised += reserved
        assert len(reserved) <= free + freed, "no more is promised than was free"
        self.promise_the_rest([one for one in wanted if one not in reserved])
        self.look()

    def promise_the_rest(self, waiting: list[MadeOrder]) -> None:
        """What was carried past those who looked for it is promised a minute later."""
        with self.world.transaction() as session:
            promised = stock.promise_what_is_free(session)
        left = [one for one in waiting if one.id not in promised]
        self.promised += [one for one in waiting if one.id in promised]
        assert not left or self.free() == 0, "nothing is free while an order waits"
        with self.world.transaction() as session:
            orders.set_stage(session, [one.id for one in left], "cancelled")

    def reserve(self, order: MadeOrder) -> int:
        """Promise an order a piece; 1 where there was one."""
        with self.world.transaction() as session:
            return int(stock.reserve_orders(session, [order.id])[order.id])

    def picked_out(self, most: int) -> list[MadeOrder]:
        """Orders that were promised a piece before."""
        self.random.shuffle(self.promised)
        chosen, self.promised = self.promised[:most], self.promised[most:]
        return chosen

    def done_with(self, order: MadeOrder) -> Callable[[], int]:
        """Take what an order was promised, or let it go: then another may have it."""
        takes = self.random.random() < 0.5
        return partial(self.take if takes else self.let_go, order)

    def take(self, order: MadeOrder) -> int:
        """Take what was promised to an order off its shelf."""
        with self.world.transaction() as session:
            (held,) = stock.held_for_lines(session, order.lines)
            move = stock.Move(
                held.place_id,
                self.cart,
                self.tee.id,
                1,
                "picked",
                reservation_id=held.reservation_id,
                order_line_id=order.lines[0],
            )
            assert stock.move(session, [move]) == [], "what is held is there"
        return 0

    def let_go(self, order: MadeOrder) -> int:
        """The order will not come; 1 piece is free again."""
        with self.world.transaction() as session:
            stock.let_go_of_lines(session, order.lines)
        return 1

    def carry(self, nth: int) -> int:
        """Carry a free piece from one shelf to the other, if there is one."""
        with self.world.transaction() as session:
            source, target = self.shelves[nth], self.shelves[1 - nth]
            lying = stock.lying_in(session, self.shelves, for_change=True)
            if any(one.free_pieces > 0 for one in lying if one.place_id == source):
                move = stock.Move(source, target, self.tee.id, 1, "moved")
                assert stock.move(session, [move]) == [], "what is free under its lock is there"
        return 0

    def free(self) -> int:
        """Pieces that nobody was promised."""
        with self.world.reading() as session:
            return sum(one.free_pieces for one in stock.lying_in(session, self.shelves))

    def look(self) -> None:
        """Nothing is promised twice or less than nothing, and shops were told the truth."""
        with self.world.reading() as session:
            over = session.execute(
                select(Balance.id).where(
                    ~Balance.is_virtual,
                    (Balance.held_pieces > Balance.on_hand_pieces) | (Balance.on_hand_pieces < 0),
                )
            ).all()
            left = (
                Reservation.quantity_pieces - Reservation.used_pieces - Reservation.released_pieces
            )
            held = session.scalar(select(func.coalesce(func.sum(left), 0)))
            booked = session.scalar(select(func.sum(Balance.held_pieces)))
            discrepancy = virtual_place_ids(session)["DISCREPANCY"]
            owed = stock.contents_of(session, [discrepancy])
            told = stock.available_now(session, after=0, most=10)
            free = stock.free_for_sale(session, [self.tee.id])
        assert not over, "a place holds less than was promised from it"
        assert held == booked == len(self.promised), "what is held is what was promised"
        assert owed == [], "nothing was taken that was not there"
        assert told[self.tee.id] == free.get(self.tee.id, 0), "shops were told what is free"
