"""The one door for devices."""

from typing import Any

from flask import Response, current_app, jsonify, request

from server import tasks
from server.foundation import (
    RoomRoutes,
    allow,
    head,
    identity,
    moment_text,
    now,
    reading,
    refuse,
    takes_files,
    transaction,
)
from server.foundation.outbox import position_of
from server.foundation.together import Together
from server.scans.actions import Handed, Verdict, accept_events, accept_one_by_one
from server.scans.ahead import ask_back, take_ahead
from server.scans.decisions import Submission, SubmissionUnreadable, read_submission, receipt_of
from server.scans.queries import device_of_event
from server.scans.schemas import (
    AheadAnswer,
    AheadBody,
    JobAnswer,
    PhotoFile,
    ScansAnswer,
    ScansBody,
    StartBody,
    TasksAnswer,
    TasksQuery,
    ToteClaim,
)
from server.scans.taking import Turned, claim, claim_tote, is_under_way, job, start, task_cards

PHOTO_REQUEST_BYTES_MAX = tasks.PHOTO_BYTES_MAX + 10_000
"""A photo and what multipart/form-data lays around it."""
NOTHING_LEARNT: dict[str, Any] = {"codes": {}, "products": {}, "places": {}}

routes = RoomRoutes("scans", "The one door for everything a device reports.")


def accept_together(submissions: Any) -> list[tuple[Handed, int | None]]:
    """Take in what several devices hand in, in one transaction."""
    with transaction() as session:
        handed = accept_events(session, submissions)
    position = position_of(session)
    return [(one, position) for one in handed]


def accept_alone(submission: Submission) -> tuple[Handed, int | None]:
    """Take in one submission, event by event."""
    return accept_one_by_one(submission), None


accept: Together[Submission, tuple[Handed, int | None]] = Together(accept_together, accept_alone)


@routes.post("/scans")
@allow.device
@routes.doc(requestBody={"content": {"application/json": {"schema": ScansBody}}, "required": True})
@routes.response(200, ScansAnswer)
@routes.alt_response(422, description="The envelope cannot be read; no event was looked at.")
def post_scans() -> Response:
    """Hand in events, the oldest first; each gets its verdict, for ever the same."""
    try:
        submission = read_submission(request.get_data(cache=False), identity().device)
    except SubmissionUnreadable as error:
        refuse(422, "validation_failed", "This is no hand-in.", field=error.args[0])
    handed, position = accept(submission)
    epoch = epoch_of_house()
    secret = current_app.extensions["settings"].secret_key.encode()
    body = {
        "verdicts": [verdict_body(verdict, secret, epoch) for verdict in handed.verdicts],
        "high_water": handed.high_water,
        "server_time": moment_text(now()),
        "epoch": epoch,
        "position": position,
    }
    return jsonify(body)


@routes.post("/scans/<string:event_id>/photo")
@allow.device
@takes_files(bytes_max=PHOTO_REQUEST_BYTES_MAX)
@routes.arguments(PhotoFile, location="files")
@routes.response(204)
@routes.alt_response(404, description="exception_unknown: this device has not reported one by it")
@routes.alt_response(422, description="photo_unreadable: no JPEG, or larger than 500,000 bytes")
def post_photo(files: dict[str, Any], event_id: str) -> Response:
    """Keep the photo of what a scan has reported; the same photo again changes nothing."""
    who = identity()
    with transaction() as session:
        is_own = device_of_event(session, event_id) == who.device
        outcome = (
            tasks.keep_photo(session, event_id, files["file"].read(), device_id=who.device)
            if is_own
            else "exception_unknown"
        )
    if outcome == "exception_unknown":
        refuse(404, outcome, "This device has reported nothing by that scan.")
    if outcome == "photo_unreadable":
        refuse(422, outcome, "Send one JPEG of at most 500,000 bytes.")
    return Response(status=204)


def verdict_body(verdict: Verdict, secret: bytes, epoch: str) -> dict[str, Any]:
    """One verdict as it is answered, with the server's signature."""
    job = None
    if verdict.facts is not None:
        job = {
            "step": verdict.step,
            "facts": verdict.facts,
            "revision": verdict.revision,
            "lease": verdict.lease,
            **(verdict.learnt or NOTHING_LEARNT),
        }
    return {
        "event_id": verdict.event_id,
        "verdict": verdict.verdict,
        "row": verdict.row,
        "because": verdict.because,
        "step": verdict.step,
        "revision": verdict.revision,
        "replayed": verdict.is_replayed,
        "agrees": verdict.agrees,
        "job": job,
        "detail": verdict.detail,
        "receipt": receipt_of(
            secret,
            event_id=verdict.event_id or "",
            verdict=verdict.verdict,
            body_hash=verdict.body_hash,
            epoch=epoch,
        ),
    }


def epoch_of_house() -> str:
    """Which life of the database this is; a restore begins a new one, and the server anew."""
    epoch: str | None = current_app.extensions.get("epoch")
    if epoch is None:
        with reading() as session:
            epoch = current_app.extensions["epoch"] = head(session)[1]
    return epoch


