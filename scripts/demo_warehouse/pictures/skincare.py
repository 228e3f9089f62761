"""How skin and hair care looks. Things stand on y = 206 with their middle at x = 116."""

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
    rounded,
    shape,
    standing,
    stroke,
    together,
    words,
)
from scripts.demo_warehouse.pictures.look import Look
from scripts.demo_warehouse.pictures.motifs import motif


def printed(look: Look, top: float, room: float, ink: str) -> str:
    """Brand, ornament, title and mark one under the other, 74 high, printed on the thing itself."""
    return (
        branded(look.brand, MIDDLE, top, room, ink)
        + motif(look.motif, ink, MIDDLE, top + 22, 0.7)
        + words(look.title, MIDDLE, top + 56, fitting(look.title, 17, room), ink)
        + words(look.mark, MIDDLE, top + 73, fitting(look.mark, 13, room), ink)
    )


def bottle(look: Look) -> str:
    """A lotion bottle with a tall cap; title and mark run downwards, the title on the right."""
    ink = ink_on(look.colour)
    title_at = 127 if look.mark else MIDDLE
    return (
        rounded("M104 60h24v18h-24z", darker(look.colour, 12))
        + rounded("M80 98q0-18 20-22h32q20 4 20 22v94q0 14-14 14H94q-14 0-14-14z", look.colour)
        + rounded("M97 34q0-6 6-6h26q6 0 6 6v34H97z", look.trim)
        + branded(look.brand, MIDDLE, 98, 58, ink)
        + standing(look.title, title_at, 108, 18 if len(look.title) < 5 else 15, ink)  # noqa: PLR2004 - letters that fit
        + standing(look.mark, 102, 110, 14 if len(look.mark) < 6 else 11, ink)  # noqa: PLR2004
    )


def refill(look: Look) -> str:
    """A refill pouch with a spout in its corner."""
    outline = "M62 74L90 40H166q6 0 6 6V194q0 12-12 12H74q-12 0-12-12z"
    ink = ink_on(look.colour)
    return (
        moved(box((-15, -13, 30, 15), look.trim, 4), 72, 53, turn=-50)
        + flat(outline, look.colour)
        + stroke("M92 51H162", lighter(look.colour, 45), 2, stroke_dasharray="2 4")
        + shape("M62 182Q116 166 172 182V194q0 12-12 12H74q-12 0-12-12z", darker(look.colour, 14))
        + box((78, 72, 76, 96), PAPER, 6, opacity=0.9)
        + printed(look, 87, 66, darker(blend(look.colour, look.trim, 30), 55))
        + words("つめかえ", MIDDLE, 198, 13, ink)
    )


def pump(look: Look) -> str:
    """A pump bottle."""
    ink = ink_on(look.colour)
    head = "M72 42q0-8 9-8h41q10 0 10 10v8h-30l-20 5q-10 2-10-7z"
    return (
        box((111, 50, 10, 26), darker(look.trim, 20))
        + rounded(head, look.trim)
        + rounded("M98 72h36v18h-36z", darker(look.trim, 8))
        + rounded("M74 104q0-14 14-16h56q14 2 14 16v88q0 14-14 14H88q-14 0-14-14z", look.colour)
        + printed(look, 108, 74, ink)
    )


def dropper(look: Look) -> str:
    """A glass bottle with a dropper."""
    ink = ink_on(look.colour)
    return (
        rounded("M105 80V48q0-18 11-18t11 18v32z", look.trim)
        + rounded("M98 76h36v24H98z", "#c9a667")
        + rounded("M78 122q0-20 18-24h40q18 4 18 24v70q0 14-14 14H92q-14 0-14-14z", look.colour)
        + printed(look, 110, 66, ink)
        + stroke("M86 124v64", "#fff", 4, opacity=0.4)
    )


def jar(look: Look) -> str:
    """A cream jar with a wide lid."""
    ink = ink_on(look.colour)
    return (
        rounded("M54 126h124v62q0 18-18 18H72q-18 0-18-18z", look.colour)
        + rounded("M50 92q0-8 8-8h116q8 0 8 8v36H50z", look.trim)
        + stroke("M56 121H176", darker(look.trim, 25), 1.5, opacity=0.5)
        + motif(look.motif, ink_on(look.trim), MIDDLE, 106, 0.55)
        + branded(look.brand, MIDDLE, 145, 60, ink)
        + words(look.title, MIDDLE, 166, fitting(look.title, 19, 100), ink)
        + words(look.mark, MIDDLE, 184, fitting(look.mark, 14, 90), ink)
    )


def tube(look: Look) -> str:
    """A tube that stands on its cap."""
    ink = ink_on(look.colour)
    return (
        rounded("M66 42h100l-14 130H80z", look.colour)
        + box((65, 29, 102, 16), darker(look.colour, 14), 3)
        + stroke(
            "M72 31v12M82 31v12M92 31v12M102 31v12M112 31v12M122 31v12M132 31v12M142 31v12"
            "M152 31v12",
            "#fff",
            2,
            opacity=0.4,
        )
        + rounded("M82 170h68v30q0 6-6 6H88q-6 0-6-6z", look.trim)
        + printed(look, 68, 74, ink)
    )


