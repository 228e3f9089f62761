"""Orders as their shops export them: Shopify's 79 columns, ネクストエンジン's 41 in CP932."""

import csv
import io
from collections.abc import Iterable, Sequence
from itertools import chain

from scripts.demo_warehouse.customers import Customer
from scripts.demo_warehouse.orders import DemoLine, DemoOrder

# fmt: off
SHOPIFY = (
    "Name", "Email", "Financial Status", "Paid at", "Fulfillment Status", "Fulfilled at",
    "Accepts Marketing", "Currency", "Subtotal", "Shipping", "Taxes", "Total", "Discount Code",
    "Discount Amount", "Shipping Method", "Created at", "Lineitem quantity", "Lineitem name",
    "Lineitem price", "Lineitem compare at price", "Lineitem sku", "Lineitem requires shipping",
    "Lineitem taxable", "Lineitem fulfillment status", "Billing Name", "Billing Street",
    "Billing Address1", "Billing Address2", "Billing Company", "Billing City", "Billing Zip",
    "Billing Province", "Billing Country", "Billing Phone", "Shipping Name", "Shipping Street",
    "Shipping Address1", "Shipping Address2", "Shipping Company", "Shipping City", "Shipping Zip",
    "Shipping Province", "Shipping Country", "Shipping Phone", "Notes", "Note Attributes",
    "Cancelled at", "Payment Method", "Payment Reference", "Refunded Amount", "Vendor",
    "Outstanding Balance", "Employee", "Location", "Device ID", "Id", "Tags", "Risk Level",
    "Source", "Lineitem discount", "Tax 1 Name", "Tax 1 Value", "Tax 2 Name", "Tax 2 Value",
    "Tax 3 Name", "Tax 3 Value", "Tax 4 Name", "Tax 4 Value", "Tax 5 Name", "Tax 5 Value", "Phone",
    "Receipt Number", "Duties", "Billing Province Name", "Shipping Province Name", "Payment ID",
    "Payment Terms Name", "Next Payment Due At", "Payment References",
)
NEXT_ENGINE = (
    "店舗伝票番号", "受注日", "受注郵便番号", "受注住所１", "受注住所２", "受注名", "受注名カナ",
    "受注電話番号", "受注メールアドレス", "発送郵便番号", "発送先住所１", "発送先住所２",
    "発送先名", "発送先カナ", "発送電話番号", "支払方法", "発送方法", "商品計", "税金", "発送料",
    "手数料", "ポイント", "その他費用", "合計金額", "ギフトフラグ", "時間帯指定", "日付指定",
    "作業者欄", "備考", "商品名", "商品コード", "商品価格", "受注数量", "商品オプション",
    "出荷済フラグ", "顧客区分", "顧客コード", "消費税率（%）", "のし", "ラッピング", "メッセージ",
)
# fmt: on
NOT_IN_CP932 = str.maketrans({"𠮷": "吉", "—": "―", "–": "－"})
"""What a shop on CP932 cannot write, as such shops write it."""
TAX_PERCENT = 10


def order_number(order: DemoOrder) -> str:
    """How the shop numbers the order."""
    return f"{order.shop.order_prefix}{order.number}"


def shopify_file(orders: Iterable[DemoOrder]) -> bytes:
    """A Shopify order export: UTF-8, the newest order on top, order cells on its first row only."""
    newest_first = sorted(orders, key=lambda order: -order.number)
    return written(SHOPIFY, chain.from_iterable(map(shopify_rows, newest_first)), "utf-8")


def shopify_rows(order: DemoOrder) -> list[dict[str, str]]:
    """The rows of one order."""
    rows = [
        {
            "Name": order_number(order),
            "Email": order.customer.mail,
            "Lineitem quantity": str(line.pieces),
            "Lineitem name": f"{line.product.name} - {line.product.goods.variant}",
            "Lineitem price": str(line.price_yen),
            "Lineitem sku": line.product.sku,
            "Lineitem requires shipping": "true",
            "Lineitem taxable": "true",
            "Lineitem fulfillment status": "pending",
            "Lineitem discount": "0",
            "Vendor": order.shop.brand,
        }
        for line in order.lines
    ]
    rows[0] |= shopify_order_cells(order)
    return rows


def shopify_order_cells(order: DemoOrder) -> dict[str, str]:
    """What stands on the first row of an order only."""
    buyer = order.customer
    moment = f"{order.ordered_at:%Y-%m-%d %H:%M:%S %z}"
    tax_yen = order.total_yen * TAX_PERCENT // (100 + TAX_PERCENT)
    wishes = []
    if order.delivery_date:
        wishes.append(f"配送希望日: {order.delivery_date:%Y-%m-%d}")
    if order.slot:
        wishes.append(f"配送希望時間帯: {order.slot}")
    return {
        "Financial Status": "paid",
        "Paid at": moment,
        "Fulfillment Status": "unfulfilled",
        "Accepts Marketing": "yes" if order.number % 3 else "no",
        "Currency": "JPY",
        "Subtotal": str(order.goods_yen),
        "Shipping": str(order.postage_yen),
        "Taxes": str(tax_yen),
        "Total": str(order.total_yen),
        "Discount Amount": "0",
        "Shipping Method": order.carrier,
        "Created at": moment,
        "Notes": order.note,
        "Note Attributes": "\n".join(wishes),
        "Payment Method": "Shopify Payments",
        "Payment Reference": f"r{order.number:09d}.1",
        "Refunded Amount": "0",
        "Outstanding Balance": "0",
        "Id": str(5_800_000_000_000 + order.number),
        "Tags": "gift" if order.is_gift else "",
        "Risk Level": "Low",
        "Source": "web",
        "Tax 1 Name": f"消費税 {TAX_PERCENT}%",
        "Tax 1 Value": str(tax_yen),
        **shopify_address("Billing", buyer),
        **shopify_address("Shipping", buyer),
    }


