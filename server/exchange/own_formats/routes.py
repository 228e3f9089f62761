"""The desk for formats of one's own: tried on a file, kept, exported, put away."""

import json
from typing import Any

from flask import Response
from sqlalchemy.orm import Session

from server import catalog, people
from server.exchange.order_files import FileRefused
from server.exchange.order_files.checking import (
    BYTES_MAX,
    EDITION,
    MARK,
    Fault,
    faults_of,
    layout_from_text,
)
from server.exchange.order_files.trying import try_out
from server.exchange.own_formats import actions
from server.exchange.own_formats.answers import trial_answer
from server.exchange.own_formats.decisions import profile_id
from server.exchange.own_formats.queries import FormatCard, format_card, format_cards
from server.exchange.own_formats.schemas import (
    FormatFile,
    FormatReadAnswer,
    FormatsAnswer,
    FormatSaved,
    FormatTrialAnswer,
    FormatTrialForm,
    FormatVersion,
    NewFormat,
    WholeFormatAnswer,
)
from server.foundation import (
    RoomRoutes,
    allow,
    identity,
    reading,
    refuse,
    takes_files,
    transaction,
)
from server.foundation.patience import in_native_thread

routes = RoomRoutes("own_formats", "Formats of one's own: layouts of order files.")

TRIAL_BYTES_MAX = 1_000_000
"""The beginning of a file is enough to see whether a layout reads it."""
UNKNOWN = "order_format_unknown"
WRONG = "format_wrong"
WHY = {
    UNKNOWN: "There is no such format, or it was put away.",
    "format_name_taken": "Another format of this shop has that name.",
    "format_changed_meanwhile": "Somebody has saved it meanwhile.",
}


@routes.get("/order-formats")
@allow.office("supervisor", "administrator")
@routes.response(200, FormatsAnswer)
def list_formats() -> dict[str, Any]:
    """All formats, those that were put away too, for files name them."""
    with reading() as session:
        return {"formats": answers(session, format_cards(session))}


@routes.get("/order-formats/<int:format_id>")
@allow.office("supervisor", "administrator")
@routes.response(200, WholeFormatAnswer)
@routes.alt_response(404, description=UNKNOWN)
def show_format(format_id: int) -> dict[str, Any]:
    """A format with what it says."""
    with reading() as session:
        card = known(session, format_id)
        return answers(session, [card])[0] | {"told": card.told}


@routes.post("/order-formats")
@allow.office("supervisor", "administrator")
@routes.arguments(NewFormat)
@routes.response(201, FormatSaved)
@routes.alt_response(404, description="shop_unknown")
@routes.alt_response(409, description="format_name_taken")
@routes.alt_response(422, description=WRONG)
def make(body: dict[str, Any]) -> dict[str, int]:
    """Keep a new format of a shop; its files are read by it from now on."""
    refuse_wrong(faults_of(body["told"]))
    with transaction() as session:
        shops = {shop.code: shop.id for shop in catalog.shops(session)}
        if body["shop"] not in shops:
            refuse(404, "shop_unknown", "There is no such shop.", shop=body["shop"])
        saved = actions.make_format(
            session,
            shop_id=shops[body["shop"]],
            name=body["name"],
            told=body["told"],
            person_id=identity().person,
        )
    return saved_or_refused(saved)


@routes.post("/order-formats/<int:format_id>/versions")
@allow.office("supervisor", "administrator")
@routes.arguments(FormatVersion)
@routes.response(201, FormatSaved)
@routes.alt_response(404, description=UNKNOWN)
@routes.alt_response(409, description="format_changed_meanwhile or format_name_taken")
@routes.alt_response(422, description=WRONG)
def change(body: dict[str, Any], format_id: int) -> dict[str, int]:
    """Keep another version; files that came in are read by theirs as before."""
    refuse_wrong(faults_of(body["told"]))
    with transaction() as session:
        saved = actions.change_format(
            session,
            format_id,
            seen=body["version"],
            name=body["name"],
            told=body["told"],
            person_id=identity().person,
        )
    return saved_or_refused(saved)


