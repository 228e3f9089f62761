"""The doors of rules. Every one names an owner; another owner's rule is not there."""

from dataclasses import asdict
from typing import Any

from server import catalog, orders, people
from server.catalog import OfOwner, SwitchBody
from server.foundation import (
    RoomRoutes,
    allow,
    identity,
    reading,
    refuse,
    today,
    transaction,
)
from server.rules.actions import Author, Saved, let_go, save, switch
from server.rules.jobs import rule_again
from server.rules.language.conditions import read_condition
from server.rules.language.drafts import read_draft
from server.rules.language.effects import ACTIONS, INSTRUCTIONS, MOMENTS
from server.rules.language.facts import FACTS
from server.rules.language.operators import OPERATORS
from server.rules.queries import conflicts_of, house_of, rule_cards, versions_of
from server.rules.schemas import (
    ExportedRules,
    RulesAnswer,
    RulesCheckAnswer,
    RulesCheckBody,
    RulesCountAnswer,
    RulesCountBody,
    RulesDryRunAnswer,
    RulesDryRunBody,
    RulesImportBody,
    RulesImportedAnswer,
    RulesLanguageAnswer,
    RulesSaveBody,
    RulesSavedAnswer,
    RulesVersionsAnswer,
    RulesWhyAnswer,
)
from server.rules.segments import segments
from server.rules.trials import Trial, counted, dry_run, why

routes = RoomRoutes("rules", "What a shop wants done with an order when something is true of it.")
SUGGESTIONS_MAX = 500
STATUS = {
    "rule_wrong": 422,
    "rule_unknown": 404,
    "rule_changed_meanwhile": 409,
    "too_many_rules": 409,
}


def answer_saved(saved: Saved) -> dict[str, Any]:
    """What was saved; or refuse, and say everything that is wrong."""
    if saved.refusal is not None:
        refuse(
            STATUS[saved.refusal],
            saved.refusal,
            "This rule is not saved; what is in force stays so.",
            problems=[asdict(one) for one in saved.problems],
            version=saved.version,
        )
    return {
        "id": saved.rule_id,
        "version": saved.version,
        "warnings": [asdict(one) for one in saved.warnings],
        "conflicts": [asdict(one) for one in saved.conflicts],
    }


@routes.get("/rules")
@allow.people("supervisor", "administrator")
@routes.arguments(OfOwner, location="query")
@routes.response(200, RulesAnswer)
@routes.alt_response(404, description="`owner_unknown`")
def list_rules(query: dict[str, Any]) -> dict[str, Any]:
    """The rules of an owner with the version in force."""
    with reading() as session:
        owner = catalog.asked_owner(session, query, or_first=True)
        cards = rule_cards(session, owner.id)
        names = people.person_cards(
            session, [card.saved_by for card in cards if card.saved_by is not None]
        )
    return {
        "owner": owner.code,
        "rules": [
            {
                "id": card.id,
                "on": card.is_on,
                "version": card.version,
                "rule": card.content,
                "saved_at": card.saved_at,
                "saved_by": names[card.saved_by].name if card.saved_by in names else None,
            }
            for card in cards
        ],
    }


@routes.get("/rules/language")
@allow.people("supervisor", "administrator")
@routes.arguments(OfOwner, location="query")
@routes.response(200, RulesLanguageAnswer)
@routes.alt_response(404, description="`owner_unknown`")
def show_language(query: dict[str, Any]) -> dict[str, Any]:
    """Everything that a rule of an owner may be made of."""
    with reading() as session:
        owner = catalog.asked_owner(session, query, or_first=True)
        owners = catalog.owners(session)
        shops = [shop for shop in catalog.shops(session) if shop.owner_id == owner.id]
        carriers = catalog.carriers(session, today())
        categories = catalog.categories(session, owner.id)
        goods = catalog.goods_of(session, owner.id, most=SUGGESTIONS_MAX)
        used = orders.words_used(session, owner.id, SUGGESTIONS_MAX)
        flyers = catalog.flyers_of(session, owner.id)
        lists = [one.segment for one in segments(session, owner.id)]
        tags = catalog.tags_of_goods(session, owner.id)
    choices = {
        "order.shop": [shop.code for shop in shops],
        "order.carrier": [carrier.code for carrier in carriers],
    }
    skus = [sku for sku, _ in goods]
    names = list(dict.fromkeys(name for _, name in goods))
    suggestions = {
        "order.channel": used["channel"],
        "order.payment": used["payment"],
        "customer.rank": used["customer_rank"],
        "customer.segments": lists,
        "lines.categories": categories,
        "line.category": categories,
        "lines.tags": tags,
        "line.tags": tags,
        "lines.skus": skus,
        "lines.sets": skus,
        "line.sku": skus,
        "lines.names": names,
        "line.name": names,
    }
    return {
        "owner": owner.code,
        "owners": [{"code": one.code, "name": one.name, "name_en": one.name} for one in owners],
        "shops": [{"code": one.code, "name": one.name, "name_en": one.name} for one in shops],
        "carriers": [
            {"code": one.code, "name": one.name, "name_en": one.name_en} for one in carriers
        ],
        "flyers": [{"code": one.sku, "name": one.name, "name_en": one.name} for one in flyers],
        "actions": list(ACTIONS),
        "moments": [
            {"at": at, "actions": [do for do, known in ACTIONS.items() if known.helps_at(at)]}
            for at in MOMENTS
        ],
        "instructions": list(INSTRUCTIONS),
        "facts": [
            {
                "fact": fact.name,
                "kind": fact.kind,
                "unit": fact.unit,
                "of_line": fact.of_line,
                "operators": [
                    {"op": op, "takes": known.takes} for op, known in OPERATORS[fact.kind].items()
                ],
                "choices": choices.get(fact.name, list(fact.choices)),
                "suggestions": suggestions.get(fact.name, []),
            }
            for fact in FACTS.values()
        ],
    }


