"""Any total is opened down to its lines and their sources; wages and standard prices that a procedure names."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings

from procsimplify.base.errors import InputError, UsageError
from procsimplify.costing import cost, price_measure
from procsimplify.costing.explain_total import explain_total, names_of_totals, total_json
from procsimplify.model import Procedure, read_procedure
from procsimplify.testing.procedures import procedures


def trial(currency: str = "VND", applicant: dict[str, Any] | None = None, **step: Any) -> Procedure:
    listed = {"applicants": [{"id": "business", **applicant}]} if applicant is not None else {}
    office = {"office": {"level": "province", "wage": "20 EUR"}} if currency == "EUR" else {"office": {}}
    return read_procedure({
        "code": "1", "title": "x", "as-of": "2026-07-01", "currency": currency, "parties": office, **listed,
        "steps": [{"id": "submit", "kind": "submit", "effort": "60 min", **step},
                  {"id": "check", "kind": "check", "who": "office", "effort": "30 min"}],
    })  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(procedures())
def test_every_total_opens_and_its_lines_make_it(procedure: Procedure):
    found = cost(procedure)
    for name in names_of_totals(found):
        opened = total_json(found, name)
        assert sum((Decimal(line["amount"]) for line in opened["lines"]), Decimal(0)) == Decimal(opened["amount"])
        assert name in opened["explanation"]["vi"]
        assert opened["explanation"]["en"].count("\n  known as:") == len(opened["lines"])
    for name, amount in found.by_element.items():
        assert Decimal(total_json(found, name)["amount"]) == amount


def test_a_name_that_is_no_total_lists_those_that_are():
    with pytest.raises(UsageError) as failure:
        explain_total(cost(trial()), "nonsense", "en")
    assert "total, submit, time" in failure.value.findings[0].mend("en")


def test_a_measure_opens_too():
    found = price_measure({"id": "m", "obligations": [{"id": "a", "effort": "30 min", "wage": "40 EUR"}]}, "de")
    assert total_json(found, "a")["amount"] == "20"


def test_wages_of_an_applicant_a_party_and_a_step():
    found = cost(trial("EUR", {"wage": "50 EUR"}), "de")
    assert (found.total, found.authority.total) == (50, 10)
    assert cost(trial("EUR", {"wage": "50 EUR"}, wage="80 EUR"), "de").total == 80


def test_a_wage_is_a_cell_of_a_table_on_the_day():
    found = cost(trial("EUR", {"wage": {"standard": "de-wages-business/J/high"}}), "de")
    assert found.total == Decimal("63.7")
    assert found.lines[0].factors[1].day == date(2025, 1, 1)


@pytest.mark.parametrize(
    ("wage", "code", "says"),
    [
        ({"standard": "de-wages-business/X/high"}, "costing.unknown-row", "A, B, C"),
        ({"standard": "de-wages-business/J/huge"}, "costing.unknown-column", "low, medium, high, average"),
        ("50 USD", "costing.currency-mix", "EUR"),
    ],
)
def test_a_wage_that_cannot_be(wage: Any, code: str, says: str):
    with pytest.raises(InputError) as failure:
        cost(trial("EUR", {"wage": wage}), "de")
    finding = failure.value.findings[0]
    assert finding.code == code
    assert says in finding.message("en")


def test_a_wage_before_its_table_names_file_and_days():
    with pytest.raises(InputError) as failure:
        cost(trial("EUR", {"wage": {"standard": "de-wages-business/J/high"}}), "de", date(2020, 1, 1))
    finding = failure.value.findings[0]
    assert finding.place.file == "tables/de-wages-business.yaml"
    assert "2025-01-01…" in finding.message("en")


def test_time_that_a_method_leaves_in_hours_stays_so():
    tree = {"code": "1", "title": "x", "as-of": "2026-07-01", "currency": "EUR",
            "applicants": [{"id": "citizen", "wage": "50 EUR"}],
            "steps": [{"id": "a", "kind": "submit", "effort": "1 hour"}]}  # fmt: skip
    assert cost(read_procedure(tree), "de").total == 0


def test_standard_prices_by_name_each_with_how_it_is_known():
    posted = {"id": "post", "element": "service", "amount": {"standard": "vn-prices-posted-item"}}
    trip = {"time": {"standard": "de-way-state"}, "fare": {"standard": "vn-prices-fare-province"}}
    found = cost(trial(trip=trip, costs=[posted]))
    known = {line.part: (line.amount, line.provenance) for line in found.lines}
    assert known["cost:post"] == (25000, "estimated")
    assert known["fare"] == (60000, "illustrative")
    assert known["trip"][1] == "standard"


def test_certifying_takes_the_published_fee_of_so_many_pages():
    tree = {"code": "1", "title": "x", "as-of": "2026-07-01",
            "dossier": [{"id": "deed", "type": "land-use-right", "accepts": "certified-copy", "effort": "5 min",
                         "certifying": {"outlay": {"standard": "vn-prices-certified-copy-3-pages"}}}],
            "steps": [{"id": "a", "kind": "submit", "takes": "dossier", "sets": "2"}]}  # fmt: skip
    line = next(line for line in cost(read_procedure(tree)).lines if line.part == "certifying")
    assert (line.amount, line.provenance) == (10000, "published")
    assert "2.000815" in line.factors[0].source.get("en")  # type: ignore[union-attr]


def test_the_fare_of_a_table_counts_in_its_own_currency():
    found = cost(trial("EUR", {"wage": "60 EUR"}, trip={"time": {"standard": "de-way-state"}}), "de")
    assert {line.part: line.amount for line in found.lines} == {
        "effort": 60, "trip": 59, "fare": Decimal("13.2")}  # fmt: skip
    assert cost(trial(trip={"time": {"standard": "de-way-state"}})).by_element["travel"] < 60000


def test_years_one_by_one_categories_and_origins():
    measure = {"id": "m", "start": "2026-01-01", "obligations": [
        {"id": "a", "population": "1000", "effort": "60 min", "wage": "40 EUR", "category": "information-obligation",
         "origin": "EU", "phase-in": ["50%", "100%"]},
        {"id": "b", "population": "1000", "effort": "30 min", "wage": "40 EUR", "to-year": "2"}]}  # fmt: skip
    found = price_measure(measure, "at")
    assert [item["total"]["value"] for item in found.by_year()] == ["40000", "60000", "40000", "40000", "40000"]
    assert found.by_year()[0]["calendar"] == 2026
    table = found.table()
    assert table.categories["business"]["information-obligation"].text == "40.000"
    assert table.origins["business"]["EU"].text == "40.000"
    assert table.to_json()["categories"]["business"]["information-obligation"]["value"] == "40000"
    assert price_measure({**measure, "start": "2026-01-01"}, "de").by_year() == []
