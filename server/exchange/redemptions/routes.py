"""The doors for codes of flyers that customers have used."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy.orm import Session

from server import catalog, flyers
from server.exchange.order_files import Problem
from server.exchange.redemptions.reading import RedemptionFile, read_redemptions
from server.exchange.redemptions.schemas import (
    ClaimsAnswer,
    ClaimsBody,
    DeskClaimBody,
    RedemptionForm,
    RedemptionsTaken,
    RedemptionUpload,
    SettledAnswer,
)
from server.foundation import (
    RoomRoutes,
    allow,
    identity,
    key_holder,
    refuse,
    takes_files,
    transaction,
)
from server.foundation.patience import in_native_thread

routes = RoomRoutes("redemptions", "Codes of flyers that customers have used.")

REDEMPTION_FILE_BYTES_MAX = 8_000_000
WHY = {
    "code_misread": "This is no code of a flyer; a letter is wrong or missing.",
    "code_unknown": "No flyer has this code.",
    "code_foreign": "This code is on another owner's flyer.",
    "code_voided": "This code was voided: its flyer did not go out.",
    "code_used": "This code was used for another order.",
}
STATUS = {"code_misread": 422, "code_unknown": 404, "code_foreign": 404}
NOTED = {"redeemed", "known"}
REFUSED = "`code_voided`, `code_used`"
UNKNOWN = "`code_unknown`, `code_foreign`"


@routes.post("/campaigns/redemptions")
@allow.key
@routes.arguments(ClaimsBody)
@routes.response(200, ClaimsAnswer)
@routes.alt_response(401, description="`key_unknown`")
def redeem_codes(body: dict[str, Any]) -> dict[str, Any]:
    """Note codes of flyers that customers have used, one or many; the same again changes nothing.

    Show the connection's key as `Authorization: Bearer …`. Each code is answered by itself, with
    `redeemed`, `known` (told before for this order) or why it was refused: `code_misread`,
    `code_unknown`, `code_foreign`, `code_voided`, `code_used`.
    """
    claims = [flyers.Claim(**one) for one in body["redemptions"]]
    with transaction() as session:
        settled = flyers.redeem(session, key_holder().owner_id, claims, source="key")
    return tally(settled) | {
        "redemptions": [answer_of(claim, one) for claim, one in zip(claims, settled, strict=True)]
    }


@routes.post("/campaigns/redemptions/desk")
@allow.office("supervisor", "administrator")
@routes.arguments(DeskClaimBody)
@routes.response(200, SettledAnswer)
@routes.alt_response(404, description=f"`owner_unknown`, {UNKNOWN}")
@routes.alt_response(409, description=REFUSED)
@routes.alt_response(422, description="`code_misread`")
def redeem_code(body: dict[str, Any]) -> dict[str, Any]:
    """Note one code that a customer has used, as it is told at the desk."""
    owner = body.pop("owner")
    claim = flyers.Claim(**body)
    with transaction() as session:
        owner_id = owner_by_code(session, owner)
        (settled,) = flyers.redeem(
            session, owner_id, [claim], source="desk", person_id=identity().person
        )
        if settled.outcome not in NOTED:
            refuse(
                STATUS.get(settled.outcome, 409),
                settled.outcome,
                WHY[settled.outcome],
                code=settled.code,
            )
    return answer_of(claim, settled)


@routes.post("/campaigns/redemptions/file")
@allow.office("supervisor", "administrator")
@takes_files(bytes_max=REDEMPTION_FILE_BYTES_MAX)
@routes.arguments(RedemptionForm, location="form")
@routes.arguments(RedemptionUpload, location="files")
@routes.response(200, RedemptionsTaken)
@routes.alt_response(404, description="`owner_unknown`")
@routes.alt_response(422, description="nothing was noted; the code says why")
def redeem_file(form: dict[str, str], files: dict[str, Any]) -> dict[str, Any]:
    """Note the codes of a cart's file. The same file once more changes nothing."""
    read = in_native_thread(read_redemptions, files["file"].read())
    if not isinstance(read, RedemptionFile):
        refuse(422, read.code, "No code of this file can be noted.", **read.detail)
    claims = [flyers.Claim(**row.values) for row in read.rows]
    with transaction() as session:
        owner_id = owner_by_code(session, form["owner"])
        settled = flyers.redeem(
            session, owner_id, claims, source="file", person_id=identity().person
        )
    refused = [
        Problem(row.row, "", one.outcome, one.code)
        for row, one in zip(read.rows, settled, strict=True)
        if one.outcome not in NOTED
    ]
    told = tally(settled)
    problems = sorted((*read.problems, *refused), key=lambda one: one.row)
    return {
        "redeemed": told["redeemed"],
        "known": told["known"],
        "refused": len({one.row for one in problems}),
        "rows": [asdict(one) for one in problems],
    }


def tally(settled: Sequence[flyers.Settled]) -> dict[str, int]:
    """How many codes were noted, told before, and refused."""
    said = {word: sum(one.outcome == word for one in settled) for word in ("redeemed", "known")}
    return said | {"refused": len(settled) - said["redeemed"] - said["known"]}


def answer_of(claim: flyers.Claim, settled: flyers.Settled) -> dict[str, Any]:
    """What became of one code."""
    return asdict(settled) | {"order_no": claim.order_no}


def owner_by_code(session: Session, code: str) -> int:
    """An owner by its code."""
    found = next((one.id for one in catalog.owners(session) if one.code == code), None)
    if found is None:
        refuse(404, "owner_unknown", "There is no such owner.", owner=code)
    return found
