"""A procedure is a frozen value: five lines make one, bounds hold, trees give it back."""

import pytest
from hypothesis import given, settings
from pydantic import ValidationError

from procsimplify.base.errors import InputError
from procsimplify.model import (
    Group,
    Procedure,
    Step,
    canonical_tree,
    from_tree,
    leaves,
    map_leaves,
    read_procedure,
    written_tree,
)
from procsimplify.model.basic import MAX_ITEMS, MAX_TEXT
from procsimplify.testing.procedures import procedures

FIVE_LINES = {
    "code": "1.000060",
    "title": "Permit",
    "steps": [{"id": "submit", "kind": "submit"}, {"id": "decide", "kind": "decide", "who": "authority"}],
}


def codes(tree):
    with pytest.raises(InputError) as caught:
        read_procedure(tree)
    return [found.code for found in caught.value.findings]


def test_five_lines_are_a_procedure_and_stay_five_lines():
    found = read_procedure(FIVE_LINES)
    assert found.code == "1.000060"
    assert [step.then.to for step in found.steps] == ["decide", "end"]
    assert found.steps[1].then.outcome == "granted"
    assert found.step("submit").who == "applicant"
    assert found.demands() == ()
    assert written_tree(found) == FIVE_LINES


def test_nothing_changes_a_procedure_in_place():
    found = read_procedure(FIVE_LINES)
    with pytest.raises(ValidationError):
        found.code = "x"
    with pytest.raises(ValidationError):
        found.steps[0].sets = 3
    assert hash(found) == hash(read_procedure(FIVE_LINES))
    assert found.evolve(code="2") != found == read_procedure(FIVE_LINES)


def test_the_only_amending_instrument_may_stand_without_a_list():
    one = {"id": "118/2014/NĐ-CP", "amended-by": "04/2024/NĐ-CP"}
    found = read_procedure(FIVE_LINES | {"basis": [one]})
    assert found.basis[0].amended_by == ("04/2024/NĐ-CP",)
    assert found == read_procedure(FIVE_LINES | {"basis": [one | {"amended-by": ["04/2024/NĐ-CP"]}]})
    assert read_procedure(written_tree(found)) == found == from_tree(canonical_tree(found))


@settings(max_examples=60, deadline=None)
@given(procedures())
def test_canonical_and_written_trees_give_the_procedure_back(procedure):
    assert from_tree(canonical_tree(procedure)) == procedure
    assert from_tree(written_tree(procedure)) == procedure
    assert read_procedure(written_tree(procedure)) == procedure
    assert canonical_tree(from_tree(canonical_tree(procedure))) == canonical_tree(procedure)


@settings(max_examples=40, deadline=None)
@given(procedures())
def test_a_canonical_tree_is_plain_and_names_every_item_and_every_arrow(procedure):
    tree = canonical_tree(procedure)

    def check(part):
        if isinstance(part, dict):
            for value in part.values():
                check(value)
        elif isinstance(part, list):
            assert all(isinstance(item, str) for item in part) or all("id" in item for item in part)
            for item in part:
                check(item)
        else:
            assert isinstance(part, str)

    check(tree)
    assert all("then" in step for step in tree["steps"])


def test_the_written_form_is_the_short_one():
    tree = {
        **FIVE_LINES,
        "parties": {"office": None},
        "basis": ["98/2024/NĐ-CP"],
        "dossier": [{"id": "form", "type": "application-form", "accepts": "original"}],
        "steps": [
            {"id": "submit", "kind": "submit", "takes": "dossier", "trip": "first"},
            {"id": "check", "kind": "check", "who": "office", "then": {"all": ["left", "right"]}},
            {"id": "left", "kind": "consult", "who": "office", "then": "decide"},
            {"id": "right", "kind": "consult", "who": "office"},
            {"id": "decide", "kind": "decide", "who": "office"},
        ],
    }
    tree["steps"][0]["trip"] = {"id": "first"}
    assert written_tree(read_procedure(tree)) == tree


def test_a_dossier_that_is_more_than_a_list_keeps_what_it_says():
    tree = {**FIVE_LINES, "dossier": {"title": "Papers", "one-of": [{"id": "a", "type": "plan"}]}}
    found = read_procedure(tree)
    assert found.dossier.title.get("en") == "Papers"
    assert written_tree(found) == tree
    titled = {**FIVE_LINES, "dossier": {"title": "Papers", "all": [{"id": "a", "type": "plan"}]}}
    assert from_tree(written_tree(read_procedure(titled))) == read_procedure(titled)


