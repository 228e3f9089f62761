"""The doors of campaigns. Every one names an owner; another owner's campaign is not there."""

import secrets
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from flask import Response

from server import catalog, orders
from server.catalog import OfOwner, SwitchBody
from server.flyers.calendar.reading import calendar
from server.flyers.calendar.schemas import CalendarAnswer
from server.flyers.campaigns import Saved, check, save, switch
from server.flyers.letters import letters_of, note_print, prints_of, sample
from server.flyers.overview import overview
from server.flyers.schemas import (
    CampaignCheckAnswer,
    CampaignCheckBody,
    CampaignDryRunAnswer,
    CampaignDryRunBody,
    CampaignsAnswer,
    CampaignSaveBody,
    CampaignSavedAnswer,
    LetterPrintsAnswer,
    LetterSampleQuery,
    LettersQuery,
)
from server.flyers.trials import dry_run
from server.foundation import RoomRoutes, allow, identity, reading, refuse, transaction
from server.printing import Letter, letter_page

routes = RoomRoutes("flyers", "Which flyers go into whose parcels.")
STATUS = {
    "campaign_wrong": 422,
    "campaign_unknown": 404,
    "campaign_changed_meanwhile": 409,
}


def answer_saved(saved: Saved) -> dict[str, Any]:
    """What was saved; or refuse, and say everything that is wrong."""
    if saved.refusal is not None:
        problems = [] if saved.checked is None else saved.checked.problems
        refuse(
            STATUS[saved.refusal],
            saved.refusal,
            "This campaign is not saved; what is in force stays so.",
            problems=[asdict(one) for one in problems],
            revision=saved.revision,
        )
    assert saved.checked is not None, "what was saved was checked"
    return {
        "id": saved.campaign_id,
        "revision": saved.revision,
        "warnings": [asdict(one) for one in saved.checked.warnings],
        "meets": [asdict(one) for one in saved.checked.meets],
    }


@routes.get("/campaigns")
@allow.people("supervisor", "administrator")
@routes.arguments(OfOwner, location="query")
@routes.response(200, CampaignsAnswer)
@routes.alt_response(404, description="`owner_unknown`")
def list_campaigns(query: dict[str, Any]) -> dict[str, Any]:
    """The campaigns of an owner: how each stands, what went out, how long its flyers last."""
    with reading() as session:
        return overview(session, catalog.asked_owner(session, query, or_first=True))


@routes.get("/campaigns/calendar")
@allow.people("supervisor", "administrator")
@routes.arguments(OfOwner, location="query")
@routes.response(200, CalendarAnswer)
@routes.alt_response(404, description="`owner_unknown`")
def show_calendar(query: dict[str, Any]) -> dict[str, Any]:
    """When campaigns run, until when their flyers will last, and which of them meet."""
    with reading() as session:
        return calendar(session, catalog.asked_owner(session, query, or_first=True))


@routes.post("/campaigns")
@allow.office("supervisor", "administrator")
@routes.arguments(CampaignSaveBody)
@routes.response(201, CampaignSavedAnswer)
@routes.alt_response(404, description="`owner_unknown`")
@routes.alt_response(422, description="`campaign_wrong`")
def save_new_campaign(body: dict[str, Any]) -> dict[str, Any]:
    """Save a new campaign. It is off until somebody switches it on."""
    with transaction() as session:
        owner = catalog.asked_owner(session, body)
        return answer_saved(save(session, owner.id, body["campaign"]))


@routes.post("/campaigns/<int:campaign_id>")
@allow.office("supervisor", "administrator")
@routes.arguments(CampaignSaveBody)
@routes.response(201, CampaignSavedAnswer)
@routes.alt_response(404, description="`campaign_unknown`, `owner_unknown`")
@routes.alt_response(409, description="`campaign_changed_meanwhile`")
@routes.alt_response(422, description="`campaign_wrong`")
def save_campaign(body: dict[str, Any], campaign_id: int) -> dict[str, Any]:
    """Change a campaign; parcels that are planned keep what they were promised."""
    with transaction() as session:
        owner = catalog.asked_owner(session, body)
        return answer_saved(
            save(
                session,
                owner.id,
                body["campaign"],
                campaign_id=campaign_id,
                on_revision=body["on_revision"],
            )
        )


