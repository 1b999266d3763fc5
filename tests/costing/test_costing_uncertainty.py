"""Simulation: each draw against the exact ledger of that draw, means against the closed form, common figures cancel."""

import math
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from costing_examples import small
from hypothesis import given, settings
from hypothesis import strategies as st

from procsimplify.base.errors import InputError, UsageError
from procsimplify.base.extras import extra_module
from procsimplify.costing import cost, method, method_ids
from procsimplify.costing.uncertainty import Simulation, simulate
from procsimplify.model import Procedure, canonical_tree, from_tree, read_procedure
from procsimplify.rewrite import apply
from procsimplify.rewrite.edits.merge_steps import MergeSteps
from procsimplify.testing.procedures import procedure_trees

Tree = dict[str, Any]
HOUR = Fraction(125_500_000, 2112)
RATIOS = ((Fraction(1, 2), Fraction(2)), (Fraction(9, 10), Fraction(11, 10)), (Fraction(0), Fraction(3)))


def figures_of(tree: Any, path: str = "") -> list[tuple[str, Tree, str]]:
    """List (path, the mapping that holds it, its key) of each figure of a canonical tree."""
    found: list[tuple[str, Tree, str]] = []
    if isinstance(tree, dict):
        for key, value in tree.items():
            here = f"{path}/{key}" if path else key
            if key in NUMBERS and isinstance(value, str | dict):
                found.append((here, tree, key))
            else:
                found += figures_of(value, here)
    elif isinstance(tree, list):
        for place, item in enumerate(tree):
            name = item.get("id", place) if isinstance(item, dict) else place
            found += figures_of(item, f"{path}/{name}")
    return found


NUMBERS = (
    "effort",
    "outlay",
    "amount",
    "chance",
    "share",
    "cases",
    "subjects",
    "times",
    "time",
    "fare",
    "look-up",
    "cost",
)


def spread_out(tree: Tree, random: Random, *, chances: bool) -> Tree:
    """Give half of the figures a range; of alternatives all are asked for, so that none is chosen by its price."""
    tree = canonical_tree(read_procedure(_without_choices(tree)))
    for path, holder, key in figures_of(tree):
        likely = _likely(holder[key])
        if likely is None or random.randrange(2) or path == "volume/times":
            continue
        unit = holder[key].partition(" ")[2]
        low, high = random.choice(RATIOS)
        if key in ("chance", "share"):
            if not chances:
                continue
            low, high = Fraction(4, 5), (likely + (1 - likely) / 3) / likely
        shape = random.choice(("triangular", "uniform", "pert"))
        ends = {"low": low * likely, "value": likely, "high": high * likely}
        holder[key] = {name: f"{end} {unit}".strip() for name, end in ends.items()} | {"shape": shape}
    return tree


def _likely(value: Any) -> Fraction | None:
    return Fraction(value.partition(" ")[0]) if isinstance(value, str) and value[:1].isdigit() else None


