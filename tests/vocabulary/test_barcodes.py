"""Barcodes are read as tests/vectors/barcodes.json says; pwa/src/vocabulary runs the same file."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from biip import ParseError
from biip.gs1_messages import GS1Message
from biip.gtin import Gtin
from hypothesis import given
from hypothesis import strategies as st

from server.vocabulary import (
    Scan,
    check_character,
    choose,
    code_of_label,
    display,
    gtin14,
    item_code,
    label_of,
    normal,
    read,
    resolve,
    serial_of,
    slip_is_valid,
)

VECTORS = json.loads((Path(__file__).parents[1] / "vectors/barcodes.json").read_text("utf-8"))
GS = "\x1d"


def scan_of(told: dict[str, Any]) -> Scan:
    return Scan(**told)


@pytest.mark.parametrize("case", VECTORS["read"], ids=lambda case: case["name"])
def test_a_text_is_read_in_these_ways(case):
    assert read(case["raw"]) == [scan_of(reading) for reading in case["readings"]]


@pytest.mark.parametrize("case", VECTORS["choose"], ids=lambda case: case["name"])
def test_the_job_says_which_reading_is_meant(case):
    chosen = choose(read(case["raw"]), set(case["kinds"]), case["codes"])
    assert resolve(chosen, case["codes"]) == scan_of(case["scan"])


def test_a_label_and_its_code_belong_together():
    for told in VECTORS["labels"]:
        assert label_of(told["code"]) == told["label"]
        assert code_of_label(told["label"]) == told["code"]
        assert display(told["code"]) == told["display"]
    for text in VECTORS["not_labels"]:
        assert code_of_label(text) is None, text


@pytest.mark.parametrize(
    ("answer", "vectors"),
    [
        (check_character, "check_characters"),
        (gtin14, "gtin14"),
        (slip_is_valid, "slips"),
        (item_code, "item_codes"),
        (normal, "normal"),
        (serial_of, "serials"),
    ],
)
def test_small_words_are_answered_as_the_vectors_say(answer, vectors):
    assert [[text, answer(text)] for text, _ in VECTORS[vectors]] == VECTORS[vectors]


def test_there_are_enough_vectors():
    assert sum(len(cases) for cases in VECTORS.values()) >= 300


@given(st.text(alphabet=st.characters(), max_size=520))
def test_anything_at_all_is_read_somehow(raw):
    first, *_ = read(raw)
    assert first.code.isascii()
    assert first.quantity > 0 or first.kind == "quantity"


def test_the_spelling_of_labels_is_that_of_nfkc():
    for point in range(0xFF01, 0xFF5F):
        plain = unicodedata.normalize("NFKC", chr(point)).upper()
        assert normal(f"A{chr(point)}Z") == f"A{plain}Z"


LABEL_CODES = st.from_regex(r"[LTCWBXSFN](-[0-9A-HJ-NP-Z]{1,4}){1,4}", fullmatch=True)
LABEL_CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@given(LABEL_CODES, st.data())
def test_one_wrong_character_in_a_label_is_always_noticed(code, data):
    label = label_of(code)
    places = [nth for nth, letter in enumerate(label) if nth > 0 and letter != "-"]
    at = data.draw(st.sampled_from(places))
    wrong = data.draw(st.sampled_from(LABEL_CHARACTERS.replace(label[at], "")))
    assert code_of_label(label) == code
    assert code_of_label(label[:at] + wrong + label[at + 1 :]) is None


@given(st.from_regex(r"[0-9]{8}|[0-9]{12,14}", fullmatch=True))
def test_product_codes_are_judged_as_biip_judges_them(text):
    try:
        expected = Gtin.parse(text).as_gtin_14()
    except ParseError:
        expected = None
    assert gtin14(text) == expected


@st.composite
def element_strings(draw: st.DrawFn) -> str:
    """A well-formed element string, elements in any order, separators where they belong."""
    body = draw(st.from_regex(r"[1-9][0-9]{12}", fullmatch=True))
    gtin = next(code for digit in range(10) if (code := gtin14(f"{body}{digit}")))
    day = f"{draw(st.integers(20, 70))}{draw(st.integers(1, 12)):02}{draw(st.integers(0, 28)):02}"
    lot = draw(st.from_regex(r"[0-9A-Z./-]{1,20}", fullmatch=True))
    elements = [f"01{gtin}", f"{draw(st.sampled_from(['15', '17']))}{day}", f"10{lot}"]
    count = draw(st.integers(0, 99_999_999))
    elements += [f"37{count}"] if count else []
    return GS.join(draw(st.permutations(elements)))


@given(element_strings())
def test_element_strings_are_read_as_biip_reads_them(text):
    message = GS1Message.parse(text)
    told = {element.ai.ai: element for element in message.element_strings}
    expiry = told.get("17") or told.get("15")
    assert expiry is not None
    assert expiry.date is not None
    assert read(f"]C1{text}") == [
        Scan(
            "item",
            told["01"].value,
            lot=told["10"].value,
            expires_on=expiry.date.isoformat(),
            quantity=int(told["37"].value) if "37" in told else 1,
        )
    ]


@given(st.from_regex(r"[0-9A-Z./-]{1,20}", fullmatch=True))
def test_an_expiry_swallowed_by_a_lot_is_never_taken_for_a_lot(lot):
    [scan] = read(f"]C1010490123456789410{lot}17260430")
    assert scan.kind == "misread"
