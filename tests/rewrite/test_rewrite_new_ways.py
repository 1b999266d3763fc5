"""Edits that look up, unconfirm, shorten, move, forward and note: what they make and what they may earn."""

from decimal import Decimal

import pytest
from rewrite_refusals import STEPS, at_work, changed, demand, edit, forwarded, held, permit

from procsimplify.costing import cost
from procsimplify.files import load
from procsimplify.flow import analyse
from procsimplify.model import variants
from procsimplify.rewrite import apply, apply_one, name_changes, read_edits, undo

LOOK_UP = edit("replace-document-by-data", document="birth", register="civil")


def flow_of(procedure):
    (only,) = variants(procedure)
    return analyse(only.procedure)


def test_a_register_is_read_in_place_of_the_paper_and_the_paper_stays_as_the_fallback():
    before = held(register={"look-up": "2000 VND"}, accepts=["original", "certified-copy"], proves="trained")
    applied = apply(before, [LOOK_UP])
    paper = applied.procedure.demand("birth")
    assert (paper.handover, paper.effort, paper.proves) == ("look-up", None, ("trained",))
    assert paper.accepts == ("original", "certified-copy")
    assert (paper.once_only.register_, paper.once_only.standing.is_) == ("civil", "decided")
    assert applied.preserved.holds
    first, then = cost(before), cost(applied.procedure)
    assert first.total - then.total == sum(line.amount for line in first.lines if line.demand == "birth") > 0
    assert [line.part for line in then.priced.ledger.lines if line.demand == "birth"] == ["look-up"]
    assert undo(applied) == before


def test_a_mark_of_the_same_register_stays_as_it_is():
    mark = {"register": "civil", "standing": {"is": "already-law", "by": "1/2025/NĐ-CP"}}
    assert apply_one(held(once_only=mark), LOOK_UP).demand("birth").once_only.standing.is_ == "already-law"
    del mark["register"]
    after = apply_one(held(once_only=mark), LOOK_UP).demand("birth")
    assert (after.once_only.register_, after.once_only.standing.is_) == ("civil", "decided")


@pytest.mark.parametrize(
    ("register", "paper"),
    [
        ({"since": "2026-07-01"}, {}),
        ({"readers": "office"}, {}),
        ({"scope": {"holders": "vietnamese"}}, {"holder": "vietnamese"}),
        ({"scope": {"holders": "vietnamese", "not-held": ["abroad"]}}, {"holder": "vietnamese"}),
        ({"scope": {"fields": ["name", "parents"]}}, {"holds": ["parents"]}),
        ({"scope": {"events-since": "2016-01-01"}}, {}),
    ],
)
def test_a_paper_inside_the_scope_is_looked_up(register, paper):
    after = apply(held(register=register, **paper), [LOOK_UP])
    assert after.procedure.demand("birth").handover == "look-up"
    assert after.preserved["P3"].ok


def test_removing_a_confirmation_saves_what_confirming_cost_and_nothing_else():
    confirmed = demand("tax", **{"confirmed-by": "police", "confirming": {"effort": "1 hour", "outlay": "7000 VND"}})
    before = permit(dossier=confirmed)
    applied = apply(before, [edit("remove-confirmation", document="tax")])
    first, then = cost(before), cost(applied.procedure)
    assert first.total - then.total == sum(line.amount for line in first.lines if line.part == "confirming") > 7000
    assert applied.procedure.demand("tax").copies == 2
    assert applied.preserved.holds
    one, other = edit("remove-confirmation", document="request"), edit("remove-confirmation", document="tax")
    assert one.name(before, "en") == "take “request” without a confirmation"
    assert other.name(before, "en") == "take “tax” without a confirmation by “police”"


def test_without_a_price_of_confirming_nothing_is_saved():
    before = load("1.007380")
    after = apply(before, [edit("remove-confirmation", document="curriculum-vitae")])
    assert cost(after.procedure).total == cost(before).total


@pytest.mark.parametrize(
    ("one", "was", "now"),
    [
        (edit("reduce-limit", limit="whole", to="20 day"), "30 day", "20 day"),
        (edit("reduce-limit", step="ask", to="10 day"), "15 day", "10 day"),
        (edit("reduce-limit", notice="receive", to="1 working-day"), "5 working-day", "1 working-day"),
    ],
)
def test_a_shorter_limit_saves_time_and_no_money(one, was, now):
    def times(procedure):
        steps = [step.limit for step in procedure.steps] + [procedure.step("receive").supplement.notice]
        return [item.text() for item in (procedure.limits[0].value, *steps) if item is not None]

    before = permit(changed("receive", supplement={"notice": "5 working-day"}))
    applied = apply(before, [one])
    assert [(a, b) for a, b in zip(times(before), times(applied.procedure), strict=True) if a != b] == [(was, now)]
    assert cost(applied.procedure).priced == cost(before).priced
    assert applied.preserved.holds
    assert name_changes(before, applied.procedure).edits == (one,)


def test_parallel_steps_meet_in_what_followed_and_cost_the_same():
    before = at_work(wait="1 day")
    applied = apply(before, [edit("parallelise", steps=["stamp", "note"])])
    after, flow = applied.procedure, flow_of(applied.procedure)
    assert after.step("start").then.all == ("note", "stamp")
    assert (after.step("note").then.to, after.step("stamp").then.to) == ("decide", "decide")
    assert ("note", "stamp") in flow.core.parallel
    assert {("note", "decide"), ("stamp", "decide")} <= flow.before
    assert cost(after).total == cost(before).total
    assert applied.preserved.holds
    assert undo(applied) == before


