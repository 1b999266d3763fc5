"""Packs: what is shipped, what a user adds, and every fault of every file in one run."""

import json

import jsonschema
import pytest

from procsimplify.base import shipped
from procsimplify.base.errors import NotWellFormed, UsageError
from procsimplify.base.yaml import read_tree
from procsimplify.files import yaml
from procsimplify.rules.cases import run_cases
from procsimplify.rules.finding_matches import find
from procsimplify.rules.json_schema import schema
from procsimplify.rules.packs import load_packs
from procsimplify.rules.scaffold import new_rule

SHIPPED = load_packs()
RULES = {
    "R01": "several-sets",
    "R04": "preliminary-then-official-dossier",
    "R24": "paper-of-the-same-authority",
    "R25": "certified-copy-only",
    "R26": "open-ended-document",
}


def test_the_shipped_rules():
    assert {ref: SHIPPED.rule(ref).id for ref in RULES} == RULES
    assert {rule.class_ for rule in SHIPPED.rules if rule.ref == "R07"} == {"proposal", "question"}
    assert {"two-neighbouring-steps-of-one-desk", "approval-that-adds-no-decision"} <= {r.id for r in SHIPPED.rules}
    assert SHIPPED.rule("R01") is SHIPPED.rule("several-sets")
    assert load_packs() is SHIPPED


def test_every_rule_asks_the_general_guards():
    shared = {"general-guards", "step-guards", "submission-guards", "question-guards", "procedure-guards"}
    for rule in SHIPPED.rules:
        assert {guard.pattern for guard in rule.guards} & shared, rule.id


def test_every_guard_has_a_reason_in_both_languages():
    for rule in SHIPPED.rules:
        for guard in rule.guards:
            assert guard.reason is not None, (rule.id, guard.alternative)
            assert guard.reason.vi != guard.reason.en


def test_every_rule_says_what_it_rests_on():
    for rule in SHIPPED.rules:
        assert set(rule.legal) == {"protects", "risk", "amend"}, rule.id
        assert {source["known"] for source in rule.sources} <= {"page", "repo", "memory"}, rule.id
        assert all(parameter.source for parameter in rule.parameters.values()), rule.id


def test_a_statement_known_from_memory_is_no_legal_note():
    for rule in SHIPPED.rules:
        said = json.dumps([rule.legal, str(rule.why), str(rule.mend)], ensure_ascii=False)
        for source in rule.sources:
            if source["known"] == "memory":
                assert source["what"]["en"] not in said


def test_the_stamp_changes_with_the_rules_alone(tmp_path):
    folder = new_rule("several-copies", tmp_path)
    [first] = load_packs([folder], shipped_too=False).stamp()
    (folder / "cases.yaml").write_text("cases: []\n", encoding="utf-8")
    again = tmp_path / "again"
    again.mkdir()
    (folder).rename(again / "several-copies")
    [second] = load_packs([again / "several-copies"], shipped_too=False).stamp()
    assert first["sha256"] == second["sha256"]
    path = again / "several-copies" / "rule.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("version: 1", "version: 2"), encoding="utf-8")
    [third] = load_packs([again / "several-copies"], shipped_too=False).stamp()
    assert third["sha256"] != first["sha256"]


def test_a_new_rule_loads_and_its_cases_run(tmp_path):
    folder = new_rule("several-copies", tmp_path)
    packs = load_packs([folder])
    assert packs.rule("several-copies").status == "preview"
    assert len(packs.rules) == len(SHIPPED.rules) + 1
    results = run_cases(packs.pack_of("several-copies"))
    assert len(results) == 6
    assert all(result.right for result in results)


