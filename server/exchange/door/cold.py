"""Goods that travel cold (冷蔵・冷凍), and services that do not keep them so."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from server import catalog, orders, rules
from server.exchange.door.decisions import Finding, of_cold_goods

NOT_COLD = catalog.TEMPERATURES[0]


def cold_findings(session: Session, found: Sequence[orders.WholeOrder]) -> dict[int, Finding]:
    """By order what is wrong with how its cold goods travel.

    The service is the one that rules choose for it, asked already or not: a rule that sends frozen
    goods by クール is no reason to hold them before it has been asked.
    """
    traits = catalog.product_traits(
        session, sorted({line.product_id for order in found for line in order.lines})
    )
    cold = {
        order.id: temperatures
        for order in found
        if (
            temperatures := {traits[line.product_id].temperature for line in order.lines}
            - {NOT_COLD}
        )
    }
    if not cold:
        return {}
    services = rules.services_wanted(session, sorted(cold))
    return {
        order_id: finding
        for order_id, temperatures in cold.items()
        if (finding := of_cold_goods(temperatures, services[order_id])) is not None
    }
