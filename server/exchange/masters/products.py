"""A file of products: rows gathered to products, and what is to be done with each. Pure.

A product may stand on several rows, each with other codes on it: a piece, a case, a carton.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from zoneinfo import ZoneInfo

from server.catalog import SIDE_MM_MAX, TAG_CHARACTERS_MAX, TAGS_MAX, KnownProduct
from server.exchange.masters.reading import (
    Column,
    MasterFile,
    MasterRow,
    read_count,
    read_number,
    read_sku,
    read_table,
    read_words,
    read_yes,
)
from server.exchange.order_files import FileRefused, Problem
from server.exchange.order_files.cells import QUANTITY_PIECES_MAX, narrow
from server.exchange.order_files.problems import Unreadable
from server.vocabulary import code_of_label, gtin14, item_code

BETWEEN: Final = re.compile(r"[\s;|/、・]+")
DIGITS_OF_GTIN: Final = {8, 12, 13, 14}
KINDS: Final = {
    "goods": "goods",
    "商品": "goods",
    "flyer": "flyer",
    "チラシ": "flyer",
    "同梱物": "flyer",
}
TEMPERATURES: Final = {
    "ambient": "ambient",
    "常温": "ambient",
    "chilled": "chilled",
    "冷蔵": "chilled",
    "チルド": "chilled",
    "frozen": "frozen",
    "冷凍": "frozen",
}
BETWEEN_TAGS: Final = re.compile(r"[;；|｜、，,/／\n]+")
CODE_CHARACTERS_MAX: Final = 64


def read_kind(text: str, _zone: ZoneInfo) -> str | Unreadable:
    """Goods, or printed matter."""
    return KINDS.get(narrow(text).lower(), Unreadable("kind_unknown"))


def read_codes(text: str, zone: ZoneInfo) -> tuple[str, ...] | Unreadable:
    """The codes in a cell, one or several."""
    codes = tuple(filter(None, BETWEEN.split(narrow(text))))
    for code in codes:
        read = read_sku(code, zone)
        if isinstance(read, Unreadable):
            return read
        if len(code) > CODE_CHARACTERS_MAX:
            return Unreadable("cell_too_long")
        if item_code(code) is None:
            return Unreadable("code_unreadable")
        is_number = code.isdigit() and len(code) in DIGITS_OF_GTIN
        if is_number and gtin14(code) is None:
            return Unreadable("check_digit_wrong")
    return codes


def read_case(text: str, zone: ZoneInfo) -> int | Unreadable:
    """Pieces in a case (入数), from 1."""
    number = read_count(text, zone)
    if isinstance(number, Unreadable):
        return number
    if number == 0:
        return Unreadable("quantity_not_positive")
    return number if number <= QUANTITY_PIECES_MAX else Unreadable("quantity_too_large")


def read_temperature(text: str, _zone: ZoneInfo) -> str | Unreadable:
    """How it travels (温度帯)."""
    return TEMPERATURES.get(narrow(text).lower(), Unreadable("temperature_unknown"))


def read_tags(text: str, zone: ZoneInfo) -> list[str] | Unreadable:
    """The tags in a cell, one or several; `-` is none."""
    words = read_words(text, zone)
    if isinstance(words, Unreadable):
        return words
    tags = list(dict.fromkeys(filter(None, (one.strip() for one in BETWEEN_TAGS.split(words)))))
    if tags == ["-"]:
        return []
    too_long = any(len(tag) > TAG_CHARACTERS_MAX for tag in tags)
    return Unreadable("cell_too_long") if too_long or len(tags) > TAGS_MAX else tags


def read_side(text: str, zone: ZoneInfo) -> int | Unreadable | None:
    """A side of a piece in millimetres, from 1; `-` is none."""
    number = read_number(text, zone)
    if number == 0:
        return Unreadable("quantity_not_positive")
    if isinstance(number, int) and number > SIDE_MM_MAX:
        return Unreadable("number_too_large")
    return number


def read_thickness(text: str, zone: ZoneInfo) -> int | Unreadable | None:
    """How thick a piece lies in a parcel, in millimetres, from 0; `-` is none."""
    number = read_number(text, zone)
    is_too_large = isinstance(number, int) and number > SIDE_MM_MAX
    return Unreadable("number_too_large") if is_too_large else number


COLUMNS: Final[Mapping[str, Column]] = {
    "sku": Column(
        ("商品コード", "SKU", "品番", "商品番号", "product_code", "sku"), read_sku, 64, True
    ),
    "name": Column(("商品名", "品名", "商品名称", "name", "product_name"), read_words, 200),
    "variant": Column(("規格", "バリエーション", "サイズ・色", "variant"), read_words, 100),
    "codes": Column(("JANコード", "JAN", "バーコード", "EAN", "barcode", "jan"), read_codes),
    "case_codes": Column(
        ("ケースコード", "ケースJAN", "ケースITF", "ITF", "集合包装コード", "case_code"), read_codes
    ),
    "case_pieces": Column(("入数", "ケース入数", "入り数", "case_pieces"), read_case),
    "kind": Column(("種別", "区分", "kind"), read_kind),
    "category": Column(("カテゴリ", "カテゴリー", "分類", "category"), read_words, 40),
    "tags": Column(("タグ", "tags"), read_tags),
    "temperature": Column(
        ("温度帯", "保管温度帯", "保管温度", "温度区分", "temperature"), read_temperature
    ),
    "weight_grams": Column(
        ("重量(g)", "重さ(g)", "重量", "重さ", "weight_grams", "weight_g"), read_number
    ),
    "thickness_mm": Column(("厚さ(mm)", "厚み(mm)", "thickness_mm"), read_thickness),
    "length_mm": Column(("長さ(mm)", "奥行(mm)", "縦(mm)", "length_mm"), read_side),
    "width_mm": Column(("幅(mm)", "横(mm)", "width_mm"), read_side),
    "height_mm": Column(("高さ(mm)", "height_mm"), read_side),
    "price_yen": Column(("販売価格", "価格", "売価", "price_yen", "price"), read_number),
    "has_lots": Column(("ロット管理", "has_lots"), read_yes),
    "expires": Column(("期限管理", "賞味期限管理", "expires"), read_yes),
    "goes_first_in": Column(("先入先出", "先入れ先出し", "goes_first_in"), read_yes),
    "wants_serial": Column(("シリアル管理", "wants_serial"), read_yes),
    "blocked_days": Column(("出荷停止日数", "blocked_days"), read_count),
    "safety_pieces": Column(("安全在庫", "safety_pieces"), read_number),
}
"""How files name what the catalogue holds of a product."""
NOT_OF_PRODUCT: Final = ("sku", "codes", "case_codes", "case_pieces")
KEPT_WITH_STOCK: Final = ("has_lots", "expires")
"""What cannot become otherwise while goods lie there that were received without it, or with it."""


@dataclass(slots=True)
class ProductDraft:
    """A product as the file says it."""

    sku: str
    rows: list[int]
    told: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)
    """Code as it is printed → pieces."""
    code_rows: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProductFile:
    """What a file says: whole products, and what is wrong with the others."""

    file: MasterFile
    products: tuple[ProductDraft, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What is known of the products that a file tells of."""

    products: Mapping[str, KnownProduct]
    codes: Mapping[str, tuple[str, int]]
    """Code → product (商品コード) and pieces."""
    lying: frozenset[str]
    """Products of which goods lie somewhere."""


