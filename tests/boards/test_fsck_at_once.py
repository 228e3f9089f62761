"""After every test the books are asked all at once; nothing may slip through that fsck finds."""

import pytest
from sqlalchemy import update

from server.boards import findings
from server.foundation.outbox import FeedHead
from server.stock.records import Balance
from tests.books import faults_in
from tests.makers import World


@pytest.mark.parametrize(
    ("number", "column"),
    [("INV-01", Balance.on_hand_pieces), ("INV-15", FeedHead.position)],
    ids=["one query", "a check of its own"],
)
def test_what_fsck_finds_is_found_all_at_once(world: World, number: str, column) -> None:
    world.product("TEE-M", stock={"A-01-03": 5})
    for by in (1, -1):
        with world.transaction() as session:
            session.execute(update(column.class_).values({column: column + by}))
        with world.reading() as session:
            found = faults_in(session)
            assert found == findings(session)
        assert (number in {one.check for one in found}) == (by == 1)