@routes.post("/rules")
@allow.office("supervisor", "administrator")
@routes.arguments(RulesSaveBody)
@routes.response(201, RulesSavedAnswer)
@routes.alt_response(404, description="`owner_unknown`")
@routes.alt_response(409, description="`too_many_rules`")
def save_new(body: dict[str, Any]) -> dict[str, Any]:
    """Save a new rule. It is off until somebody switches it on."""
    with transaction() as session:
        owner = catalog.asked_owner(session, body)
        saved = save(session, owner.id, body["rule"], Author(identity().person))
        return answer_saved(saved)


@routes.post("/rules/<int:rule_id>")
@allow.office("supervisor", "administrator")
@routes.arguments(RulesSaveBody)
@routes.response(201, RulesSavedAnswer)
@routes.alt_response(404, description="`rule_unknown`, `owner_unknown`")
@routes.alt_response(409, description="`rule_changed_meanwhile`")
def save_version(body: dict[str, Any], rule_id: int) -> dict[str, Any]:
    """Save the next version of a rule; orders that wait are asked about again."""
    with transaction() as session:
        owner = catalog.asked_owner(session, body)
        author = Author(identity().person, rule_id, body["on_version"])
        answer = answer_saved(save(session, owner.id, body["rule"], author))
    rule_again.later(owner_id=owner.id)
    return answer


@routes.get("/rules/<int:rule_id>/versions")
@allow.people("supervisor", "administrator")
@routes.arguments(OfOwner, location="query")
@routes.response(200, RulesVersionsAnswer)
@routes.alt_response(404, description="`rule_unknown`, `owner_unknown`")
def list_versions(query: dict[str, Any], rule_id: int) -> dict[str, Any]:
    """All versions of a rule, the newest first."""
    with reading() as session:
        owner = catalog.asked_owner(session, query)
        cards = versions_of(session, owner.id, rule_id)
        if not cards:
            refuse(404, "rule_unknown", "There is no such rule.")
        names = people.person_cards(
            session, [card.saved_by for card in cards if card.saved_by is not None]
        )
    return {
        "id": rule_id,
        "versions": [
            {
                "number": card.number,
                "rule": card.content,
                "saved_at": card.saved_at,
                "saved_by": names[card.saved_by].name if card.saved_by in names else None,
            }
            for card in cards
        ],
    }


@routes.post("/rules/<int:rule_id>/switch")
@allow.office("supervisor", "administrator")
@routes.arguments(SwitchBody)
@routes.response(204)
@routes.alt_response(404, description="`rule_unknown`, `owner_unknown`")
def switch_rule(body: dict[str, Any], rule_id: int) -> None:
    """Switch a rule on or off; orders that wait are asked about again."""
    with transaction() as session:
        owner = catalog.asked_owner(session, body)
        if not switch(session, owner.id, rule_id, is_on=body["on"]):
            refuse(404, "rule_unknown", "There is no such rule.")
    rule_again.later(owner_id=owner.id)


