"""The durable matcher at its edges: batches, many sessions, silence, and what is done when it is wrong."""

import pytest
from rules_examples import SCHEMA, example, facts

from procsimplify.rules import FactBase, RuleSet, match
from procsimplify.rules.compile import compile_rule
from procsimplify.rules.durable_library import MOST_IN_BATCH, LibraryFault, Network
from procsimplify.rules.indexed import Store, solve
from procsimplify.rules.matching import _differences

JOIN = "match:\n- takes: {step: $s, document: $d}\n- demand: {document: $d, role: $r}\n"


def test_more_facts_than_a_batch_lose_no_match():
    base = FactBase(SCHEMA)
    for number in range(4 * MOST_IN_BATCH):
        base.add("takes", f"s{number}", f"d{number}")
        base.add("demand", f"d{number}", "proof", "office")
    result = match([example(JOIN)], base, "durable")
    assert result.faults == ()
    assert len(result.matches) == 4 * MOST_IN_BATCH


def test_many_sessions_follow_one_another(capfd):
    """With and without matches: the library needs each session opened and deleted."""
    rules = RuleSet((example(JOIN),))
    full = facts(takes=[("a", "x")], demand=[("x", "proof", "office")])
    bare = facts(takes=[("a", "x")])
    for _ in range(1200):
        assert len(match(rules, full, "durable").matches) == 1
        assert match(rules, bare, "durable") == match(rules, bare, "indexed")
    assert capfd.readouterr() == ("", "")


def test_one_pattern_alone_and_patterns_without_a_shared_variable():
    base = facts(takes=[("a", "x"), ("b", "y")], demand=[("z", "proof", "office"), ("w", "proof", "office")])
    alone = example("match:\n- takes: {step: $s}\n")
    apart = example("match:\n- takes: {step: $s}\n- demand: {document: $d}\n")
    assert len(match([alone], base, "durable").matches) == 2
    result = match([apart], base, "durable")
    assert (len(result.matches), result.faults) == (4, ())


def test_a_difference_is_a_fault_of_the_tool_with_both_counts():
    """The indexed matches are cut short by hand; the comparison must see it and name both counts."""
    rule = compile_rule(example(JOIN))
    store = Store(facts(takes=[("a", "x"), ("b", "x")], demand=[("x", "proof", "office")]))
    solutions = solve(rule.match, store)
    assert _differences([(rule, store, solutions)]) == []
    [fault] = _differences([(rule, store, solutions[1:])])
    assert fault.code == "rules.matchers-differ"
    assert (fault.args["durable"], fault.args["indexed"]) == ("2", "1")
    assert "example" in fault.render("vi")


def test_what_the_library_refuses_is_raised_and_the_next_run_is_right():
    network = Network("refusing", [[[{"k": 1}], [{"k": 2}, {"v0": {"p0": "v0"}}]]])
    good = [{"id": 1, "k": 1, "z": 0, "v0": 5}, {"id": 2, "k": 2, "z": 0, "v0": 5}]
    for _ in range(3):
        with pytest.raises(LibraryFault, match="MessageNotHandled"):
            network.run([*good, {"id": 3, "k": 9, "z": 0, "v0": 5}])
        assert network.run(good) == [[(1, 2)]]
