"""A supervisor puts a task before all others."""

from datetime import timedelta

from server.foundation import now
from tests.floor import Worker
from tests.makers import World
from tests.scans.test_the_first_parcel import release, set_up_floor


def test_an_urgent_task_comes_first_and_so_does_what_follows_it(world: World) -> None:
    set_up_floor(world)
    tee = world.product("TEE-M", stock={"A-01-03": 9})
    for hours in (2, 5):
        world.order((tee, 1), ship_by=now() + timedelta(hours=hours))
        release(world.office("supervisor"))
    picker = Worker(world.handheld())
    first, second = picker.open_tasks("pick")
    boss = world.office("supervisor")
    assert boss.post(f"/tasks/{second['id']}/urgent", {"urgent": True}).status_code == 204
    assert [task["id"] for task in picker.open_tasks("pick")] == [second["id"], first["id"]]
    assert picker.open_tasks("pick")[0]["priority"] > 0
    kinds = [one["kind"] for one in picker.screen.get("/feed", after=0).get_json()["notices"]]
    assert "task_hurried" in kinds
    picker.take(second["id"])
    picker.load_cart("C-01", ["T-0001"])
    picker.walk({tee.id: tee.jan})
    (packing,) = picker.open_tasks("pack")
    assert packing["priority"] > 0
    assert boss.post(f"/tasks/{packing['id']}/urgent", {"urgent": False}).status_code == 204
    assert picker.open_tasks("pack")[0]["priority"] == 0


def test_only_a_task_that_is_to_be_done_can_be_urgent(world: World) -> None:
    boss = world.office("supervisor")
    assert boss.post("/tasks/999/urgent", {"urgent": True}).status_code == 404
