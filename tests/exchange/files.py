"""Order files as the shops' systems write them, made from a few words."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SHOPIFY_HEADER = (HERE / "shopify_header.csv").read_text("utf-8").strip().split(",")
NEXT_ENGINE_HEADER = (HERE / "next_engine_header.csv").read_text("utf-8").strip().split(",")

Cells = Mapping[str, Any]


def named(header: Sequence[str], cells: Cells) -> dict[str, Any]:
    """Cells by the names of their columns; Python writes `住所１` as `住所1` and has no spaces."""
    columns = {unicodedata.normalize("NFKC", name).replace(" ", "_"): name for name in header}
    return {columns[name]: value for name, value in cells.items()}


def shopify_order(name: str, *lines: tuple[str, Any], **cells: Any) -> list[dict[str, Any]]:
    """The rows of one order: its own cells on the first row only, as Shopify exports them.

    Args:
        name: the order number, as in `#1001`.
        lines: SKU and quantity of each line.
        cells: other cells of the first row, their columns with `_` for a space.
    """
    first = {
        "Email": f"customer-{name.strip('#')}@example.jp",
        "Financial Status": "paid",
        "Paid at": "2026-11-20 09:15:02 +0900",
        "Fulfillment Status": "unfulfilled",
        "Currency": "JPY",
        "Total": "3960",
        "Shipping Method": "ヤマト宅急便",
        "Created at": "2026-11-20 09:15:00 +0900",
        "Shipping Name": "髙﨑 花子",
        "Shipping Street": "丸の内1-1-1, タワー12F",
        "Shipping Address1": "丸の内1-1-1",
        "Shipping Address2": "タワー12F",
        "Shipping City": "千代田区",
        "Shipping Zip": "'100-0005",
        "Shipping Province": "JP-13",
        "Shipping Country": "JP",
        "Shipping Phone": "+81 90-1234-5678",
        "Payment Method": "Shopify Payments",
    } | named(SHOPIFY_HEADER, cells)
    return [
        {
            "Name": name,
            "Lineitem quantity": quantity,
            "Lineitem name": f"品 {sku}",
            "Lineitem price": "1980",
            "Lineitem sku": sku,
            "Lineitem requires shipping": "true",
            "Lineitem fulfillment status": "pending",
        }
        | (first if nth == 0 else {})
        for nth, (sku, quantity) in enumerate(lines or (("SKU-1", 1),))
    ]


def next_engine_order(number: str, *lines: tuple[str, Any], **cells: Any) -> list[dict[str, Any]]:
    """The rows of one order: all cells on every row, as ネクストエンジン writes them."""
    return [
        {
            "店舗伝票番号": number,
            "受注日": "2026/11/20 09:15:00",
            "受注郵便番号": "1500001",
            "受注住所１": "東京都渋谷区神宮前1-2-3",
            "受注名": "髙橋 﨑太郎",
            "受注名カナ": "タカハシ サキタロウ",
            "受注電話番号": "0312345678",
            "受注メールアドレス": f"{number}@example.jp",
            "発送郵便番号": "5300001",
            "発送先住所１": "大阪府大阪市北区梅田1-1",
            "発送先住所２": "㈱棚番ビル①",
            "発送先名": "德永 濵子",
            "発送先カナ": "トクナガ ハマコ",
            "発送電話番号": "0661234567",
            "発送方法": "佐川急便",
            "合計金額": "3960",
            "ギフトフラグ": "0",
            "時間帯指定": "時間帯指定[14時-16時]",
            "商品名": f"品 {sku}",
            "商品コード": sku,
            "商品価格": "1980",
            "受注数量": quantity,
            "出荷済フラグ": "0",
        }
        | named(NEXT_ENGINE_HEADER, cells)
        for sku, quantity in lines or (("SKU-1", 1),)
    ]


def write(
    header: Sequence[str],
    rows: Iterable[Cells],
    *,
    encoding: str,
    delimiter: str = ",",
    line_end: str = "\r\n",
) -> bytes:
    """A delimited file of these rows."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=line_end)
    writer.writerow(header)
    writer.writerows([row.get(column, "") for column in header] for row in rows)
    return text.getvalue().encode(encoding)


def shopify_file(*orders: list[dict[str, Any]], **how: str) -> bytes:
    """A Shopify export of these orders."""
    rows = [row for order in orders for row in order]
    return write(SHOPIFY_HEADER, rows, **({"encoding": "utf-8"} | how))


def next_engine_file(*orders: list[dict[str, Any]], **how: str) -> bytes:
    """A ネクストエンジン 受注 CSV of these orders."""
    rows = [row for order in orders for row in order]
    return write(NEXT_ENGINE_HEADER, rows, **({"encoding": "cp932"} | how))
