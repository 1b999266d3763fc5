"""The form in the workbook: a spreadsheet library that recalculates every formula gets the ledger's figures."""

import io
import math
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from spreadsheet import Spreadsheet

from procsimplify.costing import Cost, cost
from procsimplify.costing.form import form_of
from procsimplify.model import Procedure, read_procedure
from procsimplify.reporting._rounded_formula import amount_formula
from procsimplify.reporting.words import names_of
from procsimplify.reporting.workbook import workbook

TREE: dict[str, Any] = {
    "code": "1.000009", "title": {"vi": "Giấy phép", "en": "Licence"}, "as-of": "2026-07-01",
    "volume": {"subjects": "500", "times": "12"},
    "dossier": [{"id": "request", "type": "application-form", "effort": "30 min"},
                {"id": "plan", "type": "plan", "effort": "4 hour", "outlay": "20000 VND"}],
    "fees": [{"id": "charge", "kind": "charge", "amount": "100000 VND"}],
    "steps": [{"id": "submit", "kind": "submit", "takes": "dossier", "trip": {"value": "30 min", "fare": "10000 VND"}},
              {"id": "host", "kind": "inspect", "effort": "2 hour"},
              {"id": "get", "kind": "receive", "costs": [{"id": "post", "element": "service", "amount": "9000 VND"}]}],
}  # fmt: skip
AFTER = TREE | {"dossier": TREE["dossier"][:1]}


def book(before: Procedure, after: Procedure | None = None, method: str = "vn") -> bytes:
    one, other = cost(before, method), cost(after, method) if after is not None else None
    form = form_of(one)
    forms = (form, form_of(other) if other is not None else None) if form is not None else None
    return workbook(one.to_json(), names_of(before, "en"), other.to_json() if other is not None else None, forms)


def recalculated(data: bytes, path: Path) -> dict[str, Any]:
    """Let the library reckon the workbook anew; stored values are taken out first, so that none can be read back."""
    formulas = pytest.importorskip("formulas")
    openpyxl = pytest.importorskip("openpyxl")
    file = path / "book.xlsx"
    openpyxl.load_workbook(io.BytesIO(data)).save(file)  # keeps formulae, not their values
    solution = formulas.ExcelModel().loads(str(file)).finish().calculate()
    found: dict[str, Any] = {}
    for key, ranges in solution.items():
        name = str(key).replace("[book.xlsx]", "")
        if ":" not in name and hasattr(ranges, "value"):
            found[name.upper()] = ranges.value[0][0]
    return found


def close(one: Any, other: Decimal) -> bool:
    return math.isclose(float(one), float(other), rel_tol=1e-9, abs_tol=1e-3)


def test_a_spreadsheet_library_gets_the_forms_totals_and_the_comparison(tmp_path: Path):
    before, after = read_procedure(TREE), read_procedure(AFTER)
    one, other = cost(before), cost(after)
    data = book(before, after)
    cells = recalculated(data, tmp_path)
    places = Spreadsheet(data)
    last = places.find("Form", "sum" if "sum" in places.values.values() else "total", "B")
    assert close(cells[f"'FORM'!J{last}"], one.per_case)
    assert close(cells[f"'FORM'!K{last}"], one.total)
    total = places.find("Comparison", "total", "B")
    assert close(cells[f"'COMPARISON'!C{total}"], one.total)
    assert close(cells[f"'COMPARISON'!D{total}"], other.total)
    assert close(cells[f"'COMPARISON'!E{total}"], one.total - other.total)
    share = (one.total - other.total) / one.total * 100
    assert close(cells[f"'COMPARISON'!F{total}"], share)
    summary = next(value for key, value in cells.items() if key.startswith("'SUMMARY'!C6"))
    assert close(summary, one.total)


def test_without_stored_values_the_own_reader_gets_the_same():
    before, after = read_procedure(TREE), read_procedure(AFTER)
    reader = Spreadsheet(book(before, after))
    for (sheet, ref), stored in reader.stored.items():
        assert math.isclose(reader.value(sheet, ref), stored, rel_tol=1e-9, abs_tol=1e-3), (sheet, ref)


def test_a_change_of_the_hours_moves_the_total():
    before = read_procedure(TREE)
    reader = Spreadsheet(book(before))
    row, last = reader.find("Form", "plan", "B"), reader.find("Form", "total", "B")
    was = reader.value("Form", f"K{last}")
    reader.change("Form", f"C{row}", 0)
    hour = float(cost(before).lines[0].price)
    assert math.isclose(was - reader.value("Form", f"K{last}"), 4 * hour * 6000, rel_tol=1e-9)


@pytest.mark.parametrize("name", ["whole-hours", "whole-hours-up", "whole-hours-even", "unit-cost"])
def test_rounding_points_are_formulae_too(name: str, tmp_path: Path):
    tree: dict[str, Any] = {
        "code": "1", "title": "x", "as-of": "2026-07-01", "currency": "USD", "volume": {"cases": "33"},
        "applicants": [{"id": "business", "wage": "41.37 USD"}],
        "steps": [{"id": "a", "kind": "prepare", "effort": "30 min"}, {"id": "b", "kind": "submit", "effort": "7 min"}],
    }  # fmt: skip
    procedure = read_procedure(tree)
    found: Cost = cost(procedure, f"us-pra/{name}")
    cells = recalculated(book(procedure, method=f"us-pra/{name}"), tmp_path)
    amounts = [value for key, value in cells.items() if key.startswith("'BEFORE'!O") and not isinstance(value, str)]
    assert sorted(round(float(amount), 6) for amount in amounts) == sorted(float(line.amount) for line in found.lines)


def test_a_step_that_is_no_power_of_ten_is_written_too():
    line = {"rounded": [{"at": "line", "to": "0.05", "mode": "half-up"}]}
    assert amount_formula(line, "A1", "B1", "C1", "D1") == "ROUND(ROUND((A1*B1*C1*D1)/0.05,0)*0.05,6)"
