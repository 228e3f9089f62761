"""The server says what tests/vectors says; the handheld runs the same files."""

import copy

import pytest

from server.flows.explore import rows_of
from tests.flows.jobs import ROOMS
from tests.flows.scenes import play, scenes_of

SCENES = [(name, scene) for name in ROOMS for scene in scenes_of(name)]


@pytest.mark.parametrize(
    ("flow_name", "scene"), SCENES, ids=[f"{name}: {scene['name']}" for name, scene in SCENES]
)
def test_the_server_answers_each_scan_of_the_scene(flow_name, scene):
    room = ROOMS[flow_name]
    assert play(room.FLOW, room.read_scan, scene) == scene["scans"]


@pytest.mark.parametrize("flow_name", ROOMS)
def test_every_row_of_the_table_has_its_scene(flow_name):
    played = {told["row"] for scene in scenes_of(flow_name) for told in scene["scans"]}
    assert played == rows_of(ROOMS[flow_name].FLOW)


@pytest.mark.parametrize(
    ("flow_name", "scene"), SCENES, ids=[f"{name}: {scene['name']}" for name, scene in SCENES]
)
def test_facts_once_given_never_change(flow_name, scene):
    room = ROOMS[flow_name]
    given = copy.deepcopy(scene["facts"])
    play(room.FLOW, room.read_scan, scene)
    assert scene["facts"] == given
