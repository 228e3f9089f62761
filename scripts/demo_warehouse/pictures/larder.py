"""How food and supplements look. Things stand on y = 206 with their middle at x = 116."""

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
    oval,
    rounded,
    shape,
    standing,
    stroke,
    together,
    words,
)
from scripts.demo_warehouse.pictures.look import Look
from scripts.demo_warehouse.pictures.motifs import motif
from scripts.demo_warehouse.pictures.tea import SEAL

GLASS = "#eaf0ee"


def supplement(look: Look) -> str:
    """A white bottle with a ribbed cap and a coloured band."""
    ink = ink_on(look.colour)
    return (
        rounded("M78 40q0-6 6-6h64q6 0 6 6v30H78z", look.trim)
        + stroke(
            "M86 42v26M94 42v26M102 42v26M110 42v26M118 42v26M126 42v26M134 42v26M142 42v26",
            "#000",
            1.4,
            opacity=0.2,
        )
        + rounded("M70 92q0-18 18-20h56q18 2 18 20v98q0 16-16 16H86q-16 0-16-16z", "#fbfaf6")
        + box((70, 102, 92, 82), look.colour)
        + motif(look.motif, ink, MIDDLE, 124, 0.7)
        + words(look.title, MIDDLE, 160, fitting(look.title, 21, 84), ink)
        + words(look.mark, MIDDLE, 177, fitting(look.mark, 12, 80), ink)
        + box((70, 102, 92, 82), "url(#s)")
    )


def sticks(look: Look) -> str:
    """A box with sachets standing out of it."""
    ink = ink_on(look.colour)
    stick = together(
        box((66 + nth * 21, 52 + nth % 3 * 7, 16, 76), lighter(look.colour, 58), 2)
        + box((66 + nth * 21, 52 + nth % 3 * 7, 16, 9), look.trim, 2)
        for nth in range(5)
    )
    return (
        stick
        + flat("M52 108h128v92q0 6-6 6H58q-6 0-6-6z", look.colour)
        + motif(look.motif, ink, 78, 146, 1)
        + words(look.title, 132, 150, fitting(look.title, 22, 76), ink)
        + words(look.mark, 132, 172, fitting(look.mark, 14, 76), ink)
        + box((52, 184, 128, 5), look.trim)
    )


def honey(look: Look) -> str:
    """A jar of honey: the colour is the honey's own."""
    return (
        rounded("M64 96q0-14 14-16h76q14 2 14 16v94q0 16-16 16H80q-16 0-16-16z", GLASS)
        + rounded("M69 104h94v84q0 13-13 13H82q-13 0-13-13z", look.colour)
        + rounded("M72 46q0-6 6-6h76q6 0 6 6v34H72z", look.trim)
        + box((78, 118, 76, 66), PAPER, 4)
        + motif(look.motif, darker(look.colour, 20), MIDDLE, 136, 0.6)
        + words(look.title, MIDDLE, 165, fitting(look.title, 16, 70), "#4a3418")
        + words(look.mark, MIDDLE, 179, fitting(look.mark, 11, 70), "#4a3418")
        + stroke("M74 100v84", "#fff", 4, opacity=0.45)
    )


def jam(look: Look) -> str:
    """A jar of jam under a checked cloth."""
    checks = "M66 62h100M64 74h104M80 50v34M98 48v38M116 48v38M134 48v38M152 50v34"
    return (
        rounded("M66 92h100q8 16 8 40v50q0 24-24 24H82q-24 0-24-24v-50q0-24 8-40z", look.colour)
        + shape(
            "M70 48Q116 40 162 48L176 88q-12 6-20 0-10 8-20 0-10 8-20 0"
            "-10 8-20 0-10 8-20 0-8 6-20 0z",
            PAPER,
        )
        + stroke(checks, look.trim, 4, opacity=0.55)
        + box((66, 90, 100, 6), darker(look.trim, 20), 3)
        + oval((MIDDLE, 148, 40, 34), PAPER)
        + motif(look.motif, look.colour, MIDDLE, 138, 0.75)
        + words(look.title, MIDDLE, 171, fitting(look.title, 16, 64), darker(look.colour, 45))
        + stroke("M68 128v52", "#fff", 5, opacity=0.35)
    )


