"""What single constructs mean, each shown by the smallest facts that tell it from its neighbour."""

from fractions import Fraction

import pytest
from rules_examples import HEAD, SCHEMA, example, facts, rule_of

from procsimplify.rules import NONE, FactBase, Parameter, Quantity, RuleSet, match, relations_used, why_not
from procsimplify.rules.indexed import MOST_CANDIDATES


def days(low, likely=None, high=None):
    likely = low if likely is None else likely
    return Quantity(Fraction(low), Fraction(likely), Fraction(likely if high is None else high), "working-day")


def step(name, actor="applicant", limit=NONE, sets=NONE, online=NONE):
    return (name, actor, limit, sets, online)


def found(body, base, variable="s"):
    result = match([example(body)], base, "durable")
    assert result.faults == ()
    return [one.bindings[variable] for one in result.matches]


def test_a_missing_value_passes_no_condition_but_that_it_is_missing():
    base = facts(step=[step("a", NONE), step("b", "office")])
    assert found("match:\n- step: {id: $s, actor: {not: applicant}}\n", base) == ["b"]
    assert found("match:\n- step: {id: $s, actor: $w}\n", base) == ["b"]
    assert found("match:\n- step: {id: $s, actor: {given: false}}\n", base) == ["a"]
    assert found("match:\n- step: {id: $s, actor: _}\n", base) == ["a", "b"]


def test_missing_values_join_nothing():
    base = facts(takes=[("a", NONE), ("b", NONE), ("c", "paper"), ("d", "paper")])
    body = "match:\n- takes: {step: $s, document: $d}\n- takes: {step: $t, document: $d}\n"
    body += "where:\n- {left: $s, is: differs, right: $t}\n"
    assert found(body, base) == ["c", "d"]
    assert found(body + "symmetric: [[$s, $t]]\n", base) == ["c"]


def test_the_likely_value_is_compared_and_surely_asks_the_range():
    base = facts(step=[step("a", limit=days(3, 6, 9)), step("b", limit=days(5)), step("c", limit=days(1))])
    assert found("match:\n- step: {id: $s, limit: {at-least: 5 working-day}}\n", base) == ["a", "b"]
    body = "match:\n- step: {id: $s, limit: $q}\nsurely:\n- {left: $q, is: at-least, right: 5 working-day}\n"
    assert found(body, base) == ["b"]


def test_hours_do_not_become_days_but_minutes_are_no_unit_of_another_family():
    base = facts(step=[step("a", limit=Quantity.exactly(90, "hour")), step("b", limit=days(9))])
    assert found("match:\n- step: {id: $s, limit: {above: 1 working-day}}\n", base) == ["b"]
    assert found("match:\n- step: {id: $s, limit: {above: 60 minute}}\n", base) == ["a"]


def test_a_flag_is_not_a_number_and_a_number_is_not_a_word():
    base = facts(step=[step("a", sets=1, online=True), step("b", sets=0, online=False)])
    assert found("match:\n- step: {id: $s, online: true}\n", base) == ["a"]
    assert found("match:\n- step: {id: $s, sets: 1}\n", base) == ["a"]


def test_definitions_stand_in_any_order_and_a_count_is_never_zero():
    base = facts(step=[step("a"), step("b"), step("c")], takes=[("a", "x"), ("a", "y"), ("a", "z"), ("b", "x")])
    body = """
define:
  most:
    greatest: $n
    of: [ {papers: {s: $s, n: $n}} ]
    as: n
  papers:
    count: $d
    of: [ {takes: {step: $s, document: $d}} ]
    by: [$s]
    as: n
match:
"""
    assert found(body + "- papers: {s: $s, n: $n}\n- most: {n: $n}\n", base) == ["a"]
    assert found(body + "- papers: {s: $s, n: {at-least: 0}}\n", base) == ["a", "b"]
    assert found(body + "- papers: {s: $s, n: 3}\n", base) == ["a"]


