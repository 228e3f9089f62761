"""What a cell says. Each reading takes the text of a cell and gives a value, or says why it cannot.

Cells come as people and spreadsheets leave them: full-width digits, a leading apostrophe,
`="0123"` to keep a zero, 4.90123E+12 where a code was. What can be undone is undone; what was lost
is refused.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from server.exchange.order_files.problems import CONTROL, Unreadable

QUANTITY_PIECES_MAX = 99_999
AMOUNT_YEN_MAX = 2_000_000_000
YEAR_MIN, YEAR_MAX = 2000, 2099
POSTAL_DIGITS = 7
BLANKS = " \t\r\n\u3000\xa0\ufeff"
ODD_BEGINNINGS = BLANKS + "='"

HALF_WIDTH = {code + 0xFEE0: code for code in range(0x21, 0x7F)} | {0x3000: 0x20, 0x2212: 0x2D}
KEPT_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)
LOST_DIGITS = re.compile(r"[0-9](\.[0-9]+)?E\+[0-9]{1,3}", re.IGNORECASE)
WHOLE = re.compile(r"([0-9]{1,12}|[0-9]{1,3}(,[0-9]{3})+)(\.0+)?")
DAY_AS_NUMBER = re.compile(r"[3-5][0-9]{4}(\.[0-9]+)?")
"""How spreadsheets count days, from 1982 to 2064, where a cell has lost its format."""
NOT_POSITIVE = re.compile(r"-[0-9,]+(\.[0-9]+)?|0+(\.0+)?")
AMOUNT = re.compile(r"(-?)[¥\\]?(-?)([0-9]{1,12}|[0-9]{1,3}(,[0-9]{3})+)(\.0+)?円?")
MOMENT = re.compile(
    r"([0-9]{4})(?:[-/.]|年)([0-9]{1,2})(?:[-/.]|月)([0-9]{1,2})日?"
    r"(?:[ T]*([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]+)?)? *"
    r"(Z|UTC|[+-][0-9]{2}:?[0-9]{2})?)?"
)
BRACKETED = re.compile(r"[^\[［]*[\[［]([^\]］]*)[\]］]\s*")
SLOT_NUMBER = re.compile(r"(0[789]|1[0-9]|2[0-4])(0[789]|1[0-9]|2[0-4])")
SLOT_WORDS = {"0": "", "1": "午前中", "2": "午後", "9": "その他"}
YES = frozenset({"1", "true", "yes", "y", "on", "はい", "有", "あり", "有り"})
NO = frozenset({"", "0", "false", "no", "n", "off", "いいえ", "無", "なし", "無し"})
MOBILE_OR_LANDLINE = re.compile(r"0[0-9]{9,10}")


remembered = lru_cache(maxsize=5000)
"""Quantities, amounts, days: what stands in one row stands in thousands. Never names or phones."""


def clean(text: str) -> str:
    """A cell without what spreadsheets wrap around it; what it says stays letter by letter."""
    if not text or (text[0] not in ODD_BEGINNINGS and text[-1] not in BLANKS):
        return text
    text = text.strip(BLANKS)
    if text.startswith('="') and (kept := KEPT_AS_TEXT.fullmatch(text)):
        text = kept[1].strip(BLANKS)
    # Excel's mark for "this is text"; a name may begin with an apostrophe, a number cannot.
    if text.startswith("'") and len(text) > 1 and text[1] in "0123456789+=-@":
        text = text[1:]
    return text


def narrow(text: str) -> str:
    """Full-width digits, letters and signs as half-width ones."""
    return text if text.isascii() else text.translate(HALF_WIDTH).strip()


def read_text(text: str, _zone: ZoneInfo) -> str | Unreadable:
    """Text as it stands."""
    return Unreadable("control_character") if CONTROL.search(text) else text


def read_code(text: str, zone: ZoneInfo) -> str | Unreadable:
    """An order number or product code; a spreadsheet may have eaten its digits."""
    if LOST_DIGITS.fullmatch(narrow(text)):
        return Unreadable("number_damaged_by_spreadsheet")
    return read_text(text, zone)


@remembered
def read_quantity(text: str, _zone: ZoneInfo) -> int | Unreadable:
    """A number of pieces, from 1."""
    text = narrow(text).removeprefix("+")
    if NOT_POSITIVE.fullmatch(text):
        return Unreadable("quantity_not_positive")
    if not WHOLE.fullmatch(text):
        return Unreadable("quantity_unreadable")
    quantity_pieces = int(text.partition(".")[0].replace(",", ""))
    if quantity_pieces > QUANTITY_PIECES_MAX:
        return Unreadable("quantity_too_large")
    return quantity_pieces


def read_times(text: str, zone: ZoneInfo) -> int | Unreadable:
    """The how manieth, from 1; nothing written is 0."""
    return read_quantity(text, zone) if text else 0


@remembered
def read_yen(text: str, _zone: ZoneInfo) -> int | Unreadable:
    """An amount in whole yen; none is 0."""
    if not text:
        return 0
    found = AMOUNT.fullmatch(narrow(text).replace("￥", "¥"))
    if found is None or (found[1] and found[2]):
        return Unreadable("amount_unreadable")
    yen = int(found[3].replace(",", ""))
    if yen > AMOUNT_YEN_MAX:
        return Unreadable("amount_unreadable")
    return -yen if found[1] or found[2] else yen


@remembered
def read_moment(text: str, zone: ZoneInfo) -> datetime | Unreadable:
    """A moment; where no offset is written it is the time of the shop's zone."""
    found = MOMENT.fullmatch(narrow(text))
    if found is None:
        return no_date(text)
    year, month, day, hour, minute, second, offset = found.groups("0")
    try:
        moment = datetime(
            int(year),
            int(month),
            int(day),
            int(hour),
            int(minute),
            int(second),
            tzinfo=zone if offset == "0" else offset_of(offset),
        )
    except ValueError:
        return Unreadable("date_unreadable")
    return moment if YEAR_MIN <= moment.year <= YEAR_MAX else Unreadable("date_unreadable")


