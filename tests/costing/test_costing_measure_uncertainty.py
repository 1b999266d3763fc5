"""Draws of a measure against a plain loop that prices the measure again for each draw."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procsimplify.base.errors import UsageError
from procsimplify.costing import price_measure
from procsimplify.costing.measure import Measure, read_measure
from procsimplify.costing.measure_uncertainty import simulate_measure
from procsimplify.costing.sensitivity import sensitivity
from procsimplify.costing.uncertainty import Simulation

REPORT: dict[str, Any] = {
    "id": "report",
    "population": {"of": {"low": "800", "likely": "1000", "high": "1500"}, "times": ["0.8"]},
    "wage": {"rate": {"of": {"low": "30 EUR", "likely": "40 EUR", "high": "50 EUR"}, "plus": ["5 EUR"],
                      "times": ["1.2"]}},
    "before": {"effort": {"low": "20 min", "likely": "30 min", "high": "60 min", "shape": "pert"}, "outlay": "3 EUR"},
    "after": {"effort": {"low": "2 min", "likely": "5 min", "high": "20 min", "shape": "uniform"}},
}  # fmt: skip


def measure(*obligations: dict[str, Any], **keys: Any) -> Measure:
    return read_measure({"id": "m", "obligations": list(obligations), **keys})


def looped(found: Simulation, tree: dict[str, Any], draw: int, method: str) -> tuple[float, float]:
    """Price the measure with the numbers of one draw written into its tree."""
    numbers = {figure.path: _at(figure, float(found.uniform[place, draw]))
               for place, figure in enumerate(found.figures)}  # fmt: skip

    def put(value: Any, path: str) -> Any:
        if path in numbers:
            unit = next((part.split()[1] for part in value.values() if " " in str(part)), "")
            return f"{Fraction(numbers[path]).limit_denominator(10**15)} {unit}".strip()
        if isinstance(value, dict):
            return {key: put(item, _join(path, key, item)) for key, item in value.items()}
        return value

    one = put(tree, "obligations/report")
    cost = price_measure(measure(one), method)
    assert cost.before is not None
    assert cost.after is not None
    return float(cost.before.total), float(cost.after.total)


def _join(path: str, key: str, item: Any) -> str:
    """Name the key as the model does: a chain stands below ``chain``."""
    chained = isinstance(item, dict) and "of" in item
    return f"{path}/{key}/chain" if chained else f"{path}/{key}"


def _at(figure: Any, uniform: float) -> float:
    low, likely, high = float(figure.low), float(figure.likely), float(figure.high)
    if figure.shape == "uniform":
        return low + (high - low) * uniform
    if figure.shape == "pert":
        special = pytest.importorskip("scipy.special")
        a, b = 1 + 4 * (likely - low) / (high - low), 1 + 4 * (high - likely) / (high - low)
        return low + (high - low) * float(special.betaincinv(a, b, uniform))
    if uniform * (high - low) < likely - low:
        return low + (uniform * (high - low) * (likely - low)) ** 0.5
    return high - ((1 - uniform) * (high - low) * (high - likely)) ** 0.5


def test_each_draw_is_what_a_plain_loop_prices():
    found = simulate_measure(measure(REPORT), "de", draws=200)
    assert [figure.path.rsplit("/", 2)[-2:] for figure in found.figures] == [
        ["chain", "of"], ["chain", "of"], ["before", "effort"], ["after", "effort"]]  # fmt: skip
    for draw in range(0, 200, 23):
        one, other = looped(found, REPORT, draw, "de")
        assert found.totals[0][draw] == pytest.approx(one, rel=1e-7)
        assert found.totals[1][draw] == pytest.approx(other, rel=1e-7)


def test_interval_chance_and_what_to_survey_next():
    found = simulate_measure(measure(REPORT), "de", draws=5000, target=Fraction(1, 2))
    assert found.saving is not None
    assert found.saving.low < found.saving.likely < found.saving.high
    assert found.chance_of_saving == 1.0
    assert found.chance_of_target is not None
    assert 0.5 < found.chance_of_target <= 1
    influences = sensitivity(found)
    assert influences[0].narrowing > 0
    assert {one.figure.path.split("/")[1] for one in influences} == {"report"}
    assert found.to_json()["procedure"] == "m"


def test_what_is_not_straight_is_priced_on_a_grid():
    waiting = {"id": "wait", "population": "10",
               "before": {"delay": {"approval": {"low": "10 day", "likely": "20 day", "high": "30 day"},
                                    "ready": "15 day", "value": "100 AUD"}},
               "after": {"delay": {"approval": "5 day", "value": "100 AUD"}}}  # fmt: skip
    found = simulate_measure(measure(waiting), "au-rbm", draws=2000)
    # Between 10 and 15 days nothing is counted; at 30 days 15 are: at most 10 × 15 × 100.
    assert float(found.totals[0].min()) == pytest.approx(0, abs=1e-6)
    assert float(found.totals[0].max()) <= 15000 + 1e-6
    days = 10 + 20 * 0.5  # the median of an even triangle
    assert float(found.before.median) == pytest.approx(10 * (days - 15) * 100, rel=0.02)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 50), st.integers(1, 50), st.integers(1, 50))
def test_the_draws_stay_between_the_ends(low: int, more: int, most: int):
    effort = {"low": f"{low} min", "likely": f"{low + more} min", "high": f"{low + more + most} min"}
    one = {"id": "a", "population": "100", "wage": "60 EUR", "effort": effort}
    found = simulate_measure(measure(one), "de", draws=128)
    assert 100 * low - 1e-6 <= float(found.totals[0].min())
    assert float(found.totals[0].max()) <= 100 * (low + more + most) + 1e-6
    assert (found.after, found.saving, found.chance_of_saving) == (None, None, None)


def test_a_measure_without_a_range_says_how_to_write_one():
    with pytest.raises(UsageError) as failure:
        simulate_measure(measure({"id": "a", "effort": "5 min", "wage": "1 EUR"}), "de")
    assert "low: 20 min" in failure.value.findings[0].mend("en")
