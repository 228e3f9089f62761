"""Order files on their way into a real database, on both of them."""

import gzip
import random
import threading
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import delete, event, func, select, text, update

from server import orders
from server.catalog.records import Barcode, Owner, Product, Shop
from server.exchange import actions, desk, jobs
from server.exchange.order_files import FileRefused
from server.exchange.queries import import_card
from server.exchange.records import ImportFile, ImportRow
from server.foundation import db, head, notices_after, now, reading, transaction
from server.orders.records import Order, OrderLine
from server.stock.records import Balance, Reservation
from tests.exchange.files import next_engine_file, next_engine_order, shopify_file, shopify_order
from tests.exchange.test_sample_files import SAMPLES
from tests.killed import begun_apart, kill_now, was_killed
from tests.makers import World


@pytest.fixture
def shop(world: World):
    """A shop with two products, of which there is some stock."""
    assert world.shop_id
    world.product("TEE-M", stock={"A-01-01": 10})
    world.product("CAP", stock={"A-01-02": 3})
    with world.app.app_context():
        yield world


def hand_in(content: bytes, shop: str = "mori-main", **how):
    return desk.hand_in(shop=shop, name="orders.csv", content=content, **how)


def confirm(preview) -> None:
    with transaction() as session:
        assert actions.begin(session, preview.id) == "running"


def bring_in(content: bytes, shop: str = "mori-main"):
    preview = hand_in(content, shop)
    assert not isinstance(preview, FileRefused), preview
    confirm(preview)
    return desk.bring_in(preview.id)


def outcome_of(card) -> tuple[int, int, int]:
    assert card.state == "done"
    return card.imported_rows, card.duplicate_rows, card.rejected_rows


def codes_of(card) -> dict[int, str | None]:
    with reading() as session:
        rows = session.execute(
            select(ImportRow.row_no, ImportRow.code).where(ImportRow.import_id == card.id)
        )
        return {row.row_no: row.code for row in rows}


def end_state() -> dict[str, list]:
    """Everything an import has made, without ids and times."""
    with reading() as session:
        kept = session.execute(
            select(
                Order.external_no,
                Order.stage,
                Order.purchase_number,
                Order.ship_by,
                Order.row_digest,
                Product.sku,
                OrderLine.line_no,
                OrderLine.quantity_pieces,
            )
            .join(OrderLine, OrderLine.order_id == Order.id)
            .join(Product, Product.id == OrderLine.product_id)
            .order_by(Order.external_no, OrderLine.line_no)
        )
        rows = session.execute(
            select(ImportRow.row_no, ImportRow.outcome, ImportRow.code).order_by(ImportRow.row_no)
        )
        held = session.execute(select(Balance.product_id, Balance.held_pieces).order_by(Balance.id))
        files = session.execute(
            select(
                ImportFile.state,
                ImportFile.done_rows,
                ImportFile.imported_rows,
                ImportFile.rejected_rows,
                ImportFile.orders_reserved,
                ImportFile.orders_short,
            )
        )
        return {
            name: [tuple(row) for row in found]
            for name, found in (
                ("orders", kept),
                ("rows", rows),
                ("held", held),
                ("files", files),
            )
        }


def all_orders() -> list[Order]:
    with reading() as session:
        found = list(session.scalars(select(Order).order_by(Order.id)))
        session.expunge_all()
        return found


def many_orders(count: int) -> bytes:
    """Orders of which some cannot come in, some lack stock and some customers come again."""
    return shopify_file(
        *(
            shopify_order(
                f"#{n}",
                ("TEE-M", 1),
                ("CAP" if n % 4 else "TEE-XXL", 1),
                Email=f"customer-{n % 5}@example.jp",
                Created_at=f"2026-11-{1 + n % 28:02} 10:00:00 +0900",
            )
            for n in range(count)
        )
    )


def test_an_order_of_a_file_is_stored_whole(shop):
    card = bring_in(
        next_engine_file(
            next_engine_order(
                "A-1",
                ("TEE-M", 2),
                ("CAP", 1),
                日付指定="2026/11/25",
                ギフトフラグ="1",
                備考="急ぎ",
                発送方法="ヤマト運輸",
            )
        )
    )
    assert outcome_of(card) == (2, 0, 0)
    (order,) = all_orders()
    assert (order.external_no, order.stage, order.carrier_code) == ("A-1", "reserved", "yamato")
    assert order.ordered_at == datetime(2026, 11, 20, 0, 15, tzinfo=UTC)
    assert order.ship_by == datetime(2026, 11, 20, 9, 0, tzinfo=UTC), "18:00 in Japan"
    assert (order.service, order.delivery_date, order.delivery_slot) == (
        "ヤマト運輸",
        "2026-11-25",
        "14時-16時",
    )
    assert (order.is_gift, order.note, order.total_yen) == (True, "急ぎ", 3960)
    assert order.consignee == {
        "name": "德永 濵子",
        "kana": "トクナガ ハマコ",
        "postal_code": "5300001",
        "prefecture": "大阪府",
        "address": "大阪市北区梅田1-1",
        "building": "㈱棚番ビル①",
        "phone": "0661234567",
    }
    assert "example.jp" not in order.customer_key


