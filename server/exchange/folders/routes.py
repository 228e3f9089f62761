"""The desk for folders: which there are, how they are, what they brought and got."""

from dataclasses import asdict
from typing import Any

from flask import Response

from server.exchange.connections.targets import allowed_addresses
from server.exchange.folders import actions
from server.exchange.folders.asked import asked_folder, asked_owner
from server.exchange.folders.decisions import HOST
from server.exchange.folders.door import FolderClosedError
from server.exchange.folders.leasing import Kind
from server.exchange.folders.looking import try_look
from server.exchange.folders.opening import account_of, root
from server.exchange.folders.queries import (
    folders_told,
    out_folders_told,
    server_cards,
    servers_told,
    where_lies,
)
from server.exchange.folders.records import OutFolder, WatchedFolder
from server.exchange.folders.schemas import (
    FolderMade,
    FoldersAnswer,
    FolderSwitch,
    FolderTrial,
    NewFolder,
    NewOutFolder,
    NewServer,
    OutFolderTrial,
    ServerChange,
    ServerContact,
    ServerTrust,
)
from server.exchange.folders.sftp import fingerprint_of, read_key
from server.exchange.folders.writing_out import try_writing
from server.foundation import (
    RoomRoutes,
    allow,
    identity,
    reading,
    refuse,
    transaction,
)
from server.foundation.patience import in_native_thread

routes = RoomRoutes("folders", "Watched folders: files come in and go out by themselves.")

LOOKS_EVERY_SECONDS = 60
NO_FOLDER = "`folder_unknown`"
NO_SERVER = "`server_unknown`"
NOT_THESE = "`path_unreadable`, `path_is_ours`, `owner_needed`, `shop_needed`, `carrier_needed`, …"
UNKNOWN = "`owner_unknown`, `shop_unknown`, `carrier_unknown`, `server_unknown`"


@routes.get("/folders")
@allow.office("supervisor", "administrator")
@routes.response(200, FoldersAnswer)
def list_folders() -> dict[str, Any]:
    """All folders, their last look, the files that they brought and got last, and servers."""
    with reading() as session:
        folders, out = folders_told(session), out_folders_told(session)
        servers = servers_told(session)
    return {
        "is_set": root().path is not None,
        "is_sandbox": root().is_sandbox,
        "looks_every_seconds": LOOKS_EVERY_SECONDS,
        "folders": folders,
        "out_folders": out,
        "servers": servers,
    }


@routes.post("/folders")
@allow.office("administrator")
@routes.arguments(NewFolder)
@routes.response(201, FolderMade)
@routes.alt_response(404, description=UNKNOWN)
@routes.alt_response(409, description="`folder_is_watched`")
@routes.alt_response(422, description=NOT_THESE)
def watch_folder(body: dict[str, Any]) -> dict[str, int]:
    """Watch a folder; files in it come in from the next minute on."""
    return add(WatchedFolder, body)


@routes.post("/out-folders")
@allow.office("administrator")
@routes.arguments(NewOutFolder)
@routes.response(201, FolderMade)
@routes.alt_response(404, description=UNKNOWN)
@routes.alt_response(409, description="`folder_is_watched`")
@routes.alt_response(422, description=NOT_THESE)
def write_into_folder(body: dict[str, Any]) -> dict[str, int]:
    """Write into a folder what is made from now on."""
    return add(OutFolder, body, every_minutes=body["every_minutes"])


def add(kind: Kind, body: dict[str, Any], **more: Any) -> dict[str, int]:
    """Use a folder that is asked for."""
    with transaction() as session:
        asked = asked_folder(session, body) | more
        folder_id = actions.add_folder(session, kind, **asked, made_by=identity().person)
        if folder_id is None:
            refuse(409, "folder_is_watched", "Files come in or go out by this folder already.")
    return {"id": folder_id}


@routes.patch("/folders/<int:folder_id>")
@allow.office("administrator")
@routes.arguments(FolderSwitch)
@routes.response(204)
@routes.alt_response(404, description=NO_FOLDER)
def switch_folder(body: dict[str, bool], folder_id: int) -> Response:
    """Watch a folder, or leave it alone."""
    return switch(WatchedFolder, folder_id, is_on=body["is_on"])


@routes.patch("/out-folders/<int:folder_id>")
@allow.office("administrator")
@routes.arguments(FolderSwitch)
@routes.response(204)
@routes.alt_response(404, description=NO_FOLDER)
def switch_out_folder(body: dict[str, bool], folder_id: int) -> Response:
    """Write into a folder, or leave it alone; what is made meanwhile waits."""
    return switch(OutFolder, folder_id, is_on=body["is_on"])


def switch(kind: Kind, folder_id: int, *, is_on: bool) -> Response:
    """Use a folder, or leave it alone."""
    with transaction() as session:
        if not actions.switch(session, kind, folder_id, is_on=is_on):
            refuse(404, "folder_unknown", "There is no such folder.")
    return Response(status=204)


