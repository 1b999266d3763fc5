"""Quantities and provisions: what is read, what is refused, and that what is written reads as the same."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from procsimplify.model import PROVENANCES, Provision, Quantity, weakest
from procsimplify.model.provision import Instrument, rank_of
from procsimplify.model.quantity import TIME_UNITS, Chance, quantity_tree

UNITS = ["", *TIME_UNITS, "VND", "copy", "person"]
NUMBERS = st.fractions(min_value=0, max_value=10**9, max_denominator=10**4)
CHANCE = TypeAdapter(Chance)


def fault(data, kind=Quantity):
    with pytest.raises(ValidationError) as caught:
        kind.model_validate(data)
    return [found["type"] for found in caught.value.errors()]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("5 min", 5, "min"),
        ("15 working-day", 15, "working-day"),
        ("30000 VND", 30000, "VND"),
        ("1 000 000 VND", 1_000_000, "VND"),
        ("1_000_000 VND", 1_000_000, "VND"),
        ("1/3 hour", Fraction(1, 3), "hour"),
        ("20%", Fraction(1, 5), ""),
        ("20 %", Fraction(1, 5), ""),
        ("0.125", Fraction(1, 8), ""),
        ("12.1250 hour", Fraction(97, 8), "hour"),
        ("2copy", 2, "copy"),
    ],
)
def test_a_text_is_a_number_and_a_unit(text, value, unit):
    found = Quantity.model_validate(text)
    assert (found.value, found.unit) == (value, unit)
    assert isinstance(found.value, Fraction)


def test_a_range_has_one_unit_wherever_it_is_written():
    for data in (
        {"value": "5 min", "low": "4", "high": "9"},
        {"likely": "5", "low": "4 min", "high": "9 min"},
        {"value": "5", "low": "4", "high": "9", "unit": "min"},
    ):
        found = Quantity.model_validate(data)
        assert (found.low, found.value, found.high, found.unit) == (4, 5, 9, "min")


def test_a_row_of_a_standard_table_needs_no_value():
    assert Quantity.model_validate({"standard": "de-way-state"}).value is None


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ("1.000 VND", "ambiguous-number"),
        ("1,5 hour", "ambiguous-number"),
        ("1.000.000 VND", "ambiguous-number"),
        ("1e9 VND", "bad-number"),
        ("1/0", "bad-number"),
        ("５ min", "bad-number"),
        ("min", "bad-quantity"),
        ("", "bad-quantity"),
        ("5 " + "x" * 300, "bad-quantity"),
        ("5 fortnight", "unknown-unit"),
        ("5 ngày", "unknown-unit"),
        ("5 min hour", "unknown-unit"),
        ({"value": "5 min", "low": "1 hour", "high": "2 hour"}, "mixed-units"),
        ({"value": "5", "unit": "fortnight"}, "unknown-unit"),
        ({"value": "5 min", "low": "6", "high": "7"}, "range-out-of-order"),
        ({"value": "5 min", "low": "4"}, "half-range"),
        ({"source": "page"}, "no-value"),
        ("-1 min", "negative-quantity"),
        ({"value": "1", "low": "-1", "high": "2"}, "negative-quantity"),
        ({"value": "1", "standard": ""}, "string_too_short"),
        ([], "bad-quantity"),
    ],
)
def test_what_is_no_quantity_says_why(data, kind):
    assert fault(data) == [kind]


@given(
    NUMBERS,
    st.none() | st.tuples(NUMBERS, NUMBERS),
    st.sampled_from(UNITS),
    st.sampled_from([None, *PROVENANCES]),
    st.sampled_from([None, "page"]),
    st.sampled_from([None, "de-way-state"]),
)
def test_a_quantity_written_reads_as_itself(value, ends, unit, provenance, source, standard):
    low, high = (None, None) if ends is None else (max(value - ends[0], Fraction(0)), value + ends[1])
    quantity = Quantity(
        value=value, low=low, high=high, unit=unit, provenance=provenance, source=source, standard=standard
    )
    assert Quantity.model_validate(quantity_tree(quantity)) == quantity


def test_the_weakest_provenance_wins_and_none_is_illustrative():
    assert weakest("measured", "standard", "published") == "standard"
    assert weakest("published", None) == "illustrative"


@pytest.mark.parametrize(("data", "value"), [("30%", Fraction(3, 10)), ("1/3", Fraction(1, 3)), ("1", 1)])
def test_a_chance_is_a_number(data, value):
    assert CHANCE.validate_python(data).value == value


def test_a_chance_is_a_word():
    assert CHANCE.validate_python("rest") == "rest"
    assert CHANCE.validate_python("unknown") == "unknown"
    with pytest.raises(ValidationError):
        CHANCE.validate_python("perhaps")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("98/2024/NĐ-CP", ("98/2024/NĐ-CP", None, None, None)),
        ("98/2024/NĐ-CP Đ.10", ("98/2024/NĐ-CP", "10", None, None)),
        ("98/2024/NĐ-CP Đ.10 k.1 đ.a", ("98/2024/NĐ-CP", "10", "1", "a")),
        ("98/2024/NĐ-CP, Đ.10a, k.2, đ.đ", ("98/2024/NĐ-CP", "10a", "2", "đ")),
        ("98/2024/NĐ-CP Điều 10 khoản 1 điểm a", ("98/2024/NĐ-CP", "10", "1", "a")),
        ("98/2024/NĐ-CP Article 10 clause 1 point a", ("98/2024/NĐ-CP", "10", "1", "a")),
    ],
)
def test_a_provision_is_read_in_the_ways_that_people_write_it(text, parts):
    found = Provision.parse(text)
    assert (found.instrument, found.article, found.clause, found.point) == parts
    assert Provision.parse(found.text()) == found


@given(
    st.from_regex(r"[0-9]{1,3}/20[0-9]{2}/(NĐ-CP|TT-BTC|QH15)", fullmatch=True),
    st.none() | st.from_regex(r"[1-9][0-9]{0,2}[a-c]?", fullmatch=True),
    st.none() | st.from_regex(r"[1-9][0-9]?", fullmatch=True),
    st.none() | st.sampled_from("abcdđeghik"),
)
def test_a_provision_written_reads_as_itself(instrument, article, clause, point):
    assume(article is not None or (clause is None and point is None))
    provision = Provision(instrument=instrument, article=article, clause=clause, point=point)
    assert Provision.parse(provision.text()) == provision


@pytest.mark.parametrize(
    "data",
    [
        {"instrument": "98/2024/NĐ-CP", "clause": "1"},
        {"instrument": "98/2024/NĐ-CP", "point": "a"},
        {"instrument": "98/2024 NĐ-CP"},
        {"instrument": "", "article": "1"},
        {"instrument": "98/2024/NĐ-CP", "article": "ten"},
    ],
)
def test_what_could_not_be_written_is_no_provision(data):
    assert fault(data, Provision) == ["bad-provision"]


@pytest.mark.parametrize("text", ["", "98/2024/NĐ-CP k.1", "Article five of the law", "98/2024/NĐ-CP Đ.x"])
def test_a_text_that_is_no_provision(text):
    with pytest.raises(ValueError, match="bad provision"):
        Provision.parse(text)


@pytest.mark.parametrize(
    ("number", "rank"),
    [("27/2023/QH15", 5), ("98/2024/NĐ-CP", 4), ("66.16/2026/NQ-CP", 4), ("15/2020/QĐ-TTg", 3), ("01/2021/TT-BTC", 2),
     ("05/2019/TTLT-BTP-BCA", 2), ("1057/QĐ-BTC", 1), ("something", 0)],
)  # fmt: skip
def test_the_letters_of_a_number_show_the_rank(number, rank):
    assert rank_of(number) == rank
    assert Instrument(id=number).known_rank() == rank
    assert Instrument(id=number, rank=2).known_rank() == 2
