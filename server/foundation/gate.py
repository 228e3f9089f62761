"""Stands before the application: answers to our own names only, and gives every answer its headers.

Done here, once, with ready-made pairs: a scan pays microseconds for it.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import orjson

from server.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HEADERS = {
    "Content-Security-Policy": (
        # Our own decoder of camera pictures is WebAssembly; nothing else may be compiled.
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; "
        "img-src 'self' data: blob:; connect-src 'self'{sockets}; "
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
STRANGE_HOST = orjson.dumps(
    {
        "code": "host_unknown",
        "message": "PUBLIC_ORIGIN does not name this host.",
        "detail": {},
    }
)


class Gate:
    """Refuses requests for other hosts; tells browsers what no page of ours ever does."""

    def __init__(self, wsgi_app: "WSGIApplication", settings: Settings) -> None:
        """Take the application behind the gate."""
        self._wsgi_app = wsgi_app
        self._hosts = frozenset(settings.trusted_hosts)
        self._headers = [(name, value, name.lower()) for name, value in headers_for(settings)]

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Let a request in, or not."""
        if host_of(environ.get("HTTP_HOST", "")) not in self._hosts:
            start_response("400 Bad Request", [("Content-Type", "application/json")])
            return [STRANGE_HOST]

        def start(status: str, headers: list[tuple[str, str]], *exc_info: object) -> object:
            said = {name.lower() for name, _ in headers}
            headers += [(name, value) for name, value, key in self._headers if key not in said]
            return start_response(status, headers, *exc_info)  # type: ignore[arg-type]

        return self._wsgi_app(environ, start)  # type: ignore[arg-type]


def host_of(header: str) -> str:
    """The name in a Host header, without the port; an IPv6 address keeps its brackets."""
    if header.startswith("["):
        return header.partition("]")[0].lower() + "]"
    return header.partition(":")[0].lower()


def headers_for(settings: Settings) -> list[tuple[str, str]]:
    """The headers of every answer. A view may set a stricter one itself."""
    scheme = "wss" if settings.is_https else "ws"
    # A source list cannot name an IPv6 address; browsers say so in their log at every page.
    hosts = [origin.partition("://")[2] for origin in sorted(settings.accepted_origins)]
    sockets = "".join(f" {scheme}://{host}" for host in hosts if not host.startswith("["))
    headers = {name: value.replace("{sockets}", sockets) for name, value in HEADERS.items()}
    if settings.is_https:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    return list(headers.items())
