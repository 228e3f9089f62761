"""Rules tried on orders that are there; nothing is changed, and the asking is the real one."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from server import catalog, orders
from server.foundation.clock import today
from server.rules.actions import effect_told, told
from server.rules.asking import AskedOrder, ask_about, ask_patiently
from server.rules.decisions import (
    Asked,
    Book,
    Fired,
    Outcome,
    Rule,
    decide,
    explained,
    matches,
    ready,
)
from server.rules.language.compiling import ORDERED_ON, compiled
from server.rules.language.conditions import Block, Node
from server.rules.language.drafts import Draft
from server.rules.language.effects import MOMENTS, PLACEHOLDER
from server.rules.language.facts import FACTS
from server.rules.queries import (
    book_in_force,
    kept_draft,
    ready_rules,
    rule_cards,
    verdicts_about,
    versions_of,
)

EXAMPLES_MAX = 10
FIGURES = ("orders", "matched", "matched_before", "matched_both", "changed")
NOT_YET = 2**62
"""The number of a rule that is not saved: it comes after all others of its priority."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A draft that is tried."""

    draft: Draft
    rule_id: int | None
    """The rule whose next version it is."""
    last: int
    """How many orders, counted from the newest."""
    against: int | None = None
    """A version to hold it against; None is what is in force today."""


def counted(session: Session, owner_id: int, when: Node, last: int) -> dict[str, Any]:
    """How many of the last orders match a condition, and each block and question in it."""
    nodes = [(node.path, compiled(node)) for node in countable(when)]
    counts = dict.fromkeys((path for path, _ in nodes), 0)
    asked = 0
    for one in ask_patiently(session, orders.newest_orders(session, owner_id, last)):
        asked += 1
        for path, holds in nodes:
            counts[path] += holds(one.facts)
    return {
        "orders": asked,
        "matches": counts[when.path],
        "parts": [{"path": path, "matches": matches} for path, matches in counts.items()],
    }


def countable(node: Node) -> Iterable[Node]:
    """A condition and its parts; what asks about a line counts no orders of its own."""
    yield node
    if isinstance(node, Block) and node.kind != "some_line":
        for one in node.inside:
            yield from countable(one)


def dry_run(session: Session, owner_id: int, trial: Trial) -> dict[str, Any] | None:
    """What a draft would do to the last orders, held against today or against another version.

    Returns:
        Counts and ten examples; None when the version it is held against does not exist.
    """
    rule_id = trial.rule_id or NOT_YET
    draft = ready(trial.draft, rule_id=rule_id, version=0)
    before = ready_rules(session, owner_id, trial.draft.at)
    others = [rule for rule in before if rule.rule_id != rule_id]
    other: Rule | None = next((rule for rule in before if rule.rule_id == rule_id), None)
    if trial.against is not None:
        other = version_of(session, owner_id, trial.rule_id, trial.against)
        if other is None:
            return None
        before = [*others, other]
    held_against, tried = Book(before), Book([*others, draft])
    draft_in, other_in = Book([draft]).matching, Book([other] if other else []).matching
    counts: Counter[str] = Counter()
    changed: list[dict[str, Any]] = []
    unchanged: list[dict[str, Any]] = []
    for one in ask_patiently(session, orders.newest_orders(session, owner_id, trial.last)):
        here, there = bool(draft_in(one.facts)), bool(other_in(one.facts))
        now, then = decide(tried, one.facts), decide(held_against, one.facts)
        is_changed = now.effects != then.effects
        counts.update(
            orders=1,
            matched=here,
            matched_before=there,
            matched_both=here and there,
            changed=is_changed,
        )
        examples = changed if is_changed else unchanged
        if (here or is_changed) and len(examples) < EXAMPLES_MAX:
            examples.append(example_of(one, draft, (then, now), is_changed=is_changed))
    return {
        **{name: counts[name] for name in FIGURES},
        "examples": [*changed, *unchanged][:EXAMPLES_MAX],
    }


def version_of(session: Session, owner_id: int, rule_id: int | None, number: int) -> Rule | None:
    """One version of an owner's rule, ready to be asked."""
    if rule_id is None:
        return None
    cards = versions_of(session, owner_id, rule_id)
    content = next((card.content for card in cards if card.number == number), None)
    if content is None:
        return None
    return ready(kept_draft(content), rule_id=rule_id, version=number)


