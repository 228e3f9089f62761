"""No way through a job is wrong, and none ends where nothing goes on."""

from dataclasses import replace
from typing import Any

import pytest

from server.flows.explore import Walk, World, explore, rows_of
from server.packing import decisions as packing
from server.picking import decisions as picking
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


@pytest.mark.parametrize("flow", [picking.FLOW, packing.FLOW], ids=lambda flow: flow.name)
def test_no_row_is_dead(walks, flow):
    hit = {row for walk in walks.values() if walk.world.flow is flow for row in walk.rows}
    assert rows_of(flow) - hit == set()


def test_the_worlds_are_large_enough_to_mean_something(walks):
    assert sum(len(walk.states) for walk in walks.values()) > 2_000
    assert sum(len(decided) for walk in walks.values() for decided in walk.decisions) > 50_000


def pick_cart_with(row_id: str, **changed: Any) -> World:
    """A cart of one line, judged by a table with a mistake in one row."""
    steps = {
        step: tuple(replace(row, **changed) if row.row == row_id else row for row in rows)
        for step, rows in picking.FLOW.steps.items()
    }
    return replace(next(cart_worlds()), flow=replace(picking.FLOW, steps=steps))


def test_a_tote_that_is_never_accepted_is_found_as_a_dead_end():
    walk = explore(pick_cart_with("PC-51", do=(), next="put_in_tote"))
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
