"""Invented customers from every prefecture. Names and cities are in customers.toml."""

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HARD_NAME_PERCENT = 5
FLAT_PERCENT = 45
"""So many live in a flat with a name."""


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody who orders; nobody in truth."""

    surname: str
    given_name: str
    kana: str
    mail: str
    phone: str
    """Digits with hyphens; 0000 behind the prefix is given to nobody."""
    postal_code: str
    prefecture: str
    prefecture_code: str
    city: str
    street: str
    building: str

    @property
    def name(self) -> str:
        """As it stands on the parcel."""
        return f"{self.surname} {self.given_name}"


@cache
def materials() -> dict[str, Any]:
    """The lists that customers are made from."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def customer(chance: random.Random, number: int) -> Customer:
    """The nth customer: the number keeps their mail address and phone apart from all others'."""
    lists = materials()
    surnames = lists["hard_surnames" if chance.randrange(100) < HARD_NAME_PERCENT else "surnames"]
    written, read, latin = chance.choice(surnames)
    given_name, given_read, given_latin = chance.choice(lists["given_names"])
    home = chance.choices(lists["prefectures"], [one["weight"] for one in lists["prefectures"]])[0]
    city, postal_start = chance.choice(home["cities"])
    building = ""
    if chance.randrange(100) < FLAT_PERCENT:
        floor, door = chance.randrange(1, 13), chance.randrange(1, 9)
        building = f"{chance.choice(lists['buildings'])}{floor}{door:02d}"
    return Customer(
        surname=written,
        given_name=given_name,
        kana=f"{read} {given_read}",
        mail=f"{latin}.{given_latin}.{number:04d}@example.jp",
        phone=f"{chance.choice(('070', '080', '090'))}-0000-{number:04d}",
        postal_code=f"{postal_start}-{chance.randrange(1, 90):04d}",
        prefecture=home["name"],
        prefecture_code=home["code"],
        city=city,
        street=house(chance, lists["towns"]),
        building=building,
    )


def house(chance: random.Random, towns: list[str]) -> str:
    """A street and house number, written in one of the usual ways."""
    town = chance.choice(towns)
    chome, block, number = chance.randrange(1, 7), chance.randrange(1, 30), chance.randrange(1, 20)
    return chance.choice(
        (
            f"{town}{chome}-{block}-{number}",
            f"{town}{chome}丁目{block}-{number}",
            f"{town}{chome}丁目{block}番{number}号",
        )
    )
