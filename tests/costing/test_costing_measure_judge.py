"""Measures against an arithmetic of their own: random obligations, reckoned again without the package."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from procsimplify.costing import price_measure

some = settings(max_examples=80, deadline=None)
cents = st.integers(-50_000, 50_000).map(lambda number: Fraction(number, 100))
whole = st.integers(0, 100_000)


def money(value: Fraction, currency: str) -> str:
    return f"{value.numerator}/{value.denominator} {currency}"


def half_up(value: Fraction, step: int = 1) -> int:
    """Round half away from zero, in whole numbers only."""
    scaled = abs(value) / step
    found = int(scaled) + (scaled - int(scaled) >= Fraction(1, 2))
    return found if value >= 0 else -found


obligations = st.lists(
    st.fixed_dictionaries(
        {
            "population": whole,
            "times": st.integers(1, 12),
            "minutes": st.integers(-600, 600),
            "wage": cents,
            "out": cents,
        }
    ),
    min_size=1,
    max_size=5,
)


def tree(rows: list[dict[str, Any]], currency: str, **more: Any) -> dict[str, Any]:
    items = [
        {
            "id": f"o{number}",
            "population": str(row["population"]),
            "frequency": str(row["times"]),
            "effort": f"{row['minutes']} min",
            "wage": money(row["wage"], currency),
            "outlay": money(row["out"], currency),
        }
        for number, row in enumerate(rows)
    ]
    return {"id": "m", "obligations": items, **more}


def parts(row: dict[str, Any]) -> tuple[Fraction, Fraction, Fraction]:
    """Give hours, personnel and material cost of a row."""
    cases = row["population"] * row["times"]
    hours = Fraction(cases * row["minutes"], 60)
    return hours, hours * row["wage"], cases * row["out"]


@some
@given(obligations)
def test_germany_adds_rounded_parts(rows: list[dict[str, Any]]):
    table = price_measure(tree(rows, "EUR"), "de").table()
    shown = [tuple(half_up(part, 1000) for part in parts(row)[1:]) for row in rows]
    assert [int(row.total.value) for row in table.rows] == [sum(pair) for pair in shown]
    assert int(table.total.value) == sum(sum(pair) for pair in shown)
    assert [int(row.hours.value) for row in table.rows] == [half_up(parts(row)[0]) for row in rows]


@some
@given(obligations)
def test_austria_rounds_what_it_added(rows: list[dict[str, Any]]):
    table = price_measure(tree(rows, "EUR"), "at").table()
    assert int(table.total.value) == half_up(sum(sum(parts(row)[1:]) for row in rows))


@some
@given(obligations)
def test_an_agency_that_rounds_hours_first(rows: list[dict[str, Any]]):
    cost = price_measure(tree(rows, "USD", convention="whole-hours"), "us-pra")
    expected = [half_up(parts(row)[0]) * row["wage"] + parts(row)[2] for row in rows]
    assert abs(Fraction(cost.total) - sum(expected)) <= Fraction(len(rows), 10**6)


@some
@given(obligations, st.integers(1, 30))
def test_a_mean_of_years_and_its_sum(rows: list[dict[str, Any]], years: int):
    """Recurring from year 1 on: the mean is a year's cost with the work rate to the cent; the sum is all years."""
    items = tree(rows, "AUD", period={"years": str(years)})
    for item in items["obligations"]:
        del item["wage"]
    cost = price_measure(items, "au-rbm")
    year = sum(parts(row)[0] * Fraction("91.54") + parts(row)[2] for row in rows)
    assert abs(Fraction(cost.total) - year) <= Fraction(len(rows), 10**6)
    assert abs(Fraction(cost.total_over_years) - year * years) <= Fraction(len(rows) * years, 10**6)
    shown = (Decimal(year.numerator) / Decimal(year.denominator) / 1_000_000).quantize(Decimal("0.1"), ROUND_HALF_UP)
    assert abs(cost.table().total.value - shown) <= Decimal("0.1")


@some
@given(obligations, obligations, st.integers(0, 100))
def test_before_and_change_make_after(before: list[dict[str, Any]], after: list[dict[str, Any]], percent: int):
    old, new = (tree(rows, "EUR")["obligations"][0] for rows in (before, after))
    work = ("population", "frequency", "effort", "wage", "outlay")
    sides = {side: {key: item[key] for key in work} for side, item in (("before", old), ("after", new))}
    cost = price_measure({"id": "m", "obligations": [{"id": "a", "uptake": f"{percent}%", **sides}]}, "de")
    first, second = (sum(parts(rows[0])[1:]) for rows in (before, after))
    share = Fraction(percent, 100)
    assert cost.before is not None
    assert cost.after is not None
    assert abs(Fraction(cost.before.total) - first) <= Fraction(1, 10**5)
    assert abs(Fraction(cost.total) - share * (second - first)) <= Fraction(1, 10**5)
    assert abs(Fraction(cost.after.total) - Fraction(cost.before.total) - Fraction(cost.total)) <= Fraction(1, 10**5)
