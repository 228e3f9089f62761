"""One shape for every error: {code, message, detail}. Words for the codes live in the client."""

import secrets
from typing import Any, NoReturn

from flask import Flask, Response, current_app, g, request
from structlog import get_logger
from werkzeug.exceptions import HTTPException

CODES = {
    400: ("request_unreadable", "The request cannot be read."),
    401: ("login_needed", "Nobody is logged in here."),
    403: ("not_allowed", "This door does not open for you."),
    404: ("not_found", "There is nothing here."),
    405: ("method_not_allowed", "This address does not take that method."),
    408: ("too_slow", "The request came too slowly."),
    413: ("too_large", "The request is larger than this address takes."),
    415: ("wrong_media_type", "Send JSON (or multipart/form-data where files are taken)."),
    422: ("validation_failed", "A field is missing, unknown or out of its bounds."),
    429: ("too_many_requests", "Too many attempts; wait a little."),
    500: ("server_fault", "The server failed; it was logged under this request id."),
    503: ("not_ready", "The server is not ready."),
}


class Refused(HTTPException):
    """A request that is answered with an error on purpose."""

    def __init__(self, status: int, code: str, message: str, detail: dict[str, Any]) -> None:
        """Remember what to answer."""
        super().__init__(message)
        self.code = status
        self.error_code = code
        self.message = message
        self.detail = detail


def refuse(status: int, code: str, message: str, /, **detail: Any) -> NoReturn:
    """Answer this request with an error; an open transaction is rolled back by it.

    Args:
        status: the HTTP status.
        code: what went wrong, as the client's dictionary knows it, as in `task_taken`.
        message: the same for a developer, in English.
        detail: facts for the client's sentence.
    """
    raise Refused(status, code, message, detail)


def error_answer(status: int, code: str, message: str, detail: dict[str, Any]) -> Response:
    """Write an error in the one shape."""
    body = current_app.json.dumps({"code": code, "message": message, "detail": detail})
    return Response(body, status, mimetype="application/json")


def answer_http_error(error: HTTPException) -> Response:
    """Any HTTP error in the one shape; an error that is a surprise was logged by Flask."""
    if isinstance(error, Refused):
        assert error.code is not None
        return error_answer(error.code, error.error_code, error.message, error.detail)
    status = error.code or 500
    code, message = CODES.get(status, ("request_refused", error.name))
    detail: dict[str, Any] = {}
    data: dict[str, Any] = getattr(error, "data", {})
    if "messages" in data:
        detail = {"fields": data["messages"]}
    if status >= 500:  # noqa: PLR2004 - the border between theirs and ours
        detail["request_id"] = request_id()
    response = error_answer(status, code, message, detail)
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After", "Location"}:
            response.headers[name] = value
    return response


def answer_fault(error: Exception) -> Response:
    """A fault of ours: logged with its traceback, answered without it."""
    get_logger("tanaban").exception(
        "server_fault",
        path=request.path,
        fault=type(error).__name__,
        request_id=request_id(),
    )
    code, message = CODES[500]
    return error_answer(500, code, message, {"request_id": request_id()})


def request_id() -> str:
    """What this request is called in the log and in the answer; named when first asked for."""
    if "request_id" not in g:
        g.request_id = secrets.token_hex(8)
    name: str = g.request_id
    return name


def install_errors(app: Flask) -> None:
    """Answer every error in the one shape."""
    app.register_error_handler(HTTPException, answer_http_error)
    app.register_error_handler(Exception, answer_fault)