def sauce(look: Look) -> str:
    """A slender bottle: soy sauce, vinegar, oil, sweet sake."""
    return (
        rounded("M104 26q0-5 5-5h14q5 0 5 5v19h-24z", look.trim)
        + rounded(
            "M105 44h22v34q0 12 12 20 15 9 15 28v66q0 14-14 14H92"
            "q-14 0-14-14v-66q0-19 15-28 12-8 12-20z",
            look.colour,
        )
        + box((78, 124, 76, 66), PAPER)
        + standing(
            look.title, 126 if look.mark else MIDDLE, 128, min(18, 58 // len(look.title)), "#2c2a26"
        )
        + standing(
            look.mark, 102, 130, min(13, 52 // max(1, len(look.mark))), darker(look.colour, 30)
        )
        + box((78, 124, 76, 66), "url(#s)", opacity=0.5)
    )


def rice_bag(look: Look) -> str:
    """A bag of rice, tied at its neck."""
    return (
        shape("M88 62Q72 36 92 30q12 8 24 2 12 6 24-2 20 6 4 32z", lighter(look.colour, 30))
        + flat("M90 62h52q30 8 32 36v88q0 20-20 20H78q-20 0-20-20V98q2-28 32-36z", look.colour)
        + box((86, 56, 60, 9), look.trim, 4)
        + box((86, 88, 60, 96), PAPER, 3, opacity=0.95)
        + standing(
            look.title, 128 if look.mark else MIDDLE, 94, min(23, 84 // len(look.title)), "#2c2a26"
        )
        + standing(look.mark, 101, 96, 12, SEAL)
        + motif("grain", darker(look.trim, 10), 101, 164, 0.7)
    )


def tub(look: Look) -> str:
    """A tub of miso under a film lid."""
    return (
        rounded("M52 102h128l-13 92q-2 12-14 12H79q-12 0-14-12z", look.colour)
        + rounded("M46 92q0-6 6-6h128q6 0 6 6v14q0 4-4 4H50q-4 0-4-4z", look.trim)
        + shape("M60 88Q116 70 172 88z", lighter(look.trim, 30))
        + box((78, 118, 76, 66), PAPER, 3)
        + words(look.title, MIDDLE, 150, fitting(look.title, 24, 68), "#4a2d1a")
        + words(look.mark, MIDDLE, 173, fitting(look.mark, 14, 68), "#4a2d1a")
    )


def bar(look: Look) -> str:
    """A bar of sweet bean jelly in a paper sleeve, its cut end to the left."""
    return (
        flat("M40 148L66 112H194L168 148z", lighter(look.colour, 22))
        + flat("M40 148h128v58H40z", look.colour)
        + shape("M168 148l26-36v58l-26 36z", darker(look.colour, 34))
        + shape("M72 148L98 112H194L168 148z", blend(PAPER, look.colour, 10))
        + box((72, 148, 96, 58), PAPER)
        + shape("M168 148l26-36v58l-26 36z", blend(PAPER, look.colour, 34))
        + box((72, 148, 96, 7), look.trim)
        + motif(look.motif, look.trim, 150, 176, 0.65)
        + words(look.title, 107, 184, fitting(look.title, 22, 60), "#2c2a26")
        + motif(look.motif, lighter(look.colour, 40), 56, 178, 0.4)
    )


def protein(look: Look) -> str:
    """A large pouch with a zip and loud letters."""
    ink = ink_on(look.colour)
    return (
        flat("M58 34h116l4 154q0 18-18 18H72q-18 0-18-18z", look.colour)
        + stroke("M60 54H172M60 59H172", "#fff", 1.6, opacity=0.5)
        + shape("M56 128L176 96v52L55 180z", look.trim)
        + words("PROTEIN", MIDDLE, 90, 21, ink, letter_spacing=1)
        + words(look.title, MIDDLE, 148, fitting(look.title, 24, 108), ink_on(look.trim))
        + words(look.brand, MIDDLE, 70, 8, ink, letter_spacing=1)
    )


def sachet(look: Look) -> str:
    """A flat packet of soup, or of one cup of something."""
    ink = ink_on(look.colour)
    return (
        flat("M64 50h104v156H64z", look.colour)
        + box((64, 50, 104, 12), "#fff", opacity=0.3)
        + box((64, 194, 104, 12), "#fff", opacity=0.22)
        + branded(look.brand, MIDDLE, 78, 80, ink)
        + disc(MIDDLE, 116, 31, PAPER, opacity=0.92)
        + motif(look.motif, look.trim, MIDDLE, 116, 1.05)
        + words(look.title, MIDDLE, 170, fitting(look.title, 20, 94), ink)
        + words(look.mark, MIDDLE, 187, fitting(look.mark, 12, 90), ink)
    )


def noodles(look: Look) -> str:
    """A sheaf of dry noodles in a paper band."""
    lines = "M76 46v150M88 42v158M100 44v158M112 42v160M124 44v158M136 42v160M148 44v154"
    return (
        flat("M66 44h96v158H66z", look.colour)
        + stroke(lines, darker(look.colour, 22), 1.6, opacity=0.6)
        + flat("M60 92h108v72H60z", look.trim)
        + words(look.title, MIDDLE, 128, fitting(look.title, 25, 98), ink_on(look.trim))
        + words(look.mark, MIDDLE, 151, fitting(look.mark, 14, 98), ink_on(look.trim))
    )


LARDER: dict[str, Callable[[Look], str]] = {
    "bar": bar,
    "honey": honey,
    "jam": jam,
    "noodles": noodles,
    "protein": protein,
    "rice_bag": rice_bag,
    "sachet": sachet,
    "sauce": sauce,
    "sticks": sticks,
    "supplement": supplement,
    "tub": tub,
}