def test_an_order_placed_after_the_cut_off_has_until_the_next_days(shop):
    bring_in(shopify_file(shopify_order("#1", ("CAP", 1), Created_at="2026-11-20 18:00:01 +0900")))
    (order,) = all_orders()
    assert order.ship_by == datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def test_the_same_file_twice_changes_nothing(shop):
    content = many_orders(12)
    first = bring_in(content)
    before = end_state()
    second = bring_in(content)
    assert outcome_of(first) == (18, 0, 6)
    assert outcome_of(second) == (0, 18, 6)
    after = end_state()
    assert before["orders"] == after["orders"]
    assert before["held"] == after["held"]


def test_the_preview_says_what_will_come_in_and_changes_nothing(shop):
    bring_in(shopify_file(shopify_order("#1", ("TEE-M", 1))))
    content = shopify_file(
        shopify_order("#1", ("TEE-M", 1)),
        shopify_order("#2", ("TEE-M", 1), ("CAP", 2)),
        shopify_order("#3", ("TEE-M", "x"), ("NO-SUCH", 2)),
    )
    before = end_state()["orders"]
    preview = hand_in(content)
    assert (preview.rows, preview.orders_new, preview.orders_duplicate) == (5, 1, 1)
    assert (preview.rows_duplicate, preview.rows_rejected) == (1, 2)
    assert preview.reasons == {"quantity_unreadable": 1, "order_rejected_with_another_row": 1}
    assert preview.problems[0] == {
        "row": 5,
        "column": "Lineitem quantity",
        "code": "quantity_unreadable",
        "value": "x",
        "external": "#3",
    }
    (sample,) = preview.sample
    assert sample == {
        "external": "#2",
        "ordered_at": "2026-11-20T00:15:00.000Z",
        "carrier": "yamato",
        "lines": 2,
        "pieces": 3,
        "items": ["品 TEE-M", "品 CAP"],
    }
    assert end_state()["orders"] == before
    confirm(preview)
    assert outcome_of(desk.bring_in(preview.id)) == (2, 1, 2)


def test_the_file_is_kept_as_it_came(shop):
    content = shopify_file(shopify_order("#1", ("TEE-M", 1)))
    preview = hand_in(content)
    with reading() as session:
        kept = session.get(ImportFile, preview.id)
        assert gzip.decompress(kept.content) == content
        assert (kept.state, kept.encoding, kept.profile) == ("preview", "utf-8", "shopify")


def test_of_a_file_that_is_refused_nothing_is_kept(shop):
    assert hand_in(b"PK\x03\x04 xl/workbook.xml").code == "file_is_a_spreadsheet"
    assert hand_in(b"").code == "file_is_empty"
    assert hand_in(many_orders(1), "no-such-shop").code == "shop_unknown"
    assert end_state()["files"] == []


def test_a_changed_order_is_a_conflict_and_the_order_stays_as_it_was(shop):
    bring_in(shopify_file(shopify_order("#1", ("TEE-M", 1))))
    before = end_state()["orders"]
    card = bring_in(
        shopify_file(shopify_order("#1", ("TEE-M", 9)), shopify_order("#2", ("CAP", 1)))
    )
    assert codes_of(card) == {2: "changed_after_import", 3: None}
    assert end_state()["orders"][:1] == before


def test_products_are_known_by_sku_and_else_by_barcode(shop):
    case = shop.product("CASE")
    with transaction() as session:
        session.add(
            Barcode(
                owner_id=shop.owner_id,
                product_id=case.id,
                quantity_pieces=12,
                code="14901234567891",
                raw="14901234567891",
            )
        )
    card = bring_in(
        shopify_file(
            shopify_order(
                "#1", ("ＴＥＥ-M", 1), (case.jan, 2), (f"0{case.jan}", 1), ("14901234567891", 3)
            )
        )
    )
    assert outcome_of(card) == (4, 0, 0)
    with reading() as session:
        lines = session.execute(
            select(Product.sku, OrderLine.quantity_pieces, OrderLine.external_sku)
            .join(Product, Product.id == OrderLine.product_id)
            .order_by(OrderLine.line_no)
        ).all()
    assert [tuple(line) for line in lines] == [
        ("TEE-M", 1, "ＴＥＥ-M"),
        ("CASE", 2, case.jan),
        ("CASE", 1, f"0{case.jan}"),
        ("CASE", 36, "14901234567891"),
    ]