def read_products(content: bytes) -> ProductFile | FileRefused:
    """Read a file of products; a product with a faulty row does not come in."""
    file = read_table(content, COLUMNS)
    if isinstance(file, FileRefused):
        return file
    drafts: dict[str, ProductDraft] = {}
    broken: set[str] = set()
    problems: list[Problem] = []
    for row in file.rows:
        sku = row.told.get("sku", "")
        found = [*row.problems, *problems_of_cases(file, row)]
        if sku and not found:
            found = add_row(file, drafts.setdefault(sku, ProductDraft(sku, [])), row)
        if found:
            problems += found
            broken.add(sku)
    whole = tuple(draft for sku, draft in drafts.items() if sku not in broken)
    kept, twice = codes_of_one(file, whole)
    return ProductFile(file, kept, (*problems, *twice))


def problems_of_cases(file: MasterFile, row: MasterRow) -> list[Problem]:
    """A case code without its pieces says nothing, nor do pieces without a case code."""
    if ("case_codes" in row.told) == ("case_pieces" in row.told) or row.problems:
        return []
    if "case_codes" in row.told:
        return [file.problem(row.row, "case_pieces", "case_pieces_missing", "")]
    # Without a code of its own a number of pieces in a case is only something to know.
    return []


def add_row(file: MasterFile, draft: ProductDraft, row: MasterRow) -> list[Problem]:
    """Add what a row says to its product; what contradicts a row above."""
    draft.rows.append(row.row)
    found = []
    for name, told in row.told.items():
        if name in NOT_OF_PRODUCT:
            continue
        if draft.told.setdefault(name, told) != told:
            found.append(file.problem(row.row, name, "rows_disagree", str(told)))
    codes = dict.fromkeys(row.told.get("codes", ()), 1)
    codes |= dict.fromkeys(row.told.get("case_codes", ()), row.told.get("case_pieces", 1))
    for code, pieces in codes.items():
        if draft.codes.setdefault(code, pieces) != pieces:
            found.append(file.problem(row.row, "case_pieces", "rows_disagree", code))
        draft.code_rows.setdefault(code, row.row)
    return found


