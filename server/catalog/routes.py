"""Shops, carriers and pictures of products."""

from datetime import datetime
from typing import Any

from flask import Response
from sqlalchemy.orm import Session

from server.catalog.limits import (
    ServiceLimit,
    end_service_limit,
    service_limits,
    set_service_limit,
)
from server.catalog.matching import match_codes
from server.catalog.measures import MEASURES, measures, set_measures
from server.catalog.queries import carriers, owners, picture_of, product_cards, shops
from server.catalog.schemas import (
    CarriersAnswer,
    MeasuresAnswer,
    MeasuresBody,
    MeasuresQuery,
    PictureQuery,
    SerialProductBody,
    SerialProductsAnswer,
    ServiceLimitBody,
    ServiceLimitsAnswer,
    ShopsAnswer,
)
from server.catalog.terms import products_with_serials, want_serial
from server.foundation import (
    WAREHOUSE_TIME,
    RoomRoutes,
    allow,
    reading,
    refuse,
    today,
    transaction,
)

routes = RoomRoutes("catalog", "Shops, carriers and products.")

FOR_EVER = "private, max-age=31536000, immutable"
MEASURES_MOST = 200
A_WHILE = "private, max-age=300"
ONLY_A_PICTURE = "default-src 'none'; frame-ancestors 'none'; sandbox"
"""An SVG that is opened by itself is a document: it may run and load nothing."""


@routes.get("/shops")
@allow.staff
@routes.response(200, ShopsAnswer)
def list_shops() -> dict[str, Any]:
    """All shops, by code."""
    with reading() as session:
        return {
            "shops": [
                {"code": shop.code, "name": shop.name, "carrier": shop.carrier_code}
                for shop in shops(session)
            ]
        }


@routes.get("/carriers")
@allow.staff
@routes.response(200, CarriersAnswer)
def list_carriers() -> dict[str, Any]:
    """The carriers of today with their cut-off, the earliest first."""
    day = today()
    with reading() as session:
        return {
            "carriers": [
                {
                    "code": carrier.code,
                    "name": {"ja": carrier.name, "en": carrier.name_en},
                    "cutoff_at": moment_of(day, carrier.cutoff_time),
                }
                for carrier in carriers(session, day)
            ]
        }


@routes.get("/products/serials")
@allow.people("supervisor", "administrator")
@routes.response(200, SerialProductsAnswer)
def list_serial_products() -> dict[str, Any]:
    """Goods of which each piece is asked for its serial number at packing."""
    with reading() as session:
        cards = product_cards(session, products_with_serials(session))
        names = {owner.id: owner.name for owner in owners(session)}
    rows = [
        {
            "product": card.id,
            "owner": names[card.owner_id],
            "sku": card.sku,
            "name": card.name,
            "variant": card.variant,
        }
        for card in cards.values()
    ]
    return {"products": sorted(rows, key=lambda row: (row["owner"], row["sku"]))}


@routes.post("/products/serials")
@allow.people("supervisor", "administrator")
@routes.arguments(SerialProductBody)
@routes.response(204)
@routes.alt_response(404, description="`owner_unknown` or `product_unknown`")
@routes.alt_response(422, description="`flyers_have_no_serial`")
def begin_serials(body: dict[str, str]) -> Response:
    """Ask each piece of these goods for its serial number, from the next parcel on."""
    with transaction() as session:
        owner_id = owner_of(session, body["owner"])
        found = match_codes(session, owner_id, [body["product"]]).get(body["product"])
        if found is None:
            refuse(404, "product_unknown", "There is no such product.", product=body["product"])
        if not want_serial(session, found.product_id, wants=True):
            refuse(422, "flyers_have_no_serial", "Printed matter has no serial numbers.")
    return Response(status=204)


@routes.delete("/products/serials/<int:product_id>")
@allow.people("supervisor", "administrator")
@routes.response(204)
@routes.alt_response(404, description="`product_unknown`")
def end_serials(product_id: int) -> Response:
    """Ask for no more serial numbers; those that were recorded stay."""
    with transaction() as session:
        if not want_serial(session, product_id, wants=False):
            refuse(404, "product_unknown", "There is no such product.")
    return Response(status=204)


