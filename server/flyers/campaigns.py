"""Saving campaigns: what is wrong with one, what should be known, which others it meets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from server import catalog, rules, stock
from server.flyers.codes import PREFIX
from server.flyers.letters import unknown_placeholders
from server.flyers.meeting import Span, shared_days
from server.flyers.records import Campaign
from server.foundation.clock import today
from server.foundation.outbox import announce
from server.rules import Problem

PLAIN = (
    "code",
    "name",
    "audience",
    "condition",
    "ordered_from",
    "ordered_until",
    "reason_ja",
    "reason_en",
    "quantity_pieces",
    "priority",
    "exclusive_group",
    "held_out_percent",
    "parcels_max",
    "parcels_per_day_max",
    "parcels_per_customer_max",
    "parcels_per_period_max",
    "period_days",
    "not_sent_before",
    "parcel_flyers_max",
    "parcel_grams_max",
    "parcel_mm_max",
    "cost_yen_each",
    "code_prefix",
    "letter_title",
    "letter_text",
    "letter_paper",
    "b_percent",
)
"""What a campaign holds as it was written."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Another running campaign that the same order can take part in."""

    campaign_id: int
    name: str
    why: str
    """`same_flyer`: it may get the flyer twice; `same_group`: it gets one of the two."""
    this_wins: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """A campaign that was read; `values` are its columns, where nothing is wrong."""

    values: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    meets: list[Meeting] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Saved:
    """A campaign that was saved; or why it was not."""

    campaign_id: int | None = None
    revision: int | None = None
    refusal: str | None = None
    checked: Checked | None = None


def check(
    session: Session, owner_id: int, draft: Mapping[str, Any], campaign_id: int | None
) -> Checked:
    """Hold a campaign against its owner's house.

    Args:
        session: the open transaction.
        owner_id: whose campaign it is.
        draft: what was written, with codes of shop and flyers.
        campaign_id: which campaign it is a change of; None is a new one.
    """
    flyers = {one.sku: one for one in catalog.flyers_of(session, owner_id)}
    flyer, substitute = flyers.get(draft["flyer"]), flyers.get(draft["substitute"] or "")
    flyer_b = flyers.get(draft["flyer_b"] or "")
    shop = next(
        (
            one
            for one in catalog.shops(session)
            if one.code == draft["shop"] and one.owner_id == owner_id
        ),
        None,
    )
    problems = [
        *plain_problems(draft),
        *flyer_problems(draft, flyer, substitute, flyer_b),
        *condition_problems(session, owner_id, draft),
    ]
    if draft["shop"] is not None and shop is None:
        problems.append(Problem("shop", "shop_unknown", {"code": draft["shop"]}))
    if is_code_taken(session, owner_id, draft["code"], campaign_id):
        problems.append(Problem("code", "code_taken", {"code": draft["code"]}))
    values = {name: draft[name] for name in PLAIN} | {
        "owner_id": owner_id,
        "shop_id": None if shop is None else shop.id,
        "product_id": None if flyer is None else flyer.id,
        "substitute_id": None if substitute is None else substitute.id,
        "b_product_id": None if flyer_b is None else flyer_b.id,
    }
    if problems or flyer is None:
        return Checked(values, problems)
    return Checked(
        values,
        [],
        warnings_about(session, draft, flyer),
        meetings(session, values, campaign_id),
    )


def plain_problems(draft: Mapping[str, Any]) -> list[Problem]:
    """What contradicts itself in a campaign, whatever the house has."""
    problems = []
    first, last = draft["ordered_from"], draft["ordered_until"]
    if first is not None and last is not None and last < first:
        problems.append(Problem("ordered_until", "ends_before_it_begins", {"from": first}))
    if (draft["parcels_per_period_max"] is None) != (draft["period_days"] is None):
        missing = "period_days" if draft["period_days"] is None else "parcels_per_period_max"
        problems.append(Problem(missing, "period_is_half"))
    problems += code_problems(draft)
    problems += letter_problems(draft)
    if (draft["flyer_b"] is None) != (draft["b_percent"] == 0):
        missing = "flyer_b" if draft["flyer_b"] is None else "b_percent"
        problems.append(Problem(missing, "comparison_is_half"))
    if draft["flyer_b"] == draft["flyer"]:
        problems.append(Problem("flyer_b", "b_is_the_flyer"))
    flyers_max = draft["parcel_flyers_max"]
    if flyers_max is not None and flyers_max < draft["quantity_pieces"]:
        problems.append(
            Problem(
                "parcel_flyers_max", "own_flyers_too_many", {"pieces": draft["quantity_pieces"]}
            )
        )
    return problems


