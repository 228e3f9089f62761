"""The desk for slips: what waits, files out, numbers in, and who sends."""

from dataclasses import asdict
from typing import Any

from flask import Response

from server import catalog, people
from server.exchange.carrier_files import SlipFile, layouts_on, read_numbers, shipped_layouts
from server.exchange.slips.actions import take_numbers, void_label_file, write_label_files
from server.exchange.slips.queries import (
    Waiting,
    content_of,
    label_files,
    number_files,
    rejected_numbers,
    waiting_for_slips,
)
from server.exchange.slips.schemas import (
    CarrierBody,
    NumbersAnswer,
    NumbersFile,
    NumbersForm,
    SenderBody,
    SendersAnswer,
    SlipsAnswer,
    VoidBody,
    WrittenAnswer,
)
from server.foundation import (
    RoomRoutes,
    allow,
    identity,
    reading,
    refuse,
    takes_files,
    today,
    transaction,
)
from server.foundation.patience import in_native_thread

routes = RoomRoutes("slips", "Files for carriers' label programs, and their numbers back.")

NUMBER_FILE_BYTES_MAX = 16_000_000
STUCK_SHOWN = 200
NAME_CHARACTERS_MAX = 200
FILE_REFUSED = "nothing is noted; the code says why, as in `numbers_not_found`"


@routes.get("/slips")
@allow.office("supervisor", "administrator")
@routes.response(200, SlipsAnswer)
def list_slips() -> dict[str, Any]:
    """What waits for a slip at each carrier and what hinders it; the files out and in."""
    with reading() as session:
        shops = {shop.id: shop.name for shop in catalog.shops(session)}
        carriers = catalog.carriers(session, today())
        waiting = {one.code: waiting_for_slips(session, one.code) for one in carriers}
        written, returned = label_files(session), number_files(session)
        makers = {one.made_by for one in written} | {one.taken_by for one in returned}
        names = people.person_cards(session, sorted(one for one in makers if one is not None))
    return {
        "carriers": [carrier_body(code, found, shops) for code, found in waiting.items()],
        "label_files": [
            {
                "id": one.id,
                "carrier": one.carrier_code,
                "layout": one.layout,
                "name": one.name,
                "shipments": one.shipments,
                "made_at": one.made_at,
                "made_by": name_of(one.made_by, names),
                "voided_at": one.voided_at,
                "void_reason": one.void_reason,
            }
            for one in written
        ],
        "number_files": [
            {
                "id": one.id,
                "carrier": one.carrier_code,
                "name": one.name,
                "rows": one.rows,
                "noted": one.noted,
                "known": one.known,
                "rejected": one.rejected,
                "taken_at": one.taken_at,
                "taken_by": name_of(one.taken_by, names),
            }
            for one in returned
        ],
    }


def name_of(person_id: int | None, names: Any) -> str | None:
    """The name of whoever did it."""
    return names[person_id].name if person_id in names else None


def carrier_body(code: str, found: list[Waiting], shops: dict[int, str]) -> dict[str, Any]:
    """A carrier's shipments without slip."""
    stuck = [one for one in found if one.problems]
    return {
        "carrier": code,
        "ready": len(found) - len(stuck),
        "unconfirmed": sorted({word for one in found for word in one.unconfirmed}),
        "stuck": [
            {
                "shipment": one.shipment.number,
                "order_id": one.shipment.order_id,
                "external": one.shipment.external_no,
                "shop": shops[one.shipment.shop_id],
                "ship_by": one.shipment.ship_by,
                "problems": [asdict(problem) for problem in one.problems],
            }
            for one in stuck[:STUCK_SHOWN]
        ],
    }


@routes.post("/slips/files")
@allow.office("supervisor", "administrator")
@routes.arguments(CarrierBody)
@routes.response(201, WrittenAnswer)
@routes.alt_response(409, description="nothing_is_ready")
def write_files(body: dict[str, str]) -> dict[str, Any]:
    """Write the files of everything that is ready for a carrier's label program."""
    with transaction() as session:
        files = write_label_files(session, body["carrier"], person_id=identity().person)
    if not files:
        refuse(409, "nothing_is_ready", "No shipment of this carrier is ready for a slip.")
    return {"files": files}


