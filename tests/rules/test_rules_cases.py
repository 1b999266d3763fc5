"""The shipped rules do in their cases what the cases say, on both matchers; and the runner tells the other results."""

import pytest

from procsimplify.base.errors import NotWellFormed
from procsimplify.rules.cases import ENGINES, load_cases, run_cases
from procsimplify.rules.packs import load_packs
from procsimplify.rules.scaffold import new_rule

PACK = load_packs().packs[0]


@pytest.mark.parametrize("rule", PACK.rules, ids=lambda rule: rule.id)
def test_the_cases_of_a_shipped_rule(rule):
    results = run_cases(PACK, [rule.id])
    assert [(item.case, item.engine, item.detail) for item in results if not item.right] == []
    assert {item.engine for item in results} == set(ENGINES)


@pytest.mark.parametrize("rule", PACK.rules, ids=lambda rule: rule.id)
def test_a_rule_has_cases_of_both_kinds_and_one_for_each_guard_of_its_own(rule):
    cases = load_cases(PACK, rule)
    assert any(case.matches for case in cases)
    assert any(case.procedure.source is not None for case in cases), "a shipped procedure is among them"
    own = {guard.alternative for guard in rule.guards if guard.pattern is None}
    assert own <= {case.blocked_by for case in cases}


def test_every_general_guard_silences_some_case():
    named = {case.blocked_by for rule in PACK.rules for case in load_cases(PACK, rule)}
    wanted = {
        f"{pattern.name}/{alternative.id}" for pattern in PACK.patterns.values() for alternative in pattern.alternatives
    }
    assert wanted <= named


CASES = """\
procedure:
  dossier:
  - {id: plan, type: plan, accepts: original, copies: 3}
  steps:
  - {id: submit, kind: submit, gives: dossier}
  - {id: decide, kind: decide, who: authority, takes: dossier}
cases:
- id: case
"""


@pytest.mark.parametrize(
    ("case", "kind"),
    [
        ("  matches: [{bind: {document: plan}}]", "reported"),
        ("  matches: [{bind: {document: other}}]", "missing"),
        ("  matches: []", "noisy"),
        ("  matches: [{bind: {}, edits: []}]", "wrong"),
        ("  matches: [{bind: {}, standing: decided}]", "wrong"),
        ('  set: {dossier/plan/copies: "1"}\n  matches: []\n  blocked-by: general-guards/negated', "wrong"),
        ('  set: {dossier/plan/negated: "true"}\n  matches: []\n  blocked-by: general-guards/kept', "wrong"),
        ('  set: {dossier/plan/negated: "true"}\n  matches: []\n  blocked-by: general-guards/negated', "reported"),
    ],
)
def test_what_came_of_a_case_has_four_names(tmp_path, case, kind):
    folder = new_rule("several-copies", tmp_path)
    (folder / "cases.yaml").write_text(CASES + case + "\n", encoding="utf-8")
    [pack] = load_packs([folder], shipped_too=False).packs
    assert {result.kind for result in run_cases(pack)} == {kind}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("- {edit: reduce-copies, document: $document, copies: 2}", "found again at document:plan"),
        ("- {edit: reduce-copies, document: $document, copies: 9}", "fewer"),
        ("- {edit: unheard-of, document: $document}", "unheard-of"),
    ],
)
def test_edits_that_do_not_settle_the_matter_are_wrong(tmp_path, change, words):
    folder = new_rule("several-copies", tmp_path)
    text = (folder / "rule.yaml").read_text(encoding="utf-8")
    proposed = "- {edit: reduce-copies, document: $document, copies: 1}"
    assert proposed in text
    (folder / "rule.yaml").write_text(text.replace(proposed, change), encoding="utf-8")
    (folder / "cases.yaml").write_text(CASES + "  matches: [{bind: {}}]\n", encoding="utf-8")
    [pack] = load_packs([folder], shipped_too=False).packs
    for result in run_cases(pack):
        assert result.kind == "wrong"
        assert words in result.detail.get("en")


def test_a_rule_without_cases_is_wrong(tmp_path):
    folder = new_rule("several-copies", tmp_path)
    (folder / "cases.yaml").unlink()
    [pack] = load_packs([folder], shipped_too=False).packs
    assert [result.kind for result in run_cases(pack, engines=["indexed"])] == ["wrong"]


@pytest.mark.parametrize(
    "case",
    [
        "  matches: no",
        "  matches: []\n  unheard-of: 1",
        "  matches: [{bound: {}}]",
        "  set: {dossier/nothing/copies: 1}\n  matches: []",
        "  procedure: 9.999999\n  set: {code: 1}\n  matches: []",
    ],
)
def test_badly_formed_cases_name_their_place(tmp_path, case):
    folder = new_rule("several-copies", tmp_path)
    (folder / "cases.yaml").write_text(CASES + case + "\n", encoding="utf-8")
    [pack] = load_packs([folder], shipped_too=False).packs
    with pytest.raises(NotWellFormed) as caught:
        run_cases(pack)
    assert caught.value.findings[0].code == "rules.bad-cases"
    assert caught.value.findings[0].place.line >= 8
