"""What is written out once a night: what may be sold, and what left on the day before."""

import csv
import io
from datetime import datetime, timedelta

from server import catalog, orders
from server.exchange.folders.records import OutFolder
from server.exchange.stock_lists.files import whole_list
from server.foundation import reading
from server.foundation.clock import WAREHOUSE_TIME

DAYS_BACK = 7
"""So many days of shipments are made up for when the worker did not run."""


def nights_due(folder: OutFolder, moment: datetime) -> list[str]:
    """The days of which a folder is to have a file by now, the oldest first."""
    today = moment.astimezone(WAREHOUSE_TIME).date()
    if folder.kind == "stock_list":
        return [today.isoformat()]
    began = folder.made_at.astimezone(WAREHOUSE_TIME).date()
    days = [today - timedelta(days=back) for back in range(DAYS_BACK, 0, -1)]
    return [day.isoformat() for day in days if day >= began]


def content_of(folder: OutFolder, day: str) -> bytes:
    """What a folder gets of a day."""
    assert folder.owner_id is not None, "what is written of a day is an owner's"
    if folder.kind == "stock_list":
        return whole_list(folder.owner_id, folder.shop_id)
    return shipped_list(folder.owner_id, folder.shop_id, day)


def shipped_list(owner_id: int, shop_id: int | None, day: str) -> bytes:
    """The parcels that left on a day of the warehouse, as a file that spreadsheets open."""
    begins = datetime.fromisoformat(day).replace(tzinfo=WAREHOUSE_TIME)
    with reading() as session:
        shops = {shop.id: shop.code for shop in catalog.shops(session)}
        left = orders.parcels_taken_between(
            session, owner_id, shop_id, since=begins, until=begins + timedelta(days=1)
        )
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(["shop", "order", "carrier", "tracking_no", "left_at"])
    for one in left:
        at = one.left_at.astimezone(WAREHOUSE_TIME).isoformat(timespec="seconds")
        rows.writerow([shops[one.shop_id], one.external_no, one.carrier_code, one.tracking_no, at])
    return text.getvalue().encode("utf-8-sig")
