"""A handheld that comes back after days may speak an older version: the last two are understood."""

import pytest

from server.foundation.http import API_NUMBER
from tests.databases import on_sqlite_alone
from tests.floor import Worker, label
from tests.makers import World
from tests.tasks.test_leases import one_task


@on_sqlite_alone
@pytest.mark.parametrize("number", [API_NUMBER + 1, API_NUMBER, API_NUMBER - 1])
def test_this_version_the_one_before_and_a_newer_one_hand_their_scans_in(
    world: World, number: int
) -> None:
    assert hand_in(world, number) == (200, "accept")


@on_sqlite_alone
def test_an_older_one_is_told_to_be_renewed_and_nothing_is_taken_from_it(world: World) -> None:
    assert hand_in(world, API_NUMBER - 2) == (426, "app_too_old")


def hand_in(world: World, number: int) -> tuple[int, str]:
    """What a page of this number is answered when it hands a scan in."""
    picker = Worker(world.handheld())
    picker.take(one_task(world))
    answer = picker.screen.client.post(
        "/api/v1/scans",
        json=picker.body([picker.event(label(cart="C-01"))]),
        headers={"Tanaban-Api": str(number)},
    )
    said = answer.get_json()
    return answer.status_code, said.get("code") or said["verdicts"][0]["verdict"]