@routes.get("/tasks")
@allow.device_or_staff
@routes.arguments(TasksQuery, location="query")
@routes.response(200, TasksAnswer)
def list_tasks(query: dict[str, str]) -> Response:
    """Tasks, the most urgent first."""
    with reading() as session:
        position, _ = head(session)
        stages = [query["stage"]] if "stage" in query else ["open", "claimed"]
        found = tasks.cards(session, kind=query.get("kind"), stages=stages)
        body = {"tasks": task_cards(session, found), "position": position}
    return jsonify(body)


@routes.post("/tasks/<int:task_id>/claim")
@allow.people("picker", "packer", "supervisor", "administrator")
@routes.response(200, JobAnswer)
@routes.alt_response(409, description="task_taken, task_finished, task_waiting or task_held")
def claim_task(task_id: int) -> Response:
    """Take a task; of all who try at once exactly one gets it."""
    with transaction() as session:
        taken = claim(session, task_id, **claimant())
    return claim_answer(taken)


@routes.post("/tasks/start")
@allow.people("picker", "packer", "supervisor", "administrator")
@routes.arguments(StartBody)
@routes.response(200, JobAnswer)
@routes.alt_response(409, description="why it cannot be begun, as a code of its room")
def start_task(body: dict[str, str]) -> Response:
    """Begin work that nobody has laid: a move, a count, a delivery that nobody announced."""
    with transaction() as session:
        begun = start(session, body["kind"], tasks.Start(**claimant(), raw=body["raw"]))
    return claim_answer(begun)


@routes.post("/tasks/claim")
@allow.people("packer", "supervisor", "administrator")
@routes.arguments(ToteClaim)
@routes.response(200, JobAnswer)
@routes.alt_response(404, description="tote_empty or tote_unknown")
@routes.alt_response(409, description="task_taken, task_finished, task_waiting or task_held")
def claim_by_tote(body: dict[str, str]) -> Response:
    """Take the pack task of whatever this tote carries."""
    with transaction() as session:
        taken = claim_tote(session, body["tote"], **claimant())
    return claim_answer(taken)


@routes.post("/tasks/ahead")
@allow.people("picker", "supervisor", "administrator")
@routes.arguments(AheadBody)
@routes.response(200, AheadAnswer)
def take_carts_ahead(body: dict[str, Any]) -> Response:
    """Take the next carts ahead, as many as leave enough for others; and keep those it has."""
    most = current_app.extensions["settings"].carts_ahead
    with transaction() as session:
        jobs = take_ahead(session, **claimant(), in_hand=body["in_hand"], most=most)
    return jsonify({"jobs": jobs, "most": most})


@routes.post("/tasks/wanted")
@allow.people("picker", "supervisor", "administrator")
@routes.response(204)
def ask_for_carts() -> Response:
    """Ask handhelds that have taken carts ahead for some; those that hear it give them back."""
    with transaction() as session:
        ask_back(session, device_id=claimant()["device_id"])
    return Response(status=204)


@routes.get("/tasks/<int:task_id>/job")
@allow.device
@routes.response(200, JobAnswer)
@routes.alt_response(409, description="lease_is_stale: another device has it")
def show_job(task_id: int) -> Response:
    """The job as the server sees it, for the device that has it."""
    with reading() as session:
        lease = tasks.leases(session, [task_id]).get(task_id)
        if lease is None:
            refuse(404, "task_unknown", "There is no such task.")
        if lease.device_id != identity().device:
            refuse(409, "lease_is_stale", "Another device has this task.")
        body = job(session, task_id)
    return jsonify(body)


@routes.post("/tasks/<int:task_id>/release")
@allow.people("picker", "packer", "supervisor", "administrator")
@routes.response(204)
@routes.alt_response(409, description="lease_is_stale or goods_on_cart")
def release_task(task_id: int) -> Response:
    """Give a task back, so that another can take it; with goods on the cart only a supervisor."""
    who = identity()
    with transaction() as session:
        lease = tasks.leases(session, [task_id]).get(task_id)
        if lease is None or lease.stage != "claimed":
            refuse(409, "lease_is_stale", "Nobody has this task.")
        if who.role not in ("supervisor", "administrator"):
            if (lease.person_id, lease.device_id) != (who.person_id, who.device_id):
                refuse(409, "lease_is_stale", "Another person has this task.")
            if is_under_way(session, task_id):
                refuse(409, "goods_on_cart", "Goods are on the cart; ask a supervisor.")
        tasks.give_back(session, task_id)
    return Response(status=204)


def claimant() -> dict[str, int]:
    """Who takes a task, and on which device."""
    who = identity()
    if who.device_id is None:
        refuse(403, "device_needed", "Tasks are taken on an enrolled device.")
    return {"person_id": who.person, "device_id": who.device_id}


def claim_answer(taken: dict[str, Any] | Turned) -> Response:
    """The job, or why there is none."""
    if isinstance(taken, Turned):
        status = 404 if taken.code in ("task_unknown", "tote_empty", "tote_unknown") else 409
        refuse(status, taken.code, "This task cannot be taken.", by=taken.by, at=taken.at)
    return jsonify(taken)
