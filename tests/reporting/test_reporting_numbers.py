"""Numbers as people of each language write them."""

import doctest
import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procsimplify.reporting import measures, numbers, words
from procsimplify.reporting.numbers import count, duration, money, number, percent, signed_money


@pytest.mark.parametrize("module", [numbers, words, measures])
def test_examples_run(module):
    found = doctest.testmod(module)
    assert found.failed == 0
    assert found.attempted > 0


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**15), max_value=10**15))
def test_both_languages_write_the_same_number(value):
    english, vietnamese = number(value, "en", 2), number(value, "vi", 2)
    assert english.translate(str.maketrans(",.", ".,")) == vietnamese
    read = Decimal(english.replace(",", ""))
    assert abs(read - value) <= Decimal("0.005")
    assert re.fullmatch(r"-?\d{1,3}(,\d{3})*\.\d\d", english)


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [("0", "0 đ", "0 đ"), ("999.5", "1.000 đ", "1,000 đ"), ("-293191.3", "-293.191 đ", "-293,191 đ"),
     ("0.4", "dưới 1 đ", "under 1 đ"), ("1E+9", "1.000.000.000 đ", "1,000,000,000 đ")],
)  # fmt: skip
def test_money(value, vi, en):
    assert (money(value, "VND", "vi"), money(value, "VND", "en")) == (vi, en)


def test_other_currencies_have_cents_and_their_code():
    assert money("12.345", "EUR", "vi") == "12,35 €"
    assert money("1234.5", "USD", "en") == "1,234.50 USD"
    assert signed_money("12.3", "EUR", "en") == "+12.30 €"


def test_a_small_percentage_is_not_nothing():
    assert percent(0, "en") == "0.0 %"
    assert percent(Fraction(1, 1000), "en") == "under 0.1 %"
    assert percent(100, "vi") == "100,0 %"


@pytest.mark.parametrize(
    ("value", "unit", "vi", "en"),
    [(14, "day", "14 ngày", "14 days"), (1, "working-day", "1 ngày làm việc", "1 working day"),
     ("1.5", "hour", "1,5 giờ", "1.5 hours"), (5, "furlong", "5 furlong", "5 furlong")],
)  # fmt: skip
def test_a_time_stays_in_its_unit(value, unit, vi, en):
    assert (duration(value, unit, "vi"), duration(value, unit, "en")) == (vi, en)


def test_one_of_a_kind_is_singular():
    assert [count(n, "reporting.n-copies", "en") for n in (0, 1, 2)] == ["0 copies", "1 copy", "2 copies"]
