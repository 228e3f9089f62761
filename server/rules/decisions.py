"""What the rules say about an order. Pure: rules are compiled once, then only asked.

All rules of an owner become one function of an order's facts; each condition can also be explained,
which walks it again and names the questions that decided.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from server.rules.language.compiling import ORDERED_ON, Facts, compiled, compiled_together
from server.rules.language.conditions import Leaf, Node
from server.rules.language.drafts import Draft
from server.rules.language.effects import Effect
from server.rules.language.facts import LINE_FACTS, LINES_SLOT, ORDER_FACTS, Fact
from server.rules.language.operators import digits_of
from server.rules.language.patterns import fold


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of a rule, ready to be asked."""

    rule_id: int
    version: int
    name: str
    priority: int
    stops: bool
    group: str | None
    valid_from: str | None
    valid_until: str | None
    when: Node
    effects: tuple[Effect, ...]

    def is_valid_on(self, day: str) -> bool:
        """Whether an order of this day lies in the rule's window, both ends included."""
        return (self.valid_from or "") <= day and (
            self.valid_until is None or day <= self.valid_until
        )


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that matched, and what it did; without effects where another was first."""

    rule_id: int
    version: int
    effects: tuple[Effect, ...]
    overruled: tuple[Effect, ...] = ()
    """What it would have done, had no rule before it written the same thing otherwise."""
    kept_out: str | None = None
    """`group` or `stopped`: it matched, but its turn did not come."""
    by: int | None = None
    """The rule that kept it out."""


class Book:
    """Rules in the order in which they are asked, compiled together."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Put rules in order: the highest priority first, then the oldest."""
        self.rules = sorted(rules, key=lambda rule: (-rule.priority, rule.rule_id))
        self.matching = compiled_together(
            [(rule.when, (rule.valid_from, rule.valid_until)) for rule in self.rules]
        )
        self.undisturbed = [Fired(rule.rule_id, rule.version, rule.effects) for rule in self.rules]
        """What each rule does where none before it has written the same thing."""
        self.only_effect = [
            rule.effects[0]
            if len(rule.effects) == 1 and rule.group is None and not rule.stops
            else None
            for rule in self.rules
        ]
        """The effect of a rule that does one thing and concerns no other; most are like that."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What all rules together say about an order."""

    effects: dict[str, Effect] = field(default_factory=dict)
    fired: tuple[Fired, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that decided: what was asked, what the fact was, and whether that fits."""

    path: str
    fact: str
    op: str
    value: Any
    actual: Any
    fits: bool
    line: int | None = None
    """Of which line of the order, from 1."""


def ready(draft: Draft, *, rule_id: int, version: int) -> Rule:
    """A draft, compiled."""
    return Rule(
        rule_id=rule_id,
        version=version,
        name=draft.name,
        priority=draft.priority,
        stops=draft.stops,
        group=draft.group,
        valid_from=draft.valid_from,
        valid_until=draft.valid_until,
        when=draft.when,
        effects=draft.effects,
    )


def matches(rule: Rule, facts: Facts) -> bool:
    """Whether one rule matches; for whoever asks it alone."""
    return rule.is_valid_on(facts[ORDERED_ON]) and compiled(rule.when)(facts)


def folded(told: Facts, lines: Iterable[Facts]) -> list[Any]:
    """Facts as they are compared, from facts as they are told; the order's lines behind them."""
    own: list[Any] = [
        compared(fact, value) for fact, value in zip(ORDER_FACTS.values(), told, strict=True)
    ]
    own.append(
        [
            [compared(fact, value) for fact, value in zip(LINE_FACTS.values(), line, strict=True)]
            for line in lines
        ]
    )
    return own


def compared(fact: Fact, value: Any) -> Any:
    """One fact as it is compared."""
    if value is None:
        return None
    if fact.kind in {"text", "choice"}:
        return fold(value)
    if fact.kind == "texts":
        return tuple(fold(one) for one in value)
    return digits_of(value) if fact.kind == "postal" else value


def explained(node: Node, facts: Facts, line: int | None = None) -> tuple[bool, list[Asked]]:
    """Whether a condition holds, and the questions that decided it.

    Of an `all` that does not hold the first that fails decides, of an `any` that holds the first
    that fits; else everything in it did.
    """
    if isinstance(node, Leaf):
        fits = compiled(node)(facts)
        actual = facts[node.fact.slot]
        asked = Asked(node.path, node.fact.name, node.op, node.value, actual, fits, line)
        return fits, [asked]
    if node.kind == "not":
        fits, asked_inside = explained(node.inside[0], facts, line)
        return not fits, asked_inside
    if node.kind == "some_line":
        return of_lines_explained(node.inside[0], facts)
    decides = node.kind == "any"
    every: list[Asked] = []
    for one in node.inside:
        fits, asked_inside = explained(one, facts, line)
        if fits == decides:
            return fits, asked_inside
        every += asked_inside
    return not decides, every


def of_lines_explained(node: Node, facts: Facts) -> tuple[bool, list[Asked]]:
    """The line that fits; or, where none does, what fails at each."""
    every: list[Asked] = []
    for nth, line in enumerate(facts[LINES_SLOT], start=1):
        fits, asked = explained(node, line, nth)
        if fits:
            return True, asked
        every += asked
    return False, every


def decide(book: Book, facts: Facts, written_before: Iterable[Effect] = ()) -> Outcome:
    """What rules say about an order.

    Who writes a thing first has written it. A rule that stops lets none behind it act; of an
    exclusive group only the first that matches acts.

    Args:
        book: the rules of one moment.
        facts: the order.
        written_before: what rules have written at earlier moments.
    """
    effects = {effect.slot: effect for effect in written_before}
    fired: list[Fired] = []
    groups: dict[str, int] = {}
    stopped_by: int | None = None
    for nth in book.matching(facts):
        only = book.only_effect[nth]
        if only is not None and stopped_by is None and effects.setdefault(only.slot, only) is only:
            fired.append(book.undisturbed[nth])
            continue
        rule = book.rules[nth]
        if stopped_by is not None or rule.group in groups:
            why = "group" if stopped_by is None else "stopped"
            by = groups[rule.group or ""] if stopped_by is None else stopped_by
            fired.append(Fired(rule.rule_id, rule.version, (), rule.effects, why, by))
            continue
        fired.append(written(rule, effects) or book.undisturbed[nth])
        if rule.group is not None:
            groups[rule.group] = rule.rule_id
        if rule.stops:
            stopped_by = rule.rule_id
    return Outcome(effects, tuple(fired))


def written(rule: Rule, effects: dict[str, Effect]) -> Fired | None:
    """Let a rule write what nobody has written before it; None when nothing was in its way."""
    overruled = [
        effect
        for effect in rule.effects
        if (first := effects.setdefault(effect.slot, effect)) is not effect and first != effect
    ]
    if not overruled:
        return None
    done = tuple(effect for effect in rule.effects if effect not in overruled)
    return Fired(rule.rule_id, rule.version, done, tuple(overruled))
