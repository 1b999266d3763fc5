"""Two versions: who pays more in which variant, what the gate lets pass; SARIF."""

import doctest
import importlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import procsimplify as ps
from procsimplify.base.errors import NotWellFormed, UsageError
from procsimplify.base.findings import Place, error
from procsimplify.model import from_tree
from procsimplify.review import compare, sarif


def permit(**changes):
    step = {"id": "apply", "kind": "submit", "effort": "30 min"} | changes.pop("step", {})
    return from_tree(
        {"code": "1", "title": "Permit", "as-of": "2026-07-01", "applicants": ["citizen", "business"]}
        | {"steps": [step, {"id": "decide", "kind": "decide", "who": "authority"}]}
        | changes
    )


@pytest.mark.parametrize("module", ["compare", "sarif"])
def test_examples_run(module):
    found = doctest.testmod(importlib.import_module(f"procsimplify.review.{module}"))
    assert found.failed == 0
    assert found.attempted > 0


def test_nothing_changes_between_a_version_and_itself():
    found = compare(permit(), permit())
    assert not found.is_increase
    assert found.named.to_json() == []
    assert {*found.increase_by_party.values()} == {0}


def test_a_rise_for_one_group_is_not_hidden_by_a_fall_for_another():
    base = permit()
    dearer = {"id": "extra", "kind": "prepare", "effort": "1 min", "applicants": ["business"]}
    cheaper = {"id": "apply", "kind": "submit", "effort": "10 min", "applicants": ["citizen"]}
    same = {"id": "apply-b", "kind": "submit", "effort": "30 min", "applicants": ["business"]}
    decide = {"id": "decide", "kind": "decide", "who": "authority"}
    head = from_tree(
        {"code": "1", "title": "Permit", "as-of": "2026-07-01", "applicants": ["citizen", "business"]}
        | {"steps": [dearer, cheaper, same, decide]}
    )
    found = compare(base, head)
    assert found.after.total < found.before.total
    assert [rise.party for rise in found.increases] == ["business"]
    assert found.is_increase
    assert found.increase_by_party["citizen"] < 0 < found.increase_by_party["business"]


def test_a_new_cost_that_nobody_knows_does_not_pass_the_gate():
    head = permit(fees=[{"id": "stamp", "step": "apply"}])
    found = compare(permit(), head)
    assert found.increases == ()
    assert found.is_increase


@pytest.mark.parametrize("shorter", ["1 min", "29 min"])
def test_a_fall_passes(shorter):
    assert not compare(permit(), permit(step={"effort": shorter})).is_increase


def test_prices_of_one_day_are_used_for_both():
    found = compare(permit(), permit(**{"as-of": "2026-01-01"}))
    assert found.after.as_of == found.before.as_of
    assert not found.is_increase


def test_two_procedures_are_not_two_versions():
    with pytest.raises(UsageError) as caught:
        compare(permit(), permit(code="2"))
    assert caught.value.findings[0].code == "review.two-codes"


def test_both_must_be_well_formed():
    broken = permit(step={"then": {"to": "apply"}})
    with pytest.raises(NotWellFormed):
        compare(permit(), broken)


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 60), st.integers(1, 60))
def test_the_gate_is_closed_exactly_where_minutes_rise(before, after):
    found = compare(permit(step={"effort": f"{before} min"}), permit(step={"effort": f"{after} min"}))
    assert found.is_increase == (after > before)


def test_json_of_a_comparison():
    found = compare(permit(), permit(step={"effort": "31 min"})).to_json()
    assert {"before", "after", "increase_by_party", "edits"} <= found.keys()
    assert found["edits"][0]["change"] == "set"
    assert ps.compare is compare


def finding(path="a/b", line=3):
    return error("base.file-missing", Place("über file.yaml", line, 2, path), file="x")


def test_sarif_has_what_the_standard_demands():
    log = sarif([finding(), finding("c")], "en")
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "procsimplify"
    assert [rule["id"] for rule in driver["rules"]] == ["base.file-missing"]
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("none", "note", "warning", "error")
        assert result["message"]["text"]
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region["startLine"] >= 1
        assert region["startColumn"] >= 1
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert uri.isascii()
        assert " " not in uri


def test_a_finding_keeps_its_fingerprint_when_lines_and_neighbours_move():
    def prints(*found):
        return [result["partialFingerprints"]["procsimplify/v1"] for result in sarif(found, "vi")["runs"][0]["results"]]

    (alone,) = prints(finding())
    assert prints(finding("z", 1), finding(line=99))[1] == alone
    assert len({*prints(finding(), finding())}) == 2
