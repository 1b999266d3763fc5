"""The workbook: a spreadsheet program that reckons it anew gets the ledger's totals; no text becomes a formula."""

import csv
import io
import math
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spreadsheet import Spreadsheet

from procsimplify.base.text import Language
from procsimplify.costing import Cost, cost
from procsimplify.model import Procedure, read_procedure
from procsimplify.reporting.words import names_of
from procsimplify.reporting.workbook import workbook
from procsimplify.testing.procedures import procedure_trees

FORMULA = re.compile(
    r"[-+*/(),:\d.eE]+|ROUND|SUMIFS|'[^'!]+'!|\$?[A-Z]{1,2}\$?\d+|\"(?:applicant|authority|third-party)\""
)
HOSTILE = ('=cmd|" /C calc"!A0', "+1+1", "@SUM(A1)", "-2", '=HYPERLINK("http://x")', "a'!b", "\t=1")


def tree(title: str = "x", **keys: Any) -> dict[str, Any]:
    costs = [{"id": "post", "amount": "12345.67 VND", "paid-to": "notary"}]
    chance = {"choice": [{"to": "fill-in", "chance": "1/3"}, {"to": "end", "outcome": "granted", "chance": "rest"}]}
    steps = [
        {"id": "fill-in", "title": title, "kind": "fill-in", "effort": "17 min", "costs": costs},
        {"id": "submit", "kind": "submit", "sets": "4", "per-set": {"effort": "3 min"}, "trip": {"time": "40 min"}},
        {"id": "check", "kind": "check", "who": "office", "costs": [{"id": "x", "amount": "77 VND"}], "then": chance},
    ]
    parties = {"office": {"level": "commune"}, "notary": {"kind": "third-party", "title": title}}
    found = {"code": "1.000001", "title": title, "as-of": "2026-07-01", "steps": steps, "parties": parties}
    return found | {"volume": {"cases": "1200"}} | keys


def made(before: Procedure, after: Procedure | None, lang: Language = "en") -> bytes:
    then = cost(after).to_json() if after is not None else None
    return workbook(cost(before).to_json(), names_of(before, lang), then)


def agree(book: Spreadsheet, sheet: str, place: str, found: Cost) -> None:
    """Compare the sums of a column of the summary, reckoned anew, with the ledger."""
    row = next(int(ref[1:]) for (where, ref), value in book.values.items() if (where, value) == (sheet, "applicant"))
    sides = (found.ledger, found.authority, found.third_party)
    for number, ledger in enumerate(sides):
        assert math.isclose(book.value(sheet, f"{place}{row + number}"), float(ledger.total), rel_tol=1e-12)
    wanted: dict[str, float] = {}
    for sums in (found.by_element, found.by_step, *(ledger.by_party for ledger in sides)):
        wanted |= {key: float(amount) for key, amount in sums.items()}
    keys = {ref: value for (where, ref), value in book.values.items() if where == sheet and re.fullmatch(r"B\d+", ref)}
    got: dict[str, float] = {}
    for ref, key in keys.items():
        amount = book.value(sheet, place + ref[1:])
        if isinstance(amount, float | int) and key not in ("applicant", "authority", "third-party"):
            got[key] = float(amount)
    for key, amount in wanted.items():
        if key not in ("authority", "third-party"):
            assert math.isclose(got[key], amount, rel_tol=1e-12, abs_tol=1e-9), key


@settings(max_examples=25, deadline=None)
@given(procedure_trees(), st.sampled_from(("vi", "en")))
def test_reckoned_anew_the_totals_are_those_of_the_ledger(drawn: dict[str, Any], lang: Language):
    before = read_procedure(drawn)
    after = read_procedure(drawn | {"dossier": []})
    book = Spreadsheet(made(before, after, lang))
    for cell, stored in book.stored.items():
        assert math.isclose(book.value(*cell), stored, rel_tol=1e-9, abs_tol=2e-6), (cell, book.formulae[cell])
    agree(book, book.sheets[0], "C", cost(before))
    agree(book, book.sheets[0], "D", cost(after))


