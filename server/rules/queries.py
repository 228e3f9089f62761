"""What is asked about rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from server import catalog
from server.foundation.clock import today
from server.rules.decisions import Book, ready
from server.rules.decisions import Rule as ReadyRule
from server.rules.language.conditions import Problem, read_condition
from server.rules.language.drafts import (
    Draft,
    ReadDraft,
    may_meet,
    read_draft,
    unknown_in_house,
)
from server.rules.language.effects import MOMENTS, House
from server.rules.records import OrderRuling, Rule, RuleVerdict, RuleVersion

ANY: Any = type("Any", (), {"__contains__": lambda _self, _one: True})()
"""What was right when it was saved stays right, also when a carrier is gone."""


@dataclass(frozen=True, slots=True)
class RuleCard:
    """A rule with the version that is in force."""

    id: int
    owner_id: int
    is_on: bool
    version: int
    content: dict[str, Any]
    saved_at: datetime
    saved_by: int | None


@dataclass(frozen=True, slots=True)
class VersionCard:
    """One version of a rule."""

    number: int
    content: dict[str, Any]
    saved_at: datetime
    saved_by: int | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Another rule that writes the same thing."""

    rule_id: int
    name: str
    slot: str
    this_wins: bool


@dataclass(frozen=True, slots=True)
class Instruction:
    """What a packer has to do that no scan can verify."""

    kind: str
    """`care`, `gift`, `noshi`, `wrapping`."""
    text: str


@dataclass(frozen=True, slots=True)
class FlyerWish:
    """What a rule wants of an order's flyers."""

    do: str
    """`flyer_in`, `flyer_out`, `flyer_instead`."""
    flyer: str
    instead: str
    rule: str
    """The rule's name."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What rules have said about an order that people at work should know."""

    is_urgent: bool = False
    tags: tuple[str, ...] = ()
    instructions: tuple[Instruction, ...] = ()
    picker_messages: tuple[str, ...] = ()
    wave_group: str = ""
    flyers: tuple[FlyerWish, ...] = ()


NO_MARKS = Marks()


def rule_cards(
    session: Session, owner_id: int, *, only_on: bool = False, at: str | None = None
) -> list[RuleCard]:
    """The rules of an owner, by number; those that are asked at one moment, or all."""
    query = (
        select(
            Rule.id,
            Rule.owner_id,
            Rule.is_on,
            Rule.version,
            RuleVersion.content,
            RuleVersion.saved_at,
            RuleVersion.saved_by,
        )
        .join(RuleVersion, (RuleVersion.rule_id == Rule.id) & (RuleVersion.number == Rule.version))
        .where(Rule.owner_id == owner_id)
        .order_by(Rule.id)
    )
    if only_on:
        query = query.where(Rule.is_on)
    if at is not None:
        query = query.where(Rule.at == at)
    return [RuleCard(*row) for row in session.execute(query)]


def versions_of(session: Session, owner_id: int, rule_id: int) -> list[VersionCard]:
    """All versions of an owner's rule, the newest first; none when it is not that owner's."""
    rows = session.execute(
        select(RuleVersion.number, RuleVersion.content, RuleVersion.saved_at, RuleVersion.saved_by)
        .join(Rule, Rule.id == RuleVersion.rule_id)
        .where(Rule.id == rule_id, Rule.owner_id == owner_id)
        .order_by(RuleVersion.number.desc())
    )
    return [VersionCard(*row) for row in rows]


def house_of(session: Session, owner_id: int) -> House:
    """What an owner's rules may name."""
    return House(
        {
            "order.shop": [
                shop.code for shop in catalog.shops(session) if shop.owner_id == owner_id
            ],
            "order.carrier": [carrier.code for carrier in catalog.carriers(session, today())],
        },
        [card.sku for card in catalog.flyers_of(session, owner_id)],
    )


def condition_problems(session: Session, owner_id: int, condition: Any, path: str) -> list[Problem]:
    """What is wrong with a condition that stands in another room."""
    node, problems = read_condition(condition, path)
    return problems if node is None else unknown_in_house(node, house_of(session, owner_id))


