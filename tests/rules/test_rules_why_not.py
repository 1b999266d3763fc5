"""Why a rule is silent about a procedure, in words."""

import pytest

from procsimplify.base import shipped
from procsimplify.base.errors import UsageError
from procsimplify.files import yaml
from procsimplify.rules.cases import load_cases
from procsimplify.rules.facts import facts
from procsimplify.rules.matching import match
from procsimplify.rules.packs import load_packs
from procsimplify.rules.why_not import why_not_procedure

PACKS = load_packs()
PATHS = sorted(shipped.folder("procedures").glob("*/*.yaml"))
CODES = [path.stem for path in PATHS]


def real(code):
    path = next(path for path in PATHS if path.stem == code)
    return yaml.read(path.read_bytes(), path.name).procedure


def test_a_guard_is_told_with_its_reason_and_what_it_saw():
    account = why_not_procedure("R12", real("1.000894"), PACKS)
    assert account.silent
    assert account.blocked_by == "register-guards/said-already"
    assert account.reason.en.startswith("silent on purpose: the row itself already lets data replace the paper")
    assert account.reason.vi.startswith("cố ý im lặng: dòng này đã quy định")
    assert any("published as ready" in fact.en for fact in account.evidence)
    assert str(account.place).startswith("vn/patterns.yaml:")


def test_a_condition_that_nothing_meets_is_told_with_what_came_nearest():
    account = why_not_procedure("several-sets", real("1.013225"), PACKS)
    assert account.blocked_by is None
    assert "sets of the dossier: more than 1" in account.reason.en
    assert account.nearest.en == "nearest: “Hand in the dossier”, but sets of the dossier is 1"


def test_a_value_that_is_lacking_is_told_too():
    account = why_not_procedure("confirmed-form", real("1.000894"), PACKS)
    assert "confirmed by: known" in account.reason.en
    assert "confirmed by is not given" in account.nearest.en


def test_one_thing_can_be_asked_about():
    account = why_not_procedure("certified-copy-only", real("1.007380"), PACKS, "document:photos")
    assert account.silent
    assert account.nearest.en.startswith("nearest: “Colour photos”")
    assert not why_not_procedure("certified-copy-only", real("1.007380"), PACKS, "document:diploma").silent
    with pytest.raises(UsageError) as caught:
        why_not_procedure("certified-copy-only", real("1.007380"), PACKS, "step:submit")
    assert "document:ID" in caught.value.findings[0].mend("en")


def test_a_number_of_two_rules_is_that_of_the_proposal():
    assert why_not_procedure("R03", real("1.004137"), PACKS).rule == "two-appraisals-in-a-row"


@pytest.mark.parametrize("code", CODES)
def test_every_rule_has_an_account_of_every_procedure_in_both_languages(code):
    procedure = real(code)
    base = facts(procedure, PACKS.relations, PACKS.registers)
    for rule in PACKS.rules:
        account = why_not_procedure(rule.id, procedure, PACKS)
        assert len(account.finds) == len(match([rule], base, "indexed").matches)
        for text in (account.reason, *account.finds, *account.evidence, *filter(None, [account.nearest])):
            assert text.vi != text.en
            assert "{" not in text.vi + text.en
        assert account.to_json()["silent"] is account.silent


@pytest.mark.parametrize("rule", PACKS.rules, ids=lambda rule: rule.id)
def test_it_names_the_guards_that_the_cases_name(rule):
    pack = PACKS.packs[0]
    for case in load_cases(pack, rule):
        if not case.matches and case.blocked_by is not None:
            account = why_not_procedure(rule.id, case.procedure, PACKS)
            assert (account.blocked_by or "no-match") == case.blocked_by