def test_a_third_step_joins_those_that_are_parallel():
    steps = [{"id": "apply", "kind": "submit"}]
    steps += [{"id": name, "kind": "consult", "who": name} for name in ("police", "council", "commune")]
    before = permit([*steps, STEPS[5] | {"takes": []}], dossier=[], conditions=[], limits=[], fees=[])
    edits = [edit("parallelise", steps=["council", "commune"]), edit("parallelise", steps=["police", "council"])]
    one = apply_one(before, edits[1])
    assert one.step("apply").then.all == ("police", "council")
    after = apply_one(before, edits[0])
    assert after.step("police").then.all == ("council", "commune")
    assert flow_of(one).fault is None is flow_of(after).fault


def test_parallel_steps_that_end_the_case_end_it_together():
    steps = [{"id": "apply", "kind": "submit"}, {"id": "tell", "kind": "notify", "who": "office"},
             {"id": "file", "kind": "archive", "who": "police"}]  # fmt: skip
    before = permit(steps, dossier=[], conditions=[], limits=[], fees=[], results=[])
    applied = apply(before, [edit("parallelise", steps=["tell", "file"])])
    assert applied.preserved.holds
    assert flow_of(applied.procedure).outcomes == {"granted": 1}


def test_a_step_moves_up_and_down_and_back():
    names = ("note", "weigh", "stamp")
    steps = [{"id": "apply", "kind": "submit"}, {"id": "take", "kind": "receive", "who": "office"}]
    steps += [{"id": name, "kind": "check", "who": "office", "effort": "5 min"} for name in names]
    before = permit([*steps, STEPS[5] | {"takes": []}], dossier=[], conditions=[], limits=[], fees=[])

    def order(procedure):
        found = ["take"]
        while (onward := procedure.step(found[-1]).then.to) != "end":
            found.append(onward)
        return found[1:-1]

    for one, expected in (
        (edit("reorder", step="stamp", before="note"), ["stamp", "note", "weigh"]),
        (edit("reorder", step="stamp", after="note"), ["note", "stamp", "weigh"]),
        (edit("reorder", step="note", after="stamp"), ["weigh", "stamp", "note"]),
        (edit("reorder", step="note", before="stamp"), ["weigh", "note", "stamp"]),
    ):
        applied = apply(before, [one])
        assert order(applied.procedure) == expected
        assert applied.preserved.holds
        assert cost(applied.procedure).priced == cost(before).priced
        assert undo(applied) == before


def test_a_loop_comes_back_to_the_step_that_is_now_its_first():
    ways = [{"to": "look", "chance": "0.25"}, {"to": "end", "outcome": "granted", "chance": "rest"}]
    steps = [{"id": "apply", "kind": "submit"}, {"id": "look", "kind": "check", "who": "office"},
             {"id": "weigh", "kind": "appraise", "who": "office"},
             {"id": "ask", "kind": "verify", "who": "office", "then": {"choice": ways}}]  # fmt: skip
    before = permit(steps, dossier=[], conditions=[], limits=[], fees=[], results=[])
    applied = apply(before, [edit("reorder", step="weigh", before="look")])
    assert applied.procedure.step("ask").then.choice[0].to == "weigh"
    assert flow_of(applied.procedure).visits == flow_of(before).visits
    assert applied.preserved.holds


def test_one_stop_hands_over_one_set_and_spares_the_way_to_the_second_office():
    before = forwarded()
    applied = apply(before, [edit("one-stop", step="send")])
    after = applied.procedure
    assert (after.step("apply").sets, after.step("send").electronic, after.step("collect").at) == (1, True, "office")
    assert cost(after).counts.institutions == cost(before).counts.institutions - 1
    assert applied.preserved.holds
    assert name_changes(before, after).edits == (edit("one-stop", step="send"),)


def test_papers_submitted_again_at_the_second_office_go_along_at_once():
    again = {"id": "again", "kind": "submit", "at": "police", "takes": "dossier", "effort": "5 min"}
    steps = [*STEPS[:3], {"id": "send", "kind": "forward", "who": "office"}]
    before = permit([*steps, again | {"trip": {"value": "30 min", "fare": "9000 VND"}},
                     STEPS[5] | {"takes": [], "who": "police"}],
                    dossier=demand("diploma", proves=[]), conditions=[], limits=[], fees=[])  # fmt: skip
    applied = apply(before, [edit("one-stop", step="send", to="police")])
    assert (applied.procedure.step("again").at, applied.procedure.step("again").trip) == ("office", None)
    assert applied.preserved.holds
    saved = cost(before).by_element["travel"] - cost(applied.procedure).by_element["travel"]
    assert saved >= 9000


def test_three_sets_of_a_real_procedure_fall_to_one():
    before = load("1.004137")
    applied = apply(before, [edit("one-stop", step="send-up")])
    first, then = cost(before), cost(applied.procedure)
    sets = [line.amount for line in first.lines if line.part == "sets"]
    assert len(sets) == 2
    assert first.total - then.total == sum(sets, Decimal(0))
    assert applied.preserved.holds


def test_a_note_on_the_page_costs_and_saves_nothing():
    before = permit(source={"page": "example.org", "note": "copied by hand"})
    notes = read_edits([
        {"edit": "fix-page", "target": "step:check", "seen": "law",
         "note": {"vi": "sai tên bộ", "en": "wrong ministry"}},
        {"edit": "fix-page", "target": "procedure", "note": "shown twice"},
    ])  # fmt: skip
    applied = apply(before, notes)
    assert applied.procedure.source.page == "example.org"
    assert applied.procedure.source.note.get("en") == (
        "copied by hand; procedure: shown twice; step:check: wrong ministry"
    )
    assert applied.procedure.step("check").seen == "law"
    first, then = cost(before), cost(applied.procedure)
    assert then.priced == first.priced
    assert then.counts == first.counts
    assert applied.preserved.holds
    assert set(name_changes(before, applied.procedure).edits) == set(notes)
