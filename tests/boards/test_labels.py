"""Every label on a sheet reads back as what it names."""

import re
from typing import Any

import pytest
from sqlalchemy import delete, select

from server.boards.labels.which import KINDS, LABELS_MAX
from server.catalog.records import Barcode
from server.printing import PAPERS, Label, Sheets, label_sheet, too_narrow, voice_digits
from server.vocabulary import label_of, read
from tests.floor import expect
from tests.makers import MadeProduct, World
from tests.receiving.test_receipts import DONE, announce, on, receiver


def texts_of(html: str) -> list[str]:
    """What the bars of a page say."""
    return re.findall(r'<div class="code">([^<]+)</div>', html)


ALL_GOODS: dict[str, Any] = {"owner": None, "notice": None}


def without_code(world: World, sku: str) -> MadeProduct:
    """Goods that come without a code."""
    product = world.product(sku)
    with world.transaction() as session:
        session.execute(delete(Barcode).where(Barcode.product_id == product.id))
    return product


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_label_of_a_sheet_is_read_as_its_kind(world: World, kind: str) -> None:
    world.product("TEE-M", stock={"A-01-03": 1})
    for code, place in (("T-0001", "tote"), ("C-01", "cart"), ("W-01", "station")):
        world.place(code, kind=place)
    without_code(world, "BOWL")
    office = world.office("supervisor")
    office.post("/labels/own-codes", ALL_GOODS)
    answer = office.get("/labels", kind=kind)
    assert answer.status_code == 200, answer.text
    readings = [read(text)[0].kind for text in texts_of(answer.text)]
    assert set(readings) == {"item" if kind in ("product", "own") else kind}


def test_one_badge_can_be_printed_alone(world: World) -> None:
    office = world.office("supervisor")
    world.person("picker", badge="B-7K3M9")
    answer = office.get("/labels", kind="badge", code="B-7K3M9")
    assert len(texts_of(answer.text)) == 1


def test_a_sheet_of_nothing_is_a_clear_answer(world: World) -> None:
    answer = world.office("supervisor").get("/labels", kind="tote")
    assert (answer.status_code, answer.get_json()["code"]) == (404, "labels_unknown")


def test_a_name_cannot_bring_markup_into_the_sheet() -> None:
    page = label_sheet(
        "x", [Label("T-1", "<script>")], Sheets(PAPERS["a4_24"]), language="ja", nonce="n"
    )
    assert "<script>" not in page


def sheets_of(html: str) -> list[int]:
    """How many labels lie on each sheet, those that were gone too."""
    return [sheet.count("<section") for sheet in html.split("<main")[1:]]