@routes.get("/products/measures")
@allow.people("supervisor", "administrator")
@routes.arguments(MeasuresQuery, location="query")
@routes.response(200, MeasuresAnswer)
@routes.alt_response(404, description="`owner_unknown`")
def list_measures(query: dict[str, str]) -> dict[str, Any]:
    """What an owner's goods and flyers are like; those that nobody measured first."""
    with reading() as session:
        found = measures(session, owner_of(session, query["owner"]), query["q"], most=MEASURES_MOST)
    return {
        "products": [
            {
                "product": one["id"],
                "sku": one["sku"],
                "name": f"{one['name']} {one['variant']}".strip(),
                "kind": one["kind"],
                **{name: one[name] for name in MEASURES},
            }
            for one in found
        ]
    }


@routes.post("/products/measures")
@allow.people("supervisor", "administrator")
@routes.arguments(MeasuresBody)
@routes.response(204)
@routes.alt_response(404, description="`owner_unknown` or `product_unknown`: nothing is written")
def write_measures(body: dict[str, Any]) -> Response:
    """Write down what products are like; rules and flyers go by it from now on."""
    with transaction() as session:
        unknown = set_measures(session, owner_of(session, body["owner"]), body["products"])
        if unknown:
            refuse(404, "product_unknown", "There is no such product.", product=unknown[0])
    return Response(status=204)


@routes.get("/carriers/limits")
@allow.people("supervisor", "administrator")
@routes.response(200, ServiceLimitsAnswer)
def list_limits() -> dict[str, Any]:
    """What carriers take by service today: how thick and heavy a parcel is at most."""
    with reading() as session:
        found = service_limits(session, today())
    return {
        "limits": [
            {
                "carrier": one.carrier_code,
                "service": one.service,
                "thickness_mm_max": one.thickness_mm_max,
                "weight_grams_max": one.weight_grams_max,
            }
            for one in found
        ]
    }


@routes.post("/carriers/limits")
@allow.people("supervisor", "administrator")
@routes.arguments(ServiceLimitBody)
@routes.response(204)
@routes.alt_response(404, description="`carrier_unknown`")
def write_limit(body: dict[str, Any]) -> Response:
    """Say what a service takes from today on; flyers are planned by it from now on."""
    day = today()
    with transaction() as session:
        if body["carrier"] not in {one.code for one in carriers(session, day)}:
            refuse(404, "carrier_unknown", "There is no such carrier.", carrier=body["carrier"])
        limit = ServiceLimit(
            body["carrier"], body["service"], body["thickness_mm_max"], body["weight_grams_max"]
        )
        if limit.thickness_mm_max is None and limit.weight_grams_max is None:
            end_service_limit(session, limit.carrier_code, limit.service, day)
        else:
            set_service_limit(session, limit, day)
    return Response(status=204)


@routes.get("/products/<int:product_id>/picture")
@allow.device_or_staff
@routes.arguments(PictureQuery, location="query")
@routes.response(200, description="The picture, as an image.", content_type="image/svg+xml")
@routes.alt_response(404, description="`picture_unknown`")
def show_picture(query: dict[str, str], product_id: int) -> Response:
    """What the picker compares the goods with."""
    with reading() as session:
        found = picture_of(session, product_id)
    if found is None:
        refuse(404, "picture_unknown", "There is no picture of this product.")
    media_type, content, digest = found
    response = Response(content, mimetype=media_type)
    response.headers["Cache-Control"] = FOR_EVER if query["v"] == digest else A_WHILE
    response.headers["Content-Security-Policy"] = ONLY_A_PICTURE
    response.set_etag(digest)
    return response


def owner_of(session: Session, code: str) -> int:
    """The owner of a code; refused where there is none."""
    owner_id = next((one.id for one in owners(session) if one.code == code), None)
    if owner_id is None:
        refuse(404, "owner_unknown", "There is no such owner.", owner=code)
    return owner_id


def moment_of(day: str, time_of_day: str) -> datetime:
    """A time of a day in the warehouse, as a moment."""
    return datetime.fromisoformat(f"{day}T{time_of_day}").replace(tzinfo=WAREHOUSE_TIME)
