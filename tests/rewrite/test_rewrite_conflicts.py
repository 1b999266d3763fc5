"""I12: two orders of the same edits that both apply give the same procedure; otherwise the pair is a conflict."""

from itertools import combinations, permutations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from rewrite_random import edits_of, enriched
from rewrite_refusals import STEPS, edit, permit

from procsimplify.base.errors import Refused
from procsimplify.rewrite import apply, apply_one, clash, footprint

SETTINGS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


@st.composite
def sets_of_edits(draw, most):
    """A procedure and some edits, each of which applies alone."""
    procedure = draw(enriched())
    chosen = {}
    for _ in range(4 * most):
        one = draw(edits_of(procedure))
        try:
            apply_one(procedure, one)
        except Refused:
            continue
        chosen[str(one.to_json())] = one
        if len(chosen) == most:
            break
    assume(len(chosen) > 1)
    return procedure, tuple(chosen.values())


def results(procedure, edits):
    """What the orders that apply give."""
    found = []
    for order in permutations(edits):
        now = procedure
        try:
            for one in order:
                now = apply_one(now, one)
        except Refused:
            continue
        found.append(now)
    return found


@SETTINGS
@given(sets_of_edits(most=4))
def test_what_does_not_touch_does_not_conflict(case):
    procedure, edits = case
    prints = {one: footprint(apply(procedure, [one]).changes) for one in edits}
    for one, other in combinations(edits, 2):
        found = results(procedure, [one, other])
        expected = "neither-order-applies" if not found else None
        if len(found) == 2 and found[0] != found[1]:
            expected = "order-matters"
        assert clash(procedure, [one], [other]) == clash(procedure, [other], [one]) == expected
        assert expected is None or prints[one].touches(prints[other])


@SETTINGS
@given(sets_of_edits(most=3))
def test_edits_without_a_conflict_give_the_same_in_every_order_that_applies(case):
    procedure, edits = case
    if any(clash(procedure, [one], [other]) for one, other in combinations(edits, 2)):
        edits = edits[:1]
    found = results(procedure, edits)
    assert all(one == found[0] for one in found)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (edit("reduce-copies", step="apply", sets="1"), edit("reduce-copies", step="apply", sets="2"), None),
        (edit("remove-document", document="lease"), edit("remove-document", document="deed"), None),
        (edit("reduce-limit", limit="whole", to="20 day"), edit("reduce-limit", limit="whole", to="15 day"), None),
        (edit("delegate", step="decide", to="commune"), edit("delegate", step="receive", to="commune"), None),
        (edit("fix-page", target="procedure", note="x"), edit("fix-page", target="procedure", note="y"),
         "order-matters"),
        (edit("remove-step", step="ask"), edit("tacit-approval", step="ask"), None),
    ],
)  # fmt: skip
def test_pairs_of_edits(one, other, why):
    assert clash(permit(), [one], [other]) == why


def test_edits_that_each_take_away_what_the_other_needs():
    both = permit(
        STEPS[1:], dossier=[{"id": name, "type": "diploma", "proves": "trained"} for name in ("school", "course")]
    )
    pair = [[edit("remove-document", document=name)] for name in ("school", "course")]
    assert clash(both, *pair) == "neither-order-applies"
    first, second = (footprint(apply(both, edits).changes) for edits in pair)
    assert first.touches(second)
