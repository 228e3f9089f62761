"""The books of stock: what lies where now and then, how it came there, what is old and why."""

import csv
import io
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from server import stock
from server.catalog.records import Owner, Product
from server.foundation import moment_text, now, today
from server.places.records import Place
from server.stock.records import Movement
from tests.floor import Worker
from tests.makers import MadeProduct, Screen, World
from tests.scans.test_the_first_parcel import release, set_up_floor


def in_days(days: int) -> str:
    """A day of the warehouse, so many from today."""
    return (date.fromisoformat(today()) + timedelta(days=days)).isoformat()


def deliver(world: World, product: MadeProduct, place: str, pieces: int, **more: Any) -> None:
    """Goods of a lot and a day come in."""
    place_id = world.place(place)
    with world.transaction() as session:
        stock.receive(
            session, [stock.Delivery(place_id, product.id, pieces, **more)], person_id=None
        )


def rows(office: Screen, **query: Any) -> list[dict[str, Any]]:
    """A list of stock from its first page to its last."""
    found: list[dict[str, Any]] = []
    while True:
        answer = office.get("/stock", **query)
        assert answer.status_code == 200, answer.text
        body = answer.get_json()
        found += body["rows"]
        if body["next"] is None:
            assert len(found) == body["total"]
            assert sum(row["on_hand_pieces"] for row in found) == body["on_hand_pieces"]
            return found
        query["after"] = body["next"]


def pieces(found: list[dict[str, Any]], *names: str) -> dict[Any, int]:
    """Pieces by what a row tells."""
    return {tuple(row[name] for name in names): row["on_hand_pieces"] for row in found}


def made_older(world: World, product: MadeProduct, days: int) -> None:
    """All that happened to a product happened so many days earlier."""
    with world.transaction() as session:
        moved = session.scalars(select(Movement).where(Movement.product_id == product.id)).all()
        for one in moved:
            session.execute(
                update(Movement)
                .where(Movement.id == one.id)
                .values(at=one.at - timedelta(days=days))
            )


@pytest.fixture
def busy(world: World) -> tuple[MadeProduct, MadeProduct, Worker]:
    """Two products, one in lots; an order is picked, another waits with its goods held."""
    set_up_floor(world)
    tee = world.product("TEE-M", stock={"A-01-03": 5, "A-02-01": 4})
    miso = world.product("MISO", has_lots=True, expires=True)
    deliver(world, miso, "A-03-01", 6, lot="L7", expires_on=in_days(20))
    deliver(world, miso, "A-01-03", 2, lot="L8", expires_on=in_days(-1))
    world.order((tee, 2))
    release(world.office("supervisor"))
    picker = Worker(world.handheld())
    picker.take_next("pick")
    picker.load_cart("C-01", ["T-0001"])
    picker.walk({tee.id: tee.jan})
    world.order((tee, 3), (miso, 1))
    return tee, miso, picker


def test_stock_is_shown_by_product_place_lot_and_owner(
    world: World, busy: tuple[MadeProduct, MadeProduct, Worker]
) -> None:
    office = world.office("supervisor")
    by_product = {row["sku"]: row for row in rows(office, view="product")}
    tee, miso = by_product["TEE-M"], by_product["MISO"]
    assert (tee["on_hand_pieces"], tee["held_pieces"], tee["free_pieces"]) == (9, 3, 4)
    assert (tee["places"], tee["lots"]) == (3, 0)
    assert (miso["on_hand_pieces"], miso["held_pieces"], miso["free_pieces"]) == (8, 1, 5)
    assert (miso["places"], miso["lots"]) == (2, 2)
    by_place = rows(office, view="place")
    assert pieces(by_place, "place", "sku", "lot") == {
        ("A-01-03", "MISO", "L8"): 2,
        ("A-01-03", "TEE-M", ""): 3,
        ("A-02-01", "TEE-M", ""): 4,
        ("A-03-01", "MISO", "L7"): 6,
        ("T-0001", "TEE-M", ""): 2,
    }
    assert [row["place"] for row in by_place] == sorted(row["place"] for row in by_place)
    assert pieces(rows(office, view="lot"), "sku", "lot", "expires_on") == {
        ("MISO", "L7", in_days(20)): 6,
        ("MISO", "L8", in_days(-1)): 2,
    }
    (mori,) = rows(office, view="owner")
    assert (mori["owner_name"], mori["products"], mori["on_hand_pieces"]) == ("森商店", 2, 17)


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("tee-m", {"TEE-M"}),
        ("ｔｅｅ", {"TEE-M"}),
        ("商品", {"TEE-M", "MISO"}),
        ("a-01-03", {"TEE-M", "MISO"}),
        ("T-0001", {"TEE-M"}),
        ("l7", {"MISO"}),
        ("%", set()),
        ("何もない", set()),
    ],
)
def test_stock_is_found_by_number_name_place_and_lot(
    world: World, busy: tuple[MadeProduct, MadeProduct, Worker], word: str, found: set[str]
) -> None:
    office = world.office("supervisor")
    assert {row["sku"] for row in rows(office, q=word)} == found
    tee = busy[0]
    assert {row["sku"] for row in rows(office, q=tee.jan)} == {"TEE-M"}


