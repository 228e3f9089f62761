"""What this installation sets: var/settings.env, written on the first start, edited by a person.

The environment of the process comes before the file. The names are those of server/settings.py,
and TANABAN_HOST, TANABAN_PORT, TANABAN_CERTIFICATE and TANABAN_KEY for the address.
"""

import os
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
FILE = Path(os.environ.get("TANABAN_VAR") or CHECKOUT / "var").resolve() / "settings.env"

FIRST_TEXT = """\
# What this installation sets; every line is optional. Restart Tanaban after a change.
# A variable of the process's environment comes before a line of this file.

# Where browsers find this server: https, or http on this very machine. The first is on QR codes.
#PUBLIC_ORIGIN=https://tanaban.example

# Where to listen, and with which certificate (or put a TLS proxy in front and say how many).
#TANABAN_HOST=127.0.0.1
#TANABAN_PORT=8080
#TANABAN_CERTIFICATE=
#TANABAN_KEY=
#TRUSTED_PROXIES=0

# How many carts a handheld takes ahead, to go on with when the network is gone.
#CARTS_AHEAD=2

# How many days the photo of an exception is kept after it was decided.
#PHOTOS_KEPT_DAYS=90

# Webhooks go to public https addresses only. Name exceptions, as in: shop.lan:8443, 127.0.0.1:9000
#WEBHOOK_ADDRESSES_ALLOWED=
# Files may come in by themselves from folders below this one (page 取込, フォルダ).
#FOLDERS_ROOT=/srv/tanaban

# A copy for trying things sends nothing out at all.
#SANDBOX=0

# Many machines: one PostgreSQL, and Redis or Valkey for the live push between them.
#DATABASE_URL=postgresql://tanaban@localhost/tanaban
#REDIS_URL=redis://localhost:6379/0
"""


def write_first_settings() -> None:
    """Lay the file out once; a person's changes stay."""
    if not FILE.exists():
        FILE.touch(mode=0o600)
        FILE.write_text(FIRST_TEXT, "utf-8")


def read_settings(file: Path = FILE) -> dict[str, str]:
    """Read NAME=value lines, as systemd's EnvironmentFile= does; quotes around a value go."""
    settings: dict[str, str] = {}
    for line in file.read_text("utf-8").splitlines() if file.is_file() else []:
        name, equals, value = line.strip().partition("=")
        if equals and not name.startswith("#"):
            settings[name.strip()] = value.strip().strip("\"'")
    return {name: value for name, value in settings.items() if value}
