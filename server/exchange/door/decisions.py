"""What is wrong with an order before anybody has picked a piece of it. Pure.

A finding says what, where and, wherever there is one answer that a person would give too, what to
write instead. Nothing is changed by itself.
"""

import dataclasses
import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from server.exchange.carrier_files import Consignment, Layout, cp932, problems_among
from server.exchange.carrier_files.wishes import cool_word
from server.exchange.door.postal_codes import FIRST_DIGITS, prefectures_of
from server.exchange.order_files.prefectures import PREFECTURES

ON_THE_SLIP = ("name", "kana", "prefecture", "address", "building")
POSTAL_CODE = re.compile("[0-9]{7}")
PHONE = re.compile("0[0-9]{9,10}")
HOUSE_NUMBER = re.compile(
    "[0-9]|[一二三四五六七八九十百](?:丁目|番|号|条|線)|番地|番外地|私書箱|局留"
)
CHOME = re.compile("([0-9]+)(?:丁目|番地の?|番|-)(?=[0-9])|([0-9]+)(?:番地|号)(?![0-9室棟館線])")
ON_DELIVERY = re.compile("代金?引|コレクト|e-?collect", re.IGNORECASE)
FIELD_OF = {
    "name": "name",
    "name_2": "name",
    "kana": "kana",
    "phone": "phone",
    "postal_code": "postal_code",
    "prefecture": "prefecture",
    "municipality": "address",
    "street": "address",
    "building": "building",
    "address_1": "address",
    "address_2": "address",
    "address_3": "address",
    "address_4": "address",
    "service": "service",
    "cool": "service",
    "slot": "delivery_slot",
    "delivery_day": "delivery_date",
}
"""Where a person looks for what stands in a carrier's column."""
CODE_OF = {"required": "missing", "no_code": "not_offered"}
"""In our words what a label would say of an order."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a person should look at."""

    code: str
    """missing, postal_code_form, postal_code_elsewhere, prefecture_missing, house_number_missing,
    phone_form, letters, wrong_letters, too_long, address_too_long, not_offered, day_not_taken,
    on_delivery, like_another, not_cooled, cold_mixed."""
    field: str
    """Where: a part of the consignee, service, delivery_slot, delivery_date; empty: all of it."""
    text: str = ""
    """What stands there."""
    letters: str = ""
    """Which letters it is about."""
    over: int = 0
    """By how much it is too long, in the measure of the carrier."""
    is_in_bytes: bool = False
    """Whether a full-width letter counts as two."""
    places: tuple[str, ...] = ()
    """The prefectures of the postal code."""
    carrier: str = ""
    """Whose slip it is about; empty: any."""
    temperatures: tuple[str, ...] = ()
    """How cold its goods must travel: chilled, frozen."""
    other_id: int | None = None
    """The order that is like it."""
    proposed: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """What could stand in which field instead; empty where only a person can say."""

    @property
    def key(self) -> str:
        """The same for the same finding; another once the text is another."""
        said = "\x1f".join(
            (
                *(self.code, self.field, self.text, self.carrier, str(self.other_id or "")),
                *self.temperatures,
            )
        )
        return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:20]


def findings_of(to: Consignment, layout: Layout | None, carrier_code: str) -> list[Finding]:
    """All that is wrong with where an order goes and how.

    Args:
        to: the order as a slip would say it.
        layout: the slip of its carrier; none where its shop has no contract.
        carrier_code: who brings it.
    """
    found = [*of_the_address(to), *of_letters(to)]
    if layout is not None:
        found += of_the_slip(to, layout, carrier_code, {one.field for one in found})
    return found


def of_the_address(to: Consignment) -> Iterator[Finding]:
    """Whether the address is one, whoever brings it."""
    digits = re.sub("[^0-9]", "", unicodedata.normalize("NFKC", to.postal_code))
    places: tuple[str, ...] = ()
    if to.postal_code and not POSTAL_CODE.fullmatch(digits):
        yield Finding("postal_code_form", "postal_code", to.postal_code)
    elif to.postal_code:
        places = prefectures_of(digits[:FIRST_DIGITS])
    if to.prefecture not in PREFECTURES:
        yield Finding(
            "prefecture_missing",
            "prefecture",
            to.prefecture,
            places=places,
            proposed={"prefecture": places[0]} if len(places) == 1 and not to.prefecture else {},
        )
    elif places and to.prefecture not in places:
        yield Finding("postal_code_elsewhere", "postal_code", to.postal_code, places=places)
    where = to.address + to.building
    if not HOUSE_NUMBER.search(unicodedata.normalize("NFKC", where)):
        yield Finding("house_number_missing", "address", to.address)
    if to.phone and not PHONE.fullmatch(re.sub("[-() ]", "", narrow(to.phone))):
        yield Finding("phone_form", "phone", to.phone, proposed=better_phone(to.phone))


def narrow(text: str) -> str:
    """Signs and digits as half-width ones."""
    return re.sub("[‐‑–—−ー]", "-", unicodedata.normalize("NFKC", text)).strip()


