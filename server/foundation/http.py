"""The house's way with HTTP: JSON in, JSON out, one error shape, safe headers on everything."""

from collections.abc import Callable
from typing import Any, TypeVar

import orjson
from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Flask, Request, Response, request
from flask.json.provider import JSONProvider
from flask.sessions import SessionInterface, SessionMixin
from flask_smorest import Api, Blueprint
from flask_smorest.spec.plugins import integerconverter2paramschema
from marshmallow import RAISE, Schema
from webargs.core import missing
from webargs.flaskparser import FlaskParser, is_json_request
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, Map

from server.foundation.errors import install_errors, refuse
from server.foundation.gate import Gate
from server.foundation.schemas import (
    WHOLE_NUMBER_MAX,
    ErrorAnswer,
    Flag,
    Moment,
    QueryNumber,
    Text,
    WholeNumber,
)
from server.settings import VERSION, Settings

API = "/api/v1"
API_NUMBER = 2
"""What our pages say in `Tanaban-Api`; counted up when an older page would be misunderstood."""
API_NUMBER_OLDEST = API_NUMBER - 1
"""A handheld may have been away while this server was renewed: the last two are spoken."""
JSON = "application/json"
View = TypeVar("View", bound=Callable[..., Any])
SchemaLike = type[Schema] | Schema


class OrjsonProvider(JSONProvider):
    """JSON by orjson: strict UTF-8, no NaN, several times faster than the standard library."""

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        """Write JSON; `indent` gives lines for people."""
        # The complaint about a list names its items by number.
        option = orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS
        if kwargs.get("indent"):
            option |= orjson.OPT_INDENT_2
        return orjson.dumps(obj, option=option).decode()

    def loads(self, s: str | bytes, **_kwargs: Any) -> Any:
        """Read JSON.

        Raises:
            ValueError: when it is none.
        """
        return orjson.loads(s)

    def response(self, *args: Any, **kwargs: Any) -> Response:
        """Answer with JSON."""
        body = orjson.dumps(self._prepare_response_obj(args, kwargs), option=orjson.OPT_UTC_Z)
        return Response(body, mimetype="application/json")


class House(Flask):
    """Flask without asynchronous views: it need not look, ten times a request, whether one is."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Call it as it is."""
        return func


class NoSession(SessionInterface):
    """Flask's own session is never used: people and devices have cookies of ours."""

    def open_session(self, app: Flask, request: Request) -> SessionMixin:  # noqa: ARG002
        """One that keeps nothing, and costs nothing."""
        return self.make_null_session(app)


class RowId(IntegerConverter):
    """A number in an address; what no row can have as its id is no address of ours."""

    def __init__(self, url_map: Map) -> None:
        """From 0 to 2^53 - 1."""
        super().__init__(url_map, max=WHOLE_NUMBER_MAX)


class StrictParser(FlaskParser):
    """Reads arguments with the house's JSON, and refuses what a schema does not declare."""

    DEFAULT_UNKNOWN_BY_LOCATION = {
        **FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION,
        "query": RAISE,
        "querystring": RAISE,
        "form": RAISE,
        "files": RAISE,
    }

    def _raw_load_json(self, req: Request) -> Any:
        if not is_json_request(req):
            return missing
        body = req.get_data(cache=True)
        if not body:
            return missing
        try:
            return orjson.loads(body)
        except orjson.JSONDecodeError as error:
            # Of bytes that are no text it keeps nothing, which would be taken for no body at all.
            return self._handle_invalid_json_error(error, req)


class RoomRoutes(Blueprint):  # type: ignore[misc] # flask-smorest ships no types
    """The routes of one room, under /api/v1. Each declares its access, below the route:

        routes = RoomRoutes("people", "Who works here.")

        @routes.get("/people")
        @allow.office("administrator")
        @routes.response(200, PeopleAnswer)
        def list_people() -> dict[str, Any]: ...

    A view may return what its schema dumps, or a Response, which is sent as it is.
    """

    ARGUMENTS_PARSER = StrictParser()

    def __init__(self, name: str, description: str) -> None:
        """Name the room."""
        super().__init__(name, __name__, url_prefix=API, description=description)

    def get(self, rule: str) -> Callable[[View], View]:
        """Route a question."""
        return self.on("GET", rule)

    def post(self, rule: str) -> Callable[[View], View]:
        """Route a deed."""
        return self.on("POST", rule)

    def patch(self, rule: str) -> Callable[[View], View]:
        """Route a change."""
        return self.on("PATCH", rule)

    def delete(self, rule: str) -> Callable[[View], View]:
        """Route an end."""
        return self.on("DELETE", rule)

    def on(self, method: str, rule: str) -> Callable[[View], View]:
        """Route one method of one address to a view."""
        register: Callable[[View], View] = self.route(rule, methods=[method])

        def decorator(view: View) -> View:
            access = view.__dict__.get("access")
            return register(self.doc(**{"x-access": access.describe()})(view) if access else view)

        return decorator

    def doc(self, **more: Any) -> Callable[[View], View]:
        """Say by hand what the OpenAPI document shall say, where a view checks by itself."""
        decorator: Callable[[View], View] = super().doc(**more)
        return decorator

    def arguments(
        self, schema: SchemaLike, *, location: str = "json", **more: Any
    ) -> Callable[[View], View]:
        """Hand the view what the request holds (its first positional argument), checked."""
        # Of a class, one would be made for every request.
        made = schema() if isinstance(schema, type) else schema
        decorator: Callable[[View], View] = super().arguments(made, location=location, **more)
        return decorator

    def response(
        self, status_code: int, schema: SchemaLike | None = None, **more: Any
    ) -> Callable[[View], View]:
        """Say what the view answers."""
        decorator: Callable[[View], View] = super().response(status_code, schema, **more)
        return decorator

    def alt_response(
        self, status_code: int, *, description: str = "", **more: Any
    ) -> Callable[[View], View]:
        """Say how the view refuses; the body is always the error shape."""
        decorator: Callable[[View], View] = super().alt_response(
            status_code, schema=ErrorAnswer, description=description, **more
        )
        return decorator


