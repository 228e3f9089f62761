"""A flow table that is not whole is not worked with."""

import json
from pathlib import Path
from typing import Any

import pytest

from server.flows import TableIsBroken, kinds_of, load_flow
from server.flows.table import faults_of
from server.vocabulary import Scan
from tests.flows.jobs import TABLES

VECTORS = Path(__file__).parents[1] / "vectors"
BROKEN = json.loads((VECTORS / "broken_tables.json").read_text("utf-8"))
FLOWS = pytest.mark.parametrize("flow", TABLES, ids=lambda flow: flow.name)


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: case["name"])
def test_a_table_says_what_is_wrong_with_it(case):
    questions, changes = dict.fromkeys(case["questions"]), dict.fromkeys(case["changes"])
    assert faults_of(case["table"], questions, changes) == case["faults"]


def place_is_near(_facts: Any, _scan: Scan) -> bool:
    return True


def test_a_broken_table_is_refused_with_everything_that_is_wrong(tmp_path):
    file = tmp_path / "flow.json"
    file.write_text(json.dumps(BROKEN[-1]["table"]), "utf-8")
    with pytest.raises(TableIsBroken, match=r"XX-01 stands 2 times; .*never used: place_is_near"):
        load_flow(file, guards=[place_is_near], effects=[])


@FLOWS
def test_every_step_says_what_a_misread_label_is_until_the_job_is_done(flow):
    """Where a step forgets it, a damaged label would be called a wrong one."""
    for step, rows in flow.steps.items():
        is_over = all(row.verdict == "refuse" for row in rows)
        assert "misread" in kinds_of(flow, step) or is_over


@FLOWS
def test_what_only_the_server_knows_is_marked(flow):
    rows = [row for rows in flow.steps.values() for row in rows if row.knows_server]
    known = {row.because or row.when[0] for row in rows}
    assert (
        known
        == {
            "pick_cart": {
                "cart_in_use",
                "cart_unknown",
                "tote_in_use",
                "tote_unknown",
                "shortage_is_answered",
                "order_was_cancelled",
                "another_was_cancelled",
                "news_is_asked",
                "lot_is_blocked",
            },
            "pack_order": {
                "slip_already_used",
                "order_was_cancelled",
                "label_is_no_serial",
                "serial_already_out",
                "letter_not_printed",
            },
            "count_place": {"another_counts_again"},
            "receive_goods": set(),
            "return_goods": set(),
            "assemble_kits": {
                "place_unknown",
                "kits_want_a_shelf",
                "kits_do_not_fit",
                "kits_are_promised",
            },
            "move_goods": {
                "place_unknown",
                "place_is_full",
                "rack_takes_flyers",
                "held_for_orders_there",
            },
        }[flow.name]
    )
