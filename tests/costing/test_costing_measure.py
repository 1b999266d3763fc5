"""Measures: before and after, years, discounting, segments, and what is said of bad input."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procsimplify.base.errors import InputError
from procsimplify.costing import MeasureCost, explain_line, method, method_ids, price_measure, read_measure
from procsimplify.costing.spreading import annuity, discount, recovery

DAY = date(2026, 7, 1)
few = settings(max_examples=50, deadline=None)


def priced(by: str, *obligations: dict[str, Any], as_of: date | None = DAY, **keys: Any) -> MeasureCost:
    """Price a measure of some obligations; the currency is named for methods that work in any."""
    named = {"currency": "EUR"} if method(by).any_currency else {}
    rows = [{"id": f"o{number}", **item} for number, item in enumerate(obligations)]
    return price_measure({"id": "m", **named, **keys, "obligations": rows}, by, as_of)


def fault(by: str, *obligations: dict[str, Any], **keys: Any) -> Any:
    """Give the first finding of a measure that cannot be priced; its words exist in both languages."""
    with pytest.raises(InputError) as caught:
        priced(by, *obligations, **keys)
    found = caught.value.findings[0]
    assert found.message("vi") != found.message("en")
    assert found.mend("vi") != found.mend("en")
    return found


# --- what counts -------------------------------------------------------------------------------------------------


def test_citizens_hours_stay_apart_in_germany():
    cost = priced("de", {"party": "citizen", "population": "100", "effort": "30 min", "outlay": "2 EUR"})
    assert cost.annual.hours == {"citizen": 50}
    assert dict(cost.annual.ledger.by_element) == {"out-of-pocket": Decimal(200)}
    assert not cost.is_open


def test_persons_and_times_multiply_time_but_a_purchase_is_made_once_a_time():
    cost = priced(
        "au-rbm", {"population": "10", "frequency": "3", "persons": "2", "effort": "1 hour", "outlay": "5 AUD"}
    )
    lines = {line.element: line.exact for line in cost.annual.ledger.lines}
    assert lines == {"time": Fraction("91.54") * 60, "out-of-pocket": 150}


def test_business_as_usual_makes_the_burden_of_a_cost():
    cost = priced("scm", {"population": "8", "effort": "1 hour", "wage": "10 EUR", "business-as-usual": "25%"})
    row = cost.table().rows[0]
    assert (row.cost.exact, row.total.exact) == (100, 75)  # 8 × 10 € and 25 % overhead; a quarter off
    assert dict(cost.annual.ledger.by_element) == {"time": 80, "overhead": 20, "business-as-usual": -25}


def test_overhead_that_is_in_a_tariff_is_not_added_again():
    cost = priced("scm", {"effort": "1 hour", "wage": {"rate": "10 EUR", "overhead": "included"}})
    assert cost.total == 10


def test_fees_are_no_cost_where_the_method_leaves_them_out_but_are_shown_by_receiver():
    outlays = [{"element": "fee", "amount": "30 EUR", "paid-to": "authority"}]
    cost = priced("de", {"population": "4", "outlays": outlays})
    assert cost.total == 0
    assert dict(cost.transfers) == {"authority": 120}
    assert priced("vn", {"outlays": [{**outlays[0], "amount": "30000 VND"}]}).total == 30000


def test_segments_have_their_own_times_volumes_and_prices():
    cost = priced(
        "de",
        {"party": "business/finance", "population": "10", "effort": "1 hour", "wage": {"sector": "K", "level": "high"}},
        {"party": "business/inns", "population": "50", "effort": "2 hour", "wage": {"sector": "i", "level": "low"}},
    )
    assert dict(cost.annual.ledger.by_party) == {"business/finance": Decimal("931"), "business/inns": Decimal("2170")}


def test_a_party_without_a_price_of_time_keeps_the_total_open():
    cost = priced("us-pra", {"effort": "1 hour"})
    assert cost.is_open
    assert cost.unpriced[0].kind == "hours"


def test_before_and_after_and_what_is_between():
    item = {"population": "1000", "frequency": "monthly", "before": {"effort": "9 min"}, "after": {"effort": "6 min"}}
    cost = priced("de", {**item, "uptake": "30%"})
    assert cost.before is not None
    assert cost.after is not None
    assert cost.before.total + cost.total == cost.after.total
    assert cost.total == Decimal("-6948.000000")  # 12,000 × 30 % × 3 min × 38.60 €
    assert priced("de", {**item, "uptake": "unknown"}).total == 0


def test_the_lower_middle_of_sources_in_viet_nam_and_the_midpoint_in_australia():
    found = {"effort": {"found": ["50 hour", "10 hour", "20 hour", "40 hour"]}}
    assert priced("vn", found).annual.total_hours == 20
    assert fault("de", found).code == "costing.sources-differ"
    spread = {"effort": {"low": "2 hour", "likely": "3 hour", "high": "8 hour"}}
    assert priced("au-rbm", spread).annual.total_hours == 5
    assert priced("de", spread).annual.total_hours == 3


def test_standard_minutes_and_frequency_in_words():
    cost = priced("de", {"effort": {"standard": "de-business-7-high"}, "frequency": "every 5 years"})
    assert cost.annual.total_hours == 1
    assert cost.annual.ledger.lines[0].factors[0].provenance == "standard"
    assert [priced("de", {"effort": "1 hour", "frequency": word}).annual.total_hours
            for word in ("monatlich", "alle 5 Jahre")] == [12, Fraction(1, 5)]  # fmt: skip


@pytest.mark.parametrize(("cases", "above"), [("100000", False), ("100001", True)])
def test_up_to_and_including_the_limit_the_short_form_will_do(cases: str, above: bool):
    cost = priced("de", {"population": cases, "outlay": "1 EUR"})
    assert [item.above for item in cost.thresholds] == [above]


def test_a_line_of_a_measure_is_opened_down_to_its_sources():
    text = explain_line(priced("de", {"population": "12", "effort": "30 min", "wage": {"sector": "J"}}), 1, "en")
    assert "52.8" in text
    assert "2025-01-01" in text
    assert "Lohnkostentabelle" in text


# --- years -------------------------------------------------------------------------------------------------------


def test_one_off_and_annual_stay_apart_in_germany():
    cost = priced("de", {"once": "yes", "outlay": "500 EUR"}, {"outlay": "70 EUR"})
    assert (cost.one_off.total, cost.annual.total, cost.total) == (500, 70, 70)
    assert cost.period is None


def test_the_australian_average_is_over_fewer_years_where_the_policy_ends_sooner():
    item = {"outlays": [{"amount": "1000 AUD", "per": "year"}]}
    once = {"once": "yes", "outlay": "1000 AUD"}
    assert priced("au-rbm", item, once).total == 1100
    short = priced("au-rbm", item, once, start="2027-01-01", end="2030-12-31")
    assert short.total == 1250
    assert short.total_over_years == 5000
    half = priced("au-rbm", item, start="2027-01-01", end="2029-06-30")
    assert (half.total, half.total_over_years) == (1000, 2500)


def test_phase_in_and_years():
    item = {"outlays": [{"amount": "100 AUD", "per": "year"}], "phase-in": ["25%", "50%", "100%"], "from-year": "2"}
    cost = priced("au-rbm", item, {"outlay": "7 AUD", "to-year": "1"})
    assert [cost.in_year(year).total for year in (1, 2, 3, 4, 10)] == [7, 25, 50, 100, 100]
    assert cost.total == Decimal("78.2")


def test_canada_discounts_a_yearly_cost_from_the_end_of_each_year_and_makes_it_yearly_again():
    cost = priced("ca-one-for-one", {"population": "500", "effort": "2 hour", "wage": "30 CAD"}, registered="2012")
    assert abs(cost.total - 30000) < Decimal("0.2")  # the factor has six digits
    worth = sum(Fraction(30000) / Fraction("1.07") ** year for year in range(1, 11))
    assert cost.total == Decimal(round(worth * Fraction("0.142378") * 10**6)).scaleb(-6)
    later = priced("ca-one-for-one", {"population": "500", "effort": "2 hour", "wage": "30 CAD"}, registered="2014")
    assert abs(Fraction(later.total) * Fraction("1.1449") - Fraction(cost.total)) < Fraction(1, 10**5)


def test_canada_discounts_by_the_period_between_two_times():
    twice = priced("ca-one-for-one", {"frequency": "2", "effort": "1 hour", "wage": "1 CAD"}, registered="2012")
    worth = sum(1.07 ** -(period / 2) for period in range(1, 21)) * 0.142378
    assert float(twice.total) == pytest.approx(worth, abs=1e-6)
    rare = priced("ca-one-for-one", {"frequency": "every 5 years", "effort": "1 hour", "wage": "1 CAD"},
                  registered="2012")  # fmt: skip
    assert float(rare.total) == pytest.approx((1.07**-5 + 1.07**-10) * 0.142378, abs=1e-6)


@few
@given(st.integers(1, 60), st.fractions(Fraction(1, 1000), Fraction(1, 4), max_denominator=1000))
def test_an_annuity_due_is_one_period_nearer(years: int, rate: Fraction):
    assert annuity(rate, years, "start") == annuity(rate, years, "end") * (1 + rate)
    assert annuity(rate, years) == (1 - (1 + rate) ** -years) / rate
    assert recovery(rate, years, "start") * annuity(rate, years, "start") == 1


@few
@given(st.integers(1, 50), st.integers(1, 12), st.fractions(Fraction(1, 1000), Fraction(1, 4), max_denominator=1000))
def test_discounting_over_parts_of_a_year_makes_up_the_year(years: int, parts: int, rate: Fraction):
    part = discount(rate, Fraction(years, parts)) ** parts
    assert abs(part - discount(rate, Fraction(years))) < Fraction(1, 10**40)


def test_the_same_flows_in_canada_and_the_united_kingdom():
    """A constant yearly cost is itself again by either timing, and one-off cost is spread evenly worth by both."""
    yearly = {"outlays": [{"amount": "1000 GBP", "per": "year"}]}
    assert priced("uk-eandcb", yearly).total == 1000
    early = priced("uk-eandcb", {"once": "yes", "outlay": "1000 GBP"})
    late = priced("uk-eandcb", {"once": "yes", "outlay": "1000 GBP"}, period={"timing": "end"})
    assert (
        early.total == late.total == Decimal(round(1000 / annuity(Fraction("0.035"), 10, "start") * 10**6)).scaleb(-6)
    )


def test_prices_move_by_the_years_growth_where_the_method_says_so():
    item = {"party": "authority:central", "posts": "1", "wage": {"rate": "1000 EUR", "per": "post"}, "outlay": "10 EUR"}
    cost = priced("at", item, start="2026-01-01", **{"price-year": "2026"})
    assert [cost.in_year(year).others.by_element["time"] for year in (1, 2, 3)] == [1000, 1020, Decimal("1040.4")]
    assert cost.in_year(3).others.by_element["out-of-pocket"] == 10


def test_amounts_in_the_prices_of_another_year():
    item = {"outlays": [{"amount": "776367 GBP", "per": "year"}]}
    cost = priced("uk-eandcb", item, **{"price-year": "2017", "prices-of": "2014"})
    assert cost.annual.total == 746524  # index 77.6367 to 74.6524
    less = priced("uk-eandcb", {**item, "business-as-usual": "50%"}, **{"price-year": "2017", "prices-of": "2014"})
    assert less.annual.total == 373262
    assert fault("de", {"outlay": "1 EUR"}, **{"prices-of": "2014"}).code == "costing.no-deflator"


# --- bad input ---------------------------------------------------------------------------------------------------


def test_a_sector_that_does_not_exist_names_the_file_and_what_it_has():
    found = fault("de", {"effort": "1 hour", "wage": {"sector": "O", "level": "high"}})
    assert found.code == "costing.unknown-row"
    assert found.place.file == "tables/de-wages-business.yaml"
    for part in ("tables/de-wages-business.yaml", "A-S", "2025-01-01"):
        assert part in found.message("vi")
    assert fault("de", {"effort": "1 hour", "wage": {"sector": "A", "level": "top"}}).code == "costing.unknown-column"


def test_a_day_before_the_first_value_names_the_file_and_its_days():
    found = fault("de", {"effort": "1 hour"}, as_of=date(2024, 12, 31))
    assert found.code == "costing.no-value-at"
    assert found.place.file == "tables/de-wages-business.yaml"
    assert "2025-01-01" in found.message("en")


@pytest.mark.parametrize(
    ("by", "item", "code"),
    [
        ("de", {"population": "-5", "effort": "1 hour"}, "costing.negative-count"),
        ("de", {"frequency": "-1", "effort": "1 hour"}, "costing.negative-count"),
        ("de", {"population": "5 EUR", "effort": "1 hour"}, "costing.not-a-count"),
        ("de", {"effort": "2 day"}, "costing.unit-does-not-convert"),
        ("au-rbm", {"effort": "2 person-day"}, "costing.unit-does-not-convert"),
        ("at", {"party": "authority", "posts": "1", "wage": "30 EUR"}, "costing.unit-does-not-convert"),
        ("de", {"outlay": "5 VND"}, "costing.currency-mix"),
        ("de", {"effort": "1 hour", "wage": "5 USD"}, "costing.currency-mix"),
        ("de", {"outlay": "5 hour"}, "costing.not-money"),
        ("us-pra", {"effort": "1 hour", "wage": {"sector": "A"}}, "costing.no-wage-table"),
        ("de", {"effort": "1 hour", "convention": "ssa"}, "costing.unknown-convention"),
        ("scm", {"origin": "EU", "effort": "1 hour"}, "costing.unknown-origin"),
        ("at", {"party": "citizen", "outlay": "1 EUR", "business-as-usual": "10%"}, "costing.no-business-as-usual"),
        ("at", {"outlay": "1 EUR", "business-as-usual": "110%"}, "costing.not-a-share"),
        ("de", {"outlays": [{"element": "tiem", "amount": "1 EUR"}]}, "costing.unknown-element"),
        ("de", {"activities": [{"id": "a"}]}, "costing.no-effort"),
        ("de", {"activities": [{"id": "a", "share-of": {"of": "b", "share": "5%"}}]}, "costing.unknown-activity"),
        ("de", {"population": {"of": "1", "divided-by": ["0"]}, "effort": "1 hour"}, "costing.divided-by-nothing"),
        ("de", {"effort": "1 hour", "wage": {"of": "1 EUR", "plus": ["1 USD"]}}, "costing.units-differ"),
        ("au-rbm", {"delay": {"approval": "1 day", "ready": "1 month", "value": "1 AUD"}}, "costing.units-differ"),
        ("de", {"effort": {"low": "9 min", "high": "3 min"}}, "model.range-out-of-order"),
        ("de", {"effort": {"standard": "de-business-77-high"}}, "costing.unknown-standard"),
        ("de", {"efort": "1 hour"}, "model.unknown-key"),
    ],
)  # fmt: skip
def test_bad_input_is_told(by: str, item: dict[str, Any], code: str):
    assert fault(by, item).code == code


def test_faults_of_a_whole_measure():
    item = {"effort": "1 hour"}
    assert fault("de", item, currency="USD").code == "costing.currency-mix"
    assert fault("de", item, start="2027-01-01", end="2026-01-01").code == "costing.end-before-start"
    with pytest.raises(InputError) as caught:
        price_measure({"id": "m", "obligations": [{"id": "a", "effort": "1 hour"}]}, "scm")
    assert caught.value.findings[0].code == "costing.no-currency"


def test_what_would_take_for_ever_is_refused():
    assert fault("ca-one-for-one", {"effort": "1 hour", "wage": "1 CAD"}, registered="999999").code.startswith("model.")
    for period in ("0", "501"):
        with pytest.raises(InputError) as caught:
            assert priced("au-rbm", {"outlay": "1 AUD"}, period={"years": period}).total
        assert caught.value.findings[0].code == "costing.no-years"
    with pytest.raises(InputError) as caught:
        assert priced("ca-one-for-one", {"frequency": "1000000", "effort": "1 hour", "wage": "1 CAD"}).total
    assert caught.value.findings[0].code == "costing.too-often"


def test_numbers_of_a_program_are_taken_where_they_are_exact():
    item = {"population": 900, "effort": {"value": Fraction(3, 2), "unit": "hour"}, "wage": "38.6 EUR"}
    assert priced("de", item).total == Decimal("52110")
    assert priced("de", {**item, "population": Decimal("900")}).total == Decimal("52110")
    assert fault("de", {**item, "population": 1.5}).code == "model.bad-quantity"


def test_a_file_is_read_with_the_places_of_its_faults():
    good = read_measure(b"{id: m, obligations: [{id: a, population: 3, effort: -2 hour}]}")
    assert good.obligations[0].effort is not None
    assert good.obligations[0].effort.value == -2
    with pytest.raises(InputError) as caught:
        read_measure(b"id: m\nobligations:\n- id: a\n  populatoin: 3\n", "m.yaml")
    assert str(caught.value.findings[0].place).startswith("m.yaml:4")


# --- every method ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", method_ids())
def test_the_lines_of_every_method_are_the_total_whatever_is_priced(by: str):
    currency = "EUR" if method(by).any_currency else method(by).currency
    items = [
        {"party": party, "population": "7", "frequency": "1/3", "effort": "-11 min", "wage": f"13.37 {currency}",
         "outlay": f"0.01 {currency}"}
        for party in ("business", "citizen", "organisation", "authority:central")
    ]  # fmt: skip
    cost = priced(by, *items)
    for sheet in (cost.annual, cost.period or cost.one_off):
        for ledger in (sheet.ledger, sheet.others):
            assert ledger.total == sum(ledger.by_element.values()) == sum(ledger.by_party.values())
            for line in ledger.lines:
                assert abs(Fraction(line.amount) - line.exact) <= Fraction(1, 2_000_000)
    text = str(cost.to_json())
    assert "Fraction" not in text
    assert cost.table().rows


def test_an_information_collection_over_three_years():
    """A typical filing: loaded wages in a chain, set-up once, capital over its life, and the average of three years."""
    obligations = [
        {"id": "report", "population": "10", "effort": "4 hour",
         "wage": {"of": "20.39 USD", "plus": ["9.48 USD"], "times": ["120%"]}},
        {"id": "setup", "once": "yes", "population": "30", "effort": "6 hour", "wage": "50 USD"},
        {"id": "monitor", "population": "10", "outlays": [
            {"element": "acquisition", "amount": "7000 USD", "over-years": "7"}, {"id": "om", "amount": "300 USD"}]},
    ]  # fmt: skip
    period = {"years": "3", "result": "average"}
    found = price_measure({"id": "icr", "period": period, "obligations": obligations}, "us-pra")
    table = found.table()
    assert [row.total.text for row in table.rows] == ["$1,433.76", "$3,000.00", "$13,000.00"]
    assert (table.hours.text, table.total.text) == ("100.00", "$17,433.76")
    assert [item["total"]["text"] for item in found.by_year()] == ["$23,433.76", "$14,433.76", "$14,433.76"]
