"""The eight people who work in the demo."""

import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from scripts.demo_warehouse.dice import dice
from server.vocabulary import label_of

LETTERS_WITHOUT_TWINS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
BADGE_LETTERS = 6
CREW = (
    ("佐藤 美咲", "picker", "ja"),
    ("髙橋 健太", "picker", "ja"),
    ("Maria Santos", "picker", "en"),
    ("中村 陽菜", "picker", "ja"),
    ("小林 誠", "picker", "ja"),
    ("伊藤 さくら", "packer", "ja"),
    ("渡辺 大輔", "packer", "ja"),
    ("山本 久美子", "supervisor", "ja"),
)
"""Name, role, language. The administrator is made by the one-time link."""


@dataclass(frozen=True, slots=True)
class Member:
    """One of the crew; `badge` is the code, `B-…` without its check character."""

    name: str
    role: str
    language: str
    badge: str
    pin: str


def crew(seed: int) -> list[Member]:
    """The crew; the seed decides their badges.

    PINs are new every time: one that every demo has would open every demo.
    """
    chance = dice(seed, "badges")
    return [
        Member(
            name,
            role,
            language,
            "B-" + "".join(chance.choices(LETTERS_WITHOUT_TWINS, k=BADGE_LETTERS)),
            new_pin(),
        )
        for name, role, language in CREW
    ]


def new_pin() -> str:
    """Four digits that are not among the first that anybody would try."""
    pin = "0000"
    while len(set(pin)) == 1 or pin in "0123456789" or pin in "9876543210":
        pin = f"{secrets.randbelow(10_000):04d}"
    return pin


def write_crew(members: list[Member], path: Path) -> None:
    """Write down who logs in with what, for the person who tries the demo and for nobody else."""
    people = [
        {
            "name": member.name,
            "role": member.role,
            "language": member.language,
            "badge": label_of(member.badge),
            "pin": member.pin,
        }
        for member in members
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(json.dumps(people, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
