"""A slip of ネクストエンジン's JSON as the rows of its own order file (汎用受注CSV). Pure.

So one reader stands behind file and API, and an order that comes by both is one.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import orjson

from server.exchange.shop_apis.frame import FETCHED, Told, Unread
from server.foundation import WAREHOUSE_TIME

SHIPPED = "50"
TO_SHIP = ("20", "30", "40")
"""納品書印刷待ち, 印刷中 and 印刷済 (https://developer.next-engine.com/questions/934)."""
SLIP_CELLS = {
    "受注日": "receive_order_date",
    "受注郵便番号": "receive_order_purchaser_zip_code",
    "受注住所１": "receive_order_purchaser_address1",
    "受注住所２": "receive_order_purchaser_address2",
    "受注名": "receive_order_purchaser_name",
    "受注名カナ": "receive_order_purchaser_kana",
    "受注電話番号": "receive_order_purchaser_tel",
    "受注メールアドレス": "receive_order_purchaser_mail_address",
    "発送郵便番号": "receive_order_consignee_zip_code",
    "発送先住所１": "receive_order_consignee_address1",
    "発送先住所２": "receive_order_consignee_address2",
    "発送先名": "receive_order_consignee_name",
    "発送先カナ": "receive_order_consignee_kana",
    "発送電話番号": "receive_order_consignee_tel",
    "支払方法": "receive_order_payment_method_name",
    "発送方法": "receive_order_delivery_name",
    "合計金額": "receive_order_total_amount",
    "ギフトフラグ": "receive_order_gift_flag",
    "時間帯指定": "receive_order_hope_delivery_time_slot_name",
    "日付指定": "receive_order_hope_delivery_date",
    "備考": "receive_order_note",
    "顧客区分": "receive_order_customer_type_id",
    "受注キャンセル区分": "receive_order_cancel_type_id",
}
"""Column of the file → field of the API; both lists stand in the facts of the formats."""
OPTION_CELLS = {
    "のし": "receive_order_option_noshi",
    "ラッピング": "receive_order_option_rapping",
    "メッセージ": "receive_order_option_message",
}
LINE_CELLS = {
    "商品名": "receive_order_row_goods_name",
    "商品コード": "receive_order_row_goods_id",
    "商品価格": "receive_order_row_unit_price",
    "受注数量": "receive_order_row_quantity",
}
LINE_NO = "受注明細行番号"
"""Which of two lines that say the same is which; a file does not tell."""
HEADER = ("店舗伝票番号", *SLIP_CELLS, *OPTION_CELLS, *LINE_CELLS, "出荷済フラグ", LINE_NO)
DAYS = ("日付指定",)
"""Told with a time of day that says nothing."""
AMOUNTS = ("合計金額", "商品価格", "受注数量")
CHANGED = "receive_order_last_modified_null_safe_date"
ROW_CHANGED = "receive_order_row_last_modified_newest_date"
SPLIT_FROM = ("receive_order_divide_from_order_id", "receive_order_copy_from_order_id")
SEVERAL_PLACES = (
    "receive_order_multi_delivery_parent_order_id",
    "receive_order_multi_delivery_parent_flag",
)
BASE = (
    *("receive_order_id", "receive_order_shop_id", "receive_order_shop_cut_form_id"),
    *("receive_order_order_status_id", CHANGED, *SPLIT_FROM, *SEVERAL_PLACES),
    *SLIP_CELLS.values(),
)
ROW = (
    *("receive_order_row_receive_order_id", "receive_order_row_no"),
    *("receive_order_row_cancel_flag", "receive_order_row_deleted_flag", ROW_CHANGED),
    *LINE_CELLS.values(),
)
OPTION = ("receive_order_option_receive_order_id", *OPTION_CELLS.values())

Json = Mapping[str, Any]


def read(topic: str, body: bytes) -> Told | Unread:
    """The order of a slip that was fetched."""
    if topic != FETCHED:
        return Unread("topic_not_ours")
    try:
        kept = orjson.loads(body)
        base, rows, options = kept["base"], kept["rows"], kept["options"]
        said_at = said_moment(kept)
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError):
        return Unread("order_unreadable")
    if any(is_named(base, name) for name in SEVERAL_PLACES):
        return Unread("several_places")
    standing = [row for row in rows if not is_gone(row)]
    status = text(base, "receive_order_order_status_id")
    return Told(
        external_id=text(base, "receive_order_id"),
        number=number_of(base),
        said_at=said_at,
        header=HEADER,
        # A slip whose lines are all cancelled is still an order that says so.
        rows=rows_of(base, standing or rows[:1] or [{}], options),
        is_shipped=status == SHIPPED,
        needs_shipping=bool(standing),
        their_shop=text(base, "receive_order_shop_id"),
        state=status,
        is_held_back=status not in {*TO_SHIP, SHIPPED},
    )


