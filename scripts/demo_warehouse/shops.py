"""The three invented shops, the carriers that fetch their parcels, and their flyers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from scripts.demo_warehouse.pictures import Look
from server.catalog import ServiceLimit


@dataclass(frozen=True, slots=True)
class DemoShop:
    """A shop and its owner. `weight` is its share of the day's orders, in percent."""

    code: str
    name: str
    owner_code: str
    owner_name: str
    prefix: str
    brand: str
    maker_prefix: str
    """The first six digits of its JAN codes; from the end of Japan's ranges, given to nobody."""
    order_prefix: str
    first_order_no: int
    profile: str
    weight: int
    carriers: tuple[tuple[str, str, int], ...]
    """Carrier code, how the shop calls it, weight."""
    contents: str
    """品名: what stands on its slips."""
    supplier: str
    """Who brings its goods."""


SHOPS = (
    DemoShop(
        code="honoshizuku",
        name="ほのしずく 公式ストア",
        owner_code="honoshizuku",
        owner_name="株式会社ほのしずく",
        prefix="HS",
        brand="HONOSHIZUKU",
        maker_prefix="459991",
        order_prefix="#HS",
        first_order_no=48210,
        profile="shopify",
        weight=38,
        carriers=(
            ("yamato", "宅急便（ヤマト運輸）", 62),
            ("japanpost", "ゆうパック（日本郵便）", 28),
            ("sagawa", "飛脚宅配便（佐川急便）", 10),
        ),
        contents="化粧品",
        supplier="ほのしずく小田原工場",
    ),
    DemoShop(
        code="yamasato",
        name="山さと茶房",
        owner_code="yamasato",
        owner_name="有限会社山さと",
        prefix="YS",
        brand="YAMASATO",
        maker_prefix="499992",
        order_prefix="YS-",
        first_order_no=1204500,
        profile="next_engine",
        weight=34,
        carriers=(
            ("sagawa", "佐川急便", 56),
            ("yamato", "ヤマト運輸", 30),
            ("japanpost", "ゆうパック", 14),
        ),
        contents="お茶",
        supplier="山さと製茶",
    ),
    DemoShop(
        code="nunoma",
        name="NUNOMA ヌノマ",
        owner_code="nunoma",
        owner_name="ヌノマ合同会社",
        prefix="NM",
        brand="NUNOMA",
        maker_prefix="459993",
        order_prefix="#NM",
        first_order_no=9310,
        profile="shopify",
        weight=28,
        carriers=(
            ("yamato", "宅急便（ヤマト運輸）", 55),
            ("sagawa", "飛脚宅配便（佐川急便）", 25),
            ("japanpost", "ゆうパック（日本郵便）", 20),
        ),
        contents="衣料品",
        supplier="丸山縫製",
    ),
)


@dataclass(frozen=True, slots=True)
class DemoCarrier:
    """A carrier, when it fetches (warehouse time), and words that order files name it by."""

    code: str
    name: str
    name_en: str
    cutoff_time: str
    aliases: tuple[str, ...]


LABEL_PROGRAMS = {
    "yamato": "yamato_b2",
    "sagawa": "sagawa_ehiden3",
    "japanpost": "japanpost_yupackr",
}
"""Which program prints the slips of which carrier."""

SERVICE_LIMITS = (
    ServiceLimit("yamato", "ネコポス", 30, 1_000),
    ServiceLimit("japanpost", "ゆうパケット", 30, 1_000),
)
"""What goes into letter boxes: three centimetres, one kilogram."""

CARRIERS = (
    DemoCarrier(
        "yamato",
        "ヤマト運輸",
        "Yamato Transport",
        "16:00",
        ("ヤマト", "宅急便", "クロネコ", "ネコポス", "yamato"),
    ),
    DemoCarrier(
        "sagawa",
        "佐川急便",
        "Sagawa Express",
        "17:00",
        ("佐川", "飛脚", "sagawa"),
    ),
    DemoCarrier(
        "japanpost",
        "日本郵便",
        "Japan Post",
        "15:00",
        ("日本郵便", "郵便局", "ゆうパック", "ゆうパケット", "レターパック", "クリックポスト"),
    ),
)


@dataclass(frozen=True, slots=True)
class DemoFlyer:
    """A flyer and the campaign that hands it out; days count from today."""

    code: str
    name: str
    shop_code: str
    look: Look
    audience: str
    from_day: int | None
    until_day: int | None
    reason_ja: str
    reason_en: str
    pieces: int
    caps: Mapping[str, Any] = field(default_factory=dict)
    """How often it goes out at most, by the names of the campaign's columns."""


FLYERS = (
    DemoFlyer(
        "F-0001",
        "はじめての方へ 10%OFFクーポン",
        "honoshizuku",
        Look(
            "coupon",
            "#b5485b",
            "#f4d9a8",
            "10%OFF",
            "はじめての方へ",
            motif="flower",
            brand="HONOSHIZUKU",
        ),
        "first",
        None,
        None,
        "ほのしずくで初めてのお買い物",
        "First purchase at Honoshizuku",
        900,
        {"parcels_per_customer_max": 1},
    ),
    DemoFlyer(
        "F-0002",
        "冬の保湿シリーズ案内",
        "honoshizuku",
        Look(
            "leaflet",
            "#cfe0ec",
            "#b5485b",
            "冬の保湿",
            "新シリーズ登場",
            motif="drop",
            brand="HONOSHIZUKU",
        ),
        "all",
        -10,
        20,
        "冬の保湿キャンペーン期間中のご注文",
        "Ordered during the winter care campaign",
        1200,
        {"parcels_per_day_max": 400, "parcels_per_period_max": 2, "period_days": 30},
    ),
    DemoFlyer(
        "F-0003",
        "お茶のしおり",
        "yamasato",
        Look(
            "booklet",
            "#3c4f33",
            "#d9b75a",
            "お茶のしおり",
            "おいしい淹れ方",
            motif="leaf",
            brand="YAMASATO",
        ),
        "first",
        None,
        None,
        "山さと茶房で初めてのお買い物",
        "First purchase at Yamasato",
        600,
    ),
    DemoFlyer(
        "F-0004",
        "お礼のはがき",
        "yamasato",
        Look(
            "card",
            "#5d7a4a",
            "#c98a4b",
            "ありがとう",
            "またのお越しを",
            motif="leaf",
            brand="YAMASATO",
        ),
        "repeat",
        None,
        None,
        "山さと茶房を2回以上ご利用",
        "Repeat purchase at Yamasato",
        400,
    ),
    DemoFlyer(
        "F-0005",
        "冬の新作カタログ",
        "nunoma",
        Look(
            "leaflet",
            "#2f4568",
            "#c96f4a",
            "冬の新作",
            "コットンと羊毛",
            motif="mountain",
            brand="NUNOMA",
        ),
        "all",
        -5,
        30,
        "冬の新作カタログ配布期間中のご注文",
        "Ordered while the winter catalogue is out",
        700,
    ),
    DemoFlyer(
        "F-0006",
        "次のお買い物に 500円券",
        "nunoma",
        Look(
            "coupon", "#e9c46a", "#2f4568", "500円", "次のお買い物に", motif="star", brand="NUNOMA"
        ),
        "repeat",
        None,
        None,
        "NUNOMAを2回以上ご利用",
        "Repeat purchase at NUNOMA",
        300,
        {"parcels_max": 300, "exclusive_group": "nunoma-coupon"},
    ),
)
