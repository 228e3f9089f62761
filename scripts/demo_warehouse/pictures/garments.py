"""How clothes look, laid out with their middle at x = 116."""

from collections.abc import Callable

from scripts.demo_warehouse.pictures.cloth import cloth, printed_on, seam_of
from scripts.demo_warehouse.pictures.ink import (
    MIDDLE,
    box,
    darker,
    disc,
    flat,
    ink_on,
    lighter,
    moved,
    repeated,
    shape,
    stroke,
    together,
)
from scripts.demo_warehouse.pictures.look import Look
from scripts.demo_warehouse.pictures.motifs import motif

SOCK = "M0 0H34V78Q34 92 46 98L66 108Q76 114 72 124T56 132Q44 134 30 128L10 118Q0 112 0 98z"
SHORT_SOCK = "M0 40H34V78Q34 92 46 98L66 108Q76 114 72 124T56 132Q44 134 30 128L10 118Q0 112 0 98z"


def t_shirt(look: Look) -> str:
    """A T-shirt."""
    seam = seam_of(look.colour)
    outline = (
        "M88 34L58 44Q48 48 42 60L24 98 54 114 68 94V196q0 8 8 8h80q8 0 8-8V94l14 20 30-16-18-38"
        "q-6-12-16-16L144 34Q132 52 116 52T88 34z"
    )
    return (
        cloth(outline, look)
        + stroke("M88 34Q98 60 116 60T144 34", seam, 2)
        + stroke("M68 94l3-24M164 94l-3-24M70 192h92", seam, 1.4, opacity=0.7)
        + stroke("M88 110q6 36-4 66M148 120q-4 30 2 54", seam, 1.6, opacity=0.3)
        + printed_on(look, 108, 1.3)
    )


def long_sleeve(look: Look) -> str:
    """A long-sleeved T-shirt."""
    seam = seam_of(look.colour)
    outline = (
        "M90 34L62 44Q52 48 49 60L28 176l24 8 16-72v84q0 8 8 8h80q8 0 8-8v-84l16 72 24-8L183 60"
        "q-3-12-13-16L142 34Q130 50 116 50T90 34z"
    )
    return (
        cloth(outline, look)
        + stroke("M90 34Q99 58 116 58T142 34", seam, 2)
        + stroke(
            "M31 164l24 8M201 164l-24 8M68 112l4-40M164 112l-4-40M70 192h92", seam, 1.4, opacity=0.7
        )
        + printed_on(look, 106, 1.1)
    )


def sweatshirt(look: Look) -> str:
    """A sweatshirt with ribbed hems."""
    seam = seam_of(look.colour)
    rib = darker(look.colour, 16)
    outline = (
        "M88 38L60 48Q50 52 47 64L26 168l26 8 16-60v80h96v-80l16 60 26-8L185 64q-3-12-13-16L144 38"
        "Q130 52 116 52T88 38z"
    )
    return (
        cloth(outline, look)
        + shape("M68 186h96v16q0 4-4 4H72q-4 0-4-4z", rib)
        + shape("M27 162l27 8-4 16-26-7zM205 162l-27 8 4 16 26-7z", rib)
        + stroke("M88 38Q98 60 116 60T144 38", rib, 6)
        + stroke("M108 60l8 12 8-12", seam, 1.6)
        + printed_on(look, 112, 1.25)
    )


def hoodie(look: Look) -> str:
    """A hooded sweatshirt with a pocket."""
    seam = seam_of(look.colour)
    rib = darker(look.colour, 16)
    outline = (
        "M84 56L60 64Q50 68 47 80L27 172l26 8 15-56v72h96v-72l15 56 26-8L185 80q-3-12-13-16L148 56z"
    )
    return (
        cloth(outline, look)
        + shape(
            "M80 64Q70 26 116 24T152 64Q140 84 116 84T80 64z",
            look.colour,
            stroke=seam,
            stroke_width=1.6,
        )
        + shape("M92 62Q88 40 116 40T140 62Q130 76 116 76T92 62z", darker(look.colour, 42))
        + stroke("M104 78v30M128 78v24", lighter(look.trim, 10), 3)
        + shape(
            "M86 172L98 142h36l12 30v14H86z", darker(look.colour, 7), stroke=seam, stroke_width=1.4
        )
        + shape("M68 188h96v14q0 4-4 4H72q-4 0-4-4z", rib)
        + shape("M28 166l26 8-4 14-25-7zM204 166l-26 8 4 14 25-7z", rib)
    )


def shirt(look: Look) -> str:
    """A buttoned shirt."""
    seam = seam_of(look.colour)
    outline = (
        "M92 36L62 46Q52 50 49 62L28 176l24 8 16-72v92h96v-92l16 72 24-8L183 62q-3-12-13-16L140 36z"
    )
    buttons = together(disc(MIDDLE, y, 2.6, seam) for y in (84, 108, 132, 156, 180))
    return (
        cloth(outline, look)
        + stroke("M108 62V204M124 62V204", seam, 1.3, opacity=0.6)
        + buttons
        + shape(
            "M92 36L116 62 96 76 82 42zM140 36L116 62l20 14 14-34z",
            lighter(look.colour, 12),
            stroke=seam,
            stroke_width=1.4,
        )
        + stroke("M136 98h22v24l-11 6-11-6z", seam, 1.3)
    )


