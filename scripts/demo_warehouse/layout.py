"""The floor: two zones of six aisles, packing at the front, a rack of flyers beside it.

Seen from above, x runs along the front and y into the hall; both in millimetres. A place's x is
the middle of its aisle, where the picker stands: both sides are within reach there.

    y   back cross aisle
    ↑   A  B  C  D  E  F | G  H  J  K  L  M
    |   front cross aisle
    |   flyer rack, packing stations, carts      → x
"""

from dataclasses import dataclass

AISLES = "ABCDEFGHJKLM"
"""Without I, which looks like 1."""
AISLE_PITCH_MM = 2700
BAYS_A_SIDE = 12
BAY_WIDTH_MM = 1200
LEVELS = 4
FRONT_MM = 3000
"""Where the first bay begins."""
STATIONS_Y_MM = -1500
STATION_PITCH_MM = 2400
STATIONS = 6
CARTS = 4
TOTES = 80
RACK_SLOTS = 6
HALL_WIDTH_MM = AISLE_PITCH_MM * len(AISLES)
MIDDLE_MM = HALL_WIDTH_MM // 2
AISLES_OF_SHOP = {"honoshizuku": AISLES[:4], "yamasato": AISLES[4:8], "nunoma": AISLES[8:]}
"""Each owner's goods lie together."""
VIRTUAL = ("SUPPLIER", "CUSTOMER", "LOSS", "FOUND", "DISCREPANCY", "FLYER_USED")


@dataclass(frozen=True, slots=True)
class DemoZone:
    """A part of the floor, and its aisles."""

    code: str
    name: str
    aisles: str


ZONES = (
    DemoZone("S", "南ゾーン", AISLES[:6]),
    DemoZone("N", "北ゾーン", AISLES[6:]),
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the demo; `level` counts from the floor, 1 is the lowest."""

    code: str
    kind: str
    zone: str | None = None
    aisle: str = ""
    x_mm: int = 0
    y_mm: int = 0
    level: int = 0
    walk_order: int = 0


def shelves() -> list[Spot]:
    """All shelf places in the order of a walk that passes each once, up one aisle, down the next.

    Bays with odd numbers are on the left, with even numbers on the right; a place is called by
    aisle, bay and level, as in `L-A-07-02`.
    """
    spots: list[Spot] = []
    for nth, aisle in enumerate(AISLES):
        zone = next(zone.code for zone in ZONES if aisle in zone.aisles)
        depths = range(BAYS_A_SIDE) if nth % 2 == 0 else reversed(range(BAYS_A_SIDE))
        spots += [
            Spot(
                code=f"L-{aisle}-{depth * 2 + side:02d}-{level:02d}",
                kind="shelf",
                zone=zone,
                aisle=aisle,
                x_mm=AISLE_PITCH_MM // 2 + AISLE_PITCH_MM * nth,
                y_mm=FRONT_MM + BAY_WIDTH_MM // 2 + BAY_WIDTH_MM * depth,
                level=level,
                walk_order=len(spots) + place,
            )
            for place, (depth, side, level) in enumerate(
                (
                    (depth, side, level)
                    for depth in depths
                    for side in (1, 2)
                    for level in range(1, LEVELS + 1)
                ),
                start=1,
            )
        ]
    return spots


def front() -> list[Spot]:
    """What is before the aisles: flyer rack, docks, packing stations, carts and totes."""
    first_station = MIDDLE_MM - STATION_PITCH_MM * (STATIONS - 1) // 2
    rack = [
        Spot(
            f"L-R-{slot:02d}",
            "rack",
            aisle="R",
            x_mm=MIDDLE_MM + 400 * (slot - 4),
            y_mm=0,
            level=1,
            walk_order=9000 + slot,
        )
        for slot in range(1, RACK_SLOTS + 1)
    ]
    docks = [Spot(f"L-IN-{nth:02d}", "dock", x_mm=AISLE_PITCH_MM * nth, y_mm=0) for nth in (1, 2)]
    apart = [Spot("L-HOLD-01", "quarantine", x_mm=0, y_mm=0)]
    stations = [
        Spot(
            f"W-{nth:02d}",
            "station",
            x_mm=first_station + STATION_PITCH_MM * (nth - 1),
            y_mm=STATIONS_Y_MM,
        )
        for nth in range(1, STATIONS + 1)
    ]
    carts = [
        Spot(f"C-{nth:02d}", "cart", x_mm=600 + 900 * nth, y_mm=STATIONS_Y_MM)
        for nth in range(1, CARTS + 1)
    ]
    totes = [Spot(f"T-{nth:04d}", "tote") for nth in range(1, TOTES + 1)]
    return [*rack, *docks, *apart, *stations, *carts, *totes]


def virtual() -> list[Spot]:
    """Where goods come from and go to."""
    return [Spot(code, "virtual") for code in VIRTUAL]


def steps_from_packing_mm(spot: Spot) -> int:
    """How far a shelf is from the packing stations, walked along the aisles."""
    return abs(spot.x_mm - MIDDLE_MM) + spot.y_mm - STATIONS_Y_MM
