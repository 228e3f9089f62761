"""Every label on a sheet reads back as what it names."""

import re

import pytest

from server.boards.labels import KINDS
from server.printing import Label, label_sheet
from server.vocabulary import read
from tests.makers import World


def texts_of(html: str) -> list[str]:
    """What the bars of a page say."""
    return re.findall(r'<div class="code">([^<]+)</div>', html)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_label_of_a_sheet_is_read_as_its_kind(world: World, kind: str) -> None:
    world.product("TEE-M", stock={"A-01-03": 1})
    for code, place in (("T-0001", "tote"), ("C-01", "cart"), ("W-01", "station")):
        world.place(code, kind=place)
    answer = world.office("supervisor").get("/labels", kind=kind)
    assert answer.status_code == 200, answer.text
    readings = [read(text)[0].kind for text in texts_of(answer.text)]
    assert set(readings) == {"item" if kind == "product" else kind}


def test_one_badge_can_be_printed_alone(world: World) -> None:
    office = world.office("supervisor")
    world.person("picker", badge="B-7K3M9")
    answer = office.get("/labels", kind="badge", code="B-7K3M9")
    assert len(texts_of(answer.text)) == 1


def test_a_sheet_of_nothing_is_a_clear_answer(world: World) -> None:
    answer = world.office("supervisor").get("/labels", kind="tote")
    assert (answer.status_code, answer.get_json()["code"]) == (404, "labels_unknown")


def test_a_name_cannot_bring_markup_into_the_sheet() -> None:
    page = label_sheet("x", [Label("T-1", "<script>")], language="ja", nonce="n")
    assert "<script>" not in page
