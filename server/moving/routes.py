"""The doors of the shelves that people pick from."""

from typing import Any

from flask import Response
from marshmallow import fields
from sqlalchemy.orm import Session

from server import catalog, places, stock
from server.foundation import (
    ExactSchema,
    RoomRoutes,
    Text,
    WholeNumber,
    allow,
    reading,
    refuse,
    transaction,
)
from server.vocabulary import code_of_label, display, normal

routes = RoomRoutes("shelves", "Which shelves people pick from, and between which counts.")
PIECES_MAX = 999_999
GOODS_LIE = ("shelf", "rack")


class FaceBody(ExactSchema):
    """A shelf by its name or label, a product as its owner names it, and its two counts."""

    place = Text(least=1, most=40, required=True)
    owner = Text(least=1, most=20, required=True)
    product = Text(least=1, most=64, required=True)
    least_pieces = WholeNumber(most=PIECES_MAX, required=True)
    most_pieces = WholeNumber(least=1, most=PIECES_MAX, required=True)


class FaceRow(ExactSchema):
    """A shelf that people pick a product from."""

    place_id = fields.Integer(required=True)
    place = fields.String(required=True)
    product = fields.Integer(required=True)
    owner = fields.String(required=True)
    sku = fields.String(required=True)
    name = fields.String(required=True)
    variant = fields.String(required=True)
    least_pieces = fields.Integer(required=True)
    most_pieces = fields.Integer(required=True)
    on_hand_pieces = fields.Integer(required=True)


class FacesAnswer(ExactSchema):
    """All shelves that people pick from, by their names."""

    faces = fields.List(fields.Nested(FaceRow), required=True)


@routes.get("/stock/faces")
@allow.people("supervisor", "administrator")
@routes.response(200, FacesAnswer)
def list_faces() -> dict[str, Any]:
    """The shelves that people pick from, with what lies there now."""
    with reading() as session:
        faces = stock.pick_faces(session)
        spots = places.place_cards(session, {face.place_id for face in faces})
        cards = catalog.product_cards(session, sorted({face.product_id for face in faces}))
        owners = {owner.id: owner.code for owner in catalog.owners(session)}
        lying = {
            (one.place_id, one.product_id): one.on_hand_pieces
            for one in stock.product_balances(session, sorted(spots))
        }
    rows = [
        {
            "place_id": face.place_id,
            "place": display(spots[face.place_id].code),
            "product": face.product_id,
            "owner": owners[cards[face.product_id].owner_id],
            "sku": cards[face.product_id].sku,
            "name": cards[face.product_id].name,
            "variant": cards[face.product_id].variant,
            "least_pieces": face.least_pieces,
            "most_pieces": face.most_pieces,
            "on_hand_pieces": lying.get((face.place_id, face.product_id), 0),
        }
        for face in faces
    ]
    return {"faces": sorted(rows, key=lambda row: (row["place"], row["sku"]))}


@routes.post("/stock/faces")
@allow.people("supervisor", "administrator")
@routes.arguments(FaceBody)
@routes.response(204)
@routes.alt_response(404, description="`place_unknown`, `owner_unknown` or `product_unknown`")
@routes.alt_response(409, description="`takes_no_goods`")
@routes.alt_response(422, description="`most_below_least`")
def set_face(body: dict[str, Any]) -> Response:
    """Say from which shelf a product is picked, and between which counts it is kept filled."""
    if body["most_pieces"] <= body["least_pieces"]:
        refuse(422, "most_below_least", "It is filled to more than from where it is filled.")
    with transaction() as session:
        face = stock.PickFace(
            shelf_named(session, body["place"]),
            product_named(session, body["owner"], body["product"]),
            body["least_pieces"],
            body["most_pieces"],
        )
        stock.set_face(session, face)
    return Response(status=204)


@routes.delete("/stock/faces/<int:place_id>/<int:product_id>")
@allow.people("supervisor", "administrator")
@routes.response(204)
@routes.alt_response(404, description="`face_unknown`")
def end_face(place_id: int, product_id: int) -> Response:
    """A product is not picked from a shelf any more; what lies there stays."""
    with transaction() as session:
        if not stock.end_face(session, place_id, product_id):
            refuse(404, "face_unknown", "This product is not picked from there.")
    return Response(status=204)


def shelf_named(session: Session, place: str) -> int:
    """A shelf by its label or its name as people say it, or a refusal."""
    text = normal(place) or ""
    named = places.spots(session, [code_of_label(text) or "", f"L-{text.removeprefix('L-')}"])
    spot = next(iter(named.values()), None)
    if spot is None:
        refuse(404, "place_unknown", "There is no such shelf.", place=place)
    if spot.kind not in GOODS_LIE:
        refuse(409, "takes_no_goods", "Nobody picks goods from there.", place=place)
    return spot.id


def product_named(session: Session, owner: str, product: str) -> int:
    """A product by its SKU or barcode, or a refusal."""
    owners = {one.code: one.id for one in catalog.owners(session)}
    if owner not in owners:
        refuse(404, "owner_unknown", "There is no such owner.", owner=owner)
    known = catalog.match_codes(session, owners[owner], [product])
    if product not in known:
        refuse(404, "product_unknown", "The owner has no such product.", product=product)
    return known[product].product_id
