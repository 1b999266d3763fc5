"""The form, totals by name, ranges of parameters, papers from a file beside, draws of a measure: by command line."""

import json

import pytest

from procsimplify.cli.exits import BAD_INPUT, FINE

CODE = "1.012885"
EXTRACT = "code: '2.000001'\ntitle: Extract\nas-of: 2026-07-01\nsteps:\n- {id: ask, kind: submit, effort: 60 min}\n"
LICENCE = """
code: "2.000002"
title: Licence
as-of: 2026-07-01
dossier:
- {id: extract, title: Extract, type: authority-document, got-from: {procedure: "2.000001"}}
steps:
- {id: submit, kind: submit, takes: dossier, effort: 10 min}
"""
MEASURE = """
id: m
obligations:
- {id: a, population: 100, wage: 40 EUR, before: {effort: {low: 20 min, likely: 30 min, high: 60 min}},
   after: {effort: 5 min}}
"""


@pytest.fixture
def licence(tmp_path):
    (tmp_path / "2.000001.yaml").write_text(EXTRACT, encoding="utf-8")
    file = tmp_path / "licence.yaml"
    file.write_text(LICENCE, encoding="utf-8")
    return file


def test_the_form_before_after_and_saved(run):
    code, out, err = run("cost", CODE, "--form", "--lang", "vi")
    assert (code, err) == (FINE, "")
    assert "1. Chuẩn bị hồ sơ" in out
    assert "6. Nhận kết quả" in out
    assert "So sánh" in out
    code, out, _ = run("cost", CODE, "--form", "--json")
    found = json.loads(out)
    assert [row["number"] for row in found["before"]["rows"]["rows"]] == list("123456")
    assert found["comparison"][-1]["id"] == "total"


def test_a_total_opens_by_its_name(run):
    code, out, err = run("cost", CODE, "--explain", "travel", "--lang", "en")
    assert (code, err) == (FINE, "")
    assert out.startswith("travel: ")
    code, _, err = run("cost", CODE, "--explain", "nonsense", "--lang", "en")
    assert code == BAD_INPUT
    assert "total, prepare, submit" in err


def test_a_paper_takes_its_cost_from_the_file_beside(run, licence):
    code, out, err = run("cost", licence, "--json")
    assert (code, err) == (FINE, "")
    found = json.loads(out)
    assert {line["part"] for line in found["lines"]} == {"effort", "got-from:2.000001/effort"}
    assert found["unpriced"] == []


def test_the_range_of_a_parameter(run, licence):
    asked = ("cost", licence, "--uncertainty", "--after", licence, "--lang", "en")
    code, out, err = run(*asked, "--range", "gdp-per-head-vn=120000000..131000000", "--json")
    assert (code, err) == (FINE, "")
    assert [figure["path"] for figure in json.loads(out)["figures"]] == ["parameters/gdp-per-head-vn"]
    for wrong in ("gdp-per-head-vn=3", "gdp-per-head-vn=9..3", "nonsense=1..2", "gdp-per-head-vn=1..2"):
        code, _, err = run(*asked, "--range", wrong)
        assert code == BAD_INPUT
        assert err
    code, _, err = run("cost", licence, "--range", "gdp-per-head-vn=1..2", "--lang", "en")
    assert (code, "--uncertainty" in err) == (BAD_INPUT, True)


def test_a_measure_with_ranges(run, tmp_path):
    file = tmp_path / "measure.yaml"
    file.write_text(MEASURE, encoding="utf-8")
    code, out, err = run("measure", file, "--method", "de", "--uncertainty", "--lang", "en")
    assert (code, err) == (FINE, "")
    assert "nine draws in ten" in " ".join(out.split())
    code, out, _ = run("measure", file, "--method", "de", "--uncertainty", "--json", "--draws", "500")
    found = json.loads(out)
    assert (found["draws"], found["chance_of_saving"]) == (500, 1.0)
    code, out, _ = run("measure", file, "--method", "de", "--explain", "total", "--lang", "en")
    assert out.startswith("total: ")


def test_a_convention_after_a_slash(run, licence):
    code, _, err = run("cost", licence, "--method", "us-pra/nonsense", "--lang", "en")
    assert code == BAD_INPUT
    assert "whole-hours" in err
