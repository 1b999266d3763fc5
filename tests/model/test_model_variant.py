"""Variants: what does not apply is left out, arrows are bridged, variants that project alike are one."""

import pytest
from hypothesis import given, settings

from procsimplify.base.errors import NotWellFormed
from procsimplify.model import (
    END,
    VariantKey,
    canonical_tree,
    from_tree,
    read_procedure,
    reference_key,
    variant,
    variants,
)
from procsimplify.testing.procedures import procedures


def procedure(steps, **more):
    tree = {"code": "1", "title": "t", "parties": {"office": None}, "cases": ["house", "shop"], **more}
    return read_procedure({**tree, "steps": [{"kind": "check", "who": "office", **step} for step in steps]})


def flow(found):
    return {step.id: step.then.to or step.then.all or tuple(arm.to for arm in step.then.choice) for step in found.steps}


def code(call):
    with pytest.raises(NotWellFormed) as caught:
        call()
    assert caught.value.findings[0].mend("vi")
    return caught.value.findings[0].code


def test_a_step_that_a_case_lacks_is_bridged():
    found = procedure([{"id": "a"}, {"id": "b", "cases": "shop"}, {"id": "c"}])
    assert flow(variant(found, "house")) == {"a": "c", "c": END}
    assert flow(variant(found, "shop")) == {"a": "b", "b": "c", "c": END}
    assert all(not step.cases for step in variant(found, "shop").steps)


def test_the_first_and_the_last_step_may_be_lacking():
    found = procedure([{"id": "a", "cases": "shop"}, {"id": "b"}, {"id": "c", "cases": "shop"}])
    assert flow(variant(found, "house")) == {"b": END}
    assert variant(found, "house").steps[0].then.outcome == "granted"


def test_a_branch_that_a_case_lacks_leads_on_to_where_the_branches_meet():
    steps = [
        {"id": "split", "then": {"all": ["left", "right"]}},
        {"id": "left", "cases": "shop", "then": "join"},
        {"id": "right", "then": "join"},
        {"id": "join"},
    ]
    assert flow(variant(procedure(steps), "house")) == {"split": ("join", "right"), "right": "join", "join": END}
    steps[2]["cases"] = "shop"
    assert flow(variant(procedure(steps), "house")) == {"split": "join", "join": END}


def test_an_arm_is_bridged_with_its_outcome():
    steps = [
        {"id": "a", "then": {"choice": [{"to": "b", "chance": "20%"}, {"to": "c", "chance": "rest"}]}},
        {"id": "b", "cases": "shop", "then": {"to": "end", "outcome": "refused"}},
        {"id": "c"},
    ]
    arms = variant(procedure(steps), "house").steps[0].then.choice
    assert [(arm.to, arm.outcome) for arm in arms] == [("end", "refused"), ("c", None)]


def test_a_lacking_step_that_chooses_is_an_error_with_a_mend():
    steps = [
        {"id": "a"},
        {"id": "b", "cases": "shop", "then": {"choice": [{"to": "a", "chance": "20%"}, {"to": "c", "chance": "rest"}]}},
        {"id": "c"},
    ]
    assert code(lambda: variant(procedure(steps), "house")) == "model.lacking-step-branches"


def test_a_variant_without_steps_is_an_error():
    assert code(lambda: variant(procedure([{"id": "a", "cases": "shop"}]), "house")) == "model.variant-without-steps"


def test_papers_limits_fees_and_results_of_other_cases_go():
    found = procedure(
        [{"id": "a", "takes": ["plan", "deed"], "gives": ["permit", "note"]}, {"id": "b", "cases": "shop"}],
        dossier=[
            {"id": "plan", "type": "plan"},
            {"if": "x", "cases": "shop", "all": [{"id": "deed", "type": "contract"}]},
        ],
        limits=[{"id": "l", "value": "3 day", "covers": ["a", "b"]}, {"id": "m", "value": "3 day", "covers": "b"}],
        fees=[{"id": "f", "amount": "5 VND", "step": "b"}, {"id": "g", "lines": [{"id": "r", "cases": "shop"}]}],
        results=["permit", {"id": "note", "cases": "shop"}],
    )
    house = variant(found, "house")
    assert [demand.id for demand in house.demands()] == ["plan"]
    assert (house.steps[0].takes, house.steps[0].gives) == (("plan",), ("permit",))
    assert [(limit.id, limit.covers) for limit in house.limits] == [("l", ("a",))]
    assert house.fees == ()
    assert [case.id for case in house.cases] == ["house"]
    shop = variant(found, "shop")
    assert [demand.id for demand in shop.demands()] == ["plan", "deed"]
    assert [limit.id for limit in shop.limits] == ["l", "m"]
    assert [fee.id for fee in shop.fees] == ["f", "g"]


def test_online_nobody_travels_and_a_channel_asks_for_what_it_asks():
    steps = [
        {"id": "s", "kind": "submit", "who": "applicant", "at": "office", "trip": "t", "sets": "8",
         "by-channel": {"online": {"sets": "1"}}},
        {"id": "d", "at": "office"},
    ]  # fmt: skip
    found = procedure(
        steps,
        channels=["in-person", "online"],
        dossier=[{"id": "p", "type": "plan", "copies": "2", "by-channel": {"online": {"copies": "0"}}}],
    )
    there, online = variant(found, "house", "in-person"), variant(found, "house", "online")
    assert (there.step("s").at, there.step("s").sets, there.demand("p").copies) == ("office", 8, 2)
    assert (online.step("s").at, online.step("s").trip, online.step("s").sets) == (None, None, 1)
    assert online.demand("p").copies == 0
    assert online.step("d").at == "office"