@routes.post("/order-formats/<int:format_id>/retire")
@allow.office("supervisor", "administrator")
@routes.response(204)
@routes.alt_response(404, description=UNKNOWN)
def retire(format_id: int) -> Response:
    """Put a format away: no file is read by it any more."""
    with transaction() as session:
        is_there = actions.retire_format(session, format_id, person_id=identity().person)
    if not is_there:
        refuse(404, UNKNOWN, WHY[UNKNOWN])
    return Response(status=204)


@routes.get("/order-formats/<int:format_id>/export")
@allow.office("supervisor", "administrator")
@routes.response(200, content_type="application/json")
@routes.alt_response(404, description=UNKNOWN)
def export(format_id: int) -> Response:
    """A format as a file, for another shop or another Tanaban."""
    with reading() as session:
        card = known(session, format_id)
    whole = {MARK: EDITION, "title": card.name} | card.told
    return Response(
        json.dumps(whole, ensure_ascii=False, indent=2) + "\n",
        mimetype="application/json",
        headers={"Content-Disposition": f"attachment; filename=order-format-{format_id}.json"},
    )


@routes.post("/order-formats/read")
@allow.office("supervisor", "administrator")
@takes_files(bytes_max=BYTES_MAX + 4_000)
@routes.arguments(FormatFile, location="files")
@routes.response(200, FormatReadAnswer)
@routes.alt_response(422, description=WRONG)
def read(files: dict[str, Any]) -> dict[str, Any]:
    """Look at an exported format; nothing is kept before somebody saves it."""
    try:
        found = layout_from_text(files["file"].read().decode("utf-8-sig"))
    except UnicodeDecodeError:
        found = [Fault("", "format_unreadable")]
    if isinstance(found, list):
        refuse_wrong(found)
        return {}
    return {"name": found["title"][:60].strip(), "told": found["told"]}


@routes.post("/order-formats/trial")
@allow.office("supervisor", "administrator")
@takes_files(bytes_max=TRIAL_BYTES_MAX)
@routes.arguments(FormatTrialForm, location="form")
@routes.arguments(FormatFile, location="files")
@routes.response(200, FormatTrialAnswer)
@routes.alt_response(422, description="the file is none that can be read, or the layout is no JSON")
def trial(form: dict[str, Any], files: dict[str, Any]) -> dict[str, Any]:
    """Try a layout on the beginning of a file; neither of them is kept."""
    told = None
    if form["told"]:
        try:
            told = json.loads(form["told"])
        except (ValueError, RecursionError):
            refuse_wrong([Fault("", "format_unreadable")])
    content = files["file"].read()
    tried = in_native_thread(try_out, content, told, is_beginning=form["is_beginning"] == "yes")
    if isinstance(tried, FileRefused):
        refuse(422, tried.code, "This file cannot be read.", **tried.detail)
    return trial_answer(tried)


def known(session: Session, format_id: int) -> FormatCard:
    """A format, or the answer that there is none."""
    card = format_card(session, format_id)
    if card is None:
        refuse(404, UNKNOWN, WHY[UNKNOWN])
    return card


def refuse_wrong(faults: list[Fault]) -> None:
    """Refuse a layout that is none, and say of every part what is wrong."""
    if faults:
        told = [{"where": one.where, "code": one.code, "value": one.value} for one in faults]
        refuse(422, WRONG, "This is no layout.", faults=told)


def saved_or_refused(saved: actions.Saved) -> dict[str, int]:
    """What was kept, or why not."""
    if saved.refusal is not None:
        status = 404 if saved.refusal == UNKNOWN else 409
        refuse(status, saved.refusal, WHY[saved.refusal])
    return {"id": saved.id, "version": saved.version}


def answers(session: Session, cards: list[FormatCard]) -> list[dict[str, Any]]:
    """Formats as they are answered."""
    shops = {shop.id: shop.code for shop in catalog.shops(session)}
    makers = sorted({card.made_by for card in cards if card.made_by is not None})
    names = people.person_cards(session, makers)
    return [
        {
            "id": card.id,
            "shop": shops[card.shop_id],
            "name": card.name,
            "version": card.version,
            "profile": profile_id(card.id, card.version),
            "is_retired": card.retired_at is not None,
            "made_at": card.made_at,
            "made_by": names[card.made_by].name if card.made_by in names else None,
        }
        for card in cards
    ]