def code_problems(draft: Mapping[str, Any]) -> list[Problem]:
    """What keeps the flyers of a campaign from having codes of their own."""
    if draft["code_prefix"] is None:
        return []
    problems = []
    if PREFIX.fullmatch(draft["code_prefix"]) is None:
        problems.append(Problem("code_prefix", "prefix_is_odd"))
    if draft["quantity_pieces"] != 1:
        problems.append(Problem("quantity_pieces", "one_flyer_for_a_code"))
    return problems


def letter_problems(draft: Mapping[str, Any]) -> list[Problem]:
    """What nobody could print, or put into the right parcel."""
    problems = [
        Problem(path, "placeholder_unknown", {"name": name})
        for path in ("letter_title", "letter_text")
        for name in unknown_placeholders(draft[path] or "")[:1]
    ]
    is_written = draft["letter_title"] is not None or draft["letter_text"] is not None
    if is_written and draft["code_prefix"] is None:
        problems.append(Problem("code_prefix", "letter_needs_codes"))
    return problems


def flyer_problems(
    draft: Mapping[str, Any],
    flyer: catalog.ProductCard | None,
    substitute: catalog.ProductCard | None,
    flyer_b: catalog.ProductCard | None,
) -> list[Problem]:
    """What is wrong with the flyers: unknown, without a code to scan, or too heavy to be known."""
    problems = []
    for path, card in (("flyer", flyer), ("flyer_b", flyer_b), ("substitute", substitute)):
        if draft[path] is None:
            continue
        if card is None:
            problems.append(Problem(path, "flyer_unknown", {"code": draft[path]}))
        elif card.jan is None and draft["code_prefix"] is None:
            problems.append(Problem(path, "flyer_without_code", {"code": card.sku}))
        else:
            problems += size_problems(draft, path, card)
    for meant in (flyer, flyer_b):
        if meant is not None and substitute is not None and not problems:
            problems += substitute_problems(meant, substitute, draft["parcel_grams_max"])
    return problems


def size_problems(draft: Mapping[str, Any], path: str, card: catalog.ProductCard) -> list[Problem]:
    """What a campaign asks of parcels and nobody can tell of its flyer."""
    if draft["parcel_grams_max"] is not None and card.weight_grams is None:
        return [Problem(path, "flyer_without_weight", {"code": card.sku})]
    if draft["parcel_mm_max"] is not None and card.thickness_mm is None:
        return [Problem(path, "flyer_without_thickness", {"code": card.sku})]
    return []


def substitute_problems(
    flyer: catalog.ProductCard, substitute: catalog.ProductCard, grams_max: int | None
) -> list[Problem]:
    """What keeps one flyer from going out in place of another."""
    if flyer.id == substitute.id:
        return [Problem("substitute", "substitute_is_the_flyer")]
    if grams_max is not None and (substitute.weight_grams or 0) > (flyer.weight_grams or 0):
        # The parcel was weighed with the flyer that it should have got.
        return [Problem("substitute", "substitute_is_heavier")]
    return []


def condition_problems(session: Session, owner_id: int, draft: Mapping[str, Any]) -> list[Problem]:
    """What rules cannot ask."""
    if draft["condition"] is None:
        return []
    return rules.condition_problems(session, owner_id, draft["condition"], "condition")


def is_code_taken(session: Session, owner_id: int, code: str, campaign_id: int | None) -> bool:
    """Whether another campaign of the owner has this code."""
    holder = session.scalar(
        select(Campaign.id).where(Campaign.owner_id == owner_id, Campaign.code == code)
    )
    return holder is not None and holder != campaign_id


def warnings_about(
    session: Session, draft: Mapping[str, Any], flyer: catalog.ProductCard
) -> list[Problem]:
    """What does not keep a campaign from running, but should be known."""
    warnings = []
    if not stock.free_flyers(session, [flyer.id]):
        warnings.append(Problem("flyer", "flyer_without_stock"))
    if flyer.picture_digest is None:
        warnings.append(Problem("flyer", "flyer_without_picture"))
    if draft["ordered_until"] is not None and draft["ordered_until"] < today():
        warnings.append(Problem("ordered_until", "is_over"))
    return warnings