def test_a_segment_has_its_own_time_and_price_before_those_of_a_channel():
    steps = [{"id": "s", "kind": "submit", "who": "applicant", "effort": "30 min",
              "by-channel": {"online": {"effort": "20 min"}},
              "by-applicant": {"small": {"effort": "2 hour"}}}]  # fmt: skip
    paper = {"id": "p", "type": "plan", "effort": "1 hour", "outlay": "5000 VND",
             "by-applicant": {"small": {"outlay": "9000 VND"}}}  # fmt: skip
    who = [{"id": name, "kind": "business", "segment": name} for name in ("large", "small")]
    found = procedure(steps, channels=["in-person", "online"], applicants=who, dossier=[paper])
    for channel in ("in-person", "online"):
        plain = variant(found, "house", channel, "small")
        effort, outlay = plain.step("s").effort, plain.demand("p").outlay
        assert (str(effort.value), effort.unit, outlay.value) == ("2", "hour", 9000)
        assert plain.demand("p").effort.value == 1
        assert (plain.step("s").by_applicant, plain.demand("p").by_applicant) == ((), ())
    assert variant(found, "house", "online", "large").step("s").effort.value == 20
    assert variant(found, "house", "in-person", "large").demand("p").outlay.value == 5000
    assert from_tree(canonical_tree(found)) == found


def test_the_reference_variant():
    steps = [{"id": "a"}]
    found = procedure(steps, channels=["online", "in-person"], applicants=["citizen", "business"])
    assert reference_key(found) == VariantKey("house", "in-person", "citizen")
    marked = procedure(
        steps,
        cases=["house", {"id": "shop", "reference": "true"}],
        channels=["post", "online"],
        applicants=["citizen", {"id": "business", "reference": "yes"}],
    )
    assert reference_key(marked) == VariantKey("shop", "post", "business")
    assert reference_key(procedure(steps, cases=[])) == VariantKey(None, None, None)


def test_variants_that_project_alike_are_one_named_by_the_reference():
    found = procedure([{"id": "a"}], cases=["house", {"id": "shop", "reference": "true"}])
    assert [(one.key.case, [key.case for key in one.alike]) for one in variants(found)] == [("shop", ["house", "shop"])]
    differing = procedure([{"id": "a"}, {"id": "b", "cases": "shop"}])
    assert [one.key.case for one in variants(differing)] == ["house", "shop"]


def test_more_than_sixty_four_that_differ_is_an_error_and_sixty_four_are_not():
    def many(number):
        names = [f"c{at}" for at in range(number)]
        steps = [{"id": "a"}, *({"id": f"s{at}", "cases": name} for at, name in enumerate(names))]
        return procedure(steps, cases=names, applicants=["citizen", "business"])

    assert len(variants(many(32))) == 64
    found = many(33)
    assert code(lambda: variants(found)) == "model.too-many-variants"


def test_a_value_that_the_procedure_has_not_is_refused():
    with pytest.raises(KeyError):
        variant(procedure([{"id": "a"}]), "castle")


@settings(max_examples=60, deadline=None)
@given(procedures())
def test_variants_are_plain_and_cover_each_combination_once(found):
    listed = variants(found)
    keys = [key for one in listed for key in one.alike]
    expected = max(len(found.cases), 1) * max(len(found.channels), 1) * max(len(found.applicants), 1)
    assert len(keys) == len({*keys}) == expected
    for one in listed:
        plain = one.procedure
        elements = [*plain.steps, *plain.demands(), *plain.limits, *plain.fees, *plain.results, *plain.conditions]
        assert not any(item.cases or item.channels or item.applicants for item in elements)
        ids = {step.id for step in plain.steps}
        outcomes = {arm.then for step in plain.steps for arm in step.then.choice or ()}
        assert {target for step in plain.steps for target in step.then.targets()} <= ids | {END} | outcomes
        assert variant(plain, applicant=one.key.applicant) == plain


@settings(max_examples=60, deadline=None)
@given(procedures())
def test_what_stands_for_others_is_what_each_of_them_projects_to(found):
    """Values that nothing tells apart are projected once; each must give that very procedure by itself."""
    seen = []
    for one in variants(found):
        for key in one.alike:
            seen.append(key)
            alone = variant(found, key.case, key.channel, key.applicant).evolve(cases=(), channels=())
            assert canonical_tree(alone) == canonical_tree(one.procedure)
    ids = [[item.id for item in items] or [None] for items in (found.cases, found.channels, found.applicants)]
    assert sorted(map(str, seen)) == sorted(str(VariantKey(a, b, c)) for a in ids[0] for b in ids[1] for c in ids[2])


def test_who_comes_in_person_is_told_apart_where_there_is_a_way_to_make():
    steps = [
        {"id": "submit", "kind": "submit", "who": "applicant", "at": "office", "trip": {"time": "30 min"}},
        {"id": "decide", "kind": "decide"},
    ]
    found = procedure(steps, channels=["in-person", "online", "post"])
    ways = {key.channel: one.procedure.steps[0].trip is None for one in variants(found) for key in one.alike}
    assert ways == {"in-person": False, "online": True, "post": True}
