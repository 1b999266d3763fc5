"""Sensitivity: against what can be reckoned by hand for sums and products of evenly spread figures."""

import math
from fractions import Fraction
from typing import Any

from costing_examples import small

from procsimplify.costing.sensitivity import Influence, sensitivity
from procsimplify.costing.uncertainty import simulate
from procsimplify.model import Procedure

HOUR = 125_500_000 / 2112


def even(name: str, low: int, high: int, **keys: Any) -> dict[str, Any]:
    """A step whose effort lies evenly between two numbers of minutes."""
    ends = {"low": f"{low} min", "likely": f"{(low + high) // 2} min", "high": f"{high} min"}
    return {"id": name, "kind": "fill-in", "effort": ends | {"shape": "uniform"}} | keys


def fixed(name: str, minutes: int) -> dict[str, Any]:
    return {"id": name, "kind": "fill-in", "effort": f"{minutes} min"}


def steps(*listed: dict[str, Any], **keys: Any) -> Procedure:
    return small(steps=list(listed), **keys)


def by_step(found: tuple[Influence, ...]) -> dict[str, Influence]:
    return {one.figure.path.split("/")[1]: one for one in found}


def test_figures_that_add_share_the_variance_by_their_widths():
    found = by_step(sensitivity(simulate(steps(even("a", 0, 30), even("b", 0, 60)))))
    # Variances are as the squares of the widths: 1 to 4.
    for name, share in (("a", 0.2), ("b", 0.8)):
        assert math.isclose(found[name].first_order, share, abs_tol=0.02)
        assert math.isclose(found[name].total, share, abs_tol=0.02)


def test_figures_that_multiply_work_together():
    cases = {"low": "0", "likely": "50", "high": "100", "shape": "uniform"}
    found = sensitivity(simulate(steps(even("a", 0, 60), volume={"cases": cases})), points=4096)
    # For a product of two even figures from 0 up: each alone 3/7 of the variance, together the last 1/7.
    for one in found:
        assert math.isclose(one.first_order, 3 / 7, abs_tol=0.02)
        assert math.isclose(one.total, 4 / 7, abs_tol=0.02)


def test_knowing_the_only_figure_leaves_no_interval():
    (only,) = sensitivity(simulate(steps(even("a", 0, 60)), draws=20_000))
    # Of 0.9 hours from 5 % to 95 %, a fiftieth is left in a block.
    assert math.isclose(float(only.narrowing), 0.9 * HOUR * (1 - 1 / 50), rel_tol=0.01)
    assert only.value is None


def test_the_value_of_knowing_is_that_of_the_formula():
    # The saving is x − 40 minutes with x even on 0 … 60: on average −10, so nobody would change anything. Knowing x,
    # one changes where x > 40: mean of max(0, x − 40) = 20 · 20 / 2 / 60 minutes.
    before, after = steps(even("a", 0, 60)), steps(fixed("b", 40))
    (only,) = sensitivity(simulate(before, after, draws=20_000))
    assert only.value is not None
    assert math.isclose(float(only.value), 200 / 60 / 60 * HOUR, rel_tol=0.02)


def test_a_figure_that_changes_no_decision_is_worth_nothing_to_know():
    before, after = steps(even("a", 30, 60), even("b", 0, 60)), steps(even("b", 0, 60))
    found = by_step(sensitivity(simulate(before, after)))
    assert found["a"].value == 0  # a saving whatever it is
    assert found["a"].narrowing > 0
    assert (found["b"].value, found["b"].narrowing, found["b"].total) == (0, 0, 0)  # before and after alike


def test_a_figure_that_only_the_target_hangs_on_can_be_worth_knowing():
    # Saved: 30 minutes, whatever b is; a third is saved where b is at most 60 of its 0 … 120 minutes.
    rest = even("b", 0, 120)
    simulation = simulate(steps(fixed("a", 30), rest), steps(rest), draws=20_000, target=Fraction(1, 3))
    (only,) = sensitivity(simulation)
    assert (only.narrowing, only.first_order, only.total) == (0, 0, 0)
    # NB = 30 − (30 + b) / 3 = 20 − b / 3, even on −20 … 20: mean 0; knowing b, mean of max(0, NB) = 5 minutes.
    assert only.value is not None
    assert math.isclose(float(only.value), 5 / 60 * HOUR, rel_tol=0.02)


def test_what_is_most_worth_knowing_comes_first():
    before = steps(even("a", 0, 60), even("b", 20, 40), even("c", 0, 120))
    found = sensitivity(simulate(before, steps(fixed("d", 118)), draws=20_000))
    assert [one.figure.path for one in found] == [f"steps/{name}/effort" for name in "cab"]
    assert found == sensitivity(simulate(before, steps(fixed("d", 118)), draws=20_000))


def test_nothing_uncertain_is_nothing_to_survey():
    assert sensitivity(simulate(small())) == ()
