"""Who has a task, for how long, and what whoever comes late is told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from sqlalchemy import update

from server import tasks
from server.foundation import now
from server.tasks.actions import LEASE
from server.tasks.jobs import open_abandoned_tasks
from server.tasks.records import Task
from server.vocabulary import label_of
from tests.floor import Worker, expect
from tests.makers import Screen, World
from tests.scans.test_the_first_parcel import release, set_up_floor

PICKERS = 8


def one_task(world: World) -> int:
    """A released cart."""
    set_up_floor(world)
    tee = world.product("TEE-M", stock={"A-01-03": 5})
    world.order((tee, 1))
    return int(release(world.office("supervisor"))["tasks"][0])


def run_out(world: World, task_id: int) -> None:
    """Let a lease end by the server's clock."""
    with world.transaction() as session:
        session.execute(
            update(Task)
            .where(Task.id == task_id)
            .values(lease_expires_at=now() - timedelta(seconds=1))
        )


def test_of_eight_who_claim_at_once_exactly_one_gets_the_task(world: World) -> None:
    task_id = one_task(world)
    screens = [world.handheld() for _ in range(PICKERS)]
    barrier = Barrier(PICKERS)

    def claim(screen: Screen) -> int:
        barrier.wait()
        return screen.post(f"/tasks/{task_id}/claim").status_code

    with ThreadPoolExecutor(PICKERS) as pool:
        answers = sorted(pool.map(claim, screens))
    assert answers == [200] + [409] * (PICKERS - 1)


def test_a_lease_that_ran_out_opens_the_task_for_everybody(world: World) -> None:
    task_id = one_task(world)
    picker = Worker(world.handheld())
    picker.take(task_id)
    run_out(world, task_id)
    assert picker.open_tasks("pick") == []
    with world.app.app_context():
        open_abandoned_tasks()
    assert [card["id"] for card in picker.open_tasks("pick")] == [task_id]


def test_whoever_takes_it_next_gets_a_higher_lease_and_the_first_one_is_stale(
    world: World,
) -> None:
    task_id = one_task(world)
    first, second = Worker(world.handheld()), Worker(world.handheld())
    assert first.take(task_id)["task"]["lease"] == 1
    run_out(world, task_id)
    assert second.take(task_id)["task"]["lease"] == 2
    expect(first.scan(cart="C-01"), refuse="lease_is_stale", row="SV-02")
    assert second.scan(cart="C-01")["verdict"] == "accept"


def test_another_person_goes_on_with_the_same_handheld_and_nothing_unsent_becomes_stale(
    world: World,
) -> None:
    task_id = one_task(world)
    screen = world.handheld()
    first = Worker(screen)
    first.take(task_id)
    unsent = first.event(label_of("C-01"))
    colleague = Worker(world.at_work(screen, world.person("picker")))
    assert colleague.take(task_id)["task"]["lease"] == 1
    expect(first.hand_in([unsent])[0], accept="PC-04")


def test_a_handheld_that_was_silent_for_three_days_hands_its_work_in(world: World) -> None:
    task_id = one_task(world)
    picker = Worker(world.handheld())
    picker.take(task_id)
    cart = picker.event(label_of("C-01"))
    with world.transaction() as session:
        late = update(Task).where(Task.id == task_id)
        since = now() - timedelta(hours=71, minutes=59)
        session.execute(late.values(claimed_at=since, lease_expires_at=since + LEASE))
    with world.app.app_context():
        open_abandoned_tasks()
    expect(picker.hand_in([cart])[0], accept="PC-04")


def test_a_picker_gives_an_untouched_task_back_but_not_one_with_goods_on_the_cart(
    world: World,
) -> None:
    task_id = one_task(world)
    picker = Worker(world.handheld())
    picker.take(task_id)
    assert picker.screen.post(f"/tasks/{task_id}/release").status_code == 204
    picker.take(task_id)
    picker.load_cart("C-01", ["T-0001"])
    picker.scan(place="A-01-03")
    (code,) = picker.job["codes"]
    picker.scan(item=code)
    answer = picker.screen.post(f"/tasks/{task_id}/release")
    assert (answer.status_code, answer.get_json()["code"]) == (409, "goods_on_cart")
    assert world.office("supervisor").post(f"/tasks/{task_id}/release").status_code == 204


def test_an_exception_is_settled_once(world: World) -> None:
    with world.transaction() as session:
        exception_id = tasks.raise_exception(session, "server_fault")
    person_id = world.person("supervisor")
    answers = []
    for _ in range(2):
        with world.transaction() as session:
            answers.append(
                tasks.settle_exception(
                    session, exception_id, resolution="dismiss", note="", person_id=person_id
                )
            )
    assert answers == [True, False]
