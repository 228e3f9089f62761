"""Where Tanaban listens and under which name browsers find it."""

import argparse
import errno
import os
import socket
import ssl
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from progress import TroubleError

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8080
EVERY_INTERFACE = {"0.0.0.0", "::"}  # noqa: S104 - what a person may ask for, not our default
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@dataclass(frozen=True, kw_only=True)
class Address:
    """The answer to: where, and how safely?"""

    host: str
    port: int
    certificate: Path | None
    key: Path | None
    origins: str

    def environment(self) -> dict[str, str]:
        """Tell the children, in the words they read."""
        return {
            "TANABAN_HOST": self.host,
            "TANABAN_PORT": str(self.port),
            "TANABAN_CERTIFICATE": str(self.certificate or ""),
            "TANABAN_KEY": str(self.key or ""),
            "PUBLIC_ORIGIN": self.origins,
        }

    @property
    def origin(self) -> str:
        """The one that people open."""
        return self.origins.split(",")[0].strip()

    def refuse_if_taken(self) -> None:
        """Find out before anything is set up that nobody can listen there."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        try:
            with socket.socket(family) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((self.host, self.port))
        except OSError as error:
            raise self._trouble(error) from error

    def _trouble(self, error: OSError) -> TroubleError:
        if error.errno == errno.EADDRINUSE:
            return TroubleError(
                f"Port {self.port} on {self.host} is in use by another program.",
                f"./scripts/start --port {self.port + 1}\n"
                f"or see who has it:  ss -ltnp 'sport = :{self.port}'",
            )
        if error.errno == errno.EACCES:
            return TroubleError(
                f"Only root may listen on port {self.port}.",
                "./scripts/start --port 8443   (and let a proxy or the firewall forward to it)",
            )
        return TroubleError(
            f"This machine cannot listen on {self.host}: {error.strerror}.",
            "ip -brief address   shows the addresses it has.",
        )

    def answers(self) -> bool:
        """Whether the server says it is well."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104
        host = f"[{host}]" if ":" in host else host
        scheme = "https" if self.certificate else "http"
        request = urllib.request.Request(  # noqa: S310 - http or https, to ourselves
            f"{scheme}://{host}:{self.port}/healthz",
            headers={"Host": urlsplit(self.origin).netloc},
        )
        trust = ssl.create_default_context()
        trust.check_hostname = False
        trust.verify_mode = ssl.CERT_NONE  # our own process, asked over its own address
        opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=trust)
        )
        try:
            with opener.open(request, timeout=5) as answer:
                return bool(answer.status == 200)  # noqa: PLR2004 - HTTP
        except (urllib.error.URLError, OSError):
            return False


def read_address(options: argparse.Namespace, settings: Mapping[str, str]) -> Address:
    """Options first, then the environment, then var/settings.env, then what suits a desk."""
    said = {**settings, **os.environ}
    host = options.host or said.get("TANABAN_HOST") or DEFAULT_HOST
    port = options.port or int(said.get("TANABAN_PORT") or DEFAULT_PORT)
    certificate = options.certificate or said.get("TANABAN_CERTIFICATE")
    key = options.key or said.get("TANABAN_KEY")
    if bool(certificate) != bool(key):
        raise TroubleError("A certificate and its key belong together: --certificate and --key.")
    for file in filter(None, (certificate, key)):
        if not os.access(file, os.R_OK):
            raise TroubleError(f"{file} cannot be read.")
    return Address(
        host=host,
        port=port,
        certificate=Path(certificate).resolve() if certificate else None,
        key=Path(key).resolve() if key else None,
        origins=said.get("PUBLIC_ORIGIN") or guess_origins(host, port, certificate),
    )


def guess_origins(host: str, port: int, certificate: str | None) -> str:
    """Guess the name in the address bar: this machine's, or those the certificate was made for."""
    names = [DEFAULT_HOST if host in EVERY_INTERFACE | LOOPBACK else host]
    if certificate:
        names = names_on(certificate) or names
        return ",".join(f"https://{name}{'' if port == 443 else f':{port}'}" for name in names)  # noqa: PLR2004
    if host not in EVERY_INTERFACE | LOOPBACK:
        raise TroubleError(
            f"http://{host}:{port} would send badges and PINs in the clear, and browsers allow\n"
            "no offline work there.",
            "./scripts/start --host 0.0.0.0 --certificate FILE --key FILE\n"
            "or put a TLS proxy in front and set PUBLIC_ORIGIN=https://… in var/settings.env",
        )
    return f"http://{names[0]}:{port}"


def names_on(certificate: str) -> list[str]:
    """Return the names and addresses a certificate was made for, the patterns left out."""
    decode = getattr(getattr(ssl, "_ssl", None), "_test_decode_cert", None)
    if decode is None:
        return []
    try:
        found = decode(certificate).get("subjectAltName", ())
    except (ssl.SSLError, OSError, ValueError) as error:
        raise TroubleError(f"{certificate} is no certificate in PEM form.") from error
    return [name for kind, name in found if kind in {"DNS", "IP Address"} and "*" not in name]
