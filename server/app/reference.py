"""A page to read the API: made here from the OpenAPI document, without scripts of anybody's."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app

from server.foundation.access import Allow, allow, identity
from server.foundation.schemas import WHOLE_NUMBER_MAX

FOLDER = Path(__file__).parent
OFFICE = Allow.people("supervisor", "administrator")
REF = "#/components/schemas/"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a body, an answer or a query."""

    name: str
    type: str
    shape: str | None
    """The name of the shape it holds, if it holds one."""
    is_required: bool
    bounds: str
    description: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one address."""

    method: str
    path: str
    summary: str
    access: str
    parameters: list[Field]
    takes: Field | None
    answers: list[tuple[str, str, Field | None]]


def install_reference(app: Flask) -> None:
    """Serve /openapi.json, and /docs to read it."""

    @app.get("/openapi.json")
    @OFFICE
    def openapi_json() -> Response:
        text = current_app.json.dumps(document(current_app), indent=2)
        return Response(text, mimetype="application/json")

    @app.get("/docs")
    @allow.anyone
    def docs() -> tuple[str, int]:
        may_read = OFFICE.admits(identity())
        template = current_app.jinja_env.from_string((FOLDER / "reference.html").read_text("utf-8"))
        template.globals["spoken"] = spoken
        spec = document(current_app) if may_read else {}
        return template.render(
            may_read=may_read,
            version=spec.get("info", {}).get("version"),
            rooms=rooms_of(spec),
            shapes=shapes_of(spec),
        ), 200 if may_read else 401

    @app.get("/docs/reference.css")
    @allow.anyone
    def docs_css() -> Response:
        return Response((FOLDER / "reference.css").read_text("utf-8"), mimetype="text/css")


def spoken(text: str) -> list[tuple[str, bool]]:
    """A text in pieces, and which of them are code: those between backticks."""
    return [(piece, nth % 2 == 1) for nth, piece in enumerate(text.split("`"))]


def document(app: Flask) -> dict[str, Any]:
    """The OpenAPI document of this application."""
    spec: dict[str, Any] = app.extensions["flask-smorest"]["apis"][""]["ext_obj"].spec.to_dict()
    return spec


def rooms_of(spec: dict[str, Any]) -> list[tuple[str, str, list[Operation]]]:
    """Every room with what it is for and its operations."""
    by_room: dict[str, list[Operation]] = defaultdict(list)
    for path, methods in sorted(spec.get("paths", {}).items()):
        shared = methods.get("parameters", [])
        for method, found in methods.items():
            if method != "parameters":
                by_room[found["tags"][0]].append(operation_of(path, method, found, shared))
    return [(tag["name"], tag["description"], by_room[tag["name"]]) for tag in spec.get("tags", [])]


def operation_of(
    path: str, method: str, found: dict[str, Any], shared: list[dict[str, Any]]
) -> Operation:
    """Read one operation."""
    parameters = [
        field_of(one["name"], one["schema"], is_required=one.get("required", False))
        for one in [*shared, *found.get("parameters", [])]
    ]
    return Operation(
        method=method.upper(),
        path=path,
        summary=" ".join((found.get("summary", ""), found.get("description", ""))).strip(),
        access=found.get("x-access", ""),
        parameters=parameters,
        takes=content_of(found.get("requestBody", {})),
        answers=[
            (status, answer.get("description", ""), content_of(answer))
            for status, answer in sorted(found["responses"].items())
            if "$ref" not in answer
        ],
    )


def content_of(holder: dict[str, Any]) -> Field | None:
    """What a body or an answer holds."""
    for media_type, content in holder.get("content", {}).items():
        if "schema" in content:
            return field_of(media_type, content["schema"], is_required=True)
    return None


def shapes_of(spec: dict[str, Any]) -> list[tuple[str, str, list[Field]]]:
    """Every shape that bodies and answers refer to, with its fields."""
    shapes = spec.get("components", {}).get("schemas", {})
    return [
        (
            name,
            shape.get("description", ""),
            [
                field_of(field, schema, is_required=field in shape.get("required", []))
                for field, schema in shape.get("properties", {}).items()
            ],
        )
        for name, shape in sorted(shapes.items())
    ]


def field_of(name: str, schema: dict[str, Any], *, is_required: bool) -> Field:
    """Read one field."""
    inner = schema.get("items", schema)
    inner = next((one for one in inner.get("allOf", []) if "$ref" in one), inner)
    shape = inner["$ref"].removeprefix(REF) if "$ref" in inner else None
    kind = shape or inner.get("format") or inner.get("type", "anything")
    if "items" in schema:
        kind = f"list of {kind}"
    if schema.get("nullable"):
        kind += " or null"
    return Field(
        name=name,
        type=kind,
        shape=shape,
        is_required=is_required,
        bounds=bounds_of(inner),
        description=schema.get("description", ""),
    )


def bounds_of(schema: dict[str, Any]) -> str:
    """How long, how large, or one of which."""
    if "enum" in schema:
        return " | ".join(str(choice) for choice in schema["enum"])
    least = schema.get("minimum", schema.get("minLength"))
    most = schema.get("maximum", schema.get("maxLength"))
    if most in (None, WHOLE_NUMBER_MAX) and not least:
        return ""
    return f"{'' if least is None else least}–{'' if most is None else most}"
