"""Rounding points and the printed table on procedures: a method rounds and shows a procedure as it does a measure."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procsimplify.base.errors import InputError
from procsimplify.costing import cost, price_measure
from procsimplify.costing.method import method
from procsimplify.costing.printed import compared, cost_table
from procsimplify.model import Procedure, read_procedure

few = settings(max_examples=60, deadline=None)
minutes, cases = st.integers(1, 500), st.integers(1, 100_000)


def trial(currency: str, *steps: dict[str, Any], volume: int | None = None, wage: str = "") -> Procedure:
    applicant = {"id": "business"} | ({"wage": wage} if wage else {})
    tree: dict[str, Any] = {
        "code": "1.000001", "title": "x", "as-of": "2026-07-01", "currency": currency, "applicants": [applicant],
        "steps": [{"id": f"s{number}", "kind": "prepare"} | step for number, step in enumerate(steps)],
    }  # fmt: skip
    return read_procedure(tree | ({"volume": {"cases": str(volume)}} if volume is not None else {}))


def same_measure(currency: str, efforts: list[int], volume: int, wage: str = "") -> dict[str, Any]:
    """Give the measure whose obligations are the steps of a trial."""
    rate = {"wage": wage} if wage else {}
    return {"id": "m", "currency": currency, "obligations": [
        {"id": f"s{number}", "population": str(volume), "effort": f"{effort} min"} | rate
        for number, effort in enumerate(efforts)]}  # fmt: skip


def test_germany_prints_sums_of_rounded_parts():
    # 1,000 × 30 min × 38.60 = 19,300 €; 1,000 × 21 min = 13,510 €; outlay 5,400 and 2,490 €.
    outlay = [{"id": "o", "element": "out-of-pocket", "amount": "5.4 EUR"}], [
        {"id": "o", "element": "out-of-pocket", "amount": "2.49 EUR"}]  # fmt: skip
    found = cost(trial("EUR", {"effort": "30 min", "costs": outlay[0]}, {"effort": "21 min", "costs": outlay[1]},
                       volume=1000), "de")  # fmt: skip
    table = cost_table(found)
    assert [[cell.text for cell in row.cells.values()] for row in table.rows] == [["19", "5"], ["14", "2"]]
    assert [row.total.text for row in table.rows] == ["24", "16"]
    assert table.total.text == "40"  # the exact 40,700 would be 41
    assert found.total == Fraction(40_700)


@pytest.mark.parametrize(
    ("name", "hours", "amount"),
    [("us-pra/whole-hours", 17, 680), ("us-pra/whole-hours-up", 17, 680), ("us-pra/whole-hours-even", 16, 640)],
)
def test_hours_are_rounded_over_all_cases_and_then_priced(name: str, hours: int, amount: int):
    found = cost(trial("USD", {"effort": "30 min"}, volume=33, wage="40 USD"), name)  # 16.5 hours
    assert found.total == amount
    assert found.hours["business"] == hours
    assert found.per_case == 20  # one case is not rounded to whole hours
    line = found.lines[0]
    assert [(item.at, item.value) for item in line.rounded] == [("hours", hours)]
    assert line.to_json()["rounded"] == [{"at": "hours", "to": "1", "mode": line.rounded[0].mode, "value": str(hours)}]


def test_a_unit_cost_is_rounded_before_it_is_multiplied():
    found = cost(trial("USD", {"effort": "20 min"}, volume=3000, wage="40 USD"), "us-pra/unit-cost")  # 13.33 a case
    assert found.total == 39_000
    assert found.hours["business"] == 1000


def test_a_rate_is_rounded_before_it_prices():
    plain, rounded = (cost(trial("USD", {"effort": "1 hour"}, volume=10, wage="40.6 USD"), name)
                      for name in ("us-pra", "us-pra/rate-to-the-dollar"))  # fmt: skip
    assert (plain.total, rounded.total) == (406, 410)


def test_a_convention_that_a_method_lacks_is_named_with_those_it_has():
    with pytest.raises(InputError) as failure:
        cost(trial("USD", {"effort": "1 hour"}), "us-pra/nonsense")
    finding = failure.value.findings[0]
    assert finding.place.file == "methods/us-pra/method.yaml"
    assert "whole-hours-even" in finding.mend("en")


@few
@given(st.lists(minutes, min_size=1, max_size=5), cases, st.sampled_from(
    ["us-pra", "us-pra/dollars", "us-pra/whole-hours", "us-pra/whole-hours-up", "us-pra/whole-hours-even",
     "us-pra/unit-cost", "us-pra/rate-to-the-cent", "us-pra/rate-to-the-dollar"]))  # fmt: skip
def test_a_procedure_and_a_measure_of_the_same_work_are_priced_and_printed_alike(
    efforts: list[int], volume: int, name: str
):
    steps = [{"effort": f"{effort} min"} for effort in efforts]
    found = cost(trial("USD", *steps, volume=volume, wage="37.4151 USD"), name)
    priced = price_measure(same_measure("USD", efforts, volume, "37.4151 USD"), name)
    assert found.total == priced.total
    one, other = cost_table(found), priced.table()
    assert [row.total.text for row in one.rows] == [row.total.text for row in other.rows]
    assert (one.total.text, one.hours.text) == (other.total.text, other.hours.text)


@few
@given(st.lists(minutes, min_size=1, max_size=5), cases, st.sampled_from(["de", "de/euro", "de/cent", "de/million"]))
def test_germany_prints_a_procedure_as_it_prints_a_measure(efforts: list[int], volume: int, name: str):
    steps = [{"effort": f"{effort} min"} for effort in efforts]
    one = cost_table(cost(trial("EUR", *steps, volume=volume), name))
    other = price_measure(same_measure("EUR", efforts, volume), name).table()
    assert [row.total.text for row in one.rows] == [row.total.text for row in other.rows]
    assert (one.total.text, one.line()) == (other.total.text, other.line())


@few
@given(st.lists(minutes, min_size=2, max_size=5), cases)
def test_what_is_saved_is_the_difference_of_what_is_printed(efforts: list[int], volume: int):
    steps = [{"effort": f"{effort} min"} for effort in efforts]
    before, after = (cost(trial("EUR", *some, volume=volume), "de") for some in (steps, steps[1:]))
    changes = compared(before, after)
    total = changes[-1]
    assert total.saved.value == total.before.value - total.after.value
    assert abs(total.saved.exact - (Fraction(before.total) - Fraction(after.total))) < Fraction(1, 1000)
    assert total.percent == (total.before.exact - total.after.exact) / total.before.exact * 100


def test_a_plain_method_rounds_nothing_on_the_way():
    found = cost(trial("EUR", {"effort": "7 min"}, volume=13), "de")
    assert found.lines[0].rounded == ()
    assert method("de").points == method("de/euro").points
