"""Moving goods by scans: what the book says before and after, and what it does not let happen."""

from sqlalchemy import select

from server import stock
from server.places.records import Place, Warehouse
from server.scans.records import EventVerdict
from server.stock.records import Movement
from server.vocabulary import label_of
from tests.floor import Worker, expect, label
from tests.makers import World


def causes(world: World) -> list[tuple[str, int, str | None]]:
    """What the ledger says was done by scans: the cause, pieces, and the row that decided it."""
    with world.reading() as session:
        rows = session.execute(
            select(Movement.cause, Movement.quantity_pieces, Movement.row)
            .where(Movement.event_id.is_not(None))
            .order_by(Movement.id)
        )
        return [tuple(row) for row in rows]


def test_goods_go_from_shelf_to_shelf_in_one_movement(world: World) -> None:
    tee = world.product("TEE-M", stock={"A-01-03": 5})
    world.place("B-02-01")
    keeper = Worker(world.handheld())
    keeper.start("move", place="A-01-03")
    expect(keeper.scan(item=tee.jan), accept="MV-07")
    expect(keeper.scan(pieces="3"), accept="MV-39")
    assert world.lying_in("A-01-03") == {("TEE-M", ""): 5}
    expect(keeper.scan(place="B-02-01"), accept="MV-25")
    assert world.lying_in("A-01-03") == {("TEE-M", ""): 2}
    assert world.lying_in("B-02-01") == {("TEE-M", ""): 3}
    assert causes(world) == [("moved", 3, "MV-25")]
    expect(keeper.scan(command="X-DONE"), accept="MV-11")
    assert keeper.screen.get("/tasks", kind="move").get_json()["tasks"] == []


def test_several_articles_are_carried_and_put_down_together(world: World) -> None:
    tee = world.product("TEE-M", stock={"A-01-03": 5})
    cap = world.product("CAP", stock={"A-01-03": 2})
    world.place("B-02-01")
    keeper = Worker(world.handheld())
    keeper.start("move", place="A-01-03")
    keeper.scan(item=tee.jan)
    keeper.scan(item=cap.jan)
    keeper.scan(item=cap.jan)
    keeper.scan(place="B-02-01")
    assert world.lying_in("B-02-01") == {("TEE-M", ""): 1, ("CAP", ""): 2}
    assert world.lying_in("A-01-03") == {("TEE-M", ""): 4}


def test_what_is_promised_to_an_order_is_not_moved(world: World) -> None:
    tee = world.product("TEE-M", stock={"A-01-03": 5})
    world.order((tee, 3))
    world.place("B-02-01")
    keeper = Worker(world.handheld())
    job = keeper.start("move", place="A-01-03")
    assert [(one["lay"], one["free"]) for one in job["facts"]["goods"]] == [(5, 2)]
    keeper.scan(item=tee.jan)
    expect(keeper.scan(pieces="3"), refuse="held_for_orders", row="MV-37")
    expect(keeper.scan(pieces="6"), refuse="more_than_lies_here")
    expect(keeper.scan(pieces="2"), accept="MV-39")
    expect(keeper.scan(place="B-02-01"), accept="MV-25")
    expect(keeper.scan(item=tee.jan), refuse="held_for_orders", row="MV-06")


def test_goods_promised_while_they_are_in_the_hand_go_back(world: World) -> None:
    tee = world.product("TEE-M", stock={"A-01-03": 3})
    world.place("B-02-01")
    keeper = Worker(world.handheld())
    keeper.start("move", place="A-01-03")
    keeper.scan(item=tee.jan)
    taken = [keeper.event(label(pieces="3")), keeper.event(label(place="B-02-01"))]
    world.order((tee, 2))
    counted, refused = keeper.hand_in(taken)
    expect(counted, refuse="held_for_orders", row="MV-37")
    expect(refused, accept="MV-25")
    assert world.lying_in("B-02-01") == {("TEE-M", ""): 1}
    assert keeper.job["facts"]["goods"][0]["free"] == 1


