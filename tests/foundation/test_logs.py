"""Logs: enough to find a fault, nothing about a person."""

import io
from collections.abc import Iterator

import pytest
import structlog

from tests.databases import on_sqlite_alone
from tests.makers import PIN, World

pytestmark = on_sqlite_alone


@pytest.fixture
def lines(world: World) -> Iterator[io.StringIO]:
    """What the server writes into its log, every line of it."""
    before = structlog.get_config()
    written = io.StringIO()
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger("DEBUG"),
        logger_factory=structlog.PrintLoggerFactory(written),
    )
    yield written
    structlog.configure(**before)


def test_names_badges_pins_and_addresses_are_in_no_line(world: World, lines: io.StringIO) -> None:
    handheld, office = world.device(), world.office()
    world.person(badge="B-7K3M9Q", name="髙橋 花子")
    handheld.post("/sessions", {"badge": "B-7K3M9Q", "pin": PIN})
    handheld.post("/sessions", {"badge": "B-7K3M9Q", "pin": "9999"})
    office.get("/orders", q="東京都千代田区", nonsense="1")
    office.post("/people", {"name": "山田 太郎", "role": "picker"})
    written = lines.getvalue()
    for rule in ("/api/v1/sessions", "/api/v1/orders", "/api/v1/people"):
        assert rule in written
    for private in ("髙橋", "山田", "7K3M9Q", PIN, "9999", "千代田", "%E5%8D%83"):
        assert private not in written


def test_a_fault_is_logged_under_the_id_that_its_answer_names(
    world: World, lines: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.people.routes.head", lambda _session: 1 / 0)
    answer = world.device().get("/me")
    assert answer.status_code == 500
    assert "ZeroDivisionError" in lines.getvalue()
    assert answer.json["detail"]["request_id"] in lines.getvalue()
