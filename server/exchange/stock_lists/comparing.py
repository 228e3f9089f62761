"""Comparing a whole connection, in short transactions: for the worker, and for whoever presses."""

from server.exchange.stock_lists.actions import begin_comparison, compare_some
from server.exchange.stock_lists.queries import Hearer
from server.foundation import transaction


def compare(hearer: Hearer) -> int:
    """Compare all products of a connection; the comparison's id."""
    with transaction() as session:
        comparison_id = begin_comparison(session, hearer.id)
    go_on(hearer, comparison_id, after=0)
    return comparison_id


def go_on(hearer: Hearer, comparison_id: int, *, after: int | None) -> None:
    """Compare what is behind a cursor; one that breaks off goes on from the last transaction."""
    while after is not None:
        with transaction() as session:
            after = compare_some(session, comparison_id, hearer, after=after).after
