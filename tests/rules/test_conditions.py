"""Conditions: every fact with every operator, the laws of logic, and what cannot be right."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.rules.decisions import explained, folded
from server.rules.language.compiling import compiled
from server.rules.language.conditions import as_data, read_condition
from server.rules.language.drafts import read_draft
from server.rules.language.effects import ACTIONS, House
from server.rules.language.facts import FACTS, LINE_FACTS, ORDER_FACTS, Fact
from server.rules.language.operators import OPERATORS
from server.rules.language.sense import is_always, is_never

VECTORS = json.loads((Path(__file__).parents[1] / "vectors/rules.json").read_text("utf-8"))
EMPTY_OF_KIND = {"number": 0, "text": "", "texts": (), "flag": False, "day": "2026-01-01"}


def facts_with(values: dict[str, Any], *lines: dict[str, Any]) -> list[Any]:
    """Facts of an order of which a test says only some."""

    def told(facts: Any, given: dict[str, Any]) -> list[Any]:
        assert set(given) <= set(facts), given
        return [given.get(fact.name, EMPTY_OF_KIND.get(fact.kind)) for fact in facts.values()]

    return folded(told(ORDER_FACTS, values), [told(LINE_FACTS, line) for line in lines])


def node_of(data: Any) -> Any:
    """A condition that is right."""
    node, problems = read_condition(data)
    assert not problems, problems
    return node


def holds(data: Any, facts: list[Any]) -> bool:
    """Whether a condition holds; asked and explained it must be the same."""
    node = node_of(data)
    answer = compiled(node)(facts)
    assert explained(node, facts)[0] is answer
    return answer


@pytest.mark.parametrize("kind", sorted(OPERATORS))
def test_the_vectors_hold(kind: str) -> None:
    wrong = []
    for fact, is_now, op, value, fits in VECTORS:
        if FACTS[fact].kind != kind:
            continue
        question = {"fact": fact, "op": op} | ({} if op == "is_empty" else {"value": value})
        is_of_line = FACTS[fact].of_line
        facts = facts_with({}, {fact: is_now}) if is_of_line else facts_with({fact: is_now})
        if holds({"some_line": question} if is_of_line else question, facts) is not fits:
            wrong.append((fact, is_now, op, value, fits))
    assert not wrong


def test_every_fact_with_every_operator_is_in_the_vectors_both_ways() -> None:
    told = {(fact, op, fits) for fact, _, op, _, fits in VECTORS}
    missing = [
        (fact.name, op, fits)
        for fact in FACTS.values()
        for op in OPERATORS[fact.kind]
        for fits in (True, False)
        if (fact.name, op, fits) not in told
    ]
    assert not missing


VALUES = {
    "number": st.integers(0, 6),
    "text": st.sampled_from(["のし", "ギフト", "ｷﾞﾌﾄ包装", "A-1", "a-12"]),
    "flag": st.booleans(),
    "day": st.sampled_from(["2026-11-01", "2026-11-30", "2026-12-31"]),
    "postal": st.sampled_from(["100", "1000001", "905-0001", "9"]),
    "pattern": st.sampled_from(["の.", "[a-c]-[0-9]+", "^ギ"]),
    "nothing": st.none(),
}


def question_about(fact: Fact, op: str) -> st.SearchStrategy[dict[str, Any]]:
    """A question of any value that fits."""
    takes = OPERATORS[fact.kind][op].takes
    one = st.sampled_from(fact.choices) if fact.choices else VALUES.get(takes, VALUES["text"])
    lists = {"numbers": "number", "days": "day", "postals": "postal"}
    values: st.SearchStrategy[Any] = one
    if takes in lists:
        values = st.tuples(VALUES[lists[takes]], VALUES[lists[takes]]).map(sorted)
    elif takes == "texts":
        values = st.lists(one, min_size=1, max_size=3)
    elif takes == "nothing":
        return st.just({"fact": fact.name, "op": op})
    if op == "multiple_of":
        values = st.integers(1, 4)
    return values.map(lambda value: {"fact": fact.name, "op": op, "value": value})


def questions(facts: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Questions about any of these facts."""
    return st.one_of(
        *(question_about(fact, op) for fact in facts.values() for op in OPERATORS[fact.kind])
    ).filter(lambda data: not read_condition({"some_line": data})[1] or not read_condition(data)[1])