def test_a_file_of_a_shop_of_another_owner_brings_nothing_in(shop):
    with transaction() as session:
        other = Owner(code="SATO", name="佐藤商店")
        session.add(other)
        session.flush()
        session.add(Shop(owner_id=other.id, code="sato", name="佐藤", carrier_code="yamato"))
    card = bring_in(many_orders(3), "sato")
    assert outcome_of(card) == (0, 0, 6)
    assert set(codes_of(card).values()) == {"unknown_product"}


def test_the_very_file_of_another_shop_is_noticed_before_it_comes_in(shop):
    shop.shop("mori-second")
    content = many_orders(2)
    assert hand_in(content).warnings == []
    bring_in(content)
    (again,) = hand_in(content).warnings
    (elsewhere,) = hand_in(content, "mori-second").warnings
    assert (again["code"], elsewhere["code"]) == ("file_came_before", "file_came_for_other_shop")


def test_two_shops_may_use_the_same_order_numbers(shop):
    shop.shop("mori-second")
    bring_in(shopify_file(shopify_order("#1001", ("TEE-M", 1))))
    card = bring_in(shopify_file(shopify_order("#1001", ("CAP", 1))), "mori-second")
    assert outcome_of(card) == (1, 0, 0)


def test_purchases_are_counted_by_when_they_were_placed(shop):
    def order(name, mail, day):
        return shopify_order(
            name, ("TEE-M", 1), Email=mail, Created_at=f"2026-11-{day} 10:00:00 +0900"
        )

    bring_in(
        shopify_file(
            order("#3", "hanako@example.jp", 12),
            order("#2", "HANAKO@example.jp", 11),
            order("#9", "taro@example.jp", 11),
        )
    )
    bring_in(shopify_file(order("#1", "hanako@example.jp", 10)))
    numbers = {order.external_no: order.purchase_number for order in all_orders()}
    assert numbers == {"#1": 1, "#2": 2, "#3": 3, "#9": 1}


def test_a_purchase_that_is_on_the_floor_keeps_its_number(shop):
    day = "2026-11-{} 10:00:00 +0900"
    bring_in(
        shopify_file(shopify_order("#2", ("TEE-M", 1), Email="a@b.jp", Created_at=day.format(20)))
    )
    with transaction() as session:
        orders.make_shipments(session, [order.id for order in all_orders()])
        session.execute(update(Order).values(purchase_number=1, stage="held"))
    bring_in(
        shopify_file(shopify_order("#1", ("TEE-M", 1), Email="a@b.jp", Created_at=day.format(10)))
    )
    numbers = {order.external_no: order.purchase_number for order in all_orders()}
    assert numbers == {"#2": 1, "#1": 1}


def test_the_earliest_order_is_promised_the_last_piece(shop):
    card = bring_in(
        shopify_file(
            *(
                shopify_order(f"#{n}", ("CAP", 1), Created_at=f"2026-11-20 10:0{n}:00 +0900")
                for n in (5, 4, 3, 2, 1)
            )
        )
    )
    assert (card.orders_reserved, card.orders_short) == (3, 2)
    stages = {order.external_no: order.stage for order in all_orders()}
    assert stages == {
        "#1": "reserved",
        "#2": "reserved",
        "#3": "reserved",
        "#4": "waiting",
        "#5": "waiting",
    }


def test_everybody_hears_of_an_import_and_of_orders_without_stock(shop):
    with reading() as session:
        before, _ = head(session)
    card = bring_in(shopify_file(shopify_order("#1", ("CAP", 9))))
    with reading() as session:
        told = [(one.topic, one.kind, one.body) for one in notices_after(session, before)]
    (order,) = all_orders()
    assert told == [
        (f"import:{card.id}", "orders_previewed", {"rows": 1}),
        (f"import:{card.id}", "import_begun", {}),
        (f"order:{order.id}", "order_waits_for_stock", {}),
        (f"import:{card.id}", "orders_imported", {"state": "done", "done_rows": 1, "rows": 1}),
    ]


