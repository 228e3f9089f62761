"""The link that lets a device in, as a picture that its camera reads."""

import io

import segno


def link_svg(url: str) -> str:
    """A link as an SVG for a page: black on white, whatever the page's theme."""
    picture = io.BytesIO()
    segno.make(url, error="m", micro=False).save(
        picture,
        kind="svg",
        border=4,
        dark="#000",
        light="#fff",
        xmldecl=False,
        svgclass=None,
        lineclass=None,
        omitsize=True,
    )
    return picture.getvalue().decode("utf-8").strip()


def link_in_terminal(url: str) -> str:
    """A link as lines of half blocks, for the window in which the server was started."""
    picture = io.StringIO()
    segno.make(url, error="l", micro=False).terminal(picture, border=2, compact=True)
    return picture.getvalue()
