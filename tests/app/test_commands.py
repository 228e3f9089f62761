"""Commands of an operator, as they are typed."""

import json
from pathlib import Path

from server.people.records import Invitation, Person
from tests.databases import on_sqlite_alone
from tests.makers import PASSWORD, World, client_of

pytestmark = on_sqlite_alone


def welcome(world: World) -> str:
    """What the terminal shows after the start."""
    done = world.app.test_cli_runner().invoke(args=["welcome"], catch_exceptions=False)
    assert done.exit_code == 0
    return done.output


def link_in(page: str, kind: str) -> str:
    """The secret part of a link on the page."""
    return page.partition(f"/{kind}#")[2].split()[0]


def test_the_welcome_page_lets_the_first_administrator_and_a_handheld_in(world: World) -> None:
    page = welcome(world)
    for path in ("/pack", "/board", "/office"):
        assert f"http://localhost{path}" in page
    handheld = client_of(world.app)
    code = link_in(page, "enrol")
    assert handheld.post("/api/v1/devices/enrol", json={"code": code}).status_code == 201
    answer = client_of(world.app).post(
        "/api/v1/welcome",
        json={
            "token": link_in(page, "welcome"),
            "name": "森",
            "login": "mori",
            "password": PASSWORD,
        },
    )
    assert answer.status_code == 200


def test_the_link_is_new_on_every_start_and_gone_once_somebody_administers(world: World) -> None:
    first, second = (link_in(welcome(world), "welcome") for _ in range(2))
    assert first != second
    world.person("administrator")
    assert "/welcome#" not in welcome(world)
    with world.reading() as session:
        assert all(row.used_at is not None for row in session.query(Invitation))


def test_the_people_of_the_demo_are_introduced_with_badge_and_pin(world: World) -> None:
    path: Path = world.app.extensions["settings"].keeping / "demo_people.json"
    person = {"name": "佐藤 美咲", "role": "picker", "badge": "B-7K3M9Q-0", "pin": "4728"}
    path.write_text(json.dumps([person]), "utf-8")
    try:
        page = welcome(world)
    finally:
        path.unlink()
    for words in person.values():
        assert words in page


def test_the_api_description_is_written_the_same_every_time(world: World, tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        done = world.app.test_cli_runner().invoke(args=["openapi", "write", str(tmp_path / name)])
        assert done.exit_code == 0, done.output
    first, second = ((tmp_path / name).read_text("utf-8") for name in ("a.json", "b.json"))
    assert first == second
    assert json.loads(first)["info"]["title"] == "Tanaban"


def test_a_person_is_added_from_the_command_line_without_showing_the_pin(world: World) -> None:
    done = world.app.test_cli_runner().invoke(
        args=["people", "add", "--name", "田中", "--role", "picker"], input="2718\n2718\n"
    )
    assert done.exit_code == 0, done.output
    assert "2718" not in done.output
    with world.reading() as session:
        assert session.query(Person).one().name == "田中"
    weak = world.app.test_cli_runner().invoke(
        args=["people", "add", "--name", "田中", "--role", "picker"], input="1234\n1234\n"
    )
    assert weak.exit_code == 1
