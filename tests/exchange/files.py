"""Order files as the shops' systems write them, made from a few words."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

SHOPIFY_HEADER = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,"
    "Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Shipping Method,Created at,"
    "Lineitem quantity,Lineitem name,Lineitem price,Lineitem compare at price,Lineitem sku,"
    "Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,Billing Name,"
    "Billing Street,Billing Address1,Billing Address2,Billing Company,Billing City,Billing Zip,"
    "Billing Province,Billing Country,Billing Phone,Shipping Name,Shipping Street,Shipping Address1,"
    "Shipping Address2,Shipping Company,Shipping City,Shipping Zip,Shipping Province,"
    "Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,Payment Method,"
    "Payment Reference,Refunded Amount,Vendor,Outstanding Balance,Employee,Location,Device ID,Id,"
    "Tags,Risk Level,Source,Lineitem discount,Tax 1 Name,Tax 1 Value,Tax 2 Name,Tax 2 Value,"
    "Tax 3 Name,Tax 3 Value,Tax 4 Name,Tax 4 Value,Tax 5 Name,Tax 5 Value,Phone,Receipt Number,"
    "Duties,Billing Province Name,Shipping Province Name,Payment ID,Payment Terms Name,"
    "Next Payment Due At,Payment References"
).split(",")
NEXT_ENGINE_HEADER = (
    "店舗伝票番号,受注日,受注郵便番号,受注住所１,受注住所２,受注名,受注名カナ,受注電話番号,受注メールアドレス,"
    "発送郵便番号,発送先住所１,発送先住所２,発送先名,発送先カナ,発送電話番号,支払方法,発送方法,商品計,税金,発送料,"
    "手数料,ポイント,その他費用,合計金額,ギフトフラグ,時間帯指定,日付指定,作業者欄,備考,商品名,商品コード,商品価格,"
    "受注数量,商品オプション,出荷済フラグ,顧客区分,顧客コード,消費税率（%）,のし,ラッピング,メッセージ"
).split(",")

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