@routes.get("/slips/files/<int:label_file_id>.csv")
@allow.office("supervisor", "administrator")
@routes.response(200, content_type="text/csv")
@routes.alt_response(404, description="file_unknown")
def download_file(label_file_id: int) -> Response:
    """A file as it was written, byte for byte."""
    with reading() as session:
        kept = content_of(session, label_file_id)
    if kept is None:
        refuse(404, "file_unknown", "There is no such file.")
    name, content = kept
    return Response(
        content,
        content_type="text/csv; charset=Shift_JIS",
        headers={"Content-Disposition": f"attachment; filename={name}"},
    )


@routes.post("/slips/files/<int:label_file_id>/void")
@allow.office("supervisor", "administrator")
@routes.arguments(VoidBody)
@routes.response(204)
@routes.alt_response(404, description="file_unknown")
@routes.alt_response(409, description="file_is_void or parcel_is_closed")
def void_file(body: dict[str, str], label_file_id: int) -> Response:
    """Void a file: its shipments wait for a slip again."""
    with transaction() as session:
        outcome = void_label_file(
            session, label_file_id, reason=body["reason"], person_id=identity().person
        )
    if outcome == "file_unknown":
        refuse(404, outcome, "There is no such file.")
    if outcome == "parcel_is_closed":
        refuse(409, outcome, "A parcel of this file is closed.")
    if outcome == "file_is_void":
        refuse(409, outcome, "This file was voided before.")
    return Response(status=204)


@routes.post("/slips/numbers")
@allow.office("supervisor", "administrator")
@takes_files(bytes_max=NUMBER_FILE_BYTES_MAX)
@routes.arguments(NumbersForm, location="form")
@routes.arguments(NumbersFile, location="files")
@routes.response(201, NumbersAnswer)
@routes.alt_response(422, description=FILE_REFUSED)
def hand_in_numbers(form: dict[str, str], files: dict[str, Any]) -> dict[str, Any]:
    """Note the tracking numbers of a carrier's file. The same file once more changes nothing."""
    upload = files["file"]
    content = upload.read()
    read = in_native_thread(read_numbers, content)
    if not isinstance(read, SlipFile):
        refuse(422, read.code, "No number of this file can be noted.", **read.detail)
    with transaction() as session:
        taken = take_numbers(
            session,
            read.rows,
            carrier_code=form["carrier"],
            name=(upload.filename or "")[:NAME_CHARACTERS_MAX],
            content=content,
            person_id=identity().person,
        )
        rows = rejected_numbers(session, taken.number_file_id)
    return {
        "id": taken.number_file_id,
        "noted": taken.noted,
        "known": taken.known,
        "rejected": taken.rejected,
        "rows": rows,
    }


@routes.get("/slips/senders")
@allow.office("supervisor", "administrator")
@routes.response(200, SendersAnswer)
def list_senders() -> dict[str, Any]:
    """Who sends each shop's parcels, under which contracts, and the layouts there are."""
    with reading() as session:
        shops = catalog.shops(session)
        senders, contracts = catalog.senders(session), catalog.contracts(session)
    return {
        "shops": [
            {
                "shop": shop.code,
                "shop_name": shop.name,
                "sender": None
                if shop.id not in senders
                else {
                    **asdict(senders[shop.id]),
                    "contracts": [
                        contract_body(contract)
                        for (shop_id, _), contract in sorted(contracts.items())
                        if shop_id == shop.id
                    ],
                },
            }
            for shop in shops
        ],
        "layouts": [
            {"code": one.code, "title": one.title, "carrier": one.carrier}
            for one in layouts_on(today(), shipped_layouts()).values()
        ],
    }


def contract_body(contract: catalog.ContractCard) -> dict[str, str]:
    """A contract as it is answered."""
    told = asdict(contract)
    return {"carrier": told.pop("carrier_code"), **told}


@routes.post("/slips/senders/<shop>")
@allow.office("supervisor", "administrator")
@routes.arguments(SenderBody)
@routes.response(204)
@routes.alt_response(404, description="shop_unknown")
def set_sender(body: dict[str, Any], shop: str) -> Response:
    """Write down who sends a shop's parcels, and its contracts with carriers."""
    contracts = [
        catalog.ContractCard(carrier_code=one.pop("carrier"), **one)
        for one in body.pop("contracts")
    ]
    with transaction() as session:
        found = next((one for one in catalog.shops(session) if one.code == shop), None)
        if found is None:
            refuse(404, "shop_unknown", "There is no such shop.")
        catalog.set_sender(session, found.id, catalog.SenderCard(**body), contracts)
    return Response(status=204)
