"""A rule as data: its condition, what it does, its place among the others."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from server.rules.language.conditions import Block, Node, Problem, leaves, read_condition
from server.rules.language.effects import MOMENTS, Effect, House, read_actions, sized, too_late
from server.rules.language.operators import day_wrong
from server.rules.language.sense import is_always, is_never

NAME_CHARACTERS_MAX = 60
PRIORITY_MAX = 999
WORDS = ("name", "at", "when", "then", "priority", "stops", "group", "valid_from", "valid_until")


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule that is right in itself."""

    name: str
    when: Node
    effects: tuple[Effect, ...]
    priority: int
    stops: bool
    group: str | None
    valid_from: str | None
    valid_until: str | None
    at: str = MOMENTS[0]
    """When it is asked."""


@dataclass(frozen=True, slots=True)
class ReadDraft:
    """A draft, what is wrong with it, and what should be known about it."""

    draft: Draft | None
    problems: list[Problem]
    warnings: list[Problem]


def read_draft(data: Any, house: House, path: str = "") -> ReadDraft:
    """Read a rule."""
    at = f"{path}." if path else ""
    if not isinstance(data, dict):
        return ReadDraft(None, [Problem(path or "rule", "rule_expected")], [])
    when, problems = read_condition(data.get("when"), f"{at}when")
    problems += [
        Problem(f"{at}{word}", "word_unknown", {"words": [word]})
        for word in sorted(set(data) - set(WORDS), key=str)
    ]
    problems += plain_problems(data, at)
    effects, wrong = read_actions(data.get("then"), f"{at}then", house)
    problems += wrong or too_late(data, at)
    warnings: list[Problem] = []
    if when is not None:
        problems += unknown_in_house(when, house)
        if is_never(when):
            problems.append(Problem(f"{at}when", "never_matches"))
        elif is_always(when):
            warnings.append(Problem(f"{at}when", "matches_everything"))
    if problems or when is None:
        return ReadDraft(None, problems, warnings)
    draft = Draft(
        name=data["name"].strip(),
        when=when,
        effects=tuple(effects),
        priority=data.get("priority", 0),
        stops=data.get("stops", False),
        group=data.get("group"),
        valid_from=data.get("valid_from"),
        valid_until=data.get("valid_until"),
        at=data.get("at", MOMENTS[0]),
    )
    return ReadDraft(draft, [], warnings)


def plain_problems(data: Mapping[str, Any], at: str) -> list[Problem]:
    """What is wrong besides the condition and the actions."""
    problems = []
    if found := sized(data.get("name"), NAME_CHARACTERS_MAX):
        problems.append(Problem(f"{at}name", found[0], found[1]))
    moment = data.get("at", MOMENTS[0])
    if moment not in MOMENTS:
        problems.append(Problem(f"{at}at", "choice_unknown", {"values": [moment]}))
    priority = data.get("priority", 0)
    if not isinstance(priority, int) or isinstance(priority, bool):
        problems.append(Problem(f"{at}priority", "value_not_a_number"))
    elif abs(priority) > PRIORITY_MAX:
        problems.append(Problem(f"{at}priority", "value_too_large", {"most": PRIORITY_MAX}))
    if not isinstance(data.get("stops", False), bool):
        problems.append(Problem(f"{at}stops", "value_not_a_flag"))
    group = data.get("group")
    if group is not None and (found := sized(group, NAME_CHARACTERS_MAX)):
        problems.append(Problem(f"{at}group", found[0], found[1]))
    return problems + window_problems(data, at)


def window_problems(data: Mapping[str, Any], at: str) -> list[Problem]:
    """What is wrong with the days from and until which the rule holds."""
    days = [data.get("valid_from"), data.get("valid_until")]
    problems = [
        Problem(f"{at}{word}", "value_not_a_day")
        for word, day in zip(("valid_from", "valid_until"), days, strict=True)
        if day is not None and day_wrong(day)
    ]
    if not problems and days[0] and days[1] and days[1] < days[0]:
        return [Problem(f"{at}valid_until", "window_ends_before_it_begins")]
    return problems


def unknown_in_house(when: Node, house: House) -> list[Problem]:
    """Shops and carriers that the house does not have."""
    problems = []
    for leaf in leaves(when):
        known = house.choices.get(leaf.fact.name)
        if known is None or leaf.op == "is_empty":
            continue
        given = leaf.value if isinstance(leaf.value, list) else [leaf.value]
        if unknown := [one for one in given if one not in known]:
            detail = {"fact": leaf.fact.name, "values": unknown[:5]}
            problems.append(Problem(f"{leaf.path}.value", "choice_unknown", detail))
    return problems


def may_meet(one: Draft, other: Draft) -> bool:
    """Whether an order may match both, as far as windows and plain contradictions tell."""
    latest = max(one.valid_from or "", other.valid_from or "")
    earliest = min(one.valid_until or "9999", other.valid_until or "9999")
    return latest <= earliest and not is_never(Block("", "all", (one.when, other.when)))
