"""How things for the house and the way look. They stand on y = 206, their middle at x = 116."""

from collections.abc import Callable

from scripts.demo_warehouse.pictures.cloth import cloth, printed_on, seam_of
from scripts.demo_warehouse.pictures.ink import (
    MIDDLE,
    PAPER,
    blend,
    box,
    branded,
    darker,
    disc,
    fitting,
    ink_on,
    lighter,
    moved,
    oval,
    repeated,
    rounded,
    shape,
    stroke,
    words,
)
from scripts.demo_warehouse.pictures.look import Look
from scripts.demo_warehouse.pictures.motifs import motif


def tote_bag(look: Look) -> str:
    """A tote bag with a print."""
    handle = darker(look.colour, 14)
    return (
        stroke("M86 104Q84 34 116 34T146 104", handle, 9)
        + cloth("M58 94h116l8 104q0 8-8 8H58q-8 0-8-8z", look)
        + stroke("M58 104H174", seam_of(look.colour), 1.4, stroke_dasharray="4 3")
        + stroke("M82 96l-1 34M150 96l1 34", handle, 9)
        + printed_on(look, 152, 1.4)
        + branded(look.brand, MIDDLE, 190, 70, ink_on(look.colour))
    )


def drawstring_bag(look: Look) -> str:
    """A small bag that is drawn shut."""
    return (
        cloth("M74 96Q40 130 46 180q4 26 30 26h80q26 0 30-26 6-50-28-84z", look)
        + cloth("M74 96L62 62q14 6 26-2 14 8 28 0 14 8 28 0 12 8 26 2L158 96z", look)
        + stroke("M72 97h88", look.trim, 6)
        + stroke("M72 97q-22 8-22 32M160 97q22 8 20 28", look.trim, 4)
        + disc(50, 132, 6, look.trim)
        + disc(180, 128, 6, look.trim)
    )


def handkerchief(look: Look) -> str:
    """A folded handkerchief."""
    return (
        cloth("M52 70h128q4 0 4 4v126q0 6-6 6H56q-6 0-6-6V76q0-6 2-6z", look)
        + shape("M50 138L184 70v130q0 6-6 6H56q-6 0-6-6z", "#000", opacity=0.05)
        + stroke("M60 80h114v116H60z", lighter(look.trim, 20), 2, opacity=0.6)
        + moved(
            box((-17, -11, 34, 22), PAPER, 2) + branded(look.brand, 0, 3, 30, "#333333"), 84, 178
        )
    )


def hand_towel(look: Look) -> str:
    """てぬぐい: a long cotton cloth over a pole."""
    return (
        rounded("M34 40h164v10H34z", "#b58a5a")
        + cloth("M68 38h96v164H68z", look)
        + box((68, 34, 96, 14), "#ffffff", 5, opacity=0.25)
        + stroke(
            "M72 202v5M84 202v5M96 202v5M108 202v5M120 202v5M132 202v5M144 202v5M156 202v5",
            seam_of(look.colour),
            1.4,
        )
    )


def towel(look: Look) -> str:
    """Folded towels on a pile."""
    fold = "M58 0h112q14 0 14 17t-14 17H58q-16 0-16-17T58 0z"
    layer = cloth(fold, look) + stroke("M50 17h126", seam_of(look.colour), 1.5, opacity=0.5)
    return (
        repeated(moved(layer, 0, 104), (0, 34), (0, 68))
        + box((92, 102, 32, 104), blend(PAPER, look.colour, 8))
        + motif(look.motif, darker(look.colour, 40), 108, 146, 0.65)
    )


def candle(look: Look) -> str:
    """A scented candle in a glass."""
    return (
        oval((MIDDLE, 66, 26, 34), "#ffd98a", opacity=0.35)
        + shape("M116 36Q130 58 116 72 102 58 116 36z", "#f7b23b")
        + shape("M116 50Q123 62 116 70 109 62 116 50z", "#fff3c4")
        + stroke("M116 72v22", "#4a4038", 2.6)
        + rounded("M66 92h100v98q0 16-16 16H82q-16 0-16-16z", look.colour)
        + oval((MIDDLE, 92, 50, 9), lighter(look.colour, 45))
        + box((80, 116, 72, 70), PAPER, 3, opacity=0.95)
        + motif(look.motif, darker(look.colour, 25), MIDDLE, 138, 0.75)
        + words(look.title, MIDDLE, 176, fitting(look.title, 16, 66), "#3a3430")
    )


def mug(look: Look) -> str:
    """A mug."""
    return (
        stroke("M160 102q40-6 38 34t-42 38", darker(look.colour, 12), 14)
        + rounded("M54 76h112v114q0 16-16 16H70q-16 0-16-16z", look.colour)
        + oval((110, 76, 56, 10), lighter(look.colour, 35))
        + oval((110, 78, 48, 7), "#5b3a26")
        + box((54, 182, 112, 8), look.trim, opacity=0.8)
        + motif(look.motif, look.trim, 110, 134, 1.35)
    )


def apron(look: Look) -> str:
    """An apron."""
    seam = seam_of(look.colour)
    return (
        stroke("M92 48Q92 22 116 22T140 48M66 112q-24 2-30 20M166 112q24 2 30 20", look.trim, 6)
        + cloth("M88 46h56q2 44 26 62l6 92q0 6-6 6H62q-6 0-6-6l6-92Q86 90 88 46z", look)
        + stroke("M82 138h68v38q0 6-6 6H88q-6 0-6-6zM116 138v44", seam, 1.6)
        + motif(look.motif, look.trim, MIDDLE, 84, 0.8)
    )


def slippers(look: Look) -> str:
    """A pair of slippers, from above."""
    one = (
        shape("M0 30Q0 0 29 0T58 30V120Q58 152 29 152T0 120z", darker(look.colour, 26))
        + shape("M6 74H52V118Q52 146 29 146T6 118z", look.trim)
        + cloth("M-2 34Q-2-4 29-4T60 34V78Q29 60-2 78z", look)
        + motif(look.motif, look.trim, 29, 34, 0.7)
    )
    return repeated(moved(one, 50, 50), (72, 0))


def umbrella(look: Look) -> str:
    """An open umbrella."""
    seam = seam_of(look.colour)
    return (
        stroke("M116 40V182q0 20 16 20t16-16", look.trim, 6)
        + cloth(
            "M28 120Q34 44 116 40q82 4 88 80-15-14-30 0-14-16-29 0"
            "-15-16-29 0-15-16-29 0-15-16-29 0-15-14-30 0z",
            look,
        )
        + stroke(
            "M116 42Q84 70 87 118M116 42Q148 70 145 118M116 42Q58 66 58 118M116 42Q174 66 174 118",
            seam,
            1.5,
            opacity=0.6,
        )
        + stroke("M116 40v-12", look.trim, 5)
    )


HOME: dict[str, Callable[[Look], str]] = {
    "apron": apron,
    "candle": candle,
    "drawstring_bag": drawstring_bag,
    "hand_towel": hand_towel,
    "handkerchief": handkerchief,
    "mug": mug,
    "slippers": slippers,
    "tote_bag": tote_bag,
    "towel": towel,
    "umbrella": umbrella,
}