@pytest.mark.parametrize("slug", ["Several", "two words", "../up", ""])
def test_a_bad_name_makes_no_folder(tmp_path, slug):
    with pytest.raises(UsageError):
        new_rule(slug, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_there_is_left_alone(tmp_path):
    folder = new_rule("several-copies", tmp_path)
    before = (folder / "rule.yaml").read_bytes()
    with pytest.raises(UsageError) as caught:
        new_rule("several-copies", tmp_path)
    assert caught.value.findings[0].code == "rules.folder-taken"
    assert (folder / "rule.yaml").read_bytes() == before


def test_all_faults_of_all_files_in_one_run(tmp_path):
    (tmp_path / "pack.yaml").write_text("id: mine\nversion: 1\ntitle: {vi: Của tôi, en: Mine}\n", encoding="utf-8")
    for slug in ("first", "second"):
        folder = new_rule(slug, tmp_path)
        path = folder / "rule.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("above: 1", "abov: 1"), encoding="utf-8")
    third = new_rule("third", tmp_path)
    third.rename(tmp_path / "fourth")
    with pytest.raises(NotWellFormed) as caught:
        load_packs([tmp_path])
    found = {(finding.code, finding.place.file, finding.place.line) for finding in caught.value.findings}
    name = tmp_path.name
    assert ("rules.bad-pack", f"{name}/pack.yaml", 1) in found
    assert ("rules.unknown-key", f"{name}/first/rule.yaml", 20) in found
    assert ("rules.unknown-key", f"{name}/second/rule.yaml", 20) in found
    assert ("rules.id-and-folder", f"{name}/fourth/rule.yaml", 3) in found


def test_two_rules_of_one_id(tmp_path):
    new_rule("several-sets", tmp_path)
    with pytest.raises(NotWellFormed) as caught:
        load_packs([tmp_path])
    assert [finding.code for finding in caught.value.findings] == ["rules.rule-twice"]


def test_a_path_without_rules(tmp_path):
    with pytest.raises(UsageError) as caught:
        load_packs([tmp_path])
    assert caught.value.findings[0].code == "rules.no-pack"


def test_a_rule_that_is_not_there():
    with pytest.raises(UsageError) as caught:
        SHIPPED.rule("several-set")
    assert "several-sets" in caught.value.findings[0].mend("en")


@pytest.mark.parametrize("rule", SHIPPED.rules, ids=lambda rule: rule.id)
def test_the_json_schema_takes_the_shipped_rules(rule):
    path = shipped.folder("rules") / "vn" / rule.id / "rule.yaml"
    jsonschema.validate(read_tree(path.read_bytes(), "rule.yaml").tree, schema())


def test_the_json_schema_refuses_an_unknown_field():
    path = shipped.folder("rules") / "vn" / "several-sets" / "rule.yaml"
    tree = json.loads(json.dumps(read_tree(path.read_bytes(), "rule.yaml").tree))
    tree["match"] = [{"submission": {"set": "$n"}}]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tree, schema())
    jsonschema.Draft202012Validator.check_schema(schema())


PARAMETERS = """\
parameters:
  slow-completeness-check:
    days: {value: 15, unit: working-day, source: our house, provenance: estimated}
"""


def test_a_pack_gives_parameters_of_shipped_rules_values_of_its_own(tmp_path):
    (tmp_path / "parameters.yaml").write_text(PARAMETERS, encoding="utf-8")
    ours = load_packs([tmp_path])
    assert ours.rule("slow-completeness-check").parameters["days"].value == "15"
    assert SHIPPED.rule("slow-completeness-check").parameters["days"].value == "5"
    assert [rule.id for rule in ours.rules] == [rule.id for rule in SHIPPED.rules]
    # What a result rests on is told apart by the hash in its stamp.
    assert ours.stamp()[0]["sha256"] != SHIPPED.stamp()[0]["sha256"]
    [path] = shipped.folder("procedures").glob("*/3.000029.yaml")
    procedure = yaml.read(path.read_bytes(), path.name).procedure
    for packs, expected in ((SHIPPED, True), (ours, False)):
        found = {item.rule.id for item in find(procedure, packs)}
        assert ("slow-completeness-check" in found) is expected


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("days:", "weeks:"), "rules.no-such-parameter"),
        (("slow-completeness-check:", "swift-check:"), "rules.no-such-parameter"),
        (("value: 15", "values: 15"), "rules."),
        (("value: 15", "value: many"), "rules."),
    ],
)
def test_values_for_no_parameter_or_of_another_kind_are_faults(tmp_path, change, code):
    (tmp_path / "parameters.yaml").write_text(PARAMETERS.replace(*change), encoding="utf-8")
    with pytest.raises(NotWellFormed) as caught:
        load_packs([tmp_path])
    assert all(finding.code.startswith(code) for finding in caught.value.findings)