def test_absence_is_of_the_groups_of_the_pattern():
    base = facts(step=[step("a"), step("b")], takes=[("a", "x")])
    body = "define:\n  bare:\n    absent: [ {takes: {step: $s}} ]\n    of: [ {step: {id: $s}} ]\n    by: [$s]\n"
    assert found(body + "match:\n- bare: {s: $s}\n", base) == ["b"]


def test_the_least_of_units_that_do_not_convert_is_missing():
    base = facts(step=[step("a", "x", days(2)), step("b", "x", Quantity.exactly(1, "hour")), step("c", "y", days(4))])
    body = "define:\n  least:\n    least: $q\n    of: [ {step: {actor: $w, limit: $q}} ]\n    by: [$w]\n    as: q\n"
    assert found(body + "match:\n- least: {w: $w, q: {given: true}}\n", base, "w") == ["y"]
    assert found(body + "match:\n- least: {w: $w, q: {given: false}}\n", base, "w") == ["x"]


def test_variables_of_a_shared_pattern_are_its_own():
    """The rule's own `$demand` is not the pattern's parameter of that name."""
    base = facts(takes=[("a", "x"), ("b", "y")], demand=[("x", "object", "office"), ("y", "proof", "office")])
    body = "match:\n- takes: {step: $demand, document: $d}\nunless:\n- use: general-guards\n  with: {demand: $d}\n"
    assert found(body, base, "demand") == ["b"]


def test_one_set_of_bindings_is_one_match_with_its_first_facts():
    base = facts(takes=[("a", "y"), ("a", "x")])
    result = match([example("match:\n- takes: {step: $s}\n")], base)
    assert [(one.bindings, one.facts) for one in result.matches] == [({"s": "a"}, (("takes", ("a", "x")),))]


def test_matches_do_not_depend_on_the_order_of_rules_or_facts():
    rows = [("a", "x"), ("b", "x"), ("c", "y"), ("a", "y")]
    bodies = [
        "match:\n- takes: {step: $s, document: $d}\n- takes: {step: $t, document: $d}\n",
        "match:\n- takes: {step: $s}\n",
    ]
    rules = [example(body, HEAD.replace("id: example", f"id: example-{number}")) for number, body in enumerate(bodies)]
    forward = match(rules, facts(takes=rows))
    assert len(forward.matches) == 11
    assert match(rules[::-1], facts(takes=rows[::-1]), "durable").matches == forward.matches


def test_a_pack_overrides_a_parameter():
    body = 'parameters:\n  few: {value: 2}\nmatch:\n- step: {id: $s, sets: {at-least: "@few"}}\n'
    base = facts(step=[step("a", sets=2), step("b", sets=3)])
    stricter = example(body, overrides={"few": Parameter("3", source="a pack")})
    assert [one.bindings["s"] for one in match([example(body)], base).matches] == ["a", "b"]
    assert [one.bindings["s"] for one in match([stricter], base).matches] == ["b"]
    assert stricter.parameters["few"].source == "a pack"


def test_only_relations_that_rules_mention_are_used():
    body = "define:\n  n:\n    count: $s\n    of: [ {takes: {step: $s}} ]\n    as: m\nmatch:\n- n: {m: $m}\n"
    body += "- step: {id: $s}\nunless:\n- use: general-guards\n  with: {demand: $s}\n"
    assert relations_used([example(body)]) == {"takes", "step", "demand"}


def test_a_join_that_grows_too_large_is_stopped_and_reported():
    base = FactBase(SCHEMA)
    for number in range(700):
        base.add("takes", f"s{number}", f"d{number}")
    body = "match:\n- takes: {step: $s}\n- takes: {document: $d}\n"
    assert MOST_CANDIDATES < 700 * 700
    result = match([example(body)], base, "durable")
    assert result.matches == ()
    assert [fault.code for fault in result.faults] == ["rules.too-many-candidates"]
    assert "example" in result.faults[0].render("vi")