def meetings(session: Session, values: Mapping[str, Any], campaign_id: int | None) -> list[Meeting]:
    """The running campaigns that share the flyer or the group, and can meet it in one order."""
    span = span_of(Campaign(**values, id=campaign_id))
    flyers = sorted(span.flyers)
    shared = [Campaign.product_id.in_(flyers), Campaign.b_product_id.in_(flyers)]
    if values["exclusive_group"] is not None:
        shared.append(Campaign.exclusive_group == values["exclusive_group"])
    others = session.scalars(
        select(Campaign)
        .where(Campaign.owner_id == values["owner_id"], Campaign.active, or_(*shared))
        .order_by(Campaign.priority.desc(), Campaign.id)
    )
    return [
        Meeting(
            other.id,
            other.name,
            # Of one group an order gets one flyer, so that is the whole story.
            "same_group"
            if other.exclusive_group is not None
            and other.exclusive_group == values["exclusive_group"]
            else "same_flyer",
            this_wins=(-values["priority"], campaign_id or other.id + 1)
            < (-other.priority, other.id),
        )
        for other in others
        if other.id != campaign_id and shared_days(span, span_of(other)) is not None
    ]


def span_of(campaign: Campaign) -> Span:
    """When a campaign runs and for whom, and what it lays into a parcel."""
    return Span(
        campaign.id,
        campaign.shop_id,
        campaign.audience,
        campaign.ordered_from,
        campaign.ordered_until,
        campaign.priority,
        campaign.exclusive_group,
        frozenset(one for one in (campaign.product_id, campaign.b_product_id) if one is not None),
        campaign.quantity_pieces,
        campaign.parcel_flyers_max,
    )


def save(
    session: Session,
    owner_id: int,
    draft: Mapping[str, Any],
    *,
    campaign_id: int | None = None,
    on_revision: int | None = None,
) -> Saved:
    """Save a new campaign, switched off; or the next revision of one.

    Args:
        session: the open transaction.
        owner_id: whose campaign it is.
        draft: what was written.
        campaign_id: which campaign is changed; None is a new one.
        on_revision: the revision that was changed.
    """
    # Two who save under one code do it one after the other; the second is told.
    catalog.lock_owner(session, owner_id)
    known = None if campaign_id is None else own_campaign(session, owner_id, campaign_id)
    if campaign_id is not None:
        if known is None:
            return Saved(refusal="campaign_unknown")
        if known.revision != on_revision:
            return Saved(known.id, known.revision, refusal="campaign_changed_meanwhile")
    checked = check(session, owner_id, draft, campaign_id)
    if checked.problems:
        return Saved(campaign_id, refusal="campaign_wrong", checked=checked)
    if known is None:
        known = Campaign(**checked.values, active=False, revision=1)
        session.add(known)
    else:
        for name, value in checked.values.items():
            setattr(known, name, value)
        known.revision += 1
    session.flush()
    announce(session, topic=f"campaign:{known.id}", kind="campaign_saved", revision=known.revision)
    return Saved(known.id, known.revision, checked=checked)


def switch(session: Session, owner_id: int, campaign_id: int, *, is_on: bool) -> bool:
    """Switch an owner's campaign on or off; false when there is no such campaign of that owner."""
    changed = session.scalar(
        update(Campaign)
        .where(Campaign.id == campaign_id, Campaign.owner_id == owner_id)
        .values(active=is_on)
        .returning(Campaign.id)
    )
    if changed is None:
        return False
    kind = "campaign_switched_on" if is_on else "campaign_switched_off"
    announce(session, topic=f"campaign:{campaign_id}", kind=kind)
    return True


def own_campaign(session: Session, owner_id: int, campaign_id: int) -> Campaign | None:
    """A campaign of this owner, locked."""
    return session.scalars(
        select(Campaign)
        .where(Campaign.id == campaign_id, Campaign.owner_id == owner_id)
        .with_for_update(key_share=True)
    ).one_or_none()


def campaigns_of(session: Session, owner_id: int) -> Sequence[Campaign]:
    """The campaigns of an owner, the most important first."""
    return session.scalars(
        select(Campaign)
        .where(Campaign.owner_id == owner_id)
        .order_by(Campaign.priority.desc(), Campaign.id)
    ).all()
