"""The door on an order's page: what was found, the proposed text, letting in."""

from typing import Any

from server import orders
from server.exchange.door.actions import hindering, let_in, take_proposal
from server.exchange.door.decisions import Finding
from server.exchange.door.queries import checks_of, look_at, may_go_with
from server.exchange.door.schemas import ChecksAnswer, LetInBody, TakeProposalBody
from server.foundation import RoomRoutes, allow, identity, reading, refuse, transaction

routes = RoomRoutes("door", "What is found of orders as they come in, and how they go on.")

SENTENCES = {
    "finding_is_gone": "The order is another by now: look at it again.",
    "nothing_proposed": "Nothing is proposed here: change the order itself, or let it in.",
}
REFUSALS = "`finding_is_gone`, `nothing_proposed`"


@routes.get("/orders/<int:order_id>/checks")
@allow.office("supervisor", "administrator")
@routes.response(200, ChecksAnswer)
@routes.alt_response(404, description="`order_unknown`")
def list_checks(order_id: int) -> dict[str, Any]:
    """What was found of an order that is not on the floor, and which orders might go with it."""
    with reading() as session:
        if orders.owner_of(session, order_id) is None:
            refuse(404, "order_unknown", "There is no such order.")
        check = checks_of(session, [order_id]).get(order_id)
        looked = look_at(session, [order_id])
        hinders = [one for found in looked for one in hindering(found, check)]
        return {
            "is_held": check is not None and check.stage_before is not None and bool(looked),
            "findings": [
                told(one, is_let_in=one not in hinders)
                for found in looked
                for one in found.findings
            ],
            "goes_with": [
                {"id": one.id, "external": one.external_no, "stage": one.stage}
                for one in (may_go_with(session, order_id) if looked else ())
            ],
        }


def told(finding: Finding, *, is_let_in: bool) -> dict[str, Any]:
    """A finding as the page gets it."""
    return {
        "key": finding.key,
        "code": finding.code,
        "field": finding.field,
        "text": finding.text,
        "letters": finding.letters,
        "over": finding.over,
        "is_in_bytes": finding.is_in_bytes,
        "places": list(finding.places),
        "carrier": finding.carrier,
        "temperatures": list(finding.temperatures),
        "other": finding.other_id,
        "proposed": dict(finding.proposed),
        "is_let_in": is_let_in,
    }


@routes.post("/orders/<int:order_id>/checks/mend")
@allow.office("supervisor", "administrator")
@routes.arguments(TakeProposalBody)
@routes.response(204)
@routes.alt_response(409, description=REFUSALS)
def mend_order(body: dict[str, Any], order_id: int) -> None:
    """Write what is proposed; the order goes on when nothing else hinders it."""
    with transaction() as session:
        refused = take_proposal(session, order_id, body["key"], person_id=identity().person)
        if refused is not None:
            refuse(409, refused, SENTENCES[refused])


@routes.post("/orders/<int:order_id>/checks/let-in")
@allow.office("supervisor", "administrator")
@routes.arguments(LetInBody)
@routes.response(204)
@routes.alt_response(409, description=REFUSALS)
def let_order_in(body: dict[str, Any], order_id: int) -> None:
    """Let an order in though these things were found; something else found later holds it again."""
    with transaction() as session:
        refused = let_in(session, order_id, body["keys"], person_id=identity().person)
        if refused is not None:
            refuse(409, refused, SENTENCES[refused])
