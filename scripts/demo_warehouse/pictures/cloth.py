"""Cloth: its colour, its pattern, the light on it, its edge."""

from scripts.demo_warehouse.pictures.ink import MIDDLE, brightness, darker, lighter, shape
from scripts.demo_warehouse.pictures.look import Look
from scripts.demo_warehouse.pictures.motifs import MOTIFS, motif
from scripts.demo_warehouse.pictures.patterns import PATTERNS, pattern


def seam_of(colour: str) -> str:
    """The colour of seams and folds: visible on white and on black."""
    return lighter(colour, 32) if brightness(colour) < 70 else darker(colour, 30)  # noqa: PLR2004 - near black


def cloth(outline: str, look: Look) -> str:
    """A piece of cloth: its colour, its pattern, the light on it, its edge."""
    woven = ""
    if look.motif in PATTERNS:
        woven = f"<defs>{pattern(look.motif, look.trim)}</defs>" + shape(outline, "url(#p)")
    return (
        shape(outline, look.colour)
        + woven
        + shape(
            outline,
            "url(#l)",
            stroke=seam_of(look.colour),
            stroke_width=1.6,
            stroke_linejoin="round",
        )
    )


def printed_on(look: Look, y: float, scale: float = 1) -> str:
    """The print in the middle of a garment, when it has one."""
    if look.motif not in MOTIFS:
        return ""
    return motif(look.motif, look.trim, MIDDLE, y, scale)
