"""Expected visits and outcomes against the absorbing Markov chain on states."""

from fractions import Fraction
from random import Random

import flow_judge as judge
import pytest
from hypothesis import given, settings

from procsimplify.flow.graph import END, Arrow, Graph
from procsimplify.flow.joins import infer_joins
from procsimplify.flow.visits import expected_visits, outcome_chances
from procsimplify.testing.graphs import grow_sound_graph, random_graph, sound_graphs, without_joins


def agrees(graph: Graph) -> bool:
    try:
        states = judge.explore(graph, limit=250)
        if states is None or not judge.is_sound(graph, limit=250):
            return False
    except judge.TooLarge:
        return False
    visits, outcomes = judge.expected(graph, states)
    found = expected_visits(graph)
    assert found.of == visits
    # The judge does not know outcomes that only arms of unknown chance reach.
    assert {k: v for k, v in outcome_chances(graph, found).items() if v} == outcomes
    assert sum(outcomes.values()) == 1
    return True


def test_hundreds_of_grown_graphs() -> None:
    judged = 0
    for seed in range(700):
        random = Random(seed)
        grown = grow_sound_graph(random, random.randint(0, 6), unknown=seed % 3 == 0)
        judged += agrees(infer_joins(without_joins(grown)))
    assert judged > 600


def test_sound_ones_among_random_graphs() -> None:
    """These have silent gathering nodes too."""
    assert sum(agrees(infer_joins(random_graph(Random(seed)))) for seed in range(1500)) > 600


@settings(max_examples=100, deadline=None)
@given(sound_graphs(unknown=True))
def test_sound_graph(graph: Graph) -> None:
    agrees(graph)


def test_copies_are_summed() -> None:
    half = Fraction(1, 2)
    arrows = (Arrow("a", "a#2", half), Arrow("a", END, half, outcome="granted"), Arrow("a#2", END, outcome="refused"))
    graph = Graph("a", ("a", "a#2"), arrows, {"a": "choice", "a#2": "one"}, {"a": "a", "a#2": "a"})
    visits = expected_visits(graph)
    assert visits.by_written == {"a": Fraction(3, 2)}
    assert visits.flow == (half, half, half)


def test_a_loop_that_only_an_unknown_arm_leaves_has_no_visits() -> None:
    arrows = (Arrow("a", "b"), Arrow("b", "a"), Arrow("b", END, None, known=False, outcome="granted"))
    graph = Graph("a", ("a", "b"), arrows, {"a": "one", "b": "choice"}, {"a": "a", "b": "b"})
    with pytest.raises(ValueError, match="never left"):
        expected_visits(graph)
