"""Writing the demo into the tables: owners, products, places, stock, people, campaigns."""

import hashlib
from datetime import date, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from scripts.demo_warehouse.crew import Member
from scripts.demo_warehouse.layout import ZONES, front, shelves, virtual
from scripts.demo_warehouse.pictures import Look, picture_of
from scripts.demo_warehouse.products import DemoProduct, demo_products
from scripts.demo_warehouse.shops import CARRIERS, FLYERS, LABEL_PROGRAMS, SERVICE_LIMITS, SHOPS
from scripts.demo_warehouse.stocking import stock_of_the_day
from server import catalog, people, receiving, stock
from server.catalog.records import Barcode, Carrier, Owner, Product, ProductPicture, Shop
from server.flyers.records import Campaign
from server.foundation import now, table_of
from server.places.records import Place, Warehouse, Zone
from server.vocabulary import customer_key, gtin14, label_of

VALID_FROM = "2024-01-01"
NOTICE_PIECES = 24


def is_empty(session: Session) -> bool:
    """Whether there is neither a warehouse nor an owner yet."""
    return session.scalar(select(Warehouse.id).limit(1)) is None and (
        session.scalar(select(Owner.id).limit(1)) is None
    )


def register_shops(session: Session) -> None:
    """Write carriers, owners and their shops."""
    for carrier in CARRIERS:
        session.add(
            Carrier(
                code=carrier.code,
                name=carrier.name,
                name_en=carrier.name_en,
                cutoff_time=carrier.cutoff_time,
                aliases=list(carrier.aliases),
                valid_from=VALID_FROM,
            )
        )
    for limit in SERVICE_LIMITS:
        catalog.set_service_limit(session, limit, VALID_FROM)
    for shop in SHOPS:
        owner = Owner(code=shop.owner_code, name=shop.owner_name)
        session.add(owner)
        session.flush()
        session.add(
            Shop(
                owner_id=owner.id,
                code=shop.code,
                name=shop.name,
                carrier_code=shop.carriers[0][0],
                settings={"profile": shop.profile},
            )
        )
    session.flush()
    register_senders(session)
    register_customer_terms(session)


def register_customer_terms(session: Session) -> None:
    """A customer that asks more of goods than its shop: a restaurant that buys tea."""
    owners = {owner.code: owner.id for owner in catalog.owners(session)}
    secret: str = current_app.extensions["settings"].secret_key
    key = customer_key(secret.encode(), mail="shiire@tsukinofune.example", phone="")
    terms = {"least_days_left": 60, "never_older": True, "keeps_one_lot": True}
    catalog.set_customer_terms(
        session, owners[SHOPS[1].owner_code], key, {"name": "料亭 月の舟", **terms}
    )


def register_senders(session: Session) -> None:
    """Write who sends each shop's parcels, and contracts that charge nobody."""
    for shop in catalog.shops(session):
        demo = next(one for one in SHOPS if one.code == shop.code)
        sender = catalog.SenderCard(
            name=demo.owner_name,
            postal_code="135-0000",
            prefecture="東京都",
            address="江東区架空町1-2-3",
            building="東京倉庫（デモ）",
            phone="03-0000-0000",
            contents=demo.contents,
        )
        contracts = [
            catalog.ContractCard(carrier, layout, "000000000000", "", "01")
            for carrier, layout in LABEL_PROGRAMS.items()
        ]
        catalog.set_sender(session, shop.id, sender, contracts)


def register_floor(session: Session) -> int:
    """Write the warehouse, its zones and every place; how many places."""
    warehouse = Warehouse(code="TOKYO", name="東京倉庫（デモ）")
    session.add(warehouse)
    session.flush()
    zones = {
        zone.code: Zone(warehouse_id=warehouse.id, code=zone.code, name=zone.name) for zone in ZONES
    }
    session.add_all(zones.values())
    session.flush()
    rows = [
        {
            "warehouse_id": warehouse.id,
            "zone_id": zones[spot.zone].id if spot.zone else None,
            "code": spot.code,
            "kind": spot.kind,
            "aisle": spot.aisle,
            "x_millimetres": spot.x_mm,
            "y_millimetres": spot.y_mm,
            "level": spot.level,
            "walk_order": spot.walk_order,
        }
        for spot in (*shelves(), *front(), *virtual())
    ]
    session.execute(insert(table_of(Place)), rows)
    return len(rows)


def register_products(session: Session) -> int:
    """Write every product and flyer with its codes and its picture; how many."""
    owners = owner_ids(session)
    moment = now()
    goods: list[dict[str, Any]] = [
        {
            "owner_id": owners[product.shop.owner_code],
            "sku": product.sku,
            "name": product.name,
            "variant": product.goods.variant,
            "kind": "goods",
            "category": product.goods.family.category,
            "has_lots": product.goods.family.has_lots,
            "expires": product.goods.family.keeps_days > 0,
            "weight_grams": product.goods.weight_grams,
            "thickness_mm": product.goods.thickness_mm,
            "price_yen": product.goods.price_yen,
            "wants_serial": product.goods.family.wants_serial,
            "created_at": moment,
        }
        for product in demo_products()
    ]
    shop_owners = {shop.code: owners[shop.owner_code] for shop in SHOPS}
    flyers = [
        {
            "owner_id": shop_owners[flyer.shop_code],
            "sku": flyer.code,
            "name": flyer.name,
            "variant": "",
            "kind": "flyer",
            "category": "チラシ",
            "has_lots": False,
            "expires": False,
            "weight_grams": 6,
            "thickness_mm": 1,
            "price_yen": None,
            "wants_serial": False,
            "created_at": moment,
        }
        for flyer in FLYERS
    ]
    session.execute(insert(table_of(Product)), goods + flyers)
    register_codes(session)
    register_pictures(session)
    return len(goods) + len(flyers)


