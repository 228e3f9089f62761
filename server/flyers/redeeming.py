"""Codes of flyers: given when a flyer is planned, voided with it, redeemed once."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from server import catalog
from server.flyers.codes import new_code, read_code
from server.flyers.records import Campaign, FlyerCode, FlyerInsert, Redemption
from server.foundation.clock import now
from server.foundation.outbox import announce
from server.foundation.sets import table_of

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody says that a customer has used a code."""

    code: str
    """As it was typed."""
    order_no: str
    """The order it was used for; the same again is the same redemption."""
    amount_yen: int | None = None
    """What that order came to, where it is told."""
    redeemed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a claim."""

    code: str
    outcome: str
    """`redeemed`; `known`: told before; or why not: `code_misread`, `code_unknown`,
    `code_foreign`, `code_voided`, `code_used`."""
    campaign: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A code of the owner, and for which order it was used."""

    insert_id: int
    campaign_id: int
    campaign: str
    is_voided: bool
    order_no: str | None


def give_codes(session: Session, owner_id: int, prefix_of_insert: Mapping[int, str]) -> None:
    """Give each of these inserts a code that no flyer of its owner ever had."""
    given: set[str] = set()
    codes: dict[int, str] = {}
    missing = dict(prefix_of_insert)
    while missing:
        made = {insert_id: new_code(prefix) for insert_id, prefix in missing.items()}
        taken = set(known_codes(session, owner_id, made.values())) | given
        for insert_id, code in made.items():
            if code not in taken:
                taken.add(code)
                given.add(code)
                codes[insert_id] = code
                del missing[insert_id]
    session.execute(
        insert(table_of(FlyerCode)),
        [
            {"insert_id": insert_id, "owner_id": owner_id, "code": code}
            for insert_id, code in sorted(codes.items())
        ],
    )


def void_codes(session: Session, insert_ids: Sequence[int]) -> None:
    """These flyers do not go out: their codes are good for nothing, now and for ever."""
    session.execute(
        update(table_of(FlyerCode))
        .where(
            FlyerCode.insert_id.in_(bindparam("ids", expanding=True)),
            FlyerCode.voided_at.is_(None),
        )
        .values(voided_at=now()),
        {"ids": list(insert_ids)},
    )


def redeem(
    session: Session,
    owner_id: int,
    claims: Sequence[Claim],
    *,
    source: str,
    person_id: int | None = None,
) -> list[Settled]:
    """Note which codes customers have used, each once.

    Args:
        session: the open transaction.
        owner_id: who says it; another owner's codes are none of theirs.
        claims: in the order in which they were told.
        source: how it came to us: `key`, `desk`, `file`, or with an `order`.
        person_id: who told it, where a person did.

    Returns:
        What became of each claim, in the same order.
    """
    # Two who tell of one code do it one after the other.
    catalog.lock_owner(session, owner_id)
    codes = [read_code(claim.code) for claim in claims]
    wanted = {code for code in codes if code is not None}
    known = known_codes(session, owner_id, wanted)
    foreign = codes_of_others(session, wanted - set(known))
    moment = now()
    rows, settled = [], []
    for claim, code in zip(claims, codes, strict=True):
        found = known.get(code or "")
        outcome = outcome_of(code, found, claim.order_no, foreign)
        if outcome == "redeemed":
            assert found is not None, "only a code that is known is redeemed"
            assert code is not None, "only a code that is read is known"
            known[code] = Known(
                found.insert_id, found.campaign_id, found.campaign, found.is_voided, claim.order_no
            )
            rows.append(
                {
                    "insert_id": found.insert_id,
                    "order_no": claim.order_no,
                    "amount_yen": claim.amount_yen,
                    "redeemed_at": claim.redeemed_at or moment,
                    "noted_at": moment,
                    "source": source,
                    "noted_by": person_id,
                }
            )
        settled.append(Settled(code or claim.code, outcome, found.campaign if found else None))
    if rows:
        session.execute(insert(table_of(Redemption)), rows)
    noted = {row["insert_id"] for row in rows}
    for campaign_id in sorted(
        {one.campaign_id for one in known.values() if one.insert_id in noted}
    ):
        announce(session, topic=f"campaign:{campaign_id}", kind="campaign_redeemed")
    return settled


def outcome_of(
    code: str | None, found: Known | None, order_no: str, foreign: Collection[str]
) -> str:
    """What becomes of a claim."""
    if code is None:
        return "code_misread"
    if found is None:
        return "code_foreign" if code in foreign else "code_unknown"
    if found.order_no is not None:
        return "known" if found.order_no == order_no else "code_used"
    return "code_voided" if found.is_voided else "redeemed"


def known_codes(session: Session, owner_id: int, codes: Collection[str]) -> dict[str, Known]:
    """Which of these codes an owner's flyers have or had."""
    known: dict[str, Known] = {}
    for some in few_at_once(codes):
        rows = session.execute(
            select(
                FlyerCode.code,
                FlyerCode.insert_id,
                FlyerInsert.campaign_id,
                Campaign.code.label("campaign"),
                FlyerCode.voided_at,
                Redemption.order_no,
            )
            .join(FlyerInsert, FlyerInsert.id == FlyerCode.insert_id)
            .join(Campaign, Campaign.id == FlyerInsert.campaign_id)
            .outerjoin(Redemption, Redemption.insert_id == FlyerCode.insert_id)
            .where(
                FlyerCode.owner_id == owner_id,
                FlyerCode.code.in_(some),
            )
        )
        for row in rows:
            known[row.code] = Known(
                row.insert_id,
                row.campaign_id,
                row.campaign,
                row.voided_at is not None,
                row.order_no,
            )
    return known


def codes_of_others(session: Session, codes: Collection[str]) -> set[str]:
    """Which of these codes belong to somebody; asked for those that are not one's own."""
    found: set[str] = set()
    for some in few_at_once(codes):
        found.update(session.scalars(select(FlyerCode.code).where(FlyerCode.code.in_(some))))
    return found


def few_at_once(codes: Collection[str]) -> Iterator[list[str]]:
    """Codes in portions that a statement can hold."""
    ordered = sorted(codes)
    for start in range(0, len(ordered), AT_ONCE):
        yield ordered[start : start + AT_ONCE]