def test_stock_is_narrowed_to_a_kind_of_place_and_to_an_owner(
    world: World, busy: tuple[MadeProduct, MadeProduct, Worker]
) -> None:
    office = world.office("supervisor")
    assert pieces(rows(office, kind="tote"), "sku") == {("TEE-M",): 2}
    with world.transaction() as session:
        other = Owner(code="HAYASHI", name="林商店")
        session.add(other)
        session.flush()
        session.execute(update(Product).where(Product.id == busy[1].id).values(owner_id=other.id))
    for view in ("product", "place", "lot", "owner", "ageing", "expiring"):
        assert {row["owner"] for row in rows(office, view=view, owner="HAYASHI")} == {"HAYASHI"}
    assert rows(office, owner="NOBODY") == []
    moved = office.get("/stock/movements", owner="HAYASHI").get_json()["rows"]
    assert {one["sku"] for one in moved} == {"MISO"}
    file = office.get("/stock/movements.csv", owner="HAYASHI").text
    assert "TEE-M" not in file


def test_pages_hold_every_row_once(
    world: World, busy: tuple[MadeProduct, MadeProduct, Worker]
) -> None:
    office = world.office("supervisor")
    for view in ("product", "place", "lot", "owner", "ageing", "expiring"):
        whole = rows(office, view=view)
        assert rows(office, view=view, page_size=1) == whole
        names = ("place", "sku", "lot", "owner")
        assert len(whole) == len({tuple(row[name] for name in names) for row in whole})
    for cursor in ("x", "W10", "WyJhIiwiYiJd", "WzEsMl0"):
        refused = office.get("/stock", after=cursor)
        assert (refused.status_code, refused.get_json()["code"]) == (400, "cursor_unknown")


def test_any_past_moment_is_what_a_replay_of_the_ledger_says(
    world: World, busy: tuple[MadeProduct, MadeProduct, Worker]
) -> None:
    """Held against the plainest way to know it: all movements until then, one after another."""
    tee, miso, _ = busy
    deliver(world, miso, "A-01-03", 3, lot="L7", expires_on=in_days(20))
    deliver(world, tee, "A-02-01", 1)
    office = world.office("supervisor")
    with world.reading() as session:
        places = dict(session.execute(select(Place.id, Place.code)).all())
        real = set(session.scalars(select(Place.id).where(Place.kind != "virtual")))
        ledger = session.execute(select(*Movement.__table__.c).order_by(Movement.id)).all()
    moments = sorted({one.at for one in ledger})
    just_before = [moment - timedelta(microseconds=1) for moment in moments]
    for moment in [*moments, *just_before, now()]:
        replayed: Counter[tuple[str, int, str]] = Counter()
        for one in ledger:
            if one.at <= moment:
                for place_id, sign in ((one.source_place_id, -1), (one.target_place_id, 1)):
                    if place_id in real:
                        key = (places[place_id].removeprefix("L-"), one.product_id, one.lot)
                        replayed[key] += sign * one.quantity_pieces
        at = moment.isoformat()
        found = rows(office, view="place", at=at, page_size=2)
        assert pieces(found, "place", "product_id", "lot") == {
            key: count for key, count in replayed.items() if count
        }
        assert {row["held_pieces"] for row in found} <= {None}
        totals: Counter[tuple[int]] = Counter()
        for (_, product_id, _), count in replayed.items():
            totals[product_id,] += count
        by_product = rows(office, view="product", at=at)
        assert pieces(by_product, "product_id") == {k: v for k, v in totals.items() if v}
    assert len(moments) > 5