@pytest.mark.parametrize("paper", sorted(PAPERS))
def test_a_sheet_holds_as_many_labels_as_its_paper(world: World, paper: str) -> None:
    for number in range(70):
        world.place(f"T-{number:04d}", kind="tote")
    answer = world.office("supervisor").get("/labels", kind="tote", paper=paper)
    assert answer.status_code == 200, answer.text
    sheets = sheets_of(answer.text)
    size = PAPERS[paper].per_sheet
    assert sheets == [size] * (70 // size) + ([70 % size] if 70 % size else [])


def test_a_used_sheet_is_begun_where_its_labels_are_left(world: World) -> None:
    for number in range(24):
        world.place(f"T-{number:04d}", kind="tote")
    office = world.office("supervisor")
    answer = office.get("/labels", kind="tote", start=6)
    assert sheets_of(answer.text) == [24, 5]
    assert answer.text.index("T-0000") > answer.text.rindex('class="gone"')
    assert office.get("/labels/count", kind="tote", start=6).get_json() == {
        "labels": 24,
        "sheets": 2,
    }
    beyond = office.get("/labels", kind="tote", paper="a4_24", start=25)
    assert (beyond.status_code, beyond.get_json()["code"]) == (422, "start_beyond_sheet")
    assert beyond.get_json()["detail"]["per_sheet"] == 24


def test_only_one_zone_or_some_places_of_the_walk_are_printed(world: World) -> None:
    for name in ("A-01-01", "A-01-02", "A-02-01", "B-01-01"):
        world.place(name)
    office = world.office("supervisor")

    def printed(**which: str) -> list[str]:
        texts = texts_of(office.get("/labels", kind="place", **which).text)
        return [text[2:-2] for text in texts]

    assert printed(zone="B") == ["B-01-01"]
    assert printed(first="A-01-02", last="A-02-01") == ["A-01-02", "A-02-01"]
    assert printed(first=label_of("L-A-02-01")) == ["A-02-01", "B-01-01"]
    assert printed(last="a-01-01") == ["A-01-01"]
    choices = office.get("/labels/choices").get_json()
    assert [(zone["code"], zone["places"]) for zone in choices["zones"]] == [("A", 3), ("B", 1)]


def test_copies_lie_one_behind_the_other(world: World) -> None:
    for code in ("T-0001", "T-0002"):
        world.place(code, kind="tote")
    answer = world.office("supervisor").get("/labels", kind="tote", copies=3)
    assert texts_of(answer.text) == [label_of("T-0001")] * 3 + [label_of("T-0002")] * 3


def test_more_labels_than_a_browser_prints_are_refused(world: World) -> None:
    for number in range(LABELS_MAX // 99 + 1):
        world.place(f"T-{number:04d}", kind="tote")
    answer = world.office("supervisor").get("/labels/count", kind="tote", copies=99)
    assert (answer.status_code, answer.get_json()["code"]) == (422, "too_many_labels")


def test_bars_that_no_scanner_could_read_are_refused_with_papers_that_are_wide_enough(
    world: World,
) -> None:
    world.place("A-01-03")
    answer = world.office("supervisor").get("/labels", kind="place", paper="roll_40x28")
    said = answer.get_json()
    assert (answer.status_code, said["code"]) == (422, "labels_too_narrow")
    assert said["detail"]["text"] == label_of("L-A-01-03")
    assert said["detail"]["papers"] == ["a4_24", "a4_44", "a4_65", "roll_60x40", "roll_50x30"]


@pytest.mark.parametrize("paper", sorted(PAPERS))
def test_bars_keep_their_quiet_zones_and_the_dots_of_a_label_printer(paper: str) -> None:
    labels = [Label("4901234567894", "JAN-13"), Label("49123456", "JAN-8"), Label("T-0001-1", "T")]
    assert not too_narrow(labels, PAPERS[paper])
    page = label_sheet("x", labels, Sheets(PAPERS[paper]), language="ja", nonce="n")
    drawn = re.findall(r'svg width="([0-9.]+)mm" viewBox="-([0-9]+) 0 ([0-9]+) 1"', page)
    # 95 modules with 11 and 7 beside them; 67 with 7 and 7; Code 128 with 10 and 10.
    assert [(quiet, modules) for _, quiet, modules in drawn[:2]] == [("11", "113"), ("7", "81")]
    assert drawn[2][1] == "10"
    for width, _, modules in drawn:
        module = float(width) / int(modules)
        assert float(width) <= PAPERS[paper].label_width - 1
        assert 0.19 <= module <= 0.5
        if PAPERS[paper].is_roll:
            assert module / 0.125 == pytest.approx(round(module / 0.125))


def test_a_wrong_check_digit_is_printed_as_it_is_not_put_right() -> None:
    """python-barcode would print another code than the one that stands below the bars."""
    page = label_sheet(
        "x",
        [Label("4901234567890", "JAN")],
        Sheets(PAPERS["a4_24"]),
        language="ja",
        nonce="n",
    )
    assert 'viewBox="-10 0' in page, "in Code 128, which has no check digit of its own to mend"


def test_places_carry_two_digits_for_the_voice(world: World) -> None:
    world.place("A-01-03")
    answer = world.office("supervisor").get("/labels", kind="place")
    assert f'class="voice">{voice_digits("L-A-01-03")}<' in answer.text


def test_the_same_two_digits_come_again_only_far_down_the_aisle() -> None:
    places = {
        (bay, level): voice_digits(f"L-A-{bay:02d}-{level:02d}")
        for bay in range(1, 25)
        for level in range(1, 7)
    }
    near = [
        (here, there)
        for here, digits in places.items()
        for there, others in places.items()
        if here != there and digits == others and abs(here[0] - there[0]) < 10
    ]
    assert near == []


def test_goods_without_a_code_are_given_one_once(world: World) -> None:
    bowl, tee = without_code(world, "BOWL"), world.product("TEE-M")
    office = world.office("supervisor")
    assert office.post("/labels/own-codes", {**ALL_GOODS, "owner": "MORI"}).get_json() == {
        "given": 1
    }
    assert office.post("/labels/own-codes", {**ALL_GOODS, "owner": "MORI"}).get_json() == {
        "given": 0
    }
    with world.reading() as session:
        codes = dict(session.execute(select(Barcode.product_id, Barcode.raw)).all())
    assert codes[tee.id] == tee.jan
    assert read(codes[bowl.id])[0].kind == "item"
    for body, code in (({"owner": "NOBODY"}, "owner_unknown"), ({"notice": 9}, "notice_unknown")):
        assert office.post("/labels/own-codes", {**ALL_GOODS, **body}).get_json()["code"] == code


@pytest.mark.parametrize("paper", sorted(PAPERS))
def test_a_code_of_our_own_is_short_enough_for_every_paper(world: World, paper: str) -> None:
    without_code(world, "BOWL")
    office = world.office("supervisor")
    office.post("/labels/own-codes", ALL_GOODS)
    answer = office.get("/labels", kind="own", paper=paper, copies=3)
    assert answer.status_code == 200, answer.text
    assert len(texts_of(answer.text)) == 3


def test_every_announced_piece_without_a_code_gets_a_label_and_comes_in_by_it(
    world: World,
) -> None:
    bowl, cup, tee = without_code(world, "BOWL"), without_code(world, "CUP"), world.product("TEE-M")
    notice_id = announce(world, "PO-1", (bowl, 3), (tee, 5))
    office = world.office("supervisor")
    (line, _) = office.get("/notices", stage="open").get_json()["notices"][0]["lines"]
    assert (line["sku"], line["code"]) == ("BOWL", None)
    assert office.post("/labels/own-codes", {**ALL_GOODS, "notice": notice_id}).get_json() == {
        "given": 1
    }
    texts = texts_of(office.get("/labels", kind="own", notice=notice_id).text)
    assert len(texts) == 3
    assert len(set(texts)) == 1
    with world.reading() as session:
        named = session.scalars(select(Barcode.product_id)).all()
    assert cup.id not in named, "it does not come with this notice"
    worker = receiver(world, raw="PO-1")
    for text in texts:
        expect(worker.scan(raw=text), accept="RC-11")
    expect(worker.scan(**DONE), accept="RC-19")
    assert on(world, "IN-01", "dock") == {("BOWL", ""): 3}
