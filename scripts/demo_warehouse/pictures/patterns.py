"""Cloth patterns, old and new, as SVG patterns that fill any outline."""

from scripts.demo_warehouse.pictures.ink import box, disc, shape, stroke

HEXAGON = "M0 0l12 7v14L0 28M24 0L12 7M24 28L12 21M0 0v28M24 0v28M12 7L0 14l12 7 12-7z"


def asanoha(ink: str) -> tuple[int, int, str]:
    """麻の葉: hemp leaves."""
    return 24, 28, stroke(HEXAGON, ink, 1.5)


def seigaiha(ink: str) -> tuple[int, int, str]:
    """青海波: waves of the blue sea."""
    arcs = "M0 14a14 14 0 0 1 28 0M5 14a9 9 0 0 1 18 0M10 14a4 4 0 0 1 8 0"
    lower = (
        "M-14 28a14 14 0 0 1 28 0M-9 28a9 9 0 0 1 18 0M14 28a14 14 0 0 1 28 0M19 28a9 9 0 0 1 18 0"
    )
    return 28, 28, stroke(arcs + lower, ink, 1.8)


def ichimatsu(ink: str) -> tuple[int, int, str]:
    """市松: a chequerboard."""
    return 32, 32, box((0, 0, 16, 16), ink) + box((16, 16, 16, 16), ink)


def stripes(ink: str) -> tuple[int, int, str]:
    """縞: stripes."""
    return 16, 16, box((0, 0, 6, 16), ink) + box((10, 0, 2, 16), ink)


def border(ink: str) -> tuple[int, int, str]:
    """ボーダー: stripes that lie."""
    return 20, 20, box((0, 0, 20, 8), ink)


def dots(ink: str) -> tuple[int, int, str]:
    """水玉: dots."""
    return 24, 24, disc(6, 6, 4.5, ink) + disc(18, 18, 4.5, ink)


def checks(ink: str) -> tuple[int, int, str]:
    """格子: a tartan."""
    return (
        26,
        26,
        box((0, 0, 26, 9), ink, opacity=0.5)
        + box((0, 0, 9, 26), ink, opacity=0.5)
        + stroke("M0 18H26M18 0V26", ink, 1.4),
    )


def arrows(ink: str) -> tuple[int, int, str]:
    """矢絣: arrow feathers."""
    return (
        24,
        28,
        shape("M0 0L6 8 12 0V18L6 26 0 18z", ink)
        + shape("M12 14L18 22 24 14V28H12zM12 0H24V4L18 12 12 4z", ink, opacity=0.4),
    )


def rings(ink: str) -> tuple[int, int, str]:
    """七宝: rings through rings."""
    middle = "M0 14a14 14 0 0 0 28 0a14 14 0 0 0-28 0"
    corners = (
        "M14 0a14 14 0 0 1-14 14M14 0a14 14 0 0 0 14 14"
        "M0 14a14 14 0 0 1 14 14M28 14a14 14 0 0 0-14 14"
    )
    return 28, 28, stroke(middle + corners, ink, 1.8)


PATTERNS = {
    "arrows": arrows,
    "asanoha": asanoha,
    "border": border,
    "checks": checks,
    "dots": dots,
    "ichimatsu": ichimatsu,
    "rings": rings,
    "seigaiha": seigaiha,
    "stripes": stripes,
}


def pattern(name: str, ink: str) -> str:
    """The definition of a pattern; what is filled with `url(#p)` shows it."""
    if name not in PATTERNS:
        return ""
    width, height, drawing = PATTERNS[name](ink)
    return (
        f'<pattern id="p" width="{width}" height="{height}" patternUnits="userSpaceOnUse">'
        f"{drawing}</pattern>"
    )
