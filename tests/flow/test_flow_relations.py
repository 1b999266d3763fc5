"""Relations against the exploration of every state."""

from fractions import Fraction
from random import Random

import flow_judge as judge

from procsimplify.flow.graph import END, Arrow, Graph
from procsimplify.flow.joins import infer_joins
from procsimplify.flow.relations import (
    always_on,
    always_on_written,
    exclusive_pairs,
    have,
    lift,
    loop_pairs,
    must_precede,
    must_precede_written,
    next_pairs,
    parallel_pairs,
    path_pairs,
)
from procsimplify.testing.graphs import grow_sound_graph, random_graph, without_joins


def samples():
    """Yield sound graphs, grown and random, each with a source of choices and its states."""
    for seed in range(900):
        random = Random(seed)
        if seed % 2:
            graph = infer_joins(without_joins(grow_sound_graph(random, random.randint(0, 6))))
        else:
            graph = infer_joins(random_graph(random))
        try:
            if judge.is_sound(graph, limit=150):
                yield graph, random, judge.explore(graph, limit=150)
        except judge.TooLarge:
            continue


def test_order_exclusion_and_concurrency() -> None:
    judged = with_parallel = 0
    for graph, _, states in samples():
        judged += 1
        assert must_precede(graph) == judge.before(graph, states)
        parallel = parallel_pairs(graph)
        with_parallel += bool(parallel)
        assert parallel == judge.parallel(graph, states)
        assert exclusive_pairs(graph, path_pairs(graph), parallel) == judge.exclusive(graph, states)
        for outcome in ("granted", "refused", "withdrawn"):
            assert always_on(graph, outcome) == judge.always_on(graph, states, outcome)
    assert judged > 550
    assert with_parallel > 150


def test_what_is_at_hand() -> None:
    judged = 0
    for graph, random, states in samples():
        judged += 1
        gives = {node: random.sample("xyz", random.choice((0, 0, 1))) for node in graph.nodes}
        keeps = {node: random.sample("xyz", random.choice((0, 0, 0, 1))) for node in graph.nodes}
        assert have(graph, gives, keeps, "x") == judge.had(graph, states, gives, keeps, "x")
    assert judged > 550


def graph_with_silent_node() -> Graph:
    """s parts into b and c, gathered (silently) before m; m may be gone through again."""
    half = Fraction(1, 2)
    arrows = (
        Arrow("s", "b"),
        Arrow("s", "c"),
        Arrow("b", "m"),
        Arrow("c", "m"),
        Arrow("m", "m", half),
        Arrow("m", END, half, outcome="granted"),
    )
    nodes = ("s", "b", "c", "m")
    split = {"s": "all", "b": "one", "c": "one", "m": "choice"}
    return infer_joins(Graph("s", nodes, arrows, split, {n: n for n in nodes}))


def test_silent_nodes_are_skipped() -> None:
    graph = graph_with_silent_node()
    assert graph.nodes[-1] == "~gather-m-1"
    assert next_pairs(graph) == {("s", "b"), ("s", "c"), ("b", "m"), ("c", "m"), ("m", "m")}
    assert loop_pairs(graph) == {("m", "m")}
    assert lift(graph, path_pairs(graph)) == next_pairs(graph) | {("s", "m")}
    assert must_precede_written(graph) == {"s": set(), "b": {"s"}, "c": {"s"}, "m": {"s", "b", "c"}}
    assert always_on_written(graph, "granted") == {"s", "b", "c", "m"}
    assert always_on_written(graph, "refused") == {"s", "b", "c", "m"}


def test_copies_count_as_one_step() -> None:
    """a, or its copy a#2, always comes before z; neither copy alone does."""
    half = Fraction(1, 2)
    nodes = ("s", "a", "a#2", "z")
    arrows = (
        Arrow("s", "a", half),
        Arrow("s", "a#2", half),
        Arrow("a", "z"),
        Arrow("a#2", "z"),
        Arrow("z", END, outcome="granted"),
    )
    split = {"s": "choice", "a": "one", "a#2": "one", "z": "one"}
    graph = infer_joins(Graph("s", nodes, arrows, split, {"s": "s", "a": "a", "a#2": "a", "z": "z"}))
    assert must_precede(graph)["z"] == {"s"}
    assert must_precede_written(graph)["z"] == {"s", "a"}
    assert always_on(graph, "granted") == {"s", "z"}
    assert always_on_written(graph, "granted") == {"s", "a", "z"}
    exclusive = exclusive_pairs(graph, path_pairs(graph), parallel_pairs(graph))
    assert exclusive == {("a", "a#2"), ("a#2", "a")}
    assert lift(graph, exclusive, every=True) == set()


def test_what_a_parallel_branch_keeps_is_not_at_hand() -> None:
    """b keeps the original while c, beside it, would need it; afterwards m has it only where somebody gives it back."""
    graph = graph_with_silent_node()
    assert have(graph, {}, {"b": ["original"]}, ["original"])["c"] == set()
    assert have(graph, {}, {"b": ["original"]}, ["original"])["m"] == set()
    assert have(graph, {"b": ["original"]}, {"b": ["original"]}, ["original"])["m"] == {"original"}
    assert have(graph, {"c": ["receipt"]}, {}, [])["m"] == {"receipt"}
