"""Regular expressions: what `re` finds we find, and nothing makes us slow."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.rules.language.patterns import Pattern, PatternError, fold

ATOMS = st.sampled_from(["a", "b", ".", "[ab]", "[^a]", r"\d", "1", r"\.", "^", "$", "あ"])
QUANTITIES = st.sampled_from(["", "", "?", "*", "+", "{2}", "{0,2}", "{1,}"])


def put_together(parts: list[tuple[str, str]]) -> str:
    """Atoms with how often; an edge cannot be repeated in `re`."""
    return "".join(f"(?:{atom}){often}" if atom in "^$" else atom + often for atom, often in parts)


ROWS = st.lists(st.tuples(ATOMS, QUANTITIES), max_size=5).map(put_together)
PATTERNS = st.recursive(
    ROWS,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("|".join),
        st.tuples(inner, QUANTITIES, inner).map(lambda one: f"({one[0]}){one[1]}{one[2]}"),
    ),
    max_leaves=4,
)


@given(PATTERNS, st.text("ab1.あx", max_size=12))
def test_we_find_what_re_finds(pattern: str, text: str) -> None:
    assert Pattern(pattern).is_in(text) == (re.search(rf"(?s){pattern}", text) is not None)


@pytest.mark.parametrize(
    ("pattern", "text", "is_there"),
    [
        ("のし(紙|袋)?", "熨斗・のし袋でお願いします", True),
        ("ギフト", "ｷﾞﾌﾄ包装", True),
        ("gift", "ＧＩＦＴ", True),
        ("[Ａ-Ｃ]-[0-9]{3}", "sku b-123", True),
        ("^至急", "できれば至急", False),
        ("至急$", "できれば至急", True),
        (r"\d{3}-?\d{4}", "〒１００－０００１", True),
        ("", "", True),
    ],
)
def test_letters_are_compared_in_one_width(pattern, text, is_there) -> None:
    assert Pattern(pattern).is_in(fold(text)) is is_there


@pytest.mark.parametrize(
    ("pattern", "code", "at"),
    [
        ("(a", "pattern_bracket", 0),
        ("a)", "pattern_bracket", 1),
        ("[a", "pattern_bracket", 0),
        ("*a", "pattern_repeats_nothing", 0),
        ("a**", "pattern_repeats_nothing", 2),
        ("a{5,2}", "pattern_repetition", 1),
        ("a{999}", "pattern_repetition", 1),
        ("a{x}", "pattern_repetition", 1),
        ("[z-a]", "pattern_range", 1),
        (r"(a)\1", "pattern_escape", 3),
        ("(?=a)", "pattern_repeats_nothing", 1),
        ("((a{50}){50}){50}", "pattern_too_large", 0),
        ("a" * 201, "pattern_too_long", 200),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_place(pattern: str, code: str, at: int) -> None:
    with pytest.raises(PatternError) as refused:
        Pattern(pattern)
    assert refused.value.code == code
    assert code == "pattern_too_large" or refused.value.at == at


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|a)*b", "(a|aa)+$", "(.*)(.*)(.*)x", "(a?){25}b"])
def test_patterns_that_explode_elsewhere_cost_what_the_text_is_long(pattern: str) -> None:
    found = Pattern(pattern)
    assert not found.is_in("a" * 20_000 + "!")
    # Each letter is one step from spot to spot, and there are few spots to stand on.
    assert len(found.spots) <= 30


def test_an_automaton_remembers_only_so_much() -> None:
    found = Pattern("a.{14}b")
    text = "".join("ab"[(n * n // 7 + n // 3) % 2] for n in range(9_000)).replace("b", "c")
    assert not found.is_in(text)
    assert len(found.spots) <= 1_000
    assert found.is_in("a" + "c" * 14 + "b")