def test_a_target_is_refused_when_all_in_the_hand_was_promised_meanwhile(world: World) -> None:
    tee = world.product("TEE-M", stock={"A-01-03": 3})
    world.place("B-02-01")
    keeper = Worker(world.handheld())
    keeper.start("move", place="A-01-03")
    keeper.scan(item=tee.jan)
    keeper.scan(pieces="3")
    world.order((tee, 2))
    refused = keeper.scan(place="B-02-01")
    expect(refused, refuse="held_for_orders", row="MV-24")
    assert refused["job"]["facts"]["goods"][0]["free"] == 1
    expect(keeper.scan(command="X-BACK"), accept="MV-40")
    expect(keeper.scan(item=tee.jan), accept="MV-07")
    expect(keeper.scan(place="B-02-01"), accept="MV-25")
    assert world.lying_in("A-01-03") == {("TEE-M", ""): 2}


def test_of_several_lots_the_one_that_is_said_moves(world: World) -> None:
    miso = world.product("MISO")
    world.receive(miso, "A-01-03", 2, lot="M2604")
    world.receive(miso, "A-01-03", 4, lot="M2605")
    world.place("B-02-01")
    keeper = Worker(world.handheld())
    keeper.start("move", place="A-01-03")
    expect(keeper.scan(item=miso.jan), accept="MV-04")
    expect(keeper.scan(place="B-02-01"), refuse="lot_expected")
    expect(keeper.scan(lot="M2609"), refuse="lot_not_here")
    expect(keeper.scan(lot="M2605"), accept="MV-54")
    expect(keeper.scan(pieces="4"), accept="MV-39")
    keeper.scan(place="B-02-01")
    assert world.lying_in("A-01-03") == {("MISO", "M2604"): 2}
    assert world.lying_in("B-02-01") == {("MISO", "M2605"): 4}


def test_the_last_scan_is_taken_back_and_so_is_its_movement(world: World) -> None:
    tee = world.product("TEE-M", stock={"A-01-03": 5})
    world.place("B-02-01")
    keeper = Worker(world.handheld())
    keeper.start("move", place="A-01-03")
    keeper.scan(item=tee.jan)
    keeper.scan(place="B-02-01")
    expect(keeper.scan(command="X-UNDO"), accept="MV-13")
    assert world.lying_in("A-01-03") == {("TEE-M", ""): 5}
    assert causes(world) == [("moved", 1, "MV-25"), ("undone_moved", 1, "MV-13")]
    expect(keeper.scan(command="X-BACK"), accept="MV-40")
    expect(keeper.scan(command="X-DONE"), accept="MV-11")


def test_it_is_not_taken_back_once_an_order_was_promised_it_there(world: World) -> None:
    tee = world.product("TEE-M", stock={"A-01-03": 2})
    world.place("B-02-01")
    keeper = Worker(world.handheld())
    keeper.start("move", place="A-01-03")
    keeper.scan(item=tee.jan)
    keeper.scan(pieces="2")
    keeper.scan(place="B-02-01")
    world.order((tee, 1))
    expect(keeper.scan(command="X-UNDO"), refuse="held_for_orders_there", row="MV-12")
    assert world.lying_in("B-02-01") == {("TEE-M", ""): 2}


def test_a_whole_move_handed_in_at_once_is_booked_as_it_was_done(world: World) -> None:
    tee = world.product("TEE-M", stock={"A-01-03": 5})
    world.place("B-02-01")
    world.place("B-02-02")
    keeper = Worker(world.handheld())
    keeper.start("move", place="A-01-03")
    done = [
        label(item=tee.jan),
        label(pieces="4"),
        label(place="B-02-01"),
        label(command="X-UNDO"),
        label(pieces="2"),
        label(place="B-02-02"),
        label(item=tee.jan),
        label(place="B-02-01"),
        label(command="X-DONE"),
    ]
    verdicts = keeper.hand_in([keeper.event(raw) for raw in done])
    assert {verdict["verdict"] for verdict in verdicts} == {"accept"}
    assert world.lying_in("A-01-03") == {("TEE-M", ""): 2}
    assert world.lying_in("B-02-01") == {("TEE-M", ""): 1}
    assert world.lying_in("B-02-02") == {("TEE-M", ""): 2}


