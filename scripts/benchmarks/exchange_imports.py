"""`scripts/bench exchange-imports`: an order file of 100,000 rows, from its bytes to stored orders.

Everything that an import does is in the figure: recognised, read, looked at once for the preview,
confirmed, and taken in with stock held and every row accounted for. Beside it stands the floor: the
same file by `csv.DictReader`, its orders and lines inserted bare into two tables, by the driver.
Each database is measured in a process of its own, so its peak of memory is nobody else's.
"""

import csv
import io
import resource
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

from sqlalchemy import create_engine, func, select, text

from scripts.benchmarks.machine import say_load
from scripts.benchmarks.stage import database, disk_folder, free_port, make_app
from scripts.demo_warehouse.order_files import NEXT_ENGINE
from server import exchange
from server.boards import findings
from server.exchange.actions import begin
from server.foundation import reading, transaction
from server.orders.records import Order, OrderLine
from tests.makers import World

ROWS, LINES_OF_ORDER, PRODUCTS, PIECES_EACH = 100_000, (1, 2, 3, 4), 500, 1_000_000
ROWS_AT_ONCE = 500
SECONDS_MAX, MEGABYTES_MAX = 60.0, 300.0
NAMES = ("髙橋 一郎", "﨑山 花子", "佐藤 美咲", "渡邊 健", "德永 濵子", "伊藤 翔太")


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured on one database."""

    preview_seconds: float
    taken_in_seconds: float
    cpu_seconds: float
    """Of this process, for preview and taking in: what neighbours on the machine do not change."""
    floor_seconds: float
    megabytes: float
    orders: int
    lines: int
    rows_imported: int
    faults: int

    @property
    def seconds(self) -> float:
        """From the bytes to stored orders."""
        return self.preview_seconds + self.taken_in_seconds


def bench_imports(kinds: list[str], rows: int = ROWS) -> bool:
    """Measure each database and print what was reached; whether all of it was."""
    reached: dict[str, bool] = {}
    for kind in kinds:
        print(f"\n{kind}; {rows:,} rows; {say_load()}")
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
            found = apart.submit(measure, kind, rows).result()
        print(f"  preview {found.preview_seconds:.1f} s, taken in {found.taken_in_seconds:.1f} s")
        print(f"  {found.cpu_seconds:.1f} s of CPU in this process")
        print(f"  {found.orders:,} orders, {found.lines:,} lines, {found.faults} faults by fsck")
        print(f"  {rows / found.seconds:,.0f} rows a second; peak {found.megabytes:.0f} MB")
        ratio = found.seconds / found.floor_seconds
        print(f"  floor (DictReader, bare inserts) {found.floor_seconds:.1f} s: ratio {ratio:.1f}")
        whole = found.rows_imported == found.lines == rows and found.faults == 0
        reached[f"{kind}: every row is a stored line, fsck finds nothing"] = whole
        reached[f"{kind}: <= {SECONDS_MAX:.0f} s"] = found.seconds <= SECONDS_MAX
        reached[f"{kind}: <= {MEGABYTES_MAX:.0f} MB"] = found.megabytes <= MEGABYTES_MAX
    print("\n" + "\n".join(f"[{'x' if ok else ' '}] {name}" for name, ok in reached.items()))
    return all(reached.values())


def measure(kind: str, rows: int) -> Figures:
    """Take a file in on one database, and do its floor there too."""
    with disk_folder(kind) as folder, database(kind, folder) as house:
        app = make_app(folder, house.url, free_port())
        world = World(app)
        assert world.shop_id, "the shop of these orders"
        for nth in range(PRODUCTS):
            world.product(f"SKU-{nth}", stock={f"A-{nth:03d}-01": PIECES_EACH})
        content = file_of(rows)
        with app.app_context():
            started, worked = time.perf_counter(), time.process_time()
            preview = exchange.hand_in(shop="mori-main", name="受注.csv", content=content)
            assert isinstance(preview, exchange.Preview), preview
            looked = time.perf_counter()
            with transaction() as session:
                begin(session, preview.id)
            card = exchange.bring_in(preview.id)
            done, cpu_seconds = time.perf_counter(), time.process_time() - worked
            megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            with reading() as session:
                orders = session.scalar(select(func.count()).select_from(Order)) or 0
                lines = session.scalar(select(func.count()).select_from(OrderLine)) or 0
                faults = len(findings(session))
        return Figures(
            preview_seconds=looked - started,
            taken_in_seconds=done - looked,
            cpu_seconds=cpu_seconds,
            floor_seconds=floor(house.url, content),
            megabytes=megabytes,
            orders=orders,
            lines=lines,
            rows_imported=card.imported_rows,
            faults=faults,
        )


def file_of(rows: int) -> bytes:
    """ネクストエンジン's 受注 CSV with so many rows, one to four for each order."""
    written = io.StringIO()
    writer = csv.DictWriter(written, NEXT_ENGINE, restval="")
    writer.writeheader()
    writer.writerows(cells(rows))
    return written.getvalue().encode("cp932")


def cells(rows: int) -> Iterator[dict[str, Any]]:
    """The rows of the file."""
    row = order = 0
    while row < rows:
        count = min(LINES_OF_ORDER[order % len(LINES_OF_ORDER)], rows - row)
        for line in range(count):
            sku = f"SKU-{(order * 7 + line) % PRODUCTS}"
            yield {
                "店舗伝票番号": f"B-{order:07d}",
                "受注日": f"2026/11/20 {order // 3600 % 24:02d}:{order // 60 % 60:02d}:00",
                "受注メールアドレス": f"customer-{order % 20_000}@example.jp",
                "発送郵便番号": f"530{order % 10_000:04d}",
                "発送先住所１": f"大阪府大阪市北区梅田{order % 9 + 1}-{order % 30 + 1}",
                "発送先住所２": "㈱棚番ビル①" if order % 5 == 0 else "",
                "発送先名": NAMES[order % len(NAMES)],
                "発送電話番号": f"06{order % 100_000_000:08d}",
                "発送方法": "ヤマト宅急便",
                "合計金額": 1980 * count,
                "ギフトフラグ": "0",
                "商品名": f"品 {sku}",
                "商品コード": sku,
                "商品価格": 1980,
                "受注数量": line % 3 + 1,
                "出荷済フラグ": "0",
            }
        row += count
        order += 1


def floor(url: str, content: bytes) -> float:
    """What Python's own reader and bare inserts take for the same file."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE bare_orders (no TEXT PRIMARY KEY, said TEXT)"))
        connection.execute(text("CREATE TABLE bare_lines (no TEXT, sku TEXT, pieces INTEGER)"))
    started = time.perf_counter()
    orders: dict[str, str] = {}
    lines: list[dict[str, Any]] = []
    for row in csv.DictReader(io.StringIO(content.decode("cp932"), newline="")):
        number = row["店舗伝票番号"]
        orders.setdefault(number, row["発送先名"] + row["発送先住所１"])
        lines.append({"no": number, "sku": row["商品コード"], "pieces": int(row["受注数量"])})
    told = [{"no": number, "said": said} for number, said in orders.items()]
    for statement, written in (
        ("INSERT INTO bare_orders VALUES (:no, :said)", told),
        ("INSERT INTO bare_lines VALUES (:no, :sku, :pieces)", lines),
    ):
        for first in range(0, len(written), ROWS_AT_ONCE):
            with engine.begin() as connection:
                connection.execute(text(statement), written[first : first + ROWS_AT_ONCE])
    took = time.perf_counter() - started
    engine.dispose()
    return took
