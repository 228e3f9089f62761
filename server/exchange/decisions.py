"""What becomes of the orders of a file, and of each of its rows. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from server.exchange.order_files import BrokenOrder, Customer, OrderDraft, Problem
from server.exchange.order_files.problems import CONTROL, problem_at
from server.vocabulary import customer_key, folded

EXTERNAL_NO_CHARACTERS_MAX = 100
SERVICE_CHARACTERS_MAX = 40
PIECES_OF_LINE_MAX = 1_000_000
CHANGED = "changed_after_import"


@dataclass(frozen=True, slots=True)
class Known:
    """An order of this number that came in before."""

    order_id: int
    digest: str
    earlier_digests: tuple[str, ...] = ()
    """Of what files said before; such a file is old."""


@dataclass(frozen=True, slots=True)
class Product:
    """What a code of the file means."""

    product_id: int
    quantity_pieces: int


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of one row: imported, duplicate or rejected, exactly one of them."""

    row: int
    outcome: str
    external_no: str
    code: str | None = None
    column: str | None = None
    detail: dict[str, Any] = field(default_factory=dict)
    order_id: int | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """What is to be done with an order of a file."""

    order: OrderDraft | BrokenOrder
    verdict: str
    """`new`, `changed`, `duplicate` or `rejected`."""
    problems: tuple[Problem, ...] = ()
    """Why it is rejected, by row."""
    code: str | None = None
    """Why it is rejected as a whole: each of its rows says so."""
    order_id: int | None = None
    """The order that came in before."""
    products: tuple[Product, ...] = ()
    """For each line to pick, in the same order."""


def settle(
    order: OrderDraft | BrokenOrder,
    known: Known | None,
    products: Mapping[str, Product],
    *,
    may_change: bool = False,
) -> Settled:
    """Say what is to be done with an order of a file.

    Args:
        order: as it was read.
        known: the order of this number that came in before, if one did.
        products: what the codes of the lines mean; codes of nothing are not in it.
        may_change: whether files of this layout change orders that came in before.
    """
    if known is not None:
        done = settle_known(order, known)
        is_news = done.code == CHANGED and may_change and order.standing is None
        if not is_news or not isinstance(order, OrderDraft):
            return done
        return settle_changed(order, known, products)
    if order.standing is not None:
        return Settled(order, "rejected", code=order.standing)
    if isinstance(order, BrokenOrder):
        return Settled(order, "rejected", order.problems)
    if problems := product_problems(order, products):
        return Settled(order, "rejected", problems)
    found = tuple(products[line.sku] for line in order.lines_to_pick)
    return Settled(order, "new", products=found)


def settle_known(order: OrderDraft | BrokenOrder, known: Known) -> Settled:
    """Say what is to be done with an order that came in before: nothing, but maybe say why."""
    if order.standing == "order_is_cancelled":
        return Settled(order, "rejected", code="cancelled_after_import", order_id=known.order_id)
    if isinstance(order, BrokenOrder):
        return Settled(order, "rejected", order.problems, order_id=known.order_id)
    if order.digest == known.digest:
        return Settled(order, "duplicate", order_id=known.order_id)
    return Settled(order, "rejected", code=CHANGED, order_id=known.order_id)


def settle_changed(order: OrderDraft, known: Known, products: Mapping[str, Product]) -> Settled:
    """Say what is to be done with an order that a file tells otherwise than the one before.

    What was said before the present already is no news: the file is old.
    """
    if order.digest in known.earlier_digests:
        return Settled(order, "rejected", code=CHANGED, order_id=known.order_id)
    if problems := product_problems(order, products):
        return Settled(order, "rejected", problems, order_id=known.order_id)
    found = tuple(products[line.sku] for line in order.lines_to_pick)
    return Settled(order, "changed", order_id=known.order_id, products=found)


def product_problems(order: OrderDraft, products: Mapping[str, Product]) -> tuple[Problem, ...]:
    """The lines whose product we do not have, or that ask for more pieces than make sense."""
    problems = []
    for line in order.lines_to_pick:
        product = products.get(line.sku)
        if product is None:
            problems.append(problem_at(line.row, line.column, "unknown_product", line.sku))
        elif product.quantity_pieces * line.quantity_pieces > PIECES_OF_LINE_MAX:
            problems.append(problem_at(line.row, line.column, "quantity_too_large", line.sku))
    return tuple(problems)


def outcomes_of(settled: Settled, order_id: int | None = None) -> list[RowOutcome]:
    """What becomes of each row of an order.

    Args:
        settled: what was done with it.
        order_id: the order that was written, if one was.
    """
    if settled.verdict == "rejected":
        return outcomes_of_rejected(settled)
    order = settled.order
    assert isinstance(order, OrderDraft), "a broken order is rejected"
    number = order.external_no
    left_out = {line.row: line.left_out for line in order.lines}
    order_id = settled.order_id if order_id is None else order_id
    outcome = "duplicate" if settled.verdict == "duplicate" else "imported"
    note = "order_changed" if settled.verdict == "changed" else None
    return [
        RowOutcome(row, outcome, number, left_out.get(row) or note, order_id=order_id)
        for row in order.rows
    ] + [
        RowOutcome(row, "duplicate", number, "repeated_in_file", order_id=order_id)
        for row in order.repeated_rows
    ]


def outcomes_of_rejected(settled: Settled) -> list[RowOutcome]:
    """Why each row of an order stays out: for its own fault, or for that of another row."""
    order = settled.order
    number = printable_number(order.external_no)
    first: dict[int, Problem] = {}
    for problem in settled.problems:
        first.setdefault(problem.row, problem)
    rows = (*order.rows, *(order.repeated_rows if isinstance(order, OrderDraft) else ()))
    return [
        RowOutcome(row, "rejected", number, *reason(settled, first, row), settled.order_id)
        for row in rows
    ]


def reason(
    settled: Settled, problems: Mapping[int, Problem], row: int
) -> tuple[str, str | None, dict[str, Any]]:
    """Code, column and detail of why a row stays out."""
    if row in problems:
        problem = problems[row]
        detail = {"value": problem.value} if problem.value else {}
        return problem.code, problem.column or None, detail
    if settled.code is not None:
        return settled.code, None, {}
    return "order_rejected_with_another_row", None, {"row": min(problems)}


def printable_number(external_no: str) -> str:
    """An order number as it can be kept and shown; one that cannot is left out."""
    is_fit = len(external_no) <= EXTERNAL_NO_CHARACTERS_MAX and not CONTROL.search(external_no)
    return external_no if is_fit else ""


def key_of(customer: Customer, secret: bytes) -> str:
    """By what a customer of a file is known again."""
    return customer_key(
        secret,
        mail=customer.mail,
        phone=customer.phone,
        name=customer.name,
        postal_code=customer.postal_code,
    )


@lru_cache(maxsize=1000)
def carrier_of(text: str, carriers: tuple[tuple[str, tuple[str, ...]], ...]) -> str | None:
    """The carrier that a shop means, or None.

    Args:
        text: what the shop calls carrier and service, as in `ヤマト運輸 宅急便(東京)`.
        carriers: code and aliases of each; the longest alias found in the text counts.
    """
    said = folded(text)
    found = [
        (len(folded(alias)), code)
        for code, aliases in carriers
        for alias in aliases
        if alias and folded(alias) in said
    ]
    return max(found, key=lambda one: one[0])[1] if found else None


def service_of(text: str) -> str:
    """The service as the shop names it; a name longer than we keep is left to the file."""
    return text if len(text) <= SERVICE_CHARACTERS_MAX else ""
