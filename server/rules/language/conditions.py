"""Conditions as data: blocks in blocks down to questions about facts; read and checked.

{"all": [{"fact": "order.total_yen", "op": "at_least", "value": 10000},
         {"not": {"fact": "order.is_gift", "op": "is", "value": true}},
         {"some_line": {"fact": "line.category", "op": "is", "value": "茶器"}}]}
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from server.rules.language.facts import FACTS, Fact
from server.rules.language.operators import OPERATORS, ready, value_wrong

DEPTH_MAX = 8
NODES_MAX = 200
BLOCKS = ("all", "any", "not", "some_line")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a rule: where it is, what it is."""

    path: str
    """As in `when.all.2.value`."""
    code: str
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A question about one fact."""

    path: str
    fact: Fact
    op: str
    value: Any
    """As it was written."""

    @property
    def compared(self) -> Any:
        """The value as it is compared."""
        return ready(OPERATORS[self.fact.kind][self.op].takes, self.value)


@dataclass(frozen=True, slots=True)
class Block:
    """`all`, `any`, `not` or `some_line` of what is inside."""

    path: str
    kind: str
    inside: tuple["Node", ...]


Node = Leaf | Block


class Reader:
    """Reads one condition and collects what is wrong with it."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.problems: list[Problem] = []
        self.nodes = 0

    def read(self, data: Any, path: str, depth: int = 1, *, of_line: bool = False) -> Node | None:
        """One node with all that is inside; None when something in it is wrong."""
        self.nodes += 1
        if self.nodes > NODES_MAX:
            self.no(path, "too_many_conditions", most=NODES_MAX)
            return None
        if depth > DEPTH_MAX:
            self.no(path, "too_deep", most=DEPTH_MAX)
            return None
        if not isinstance(data, dict):
            self.no(path, "condition_expected")
            return None
        if "fact" in data:
            return self.leaf(data, path, of_line=of_line)
        return self.block(data, path, depth, of_line=of_line)

    def block(self, data: dict[str, Any], path: str, depth: int, *, of_line: bool) -> Node | None:
        """A block with what is inside."""
        kind = next(iter(data), None)
        if len(data) != 1 or kind not in BLOCKS:
            self.no(path, "block_unknown", known=list(BLOCKS))
            return None
        if kind == "some_line" and of_line:
            self.no(path, "line_inside_line")
            return None
        return self.inside(kind, data[kind], path, depth, of_line=of_line or kind == "some_line")

    def no(self, path: str, code: str, **detail: Any) -> None:
        """Note a problem; that there are too many conditions is said once."""
        if not any(known.code == code == "too_many_conditions" for known in self.problems):
            self.problems.append(Problem(path, code, detail))

    def inside(self, kind: str, data: Any, path: str, depth: int, *, of_line: bool) -> Node | None:
        """What is inside a block."""
        here = f"{path}.{kind}"
        if kind in {"not", "some_line"}:
            inner = self.read(data, here, depth + 1, of_line=of_line)
            return None if inner is None else Block(path, kind, (inner,))
        if not isinstance(data, list):
            self.no(here, "list_expected")
            return None
        if not data and kind == "any":
            self.no(here, "block_empty")
            return None
        inside = [
            self.read(one, f"{here}.{nth}", depth + 1, of_line=of_line)
            for nth, one in enumerate(data)
        ]
        whole = tuple(one for one in inside if one is not None)
        return Block(path, kind, whole) if len(whole) == len(inside) else None

    def leaf(self, data: dict[str, Any], path: str, *, of_line: bool) -> Leaf | None:
        """A question about a fact."""
        fact = FACTS.get(data["fact"]) if isinstance(data["fact"], str) else None
        if fact is None:
            self.no(f"{path}.fact", "fact_unknown", fact=data["fact"])
            return None
        if fact.of_line != of_line:
            code = "fact_needs_line" if fact.of_line else "fact_not_of_line"
            self.no(f"{path}.fact", code, fact=fact.name)
            return None
        known = OPERATORS[fact.kind]
        op = data.get("op")
        if not isinstance(op, str) or op not in known:
            self.no(f"{path}.op", "operator_unknown", op=op, known=list(known))
            return None
        if surplus := sorted(set(data) - {"fact", "op", "value"}, key=str):
            self.no(path, "word_unknown", words=surplus)
            return None
        return self.valued(Leaf(path, fact, op, data.get("value")))

    def valued(self, leaf: Leaf) -> Leaf | None:
        """A question whose value fits it."""
        found = value_wrong(OPERATORS[leaf.fact.kind][leaf.op].takes, leaf.value)
        if found is None and leaf.op == "multiple_of" and leaf.value < 1:
            found = "value_too_small", {"least": 1}
        if found is None and leaf.fact.choices and leaf.op != "is_empty":
            given = leaf.value if isinstance(leaf.value, list) else [leaf.value]
            unknown = [one for one in given if one not in leaf.fact.choices]
            found = ("choice_unknown", {"values": unknown[:5]}) if unknown else None
        if found is None:
            return leaf
        code, detail = found
        self.no(f"{leaf.path}.value", code, fact=leaf.fact.name, op=leaf.op, **detail)
        return None


def read_condition(data: Any, path: str = "when") -> tuple[Node | None, list[Problem]]:
    """A condition, or what is wrong with it."""
    reader = Reader()
    node = reader.read(data, path)
    return (None, reader.problems) if reader.problems else (node, [])


def leaves(node: Node) -> Iterator[Leaf]:
    """All questions of a condition, in the order in which they stand."""
    if isinstance(node, Leaf):
        yield node
    else:
        for one in node.inside:
            yield from leaves(one)


def as_data(node: Node) -> dict[str, Any]:
    """A condition as it was written."""
    if isinstance(node, Leaf):
        return {"fact": node.fact.name, "op": node.op} | (
            {} if node.op == "is_empty" else {"value": node.value}
        )
    inside: Sequence[Any] = [as_data(one) for one in node.inside]
    return {node.kind: inside if node.kind in {"all", "any"} else inside[0]}
