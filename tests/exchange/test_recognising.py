"""In which letters a file is written and which layout it has."""

import zipfile
from io import BytesIO

import pytest

from server.exchange.order_files import FileRefused, OrderFile, read_orders, recognise
from server.exchange.order_files.drafts import OrderDraft
from tests.exchange.files import (
    NEXT_ENGINE_HEADER,
    SHOPIFY_HEADER,
    next_engine_file,
    next_engine_order,
    shopify_file,
    shopify_order,
    write,
)


def read(content: bytes) -> OrderFile:
    recognised = recognise(content)
    assert not isinstance(recognised, FileRefused), recognised
    file = read_orders(content, recognised)
    assert isinstance(file, OrderFile), file
    return file


def only_order(content: bytes) -> OrderDraft:
    (order,) = read(content).orders()
    assert isinstance(order, OrderDraft), order
    return order


def refused(content: bytes, profile: str = "auto") -> FileRefused:
    recognised = recognise(content, profile)
    if isinstance(recognised, FileRefused):
        return recognised
    file = read_orders(content, recognised)
    assert isinstance(file, FileRefused), file
    return file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_file_is_read_in_the_letters_it_is_written_in(encoding):
    for content in (
        shopify_file(shopify_order("#1001"), encoding=encoding),
        next_engine_file(next_engine_order("A-1"), encoding=encoding),
    ):
        found = recognise(content)
        assert found.encoding.name == encoding
        assert only_order(content).consignee.name in {"髙﨑 花子", "德永 濵子"}


def test_each_layout_is_told_by_its_header():
    assert recognise(shopify_file(shopify_order("#1001"))).profile.id == "shopify"
    assert recognise(next_engine_file(next_engine_order("A-1"))).profile.id == "next_engine"


def test_the_layout_that_was_asked_for_must_fit():
    content = shopify_file(shopify_order("#1001"))
    assert recognise(content, "shopify").profile.id == "shopify"
    assert refused(content, "next_engine").code == "format_unknown"
    assert refused(content, "nobody").code == "profile_unknown"


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_the_delimiter_is_found(delimiter):
    assert only_order(shopify_file(shopify_order("#1001"), delimiter=delimiter)).lines


def test_columns_may_stand_in_any_order_and_in_other_company():
    header = ["店長メモ", *reversed(NEXT_ENGINE_HEADER)]
    content = write(header, next_engine_order("A-1"), encoding="cp932")
    assert only_order(content).lines[0].sku == "SKU-1"


def test_column_names_may_be_written_narrow_and_with_spaces():
    content = next_engine_file(next_engine_order("A-1"), encoding="utf-8").decode()
    content = content.replace("発送先住所１", "発送先 住所1").replace(
        "店舗伝票番号", "店舗伝票番号　"
    )
    assert only_order(content.encode()).consignee.address == "大阪市北区梅田1-1"


def test_optional_columns_may_be_left_out():
    header = ["店舗伝票番号", "受注日", "発送先名", "発送先住所１", "商品コード", "受注数量"]
    order = only_order(write(header, next_engine_order("A-1"), encoding="cp932"))
    assert (order.carrier, order.total_yen, order.delivery_slot) == ("", 0, None)


def test_a_missing_column_is_named():
    header = [name for name in SHOPIFY_HEADER if name != "Lineitem sku"]
    answer = refused(write(header, shopify_order("#1001"), encoding="utf-8"))
    assert answer == FileRefused(
        "missing_column", {"columns": ["Lineitem sku"], "profile": "shopify"}
    )


def test_a_column_that_stands_there_twice_is_refused():
    header = [*SHOPIFY_HEADER, "lineitem SKU"]
    answer = refused(write(header, shopify_order("#1001"), encoding="utf-8"))
    assert answer.code == "column_twice"
    assert answer.detail["columns"] == ["Lineitem sku", "lineitem SKU"]


@pytest.mark.parametrize(
    "content", [b"", b"\r\n\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n", b"\0\0"]
)
def test_an_empty_file_is_refused(content):
    assert refused(content).code == "file_is_empty"


