"""Each edit: what it makes, what goes along, and each reason for which it refuses."""

import doctest
import importlib

import pytest
from pydantic import ValidationError
from rewrite_refusals import REFUSALS, changed, demand, edit, permit

from procsimplify.base.errors import InputError, Refused
from procsimplify.rewrite import (
    apply,
    apply_one,
    canonical_order,
    edit_kinds,
    name_changes,
    read_edit,
    read_edits,
    undo,
    verify,
)


@pytest.mark.parametrize(("code", "one", "procedure"), REFUSALS, ids=[f"{row[1].kind}-{row[0]}" for row in REFUSALS])
def test_it_refuses_and_says_why(code, one, procedure):
    with pytest.raises(Refused) as refusal:
        one.rewrite(procedure)
    assert [item.code for item in refusal.value.findings] == [f"rewrite.{code}"]
    for lang in ("vi", "en"):
        assert refusal.value.findings[0].render(lang)


def test_every_kind_of_edit_has_a_refusal_and_a_name_in_both_languages():
    assert {row[1].kind for row in REFUSALS} == set(edit_kinds())
    for _, one, procedure in REFUSALS:
        assert one.name(procedure, "vi") != one.name(procedure, "en")
    named = edit("merge-steps", steps=["receive", "check"])
    assert named.name(permit(changed("receive", title="Receive")), "en") == "merge “Receive” and “check”"


def test_every_edit_reads_back_from_its_json():
    for _, one, _ in REFUSALS:
        assert read_edit(one.to_json()) == one


def test_removed_document_leaves_no_trace():
    after = apply(permit(), [edit("remove-document", document="tax")])
    assert "tax" not in [item.id for item in after.procedure.demands()]
    assert after.procedure.steps[0].id == "apply"
    assert after.cascades == ("step:fetch",)
    assert after.preserved.holds_but_cost


def test_one_of_with_one_member_left_is_that_member():
    after = apply_one(permit(), edit("remove-document", document="lease"))
    assert [child.id for child in after.dossier.children][-1] == "deed"


def test_substitute_takes_the_place_of_the_proof():
    after = apply_one(permit(), edit("remove-document", document="diploma", substitute="tax"))
    assert after.conditions[0].proved_by == ("tax",)


def test_look_up_keeps_the_demand_and_drops_what_it_cost_the_applicant():
    after = apply(permit(), [edit("answer-from-same-authority", document="tax")])
    demanded = after.procedure.demand("tax")
    assert (demanded.handover, demanded.effort, demanded.copies) == ("look-up", None, 1)
    assert after.cascades == ("step:fetch",)
    assert after.preserved["P3"].ok


def test_merging_adds_unites_and_leads_every_reference_along():
    after = apply(permit(), [edit("merge-steps", steps=["check", "receive"])])
    one = after.procedure.step("receive")
    assert (one.id, one.was, one.effort.text(), one.wait) == ("check+receive", ("check", "receive"), "70 min", None)
    assert (one.takes, one.gives, one.limit.text()) == (("dossier",), ("slip",), "3 day")
    assert after.procedure.step("apply").then.to == one.id
    assert after.procedure.limits[0].covers == (one.id, "decide")
    assert after.procedure.conditions[0].checked_at == (one.id,)
    assert after.procedure.fees[0].step == one.id
    assert after.cascades == ()
    assert after.preserved.holds


def test_merging_three_steps_makes_one_in_either_order():
    steps = changed("check", then="ask")
    steps = [step | {"who": "office", "limit": "3 day"} if step["id"] == "ask" else step for step in steps]
    first = [edit("merge-steps", steps=["receive", "check"]), edit("merge-steps", steps=["check", "ask"])]
    one = apply_one(apply_one(permit(steps), first[0]), first[1])
    other = apply_one(apply_one(permit(steps), first[1]), first[0])
    assert one == other
    assert one.step("receive").id == "ask+check+receive"


def test_delegating_moves_the_way_only_where_the_applicant_goes_there_for_that_step():
    after = apply_one(permit(), edit("delegate", step="receive", to="commune"))
    mine = after.step("apply")
    assert (mine.at, mine.trip.time.standard) == ("commune", "de-way-municipality")
    stays = apply_one(permit(), edit("delegate", step="decide", to="commune")).step("apply")
    assert (stays.at, stays.trip.time.standard) == ("office", "de-way-state")


