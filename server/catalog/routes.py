"""Shops, carriers and pictures of products."""

from datetime import datetime
from typing import Any

from flask import Response

from server.catalog.queries import carriers, picture_of, shops
from server.catalog.schemas import CarriersAnswer, PictureQuery, ShopsAnswer
from server.foundation import WAREHOUSE_TIME, RoomRoutes, allow, reading, refuse, today

routes = RoomRoutes("catalog", "Shops, carriers and products.")

FOR_EVER = "private, max-age=31536000, immutable"
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


def moment_of(day: str, time_of_day: str) -> datetime:
    """A time of a day in the warehouse, as a moment."""
    return datetime.fromisoformat(f"{day}T{time_of_day}").replace(tzinfo=WAREHOUSE_TIME)
