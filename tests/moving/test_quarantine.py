"""保留棚: anybody puts goods apart, and a supervisor lets them go."""

from tests.floor import Worker, expect
from tests.makers import World


def test_only_a_supervisor_takes_goods_out_of_quarantine(world: World) -> None:
    tee = world.product("TEE", stock={"A-01-03": 2})
    world.place("HOLD-01", kind="quarantine")
    picker = Worker(world.handheld())
    picker.start("move", place="A-01-03")
    expect(picker.scan(item=tee.jan), accept="MV-07")
    expect(picker.scan(place="HOLD-01"), accept="MV-25")
    expect(picker.scan(command="X-DONE"), accept="MV-11")
    assert world.stage_of(world.order((tee, 2))) == "waiting"
    assert picker.turned_down("move", place="HOLD-01") == "quarantine_is_locked"
    leader = Worker(world.handheld("supervisor"))
    leader.start("move", place="HOLD-01")
    expect(leader.scan(item=tee.jan), accept="MV-07")
    expect(leader.scan(place="A-01-03"), accept="MV-25")
    expect(leader.scan(command="X-DONE"), accept="MV-11")
    assert world.stage_of(world.order((tee, 2))) == "reserved"