def trousers(look: Look) -> str:
    """Wide trousers."""
    seam = seam_of(look.colour)
    return (
        cloth("M74 34h84l20 168h-50L116 92l-12 110H54z", look)
        + box((73, 30, 86, 13), darker(look.colour, 12), 2)
        + stroke(
            "M116 44v46M80 50q2 16-10 24M152 50q-2 16 10 24M84 60l-10 136M148 60l10 136",
            seam,
            1.4,
            opacity=0.7,
        )
        + disc(MIDDLE, 37, 3, lighter(look.colour, 40))
    )


def leggings(look: Look) -> str:
    """Leggings."""
    return (
        cloth("M80 34h72l4 60-14 110h-18L116 104l-8 100H90L76 94z", look)
        + box((79, 30, 74, 14), darker(look.colour, 12), 4)
        + stroke("M116 46v54", seam_of(look.colour), 1.4)
    )


def pair(outline: str, cuff_top: int, look: Look) -> str:
    """Two socks, one behind the other."""
    heel = shape(
        "M0 92Q14 92 20 104T10 118Q0 112 0 98zM58 104Q50 118 58 131 76 130 73 118 72 110 66 108z",
        look.trim,
    )
    cuff = box((-1, cuff_top, 36, 16), look.trim, 3)
    one = (
        cloth(outline, look)
        + heel
        + cuff
        + stroke(
            f"M7 {cuff_top + 3}v10M14 {cuff_top + 3}v10M21 {cuff_top + 3}v10M28 {cuff_top + 3}v10",
            ink_on(look.trim),
            1.2,
            opacity=0.45,
        )
    )
    return repeated(moved(one, 54, 56, 1.12), (52, -18))


def socks(look: Look) -> str:
    """A pair of socks."""
    return pair(SOCK, 0, look)


def ankle_socks(look: Look) -> str:
    """A pair of ankle socks."""
    return moved(pair(SHORT_SOCK, 38, look), 0, -8)


def cap(look: Look) -> str:
    """A baseball cap."""
    seam = seam_of(look.colour)
    return (
        shape("M130 150Q196 148 214 176q2 12-12 8-40-14-84-10z", darker(look.colour, 18))
        + cloth("M44 158Q40 82 108 76q62 2 62 80-60-10-126 2z", look)
        + stroke("M108 76q-26 24-26 76M108 76q26 22 28 74", seam, 1.6, opacity=0.7)
        + disc(108, 76, 6, darker(look.colour, 20))
        + motif(look.motif, look.trim, 112, 122, 0.9)
    )


def beanie(look: Look) -> str:
    """A knitted hat."""
    ribs = "M66 154v44M82 154v44M98 154v44M114 154v44M130 154v44M146 154v44M162 154v44"
    return (
        disc(MIDDLE, 62, 18, look.trim)
        + cloth("M54 156Q50 70 116 66t62 90z", look)
        + stroke(
            "M82 152Q82 92 108 70M116 152V70M150 152Q150 92 124 70",
            seam_of(look.colour),
            1.6,
            opacity=0.5,
        )
        + flat("M48 152q0-6 6-6h124q6 0 6 6v44q0 8-8 8H56q-8 0-8-8z", darker(look.colour, 8))
        + stroke(ribs, seam_of(look.colour), 1.8, opacity=0.55)
    )


def gloves(look: Look) -> str:
    """A pair of gloves."""
    one = cloth(
        "M10 150V84Q-6 70-12 48q-4-12 6-14t14 10l8 18V14q0-9 7-9t7 9V6q0-9 8-9t8 9v6q0-8 8-8t7 8v16"
        "q0-8 7-7t7 9v46q0 30-14 52v22z",
        look,
    ) + box((6, 138, 54, 24), look.trim, 4)
    left = moved(f'<g id="o">{one}</g>', 46, 44)
    return left + '<use href="#o" transform="translate(192 44) scale(-1 1)"/>'


def stole(look: Look) -> str:
    """A stole, folded over itself."""
    fringe = "M70 196v12M80 196v12M90 196v12M100 196v12M126 182v12M136 182v12M146 182v12M156 182v12"
    return (
        cloth("M122 70h40v112h-40zM66 80h40v116H66z", look)
        + cloth("M58 66Q52 34 116 34t58 32q0 34-58 34T58 66z", look)
        + stroke(
            "M74 56q40-14 84 0M70 72q46-16 92 0M80 88q36-12 72-2",
            seam_of(look.colour),
            1.8,
            opacity=0.45,
        )
        + stroke(fringe, seam_of(look.colour), 2)
    )


GARMENTS: dict[str, Callable[[Look], str]] = {
    "ankle_socks": ankle_socks,
    "beanie": beanie,
    "cap": cap,
    "gloves": gloves,
    "hoodie": hoodie,
    "leggings": leggings,
    "long_sleeve": long_sleeve,
    "shirt": shirt,
    "socks": socks,
    "stole": stole,
    "sweatshirt": sweatshirt,
    "t_shirt": t_shirt,
    "trousers": trousers,
}
