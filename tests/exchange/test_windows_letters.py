"""Carriers' programs read CP932 as Windows writes it, character by character."""

import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.exchange.carrier_files import cp932

EVERY_LETTER = [chr(point) for point in range(0x80, 0x10000) if not 0xD800 <= point < 0xE000]


def test_names_with_rare_kanji_have_the_codes_that_windows_gives_them():
    assert cp932.encode("髙橋").hex() == "fbfc8bb4"
    assert cp932.encode("山﨑").hex() == "8e52fab1"
    assert cp932.encode("ⅲ").hex() == "fa42"
    assert cp932.encode("㈱①№").hex() == "878a87408782"


def test_373_characters_are_written_otherwise_than_by_python():
    assert len(cp932.AS_WINDOWS) == 373


def test_every_character_is_written_as_iconv_writes_it():
    written = [letter for letter in EVERY_LETTER if not cp932.unwritable(letter)]
    asked = subprocess.run(
        ["iconv", "-f", "UTF-8", "-t", "CP932"],
        input="\n".join(written).encode(),
        capture_output=True,
        check=True,
    )
    theirs = asked.stdout.split(b"\n")
    differ = [
        letter for letter, code in zip(written, theirs, strict=True) if cp932.encode(letter) != code
    ]
    assert len(written) > 9_000
    assert differ == []


@given(st.text())
def test_what_can_be_written_is_read_back_as_it_was(text):
    plain = cp932.plain(text)
    if not cp932.unwritable(plain):
        assert cp932.encode(plain).decode("cp932") == plain


@given(st.text())
def test_what_cannot_be_written_is_named_and_never_replaced(text):
    missing = cp932.unwritable(text)
    assert all(letter in text for letter in missing)
    if missing:
        with pytest.raises(UnicodeEncodeError):
            cp932.encode(text)


@pytest.mark.parametrize("letter", ["\x80", "\uf8f0", "\uf8f1", "\uf8f2", "\uf8f3"])
def test_what_only_python_can_write_is_refused(letter):
    assert cp932.unwritable(letter) == [letter]
    with pytest.raises(UnicodeEncodeError):
        cp932.encode(f"倉庫{letter}")


def test_signs_that_look_the_same_are_written_with_the_number_that_windows_knows():
    assert cp932.plain("1〜2−3‖4—5¥") == "1～2－3∥4―5￥"


def test_a_letter_that_shift_jis_lacks_has_its_other_form_proposed():
    assert cp932.unwritable("𠮷野家") == ["𠮷"]
    assert cp932.proposed("𠮷野家") == "吉野家"
    assert cp932.unwritable(cp932.proposed("😀")) == ["😀"]
