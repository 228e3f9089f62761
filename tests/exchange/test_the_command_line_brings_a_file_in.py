"""`flask orders import`, in this process and killed in its own."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from server.exchange import jobs
from server.exchange.queries import import_cards
from server.foundation import reading
from server.orders.records import Order
from tests.exchange.files import shopify_file, shopify_order
from tests.makers import World

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture
def shop(world: World) -> World:
    assert world.shop_id
    world.product("TEE-M", stock={"A-01-01": 100_000})
    return world


def orders(count: int) -> bytes:
    return shopify_file(*(shopify_order(f"#{n}", ("TEE-M", 1)) for n in range(count)))


def run(world: World, *words: str):
    return world.app.test_cli_runner().invoke(args=["orders", "import", *words])


def test_a_file_is_brought_in_and_accounted_for(shop, tmp_path):
    file = tmp_path / "orders.csv"
    file.write_bytes(orders(3) + shopify_file(shopify_order("#9", ("?", 1))).split(b"\r\n", 1)[1])
    result = run(shop, str(file))
    assert result.exit_code == 0, result.output
    assert "layout shopify, utf-8, shop mori-main: 3 new orders" in result.output
    for outcome in ("imported  │ 3", "duplicate │ 0", "rejected  │ 1"):
        assert outcome in result.output
    assert "unknown_product" in result.output
    again = run(shop, str(file))
    assert "imported  │ 0" in again.output
    assert "duplicate │ 3" in again.output
    assert "file_came_before" in again.output


def test_a_preview_brings_nothing_in(shop, tmp_path):
    file = tmp_path / "orders.csv"
    file.write_bytes(orders(3))
    result = run(shop, str(file), "--preview")
    assert result.exit_code == 0
    assert "3 new orders" in result.output
    with shop.reading() as session:
        assert session.query(Order).count() == 0


def test_a_file_that_cannot_be_read_ends_with_its_reason(shop, tmp_path):
    file = tmp_path / "orders.csv"
    file.write_bytes(b"a,b\n1,2\n")
    result = run(shop, str(file))
    assert result.exit_code == 1
    assert "format_unknown" in result.output


def test_with_several_shops_one_has_to_be_named(shop, tmp_path):
    shop.shop("mori-second")
    file = tmp_path / "orders.csv"
    file.write_bytes(orders(1))
    assert "--shop: mori-main, mori-second" in run(shop, str(file)).output
    assert run(shop, str(file), "--shop", "mori-second").exit_code == 0


@pytest.mark.slow
def test_an_import_whose_process_is_killed_can_be_finished_by_the_worker(shop, tmp_path):
    settings = shop.app.extensions["settings"]
    file = tmp_path / "orders.csv"
    file.write_bytes(orders(1000))
    process = subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "wsgi", "orders", "import", str(file)],
        cwd=CHECKOUT,
        env=os.environ
        | {
            "DATABASE_URL": settings.database_url,
            "SECRET_KEY": settings.secret_key,
            "TANABAN_VAR": str(settings.keeping),
        },
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_until_rows_are_in(shop, process)
        process.send_signal(signal.SIGKILL)
    finally:
        process.kill()
        process.wait()
    (card,) = cards(shop)
    assert (card.state, 0 < card.done_rows < 1000) == ("running", True)
    with shop.app.app_context():
        jobs.bring_in(import_id=card.id)
    (card,) = cards(shop)
    assert (card.state, card.imported_rows, card.orders_reserved) == ("done", 1000, 1000)
    with shop.reading() as session:
        assert session.query(Order).count() == 1000


def cards(world: World):
    with world.app.app_context(), reading() as session:
        return import_cards(session)


def wait_until_rows_are_in(world: World, process: subprocess.Popen) -> None:
    """Wait for the first transaction of the other process."""
    while not any(card.done_rows for card in cards(world)):
        assert process.poll() is None, "it ended before it could be killed"
        time.sleep(0.005)
