"""Published figures, each got by pricing a measure with a method: digits, rounding, signs and brackets as printed."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from measure_checks import Vector, check, price
from vectors_at_au import AT, AU
from vectors_de import VECTORS as DE
from vectors_more import MORE
from vectors_us import SSA_1, US

TEXTBOOK = [
    Vector(
        "pv-annual-to-present", "a textbook's annual_to_present(0.08, 30, 30000), to one decimal", "scm",
        {"currency": "USD", "period": {"years": "30", "rate": "8%", "timing": "end", "result": "present-value"},
         "obligations": [{"id": "a", "outlays": [{"element": "other", "amount": "30000 USD", "per": "year"}]}]},
        printed={"total": "337,733.5"}, as_of="2025-01-01",
    )
]  # fmt: skip
ALL = [*DE, *AT, *AU, *US, *TEXTBOOK, *MORE]
SHARED = Path(__file__).parents[3] / "shared" / "vectors" / "cost.json"


def name(vector: Vector) -> str:
    return vector.id


@pytest.mark.parametrize("vector", DE, ids=name)
def test_germany(vector: Vector):
    check(vector)


@pytest.mark.parametrize("vector", AT, ids=name)
def test_austria(vector: Vector):
    check(vector)


@pytest.mark.parametrize("vector", AU, ids=name)
def test_australia(vector: Vector):
    check(vector)


@pytest.mark.parametrize("vector", US, ids=name)
def test_united_states(vector: Vector):
    check(vector)


@pytest.mark.parametrize("vector", TEXTBOOK, ids=name)
def test_textbook(vector: Vector):
    check(vector)


@pytest.mark.parametrize("vector", MORE, ids=name)
def test_more(vector: Vector):
    check(vector)


def test_the_example_of_the_austrian_quick_scan_is_material():
    """Above 1,000 hours and above 10,000 euros, as the handbook says of it."""
    vector = next(vector for vector in MORE if vector.id == "at-quickscan-citizens")
    assert {item.id: item.above for item in price(vector).thresholds} == {
        "citizens-hours": True, "citizens-outlay": True}  # fmt: skip


def test_a_published_total_that_does_not_add_up_is_not_got():
    """The rows of SSA-1 add to 41,667,211; the notice prints 41,067,211."""
    cost = price(
        Vector("us-ssa-2024-total-ssa1", "SSA 0960-0618", "us-pra", {"convention": "ssa", "obligations": SSA_1})
    )
    table = cost.table()
    assert table.cases.text == "3,666,341"
    assert sum(row.by_activity["effort"].value for row in table.rows) == 771165
    assert table.total.value == 41667211
    assert table.total.value - 41067211 == 600000


def test_no_vector_stands_twice():
    assert len({vector.id for vector in ALL}) == len(ALL)


def test_every_published_vector_that_can_be_got_is_here():
    if not SHARED.exists():
        pytest.skip("the collection of published figures is not beside the project")
    wanted = {
        item["id"]: item
        for item in json.loads(SHARED.read_text(encoding="utf-8"))["vectors"]
        if item["confidence"] == "read" and item["reproduced"] is True
    }
    assert not set(wanted) - {vector.id for vector in ALL}


@pytest.mark.parametrize("vector", ALL, ids=name)
def test_the_ledger_keeps_what_the_table_rounds(vector: Vector):
    """A table never feeds the ledger: its exact figures add up to the ledger's lines, each within the line rounding."""
    cost = price(vector)
    for basis in ("annual", "one-off"):
        sheet, table = cost.sheet(basis), cost.table(basis)
        exact = sum(row.total.exact for row in table.rows)
        lines = [*sheet.ledger.lines, *sheet.others.lines]
        assert abs(exact - sum(line.exact for line in lines)) == 0
        assert all(abs(Decimal(str(float(line.exact))) - line.amount) < 1 for line in lines)