def test_a_moment_that_has_not_been_is_refused(world: World) -> None:
    office = world.office("supervisor")
    tomorrow = moment_text(now() + timedelta(days=1))
    refused = office.get("/stock", at=tomorrow)
    assert (refused.status_code, refused.get_json()["code"]) == (400, "moment_in_future")
    assert office.get("/stock", at="2026-11-01T10:00").status_code == 422
    assert office.get("/stock.csv", at=tomorrow).status_code == 400


def test_a_movement_is_shown_with_the_job_the_scan_and_whoever_made_it(
    world: World, busy: tuple[MadeProduct, MadeProduct, Worker]
) -> None:
    tee, miso, _ = busy
    office = world.office("supervisor")
    moved = office.get("/stock/movements", product=tee.id).get_json()["rows"]
    causes = ["placed", "picked", "picked", "received", "received"]
    assert [one["cause"] for one in moved] == causes
    picked = moved[1]
    assert (picked["source"], picked["target"], picked["quantity_pieces"]) == (
        "A-01-03",
        "C-01",
        1,
    )
    assert picked["task_kind"] == "pick"
    assert picked["task"] is not None
    assert picked["order"] is not None
    assert picked["person"].startswith("picker")
    assert picked["device"] is not None
    assert picked["row"].startswith("PC-")
    assert (moved[3]["person"], moved[3]["task"], moved[3]["direction"]) == (None, None, None)
    shelf = world.place("A-01-03")
    there = office.get("/stock/movements", place=shelf).get_json()["rows"]
    assert [(one["sku"], one["direction"]) for one in there] == [
        ("TEE-M", "out"),
        ("TEE-M", "out"),
        ("MISO", "in"),
        ("TEE-M", "in"),
    ]
    of_lot = office.get("/stock/movements", lot="L7").get_json()["rows"]
    assert [(one["sku"], one["target"]) for one in of_lot] == [("MISO", "A-03-01")]
    of_both = office.get("/stock/movements", product=miso.id, lot="L8").get_json()["rows"]
    assert [one["lot"] for one in of_both] == ["L8"]
    first = office.get("/stock/movements", product=tee.id, page_size=3).get_json()
    rest = office.get("/stock/movements", product=tee.id, after=first["next"]).get_json()
    assert first["rows"] + rest["rows"] == moved
    assert rest["next"] is None
    until = office.get("/stock/movements", product=tee.id, until=moved[3]["at"]).get_json()
    assert all(one["cause"] == "received" for one in until["rows"])


def test_goods_grow_old_from_the_day_they_came_in_and_moving_them_does_not_help(
    world: World, busy: tuple[MadeProduct, MadeProduct, Worker]
) -> None:
    tee, miso, _ = busy
    office = world.office("supervisor")
    ages = (30, 31, 90, 91, 180, 181)
    for days in ages:
        old = world.product(f"OLD-{days:03d}", stock={f"B-{days:02d}-01": 1})
        made_older(world, old, days)
    made_older(world, tee, 60)
    found = rows(office, view="ageing", page_size=2)
    assert [(row["sku"], row["days"]) for row in found[:3]] == [
        ("OLD-181", 181),
        ("OLD-180", 180),
        ("OLD-091", 91),
    ]
    assert ("TEE-M", 60) in {(row["sku"], row["days"]) for row in found}
    buckets = office.get("/stock", view="ageing").get_json()["buckets"]
    assert [(one["from_days"], one["to_days"], one["rows"]) for one in buckets] == [
        (0, 30, 3),
        (31, 60, 2),
        (61, 90, 1),
        (91, 180, 2),
        (181, None, 1),
    ]
    for nth, bucket in enumerate(buckets):
        inside = rows(office, view="ageing", bucket=nth)
        assert sum(row["on_hand_pieces"] for row in inside) == bucket["pieces"]
        last = 10_000 if bucket["to_days"] is None else bucket["to_days"]
        assert all(bucket["from_days"] <= row["days"] <= last for row in inside)
    assert {row["sku"] for row in rows(office, view="ageing", q=miso.sku)} == {"MISO"}


