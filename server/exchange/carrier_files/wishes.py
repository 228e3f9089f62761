"""What shops write about service, cool and delivery time, in the words of our layouts."""

import re
import unicodedata
from typing import Final

SERVICES: Final = (
    ("ネコポス", "nekopos"),
    ("コンパクト", "compact"),
    ("クロネコゆうパケット", "yu_packet"),
    ("ゆうパケット", "yu_packet"),
    ("ゆうメール", "yu_mail"),
    ("クリックポスト", "clickpost"),
)
SLOT: Final = re.compile(r"([0-9]{1,2})(?::00|時)?(?:頃)?[~\-〜～から]+([0-9]{1,2})(?::00|時)?")
MORNING: Final = re.compile(r"午前|^am$", re.IGNORECASE)
MORNING_ENDS: Final = 12


def service_word(text: str) -> str:
    """The service that a shop's words name; empty for the carrier's ordinary parcel."""
    plain = unicodedata.normalize("NFKC", text)
    return next((word for said, word in SERVICES if said in plain), "")


def cool_word(text: str) -> str:
    """Chilled (冷蔵), frozen (冷凍), or empty."""
    plain = unicodedata.normalize("NFKC", text)
    if "冷凍" in plain:
        return "frozen"
    return "chilled" if "冷蔵" in plain or "クール" in plain or "チルド" in plain else ""


def slot_word(text: str) -> str:
    """am, `14-16` …; empty for no wish; the text itself where it says something else."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).replace("−", "-")
    if plain in {"", "指定なし", "なし", "希望なし"}:
        return ""
    if MORNING.search(plain):
        return "am"
    found = SLOT.search(plain)
    if found is None:
        return plain
    start, end = int(found[1]), int(found[2])
    return "am" if end <= MORNING_ENDS else f"{start}-{end}"