def spray(look: Look) -> str:
    """A slim bottle with a fine mist."""
    ink = ink_on(look.colour)
    mist = "M70 44h0M60 36h0M60 52h0M48 42h0M48 30h0M48 56h0M38 38h0M38 50h0"
    return (
        stroke(mist, look.colour, 5.2, opacity=0.55)
        + rounded("M92 34q0-6 6-6h26q8 0 8 8v14H84V42h8z", look.trim)
        + rounded("M96 50h36v24H96z", darker(look.trim, 10))
        + rounded("M84 88q0-12 12-14h40q12 2 12 14v106q0 12-12 12H96q-12 0-12-12z", look.colour)
        + printed(look, 100, 58, ink)
    )


def vial(look: Look) -> str:
    """A little brown bottle of scented oil with a paper label."""
    ink = darker(look.colour, 50)
    return (
        rounded("M100 66q0-6 6-6h20q6 0 6 6v30h-32z", "#2f2b2c")
        + rounded("M78 122q0-22 22-26h32q22 4 22 26v68q0 16-16 16H94q-16 0-16-16z", "#8a5227")
        + box((78, 124, 76, 66), blend(PAPER, look.colour, 26))
        + box((78, 124, 76, 6), look.colour)
        + motif(look.motif, look.colour, MIDDLE, 147, 0.6)
        + words(look.title, MIDDLE, 181, fitting(look.title, 15, 70), ink)
        + box((78, 124, 76, 66), "url(#s)", opacity=0.6)
    )


def soap(look: Look) -> str:
    """A bar of soap in a paper band."""
    ink = ink_on(look.trim)
    return (
        flat("M46 128q0-24 26-24h88q26 0 26 24v52q0 26-26 26H72q-26 0-26-26z", look.colour)
        + oval((MIDDLE, 124, 58, 13), "#fff", opacity=0.35)
        + shape("M82 104h68v102H82z", look.trim)
        + shape("M82 104h68v102H82z", "url(#l)")
        + motif(look.motif, ink, MIDDLE, 136, 0.95)
        + words(look.title, MIDDLE, 180, fitting(look.title, 18, 60), ink)
        + branded(look.brand, MIDDLE, 193, 56, ink)
        + disc(58, 92, 9, "#fff", opacity=0.8)
        + disc(172, 84, 13, "#fff", opacity=0.7)
        + disc(152, 66, 6, "#fff", opacity=0.8)
    )


def bath_sachet(look: Look) -> str:
    """A square sachet of bath salts with bubbles."""
    ink = ink_on(look.colour)
    bubbles = together(
        disc(x, y, radius, "#fff", opacity=0.35)
        for x, y, radius in (
            (76, 176, 11),
            (98, 188, 7),
            (152, 180, 13),
            (134, 190, 6),
            (160, 154, 6),
        )
    )
    return (
        flat("M52 62h128v144H52z", look.colour)
        + box((52, 62, 128, 11), "#fff", opacity=0.3)
        + stroke("M58 62v11M66 62v11M166 62v11M174 62v11", "#fff", 1.5, opacity=0.5)
        + bubbles
        + motif(look.motif, ink, MIDDLE, 104, 1.15)
        + words(look.title, MIDDLE, 150, fitting(look.title, 22, 104), ink)
        + branded(look.brand, MIDDLE, 168, 60, ink)
    )


def mask_sachet(look: Look) -> str:
    """A flat sachet with a face mask on it."""
    teeth = "".join("l5-5 5 5" for _ in range(11))
    outline = f"M61 42{teeth}V206H61z"
    eyes = oval((98, 118, 8, 4.5), look.colour) + oval((134, 118, 8, 4.5), look.colour)
    return (
        flat(outline, look.colour)
        + box((61, 42, 110, 12), "#fff", opacity=0.3)
        + box((61, 196, 110, 10), "#000", opacity=0.1)
        + branded(look.brand, MIDDLE, 72, 60, ink_on(look.colour))
        + oval((MIDDLE, 126, 37, 45), PAPER, opacity=0.95)
        + eyes
        + stroke("M116 122v14M108 152q8 5 16 0", look.colour, 3.5)
        + words(look.title, MIDDLE, 186, fitting(look.title, 15, 100), ink_on(look.colour))
    )


SKINCARE: dict[str, Callable[[Look], str]] = {
    "bath_sachet": bath_sachet,
    "bottle": bottle,
    "dropper": dropper,
    "jar": jar,
    "mask_sachet": mask_sachet,
    "pump": pump,
    "refill": refill,
    "soap": soap,
    "spray": spray,
    "tube": tube,
    "vial": vial,
}