def example_of(
    one: AskedOrder, rule: Rule, outcomes: tuple[Outcome, Outcome], *, is_changed: bool
) -> dict[str, Any]:
    """An order as a dry run shows it."""
    then, now = outcomes
    return {
        "order": one.order.id,
        "external": one.order.external_no,
        "stage": one.order.stage,
        "matched": matches(rule, one.facts),
        "changed": is_changed,
        "before": [effect_told(effect) for effect in then.effects.values()],
        "after": [effect_told(effect) for effect in now.effects.values()],
        "asked": asked_of(one, rule),
    }


def asked_of(one: AskedOrder, rule: Rule) -> list[dict[str, Any]]:
    """The questions that decided about a rule, with their values as people read them."""
    return [
        {
            "path": asked.path,
            "fact": asked.fact,
            "op": asked.op,
            "value": asked.value,
            "actual": actual_of(one, asked),
            "fits": asked.fits,
            "line": asked.line,
        }
        for asked in explained(rule.when, one.facts)[1]
    ]


def actual_of(one: AskedOrder, asked: Asked) -> Any:
    """What a fact was, as people read it."""
    slot = FACTS[asked.fact].slot
    return one.told[slot] if asked.line is None else one.told_lines[asked.line - 1][slot]


def why(session: Session, order_id: int) -> dict[str, Any]:
    """What the rules have said about an order, and what each rule of its owner says now.

    The order's facts are as they are now; what was said before stands as it was written down.
    """
    (one,) = ask_about(session, [order_id])
    cards = rule_cards(session, one.order.owner_id)
    names = {card.id: card.content["name"] for card in cards}
    is_on = {card.id: card.is_on for card in cards}
    books = [book_in_force(session, one.order.owner_id, at) for at in MOMENTS]
    fired = {rule.rule_id: rule for book in books for rule in decide(book, one.facts).fired}
    off = [
        ready(kept_draft(card.content), rule_id=card.id, version=card.version)
        for card in cards
        if not card.is_on
    ]
    return {
        "verdicts": [
            {
                "at": verdict.at,
                "moment": verdict.moment,
                "is_other": verdict.is_other,
                "fired": [{**rule, "name": names.get(rule["rule"], "")} for rule in verdict.fired],
            }
            for verdict in verdicts_about(session, order_id)
        ],
        "rules": [
            rule_now(one, rule, fired.get(rule.rule_id)) | {"is_on": is_on[rule.rule_id]}
            for rule in [*(rule for book in books for rule in book.rules), *off]
        ],
        "held_by_rule": one.order.stage == "held"
        and one.ruling is not None
        and one.ruling.stage_before is not None,
        "mails": [] if one.ruling is None else mails_of(session, one, one.ruling.mails),
    }


def mails_of(
    session: Session, one: AskedOrder, mails: Sequence[Sequence[str]]
) -> list[dict[str, str]]:
    """Mails that rules have laid ready, filled in; what is not known yet stays as it is."""
    if not mails:
        return []
    shops = {shop.id: shop.name for shop in catalog.shops(session)}
    carriers = {carrier.code: carrier.name for carrier in catalog.carriers(session, today())}
    known = {
        "order": one.order.external_no,
        "name": one.order.consignee.get("name"),
        "shop": shops[one.order.shop_id],
        "carrier": carriers.get(one.order.carrier_code),
        "tracking_no": orders.closed_under(session, one.order.id),
    }

    def fill(text: str) -> str:
        return PLACEHOLDER.sub(lambda found: known.get(found[1]) or found[0], text)

    return [{"subject": fill(subject), "text": fill(text)} for subject, text in mails]


def rule_now(one: AskedOrder, rule: Rule, fired: Fired | None) -> dict[str, Any]:
    """What a rule says about an order now, and why."""
    is_in_window = rule.is_valid_on(one.facts[ORDERED_ON])
    said = told(fired) if fired is not None else told(Fired(rule.rule_id, rule.version, ()))
    return {
        **said,
        "name": rule.name,
        "matches": matches(rule, one.facts),
        "is_in_window": is_in_window,
        "asked": asked_of(one, rule),
    }