def no_date(text: str) -> Unreadable:
    """Why a text is no date; a day's number is not taken for the day, for there are two counts."""
    is_number = DAY_AS_NUMBER.fullmatch(narrow(text)) is not None
    return Unreadable("date_is_a_serial_number" if is_number else "date_unreadable")


@lru_cache
def offset_of(text: str) -> timezone:
    """The offset that stands behind a time, as in `+0900`.

    Raises:
        ValueError: there is no such offset.
    """
    if text in {"Z", "UTC"}:
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))


@remembered
def read_day(text: str, _zone: ZoneInfo) -> str | Unreadable | None:
    """A day as `YYYY-MM-DD`, or none; a time behind it does not matter."""
    if not text:
        return None
    found = MOMENT.fullmatch(narrow(text))
    if found is None:
        return no_date(text)
    year, month, day = map(int, found.groups()[:3])
    if year == 0:
        return None
    try:
        read = date(year, month, day)
    except ValueError:
        return Unreadable("date_unreadable")
    return read.isoformat() if YEAR_MIN <= year <= YEAR_MAX else Unreadable("date_unreadable")


def read_bracketed(text: str, zone: ZoneInfo) -> str | Unreadable:
    """The part in brackets, as in `時間帯指定[14時-16時]`; without brackets, everything."""
    found = BRACKETED.fullmatch(text)
    return read_text(found[1].strip(BLANKS) if found else text, zone)


@remembered
def read_slot(text: str, zone: ZoneInfo) -> str | Unreadable:
    """A delivery time: in brackets, by 楽天's number (1416 is 14時 to 16時), or in words."""
    told = narrow(text)
    if found := SLOT_NUMBER.fullmatch(told):
        return f"{int(found[1])}時-{int(found[2])}時"
    return SLOT_WORDS[told] if told in SLOT_WORDS else read_bracketed(text, zone)


@remembered
def read_flag(text: str, _zone: ZoneInfo) -> bool | Unreadable:
    """Yes or no; an empty cell is no."""
    word = narrow(text).lower()
    if word in YES:
        return True
    return False if word in NO else Unreadable("flag_unreadable")


def read_phone(text: str, zone: ZoneInfo) -> str | Unreadable:
    """A Japanese number as digits, with the 0 that a spreadsheet dropped; another as it stands."""
    number = narrow(text)
    if LOST_DIGITS.fullmatch(number):
        return Unreadable("number_damaged_by_spreadsheet")
    digits = re.sub(r"[-‐‑–—−ー() .]", "", number)
    if digits.startswith("+81"):
        digits = "0" + digits[3:].removeprefix("0")
    elif re.fullmatch("[1-9][0-9]{8,9}", digits):
        digits = "0" + digits
    return digits if MOBILE_OR_LANDLINE.fullmatch(digits) else read_text(text, zone)


def read_postal_code(text: str, zone: ZoneInfo) -> str | Unreadable:
    """Seven digits, with the 0 that a spreadsheet dropped; a foreign code as it stands."""
    digits = re.sub(r"[〒\-‐‑–—−ー ]", "", narrow(text))
    if re.fullmatch("[0-9]{6,7}", digits):
        return digits.zfill(POSTAL_DIGITS)
    return read_text(text, zone)


Reading = Callable[[str, ZoneInfo], Any]
READINGS: Mapping[str, Reading] = MappingProxyType(
    {
        "text": read_text,
        "code": read_code,
        "quantity": read_quantity,
        "times": read_times,
        "yen": read_yen,
        "moment": read_moment,
        "day": read_day,
        "bracketed": read_bracketed,
        "slot": read_slot,
        "flag": read_flag,
        "phone": read_phone,
        "postal_code": read_postal_code,
    }
)
"""The transformations a profile may name."""