def test_nothing_said_about_an_import_names_a_customer(shop):
    bring_in(many_orders(5))
    with reading() as session:
        said = str(notices_after(session, 0))
    assert "髙﨑" not in said
    assert "example.jp" not in said


class Killed(BaseException):
    """As sudden as a kill: nothing catches it, nothing is tidied up."""


def forget_imports() -> None:
    """Make the warehouse as it was before anything came in."""
    with transaction() as session:
        for record in (Reservation, OrderLine, Order, ImportRow, ImportFile):
            session.execute(delete(record))
        session.execute(update(Balance).values(held_pieces=0))


@pytest.fixture
def undisturbed(shop, monkeypatch):
    """What the import of `many_orders(16)` makes when nothing happens to it."""
    monkeypatch.setattr(desk, "ROWS_AT_ONCE", 4)
    bring_in(many_orders(16))
    made = end_state()
    forget_imports()
    return made


@pytest.mark.parametrize("transactions", [0, 4])
def test_an_import_killed_after_a_transaction_and_resumed_ends_the_same(undisturbed, transactions):
    preview = hand_in(many_orders(16))
    confirm(preview)
    left = iter(range(transactions))

    def kill(card):
        if next(left, None) is None:
            raise Killed

    with pytest.raises(Killed):
        desk.bring_in(preview.id, kill)
    with reading() as session:
        card = import_card(session, preview.id)
    assert (card.state, card.done_rows) == ("running", 4 * (transactions + 1))
    jobs.bring_in(import_id=preview.id)
    assert end_state() == undisturbed


def test_the_worker_goes_on_with_what_has_been_silent_for_a_minute(undisturbed, monkeypatch):
    preview = hand_in(many_orders(16))
    confirm(preview)
    jobs.go_on()
    with reading() as session:
        assert import_card(session, preview.id).done_rows == 0, "its worker may be about to begin"
    monkeypatch.setattr(jobs, "now", lambda: now() + timedelta(seconds=61))
    jobs.go_on()
    assert end_state() == undisturbed


@pytest.mark.parametrize(
    "step", ["not_accounted_for", "write_orders", "settle_again", "account_for"]
)
def test_an_import_killed_within_a_transaction_and_resumed_ends_the_same(
    undisturbed, monkeypatch, step
):
    preview = hand_in(many_orders(16))
    confirm(preview)
    done = getattr(actions, step)
    left = iter(range(3))

    def kill(*facts):
        made = done(*facts)
        if next(left, None) is None:
            raise Killed
        return made

    monkeypatch.setattr(actions, step, kill)
    with pytest.raises(Killed):
        desk.bring_in(preview.id)
    monkeypatch.setattr(actions, step, done)
    desk.bring_in(preview.id)
    assert end_state() == undisturbed


def each_statement(before):
    """Do something before the database hears a statement, from now on."""
    event.listen(db.engine, "before_cursor_execute", before)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_server_killed_anywhere_in_an_import_and_resumed_ends_the_same(undisturbed):
    """By SIGKILL, before one statement or another of the import, one of the last among them."""
    asked = []
    preview = hand_in(many_orders(16))
    confirm(preview)

    def note(*_):
        asked.append(1)

    each_statement(note)
    desk.bring_in(preview.id)
    event.remove(db.engine, "before_cursor_execute", note)
    for fatal in (*random.Random(47).sample(range(2, len(asked) - 4), 3), len(asked) - 3):
        forget_imports()
        preview = hand_in(many_orders(16))
        confirm(preview)

        def doomed(preview=preview, fatal=fatal):
            passed = count(1)
            each_statement(lambda *_: kill_now() if next(passed) == fatal else None)
            desk.bring_in(preview.id)

        assert was_killed(begun_apart(doomed)), fatal
        desk.bring_in(preview.id)
        assert end_state() == undisturbed, fatal


