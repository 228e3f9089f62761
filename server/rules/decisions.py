"""What the rules say about an order. Pure: a condition is compiled once, then only asked.

A condition becomes one function of an order's facts; the same condition can be explained, which
walks it again and names the questions that decided.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from server.rules.language.conditions import Leaf, Node
from server.rules.language.drafts import Draft, Effect
from server.rules.language.facts import LINE_FACTS, LINES_SLOT, ORDER_FACTS, Fact
from server.rules.language.operators import OPERATORS, digits_of
from server.rules.language.patterns import fold

ORDERED_ON = ORDER_FACTS["order.ordered_on"].slot

Facts = Sequence[Any]
Matches = Callable[[Facts], bool]


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
    matches: Matches
    """The window and the condition."""
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
        matches=in_window(draft.valid_from, draft.valid_until, compiled(draft.when)),
        effects=draft.effects,
    )


def compiled(node: Node) -> Matches:
    """A condition as one function of facts."""
    if isinstance(node, Leaf):
        return OPERATORS[node.fact.kind][node.op].test(node.compared, node.fact.slot)
    inside = [compiled(one) for one in node.inside]
    if node.kind == "not":
        return opposite(inside[0])
    if node.kind == "some_line":
        return of_some_line(inside[0])
    return all_of(inside) if node.kind == "all" else any_of(inside)


def in_window(valid_from: str | None, valid_until: str | None, inner: Matches) -> Matches:
    """A condition for orders placed in a window: by their own day, so waiting changes nothing."""
    if valid_from is None and valid_until is None:
        return inner
    low, high = valid_from or "", valid_until or "9999"
    return lambda facts: low <= facts[ORDERED_ON] <= high and inner(facts)


def opposite(inner: Matches) -> Matches:
    """Not."""
    return lambda facts: not inner(facts)


def of_some_line(inner: Matches) -> Matches:
    """One of the order's lines fits."""

    def asked(facts: Facts) -> bool:
        for line in facts[LINES_SLOT]:  # noqa: SIM110 - any() costs a generator for each order
            if inner(line):
                return True
        return False

    return asked


def all_of(inside: Sequence[Matches]) -> Matches:
    """Every one; two by two, which is quicker than a loop."""
    if not inside:
        return lambda _facts: True
    if len(inside) == 1:
        return inside[0]
    if len(inside) == 2:  # noqa: PLR2004 - the pair
        one, two = inside
        return lambda facts: one(facts) and two(facts)
    if len(inside) == 3:  # noqa: PLR2004 - the three
        first, second, third = inside
        return lambda facts: first(facts) and second(facts) and third(facts)
    return all_of([all_of(inside[:3]), all_of(inside[3:])])


def any_of(inside: Sequence[Matches]) -> Matches:
    """At least one; two by two, which is quicker than a loop."""
    if len(inside) == 1:
        return inside[0]
    if len(inside) == 2:  # noqa: PLR2004 - the pair
        one, two = inside
        return lambda facts: one(facts) or two(facts)
    if len(inside) == 3:  # noqa: PLR2004 - the three
        first, second, third = inside
        return lambda facts: first(facts) or second(facts) or third(facts)
    return any_of([any_of(inside[:3]), any_of(inside[3:])])


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


def in_turn(rules: Iterable[Rule]) -> list[Rule]:
    """Rules in the order in which they are asked: the highest priority first, then the oldest."""
    return sorted(rules, key=lambda rule: (-rule.priority, rule.rule_id))


def decide(rules: Iterable[Rule], facts: Facts) -> Outcome:
    """What rules say about an order; they are asked in the order given.

    Who writes a thing first has written it. A rule that stops lets none behind it act; of an
    exclusive group only the first that matches acts.
    """
    effects: dict[str, Effect] = {}
    fired: list[Fired] = []
    groups: dict[str, int] = {}
    stopped_by: int | None = None
    for rule in rules:
        if not rule.matches(facts):
            continue
        if stopped_by is not None or rule.group in groups:
            why = "group" if stopped_by is None else "stopped"
            by = groups[rule.group or ""] if stopped_by is None else stopped_by
            fired.append(Fired(rule.rule_id, rule.version, (), rule.effects, why, by))
            continue
        fired.append(written(rule, effects))
        if rule.group is not None:
            groups[rule.group] = rule.rule_id
        if rule.stops:
            stopped_by = rule.rule_id
    return Outcome(effects, tuple(fired))


def written(rule: Rule, effects: dict[str, Effect]) -> Fired:
    """Let a rule write what nobody has written before it."""
    done: list[Effect] = []
    overruled: list[Effect] = []
    for effect in rule.effects:
        first = effects.setdefault(effect.slot, effect)
        (done if first.value == effect.value and first.do == effect.do else overruled).append(
            effect
        )
    return Fired(rule.rule_id, rule.version, tuple(done), tuple(overruled))