@routes.post("/rules/check")
@allow.people("supervisor", "administrator")
@routes.arguments(RulesCheckBody)
@routes.response(200, RulesCheckAnswer)
@routes.alt_response(404, description="`owner_unknown`")
def check_rule(body: dict[str, Any]) -> dict[str, Any]:
    """What is wrong with a rule, what should be known of it, and which others it meets."""
    with reading() as session:
        owner = catalog.asked_owner(session, body)
        read = read_draft(body["rule"], house_of(session, owner.id))
        conflicts = (
            conflicts_of(session, owner.id, read.draft, body["rule_id"]) if read.draft else []
        )
    return {
        "problems": [asdict(one) for one in read.problems],
        "warnings": [asdict(one) for one in read.warnings],
        "conflicts": [asdict(one) for one in conflicts],
    }


@routes.post("/rules/count")
@allow.people("supervisor", "administrator")
@routes.arguments(RulesCountBody)
@routes.response(200, RulesCountAnswer)
@routes.alt_response(404, description="`owner_unknown`")
def count_matches(body: dict[str, Any]) -> dict[str, Any]:
    """How many of the last orders a condition matches, and each part of it."""
    when, problems = read_condition(body["when"])
    if when is None:
        refuse(
            422,
            "rule_wrong",
            "This condition cannot be asked.",
            problems=[asdict(one) for one in problems],
        )
    with reading() as session:
        return counted(session, catalog.asked_owner(session, body).id, when, body["last"])


@routes.post("/rules/dry-run")
@allow.office("supervisor", "administrator")
@routes.arguments(RulesDryRunBody)
@routes.response(200, RulesDryRunAnswer)
@routes.alt_response(404, description="`owner_unknown`, `version_unknown`")
def try_rule(body: dict[str, Any]) -> dict[str, Any]:
    """What a rule would do to the last orders, held against today or another version."""
    with reading() as session:
        owner = catalog.asked_owner(session, body)
        read = read_draft(body["rule"], house_of(session, owner.id))
        if read.draft is None:
            answer_saved(Saved(refusal="rule_wrong", problems=read.problems))
        assert read.draft is not None
        trial = Trial(read.draft, body["rule_id"], body["last"], body["against"])
        answer = dry_run(session, owner.id, trial)
    if answer is None:
        refuse(404, "version_unknown", "This rule has no such version.")
    return answer


@routes.get("/rules/export")
@allow.people("supervisor", "administrator")
@routes.arguments(OfOwner, location="query")
@routes.response(200, ExportedRules)
@routes.alt_response(404, description="`owner_unknown`")
def export_rules(query: dict[str, Any]) -> dict[str, Any]:
    """All rules of an owner, as a file that `/rules/import` takes."""
    with reading() as session:
        cards = rule_cards(session, catalog.asked_owner(session, query).id)
    return {"tanaban_rules": 1, "rules": [card.content for card in cards]}


@routes.post("/rules/import")
@allow.office("supervisor", "administrator")
@routes.arguments(RulesImportBody)
@routes.response(201, RulesImportedAnswer)
@routes.alt_response(404, description="`owner_unknown`")
def import_rules(body: dict[str, Any]) -> dict[str, Any]:
    """Take a file of rules in, switched off; all of them, or none and why."""
    with transaction() as session:
        owner = catalog.asked_owner(session, body)
        house = house_of(session, owner.id)
        problems = [
            problem
            for nth, rule in enumerate(body["file"]["rules"])
            for problem in read_draft(rule, house, f"rules.{nth}").problems
        ]
        if problems:
            answer_saved(Saved(refusal="rule_wrong", problems=problems))
        saved = [
            answer_saved(save(session, owner.id, rule, Author(identity().person)))
            for rule in body["file"]["rules"]
        ]
    return {"rules": [one["id"] for one in saved]}


@routes.get("/orders/<int:order_id>/rules")
@allow.office("supervisor", "administrator")
@routes.response(200, RulesWhyAnswer)
@routes.alt_response(404, description="`order_unknown`")
def explain_order(order_id: int) -> dict[str, Any]:
    """What rules have said about an order, and which question decides about each rule now."""
    with reading() as session:
        owner_id = orders.owner_of(session, order_id)
        if owner_id is None:
            refuse(404, "order_unknown", "There is no such order.")
        codes = {owner.id: owner.code for owner in catalog.owners(session)}
        return {"owner": codes[owner_id], **why(session, order_id)}


@routes.post("/orders/<int:order_id>/let-go")
@allow.office("supervisor", "administrator")
@routes.response(204)
@routes.alt_response(409, description="`not_held_by_rule`")
def let_order_go(order_id: int) -> None:
    """Let an order go on that a rule holds; this version of the rule does not hold it again."""
    with transaction() as session:
        if not let_go(session, order_id, person_id=identity().person):
            refuse(409, "not_held_by_rule", "No rule holds this order.")