@routes.post("/campaigns/<int:campaign_id>/switch")
@allow.office("supervisor", "administrator")
@routes.arguments(SwitchBody)
@routes.response(204)
@routes.alt_response(404, description="`campaign_unknown`, `owner_unknown`")
def switch_campaign(body: dict[str, Any], campaign_id: int) -> None:
    """Switch a campaign on or off, from the next release on."""
    with transaction() as session:
        owner = catalog.asked_owner(session, body)
        if not switch(session, owner.id, campaign_id, is_on=body["on"]):
            refuse(404, "campaign_unknown", "There is no such campaign.")


@routes.post("/campaigns/check")
@allow.people("supervisor", "administrator")
@routes.arguments(CampaignCheckBody)
@routes.response(200, CampaignCheckAnswer)
@routes.alt_response(404, description="`owner_unknown`")
def check_campaign(body: dict[str, Any]) -> dict[str, Any]:
    """What is wrong with a campaign, what should be known of it, and which others it meets."""
    with reading() as session:
        owner = catalog.asked_owner(session, body)
        checked = check(session, owner.id, body["campaign"], body["campaign_id"])
    return {
        "problems": [asdict(one) for one in checked.problems],
        "warnings": [asdict(one) for one in checked.warnings],
        "meets": [asdict(one) for one in checked.meets],
    }


@routes.post("/campaigns/dry-run")
@allow.office("supervisor", "administrator")
@routes.arguments(CampaignDryRunBody)
@routes.response(200, CampaignDryRunAnswer)
@routes.alt_response(404, description="`owner_unknown`")
@routes.alt_response(422, description="`campaign_wrong`")
def try_campaign(body: dict[str, Any]) -> dict[str, Any]:
    """Who of the last orders would have got the flyer."""
    with reading() as session:
        owner = catalog.asked_owner(session, body)
        checked = check(session, owner.id, body["campaign"], body["campaign_id"])
        if checked.problems:
            answer_saved(Saved(refusal="campaign_wrong", checked=checked))
        return dry_run(
            session,
            owner.id,
            checked,
            campaign_id=body["campaign_id"],
            last=body["last"],
        )


@routes.get("/campaigns/<int:campaign_id>/letter")
@allow.people("supervisor", "administrator")
@routes.arguments(LetterSampleQuery, location="query")
@routes.response(200, description="A letter to look at, as HTML.", content_type="text/html")
@routes.alt_response(404, description="`campaign_unknown`, `owner_unknown`")
def show_letter(query: dict[str, Any], campaign_id: int) -> Response:
    """A campaign's letter as it would look; its code is on no parcel's flyer."""
    with reading() as session:
        owner = catalog.asked_owner(session, query)
        letter = sample(session, owner.id, campaign_id, name=query["name"])
    if letter is None:
        refuse(404, "campaign_unknown", "There is no such campaign with letters.")
    return page_of("Tanaban", [letter], query["language"])


@routes.get("/letters/<string:shipment>")
@allow.people("packer", "supervisor", "administrator")
@routes.arguments(LettersQuery, location="query")
@routes.response(200, description="Letters to print, as HTML.", content_type="text/html")
@routes.alt_response(404, description="`letters_unknown`")
def print_letters(query: dict[str, Any], shipment: str) -> Response:
    """The letters of a parcel that is packed, to print with its slip; each time is written down."""
    with transaction() as session:
        letters = letters_of(session, shipment)
        if not letters:
            refuse(404, "letters_unknown", "This parcel gets no letter.")
        person_id = identity().person
        note_print(session, shipment, person_id=person_id, device_id=identity().device_id)
    return page_of(shipment, letters, query["language"])


@routes.get("/letters/<string:shipment>/prints")
@allow.people("packer", "supervisor", "administrator")
@routes.response(200, LetterPrintsAnswer)
def list_letter_prints(shipment: str) -> dict[str, Any]:
    """When a parcel's letters were printed, and by whom; of an unknown one never."""
    with reading() as session:
        known = orders.shipments_by_number(session, [shipment]).get(shipment)
        ids = [] if known is None else [known.shipment_id]
        return {"prints": [asdict(one) for one in prints_of(session, ids)]}


def page_of(title: str, letters: Sequence[tuple[Letter, str]], language: str) -> Response:
    """Letters as a page that nothing but its own style comes with."""
    nonce = secrets.token_urlsafe(12)
    page = letter_page(title, letters, language=language, nonce=nonce)
    response = Response(page, mimetype="text/html")
    response.headers["Content-Security-Policy"] = (
        f"default-src 'none'; style-src 'nonce-{nonce}'; frame-ancestors 'self'"
    )
    # A customer's name stands in it.
    response.headers["Cache-Control"] = "no-store"
    return response