def kept_draft(content: Mapping[str, Any]) -> Draft:
    """A version as it was saved."""
    return read_kept(orjson.dumps(content)).draft or never()


def never() -> Draft:
    """A version was right when it was saved."""
    raise AssertionError("a saved rule cannot be read")


@lru_cache(maxsize=2_000)
def read_kept(content: bytes) -> ReadDraft:
    """A version, read once for as long as it is in use."""
    return read_draft(orjson.loads(content), House({"order.shop": ANY, "order.carrier": ANY}, ANY))


def ready_rules(session: Session, owner_id: int, at: str) -> list[ReadyRule]:
    """The rules of an owner that are switched on and asked at one moment."""
    return [
        ready(kept_draft(card.content), rule_id=card.id, version=card.version)
        for card in rule_cards(session, owner_id, only_on=True, at=at)
    ]


def book_in_force(session: Session, owner_id: int, at: str = MOMENTS[0]) -> Book:
    """The rules of an owner that are switched on and asked at one moment, compiled together."""
    return book_of(
        tuple(
            (card.id, card.version, orjson.dumps(card.content))
            for card in rule_cards(session, owner_id, only_on=True, at=at)
        )
    )


@lru_cache(maxsize=50)
def book_of(versions: tuple[tuple[int, int, bytes], ...]) -> Book:
    """Versions, compiled once for as long as they are in force together."""
    return Book(
        ready(read_kept(content).draft or never(), rule_id=rule_id, version=version)
        for rule_id, version, content in versions
    )


def conflicts_of(
    session: Session, owner_id: int, draft: Draft, rule_id: int | None
) -> list[Conflict]:
    """Which other rules that are on write the same thing otherwise for an order of both."""
    found = []
    for card in rule_cards(session, owner_id, only_on=True):
        other = kept_draft(card.content)
        is_apart = draft.group is not None and (draft.group, draft.at) == (other.group, other.at)
        if card.id == rule_id or is_apart or not may_meet(draft, other):
            continue
        own = {effect.slot: effect for effect in draft.effects}
        # A new rule comes after all others of its priority.
        own_turn = (MOMENTS.index(draft.at), -draft.priority, rule_id or card.id + 1)
        this_wins = own_turn < (MOMENTS.index(other.at), -other.priority, card.id)
        found += [
            Conflict(card.id, other.name, effect.slot, this_wins)
            for effect in other.effects
            if effect.slot in own and own[effect.slot] != effect
        ]
    return found


def own_service(session: Session, order_id: int, service: str) -> str:
    """The service an order came in with, whatever rules have made of it.

    Args:
        session: the open transaction.
        order_id: which order.
        service: that it has now.
    """
    own = session.scalar(select(OrderRuling.own_service).where(OrderRuling.order_id == order_id))
    return service if own is None else own


def marks_of(session: Session, order_ids: Sequence[int]) -> dict[int, Marks]:
    """What people who work at these orders should know; where that is nothing, nothing is here."""
    rows = session.execute(
        select(
            OrderRuling.order_id,
            OrderRuling.is_urgent,
            OrderRuling.tags,
            OrderRuling.instructions,
            OrderRuling.picker_messages,
            OrderRuling.wave_group,
            OrderRuling.flyers,
        ).where(OrderRuling.order_id.in_(list(order_ids)))
    )
    marks = {
        row.order_id: Marks(
            row.is_urgent,
            tuple(row.tags),
            tuple(Instruction(kind, text) for kind, text in row.instructions),
            tuple(row.picker_messages),
            row.wave_group,
            tuple(FlyerWish(*one) for one in row.flyers),
        )
        for row in rows
    }
    return {order_id: said for order_id, said in marks.items() if said != NO_MARKS}


def verdicts_about(session: Session, order_id: int) -> list[RuleVerdict]:
    """Everything that rules have said about an order, the oldest first."""
    return list(
        session.scalars(
            select(RuleVerdict).where(RuleVerdict.order_id == order_id).order_by(RuleVerdict.id)
        )
    )
