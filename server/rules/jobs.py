"""Rules in the background: orders that wait are asked about again when something may be another."""

from server import catalog, orders
from server.foundation import each_minute, job, reading, transaction
from server.rules.actions import apply, saying_other

AT_ONCE = 200


@job(retries=3)
def rule_again(owner_id: int) -> None:
    """Ask the rules about every order of an owner that is not on the floor.

    What they say is read first and written only where it is another, some orders at a time: the
    floor's scans hardly wait.
    """
    with reading() as session:
        open_orders = orders.orders_before_release(session, owner_id)
    for start in range(0, len(open_orders), AT_ONCE):
        some = open_orders[start : start + AT_ONCE]
        with reading() as session:
            others = saying_other(session, some)
        if others:
            with transaction() as session:
                apply(session, others, "change")


@each_minute
def rule_what_waits() -> None:
    """Orders grow older, get their stock, become a customer's second: ask about all that wait."""
    with reading() as session:
        owners = catalog.owner_ids(session)
    for owner_id in owners:
        rule_again(owner_id=owner_id)
