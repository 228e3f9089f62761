"""`scripts/bench stock`: promising stock, scans beside a long ledger, and fsck over a million rows.

Promising is measured beside its floor: the same reservations and balances written bare, by the
driver alone. A scan must cost the same however much the ledger remembers, so a short and a long
ledger are measured in turns, on the same machine at the same time.
"""

import statistics
import time
from contextlib import ExitStack
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import delete, event, false, func, insert, literal, select, text, true
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from scripts.benchmarks.machine import say_load
from scripts.benchmarks.scans import load
from scripts.benchmarks.stage import (
    Picker,
    database,
    disk_folder,
    free_port,
    make_app,
    put_pickers_to_work,
    serving,
)
from server import stock
from server.boards import findings
from server.catalog.records import Product
from server.foundation import db, now, reading, transaction
from server.foundation.sets import table_of
from server.orders.records import Order, OrderLine
from server.places.records import Place
from server.stock.records import Available, Balance, Movement, Reservation
from tests.makers import World

PRODUCTS, SHELVES_EACH, PIECES_EACH = 2_000, 25, 4
ORDERS, LINES_EACH = 5_000, 2
SHORT_LEDGER, LONG_LEDGER, FSCK_LEDGER = 10_000, 2_000_000, 1_000_000
TURNS = 5
FSCK_SECONDS_MAX = 15.0
RATIO_MAX = 1.3


def bench_stock(kinds: list[str], seconds: float) -> bool:
    """Measure each database and print what was reached; whether all of it was."""
    reached: dict[str, bool] = {}
    for kind in kinds:
        print(f"\n{kind}; {say_load()}")
        promising(kind)
        ratio = beside_a_long_ledger(kind, seconds)
        reached[f"{kind}: a scan beside a long ledger <= {RATIO_MAX} of a short one"] = (
            ratio <= RATIO_MAX
        )
        took, found = fsck_of_a_million(kind)
        reached[f"{kind}: fsck of {FSCK_LEDGER:,} rows <= {FSCK_SECONDS_MAX:.0f} s, 0 found"] = (
            took <= FSCK_SECONDS_MAX and found == 0
        )
    print("\n" + "\n".join(f"[{'x' if ok else ' '}] {name}" for name, ok in reached.items()))
    return all(reached.values())


def promising(kind: str) -> None:
    """Hold stock for 10,000 lines among 50,000 balances, in one go."""
    with disk_folder(kind) as folder, database(kind, folder) as house:
        app = make_app(folder, house.url, free_port())
        world = World(app)
        fill_shelves(world)
        order_ids = write_orders(world)
        statements = 0

        def count(*_about: Any) -> None:
            nonlocal statements
            statements += 1

        with app.app_context():
            event.listen(db.engine, "before_cursor_execute", count)
            begun = time.perf_counter()
            with transaction() as session:
                outcome = stock.reserve_orders(session, order_ids)
            took = time.perf_counter() - begun
            event.remove(db.engine, "before_cursor_execute", count)
            floor = written_bare(app)
            db.engine.dispose()
        print(
            f"{len(order_ids) * LINES_EACH:,} lines over {PRODUCTS * SHELVES_EACH:,} balances: "
            f"{took:.2f} s, {statements} statements, {sum(outcome.values()):,} of "
            f"{len(order_ids):,} orders promised; {took / floor:.1f} x the rows written bare "
            f"({floor:.2f} s)"
        )


