"""What the worker does for stock."""

from server.foundation import each_minute, now, reading, transaction
from server.stock.available import tell_available, told_products
from server.stock.reserving import promise_what_is_free

AT_ONCE = 500
"""Products whose numbers are counted in one transaction; scans wait no longer for it."""


@each_minute
def count_what_is_for_sale() -> None:
    """Count every product anew once an hour: a new day makes goods too old without a movement."""
    if now().minute != 0:
        return
    with reading() as session:
        products = told_products(session)
    for first in range(0, len(products), AT_ONCE):
        with transaction() as session:
            tell_available(session, products[first : first + AT_ONCE])


@each_minute
def promise_to_those_who_wait() -> None:
    """Promise what was let go, counted or freed to the orders that wait for it."""
    with transaction() as session:
        promise_what_is_free(session)
