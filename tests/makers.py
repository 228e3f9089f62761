"""A warehouse in a few lines. Numbers and codes count up, so nothing has to be named twice.

    tee = world.product("TEE-M", stock={"A-01-03": 5})
    order = world.order((tee, 2))
    picker = world.handheld()          # enrolled, a picker logged in
    answer = picker.post("/tasks/claim", {...})

Every method is its own transaction. What a test says nothing about is filled in.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from itertools import count
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from server import devices, people, stock
from server.catalog.records import Barcode, Carrier, Owner, Product, Shop
from server.flyers.records import Campaign
from server.foundation import now, reading, transaction
from server.orders.records import Order, OrderLine
from server.people.proofs import hash_secret
from server.people.records import Person
from server.places.records import Place, Warehouse, Zone
from server.vocabulary import item_code

PIN = "4711"
PASSWORD = "correct horse battery"
VIRTUAL = ("SUPPLIER", "CUSTOMER", "LOSS", "FOUND", "DISCREPANCY", "FLYER_USED")


@dataclass(frozen=True)
class MadeProduct:
    """A product and the code on it."""

    id: int
    sku: str
    jan: str


@dataclass(frozen=True)
class MadeOrder:
    """An order and its lines."""

    id: int
    external: str
    lines: list[int]


@dataclass(frozen=True)
class Screen:
    """A browser that knows our API, with whoever is logged in there."""

    client: FlaskClient
    person_id: int | None = None
    device_id: int | None = None
    session: str | None = None
    badge: str | None = None

    def get(self, path: str, **query: Any) -> TestResponse:
        """Ask."""
        return self.client.get(f"/api/v1{path}", query_string=query)

    def post(self, path: str, body: Any = None) -> TestResponse:
        """Do."""
        return self.client.post(f"/api/v1{path}", json=body)

    def patch(self, path: str, body: Any) -> TestResponse:
        """Change."""
        return self.client.patch(f"/api/v1{path}", json=body)

    def delete(self, path: str) -> TestResponse:
        """End."""
        return self.client.delete(f"/api/v1{path}")


@lru_cache
def hash_of(secret: str) -> str:
    """The hash of a secret, made once: making one takes longer than most tests."""
    return hash_secret(secret)


def client_of(app: Flask) -> FlaskClient:
    """A browser on our own page."""
    client = app.test_client()
    client.environ_base["HTTP_ORIGIN"] = app.extensions["settings"].public_origin
    return client


class World:
    """One warehouse, empty but for its walls: a zone, an owner, a shop, a carrier."""

    def __init__(self, app: Flask) -> None:
        """Take an application on a new database."""
        self.app = app
        self._numbers = count(1)

    def transaction(self) -> AbstractContextManager[Session]:
        """Open a transaction, for what has no maker."""
        return inside(self.app, transaction)

    def reading(self) -> AbstractContextManager[Session]:
        """Look into the database."""
        return inside(self.app, reading)

    @cached_property
    def warehouse_id(self) -> int:
        """The building, with the places goods come from and go to."""
        with self.transaction() as session:
            warehouse = Warehouse(code="TOKYO", name="東京倉庫")
            session.add(warehouse)
            session.flush()
            for code in VIRTUAL:
                session.add(Place(warehouse_id=warehouse.id, code=code, kind="virtual"))
            return warehouse.id

    @cached_property
    def owner_id(self) -> int:
        """Whose goods these are."""
        with self.transaction() as session:
            owner = Owner(code="MORI", name="森商店")
            session.add(owner)
            session.flush()
            return owner.id

    @cached_property
    def shop_id(self) -> int:
        """Where orders come from."""
        return self.shop("mori-main")

    @cached_property
    def carrier(self) -> str:
        """Who fetches the parcels, at 18:00."""
        with self.transaction() as session:
            session.add(
                Carrier(
                    code="yamato",
                    name="ヤマト運輸",
                    name_en="Yamato",
                    cutoff_time="18:00",
                    aliases=["ヤマト"],
                    valid_from="2020-01-01",
                )
            )
        return "yamato"

    def shop(self, code: str) -> int:
        """Open one more shop."""
        carrier, owner_id = self.carrier, self.owner_id
        with self.transaction() as session:
            shop = Shop(owner_id=owner_id, code=code, name=code, carrier_code=carrier)
            session.add(shop)
            session.flush()
            return shop.id

    def zone(self, code: str) -> int:
        """A part of the floor."""
        warehouse_id = self.warehouse_id
        with self.transaction() as session:
            known = session.query(Zone).filter_by(code=code).one_or_none()
            if known is not None:
                return known.id
            zone = Zone(warehouse_id=warehouse_id, code=code, name=f"Zone {code}")
            session.add(zone)
            session.flush()
            return zone.id

    def place(self, name: str, *, kind: str = "shelf") -> int:
        """A shelf by its name (`A-01-03`), or a tote, cart or station by its code (`T-0001`)."""
        code = f"L-{name}" if kind in {"shelf", "rack", "dock", "quarantine"} else name
        zone_id = self.zone(name[0]) if kind == "shelf" else None
        warehouse_id, number = self.warehouse_id, next(self._numbers)
        with self.transaction() as session:
            known = session.query(Place).filter_by(code=code).one_or_none()
            if known is not None:
                return known.id
            place = Place(
                warehouse_id=warehouse_id,
                zone_id=zone_id,
                code=code,
                kind=kind,
                aisle="-".join(name.split("-")[:2]) if kind == "shelf" else "",
                x_millimetres=number * 1000,
                walk_order=number,
            )
            session.add(place)
            session.flush()
            return place.id

    def product(
        self,
        sku: str | None = None,
        *,
        kind: str = "goods",
        stock: dict[str, int] | None = None,
        **more: Any,
    ) -> MadeProduct:
        """A product with a JAN code, and what of it lies where."""
        number = next(self._numbers)
        owner_id = self.owner_id
        sku = sku or f"SKU-{number}"
        jan = jan_of(number)
        with self.transaction() as session:
            product = Product(
                owner_id=owner_id,
                sku=sku,
                name=f"{sku} 商品",
                kind=kind,
                created_at=now(),
                **more,
            )
            session.add(product)
            session.flush()
            session.add(
                Barcode(
                    owner_id=owner_id, product_id=product.id, code=item_code(jan) or jan, raw=jan
                )
            )
            made = MadeProduct(product.id, sku, jan)
        for place, pieces in (stock or {}).items():
            self.receive(made, place, pieces)
        return made

    def receive(
        self, product: MadeProduct, place: str, pieces: int, *, lot: str = "", kind: str = "shelf"
    ) -> None:
        """Put goods on a shelf."""
        place_id = self.place(place, kind=kind)
        with self.transaction() as session:
            stock.receive(
                session, [stock.Delivery(place_id, product.id, pieces, lot)], person_id=None
            )

    def lying_in(self, place: str) -> dict[tuple[str, str], int]:
        """What the book says lies on a shelf: (sku, lot) → pieces."""
        place_id = self.place(place)
        with self.reading() as session:
            contents = stock.contents_of(session, [place_id])
            skus = {one.product_id: session.get(Product, one.product_id) for one in contents}
            return {
                (product.sku, one.lot): one.quantity_pieces
                for one in contents
                if (product := skus[one.product_id]) is not None
            }

    def flyer(
        self, code: str, *, pieces: int = 100, audience: str = "all", **more: Any
    ) -> MadeProduct:
        """A campaign with its flyers on a rack of their own."""
        lying = {f"F-{code}": pieces} if pieces else {}
        product = self.product(code, kind="flyer", stock=lying)
        with self.transaction() as session:
            session.add(
                Campaign(
                    owner_id=self.owner_id,
                    code=code,
                    name=code,
                    product_id=product.id,
                    audience=audience,
                    reason_ja="全員に",
                    reason_en="for everybody",
                    **more,
                )
            )
        return product

    def order_row(self, moment: datetime, **more: Any) -> dict[str, Any]:
        """An order's own columns."""
        number = next(self._numbers)
        return {
            "owner_id": self.owner_id,
            "shop_id": self.shop_id,
            "external_no": f"M-{number:05d}",
            "row_digest": hashlib.sha256(str(number).encode()).hexdigest(),
            "stage": "waiting",
            "stage_since": moment,
            "ordered_at": moment,
            "imported_at": moment,
            "ship_by": moment + timedelta(hours=4),
            "carrier_code": self.carrier,
            "customer_key": f"customer-{number}",
            "consignee": {"name": f"客 {number}", "postal_code": "100-0001"},
            **more,
        }

    def order(
        self,
        *lines: tuple[MadeProduct, int],
        shop_id: int | None = None,
        is_reserved: bool = True,
        **more: Any,
    ) -> MadeOrder:
        """An order for these products and pieces; its stock is reserved where there is enough."""
        facts = self.order_row(now(), **({"shop_id": shop_id} if shop_id else {}), **more)
        with self.transaction() as session:
            order = Order(**facts)
            session.add(order)
            session.flush()
            made = [
                OrderLine(
                    order_id=order.id,
                    line_no=nth,
                    product_id=product.id,
                    external_sku=product.sku,
                    quantity_pieces=pieces,
                )
                for nth, (product, pieces) in enumerate(lines, start=1)
            ]
            session.add_all(made)
            session.flush()
            if is_reserved:
                stock.reserve_orders(session, [order.id])
            return MadeOrder(order.id, order.external_no, [line.id for line in made])

    def person(self, role: str = "picker", **more: Any) -> int:
        """Somebody who works here, with badge `B-<number>`, PIN and password."""
        number = next(self._numbers)
        known = {
            "name": f"{role} {number}",
            "badge": f"B-{number:04d}",
            "pin": PIN,
            "login": f"{role}{number}",
            "password": PASSWORD,
        } | more
        pin, password = known.pop("pin"), known.pop("password")
        with self.transaction() as session:
            person_id = people.hire(session, role=role, **known)
            person = session.get(Person, person_id)
            assert person is not None
            person.pin_hash, person.password_hash = hash_of(pin), hash_of(password)
            return person_id

    def device(self, kind: str = "handheld") -> Screen:
        """An enrolled device that nobody is logged in on."""
        with self.transaction() as session:
            enrolled = devices.enrol(session, kind=kind)
        client = client_of(self.app)
        client.set_cookie("tanaban_device", enrolled.credential)
        return Screen(client, device_id=enrolled.device_id)

    def handheld(self, role: str = "picker", *, kind: str = "handheld") -> Screen:
        """An enrolled device with somebody of this role at work on it."""
        return self.at_work(self.device(kind), self.person(role))

    def tablet(self, role: str = "packer") -> Screen:
        """A packing tablet with somebody at it."""
        return self.handheld(role, kind="tablet")

    def at_work(self, screen: Screen, person_id: int) -> Screen:
        """Put somebody to work on a device, past the PIN."""
        assert screen.device_id is not None
        with self.transaction() as session:
            begun = people.begin_floor_session(
                session, person_id=person_id, device_id=screen.device_id, at=now()
            )
            badge = people.person_cards(session, [person_id])[person_id].badge
        screen.client.set_cookie("tanaban_session", begun.token)
        return Screen(screen.client, person_id, screen.device_id, begun.public_id, badge)

    def office(self, role: str = "administrator") -> Screen:
        """A browser at a desk with somebody of this role."""
        person_id = self.person(role)
        with self.transaction() as session:
            begun = people.begin_office_session(session, person_id=person_id, at=now())
        client = client_of(self.app)
        client.set_cookie("tanaban_session", begun.token)
        return Screen(client, person_id=person_id, session=begun.public_id)

    def stage_of(self, order: MadeOrder) -> str:
        """How far an order is."""
        with self.reading() as session:
            found = session.get(Order, order.id)
            assert found is not None
            return found.stage


def jan_of(number: int) -> str:
    """A JAN code of our own range (20…), with its check digit."""
    body = f"20{number:010d}"
    total = sum(int(digit) * (3 if nth % 2 else 1) for nth, digit in enumerate(body))
    return f"{body}{-total % 10}"


@contextmanager
def inside(app: Flask, opens: Callable[[], AbstractContextManager[Session]]) -> Iterator[Session]:
    """A transaction with the application around it."""
    with app.app_context(), opens() as session:
        yield session
