"""Rules in the background: after a change the orders that wait are asked about again."""

from server import orders
from server.foundation import job, reading, transaction
from server.rules.actions import apply

AT_ONCE = 200


@job(retries=3)
def rule_again(owner_id: int) -> None:
    """Ask the rules about every order of an owner that is not on the floor, some at a time."""
    with reading() as session:
        open_orders = orders.orders_before_release(session, owner_id)
    for start in range(0, len(open_orders), AT_ONCE):
        with transaction() as session:
            apply(session, open_orders[start : start + AT_ONCE], "change")
