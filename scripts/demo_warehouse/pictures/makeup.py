"""How make-up and its boxes look. Things stand on y = 206 with their middle at x = 116."""

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
    rounded,
    shape,
    standing,
    stroke,
    together,
    words,
)
from scripts.demo_warehouse.pictures.look import Look
from scripts.demo_warehouse.pictures.motifs import motif

INK_OF_BRISTLES = "#3a3238"


def lipstick(look: Look) -> str:
    """A lipstick and a stroke of its colour."""
    return (
        stroke("M36 176q14-22 10-44M48 184q12-26 8-50", look.colour, 13, opacity=0.85)
        + rounded("M98 112V66q0-8 7-13l23-16q6-3 6 5v70z", look.colour)
        + rounded("M94 104h44v32H94z", "#d8b878")
        + rounded("M88 132h56v68q0 6-6 6H94q-6 0-6-6z", look.trim)
        + branded(look.brand, MIDDLE, 164, 50, ink_on(look.trim))
    )


def balm(look: Look) -> str:
    """A lip balm in a straight case."""
    return (
        rounded("M100 98V58q0-16 16-16t16 16v40z", lighter(look.colour, 35))
        + rounded("M94 92h44v18H94z", PAPER)
        + rounded("M90 106h52v94q0 6-6 6H96q-6 0-6-6z", look.colour)
        + motif(look.motif, ink_on(look.colour), MIDDLE, 134, 0.8)
        + words(look.mark, MIDDLE, 176, fitting(look.mark, 15, 48), ink_on(look.colour))
        + branded(look.brand, MIDDLE, 191, 46, ink_on(look.colour))
    )


def palette(look: Look) -> str:
    """An open palette of four colours of one family."""
    shades = (
        lighter(look.colour, 62),
        lighter(look.colour, 28),
        look.colour,
        darker(look.colour, 38),
    )
    pans = together(
        box((60 + nth % 2 * 58, 110 + nth // 2 * 44, 54, 40), shade, 5)
        + stroke(f"M{66 + nth % 2 * 58} {142 + nth // 2 * 44}l34-26", "#fff", 5, opacity=0.22)
        for nth, shade in enumerate(shades)
    )
    return (
        flat("M58 34h116q8 0 8 8v56H50V42q0-8 8-8z", look.trim)
        + box((60, 42, 112, 48), "#dfe8ee", 4)
        + shape("M60 90l52-48h26L86 90z", "#fff", opacity=0.55)
        + flat("M48 98h136v94q0 14-14 14H62q-14 0-14-14z", look.trim)
        + pans
    )


def compact(look: Look) -> str:
    """An open round compact with a pressed ornament."""
    return (
        disc(MIDDLE, 78, 52, look.trim)
        + disc(MIDDLE, 78, 44, "#dfe8ee")
        + shape("M82 102l48-64 20 12-46 62z", "#fff", opacity=0.55)
        + disc(MIDDLE, 148, 60, darker(look.trim, 10))
        + disc(MIDDLE, 144, 60, look.trim)
        + disc(MIDDLE, 144, 48, darker(look.colour, 12))
        + disc(MIDDLE, 146, 46, look.colour)
        + motif(look.motif, lighter(look.colour, 34), MIDDLE, 144, 1.35)
    )


def nail(look: Look) -> str:
    """A small bottle of nail colour."""
    return (
        rounded("M96 122V42q0-10 10-10h20q10 0 10 10v80z", look.trim)
        + rounded("M76 136q0-16 16-16h48q16 0 16 16v54q0 16-16 16H92q-16 0-16-16z", look.colour)
        + stroke("M86 138v48", "#fff", 6, opacity=0.45)
        + branded(look.brand, MIDDLE, 190, 60, ink_on(look.colour))
    )


def mascara(look: Look) -> str:
    """A mascara tube and its brush."""
    bristles = "M137 112h10M134 119h16M132 126h20M132 133h20M132 140h20M133 147h18M135 154h14"
    return (
        rounded("M70 74h34v126q0 6-6 6H76q-6 0-6-6z", look.colour)
        + box((70, 70, 34, 8), "#d8b878")
        + standing(look.mark, 87, 96, 15, ink_on(look.colour))
        + rounded("M125 34q0-6 6-6h22q6 0 6 6v62h-34z", look.colour)
        + box((125, 92, 34, 7), "#d8b878")
        + stroke("M142 98v60", INK_OF_BRISTLES, 4)
        + stroke(bristles, INK_OF_BRISTLES, 2.4)
    )


def brush(look: Look) -> str:
    """A make-up brush."""
    return moved(
        shape("M-22-8Q-28-50 0-78 28-50 22-8z", "#6d4c41")
        + shape("M-22-8Q-28-50 0-78 4-50 2-8z", "#fff", opacity=0.16)
        + rounded("M-20-10H20L13 26H-13z", "#d8b878")
        + rounded("M-12 24H12L7 106q-7 8-14 0z", look.colour),
        112,
        106,
        turn=14,
    )


def cotton(look: Look) -> str:
    """A pile of cotton pads behind a paper band."""
    pads = together(
        box((64, 190 - nth * 15, 104, 16), blend("#ffffff", look.colour, 6 + nth % 2 * 8), 8)
        for nth in range(9)
    )
    return (
        pads
        + flat("M64 100h104v78H64z", look.colour)
        + motif(look.motif, ink_on(look.colour), MIDDLE, 124, 0.8)
        + words(look.title, MIDDLE, 162, fitting(look.title, 18, 92), ink_on(look.colour))
    )


def carton(look: Look) -> str:
    """A carton, seen a little from the right and above."""
    ink = ink_on(look.colour)
    return (
        shape("M58 66L76 46H182L158 66z", lighter(look.colour, 40))
        + shape("M158 66L182 46V186L158 206z", darker(look.colour, 22))
        + flat("M58 66h100v140H58z", look.colour)
        + box((58, 92, 100, 5), look.trim)
        + shape("M158 92l24-20v5l-24 20z", darker(look.trim, 22))
        + branded(look.brand, 108, 84, 60, ink)
        + motif(look.motif, ink, 108, 122, 0.95)
        + words(look.title, 108, 164, fitting(look.title, 20, 88), ink)
        + words(look.mark, 108, 184, fitting(look.mark, 15, 88), ink)
    )


def gift_box(look: Look) -> str:
    """A set in a box with a ribbon."""
    bow = "M116 66C96 30 66 40 84 62 92 70 106 68 116 66 126 68 140 70 148 62 166 40 136 30 116 66z"
    ink = ink_on(look.colour)
    return (
        flat("M50 100h132v100q0 6-6 6H56q-6 0-6-6z", look.colour)
        + flat("M42 66h148v38H42z", lighter(look.colour, 14))
        + box((104, 66, 24, 140), look.trim)
        + box((104, 66, 24, 140), "url(#l)")
        + shape(bow, look.trim)
        + stroke("M100 52q6 4 16 14M132 52q-6 4-16 14", darker(look.trim, 25), 2)
        + words(look.title, 77, 150, fitting(look.title, 17, 50), ink)
        + words(look.mark, 155, 150, fitting(look.mark, 17, 50), ink)
    )


MAKEUP: dict[str, Callable[[Look], str]] = {
    "balm": balm,
    "brush": brush,
    "carton": carton,
    "compact": compact,
    "cotton": cotton,
    "gift_box": gift_box,
    "lipstick": lipstick,
    "mascara": mascara,
    "nail": nail,
    "palette": palette,
}
