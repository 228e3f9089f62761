"""The doors of the office and the boards."""

from typing import Any

from flask import Response, jsonify

from server import catalog, changing, tasks
from server.boards.blocks import block, blocks_now, free
from server.boards.board import board
from server.boards.campaign_report import report
from server.boards.exceptions import resolve
from server.boards.glance import Glance
from server.boards.history import history_of
from server.boards.look_up import Asker, look_up
from server.boards.orders import order_page, orders_page
from server.boards.schemas import (
    BlockAnswer,
    BlockBody,
    BlocksAnswer,
    BoardAnswer,
    CampaignReportAnswer,
    CampaignReportQuery,
    CancelBody,
    HistoryAnswer,
    Hurry,
    LookUpAnswer,
    LookUpQuery,
    OrderAnswer,
    OrdersAnswer,
    OrdersQuery,
    ResolutionBody,
)
from server.foundation import RoomRoutes, allow, identity, reading, refuse, transaction

routes = RoomRoutes("boards", "The live board, the orders and their histories.")
glance = Glance(board)


def shows_customers() -> bool:
    """Names and addresses are for supervisors and administrators, at a desk."""
    who = identity()
    return who.role in ("supervisor", "administrator") and who.session_kind == "office"


@routes.get("/board")
@allow.device_or_staff
@routes.response(200, BoardAnswer)
def show_board() -> Response:
    """Everything the board shows, as of one feed position."""
    return jsonify(glance.now())


@routes.get("/orders")
@allow.people("supervisor", "administrator")
@routes.arguments(OrdersQuery, location="query")
@routes.response(200, OrdersAnswer)
def list_orders(query: dict[str, Any]) -> Response:
    """One page of orders, the most urgent first."""
    with reading() as session:
        body = orders_page(session, query, shows_customers=shows_customers())
    return jsonify(body)


@routes.get("/orders/<int:order_id>")
@allow.people("supervisor", "administrator")
@routes.response(200, OrderAnswer)
@routes.alt_response(404, description="order_unknown")
def show_order(order_id: int) -> Response:
    """One order with its lines, parcel and flyers."""
    with reading() as session:
        body = order_page(session, order_id, shows_customers=shows_customers())
    if body is None:
        refuse(404, "order_unknown", "There is no such order.")
    return jsonify(body)


@routes.get("/orders/<int:order_id>/history")
@allow.people("supervisor", "administrator")
@routes.response(200, HistoryAnswer)
@routes.alt_response(404, description="order_unknown")
def show_history(order_id: int) -> Response:
    """Everything that happened to an order: who, which device, which scan, which row."""
    with reading() as session:
        entries = history_of(session, order_id)
    if entries is None:
        refuse(404, "order_unknown", "There is no such order.")
    return jsonify({"entries": entries})


@routes.post("/orders/<int:order_id>/cancel")
@allow.people("supervisor", "administrator")
@routes.arguments(CancelBody)
@routes.response(204)
@routes.alt_response(404, description="order_unknown")
@routes.alt_response(409, description="parcel_closed: it can only come back as a return")
def cancel_one(body: dict[str, str], order_id: int) -> Response:
    """Cancel an order that has not left; twice is once. The floor hears it at its next scan."""
    with transaction() as session:
        outcome = changing.cancel_order(
            session, order_id, reason=body["reason"], person_id=identity().person
        )
    if outcome == "order_unknown":
        refuse(404, outcome, "There is no such order.")
    if outcome == "parcel_closed":
        refuse(409, outcome, "Its parcel is closed; it can only come back as a return.")
    return Response(status=204)


@routes.post("/exceptions/<int:exception_id>/resolve")
@allow.people("supervisor", "administrator")
@routes.arguments(ResolutionBody)
@routes.response(204)
@routes.alt_response(404, description="exception_unknown")
@routes.alt_response(
    409, description="already_resolved, resolution_impossible, reason_missing, no_substitute"
)
def resolve_exception(body: dict[str, str], exception_id: int) -> Response:
    """Decide about an exception; the work it held goes on."""
    with transaction() as session:
        resolved = resolve(
            session,
            exception_id,
            resolution=body["resolution"],
            note=body["note"],
            person_id=identity().person,
        )
        if resolved.code is not None:
            status = 404 if resolved.code == "exception_unknown" else 409
            refuse(status, resolved.code, "This cannot be decided like that.")
    return Response(status=204)


