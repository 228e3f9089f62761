"""Whatever people do in a house with too little of everything, the books hold."""

import pytest

from tests.makers import World
from tests.stock.chance import play


@pytest.mark.parametrize("seed", [1, 2])
def test_the_books_hold_whatever_people_do(world: World, seed: int) -> None:
    did = play(world, seed, steps=250, every=10)
    assert did["order"] > 0
    assert did["pick_cart take_item accept"] > 0
