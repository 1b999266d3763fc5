"""Numbers: read, written, rounded, added. The judges are `decimal` and `fractions`."""

import decimal
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from procsimplify.base.findings import Place
from procsimplify.base.numbers import (
    MAX_LENGTH,
    AmbiguousNumber,
    BadNumber,
    exact_sum,
    format_number,
    parse_number,
    round_to,
)

MODES = {
    "half-even": decimal.ROUND_HALF_EVEN,
    "half-up": decimal.ROUND_HALF_UP,
    "up": decimal.ROUND_UP,
    "down": decimal.ROUND_DOWN,
}
fractions = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**6)
wide = decimal.Context(prec=400)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", Fraction(0)),
        ("7", Fraction(7)),
        ("-7", Fraction(-7)),
        ("+7", Fraction(7)),
        (" 7 ", Fraction(7)),
        ("0.125", Fraction(1, 8)),
        ("12.5", Fraction(25, 2)),
        ("12.1250", Fraction(97, 8)),
        ("1234.567", Fraction(1234567, 1000)),
        ("1000000", Fraction(1000000)),
        ("1 000 000", Fraction(1000000)),
        ("1_000_000", Fraction(1000000)),
        ("1_000.125", Fraction(8001, 8)),
        ("20%", Fraction(1, 5)),
        ("2.5 %", Fraction(1, 40)),
        ("1/3", Fraction(1, 3)),
        ("-2/4", Fraction(-1, 2)),
    ],
)
def test_numbers_that_are_clear(text, value):
    assert parse_number(text) == value


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("1.000", (Fraction(1), Fraction(1000))),
        ("12.125", (Fraction(97, 8), Fraction(12125))),
        ("-1.000", (Fraction(-1000), Fraction(-1))),
        ("1.000%", (Fraction(1, 100), Fraction(10))),
        ("1,000", (Fraction(1), Fraction(1000))),
        ("1,5", (Fraction(3, 2),)),
        ("0,125", (Fraction(1, 8),)),
        ("1.000.000", (Fraction(1000000),)),
        ("1,000,000", (Fraction(1000000),)),
        ("1.000.000,5", (Fraction(2000001, 2),)),
        ("1,000.5", (Fraction(2001, 2),)),
    ],
)
def test_numbers_that_must_be_asked_about(text, readings):
    with pytest.raises(AmbiguousNumber) as caught:
        parse_number(text)
    assert caught.value.readings == readings
    found = caught.value.finding(Place("f", 1, 2, "p"))
    assert found.code == "base.ambiguous-number"
    for lang in ("vi", "en"):
        assert f"“{text}”" in found.message(lang)
        assert all(format_number(reading) in found.mend(lang) for reading in readings)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "nothing is written"),
        ("  ", "nothing is written"),
        ("1e9", "powers of ten"),
        ("1.5E-3", "powers of ten"),
        ("1/0", "divides by 0"),
        ("9" * (MAX_LENGTH + 1), "more than 40 characters"),
        ("٣", "only the digits 0 to 9"),
        ("inf", "something else"),
        ("nan", "something else"),
        ("-", "something else"),
        ("%", "something else"),
        ("--1", "something else"),
        (".5", "something else"),
        ("5.", "something else"),
        ("1.00.000", "something else"),
        ("1 00", "something else"),
        ("1  000", "something else"),
        ("1_000 000", "something else"),
        ("0_125", "something else"),
        ("1/2/3", "something else"),
        ("1/3%", "something else"),
        ("1.5/2", "something else"),
        ("0x10", "something else"),
        ("1\n", "something else"),
        ("1000đ", "something else"),
    ],
)
def test_what_is_no_number(text, words):
    with pytest.raises(BadNumber) as caught:
        parse_number(text)
    assert words in str(caught.value)
    assert caught.value.finding(Place()).code == "base.bad-number"


@given(st.text(max_size=50))
def test_any_text_is_read_or_refused(text):
    try:
        value = parse_number(text)
    except (AmbiguousNumber, BadNumber):
        return
    assert isinstance(value, Fraction)


@given(fractions | st.decimals(-(10**6), 10**6, places=3).map(Fraction) | st.integers().map(Fraction))
def test_a_number_written_is_read_back(value):
    written = format_number(value)
    assume(len(written) <= MAX_LENGTH)
    assert parse_number(written) == value


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Fraction(97, 8), "12.1250"),
        (Fraction(-97, 8), "-12.1250"),
        (Fraction(1, 8), "0.125"),
        (Fraction(8001, 8), "1000.125"),
        (Fraction(-1, 2), "-0.5"),
        (Fraction(1, 3), "1/3"),
        (Fraction(1000), "1000"),
        (Fraction(1, 2**50), f"1/{2**50}"),
    ],
)
def test_how_numbers_are_written(value, written):
    assert format_number(value) == written


@given(
    st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False),
    st.sampled_from(["1", "0.01", "0.000001", "1E+3", "10"]).map(Decimal),
    st.sampled_from(sorted(MODES)),
)
def test_rounding_agrees_with_decimal(value, quantum, mode):
    if quantum.as_tuple().digits == (1,):
        expected = value.quantize(quantum, rounding=MODES[mode], context=wide)
    else:
        steps = wide.divide(value, quantum).to_integral_value(rounding=MODES[mode])
        expected = wide.multiply(steps, quantum)
    rounded = round_to(Fraction(value), quantum, mode)
    assert rounded == expected
    assert rounded.as_tuple().exponent == quantum.as_tuple().exponent


@given(fractions, st.integers(1, 500).map(lambda n: Decimal(n) / 100), st.sampled_from(sorted(MODES)))
def test_rounding_goes_to_a_multiple_less_than_a_quantum_away(value, quantum, mode):
    rounded = Fraction(round_to(value, quantum, mode))
    away = abs(rounded - value)
    assert (rounded / Fraction(quantum)).denominator == 1
    assert away < Fraction(quantum)
    if mode.startswith("half"):
        assert away <= Fraction(quantum) / 2
    elif mode == "up":
        assert abs(rounded) >= abs(value)
    else:
        assert abs(rounded) <= abs(value)


@pytest.mark.parametrize("quantum", ["0", "-1", "NaN", "Infinity"])
def test_a_quantum_must_be_above_nothing(quantum):
    with pytest.raises(ValueError, match="above 0"):
        round_to(Fraction(1), Decimal(quantum))


amounts = st.lists(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30), max_size=30
)


@given(amounts, st.randoms(use_true_random=False))
def test_a_sum_is_exact_in_any_order(terms, random):
    shuffled = list(terms)
    random.shuffle(shuffled)
    total = exact_sum(terms)
    assert str(exact_sum(shuffled)) == str(total)
    assert Fraction(total) == sum(map(Fraction, terms), Fraction(0))


def test_sums_at_the_edges():
    assert exact_sum([]) == 0
    assert exact_sum([Decimal("9.99")] * 1001) == Decimal("9999.99")
    assert exact_sum([Decimal("1E+40"), Decimal("1E-6"), Decimal("-1E+40")]) == Decimal("1E-6")
    with pytest.raises(ValueError, match="finite"):
        exact_sum([Decimal("NaN")])
    with pytest.raises(ValueError, match="digits"):
        exact_sum([Decimal("1E+999999"), Decimal(1)])
