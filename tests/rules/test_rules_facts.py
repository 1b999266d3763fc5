"""Facts of small procedures, written out by hand."""

from fractions import Fraction

import pytest

from procsimplify.model import read_procedure
from procsimplify.rules.facts import facts
from procsimplify.rules.schema import NONE
from procsimplify.rules.vocabulary import FIELD_WORDS, RELATION_WORDS, SCHEMA


def procedure(**more):
    tree = {
        "code": "1",
        "title": "Permit",
        "parties": {"office": {"body": "province"}, "chairman": {"body": "province"}, "bank": {"kind": "third-party"}},
        "dossier": [
            {"id": "form", "type": "application-form", "accepts": "original"},
            {"id": "plan", "type": "plan", "accepts": ["certified-copy"], "copies": "2", "issuer": "chairman"},
        ],
        "papers": ["memo"],
        "results": ["permit"],
        "steps": [
            {"id": "prepare", "kind": "prepare", "gives": "dossier"},
            {"id": "submit", "kind": "submit", "at": "office", "takes": "dossier", "sets": "3"},
            {"id": "check", "kind": "check", "who": "office", "desk": "hall", "takes": "dossier", "gives": "memo"},
            {"id": "decide", "kind": "decide", "who": "office", "desk": "hall", "takes": "plan", "gives": "permit"},
        ],
    }
    return read_procedure(tree | more)


def rows(of, relation, *fields):
    base = facts(of, [relation])
    places = [SCHEMA[relation].position(field) for field in fields]
    found = base.rows(relation)
    return [tuple(row[place] for place in places) for row in found] if fields else list(found)


def test_nothing_is_computed_that_was_not_asked_for():
    base = facts(procedure(), ["submission"])
    assert [relation.name for relation in SCHEMA if base.rows(relation.name)] == ["submission"]


def test_every_relation_can_be_computed_and_has_words():
    base = facts(procedure())
    assert len(base.rows("step")) == 4
    assert set(RELATION_WORDS) == {relation.name for relation in SCHEMA}
    for words in [*RELATION_WORDS.values(), *FIELD_WORDS.values()]:
        assert words.vi
        assert words.en
        assert words.vi != words.en


def test_steps_know_their_actor_body_and_place():
    assert rows(procedure(), "step", "id", "actor", "body", "at-body", "sets") == [
        ("prepare", "applicant", NONE, NONE, 1),
        ("submit", "applicant", NONE, "province", 3),
        ("check", "authority", "province", NONE, 1),
        ("decide", "authority", "province", NONE, 1),
    ]


def test_minutes_are_spelt_out_and_ranges_kept():
    steps = [
        {"id": "a", "kind": "submit", "effort": {"value": "5 min", "low": "3", "high": "9"}, "limit": "2 working-day"}
    ]
    [(effort, limit)] = rows(procedure(steps=steps, results=[]), "step", "effort", "limit")
    assert (effort.low, effort.likely, effort.high, effort.unit) == (3, 5, 9, "minute")
    assert (limit.likely, limit.unit) == (Fraction(2), "working-day")


def test_a_number_that_stands_in_a_table_elsewhere_is_not_given():
    steps = [{"id": "a", "kind": "submit", "effort": {"standard": "de-business-1-low"}}]
    assert rows(procedure(steps=steps, results=[]), "step", "effort") == [(NONE,)]


def test_documents():
    assert rows(procedure(), "document", "id", "copies", "certified-only", "issuer-body", "variants") == [
        ("form", 1, False, NONE, 1),
        ("plan", 2, True, "province", 1),
    ]


@pytest.mark.parametrize(
    ("accepts", "only"),
    [("certified-copy", True), (["original", "certified-copy"], False), (["certified-copy", "electronic"], False)],
)
def test_a_certified_copy_is_the_only_form_when_no_other_is_named(accepts, only):
    dossier = [{"id": "plan", "type": "plan", "accepts": accepts}]
    steps = [{"id": "a", "kind": "submit", "gives": "dossier"}]
    made = procedure(dossier=dossier, steps=steps, results=[])
    assert rows(made, "document", "certified-only") == [(only,)]


def test_groups_make_a_demand_conditional_or_one_of_several():
    dossier = [
        {"id": "form", "type": "application-form"},
        {"if": "a loan", "all": [{"id": "contract", "type": "contract"}]},
        {"one-of": [{"id": "deed", "type": "land-use-right"}, {"id": "lease", "type": "contract"}]},
    ]
    steps = [{"id": "a", "kind": "submit", "gives": "dossier"}]
    made = procedure(dossier=dossier, steps=steps, results=[])
    assert rows(made, "document", "id", "conditional", "alternative") == [
        ("form", False, False),
        ("contract", True, False),
        ("deed", False, True),
        ("lease", False, True),
    ]


