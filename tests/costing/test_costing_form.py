"""The official form of Viet Nam filled from a procedure: six rows, once and a year, before, after and saved."""

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given, settings

from procsimplify.costing import cost
from procsimplify.costing.filled import filled_json
from procsimplify.costing.form import form_changes, form_of
from procsimplify.model import Procedure, read_procedure
from procsimplify.testing.procedures import procedures

TREE: dict[str, Any] = {
    "code": "1.000009", "title": "x", "as-of": "2026-07-01", "volume": {"subjects": "500", "times": "12"},
    "applicants": ["business"],
    "dossier": [
        {"id": "request", "type": "application-form", "effort": "30 min"},
        {"id": "plan", "type": "plan", "effort": "4 hour", "outlay": "20000 VND"}],
    "fees": [{"id": "charge", "kind": "charge", "amount": "100000 VND", "step": "pay"}],
    "steps": [
        {"id": "prepare", "kind": "prepare", "gives": "dossier"},
        {"id": "submit", "kind": "submit", "takes": "dossier", "effort": "20 min",
         "trip": {"value": "30 min", "fare": "10000 VND"}},
        {"id": "pay", "kind": "pay", "effort": "10 min"},
        {"id": "host", "kind": "inspect", "effort": "2 hour"},
        {"id": "brief", "kind": "forward", "effort": "6 min"},
        {"id": "get", "kind": "receive", "effort": "15 min",
         "costs": [{"id": "courier", "element": "service", "amount": "30000 VND"}]}],
}  # fmt: skip
HOUR = Fraction(125_500_000, 2112)


def test_each_line_stands_in_its_row():
    form = form_of(cost(read_procedure(TREE)))
    assert form is not None
    assert [(section.number, [line.demand or line.step for line in section.lines]) for section in form.sections] == [
        ("1", ["request", "plan"]), ("2", ["submit"]), ("3", ["pay"]), ("4", ["host"]), ("5", ["brief"]),
        ("6", ["get"])]  # fmt: skip
    plan, get, pay = form.sections[0].lines[1], form.sections[5].lines[0], form.sections[2].lines[0]
    assert (plan.number, plan.hours, plan.rate, plan.outlay) == ("1.2", 4, HOUR, 20000)
    assert (get.service, pay.fees) == (30000, 100000)
    assert round(plan.once) == round(4 * HOUR + 20000)
    assert round(plan.year) == round(6000 * (4 * HOUR + 20000))
    assert (form.times, form.subjects) == (12, 500)


@settings(max_examples=60, deadline=None)
@given(procedures())
def test_the_form_adds_up_to_the_ledgers_whatever_the_procedure(procedure: Procedure):
    found = cost(procedure)
    form = form_of(found)
    assert form is not None
    assert (form.once, form.year) == (found.per_case, found.total)
    lines = [line for section in form.sections for line in section.lines]
    priced = [line for line in lines if line.rate is not None]
    for line in priced:
        assert line.rate is not None
        whole = line.hours * line.rate + Fraction(line.service + line.fees + line.outlay)
        assert abs(whole - Fraction(line.once)) <= Fraction(1, 10_000)
    assert form.open == any(line.missing for line in lines)
    json.dumps(filled_json(found))


def test_what_has_no_figure_is_listed_and_opens_the_form():
    tree = {"code": "1", "title": "x", "as-of": "2026-07-01", "dossier": [{"id": "plan", "type": "plan"}],
            "steps": [{"id": "submit", "kind": "submit", "takes": "dossier"}]}  # fmt: skip
    form = form_of(cost(read_procedure(tree)))
    assert form is not None
    assert form.open
    line = form.sections[0].lines[0]
    assert (line.once, line.known, len(line.missing)) == (0, None, 1)
    changes = form_changes(form, form)
    assert changes[-1].percent is None


def test_before_after_saved_and_percent():
    after = TREE | {"dossier": TREE["dossier"][:1]}
    one, other = (form_of(cost(read_procedure(tree))) for tree in (TREE, after))
    assert one is not None
    assert other is not None
    changes = {change.id: change for change in form_changes(one, other)}
    assert changes["prepare"].saved == one.sections[0].lines[1].year
    assert changes["hand-in"].saved == Decimal(0)
    total = changes["total"]
    assert total.saved == one.year - other.year == changes["prepare"].saved
    assert total.percent == Fraction(total.saved) / Fraction(one.year) * 100


def test_as_json_with_the_burden_table_and_the_printed_one():
    found = filled_json(cost(read_procedure(TREE)), cost(read_procedure(TREE)))
    assert [row["number"] for row in found["before"]["rows"]["rows"]] == ["1", "2", "3", "4", "5", "6"]
    assert found["before"]["table"]["total"]["text"].endswith(" đ")
    assert found["comparison"][-1]["saved"] == "0"
    assert {row["step"] for row in found["before"]["burden"]} == {
        "prepare", "submit", "pay", "host", "brief", "get"}  # fmt: skip
    assert form_of(cost(read_procedure(TREE | {"currency": "VND"}), "scm")) is None