def owner_ids(session: Session) -> dict[str, int]:
    """Owners by code."""
    return dict(session.execute(select(Owner.code, Owner.id)).all())


def product_ids(session: Session) -> dict[str, tuple[int, int]]:
    """Product and owner by SKU; in the demo no two owners share one."""
    rows = session.execute(select(Product.sku, Product.id, Product.owner_id))
    return {sku: (product_id, owner_id) for sku, product_id, owner_id in rows}


def register_codes(session: Session) -> None:
    """Write what can be scanned on products: JAN or SKU, the case's code, the flyer's label."""
    known = product_ids(session)
    found = [
        (product.sku, raw, pieces)
        for product in demo_products()
        for raw, pieces in codes_on(product)
    ]
    rows = [
        {
            "owner_id": known[sku][1],
            "product_id": known[sku][0],
            "code": gtin14(raw) or raw,
            "raw": raw,
            "quantity_pieces": pieces,
        }
        for sku, raw, pieces in found
    ]
    rows += [
        {
            "owner_id": known[flyer.code][1],
            "product_id": known[flyer.code][0],
            "code": flyer.code,
            "raw": label_of(flyer.code),
            "quantity_pieces": 1,
        }
        for flyer in FLYERS
    ]
    session.execute(insert(table_of(Barcode)), rows)


def codes_on(product: DemoProduct) -> list[tuple[str, int]]:
    """The codes on a product and its case, each with the pieces that a scan means."""
    codes = [(product.jan or product.sku, 1)]
    if product.case_code:
        codes.append((product.case_code, product.goods.family.case_pieces))
    return codes


def register_pictures(session: Session) -> None:
    """Draw every product and flyer."""
    known = product_ids(session)
    looks: list[tuple[str, Look]] = [
        (product.sku, product.goods.look) for product in demo_products()
    ]
    looks += [(flyer.code, flyer.look) for flyer in FLYERS]
    rows = []
    for sku, look in looks:
        content = picture_of(look).encode()
        rows.append(
            {
                "product_id": known[sku][0],
                "media_type": "image/svg+xml",
                "content": content,
                "digest": hashlib.sha256(content).hexdigest()[:16],
            }
        )
    session.execute(insert(table_of(ProductPicture)), rows)


def receive_stock(session: Session, seed: int, today: date) -> int:
    """Take the stock in from SUPPLIER, through the ledger; how many pieces."""
    places = dict(session.execute(select(Place.code, Place.id)).all())
    known = product_ids(session)
    lying = stock_of_the_day(seed, today)
    stock.receive(
        session,
        [
            stock.Delivery(
                place_id=places[one.place],
                product_id=known[one.sku][0],
                quantity_pieces=one.pieces,
                lot=one.lot,
                expires_on=one.expires_on,
            )
            for one in lying
        ],
        person_id=None,
    )
    return sum(one.pieces for one in lying)


def register_campaigns(session: Session, today: date) -> None:
    """Write who gets which flyer."""
    known = product_ids(session)
    shops = dict(session.execute(select(Shop.code, Shop.id)).all())
    for nth, flyer in enumerate(FLYERS):
        session.add(
            Campaign(
                owner_id=known[flyer.code][1],
                code=flyer.code.replace("F-", "CP-"),
                name=flyer.name,
                shop_id=shops[flyer.shop_code],
                product_id=known[flyer.code][0],
                audience=flyer.audience,
                ordered_from=day_from(today, flyer.from_day),
                ordered_until=day_from(today, flyer.until_day),
                reason_ja=flyer.reason_ja,
                reason_en=flyer.reason_en,
                priority=len(FLYERS) - nth,
                **flyer.caps,
            )
        )


def register_notices(session: Session, seed: int, today: date) -> int:
    """Announce, for today, what each owner has sold out; how many notices."""
    known = product_ids(session)
    here = {one.sku for one in stock_of_the_day(seed, today)}
    for nth, shop in enumerate(SHOPS, start=1):
        missing = [
            product.sku
            for product in demo_products()
            if product.shop.code == shop.code and product.sku not in here
        ]
        announced = receiving.Announced(
            owner_id=known[missing[0]][1],
            number=f"PO-{today:%y%m%d}-{nth}",
            supplier=shop.supplier,
            expected_on=today.isoformat(),
            pieces={known[sku][0]: NOTICE_PIECES for sku in missing},
        )
        assert isinstance(receiving.expect_goods(session, announced), int)
    return len(SHOPS)


def day_from(today: date, days: int | None) -> str | None:
    """A day counted from today; none stays none."""
    return None if days is None else (today + timedelta(days=days)).isoformat()


def hire_crew(session: Session, members: list[Member]) -> None:
    """Hire the crew."""
    for member in members:
        people.hire(
            session,
            name=member.name,
            role=member.role,
            language=member.language,
            badge=member.badge,
            pin=member.pin,
        )
