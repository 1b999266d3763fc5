"""The elapsed time of a procedure: which times enter, which do not add up, what is said; and cycle-time efficiency."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procsimplify.costing import cost
from procsimplify.flow import Flow, analyse, cycle_time_efficiency
from procsimplify.flow.elapsed import Distribution, elapsed_time
from procsimplify.flow.graph import END, Arrow, Graph
from procsimplify.flow.joins import infer_joins
from procsimplify.model import Procedure, read_procedure, variants
from procsimplify.planning.analysis import analyse as analysis

HALF, NINE_TENTHS = Fraction(1, 2), Fraction(9, 10)


def trial(steps: list[dict[str, Any]], **rest: Any) -> Procedure:
    return read_procedure({"code": "0.1", "title": "Trial", "as-of": "2026-07-01", "steps": steps, **rest})


def flow_of(*times: dict[str, Any], **rest: Any) -> Flow:
    """Make a procedure of steps in sequence with these times."""
    first = {"id": "s0", "kind": "submit"}
    steps = [first, *({"id": f"s{n}", "kind": "check", "who": "authority"} for n in range(1, len(times)))]
    return analyse(variants(trial([s | t for s, t in zip(steps, times, strict=True)], **rest))[0].procedure)


def test_exercise_with_a_step_on_the_way_back() -> None:
    """Cycle times 1, 2, 3 days, work 1, 2, 3 hours, a fifth goes back, 7.5 hours a day: 4.5 h of work in 4.5 days.

    "Quantitative process analysis exercises", exercise 2 (coursehero.com/file/p2kkr0c), worked solution: 0.1333.
    """
    arrows = (
        Arrow("t1", "t2"),
        Arrow("t2", "t3", Fraction(1, 5)),
        Arrow("t2", END, Fraction(4, 5), outcome="granted"),
        Arrow("t3", "t1"),
    )
    nodes = ("t1", "t2", "t3")
    graph = infer_joins(
        Graph("t1", nodes, arrows, {"t1": "one", "t2": "choice", "t3": "one"}, dict(zip(nodes, nodes, strict=True)))
    )
    ranks = {node: Fraction(n) for n, node in enumerate(nodes, 1)}
    days, hours = (elapsed_time(graph, ranks) for _ in range(2))
    assert isinstance(days, Distribution)
    assert isinstance(hours, Distribution)
    assert days.mean is not None
    assert hours.mean == Fraction(9, 2)
    assert cycle_time_efficiency(hours.mean, days.mean * Fraction(15, 2)) == Fraction(2, 15)


@pytest.mark.parametrize(
    ("work", "elapsed", "published"), [("570.1", "2257.4", "0.2525"), ("548.5", "1850.8", "0.2963")]
)
def test_order_handling_before_and_after(work: str, elapsed: str, published: str) -> None:
    """A public redesign ("uniqlo-bpm", its README): work and cycle time in minutes, 25.25 % before, 29.63 % after."""
    found = cycle_time_efficiency(Fraction(work), Fraction(elapsed))
    assert found == Fraction(work.replace(".", "")) / Fraction(elapsed.replace(".", ""))
    assert abs(found - Fraction(published)) < Fraction(1, 10_000)


@pytest.mark.parametrize(("work", "elapsed"), [(1, 0), (1, -1), (-1, 1)])
def test_efficiency_of_no_time(work: int, elapsed: int) -> None:
    with pytest.raises(ValueError, match="above 0"):
        cycle_time_efficiency(Fraction(work), Fraction(elapsed))


@pytest.mark.parametrize(
    ("times", "value", "unit"),
    [
        ([{"effort": "30 min"}, {"wait": "45 min"}], Fraction(75), "min"),
        ([{"effort": "30 min"}, {"wait": "2 hour"}], Fraction(5, 2), "hour"),
        ([{"effort": "12 hour"}, {"wait": "2 day", "effort": "6 hour"}], Fraction(11, 4), "day"),
        ([{"wait": "3 working-day"}, {"wait": "2 working-day"}], Fraction(5), "working-day"),
        ([{"wait": "1 month"}, {"wait": "1 year"}], Fraction(13), "month"),
        ([{"effort": "0 min"}, {"wait": "2 working-day"}], Fraction(2), "working-day"),
        ([{"effort": "0 min"}, {"wait": "0 day"}], Fraction(0), "day"),
    ],
)
def test_units_that_add_up(times: list[dict[str, str]], value: Fraction, unit: str) -> None:
    found = flow_of(*times).elapsed
    assert (found.value, found.unit, found.reason) == (value, unit, None)
    assert found.quantiles == {HALF: value, NINE_TENTHS: value}


@pytest.mark.parametrize(
    ("times", "code"),
    [
        ([{"wait": "3 working-day"}, {"wait": "2 day"}], "flow.times-do-not-add"),
        ([{"effort": "30 min"}, {"wait": "2 working-day"}], "flow.times-do-not-add"),
        ([{"wait": "30 day"}, {"wait": "1 month"}], "flow.times-do-not-add"),
        ([{"effort": "30 min"}, {}], "flow.no-time-given"),
        ([{"effort": "30 min"}, {"limit": "5 day"}], "flow.no-time-given"),
        ([{"effort": "30 min"}, {"effort": {"standard": "de-citizen-3-medium"}}], "flow.no-time-given"),
    ],
)
def test_no_time_and_why(times: list[dict[str, Any]], code: str) -> None:
    found = flow_of(*times).elapsed
    assert found.value is None
    assert found.to_json() is None
    assert found.reason is not None
    assert found.reason.code == code
    told = found.reason_json()
    assert told is not None
    assert told["message"]["vi"] != told["message"]["en"]


def test_a_statutory_limit_never_enters() -> None:
    limits = [{"id": "whole", "value": "15 working-day"}]
    timed = [{"effort": "1 hour"}, {"wait": "2 day"}]
    plain = flow_of(*timed).elapsed
    limited = flow_of(timed[0], timed[1] | {"limit": "9 working-day"}, limits=limits).elapsed
    assert (limited.value, limited.unit) == (plain.value, plain.unit) == (Fraction(49, 24), "day")


def test_of_a_range_the_likely_value_counts_and_it_is_said() -> None:
    found = flow_of({"effort": "1 hour"}, {"wait": {"likely": "4 hour", "low": "1", "high": "20"}}).elapsed
    assert found.value == 5
    assert [note.get("en") for note in found.notes] == ["of ranges the likely value counts"]


def test_rounds_of_completion_and_ways_not_taken() -> None:
    """Half of the dossiers come back once at most; each round is the applicant's hour and the check again."""
    steps: list[dict[str, Any]] = [
        {"id": "ask", "kind": "submit", "effort": "1 hour"},
        {
            "id": "check",
            "kind": "check",
            "who": "authority",
            "wait": "10 hour",
            "supplement": {"chance": "1/2", "effort": "2 hour", "rounds": "1"},
        },
        {
            "id": "visit",
            "kind": "inspect",
            "who": "authority",
            "chance": "unknown",
        },
        {"id": "decide", "kind": "decide", "who": "authority", "wait": "3 hour"},
    ]
    found = analyse(variants(trial(steps))[0].procedure).elapsed
    # A quarter is refused after the second check: 1 + 10 + 2 + 10; a quarter goes on: + 3; half needs no completion.
    assert found.value == Fraction(1, 2) * 14 + Fraction(1, 4) * 23 + Fraction(1, 4) * 26
    assert found.quantiles == {HALF: Fraction(14), NINE_TENTHS: Fraction(26)}
    assert [note.get("en") for note in found.notes] == ["arms of unknown chance are reckoned as not taken"]