def test_a_fact_of_the_wrong_type_is_refused():
    base = FactBase(SCHEMA)
    with pytest.raises(ValueError, match="online"):
        base.add("step", "a", "b", NONE, NONE, 1)
    with pytest.raises(ValueError, match="sets"):
        base.add("step", "a", "b", NONE, True, NONE)
    with pytest.raises(ValueError, match="limit"):
        base.add("step", "a", "b", Quantity.exactly(1, "month"), NONE, NONE)
    base.add("step", "a", "b", NONE, 1, True, note="một")
    base.add("step", "a", "b", NONE, 1, True, note="hai")
    assert base.note("step", base.rows("step")[0]) == "một"
    assert len(base.rows("step")) == 1


WHY = """
match:
- step: {id: $s, actor: applicant, limit: $q}
- takes: {step: $s, document: $d}
where:
- {left: $q, is: at-least, right: 5 working-day}
unless:
- - demand: {document: $d, role: result}
- use: general-guards
  with: {demand: $d}
"""


@pytest.mark.parametrize(
    ("rows", "stage", "index", "candidates"),
    [
        ({}, "relation", 0, 1),
        ({"step": [step("a", "office", days(9))]}, "tests", 0, 1),
        ({"step": [step("a", limit=days(9))]}, "relation", 1, 1),
        ({"step": [step("a", limit=days(9)), step("c", limit=days(9))], "takes": [("b", "x")]}, "join", 1, 2),
        ({"step": [step("a", limit=days(2))], "takes": [("a", "x"), ("a", "y")]}, "comparison", 0, 2),
        (
            {"step": [step("a", limit=days(9))], "takes": [("a", "x")], "demand": [("x", "proof", "foreign")]},
            "guard",
            2,
            1,
        ),
    ],
)
def test_why_not_names_the_condition_that_left_no_candidate(rows, stage, index, candidates):
    why = why_not(example(WHY), facts(**rows))
    assert why is not None
    assert (why.stage, why.index, why.candidates) == (stage, index, candidates)
    assert why.place.line is not None
    if stage == "guard":
        assert why.guard is not None
        assert (why.guard.pattern, why.guard.alternative) == ("general-guards", "foreign")
        assert why.facts[-1] == ("demand", ("x", "proof", "foreign"))


def test_why_not_can_be_asked_of_one_step():
    base = facts(step=[step("a", limit=days(9)), step("b", limit=days(1))], takes=[("a", "x"), ("b", "x")])
    rule = example(WHY)
    assert why_not(rule, base) is None
    why = why_not(rule, base, {"s": "b"})
    assert why is not None
    assert (why.stage, dict(why.bindings)) == ("comparison", {"s": "b", "q": days(1), "d": "x"})


def test_the_typed_rule_holds_what_the_file_says():
    rule = rule_of(
        """
id: several-sets
ref: R01
version: 2
class: proposal
kind: clerical
title: {vi: Một, en: One}
why: {vi: "{n}", en: "{n} of {few}"}
mend: {vi: Ba, en: Three}
parameters:
  few: {value: 2}
match:
- step: {id: $s, sets: {at-least: "@few", is: $n}}
propose:
- {edit: reduce-copies, step: $s, sets: "@few"}
targets: ["step:$s"]
"""
    )
    assert (rule.id, rule.ref, rule.version, rule.class_, rule.kind) == (
        "several-sets",
        "R01",
        2,
        "proposal",
        "clerical",
    )
    assert (rule.title.vi, rule.why.en, rule.targets) == ("Một", "{n} of {few}", ("step:$s",))
    assert {name: field.type for name, field in rule.variables.items()} == {"s": "symbol", "n": "integer"}
    assert rule.propose == ({"edit": "reduce-copies", "step": "$s", "sets": "@few"},)
    assert RuleSet((rule,)).rules == (rule,)
