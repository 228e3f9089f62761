"""Which lines of an order are one kit (セット)."""

from collections.abc import Callable, Sequence
from typing import TypeVar

Line = TypeVar("Line")


def kept_together(
    lines: Sequence[Line], kit_of: Callable[[Line], int | None], part_of: Callable[[Line], int]
) -> list[list[Line]]:
    """Lines as they are met: each by itself, the parts of a kit at once.

    An order may name one kit on two of its lines; the second begins where a part comes again.

    Args:
        lines: in their order.
        kit_of: of which kit a line is a part; None for goods by themselves.
        part_of: the product of a line.
    """
    found: list[list[Line]] = []
    for line in lines:
        last = found[-1] if found else []
        parts = {part_of(one) for one in last if kit_of(one) == kit_of(line)}
        if kit_of(line) is not None and parts and part_of(line) not in parts:
            last.append(line)
        else:
            found.append([line])
    return found