@routes.post("/folders/<int:folder_id>/test")
@allow.office("supervisor", "administrator")
@routes.response(200, FolderTrial)
@routes.alt_response(404, description=NO_FOLDER)
def test_folder(folder_id: int) -> dict[str, Any]:
    """Look whether the folder can be watched, and what lies there; nothing comes in."""
    return asdict(tried(WatchedFolder, folder_id, try_look))


@routes.post("/out-folders/<int:folder_id>/test")
@allow.office("supervisor", "administrator")
@routes.response(200, OutFolderTrial)
@routes.alt_response(404, description=NO_FOLDER)
def test_out_folder(folder_id: int) -> dict[str, Any]:
    """Look whether the folder can be written into; what is tried is taken away again."""
    return {"fault": tried(OutFolder, folder_id, try_writing)}


def tried(kind: Kind, folder_id: int, look: Any) -> Any:
    """Try a folder: on our disk in a native thread, far away while others go on."""
    with reading() as session:
        where = where_lies(session, kind, folder_id)
    if where is None:
        refuse(404, "folder_unknown", "There is no such folder.")
    return look(where) if where.account else in_native_thread(look, where)


@routes.post("/file-servers")
@allow.office("administrator")
@routes.arguments(NewServer)
@routes.response(201, FolderMade)
@routes.alt_response(404, description="`owner_unknown`")
@routes.alt_response(422, description="`host_unreadable`, `password_or_key`, `private_key_locked`")
def note_server(body: dict[str, Any]) -> dict[str, int]:
    """Note a server; no password is said to it before its key was compared and trusted."""
    refuse_wrong(body)
    if bool(body["password"]) == bool(body["private_key"]):
        refuse(422, "password_or_key", "Either a password or a private key opens it.")
    with transaction() as session:
        code = body.pop("owner")
        owner_id = None if code is None else asked_owner(session, code)
        made_by = identity().person
        return {"id": actions.add_server(session, owner_id=owner_id, made_by=made_by, **body)}


def refuse_wrong(body: dict[str, Any]) -> None:
    """Refuse a host that is none, and a private key that opens nothing."""
    if "host" in body and HOST.fullmatch(body["host"]) is None:
        refuse(422, "host_unreadable", "A name or a number, without sftp:// before it.")
    if body.get("private_key"):
        try:
            read_key(body["private_key"])
        except FolderClosedError as closed:
            refuse(422, str(closed), "OpenSSH or PEM, without a passphrase.")


@routes.patch("/file-servers/<int:server_id>")
@allow.office("administrator")
@routes.arguments(ServerChange)
@routes.response(204)
@routes.alt_response(404, description=NO_SERVER)
@routes.alt_response(422, description="`host_unreadable`, `password_or_key`, `private_key_locked`")
def change_server(body: dict[str, Any], server_id: int) -> Response:
    """Change a server; at another address its key is compared anew."""
    refuse_wrong(body)
    if body.get("password") and body.get("private_key"):
        refuse(422, "password_or_key", "Either a password or a private key opens it.")
    if body.get("password"):
        body |= {"private_key": ""}
    if body.get("private_key"):
        body |= {"password": ""}
    with transaction() as session:
        if not actions.change_server(session, server_id, body):
            refuse(404, "server_unknown", "There is no such server.")
    return Response(status=204)


@routes.post("/file-servers/<int:server_id>/contact")
@allow.office("administrator")
@routes.response(200, ServerContact)
@routes.alt_response(404, description=NO_SERVER)
def contact_server(server_id: int) -> dict[str, str | None]:
    """Ask a server for its key, and say nothing else to it; a person compares the fingerprint."""
    with reading() as session:
        is_known = any(one.id == server_id for one in server_cards(session))
        account = account_of(session, server_id)
    if account is None or not is_known:
        refuse(404, "server_unknown", "There is no such server.")
    try:
        return {"fault": None, "host_key": fingerprint_of(account, allowed=allowed_addresses())}
    except FolderClosedError as closed:
        return {"fault": str(closed), "host_key": None}


@routes.post("/file-servers/<int:server_id>/trust")
@allow.office("administrator")
@routes.arguments(ServerTrust)
@routes.response(204)
@routes.alt_response(404, description=NO_SERVER)
def trust_server(body: dict[str, str], server_id: int) -> Response:
    """Know a server by this key from now on; any other is refused."""
    with transaction() as session:
        if not actions.trust_key(session, server_id, body["host_key"]):
            refuse(404, "server_unknown", "There is no such server.")
    return Response(status=204)


@routes.post("/file-servers/<int:server_id>/remove")
@allow.office("administrator")
@routes.response(204)
@routes.alt_response(404, description=NO_SERVER)
def remove_server(server_id: int) -> Response:
    """Forget a server and what opens it; its folders are off."""
    with transaction() as session:
        if not actions.remove_server(session, server_id):
            refuse(404, "server_unknown", "There is no such server.")
    return Response(status=204)