def test_goods_that_nothing_left_of_for_long_are_dead_stock(world: World) -> None:
    set_up_floor(world)
    sold = world.product("SOLD", stock={"A-01-01": 5})
    dead = world.product("DEAD", stock={"A-01-02": 5})
    world.product("NEW", stock={"A-01-03": 5})
    made_older(world, sold, 200)
    made_older(world, dead, 100)
    with world.transaction() as session:
        ids = dict(session.execute(select(Place.code, Place.id)).all())
        stock.move(
            session,
            [
                stock.Move(
                    source_place_id=ids["L-A-01-01"],
                    target_place_id=ids["CUSTOMER"],
                    product_id=sold.id,
                    quantity_pieces=1,
                    cause="corrected",
                    target_is_virtual=True,
                )
            ],
        )
    office = world.office("supervisor")
    assert [(row["sku"], row["days"]) for row in rows(office, view="resting")] == [("DEAD", 100)]
    assert [row["sku"] for row in rows(office, view="resting", days=100)] == ["DEAD"]
    assert rows(office, view="resting", days=101) == []
    made_older(world, sold, 120)
    found = rows(office, view="resting", page_size=1)
    assert [(row["sku"], row["days"]) for row in found] == [("SOLD", 120), ("DEAD", 100)]
    assert found[0]["last_out_at"] is not None
    assert found[1]["last_out_at"] is None


def test_what_expires_is_listed_the_soonest_first(
    world: World, busy: tuple[MadeProduct, MadeProduct, Worker]
) -> None:
    office = world.office("supervisor")
    found = rows(office, view="expiring")
    assert [(row["lot"], row["days_left"], row["place"]) for row in found] == [
        ("L8", -1, "A-01-03"),
        ("L7", 20, "A-03-01"),
    ]
    assert [row["lot"] for row in rows(office, view="expiring", days=19)] == ["L8"]
    assert len(rows(office, view="expiring", days=20)) == 2


def test_every_list_is_a_file_that_a_spreadsheet_opens_whole_and_harmless(
    world: World, busy: tuple[MadeProduct, MadeProduct, Worker]
) -> None:
    evil = world.product('=HYPERLINK("x")', stock={"C-01-01": 1})
    made_older(world, evil, 100)
    office = world.office("supervisor")
    for view in ("product", "place", "lot", "owner", "ageing", "resting", "expiring"):
        answer = office.get("/stock.csv", view=view)
        assert answer.data.startswith(b"\xef\xbb\xbf")
        assert f"stock-{view}.csv" in answer.headers["Content-Disposition"]
        head, *lines = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")))
        assert len(lines) == len(rows(office, view=view))
        for line in lines:
            assert len(line) == len(head)
            assert not any(cell.startswith(("=", "@", "+")) for cell in line)
    past = office.get("/stock.csv", at=moment_text(now())).text
    assert ",9,,\r\n" in past
    answer = office.get("/stock/movements.csv", product=evil.id)
    assert "'=HYPERLINK" in answer.text
    assert datetime.fromisoformat(answer.text.splitlines()[1].split(",")[0]) <= now()


def test_a_long_list_is_not_cut(world: World) -> None:
    product = world.product("TEE-M")
    place_id = world.place("A-01-01")
    with world.transaction() as session:
        stock.receive(
            session,
            [stock.Delivery(place_id, product.id, 1, f"LOT-{nth:05d}") for nth in range(1_201)],
            person_id=None,
        )
    office = world.office("supervisor")
    assert len(office.get("/stock.csv", view="lot").text.splitlines()) == 1_202
    assert len(rows(office, view="lot", page_size=500)) == 1_201
    assert len(office.get("/stock/movements.csv").text.splitlines()) == 1_202