def shopify_address(part: str, buyer: Customer) -> dict[str, str]:
    """An address; the apostrophe keeps Excel from eating the zeros."""
    return {
        f"{part} Name": buyer.name,
        f"{part} Street": ", ".join(filter(None, (buyer.street, buyer.building))),
        f"{part} Address1": buyer.street,
        f"{part} Address2": buyer.building,
        f"{part} City": buyer.city,
        f"{part} Zip": f"'{buyer.postal_code}",
        f"{part} Province": f"JP-{buyer.prefecture_code}",
        f"{part} Province Name": buyer.prefecture,
        f"{part} Country": "JP",
        f"{part} Phone": buyer.phone
        if buyer.phone.endswith(tuple("02468"))
        else international(buyer.phone),
    }


def international(phone: str) -> str:
    """A Japanese number as it is dialled from abroad."""
    return "'+81 " + phone.removeprefix("0")


def next_engine_file(orders: Iterable[DemoOrder]) -> bytes:
    """A ネクストエンジン order file: CP932, every row with all cells."""
    rows = (next_engine_row(order, line) for order in orders for line in order.lines)
    return written(NEXT_ENGINE, rows, "cp932")


def next_engine_row(order: DemoOrder, line: DemoLine) -> dict[str, str]:
    """One line of an order."""
    goods = line.product.goods
    return {
        "店舗伝票番号": order_number(order),
        "受注日": f"{order.ordered_at:%Y/%m/%d %H:%M:%S}",
        **next_engine_addresses(order.customer),
        "支払方法": "クレジットカード" if order.number % 4 else "代金引換",
        "発送方法": order.carrier,
        "商品計": str(order.goods_yen),
        "税金": "0",
        "発送料": str(order.postage_yen),
        "手数料": "0",
        "ポイント": "0",
        "その他費用": "0",
        "合計金額": str(order.total_yen),
        "ギフトフラグ": "1" if order.is_gift else "0",
        "時間帯指定": f"時間帯指定[{order.slot}]" if order.slot else "",
        "日付指定": f"{order.delivery_date:%Y/%m/%d}" if order.delivery_date else "",
        "備考": order.note,
        "商品名": f"{line.product.name} {goods.variant}",
        "商品コード": line.product.sku,
        "商品価格": str(line.price_yen),
        "受注数量": str(line.pieces),
        "商品オプション": goods.variant,
        "出荷済フラグ": "0",
        "顧客区分": "0",
        "消費税率（%）": "8" if goods.family.keeps_days else "10",
        "のし": "紅白蝶結び" if order.is_gift else "",
        "ラッピング": "有" if order.is_gift else "",
    }


def next_engine_addresses(buyer: Customer) -> dict[str, str]:
    """Who ordered and where it goes: in the demo the same."""
    postal_code, phone = buyer.postal_code.replace("-", ""), buyer.phone.replace("-", "")
    address = f"{buyer.prefecture}{buyer.city}{buyer.street}"
    return {
        "受注郵便番号": postal_code,
        "受注住所１": address,
        "受注住所２": buyer.building,
        "受注名": buyer.name,
        "受注名カナ": buyer.kana,
        "受注電話番号": phone,
        "受注メールアドレス": buyer.mail,
        "発送郵便番号": postal_code,
        "発送先住所１": address,
        "発送先住所２": buyer.building,
        "発送先名": buyer.name,
        "発送先カナ": buyer.kana,
        "発送電話番号": phone,
    }


def written(columns: Sequence[str], rows: Iterable[dict[str, str]], codec: str) -> bytes:
    """A CSV file with a header; lines end as the exporting systems end them."""
    text = io.StringIO()
    writer = csv.DictWriter(
        text, columns, restval="", lineterminator="\n" if codec == "utf-8" else "\r\n"
    )
    writer.writeheader()
    writer.writerows(rows)
    if codec == "utf-8":
        return text.getvalue().encode()
    return text.getvalue().translate(NOT_IN_CP932).encode(codec)


def spoiled(content: bytes, orders: Sequence[DemoOrder]) -> bytes:
    """The file with three orders spoiled as it happens in shops, for a person to see what is said.

    One names a product nobody knows, one a quantity in words, one has lost its address.
    """
    of_one_line = [order for order in orders if len(order.lines) == 1]
    unknown, worded, homeless = of_one_line[1], of_one_line[4], of_one_line[7]
    rows = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
    for row in rows:
        is_first = bool(row["Created at"])
        if row["Name"] == order_number(unknown) and is_first:
            row |= {
                "Lineitem sku": f"{unknown.shop.prefix}-OLD-2019",
                "Lineitem name": "旧パッケージ 化粧水",
            }
        if row["Name"] == order_number(worded) and is_first:
            row["Lineitem quantity"] = "二つ"
        if row["Name"] == order_number(homeless):
            row |= {"Shipping Address1": "", "Shipping Street": "", "Shipping City": ""}
    return written(SHOPIFY, rows, "utf-8")