def blocks(inner: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """Blocks of what is inside."""
    return st.one_of(
        st.lists(inner, max_size=3).map(lambda inside: {"all": inside}),
        st.lists(inner, min_size=1, max_size=3).map(lambda inside: {"any": inside}),
        inner.map(lambda one: {"not": one}),
    )


OF_LINES = st.recursive(questions(LINE_FACTS), blocks, max_leaves=3).map(
    lambda one: {"some_line": one}
)
SOME = {name: ORDER_FACTS[name] for name in list(ORDER_FACTS)[1::4]}
CONDITIONS = st.recursive(st.one_of(questions(SOME), OF_LINES), blocks, max_leaves=5).filter(
    lambda data: not read_condition({"not": {"all": [data]}})[1]
)


def value_of(fact: Fact) -> st.SearchStrategy[Any]:
    """Any value a fact may have."""
    kind = {"choice": "text", "texts": "text"}.get(fact.kind, fact.kind)
    values = st.sampled_from(fact.choices) if fact.choices else VALUES[kind]
    if fact.kind == "texts":
        values = st.lists(values, max_size=3).map(tuple)
    return st.one_of(st.none(), values) if fact.may_be_unknown else values


ORDERS = st.tuples(
    st.tuples(
        *(
            value_of(fact) if name in SOME else st.just(EMPTY_OF_KIND.get(fact.kind))
            for name, fact in ORDER_FACTS.items()
        )
    ),
    st.lists(st.tuples(*(value_of(fact) for fact in LINE_FACTS.values())), max_size=3),
).map(lambda told: folded(*told))


@given(CONDITIONS, ORDERS)
def test_not_not_is_nothing_and_writing_it_down_loses_nothing(data: Any, facts: Any) -> None:
    assert holds({"not": {"not": data}}, facts) is holds(data, facts)
    assert as_data(node_of(data)) == data


@given(st.lists(CONDITIONS, min_size=1, max_size=4), ORDERS)
def test_de_morgan(inside: list[Any], facts: Any) -> None:
    denied = [{"not": one} for one in inside]
    assert holds({"not": {"all": inside}}, facts) is holds({"any": denied}, facts)
    assert holds({"not": {"any": inside}}, facts) is holds({"all": denied}, facts)


@given(CONDITIONS, ORDERS)
def test_what_is_called_impossible_never_holds_and_what_is_called_certain_always(
    data: Any, facts: Any
) -> None:
    node = node_of(data)
    assert not (is_never(node) and compiled(node)(facts))
    assert not is_always(node) or compiled(node)(facts)


@given(CONDITIONS, ORDERS)
def test_the_questions_named_decide_alone(data: Any, facts: Any) -> None:
    """An explanation names only questions of the condition, each with its own true answer."""
    for asked in explained(node_of(data), facts)[1]:
        slot = FACTS[asked.fact].slot
        own = facts if asked.line is None else facts[-1][asked.line - 1]
        assert asked.actual == own[slot]
        question = {"fact": asked.fact, "op": asked.op, "value": asked.value}
        node = node_of(question if asked.line is None else {"some_line": question})
        there = facts if asked.line is None else [*facts[:-1], [own]]
        assert compiled(node)(there) is asked.fits


def leaf(fact: str, op: str, value: Any) -> dict[str, Any]:
    """A question."""
    return {"fact": fact, "op": op, "value": value}


def test_the_deciding_question_is_named_with_its_value() -> None:
    node = node_of(
        {
            "all": [
                leaf("order.total_yen", "at_least", 5_000),
                {
                    "any": [
                        leaf("order.note", "contains", "のし"),
                        leaf("order.is_gift", "is", True),
                    ]
                },
            ]
        }
    )
    fits, asked = explained(node, facts_with({"order.total_yen": 4_000}))
    assert not fits
    assert [(one.path, one.actual) for one in asked] == [("when.all.0", 4_000)]
    fits, asked = explained(node, facts_with({"order.total_yen": 6_000, "order.note": "ノシなし"}))
    assert not fits
    assert [one.path for one in asked] == ["when.all.0", "when.all.1.any.0", "when.all.1.any.1"][1:]
    gift = facts_with({"order.total_yen": 6_000, "order.is_gift": True})
    assert [one.path for one in explained(node, gift)[1]] == ["when.all.0", "when.all.1.any.1"]


def test_a_line_that_fits_is_named() -> None:
    node = node_of(
        {"some_line": {"all": [leaf("line.sku", "is", "tea"), leaf("line.pieces", "at_least", 2)]}}
    )
    tea, pot = {"line.sku": "TEA", "line.pieces": 2}, {"line.sku": "POT", "line.pieces": 9}
    fits, asked = explained(node, facts_with({}, pot, tea))
    assert (fits, {one.line for one in asked}) == (True, {2})
    fits, asked = explained(node, facts_with({}, pot))
    assert (fits, [(one.line, one.actual) for one in asked]) == (False, [(1, "pot")])


def deep(levels: int) -> Any:
    """A condition in so many blocks."""
    data: Any = leaf("order.is_gift", "is", True)
    for _ in range(levels):
        data = {"all": [data]}
    return data


@pytest.mark.parametrize(
    ("data", "path", "code"),
    [
        (leaf("order.colour", "is", "red"), "when.fact", "fact_unknown"),
        (leaf("order.total_yen", "contains", "1"), "when.op", "operator_unknown"),
        (leaf("order.total_yen", "at_least", "1"), "when.value", "value_not_a_number"),
        (leaf("order.total_yen", "at_least", True), "when.value", "value_not_a_number"),
        (leaf("order.total_yen", "at_least", None), "when.value", "value_not_a_number"),
        (leaf("order.total_yen", "at_least", 10**15), "when.value", "value_too_large"),
        (leaf("order.total_yen", "between", [5, 1]), "when.value", "range_ends_before_it_begins"),
        (leaf("order.total_yen", "between", [5]), "when.value", "range_needs_two"),
        (leaf("order.ordered_on", "is", "2026-02-30"), "when.value", "value_not_a_day"),
        (leaf("order.note", "contains", "　"), "when.value", "value_missing"),
        (leaf("order.note", "contains", "x" * 201), "when.value", "value_too_long"),
        (leaf("order.note", "matches", "(a"), "when.value", "pattern_bracket"),
        (leaf("order.is_gift", "is", 1), "when.value", "value_not_a_flag"),
        (leaf("order.note", "is_empty", "x"), "when.value", "value_not_wanted"),
        (leaf("destination.region", "is", "mars"), "when.value", "choice_unknown"),
        (leaf("destination.postal_code", "is", "東京"), "when.value", "value_not_a_postal_code"),
        (leaf("lines.skus", "has_any_of", []), "when.value", "value_missing"),
        (leaf("lines.skus", "has_any_of", ["a"] * 1_001), "when.value", "too_many_values"),
        (leaf("customer.purchase_number", "multiple_of", 0), "when.value", "value_too_small"),
        (leaf("line.sku", "is", "a"), "when.fact", "fact_needs_line"),
        ({"some_line": leaf("order.note", "is", "a")}, "when.some_line.fact", "fact_not_of_line"),
        ({"some_line": {"some_line": {}}}, "when.some_line", "line_inside_line"),
        ({"all": [], "any": []}, "when", "block_unknown"),
        ({"xor": []}, "when", "block_unknown"),
        ({"any": []}, "when.any", "block_empty"),
        ({"all": {}}, "when.all", "list_expected"),
        ("all", "when", "condition_expected"),
        (deep(8), "when" + ".all.0" * 8, "too_deep"),
        ({"all": [deep(0)] * 250}, "when.all.199", "too_many_conditions"),
        ({"fact": "order.note", "op": "is", "value": "a", "or": 1}, "when", "word_unknown"),
        ({"fact": ["a"], "op": "is"}, "when.fact", "fact_unknown"),
    ],
)
def test_what_cannot_be_right_is_told_with_its_place(data: Any, path: str, code: str) -> None:
    node, problems = read_condition(data)
    assert node is None
    assert [(one.path, one.code) for one in problems] == [(path, code)]


def test_everything_wrong_is_told_at_once() -> None:
    _, problems = read_condition({"all": [leaf("x", "is", 1), leaf("order.note", "is", 1)]})
    assert [one.path for one in problems] == ["when.all.0.fact", "when.all.1.value"]


@pytest.mark.parametrize(
    "inside",
    [
        [leaf("order.total_yen", "at_least", 10), leaf("order.total_yen", "at_most", 9)],
        [
            leaf("order.ordered_on", "before", "2026-01-01"),
            leaf("order.ordered_on", "after", "2026-01-01"),
        ],
        [leaf("order.carrier", "is", "yamato"), leaf("order.carrier", "one_of", ["sagawa"])],
        [leaf("order.is_gift", "is", True), {"all": [leaf("order.is_gift", "is", False)]}],
        [leaf("order.note", "contains", "a"), {"not": leaf("order.note", "contains", "a")}],
        [{"fact": "order.note", "op": "is_empty"}, leaf("order.note", "contains", "a")],
        [{"not": {"all": []}}],
    ],
)
def test_contradictions_are_seen(inside: list[Any]) -> None:
    assert is_never(node_of({"all": inside}))
    assert is_always(node_of({"not": {"all": inside}}))


@pytest.mark.parametrize(
    "data",
    [
        {"all": []},
        leaf("order.total_yen", "at_least", 0),
        {"any": [leaf("order.is_gift", "is", True), {"not": leaf("order.is_gift", "is", True)}]},
        leaf("calendar.weekday", "one_of", list(FACTS["calendar.weekday"].choices)),
    ],
)
def test_what_matches_everything_is_seen(data: Any) -> None:
    assert is_always(node_of(data))
    assert not is_never(node_of(data))


@pytest.mark.parametrize(
    "typed", ["'); import os #", '"""', "{own} {k}", "\\", "k0", "\n  return True", "a" * 200]
)
def test_what_people_type_is_never_read_as_a_program(typed: str) -> None:
    asked = compiled(node_of({"not": {"not": leaf("order.note", "contains", typed)}}))
    assert not asked(facts_with({"order.note": "x"}))
    assert asked(facts_with({"order.note": f"x{typed}"}))


def test_days_next_to_each_other_are_no_contradiction() -> None:
    ordered = "order.ordered_on"
    assert not is_never(
        node_of({"all": [leaf(ordered, "after", "2025-12-30"), leaf(ordered, "is", "2025-12-31")]})
    )


def test_the_page_about_rules_names_every_fact_question_and_effect() -> None:
    page = (Path(__file__).parents[2] / "docs/rules.md").read_text("utf-8")
    words = [*FACTS, *ACTIONS, *(op for known in OPERATORS.values() for op in known)]
    assert [word for word in words if f"`{word}`" not in page] == []
    example = page.split("```json")[1].split("```")[0]
    for rule in json.loads(example)["rules"]:
        assert read_draft(rule, House()).problems == []
