"""How printed matter looks: what goes into parcels beside the goods."""

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
    ink_on,
    lighter,
    moved,
    shape,
    stroke,
    words,
)
from scripts.demo_warehouse.pictures.look import Look
from scripts.demo_warehouse.pictures.motifs import motif


def sheet(frame: tuple[float, float, float, float], colour: str) -> str:
    """A sheet of paper with a sheet under it."""
    left, top, width, height = frame
    return (
        box((left + 5, top + 6, width, height), "#000", 3, opacity=0.14)
        + box((left + 2, top + 3, width, height), blend(PAPER, "#000000", 10), 3)
        + box(frame, colour, 3)
    )


def leaflet(look: Look) -> str:
    """A leaflet: a picture above, a headline and small print below."""
    lines = "M70 172h92M70 181h92M70 190h64"
    drawing = (
        sheet((56, 22, 120, 184), PAPER)
        + shape("M56 25q0-3 3-3h114q3 0 3 3v87H56z", look.colour)
        + disc(MIDDLE, 66, 36, lighter(look.colour, 30))
        + motif(look.motif, ink_on(lighter(look.colour, 30)), MIDDLE, 66, 1.5)
        + words(look.title, MIDDLE, 136, fitting(look.title, 22, 106), darker(look.colour, 45))
        + words(look.mark, MIDDLE, 157, fitting(look.mark, 15, 106), look.trim)
        + stroke(lines, "#c9c4bb", 2.6)
    )
    return moved(drawing, 10, -8, turn=4)


def coupon(look: Look) -> str:
    """A ticket with a number to tear off."""
    ticket = (
        "M28 62h176q6 0 6 6v28a14 14 0 0 0 0 28v44q0 6-6 6H28"
        "q-6 0-6-6v-44a14 14 0 0 0 0-28V68q0-6 6-6z"
    )
    ink = ink_on(look.colour)
    drawing = (
        moved(shape(ticket, "#000", opacity=0.14), 4, 6)
        + shape(ticket, look.colour)
        + shape(ticket, "url(#l)")
        + stroke("M150 66V170", ink, 2, stroke_dasharray="1 7", opacity=0.7)
        + words(look.title, 86, 128, fitting(look.title, 42, 98), ink, font_weight=800)
        + words(look.mark, 86, 154, fitting(look.mark, 16, 112), ink)
        + branded(look.brand, 86, 84, 100, ink)
        + motif(look.motif, look.trim, 180, 116, 1)
    )
    return moved(drawing, -6, 20, turn=-5)


def card(look: Look) -> str:
    """A postcard: a note of thanks within a border."""
    drawing = (
        sheet((40, 52, 152, 154), PAPER)
        + box((49, 61, 134, 136), "none", 2, stroke=look.colour, stroke_width=2)
        + motif(look.motif, look.colour, 72, 84, 0.85)
        + motif(look.motif, look.trim, 162, 176, 0.85)
        + words(look.title, MIDDLE, 130, fitting(look.title, 26, 120), darker(look.colour, 45))
        + words(look.mark, MIDDLE, 154, fitting(look.mark, 14, 116), darker(look.colour, 30))
        + branded(look.brand, MIDDLE, 186, 70, darker(look.colour, 30))
    )
    return moved(drawing, -4, 10, turn=-4)


def booklet(look: Look) -> str:
    """A stapled booklet, a little open."""
    ink = ink_on(look.colour)
    return (
        shape("M54 40l124-8q4 0 4 4v158q0 4-4 4L58 206z", "#000", opacity=0.14)
        + shape("M60 38l116-10q4 0 4 4v162l-120 12z", blend(PAPER, "#000000", 8))
        + shape("M54 36L166 24q4 0 4 4v164q0 4-4 4L54 206z", look.colour)
        + shape("M54 36l10-1v170l-10 1z", "#000", opacity=0.2)
        + branded(look.brand, MIDDLE, 62, 80, ink)
        + words(look.title, MIDDLE, 98, fitting(look.title, 26, 92), ink)
        + words(look.mark, MIDDLE, 122, fitting(look.mark, 15, 88), ink)
        + disc(MIDDLE, 162, 25, look.trim)
        + motif(look.motif, ink_on(look.trim), MIDDLE, 162, 0.95)
    )


LEAFLETS: dict[str, Callable[[Look], str]] = {
    "booklet": booklet,
    "card": card,
    "coupon": coupon,
    "leaflet": leaflet,
}
