"""Loading the demo: floor, goods, stock and people at once, then the order files one by one.

The order files go the way every order file goes. A load that was interrupted goes on where it was,
and a second one changes nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from scripts.demo_warehouse.crew import crew, write_crew
from scripts.demo_warehouse.order_files import next_engine_file, shopify_file, spoiled
from scripts.demo_warehouse.orders import orders_until
from scripts.demo_warehouse.register import (
    hire_crew,
    is_empty,
    receive_stock,
    register_campaigns,
    register_floor,
    register_notices,
    register_products,
    register_shops,
)
from scripts.demo_warehouse.shops import SHOPS
from server import exchange
from server.catalog.records import Shop
from server.exchange.actions import begin
from server.exchange.queries import ImportCard
from server.exchange.records import ImportFile
from server.foundation import open_feed, reading, transaction

ORDERS = 400
ORDERS_TO_TRY = 40
FIRST_ORDER_TO_TRY = 5001
FILE_TO_TRY = "今日の追加注文.csv"
SHOP_TO_TRY = SHOPS[0]
PEOPLE_FILE = "demo_people.json"
Tell = Callable[[str], None]


class WarehouseIsNotEmptyError(RuntimeError):
    """There is a warehouse already, and it is not the demo."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did with the order files."""

    orders_reserved: int
    orders_waiting: int
    rows_rejected: int


def load(*, seed: int, now: datetime, keeping: Path, tell: Tell) -> Loaded:
    """Fill an empty warehouse with the demo.

    Args:
        seed: decides everything but the day and the PINs.
        now: this moment, in the warehouse's time zone; the orders are of the day before it.
        keeping: the folder that gets `demo_people.json` and the order files in `demo/`.
        tell: is told what was done, line by line.

    Raises:
        WarehouseIsNotEmptyError: nothing is changed then.
    """
    files = {shop.code: keeping / "demo" / file_name(shop.name, shop.profile) for shop in SHOPS}
    with transaction() as session:
        if is_empty(session):
            write_files(files, seed, now)
            fill(session, seed, now, keeping, tell)
        elif not is_demo(session):
            raise WarehouseIsNotEmptyError
    tell(f"  order files for you to try are in {keeping / 'demo'}")
    reserved = waiting = rejected = 0
    for shop_code, path in files.items():
        card = bring_in(shop_code, path)
        if card is None:
            tell(f"  {path.name}: came in before")
            continue
        reserved += card.orders_reserved
        waiting += card.orders_short
        rejected += card.rejected_rows
        tell(
            f"  {path.name}: {card.orders_reserved} orders with stock, {card.orders_short} without"
        )
    return Loaded(reserved, waiting, rejected)


def file_name(shop_name: str, profile: str) -> str:
    """What a shop's order file is called."""
    return f"受注_{shop_name.split(maxsplit=1)[0]}_{profile}.csv"


def write_files(files: dict[str, Path], seed: int, now: datetime) -> None:
    """Write the day's order files, and one more that nobody has brought in."""
    day = orders_until(now, seed=seed, count=ORDERS)
    for shop in SHOPS:
        path = files[shop.code]
        path.parent.mkdir(parents=True, exist_ok=True)
        orders = [order for order in day if order.shop.code == shop.code]
        written = shopify_file if shop.profile == "shopify" else next_engine_file
        path.write_bytes(written(orders))
    to_try = orders_until(
        now, seed=seed, count=ORDERS_TO_TRY, shops=(SHOP_TO_TRY,), first=FIRST_ORDER_TO_TRY
    )
    path = files[SHOP_TO_TRY.code].with_name(FILE_TO_TRY)
    path.write_bytes(spoiled(shopify_file(to_try), to_try))


def fill(session: Session, seed: int, now: datetime, keeping: Path, tell: Tell) -> None:
    """Write everything but the orders."""
    today = now.date()
    open_feed(session)
    register_shops(session)
    tell(f"  {register_floor(session)} places")
    tell(f"  {register_products(session)} products and flyers, each with its picture")
    tell(f"  {receive_stock(session, seed, today)} pieces of stock")
    tell(f"  {register_notices(session, seed, today)} deliveries announced for today")
    register_campaigns(session, today)
    members = crew(seed)
    hire_crew(session, members)
    write_crew(members, keeping / PEOPLE_FILE)
    tell(f"  {len(members)} people")


def is_demo(session: Session) -> bool:
    """Whether the demo's shops are here."""
    shops = set(session.scalars(select(Shop.code)))
    return shops.issuperset(shop.code for shop in SHOPS)


def bring_in(shop_code: str, path: Path) -> ImportCard | None:
    """Bring an order file in as a person does; None when its shop has brought one in before."""
    with reading() as session:
        came_before = session.scalar(
            select(ImportFile.id)
            .join(Shop, Shop.id == ImportFile.shop_id)
            .where(
                Shop.code == shop_code,
                ImportFile.name == path.name,
                ImportFile.state.in_(("done", "running")),
            )
            .limit(1)
        )
    if came_before is not None or not path.exists():
        return None
    preview = exchange.hand_in(shop=shop_code, name=path.name, content=path.read_bytes())
    assert isinstance(preview, exchange.Preview), preview
    with transaction() as session:
        begin(session, preview.id)
    return exchange.bring_in(preview.id)
