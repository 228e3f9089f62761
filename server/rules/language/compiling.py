"""Conditions become one Python function, as somebody would have written it for just these rules.

A tree of small functions asks an order in ten times the time, because it pays a call for each
question. What is compiled is made of our own words only: templates of operators, slots, whole
numbers. Every value that a person has given is handed in beside it, as a constant.
"""

from collections.abc import Callable, Sequence
from typing import Any

from server.rules.language.conditions import Leaf, Node
from server.rules.language.facts import LINES_SLOT, ORDER_FACTS
from server.rules.language.operators import OPERATORS

Facts = Sequence[Any]
Matches = Callable[[Facts], bool]
ORDERED_ON = ORDER_FACTS["order.ordered_on"].slot
Window = tuple[str | None, str | None]


class Writer:
    """Writes conditions as expressions, and keeps their constants and the facts they need."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.constants: list[Any] = []
        self.slots: set[int] = set()
        self.loops: list[str] = []

    def constant(self, value: Any) -> str:
        """The name of a value."""
        self.constants.append(value)
        return f"k{len(self.constants) - 1}"

    def expression(self, node: Node) -> str:
        """A condition as an expression."""
        if isinstance(node, Leaf):
            return self.question(node)
        if node.kind == "some_line":
            return self.loop(node.inside[0])
        inside = [self.expression(one) for one in node.inside]
        if node.kind == "not":
            return f"(not {inside[0]})"
        word = " and " if node.kind == "all" else " or "
        return f"({word.join(inside)})" if inside else "True"

    def question(self, leaf: Leaf) -> str:
        """A question as an expression; of what is unknown only emptiness is true."""
        operator = OPERATORS[leaf.fact.kind][leaf.op]
        own = f"{'b' if leaf.fact.of_line else 'a'}[{leaf.fact.slot}]"
        if not leaf.fact.of_line:
            self.slots.add(leaf.fact.slot)
            own = f"a{leaf.fact.slot}"
        value = operator.constant(leaf.compared)
        if operator.takes in {"numbers", "days", "postals"}:
            asked = operator.source.format(
                own=own, low=self.constant(value[0]), high=self.constant(value[1])
            )
        else:
            asked = operator.source.format(own=own, k=self.constant(value))
        if leaf.fact.may_be_unknown and leaf.op != "is_empty":
            return f"({own} is not None and {asked})"
        return f"({asked})"

    def loop(self, node: Node) -> str:
        """A loop over the lines of an order: whether one of them fits."""
        name = f"line{len(self.loops)}"
        fits = self.expression(node)
        self.loops.append(
            f"  def {name}(lines):\n   for b in lines:\n    if {fits}: return True\n   return False"
        )
        self.slots.add(LINES_SLOT)
        return f"{name}(a{LINES_SLOT})"

    def in_window(self, window: Window, asked: str) -> str:
        """The same for orders of some days: by their own day, so that waiting changes nothing."""
        low, high = window
        if low is None and high is None:
            return asked
        self.slots.add(ORDERED_ON)
        between = f"{self.constant(low or '')} <= a{ORDERED_ON} <= {self.constant(high or '9999')}"
        return f"({between} and {asked})"

    def function(self, body: Sequence[str]) -> Any:
        """Compile statements that may use the facts they need."""
        names = "".join(f"k{nth}, " for nth in range(len(self.constants)))
        lines = [
            "def made(constants):",
            f"  {names}= constants" if names else "  pass",
            *self.loops,
            "  def asked(facts):",
            *(f"   a{slot} = facts[{slot}]" for slot in sorted(self.slots)),
            *(f"   {one}" for one in body),
            "  return asked",
        ]
        space: dict[str, Any] = {}
        exec(compile("\n".join(lines), "<rules>", "exec"), space)  # noqa: S102 - our own words only
        return space["made"](self.constants)


def compiled(node: Node) -> Matches:
    """A condition as a function of an order's facts; a question about a line, of the line's."""
    writer = Writer()
    asked = writer.expression(node)
    function: Matches = writer.function(["b = facts", f"return True if {asked} else False"])
    return function


def compiled_together(
    conditions: Sequence[tuple[Node, Window]],
) -> Callable[[Facts], list[int]]:
    """Many conditions as one function: which of them hold, by their number."""
    writer = Writer()
    body = ["found = []"]
    for nth, (node, window) in enumerate(conditions):
        asked = writer.in_window(window, writer.expression(node))
        body.append(f"if {asked}: found.append({nth})")
    function: Callable[[Facts], list[int]] = writer.function([*body, "return found"])
    return function
