"""Why a rule did not match: the first condition at which no candidate was left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from procsimplify.base.findings import Place
from procsimplify.rules.compile import Join, Step, compile_join, compile_rule
from procsimplify.rules.indexed import Solution, Store, evaluate_defines, first_solution, solve
from procsimplify.rules.language import Guard, Rule
from procsimplify.rules.matching import Evidence
from procsimplify.rules.schema import FactBase, Row, Value

Stage = Literal["relation", "tests", "join", "comparison", "guard"]


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Where a rule's last candidate fell.

    Parameters
    ----------
    rule_id
        The rule.
    stage
        `relation`: the relation has no row; `tests`: no row passes the tests on its own fields; `join`: no row that
        does goes with the candidates so far; `comparison`: a comparison held for none; `guard`: every candidate left
        was blocked, the last ones by this guard.
    place
        Where the condition stands in the rule.
    index
        The condition's number among its kind (patterns, comparisons, guards), from 0.
    relation
        For `relation`, `tests` and `join`: the relation of the pattern.
    guard
        For `guard`: which, with the reason that a shared pattern gives.
    candidates
        How many candidates there were before this condition.
    bindings
        One of them, in the order of the rule's variables.
    facts
        The rows that gave that candidate, and for `guard` the rows that blocked it.
    """

    rule_id: str
    stage: Stage
    place: Place
    index: int
    relation: str | None
    guard: Guard | None
    candidates: int
    bindings: Mapping[str, Value]
    facts: tuple[Evidence, ...]


def why_not(rule: Rule, facts: FactBase, bindings: Mapping[str, Value] | None = None) -> WhyNot | None:
    """Find the first condition of a rule at which no candidate is left.

    Parameters
    ----------
    rule
        The rule.
    facts
        The facts of one procedure.
    bindings
        Values that some variables must have (names without `$`), to ask about one step or document.

    Returns
    -------
    WhyNot or None
        None when the rule matches.

    Raises
    ------
    TooManyCandidates
        If a join grows beyond `procsimplify.rules.indexed.MOST_CANDIDATES`.
    """
    compiled = compile_rule(rule)
    store = evaluate_defines(compiled, Store(facts))
    wanted = dict(bindings or {})
    join = compile_join(rule.match, as_written=True)
    candidates: list[Solution] = [((), ())]
    for number, step in enumerate(join.steps):
        left = _extended(join, step, store, candidates, wanted)
        if not left:
            stage = _stage(step, store)
            pattern = rule.match.patterns[number]
            found = _candidate(rule, join, candidates[0])
            return WhyNot(rule.id, stage, pattern.place, number, step.relation, None, len(candidates), *found)
        candidates = left
    checks = [check for step in join.steps for check in step.checks]
    for number, (comparison, check) in enumerate(zip(rule.match.comparisons, checks, strict=True)):
        left = [candidate for candidate in candidates if check.passes(candidate[0])]
        if not left:
            found = _candidate(rule, join, candidates[0])
            return WhyNot(rule.id, "comparison", comparison.place, number, None, None, len(candidates), *found)
        candidates = left
    return _blocked(rule, join, store, candidates)


def _blocked(rule: Rule, join: Join, store: Store, candidates: list[Solution]) -> WhyNot | None:
    for number, guard in enumerate(rule.guards):
        inner = compile_join(guard.conjunction, join.slots)
        blocking = [(candidate, first_solution(inner, store, candidate[0])) for candidate in candidates]
        left = [candidate for candidate, solution in blocking if solution is None]
        if not left:
            candidate, solution = blocking[0]
            values, facts = _candidate(rule, join, candidate)
            if solution is not None:
                facts += _evidence(inner, solution[1])
            place = guard.conjunction.patterns[0].place
            return WhyNot(rule.id, "guard", place, number, None, guard, len(candidates), values, facts)
        candidates = left
    return None


def _extended(
    join: Join, step: Step, store: Store, candidates: list[Solution], wanted: Mapping[str, Value]
) -> list[Solution]:
    """Add one pattern's rows to the candidates, without its comparisons."""
    size = len(candidates[0][0])
    names = join.slots[size : size + len(step.fresh)]
    bare = replace(step, checks=())
    one = Join(join.slots[:size], join.slots[: size + len(step.fresh)], (), (bare,))
    found: list[Solution] = []
    for slots, rows in candidates:
        for more, row in solve(one, store, slots):
            if all(wanted.get(name, value) == value for name, value in zip(names, more[size:], strict=True)):
                found.append((more, (*rows, *row)))
    return found


def _stage(step: Step, store: Store) -> Stage:
    if not store.rows(step.relation):
        return "relation"
    return "join" if store.admitted(step) else "tests"


def _candidate(rule: Rule, join: Join, candidate: Solution) -> tuple[Mapping[str, Value], tuple[Evidence, ...]]:
    slots, rows = candidate
    evidence = tuple((pattern.relation, row) for pattern, row in zip(rule.match.patterns, rows, strict=False))
    return dict(zip(join.slots, slots, strict=False)), evidence


def _evidence(join: Join, rows: tuple[Row, ...]) -> tuple[Evidence, ...]:
    return tuple((step.relation, row) for step, row in zip(join.steps, rows, strict=True))
