"""Tasks of the stock: raised for a place, once, and begun by whoever finds something to do."""

from datetime import timedelta
from threading import Barrier, Thread

from server import tasks
from server.foundation import now, transaction
from tests.makers import World


def count_of_place(place_id: int, product_id: int | None = None) -> tasks.NewTask:
    return tasks.NewTask(
        kind="count",
        number="A-01-03",
        due_at=now() + timedelta(hours=8),
        place_id=place_id,
        product_id=product_id,
        reason="short_pick",
    )


def test_the_same_place_is_counted_for_one_task_however_often_it_is_asked_for(world: World) -> None:
    place_id = world.place("A-01-03")
    with world.transaction() as session:
        first = tasks.lay_unless_open(session, count_of_place(place_id))
        second = tasks.lay_unless_open(session, count_of_place(place_id))
    assert first is not None
    assert second is None


def test_a_product_is_counted_beside_all_that_lies_there(world: World) -> None:
    tee, place_id = world.product("TEE-M"), world.place("A-01-03")
    with world.transaction() as session:
        assert tasks.lay_unless_open(session, count_of_place(place_id)) is not None
        assert tasks.lay_unless_open(session, count_of_place(place_id, tee.id)) is not None
        assert tasks.lay_unless_open(session, count_of_place(place_id, tee.id)) is None


def test_a_place_can_be_counted_again_when_the_task_is_done(world: World) -> None:
    place_id = world.place("A-01-03")
    with world.transaction() as session:
        first = tasks.lay_unless_open(session, count_of_place(place_id))
        assert first is not None
        tasks.finish(session, [first.id])
        assert tasks.lay_unless_open(session, count_of_place(place_id)) is not None
        tasks.cancel_task(session, first.id)


def test_two_who_find_the_same_shortage_at_once_raise_one_task(world: World) -> None:
    place_id = world.place("A-01-03")
    start, laid = Barrier(2), []

    def find() -> None:
        with world.app.app_context():
            start.wait()
            with transaction() as session:
                laid.append(tasks.lay_unless_open(session, count_of_place(place_id)))

    finders = [Thread(target=find) for _ in range(2)]
    for finder in finders:
        finder.start()
    for finder in finders:
        finder.join()
    assert len([one for one in laid if one is not None]) == 1


def test_work_that_nobody_can_begin_by_himself_is_not_started(world: World) -> None:
    answer = world.handheld().post("/tasks/start", {"kind": "pick", "raw": ""})
    assert answer.status_code == 409
    assert answer.get_json()["code"] == "kind_not_started"
