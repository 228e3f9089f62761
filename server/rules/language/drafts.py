"""A rule as data: its condition, what it does, its place among the others."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from server.rules.language.conditions import Block, Node, Problem, leaves, read_condition
from server.rules.language.operators import day_wrong, text_wrong
from server.rules.language.sense import is_always, is_never

NAME_CHARACTERS_MAX = 60
ACTIONS_MAX = 20
PRIORITY_MAX = 999
WORDS = ("name", "when", "then", "priority", "stops", "group", "valid_from", "valid_until")
HOUSE_CHOICES = ("order.shop", "order.carrier")
"""Facts whose values are what the house has at the moment."""


@dataclass(frozen=True, slots=True)
class Action:
    """One kind of thing a rule can do."""

    takes: Mapping[str, int]
    """Words and how many characters each may have."""
    may_be_empty: frozenset[str] = frozenset()
    choices: Mapping[str, Collection[str]] = field(default_factory=dict)
    """Words that take one of some values only."""


INSTRUCTIONS = ("care", "gift", "noshi", "wrapping")
"""What an instruction for packing is about; the first where nothing is said."""

ACTIONS: Mapping[str, Action] = {
    "hold": Action({"reason": 60}),
    "release": Action({}),
    "urgent": Action({}),
    "carrier": Action({"carrier": 20, "service": 40}, frozenset({"service"})),
    "instruct": Action(
        {"kind": 20, "text": 100}, frozenset({"kind"}), {"kind": frozenset(INSTRUCTIONS)}
    ),
    "tell_picker": Action({"text": 100}),
    "group": Action({"group": 40}),
    "tag": Action({"tag": 20}),
}


@dataclass(frozen=True, slots=True)
class Effect:
    """Something a rule does: which thing it writes, and what."""

    slot: str
    """Two effects with one slot write the same thing."""
    do: str
    value: Any


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


@dataclass(frozen=True, slots=True)
class House:
    """What the house has at the moment: the values that a rule may name."""

    choices: Mapping[str, Collection[str]] = field(default_factory=dict)

    @property
    def carriers(self) -> Collection[str]:
        """Carriers by code."""
        return self.choices.get("order.carrier", ())


@dataclass(frozen=True, slots=True)
class ReadDraft:
    """A draft, what is wrong with it, and what should be known about it."""

    draft: Draft | None
    problems: list[Problem]
    warnings: list[Problem]


def effect_of(action: Mapping[str, Any]) -> Effect:
    """What an action writes. Holding and letting go write the same thing: whether it waits."""
    do = action["do"]
    if do in {"hold", "release"}:
        return Effect("hold", do, action.get("reason"))
    if do == "carrier":
        return Effect("carrier", do, [action["carrier"], action.get("service", "")])
    if do == "urgent":
        return Effect("urgent", do, True)
    if do == "group":
        return Effect("group", do, action["group"])
    if do == "instruct":
        kind, text = action.get("kind") or INSTRUCTIONS[0], action["text"]
        # There is one noshi on a parcel; of what to care about there may be several things.
        about = text if kind == INSTRUCTIONS[0] else kind
        return Effect(f"instruct:{about}", do, [kind, text])
    word = "tag" if do == "tag" else "text"
    return Effect(f"{do}:{action[word]}", do, action[word])


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
    problems += wrong
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
    )
    return ReadDraft(draft, [], warnings)


def plain_problems(data: Mapping[str, Any], at: str) -> list[Problem]:
    """What is wrong besides the condition and the actions."""
    problems = []
    if found := sized(data.get("name"), NAME_CHARACTERS_MAX):
        problems.append(Problem(f"{at}name", found[0], found[1]))
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


def sized(value: Any, most: int) -> tuple[str, dict[str, Any]] | None:
    """What is wrong with a text that may have so many characters."""
    found = text_wrong(value)
    if found is None and len(value) > most:
        return "value_too_long", {"most": most}
    return found


def read_actions(data: Any, path: str, house: House) -> tuple[list[Effect], list[Problem]]:
    """What a rule does."""
    if not isinstance(data, list) or not data:
        return [], [Problem(path, "nothing_to_do")]
    if len(data) > ACTIONS_MAX:
        return [], [Problem(path, "too_many_actions", {"most": ACTIONS_MAX})]
    problems: list[Problem] = []
    effects: list[Effect] = []
    for nth, action in enumerate(data):
        wrong = action_problems(action, f"{path}.{nth}", house)
        problems += wrong
        if wrong:
            continue
        effect = effect_of(action)
        if any(known.slot == effect.slot for known in effects):
            problems.append(Problem(f"{path}.{nth}", "written_twice"))
        effects.append(effect)
    return effects, problems


def action_problems(action: Any, path: str, house: House) -> list[Problem]:
    """What is wrong with one action."""
    do = action.get("do") if isinstance(action, dict) else None
    if not isinstance(do, str) or do not in ACTIONS:
        return [Problem(f"{path}.do", "action_unknown", {"do": do, "known": list(ACTIONS)})]
    known = ACTIONS[do]
    if surplus := sorted(set(action) - {"do", *known.takes}, key=str):
        return [Problem(path, "word_unknown", {"words": surplus})]
    problems = [
        Problem(f"{path}.{word}", found[0], found[1])
        for word, most in known.takes.items()
        if not (word in known.may_be_empty and action.get(word, "") == "")
        and (found := sized(action.get(word), most))
    ]
    if problems:
        return problems
    if do == "carrier" and action["carrier"] not in house.carriers:
        detail = {"carrier": action["carrier"]}
        problems.append(Problem(f"{path}.carrier", "carrier_unknown", detail))
    return problems + [
        Problem(f"{path}.{word}", "choice_unknown", {"values": [action[word]]})
        for word, choices in known.choices.items()
        if action.get(word) and action[word] not in choices
    ]


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
