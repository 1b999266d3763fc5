"""Random edits on random procedures: what verify says is kept is kept in every run (I2); I9, I11; a second time."""

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from rewrite_judge import TooLarge, comes_first, controls_on_every_grant, takes_from_nowhere

from procsimplify.base.errors import Refused
from procsimplify.costing import cost_by_variant
from procsimplify.flow import analyse, check
from procsimplify.model import canonical_tree, variants
from procsimplify.rewrite import apply, apply_changes_to, apply_one, changes_between, name_changes, read_edit, undo
from procsimplify.testing.procedures import procedures

SETTINGS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


@st.composite
def edits_of(draw, procedure):
    demands, steps = procedure.demands(), procedure.steps
    step = draw(st.sampled_from(steps))
    kinds = ["remove-step", "merge-steps", "reduce-sets", "delegate", "tacit-approval"]
    if demands:
        kinds += ["remove-document", "reduce-copies", "accept-plain-copy", "answer-from-same-authority"]
    kind = draw(st.sampled_from(kinds))
    document = draw(st.sampled_from(demands)).id if demands else ""
    if kind == "remove-step":
        arms = step.then.choice
        return read_edit({"edit": kind, "step": step.id} | ({"arm": draw(st.sampled_from(arms)).id} if arms else {}))
    if kind == "merge-steps":
        following = [other for other in step.then.targets() if other in {item.id for item in steps}]
        assume(following)
        return read_edit({"edit": kind, "steps": [step.id, draw(st.sampled_from(following))]})
    if kind == "reduce-sets":
        return read_edit({"edit": "reduce-copies", "step": step.id, "sets": draw(st.integers(1, 2))})
    if kind == "reduce-copies":
        return read_edit({"edit": kind, "document": document, "copies": draw(st.integers(1, 2))})
    if kind == "accept-plain-copy":
        forms = st.sampled_from(["plain-copy-with-original-shown", "plain-copy", "electronic"])
        return read_edit({"edit": kind, "document": document, "accepts": draw(forms)})
    if kind == "delegate":
        assume(procedure.parties)
        return read_edit({"edit": kind, "step": step.id, "to": draw(st.sampled_from(procedure.parties)).id})
    if kind == "tacit-approval":
        return read_edit({"edit": kind, "step": step.id, "after": "10 working-day"})
    return read_edit({"edit": kind, "document": document})


@st.composite
def rewritings(draw, most=3):
    """A procedure with some edits that apply."""
    procedure = draw(procedures())
    now, chosen = procedure, []
    for _ in range(draw(st.integers(1, most))):
        one = draw(edits_of(now))
        try:
            now = apply_one(now, one)
        except Refused:
            continue
        chosen.append(one)
    assume(chosen)
    return procedure, tuple(chosen)


def by_key(procedure):
    return {key: one.procedure for one in variants(procedure) for key in one.alike}


@SETTINGS
@given(rewritings())
def test_what_is_said_to_be_kept_is_kept_in_every_run(case):
    procedure, edits = case
    applied = apply(procedure, edits, ordered=True)
    flags = applied.preserved.as_flags()
    if not flags["P1"]:
        assert check(applied.procedure)
        return
    now = by_key(applied.procedure)
    meant = any(one.changes_outcomes for one in edits)
    for key, plain in by_key(procedure).items():
        first, then = analyse(plain).core.graph, analyse(now[key]).core.graph
        try:
            nowhere = takes_from_nowhere(now[key], then)
            controls = controls_on_every_grant(plain, first), controls_on_every_grant(now[key], then)
        except TooLarge:
            continue
        if flags["P2"] and not meant:
            assert analyse(plain).outcomes == analyse(now[key]).outcomes
        assert not (flags["P3"] and nowhere)
        lawful = {item.id for step in plain.steps for item in step.controls if item.provisions}
        if flags["P4"]:
            assert controls[0] & lawful <= controls[1]
        if flags["P5"]:
            ids = {name: now[key].step(name).id for name in (step.id for step in plain.steps) if has(now[key], name)}
            for step in plain.steps:
                for order in step.after:
                    a, b = ids.get(order.id), ids.get(step.id)
                    assert a is None or b is None or a == b or comes_first(then, a, b)


def has(plain, step_id):
    return any(step_id in (step.id, *step.was) for step in plain.steps)


@SETTINGS
@given(rewritings())
def test_broken_papers_and_controls_are_told(case):
    procedure, edits = case
    applied = apply(procedure, edits, ordered=True)
    assume(applied.preserved["P1"].ok)
    now = by_key(applied.procedure)
    broken = {"P3": False, "P4": False}
    for key, plain in by_key(procedure).items():
        first, then = analyse(plain).core.graph, analyse(now[key]).core.graph
        try:
            missing = takes_from_nowhere(now[key], then)
            lost = controls_on_every_grant(plain, first) - controls_on_every_grant(now[key], then)
        except TooLarge:
            assume(False)
        broken["P3"] |= bool(missing)
        broken["P4"] |= bool(lost & {item.id for step in plain.steps for item in step.controls if item.provisions})
    readable = any(item.status == "published-ready" for item in procedure.registers)
    assert not (broken["P3"] and applied.preserved["P3"].ok and not readable)
    assert not (broken["P4"] and applied.preserved["P4"].ok)


@SETTINGS
@given(rewritings(most=1))
def test_every_rise_is_listed_with_its_amount(case):
    procedure, edits = case
    applied = apply(procedure, edits)
    assume(applied.preserved["P1"].ok)
    listed = {(rise.variant, rise.party): rise.amount for rise in applied.preserved.rises}
    now = {key: item for item in cost_by_variant(applied.procedure).values() for key in item.variant.alike}
    for key, item in cost_by_variant(procedure).items():
        after = now[key].by_party
        for party in {*item.by_party, *after}:
            amount = after.get(party, 0) - item.by_party.get(party, 0)
            assert (amount > 0) == ((key, party) in listed)
            assert amount <= 0 or listed[key, party] == amount


@SETTINGS
@given(rewritings())
def test_undo_gives_the_procedure_before(case):
    procedure, edits = case
    applied = apply(procedure, edits, ordered=True)
    assert canonical_tree(undo(applied)) == canonical_tree(procedure)


@SETTINGS
@given(rewritings())
def test_the_named_difference_leads_from_before_to_after(case):
    procedure, edits = case
    after = apply(procedure, edits, ordered=True).procedure
    named = name_changes(procedure, after)
    now = procedure
    for one in named.edits:
        now = apply_one(now, one)
    assert now == named.middle
    assert canonical_tree(apply_changes_to(now, named.changes)) == canonical_tree(after)


@SETTINGS
@given(rewritings(most=1))
def test_one_edit_is_named_whole(case):
    procedure, edits = case
    after = apply(procedure, edits).procedure
    assume(changes_between(procedure, after))
    named = name_changes(procedure, after)
    # Another edit may make the very same change; none may leave a part of it unexplained.
    assert not named.changes
    assert named.middle == after


@SETTINGS
@given(procedures(), procedures())
def test_any_difference_of_one_code_leads_there(a, b):
    b = b.evolve(code=a.code)
    assert canonical_tree(apply_changes_to(a, changes_between(a, b))) == canonical_tree(b)


@SETTINGS
@given(rewritings(most=1))
def test_a_second_time_changes_nothing_or_refuses(case):
    procedure, (one,) = case
    once = apply_one(procedure, one)
    try:
        twice = apply_one(once, one)
    except Refused:
        return
    assert twice == once
