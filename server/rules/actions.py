"""Saving rules, switching them, and letting them say about orders what is to be done."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from server import catalog, orders
from server.foundation.clock import now, today
from server.foundation.outbox import announce
from server.foundation.sets import table_of
from server.rules.asking import AskedOrder, ask_about
from server.rules.decisions import Book, Fired, Outcome, decide
from server.rules.language.conditions import Problem
from server.rules.language.drafts import read_draft
from server.rules.language.effects import MOMENTS, Effect
from server.rules.queries import Conflict, book_in_force, conflicts_of, house_of
from server.rules.records import OrderRuling, Rule, RuleVerdict, RuleVersion

RULES_MAX = 500
"""Of one owner; beyond it nobody could say what they do together."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A rule that was saved, or why it was not."""

    rule_id: int = 0
    version: int = 0
    refusal: str | None = None
    """`rule_wrong`, `rule_unknown`, `rule_changed_meanwhile`, `too_many_rules`."""
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Author:
    """Who saves, and on top of which version."""

    person_id: int | None
    rule_id: int | None = None
    on_version: int | None = None


def save(session: Session, owner_id: int, content: Any, author: Author) -> Saved:
    """Save a new rule, switched off, or the next version of one; nothing else is changed.

    A rule that was right goes on working as it is when its next version is not.
    """
    read = read_draft(content, house_of(session, owner_id))
    if read.draft is None:
        return Saved(refusal="rule_wrong", problems=read.problems, warnings=read.warnings)
    known = None
    if author.rule_id is not None:
        known = session.execute(
            select(Rule.id, Rule.version)
            .where(Rule.id == author.rule_id, Rule.owner_id == owner_id)
            .with_for_update()
        ).one_or_none()
        if known is None:
            return Saved(refusal="rule_unknown")
        if known.version != author.on_version:
            return Saved(known.id, known.version, refusal="rule_changed_meanwhile")
    elif has_too_many(session, owner_id):
        return Saved(refusal="too_many_rules")
    conflicts = conflicts_of(session, owner_id, read.draft, author.rule_id)
    rule_id, version = write_version(session, owner_id, content, author)
    return Saved(rule_id, version, warnings=read.warnings, conflicts=conflicts)


def has_too_many(session: Session, owner_id: int) -> bool:
    """Whether an owner has as many rules as one may have."""
    return len(session.scalars(select(Rule.id).where(Rule.owner_id == owner_id)).all()) >= RULES_MAX


def write_version(
    session: Session, owner_id: int, content: Mapping[str, Any], author: Author
) -> tuple[int, int]:
    """Write a version down and put it in force; what is said already is not said again."""
    rule, number = author.rule_id, (author.on_version or 0) + 1
    if rule is not None:
        last = session.scalar(
            select(RuleVersion.content).where(
                RuleVersion.rule_id == rule, RuleVersion.number == author.on_version
            )
        )
        if last == content:
            return rule, number - 1
        session.execute(
            update(table_of(Rule))
            .where(Rule.id == rule)
            .values(version=number, at=content.get("at", MOMENTS[0]), changed_at=now())
        )
    else:
        rule = session.scalars(
            insert(table_of(Rule))
            .values(
                owner_id=owner_id,
                is_on=False,
                at=content.get("at", MOMENTS[0]),
                version=1,
                changed_at=now(),
            )
            .returning(Rule.id)
        ).one()
    session.execute(
        insert(table_of(RuleVersion)).values(
            rule_id=rule,
            number=number,
            content=dict(content),
            saved_at=now(),
            saved_by=author.person_id,
        )
    )
    announce(session, topic=f"rule:{rule}", kind="rule_saved", revision=number)
    return rule, number


def switch(session: Session, owner_id: int, rule_id: int, *, is_on: bool) -> bool:
    """Switch an owner's rule on or off; false when there is no such rule of that owner."""
    changed = session.scalar(
        update(table_of(Rule))
        .where(Rule.id == rule_id, Rule.owner_id == owner_id)
        .values(is_on=is_on, changed_at=now())
        .returning(Rule.id)
    )
    if changed is None:
        return False
    kind = "rule_switched_on" if is_on else "rule_switched_off"
    announce(session, topic=f"rule:{rule_id}", kind=kind)
    return True