def test_a_way_that_was_not_priced_by_the_table_keeps_its_time():
    own = changed("apply", trip={"time": "40 min"})
    after = apply_one(permit(own), edit("delegate", step="receive", to="commune")).step("apply")
    assert (after.at, after.trip.time.text()) == ("commune", "40 min")


def test_outcomes_that_change_are_told_unless_meant():
    plain = permit(conditions=[], dossier=demand("diploma", proves=[]))
    meant = apply(plain, [edit("remove-step", step="check", arm="ask")])
    assert meant.edits[0].never_clerical
    assert meant.preserved["P2"].ok
    assert [item.code for item in meant.preserved["P2"].findings] == ["rewrite.p2-meant"]
    assert not meant.preserved["P4"].ok


def test_a_lost_control_needs_a_substitute_that_is_there():
    plain = permit(conditions=[], dossier=demand("diploma", proves=[]))
    for by, kept in (("decide", True), ("nobody", False)):
        one = edit("remove-step", step="check", arm="ask", substitutes=[{"control": "fit", "by": by}])
        assert apply(plain, [one]).preserved["P4"].ok is kept


def test_silence_leaves_a_control_unmade():
    steps = changed("decide", controls=[{"id": "last", "protects": "clients", "provisions": "1/2020/NĐ-CP Đ.4"}])
    after = apply(permit(steps), [edit("tacit-approval", step="decide")])
    assert [item.code for item in after.preserved["P4"].findings] == ["rewrite.p4-control-lost"]


def test_a_rise_is_listed_with_its_party_and_amount():
    dear = permit(changed("apply", costs=[{"id": "fare", "amount": "5000 VND"}]))
    rises = verify(permit(), dear)
    assert {party: str(amount) for party, amount in rises.highest_rises().items()} == {"citizen": "5000.000000"}
    assert rises["P6"].ok


def test_edits_apply_in_canonical_order_and_once():
    edits = read_edits([
        {"edit": "merge-steps", "steps": ["receive", "check"]},
        {"edit": "delegate", "step": "receive", "to": "commune"},
        {"edit": "delegate", "step": "check", "to": "commune"},
        {"edit": "remove-document", "document": "tax"},
        {"edit": "remove-document", "document": "tax"},
    ])  # fmt: skip
    assert [one.kind for one in canonical_order(edits)] == ["remove-document", "delegate", "delegate", "merge-steps"]
    after = apply(permit(), edits)
    assert after.procedure.step("check").who == "commune"
    assert undo(after) == permit()
    assert set(name_changes(permit(), after.procedure).edits) == set(edits)


@pytest.mark.parametrize(
    "data",
    [
        {"edit": "remove-documents"}, {"edit": "remove-document"}, [], None, {"edit": "reduce-copies", "step": "a"},
        {"edit": "reduce-copies", "document": "a", "copies": "0"}, {"edit": "merge-steps", "steps": ["a"]},
        {"edit": "remove-step", "step": "a", "because": "x"}, {"edit": "reduce-limit", "to": "3 day"},
        {"edit": "reduce-limit", "limit": "a", "step": "b", "to": "3 day"}, {"edit": "reorder", "step": "a"},
        {"edit": "fix-page", "target": "a paper", "note": "x"}, {"edit": "fix-page", "target": "procedure"},
    ],
)  # fmt: skip
def test_what_is_no_edit_is_told_as_a_finding(data):
    with pytest.raises(InputError) as fault:
        read_edit(data)
    assert all(item.render(lang) for item in fault.value.findings for lang in ("vi", "en"))


def test_an_edit_is_a_value():
    one = edit("remove-step", step="ask")
    with pytest.raises(ValidationError):
        one.step = "check"


@pytest.mark.parametrize("kind", sorted(edit_kinds()))
def test_the_page_of_an_edit_shows_it_work_and_refuse(kind):
    module = importlib.import_module(edit_kinds()[kind].__module__)
    page = edit_kinds()[kind].__doc__ or ""
    assert "errors.Refused" in page
    results = doctest.testmod(module)
    assert results.attempted > 2
    assert results.failed == 0