def _without_choices(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {("all" if key == "one-of" else key): _without_choices(value) for key, value in tree.items()}
    return [_without_choices(item) for item in tree] if isinstance(tree, list) else tree


def in_currency_of(by: str, tree: Tree) -> Tree:
    """Write the amounts in the currency of a method: the numbers mean nothing, each method reckons with them."""
    currency = method(by).currency
    return tree if currency in ("VND", "XXX") else _replaced(tree, currency) | {"currency": currency}


def _replaced(value: Any, currency: str) -> Any:
    if isinstance(value, dict):
        return {key: _replaced(item, currency) for key, item in value.items()}
    if isinstance(value, list):
        return [_replaced(item, currency) for item in value]
    return value.removesuffix(" VND") + f" {currency}" if isinstance(value, str) and value.endswith(" VND") else value


def drawn_tree(tree: Tree, simulation: Simulation, draw: int) -> Tree:
    """Write the values of one draw in place of the ranges; shares of one attribute are made to sum to 1."""
    column = {figure.path: place for place, figure in enumerate(simulation.figures)}
    for path, holder, key in figures_of(tree):
        value = holder[key]
        if isinstance(value, dict) and "low" in value:
            low, likely, high = (Fraction(value[name].partition(" ")[0]) for name in ("low", "value", "high"))
            unit = value["value"].partition(" ")[2]
            at = likely
            if path in column:
                at = Fraction(inverse(value["shape"], low, likely, high, simulation.uniform[column[path], draw]))
            holder[key] = f"{at} {unit}".strip()
    for name in ("cases", "channels", "applicants"):
        items = tree.get(name, [])
        if len(items) > 1 and all(isinstance(item, dict) and "share" in item for item in items):
            total = sum(Fraction(item["share"]) for item in items)
            for item in items:
                item["share"] = str(Fraction(item["share"]) / total)
    return tree


def inverse(shape: str, low: Fraction, likely: Fraction, high: Fraction, share: float) -> float:
    """Find the value below which a share of the draws lies, by halving, from the distribution functions alone."""
    a, m, b = float(low), float(likely), float(high)
    if a == b:
        return a
    if shape == "uniform":
        return a + share * (b - a)
    if shape == "pert":
        beta = extra_module("scipy.stats", "uncertainty").beta
        return a + (b - a) * beta.ppf(share, 1 + 4 * (m - a) / (b - a), 1 + 4 * (b - m) / (b - a))
    below, above = a, b
    for _ in range(80):
        x = (below + above) / 2
        area = (x - a) ** 2 / ((b - a) * (m - a)) if x < m else 1 - (b - x) ** 2 / ((b - a) * (b - m))
        below, above = (x, above) if area < share else (below, x)
    return (below + above) / 2


@settings(max_examples=40, deadline=None)
@given(procedure_trees(), st.randoms(use_true_random=False), st.sampled_from(("vn", "vn", *method_ids())))
def test_each_draw_is_the_ledger_of_the_drawn_figures(tree: Tree, random: Random, by: str):
    ranged = in_currency_of(by, spread_out(tree, random, chances=True))
    simulation = simulate(from_tree(ranged), draws=100, method=by, seed=random.randrange(9))
    draw = random.randrange(100)
    exact = cost(from_tree(drawn_tree(ranged, simulation, draw)), by)
    got = {party: amounts[draw] for party, amounts in simulation.by_party[0].items()}
    ledger = exact.priced.ledger
    for party in {*got, *ledger.by_party}:
        want = float(ledger.by_party.get(party, 0))
        assert math.isclose(got.get(party, 0.0), want, rel_tol=1e-9, abs_tol=1e-5), party
    assert math.isclose(simulation.totals[0][draw], float(exact.total), rel_tol=1e-9, abs_tol=1e-5)


@settings(max_examples=40, deadline=None)
@given(procedure_trees(), st.randoms(use_true_random=False))
def test_the_mean_agrees_with_the_closed_form(tree: Tree, random: Random):
    # I10. Cost is a product of independent figures, so its mean is its value at their means; visits are exact.
    ranged = spread_out(tree, random, chances=False)
    simulation = simulate(from_tree(ranged), draws=2_000, seed=1)
    means = {figure.path: figure for figure in simulation.figures}
    for path, holder, key in figures_of(ranged):
        if path in means:
            one = means[path]
            weight = {"uniform": 0, "triangular": 1, "pert": 4}[one.shape]
            holder[key] = f"{(one.low + weight * one.likely + one.high) / (weight + 2)} {one.unit}".strip()
    closed = cost(from_tree(ranged))
    found = simulation.before
    assert abs(float(found.mean) - float(closed.total)) <= 5 * float(found.error) + 0.01
    assert found.low <= found.median <= found.high


def ranged_step(name: str, low: str = "10", likely: str = "20", high: str = "60", **keys: Any) -> Tree:
    effort = {"low": f"{low} min", "likely": f"{likely} min", "high": f"{high} min"}
    return {"id": name, "kind": "fill-in", "effort": effort} | keys


def steps(*listed: Tree, **keys: Any) -> Procedure:
    return small(steps=list(listed), **keys)


def test_without_ranges_every_draw_is_the_exact_total():
    found = simulate(small(), draws=100)
    assert found.figures == ()
    assert found.before.low == found.before.high == found.before.median
    assert abs(float(found.before.mean) - float(HOUR)) < 0.01


def test_quantiles_of_one_triangle():
    found = simulate(steps(ranged_step("a")), draws=20_000).before
    for share, got in ((0.05, found.low), (0.5, found.median), (0.95, found.high)):
        minutes = inverse("triangular", Fraction(10), Fraction(20), Fraction(60), share)
        assert math.isclose(float(got), minutes / 60 * float(HOUR), rel_tol=2e-3)
    assert found.likely == cost(steps(ranged_step("a"))).total


def test_a_likely_value_of_nothing_is_drawn_too():
    found = simulate(steps(ranged_step("a", "0", "0", "60")), draws=4_096).before
    assert found.likely == 0
    assert math.isclose(float(found.mean), float(HOUR) / 3, rel_tol=1e-3)


def test_a_loop_is_solved_again_in_each_draw():
    chance = {"low": "0.1", "likely": "0.2", "high": "0.5", "shape": "uniform"}
    back = {"choice": [{"to": "a", "chance": chance}, {"to": "end", "outcome": "granted", "chance": "rest"}]}
    step: Tree = {"id": "a", "kind": "fill-in", "effort": "60 min", "then": back}
    found = simulate(steps(step), draws=8_192)
    # The mean of 1 / (1 − p) over p from a to b is ln((1 − a) / (1 − b)) / (b − a), not 1 / (1 − mean of p).
    visits = math.log(0.9 / 0.5) / 0.4
    assert math.isclose(float(found.before.mean), visits * float(HOUR), rel_tol=1e-4)
    assert math.isclose(float(found.before.likely), float(HOUR * 5 / 4), abs_tol=1e-5)


@pytest.mark.parametrize("where", ["loop", "completion"])
def test_a_loop_without_end_at_its_high_end_is_an_error(where: str):
    chance = {"low": "0.1", "likely": "0.2", "high": "1"}
    back = {"choice": [{"to": "a", "chance": chance}, {"to": "end", "outcome": "granted", "chance": "rest"}]}
    keys: Tree = {"then": back} if where == "loop" else {"supplement": {"chance": chance, "effort": "5 min"}}
    with pytest.raises(InputError) as caught:
        simulate(steps({"id": "a", "kind": "fill-in", "effort": "60 min"} | keys))
    assert caught.value.findings[0].code == "costing.loop-without-end"
    assert "100 %" in caught.value.findings[0].message("vi")


def test_where_other_arms_take_all_nothing_is_left_for_the_rest():
    chance = {"low": "0.4", "likely": "0.5", "high": "0.9"}
    arms = [{"to": name, "chance": chance} for name in ("b", "c")]
    arms[1] = {"to": "c", "chance": chance | {"likely": "0.45"}}
    first: Tree = {"id": "a", "kind": "fill-in", "effort": "0 min"}
    choice = {"choice": [*arms, {"to": "end", "outcome": "refused", "chance": "rest"}]}
    ends: Tree = {"kind": "fill-in", "effort": "60 min", "then": "end"}
    found = simulate(steps(first | {"then": choice}, {"id": "b"} | ends, {"id": "c"} | ends), draws=1_000)
    assert float(found.totals[0].max()) <= float(HOUR) * (1 + 1e-9)
    assert float(found.totals[0].min()) >= float(HOUR) * 0.8


def test_what_before_and_after_have_in_common_cancels():
    before = steps(ranged_step("a"), {"id": "b", "kind": "fill-in", "effort": "30 min"})
    found = simulate(before, steps(ranged_step("a")), draws=500)
    assert found.saving is not None
    assert found.before.low < found.before.high
    assert found.saving.low == found.saving.high
    assert abs(float(found.saving.mean) - float(HOUR) / 2) < 0.01
    assert found.chance_of_saving == 1
    assert found.chance_of_share(Fraction(99, 100)) == 0


def test_nothing_changed_is_no_saving():
    ranged = steps(ranged_step("a"), ranged_step("b"))
    assert simulate(ranged, from_tree(canonical_tree(ranged)), draws=500).chance_of_saving == 0


def test_a_sum_that_merging_made_is_the_sum_of_its_parts():
    before = steps(ranged_step("a", likely="15"), ranged_step("b", high="90"), ranged_step("c"))
    merged = apply(before, [MergeSteps(steps=("a", "b"))]).procedure
    assert [step.id for step in merged.steps] == ["a+b", "c"]
    found = simulate(before, merged, draws=500)
    assert found.saving is not None
    assert found.saving.low == found.saving.high == 0
    assert [figure.path for figure in found.figures] == [f"steps/{name}/effort" for name in "abc"]


def test_another_range_at_the_same_place_keeps_the_rank():
    found = simulate(steps(ranged_step("a")), steps(ranged_step("a", "5", "10", "30")), draws=500)
    assert found.saving is not None
    assert all(abs(before - 2 * after) < 1e-6 for before, after in zip(*found.totals, strict=True))


def test_equal_seeds_give_equal_results():
    ranged = steps(ranged_step("a"), ranged_step("b"))
    first, second, other = (simulate(ranged, draws=300, seed=seed) for seed in (4, 4, 5))
    assert first.to_json() == second.to_json()
    assert first.to_json() != other.to_json()


def test_the_target_is_met_as_often_as_its_own_arithmetic_says():
    # Saved: 30 minutes; before: 30 + x with x even on 0 … 120. A third is saved where 30 ≥ (30 + x) / 3, x ≤ 60.
    uniform = {"low": "0 min", "likely": "60 min", "high": "120 min", "shape": "uniform"}
    varied: Tree = {"id": "a", "kind": "fill-in", "effort": uniform}
    before = steps(varied, {"id": "b", "kind": "fill-in", "effort": "30 min"})
    found = simulate(before, steps(varied), draws=4_096, target=Fraction(1, 3))
    assert found.chance_of_target is not None
    assert abs(found.chance_of_target - 0.5) < 0.01
    assert found.to_json()["target"]["percent"] == pytest.approx(100 / 3)


@pytest.mark.parametrize("draws", [0, 99, 1_000_001])
def test_too_few_or_too_many_draws_are_refused(draws: int):
    with pytest.raises(UsageError) as caught:
        simulate(small(), draws=draws)
    assert caught.value.findings[0].code == "costing.too-few-draws"


def test_a_missing_library_names_the_extra_that_brings_it():
    with pytest.raises(UsageError) as caught:
        extra_module("no_such_library.part", "uncertainty")
    assert 'pip install "procsimplify[uncertainty]"' in caught.value.findings[0].mend("en")
    assert 'pip install "procsimplify[uncertainty]"' in caught.value.findings[0].mend("vi")


def test_items_times_a_year_and_standard_rows_are_drawn_as_the_ledger_uses_them():
    few, amount = {"low": "1", "likely": "2", "high": "5"}, {"low": "1 VND", "likely": "100 VND", "high": "900 VND"}
    effort = {"standard": "de-business-7-high", "low": "2 hour", "high": "9 hour"}  # the row has 300 minutes
    costs = [{"id": "c", "per": "item", "items": few, "amount": amount}]
    fees = [{"id": "f", "lines": [{"id": "a", "per": "subject", "amount": "9000 VND"}]}]
    step: Tree = {"id": "a", "kind": "fill-in", "effort": effort, "costs": costs}
    found = simulate(steps(step, volume={"subjects": "100", "times": few}, fees=fees), draws=100)
    drawn = {
        figure.path: inverse(figure.shape, figure.low, figure.likely, figure.high, found.uniform[place, 7])
        for place, figure in enumerate(found.figures)
    }
    times = drawn["volume/times"]
    case = drawn["steps/a/effort"] / 60 * float(HOUR) + drawn["steps/a/costs/c/items"] * drawn["steps/a/costs/c/amount"]
    # The fee is paid once in all the times that a subject comes in a year.
    assert math.isclose(found.totals[0][7], (case + 9_000 / times) * 100 * times, rel_tol=1e-9)
