"""The indexed matcher: hash joins in plain Python, for definitions and guards as well as for the match."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from procsimplify.rules.comparison import extreme
from procsimplify.rules.compile import CompiledDefine, CompiledRule, Join, Step
from procsimplify.rules.schema import FactBase, Row, Value

Solution = tuple[Row, tuple[Row, ...]]
"""The values of the slots, and the rows that gave them, in the order of the steps."""

# More candidates than this in one join means a pattern without a shared variable over a large procedure, not a rule.
MOST_CANDIDATES: Final = 200_000

_Entry = tuple[Row, Row]


class TooManyCandidates(Exception):
    """A join grew beyond `MOST_CANDIDATES`."""


class Store:
    """The rows of a fact base with the indexes that joins have asked for.

    Parameters
    ----------
    facts
        The facts.
    parent, derived
        For the definitions of one rule: the store of the facts, whose indexes are shared, and the rows defined.
    """

    def __init__(self, facts: FactBase, parent: Store | None = None) -> None:
        self._facts = facts
        self._parent = parent
        self._derived: dict[str, tuple[Row, ...]] = {}
        self._admitted: dict[str, tuple[Row, ...]] = {}
        self._by_value: dict[tuple[str, int], Mapping[Value, list[Row]]] = {}
        self._indexes: dict[str, Mapping[Row, list[_Entry]]] = {}

    def with_definitions(self) -> Store:
        """Return a store for one rule, which can take up derived relations."""
        return Store(self._facts, self)

    def define(self, relation: str, rows: tuple[Row, ...]) -> None:
        """Take up a derived relation."""
        self._derived[relation] = rows

    def rows(self, relation: str) -> tuple[Row, ...]:
        """Return all rows of a relation."""
        found = self._derived.get(relation)
        return self._facts.rows(relation) if found is None else found

    def is_waiting(self, relation: str) -> bool:
        """Tell whether nobody has asked yet for a relation that is given."""
        return self._facts.is_waiting(relation)

    def admitted(self, step: Step) -> tuple[Row, ...]:
        """Return the rows that a step admits."""
        if self._parent is not None and step.relation not in self._derived:
            return self._parent.admitted(step)
        found = self._admitted.get(step.key)
        if found is None:
            found = self._admitted[step.key] = tuple(row for row in self._likely(step) if step.admits(row))
        return found

    def _likely(self, step: Step) -> Iterable[Row]:
        """Return the rows with one of the values that a step asks for in some field; all where it asks for none."""
        for test in step.tests:
            if test.kind == "in":
                by_value = self._rows_by_value(step.relation, test.field)
                some = [by_value[value] for value in test.values if value in by_value]
                if len(some) < 2:
                    return some[0] if some else ()
        return self.rows(step.relation)

    def _rows_by_value(self, relation: str, place: int) -> Mapping[Value, list[Row]]:
        found = self._by_value.get((relation, place))
        if found is None:
            made: dict[Value, list[Row]] = {}
            for row in self.rows(relation):
                made.setdefault(row[place], []).append(row)
            found = self._by_value[relation, place] = made
        return found

    def index(self, step: Step) -> Mapping[Row, list[_Entry]]:
        """Return a step's rows by the values that they are joined on, each with the values that it adds."""
        found = self._indexes.get(step.lookup)
        if found is None:
            mine = self._parent is None or step.relation in self._derived
            found = self._new_index(step) if mine or self._parent is None else self._parent.index(step)
            self._indexes[step.lookup] = found
        return found

    def _new_index(self, step: Step) -> Mapping[Row, list[_Entry]]:
        fields = [field for field, _ in step.bound]
        index: dict[Row, list[_Entry]] = {}
        for row in self.admitted(step):
            key = tuple([row[field] for field in fields])
            index.setdefault(key, []).append((row, tuple([row[field] for field in step.fresh])))
        return index


def solve(join: Join, store: Store, seed: Row = ()) -> list[Solution]:
    """Return every solution of a join.

    Raises
    ------
    TooManyCandidates
        If the join grows beyond `MOST_CANDIDATES`.
    """
    if not all(check.passes(seed) for check in join.first):
        return []
    partial: list[Solution] = [(seed, ())]
    for step in join.steps:
        partial = list(_extended(step, store, partial))
        if not partial:
            break
    return partial


def _extended(step: Step, store: Store, partial: list[Solution]) -> Iterator[Solution]:
    index = store.index(step)
    bound = [slot for _, slot in step.bound]
    checks = step.checks
    tried = 0
    for slots, rows in partial:
        entries = index.get(tuple([slots[slot] for slot in bound]))
        if entries is None:
            continue
        tried += len(entries)
        if tried > MOST_CANDIDATES:
            raise TooManyCandidates
        for row, fresh in entries:
            found = slots + fresh
            if not checks or all(check.passes(found) for check in checks):
                yield found, (*rows, row)


def first_solution(join: Join, store: Store, seed: Row) -> Solution | None:
    """Return one solution of a join, the first in the order of the facts, or None when there is none.

    Raises
    ------
    TooManyCandidates
        If more than `MOST_CANDIDATES` rows were tried.
    """
    if not all(check.passes(seed) for check in join.first):
        return None
    tried = 0

    def search(depth: int, slots: Row, rows: tuple[Row, ...]) -> Solution | None:
        nonlocal tried
        if depth == len(join.steps):
            return slots, rows
        step = join.steps[depth]
        for row, fresh in store.index(step).get(tuple([slots[slot] for _, slot in step.bound]), ()):
            tried += 1
            if tried > MOST_CANDIDATES:
                raise TooManyCandidates
            found = slots + fresh
            if all(check.passes(found) for check in step.checks):
                solution = search(depth + 1, found, (*rows, row))
                if solution is not None:
                    return solution
        return None

    return search(0, seed, ())


class Blocker:
    """Tells whether a join has a solution for given seeds; seeds alike where it matters are asked about once."""

    def __init__(self, join: Join, store: Store) -> None:
        self._join = join
        self._store = store
        self._used = join.seeds_used()
        self._known: dict[Row, bool] = {}

    def blocks(self, seed: Row) -> bool:
        """Tell whether there is a solution."""
        key = tuple([seed[slot] for slot in self._used])
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = first_solution(self._join, self._store, seed) is not None
        return known


def evaluate_defines(rule: CompiledRule, store: Store) -> Store:
    """Compute a rule's derived relations, in order, and return the store that holds them."""
    if not rule.defines:
        return store
    own = store.with_definitions()
    for define in rule.defines:
        own.define(define.define.name, tuple(_derived(define, own)))
    return own


def _derived(define: CompiledDefine, store: Store) -> Iterator[Row]:
    solutions = solve(define.of, store)
    if define.absent is not None:
        absent = Blocker(define.absent, store)
        groups = dict.fromkeys(
            tuple([slots[slot] for slot in define.by]) for slots, _ in solutions if not absent.blocks(slots)
        )
        yield from groups
        return
    values: dict[Row, dict[Value, None]] = {}
    for slots, _ in solutions:
        if define.value is not None:
            group = tuple([slots[slot] for slot in define.by])
            values.setdefault(group, {})[slots[define.value]] = None
    for group, found in values.items():
        if define.define.kind == "count":
            yield (*group, len(found))
        else:
            yield (*group, extreme(list(found), greatest=define.define.kind == "greatest"))