@routes.get("/exceptions/<int:exception_id>/photo")
@allow.people("supervisor", "administrator")
@routes.response(200, description="What was seen.", content_type="image/jpeg")
@routes.alt_response(404, description="`photo_unknown`")
def show_photo(exception_id: int) -> Response:
    """The photo that whoever reported an exception has taken."""
    with reading() as session:
        found = tasks.photo_of(session, exception_id)
    if found is None:
        refuse(404, "photo_unknown", "There is no photo of this exception.")
    content, digest = found
    response = Response(content, mimetype="image/jpeg")
    response.headers["Cache-Control"] = "private, no-store"
    response.set_etag(digest)
    return response


@routes.get("/look-up")
@allow.device_or_staff
@routes.arguments(LookUpQuery, location="query")
@routes.response(200, LookUpAnswer)
def show_what_this_is(query: dict[str, str]) -> Response:
    """What any code names, what is there, for which order it is held, and who touched it last.

    Never whom a parcel goes to, nor whose somebody else's badge is.
    """
    with reading() as session:
        body = look_up(session, query["code"], Asker(identity().person_id, query["owner"]))
    return jsonify(body)


@routes.post("/tasks/<int:task_id>/urgent")
@allow.people("supervisor", "administrator")
@routes.arguments(Hurry)
@routes.response(204)
@routes.alt_response(404, description="task_unknown")
def hurry_task(body: dict[str, bool], task_id: int) -> Response:
    """Put a task before all others, or take that back."""
    with transaction() as session:
        if not tasks.hurry(session, task_id, is_urgent=body["urgent"]):
            refuse(404, "task_unknown", "There is no such task to be done.")
    return Response(status=204)


@routes.get("/stock/blocks")
@allow.people("supervisor", "administrator")
@routes.response(200, BlocksAnswer)
def list_blocks() -> dict[str, Any]:
    """The lots that nobody is promised, the newest first."""
    with reading() as session:
        return {"blocks": blocks_now(session)}


@routes.post("/stock/blocks")
@allow.people("supervisor", "administrator")
@routes.arguments(BlockBody)
@routes.response(200, BlockAnswer)
@routes.alt_response(404, description="`product_unknown`")
@routes.alt_response(409, description="`already_blocked`")
def block_a_lot(body: dict[str, Any]) -> dict[str, int]:
    """Block a lot wherever it lies; orders not yet released are promised other goods."""
    with transaction() as session:
        if body["product"] not in catalog.product_terms(session, [body["product"]]):
            refuse(404, "product_unknown", "There is no such product.")
        done = block(
            session,
            body["product"],
            body["lot"],
            reason=body["reason"],
            note=body["note"],
            person_id=identity().person,
        )
        if done is None:
            refuse(409, "already_blocked", "This lot is blocked already.", lot=body["lot"])
    return done


@routes.post("/stock/blocks/<int:block_id>/free")
@allow.people("supervisor", "administrator")
@routes.response(204)
@routes.alt_response(404, description="`block_unknown`")
def free_a_lot(block_id: int) -> Response:
    """Let a lot be promised again, first to those who wait."""
    with transaction() as session:
        if not free(session, block_id, person_id=identity().person):
            refuse(404, "block_unknown", "No lot is blocked by this.")
    return Response(status=204)


@routes.get("/campaigns/<int:campaign_id>/report")
@allow.people("supervisor", "administrator")
@routes.arguments(CampaignReportQuery, location="query")
@routes.response(200, CampaignReportAnswer)
@routes.alt_response(404, description="`campaign_unknown`, `owner_unknown`")
def show_campaign_report(query: dict[str, Any], campaign_id: int) -> dict[str, Any]:
    """Who came back of those a flyer was meant for and of those held out, and how sure that is."""
    with reading() as session:
        owners = catalog.owners(session)
        named = query.get("owner", owners[0].code if len(owners) == 1 else None)
        owner = next((one for one in owners if one.code == named), None)
        if owner is None:
            refuse(404, "owner_unknown", "There is no such owner.", owner=named)
        found = report(session, owner.id, campaign_id, days=query["days"])
        if found is None:
            refuse(404, "campaign_unknown", "There is no such campaign.")
    return found
