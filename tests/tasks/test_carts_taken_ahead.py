"""Carts that a handheld takes ahead: enough for a dead network, and nobody else starves."""

from typing import Any

from server.vocabulary import label_of
from tests.floor import Worker, expect
from tests.makers import Screen, World
from tests.scans.test_the_first_parcel import release, set_up_floor

CARTS = 4


def floor_with_carts(world: World, carts: int = CARTS) -> list[int]:
    """So many released carts, the most urgent first."""
    set_up_floor(world)
    tee = world.product("TEE-M", stock={"A-01-03": 50})
    for _ in range(carts):
        world.order((tee, 1))
    wave = release(world.office("supervisor"), totes_per_cart=1)
    return [int(task) for task in wave["tasks"]][:carts]


def ahead(screen: Screen, in_hand: int | None = None) -> list[dict[str, Any]]:
    """What the handheld keeps beside the cart in hand."""
    answer = screen.post("/tasks/ahead", {"in_hand": in_hand})
    assert answer.status_code == 200, answer.text
    jobs: list[dict[str, Any]] = answer.get_json()["jobs"]
    return jobs


def ids(jobs: list[dict[str, Any]]) -> list[int]:
    """The tasks of these jobs."""
    return [job["task"]["id"] for job in jobs]


def test_a_working_handheld_takes_the_next_two_carts_whole(world: World) -> None:
    carts = floor_with_carts(world)
    picker = Worker(world.handheld())
    picker.take(carts[0])
    jobs = ahead(picker.screen, carts[0])
    assert ids(jobs) == carts[1:3]
    assert all(job["facts"]["lines"] and job["codes"] and job["products"] for job in jobs)
    assert ids(ahead(picker.screen, carts[0])) == carts[1:3]


def test_as_many_carts_stay_open_as_other_handhelds_stand_idle_and_the_urgent_ones(
    world: World,
) -> None:
    carts = floor_with_carts(world)
    picker, *_idle = Worker(world.handheld()), world.handheld(), world.handheld()
    picker.take(carts[0])
    assert ids(ahead(picker.screen, carts[0])) == carts[3:]
    assert [card["id"] for card in picker.open_tasks("pick")] == carts[1:3]


def test_a_cart_taken_ahead_is_begun_without_asking(world: World) -> None:
    carts = floor_with_carts(world)
    picker = Worker(world.handheld())
    picker.take(carts[0])
    picker.job = ahead(picker.screen, carts[0])[0]
    expect(picker.scan(cart="C-01"), accept="PC-04")


def test_two_carts_walked_with_the_same_cart_come_in_together(world: World) -> None:
    carts = floor_with_carts(world, 2)
    picker = Worker(world.handheld())
    picker.take(carts[0])
    (second,) = ahead(picker.screen, carts[0])
    made = walked(picker, "T-0001")
    picker.job = second
    picker.job["facts"]["totes_elsewhere"] = ["T-0001"]
    made += walked(picker, "T-0002")
    answers = picker.hand_in(made)
    assert [(answer["verdict"], answer["agrees"]) for answer in answers] == [
        ("accept", True)
    ] * len(made)


def walked(picker: Worker, tote: str) -> list[dict[str, Any]]:
    """A cart of one piece, picked without a network."""
    line = picker.job["facts"]["lines"][0]
    (code,) = picker.job["codes"]
    labels = [label_of("C-01"), label_of(tote), label_of(line["place"]), code, label_of(tote)]
    return [picker.event(raw) for raw in labels]


def test_who_finds_nothing_asks_and_the_holder_gives_back_what_it_has_not_begun(
    world: World,
) -> None:
    carts = floor_with_carts(world, 3)
    holder, idle = Worker(world.handheld()), world.device()
    holder.take(carts[0])
    holder.scan(cart="C-01")
    assert ids(ahead(holder.screen, carts[0])) == carts[1:]
    late = Worker(world.at_work(idle, world.person("picker")))
    assert late.screen.post("/tasks/wanted").status_code == 204
    asked = [
        notice
        for notice in holder.screen.get("/feed", after=0).get_json()["notices"]
        if notice["kind"] == "task_wanted"
    ]
    assert [notice["topic"] for notice in asked] == [f"task:{task}" for task in carts[1:]]
    assert {notice["body"]["device"] for notice in asked} == {holder.screen.device_id}
    assert holder.screen.post(f"/tasks/{carts[2]}/release").status_code == 204
    assert late.take_next("pick")["task"]["id"] == carts[2]


def test_a_cart_that_went_elsewhere_meanwhile_comes_back_with_who_has_it(world: World) -> None:
    carts = floor_with_carts(world)
    picker = Worker(world.handheld())
    picker.job = ahead(picker.screen)[0]
    made_offline = picker.event(label_of("C-01"))
    supervisor = world.office("supervisor")
    assert supervisor.post(f"/tasks/{carts[0]}/release").status_code == 204
    colleague = Worker(world.handheld())
    colleague.take(carts[0])
    for _ in range(2):
        (verdict,) = picker.hand_in([made_offline])
        expect(verdict, refuse="lease_is_stale", row="SV-02")
        assert verdict["detail"]["by"] == name_of(colleague.screen)
        assert verdict["detail"]["at"]


def name_of(screen: Screen) -> str:
    """Who is logged in there."""
    name: str = screen.get("/me").get_json()["person"]["name"]
    return name