def test_papers_are_together_only_in_a_common_case():
    dossier = [
        {"id": "form", "type": "application-form"},
        {"id": "old", "type": "plan", "cases": ["renewal"]},
        {"id": "new", "type": "plan", "cases": ["first"]},
    ]
    steps = [{"id": "a", "kind": "submit", "gives": "dossier"}]
    made = procedure(cases=["first", "renewal"], dossier=dossier, steps=steps, results=[])
    assert rows(made, "together") == [("form", "new"), ("form", "old"), ("new", "form"), ("old", "form")]


def test_takes_and_gives_spell_the_dossier_out():
    assert rows(procedure(), "takes") == [
        ("check", "form"),
        ("check", "plan"),
        ("decide", "plan"),
        ("submit", "form"),
        ("submit", "plan"),
    ]
    assert ("prepare", "plan") in rows(procedure(), "gives")


def test_a_paper_that_nobody_takes():
    assert rows(procedure(), "never-used") == [("check", "memo")]


def test_next_and_only_next_and_desks():
    made = procedure()
    assert rows(made, "next") == [("check", "decide"), ("prepare", "submit"), ("submit", "check")]
    assert rows(made, "only-next") == rows(made, "next")
    assert rows(made, "hand-off") == [("submit", "check")]
    assert rows(made, "same-desk") == [("check", "decide"), ("decide", "check")]


def test_a_relation_holds_in_every_variant_that_has_both_steps():
    steps = [
        {"id": "submit", "kind": "submit", "gives": "dossier"},
        {"id": "look", "kind": "check", "who": "office", "cases": ["first"]},
        {"id": "decide", "kind": "decide", "who": "office", "gives": "permit"},
    ]
    made = procedure(cases=["first", "renewal"], steps=steps)
    # In the renewal an arrow leads from submit to decide, in the first issue none does.
    assert rows(made, "next") == [("look", "decide"), ("submit", "look")]
    assert rows(made, "before") == [("look", "decide"), ("submit", "decide"), ("submit", "look")]
    # Not only next: the renewal has one of the two steps without the other.
    assert rows(made, "only-next") == []


def test_a_choice_that_may_end_is_not_only_next():
    steps = [
        {"id": "submit", "kind": "submit", "gives": "dossier"},
        {
            "id": "look",
            "kind": "check",
            "who": "office",
            "then": {
                "choice": [
                    {"to": "decide", "chance": "rest"},
                    {"to": "end", "outcome": "refused", "chance": "unknown"},
                ]
            },
        },
        {"id": "decide", "kind": "decide", "who": "office", "gives": "permit"},
    ]
    made = procedure(steps=steps)
    assert rows(made, "only-next") == [("submit", "look")]
    assert rows(made, "step", "id", "chooses", "ways-out") == [
        ("submit", False, 1),
        ("look", True, 2),
        ("decide", False, 1),
    ]


def test_submissions_are_numbered_along_the_way():
    steps = [
        {"id": "first", "kind": "submit", "at": "office", "gives": "dossier", "takes": "form"},
        {"id": "check", "kind": "check", "who": "office"},
        {"id": "second", "kind": "submit", "at": "office", "takes": "dossier", "sets": "5"},
        {"id": "decide", "kind": "decide", "who": "office", "gives": "permit"},
    ]
    assert rows(procedure(steps=steps), "submission") == [("first", 1, 1, "province"), ("second", 2, 5, "province")]


def test_sets_are_the_most_of_any_channel():
    steps = [{"id": "a", "kind": "submit", "at": "office", "gives": "dossier", "takes": "dossier"}]
    steps[0]["by-channel"] = {"post": {"sets": "4"}}
    made = procedure(channels=["in-person", "post"], steps=steps, results=[])
    assert rows(made, "submission") == [("a", 1, 4, "province")]
    assert rows(made, "procedure", "in-person") == [(True,)]


@pytest.mark.parametrize(
    ("holder", "scope", "held"),
    [
        ("vietnamese", {"holders": "vietnamese"}, True),
        ("any", {"holders": "vietnamese"}, False),
        ("any", {"not-held": ["foreigners"]}, False),
        ("foreign", {"not-held": ["foreigners"]}, False),
        ("vietnamese", {"not-held": ["foreigners"]}, True),
        ("any", {}, True),
    ],
)
def test_a_register_holds_a_paper_of_its_scope(holder, scope, held):
    registers = {"people": {"types": "birth-certificate", "status": "published-ready", "scope": scope}}
    dossier = [{"id": "birth", "type": "birth-certificate", "holder": holder}, {"id": "photo", "type": "photo"}]
    steps = [{"id": "a", "kind": "submit", "gives": "dossier"}]
    made = procedure(registers=registers, dossier=dossier, steps=steps, results=[])
    assert rows(made, "holds") == ([("people", "birth")] if held else [])


def test_limits_cover_all_steps_but_those_excluded():
    limits = [{"id": "whole", "value": "5 day", "excludes": ["prepare", "submit"]}]
    made = procedure(limits=limits)
    assert rows(made, "covers") == [("whole", "check"), ("whole", "decide")]
