"""The doors of exchange: order files handed in at a desk."""

from typing import Any

from flask import Response
from sqlalchemy.exc import NoResultFound

from server import catalog, people
from server.exchange import jobs
from server.exchange.actions import begin
from server.exchange.desk import hand_in, read_file
from server.exchange.order_files import FileRefused, OrderFile
from server.exchange.own_formats.queries import own_profiles
from server.exchange.queries import (
    ImportCard,
    import_card,
    import_cards,
    import_rows,
    kept_content,
    reasons_of_rejected,
)
from server.exchange.rejected_rows import rejected_file
from server.exchange.schemas import (
    HandInFile,
    HandInForm,
    ImportAnswer,
    ImportPreviewAnswer,
    ImportRowsAnswer,
    ImportRowsQuery,
    ImportsAnswer,
    ImportStateAnswer,
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

routes = RoomRoutes("exchange", "Order files: looked at, taken in, accounted for row by row.")

FILE_BYTES_MAX = 64_000_000
FILE_REFUSED = "nothing is kept; the code says why, as in `missing_column` or `bytes_unreadable`"


@routes.post("/imports")
@allow.office("supervisor", "administrator")
@takes_files(bytes_max=FILE_BYTES_MAX)
@routes.arguments(HandInForm, location="form")
@routes.arguments(HandInFile, location="files")
@routes.response(201, ImportPreviewAnswer)
@routes.alt_response(404, description="shop_unknown")
@routes.alt_response(422, description=FILE_REFUSED)
def hand_in_file(form: dict[str, str], files: dict[str, Any]) -> dict[str, Any]:
    """Look at an order file. It is kept, but no order comes in before it is confirmed."""
    upload = files["file"]
    preview = hand_in(
        shop=form["shop"],
        name=upload.filename or "",
        content=upload.read(),
        profile=form["profile"],
        person_id=identity().person,
    )
    if isinstance(preview, FileRefused):
        status = 404 if preview.code == "shop_unknown" else 422
        refuse(status, preview.code, "Nothing of this file can come in.", **preview.detail)
    return {
        "id": preview.id,
        "state": "preview",
        "profile": preview.profile,
        "encoding": preview.encoding,
        "shop": preview.shop,
        "rows": preview.rows,
        "orders_new": preview.orders_new,
        "orders_changed": preview.orders_changed,
        "orders_duplicate": preview.orders_duplicate,
        "rows_duplicate": preview.rows_duplicate,
        "rows_rejected": preview.rows_rejected,
        "sample": preview.sample,
        "problems": preview.problems,
        "reasons": preview.reasons,
        "warnings": preview.warnings,
    }


@routes.post("/imports/<int:import_id>/confirm")
@allow.office("supervisor", "administrator")
@routes.response(202, ImportStateAnswer)
@routes.alt_response(404, description="import_unknown")
def confirm(import_id: int) -> dict[str, str]:
    """Let it come in. A file that broke off goes on where it was; one that is in stays as it is."""
    with transaction() as session:
        state = begin(session, import_id)
    if state is None:
        refuse(404, "import_unknown", "There is no such file.")
    if state == "running":
        jobs.bring_in.later(import_id=import_id)
    return {"state": state}


@routes.get("/imports")
@allow.people("supervisor", "administrator")
@routes.response(200, ImportsAnswer)
def list_imports() -> dict[str, Any]:
    """The files that came in last, the newest first."""
    with reading() as session:
        return {"imports": answers(session, import_cards(session))}


@routes.get("/imports/<int:import_id>")
@allow.people("supervisor", "administrator")
@routes.response(200, ImportAnswer)
@routes.alt_response(404, description="import_unknown")
def show_import(import_id: int) -> dict[str, Any]:
    """How far a file is."""
    with reading() as session:
        (answer,) = answers(session, [known_card(session, import_id)])
    return answer


@routes.get("/imports/<int:import_id>/rows")
@allow.office("supervisor", "administrator")
@routes.arguments(ImportRowsQuery, location="query")
@routes.response(200, ImportRowsAnswer)
@routes.alt_response(404, description="import_unknown")
def list_rows(query: dict[str, Any], import_id: int) -> dict[str, Any]:
    """What became of each row; ask again with `after` for the rows behind the last one."""
    with reading() as session:
        known_card(session, import_id)
        return {"rows": import_rows(session, import_id, **query)}


@routes.get("/imports/<int:import_id>/rejected.csv")
@allow.office("supervisor", "administrator")
@routes.response(200, content_type="text/csv")
@routes.alt_response(404, description="import_unknown")
def download_rejected(import_id: int) -> Response:
    """The rejected rows as they came and why, to be corrected and handed in again."""
    with reading() as session:
        kept = kept_content(session, import_id)
        reasons = reasons_of_rejected(session, import_id)
        if kept is None:
            refuse(404, "import_unknown", "There is no such file.")
        own = own_profiles(session, kept.shop_id, kept.profile)
    file = in_native_thread(read_file, kept.content, kept.profile, own)
    assert isinstance(file, OrderFile), "a kept file was read before"
    content = in_native_thread(rejected_file, file, reasons)
    name = f"attachment; filename=rejected-{import_id}.csv"
    return Response(content, mimetype="text/csv", headers={"Content-Disposition": name})


def known_card(session: Any, import_id: int) -> ImportCard:
    """A file, or the answer that there is none."""
    try:
        return import_card(session, import_id)
    except NoResultFound:
        refuse(404, "import_unknown", "There is no such file.")


def answers(session: Any, cards: list[ImportCard]) -> list[dict[str, Any]]:
    """Files as they are answered."""
    shops = {shop.id: shop.code for shop in catalog.shops(session)}
    names = people.person_cards(
        session, sorted({card.uploaded_by for card in cards if card.uploaded_by is not None})
    )
    return [
        {
            "id": card.id,
            "name": card.name,
            "shop": shops[card.shop_id],
            "profile": card.profile,
            "encoding": card.encoding,
            "state": card.state,
            "failure": card.failure,
            "rows": card.rows,
            "done_rows": card.done_rows,
            "imported": card.imported_rows,
            "duplicate": card.duplicate_rows,
            "rejected": card.rejected_rows,
            "orders_reserved": card.orders_reserved,
            "orders_short": card.orders_short,
            "uploaded_at": card.uploaded_at,
            "uploaded_by": names[card.uploaded_by].name if card.uploaded_by in names else None,
            "finished_at": card.finished_at,
        }
        for card in cards
    ]
