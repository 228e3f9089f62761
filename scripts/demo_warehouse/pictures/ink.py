"""Colours and the few strokes that every drawing is made of. All lengths are units of 1/240."""

from collections.abc import Iterable
from html import escape

INK = "#27313d"
PAPER = "#fffdf8"
MIDDLE = 116
PALE = 150
"""From this brightness on, dark ink reads better than light."""


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of `#rrggbb`, 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def blend(colour: str, other: str, percent: int) -> str:
    """`colour` with `percent` of `other` in it."""
    mixed = (
        (own * (100 - percent) + new * percent + 50) // 100
        for own, new in zip(channels(colour), channels(other), strict=True)
    )
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def darker(colour: str, percent: int) -> str:
    """`colour` in the shade."""
    return blend(colour, "#1a1420", percent)


def lighter(colour: str, percent: int) -> str:
    """`colour` in the light."""
    return blend(colour, "#ffffff", percent)


def brightness(colour: str) -> int:
    """How light a colour looks, 0 to 255."""
    red, green, blue = channels(colour)
    return (299 * red + 587 * green + 114 * blue) // 1000


def ink_on(colour: str) -> str:
    """What can be read on this colour: a dark or a light relative of it."""
    return darker(colour, 72) if brightness(colour) > PALE else lighter(colour, 90)


def shape(d: str, fill: str, **more: str | float) -> str:
    """A filled outline."""
    return f'<path d="{d}" fill="{fill}"{attributes(more)}/>'


def stroke(d: str, colour: str, width: float = 2, **more: str | float) -> str:
    """A line with round ends."""
    return (
        f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width}"'
        f' stroke-linecap="round" stroke-linejoin="round"{attributes(more)}/>'
    )


def box(
    frame: tuple[float, float, float, float], fill: str, radius: float = 0, **more: str | float
) -> str:
    """A rectangle: left, top, width, height."""
    left, top, width, height = frame
    rounding = f' rx="{radius}"' if radius else ""
    return (
        f'<rect x="{left}" y="{top}" width="{width}" height="{height}"{rounding}'
        f' fill="{fill}"{attributes(more)}/>'
    )


def disc(x: float, y: float, radius: float, fill: str, **more: str | float) -> str:
    """A circle."""
    return f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{fill}"{attributes(more)}/>'


def oval(frame: tuple[float, float, float, float], fill: str, **more: str | float) -> str:
    """An ellipse: middle x, middle y, half width, half height."""
    x, y, half_width, half_height = frame
    return (
        f'<ellipse cx="{x}" cy="{y}" rx="{half_width}" ry="{half_height}"'
        f' fill="{fill}"{attributes(more)}/>'
    )


def words(text: str, x: float, y: float, size: float, fill: str, **more: str | float) -> str:
    """Text, its middle at x and its foot at y."""
    if not text:
        return ""
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" fill="{fill}"'
        f' text-anchor="middle"{attributes(more)}>{escape(text)}</text>'
    )


def rounded(outline: str, colour: str) -> str:
    """A turned body: light from the left, shade on the right."""
    return shape(outline, colour) + shape(outline, "url(#s)")


def flat(outline: str, colour: str) -> str:
    """A flat body: light from above."""
    return shape(outline, colour) + shape(outline, "url(#l)")


def branded(brand: str, x: float, y: float, room: float, fill: str) -> str:
    """A brand's name in wide small capitals, its middle at x."""
    size = min(8.0, round(room / (len(brand) * 0.8 + 1), 1))
    return words(brand, x, y, size, fill, letter_spacing=round(size / 8, 1), opacity=0.8)


def standing(text: str, x: float, y: float, size: float, fill: str) -> str:
    """Japanese text that runs downwards from y, its middle at x."""
    if not text:
        return ""
    letters = "".join(
        f'<tspan x="{x}" y="{round(y + size * (0.88 + nth * 1.06), 1)}">{escape(letter)}</tspan>'
        for nth, letter in enumerate(text.replace("ー", "︱"))
    )
    return f'<text font-size="{size}" fill="{fill}" text-anchor="middle">{letters}</text>'


def attributes(more: dict[str, str | float]) -> str:
    """Further attributes; `stroke_width` is written `stroke-width`."""
    return "".join(f' {name.replace("_", "-")}="{value}"' for name, value in more.items())


def width_of(text: str, size: float) -> float:
    """About how wide a bold text runs; East Asian letters are square."""
    narrow = sum(0.66 if letter.isascii() else 1.0 for letter in text)
    return narrow * size


def fitting(text: str, size: float, room: float) -> float:
    """The size at which a text fits the room, at most `size`."""
    wanted = width_of(text, size)
    return size if wanted <= room else round(size * room / wanted, 1)


def together(parts: Iterable[str]) -> str:
    """Strokes on top of each other, first at the bottom."""
    return "".join(parts)


def moved(drawing: str, x: float, y: float, scale: float = 1, turn: float = 0) -> str:
    """A drawing put elsewhere, smaller or larger, turned by degrees."""
    steps = f"translate({x} {y})"
    if turn:
        steps += f" rotate({turn})"
    if scale != 1:
        steps += f" scale({scale})"
    return f'<g transform="{steps}">{drawing}</g>'


def repeated(drawing: str, *steps: tuple[float, float]) -> str:
    """A drawing, and the same behind it at each step (right, down) from there."""
    behind = "".join(f'<use href="#o" x="{right}" y="{down}"/>' for right, down in steps)
    return f'{behind}<g id="o">{drawing}</g>'