def codes_of_one(
    file: MasterFile, drafts: Sequence[ProductDraft]
) -> tuple[tuple[ProductDraft, ...], list[Problem]]:
    """The products of which no code stands on another product of the same file."""
    holders: dict[str | None, set[str]] = {}
    for draft in drafts:
        for code in draft.codes:
            holders.setdefault(item_code(code), set()).add(draft.sku)
    shared = {code for code, skus in holders.items() if len(skus) > 1}
    problems = [
        file.problem(draft.code_rows[code], "codes", "code_on_two_products", code)
        for draft in drafts
        for code in draft.codes
        if item_code(code) in shared
    ]
    faulty = {problem.row for problem in problems}
    return tuple(one for one in drafts if not faulty & set(one.rows)), problems


def verdict_on(file: MasterFile, draft: ProductDraft, known: Catalogue) -> str | list[Problem]:
    """`new`, `changed`, `same`; or why a product cannot be as the file says."""
    stands = known.products.get(draft.sku)
    problems = problems_of_codes(file, draft, known)
    if stands is None:
        if not draft.told.get("name"):
            problems.append(file.problem(draft.rows[0], "name", "name_missing", ""))
        return problems or "new"
    others = {name for name, told in draft.told.items() if stands.told[name] != told}
    if "kind" in others:
        problems.append(file.problem(draft.rows[0], "kind", "kind_differs", draft.told["kind"]))
    if draft.sku in known.lying:
        problems += [
            file.problem(draft.rows[0], name, "goods_in_stock", draft.sku)
            for name in KEPT_WITH_STOCK
            if name in others
        ]
    others |= {code for code in draft.codes if is_news(code, draft, known)}
    return problems or ("changed" if others else "same")


def is_news(code: str, draft: ProductDraft, known: Catalogue) -> bool:
    """Whether a code is not yet on its product with these pieces."""
    return known.codes.get(item_code(code) or "") != (draft.sku, draft.codes[code])


def problems_of_codes(file: MasterFile, draft: ProductDraft, known: Catalogue) -> list[Problem]:
    """Codes that another product has, or that mean something of ours."""
    problems = []
    for code in draft.codes:
        holder = known.codes.get(item_code(code) or "")
        if holder is not None and holder[0] != draft.sku:
            row = draft.code_rows[code]
            problems.append(file.problem(row, "codes", "code_of_other_product", code))
        elif holder is None and code_of_label(code) is not None:
            # A place, a tote, a badge: scanned it would never mean goods.
            row = draft.code_rows[code]
            problems.append(file.problem(row, "codes", "code_is_our_label", code))
    return problems