def apply(
    session: Session, order_ids: Sequence[int], moment: str, *, on_floor: bool = False
) -> list[int]:
    """Ask the rules about orders, and do what they say.

    Every rule starts from the order as it came in, never from what rules have made of it, so asking
    again gives the same unless a fact or a rule is another. If it is, that is written down as
    another verdict and announced.

    Args:
        session: the open transaction.
        order_ids: which orders.
        moment: `import`, `change` or `release`.
        on_floor: whether they are on the floor already: they may leave in another way, but they
            are not held any more. Else those that are there are passed over.

    Returns:
        The orders that leave in another way now.
    """
    if not order_ids or not is_used(session):
        return []
    in_force = {
        owner_id: book_in_force(session, owner_id) for owner_id in catalog.owner_ids(session)
    }
    cutoffs = {one.code: one.cutoff_time for one in catalog.carriers(session, today())}
    asked = [
        one for one in ask_about(session, order_ids, for_change=True) if on_floor or is_open(one)
    ]
    ways: dict[int, orders.Shipping] = {}
    verdicts: list[dict[str, Any]] = []
    for one in asked:
        book = in_force[one.order.owner_id]
        if not book.rules and one.ruling is None:
            continue
        outcome = decide(book, one.facts)
        ruling = one.ruling or new_ruling(session, one.order)
        digest = digest_of(outcome)
        if ruling.digest != digest:
            verdicts.append(verdict_of(one, outcome, moment))
            ruling.digest = digest
            note(ruling, outcome, names_in(book))
            notify(session, ruling, outcome)
        way = way_of(one.order, ruling, outcome, cutoffs)
        if way is not None:
            ways[one.order.id] = way
        if not on_floor:
            hold_or_let_go(session, one.order, ruling, outcome)
    session.flush()
    orders.ship_otherwise(session, ways, on_floor=on_floor)
    write_verdicts(session, verdicts)
    return list(ways)


def saying_other(session: Session, order_ids: Sequence[int]) -> list[int]:
    """The orders of which rules now say something else than what is kept; nothing is changed."""
    if not order_ids or not is_used(session):
        return []
    in_force = {
        owner_id: book_in_force(session, owner_id) for owner_id in catalog.owner_ids(session)
    }
    return [
        one.order.id
        for one in ask_about(session, order_ids)
        if is_open(one)
        and (one.ruling is not None or in_force[one.order.owner_id].rules)
        and (one.ruling is None or one.ruling.digest != said_of(one, in_force))
    ]


def said_of(one: AskedOrder, in_force: Mapping[int, Book]) -> str:
    """The digest of what rules say about an order now."""
    return digest_of(decide(in_force[one.order.owner_id], one.facts))


def is_used(session: Session) -> bool:
    """Whether the house has any rule; a house without rules pays one question."""
    return session.scalar(select(Rule.id).limit(1)) is not None


def is_open(one: AskedOrder) -> bool:
    """Whether rules may still change an order: it waits, is reserved, or a rule holds it."""
    is_held_by_rule = one.ruling is not None and one.ruling.stage_before is not None
    return one.order.stage in {"waiting", "reserved"} or (
        one.order.stage == "held" and is_held_by_rule
    )


def new_ruling(session: Session, order: orders.WholeOrder) -> OrderRuling:
    """Begin to keep what rules make of an order."""
    ruling = OrderRuling(
        order_id=order.id,
        digest="",
        own_carrier=order.carrier_code,
        own_service=order.service,
        own_ship_by=order.ship_by,
        stage_before=None,
        let_go=[],
        notified=[],
    )
    session.add(ruling)
    return ruling


def names_in(book: Book) -> dict[int, str]:
    """The names of rules."""
    return {rule.rule_id: rule.name for rule in book.rules}


def note(ruling: OrderRuling, outcome: Outcome, names: Mapping[int, str]) -> None:
    """Keep what people at work should know."""
    group = outcome.effects.get("group")
    ruling.is_urgent = "urgent" in outcome.effects
    ruling.wave_group = "" if group is None else group.value
    ruling.tags = values_of(outcome, "tag")
    ruling.instructions = values_of(outcome, "instruct")
    ruling.picker_messages = values_of(outcome, "tell_picker")
    ruling.mails = values_of(outcome, "mail")
    ruling.flyers = [
        [effect.do, *two_of(effect.value), names[fired.rule_id]]
        for fired in outcome.fired
        for effect in fired.effects
        if effect.do.startswith("flyer_")
    ]


def two_of(value: Any) -> list[str]:
    """A flyer, and the one in its place; empty where none takes it."""
    return [value, ""] if isinstance(value, str) else value


def values_of(outcome: Outcome, do: str) -> list[Any]:
    """Everything of one kind that rules say."""
    return [one.value for one in outcome.effects.values() if one.do == do]


def notify(session: Session, ruling: OrderRuling, outcome: Outcome) -> None:
    """Tell the owner's systems what rules want them told, each thing once for an order."""
    told_before = set(ruling.notified)
    for text in values_of(outcome, "notify"):
        if text not in told_before:
            announce(
                session,
                topic=f"order:{ruling.order_id}",
                kind="order_noticed",
                body={"text": text},
            )
            ruling.notified = [*ruling.notified, text]


