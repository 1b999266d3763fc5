"""Parameters, standard tables and methods: what they hold, and what is said where they do not."""

from datetime import date
from fractions import Fraction

import pytest
from costing_examples import small

from procsimplify.base.errors import InputError, UsageError
from procsimplify.costing import cost, method, parameter, resolve, standard_faults, standard_row, way_for
from procsimplify.costing.standard import table
from procsimplify.model import Quantity


def code(caught: pytest.ExceptionInfo[InputError | UsageError]) -> str:
    return caught.value.findings[0].code


@pytest.mark.parametrize(("day", "million"), [("2026-07-01", "125.5"), ("2024-02-29", "101.9"), ("2023-01-01", "95.6")])
def test_the_income_of_a_day_is_that_of_the_year_before(day: str, million: str):
    price = method("vn").time_price("business/small", date.fromisoformat(day))
    assert price is not None
    assert price.value == Fraction(million) * 1_000_000 / 2112


def test_what_is_from_memory_is_never_published():
    for name in ("gdp-per-head-vn", "hours-per-year-vn"):
        for value in parameter(name).values:
            memory = "memory" in value.source.get("en")
            assert memory == ("trí nhớ" in value.source.get("vi"))
            assert (value.provenance == "estimated") == memory


@pytest.mark.parametrize("day", ["2022-12-31", "2027-01-01"])
def test_a_day_without_a_value_is_an_error_that_names_the_file_and_its_days(day: str):
    with pytest.raises(InputError) as caught:
        parameter("gdp-per-head-vn").at(date.fromisoformat(day))
    finding = caught.value.findings[0]
    assert finding.code == "costing.no-value-at"
    assert finding.place.file == "parameters/gdp-per-head-vn.yaml"
    for lang in ("vi", "en"):
        assert "2023-01-01" in finding.message(lang)
        assert "2026-12-31" in finding.message(lang)


def test_without_a_date_the_latest_day_that_the_method_has_is_taken():
    assert cost(small(**{"as-of": None})).as_of == date(2026, 12, 31)
    assert cost(small()).as_of == date(2026, 7, 1)
    assert cost(small(), as_of=date(2024, 5, 5)).as_of == date(2024, 5, 5)


def test_an_unknown_method_lists_those_shipped():
    with pytest.raises(UsageError) as caught:
        cost(small(), method="vm")
    assert code(caught) == "costing.unknown-method"
    assert "vn" in caught.value.findings[0].mend("en")


def test_an_unknown_parameter_is_an_error():
    with pytest.raises(InputError) as caught:
        parameter("gdp-per-head")
    assert code(caught) == "costing.unknown-parameter"
    assert "gdp-per-head-vn" in caught.value.findings[0].mend("vi")


# Values of the published tables, copied here a second time by hand from the page that transcribes them.
@pytest.mark.parametrize(
    ("row", "minutes"),
    [
        ("de-business-7-high", 300),
        ("de-business-3-medium", 5),
        ("de-business-19-low", 10),
        ("de-citizen-5-low", 3),
        ("de-citizen-10-high", 140),
        ("de-way-state", 59),
        ("de-way-municipality", 15),
        ("de-way-average", 20),
    ],
)
def test_rows_of_the_standard_tables(row: str, minutes: int):
    found = standard_row(row)
    assert (found.value, found.unit) == (minutes, "min")
    assert found.source.get("vi") != found.source.get("en")


def test_the_tables_are_whole():
    assert [len(table(name).rows) for name in ("de-business", "de-citizen", "de-way")] == [57, 33, 4]


def test_minutes_do_not_fall_as_a_task_gets_harder():
    for name in ("de-business", "de-citizen"):
        rows = {row.id: row.value for row in table(name).rows}
        tasks = {row.rsplit("-", 1)[0] for row in rows}
        assert all(rows[f"{task}-low"] <= rows[f"{task}-medium"] <= rows[f"{task}-high"] for task in tasks)


@pytest.mark.parametrize(
    ("level", "row"),
    [
        ("commune", "de-way-municipality"),
        ("district", "de-way-county"),
        ("province", "de-way-state"),
        ("central", "de-way-state"),
    ],
)
def test_the_way_to_an_office_of_each_level(level: str, row: str):
    assert way_for(level) == row


def test_a_quantity_takes_value_unit_provenance_and_source_from_its_row():
    found = resolve(Quantity(standard="de-business-4-medium"))
    assert (found.value, found.unit, found.provenance) == (20, "min", "standard")
    assert found.source is not None
    assert "Zeitwerttabelle" in found.source


def test_hours_and_minutes_of_one_row_are_the_same():
    assert resolve(Quantity(value=Fraction(5), unit="hour", standard="de-business-7-high")).value == 5


@pytest.mark.parametrize(
    ("quantity", "expected"),
    [
        (Quantity(value=Fraction(268), unit="min", standard="de-business-7-high"), "costing.standard-differs"),
        (Quantity(value=Fraction(300), unit="VND", standard="de-business-7-high"), "costing.standard-differs"),
        (Quantity(standard="de-business-7-hihg"), "costing.unknown-standard"),
        (Quantity(standard="xx-business-7-high"), "costing.unknown-standard"),
    ],
)
def test_what_is_not_in_the_table_is_an_error(quantity: Quantity, expected: str):
    with pytest.raises(InputError) as caught:
        resolve(quantity)
    assert code(caught) == expected
    assert "de-business-7-high" in caught.value.findings[0].message("en") + caught.value.findings[0].mend("en")


def test_a_range_beside_a_row_is_turned_into_the_unit_of_the_row():
    ends = {"low": Fraction(2), "high": Fraction(9)}
    found = resolve(Quantity(standard="de-business-7-high", unit="hour", **ends))
    assert (found.low, found.value, found.high, found.unit) == (120, 300, 540, "min")
    with pytest.raises(InputError) as caught:
        resolve(Quantity(standard="de-business-7-high", unit="min", **ends))
    assert code(caught) == "costing.standard-outside-range"
    assert "2 – 9 min" in caught.value.findings[0].message("en")


def test_faults_of_rows_are_listed_with_their_place():
    bad = small(steps=[{"id": "submit", "kind": "submit", "effort": {"value": "4 min", "standard": "de-way-state"}}])
    assert [(fault.code, fault.place.path) for fault in standard_faults(bad)] == [
        ("costing.standard-differs", "steps/submit/effort")
    ]
    assert standard_faults(small()) == ()
