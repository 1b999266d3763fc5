"""Figures of several sources in a procedure, and steps that several persons do."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procsimplify.base.errors import InputError
from procsimplify.costing import cost
from procsimplify.costing.uncertainty import simulate
from procsimplify.model import Procedure, canonical_tree, from_tree, read_procedure

HOUR = Fraction(125_500_000, 2112)


def trial(**step: Any) -> Procedure:
    return read_procedure({"code": "1", "title": "x", "as-of": "2026-07-01",
                           "steps": [{"id": "submit", "kind": "submit", **step}]})  # fmt: skip


@given(st.lists(st.integers(1, 600), min_size=1, max_size=7), st.randoms(use_true_random=False))
def test_viet_nam_takes_the_lower_middle_of_its_sources(minutes: list[int], order: Any):
    shuffled = list(minutes)
    order.shuffle(shuffled)
    procedure = trial(effort={"found": [f"{number} min" for number in shuffled], "provenance": "surveyed"})
    wanted = sorted(minutes)[(len(minutes) - 1) // 2]
    line = cost(procedure).lines[0]
    assert line.quantity == Fraction(wanted, 60)
    assert line.factors[0].provenance == "surveyed"
    assert from_tree(canonical_tree(procedure)) == procedure
    assert read_procedure(canonical_tree(procedure)) == procedure


def test_a_method_without_a_rule_asks_for_one_figure():
    with pytest.raises(InputError) as failure:
        cost(trial(effort={"found": ["10 min", "30 min"]}), "scm")
    assert failure.value.findings[0].code == "costing.sources-differ"
    assert cost(trial(effort={"found": ["10 min", "10 min"]}), "scm").total > 0


@pytest.mark.parametrize("found", [["10 min", "1 hour"], ["x"], [], ["-5 min"], [{"value": "1 min"}]])
def test_figures_of_sources_that_cannot_be(found: Any):
    with pytest.raises(InputError):
        trial(effort={"found": found})


@given(st.integers(1, 9))
def test_effort_and_way_count_for_each_person(persons: int):
    alone, together = (cost(trial(effort="20 min", trip={"time": "40 min", "fare": "7000 VND"}, **keys))
                       for keys in ({}, {"persons": str(persons)}))  # fmt: skip
    assert abs(Fraction(together.total) - persons * Fraction(alone.total)) < Fraction(1, 1000)
    assert together.hours["citizen"] == persons
    assert "persons" in {factor.name for factor in together.lines[0].factors}


def test_how_many_persons_may_be_a_range():
    found = simulate(trial(effort="60 min", persons={"low": "1", "likely": "2", "high": "4"}), draws=1000)
    assert [figure.path for figure in found.figures] == ["steps/submit/persons"]
    assert float(found.before.likely) == pytest.approx(2 * float(HOUR))
    assert float(HOUR) < found.before.low < found.before.high < 4 * float(HOUR)


def test_persons_are_counted_in_numbers_not_in_minutes():
    with pytest.raises(InputError):
        trial(effort="60 min", persons="3 min")
