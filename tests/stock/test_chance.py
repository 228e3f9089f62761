"""Whatever people do in a house with too little of everything, the books hold."""

from collections import Counter
from functools import partial

from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from scripts.proofs.houses import renewed
from tests.databases import Database
from tests.makers import World
from tests.stock.chance import play
from tests.stock.machine import People

A_SHORT_RUN = settings(
    max_examples=6,
    stateful_step_count=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.generate, Phase.shrink),
)


def test_the_books_hold_whatever_people_do(world: World) -> None:
    did = play(world, 1, steps=200, every=10)
    assert did["order"] > 0
    assert did["pick_cart take_item accept"] > 0


def test_no_short_history_breaks_the_books(served: Flask, database: Database) -> None:
    did: Counter[str] = Counter()
    people = partial(People, lambda: renewed(served, database), did)
    run_state_machine_as_test(people, settings=A_SHORT_RUN)
    assert did["begin pick"] > 0