class HouseApi(Api):  # type: ignore[misc] # flask-smorest ships no types
    """The OpenAPI document of all rooms; errors keep the house's one shape."""

    ERROR_SCHEMA = ErrorAnswer

    def _register_error_handlers(self) -> None:
        """Leave errors to server.foundation.errors."""


def takes_files(*, bytes_max: int) -> Callable[[View], View]:
    """Let a route take multipart/form-data, up to its own size; all others take JSON only."""

    def declare(view: View) -> View:
        view.__dict__["file_bytes_max"] = bytes_max
        return view

    return declare


def install_http(app: Flask, settings: Settings) -> HouseApi:
    """Lay the house's HTTP: JSON, errors, headers, same-origin rule, body limits."""
    app.json = OrjsonProvider(app)
    app.session_interface = NoSession()
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=settings.body_bytes_max,
        MAX_FORM_MEMORY_SIZE=500_000,
        MAX_FORM_PARTS=20,
        API_TITLE="Tanaban",
        API_VERSION=VERSION,
        OPENAPI_VERSION="3.0.3",
    )
    app.wsgi_app = Gate(app.wsgi_app, settings)  # type: ignore[method-assign]
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    app.url_map.converters["int"] = RowId
    install_errors(app)
    refuse_foreign_requests(app, settings.accepted_origins)
    api = HouseApi(app, spec_kwargs={"marshmallow_plugin": MarshmallowPlugin()})
    teach_fields(api)
    return api


def teach_fields(api: HouseApi) -> None:
    """Tell the OpenAPI document what our own fields are."""
    for field in (WholeNumber, QueryNumber):
        api.register_field(field, "integer", None)
    api.register_converter(RowId, integerconverter2paramschema)
    api.register_field(Text, "string", None)
    api.register_field(Flag, "boolean", None)
    api.register_field(Moment, "string", "date-time")


def refuse_foreign_requests(app: Flask, accepted_origins: frozenset[str]) -> None:
    """Unsafe methods come from our own pages, as JSON (or as files where a route takes files).

    A form of another site can send neither our Origin nor application/json. A system that shows its
    key, or signs, is no browser and has no Origin.
    """

    @app.before_request
    def check_request() -> None:
        refuse_outdated_page()
        if request.method in {"GET", "HEAD", "OPTIONS"}:
            return
        view = app.view_functions.get(request.endpoint or "")
        declared = {} if view is None else view.__dict__
        access = declared.get("access")
        is_of_systems = getattr(access, "key", False) or getattr(access, "signed", False)
        refuse_foreign_origin(accepted_origins, must_say=not is_of_systems)
        refuse_wrong_body(declared.get("file_bytes_max"))


def refuse_outdated_page() -> None:
    """Refuse a page of ours that is too old to be understood; it keeps what it has, and is renewed.

    Other programs do not say a number: the address of the API is theirs.
    """
    said = request.environ.get("HTTP_TANABAN_API", "")
    if said.isascii() and said.isdigit() and int(said) < API_NUMBER_OLDEST:
        refuse(426, "app_too_old", "Load the application anew.", oldest=API_NUMBER_OLDEST)


def refuse_foreign_origin(accepted_origins: frozenset[str], *, must_say: bool) -> None:
    """Refuse a request that no page of ours has sent. Browsers always say where from.

    Args:
        accepted_origins: where our pages come from.
        must_say: whether a request that says nothing is refused, too.
    """
    origin = request.environ.get("HTTP_ORIGIN")
    if origin is None:
        if must_say and request.environ.get("HTTP_SEC_FETCH_SITE") != "same-origin":
            refuse(403, "foreign_origin", "Send the Origin header of this server.")
    elif origin not in accepted_origins:
        refuse(403, "foreign_origin", "This request comes from another site.")


def refuse_wrong_body(file_bytes_max: int | None) -> None:
    """Refuse a body of another media type or size than the route takes."""
    if file_bytes_max is None and request.environ.get("CONTENT_TYPE") == JSON:
        return  # as nearly always; whoever reads it is held to the limit by Flask
    if file_bytes_max is not None:
        request.max_content_length = file_bytes_max
    wanted = JSON if file_bytes_max is None else "multipart/form-data"
    has_body = bool(request.content_length) or "Transfer-Encoding" in request.headers
    if (has_body or request.mimetype) and request.mimetype != wanted:
        refuse(415, "wrong_media_type", f"Send {wanted}.")
    if (request.content_length or 0) > (request.max_content_length or 0):
        refuse(413, "too_large", "The request is larger than this address takes.")