def test_branches_count_by_their_distributions_not_their_means() -> None:
    """Two offices at once, each 1 hour or, in half of the cases, 2 more: 2.5 hours on average, not 2."""
    steps: list[dict[str, Any]] = [{"id": "ask", "kind": "submit", "effort": "0 hour", "then": {"all": ["a", "b"]}}]
    for name in ("a", "b"):
        more = {"choice": [{"to": f"{name}-more", "chance": "1/2"}, {"to": "meet", "chance": "rest"}]}
        steps.append({"id": name, "kind": "check", "who": "authority", "wait": "1 hour", "then": more})
        steps.append({"id": f"{name}-more", "kind": "check", "who": "authority", "wait": "2 hour", "then": "meet"})
    steps.append({"id": "meet", "kind": "decide", "who": "authority", "wait": "0 hour"})
    found = analyse(variants(trial(steps))[0].procedure).elapsed
    assert found.value == Fraction(5, 2)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 90), st.sampled_from(["min", "hour"])), min_size=1, max_size=6))
def test_a_sequence_adds(times: list[tuple[int, str]]) -> None:
    found = flow_of(*({"effort": f"{value} {unit}"} for value, unit in times)).elapsed
    minutes = sum(value * (60 if unit == "hour" else 1) for value, unit in times)
    assert found.value is not None
    assert found.unit is not None
    assert found.value * {"min": 1, "hour": 60, "day": 1440}[found.unit] == minutes


def test_in_the_results() -> None:
    timed = trial([{"id": "ask", "kind": "submit", "effort": "40 min"}])
    told = {"value": "40", "unit": "min", "method": "closed form", "quantiles": {"0.5": "40", "0.9": "40"}, "notes": []}
    shown = cost(timed).to_json()
    assert (shown["elapsed"], shown["elapsed_reason"]) == (told, None)
    open_ = trial([{"id": "ask", "kind": "submit"}])
    for side in (cost(open_).to_json(), analysis(open_).to_json()["before"], analysis(open_).to_json()["after"]):
        assert side["elapsed"] is None
        assert side["elapsed_reason"]["code"] == "flow.no-time-given"


def test_a_loop_that_makes_too_many_sums_is_refused_soon() -> None:
    again = {"to": "s", "chance": "95%"}
    steps: list[dict[str, Any]] = [{"id": "s", "kind": "submit", "effort": "37 min"}]
    for n in range(4):
        then = {"choice": [again, {"to": f"c{n + 1}", "chance": "rest"}]}
        steps.append({"id": f"c{n}", "kind": "check", "who": "authority", "wait": f"{n + 1} day", "then": then})
    steps.append({"id": "c4", "kind": "decide", "who": "authority", "effort": "1 min"})
    found = analyse(variants(trial(steps))[0].procedure).elapsed
    assert found.reason is not None
    assert found.reason.code == "flow.too-many-times"