def fill_shelves(world: World) -> None:
    """So many products, each in so many shelves."""
    warehouse_id, owner_id, moment = world.warehouse_id, world.owner_id, now()
    with world.transaction() as session:
        session.execute(
            insert(table_of(Place)),
            [
                {
                    "warehouse_id": warehouse_id,
                    "code": f"L-{nth:05d}",
                    "kind": "shelf",
                    "walk_order": nth,
                    "aisle": f"{nth // 100}",
                }
                for nth in range(SHELVES_EACH * 100)
            ],
        )
        session.execute(
            insert(table_of(Product)),
            [
                {
                    "owner_id": owner_id,
                    "sku": f"P-{nth:05d}",
                    "name": f"商品 {nth}",
                    "kind": "goods",
                    "created_at": moment,
                }
                for nth in range(PRODUCTS)
            ],
        )
        products, shelves = ids_of(session)
        stock.receive(
            session,
            [
                stock.Delivery(shelves[(nth * 7 + k) % len(shelves)], product_id, PIECES_EACH)
                for nth, product_id in enumerate(products)
                for k in range(SHELVES_EACH)
            ],
            person_id=None,
        )


def ids_of(session: Session) -> tuple[list[int], list[int]]:
    """Products and shelves."""
    return (
        list(session.scalars(select(Product.id).order_by(Product.id))),
        list(session.scalars(select(Place.id).where(Place.kind == "shelf").order_by(Place.id))),
    )


def write_orders(world: World) -> list[int]:
    """Orders that wait for stock, the most urgent first."""
    shop_id, owner_id, carrier, moment = world.shop_id, world.owner_id, world.carrier, now()
    with world.transaction() as session:
        products, _ = ids_of(session)
        session.execute(
            insert(table_of(Order)),
            [
                {
                    "owner_id": owner_id,
                    "shop_id": shop_id,
                    "external_no": f"B-{nth:06d}",
                    "row_digest": f"{nth:064d}",
                    "stage": "waiting",
                    "stage_since": moment,
                    "ordered_at": moment,
                    "imported_at": moment,
                    "ship_by": moment + timedelta(hours=4, seconds=nth),
                    "carrier_code": carrier,
                    "customer_key": f"{nth}",
                    "consignee": {},
                }
                for nth in range(ORDERS)
            ],
        )
        order_ids = list(session.scalars(select(Order.id).order_by(Order.id)))
        session.execute(
            insert(table_of(OrderLine)),
            [
                {
                    "order_id": order_id,
                    "line_no": k + 1,
                    "product_id": products[(nth * 3 + k * 1_009) % PRODUCTS],
                    "external_sku": "",
                    "quantity_pieces": 1 + (nth + k) % 3,
                }
                for nth, order_id in enumerate(order_ids)
                for k in range(LINES_EACH)
            ],
        )
    return order_ids


def written_bare(app: Flask) -> float:
    """Seconds that the same reservations and balances take, written by the driver alone."""
    with app.app_context():
        with reading() as session:
            held = session.execute(
                select(Reservation.stock_id, Reservation.order_line_id, Reservation.quantity_pieces)
            ).all()
        rows = [
            {"stock": stock_id, "line": line_id, "pieces": pieces, "at": now()}
            for stock_id, line_id, pieces in held
        ]
        with db.engine.connect() as connection:
            begun = time.perf_counter()
            connection.execute(
                insert(table_of(Reservation)),
                [
                    {
                        "stock_id": row["stock"],
                        "order_line_id": row["line"],
                        "quantity_pieces": row["pieces"],
                        "created_at": row["at"],
                    }
                    for row in rows
                ],
            )
            connection.execute(
                text("UPDATE stock SET held_pieces = held_pieces + 0 * :pieces WHERE id = :stock"),
                rows,
            )
            took = time.perf_counter() - begun
            connection.rollback()
    return took


