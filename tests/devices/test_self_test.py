"""A device's storage is a suspect: it asks what the server remembers of it."""

from typing import Any
from uuid import uuid4

from server.devices import all_devices
from server.vocabulary import label_of
from tests.floor import Worker, expect
from tests.makers import Screen, World
from tests.tasks.test_leases import one_task


def prove(screen: Screen, incarnation: str, *, kept: bool | None = None) -> dict[str, Any]:
    """Ask what the server remembers."""
    answer = screen.post(
        "/devices/me/self-test", {"incarnation": incarnation, "storage_kept": kept}
    )
    assert answer.status_code == 200, answer.text
    said: dict[str, Any] = answer.get_json()
    return said


def test_a_new_device_is_unknown_and_a_working_one_is_known_up_to_its_last_scan(
    world: World,
) -> None:
    picker = Worker(world.handheld())
    assert prove(picker.screen, picker.incarnation) == {"highest": -1, "lived_before": False}
    picker.take(one_task(world))
    picker.scan(cart="C-01")
    picker.scan(tote="T-0001")
    assert prove(picker.screen, picker.incarnation) == {"highest": 1, "lived_before": False}


def test_a_wiped_storage_learns_that_it_lived_before(world: World) -> None:
    picker = Worker(world.handheld())
    picker.take(one_task(world))
    picker.scan(cart="C-01")
    assert prove(picker.screen, str(uuid4())) == {"highest": -1, "lived_before": True}


def test_the_office_sees_whether_a_browser_keeps_its_storage(world: World) -> None:
    screen = world.handheld()
    for kept in (True, False, None):
        prove(screen, str(uuid4()), kept=kept)
        with world.reading() as session:
            assert [one.storage_kept for one in all_devices(session)] == [kept]


def test_a_number_that_is_used_up_refuses_the_scan_and_the_same_scan_comes_in_under_another(
    world: World,
) -> None:
    picker = Worker(world.handheld())
    picker.take(one_task(world))
    picker.scan(cart="C-01")
    again = picker.event(label_of("T-0001"), seq=0)
    expect(picker.hand_in([again])[0], refuse="sequence_reused", row="SV-07")
    renumbered = again | {"incarnation": str(uuid4()), "seq": 0}
    assert picker.hand_in([renumbered])[0]["verdict"] == "accept"
