"""What a camera sees: pictures of real barcodes, as a film that Chromium takes for its camera."""

from collections.abc import Sequence
from pathlib import Path

from barcode.codex import Code128

WIDTH, HEIGHT = 640, 480
MODULE_PX = 3
BARS_PX = 170
PER_SECOND = 10
GREY = 128
WHITE, BLACK = 235, 16


def film_of(path: Path, labels: Sequence[str | None], *, seconds_each: float = 1.0) -> Path:
    """A film that shows these labels one after the other, over and over; None is an empty table."""
    frames = round(seconds_each * PER_SECOND)
    colour = bytes([GREY]) * (WIDTH * HEIGHT // 2)
    with path.open("wb") as film:
        film.write(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F{PER_SECOND}:1 Ip A1:1 C420jpeg\n".encode())
        for label in labels:
            picture = b"FRAME\n" + picture_of(label) + colour
            film.write(picture * frames)
    return path


def picture_of(label: str | None) -> bytes:
    """The grey values of a label on a white table, in the middle of the picture."""
    empty = bytes([WHITE]) * WIDTH
    if label is None:
        return empty * HEIGHT
    modules = "".join(Code128(label).build())
    bars = b"".join(bytes([BLACK if one == "1" else WHITE]) * MODULE_PX for one in modules)
    left = (WIDTH - len(bars)) // 2
    assert left > 10 * MODULE_PX, "the quiet zone is in the picture"
    row = empty[:left] + bars + empty[: WIDTH - left - len(bars)]
    above = (HEIGHT - BARS_PX) // 2
    return empty * above + row * BARS_PX + empty * (HEIGHT - BARS_PX - above)


def before_camera(film: Path | None, *, is_allowed: bool = True) -> list[str]:
    """What Chromium is started with to take a film for its camera."""
    words = ["--use-fake-device-for-media-stream"]
    if film is not None:
        words.append(f"--use-file-for-fake-video-capture={film}")
    return [*words, "--use-fake-ui-for-media-stream"] if is_allowed else words
