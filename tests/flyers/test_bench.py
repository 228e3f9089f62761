"""Every parcel gets the flyers that a list kept by hand says, whatever is scanned in between."""

from tests.flyers.bench import Bench
from tests.makers import World


def test_every_parcel_gets_exactly_its_flyers_among_wrong_scans(world: World) -> None:
    bench = Bench(world, seed=1, orders=36, wrong_percent=20)
    bench.run(36)
    assert bench.counted["orders"] == 36
    assert bench.counted["wrong scans"] > 10
    assert bench.paper.left == {"SCARCE": 1, "INSTEAD": 1}
    assert bench.paper.coupons == 3
