"""Whether a condition can be true at all, or is always true, as far as that is cheaply seen."""

from collections.abc import Iterable
from typing import Any

from server.rules.language.conditions import Leaf, Node, as_data

LOWEST, HIGHEST = -(10**15), 10**15
ENUMERATED = {"is", "one_of"}


def is_never(node: Node) -> bool:
    """Whether no order can match."""
    if isinstance(node, Leaf):
        return False
    if node.kind == "not":
        return is_always(node.inside[0])
    if node.kind == "any":
        return all(map(is_never, node.inside))
    if node.kind == "some_line":
        return is_never(node.inside[0])
    return any(map(is_never, node.inside)) or clash(list(flat(node.inside, "all")))


def is_always(node: Node) -> bool:
    """Whether every order matches."""
    if isinstance(node, Leaf):
        return is_always_asked(node)
    if node.kind == "not":
        return is_never(node.inside[0])
    if node.kind == "all":
        return all(map(is_always, node.inside))
    if node.kind == "some_line":
        return False
    return any(map(is_always, node.inside)) or has_opposites(list(flat(node.inside, "any")))


def is_always_asked(leaf: Leaf) -> bool:
    """`At least 0` asks nothing of a quantity, nor does `is one of all there are` of a choice."""
    if leaf.fact.may_be_unknown:
        return False
    if leaf.op == "at_least" and leaf.fact.name != "order.hours_to_ship_by":
        return bool(leaf.value <= 0)
    return (
        leaf.op == "one_of"
        and bool(leaf.fact.choices)
        and set(leaf.fact.choices) <= set(leaf.value)
    )


def flat(nodes: Iterable[Node], kind: str) -> Iterable[Node]:
    """What stands in a block, blocks of the same kind opened."""
    for node in nodes:
        if not isinstance(node, Leaf) and node.kind == kind:
            yield from flat(node.inside, kind)
        else:
            yield node


def has_opposites(nodes: list[Node]) -> bool:
    """Whether something and its opposite both stand here."""
    plain = [as_data(node) for node in nodes]
    return any({"not": one} in plain for one in plain)


def clash(nodes: list[Node]) -> bool:
    """Whether not all of these can be true together."""
    if has_opposites(nodes):
        return True
    by_fact: dict[str, list[Leaf]] = {}
    for node in nodes:
        if isinstance(node, Leaf):
            by_fact.setdefault(node.fact.name, []).append(node)
    return any(clash_about_one(asked) for asked in by_fact.values() if len(asked) > 1)


def clash_about_one(asked: list[Leaf]) -> bool:
    """Whether one fact cannot be all of this."""
    if asked[0].fact.kind == "texts":
        return False
    ops = {leaf.op for leaf in asked}
    if "is_empty" in ops:
        return len(ops) > 1
    sets = [set_of(leaf) for leaf in asked if leaf.op in ENUMERATED]
    if sets and not set.intersection(*sets):
        return True
    if asked[0].fact.kind not in {"number", "day"}:
        return False
    bounds = [bounds_of(leaf) for leaf in asked]
    low, high = max(one[0] for one in bounds), min(one[1] for one in bounds)
    return bool(low > high)


def set_of(leaf: Leaf) -> set[Any]:
    """The only values that a question leaves."""
    return set(leaf.compared) if leaf.op == "one_of" else {leaf.compared}


def bounds_of(leaf: Leaf) -> tuple[Any, Any]:
    """From where to where a question leaves a number or a day.

    A bound is the value and whether it is meant itself (0), or only what lies above or below it.
    """
    lowest: Any = ("" if leaf.fact.kind == "day" else LOWEST, 0)
    highest: Any = ("9999-99" if leaf.fact.kind == "day" else HIGHEST, 0)
    value = leaf.compared
    if leaf.op == "between":
        return (value[0], 0), (value[1], 0)
    known: dict[str, tuple[Any, Any]] = {
        "is": ((value, 0), (value, 0)),
        "at_least": ((value, 0), highest),
        "at_most": (lowest, (value, 0)),
        "after": ((value, 1), highest),
        "before": (lowest, (value, -1)),
    }
    return known.get(leaf.op, (lowest, highest))
