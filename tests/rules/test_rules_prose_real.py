"""The rules that rest on steps, on real pages: the records that must be found, and those that must be left alone."""

from __future__ import annotations

import gzip
import json
from functools import lru_cache
from pathlib import Path

import pytest

from procsimplify.files.portal import to_procedure
from procsimplify.rules import RuleSet, load_packs, match, relations_used
from procsimplify.rules.facts import facts

RECORDS = Path(__file__).resolve().parents[3] / "shared" / "data" / "portal" / "procedures.jsonl.gz"
PACKS = load_packs()
ABOUT_STEPS = RuleSet(
    tuple(
        rule
        for rule in PACKS.rules
        if rule.ref in ("R01", "R02", "R03", "R04", "R05", "R06", "R07", "R08", "R09", "R10", "R43")
        or rule.id in ("two-neighbouring-steps-of-one-desk", "approval-that-adds-no-decision")
    )
)
FOUND = {
    "several-sets": ("1.012885", "1.014315", "1.014316", "1.012887", "3.000029", "1.013233"),
    "sets-for-an-upper-office": ("1.004137", "1.004239"),
    "appraised-below-decided-above": ("1.004137", "1.004239", "1.003570", "1.003388", "1.008910", "1.008932"),
    "preliminary-then-official-dossier": ("3.000029",),
    "slow-completeness-check": ("3.000029", "1.009543", "1.009822"),
    "supplements-without-bound": ("2.001211",),
    "consultation-without-known-end": ("1.012887", "1.013276", "1.014236"),
    "discretion-without-criterion": ("1.000060", "1.004232", "1.014238", "1.013804"),
    "council-visit-and-consultation": ("1.002025", "1.014241", "1.014261"),
    "posting-in-series": ("1.013978",),
    "originals-again-at-collection": ("1.001193",),
}
SILENT = {
    # Drawings come back stamped; sets go abroad; foreigners file; the office sends the sets on.
    "several-sets": ("1.013225", "1.003976", "1.003005", "1.004137"),
    # Seven days with an appraisal and a visit in them.
    "slow-completeness-check": ("1.013225",),
    "slow-notice-of-what-is-missing": ("1.013225",),
    # A bound, a bound by stage, rounds that end in refusal.
    "supplements-without-bound": ("1.014235", "1.008990", "1.013218", "1.013225"),
    # Tacit consent; nationality; special-use forest; the public was asked.
    "consultation-without-known-end": ("1.013225", "1.004757", "1.014837", "1.014136"),
    # Originals are handed in and kept.
    "originals-again-at-collection": ("1.013978",),
}
OFF_ON_PROSE = (
    "two-appraisals-in-a-row",
    "technical-body-and-decider",
    "consultation-without-tacit-consent",
    "independent-steps-in-a-row",
    "two-neighbouring-steps-of-one-desk",
    "approval-that-adds-no-decision",
)


@lru_cache(maxsize=1)
def records() -> dict[str, str]:
    with gzip.open(RECORDS, "rt", encoding="utf-8") as lines:
        return {json.loads(line)["ma_thu_tuc"]: line for line in lines}


@lru_cache(maxsize=100)
def rules_of(code: str) -> frozenset[str]:
    if not RECORDS.exists():
        pytest.skip(f"the real records are not at {RECORDS}")
    procedure = to_procedure(json.loads(records()[code])).procedure
    base = facts(procedure, relations_used(ABOUT_STEPS.rules), PACKS.registers)
    found = match(ABOUT_STEPS, base, "indexed")
    assert found.faults == ()
    return frozenset(one.rule_id for one in found.matches)


@pytest.mark.parametrize(("rule", "code"), [(rule, code) for rule, codes in FOUND.items() for code in codes])
def test_found(rule: str, code: str) -> None:
    assert rule in rules_of(code)


@pytest.mark.parametrize(("rule", "code"), [(rule, code) for rule, codes in SILENT.items() for code in codes])
def test_left_alone(rule: str, code: str) -> None:
    assert rule not in rules_of(code)


@pytest.mark.parametrize("rule", OFF_ON_PROSE)
def test_steps_read_from_prose_are_not_merged_moved_or_dropped(rule: str) -> None:
    assert PACKS.rule(rule)
    for codes in (*FOUND.values(), *SILENT.values()):
        for code in codes:
            assert rule not in rules_of(code), code


def test_classes_are_those_of_a_page() -> None:
    """Only what a page settles by itself is a proposal on it; the rest asks."""
    classes = {rule.id: rule.class_ for rule in PACKS.rules}
    proposals = {"several-sets", "sets-for-an-upper-office", "preliminary-then-official-dossier"}
    assert {rule for rule in (*FOUND, *SILENT) if classes[rule] == "proposal"} == proposals
