"""Whether a layout that somebody has made is one: each part has its place, kind and limits.

The layouts of the house are checked when the server starts. One that was made at a desk, or came as
a file, is looked at here first; what is wrong is said part by part, and nothing of it is guessed.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from zoneinfo import ZoneInfo

from server.exchange.order_files.profiles import Profile, profile_from

MARK: Final = "tanaban_order_format"
"""What an exported layout says of itself, with the edition of this language of layouts."""
EDITION: Final = 1
BYTES_MAX = 60_000
COLUMNS_MAX = 8
RULES_MAX = 50
WORDS_MAX = 50
CHARACTERS_MAX = 100

READS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "order": {
        "external_no": ("code", "text"),
        "ordered_at": ("moment",),
        "carrier": ("text", "bracketed"),
        "delivery_date": ("day",),
        "delivery_slot": ("slot", "bracketed", "text"),
        "is_gift": ("flag",),
        "note": ("text",),
        "total_yen": ("yen",),
        "payment": ("text",),
        "subscription_number": ("times",),
        "customer_rank": ("text",),
        "coupon": ("text",),
        "customer_mail": ("text",),
        "customer_phone": ("phone", "text"),
    },
    "consignee": {
        "name": ("text",),
        "kana": ("text",),
        "company": ("text",),
        "postal_code": ("postal_code", "text"),
        "prefecture": ("text",),
        "address": ("text",),
        "building": ("text",),
        "phone": ("phone", "text"),
    },
    "line": {
        "sku": ("code", "text"),
        "name": ("text",),
        "quantity_pieces": ("quantity",),
        "price_yen": ("yen",),
    },
}
"""How each field may be read, the usual way first."""
DESTINATION_READS: Final = ("code", "text")
NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "order": ("external_no", "ordered_at"),
    "consignee": ("name", "address"),
    "line": ("sku", "quantity_pieces"),
}
MEANS: Final[Mapping[str, tuple[str, ...]]] = {
    "refused": (
        "order_is_cancelled",
        "not_to_ship_yet",
        "not_paid_yet",
        "payment_status_unknown",
        "already_shipped",
    ),
    "lines_refused": ("line_partly_shipped",),
    "lines_left_out": ("needs_no_shipping", "already_shipped"),
}
TOP: Final = (
    *("zone", "order_cells", "changes_orders", "order", "consignees", "line", "destination"),
    *MEANS,
)
FIELD: Final = ("from", "join", "between", "read", "required")
RULE: Final = ("column", "is", "is_not", "begins_with", "unless", "means")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a layout."""

    where: str
    """The part, as in `order.ordered_at`."""
    code: str
    value: str = ""
    """What stands there."""


def layout_from_text(text: str) -> dict[str, Any] | list[Fault]:
    """A layout as it was exported (with its `title`), or what is wrong with it."""
    if len(text.encode("utf-8", "replace")) > BYTES_MAX:
        return [Fault("", "format_too_large", str(BYTES_MAX))]
    try:
        told = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return [Fault("", "format_unreadable")]
    if not isinstance(told, dict) or MARK not in told:
        return [Fault("", "format_is_none")]
    if told.pop(MARK) != EDITION:
        return [Fault(MARK, "format_of_another_edition")]
    title = told.pop("title", "")
    if not isinstance(title, str):
        return [Fault("title", "format_text_wrong", shown(title))]
    return faults_of(told) or {"title": title, "told": told}