def test_a_change_of_a_number_changes_the_totals():
    procedure = read_procedure(tree())
    book = Spreadsheet(made(procedure, None))
    assert book.sheets == ["Summary", "Before", "Parameters", "Notes"]
    before = book.value("Summary", "C6")
    row = book.find("Parameters", "cases a year")
    book.change("Parameters", f"B{row}", 2400.0)
    assert math.isclose(book.value("Summary", "C6"), 2 * before, rel_tol=1e-9)
    book.change("Parameters", f"B{row}", 1200.0)
    book.change("Parameters", "B2", 0.0)  # income of nothing: only money is left
    money = sum(line.amount for line in cost(procedure).lines if line.unit != "hour")
    assert math.isclose(book.value("Summary", "C6"), float(money), rel_tol=1e-9)


def test_prices_and_minutes_are_formulae_over_what_they_are_made_of():
    book = Spreadsheet(made(read_procedure(tree()), None))
    formulae = list(book.formulae.values())
    assert "'Parameters'!$B$2/'Parameters'!$B$3" in formulae
    assert "17/60" in formulae
    assert "3/60*3" in formulae
    assert [one for one in formulae if re.fullmatch(r"ROUND\(J\d+\*L\d+\*M\d+\*N\d+,6\)", one)]
    assert [one for one in formulae if one.startswith("SUMIFS('Before'!$O$2:$O$")]


def test_saved_and_percent():
    before = read_procedure(tree())
    after = read_procedure(tree(steps=[step | {"sets": "1"} for step in tree()["steps"]]))
    book = Spreadsheet(made(before, after))
    first, then = float(cost(before).total), float(cost(after).total)
    assert math.isclose(book.value("Summary", "E6"), first - then, rel_tol=1e-9)
    assert math.isclose(book.value("Summary", "F6"), (first - then) / first * 100, rel_tol=1e-9)


def test_no_percent_of_a_total_that_is_not_whole():
    before = read_procedure(tree(fees=[{"id": "open", "set-by": "council"}]))
    book = Spreadsheet(made(before, read_procedure(tree())))
    assert cost(before).is_open
    assert book.value("Summary", "F6") is None


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula(text: str):
    data = made(read_procedure(tree(text)), read_procedure(tree()), "vi")
    book = Spreadsheet(data)
    for formula in book.formulae.values():
        assert not FORMULA.sub("", formula), formula
    assert text.replace("\t", " ") in {value for value in book.values.values() if isinstance(value, str)}
    assert not [name for name in book.names if "externalLink" in name or "vba" in name.lower()]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/")]
    assert sheets
    assert not any(b"<hyperlink" in sheet for sheet in sheets)


def test_equal_input_gives_equal_bytes():
    procedure = read_procedure(tree())
    assert made(procedure, procedure, "vi") == made(procedure, procedure, "vi")
    assert made(procedure, procedure, "vi") != made(procedure, procedure, "en")


def test_an_office_program_gets_the_same_totals(tmp_path: Path):
    """Where LibreOffice is installed it reckons the workbook, its stored values taken out first."""
    before, after = read_procedure(tree()), read_procedure(tree(dossier=[], volume={"cases": "1200"}))
    data = made(before, after)
    office = shutil.which("soffice") or shutil.which("libreoffice")
    path = tmp_path / "cost.xlsx"
    path.write_bytes(_without_stored(data))
    book = Spreadsheet(path.read_bytes())
    assert not any(book.stored.values())
    if office is None:
        agree(book, "Summary", "C", cost(before))
        return
    home = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, home, "--headless", "--convert-to", "csv", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    rows = list(csv.reader((tmp_path / "cost.csv").read_text(encoding="utf-8").splitlines()))
    shown = next(row for row in rows if len(row) > 1 and row[1] == "applicant")
    # As shown, with two places.
    assert abs(float(shown[2].replace(",", "")) - float(cost(before).total)) <= 0.005001


def _without_stored(data: bytes) -> bytes:
    """Take the stored values out of the cells that have a formula."""
    made_of = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(made_of, "w") as copy:
        for name in archive.namelist():
            part = archive.read(name)
            if name.startswith("xl/worksheets/sheet"):
                part = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part)
            copy.writestr(name, part)
    return made_of.getvalue()
