"""Elapsed time against published worked examples and against the enumeration of runs."""

from dataclasses import dataclass
from fractions import Fraction
from random import Random

import pytest

from procsimplify.flow.elapsed import Distribution, NoDistribution, elapsed_time
from procsimplify.flow.graph import END, Arrow, Graph
from procsimplify.flow.joins import infer_joins
from procsimplify.flow.unroll import Return, unroll
from procsimplify.testing.graphs import grow_sound_graph


def make(arrows: list[tuple], alls: tuple[str, ...] = ()) -> Graph:
    """Build a graph from (source, target) or (source, target, chance); copies of a step are named STEP'."""
    made = [
        Arrow(s, t, Fraction(str(rest[0])) if rest else Fraction(1), outcome="granted" if t == END else None)
        for s, t, *rest in arrows
    ]
    nodes = tuple(dict.fromkeys(a.source for a in made))
    count = {n: sum(1 for a in made if a.source == n) for n in nodes}
    split = {n: "all" if n in alls else "one" if count[n] == 1 else "choice" for n in nodes}
    return Graph(nodes[0], nodes, tuple(made), split, {n: n.rstrip("'") for n in nodes})


@dataclass(frozen=True)
class Published:
    source: str
    graph: Graph
    times: dict[str, Fraction]
    mean: Fraction


BOOK = "Dumas, La Rosa, Mendling, Reijers, Fundamentals of Business Process Management, 2nd ed., 7.1.1"
EXERCISES = "Quantitative process analysis exercises, exercise 2 (coursehero.com/file/p2kkr0c), worked solution"
REWORK = "a public value-stream tool's feature file, 'Rework to previous step with process and wait times'"
EXAM = "exam question 1.4 (studylib.net/doc/7671220), inputs as printed; the mean 29.2112 h is worked out by hand"

