"""The JSON Schema takes what the reader takes, and refuses the keys that it refuses."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from procsimplify.base.errors import InputError, UsageError
from procsimplify.base.yaml import read_tree
from procsimplify.files.loading import shipped_procedures
from procsimplify.files.schema import schema
from procsimplify.model import canonical_tree, read_procedure, written_tree
from procsimplify.testing.procedures import procedures

SCHEMA = schema("procedure")
JUDGE = Draft202012Validator(SCHEMA)
SHIPPED = [path for _, path in shipped_procedures()]
BAD = Path(__file__).parent / "bad"


def faults(tree):
    return [f"{'/'.join(map(str, fault.path))}: {fault.message[:200]}" for fault in JUDGE.iter_errors(tree)]


def as_an_editor_reads(source):
    """Give the tree with 8 as a number and true as a truth value; only dates are texts."""
    return json.loads(json.dumps(YAML(typ="safe", pure=True).load(source.decode()), default=str))


def test_it_is_a_schema_and_plain_json():
    Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_each_shipped_file_fits(path):
    assert faults(read_tree(path.read_bytes(), path.name).tree) == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_each_shipped_file_fits_as_an_editor_reads_it(path):
    assert faults(as_an_editor_reads(path.read_bytes())) == []


@settings(max_examples=60, deadline=None)
@given(procedures())
def test_each_written_and_each_canonical_tree_fits(procedure):
    assert faults(written_tree(procedure)) == []
    assert faults(canonical_tree(procedure)) == []


@pytest.mark.parametrize(
    "name",
    [
        "unknown-key", "unknown-key-of-a-step", "underscore-key", "unlike-key", "missing-code", "missing-steps",
        "missing-kind", "missing-type", "wrong-kind", "wrong-type-word", "step-is-a-text", "no-steps", "no-sets",
        "too-many-sets", "third-language", "not-true-or-false", "bad-id", "bad-date", "group-of-two-kinds",
        "then-two-kinds", "all-of-one", "mapping-instead-of-list", "chance-word",
    ],
)  # fmt: skip
def test_what_one_place_shows_to_be_wrong_does_not_fit(name):
    source = (BAD / f"{name}.yaml").read_bytes()
    assert faults(as_an_editor_reads(source)) != []
    tree = read_tree(source, name).tree
    with pytest.raises(InputError):
        read_procedure(tree)


@pytest.mark.parametrize(
    "change",
    [
        {"parties": {"office": None}},
        {"parties": [{"id": "office"}]},
        {"dossier": {"one-of": [{"id": "a", "type": "plan", "accepts": "original"}]}},
        {
            "dossier": [
                {
                    "if": "x",
                    "all": [{"id": "a", "type": "plan", "effort": {"likely": "5 min", "low": "1", "high": "9"}}],
                }
            ]
        },
        {"cases": ["a", {"id": "b", "share": "20%", "reference": "true"}]},
        {"basis": ["98/2024/NĐ-CP", {"id": "27/2023/QH15", "rank": "5"}]},
        {"steps": [{"id": "a", "kind": "submit", "trip": {"id": "t", "standard": "de-way-state"}, "then": "end"}]},
        {
            "steps": [
                {
                    "id": "a",
                    "kind": "submit",
                    "then": {"choice": [{"to": "end", "outcome": "granted", "chance": "rest"}]},
                }
            ]
        },
        {"steps": [{"id": "a", "kind": "submit", "sets": "8", "takes": "dossier", "after": [], "chance": "unknown"}]},
        {"steps": [{"id": "a", "kind": "wait", "trip": "t", "chance": {"value": "10%", "low": "5%", "high": "20%"}}]},
    ],
)
def test_short_forms_fit_and_are_read(change):
    tree = {"code": "x", "title": {"vi": "a"}, "steps": [{"id": "a", "kind": "wait"}], **change}
    read_procedure(tree)
    assert faults(tree) == []


def test_a_kind_without_a_schema_is_said():
    with pytest.raises(UsageError) as caught:
        schema("poem")
    assert "procedure" in caught.value.findings[0].mend("en")
