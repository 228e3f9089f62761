"""Files of products and of customers: looked at, taken in, and nothing lost on the way."""

import io

import pytest
from sqlalchemy import select

from server.catalog import product_traits
from server.catalog.records import Barcode, CustomerTerm, Product
from server.exchange.connections.actions import make_connection
from tests.makers import Screen, World

on_sqlite_alone = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
HEADER = "商品コード,商品名,JANコード,ケースコード,入数,重量(g),期限管理,シリアル管理"
TEA = "TEA-01,緑茶,4901234567894,14901234567891,24,520,はい,いいえ"


@pytest.fixture
def office(world: World) -> Screen:
    assert world.shop_id
    return world.office("supervisor")


def hand_in(office: Screen, content: bytes | str, *, what: str = "products", step: str = "look"):
    content = content if isinstance(content, bytes) else content.encode()
    body = {"owner": "MORI", "step": step, "file": (io.BytesIO(content), "商品.csv")}
    return office.client.post(
        f"/api/v1/{what}/files", data=body, content_type="multipart/form-data"
    )


def rows(*told: str, header: str = HEADER) -> str:
    return "\r\n".join((header, *told)) + "\r\n"


def counts(answer) -> tuple[int, int, int, int]:
    assert answer.status_code == 200, answer.json
    return tuple(answer.json[name] for name in ("new", "changed", "same", "refused"))


def problems(answer) -> list[tuple[int, str, str]]:
    assert answer.status_code == 200, answer.json
    return [(one["row"], one["column"], one["code"]) for one in answer.json["problems"]]


def test_a_file_tells_tags_temperature_and_sides(world, office):
    header = "商品コード,商品名,温度帯,タグ,厚さ(mm),長さ(mm),幅(mm),高さ(mm)"
    ice = "ICE-01,アイス,冷凍,割れ物、ギフト向け；割れ物,,300,200,50"
    assert counts(hand_in(office, rows(ice, header=header), step="take")) == (1, 0, 0, 0)
    assert counts(hand_in(office, rows(ice, header=header), step="take")) == (0, 0, 1, 0)
    wrong = [
        ("ICE-02,アイス,熱い,,,,,", "温度帯", "temperature_unknown"),
        ("ICE-03,アイス,,,,0,,", "長さ(mm)", "quantity_not_positive"),
        ("ICE-04,アイス,,,,,20000,", "幅(mm)", "number_too_large"),
        (f"ICE-05,アイス,,{'長' * 31},,,,", "タグ", "cell_too_long"),
    ]
    refused = hand_in(office, rows(*(row for row, *_ in wrong), header=header), step="take")
    assert [(column, code) for _, column, code in problems(refused)] == [
        (column, code) for _, column, code in wrong
    ]
    (told,) = office.get("/products/measures", owner="MORI", q="ICE").json["products"]
    assert (told["temperature"], told["tags"]) == ("frozen", ["割れ物", "ギフト向け"])
    body = {"sku": "ICE-01", "thickness_mm": None, "weight_grams": 90, "tags": ["液体", "液体"]}
    said = office.post("/products/measures", {"owner": "MORI", "products": [body]})
    assert said.status_code == 204
    (told,) = office.get("/products/measures", owner="MORI", q="ICE").json["products"]
    assert (told["temperature"], told["tags"], told["length_mm"]) == ("frozen", ["液体"], 300)
    with world.reading() as session:
        (traits,) = product_traits(session, [told["product"]]).values()
    assert (traits.thickness_mm, traits.longest_mm, traits.tags) == (50, 300, ("液体",))
    emptied = "ICE-01,,,-,,-,,"
    assert counts(hand_in(office, rows(emptied, header=header), step="take")) == (0, 1, 0, 0)
    (told,) = office.get("/products/measures", owner="MORI", q="ICE").json["products"]
    assert (told["tags"], told["length_mm"], told["width_mm"]) == ([], None, 200)


def products_of(world: World) -> dict[str, tuple]:
    with world.reading() as session:
        return {
            one.sku: (one.name, one.weight_grams, one.expires)
            for one in session.scalars(select(Product))
        }


def test_a_file_of_products_is_looked_at_taken_in_and_the_second_time_nothing(world, office):
    more = "TEA-01,,,24901234567898,48,,,"
    content = rows(TEA, more).encode("cp932")
    looked = hand_in(office, content)
    assert counts(looked) == (1, 0, 0, 0)
    assert looked.json["encoding"] == "cp932"
    assert looked.json["sample"] == [{"verdict": "new", "code": "TEA-01", "name": "緑茶"}]
    assert products_of(world) == {}, "looking writes nothing"
    assert counts(hand_in(office, content, step="take")) == (1, 0, 0, 0)
    assert products_of(world) == {"TEA-01": ("緑茶", 520, True)}
    with world.reading() as session:
        codes = session.execute(select(Barcode.code, Barcode.quantity_pieces)).all()
    assert sorted(codes) == [
        ("04901234567894", 1),
        ("14901234567891", 24),
        ("24901234567898", 48),
    ]
    assert counts(hand_in(office, content, step="take")) == (0, 0, 1, 0)


def test_what_a_file_leaves_blank_stays_and_what_it_tells_is_changed(world, office):
    hand_in(office, rows(TEA), step="take")
    other = rows("TEA-01,,,,,-,,はい")
    assert counts(hand_in(office, other)) == (0, 1, 0, 0)
    hand_in(office, other, step="take")
    assert products_of(world) == {"TEA-01": ("緑茶", None, True)}