def better_phone(text: str) -> dict[str, str]:
    """A Japanese number that can be told out of what stands there; nothing where it cannot."""
    digits = re.sub("[^0-9+]", "", narrow(text))
    digits = "0" + digits[3:].removeprefix("0") if digits.startswith("+81") else digits
    return {"phone": digits} if PHONE.fullmatch(digits) else {}


def of_letters(to: Consignment) -> Iterator[Finding]:
    """What no label program can read or print."""
    for name in ON_THE_SLIP:
        text = str(getattr(to, name))
        if text.isascii() and text.isprintable():
            continue
        odd = [letter for letter in dict.fromkeys(text) if is_odd(letter)]
        if odd or unicodedata.normalize("NFC", text) != text:
            better = writable(text)
            is_better = better and not any(map(is_odd, better))
            yield Finding(
                "letters",
                name,
                text,
                letters="".join(shown(letter) for letter in odd),
                proposed={name: better} if is_better else {},
            )


@lru_cache(maxsize=20_000)
def is_odd(letter: str) -> bool:
    """Whether a letter cannot stand on a slip."""
    return unicodedata.category(letter) in {"Cc", "Cf", "Co", "Cn", "Cs"} or bool(
        cp932.unwritable(cp932.plain(letter))
    )


def shown(letter: str) -> str:
    """A letter that can be seen, by itself; one that cannot, by its number."""
    is_seen = letter.isprintable() and unicodedata.category(letter) not in {"Mn", "Me"}
    return letter if is_seen else f"U+{ord(letter):04X} "


def writable(text: str) -> str:
    """A text with the letters that slips have; signs that say nothing are left out.

    A letter of a name that has no other form stays: only a person can say what it means.
    """
    kept = []
    for letter in cp932.proposed(unicodedata.normalize("NFC", text)):
        if not is_odd(letter):
            kept.append(letter)
            continue
        plain = unicodedata.normalize("NFD", letter)[0]
        if plain.isascii() and plain.isprintable():
            kept.append(plain)
        elif unicodedata.category(letter)[0] == "L":
            kept.append(letter)
    return " ".join("".join(kept).split(" ")).strip()


def of_the_slip(
    to: Consignment, layout: Layout, carrier_code: str, known: set[str]
) -> Iterator[Finding]:
    """What would keep it off its carrier's file; what was found of a field is not said again."""
    fills = {column.name: column.fill for column in layout.columns}
    said: set[tuple[str, str]] = set()
    for problem in problems_among(to, layout, FIELD_OF):
        name = FIELD_OF.get(fills.get(problem.column, problem.column))
        code = CODE_OF.get(problem.code, problem.code)
        # What is wrong with the sender is said on the page of the slips.
        if name is None or (code, name) in said or (name in known and code != "address_too_long"):
            continue
        said.add((code, name))
        yield Finding(
            code,
            name,
            problem.text,
            over=problem.over,
            is_in_bytes=layout.measure != "characters",
            carrier=carrier_code,
            proposed=better_wish(code, name, to, layout),
        )
    if ON_DELIVERY.search(to.service):
        yield Finding("on_delivery", "service", to.service, carrier=carrier_code)


def of_cold_goods(temperatures: Collection[str], service: str) -> Finding | None:
    """Whether one parcel by this service keeps its cold goods as they must be."""
    if len(temperatures) > 1:
        return Finding("cold_mixed", "service", service, temperatures=tuple(sorted(temperatures)))
    (wanted,) = temperatures
    if cool_word(service) == wanted:
        return None
    return Finding("not_cooled", "service", service, temperatures=(wanted,))


def better_wish(code: str, name: str, to: Consignment, layout: Layout) -> dict[str, str]:
    """What could be written for this carrier instead; nothing where only a person can say."""
    if code == "address_too_long":
        short = replace(to, address=shorter(to.address), building=shorter(to.building))
        still = problems_among(short, layout, FIELD_OF)
        if any(one.code == "address_too_long" for one in still):
            return {}
        return {"address": short.address} | (
            {"building": short.building} if short.building != to.building else {}
        )
    if code == "not_offered" and name == "delivery_slot":
        return {"delivery_slot": ""}
    if code == "day_not_taken":
        return {"delivery_date": "", "delivery_slot": ""}
    if code == "wrong_letters" and name == "kana":
        return {"kana": ""}
    return {}


def shorter(text: str) -> str:
    """An address that says the same in fewer letters: １丁目２番地３号 is 1-2-3."""
    plain = "".join(
        unicodedata.normalize("NFKC", letter) if "！" <= letter <= "～" else letter
        for letter in text
    )
    plain = re.sub("(?<=[0-9])[‐‑–—−ー－](?=[0-9])", "-", plain)
    plain = CHOME.sub(lambda found: f"{found[1]}-" if found[1] else found[2], plain)
    return re.sub("[ \u3000]+", " ", plain).strip()