def test_groups_and_arms_are_named_after_what_they_hold():
    group = Group.model_validate({"if": "x", "all": [{"one-of": [{"id": "a", "type": "plan"}]}]})
    assert group.id == "if-a"
    assert group.all[0].id == "one-of-a"
    tree = {**FIVE_LINES, "steps": [{"id": "s", "kind": "check", "who": "authority", "then": {"choice": [
        {"to": "end", "outcome": "refused", "chance": "unknown"}, {"to": "t", "chance": "rest"}]}},
        {"id": "t", "kind": "decide", "who": "authority"}]}  # fmt: skip
    assert [arm.id for arm in read_procedure(tree).steps[0].then.choice] == ["end.refused", "t"]


def test_taking_the_last_paper_of_a_group_takes_the_group():
    tree = {**FIVE_LINES, "dossier": [{"one-of": [{"id": "a", "type": "plan"}]}, {"id": "b", "type": "plan"}]}
    found = map_leaves(read_procedure(tree).dossier, lambda demand: None if demand.id == "a" else demand)
    assert [demand.id for demand in leaves(found)] == ["b"]
    assert len(found.children) == 1


def test_a_merged_step_is_found_by_the_ids_that_it_had():
    tree = {**FIVE_LINES, "steps": [{"id": "a+b", "kind": "check", "was": ["a", "b"]}]}
    found = read_procedure(tree)
    assert found.step("a") is found.step("b") is found.step("a+b")
    with pytest.raises(KeyError):
        found.step("c")


def test_a_code_is_its_text():
    assert read_procedure({**FIVE_LINES, "code": "1.000060"}) != read_procedure({**FIVE_LINES, "code": "1.00006"})


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"note": "x" * (MAX_TEXT + 1)}, "model.text-too-long"),
        ({"title": {"vi": "x" * (MAX_TEXT + 1)}}, "model.text-too-long"),
        ({"was": ["a"] * (MAX_ITEMS + 1)}, "model.too-many"),
        ({"steps": [{"id": f"s{at}", "kind": "wait"} for at in range(501)]}, "model.too-many"),
        ({"channels": [f"c{at}" for at in range(11)]}, "model.too-many"),
    ],
)
def test_sizes_are_bounded(change, code):
    assert codes({**FIVE_LINES, **change}) == [code]


def test_names_of_fields_in_python_are_no_keys_of_files():
    assert codes({**FIVE_LINES, "as_of": "2026-07-01"}) == ["model.unknown-key"]
    assert Procedure(code="1", title="t", as_of="2026-07-01", steps=(Step(id="a", kind="wait"),)).as_of is not None


def test_a_tree_that_is_no_mapping_is_told():
    assert codes([]) == ["model.not-a-mapping"]
    assert codes(None) == ["model.not-a-mapping"]


def test_a_finding_without_a_file_still_names_its_path():
    with pytest.raises(InputError) as caught:
        read_procedure({**FIVE_LINES, "steps": [{"id": "a", "kind": "wait", "efort": "1 min"}]})
    place = caught.value.findings[0].place
    assert (place.file, place.path) == (None, "steps/a/efort")


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"steps": [{"id": "a", "kind": "wait", "costs": [{"id": "c", "amount": "5 min"}]}]}, "steps/a/costs/c/amount"),
        ({"steps": [{"id": "a", "kind": "wait", "per-set": {"effort": "5 VND"}}]}, "steps/a/per-set/effort"),
        ({"dossier": [{"one-of": [{"id": "p", "type": "plan", "outlay": "5"}]}]}, "dossier/0/one-of/p/outlay"),
        ({"volume": {"cases": "5 day"}}, "volume/cases"),
        ({"limits": [{"id": "l", "value": "5 VND"}]}, "limits/l/value"),
        (
            {"parties": {"o": None}, "registers": {"r": {"status": "draft", "readers": ["o", "x"]}}},
            "registers/r/readers/x",
        ),
    ],
)
def test_a_unit_or_a_name_deep_inside_is_found_at_its_place(change, path):
    with pytest.raises(InputError) as caught:
        read_procedure({**FIVE_LINES, **change})
    assert [found.place.path for found in caught.value.findings] == [path]


def test_what_a_unit_does_not_say_is_left_alone():
    lines = [{"id": "r", "amount": "2%", "per": "share", "base": "5 VND"}]
    tree = {**FIVE_LINES, "fees": [{"id": "f", "lines": lines}], "volume": {"cases": "3", "subjects": "5 subject"}}
    step = {"id": "a", "kind": "wait", "effort": {"standard": "de-way-state"}, "wait": "3 month"}
    assert read_procedure({**tree, "steps": [step]}).steps[0].effort.value is None
