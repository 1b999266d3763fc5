"""Soundness decided from structure against the exploration of every state; joins inferred against all assignments."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise, product
from random import Random

import flow_judge as judge
import pytest
from hypothesis import given, settings

from procsimplify.flow.graph import END, Arrow, Graph
from procsimplify.flow.joins import infer_joins
from procsimplify.flow.soundness import find_unsound, is_sound
from procsimplify.testing.graphs import any_graphs, grow_sound_graph, random_graph, sound_graphs, without_joins


def agrees(graph: Graph) -> bool | None:
    """Whether the graph is sound, both ways alike; None where it has too many states for the judge."""
    try:
        expected = judge.is_sound(graph, limit=500)
    except judge.TooLarge:
        return None
    assert is_sound(graph) == expected
    fault = find_unsound(graph)
    assert (fault is None) == expected
    if fault is not None:
        assert fault.kind != "unsound"
        assert_true_to_life(graph, fault)
    return expected


def assert_true_to_life(graph: Graph, fault) -> None:
    """Look whether what the fault says happens in the token game."""
    assert fault.steps or fault.kind in ("second-end", "no-end")
    assert set(fault.steps) <= set(graph.nodes)
    assert bool(fault.awaited) <= (fault.kind == "deadlock")
    if fault.kind == "deadlock":
        assert all(graph.join_of(node) == "all" for node in fault.steps)
    states = judge.explore(graph, limit=500)
    if states is None:
        return
    happened = {node for found in states.values() for node, _, _ in found}
    if fault.kind in ("dead", "unreachable"):
        assert not happened.intersection(fault.steps)
    if fault.kind in ("deadlock", "left-running"):
        stuck = [
            state
            for state, found in states.items()
            if not found and state != (judge.DONE,) and (judge.DONE in state) == (fault.kind == "left-running")
        ]
        waiting = [
            {graph.start if i == judge.OUTSIDE else graph.arrows[i].target for i in state if i != judge.DONE}
            for state in stuck
        ]
        assert set(fault.steps) in waiting


def test_thousands_of_random_graphs() -> None:
    judged = sound = 0
    for seed in range(4000):
        verdict = agrees(infer_joins(random_graph(Random(seed))))
        judged += verdict is not None
        sound += verdict is True
    assert judged > 3900
    assert judged > sound > 1500


def test_random_joins_too() -> None:
    """Joins that nobody would infer: set at random on random graphs."""
    judged = sound = 0
    for seed in range(2000):
        random = Random(seed)
        graph = random_graph(random)
        join = {n: random.choice(("any", "all")) if graph.arrows_in[n] else "any" for n in graph.nodes}
        verdict = agrees(replace(graph, join=join))
        judged += verdict is not None
        sound += verdict is True
    assert judged > 1900
    assert sound > 200


def test_at_most_one_assignment_of_joins_is_sound_and_it_is_the_inferred_one() -> None:
    found = 0
    for seed in range(1200):
        graph = random_graph(Random(seed), nodes=6)
        meets = [n for n in (*graph.nodes, END) if len(graph.arrows_in[n]) + (n == graph.start) > 1]
        if len(meets) > 5:
            continue
        sound = []
        for joins in product(("any", "all"), repeat=len(meets)):
            tried = replace(
                graph, join={**dict.fromkeys((*graph.nodes, END), "any"), **dict(zip(meets, joins, strict=True))}
            )
            try:
                if judge.is_sound(tried, limit=300):
                    sound.append(tried.join)
            except judge.TooLarge:
                break
        assert len(sound) <= 1
        if sound:
            found += 1
            inferred = infer_joins(graph)
            assert judge.is_sound(inferred)
            assert all(inferred.join[n] == join for n, join in sound[0].items() if n != END)
    assert found > 400


def test_joins_of_grown_graphs_are_found_again() -> None:
    for seed in range(1500):
        random = Random(seed)
        graph = grow_sound_graph(random, random.randint(0, 9), unknown=seed % 2 == 0)
        assert is_sound(graph)
        inferred = infer_joins(without_joins(graph))
        assert is_sound(inferred)
        assert all(inferred.join[node] == graph.join[node] for node in graph.nodes)


def test_gathering_nodes_make_contracted_graphs_sound() -> None:
    gathered = 0
    for seed in range(1000):
        random = Random(seed)
        grown = grow_sound_graph(random, random.randint(2, 8), contractions=random.randint(1, 6))
        inferred = infer_joins(without_joins(grown))
        gathered += len(inferred.nodes) > len(grown.nodes)
        assert is_sound(inferred)
    assert gathered > 200


@settings(max_examples=200, deadline=None)
@given(any_graphs())
def test_any_graph(graph: Graph) -> None:
    agrees(infer_joins(graph))


@settings(max_examples=100, deadline=None)
@given(sound_graphs())
def test_sound_graph(graph: Graph) -> None:
    assert agrees(graph) in (True, None)


def parallel_branches(branches: int, steps: int) -> Graph:
    """A parting, that many branches of that many steps, a meeting: (steps + 1) ** branches states and more."""
    arrows = []
    for b in range(branches):
        line = ["part", *(f"b{b}s{s}" for s in range(steps)), "meet"]
        arrows += [Arrow(x, y) for x, y in pairwise(line)]
    arrows.append(Arrow("meet", END, outcome="granted"))
    nodes = tuple(dict.fromkeys(a.source for a in arrows))
    return Graph(
        "part", nodes, tuple(arrows), {n: "all" if n == "part" else "one" for n in nodes}, {n: n for n in nodes}
    )


def test_states_are_not_explored() -> None:
    """8 branches of 7 steps have 16.8 million states."""
    graph = infer_joins(parallel_branches(8, 7))
    assert graph.join["meet"] == "all"
    assert find_unsound(graph) is None
    assert find_unsound(replace(graph, join={**graph.join, "meet": "any"}), states=2000).kind == "twice"


def make(arrows: str, alls: str = "", join: dict | None = None) -> Graph:
    """A graph in short: "ab bc c." are arrows, "." is the end; arms of a choice have equal chances."""
    pairs = arrows.split()
    nodes = tuple(dict.fromkeys(pair[0] for pair in pairs))
    count = {n: sum(1 for pair in pairs if pair[0] == n) for n in nodes}
    split = {n: "one" if count[n] == 1 else "all" if n in alls else "choice" for n in nodes}
    made = tuple(
        Arrow(
            pair[0],
            END if pair[1] == "." else pair[1],
            Fraction(1, count[pair[0]]) if split[pair[0]] == "choice" else Fraction(1),
            outcome="granted" if pair[1] == "." else None,
        )
        for pair in pairs
    )
    return Graph(nodes[0], nodes, made, split, {n: n for n in nodes}, join or {})


@pytest.mark.parametrize(
    ("graph", "kind", "steps", "awaited"),
    [
        (make("ab b. c."), "unreachable", ("c",), ()),
        (make("ab a. bc cb"), "no-way-to-end", ("b", "c"), ()),
        (make("ab ac bd cd d.", join={"d": "all"}), "deadlock", ("d",), ("c",)),
        (make("ab ac bd cd d.", alls="a", join={"d": "any"}), "twice", ("d",), ()),
        (make("ab ac b. c.", alls="a", join={END: "any"}), "second-end", ("b", "c"), ()),
        (make("ab ac b. bd cd d.", alls="a", join={"d": "all"}), "left-running", ("d",), ()),
    ],
)
def test_kinds_of_fault(graph: Graph, kind: str, steps: tuple, awaited: tuple) -> None:
    fault = find_unsound(graph)
    assert fault.kind == kind
    assert fault.steps == steps
    assert fault.awaited == awaited


def test_a_step_that_needs_both_joins_gets_gathering_nodes() -> None:
    """b and c meet (all of a), and the return from d comes by choice: b, c and d all lead to m."""
    graph = infer_joins(make("sa ab ac bm cm md dm d.", alls="a"))
    assert graph.nodes[-1] == "~gather-m-1"
    assert graph.written["~gather-m-1"] is None
    assert (graph.join["m"], graph.join["~gather-m-1"]) == ("any", "all")
    assert is_sound(graph)


def test_branches_that_end_apart_are_gathered_before_the_end() -> None:
    graph = infer_joins(make("ab ac b. c.", alls="a"))
    assert graph.join["~gather-end-1"] == "all"
    assert graph.arrows[-1] == Arrow("~gather-end-1", END, outcome="granted")
    assert is_sound(graph)


def test_returns_to_the_start_meet_the_arrow_from_outside() -> None:
    """Both branches of b lead back to the start: they are gathered first."""
    graph = infer_joins(make("ab a. bc bd ca da", alls="b"))
    assert (graph.join["a"], graph.join["~gather-a-1"]) == ("any", "all")
    assert is_sound(graph)
