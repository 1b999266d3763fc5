"""Real records on which people have said what the rules about conditions, results, channels and names must find."""

from __future__ import annotations

from functools import lru_cache

import pytest
from portal_records import real_records

from procsimplify.files.portal import to_procedure
from procsimplify.model import Procedure
from procsimplify.rules.compile import relations_used
from procsimplify.rules.facts import facts
from procsimplify.rules.matching import match
from procsimplify.rules.packs import load_packs

PACKS = load_packs()
FIRES = {
    "no-online-filing-on-a-page": "1.014315 3.000029",
    "own-error-corrected-on-request": "1.008990",
    "lost-paper-issued-again-on-request": "1.005210 1.008989 1.012907 1.001117 1.013330",
    "confirmation-every-year": "1.004137",
    "renewal-with-a-whole-dossier": "1.003576 1.002636 1.003026",
    "different-times-by-channel": "1.004283 1.012786 1.013993",
    "notification-answered-by-approval": "1.011049",
    "condition-that-repeats-the-law": "1.000049 1.000532 1.002911",
    "years-and-degree-for-one-role": "3.000029 1.003020",
}
SILENT = {
    "no-online-filing-on-a-page": "1.005189 1.012812 1.013441 3.000357 2.002239 1.007613",
    "lost-paper-issued-again-on-request": "1.012786 1.013430 1.000757",
    "confirmation-every-year": "2.000519",
    "renewal-with-a-whole-dossier": "1.004270 1.000049 1.008590",
    "different-times-by-channel": "1.013225 1.000028 1.002417 1.013082 1.008590",
    "notification-answered-by-approval": "2.002029 2.002044 1.009661",
    "condition-that-repeats-the-law": "1.014245 1.014243",
    "years-and-degree-for-one-role": "1.012344 1.000574",
}
TWINS = {
    "same-dossier-for-several-objects": (
        "1.003880 1.014851 1.014853 1.014863 1.014864 2.001426",
        "1.000757 1.012543 2.001194 2.001195",
    ),
    "same-dossier-at-several-levels": ("1.014245 1.014271", "1.009831 1.009832"),
    "renewal-asks-as-first-issue": ("1.002636 1.002650", "1.003026 2.001872"),
    "threshold-between-levels": ("1.000060 1.004211",),
}
APART = (
    ("renewal-asks-as-first-issue", "1.004270 1.004289"),  # health and skill decay
    ("same-dossier-at-several-levels", "1.003482 1.003523"),  # denunciations against the police
    ("same-dossier-for-several-objects", "1.003405 1.003406"),  # two papers, and quite another act
)
CODES = {
    code
    for texts in (*FIRES.values(), *SILENT.values(), *(text for texts in TWINS.values() for text in texts),
                  *(text for _, text in APART))
    for code in texts.split()
}  # fmt: skip


@lru_cache(maxsize=1)
def procedures() -> dict[str, Procedure]:
    found = {one["ma_thu_tuc"]: to_procedure(one).procedure for one in real_records() if one.get("ma_thu_tuc") in CODES}
    if not found:
        pytest.skip("the real records are not here (../shared/data)")
    return found


def matches(rule_id: str, code: str) -> int:
    rule = PACKS.rule(rule_id)
    base = facts(procedures()[code], relations_used([rule]), PACKS.registers)
    return len(match([rule], base, "indexed").matches)


def pairs(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(rule, code) for rule, codes in table.items() for code in codes.split()]


@pytest.mark.parametrize(("rule", "code"), pairs(FIRES))
def test_fires(rule: str, code: str) -> None:
    assert matches(rule, code)


@pytest.mark.parametrize(("rule", "code"), pairs(SILENT))
def test_is_silent(rule: str, code: str) -> None:
    assert matches(rule, code) == 0


def test_what_is_wrong_stays_to_be_handed_back_when_an_own_error_is_corrected() -> None:
    procedure = procedures()["1.008990"]
    assert [one.role for one in procedure.demands()] == ["request", "surrendered"]


def twin_findings(codes: str) -> set[tuple[str, frozenset[str]]]:
    from procsimplify.catalogue.tables import TABLES
    from procsimplify.catalogue.twin_findings import outline_of, twin_rows

    rows = twin_rows([outline_of(procedures()[code]) for code in codes.split()], PACKS, "vn")
    named = [dict(zip(TABLES["proposals"], row, strict=True)) for row in rows["proposals"]]
    return {(str(row["rule"]), frozenset(name.removeprefix("procedure:") for name in row["targets"])) for row in named}


@pytest.mark.parametrize(("rule", "codes"), [(rule, codes) for rule, texts in TWINS.items() for codes in texts])
def test_twins(rule: str, codes: str) -> None:
    assert twin_findings(codes) == {(rule, frozenset(codes.split()))}


@pytest.mark.parametrize(("rule", "codes"), APART)
def test_no_twins(rule: str, codes: str) -> None:
    assert rule not in {found for found, _ in twin_findings(codes)}
