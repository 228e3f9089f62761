"""Pools of slip numbers at the edge."""

from marshmallow import fields, validate

from server.foundation import ExactSchema, Moment, Text


class PoolBody(ExactSchema):
    """The slips of a box that a carrier printed ahead."""

    owner = Text(least=1, most=20, required=True)
    carrier = Text(least=1, most=20, required=True)
    first = Text(least=12, most=20, required=True)
    last = Text(least=12, most=20, required=True)
    tell_at_left = fields.Integer(load_default=100, validate=validate.Range(min=0, max=1_000_000))


class PoolAnswer(ExactSchema):
    """A pool of numbers, and how many it still has."""

    id = fields.Integer(required=True)
    owner = fields.String(required=True)
    carrier = fields.String(required=True)
    first = fields.String(required=True)
    last = fields.String(required=True)
    next = fields.String(required=True, allow_none=True)
    left = fields.Integer(required=True)
    tell_at_left = fields.Integer(required=True)
    added_at = Moment(required=True)
    closed_at = Moment(required=True, allow_none=True)


class OwnerNamed(ExactSchema):
    """An owner to choose."""

    code = fields.String(required=True)
    name = fields.String(required=True)


class PoolsAnswer(ExactSchema):
    """All pools, those first that are in use, and whose they may be."""

    pools = fields.List(fields.Nested(PoolAnswer), required=True)
    owners = fields.List(fields.Nested(OwnerNamed), required=True)


class PoolMade(ExactSchema):
    """The pool that was added."""

    id = fields.Integer(required=True)
