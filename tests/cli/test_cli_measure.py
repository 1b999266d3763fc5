"""`measure` on files and on standard input; a line opened as text and as JSON, of a measure and of a procedure."""

import io
import json
import sys
from decimal import Decimal
from types import SimpleNamespace

import pytest

from procsimplify.cli.exits import BAD_INPUT, FINE

# Illustrative figures, chosen so that sums can be done in the head.
MEASURE = """
id: report
title: {vi: Báo cáo, en: Report}
obligations:
- {id: yearly, party: business, population: 100, effort: 2 hour, wage: 40 EUR, outlay: 3 EUR}
- {id: people, party: citizen, population: 10, effort: 30 min}
- {id: set-up, party: business, once: yes, population: 100, outlay: 50 EUR}
- {id: paid, party: business, population: 100, outlays: [{element: fee, amount: 7 EUR, paid-to: authority}]}
"""
STATES = """
id: quicker
obligations:
- {id: a, population: 12, frequency: monthly, wage: 60 EUR, before: {effort: 9 min}, after: {effort: 6 min}}
"""


@pytest.fixture
def written(tmp_path):
    def written(text=MEASURE):
        path = tmp_path / "measure.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return written


def test_a_measure_is_shown_as_the_form_has_it_with_all_that_stands_beside(run, written):
    code, out, err = run("measure", written(), "--method", "de")
    words = " ".join(out.split())
    assert (code, err) == (FINE, "")
    assert words.startswith("report costs 8,300.00 € a year, and 5,000.00 € once.")  # 100 × (2 × 40 + 3); 100 × 50
    assert "Personnel" in words
    assert "Material" in words
    assert "Left in hours • citizens: 5 hours a year" in words
    assert "Once, as the method shows it (thousand euros)" in words
    assert "Not counted by the method • fees and charges: 700.00 €" in words
    assert "Limits of the method" in words
    assert max(map(len, out.splitlines())) <= 80


def test_a_measure_speaks_vietnamese(run, written):
    _, out, _ = run("measure", written(), "--method", "de", "--lang", "vi", "-v")
    words = " ".join(out.split())
    assert words.startswith("report: chi phí 8.300,00 € một năm, và 5.000,00 € một lần.")
    for english in ("hours", "total", "obligation", "once", "Limits"):
        assert english not in words


def test_before_and_after_are_both_shown(run, written):
    _, out, _ = run("measure", written(STATES), "--method", "de")
    words = " ".join(out.split())
    assert words.startswith("quicker relieves by 432.00 € a year.")  # 144 × 3 min × 60 €
    assert "1,296.00 € before, 864.00 € after" in words


def test_years_that_are_one_figure_are_named(run, written):
    text = "id: m\nobligations: [{id: a, effort: 1 hour, population: 3}]\n"
    _, out, _ = run("measure", written(text), "--method", "au-rbm")
    assert "a year, on average over its years" in " ".join(out.split())
    _, out, _ = run("measure", written(text), "--method", "us-pra")
    assert "at least 0.00 USD a year" in " ".join(out.split())
    assert "Not priced" in out


def test_a_measure_as_json_from_standard_input(run, monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(MEASURE.encode())))
    code, out, _ = run("measure", "-", "--method", "de", "--json")
    found = json.loads(out)
    assert code == FINE
    assert list(found)[:3] == ["contract", "stamp", "measure"]
    assert sum(Decimal(line["amount"]) for line in found["annual"]["lines"]) == Decimal(found["total"]) == 8300


def test_a_line_is_opened_as_text_and_as_json(run, written):
    path = written()
    _, text, _ = run("measure", path, "--method", "de", "--explain", "1")
    assert "100 cases" in text
    found = json.loads(run("measure", path, "--method", "de", "--explain", "1", "--json")[1])
    assert list(found)[:2] == ["contract", "stamp"]
    assert (found["line"], found["measure"], found["amount"]) == (1, "report", "8000")
    assert found["explanation"]["en"] == text.rstrip("\n")
    assert {factor["name"] for factor in found["factors"]} == {"effort", "rate", "subjects"}


def test_a_line_of_a_procedure_as_json_says_with_what_it_was_reckoned(run):
    found = json.loads(run("cost", "1.012885", "--explain", "6", "--json")[1])
    ledger = json.loads(run("cost", "1.012885", "--json")[1])
    assert list(found)[:2] == ["contract", "stamp"]
    assert found["stamp"] == ledger["stamp"]
    assert found["procedure"] == "1.012885"
    assert {key: found[key] for key in ledger["lines"][5]} == ledger["lines"][5]
    assert found["explanation"]["vi"] != found["explanation"]["en"]


@pytest.mark.parametrize(
    ("text", "options", "words"),
    [
        (MEASURE, ["--method", "vn"], ":5:"),
        (MEASURE, ["--method", "nowhere"], "nowhere"),
        (MEASURE, ["--method", "de", "--explain", "99"], "99"),
        (MEASURE, ["--method", "de", "--explain", "first"], "first"),
        (MEASURE, ["--method", "de", "--as-of", "1990-01-01"], "1990-01-01"),
        (MEASURE.replace("population", "populatoin", 1), ["--method", "de"], "populatoin"),
        ("id: m\n", [], "obligations"),
        ("id: [", [], "measure.yaml:"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(run, written, text, options, words):
    code, out, err = run("measure", written(text), *options)
    assert (code, out) == (BAD_INPUT, "")
    assert words in err
    assert "procsimplify 0" not in err  # no fault of the program


def test_a_missing_file_is_told(run, tmp_path):
    code, out, err = run("measure", tmp_path / "none.yaml")
    assert (code, out) == (BAD_INPUT, "")
    assert "none.yaml" in err
