"""A whole list of what may be sold, as a file that spreadsheets open."""

import csv
import io

from server import catalog
from server.exchange.stock_lists.queries import list_after
from server.foundation import reading

AT_ONCE = 1_000
"""So many products of one read."""


def whole_list(owner_id: int, shop_id: int | None) -> bytes:
    """All products of an owner: one row for each product and shop, or of one shop alone."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(["shop", "sku", "available"])
    after: int | None = 0
    while after is not None:
        with reading() as session:
            shops = {shop.id: shop.code for shop in catalog.shops(session)}
            listed, after = list_after(session, owner_id, shop_id, after=after, most=AT_ONCE)
        for one in listed:
            for offered_by, pieces in one.shops.items():
                rows.writerow([shops[offered_by], one.sku, pieces])
    return text.getvalue().encode("utf-8-sig")
