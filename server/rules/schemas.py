"""What travels with rules. A rule itself is checked by the language, which says what is wrong."""

from marshmallow import fields, validate

from server.catalog import NamedAnswer, OfOwner
from server.foundation import ExactSchema, Moment, WholeNumber

LAST_MAX = 10_000
RULES_AT_ONCE_MAX = 200


class RulesSaveBody(OfOwner):
    """A rule to save; `on_version` says which version it was made from."""

    rule = fields.Dict(keys=fields.String(), required=True)
    on_version = WholeNumber(least=1, load_default=None, allow_none=True)


class RulesCheckBody(OfOwner):
    """A rule that is not finished."""

    rule = fields.Dict(keys=fields.String(), required=True)
    rule_id = WholeNumber(least=1, load_default=None, allow_none=True)


class RulesCountBody(OfOwner):
    """A condition, counted over the last orders."""

    when = fields.Dict(keys=fields.String(), required=True)
    last = WholeNumber(least=1, most=LAST_MAX, load_default=500)


class RulesDryRunBody(RulesCheckBody):
    """A rule to try on the last orders, held against today or against a version."""

    last = WholeNumber(least=1, most=LAST_MAX, load_default=500)
    against = WholeNumber(least=1, load_default=None, allow_none=True)


class ExportedRules(ExactSchema):
    """Rules as a file."""

    tanaban_rules = fields.Integer(required=True, validate=validate.Equal(1))
    rules = fields.List(
        fields.Dict(keys=fields.String()),
        required=True,
        validate=validate.Length(min=1, max=RULES_AT_ONCE_MAX),
    )


class RulesImportBody(OfOwner):
    """A file of rules to take in; all come in, switched off, or none."""

    file = fields.Nested(ExportedRules, required=True)


class ProblemAnswer(ExactSchema):
    """Something wrong with what was written, or to be known about it."""

    path = fields.String(required=True)
    code = fields.String(required=True)
    detail = fields.Dict(keys=fields.String(), required=True)


class RulesConflictAnswer(ExactSchema):
    """Another rule that writes the same thing."""

    rule_id = fields.Integer(required=True)
    name = fields.String(required=True)
    slot = fields.String(required=True)
    this_wins = fields.Boolean(required=True)


class RulesCheckAnswer(ExactSchema):
    """What is wrong, what should be known, whom it meets."""

    problems = fields.List(fields.Nested(ProblemAnswer), required=True)
    warnings = fields.List(fields.Nested(ProblemAnswer), required=True)
    conflicts = fields.List(fields.Nested(RulesConflictAnswer), required=True)


class RulesSavedAnswer(ExactSchema):
    """A rule that was saved."""

    id = fields.Integer(required=True)
    version = fields.Integer(required=True)
    warnings = fields.List(fields.Nested(ProblemAnswer), required=True)
    conflicts = fields.List(fields.Nested(RulesConflictAnswer), required=True)


class RuleAnswer(ExactSchema):
    """A rule with the version in force."""

    id = fields.Integer(required=True)
    on = fields.Boolean(required=True)
    version = fields.Integer(required=True)
    rule = fields.Dict(keys=fields.String(), required=True)
    saved_at = Moment(required=True)
    saved_by = fields.String(required=True, allow_none=True)


class RulesAnswer(ExactSchema):
    """The rules of an owner."""

    owner = fields.String(required=True)
    rules = fields.List(fields.Nested(RuleAnswer), required=True)


class RulesVersionAnswer(ExactSchema):
    """One version."""

    number = fields.Integer(required=True)
    rule = fields.Dict(keys=fields.String(), required=True)
    saved_at = Moment(required=True)
    saved_by = fields.String(required=True, allow_none=True)


class RulesVersionsAnswer(ExactSchema):
    """All versions of a rule, the newest first."""

    id = fields.Integer(required=True)
    versions = fields.List(fields.Nested(RulesVersionAnswer), required=True)


class RulesOperatorAnswer(ExactSchema):
    """A question that can be asked, and the kind of value it takes."""

    op = fields.String(required=True)
    takes = fields.String(required=True)


class RulesFactAnswer(ExactSchema):
    """A fact, the questions about it, and values to choose from."""

    fact = fields.String(required=True)
    kind = fields.String(required=True)
    unit = fields.String(required=True)
    of_line = fields.Boolean(required=True)
    operators = fields.List(fields.Nested(RulesOperatorAnswer), required=True)
    choices = fields.List(fields.String(), required=True)
    suggestions = fields.List(fields.String(), required=True)


class RulesNamedAnswer(NamedAnswer):
    """A code of the house with its name in both languages."""

    name_en = fields.String(required=True)