def test_an_import_that_fails_says_so_and_can_be_begun_again(undisturbed, monkeypatch):
    preview = hand_in(many_orders(16))
    confirm(preview)
    with monkeypatch.context() as broken:
        broken.setattr(actions, "account_for", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            desk.bring_in(preview.id)
    with reading() as session:
        card = import_card(session, preview.id)
    assert (card.state, card.failure, card.done_rows) == ("failed", "import_failed", 0)
    confirm(preview)
    desk.bring_in(preview.id)
    assert end_state() == undisturbed


def at_once(app, *works) -> None:
    """Do things at the same moment, each in a thread of its own."""
    start = threading.Barrier(len(works))
    failed = []

    def run(work):
        with app.app_context():
            start.wait()
            try:
                work()
            except Exception as error:  # noqa: BLE001 - told to the test below
                failed.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed


def test_two_imports_of_one_file_at_once_bring_each_order_once(undisturbed, shop):
    files = [hand_in(many_orders(16)) for _ in range(3)]
    for preview in files:
        confirm(preview)
    at_once(shop.app, *(lambda file=file: desk.bring_in(file.id) for file in files))
    with reading() as session:
        cards = [import_card(session, preview.id) for preview in files]
    assert sum(card.imported_rows for card in cards) == 24
    assert sum(card.duplicate_rows for card in cards) == 48
    assert all(outcome_of(card)[2] == 8 for card in cards)
    after = end_state()
    assert after["orders"] == undisturbed["orders"]
    assert after["held"] == undisturbed["held"]


def test_two_workers_on_one_import_account_for_each_row_once(undisturbed, shop):
    preview = hand_in(many_orders(16))
    confirm(preview)
    at_once(shop.app, *[lambda: desk.bring_in(preview.id)] * 4)
    assert end_state() == undisturbed


def test_two_files_with_the_same_orders_in_another_sequence_do_not_block_each_other(shop):
    one = [shopify_order(f"#{n}", ("TEE-M", 1), Email=f"{n % 3}@b.jp") for n in range(60)]
    files = [hand_in(shopify_file(*one)), hand_in(shopify_file(*reversed(one)))]
    for preview in files:
        confirm(preview)
    at_once(shop.app, *(lambda file=file: desk.bring_in(file.id) for file in files))
    with reading() as session:
        cards = [import_card(session, preview.id) for preview in files]
        assert session.scalar(select(func.count()).select_from(Order)) == 60
    assert sum(card.imported_rows for card in cards) == 60
    assert sum(card.duplicate_rows for card in cards) == 60


def test_confirming_twice_and_after_the_end_changes_nothing(shop):
    preview = hand_in(many_orders(4))
    with transaction() as session:
        assert actions.begin(session, preview.id) == "running"
        assert actions.begin(session, preview.id) == "running"
        assert actions.begin(session, 4711) is None
    desk.bring_in(preview.id)
    before = end_state()
    with transaction() as session:
        assert actions.begin(session, preview.id) == "done"
    desk.bring_in(preview.id)
    assert end_state() == before


def rakuten_rows(*rows: int) -> bytes:
    """These rows (from 1) of the sample of 楽天, below its header."""
    text = (SAMPLES / "rakuten.csv").read_bytes().decode("cp932")
    header, *records = text.removesuffix("\r\n").split("\r\n")
    return "\r\n".join([header, *(records[nth - 1] for nth in rows), ""]).encode("cp932")


def test_an_order_with_two_addresses_becomes_two_and_is_found_again_address_by_address(shop):
    shop.product("TEE", stock={"A-01-03": 1})
    assert outcome_of(bring_in(rakuten_rows(1, 2, 3))) == (3, 0, 0)
    numbers = [order.external_no for order in all_orders()]
    assert numbers == ["338888-20261120-0000001-1", "338888-20261120-0000001-2"]
    # The shop sends the rest only: one address, so the number has nothing behind it.
    assert outcome_of(bring_in(rakuten_rows(3))) == (0, 1, 0)
    assert outcome_of(bring_in(rakuten_rows(1, 2))) == (0, 2, 0)
    assert len(all_orders()) == 2


def test_an_order_that_came_with_one_address_never_ships_twice_when_it_comes_with_two(shop):
    assert outcome_of(bring_in(rakuten_rows(1, 2))) == (2, 0, 0)
    card = bring_in(rakuten_rows(1, 2, 3))
    assert outcome_of(card) == (0, 2, 1)
    assert codes_of(card) == {2: None, 3: None, 4: "changed_after_import"}
    assert len(all_orders()) == 1


def test_our_own_json_comes_in_and_goes_by_its_cancellations(shop):
    card = bring_in((SAMPLES / "tanaban.json").read_bytes())
    assert outcome_of(card) == (2, 0, 1)
    assert codes_of(card) == {2: None, 3: None, 4: "order_is_cancelled"}


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_postgresql_learns_at_once_how_many_orders_a_file_brought(shop):
    """Else it would look through all of them for each customer until it looks by itself."""
    size = text("SELECT reltuples FROM pg_class WHERE relname = 'orders'")
    for number, orders_then in (("#1001", 1), ("#1002", 2)):
        bring_in(shopify_file(shopify_order(number, ("TEE-M", 1))))
        with reading() as session:
            assert session.scalar(size) == orders_then