MINUTE = Fraction(1, 60)
PUBLISHED = {
    "sequence": Published(BOOK, make([("A", "B"), ("B", END)]), {"A": Fraction(10), "B": Fraction(20)}, Fraction(30)),
    "choice": Published(
        BOOK,
        make([("A", "B", "1/2"), ("A", "C", "1/2"), ("B", END), ("C", END)]),
        {"A": Fraction(10), "B": Fraction(20), "C": Fraction(10)},
        Fraction(25),
    ),
    "a step on the way back": Published(
        EXERCISES,
        make([("t1", "t2"), ("t2", "t3", "1/5"), ("t2", END, "4/5"), ("t3", "t1")]),
        {"t1": Fraction(1), "t2": Fraction(2), "t3": Fraction(3)},
        Fraction(9, 2),
    ),
    "without rework": Published(
        REWORK,
        make([("A", "B"), ("B", "C"), ("C", "D"), ("D", END)]),
        {"A": Fraction(3), "B": Fraction(5), "C": Fraction(6), "D": Fraction(4)},
        Fraction(18),
    ),
    "rework once": Published(
        REWORK,
        make(
            [
                ("A", "B"),
                ("B", "C"),
                ("C", "D"),
                ("D", "rw", "1/5"),
                ("D", END, "4/5"),
                ("rw", "C'"),
                ("C'", "rw'"),
                ("rw'", "D'"),
                ("D'", END),
            ]
        ),
        {"A": Fraction(3), "B": Fraction(5), "C": Fraction(6), "D": Fraction(4), "rw": Fraction(1)},
        Fraction(102, 5),
    ),
    "lead time": Published(
        REWORK,
        make([("p1", "p2"), ("p2", "p3"), ("p3", END)]),
        {"p1": Fraction(10), "p2": Fraction(25), "p3": Fraction(40)},
        Fraction(75),
    ),
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_means(name: str) -> None:
    case = PUBLISHED[name]
    found = elapsed_time(infer_joins(case.graph), case.times)
    assert isinstance(found, Distribution)
    assert found.mean == case.mean
    assert 0 <= found.tail <= Fraction(1, 10**12)
    assert sum(found.chances.values()) + found.tail == 1
    assert abs(found.listed_mean - case.mean) < Fraction(1, 10**9)


def test_a_review_that_is_asked_for_at_most_once() -> None:
    """The exam's loan: incomplete files go back without bound, a review is asked for at most once.

    Inputs: check 0.5 h, request and notify 1 min, 48 h until an answer, perform 2 h, decide 1 h; 30 % of the files are
    incomplete; 10 % ask for a review, 48 h later, which is decided and notified again, and that is final.
    """
    arrows = [
        ("check", "request", "3/10"),
        ("check", "perform", "7/10"),
        ("request", "receive"),
        ("receive", "check"),
        ("perform", "decide"),
        ("decide", "notify"),
        ("notify", "review", "1/10"),
        ("notify", END, "9/10"),
        ("review", "decide"),
    ]
    times = {
        "check": Fraction(1, 2),
        "request": MINUTE,
        "receive": Fraction(48),
        "perform": Fraction(2),
        "decide": Fraction(1),
        "notify": MINUTE,
        "review": Fraction(48),
    }
    found = elapsed_time(infer_joins(unroll(make(arrows), [Return(6, 1, END, "granted")])), times)
    assert isinstance(found, Distribution), EXAM
    assert found.mean is not None
    assert abs(found.mean - Fraction("29.211190476190477")) < Fraction(1, 10**12)
    assert abs(found.listed_mean - found.mean) < Fraction(1, 10**8)
    unbounded = elapsed_time(infer_joins(make(arrows)), times)
    assert isinstance(unbounded, Distribution)
    assert unbounded.mean is not None
    # Without the bound a review, its decision and its notice come 1/9 times on average instead of 1/10.
    assert unbounded.mean - found.mean == (Fraction(1, 9) - Fraction(1, 10)) * (48 + 1 + MINUTE)


def test_the_maximum_of_means_is_not_the_mean_of_the_maximum() -> None:
    """Two coins of 1 or 3: each takes 2 on average, both take 2.5."""
    coin = {Fraction(1): Fraction(1, 2), Fraction(3): Fraction(1, 2)}
    arrows = [("s", "a"), ("s", "b"), ("a", "j"), ("b", "j"), ("j", END)]
    graph = infer_joins(make(arrows, alls=("s",)))
    found = elapsed_time(graph, {"s": Fraction(0), "a": coin, "b": coin, "j": Fraction(0)})
    assert found == Distribution({Fraction(1): Fraction(1, 4), Fraction(3): Fraction(3, 4)})
    assert found.listed_mean == Fraction(5, 2)
    assert found.quantile(Fraction(1, 4)) == 1
    assert found.quantile(Fraction(9, 10)) == 3


def test_branches_that_wait_for_each_other_are_not_block_structured() -> None:
    arrows = [("s", "a"), ("s", "b"), ("a", "c"), ("a", "d"), ("b", "d"), ("c", "j"), ("d", "j"), ("j", END)]
    graph = infer_joins(make(arrows, alls=("s", "a")))
    found = elapsed_time(graph, dict.fromkeys("sabcdj", Fraction(1)))
    assert isinstance(found, NoDistribution)
    assert found.reason == "not-block-structured"


def test_a_missing_time_is_named() -> None:
    graph = infer_joins(make([("a", "b"), ("b", END)]))
    assert elapsed_time(graph, {"a": Fraction(1)}) == NoDistribution("missing-time", ("b",))


def play(graph: Graph, times: dict[str, Fraction], deepest: int) -> dict[Fraction, Fraction] | None:
    """Enumerate the runs: each token carries the time at which it came; a join goes on at the latest of its tokens.

    None where some run has more than `deepest` events.
    """
    found: dict[Fraction, Fraction] = {}
    todo = [({-1: Fraction(0)}, Fraction(1), 0)]
    while todo:
        tokens, chance, events = todo.pop()
        if events > deepest or len(todo) > 3000:
            return None
        for node in (*graph.nodes, END):
            ways = [i for i, a in enumerate(graph.arrows) if a.target == node] + [-1] * (node == graph.start)
            here = [i for i in ways if i in tokens]
            if not here or (graph.join.get(node) == "all" and len(here) < len(ways)):
                continue
            rest = {i: t for i, t in tokens.items() if i not in here}
            done = max(tokens[i] for i in here) + times.get(node, Fraction(0))
            out = [i for i, a in enumerate(graph.arrows) if a.source == node]
            if node == END:
                found[done] = found.get(done, Fraction(0)) + chance
            elif graph.split[node] == "choice":
                todo += [({**rest, i: done}, chance * graph.arrows[i].chance, events + 1) for i in out]
            else:
                todo.append(({**rest, **dict.fromkeys(out, done)}, chance, events + 1))
            break
    return found


def test_distributions_against_the_enumeration_of_runs() -> None:
    judged = parallel = 0
    for seed in range(1200):
        random = Random(seed)
        graph = grow_sound_graph(random, random.randint(1, 5))
        times = {node: Fraction(random.randint(0, 4)) for node in graph.nodes}
        runs = play(graph, times, deepest=40)
        if runs is None:
            continue
        found = elapsed_time(graph, times)
        if isinstance(found, NoDistribution):
            assert found.reason == "not-block-structured"
            continue
        judged += 1
        parallel += found.mean is None
        assert found.tail == 0
        assert dict(found.chances) == runs
        if found.mean is not None:
            assert found.mean == found.listed_mean
    assert judged > 200
    assert parallel > 80
