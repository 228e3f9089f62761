"""A consignment becomes a row of a carrier's file, or says what is wrong with it."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.exchange.carrier_files import (
    Consignment,
    Layout,
    LayoutIsBroken,
    Problem,
    Sender,
    layouts_on,
    read_layout,
    row_of,
    shipped_layouts,
)
from server.exchange.carrier_files.addresses import TooLong, fit, municipality_of
from server.exchange.carrier_files.rows import measure_of
from server.exchange.carrier_files.wishes import cool_word, service_word, slot_word
from tests.exchange.hard_addresses import hard_consignment, write_and_read

TODAY = "2026-11-26"
LAYOUTS = layouts_on(TODAY, shipped_layouts())
SENDER = Sender(
    name="森商店",
    postal_code="1500001",
    prefecture="東京都",
    address="渋谷区神宮前1-2-3",
    building="",
    phone="03-1234-5678",
    customer_code="031234567801",
    freight_number="01",
    contents="衣料品",
)
TO_OSAKA = Consignment(
    number="S0000000012",
    order_number="#1001",
    name="髙橋 一郎",
    kana="たかはし いちろう",
    postal_code="５３０－０００１",
    prefecture="大阪府",
    address="大阪市北区梅田1-1-3",
    building="大阪駅前第3ビル 12F",
    phone="０９０ー１２３４ー５６７８",
    sender=SENDER,
    ships_on=TODAY,
)
COLUMNS = {
    "yamato_b2": 95,
    "sagawa_ehiden3": 74,
    "japanpost_yupri": 72,
    "japanpost_yupackr": 117,
    "clickpost": 8,
    "generic": 24,
}


def cells(consignment: Consignment, layout: Layout) -> dict[str, str]:
    row = row_of(consignment, layout)
    assert all(isinstance(cell, str) for cell in row), row
    return dict(zip([column.name for column in layout.columns], map(str, row), strict=True))


def problems(consignment: Consignment, code: str) -> list[Problem]:
    row = row_of(consignment, LAYOUTS[code])
    return [one for one in row if isinstance(one, Problem)]


@pytest.mark.parametrize("code", COLUMNS)
def test_each_file_has_exactly_the_columns_of_its_program(code):
    assert len(LAYOUTS[code].columns) == COLUMNS[code]
    assert len(row_of(TO_OSAKA, LAYOUTS[code])) == COLUMNS[code]


def test_a_parcel_to_osaka_as_b2_cloud_reads_it():
    row = row_of(replace(TO_OSAKA, slot="14-16", delivery_day="2026-11-28"), LAYOUTS["yamato_b2"])
    filled = {nth: cell for nth, cell in enumerate(row, start=1) if cell}
    assert filled == {
        1: "S0000000012",
        2: "0",
        3: "0",
        5: "2026/11/26",
        6: "2026/11/28",
        7: "1416",
        9: "090-1234-5678",
        11: "530-0001",
        12: "大阪府大阪市北区梅田1-1-3",
        13: "大阪駅前第3ビル 12F",
        16: "髙橋 一郎",
        17: "ﾀｶﾊｼ ｲﾁﾛｳ",
        18: "様",
        20: "03-1234-5678",
        22: "150-0001",
        23: "東京都渋谷区神宮前1-2-3",
        25: "森商店",
        28: "衣料品",
        38: "1",
        40: "031234567801",
        42: "01",
    }


def test_sagawa_takes_everything_full_width_in_lines_of_sixteen():
    told = cells(TO_OSAKA, LAYOUTS["sagawa_ehiden3"])
    assert told["お届け先住所１"] == "大阪府大阪市北区梅田１－１－３"
    assert told["お届け先住所２"] == "大阪駅前第３ビル\u3000１２Ｆ"
    assert told["お客様管理番号"] == "S0000000012"


def test_japan_post_takes_prefecture_municipality_and_street_apart():
    told = cells(TO_OSAKA, LAYOUTS["japanpost_yupri"])
    assert told["お届け先の都道府県"] == "大阪府"
    assert told["お届け先の市区町村郡"] == "大阪市北区"
    assert told["お届け先の丁目番地号"] == "梅田1-1-3"


def test_an_address_that_fits_no_label_is_said_with_how_much_it_is_over():
    long = replace(TO_OSAKA, address="大阪市北区" + "梅田" * 30, building="")
    (problem,) = problems(long, "yamato_b2")
    assert problem.code == "address_too_long"
    assert problem.over == 2 * (len("大阪府大阪市北区" + "梅田" * 30)) - 64 - 32


def test_an_address_that_is_too_long_for_one_line_goes_on_in_the_next_before_its_number():
    long = replace(
        TO_OSAKA,
        address="大阪市北区天神橋筋六丁目東通り商店街振興組合連合会館前12-34-5678",
        building="",
    )
    told = cells(long, LAYOUTS["yamato_b2"])
    assert told["お届け先住所"].endswith("会館前")
    assert told["お届け先アパートマンション名"] == "12-34-5678"


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        (
            {"name": "𠮷田 花子"},
            Problem("unwritable", "お届け先名", "𠮷田 花子", letters="𠮷", proposed="吉田 花子"),
        ),
        ({"name": "花子😀"}, Problem("unwritable", "お届け先名", "花子😀", letters="😀")),
        ({"phone": ""}, Problem("required", "お届け先電話番号")),
        ({"phone": "なし"}, Problem("wrong_letters", "お届け先電話番号", "なし")),
        (
            {"name": "株式会社" + "あ" * 20},
            Problem("too_long", "お届け先名", "株式会社" + "あ" * 20, over=16),
        ),
        ({"slot": "12-14"}, Problem("no_code", "配達時間帯", "12-14")),
        ({"service": "nekopos", "slot": "am"}, Problem("day_not_taken", "お届け予定日", "am")),
        ({"name": "花子\t様"}, Problem("wrong_letters", "お届け先名", "花子\t様")),
    ],
)
def test_what_a_label_cannot_say_is_told_with_what_to_do(changed, problem):
    assert problems(replace(TO_OSAKA, **changed), "yamato_b2") == [problem]


def test_a_row_with_problems_tells_all_of_them_at_once():
    wrong = replace(TO_OSAKA, name="花子😀", phone="", slot="12-14")
    assert {one.code for one in problems(wrong, "yamato_b2")} == {
        "unwritable",
        "required",
        "no_code",
    }


@pytest.mark.parametrize("code", COLUMNS)
def test_addresses_are_read_back_as_they_came_in_or_not_written(code):
    chance, layout = random.Random(20261126), LAYOUTS[code]
    consignments = [hard_consignment(chance, nth, TO_OSAKA) for nth in range(1_000)]
    written, wrong = write_and_read(layout, consignments)
    assert wrong == []
    assert 50 < written < len(consignments) - 50


@given(
    st.lists(st.text(alphabet="大阪市北区梅田1-2 　ビル", max_size=60), min_size=1, max_size=3),
    st.lists(st.integers(8, 64), min_size=1, max_size=4),
)
def test_no_letter_of_an_address_is_ever_lost(parts, limits):
    measure = measure_of(LAYOUTS["yamato_b2"])
    lines = fit(parts, limits, measure)
    if isinstance(lines, TooLong):
        assert lines.over > 0
        return
    assert all(measure(line) <= limit for line, limit in zip(lines, limits, strict=True))
    letters = "".join(parts).replace(" ", "").replace("\u3000", "")
    assert "".join(lines).replace(" ", "").replace("\u3000", "") == letters


@pytest.mark.parametrize(
    ("address", "municipality"),
    [
        ("四日市市諏訪町1-5", "四日市市"),
        ("市川市八幡1-1-1", "市川市"),
        ("大阪市北区梅田1-1", "大阪市北区"),
        ("渋谷区神宮前1-2", "渋谷区"),
        ("名古屋市中村区名駅1", "名古屋市中村区"),
        ("北津軽郡板柳町福野田1", "北津軽郡板柳町"),
        ("余市郡余市町朝日町26", "余市郡余市町"),
        ("高市郡明日香村岡55", "高市郡明日香村"),
        ("佐波郡玉村町下新田201", "佐波郡玉村町"),
        ("郡山市朝日1-23", "郡山市"),
        ("大和郡山市北郡山町248", "大和郡山市"),
        ("町田市森野2-2-22", "町田市"),
        ("東村山市本町1-2-3", "東村山市"),
        ("野々市市三納", "野々市市"),
        ("小笠原村父島", "小笠原村"),
        ("梅田1-1", ""),
    ],
)
def test_the_municipality_of_an_address(address, municipality):
    assert municipality_of(address)[0] == municipality


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("午前中", "am"),
        ("14時-16時", "14-16"),
        ("14:00〜16:00", "14-16"),
        ("１８時～２０時", "18-20"),
        ("8-12", "am"),
        ("指定なし", ""),
        ("", ""),
        ("夕方", "夕方"),
    ],
)
def test_a_delivery_time_as_shops_write_it(said, word):
    assert slot_word(said) == word


def test_service_and_cool_as_shops_write_them():
    assert service_word("ヤマト運輸 ネコポス") == "nekopos"
    assert service_word("宅急便（ヤマト運輸）") == ""
    assert cool_word("クール宅急便(冷凍)") == "frozen"
    assert cool_word("クール便") == "chilled"
    assert cool_word("宅急便") == ""


def test_a_layout_holds_from_its_day_on():
    old = LAYOUTS["yamato_b2"]
    new = replace(old, valid_from="2027-01-01", title="new")
    assert layouts_on("2026-12-31", [new, old])["yamato_b2"] is old
    assert layouts_on("2027-01-01", [new, old])["yamato_b2"] is new


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{", "JSONDecodeError"),
        ("{}", "KeyError: 'code'"),
        ("[]", "TypeError"),
    ],
)
def test_a_layout_that_cannot_be_read_says_why(text, fault):
    with pytest.raises(LayoutIsBroken, match=f"mine.json: {fault}"):
        read_layout(text, "mine.json")
