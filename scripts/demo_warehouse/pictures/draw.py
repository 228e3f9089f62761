"""The sheet every picture is drawn on: tile, shadow, the thing, and the tag in the corner."""

from scripts.demo_warehouse.pictures.garments import GARMENTS
from scripts.demo_warehouse.pictures.home import HOME
from scripts.demo_warehouse.pictures.ink import (
    INK,
    blend,
    box,
    moved,
    oval,
    width_of,
    words,
)
from scripts.demo_warehouse.pictures.larder import LARDER
from scripts.demo_warehouse.pictures.leaflets import LEAFLETS
from scripts.demo_warehouse.pictures.look import Look
from scripts.demo_warehouse.pictures.makeup import MAKEUP
from scripts.demo_warehouse.pictures.skincare import SKINCARE
from scripts.demo_warehouse.pictures.tea import TEA

TAG_SIZES = {1: 38, 2: 34, 3: 28, 4: 28}
"""How large a tag of so many letters is written."""

FORMS = {**GARMENTS, **HOME, **LARDER, **LEAFLETS, **MAKEUP, **SKINCARE, **TEA}

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240" width="240" height="240"'
    " xml:lang=\"ja\" font-family=\"'Noto Sans CJK JP','Hiragino Sans',sans-serif\""
    ' font-weight="600"><defs>'
)
ROUND_SHADE = (
    '<linearGradient id="s"><stop stop-opacity=".26"/><stop offset=".16" stop-opacity="0"/>'
    '<stop offset=".2" stop-color="#fff" stop-opacity=".05"/>'
    '<stop offset=".31" stop-color="#fff" stop-opacity=".5"/>'
    '<stop offset=".44" stop-color="#fff" stop-opacity=".04"/>'
    '<stop offset=".6" stop-opacity=".02"/><stop offset="1" stop-opacity=".3"/></linearGradient>'
)
FLAT_SHADE = (
    '<linearGradient id="l" x2=".5" y2="1"><stop stop-color="#fff" stop-opacity=".24"/>'
    '<stop offset=".5" stop-color="#fff" stop-opacity="0"/>'
    '<stop offset="1" stop-opacity=".16"/></linearGradient>'
)
FLOOR_SHADE = (
    '<radialGradient id="f"><stop stop-color="#2b2130" stop-opacity=".42"/>'
    '<stop offset=".6" stop-color="#2b2130" stop-opacity=".16"/>'
    '<stop offset="1" stop-opacity="0"/></radialGradient>'
)


def picture_of(look: Look) -> str:
    """The picture of one product: a whole SVG file, no more than 3,000 bytes.

    Raises:
        KeyError: nobody knows how to draw this form.
    """
    thing = FORMS[look.form](look)
    if look.size_percent != 100:  # noqa: PLR2004 - a hundred percent is as drawn
        scale = look.size_percent / 100
        thing = moved(thing, round(116 * (1 - scale), 1), round(206 * (1 - scale), 1), scale)
    ground = blend("#f3efe8", look.colour, 13)
    return (
        f"{HEAD}{ROUND_SHADE}{FLAT_SHADE}{FLOOR_SHADE}</defs>"
        f"{box((0, 0, 240, 240), ground, 26)}"
        f"{oval((118, 206, 84, 13), 'url(#f)')}"
        f"{thing}{corner_tag(look.tag)}</svg>"
    )


def corner_tag(text: str) -> str:
    """What tells this variant from its sisters, large enough for a 96 pixel tile."""
    if not text:
        return ""
    size = TAG_SIZES.get(len(text), 24)
    height = size + 14
    width = max(height, round(width_of(text, size) + 20))
    left, top = 234 - width, 234 - height
    return box(
        (left, top, width, height), "#fff", height / 2, stroke=INK, stroke_opacity=0.16
    ) + words(
        text, left + width / 2, top + height / 2 + round(size * 0.36, 1), size, INK, font_weight=800
    )
