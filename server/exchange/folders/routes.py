"""The desk for watched folders: which there are, how they are, what they brought."""

from dataclasses import asdict
from typing import Any

from flask import Response
from sqlalchemy.orm import Session

from server import catalog
from server.exchange.folders import actions
from server.exchange.folders.decisions import path_fault
from server.exchange.folders.looking import root, try_look
from server.exchange.folders.queries import folders_told, path_of
from server.exchange.folders.schemas import (
    FolderMade,
    FoldersAnswer,
    FolderSwitch,
    FolderTrial,
    NewFolder,
)
from server.foundation import (
    RoomRoutes,
    allow,
    identity,
    reading,
    refuse,
    transaction,
)
from server.foundation.patience import in_native_thread

routes = RoomRoutes("folders", "Watched folders: files come in by themselves.")

LOOKS_EVERY_SECONDS = 60


@routes.get("/folders")
@allow.office("supervisor", "administrator")
@routes.response(200, FoldersAnswer)
def list_folders() -> dict[str, Any]:
    """All watched folders, their last look, and the files that they brought last."""
    with reading() as session:
        folders = folders_told(session)
    return {
        "is_set": root().path is not None,
        "looks_every_seconds": LOOKS_EVERY_SECONDS,
        "folders": folders,
    }


@routes.post("/folders")
@allow.office("administrator")
@routes.arguments(NewFolder)
@routes.response(201, FolderMade)
@routes.alt_response(404, description="`owner_unknown`, `shop_unknown`")
@routes.alt_response(409, description="`folder_is_watched`")
@routes.alt_response(422, description="`path_unreadable`, `path_is_ours`, `shop_needed`")
def watch_folder(body: dict[str, Any]) -> dict[str, int]:
    """Watch a folder below the root; files in it come in from the next minute on."""
    if fault := path_fault(body["path"]):
        refuse(422, fault, "Letters, digits, - _ . and / below the root.", path=body["path"])
    with transaction() as session:
        owner_id, shop_id = whose(session, body)
        folder_id = actions.watch(
            session,
            owner_id=owner_id,
            shop_id=shop_id,
            kind=body["kind"],
            path=body["path"],
            made_by=identity().person,
        )
        if folder_id is None:
            refuse(409, "folder_is_watched", "This folder is watched already.")
    return {"id": folder_id}


def whose(session: Session, body: dict[str, Any]) -> tuple[int, int | None]:
    """Owner and shop that are named; refuses others."""
    owner = next((one for one in catalog.owners(session) if one.code == body["owner"]), None)
    if owner is None:
        refuse(404, "owner_unknown", "There is no such owner.", owner=body["owner"])
    if body["kind"] != "orders":
        return owner.id, None
    if body["shop"] is None:
        refuse(422, "shop_needed", "Orders come from a shop.")
    shops = {one.code: one for one in catalog.shops(session) if one.owner_id == owner.id}
    if body["shop"] not in shops:
        refuse(404, "shop_unknown", "This owner has no such shop.", shop=body["shop"])
    return owner.id, shops[body["shop"]].id


@routes.patch("/folders/<int:folder_id>")
@allow.office("administrator")
@routes.arguments(FolderSwitch)
@routes.response(204)
@routes.alt_response(404, description="`folder_unknown`")
def switch_folder(body: dict[str, bool], folder_id: int) -> Response:
    """Watch a folder, or leave it alone."""
    with transaction() as session:
        if not actions.switch(session, folder_id, is_on=body["is_on"]):
            refuse(404, "folder_unknown", "There is no such folder.")
    return Response(status=204)


@routes.post("/folders/<int:folder_id>/test")
@allow.office("supervisor", "administrator")
@routes.response(200, FolderTrial)
@routes.alt_response(404, description="`folder_unknown`")
def test_folder(folder_id: int) -> dict[str, Any]:
    """Look whether the folder can be watched, and what lies there; nothing comes in."""
    with reading() as session:
        path = path_of(session, folder_id)
    if path is None:
        refuse(404, "folder_unknown", "There is no such folder.")
    return asdict(in_native_thread(try_look, root().path, path))