def way_of(
    order: orders.WholeOrder,
    ruling: OrderRuling,
    outcome: Outcome,
    cutoffs: Mapping[str, str],
) -> orders.Shipping | None:
    """How the order is to leave, if not as it does now; a carrier that is gone changes nothing."""
    way = orders.Shipping(ruling.own_carrier, ruling.own_service, ruling.own_ship_by)
    effect = outcome.effects.get("carrier")
    if effect is not None and effect.value[0] in cutoffs:
        carrier, service = effect.value
        ship_by = way.ship_by
        if carrier != ruling.own_carrier:
            ship_by = orders.ship_by_of(order.ordered_at, cutoffs[carrier])
        way = orders.Shipping(carrier, service, ship_by)
    is_now = orders.Shipping(order.carrier_code, order.service, order.ship_by)
    return None if way == is_now else way


def hold_or_let_go(
    session: Session, order: orders.WholeOrder, ruling: OrderRuling, outcome: Outcome
) -> None:
    """Hold the order, or let it go on where it was."""
    effect = outcome.effects.get("hold")
    by = holder_of(outcome)
    reason = None
    if effect is not None and effect.do == "hold" and by not in ruling.let_go:
        reason = effect.value
    if order.stage == "held" and reason == order.hold_reason:
        return
    free = ruling.stage_before or order.stage
    if order.stage == "held":
        orders.set_stage(session, [order.id], free, only_from=["held"])
    ruling.stage_before = None if reason is None else free
    if reason is not None:
        orders.set_stage(session, [order.id], "held", hold_reason=reason)


def lift_hold(session: Session, order_id: int) -> None:
    """End the hold of a rule on an order that is changed; it is asked about the order anew."""
    ruling = session.scalar(select(OrderRuling).where(OrderRuling.order_id == order_id))
    if ruling is None or ruling.stage_before is None:
        return
    orders.set_stage(session, [order_id], ruling.stage_before, only_from=["held"])
    ruling.stage_before = None
    session.flush()


def holder_of(outcome: Outcome) -> list[int] | None:
    """The rule and version that holds the order, as `let_go` names it."""
    for fired in outcome.fired:
        if any(effect.slot == "hold" for effect in fired.effects):
            return [fired.rule_id, fired.version]
    return None


def let_go(session: Session, order_id: int, *, person_id: int) -> bool:
    """A person lets an order go on that a rule holds; that version does not hold it again.

    Returns:
        Whether a rule held it.
    """
    asked = ask_about(session, [order_id], for_change=True)
    if not asked or not (ruling := asked[0].ruling) or ruling.stage_before is None:
        return False
    if asked[0].order.stage != "held":
        return False
    last = session.scalar(
        select(RuleVerdict.fired)
        .where(RuleVerdict.order_id == order_id)
        .order_by(RuleVerdict.id.desc())
        .limit(1)
    )
    holders = [
        [one["rule"], one["version"]]
        for one in last or []
        if any(effect["slot"] == "hold" for effect in one["effects"])
    ]
    ruling.let_go = [*ruling.let_go, *holders]
    orders.set_stage(session, [order_id], ruling.stage_before, only_from=["held"])
    ruling.stage_before = None
    announce(session, topic=f"order:{order_id}", kind="order_let_go", body={"person": person_id})
    return True


def digest_of(outcome: Outcome) -> str:
    """By which the same outcome is known again."""
    return hashlib.sha256(orjson.dumps([told(one) for one in outcome.fired])).hexdigest()


def told(fired: Fired) -> dict[str, Any]:
    """A rule that matched, as it is written down."""
    return {
        "rule": fired.rule_id,
        "version": fired.version,
        "effects": [effect_told(effect) for effect in fired.effects],
        "overruled": [effect_told(effect) for effect in fired.overruled],
        "kept_out": fired.kept_out,
        "by": fired.by,
    }


def effect_told(effect: Effect) -> dict[str, Any]:
    """An effect as it is written down."""
    return {"slot": effect.slot, "do": effect.do, "value": effect.value}


def verdict_of(one: AskedOrder, outcome: Outcome, moment: str) -> dict[str, Any]:
    """What the rules say about an order, as it is written down."""
    return {
        "order_id": one.order.id,
        "at": now(),
        "moment": moment,
        "is_other": one.ruling is not None and one.ruling.digest != "",
        "fired": [told(fired) for fired in outcome.fired],
    }


def write_verdicts(session: Session, verdicts: Sequence[dict[str, Any]]) -> None:
    """Write down what is new, and say so; that nothing is to be done is not news at first."""
    if not verdicts:
        return
    session.execute(insert(table_of(RuleVerdict)), list(verdicts))
    for verdict in verdicts:
        if verdict["fired"] or verdict["is_other"]:
            announce(
                session,
                topic=f"order:{verdict['order_id']}",
                kind="order_ruled_anew" if verdict["is_other"] else "order_ruled",
                body={
                    "moment": verdict["moment"],
                    "rules": sum(bool(one["effects"]) for one in verdict["fired"]),
                },
            )
