"""A demo warehouse behind its real server: gunicorn, the worker, a database of its own.

Everything that a journey finds there is written before the server starts; then only screens change
it. What a person reads off paper (badges and PINs, the link for the first administrator, labels)
the house knows as well.
"""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import select, update

from scripts.benchmarks.stage import free_port
from scripts.demo_warehouse.load import PEOPLE_FILE, fill
from scripts.demo_warehouse.order_files import next_engine_file, order_number, shopify_file
from scripts.demo_warehouse.orders import DemoOrder, orders_until
from scripts.demo_warehouse.shops import SHOPS, DemoShop
from scripts.demo_warehouse.stocking import stock_of_the_day
from server import devices, exchange, people
from server.app import create_app
from server.boards import findings
from server.catalog.records import Barcode, Product
from server.exchange.actions import begin
from server.exchange.carrier_files import cp932
from server.foundation import (
    WAREHOUSE_TIME,
    db,
    doorkeeper,
    now,
    reading,
    transaction,
)
from server.foundation.memory import forget_everything
from server.foundation.sets import table_of
from server.people.records import Person
from server.scans.records import DeviceEvent, EventVerdict
from server.settings import Settings
from server.vocabulary import code_of_label, item_code
from tests.floor import Worker
from tests.makers import PASSWORD, Screen, client_of

