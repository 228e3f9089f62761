"""What should be known of campaigns that run at once. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ALWAYS = ""
FOR_EVER = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Span:
    """When a campaign runs and for whom, and what it lays into a parcel."""

    campaign_id: int
    shop_id: int | None
    audience: str
    ordered_from: str | None
    ordered_until: str | None
    priority: int = 0
    exclusive_group: str | None = None
    flyers: frozenset[int] = frozenset()
    quantity_pieces: int = 1
    parcel_flyers_max: int | None = None

    def runs_on(self, day: str) -> bool:
        """Whether orders of a day can take part."""
        return (self.ordered_from or ALWAYS) <= day <= (self.ordered_until or FOR_EVER)

    def is_of_group_of(self, other: "Span") -> bool:
        """Whether an order takes part in one of the two only."""
        return self.exclusive_group is not None and self.exclusive_group == other.exclusive_group


@dataclass(frozen=True, slots=True)
class Days:
    """Days in a row, both ends included."""

    first: str
    last: str
    """`FOR_EVER`: there is no end."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that should be known of a campaign."""

    kind: str
    """`same_group`: of the two an order gets one; `same_flyer`: an order may get it twice;
    `together`: an order may get both; `parcel_cap`: more flyers meet than a parcel may hold;
    `stock_ends`, `stock_may_end`: the flyers are gone before the campaign is over."""
    days: Days
    others: tuple[int, ...] = ()
    this_wins: bool = False
    pieces: int | None = None
    pieces_max: int | None = None


def shared_days(one: Span, other: Span, *, since: str = ALWAYS) -> Days | None:
    """The days on which one order can be of both, by shop, window and number of purchase."""
    shops = {one.shop_id, other.shop_id}
    if (len(shops) > 1 and None not in shops) or {one.audience, other.audience} == {
        "first",
        "repeat",
    }:
        return None
    first = max(since, one.ordered_from or ALWAYS, other.ordered_from or ALWAYS)
    last = min(one.ordered_until or FOR_EVER, other.ordered_until or FOR_EVER)
    return Days(first, last) if first <= last else None


def marks_of(span: Span, others: Sequence[Span], day: str) -> list[Mark]:
    """What a campaign meets from a day on, the gravest first.

    Args:
        span: the campaign.
        others: the other campaigns that are switched on.
        day: today; what is over is nobody's concern.
    """
    met = [
        (other, days)
        for other in others
        if (days := shared_days(span, other, since=day)) is not None
    ]
    marks = [
        Mark("same_group", days, (other.campaign_id,), this_wins=comes_first(span, other))
        for other, days in met
        if span.is_of_group_of(other)
    ]
    apart = [(other, days) for other, days in met if not span.is_of_group_of(other)]
    marks += [
        Mark("same_flyer", days, (other.campaign_id,))
        for other, days in apart
        if span.flyers & other.flyers
    ]
    crowded = parcel_cap_mark(span, [other for other, _ in apart], day)
    if crowded is not None:
        return [*marks, crowded]
    both = [(other, days) for other, days in apart if not span.flyers & other.flyers]
    if both:
        first, last = min(days.first for _, days in both), max(days.last for _, days in both)
        marks.append(
            Mark("together", Days(first, last), tuple(other.campaign_id for other, _ in both))
        )
    return marks


def comes_first(span: Span, other: Span) -> bool:
    """Whether a campaign is asked before another."""
    return (-span.priority, span.campaign_id) < (-other.priority, other.campaign_id)


def parcel_cap_mark(span: Span, others: Sequence[Span], day: str) -> Mark | None:
    """Where more flyers can meet in one parcel than the strictest of their caps allows."""
    begins = {max(day, one.ordered_from or ALWAYS) for one in (span, *others)}
    worst: Mark | None = None
    for first in sorted(begins):
        together = [one for one in (span, *others) if one.runs_on(first)]
        caps = [one.parcel_flyers_max for one in together if one.parcel_flyers_max is not None]
        if span not in together or not caps:
            continue
        pieces = pieces_at_most(together)
        if pieces > min(caps) and (worst is None or pieces > (worst.pieces or 0)):
            last = min(one.ordered_until or FOR_EVER for one in together)
            worst = Mark(
                "parcel_cap",
                Days(first, last),
                tuple(one.campaign_id for one in together if one is not span),
                pieces=pieces,
                pieces_max=min(caps),
            )
    return worst


def pieces_at_most(together: Iterable[Span]) -> int:
    """How many flyers one order gets at most; of a group it gets those of one campaign."""
    alone, of_group = 0, dict[str, int]()
    for one in together:
        if one.exclusive_group is None:
            alone += one.quantity_pieces
        else:
            most = max(of_group.get(one.exclusive_group, 0), one.quantity_pieces)
            of_group[one.exclusive_group] = most
    return alone + sum(of_group.values())


def stock_mark(span: Span, gone_on: str | None, at_the_earliest: str | None) -> Mark | None:
    """Where flyers are gone, or may be, before a campaign's last day."""
    until = span.ordered_until
    for kind, day in (("stock_ends", gone_on), ("stock_may_end", at_the_earliest)):
        if until is not None and day is not None and day <= until:
            return Mark(kind, Days(day, until))
    return None
