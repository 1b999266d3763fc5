"""`cost` with uncertainty, a workbook and a picture, on files and on a shipped procedure."""

import json
from xml.etree import ElementTree

import pytest

from procsimplify.cli.exits import BAD_INPUT, FINE

CODE = "1.012885"
RANGED = """
code: "1.000001"
title: {vi: Thủ tục thử, en: Trial}
as-of: 2026-07-01
assume: {provenance: illustrative}
dossier:
- {id: form, type: application-form, accepts: original, effort: {low: 10 min, likely: 20 min, high: 60 min}}
- {id: plan, type: plan, accepts: original, outlay: {low: 5000 VND, likely: 6000 VND, high: 9000 VND, shape: uniform}}
steps:
- {id: submit, kind: submit, takes: dossier, effort: 5 min, title: {vi: Nộp hồ sơ, en: Hand in}}
"""


@pytest.fixture
def pair(tmp_path):
    """A procedure with ranges and a version without one of its papers."""
    before, after = tmp_path / "before.yaml", tmp_path / "after.yaml"
    before.write_text(RANGED, encoding="utf-8")
    after.write_text("\n".join(line for line in RANGED.split("\n") if "id: plan" not in line), encoding="utf-8")
    return before, after


def test_uncertainty_says_interval_chance_and_what_to_survey(run, pair):
    before, after = pair
    code, out, err = run("cost", before, "--uncertainty", "--after", after, "--target", "25%")
    words = " ".join(out.split())
    assert (code, err) == (FINE, "")
    # The saving is the outlay, even on 5,000 … 9,000: of its draws nine in ten lie from 5,200 to 8,800.
    assert "the likely saving is 6,000 đ; nine draws in ten lie from 5,200 đ to 8,800 đ" in words
    assert "The target of 25.0 % is met in" in words
    assert "What to survey next" in words
    assert "10,000 draws (seed 0)" in words


def test_uncertainty_speaks_vietnamese(run, pair):
    before, after = pair
    _, out, _ = run("cost", before, "--uncertainty", "--after", after, "--lang", "vi")
    words = " ".join(out.split())
    assert "mức cắt giảm khả dĩ nhất là 6.000 đ; 9 trong 10 lần thử nằm từ 5.200 đ đến 8.800 đ" in words
    assert "Số liệu nên khảo sát tiếp" in words


def test_uncertainty_as_json_is_the_same_each_time(run, pair):
    before, after = pair
    asked = ("cost", before, "--uncertainty", "--after", after, "--json", "--draws", "500", "--seed", "3")
    first, second = run(*asked), run(*asked)
    assert first == second
    found = json.loads(first[1])
    assert list(found)[:2] == ["contract", "stamp"]
    assert (found["draws"], found["seed"], found["chance_of_saving"]) == (500, 3, 1.0)
    assert set(found["saving"]) == {"likely", "low", "median", "high", "mean", "error"}
    assert {one["path"] for one in found["sensitivity"]} == {"dossier/all/form/effort", "dossier/all/plan/outlay"}
    assert [one["shape"] for one in found["figures"]] == ["triangular", "uniform"]


def test_without_ranges_it_says_what_to_write(run):
    code, out, _ = run("cost", CODE, "--uncertainty")
    assert code == FINE
    assert "no figure has a range" in " ".join(out.split())


def test_workbook_and_picture_are_written_beside_the_best_plan(run, tmp_path):
    book, picture = tmp_path / "cost.xlsx", tmp_path / "saving.svg"
    code, out, err = run("cost", CODE, "--workbook", book, "--waterfall", picture, "--lang", "vi")
    assert (code, err) == (FINE, "")
    assert "1.069.643 đ" in out
    assert book.read_bytes().startswith(b"PK")
    told = "".join(ElementTree.fromstring(picture.read_text(encoding="utf-8")).itertext())
    assert "1.069.643 đ" in told
    assert "776.452 đ" in told


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--draws", "1000"], "--draws means nothing without --uncertainty"),
        (["--target", "20%"], "--target means nothing without --uncertainty"),
        (["--after", CODE], "--after means nothing without"),
        (["--uncertainty", "--draws", "many"], "--draws does not take “many”"),
        (["--uncertainty", "--seed", "-1"], "--seed does not take “-1”"),
        (["--uncertainty", "--draws", "5"], "ask for 100 to 1000000 draws"),
        (["--uncertainty", "--target", "300%"], "--target does not take “300%”"),
    ],
)
def test_bad_options_are_told(run, options, words):
    code, out, err = run("cost", CODE, *options)
    assert (code, out) == (BAD_INPUT, "")
    assert words in " ".join(err.split())
