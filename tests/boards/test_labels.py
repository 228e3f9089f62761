"""Every label on a sheet reads back as what it names."""

import re
from typing import Any

import pytest
from sqlalchemy import delete

from server import catalog
from server.boards.labels import KINDS
from server.catalog.records import Barcode
from server.printing import PAPERS, Label, label_sheet, too_long_for
from server.vocabulary import read, spoken_check
from tests.floor import Worker, expect
from tests.makers import MadeProduct, World
from tests.receiving.test_receipts import announce


def texts_of(html: str) -> list[str]:
    """What the bars of a page say."""
    return re.findall(r'<div class="code">([^<]+)</div>', html)


def sheets_of(html: str) -> list[int]:
    """How many labels each sheet has, used ones among them."""
    return [sheet.count("<section") for sheet in html.split('<main class="sheet">')[1:]]


def printed(world: World, kind: str, **query: Any) -> str:
    """A page of labels."""
    answer = world.office("supervisor").get("/labels", kind=kind, **query)
    assert answer.status_code == 200, answer.text
    return answer.text


def without_code(world: World, sku: str) -> MadeProduct:
    """Goods whose maker printed no code on them."""
    made = world.product(sku)
    with world.transaction() as session:
        session.execute(delete(Barcode).where(Barcode.product_id == made.id))
    return made


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_label_of_a_sheet_is_read_as_its_kind(world: World, kind: str) -> None:
    world.product("TEE-M", stock={"A-01-03": 1})
    for code, place in (("T-0001", "tote"), ("C-01", "cart"), ("W-01", "station")):
        world.place(code, kind=place)
    readings = [read(text)[0].kind for text in texts_of(printed(world, kind))]
    assert set(readings) == {"item" if kind == "product" else kind}


def test_one_badge_can_be_printed_alone(world: World) -> None:
    world.person("picker", badge="B-7K3M9")
    assert len(texts_of(printed(world, "badge", code="B-7K3M9"))) == 1


def test_a_sheet_of_nothing_is_a_clear_answer(world: World) -> None:
    answer = world.office("supervisor").get("/labels", kind="tote")
    assert (answer.status_code, answer.get_json()["code"]) == (404, "labels_unknown")


def test_a_name_cannot_bring_markup_into_the_sheet() -> None:
    page = label_sheet(
        "x", [Label("T-1", "<script>")], PAPERS["a4_24"], first=1, language="ja", nonce="n"
    )
    assert "<script>" not in page


@pytest.mark.parametrize(("paper", "labels"), [("a4_24", 24), ("a4_44", 44), ("a4_65", 65)])
def test_a_sheet_holds_as_many_labels_as_its_paper(world: World, paper: str, labels: int) -> None:
    world.place("C-01", kind="cart")
    page = printed(world, "cart", paper=paper, copies=labels + 1)
    assert sheets_of(page) == [labels, 1]


def test_a_label_printer_gets_one_label_a_page(world: World) -> None:
    world.place("C-01", kind="cart")
    page = printed(world, "cart", paper="roll_50x30", copies=3)
    assert sheets_of(page) == [1, 1, 1]
    assert "size: 50mm 30mm" in page


def test_a_half_used_sheet_is_used_up(world: World) -> None:
    world.place("C-01", kind="cart")
    page = printed(world, "cart", paper="a4_44", first=43, copies=3)
    assert sheets_of(page) == [44, 1]
    assert len(texts_of(page)) == 3
    answer = world.office("supervisor").get("/labels", kind="cart", paper="a4_44", first=45)
    assert (answer.status_code, answer.get_json()["code"]) == (422, "first_too_large")


def test_places_of_one_zone_or_one_row_are_printed_alone(world: World) -> None:
    for name in ("A-01-01", "A-01-02", "A-02-01", "B-01-01"):
        world.place(name)
    said = texts_of(printed(world, "place", zone="A"))
    assert [text[:9] for text in said] == ["L-A-01-01", "L-A-01-02", "L-A-02-01"]
    said = texts_of(printed(world, "place", from_code="L-A-01-02", to_code="L-A-02-01"))
    assert [text[:9] for text in said] == ["L-A-01-02", "L-A-02-01"]


def test_a_place_is_confirmed_aloud_by_two_digits_that_its_neighbours_do_not_have(
    world: World,
) -> None:
    world.place("A-01-01")
    (said,) = re.findall(r'<div class="spoken">([^<]+)</div>', printed(world, "place"))
    assert said == spoken_check("L-A-01-01")
    above = [spoken_check(f"L-A-01-{level:02}") for level in range(1, 10)]
    beside = [spoken_check(f"L-A-{bay:02}-01") for bay in range(1, 30)]
    assert (len(set(above)), len(set(beside))) == (9, 29)
    assert all(re.fullmatch(r"[0-9]{2}", one) for one in (*above, *beside))


def test_a_code_that_scanners_could_not_read_is_not_printed(world: World) -> None:
    long = without_code(world, "A-VERY-LONG-SKU-THAT-NOBODY-READS-ALOUD")
    answer = world.office("supervisor").get(
        "/labels", kind="product", code=long.sku, paper="roll_40x28"
    )
    told = answer.get_json()
    assert (answer.status_code, told["code"], told["detail"]["codes"]) == (
        422,
        "label_too_small",
        [long.sku],
    )
    short = Label("L-A-01-03-X", "A-01-03")
    assert all(too_long_for(paper, [short]) == [] for paper in PAPERS.values())


def test_too_much_for_one_print_is_said_before_it_is_drawn(world: World) -> None:
    for nth in range(11):
        world.place(f"T-{nth:04d}", kind="tote")
    answer = world.office("supervisor").get("/labels", kind="tote", copies=500)
    assert (answer.status_code, answer.get_json()["code"]) == (422, "too_many_labels")


def test_goods_without_a_code_are_labelled_received_and_picked_by_their_label(
    world: World,
) -> None:
    coded, bare = world.product("TEE-M"), without_code(world, "BARE-1")
    notice = announce(world, "PO-1", (coded, 5), (bare, 3))
    said = texts_of(printed(world, "product", notice=notice))
    assert said == ["BARE-1"] * 3
    worker = Worker(world.handheld())
    worker.start("receive", raw="PO-1")
    expect(worker.scan(raw=said[0]), accept="RC-11")
    with world.reading() as session:
        assert catalog.job_codes(session, [bare.id]) == {
            "BARE-1": {"product": bare.id, "quantity": 1}
        }