def rows_of(base: Json, lines: Sequence[Json], options: Sequence[Json]) -> tuple[Any, ...]:
    """The rows of a file: all cells of the slip on every line."""
    beside = options[0] if options else {}
    cells = {name: text(base, field) for name, field in SLIP_CELLS.items()}
    cells |= {name: text(beside, field) for name, field in OPTION_CELLS.items()}
    cells["店舗伝票番号"] = number_of(base)
    is_shipped = text(base, "receive_order_order_status_id") == SHIPPED
    cells["出荷済フラグ"] = "1" if is_shipped else "0"
    written = [
        cells
        | {name: text(line, field) for name, field in LINE_CELLS.items()}
        | {LINE_NO: text(line, "receive_order_row_no")}
        for line in sorted(lines, key=line_no)
    ]
    return tuple(tuple(as_written(name, one[name]) for name in HEADER) for one in written)


def as_written(name: str, value: str) -> str:
    """A value as the file has it: days without a time, whole numbers without decimals."""
    if name in DAYS:
        return value.partition(" ")[0]
    if name in AMOUNTS:
        whole, _, decimals = value.partition(".")
        return value if decimals.strip("0") else whole
    return value


def number_of(base: Json) -> str:
    """The shop's number of an order.

    A slip that was split off or copied bears the number of another one, so its own stands behind
    it, as in `240001@5512`; one without a number of the shop is known by its own alone.
    """
    number = text(base, "receive_order_shop_cut_form_id")
    is_another = any(is_named(base, name) for name in SPLIT_FROM)
    return f"{number}@{text(base, 'receive_order_id')}" if is_another or not number else number


def slip_of(number: str) -> tuple[str, str]:
    """The shop's number and, where that is not enough, the slip's own; undoes `number_of`."""
    whole = number.partition("/")[0]
    shown, sign, slip = whole.rpartition("@")
    return (shown, slip) if sign and slip.isascii() and slip.isdigit() else (whole, "")


def said_moment(kept: Json) -> datetime:
    """When a slip was said to be so; if it does not say that itself, when it was read.

    The clock there counts whole seconds. Of two stands of one second that which was read later
    counts: by as many microseconds as seconds had gone by when it was read.
    """
    told = [text(kept["base"], CHANGED), *(text(row, ROW_CHANGED) for row in kept["rows"])]
    moments = [found for one in told if (found := moment(one)) is not None]
    read_at = datetime.fromisoformat(kept["read_at"])
    if not moments:
        return read_at
    changed = max(moments)
    passed = (read_at - changed).total_seconds()
    return changed + timedelta(microseconds=min(max(0, int(passed)), 999_999))


def moment(written: str) -> datetime | None:
    """A moment by the clock there; None: it says none."""
    try:
        return datetime.fromisoformat(written).replace(microsecond=0, tzinfo=WAREHOUSE_TIME)
    except ValueError:
        return None


def is_gone(row: Json) -> bool:
    """Whether a line was cancelled or deleted."""
    gone = ("receive_order_row_cancel_flag", "receive_order_row_deleted_flag")
    return any(is_named(row, name) for name in gone)


def is_named(said: Json, name: str) -> bool:
    """Whether a field says something: neither nothing nor 0."""
    return text(said, name) not in {"", "0"}


def line_no(row: Json) -> int:
    """The place of a line on its slip."""
    number = text(row, "receive_order_row_no")
    return int(number) if number.isascii() and number.isdigit() else 0


def text(said: Json, name: str) -> str:
    """A plain value as a file would write it; nothing for none."""
    value = said.get(name)
    return "" if value is None else str(value)
