"""What may be an address of a connection, what an answer means, when to try again."""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Literal
from urllib.parse import urlsplit

KINDS = (
    "shipment.shipped",
    "order.cancelled",
    "order.short",
    "order.returned",
    "order.changed",
    "order.noticed",
    "stock.available",
)
TEST = "connection.test"

BACK_OFF_SECONDS = (5, 15, 60, 300, 900, 1800, 3600, 7200, 14400, 28800)
"""How long to wait after the nth attempt that failed; after the last one the sending is dead."""
TRIES_MAX = len(BACK_OFF_SECONDS) + 1
REST_SECONDS_MAX = 900
JITTER = 0.2

NEVER = tuple(ip_network(one) for one in ("168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24"))
"""Inside though it looks public: Azure's own host; protocol numbers with Oracle's metadata; relays.
What Python takes for public among the last two differs from version to version."""
NAT64 = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))

Address = IPv4Address | IPv6Address
Outcome = Literal["heard", "again", "gone"]


@dataclass(frozen=True, slots=True)
class Target:
    """An address, taken apart."""

    scheme: str
    host: str
    port: int
    path: str
    """With its query."""

    @property
    def host_header(self) -> str:
        """What the other side expects to be called."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = 443 if self.scheme == "https" else 80
        return host if self.port == usual else f"{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class BadAddress:
    """Why nothing is ever sent to an address."""

    code: str
    """address_unreadable, address_not_https, address_has_password, address_not_public,
    address_unknown."""


def target_of(address: str, *, allowed: frozenset[str]) -> Target | BadAddress:
    """Take an address apart; whether its host is public is asked when it is known.

    Args:
        address: as somebody has typed it.
        allowed: `host:port` that this installation allows by name, also without https.
    """
    if not address.isascii() or any(letter <= " " for letter in address):
        return BadAddress("address_unreadable")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return BadAddress("address_unreadable")
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in {"http", "https"} or not host or "%" in host or port == 0:
        return BadAddress("address_unreadable")
    if parts.username is not None or parts.password is not None:
        return BadAddress("address_has_password")
    port = port or (443 if parts.scheme == "https" else 80)
    if parts.scheme == "http" and f"{host}:{port}" not in allowed:
        return BadAddress("address_not_https")
    path = parts.path or "/"
    return Target(parts.scheme, host, port, f"{path}?{parts.query}" if parts.query else path)


def is_public(number: str) -> bool:
    """Whether an IP number is somewhere out there: no number that leads back into a house.

    Numbers that carry another one inside (IPv4 in IPv6, 6to4, Teredo, NAT64) are what they carry.
    """
    found = ip_address(number.partition("%")[0])
    inner = carried_by(found)
    if inner is not None:
        return is_public(str(inner))
    return (
        found.is_global
        and not found.is_multicast
        and not found.is_reserved
        and not found.is_unspecified
        and not any(found in network for network in NEVER)
    )


def carried_by(number: Address) -> IPv4Address | None:
    """The IPv4 number inside an IPv6 number, if it carries one."""
    if isinstance(number, IPv4Address):
        return None
    if number.ipv4_mapped is not None:
        return number.ipv4_mapped
    if number.sixtofour is not None:
        return number.sixtofour
    if number.teredo is not None:
        return number.teredo[1]
    if any(number in network for network in NAT64):
        return IPv4Address(int(number) & 0xFFFFFFFF)
    return None


def outcome_of(status: int | None) -> Outcome:
    """What an answer means: heard, to be told again, or nobody wants to hear anything any more."""
    if status is not None and 200 <= status < 300:  # noqa: PLR2004 - every 2xx is a yes
        return "heard"
    return "gone" if status == 410 else "again"  # noqa: PLR2004 - Gone: as Standard Webhooks has it


CERTIFICATE_FAULTS = {
    9: "certificate_not_of_today",
    10: "certificate_not_of_today",
    18: "certificate_of_nobody_known",
    19: "certificate_of_nobody_known",
    20: "certificate_of_nobody_known",
    21: "certificate_of_nobody_known",
    62: "certificate_of_another_name",
    64: "certificate_of_another_name",
}
"""OpenSSL's reasons (X509_V_ERR) in our words."""


def fault_of_tls(verify_code: int | None) -> str:
    """Why no safe line came about; None: not because of the certificate."""
    if verify_code is None:
        return "no_safe_line"
    return CERTIFICATE_FAULTS.get(verify_code, "certificate_refused")


def is_away(status: int | None) -> bool:
    """Whether the other side, and not this one piece of news, is the trouble."""
    return status is None or status == 429 or status >= 500  # noqa: PLR2004 - too many; its fault


def seconds_until_next(tries: int, *, chance: float) -> float | None:
    """How long to wait after so many attempts; none: it was the last.

    Args:
        tries: how many attempts there were, from 1.
        chance: from 0 to 1; whoever failed together does not come back together.
    """
    if tries >= TRIES_MAX:
        return None
    return BACK_OFF_SECONDS[tries - 1] * (1 + JITTER * (2 * chance - 1))


def seconds_of_rest(failures_in_a_row: int, *, chance: float) -> float:
    """How long to leave a connection alone where nobody answers."""
    nth = min(failures_in_a_row, len(BACK_OFF_SECONDS))
    return min(BACK_OFF_SECONDS[nth - 1], REST_SECONDS_MAX) * (1 + JITTER * (2 * chance - 1))


def signature_of(secrets: list[str], *, public_id: str, moment: int, body: bytes) -> str:
    """The signatures of a body, one for each secret that counts (Standard Webhooks, v1)."""
    signed = f"{public_id}.{moment}.".encode() + body
    return " ".join(f"v1,{signature_by(secret, signed)}" for secret in secrets)


def signature_by(secret: str, signed: bytes) -> str:
    """HMAC-SHA256 under a secret as it is shown, `whsec_` and base64."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    return base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
