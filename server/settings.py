"""What an operator may set. The environment is read once, here; everything else is handed in."""

import os
import secrets
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

CHECKOUT = Path(__file__).resolve().parent.parent
LOOPBACK_HOSTS = ("localhost", "127.0.0.1", "[::1]")
SECRET_CHARACTERS_MIN = 32
SECRET_DIFFERENT_CHARACTERS_MIN = 12


class UnsafeSettings(RuntimeError):  # noqa: N818 - a sentence a person reads at start-up
    """The server refuses to start; the message says what to change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that differs between two installations. Sizes in bytes, times in seconds."""

    database_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    redis_url: str | None = field(default=None, repr=False)
    public_origins: tuple[str, ...] = ("http://localhost:8080",)
    """Where browsers find this server; the first one is printed on QR codes."""
    trusted_proxies: int = 0
    """How many reverse proxies stand in front and set X-Forwarded-*."""
    log_format: str = "console"
    """`console` for a person, `json` for a machine."""
    log_level: str = "INFO"
    keeping: Path = CHECKOUT / "var"
    """The folder for what running makes: database, secret, uploads, job queue."""
    pwa: Path = CHECKOUT / "pwa" / "dist"
    """The built PWA."""
    carts_ahead: int = 2
    """How many carts a handheld takes ahead, to go on with when the network is gone."""
    photos_kept_days: int = 90
    """How long the photo of an exception is kept after it was decided."""
    webhook_addresses_allowed: tuple[str, ...] = ()
    """`host:port` to which webhooks may go though it is not public, or not https."""
    sandbox: bool = False
    """Nothing is sent out by itself, whatever the connections say: a copy for trying things."""
    folders_root: Path | None = None
    """Below it lie the folders that are watched for files; none: no folder is."""
    body_bytes_max: int = 1_000_000
    import_bytes_max: int = 64_000_000

    @staticmethod
    def from_environment(environment: Mapping[str, str] = os.environ) -> "Settings":
        """Read the settings once; make the secret on the first start.

        Raises:
            UnsafeSettings: when a setting would make the server unsafe.
        """
        keeping = Path(environment.get("TANABAN_VAR", CHECKOUT / "var")).resolve()
        keeping.mkdir(parents=True, exist_ok=True)
        origins = environment.get("PUBLIC_ORIGIN", "http://localhost:8080")
        settings = Settings(
            database_url=environment.get(
                "DATABASE_URL", f"sqlite:///{keeping / 'tanaban.sqlite3'}"
            ),
            redis_url=environment.get("REDIS_URL") or None,
            secret_key=environment.get("SECRET_KEY") or kept_secret(keeping / "secret.key"),
            public_origins=tuple(origin.strip().rstrip("/") for origin in origins.split(",")),
            trusted_proxies=int(environment.get("TRUSTED_PROXIES", "0")),
            log_format=environment.get("LOG_FORMAT", "console"),
            log_level=environment.get("LOG_LEVEL", "INFO").upper(),
            keeping=keeping,
            pwa=Path(environment.get("TANABAN_PWA", CHECKOUT / "pwa" / "dist")).resolve(),
            carts_ahead=int(environment.get("CARTS_AHEAD", "2")),
            photos_kept_days=int(environment.get("PHOTOS_KEPT_DAYS", "90")),
            webhook_addresses_allowed=tuple(
                environment.get("WEBHOOK_ADDRESSES_ALLOWED", "").replace(",", " ").split()
            ),
            folders_root=folder_from(environment.get("FOLDERS_ROOT", "")),
            sandbox=environment.get("SANDBOX", "0") == "1",
        )
        settings.refuse_unsafe()
        return settings

    @property
    def public_origin(self) -> str:
        """The origin that links and QR codes carry."""
        return self.public_origins[0]

    @property
    def is_https(self) -> bool:
        """Whether cookies may be marked Secure."""
        return self.public_origin.startswith("https://")

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is embedded."""
        return self.database_url.startswith("sqlite")

    @property
    def accepted_origins(self) -> frozenset[str]:
        """Every origin a page of ours can have; this machine has several names for itself."""
        accepted = set(self.public_origins)
        for origin in self.public_origins:
            parts = urlsplit(origin)
            if is_loopback(parts.hostname or ""):
                port = f":{parts.port}" if parts.port else ""
                accepted |= {f"{parts.scheme}://{host}{port}" for host in LOOPBACK_HOSTS}
        return frozenset(accepted)

    @property
    def trusted_hosts(self) -> tuple[str, ...]:
        """Host headers that are answered; the names of the accepted origins, without the port."""
        hosts = {urlsplit(origin).hostname or "" for origin in self.accepted_origins}
        return tuple(sorted(f"[{host}]" if ":" in host else host for host in hosts))

    def refuse_unsafe(self) -> None:
        """Stop here rather than serve unsafely.

        Raises:
            UnsafeSettings: naming the first setting to change.
        """
        if (
            len(self.secret_key) < SECRET_CHARACTERS_MIN
            or len(set(self.secret_key)) < SECRET_DIFFERENT_CHARACTERS_MIN
        ):
            message = (
                f"SECRET_KEY must have at least {SECRET_CHARACTERS_MIN} random characters; "
                "leave it out and one is made and kept."
            )
            raise UnsafeSettings(message)
        for origin in self.public_origins:
            refuse_unsafe_origin(origin)
        if self.log_format not in {"console", "json"}:
            message = f"LOG_FORMAT is console or json, not {self.log_format!r}."
            raise UnsafeSettings(message)


def folder_from(text: str) -> Path | None:
    """A folder that was named, or none.

    Raises:
        UnsafeSettings: where it is depends on where the server was started.
    """
    if not text:
        return None
    if not Path(text).is_absolute():
        message = f"FOLDERS_ROOT must be a whole path like /srv/tanaban, not {text!r}."
        raise UnsafeSettings(message)
    return Path(text)


def is_loopback(host: str) -> bool:
    """Whether a name means this very machine."""
    return host in {"localhost", "::1"} or host.startswith("127.")


def refuse_unsafe_origin(origin: str) -> None:
    """An origin is https, or http on this very machine; never a pattern, never a path.

    Raises:
        UnsafeSettings: when it is not.
    """
    parts = urlsplit(origin)
    if parts.scheme not in {"http", "https"} or not parts.hostname or "*" in origin:
        message = f"PUBLIC_ORIGIN must be like https://tanaban.example, not {origin!r}."
        raise UnsafeSettings(message)
    if parts.path or parts.query or parts.fragment or parts.username:
        message = f"PUBLIC_ORIGIN is scheme, host and port only, not {origin!r}."
        raise UnsafeSettings(message)
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        message = (
            f"{origin} would send badges and PINs in the clear. Put a TLS proxy in front and set "
            f"PUBLIC_ORIGIN=https://{parts.netloc}"
        )
        raise UnsafeSettings(message)


def kept_secret(path: Path) -> str:
    """The secret of this installation, made once and readable by its owner only."""
    with suppress(FileExistsError):
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
    return path.read_text("ascii").strip()


def read_version() -> str:
    """The version of this checkout, as in pyproject.toml."""
    with (CHECKOUT / "pyproject.toml").open("rb") as file:
        version: str = tomllib.load(file)["project"]["version"]
    return version


VERSION = read_version()
