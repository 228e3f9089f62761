"""What shops, customers and products ask of goods that are held for orders."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from server import catalog, orders
from server.foundation.clock import today
from server.stock.decisions import Asked, Want, day_before, last_unwanted_day, stricter
from server.stock.promised import last_days_held


@dataclass(frozen=True, slots=True)
class Terms:
    """What shops, customers and products ask of goods, for some orders."""

    leaving: Mapping[int, orders.Leaving]
    shops: Mapping[int, catalog.ShopTerms]
    customers: Mapping[tuple[int, str], catalog.CustomerTerms]
    products: Mapping[int, catalog.ProductTerms]
    days_got: Mapping[tuple[tuple[int, str], int], str]
    """Customer and product → the last day of expiry of what that customer got of it."""
    today: str

    @property
    def partly(self) -> set[int]:
        """The orders that take goods in part."""
        return {
            order_id
            for order_id, leaving in self.leaving.items()
            if self.shops[leaving.shop_id].takes_partial
        }

    def asked(self, order_id: int, product_id: int) -> Asked:
        """What shop and customer ask of goods for an order."""
        leaving = self.leaving[order_id]
        shop = self.shops[leaving.shop_id]
        asked = Asked(shop.least_days_left, shop.keeps_one_lot)
        customer = self.customers.get(leaving.customer)
        if customer is None:
            return asked
        got = self.days_got.get((leaving.customer, product_id), "")
        not_before = got if customer.never_older else ""
        return stricter(asked, Asked(customer.least_days_left, customer.keeps_one_lot, not_before))

    def expires_after(self, order_id: int, product_id: int) -> str:
        """The day after which goods for an order must expire."""
        asked = self.asked(order_id, product_id)
        return max(
            day_before(asked.not_before),
            last_unwanted_day(
                self.today,
                self.leaving[order_id].ships_on,
                blocked_days=self.products[product_id].blocked_days,
                least_days_left=asked.least_days_left,
            ),
        )

    def want(self, line: orders.LineWanted, quantity_pieces: int) -> Want:
        """What a line wants of stock."""
        return Want(
            line.order_id,
            line.order_line_id,
            line.product_id,
            quantity_pieces,
            expires_after=self.expires_after(line.order_id, line.product_id),
            goes_first_in=self.products[line.product_id].goes_first_in,
            keeps_one_lot=self.asked(line.order_id, line.product_id).keeps_one_lot,
            kit=line.kit_product_id,
            kit_pieces=line.kit_pieces or 1,
        )

    def of_goods(self, want: Want, product_id: int) -> Want:
        """The same want of other goods, on their own terms."""
        return replace(
            want,
            product_id=product_id,
            expires_after=self.expires_after(want.group, product_id),
            goes_first_in=self.products[product_id].goes_first_in,
        )


def terms_of(
    session: Session, order_ids: Sequence[int], lines: Sequence[orders.LineWanted]
) -> Terms:
    """The terms on which stock is held for orders."""
    leaving = orders.leaving(session, order_ids)
    customers = catalog.customer_terms(session, {one.customer for one in leaving.values()})
    kits = {line.kit_product_id for line in lines if line.kit_product_id is not None}
    products = kits | {line.product_id for line in lines}
    return Terms(
        leaving,
        catalog.shop_terms(session, {one.shop_id for one in leaving.values()}),
        customers,
        catalog.product_terms(session, products),
        days_got(session, customers, products, not_by=order_ids),
        today(),
    )


def days_got(
    session: Session,
    customers: Mapping[tuple[int, str], catalog.CustomerTerms],
    product_ids: Collection[int],
    *,
    not_by: Collection[int],
) -> dict[tuple[tuple[int, str], int], str]:
    """The last day of expiry of what customers who want nothing older got, or are promised.

    Args:
        session: the open transaction.
        customers: with their terms.
        product_ids: of which products.
        not_by: orders that are left out: they are about to be promised theirs.
    """
    asking = {customer for customer, terms in customers.items() if terms.never_older}
    if not asking:
        return {}
    owners = {owner_id for owner_id, _key in asking}
    shops = [one.shop_id for one in catalog.shop_terms(session).values() if one.owner_id in owners]
    bought = orders.lines_bought(session, asking, shops, product_ids)
    days = last_days_held(
        session, [one.order_line_id for one in bought if one.order_id not in set(not_by)]
    )
    found: dict[tuple[tuple[int, str], int], str] = {}
    for one in bought:
        key = one.customer, one.product_id
        found[key] = max(found.get(key, ""), days.get(one.order_line_id, ""))
    return found
