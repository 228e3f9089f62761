"""The office's doors to labels."""

import secrets
from typing import Any

from flask import Response
from sqlalchemy.orm import Session

from server import catalog
from server.boards.labels.schemas import (
    LabelChoicesAnswer,
    LabelCountAnswer,
    LabelsQuery,
    LabelsWanted,
    OwnCodesAnswer,
    OwnCodesBody,
)
from server.boards.labels.which import (
    LABELS_MAX,
    Wanted,
    labels_of,
    products_of_notice,
    zones_with_places,
)
from server.foundation import RoomRoutes, allow, reading, refuse, transaction
from server.printing import PAPERS, Label, Sheets, label_sheet, papers_for, too_narrow

routes = RoomRoutes("labels", "Labels of everything the floor scans.")
REFUSED = (
    "`too_many_labels`; `start_beyond_sheet`; `labels_too_narrow`: no scanner could read `text` "
    "on this paper, on `papers` it can"
)


@routes.get("/labels")
@allow.people("supervisor", "administrator")
@routes.arguments(LabelsQuery, location="query")
@routes.response(200, description="Sheets of labels to print, as HTML.", content_type="text/html")
@routes.alt_response(404, description="`labels_unknown`")
@routes.alt_response(422, description=REFUSED)
def print_labels(query: dict[str, Any]) -> Response:
    """Sheets of labels: places, totes, carts, stations, badges, commands, products."""
    with reading() as session:
        labels, sheets = asked_for(session, query)
    nonce = secrets.token_urlsafe(12)
    title = f"Tanaban {query['kind']} ({len(labels)})"
    page = label_sheet(title, labels, sheets, language=query["language"], nonce=nonce)
    response = Response(page, mimetype="text/html")
    # The office shows it before it is printed; nobody else may frame it.
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["Content-Security-Policy"] = (
        f"default-src 'none'; style-src 'nonce-{nonce}'; frame-ancestors 'self'"
    )
    return response


@routes.get("/labels/count")
@allow.people("supervisor", "administrator")
@routes.arguments(LabelsWanted, location="query")
@routes.response(200, LabelCountAnswer)
@routes.alt_response(404, description="`labels_unknown`")
@routes.alt_response(422, description=REFUSED)
def count_labels(query: dict[str, Any]) -> dict[str, int]:
    """How many labels and sheets it comes to, or why it cannot be printed."""
    with reading() as session:
        labels, sheets = asked_for(session, query)
    return {"labels": len(labels), "sheets": len(sheets.laid(labels))}


@routes.get("/labels/choices")
@allow.people("supervisor", "administrator")
@routes.response(200, LabelChoicesAnswer)
def show_choices() -> dict[str, Any]:
    """The papers, the zones and the owners whose goods have labels."""
    with reading() as session:
        return {
            "papers": [
                {
                    "code": code,
                    "per_sheet": paper.per_sheet,
                    "label_width": paper.label_width,
                    "label_height": paper.label_height,
                }
                for code, paper in PAPERS.items()
            ],
            "zones": zones_with_places(session),
            "owners": [
                {"code": owner.code, "name": owner.name} for owner in catalog.owners(session)
            ],
        }


@routes.post("/labels/own-codes")
@allow.people("supervisor", "administrator")
@routes.arguments(OwnCodesBody)
@routes.response(200, OwnCodesAnswer)
@routes.alt_response(404, description="`owner_unknown` or `notice_unknown`")
def give_codes(body: dict[str, Any]) -> dict[str, int]:
    """Give goods without a code one of our own, so that labels of them can be printed."""
    with transaction() as session:
        owner_id, products = None, None
        if body["owner"] is not None:
            owners = {owner.code: owner.id for owner in catalog.owners(session)}
            owner_id = owners.get(body["owner"])
            if owner_id is None:
                refuse(404, "owner_unknown", "There is no such owner.", owner=body["owner"])
        if body["notice"] is not None:
            products = products_of_notice(session, body["notice"])
            if not products:
                refuse(404, "notice_unknown", "There is no such notice.")
        given = catalog.give_own_codes(session, owner_id=owner_id, product_ids=products)
    return {"given": given}


def asked_for(session: Session, query: dict[str, Any]) -> tuple[list[Label], Sheets]:
    """The labels that are asked for and how they lie on their paper, or a refusal."""
    paper = PAPERS[query["paper"]]
    sheets = Sheets(paper, query["start"])
    if sheets.start > paper.per_sheet:
        refuse(
            422,
            "start_beyond_sheet",
            "A sheet has fewer labels than that.",
            start=sheets.start,
            per_sheet=paper.per_sheet,
        )
    not_which = ("paper", "start", "language")
    wanted = Wanted(**{name: value for name, value in query.items() if name not in not_which})
    labels = labels_of(session, wanted)
    if not labels:
        refuse(404, "labels_unknown", "There is nothing of this kind to print.")
    if len(labels) > LABELS_MAX:
        refuse(422, "too_many_labels", "Print fewer labels at once.", most=LABELS_MAX)
    narrow = too_narrow(labels, paper)
    if narrow:
        refuse(
            422,
            "labels_too_narrow",
            "This paper is too small for these bars.",
            text=narrow[0].text,
            labels=len(narrow),
            papers=papers_for(narrow[0]),
        )
    return labels, sheets
