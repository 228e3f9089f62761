"""The small warehouse of `chance.py`, with Hypothesis for its people: a broken history is shrunk.

The books are looked at every few deeds and at the end. What a person chooses, Hypothesis draws, so
that of a history that breaks the books only the deeds are left that it needs.
"""

from collections import Counter
from collections.abc import Callable
from random import Random

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.makers import World
from tests.stock.chance import Chance

CHOICES = st.randoms(use_true_random=False)
DEEDS_BETWEEN_LOOKS = 5
SCANS_IN_A_ROW = st.integers(1, 8)


class People(RuleBasedStateMachine):
    """Four with a handheld, two at a table, a supervisor, a driver, and customers."""

    deeds = 0

    def __init__(self, new_house: Callable[[], World], told: Counter[str]) -> None:
        """Wait in front of a house that is not open yet; what is done is `told` and counted."""
        super().__init__()
        self.new_house = new_house
        self.told = told
        self.did: list[str] = []

    @initialize(choices=CHOICES)
    def open(self, choices: Random) -> None:
        """Open a house with a few pieces of everything, and an order for some of them."""
        self.chance = Chance(self.new_house(), 0)
        self.do("order", choices)
        self.do("release", choices)

    def do(self, deed: str, choices: Random) -> None:
        """Let somebody do this, with choices of theirs."""
        self.chance.random = choices
        done = getattr(self.chance, deed)()
        self.did.append(done)
        self.told[done] += 1

    @rule(choices=CHOICES, scans=SCANS_IN_A_ROW)
    def work(self, choices: Random, scans: int) -> None:
        """People with handhelds scan."""
        for _ in range(scans):
            self.do("work", choices)

    @rule(choices=CHOICES, scans=SCANS_IN_A_ROW)
    def pack(self, choices: Random, scans: int) -> None:
        """People at tables scan."""
        for _ in range(scans):
            self.do("pack", choices)

    @rule(choices=CHOICES)
    def order(self, choices: Random) -> None:
        """Somebody buys, and it is sent to the floor."""
        self.do("order", choices)
        self.do("release", choices)

    @rule(choices=CHOICES)
    def deliver(self, choices: Random) -> None:
        """Goods come in."""
        self.do("deliver", choices)

    @rule(choices=CHOICES)
    def decide(self, choices: Random) -> None:
        """A supervisor answers a question."""
        self.do("decide", choices)

    @rule(choices=CHOICES)
    def cancel(self, choices: Random) -> None:
        """A customer thinks better of it."""
        self.do("cancel", choices)

    @rule(choices=CHOICES)
    def change(self, choices: Random) -> None:
        """A customer wants it otherwise."""
        self.do("change", choices)

    @rule(choices=CHOICES)
    def ask_for_kits(self, choices: Random) -> None:
        """The office wants kits on stock, or wants them no more."""
        self.do("ask_for_kits", choices)

    @rule(choices=CHOICES)
    def hand_over(self, choices: Random) -> None:
        """The driver comes."""
        self.do("hand_over", choices)

    @rule(choices=CHOICES)
    def block_or_free(self, choices: Random) -> None:
        """A lot is blocked, or freed."""
        self.do("block_or_free", choices)

    @rule(choices=CHOICES)
    def change_terms(self, choices: Random) -> None:
        """The shop wants it otherwise, and what waits is promised again."""
        self.do("change_terms", choices)
        self.do("reserve", choices)

    @invariant()
    def books_hold(self) -> None:
        """Nothing contradicts itself, looked at now and then: a look costs more than a deed."""
        self.deeds += 1
        if self.deeds % DEEDS_BETWEEN_LOOKS == 0:
            self.look()

    def teardown(self) -> None:
        """Nothing contradicts itself when all go home."""
        if self.deeds:
            self.look()

    def look(self) -> None:
        """Read the books."""
        wrong = self.chance.wrong()
        assert not wrong, f"{wrong} after {', '.join(self.did)}"
