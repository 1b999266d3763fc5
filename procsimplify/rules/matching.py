"""Where rules meet facts: two matchers, one answer.

`match` runs rules over a fact base. The durable matcher is compared at every run with the indexed one; a difference
is reported as a fault of the tool, and the indexed matches are used.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from procsimplify.base.findings import Finding, Place, error, note
from procsimplify.rules.compile import CompiledRule, Step, compile_rule
from procsimplify.rules.indexed import (
    MOST_CANDIDATES,
    Blocker,
    Solution,
    Store,
    TooManyCandidates,
    evaluate_defines,
    solve,
)
from procsimplify.rules.language import Rule
from procsimplify.rules.schema import FactBase, Row, Value, sort_key

Engine = Literal["durable", "indexed"]
Evidence = tuple[str, Row]
_Bindings = tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A rule's match.

    Parameters
    ----------
    rule_id
        The rule.
    bindings
        The value of each variable of the rule's `match`, by name without `$`, sorted by name.
    facts
        The rows matched, in the order of the rule's patterns. Where several sets of rows give the same bindings,
        the first in the order of their values.
    """

    rule_id: str
    bindings: Mapping[str, Value]
    facts: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class MatchResult:
    """The matches by rule id and bindings, and the faults met on the way (none in a sound run)."""

    matches: tuple[Match, ...]
    faults: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class RuleSet:
    """Rules compiled once, to be run over many fact bases.

    Parameters
    ----------
    rules
        Well-formed rules, ids different.

    Raises
    ------
    ValueError
        If two rules have one id.
    """

    rules: tuple[Rule, ...]
    compiled: tuple[CompiledRule, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len({rule.id for rule in self.rules}) != len(self.rules):
            raise ValueError("two rules have the same id")
        object.__setattr__(self, "compiled", tuple(compile_rule(rule) for rule in self.rules))


def match(rules: RuleSet | Sequence[Rule], facts: FactBase, engine: Engine = "indexed") -> MatchResult:
    """Run rules over facts.

    Parameters
    ----------
    rules
        A `RuleSet` when the same rules are run again; a sequence is compiled first.
    facts
        The facts of one procedure.
    engine
        `indexed`, or `durable`, which runs both and uses `indexed` where they differ; above `MOST_FACTS` facts
        `durable` is left out, and a note among the faults says so.

    Returns
    -------
    MatchResult
        The same for both engines, in an order that does not depend on the order of rules or facts.
    """
    rule_set = rules if isinstance(rules, RuleSet) else RuleSet(tuple(rules))
    base = Store(facts)
    faults: list[Finding] = []
    ran: list[tuple[CompiledRule, Store, list[Solution]]] = []
    for rule in rule_set.compiled:
        if engine == "indexed" and _is_hopeless(rule, base):
            continue
        try:
            store = evaluate_defines(rule, base)
            ran.append((rule, store, solve(rule.match, store)))
        except TooManyCandidates:
            faults.append(_too_many(rule))
    if engine == "durable":
        faults.extend(_differences(ran))
    matches: list[tuple[str, list[object], Match]] = []
    for rule, store, solutions in ran:
        try:
            for bindings, rows in _settled(rule, store, solutions).items():
                evidence = tuple(
                    (pattern.relation, row) for pattern, row in zip(rule.rule.match.patterns, rows, strict=True)
                )
                key: list[object] = [(name, sort_key(value)) for name, value in bindings]
                matches.append((rule.rule.id, key, Match(rule.rule.id, dict(bindings), evidence)))
        except TooManyCandidates:
            faults.append(_too_many(rule))
    matches.sort(key=lambda item: item[:2])
    return MatchResult(tuple(item[2] for item in matches), tuple(faults))


def _is_hopeless(rule: CompiledRule, store: Store) -> bool:
    """Tell whether some pattern of a rule has no fact at all: most rules on most procedures, and nothing is joined."""
    unasked: list[Step] = []
    for step in rule.needs:
        # What is known already goes first.
        if store.is_waiting(step.relation):
            unasked.append(step)
        elif not store.admitted(step):
            return True
    return any(not store.admitted(step) for step in unasked)


def _in_rule_order(rule: CompiledRule, rows: Sequence[Row]) -> tuple[Row, ...]:
    """Put the rows of a solution, which stand in the order of the steps, into the order of the rule's patterns."""
    placed = sorted(zip((step.position for step in rule.match.steps), rows, strict=True), key=lambda item: item[0])
    return tuple(row for _, row in placed)


def _settled(rule: CompiledRule, store: Store, solutions: Sequence[Solution]) -> Mapping[_Bindings, tuple[Row, ...]]:
    """Return the bindings that no guard blocks, each once, with the rows that gave them."""
    join = rule.match
    places = sorted((name, slot) for slot, name in enumerate(join.slots))
    found: dict[_Bindings, tuple[Row, ...]] = {}
    blockers = [Blocker(guard, store) for _, guard in rule.guards]
    for slots, rows in solutions:
        if any(blocker.blocks(slots) for blocker in blockers):
            continue
        bindings = tuple([(name, slots[slot]) for name, slot in places])
        known = found.get(bindings)
        placed = _in_rule_order(rule, rows)
        if known is None or _rows_key(placed) < _rows_key(known):
            found[bindings] = placed
    if not rule.rule.symmetric:
        return found
    partner = {first: second for pair in rule.rule.symmetric for first, second in (pair, pair[::-1])}
    kept: dict[_Bindings, tuple[Row, ...]] = {}
    for bindings, rows in found.items():
        values = dict(bindings)
        mirrored = tuple((name, values[partner.get(name, name)]) for name, _ in bindings)
        if mirrored not in found or _bindings_key(bindings) <= _bindings_key(mirrored):
            kept[bindings] = rows
    return kept


def _rows_key(rows: Sequence[Row]) -> list[object]:
    return [[sort_key(value) for value in row] for row in rows]


def _bindings_key(bindings: _Bindings) -> list[object]:
    return [sort_key(value) for _, value in bindings]


def _differences(ran: Sequence[tuple[CompiledRule, Store, list[Solution]]]) -> list[Finding]:
    """Run the durable matcher over the same facts and return a fault for each rule on which it differs."""
    # The library is loaded only when it is asked for: it is slow to import and global to the process.
    from procsimplify.rules.durable import MOST_FACTS, conjunctive_rows, fact_count
    from procsimplify.rules.durable_library import LibraryFault

    if not ran:
        return []
    rules, stores = [rule for rule, _, _ in ran], [store for _, store, _ in ran]
    count = fact_count(rules, stores)
    if count > MOST_FACTS:
        return [note("rules.too-large-for-durable", Place(), count=count, most=MOST_FACTS)]
    try:
        durable = conjunctive_rows(rules, stores)
    except LibraryFault as fault:
        return [error("rules.matcher-failed", Place(), detail=fault)]
    faults: list[Finding] = []
    for (rule, _, solutions), found in zip(ran, durable, strict=True):
        theirs = Counter(rows for rows in found if _comparisons_hold(rule, rows))
        ours = Counter(rows for _, rows in solutions)
        if theirs != ours:
            faults.append(
                error(
                    "rules.matchers-differ",
                    rule.rule.place,
                    rule=rule.rule.id,
                    durable=theirs.total(),
                    indexed=ours.total(),
                )
            )
    return faults


def _comparisons_hold(rule: CompiledRule, rows: Sequence[Row]) -> bool:
    slots: Row = ()
    for step, row in zip(rule.match.steps, rows, strict=True):
        slots += tuple([row[index] for index in step.fresh])
        if not all(check.passes(slots) for check in step.checks):
            return False
    return True


def _too_many(rule: CompiledRule) -> Finding:
    return error("rules.too-many-candidates", rule.rule.place, rule=rule.rule.id, most=MOST_CANDIDATES)
