"""Whether, and when, a picker comes by the place where missing pieces were found."""

import pytest

from server.picking.route import Stop, Turn, turn_of

REST = [Stop(1, 20), Stop(2, 30), Stop(3, 40)]


@pytest.mark.parametrize(
    ("walk_order", "places_back", "turn"),
    [
        (10, 0, Turn(1)),  # where the picker stands
        (15, 0, Turn(1)),
        (20, 0, Turn(2)),  # the same shelf as the next line: one stop after the other
        (25, 0, Turn(2)),
        (39, 0, Turn(3)),
        (40, 0, Turn(None)),
        (99, 0, Turn(None)),
        (9, 0, Turn(1)),  # behind, but the next shelf
        (5, 3, Turn(1)),  # as far as anybody turns round
        (4, 4, None),
    ],
)
def test_goods_are_fetched_where_the_walk_passes_or_a_few_steps_back(walk_order, places_back, turn):
    found = turn_of(walk_order, REST, stands_at=10, places_back=places_back, most_places_back=3)
    assert found == turn


def test_after_the_last_line_only_the_way_there_counts():
    assert turn_of(5, [], stands_at=10, places_back=1, most_places_back=3) == Turn(None)


def test_lines_that_were_put_aside_stay_behind():
    rest = [Stop(1, 30), Stop(2, 5)]
    assert turn_of(35, rest, stands_at=10, places_back=0, most_places_back=3) == Turn(None)