def test_two_who_take_from_one_shelf_never_take_more_than_lies_there(world: World) -> None:
    tee = world.product("TEE-M", stock={"A-01-03": 3})
    world.place("B-02-01")
    one, other = Worker(world.handheld()), Worker(world.handheld())
    for keeper in (one, other):
        keeper.start("move", place="A-01-03")
        keeper.scan(item=tee.jan)
        keeper.scan(pieces="2")
    expect(one.scan(place="B-02-01"), accept="MV-25")
    expect(other.scan(place="B-02-01"), refuse="held_for_orders", row="MV-24")
    expect(other.scan(pieces="1"), accept="MV-39")
    expect(other.scan(place="B-02-01"), accept="MV-25")
    assert world.lying_in("A-01-03") == {}


def test_where_goods_cannot_go(world: World) -> None:
    tee = world.product("TEE-M", stock={"A-01-03": 5})
    world.place("F-01", kind="rack")
    world.place("T-0001", kind="tote")
    keeper = Worker(world.handheld())
    keeper.start("move", place="A-01-03")
    keeper.scan(item=tee.jan)
    expect(keeper.scan(place="Z-99-99"), refuse="place_unknown", row="MV-22")
    expect(keeper.scan(place="F-01"), refuse="rack_takes_flyers", row="MV-23")
    expect(keeper.scan(tote="T-0001"), refuse="takes_no_goods", row="MV-26")
    expect(keeper.scan(place="A-01-03"), refuse="own_place", row="MV-21")
    expect(keeper.scan(command="X-DONE"), refuse="goods_in_hand", row="MV-41")


def test_a_shelf_of_another_warehouse_is_no_target(world: World) -> None:
    tee = world.product("TEE-M", stock={"A-01-03": 5})
    with world.transaction() as session:
        osaka = Warehouse(code="OSAKA", name="大阪倉庫")
        session.add(osaka)
        session.flush()
        session.add(Place(warehouse_id=osaka.id, code="L-O-01-01", kind="shelf"))
    keeper = Worker(world.handheld())
    keeper.start("move", place="A-01-03")
    keeper.scan(item=tee.jan)
    expect(keeper.scan(place="O-01-01"), refuse="place_unknown", row="MV-22")


def test_what_a_move_cannot_begin_with(world: World) -> None:
    world.product("TEE-M", stock={"A-01-03": 5})
    world.place("B-02-01")
    keeper = Worker(world.handheld())
    assert keeper.turned_down("move", place="B-02-01") == "place_is_empty"
    assert keeper.turned_down("move", place="Z-99-99") == "place_unknown"
    assert keeper.turned_down("move", cart="C-01") == "place_expected"
    assert keeper.turned_down("move", raw=label_of("L-A-01-03")[:-1] + "0") == "label_misread"


def test_with_goods_in_the_hand_only_a_supervisor_gives_the_task_back(world: World) -> None:
    tee = world.product("TEE-M", stock={"A-01-03": 5})
    keeper = Worker(world.handheld())
    task = keeper.start("move", place="A-01-03")["task"]["id"]
    keeper.scan(item=tee.jan)
    assert keeper.screen.post(f"/tasks/{task}/release").status_code == 409
    keeper.scan(command="X-BACK")
    assert keeper.screen.post(f"/tasks/{task}/release").status_code == 204
    again = Worker(world.handheld())
    assert again.take(task)["step"] == "take_goods"


def test_device_and_server_agree_when_others_were_here_meanwhile(world: World) -> None:
    """Facts that are old are no mistake of ours: the revision says so."""
    tee = world.product("TEE-M", stock={"A-01-03": 5})
    keeper = Worker(world.handheld())
    keeper.start("move", place="A-01-03")
    world.receive(tee, "A-01-03", 2)
    keeper.scan(item=tee.jan)
    world.order((tee, 4))
    keeper.scan(pieces="5")
    with world.reading() as session:
        assert session.scalars(select(EventVerdict.mismatch)).all() == [False, False]
        lying = stock.lying_in(session, [world.place("A-01-03")])
    assert [(one.on_hand_pieces, one.free_pieces) for one in lying] == [(7, 3)]
