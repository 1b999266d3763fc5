"""Registers beside those of a procedure, fees and independent steps, as facts; the shipped registers."""

import json
from pathlib import Path

import pytest

from procsimplify.base.errors import NotWellFormed
from procsimplify.model import read_procedure
from procsimplify.model.registers import shipped_registers
from procsimplify.rules.facts import facts
from procsimplify.rules.packs import load_packs
from procsimplify.rules.scaffold import new_rule
from procsimplify.rules.schema import NONE

ACTS = Path(__file__).resolve().parents[3] / "shared" / "data" / "registers.json"
KNOWN = load_packs().registers


def procedure(**more):
    tree = {
        "code": "1",
        "title": "Permit",
        "parties": {"office": {"body": "province"}, "bank": {"kind": "third-party"}, "police": {"body": "ministry"}},
        "dossier": [
            {"id": "birth", "type": "birth-certificate", "holder": "vietnamese"},
            {"id": "marriage", "type": "marriage-certificate"},
            {"id": "foreign-birth", "type": "birth-certificate", "holder": "foreign"},
            {"id": "plan", "type": "plan"},
        ],
        "results": ["permit"],
        "steps": [
            {"id": "submit", "kind": "submit", "gives": "dossier"},
            {"id": "visit", "kind": "inspect", "who": "office", "takes": "plan"},
            {"id": "ask", "kind": "consult", "who": "police", "takes": "birth"},
            {"id": "decide", "kind": "decide", "who": "office", "takes": "dossier", "gives": "permit"},
        ],
    }
    return read_procedure(tree | more)


def rows(of, relation, registers=KNOWN):
    return list(facts(of, [relation], registers).rows(relation))


def test_a_register_beside_the_procedure_holds_what_its_scope_covers():
    assert rows(procedure(), "holds", ()) == []
    assert rows(procedure(), "holds") == [("civil-status-database", "birth")]


def test_a_register_may_hold_each_paper_of_its_types():
    assert rows(procedure(), "may-hold") == [
        ("civil-status-database", "birth"),
        ("civil-status-database", "marriage"),
        ("civil-status-database", "foreign-birth"),
    ]


def test_the_procedures_own_register_goes_first():
    own = {"civil-status-database": {"types": "plan", "status": "draft", "by": "1/QĐ-X", "readers": ["police"]}}
    made = procedure(registers=own)
    assert ("civil-status-database", "draft", "1/QĐ-X", "any", True) in rows(made, "register")
    assert rows(made, "holds") == [("civil-status-database", "plan")]
    assert [row for row in rows(made, "reads") if row[0] == "civil-status-database"] == [
        ("civil-status-database", "police")
    ]


def test_a_register_by_the_same_act_is_not_counted_twice():
    own = {
        "e-civil-status": {
            "types": "birth-certificate",
            "status": "published-ready",
            "by": "3458/QĐ-BTP",
            "scope": {"holders": "vietnamese"},
        }
    }
    assert rows(procedure(registers=own), "holds") == [("e-civil-status", "birth")]
    other = {"books": {"types": "plan", "status": "draft", "by": "3458/QĐ-BTP"}}
    assert ("civil-status-database", "birth") in rows(procedure(registers=other), "holds")


def test_a_register_without_named_readers_is_read_by_every_authority():
    found = [party for register, party in rows(procedure(), "reads") if register == "population-database"]
    assert found == ["office", "police"]


def test_a_fee_knows_the_body_that_it_is_paid_to():
    fees = [{"id": "own", "receiver": "office"}, {"id": "other", "kind": "charge"}]
    assert rows(procedure(fees=fees), "fee") == [
        ("own", "fee", "office", "province"),
        ("other", "charge", NONE, NONE),
    ]


def test_steps_are_independent_unless_a_paper_or_law_orders_them():
    assert rows(procedure(), "independent") == [("ask", "visit"), ("visit", "ask")]
    steps = [step.model_dump(by_alias=True, exclude_defaults=True) for step in procedure().steps]
    steps[2]["after"] = ["visit"]
    assert rows(procedure(steps=steps), "independent") == []


def test_steps_are_independent_only_if_they_are_in_every_variant():
    # In the renewal both take the only plan.
    dossier = [
        {"id": "plan", "type": "plan", "accepts": "original", "cases": ["renewal"]},
        {"id": "map", "type": "list", "accepts": "plain-copy"},
    ]
    steps = [
        {"id": "submit", "kind": "submit", "gives": "dossier", "takes": "dossier"},
        {"id": "visit", "kind": "inspect", "who": "office", "takes": "plan"},
        {"id": "ask", "kind": "consult", "who": "police", "takes": "plan"},
        {"id": "decide", "kind": "decide", "who": "office", "gives": "permit"},
    ]
    made = procedure(cases=["first", "renewal"], dossier=dossier, steps=steps)
    assert ("ask", "visit") not in rows(made, "independent")
    assert ("ask", "visit") in rows(
        procedure(
            cases=["first"],
            dossier=dossier[1:],
            steps=[*steps[:1], steps[1] | {"takes": "map"}, steps[2] | {"takes": "map"}, steps[3]],
        ),
        "independent",
    )


def test_the_shipped_registers_say_what_is_known_of_them():
    assert {item.id for item in KNOWN} == set(shipped_registers())
    for item in KNOWN:
        assert item.title is not None
        assert item.source
        assert item.status == "draft" or item.by is not None
        assert item.scope.untyped is not None or item.status == "published-ready"
    assert {item.by.instrument for item in KNOWN if item.status == "published-ready"} == {
        "3458/QĐ-BTP",
        "104/2022/NĐ-CP",
    }


def test_no_register_is_readier_than_the_collected_acts_say():
    if not ACTS.is_file():
        pytest.skip("the collected acts are not beside this checkout")
    acts = json.loads(ACTS.read_text(encoding="utf-8"))["map"]
    for item in KNOWN:
        if item.status == "published-ready":
            number = item.by.instrument.removesuffix("/NĐ-CP")
            assert any(number in act["legal"] and act["status"] == "published-ready" for act in acts), item.id
    assert len({act["status"] for act in acts} - {item.status for item in KNOWN}) == 0


def test_a_pack_of_ones_own_brings_its_registers(tmp_path):
    new_rule("several-copies", tmp_path)
    text = "registers:\n  boats: {types: technical-file, status: published-ready, by: 1/QĐ-X}\n"
    (tmp_path / "registers.yaml").write_text(text, encoding="utf-8")
    before = load_packs([tmp_path], shipped_too=False)
    assert [item.id for item in before.registers] == ["boats"]
    (tmp_path / "registers.yaml").write_text(text.replace("ready", "redy"), encoding="utf-8")
    with pytest.raises(NotWellFormed) as caught:
        load_packs([tmp_path], shipped_too=False)
    assert caught.value.findings[0].place.line == 2
