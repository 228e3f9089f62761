"""Judging the scans of an assembly, and booking what they moved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from sqlalchemy import bindparam, update
from sqlalchemy.orm import Session

from server import catalog, places, stock, tasks
from server.assembling.decisions import FLOW, read_scan
from server.assembling.ending import end_assembly
from server.assembling.facts import NOTHING_SAID, AssemblyFacts, Room
from server.assembling.queries import AssemblyState, Goods, read_state, spots_beside
from server.assembling.records import AssemblyJob, AssemblyPart, LoosePart
from server.flows import Decision
from server.foundation.sets import table_of
from server.vocabulary import Scan

END = "assembly_done"


def begin(_session: Session, card: tasks.Card) -> None:
    """Nothing is to be noted: the parts were held when the kits were asked for."""
    assert card.subject_id is not None, "an assembly is about kits that were asked for"


def judge(session: Session, reports: Sequence[tasks.Report]) -> list[tasks.Answer]:
    """Judge scans of assemblies in the order they were made, and book what they moved.

    Returns:
        An answer for each report, in the same order.
    """
    return tasks.judge_each(session, reports, judge_assembly)


@dataclass(slots=True)
class Bench:
    """Where parts and kits come together, while the scans of an assembly are judged."""

    state: AssemblyState
    bench_id: int
    spots: Mapping[str, places.Spot]
    expires: Mapping[int, bool]
    """Whether parts that come out of kits expire, by product."""
    moves: list[stock.Move]

    def note(
        self, before: AssemblyFacts, decision: Decision, scan: Scan, report: tasks.Report
    ) -> None:
        """Note what one accepted scan moved: parts from or to their shelf, or kits."""
        after = cast("AssemblyFacts", decision.facts)
        moved = [
            *self.parts_moved(before, after),
            *self.kits_moved(before, after),
            *self.loose_moved(before, after, scan),
        ]
        self.moves += [
            replace(one, row=decision.row, event_id=report.event_id, person_id=report.person_id)
            for one in moved
        ]

    def parts_moved(self, before: AssemblyFacts, after: AssemblyFacts) -> Iterator[stock.Move]:
        """Parts that went to the bench, or back from it."""
        cause = "taken_apart" if after["apart"] else "assembled"
        for kept, was, part in zip(self.state.parts, before["parts"], after["parts"], strict=True):
            taken, back = part["taken"] - was["taken"], part["back"] - was["back"]
            if taken > 0:
                move = self.to_bench(kept.place_id, kept, taken, cause)
                yield replace(move, reservation_id=kept.reservation_id)
            elif taken < 0:
                move = self.from_bench(kept.place_id, kept, -taken, f"undone_{cause}")
                yield replace(move, returns_reservation_id=kept.reservation_id)
            if back > 0:
                yield self.from_bench(kept.place_id, kept, back, "left_over")

    def kits_moved(self, before: AssemblyFacts, after: AssemblyFacts) -> Iterator[stock.Move]:
        """Kits that were put down, or taken up again; they expire with the first of their parts."""
        made = after["made"] - before["made"]
        kits = Goods(after["kit"], "", first_day(self.state, after))
        if made > 0:
            target = self.spots[after["last"]["target"] or ""].id
            yield self.from_bench(target, kits, made, "assembled")
        elif made < 0:
            target = self.spots[before["last"]["target"] or ""].id
            yield self.to_bench(target, kits, -made, "undone_assembled")

    def loose_moved(
        self, before: AssemblyFacts, after: AssemblyFacts, scan: Scan
    ) -> Iterator[stock.Move]:
        """Parts out of kits that were laid on a shelf; without lots they expire as kits do."""
        day = first_day(self.state, after)
        for was, one in zip(before["loose"], after["loose"], strict=True):
            if one["laid"] > was["laid"]:
                lasts = (was["expires_on"] or day) if self.expires[one["product"]] else None
                goods = Goods(one["product"], was["lot"] or "", lasts)
                pieces = one["laid"] - was["laid"]
                yield self.from_bench(self.spots[scan.code].id, goods, pieces, "taken_apart")

    def to_bench(self, place_id: int, goods: Goods, pieces: int, cause: str) -> stock.Move:
        """Pieces go from a shelf to the bench."""
        return stock.Move(
            source_place_id=place_id,
            target_place_id=self.bench_id,
            product_id=goods.product_id,
            quantity_pieces=pieces,
            cause=cause,
            lot=goods.lot,
            expires_on=goods.expires_on,
            target_is_virtual=True,
        )

    def from_bench(self, place_id: int, goods: Goods, pieces: int, cause: str) -> stock.Move:
        """Pieces go from the bench to a shelf."""
        return replace(
            self.to_bench(place_id, goods, pieces, cause),
            source_place_id=self.bench_id,
            target_place_id=place_id,
            source_is_virtual=True,
            target_is_virtual=False,
        )


def first_day(state: AssemblyState, facts: AssemblyFacts) -> str | None:
    """The day on which the first of the parts that were taken expires."""
    pairs = zip(state.parts, facts["parts"], strict=True)
    return min(
        (
            kept.expires_on
            for kept, part in pairs
            if part["taken"] > 0 and kept.expires_on is not None
        ),
        default=None,
    )


def judge_assembly(
    session: Session, task_id: int, reports: Sequence[tasks.Report]
) -> list[tasks.Answer]:
    """Judge the scans of one assembly; who else books at the bench waits until it is done."""
    state = read_state(session, task_id, for_change=True)
    assert state is not None, "kits were asked for"
    here = {part.place_id for part in state.parts}
    bench_id = places.bench_of(session, places.warehouse_of(session, min(here)))
    places.lock_place(session, bench_id)
    codes = {read_scan("make_kits", report.raw, state.codes).code for report in reports}
    spots = spots_beside(session, here, codes | {state.facts["last"]["target"] or ""})
    loose = catalog.product_cards(session, [one["product"] for one in state.facts["loose"]])
    expires = {card.id: card.expires for card in loose.values()}
    bench = Bench(state, bench_id, spots, expires, [])
    job = tasks.Begun(
        task_id=task_id,
        step=state.step,
        revision=state.revision,
        facts=cast("Mapping[str, Any]", looked_at(session, state, codes, spots)),
        codes=state.codes,
    )
    last_scan: list[tuple[tasks.Report, str]] = []

    def accepted(job: tasks.Begun, scan: Scan, decision: Decision, report: tasks.Report) -> None:
        bench.note(cast("AssemblyFacts", job.facts), decision, scan, report)
        last_scan[:] = [(report, decision.row)]

    answers = tasks.judge_in_turn(FLOW, reports, {task_id: job}, accepted)
    if job.revision != state.revision:
        facts = cast("AssemblyFacts", job.facts)
        write(session, state, job, spots)
        book(session, bench.moves)
        if job.step == END:
            end_assembly(session, state, facts, bench_id, *last_scan[0])
    return answers


def looked_at(
    session: Session, state: AssemblyState, codes: set[str], spots: Mapping[str, places.Spot]
) -> AssemblyFacts:
    """The facts as they are now: which places take kits, and which kits are promised."""
    facts, there = state.facts, state.last_target_id
    stays = False
    if facts["last"]["did"] == "put_down" and there is not None:
        # With the shelves of the parts, all in one order: two at work never wait in a circle.
        own = {there, *(part.place_id for part in state.parts)}
        free = sum(
            one.free_pieces
            for one in stock.lying_in(session, own, for_change=True)
            if (one.place_id, one.product_id, one.lot) == (there, facts["kit"], "")
        )
        stays = free < facts["last"]["pieces"]
    known = [spots[code] for code in sorted(codes & spots.keys())]
    return {
        **facts,
        "unknown_places": sorted(code for code in codes if code not in spots),
        "no_shelves": [spot.code for spot in known if spot.kind != "shelf"],
        "rooms": rooms_in(session, known),
        "last": {**facts["last"], "stays": stays},
    }


def rooms_in(session: Session, spots: Sequence[places.Spot]) -> list[Room]:
    """How many pieces these places still take, where somebody has said how many they take."""
    most = places.most_pieces(session, [spot.id for spot in spots])
    limited = [spot for spot in spots if spot.id in most]
    lying: dict[int, int] = {}
    for one in stock.contents_of(session, [spot.id for spot in limited]):
        lying[one.place_id] = lying.get(one.place_id, 0) + one.quantity_pieces
    return [
        {"place": spot.code, "pieces": max(0, most[spot.id] - lying.get(spot.id, 0))}
        for spot in limited
    ]


def book(session: Session, moves: Sequence[stock.Move]) -> None:
    """Book what was moved, in the order it was done; what the book cannot cover is looked for."""
    for one in moves:
        for found in stock.move(session, [one]):
            shelf_id, product_id = found.move.source_place_id, found.move.product_id
            tasks.raise_exception(
                session,
                "book_cannot_cover",
                product_id=product_id,
                place_id=shelf_id,
                event_id=found.move.event_id,
                person_id=found.move.person_id,
                quantity_pieces=found.move.quantity_pieces,
            )
            tasks.want_count(session, tasks.CountWanted(shelf_id, "discrepancy", product_id))


def write(
    session: Session, state: AssemblyState, job: tasks.Begun, spots: Mapping[str, places.Spot]
) -> None:
    """Write down where an assembly stands now."""
    facts = cast("AssemblyFacts", job.facts)
    last = facts["last"]
    session.execute(
        update(table_of(AssemblyJob))
        .where(AssemblyJob.id == state.job_id)
        .values(
            step=job.step,
            at_part=facts["at"],
            hand_kits=facts["hand"],
            made_kits=facts["made"],
            last_did=last["did"],
            last_at=last["at"],
            last_pieces=last["pieces"],
            last_said=None if last["said"] == NOTHING_SAID else last["said"],
            last_target_id=None if last["target"] is None else spots[last["target"]].id,
            revision=job.revision,
        )
    )
    if facts["loose"]:
        write_loose(session, state.job_id, facts)
    session.execute(
        update(table_of(AssemblyPart)).where(
            AssemblyPart.job_id == state.job_id, AssemblyPart.sequence == bindparam("nth")
        ),
        [
            {
                "nth": nth,
                "taken_pieces": part["taken"],
                "short_pieces": part["short"],
                "back_pieces": part["back"],
                "lost_pieces": part["lost"],
            }
            for nth, part in enumerate(facts["parts"])
        ],
    )


def write_loose(session: Session, job_id: int, facts: AssemblyFacts) -> None:
    """Write down where the parts are that came out of kits."""
    session.execute(
        update(table_of(LoosePart)).where(
            LoosePart.job_id == job_id, LoosePart.sequence == bindparam("nth")
        ),
        [
            {
                "nth": nth,
                "hand_pieces": one["hand"],
                "laid_pieces": one["laid"],
                "asked_pieces": one["asked"],
                "lot": one["lot"],
                "expires_on": one["expires_on"],
            }
            for nth, one in enumerate(facts["loose"])
        ],
    )
