"""Hands out the built PWA: files that never change for ever, the page itself never from a cache."""

import re
from mimetypes import guess_type
from pathlib import Path, PurePosixPath

from flask import Flask, Response, current_app, request, send_from_directory
from werkzeug.exceptions import MethodNotAllowed
from werkzeug.security import safe_join

from server.foundation.access import allow
from server.foundation.errors import refuse
from server.settings import Settings

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
HASHED = re.compile(r"assets/.+-[A-Za-z0-9_-]{8,}\.[a-z0-9.]+")
COMPRESSED = {"br": ".br", "gzip": ".gz"}
"""Copies that the build lays beside its files, the smallest first."""
FOR_EVER = "public, max-age=31536000, immutable"
ASK_FIRST = "no-cache"
A_DAY = "public, max-age=86400"
NOT_BUILT = "The PWA is not built yet. Run ./scripts/start, or npm run build in pwa/.\n"


def install_pages(app: Flask, settings: Settings) -> None:
    """Serve every address that is neither the API nor the socket from the PWA's build."""

    @app.get("/", defaults={"path": ""})
    @app.get("/<path:path>")
    @allow.anyone
    def show_page(path: str) -> Response:
        return page_answer(settings.pwa, path)

    @app.route("/api/<path:path>", methods=list(METHODS))
    @allow.anyone
    def show_nothing(path: str) -> Response:
        if others := methods_of_address():
            raise MethodNotAllowed(valid_methods=others)
        refuse(404, "not_found", f"The API has no /api/{path}.")


def methods_of_address() -> list[str]:
    """The methods that the address of this request does take, this one excepted."""
    adapter = current_app.url_map.bind_to_environ(request.environ)
    taken = []
    for method in METHODS:
        rule, _ = adapter.match(method=method, return_rule=True)
        if rule.endpoint != request.endpoint:
            taken.append(method)
    return taken


def page_answer(build: Path, path: str) -> Response:
    """A file of the build, or the one page for an address of the application.

    An address with a suffix is a file: a missing script must not be answered with a page.
    """
    if PurePosixPath(path).suffix:
        return file_answer(build, path)
    if not (build / "index.html").is_file():
        return Response(NOT_BUILT, 503, mimetype="text/plain")
    return file_answer(build, "index.html")


def file_answer(build: Path, path: str) -> Response:
    """A file of the build, in the smallest form that the browser takes."""
    taken = [one for one in COMPRESSED if request.accept_encodings[one] > 0]
    for encoding in taken:
        copy = safe_join(str(build), path + COMPRESSED[encoding])
        if copy is not None and Path(copy).is_file():
            kind = guess_type(path)[0] or "application/octet-stream"
            response = send_from_directory(
                build, path + COMPRESSED[encoding], etag=True, mimetype=kind
            )
            response.headers["Content-Encoding"] = encoding
            break
    else:
        response = send_from_directory(build, path, etag=True)
    response.headers["Cache-Control"] = caching_of(path)
    response.vary.add("Accept-Encoding")
    return response


def caching_of(path: str) -> str:
    """How long browsers may keep a file: hashed names for ever, workers and pages never unasked."""
    if HASHED.fullmatch(path):
        return FOR_EVER
    if path.startswith("icons/"):
        return A_DAY
    return ASK_FIRST
