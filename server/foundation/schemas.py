"""Fields and schemas of the edge. What is not exactly right is refused, not bent into shape."""

import re
from datetime import UTC, datetime
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate

WHOLE_NUMBER_MAX = 2**53 - 1
"""The largest integer that JavaScript keeps exactly."""
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
DAY = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")


class ExactSchema(Schema):
    """A body with exactly the fields it declares: an unknown one is an error, not noise."""

    class Meta:
        """Refuse what is not declared."""

        unknown = RAISE


class Text(fields.String):
    """Text without control characters, from `least` to `most` characters."""

    default_error_messages = {"control": "Has a control character."}

    def __init__(self, *, least: int = 0, most: int, **more: Any) -> None:
        """Declare the lengths."""
        checks = [validate.Length(min=least, max=most), *more.pop("validate", [])]
        super().__init__(validate=checks, **more)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if FORBIDDEN.search(text):
            raise self.make_error("control")
        return text


class WholeNumber(fields.Integer):
    """An integer from `least` to `most`; neither `"3"` nor `3.0` nor `true` is one."""

    def __init__(self, *, least: int = 0, most: int = WHOLE_NUMBER_MAX, **more: Any) -> None:
        """Declare the bounds."""
        super().__init__(validate=validate.Range(min=least, max=most), **more)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class QueryNumber(WholeNumber):
    """An integer in a query string, where everything is text: ASCII digits only."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:
        if not isinstance(value, str) or not re.fullmatch("-?[0-9]{1,16}", value):
            raise self.make_error("invalid", input=value)
        return int(value)


class Flag(fields.Boolean):
    """True or false; neither `"yes"` nor 1."""

    truthy = {True}
    falsy = {False}

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class Moment(fields.Field[datetime]):
    """A moment: ISO 8601 with an offset in, UTC with milliseconds and Z out."""

    default_error_messages = {"invalid": "Not an ISO 8601 moment with an offset."}

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else moment_text(value)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:
        try:
            moment = datetime.fromisoformat(value)
            return moment.astimezone(UTC) if moment.tzinfo else self._refuse()
        except (TypeError, ValueError, OverflowError) as error:
            raise self.make_error("invalid") from error

    def _refuse(self) -> datetime:
        raise self.make_error("invalid")


def moment_text(moment: datetime) -> str:
    """A moment as every answer writes it, as in `2026-11-23T04:05:06.789Z`."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def is_day(text: str) -> None:
    """Check a day of the calendar, `YYYY-MM-DD`.

    Raises:
        ValidationError: when it is none.
    """
    try:
        assert DAY.fullmatch(text)
        datetime.fromisoformat(text)
    except (AssertionError, ValueError) as error:
        raise ValidationError("Not a day like 2026-11-23.") from error


class InBothLanguages(ExactSchema):
    """A name that is data, in Japanese and in English."""

    ja = fields.String(required=True)
    en = fields.String(required=True)


class ErrorAnswer(ExactSchema):
    """What every error looks like."""

    code = fields.String(required=True, metadata={"description": "What went wrong, for programs."})
    message = fields.String(required=True, metadata={"description": "The same for developers."})
    detail = fields.Dict(keys=fields.String(), required=True)