class RulesMomentAnswer(ExactSchema):
    """A moment at which rules can be asked, and what it is not too late for then."""

    at = fields.String(required=True)
    actions = fields.List(fields.String(), required=True)


class RulesLanguageAnswer(ExactSchema):
    """Everything a rule may be made of."""

    owner = fields.String(required=True)
    owners = fields.List(fields.Nested(RulesNamedAnswer), required=True)
    facts = fields.List(fields.Nested(RulesFactAnswer), required=True)
    shops = fields.List(fields.Nested(RulesNamedAnswer), required=True)
    carriers = fields.List(fields.Nested(RulesNamedAnswer), required=True)
    flyers = fields.List(fields.Nested(RulesNamedAnswer), required=True)
    actions = fields.List(fields.String(), required=True)
    moments = fields.List(fields.Nested(RulesMomentAnswer), required=True)
    instructions = fields.List(fields.String(), required=True)


class RulesPartAnswer(ExactSchema):
    """How many orders a part of a condition matches."""

    path = fields.String(required=True)
    matches = fields.Integer(required=True)


class RulesCountAnswer(ExactSchema):
    """How many of the last orders match."""

    orders = fields.Integer(required=True)
    matches = fields.Integer(required=True)
    parts = fields.List(fields.Nested(RulesPartAnswer), required=True)


class RulesEffectAnswer(ExactSchema):
    """Something a rule does."""

    slot = fields.String(required=True)
    do = fields.String(required=True)
    value = fields.Raw(required=True, allow_none=True)


class RulesAskedAnswer(ExactSchema):
    """A question that decided."""

    path = fields.String(required=True)
    fact = fields.String(required=True)
    op = fields.String(required=True)
    value = fields.Raw(required=True, allow_none=True)
    actual = fields.Raw(required=True, allow_none=True)
    fits = fields.Boolean(required=True)
    line = fields.Integer(required=True, allow_none=True)


class RulesExampleAnswer(ExactSchema):
    """An order in a dry run."""

    order = fields.Integer(required=True)
    external = fields.String(required=True)
    stage = fields.String(required=True)
    matched = fields.Boolean(required=True)
    changed = fields.Boolean(required=True)
    before = fields.List(fields.Nested(RulesEffectAnswer), required=True)
    after = fields.List(fields.Nested(RulesEffectAnswer), required=True)
    asked = fields.List(fields.Nested(RulesAskedAnswer), required=True)


class RulesDryRunAnswer(ExactSchema):
    """What a rule would have done to the last orders."""

    orders = fields.Integer(required=True)
    matched = fields.Integer(required=True)
    matched_before = fields.Integer(required=True)
    matched_both = fields.Integer(required=True)
    changed = fields.Integer(required=True)
    examples = fields.List(fields.Nested(RulesExampleAnswer), required=True)


class RulesFiredAnswer(ExactSchema):
    """What a version of a rule did with an order."""

    rule = fields.Integer(required=True)
    version = fields.Integer(required=True)
    name = fields.String(required=True)
    effects = fields.List(fields.Nested(RulesEffectAnswer), required=True)
    overruled = fields.List(fields.Nested(RulesEffectAnswer), required=True)
    kept_out = fields.String(required=True, allow_none=True)
    by = fields.Integer(required=True, allow_none=True)


class RuleNowAnswer(RulesFiredAnswer):
    """What a rule says about an order now, and why."""

    is_on = fields.Boolean(required=True)
    matches = fields.Boolean(required=True)
    is_in_window = fields.Boolean(required=True)
    asked = fields.List(fields.Nested(RulesAskedAnswer), required=True)


class RulesVerdictAnswer(ExactSchema):
    """What the rules said once."""

    at = Moment(required=True)
    moment = fields.String(required=True)
    is_other = fields.Boolean(required=True)
    fired = fields.List(fields.Nested(RulesFiredAnswer), required=True)


class RulesMailAnswer(ExactSchema):
    """A mail that a rule has laid ready for a person to send."""

    subject = fields.String(required=True)
    text = fields.String(required=True)


class RulesWhyAnswer(ExactSchema):
    """What rules have said about an order, and what each says now."""

    owner = fields.String(required=True)
    held_by_rule = fields.Boolean(required=True)
    mails = fields.List(fields.Nested(RulesMailAnswer), required=True)
    verdicts = fields.List(fields.Nested(RulesVerdictAnswer), required=True)
    rules = fields.List(fields.Nested(RuleNowAnswer), required=True)


class RulesImportedAnswer(ExactSchema):
    """Rules that came in, switched off."""

    rules = fields.List(fields.Integer(), required=True)
