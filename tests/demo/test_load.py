"""Loading the demo: into an empty warehouse, once, and whole even when it was interrupted."""

import json
import stat
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from scripts.demo_warehouse.load import (
    FILE_TO_TRY,
    PEOPLE_FILE,
    SHOP_TO_TRY,
    WarehouseIsNotEmptyError,
    load,
)
from server import exchange
from server.catalog.records import Product, ProductPicture, Shop
from server.exchange.records import ImportFile
from server.flyers.records import Campaign
from server.foundation import WAREHOUSE_TIME, now
from server.orders.records import Order
from server.people.records import Person
from server.places.records import Place
from server.stock.records import Balance, Movement
from tests.databases import on_sqlite_alone
from tests.makers import World

SEED = 7


class CtrlCError(RuntimeError):
    """Somebody pressed Ctrl-C."""


def load_demo(app: Flask, keeping: Path, *, until: str = "") -> list[str]:
    """Load the demo, as far as the line that begins with `until`; what it told."""
    told: list[str] = []

    def tell(line: str) -> None:
        told.append(line)
        if until and until in line:
            raise CtrlCError

    with app.app_context():
        load(seed=SEED, now=now().astimezone(WAREHOUSE_TIME), keeping=keeping, tell=tell)
    return told


def hand_in(app: Flask, shop: str, path: Path) -> exchange.Preview:
    """Hand a file in as a person does, up to the preview."""
    with app.app_context():
        preview = exchange.hand_in(shop=shop, name=path.name, content=path.read_bytes())
    assert isinstance(preview, exchange.Preview)
    return preview


def stages(world: World) -> dict[str, int]:
    """How many orders are in each stage."""
    with world.reading() as session:
        rows = session.execute(select(Order.stage, func.count()).group_by(Order.stage))
        return dict(rows.all())


def test_an_empty_warehouse_becomes_one_to_look_at(
    app: Flask, world: World, tmp_path: Path
) -> None:
    load_demo(app, tmp_path)
    with world.reading() as session:
        counted = {
            record.__tablename__: session.scalar(select(func.count()).select_from(record))
            for record in (Campaign, Order, Person, Product, ProductPicture)
        }
    assert counted["orders"] == 400
    assert counted["people"] == 8
    assert counted["campaigns"] == 6
    assert counted["products"] == counted["product_pictures"] == 823
    found = stages(world)
    # A few names hold a letter that no slip can say: the door proposes another.
    assert found.keys() == {"reserved", "waiting", "held"}
    assert 5 <= found["waiting"] <= 40
    assert 1 <= found["held"] <= 20


@on_sqlite_alone
def test_stock_came_through_the_ledger_and_from_the_supplier(
    app: Flask, world: World, tmp_path: Path
) -> None:
    load_demo(app, tmp_path)
    with world.reading() as session:
        causes = set(session.scalars(select(Movement.cause).distinct()))
        moved = session.scalar(select(func.sum(Movement.quantity_pieces)))
        lying = session.scalar(
            select(func.sum(Balance.on_hand_pieces))
            .join(Place, Place.id == Balance.place_id)
            .where(Place.kind.in_(("shelf", "rack")))
        )
    assert causes == {"received"}
    assert moved == lying


@on_sqlite_alone
def test_some_customers_buy_again_and_get_another_flyer(
    app: Flask, world: World, tmp_path: Path
) -> None:
    load_demo(app, tmp_path)
    with world.reading() as session:
        purchases = session.scalars(select(Order.purchase_number)).all()
    assert 20 <= sum(number > 1 for number in purchases) <= 100


@on_sqlite_alone
def test_the_crew_is_told_to_the_one_who_tries_it_and_can_log_in(
    app: Flask, world: World, tmp_path: Path
) -> None:
    load_demo(app, tmp_path)
    path = tmp_path / PEOPLE_FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    crew = json.loads(path.read_text("utf-8"))
    assert [one["role"] for one in crew] == ["picker"] * 5 + ["packer"] * 2 + ["supervisor"]
    for one in (crew[0], crew[-1]):
        handheld = world.device()
        answer = handheld.post("/sessions", {"badge": one["badge"], "pin": one["pin"]})
        assert answer.status_code == 200, answer.json
        assert answer.json["person"]["name"] == one["name"]


@on_sqlite_alone
def test_a_second_load_changes_nothing(app: Flask, world: World, tmp_path: Path) -> None:
    load_demo(app, tmp_path)
    before = stages(world), (tmp_path / PEOPLE_FILE).read_bytes()
    told = load_demo(app, tmp_path)
    assert sum("came in before" in line for line in told) == 3
    assert (stages(world), (tmp_path / PEOPLE_FILE).read_bytes()) == before


@pytest.mark.parametrize("until", ["pieces of stock", "shopify.csv"])
def test_an_interrupted_load_goes_on_where_it_was(
    app: Flask, world: World, tmp_path: Path, until: str
) -> None:
    with pytest.raises(CtrlCError):
        load_demo(app, tmp_path, until=until)
    load_demo(app, tmp_path)
    assert sum(stages(world).values()) == 400


def test_a_warehouse_that_is_not_the_demo_is_left_alone(
    app: Flask, world: World, tmp_path: Path
) -> None:
    world.product("TEE-M", stock={"A-01-03": 5})
    with pytest.raises(WarehouseIsNotEmptyError):
        load_demo(app, tmp_path)
    assert not any(tmp_path.iterdir())


@on_sqlite_alone
def test_the_files_can_be_handed_in_again_and_are_known(
    app: Flask, world: World, tmp_path: Path
) -> None:
    load_demo(app, tmp_path)
    with world.reading() as session:
        came = session.execute(
            select(Shop.code, ImportFile.name).join(Shop, Shop.id == ImportFile.shop_id)
        ).all()
    assert len(came) == 3
    for shop, name in came:
        preview = hand_in(app, shop, tmp_path / "demo" / name)
        assert (preview.orders_new, preview.rows_rejected) == (0, 0)


@on_sqlite_alone
def test_the_file_to_try_has_new_orders_and_three_rows_that_stay_out(
    app: Flask, world: World, tmp_path: Path
) -> None:
    load_demo(app, tmp_path)
    preview = hand_in(app, SHOP_TO_TRY.code, tmp_path / "demo" / FILE_TO_TRY)
    assert (preview.orders_new, preview.orders_duplicate, preview.rows_rejected) == (37, 0, 3)
    assert set(preview.reasons) == {"unknown_product", "quantity_unreadable", "consignee_missing"}
