"""Small ornaments for labels, drawn around (0, 0), about 40 wide, in one colour."""

from collections.abc import Callable

from scripts.demo_warehouse.pictures.ink import disc, moved, oval, shape, stroke, together


def leaf(colour: str) -> str:
    """A tea leaf and a half."""
    return shape("M0 16C-14 8-15-8 2-20 12-6 12 8 0 16z", colour) + shape(
        "M5 16C8 6 14 2 20 1 20 10 14 16 5 16z", colour, opacity=0.65
    )


def drop(colour: str) -> str:
    """A drop of water."""
    return shape("M0-20C8-8 14-2 14 6A14 14 0 0 1-14 6C-14-2-8-8 0-20z", colour) + stroke(
        "M-7 7a7 7 0 0 0 5 6", "#fff", 2.5, opacity=0.7
    )


def flower(colour: str) -> str:
    """Five petals."""
    petals = (
        "M0-3C-9-10-7-20 0-19 7-20 9-10 0-3zM3-1C7-12 17-13 18-6 21 0 12 5 3-1z"
        "M2 2C13 3 17 12 11 15 6 20-1 13 2 2zM-2 2C1 13-6 20-11 15-17 12-13 3-2 2z"
        "M-3-1C-12 5-21 0-18-6-17-13-7-12-3-1z"
    )
    return shape(petals, colour) + disc(0, 0, 3.5, "#fff", opacity=0.85)


def citrus(colour: str) -> str:
    """A slice of lemon."""
    segments = (
        "M0-3L-5.5-11Q0-15 5.5-11zM2.6-1.5L6.8-10.3Q13-7.5 12.3-0.7z"
        "M2.6 1.5L12.3 0.7Q13 7.5 6.8 10.3zM0 3L5.5 11Q0 15-5.5 11z"
        "M-2.6 1.5L-6.8 10.3Q-13 7.5-12.3 0.7zM-2.6-1.5L-12.3-0.7Q-13-7.5-6.8-10.3z"
    )
    rind = "M-18 0a18 18 0 1 0 36 0a18 18 0 1 0-36 0"
    return stroke(rind, colour, 3) + shape(segments, colour)


def wave(colour: str) -> str:
    """Three waves."""
    one = "M-20 0q5-8 10 0t10 0 10 0 10 0"
    return together(moved(stroke(one, colour, 3), 0, rise) for rise in (-9, 1, 11))


def moon(colour: str) -> str:
    """A young moon with a star."""
    return shape("M4-18A18 18 0 1 0 17 8 15 15 0 0 1 4-18z", colour) + disc(14, -10, 2.5, colour)


def sun(colour: str) -> str:
    """A sun."""
    rays = "M0-19v6M0 13v6M-19 0h6M13 0h6M-13.4-13.4l4 4M9.4 9.4l4 4M-13.4 13.4l4-4M9.4-9.4l4-4"
    return disc(0, 0, 8, colour) + stroke(rays, colour, 3)


def berry(colour: str) -> str:
    """Two berries on a stalk."""
    return (
        stroke("M-8 6C-6-8 0-14 6-18 4-8 8-2 9 4", colour, 2)
        + disc(-8, 9, 8, colour)
        + disc(10, 7, 8, colour)
        + disc(-11, 6, 2, "#fff", opacity=0.7)
        + disc(7, 4, 2, "#fff", opacity=0.7)
    )


def apple(colour: str) -> str:
    """A round fruit with a leaf."""
    return (
        disc(0, 4, 15, colour)
        + shape("M1-10C2-18 8-20 14-19 13-12 8-9 1-10z", colour, opacity=0.7)
        + stroke("M-8 1a9 9 0 0 1 4-5", "#fff", 2.5, opacity=0.7)
    )


def bean(colour: str) -> str:
    """A coffee bean."""
    one = oval((0, 0, 11, 17), colour) + stroke("M1-16C-5-6 6 4-1 16", "#fff", 2, opacity=0.75)
    return moved(one, 0, 0, turn=28)


def grain(colour: str) -> str:
    """An ear of grain."""
    seeds = "M0 12l-7-5M0 12l7-5M0 3l-7-5M0 3l7-5M0-6l-7-5M0-6l7-5M0-14v-4"
    return stroke("M0 20V-12", colour, 2) + stroke(seeds, colour, 5)


def nut(colour: str) -> str:
    """A chestnut-like nut."""
    return shape("M0-17C12-10 17 0 13 10 8 17-8 17-13 10-17 0-12-10 0-17z", colour) + shape(
        "M-13 9Q0 3 13 9 8 17 0 17T-13 9z", "#fff", opacity=0.4
    )


def bee(colour: str) -> str:
    """A bee, from above."""
    return (
        oval((-9, -8, 9, 6), colour, opacity=0.45)
        + oval((9, -8, 9, 6), colour, opacity=0.45)
        + oval((0, 3, 8, 13), colour)
        + stroke("M-7 0H7M-7 7H7", "#fff", 2.5, opacity=0.8)
    )


def bowl(colour: str) -> str:
    """A steaming bowl."""
    return shape("M-19 0H19C18 12 11 18 0 18S-18 12-19 0z", colour) + stroke(
        "M-7-6q-4-4 0-8M1-6q-4-4 0-9M9-6q-4-4 0-8", colour, 2.2
    )


def capsule(colour: str) -> str:
    """A capsule, half light."""
    whole = '<rect x="-9" y="-19" width="18" height="38" rx="9"'
    return moved(
        f'{whole} fill="{colour}"/>' + shape("M-9 0H9V10A9 9 0 0 1-9 10z", "#fff", opacity=0.55),
        0,
        0,
        turn=35,
    )


def mountain(colour: str) -> str:
    """A mountain with snow."""
    return shape("M-20 16L-4-14Q0-18 4-14L20 16z", colour) + shape(
        "M-7-8L-4-14Q0-18 4-14L7-8 3-5 0-9-3-5z", "#fff", opacity=0.85
    )


def cat(colour: str) -> str:
    """A cat's face."""
    return (
        shape("M-15-16L-6-10H6L15-16 16 2A16 14 0 0 1-16 2z", colour)
        + disc(-6, 0, 2, "#fff")
        + disc(6, 0, 2, "#fff")
        + stroke("M-2 6q2 2 4 0", "#fff", 1.8)
    )


def star(colour: str) -> str:
    """A star."""
    return shape("M0-19L5.5-6.5 19-5 9 4 12 18 0 11-12 18-9 4-19-5-5.5-6.5z", colour)


def branch(colour: str) -> str:
    """A needle branch, as of a cypress."""
    needles = "M0 20V-19M-13 8L0 16 13 8M-13 0L0 8 13 0M-12-8L0 0 12-8M-9-16L0-8 9-16"
    return stroke(needles, colour, 3)


MOTIFS: dict[str, Callable[[str], str]] = {
    "apple": apple,
    "bean": bean,
    "bee": bee,
    "berry": berry,
    "bowl": bowl,
    "branch": branch,
    "capsule": capsule,
    "cat": cat,
    "citrus": citrus,
    "drop": drop,
    "flower": flower,
    "grain": grain,
    "leaf": leaf,
    "moon": moon,
    "mountain": mountain,
    "nut": nut,
    "star": star,
    "sun": sun,
    "wave": wave,
}


def motif(name: str, colour: str, x: float, y: float, scale: float = 1) -> str:
    """An ornament of this name at (x, y); nothing when there is no name."""
    return moved(MOTIFS[name](colour), x, y, scale) if name else ""
