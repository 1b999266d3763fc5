"""Any method over the same step graph: what it prices, what it leaves in hours, and what is no cost under it."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from procsimplify.base.errors import InputError
from procsimplify.base.shipped import folder
from procsimplify.costing import burden_table, cost, method, method_ids, parameter, resolve
from procsimplify.costing.parameters_tables import parameter_table, parameter_table_ids
from procsimplify.files import load
from procsimplify.model import Procedure, Quantity, read_procedure

MAIN = "1.012885"


def procedure(currency: str, kind: str, **keys: Any) -> Procedure:
    """Give a procedure of an hour of the applicant, half an hour of an office, an outlay and a fee."""
    return read_procedure(
        {
            "code": "1", "title": "x", "currency": currency, "applicants": [kind], "as-of": "2026-07-01",
            "parties": {"office": {"level": "central"}},
            "steps": [
                {"id": "submit", "kind": "submit", "effort": "60 min",
                 "costs": [{"id": "print", "amount": f"2 {currency}", "element": "out-of-pocket"}]},
                {"id": "check", "kind": "check", "who": "office", "effort": "30 min"},
            ],
            "fees": [{"id": "fee", "amount": f"9 {currency}", "receiver": "office"}],
            "volume": {"cases": "10"},
            **keys,
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("by", "currency", "kind", "total", "authority"),
    [
        ("de", "EUR", "business", "406", "222"),  # 38.60 € and 2 €; the federation's 44.40 € for half an hour
        ("de", "EUR", "citizen", "20", "222"),
        ("at", "EUR", "business", "440", "0"),
        ("at", "EUR", "citizen", "20", "0"),
        ("au-rbm", "AUD", "business", "935.4", "0"),
        ("au-rbm", "AUD", "citizen", "430", "0"),
        ("us-pra", "USD", "citizen", "334.8", "0"),
        ("scm", "EUR", "citizen", "20", "0"),
        ("eregulations", "EUR", "citizen", "20", "0"),
    ],
)
def test_one_procedure_by_each_method(by: str, currency: str, kind: str, total: str, authority: str):
    found = cost(procedure(currency, kind), by)
    assert found.currency == currency
    assert found.total == Decimal(total)
    assert found.authority.total == Decimal(authority)
    assert "fee" not in found.by_element
    assert dict(found.transfers) == {"authority:central": 90}


def test_a_citizens_hours_stand_in_the_ledger_without_a_price():
    found = cost(procedure("EUR", "citizen"), "de")
    assert dict(found.hours) == {"citizen": 10}
    assert not found.is_open
    assert cost(procedure("EUR", "citizen"), "scm").is_open


def test_overhead_of_the_standard_cost_model_on_a_procedure():
    plain = procedure("VND", "business")
    by_scm, by_vn = cost(plain, "scm"), cost(plain, "vn")
    time = Fraction(125500000, 2112) * 10
    assert abs(Fraction(by_scm.by_element["overhead"]) - time / 4) < Fraction(1, 10**6)
    assert Fraction(by_scm.total) - Fraction(by_scm.by_element["overhead"]) == Fraction(by_vn.total) - 90


def test_the_stamp_names_every_parameter_of_the_lines():
    found = cost(procedure("VND", "business"), "scm")
    used = {factor.name for line in found.lines for factor in line.factors if factor.day is not None}
    assert (
        used == {use.id for use in found.stamp.parameters} == {"gdp-per-head-vn", "hours-per-year-vn", "scm-overhead"}
    )


def test_an_unknown_fee_opens_a_total_only_where_fees_count():
    plain = procedure("VND", "business", fees=[{"id": "fee", "set-by": "council"}])
    assert cost(plain, "vn").is_open
    assert not cost(plain, "scm").is_open


def test_a_shipped_procedure_by_a_method_of_another_currency_says_so():
    plain = load(folder("procedures") / "vn" / f"{MAIN}.yaml")
    with pytest.raises(InputError) as caught:
        cost(plain, "de")
    found = caught.value.findings[0]
    assert found.code == "costing.currency-mix"
    assert "VND" in found.message("vi")
    assert "EUR" in found.message("vi")


@pytest.mark.parametrize("by", ["scm", "eregulations", "vn"])
def test_a_shipped_procedure_by_each_method_of_any_currency(by: str):
    found = cost(load(folder("procedures") / "vn" / f"{MAIN}.yaml"), by)
    assert found.total > 0
    assert found.to_json()["stamp"]["method"]["id"] == by
    assert sum(found.by_step.values()) == sum(found.by_element.values()) == found.total


@pytest.mark.parametrize(
    "path", sorted((folder("procedures") / "vn").glob("1.0*.yaml"))[:6], ids=lambda path: path.stem
)
def test_the_burden_table_of_a_shipped_procedure_makes_its_total(path: Path):
    found = cost(load(path), "eregulations")
    table = burden_table(found)
    assert sum(row.total for row in table) == found.total
    assert {row.step: row.total for row in table} == dict(found.by_step)
    assert table[0].to_json()["users"] == "1"


def test_the_activities_of_the_burden_table():
    plain = read_procedure(
        {
            "code": "1", "title": "x", "as-of": "2026-07-01", "parties": {"office": {"level": "commune"}},
            "dossier": [{"id": "form", "type": "application-form", "effort": "5 min"},
                        {"id": "card", "type": "plan", "outlay": "7 VND", "copies": "2",
                         "per-copy": {"outlay": "3 VND"}}],
            "steps": [
                {"id": "prepare", "kind": "prepare", "gives": "dossier"},
                {"id": "submit", "kind": "submit", "at": "office", "takes": "dossier", "effort": "10 min",
                 "trip": {"value": "15 min", "fare": "2 VND"}}],
            "volume": {"cases": "100"},
        }
    )  # fmt: skip
    rows = burden_table(cost(plain, "eregulations"))
    minute = Fraction(125500000, 2112 * 60)
    assert [row.step for row in rows] == ["prepare", "submit"]
    assert dict(rows[0].other) == {"gather-info": 700, "print": 300}
    assert list(rows[0].human) == ["fill-form"]
    assert list(rows[1].human) == ["reach-office", "spent-time-at-counter"]
    assert abs(Fraction(rows[1].human["spent-time-at-counter"]) - 1000 * minute) < Fraction(1, 10**6)
    assert dict(rows[1].other) == {"reach-office": 200}


def test_a_standard_price_says_how_it_is_known():
    found = resolve(Quantity(standard="vn-prices-certified-page"))
    assert (found.value, found.unit, found.provenance) == (2000, "VND", "published")
    given = Quantity(value=Fraction(2000), unit="VND", standard="vn-prices-certified-page")
    assert resolve(given).value == 2000
    with pytest.raises(InputError):
        resolve(Quantity(value=Fraction(3000), unit="VND", standard="vn-prices-certified-page"))


def test_a_standard_time_of_an_authority():
    assert resolve(Quantity(standard="de-administration-1-high")).value == 413
    with pytest.raises(InputError):
        resolve(Quantity(standard="de-administration-6-high"))


@pytest.mark.parametrize("name", parameter_table_ids())
def test_tables_hold_what_their_columns_say(name: str):
    table = parameter_table(name)
    rows = {row for row, _ in table.rows}
    for edition in table.editions:
        assert {row for (row, _), _ in edition.cells} == rows
        for (row, column), value in edition.cells:
            assert parameter(f"{name}/{row.lower()}/{column}").at(edition.date).value == value > 0


def test_the_average_of_the_german_table_of_businesses_is_among_its_rows():
    """Wages do not fall as qualification rises, and the mean lies between."""
    table = parameter_table("de-wages-business")
    cells = dict(table.editions[0].cells)
    for row, _ in table.rows:
        assert cells[row, "low"] <= cells[row, "medium"] <= cells[row, "high"]
        assert cells[row, "low"] <= cells[row, "average"] <= cells[row, "high"]


@pytest.mark.parametrize("by", method_ids())
def test_every_parameter_that_a_method_names_is_there(by: str):
    found = method(by)
    names = [rule.parameter for rule in found.prices] + [name for _, name in found.units]
    names += [item.parameter for item in found.overheads] + [item.parameter for item in found.thresholds]
    names += [name for item in found.indexation for name in (item.rate, item.series) if name]
    horizon = found.horizon
    if horizon is not None:
        names += [name for name in (horizon.years, horizon.rate, horizon.factor, horizon.base_year) if name]
    for name in names:
        assert parameter(name).values
    for _, name in found.wages:
        assert parameter_table(name).rows
    rules = {rule.id for rule in found.prices}
    assert {name for _, price in found.time for name in price.split()} <= rules


@pytest.mark.parametrize("by", method_ids())
def test_what_is_from_memory_is_estimated(by: str):
    for rule in method(by).prices:
        for name in rule.parameters:
            for value in parameter(name).values:
                assert ("memory" in value.source.get("en")) == (value.provenance == "estimated")