@on_sqlite_alone
@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("TEA-01,緑茶,4.90123E+12,,,,,", "JANコード", "number_damaged_by_spreadsheet"),
        ("TEA-01,緑茶,4901234567890,,,,,", "JANコード", "check_digit_wrong"),
        ("TEA-01,=VLOOKUP(A2;B:C;2),,,,,,", "商品名", "formula_in_cell"),
        ("TEA-01,#N/A,,,,,,", "商品名", "spreadsheet_error"),
        ("TEA-01,緑茶,,,,5.5,,", "重量(g)", "number_unreadable"),
        ("TEA-01,緑茶,,14901234567891,,,,", "入数", "case_pieces_missing"),
        ("TEA-01,緑茶,,,,,たぶん,", "期限管理", "flag_unreadable"),
        ("TEA-01,,,,,,,", "商品名", "name_missing"),
        (",緑茶,,,,,,", "商品コード", "cell_missing"),
        ("TEA-01,緑茶,A-01-01,,,,,", "", ""),
        (",TEA-01,緑茶,4901234567894,,,,,", "", "too_many_cells"),
        ("TEA-01,緑茶", "", "too_few_cells"),
    ],
)
def test_a_faulty_cell_is_named_by_row_and_column_and_keeps_only_its_product_out(
    world, office, row, column, code
):
    answer = hand_in(office, rows(row, "CUP-01,湯のみ,,,,,,"), step="take")
    if code:
        assert problems(answer) == [(2, column, code)]
        assert set(products_of(world)) == {"CUP-01"}
    else:
        assert set(products_of(world)) == {"TEA-01", "CUP-01"}, "no label of ours: no check sign"


@on_sqlite_alone
def test_a_code_belongs_to_one_product(world, office):
    hand_in(office, rows(TEA), step="take")
    taken = rows("CUP-01,湯のみ,4901234567894,,,,,")
    assert problems(hand_in(office, taken)) == [(2, "JANコード", "code_of_other_product")]
    both = rows("A,あ,4512345678906,,,,,", "B,い,4512345678906,,,,,")
    assert problems(hand_in(office, both)) == [
        (2, "JANコード", "code_on_two_products"),
        (3, "JANコード", "code_on_two_products"),
    ]


@on_sqlite_alone
def test_goods_on_the_shelf_do_not_begin_to_expire_by_a_file(world, office):
    world.product("CAP", stock={"A-01-01": 3})
    answer = hand_in(office, rows("CAP,帽子,,,,,はい,"))
    assert problems(answer) == [(2, "期限管理", "goods_in_stock")]


@on_sqlite_alone
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (rows(TEA).encode("utf-16"), "encoding_is_utf16"),
        ("商品コード,商品名\r\nA,緑茶".encode()[:-1] + b"\xff\r\n", "bytes_unreadable"),
        (b"", "file_is_empty"),
        (rows("x", header="日付,金額").encode(), "format_unknown"),
        (rows("あ", header="商品名").encode(), "missing_column"),
        (rows("A,あ,い", header="商品コード,商品名,商品名").encode(), "column_twice"),
        (HEADER.encode(), "no_rows"),
        (b"PK\x03\x04" + b"xl/workbook.xml", "file_is_a_spreadsheet"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(office, content, code):
    answer = hand_in(office, content, step="take")
    assert (answer.status_code, answer.json["code"]) == (422, code)


@on_sqlite_alone
def test_a_file_with_a_byte_order_mark_tabs_and_wide_letters_is_read(world, office):
    content = (
        b"\xef\xbb\xbf"
        + "商品 コード\tＪＡＮ\t商品名\nＴＥＡ\t４９０１２３４５６７８９４\t緑茶\n".encode()
    )
    assert counts(hand_in(office, content)) == (1, 0, 0, 0)


@on_sqlite_alone
def test_a_shops_own_system_hands_in_its_owners_products_by_its_key(world, office):
    told = {"shop_id": None, "name": "OMS", "address": "https://oms.example/hook", "kinds": []}
    with world.transaction() as session:
        key = make_connection(session, owner_id=world.owner_id, person_id=None, **told).key
    answer = office.client.post(
        "/api/v1/shop-products/files",
        data={"step": "take", "file": (io.BytesIO(rows(TEA).encode()), "商品.csv")},
        content_type="multipart/form-data",
        headers={"Authorization": f"Bearer {key}"},
    )
    assert counts(answer) == (1, 0, 0, 0)
    assert set(products_of(world)) == {"TEA-01"}


def test_customers_get_their_terms_and_nothing_of_them_is_kept(world, office):
    content = rows(
        "料亭 山本,yamamoto@example.jp,,30,はい,",
        "喫茶 花,,03-1234-5678,-1,,",
        "だれか,,,10,,",
        header="呼び名,メールアドレス,電話番号,残日数,日付逆転の禁止,ロットを混ぜない",
    )
    answer = hand_in(office, content, what="customers", step="take")
    assert counts(answer) == (1, 0, 0, 2)
    assert problems(answer) == [(3, "残日数", "number_unreadable"), (4, "", "contact_missing")]
    assert counts(hand_in(office, content, what="customers")) == (0, 0, 1, 2)
    with world.reading() as session:
        (kept,) = session.execute(select(*CustomerTerm.__table__.columns))
    assert (kept.name, kept.least_days_left, kept.never_older) == ("料亭 山本", 30, True)
    assert "yamamoto" not in kept.customer_key
