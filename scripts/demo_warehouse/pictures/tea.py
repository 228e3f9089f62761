"""How tea, coffee and what belongs to them look. Things stand on y = 206."""

from collections.abc import Callable

from scripts.demo_warehouse.pictures.ink import (
    MIDDLE,
    PAPER,
    blend,
    box,
    branded,
    darker,
    disc,
    fitting,
    flat,
    ink_on,
    lighter,
    moved,
    oval,
    repeated,
    rounded,
    shape,
    standing,
    stroke,
    together,
    words,
)
from scripts.demo_warehouse.pictures.look import Look
from scripts.demo_warehouse.pictures.motifs import motif

SEAL = "#b23a34"


def seal(x: float, y: float) -> str:
    """A red seal, as tea houses stamp it."""
    return box((x - 6, y - 6, 12, 12), SEAL, 2) + stroke(
        f"M{x - 3} {y - 2}h6M{x} {y - 3}v6M{x - 3} {y + 3}h6", "#fff", 1.3
    )


def tea_tin(look: Look) -> str:
    """A tall tin wrapped in paper, its title running down a label."""
    return (
        rounded("M70 74h92v122a46 10 0 0 1-92 0z", look.colour)
        + rounded("M67 48a49 10 0 0 1 98 0v32a49 9 0 0 1-98 0z", look.trim)
        + oval((MIDDLE, 47, 46, 8), lighter(look.trim, 30))
        + motif(look.motif, blend(look.colour, ink_on(look.colour), 35), 86, 178, 0.8)
        + motif(look.motif, blend(look.colour, ink_on(look.colour), 35), 148, 110, 0.6)
        + box((96, 92, 42, 102), PAPER, 2)
        + box((96, 92, 42, 102), "url(#s)", 2, opacity=0.35)
        + standing(look.title, MIDDLE, 98, 78 // max(4, len(look.title)), "#2c2a26")
        + seal(129, 185)
    )


def matcha_tin(look: Look) -> str:
    """A small tin of matcha and a spoonful of it."""
    return (
        rounded("M68 116h96v80a48 9 0 0 1-96 0z", look.colour)
        + rounded("M65 94a51 10 0 0 1 102 0v28a51 9 0 0 1-102 0z", look.trim)
        + oval((MIDDLE, 93, 48, 8), lighter(look.trim, 26))
        + box((80, 136, 72, 48), PAPER, 2)
        + words(look.title, MIDDLE, 159, fitting(look.title, 20, 64), "#2c2a26")
        + words(look.mark, MIDDLE, 177, fitting(look.mark, 13, 64), "#2c2a26")
        + shape("M78 90Q116 38 154 90z", "#7da23c")
        + shape("M78 90Q116 38 154 90z", "url(#l)")
    )


def pouch_body(colour: str) -> str:
    """A bag that stands by itself, welded at the top."""
    outline = "M68 40h96l6 148q1 18-16 18H78q-17 0-16-18z"
    return (
        flat(outline, colour)
        + box((68, 40, 96, 14), "#fff", 2, opacity=0.28)
        + stroke("M66 62H166", "#000", 1.6, opacity=0.16)
        + shape("M62 186Q116 172 170 186 172 206 154 206H78q-18 0-16-20z", "#000", opacity=0.1)
    )


def pouch(look: Look) -> str:
    """A pouch with a paper label, its title running downwards."""
    return (
        pouch_body(look.colour)
        + box((90, 72, 52, 104), PAPER, 3)
        + standing(look.title, 126 if look.mark else MIDDLE, 78, title_size(look.title), "#2c2a26")
        + standing(look.mark, 103, 82, 12 if len(look.mark) < 6 else 10, darker(look.colour, 45))  # noqa: PLR2004 - letters that fit
        + repeated(
            motif(look.motif, blend(look.colour, ink_on(look.colour), 45), 75, 108, 0.5), (82, 34)
        )
        + seal(102, 167)
    )


def title_size(title: str) -> int:
    """How large a title stands on a pouch."""
    return min(22, 90 // max(1, len(title)))


def window_pouch(look: Look) -> str:
    """A kraft pouch with a window that shows what is inside."""
    pieces = repeated(motif(look.motif, look.colour, 116, 174, 0.72), (-22, -10), (20, -14))
    return (
        pouch_body(look.trim)
        + branded(look.brand, MIDDLE, 78, 80, ink_on(look.trim))
        + words(look.title, MIDDLE, 102, fitting(look.title, 20, 90), ink_on(look.trim))
        + words(look.mark, MIDDLE, 121, fitting(look.mark, 14, 84), ink_on(look.trim))
        + oval((MIDDLE, 160, 44, 31), lighter(look.colour, 74))
        + pieces
        + stroke("M84 146q10-14 26-16", "#fff", 3.5, opacity=0.7)
    )


def teabag(look: Look) -> str:
    """A pouch of tea bags, one of them hanging in front."""
    return (
        pouch_body(look.colour)
        + words(look.title, MIDDLE, 92, fitting(look.title, 20, 90), ink_on(look.colour))
        + words(look.mark, MIDDLE, 111, fitting(look.mark, 13, 90), ink_on(look.colour))
        + stroke("M116 118q14 8 2 22", "#fff", 1.8)
        + shape("M118 138L150 188H86z", PAPER, opacity=0.94)
        + shape("M101 164h34l15 24H86z", darker(look.colour, 30), opacity=0.75)
        + motif(look.motif, PAPER, 117, 177, 0.42)
        + box((104, 112, 24, 13), look.trim, 2)
    )


def tea_box(look: Look) -> str:
    """A box of tea bags with an open lid."""
    ink = ink_on(look.colour)
    bags = together(
        box((62 + nth * 19, 82 + nth % 2 * 4, 16, 40), blend(PAPER, look.colour, 16), 2)
        for nth in range(5)
    )
    return (
        shape("M52 92L66 52H166L180 92z", darker(look.colour, 24))
        + bags
        + flat("M52 104h128v96q0 6-6 6H58q-6 0-6-6z", look.colour)
        + box((52, 104, 128, 6), look.trim)
        + motif(look.motif, ink, MIDDLE, 134, 0.8)
        + words(look.title, MIDDLE, 171, fitting(look.title, 20, 116), ink)
        + words(look.mark, MIDDLE, 188, fitting(look.mark, 13, 100), ink)
    )


def coffee(look: Look) -> str:
    """A coffee bag with folded top."""
    ink = ink_on(look.colour)
    return (
        flat("M66 60h100v134q0 12-12 12H78q-12 0-12-12z", look.colour)
        + shape("M66 60l12 16v130q-12 0-12-12z", "#000", opacity=0.14)
        + shape("M166 60l-12 16v130q12 0 12-12z", "#000", opacity=0.14)
        + flat("M62 38h108v26H62z", darker(look.colour, 12))
        + box((58, 46, 116, 7), look.trim, 3)
        + disc(MIDDLE, 104, 24, look.trim)
        + motif("bean", ink_on(look.trim), MIDDLE, 104, 0.85)
        + words(look.title, MIDDLE, 154, fitting(look.title, 18, 72), ink)
        + words(look.mark, MIDDLE, 174, fitting(look.mark, 14, 72), ink)
    )


def teapot(look: Look) -> str:
    """A side-handled teapot."""
    return (
        moved(rounded("M0-9h58q8 0 8 9t-8 9H0z", darker(look.colour, 10)), 150, 132, turn=-24)
        + stroke("M66 160Q44 148 40 122", look.colour, 15)
        + rounded("M52 158q0-50 62-50t62 50q0 48-42 48H94q-42 0-42-48z", look.colour)
        + rounded("M78 112q36-26 72 0z", darker(look.colour, 12))
        + disc(114, 94, 9, darker(look.colour, 16))
        + motif(look.motif, ink_on(look.colour), 114, 160, 1.1)
    )


def teacup(look: Look) -> str:
    """A tea bowl with an ornament."""
    return (
        rounded("M62 84h108l-10 106q-2 16-18 16H90q-16 0-18-16z", look.colour)
        + oval((MIDDLE, 84, 54, 13), lighter(look.colour, 30))
        + oval((MIDDLE, 87, 46, 9), "#8a9a4a")
        + shape("M63 112l2 20h102l2-20z", look.trim)
        + motif(look.motif, ink_on(look.colour), MIDDLE, 164, 1)
    )


TEA: dict[str, Callable[[Look], str]] = {
    "coffee": coffee,
    "matcha_tin": matcha_tin,
    "pouch": pouch,
    "tea_box": tea_box,
    "tea_tin": tea_tin,
    "teabag": teabag,
    "teacup": teacup,
    "teapot": teapot,
    "window_pouch": window_pouch,
}
