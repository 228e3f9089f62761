"""The doors of assembling: kits are asked for, and wanted no more."""

from typing import Any

from flask import Response
from marshmallow import fields
from sqlalchemy.orm import Session

from server import catalog, people, stock, tasks
from server.assembling.asking import NotAsked, ask_for, withdraw
from server.assembling.queries import LiveAssembly, live_assemblies
from server.foundation import (
    ExactSchema,
    Flag,
    RoomRoutes,
    WholeNumber,
    allow,
    identity,
    moment_text,
    reading,
    refuse,
    transaction,
)

routes = RoomRoutes("assembling", "Kits that are put together on stock.")
KITS_MAX = 9_999


class AssemblyBody(ExactSchema):
    """How many kits are to be put together."""

    kits = WholeNumber(least=1, most=KITS_MAX, required=True)
    apart = Flag(load_default=False)
    """Whether finished kits are to be taken apart instead."""


class AssemblyAsked(ExactSchema):
    """The task, and for how many of the kits the parts were there."""

    task = fields.Integer(required=True)
    kits = fields.Integer(required=True)
    asked = fields.Integer(required=True)


class KitOnStock(ExactSchema):
    """How many of a kit lie put together, promised to nobody, and how many more parts come to."""

    kit = fields.Integer(required=True)
    finished_pieces = fields.Integer(required=True)
    possible_kits = fields.Integer(required=True)


class Assembly(ExactSchema):
    """Kits that are to be put together, or are being."""

    task = fields.Integer(required=True)
    kit = fields.Integer(required=True)
    apart = fields.Boolean(required=True)
    asked_kits = fields.Integer(required=True)
    wanted_kits = fields.Integer(required=True)
    made_kits = fields.Integer(required=True)
    asked_at = fields.String(required=True)
    stage = fields.String(required=True)
    claimed_by = fields.String(required=True, allow_none=True)


class AssembliesAnswer(ExactSchema):
    """Every kit as it lies in the house, and what is being done about it."""

    kits = fields.List(fields.Nested(KitOnStock), required=True)
    assemblies = fields.List(fields.Nested(Assembly), required=True)


@routes.get("/stock/assemblies")
@allow.people("supervisor", "administrator")
@routes.response(200, AssembliesAnswer)
def list_assemblies() -> dict[str, Any]:
    """How many of each kit there are, and which are being put together."""
    with reading() as session:
        kit_ids = catalog.all_kits(session)
        finished = stock.free_on_shelves(session, kit_ids)
        for_sale = stock.free_for_sale(session, kit_ids)
        return {
            "kits": [
                {
                    "kit": kit_id,
                    "finished_pieces": finished.get(kit_id, 0),
                    "possible_kits": for_sale[kit_id] - finished.get(kit_id, 0),
                }
                for kit_id in kit_ids
            ],
            "assemblies": shown(session, live_assemblies(session)),
        }


def shown(session: Session, found: list[LiveAssembly]) -> list[dict[str, Any]]:
    """Assemblies with who is at work on them."""
    cards = {card.id: card for card in tasks.cards(session, ids=[one.task_id for one in found])}
    names = people.person_cards(
        session, [card.lease_person_id for card in cards.values() if card.lease_person_id]
    )
    return [
        {
            "task": one.task_id,
            "kit": one.kit_product_id,
            "apart": one.apart,
            "asked_kits": one.asked_kits,
            "wanted_kits": one.wanted_kits,
            "made_kits": one.made_kits,
            "asked_at": moment_text(one.asked_at),
            "stage": cards[one.task_id].stage,
            "claimed_by": claimant(cards[one.task_id], names),
        }
        for one in found
    ]


def claimant(card: tasks.Card, names: dict[int, people.PersonCard]) -> str | None:
    """Who puts the kits together now."""
    holder = names.get(card.lease_person_id or 0)
    return holder.name if holder is not None and card.stage == "claimed" else None


@routes.post("/stock/kits/<int:product_id>/assemblies")
@allow.people("supervisor", "administrator")
@routes.arguments(AssemblyBody)
@routes.response(201, AssemblyAsked)
@routes.alt_response(404, description="`no_kit`")
@routes.alt_response(
    409,
    description="`no_parts`: not for one kit; `kit_has_no_label`; to take apart"
    " `no_finished_kits`, `part_has_no_label`",
)
def ask_for_kits(body: dict[str, Any], product_id: int) -> dict[str, Any]:
    """Have so many of a kit put together, or taken apart; what is fetched is held from now on."""
    with transaction() as session:
        asked = ask_for(
            session, product_id, body["kits"], apart=body["apart"], person_id=identity().person
        )
        if isinstance(asked, NotAsked):
            status = 404 if asked.code == "no_kit" else 409
            refuse(status, asked.code, "None of this kit can be put together.")
        return {"task": asked.task_id, "kits": asked.kits, "asked": body["kits"]}


@routes.delete("/stock/assemblies/<int:task_id>")
@allow.people("supervisor", "administrator")
@routes.response(204)
@routes.alt_response(404, description="`assembly_unknown`")
@routes.alt_response(409, description="`assembly_is_begun`")
def withdraw_kits(task_id: int) -> Response:
    """Want kits no more that nobody has begun to put together; their parts are free again."""
    with transaction() as session:
        why_not = withdraw(session, task_id)
        if why_not is not None:
            status = 404 if why_not == "assembly_unknown" else 409
            refuse(status, why_not, "These kits cannot be called off.")
    return Response(status=204)
