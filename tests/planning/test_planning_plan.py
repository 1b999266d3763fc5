"""I4, I6: a plan saves what pricing again says; up to twelve proposals it is the best of all sets."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from procsimplify.base.errors import Refused, UsageError
from procsimplify.base.text import Text
from procsimplify.costing import cost, cost_by_variant
from procsimplify.files import load, shipped_procedures
from procsimplify.model import Procedure
from procsimplify.planning import analyse, plan
from procsimplify.rewrite import read_edits, verify
from procsimplify.rules import Proposal, Proposals, propose
from procsimplify.testing.procedures import procedures

CODES = [code for code, _ in shipped_procedures()]


def candidate(procedure: Procedure, number: int, edit: dict[str, object]) -> Proposal:
    """A proposal with one edit, as a rule would make it; its saving alone is not used by the plan."""
    return Proposal(
        id=f"rule-{number:02}:0", effect=f"effect-{number}", rule=f"rule-{number:02}", title=Text.both("t"),
        class_="proposal", kind="needs-legal-change", standing="open", edits=tuple(read_edits([edit])), targets=(),
        saving=Decimal(0), saving_by_party={}, counts_saved={}, limit_saved=None, amends=(), amends_candidates=(),
        preserves={}, rises={}, why=Text.both("w"), mend=Text.both("m"),
    )  # fmt: skip


def possible_edits(procedure: Procedure) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for demand in procedure.demands():
        found.append({"edit": "remove-document", "document": demand.id})
        found.append({"edit": "reduce-copies", "document": demand.id, "copies": "1"})
    for step in procedure.steps:
        found.append({"edit": "remove-step", "step": step.id})
        found.append({"edit": "reduce-copies", "step": step.id, "sets": "1"})
        for other in procedure.steps:
            if step.then is not None and step.then.to == other.id:
                found.append({"edit": "merge-steps", "steps": [step.id, other.id]})
    return found


def worth(before: Procedure, edits: list[object], after: Procedure) -> tuple[Fraction, ...] | None:
    """The value of a set, from the semantics alone; None where it is not valid."""
    if edits and not verify(before, after, edits).holds:
        return None
    first, then = cost_by_variant(before), cost_by_variant(after)
    was = {key: item.by_party for item in first.values() for key in item.variant.alike}
    now = {key: item.by_party for item in then.values() for key in item.variant.alike}
    for key, parties in was.items():
        rest = now[key]
        if sum(rest.values(), Decimal(0)) > sum(parties.values(), Decimal(0)):
            return None
        for party, amount in rest.items():
            if not party.startswith(("authority", "third-party")) and amount > parties.get(party, Decimal(0)):
                return None
    priced = cost(after)
    papers = priced.counts.documents + priced.counts.copies
    return (Fraction(priced.total), priced.limit.value or Fraction(0), Fraction(papers), Fraction(priced.counts.visits))


def best_of_all(before: Procedure, proposals: list[Proposal]) -> tuple[Fraction, ...]:
    phases = ["documents", "forms", "quantities-and-limits", "who-and-channel", "steps", "flow", "procedures"]
    ordered = sorted(proposals, key=lambda one: (phases.index(one.edits[0].phase), one.id))
    found = []
    for length in range(len(ordered) + 1):
        for chosen in combinations(ordered, length):
            after = before
            try:
                for one in chosen:
                    for edit in one.edits:
                        after = edit.rewrite(after)
            except Refused:
                continue
            value = worth(before, [edit for one in chosen for edit in one.edits], after)
            if value is not None:
                found.append(value)
    return min(found)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(procedures(blocks=3), st.data())
def test_the_plan_is_the_best_of_all_sets(procedure: Procedure, data: st.DataObject) -> None:
    edits = possible_edits(procedure)
    assume(edits)
    chosen = data.draw(st.lists(st.sampled_from(edits), min_size=1, max_size=4, unique_by=str))
    proposals = [candidate(procedure, number, edit) for number, edit in enumerate(chosen)]
    found = plan(procedure, proposals=Proposals(tuple(proposals), cost(procedure)))
    assert found.status == "optimal"
    value = worth(procedure, [edit for one in found.proposals for edit in one.edits], found.procedure)
    assert value == best_of_all(procedure, proposals)
    assert found.saving == found.before.total - cost(found.procedure).total


@pytest.mark.parametrize("code", CODES)
def test_a_plan_of_a_shipped_procedure_saves_what_pricing_again_says(code: str) -> None:
    procedure = load(code)
    found = plan(procedure)
    assert found.status == "optimal"
    assert found.saving == cost(procedure).total - cost(found.procedure).total >= 0
    assert found.applied.preserved.holds
    assert all(one.is_plannable for one in found.proposals)


def test_a_plan_does_without_what_it_is_told_to() -> None:
    procedure = load("1.012885")
    best = plan(procedure)
    (only,) = best.proposals
    without = plan(procedure, without=[only.id])
    assert without.saving == 0
    assert without.left_out == (only.id,)


def test_a_proposal_that_does_not_exist_is_named_with_those_that_do() -> None:
    with pytest.raises(UsageError, match="several-sets"):
        plan(load("1.012885"), without=["several-set:0"])


def test_a_target_that_is_not_met_makes_the_plan_infeasible() -> None:
    procedure = load("1.012885")
    assert plan(procedure, target=Fraction(27, 100)).status == "optimal"
    assert plan(procedure, target=Fraction(28, 100)).status == "infeasible"


def test_what_is_already_law_is_listed_and_in_no_plan() -> None:
    procedure = load("1.011325")
    found = propose(procedure)
    standing = {one.id: one.standing for one in found}
    assert "already-law" in standing.values()
    assert all(standing[one.id] == "open" for one in plan(procedure, proposals=found).proposals)


def test_both_matchers_lead_to_the_same_analysis() -> None:
    procedure = load("3.000029")
    assert analyse(procedure, engine="durable").to_json() == analyse(procedure, engine="indexed").to_json()


def test_the_analysis_has_the_keys_that_others_rely_on() -> None:
    whole = analyse(load("1.012885")).to_json()
    assert list(whole)[:2] == ["contract", "stamp"]
    assert {"procedure", "method", "currency", "volume", "before", "proposals", "plan", "after"} <= set(whole)
    assert whole["before"]["total"] == "1069643.308081"
    assert whole["after"]["total"] == "776452.020202"
    assert whole["plan"]["saving"] == "293191.287879"
    assert round(whole["plan"]["percent"], 2) == 27.41


def test_the_objective_may_put_days_or_papers_first() -> None:
    procedure = load("1.014315")
    usual = plan(procedure)
    papers_first = plan(procedure, objective=["papers", "money"])
    assert papers_first.after.counts.copies <= usual.after.counts.copies
    assert papers_first.status == "optimal"
    with pytest.raises(UsageError, match="paper"):
        plan(procedure, objective=["paper"])


def test_proposals_that_are_given_are_not_sought_again_even_when_there_are_none():
    procedure = load("1.012885")
    none = replace(propose(procedure, engine="indexed"), items=())
    best = plan(procedure, proposals=none)
    assert best.all_proposals is none
    assert best.proposals == ()
    assert best.saving == 0