def beside_a_long_ledger(kind: str, seconds: float) -> float:
    """The p99 of scans beside two million ledger rows, as a ratio to that beside ten thousand."""
    p99: dict[int, list[float]] = {SHORT_LEDGER: [], LONG_LEDGER: []}
    with ExitStack() as stack:
        houses: dict[int, tuple[int, list[Picker]]] = {}
        for rows in p99:
            folder = stack.enter_context(disk_folder(kind))
            house = stack.enter_context(database(kind, folder))
            port = free_port()
            app = make_app(folder, house.url, port)
            world = World(app)
            pickers, _ = put_pickers_to_work(world, TURNS + 1)
            if rows == LONG_LEDGER:
                fill_shelves(world)
            write_ledger(app, rows)
            with app.app_context():
                db.engine.dispose()
            stack.enter_context(serving(folder, house.url, port))
            houses[rows] = port, pickers
        for turn in range(TURNS + 1):
            for rows, (port, pickers) in houses.items():
                alone = [asdict(pickers[turn])]
                seen = load(kind="scans", batch=1, pickers=alone, port=port, seconds=seconds)
                assert not seen.wrong, "every scan is answered as expected"
                # The first turn warms both up.
                if turn > 0:
                    p99[rows].append(seen.p99)
    short, long = (statistics.median(p99[rows]) for rows in (SHORT_LEDGER, LONG_LEDGER))
    print(
        f"one picker, p99 of a scan: {short:.2f} ms beside {SHORT_LEDGER:,} ledger rows, "
        f"{long:.2f} ms beside {LONG_LEDGER:,}; ratio {long / short:.2f} "
        f"(medians of {TURNS} turns of {seconds:.0f} s)"
    )
    return long / short


def write_ledger(app: Flask, rows: int) -> None:
    """Fill the ledger up to so many rows by receipts of single pieces, and the balances with them.

    What came in already comes in again, and what came of that, until there is enough.
    """
    moved, received = table_of(Movement).c, "received"
    columns = ["at", "product_id", "lot", "quantity_pieces", "source_place_id", "target_place_id"]
    with app.app_context(), db.engine.begin() as connection:
        last = connection.scalar(select(func.max(moved.id))) or 0
        again = select(
            moved.at,
            moved.product_id,
            moved.lot,
            literal(1),
            moved.source_place_id,
            moved.target_place_id,
            literal(received),
        ).where(moved.cause == received)
        lies = select(func.count()).select_from(Movement)
        while (missing := rows - (connection.scalar(lies) or 0)) > 0:
            connection.execute(
                insert(table_of(Movement)).from_select([*columns, "cause"], again.limit(missing))
            )
        dialect = postgresql if db.engine.dialect.name == "postgresql" else sqlite
        for place, sign, is_virtual in (
            (moved.target_place_id, 1, false()),
            (moved.source_place_id, -1, true()),
        ):
            pieces = select(
                place, moved.product_id, moved.lot, sign * func.count(), literal(0), is_virtual
            )
            new = pieces.where(moved.id > last).group_by(place, moved.product_id, moved.lot)
            names = ["place_id", "product_id", "lot", "on_hand_pieces", "held_pieces", "is_virtual"]
            upsert = dialect.insert(table_of(Balance)).from_select(names, new)
            here = table_of(Balance).c
            connection.execute(
                upsert.on_conflict_do_update(
                    index_elements=[here.place_id, here.product_id, here.lot],
                    set_={"on_hand_pieces": here.on_hand_pieces + upsert.excluded.on_hand_pieces},
                )
            )
        # What is for sale was told for the first pieces; the worker would tell it within the hour.
        connection.execute(delete(table_of(Available)))
    if db_is_postgresql(app):
        with app.app_context(), db.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))


def db_is_postgresql(app: Flask) -> bool:
    """Whether the house keeps its books in PostgreSQL."""
    with app.app_context():
        return bool(db.engine.dialect.name == "postgresql")


def fsck_of_a_million(kind: str) -> tuple[float, int]:
    """Seconds that `flask fsck` takes over a million ledger rows, and what it found."""
    with disk_folder(kind) as folder, database(kind, folder) as house:
        app = make_app(folder, house.url, free_port())
        fill_shelves(World(app))
        write_ledger(app, FSCK_LEDGER)
        with app.app_context():
            begun = time.perf_counter()
            with reading() as session:
                found = findings(session)
            took = time.perf_counter() - begun
            db.engine.dispose()
    print(f"fsck of {FSCK_LEDGER:,} ledger rows: {took:.1f} s, {len(found)} found")
    for one in found:
        print(f"  {one}")
    return took, len(found)