def test_a_file_with_nothing_but_a_header_is_refused():
    assert refused(shopify_file()).code == "no_rows"
    assert refused(shopify_file() + b"\r\n,,,,\r\n\r\n").code == "no_rows"


def test_a_file_of_another_format_is_refused():
    assert refused(b"date,amount\n2026-11-20,300\n").code == "format_unknown"
    assert refused("日付,金額\n2026-11-20,300\n".encode("cp932")).code == "format_unknown"
    assert refused(b"<orders/>").code == "format_unknown"
    assert refused(b"<html><body>Login</body></html>").code == "format_unknown"


def test_a_workbook_is_refused_by_name():
    book = BytesIO()
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert refused(book.getvalue()).code == "file_is_a_spreadsheet"
    assert refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)).code == "file_is_a_spreadsheet"


def test_other_binary_files_are_refused():
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.writestr("orders.csv", "Name\n")
    assert refused(archive.getvalue()).code == "file_is_binary"
    assert refused(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0").code == "file_is_binary"


def test_utf_16_is_refused_by_name():
    content = shopify_file(shopify_order("#1001"), encoding="utf-16")
    assert refused(content).code == "encoding_is_utf16"
    assert refused(content[2:]).code == "file_is_binary"


def test_a_byte_that_cannot_be_read_is_named_by_its_position():
    content = next_engine_file(next_engine_order("A-1"), next_engine_order("A-2"))
    position = content.rindex("德永".encode("cp932"))
    broken = content[:position] + b"\xff" + content[position + 1 :]
    assert refused(broken) == FileRefused(
        "bytes_unreadable", {"position": position, "line": 3, "encoding": "cp932"}
    )


def test_damaged_utf_8_is_not_taken_for_cp932():
    content = shopify_file(*(shopify_order(f"#{n}") for n in range(1001, 1010)))
    position = content.index("花子".encode())
    broken = content[: position + 1] + content[position + 2 :]
    assert broken.decode("cp932", "ignore"), "CP932 would make letters of it"
    answer = refused(broken)
    assert (answer.code, answer.detail["encoding"]) == ("bytes_unreadable", "utf-8")


def test_a_bom_in_front_of_damaged_letters_does_not_help():
    content = b"\xef\xbb\xbf" + next_engine_file(next_engine_order("A-1"))
    answer = refused(content)
    assert (answer.code, answer.detail["encoding"]) == ("bytes_unreadable", "utf-8-sig")


def test_letters_are_checked_in_files_of_many_blocks():
    rows = [row for n in range(9000) for row in next_engine_order(f"A-{n}")]
    content = write(NEXT_ENGINE_HEADER, rows, encoding="cp932")
    assert len(content) > 2_000_000
    assert recognise(content).encoding.name == "cp932"
    broken = content[:-20] + b"\xa0" + content[-19:]
    assert refused(broken).detail["position"] == len(content) - 20


@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_every_kind_of_line_end_is_understood(line_end):
    content = shopify_file(shopify_order("#1001"), shopify_order("#1002"), line_end=line_end)
    assert [order.rows for order in read(content).orders()] == [(2,), (3,)]


def test_line_ends_may_be_mixed_and_lines_empty():
    header, one, two = shopify_file(
        shopify_order("#1001"), shopify_order("#1002"), line_end="\n"
    ).splitlines()
    content = header + b"\r\n\n" + one + b"\r" + b"," * 78 + b"\r\n" + two
    file = read(content)
    assert file.rows == 2
    assert [order.rows for order in file.orders()] == [(3,), (5,)], "as a spreadsheet shows them"


def test_a_cell_may_hold_line_ends_quotes_and_delimiters():
    note = 'こわれもの,"取扱注意"\r\nチャイム×\n玄関前'
    file = read(shopify_file(shopify_order("#1001", Notes=note), shopify_order("#1002")))
    first, second = file.orders()
    assert first.note == note
    assert (first.rows, second.rows) == ((2,), (3,))
