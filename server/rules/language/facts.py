"""The facts that a condition may ask about; what each means is said in the client's words.

A fact may be unknown (None): then only `is_empty` is true of it. Numbers are whole, days are
`YYYY-MM-DD`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

REGIONS = {
    "hokkaido": ("北海道",),
    "tohoku": ("青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県"),
    "kanto": ("茨城県", "栃木県", "群馬県", "埼玉県", "千葉県", "東京都", "神奈川県"),
    "chubu": (
        *("新潟県", "富山県", "石川県", "福井県", "山梨県"),
        *("長野県", "岐阜県", "静岡県", "愛知県"),
    ),
    "kinki": ("三重県", "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県"),
    "chugoku": ("鳥取県", "島根県", "岡山県", "広島県", "山口県"),
    "shikoku": ("徳島県", "香川県", "愛媛県", "高知県"),
    "kyushu": ("福岡県", "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県"),
    "okinawa": ("沖縄県",),
}
PREFECTURES = tuple(prefecture for inside in REGIONS.values() for prefecture in inside)
REGION_OF = {prefecture: region for region, inside in REGIONS.items() for prefecture in inside}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
TEMPERATURES = ("ambient", "chilled", "frozen")
STOCK_STATES = ("reserved", "waiting")


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact: what kind of value it has and where an order's list of facts holds it."""

    name: str
    kind: str
    slot: int
    unit: str = ""
    choices: tuple[str, ...] = ()
    """All values there are; empty where the house knows them (shops, carriers)."""
    may_be_unknown: bool = False
    of_line: bool = False


def numbered(*facts: tuple[str, str, dict[str, Any]], of_line: bool = False) -> dict[str, Fact]:
    """Facts by name, each with its slot."""
    return {
        name: Fact(name, kind, slot, of_line=of_line, **more)
        for slot, (name, kind, more) in enumerate(facts)
    }


YEN, PIECES, DAYS, HOURS = ({"unit": one} for one in ("yen", "pieces", "days", "hours"))
UNKNOWN: dict[str, Any] = {"may_be_unknown": True}

ORDER_FACTS: Mapping[str, Fact] = numbered(
    ("order.total_yen", "number", YEN),
    ("order.number", "text", {}),
    ("order.shop", "choice", {}),
    ("order.carrier", "choice", {}),
    ("order.service", "text", {}),
    ("order.channel", "text", {}),
    ("order.payment", "text", {}),
    ("order.subscription_number", "number", UNKNOWN),
    ("order.is_gift", "flag", {}),
    ("order.note", "text", {}),
    ("order.stock", "choice", {"choices": STOCK_STATES, **UNKNOWN}),
    ("order.ordered_on", "day", {}),
    ("order.ordered_weekday", "choice", {"choices": WEEKDAYS}),
    ("order.ordered_hour", "number", {}),
    ("order.age_days", "number", DAYS),
    ("order.hours_to_ship_by", "number", HOURS),
    ("order.short_pieces", "number", PIECES),
    ("delivery.date", "day", UNKNOWN),
    ("delivery.days_away", "number", DAYS | UNKNOWN),
    ("delivery.weekday", "choice", {"choices": WEEKDAYS, **UNKNOWN}),
    ("delivery.is_day_off", "flag", {}),
    ("delivery.slot", "text", UNKNOWN),
    ("lines.count", "number", {}),
    ("lines.pieces", "number", PIECES),
    ("lines.skus", "texts", {}),
    ("lines.names", "texts", {}),
    ("lines.categories", "texts", {}),
    ("lines.sets", "texts", {}),
    ("lines.tags", "texts", {}),
    ("lines.temperatures", "texts", {"choices": TEMPERATURES}),
    ("lines.dearest_yen", "number", YEN),
    ("customer.purchase_number", "number", {}),
    ("customer.is_first", "flag", {}),
    ("customer.spent_before_yen", "number", YEN),
    ("customer.days_since_last", "number", DAYS | UNKNOWN),
    ("customer.last_ordered_on", "day", UNKNOWN),
    ("customer.open_orders", "number", {}),
    ("customer.rank", "text", {}),
    ("customer.segments", "texts", {}),
    ("destination.prefecture", "choice", {"choices": PREFECTURES, **UNKNOWN}),
    ("destination.region", "choice", {"choices": tuple(REGIONS), **UNKNOWN}),
    ("destination.postal_code", "postal", UNKNOWN),
    ("destination.address", "text", {}),
    ("destination.has_phone", "flag", {}),
    ("parcel.weight_grams", "number", {"unit": "grams", **UNKNOWN}),
    ("parcel.longest_mm", "number", {"unit": "mm", **UNKNOWN}),
    ("calendar.today", "day", {}),
    ("calendar.weekday", "choice", {"choices": WEEKDAYS}),
    ("calendar.is_holiday", "flag", {}),
    ("calendar.is_day_off", "flag", {}),
    ("calendar.month", "number", {}),
    ("calendar.day_of_month", "number", {}),
)
LINE_FACTS: Mapping[str, Fact] = numbered(
    ("line.sku", "text", {}),
    ("line.name", "text", {}),
    ("line.category", "text", {}),
    ("line.pieces", "number", PIECES),
    ("line.price_yen", "number", YEN),
    ("line.tags", "texts", {}),
    ("line.temperature", "choice", {"choices": TEMPERATURES}),
    of_line=True,
)
LINES_SLOT = len(ORDER_FACTS)
"""Behind an order's facts stands the list of its lines' facts."""
FACTS: Mapping[str, Fact] = {**ORDER_FACTS, **LINE_FACTS}
