"""No way through a job is wrong, and none ends where nothing goes on."""

from dataclasses import replace
from typing import Any

import pytest

from server.flows.explore import Walk, World, explore, rows_of
from server.picking import decisions as picking
from server.vocabulary import Scan
from tests.flows.jobs import TABLES
from tests.flows.worlds import cart_worlds, worlds


@pytest.fixture(scope="module")
def walks() -> dict[str, Walk]:
    return {world.name: explore(world) for world in worlds()}


@pytest.mark.parametrize("name", [world.name for world in worlds()])
def test_every_promise_holds_wherever_scans_can_lead(walks, name):
    assert walks[name].broken == []


@pytest.mark.parametrize("name", [world.name for world in worlds()])
def test_from_everywhere_the_job_can_still_be_finished(walks, name):
    assert walks[name].dead_ends == []


@pytest.mark.parametrize("flow", TABLES, ids=lambda flow: flow.name)
def test_no_row_is_dead(walks, flow):
    hit = {row for walk in walks.values() if walk.world.flow is flow for row in walk.rows}
    assert rows_of(flow) - hit == set()


def test_the_worlds_are_large_enough_to_mean_something(walks):
    assert sum(len(walk.states) for walk in walks.values()) > 2_000
    assert sum(len(decided) for walk in walks.values() for decided in walk.decisions) > 50_000


UNDO = Scan("command", "X-UNDO")


def without_memory(facts: Any) -> Any:
    """Facts as they are but for what the last scan did."""
    if "last" in facts:
        return {**facts, "last": None}
    return {
        **facts,
        "items": [{**one, "last": 0, "last_serial": False} for one in facts["items"]],
        "flyers": [{**one, "last": 0} for one in facts["flyers"]],
    }


STANDS = {
    *("PC-23", "PC-39", "PC-51", "PO-23"),  # the job is done
    *("PC-60", "PC-61", "PC-62", "PC-63", "PC-64", "PC-65", "PC-66", "PC-67"),
    *("PC-58", "PC-68", "PC-69"),  # what was found elsewhere is on the walk
    *("PO-16", "PO-29", "PO-30"),  # the office has cancelled
    *("PC-76", "PC-77", "PC-78"),  # goods lie at their place again
    *("PO-12", "PO-25", "PO-46"),  # a supervisor was asked
    *("PO-62", "PO-63"),  # somebody has read what rules ask for
    *("CT-23", "CT-42"),  # the count is done
    *("RC-16", "RC-18", "RC-19"),  # goods nobody knows are reported; the receipt is done
    *("RC-41", "RC-63", "RC-78"),  # whoever cannot say it asks no more
    *("RT-33", "RT-62", "RT-41"),  # whoever cannot say it asks no more; the return is done
    *("MV-11", "MV-47", "MV-63", "MV-64"),  # the move is done; nobody can read the lot
    *("AS-03", "AS-27", "AS-65", "AS-88"),  # somebody walked to another shelf
    *("AS-07", "AS-30", "AS-35", "AS-51"),  # the kits are done
    *("AS-77", "AS-78", "AS-79", "AS-80"),  # parts lie on their shelf again, and may be promised
    *("AS-83", "AS-84", "AS-85", "AS-86"),
    *("AS-89", "AS-90", "AS-91"),  # parts are gone, and are looked for
    *("KA-18", "KA-19", "KA-23"),  # parts lie on a shelf, or were not in their kit
    *("KA-54", "KA-67"),  # whoever cannot say it asks no more
}
"""What cannot be taken back."""


@pytest.mark.parametrize("name", [world.name for world in worlds()])
def test_undo_always_returns_to_the_exact_former_facts(walks, name):
    walk = walks[name]
    for before, decided in zip(walk.states, walk.decisions, strict=True):
        for scan, (decision, to) in zip(walk.world.scans, decided, strict=True):
            after_step, after = walk.states[to]
            if scan == UNDO or decision.verdict != "accept" or walk.states[to] == before:
                continue
            undo = walk.world.flow.decide(after_step, UNDO, after)
            if undo.knows_server:
                continue  # the office or a supervisor was faster
            assert (undo.verdict == "accept") == (decision.row not in STANDS)
            if undo.verdict == "accept":
                assert undo.step == before[0]
                assert without_memory(undo.facts) == without_memory(before[1])


def pick_cart_with(row_id: str, **changed: Any) -> World:
    """A cart of one line, judged by a table with a mistake in one row."""
    steps = {
        step: tuple(replace(row, **changed) if row.row == row_id else row for row in rows)
        for step, rows in picking.FLOW.steps.items()
    }
    return replace(next(cart_worlds()), flow=replace(picking.FLOW, steps=steps))


def test_a_tote_that_is_never_accepted_is_found_as_a_dead_end():
    world = pick_cart_with("PC-51", do=(), next="put_in_tote")
    # Who may undo can put the piece back and report it short instead.
    walk = explore(replace(world, scans=[scan for scan in world.scans if scan != UNDO]))
    assert walk.dead_ends
    assert any(rows.endswith("PC-21 PC-35") for rows in walk.dead_ends)


def test_a_missing_question_is_found_as_a_broken_promise():
    walk = explore(pick_cart_with("PC-34", scan="badge"))
    assert any(fault.startswith("never_more_is_taken_than_wanted") for fault in walk.broken)


def test_a_forgotten_change_is_found_as_a_broken_promise():
    walk = explore(pick_cart_with("PC-51", do=()))
    assert any(fault.startswith("the_cart_is_done_only") for fault in walk.broken)
    assert any(fault.endswith("PC-21 PC-35 PC-51") for fault in walk.broken)


def test_a_refusal_that_changes_something_is_found():
    walk = explore(pick_cart_with("PC-22", next="take_item"))
    assert "only an accepted scan changes something: PC-22" in walk.broken
