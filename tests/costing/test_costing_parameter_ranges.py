"""Ranges of a method's parameters: drawn once for before and after, the price of an hour following them."""

from fractions import Fraction

import pytest

from procsimplify.base.errors import UsageError
from procsimplify.costing.sensitivity import sensitivity
from procsimplify.costing.uncertainty import simulate
from procsimplify.model import Procedure, read_procedure

GDP = {"gdp-per-head-vn": (Fraction(100_000_000), Fraction(150_000_000))}
HOURS = {"hours-per-year-vn": (Fraction(2000), Fraction(2200))}


def trial(minutes: int) -> Procedure:
    return read_procedure({"code": "1", "title": "x", "as-of": "2026-07-01",
                           "steps": [{"id": "a", "kind": "submit", "effort": f"{minutes} min"}]})  # fmt: skip


def test_a_parameter_that_multiplies_and_one_that_divides():
    found = simulate(trial(60), draws=4096, parameters={**GDP, **HOURS})
    assert [figure.path for figure in found.figures] == [
        "parameters/gdp-per-head-vn", "parameters/hours-per-year-vn"]  # fmt: skip
    for draw in range(0, 4096, 501):
        gdp, hours = (found.model.figures.drawn[place] for place in (0, 1))
        low, high = float(gdp.low), float(gdp.high)
        value = found.totals[0][draw]
        assert low / float(hours.high) - 1e-6 <= value <= high / float(hours.low) + 1e-6
    # 2,000 … 2,112 … 2,200 hours and 100 … 125.5 … 150 million.
    mean = (100 + 125.5 + 150) / 3 * 1e6 / 2104
    assert float(found.before.mean) == pytest.approx(mean, rel=0.01)


def test_before_and_after_share_the_draws_of_a_parameter():
    found = simulate(trial(60), trial(30), draws=1024, parameters=GDP)
    assert found.chance_of_saving == 1.0
    assert abs(found.totals[0] / found.totals[1] - 2).max() < 1e-12
    assert sensitivity(found)[0].figure.path == "parameters/gdp-per-head-vn"


def test_without_a_range_a_parameter_is_as_published():
    found = simulate(trial(60), draws=100)
    assert found.figures == ()
    assert found.before.low == found.before.high


@pytest.mark.parametrize(
    ("ranges", "code"),
    [
        ({"gdp-per-head-vn": (Fraction(1), Fraction(2))}, "costing.range-without-value"),
        ({"au-base-wage": (Fraction(1), Fraction(2))}, "costing.parameter-not-used"),
    ],
)
def test_a_range_that_cannot_be(ranges: dict[str, tuple[Fraction, Fraction]], code: str):
    with pytest.raises(UsageError) as failure:
        simulate(trial(60), draws=100, parameters=ranges)
    assert failure.value.findings[0].code == code