ROOT = Path(__file__).resolve().parent.parent.parent
BIN = Path(sys.executable).parent
GUNICORN = "tests/browser/gunicorn.conf.py"
SECRET = "0123456789abcdef-journeys-only-ghijklmnopq"
SEED = 7
DATABASE = "tanaban.sqlite3"
START_SECONDS_MAX = 60
STOP_SECONDS_MAX = 20


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the demo's crew, with what is printed on the badge and only they know."""

    id: int
    name: str
    role: str
    badge: str
    pin: str


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A scan as the server keeps it."""

    seq: int
    raw: str
    via: str
    verdict: str
    agrees: bool


@dataclass
class House:
    """One warehouse at one address. `renew` makes it as new; `open` lets screens in."""

    folder: Path
    port: int
    pwa: Path
    programs: list["subprocess.Popen[bytes]"] = field(default_factory=list)
    nursery: "subprocess.Popen[bytes] | None" = None
    """What forks a server for each journey."""
    is_open: bool = False
    shop_port: int = field(default_factory=free_port)
    """Where a shop's system may listen on this machine; the settings allow this one address."""

    def __post_init__(self) -> None:
        """Lay the tables by the migrations, fill in floor, goods, stock and people; no orders."""
        self.app = create_app(
            Settings(
                database_url=f"sqlite:///{self.folder / DATABASE}",
                secret_key=SECRET,
                public_origins=(self.origin,),
                log_level="ERROR",
                keeping=self.folder,
                pwa=self.pwa,
            )
        )
        with self.app.app_context():
            upgrade()
            with transaction() as session:
                moment = now().astimezone(WAREHOUSE_TIME)
                fill(session, SEED, moment, self.folder, lambda _line: None)
            db.engine.dispose()
        shutil.copyfile(self.folder / DATABASE, self.folder / "template.sqlite3")

    @property
    def origin(self) -> str:
        """Where browsers find it."""
        return f"http://127.0.0.1:{self.port}"

    def renew(self) -> None:
        """Forget every journey that was."""
        with self.app.app_context():
            db.engine.dispose()
            for name in (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm"):
                (self.folder / name).unlink(missing_ok=True)
            shutil.copyfile(self.folder / "template.sqlite3", self.folder / DATABASE)
            doorkeeper().forget()
            forget_everything()
            self.app.extensions["limits"].reset()
            # Emptied, not laid anew: the nursery has found its tables there once for all.
            self.app.extensions["jobs"].flush()

    @property
    def environment(self) -> dict[str, str]:
        """What the programs of this house are told."""
        return {
            **os.environ,
            "TANABAN_VAR": str(self.folder),
            "TANABAN_PWA": str(self.pwa),
            "TANABAN_HOST": "127.0.0.1",
            "TANABAN_PORT": str(self.port),
            "PUBLIC_ORIGIN": self.origin,
            "WEBHOOK_ADDRESSES_ALLOWED": f"127.0.0.1:{self.shop_port}",
            "FOLDERS_ROOT": str(self.folder),
            "SECRET_KEY": SECRET,
            "LOG_LEVEL": "WARNING",
        }

    def open(self) -> None:
        """Start the server, unless it runs."""
        if self.is_open:
            return
        if self.nursery is None:
            self.nursery = self.begin("gunicorn", "--config", GUNICORN, "wsgi:app")
        else:
            self.signal_servers(signal.SIGKILL)
        deadline = time.monotonic() + START_SECONDS_MAX
        while not self.answers():
            assert self.nursery.poll() is None, self.log
            assert time.monotonic() < deadline, self.log
            time.sleep(0.05)
        self.is_open = True

    def signal_servers(self, number: signal.Signals) -> None:
        """Tell the server of the last journey to stand still, or to go and leave its place."""
        assert self.nursery is not None, "no journey without a nursery"
        for path in Path(f"/proc/{self.nursery.pid}/task").glob("*/children"):
            for server in path.read_text("ascii").split():
                os.kill(int(server), number)
                deadline = time.monotonic() + STOP_SECONDS_MAX
                while number == signal.SIGKILL and Path(f"/proc/{server}").exists():
                    assert time.monotonic() < deadline, f"{server} stays: {self.log}"
                    time.sleep(0.01)

    def start_worker(self) -> None:
        """Start what brings order files in; on a busy machine it takes a while until it does."""
        worker = self.start("flask", "worker", "run")
        deadline = time.monotonic() + START_SECONDS_MAX
        # While it reads the application it is one thread; its work it does in several.
        while len(list(Path(f"/proc/{worker.pid}/task").iterdir())) == 1:
            assert worker.poll() is None, self.log
            assert time.monotonic() < deadline, self.log
            time.sleep(0.05)

    def start(self, name: str, *words: str) -> "subprocess.Popen[bytes]":
        """Run one of our programs until the house closes."""
        program = self.begin(name, *words)
        self.programs.append(program)
        return program

    def begin(self, name: str, *words: str) -> "subprocess.Popen[bytes]":
        """Run one of our programs; what it says goes into the log."""
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                [str(BIN / name), *words],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def answers(self) -> bool:
        """Whether the server is up."""
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{self.origin}/healthz", timeout=1).close()
            return True
        return False

    @property
    def log(self) -> str:
        """What the programs said."""
        return (self.folder / "log").read_text("utf-8")

    def close(self) -> None:
        """Stop what runs, without waiting for sockets that are open."""
        for program in self.programs:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(program.pid, signal.SIGINT)
        for program in self.programs:
            program.wait(STOP_SECONDS_MAX)
        self.programs.clear()
        if self.is_open:
            self.signal_servers(signal.SIGSTOP)
        self.is_open = False

    def tear_down(self) -> None:
        """End the nursery with the last server."""
        if self.nursery is not None:
            os.killpg(self.nursery.pid, signal.SIGKILL)
            self.nursery.wait(STOP_SECONDS_MAX)

    def command(self, *words: str) -> str:
        """What `flask WORDS` prints; it must succeed."""
        done = subprocess.run(
            [str(BIN / "flask"), *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def expect_sound_books(self) -> None:
        """`flask fsck` must find nothing."""
        with self.app.app_context(), reading() as session:
            wrong = findings(session)
        assert not wrong, wrong

    # --- who and what is there ---------------------------------------------------------------

    def crew(self, role: str) -> list[Member]:
        """The demo's people of a role, with badge and PIN."""
        cards = json.loads((self.folder / PEOPLE_FILE).read_text("utf-8"))
        with self.app.app_context(), reading() as session:
            ids = {card.badge: card.id for card in people.everybody(session)}
        return [
            Member(
                ids[code_of_label(card["badge"])], card["name"], role, card["badge"], card["pin"]
            )
            for card in cards
            if card["role"] == role
        ]

    def enrolment_code(self, kind: str) -> str:
        """The code in the QR code that lets one device in."""
        with self.app.app_context(), transaction() as session:
            return devices.open_enrolment(session, kind=kind).code

    def at_work(self, kind: str, member: Member) -> Screen:
        """A device that is enrolled, with somebody logged in: what a long shift begins with."""
        with self.app.app_context(), transaction() as session:
            enrolled = devices.enrol(session, kind=kind)
            begun = people.begin_floor_session(
                session, person_id=member.id, device_id=enrolled.device_id, at=now()
            )
        client = client_of(self.app)
        client.set_cookie("tanaban_device", enrolled.credential)
        client.set_cookie("tanaban_session", begun.token)
        return Screen(client, member.id, enrolled.device_id, begun.public_id, member.badge)

    def at_desk(self, name: str = "田中 恵", *, role: str = "administrator") -> Screen:
        """An administrator, or somebody of another role, logged in."""
        with self.app.app_context(), transaction() as session:
            person_id = people.hire(
                session,
                name=name,
                role=role,
                login=f"desk-{now():%f}",
                password=PASSWORD,
            )
            begun = people.begin_office_session(session, person_id=person_id, at=now())
        client = client_of(self.app)
        client.set_cookie("tanaban_session", begun.token)
        return Screen(client, person_id=person_id, session=begun.public_id)

    def speak(self, language: str) -> None:
        """Everybody who works here reads this language."""
        with self.app.app_context(), transaction() as session:
            session.execute(update(Person).values(language=language))

    def bring_in(self, orders: Sequence[DemoOrder]) -> None:
        """Bring orders of one shop in by their file."""
        shop = orders[0].shop
        preview = exchange_of(self.app, shop, file_of(orders))
        assert preview.orders_new == len(orders), preview

    def release(self, desk: Screen, **choice: Any) -> dict[str, Any]:
        """Release every order that has stock."""
        everything: dict[str, Any] = {
            "shops": [],
            "carriers": [],
            "ship_by_before": None,
            "totes_per_cart": 4,
            "carts_max": None,
        }
        answer = desk.post("/waves", everything | choice)
        assert answer.status_code == 201, answer.text
        wave: dict[str, Any] = answer.get_json()
        return wave

    def pick_everything(self) -> list[str]:
        """Somebody else has picked what was released; the totes that now wait to be packed."""
        worker = Worker(self.at_work("handheld", self.crew("picker")[-1]))
        totes: list[str] = []
        for nth, _ in enumerate(worker.open_tasks("pick"), start=1):
            totes += self.pick_next(worker, f"C-{nth:02d}", first_tote=len(totes) + 1)
        return totes

    def pick_next(self, worker: Worker, cart: str, *, first_tote: int) -> list[str]:
        """Walk the next cart to its end; its totes."""
        job = worker.take_next("pick")
        totes = [f"T-{first_tote + nth:04d}" for nth, _ in enumerate(job["slots"])]
        worker.load_cart(cart, totes)
        worker.walk(codes_of(job))
        return totes

    def pack_tote(self, worker: Worker, tote: str, slip: str) -> None:
        """Pack what is in a tote and close the parcel."""
        job = worker.take_tote(tote)
        assert worker.pack(codes_of(job), slip)["verdict"] == "accept"

    def want_serials(self) -> None:
        """The office wants the serial number of whatever is packed from now on."""
        with self.app.app_context(), transaction() as session:
            session.execute(
                update(table_of(Product)).where(Product.kind == "goods").values(wants_serial=True)
            )

    def new_code_on(self, known: str, jan: str) -> None:
        """The maker has put a new code on an article, and the office has entered it."""
        with self.app.app_context(), transaction() as session:
            one = session.scalars(
                select(Barcode).where(Barcode.code == item_code(known)).limit(1)
            ).one()
            session.add(
                Barcode(
                    owner_id=one.owner_id,
                    product_id=one.product_id,
                    code=item_code(jan) or jan,
                    raw=jan,
                )
            )

    def handed_in(self) -> list[HandedIn]:
        """Every scan that devices handed in, in the order of the device that made them."""
        statement = (
            select(DeviceEvent, EventVerdict)
            .join(EventVerdict, EventVerdict.event_id == DeviceEvent.event_id)
            .order_by(DeviceEvent.device_id, DeviceEvent.incarnation, DeviceEvent.seq)
        )
        with self.app.app_context(), reading() as session:
            return [
                HandedIn(event.seq, event.raw, event.via, verdict.verdict, verdict.agrees)
                for event, verdict in session.execute(statement)
            ]


def codes_of(job: dict[str, Any]) -> dict[int, str]:
    """The code on one piece of each product of a job."""
    return {code["product"]: text for text, code in job["codes"].items() if code["quantity"] == 1}


def exchange_of(app: Flask, shop: DemoShop, content: bytes) -> exchange.Preview:
    """Hand a file in and bring it in, as the office does by two presses."""
    with app.app_context():
        preview = exchange.hand_in(shop=shop.code, name=f"{shop.code}.csv", content=content)
        assert isinstance(preview, exchange.Preview), preview
        with transaction() as session:
            begin(session, preview.id)
        exchange.bring_in(preview.id)
        return preview


def file_of(orders: Sequence[DemoOrder]) -> bytes:
    """The order file as the shop of these orders exports it."""
    written = shopify_file if orders[0].shop.profile == "shopify" else next_engine_file
    return written(orders)


SHOPIFY, NEXT_ENGINE = SHOPS[0], SHOPS[1]


def small_orders(shop: DemoShop, count: int, *, pieces: int = 3) -> list[DemoOrder]:
    """Orders of the last day with stock and few pieces; the first has lines of one piece each."""
    moment = now().astimezone(WAREHOUSE_TIME)
    left: Counter[str] = Counter()
    for lying in stock_of_the_day(SEED, moment.date()):
        left[lying.sku] += lying.pieces
    drawn = orders_until(moment, seed=SEED, count=200, shops=(shop,), first=7001)
    small = [
        order
        for order in drawn
        if sum(line.pieces for line in order.lines) <= pieces
        # The door would hold it until somebody has looked.
        and not cp932.unwritable(order.customer.name)
        and all(left[line.product.sku] >= pieces * count for line in order.lines)
    ]
    several = [
        order
        for order in small
        if len(order.lines) > 1 and all(line.pieces == 1 for line in order.lines)
    ]
    single = [order for order in small if len(order.lines) == 1]
    return [several[0], *single[: count - 1]]


@contextlib.contextmanager
def standing(folder: Path, pwa: Path) -> Iterator[House]:
    """A house for some journeys, at an address of its own."""
    house = House(folder, free_port(), pwa)
    try:
        yield house
    finally:
        house.tear_down()


@contextlib.contextmanager
def renewed(house: House) -> Iterator[House]:
    """A house for one journey; afterwards nothing in its books may contradict itself."""
    house.renew()
    try:
        yield house
        house.expect_sound_books()
    finally:
        house.close()


__all__ = [
    "NEXT_ENGINE",
    "SHOPIFY",
    "House",
    "Member",
    "file_of",
    "order_number",
    "renewed",
    "small_orders",
    "standing",
]