def faults_of(told: Any) -> list[Fault]:
    """Everything that is wrong with a layout; empty for a good one."""
    if not isinstance(told, dict):
        return [Fault("", "format_is_none")]
    if len(json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")) > BYTES_MAX:
        return [Fault("", "format_too_large", str(BYTES_MAX))]
    return [
        *unknown_members("", told, TOP),
        *faults_of_the_whole(told),
        *faults_of_group("order", told.get("order"), "order", is_first=True),
        *faults_of_consignees(told.get("consignees")),
        *faults_of_group("line", told.get("line"), "line", is_first=True),
        *faults_of_destination(told.get("destination")),
        *(fault for name in MEANS for fault in faults_of_rules(name, told.get(name, []))),
    ]


def faults_of_the_whole(told: Mapping[str, Any]) -> Iterator[Fault]:
    """What is wrong with the words about the file as a whole."""
    if told.get("order_cells") not in {"first_row", "every_row"}:
        yield Fault("order_cells", "format_word_wrong", shown(told.get("order_cells")))
    if not isinstance(told.get("changes_orders", False), bool):
        yield Fault("changes_orders", "format_word_wrong", shown(told["changes_orders"]))
    zone = told.get("zone", "Asia/Tokyo")
    try:
        ZoneInfo(zone)
    except (TypeError, ValueError, OSError, KeyError):
        yield Fault("zone", "format_zone_unknown", shown(zone))


def faults_of_consignees(blocks: Any) -> Iterator[Fault]:
    """What is wrong with the addresses; the first one has what is needed."""
    if not isinstance(blocks, list) or not 1 <= len(blocks) <= 3:  # noqa: PLR2004 - no shop has more
        yield Fault("consignees", "format_shape_wrong", shown(blocks))
        return
    for nth, block in enumerate(blocks):
        yield from faults_of_group(f"consignees.{nth}", block, "consignee", is_first=True)


def faults_of_group(where: str, group: Any, kind: str, *, is_first: bool) -> Iterator[Fault]:
    """What is wrong with fields that belong together."""
    if not isinstance(group, dict):
        yield Fault(where, "format_shape_wrong", shown(group))
        return
    yield from unknown_members(where, group, tuple(READS[kind]))
    for name in NEEDED[kind]:
        if is_first and name not in group:
            yield Fault(f"{where}.{name}", "format_field_missing")
    for name, field in group.items():
        if name in READS[kind]:
            yield from faults_of_field(f"{where}.{name}", field, READS[kind][name])


def faults_of_destination(field: Any) -> Iterator[Fault]:
    """What is wrong with what tells several addresses apart."""
    if field is not None:
        yield from faults_of_field("destination", field, DESTINATION_READS)


def faults_of_field(where: str, field: Any, reads: Sequence[str]) -> Iterator[Fault]:
    """What is wrong with one field: its columns, or how it is read."""
    if not isinstance(field, dict):
        yield Fault(where, "format_shape_wrong", shown(field))
        return
    yield from unknown_members(where, field, FIELD)
    if field.get("read") not in reads:
        yield Fault(where, "format_reading_wrong", shown(field.get("read")))
    if field.get("required", "none") not in {"all", "first", "none"}:
        yield Fault(where, "format_word_wrong", shown(field["required"]))
    if not is_text(field.get("between", ""), least=0):
        yield Fault(where, "format_text_wrong", shown(field["between"]))
    if ("from" in field) == ("join" in field):
        yield Fault(where, "format_column_missing")
        return
    parts = field.get("from", field.get("join"))
    yield from faults_of_columns(where, parts, is_joined="join" in field)


def faults_of_columns(where: str, parts: Any, *, is_joined: bool) -> Iterator[Fault]:
    """What is wrong with the names of columns."""
    if not isinstance(parts, list) or not parts:
        yield Fault(where, "format_column_missing")
        return
    if len(parts) > COLUMNS_MAX:
        yield Fault(where, "format_too_many", str(COLUMNS_MAX))
        return
    for part in parts:
        if is_joined and isinstance(part, list):
            yield from faults_of_columns(where, part, is_joined=False)
        elif not is_text(part):
            yield Fault(where, "format_text_wrong", shown(part))


def faults_of_rules(name: str, rules: Any) -> Iterator[Fault]:
    """What is wrong with what a cell means."""
    if not isinstance(rules, list):
        yield Fault(name, "format_shape_wrong", shown(rules))
        return
    if len(rules) > RULES_MAX:
        yield Fault(name, "format_too_many", str(RULES_MAX))
        return
    for nth, rule in enumerate(rules):
        yield from faults_of_rule(f"{name}.{nth}", rule, MEANS[name])


def faults_of_rule(where: str, rule: Any, means: Sequence[str]) -> Iterator[Fault]:
    """What is wrong with one of them."""
    if not isinstance(rule, dict):
        yield Fault(where, "format_shape_wrong", shown(rule))
        return
    yield from unknown_members(where, rule, RULE)
    if not is_text(rule.get("column")):
        yield Fault(where, "format_column_missing")
    if rule.get("means") not in means:
        yield Fault(where, "format_word_wrong", shown(rule.get("means")))
    asked = [word for word in ("is", "is_not", "begins_with") if word in rule]
    if len(asked) != 1 or not are_words(rule[asked[0]]):
        yield Fault(where, "format_rule_without_words")
    elif asked[0] == "begins_with" and "" in rule["begins_with"]:
        # Every cell begins with nothing.
        yield Fault(where, "format_rule_without_words")
    unless = rule.get("unless", {"column": "-", "contains": ["-"]})
    is_whole = isinstance(unless, dict) and unless.keys() == {"column", "contains"}
    if not is_whole or not is_text(unless["column"]) or not are_words(unless["contains"]):
        yield Fault(f"{where}.unless", "format_shape_wrong", shown(unless))


def unknown_members(where: str, told: Mapping[str, Any], known: Sequence[str]) -> Iterator[Fault]:
    """Members that nobody reads."""
    for name in told:
        if name not in known:
            yield Fault(f"{where}.{name}".removeprefix("."), "format_member_unknown", shown(name))


def is_text(text: Any, *, least: int = 1) -> bool:
    """Whether this is a text of a sensible length that a page can show."""
    return (
        isinstance(text, str)
        and (least == 0 or text.strip() != "")
        and len(text) <= CHARACTERS_MAX
        and all(letter.isprintable() or letter in " \n\u3000" for letter in text)
    )


def are_words(words: Any) -> bool:
    """Whether these are some words for a cell; an empty one is an empty cell."""
    return (
        isinstance(words, list)
        and 1 <= len(words) <= WORDS_MAX
        and all(is_text(word, least=0) for word in words)
    )


def shown(value: Any) -> str:
    """What stands there, shortened."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text[:60])


def own_profile(profile_id: str, title: str, told: Mapping[str, Any]) -> Profile:
    """A good layout that somebody has made, as the reader uses it.

    What an order cannot be without is required of every file, whether the layout says so or not.
    """
    assert not faults_of(told), "it was checked when it was kept"
    groups = {
        "order": required(told["order"], NEEDED["order"]),
        "line": required(told["line"], NEEDED["line"]),
        "consignees": [
            required(told["consignees"][0], NEEDED["consignee"]),
            *told["consignees"][1:],
        ],
    }
    rules: dict[str, Any] = {name: [] for name in MEANS}
    whole = {"zone": "Asia/Tokyo"} | rules | dict(told) | groups
    return profile_from(whole | {"id": profile_id, "title": title})


def required(group: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """Fields of which a file must have the columns."""
    return {
        name: field | {"required": "first" if "join" in field else "all"}
        if name in names and field.get("required", "none") == "none"
        else field
        for name, field in group.items()
    }
