"""What a rule does: the actions there are, what each takes, and which thing each writes."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from server.rules.language.conditions import Problem
from server.rules.language.operators import text_wrong

MOMENTS = ("release", "packing", "close")
"""When a rule is asked: until release, before packing, when the box is closed."""
ACTIONS_MAX = 20


@dataclass(frozen=True, slots=True)
class Action:
    """One kind of thing a rule can do."""

    takes: Mapping[str, int]
    """Words and how many characters each may have."""
    may_be_empty: frozenset[str] = frozenset()
    choices: Mapping[str, Collection[str]] = field(default_factory=dict)
    """Words that take one of some values only."""
    until: str = "release"
    """The last of `MOMENTS` at which it still helps."""

    def helps_at(self, moment: str) -> bool:
        """Whether it is not too late for it."""
        return MOMENTS.index(moment) <= MOMENTS.index(self.until)


INSTRUCTIONS = ("care", "gift", "noshi", "wrapping")
"""What an instruction for packing is about; the first where nothing is said."""

ACTIONS: Mapping[str, Action] = {
    "hold": Action({"reason": 60}),
    "release": Action({}),
    "urgent": Action({}),
    "carrier": Action({"carrier": 20, "service": 40}, frozenset({"service"})),
    "instruct": Action(
        {"kind": 20, "text": 100},
        frozenset({"kind"}),
        {"kind": frozenset(INSTRUCTIONS)},
        until="packing",
    ),
    "tell_picker": Action({"text": 100}),
    "group": Action({"group": 40}),
    "notify": Action({"text": 200}, until="close"),
    "mail": Action({"subject": 100, "text": 1000}, until="close"),
    "flyer_in": Action({"flyer": 64}),
    "flyer_out": Action({"flyer": 64}),
    "flyer_instead": Action({"flyer": 64, "instead": 64}),
    "tag": Action({"tag": 20}, until="close"),
}
PLACEHOLDERS = ("order", "name", "shop", "carrier", "tracking_no")
"""What a mail's words may leave to be filled in, as in `{order}`."""
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Effect:
    """Something a rule does: which thing it writes, and what."""

    slot: str
    """Two effects with one slot write the same thing."""
    do: str
    value: Any


@dataclass(frozen=True, slots=True)
class House:
    """What the house has at the moment: the values that a rule may name."""

    choices: Mapping[str, Collection[str]] = field(default_factory=dict)
    flyers: Collection[str] = ()
    """Flyers by number."""

    @property
    def carriers(self) -> Collection[str]:
        """Carriers by code."""
        return self.choices.get("order.carrier", ())


ONE_OF_AN_ORDER = {"hold": "hold", "release": "hold", "urgent": "urgent"} | {
    "carrier": "carrier",
    "group": "group",
}
"""What there is once in an order; holding and letting go are the same thing: whether it waits."""


EMPTY_VALUES = {"release": None, "urgent": True}


def effect_of(action: Mapping[str, Any]) -> Effect:
    """What an action writes."""
    do = action["do"]
    words = [action.get(word, "") for word in ACTIONS[do].takes]
    if do == "instruct":
        words[0] = words[0] or INSTRUCTIONS[0]
        # There is one noshi on a parcel; of what to care about there may be several things.
        about = words[1] if words[0] == INSTRUCTIONS[0] else words[0]
    else:
        about = words[0] if words else ""
    if do.startswith("flyer_"):
        # In, out and another in its place write the same thing.
        return Effect(f"flyer:{about}", do, words if len(words) > 1 else about)
    value = words if len(words) > 1 else words[0] if words else EMPTY_VALUES[do]
    return Effect(ONE_OF_AN_ORDER.get(do) or f"{do}:{about}", do, value)


def sized(value: Any, most: int) -> tuple[str, dict[str, Any]] | None:
    """What is wrong with a text that may have so many characters."""
    found = text_wrong(value)
    if found is not None and found[0] != "value_too_long":
        return found
    return ("value_too_long", {"most": most}) if len(value) > most else None


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
    if do.startswith("flyer_"):
        problems += [
            Problem(f"{path}.{word}", "flyer_unknown", {"flyer": action[word]})
            for word in known.takes
            if action[word] not in house.flyers
        ]
    if do == "mail":
        unknown = {
            found for word in known.takes for found in PLACEHOLDER.findall(action[word])
        } - set(PLACEHOLDERS)
        if unknown:
            detail = {"values": sorted(unknown)[:5], "known": list(PLACEHOLDERS)}
            problems.append(Problem(f"{path}.text", "placeholder_unknown", detail))
    return problems + [
        Problem(f"{path}.{word}", "choice_unknown", {"values": [action[word]]})
        for word, choices in known.choices.items()
        if action.get(word) and action[word] not in choices
    ]


def too_late(data: Mapping[str, Any], at: str) -> list[Problem]:
    """What cannot be done any more at the moment at which the rule is asked."""
    moment = data.get("at", MOMENTS[0])
    if moment not in MOMENTS:
        return []
    return [
        Problem(f"{at}then.{nth}", "too_late", {"do": action["do"], "at": moment})
        for nth, action in enumerate(data["then"])
        if not ACTIONS[action["do"]].helps_at(moment)
    ]
