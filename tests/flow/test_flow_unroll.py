"""Bounded returns against the chain that counts the rounds, and against figures worked by hand."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procsimplify.flow.graph import END, Arrow, Graph
from procsimplify.flow.joins import infer_joins
from procsimplify.flow.soundness import is_sound
from procsimplify.flow.unroll import Return, unroll
from procsimplify.flow.visits import expected_visits, outcome_chances
from procsimplify.testing.graphs import grow_sound_graph, without_joins


def sequential(random: Random) -> tuple[Graph, list[int]]:
    """A graph without parallel branches, and its arrows that can be bounded: each lies in a loop."""
    while True:
        graph = without_joins(grow_sound_graph(random, random.randint(1, 5)))
        if "all" in graph.split.values():
            continue
        back = [
            i
            for i, arrow in enumerate(graph.arrows)
            if arrow.target != END
            and graph.split[arrow.source] == "choice"
            and leads(graph, arrow.target, arrow.source)
        ]
        if back:
            return graph, back


def leads(graph: Graph, a: str, b: str) -> bool:
    seen, todo = set(), [a]
    while todo:
        node = todo.pop()
        if node == b:
            return True
        if node not in seen and node != END:
            seen.add(node)
            todo += graph.successors(node)
    return False


def counting_chain(graph: Graph, bounded: Return, body: set[str]) -> tuple[dict[str, Fraction], dict]:
    """Visits and outcomes from the chain on (node, times the return was taken since the loop was entered)."""
    chain, todo = {}, [(graph.start, 0)]
    while todo:
        node, count = todo.pop()
        if (node, count) in chain:
            continue
        steps = []
        for i, arrow in enumerate(graph.arrows):
            if arrow.source != node:
                continue
            target, outcome, now = arrow.target, arrow.outcome, count
            if i == bounded.arrow:
                if count == bounded.at_most:
                    target, outcome = bounded.then_target, bounded.then_outcome
                else:
                    now = count + 1
            state = ("outcome", outcome) if target == END else (target, now if target in body else 0)
            steps.append((arrow.chance, state))
        chain[node, count] = steps
        todo += [state for _, state in steps if state[0] != "outcome"]
    order = {state: i for i, state in enumerate(chain)}
    size = len(order)
    rows = [[Fraction(int(r == c)) for c in range(size)] + [Fraction(0)] for r in range(size)]
    rows[order[graph.start, 0]][size] = Fraction(1)
    for state, steps in chain.items():
        for chance, after in steps:
            if after in order:
                rows[order[after]][order[state]] -= chance
    for c in range(size):
        p = next(r for r in range(c, size) if rows[r][c])
        rows[c], rows[p] = rows[p], rows[c]
        rows[c] = [value / rows[c][c] for value in rows[c]]
        for r in range(size):
            if r != c and rows[r][c]:
                rows[r] = [a - rows[r][c] * b for a, b in zip(rows[r], rows[c], strict=True)]
    visits, outcomes = dict.fromkeys(graph.nodes, Fraction(0)), {}
    for state, steps in chain.items():
        visits[state[0]] += rows[order[state]][size]
        for chance, after in steps:
            if after[0] == "outcome":
                outcomes[after[1]] = outcomes.get(after[1], 0) + chance * rows[order[state]][size]
    return visits, outcomes


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 3))
def test_one_bounded_return_has_the_visits_of_the_counting_chain(seed: int, at_most: int) -> None:
    random = Random(seed)
    graph, back = sequential(random)
    bounded = Return(random.choice(back), at_most, END, "refused")
    unrolled = unroll(graph, [bounded])
    # The body is where the count is remembered: the nodes that were copied.
    body = {node.split("#")[0] for node in unrolled.nodes if "#" in node}
    visits, outcomes = counting_chain(graph, bounded, body)
    result = infer_joins(unrolled)
    assert is_sound(result)
    found = expected_visits(result)
    assert {node: found.by_written.get(node, 0) for node in graph.nodes} == visits
    assert {k: v for k, v in outcome_chances(result, found).items() if v} == {k: v for k, v in outcomes.items() if v}


def make(start: str, arrows: list[Arrow], alls: tuple[str, ...] = ()) -> Graph:
    nodes = tuple(dict.fromkeys(a.source for a in arrows))
    count = {n: sum(1 for a in arrows if a.source == n) for n in nodes}
    split = {n: "all" if n in alls else "one" if count[n] == 1 else "choice" for n in nodes}
    return Graph(start, nodes, tuple(arrows), split, {n: n for n in nodes})


def test_a_round_of_its_own_that_leads_back() -> None:
    """Check; 30 % are sent back at most twice, and refused the third time: 1, 0.3, 0.09 (by hand)."""
    share = Fraction(3, 10)
    graph = make(
        "check",
        [
            Arrow("check", "complete", share),
            Arrow("check", "decide", 1 - share),
            Arrow("complete", "check"),
            Arrow("decide", END, outcome="granted"),
        ],
    )
    result = infer_joins(unroll(graph, [Return(0, 2, END, "refused")]))
    assert result.nodes == ("check", "decide", "check#2", "complete#2", "check#3", "complete#3")
    assert is_sound(result)
    visits = expected_visits(result)
    assert visits.by_written == {
        "check": 1 + share + share**2,
        "complete": share + share**2,
        "decide": 1 - share**3,
    }
    assert outcome_chances(result, visits) == {"granted": 1 - share**3, "refused": share**3}


def test_a_return_from_behind_a_parallel_block_inside_a_branch() -> None:
    half = Fraction(1, 2)
    graph = make(
        "start",
        [
            Arrow("start", "t"),
            Arrow("start", "beside"),
            Arrow("t", "a"),
            Arrow("t", "b"),
            Arrow("a", "u"),
            Arrow("b", "u"),
            Arrow("u", "t", half),
            Arrow("u", "meet", half),
            Arrow("beside", "meet"),
            Arrow("meet", END, outcome="granted"),
        ],
        alls=("start", "t"),
    )
    result = infer_joins(unroll(graph, [Return(6, 1, "meet")]))
    assert is_sound(result)
    visits = expected_visits(result).by_written
    assert visits == {"start": 1, "t": 1 + half, "a": 1 + half, "b": 1 + half, "u": 1 + half, "beside": 1, "meet": 1}


def test_nested_bounded_returns_count_afresh_in_each_outer_round() -> None:
    half = Fraction(1, 2)
    graph = make(
        "outer",
        [
            Arrow("outer", "inner"),
            Arrow("inner", "inner", half),
            Arrow("inner", "ask", half),
            Arrow("ask", "outer", half),
            Arrow("ask", END, half, outcome="granted"),
        ],
    )
    result = infer_joins(unroll(graph, [Return(3, 1, END, "refused"), Return(1, 2, "ask")]))
    assert is_sound(result)
    # One round of inner: 1 + 1/2 + 1/4 visits, then always on to ask; two outer rounds at 1 and 1/2.
    rounds = 1 + half
    visits = expected_visits(result)
    assert visits.by_written == {"outer": rounds, "inner": rounds * Fraction(7, 4), "ask": rounds}
    assert outcome_chances(result, visits) == {"granted": Fraction(3, 4), "refused": Fraction(1, 4)}


def test_a_join_given_as_all_waits_for_one_of_the_rounds() -> None:
    half = Fraction(1, 2)
    graph = make(
        "s",
        [
            Arrow("s", "t"),
            Arrow("s", "x"),
            Arrow("t", "t", half),
            Arrow("t", "j", half),
            Arrow("x", "j"),
            Arrow("j", END, outcome="granted"),
        ],
        alls=("s",),
    )
    given_join = Graph(graph.start, graph.nodes, graph.arrows, graph.split, graph.written, {"j": "all"})
    result = infer_joins(unroll(given_join, [Return(2, 1, "j")]))
    assert is_sound(result)
    assert result.join["j"] == "all"
    assert expected_visits(result).by_written == {"s": 1, "t": 1 + half, "x": 1, "j": 1}


@pytest.mark.parametrize(
    ("returns", "words"),
    [
        ([Return(2, 0, END)], "1 to 10"),
        ([Return(2, 11, END)], "1 to 10"),
        ([Return(0, 1, END)], "does not lead back"),
        ([Return(2, 1, "a")], "elsewhere"),
        ([Return(2, 1, END), Return(2, 2, END)], "two bounded returns"),
    ],
)
def test_refusals(returns: list[Return], words: str) -> None:
    half = Fraction(1, 2)
    graph = make(
        "z", [Arrow("z", "a"), Arrow("a", "b"), Arrow("b", "a", half), Arrow("b", END, half, outcome="granted")]
    )
    with pytest.raises(ValueError, match=words):
        unroll(graph, returns)


def test_too_many_nodes() -> None:
    half = Fraction(1, 2)
    line = [Arrow(f"n{i}", f"n{i + 1}") for i in range(249)]
    graph = make("n0", [*line, Arrow("n249", "n0", half), Arrow("n249", END, half, outcome="granted")])
    assert len(unroll(graph, [Return(249, 7, END, "refused")]).nodes) == 2000
    with pytest.raises(ValueError, match="2000 steps"):
        unroll(graph, [Return(249, 8, END, "refused")])
