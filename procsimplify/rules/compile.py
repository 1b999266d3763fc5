"""From a checked rule to a plan: joins in a good order, with every name turned into a position.

A join is a chain of steps, one for each pattern. A step takes the rows of one relation that pass the tests on single
fields, joins them by equality to the values found so far, and adds the values that it finds. Both matchers run this
plan; neither reads the rule.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from procsimplify.rules.comparison import holds
from procsimplify.rules.language import Comparison, Conjunction, Define, Guard, Pattern, Rule, Test
from procsimplify.rules.schema import NONE, Row, Value
from procsimplify.rules.words import Operator


@dataclass(frozen=True, slots=True)
class Check:
    """A comparison between values found so far, by their slots."""

    left: int
    operator: Operator
    right: int | None
    value: Value | None
    surely: bool

    def passes(self, slots: Row) -> bool:
        """Tell whether the comparison holds for the values."""
        right = slots[self.right] if self.right is not None else self.value
        return right is not None and holds(self.operator, slots[self.left], right, surely=self.surely)


@dataclass(frozen=True, slots=True)
class Step:
    """One pattern as a step of a join.

    Parameters
    ----------
    relation, tests
        Which rows, and what each must pass by itself.
    given
        The fields that must not be missing, because a variable stands in them.
    same
        Pairs of fields that hold the same variable.
    bound
        Pairs (field, slot): the field's value must be the slot's.
    fresh
        The fields whose values become the next slots.
    checks
        The comparisons that can be asked once this step has added its values.
    position
        Where the pattern stands in the rule.
    key
        The identity of the rows that the step admits, for sharing them between rules.
    lookup
        The identity of the index that the step uses: the rows, what they are joined on and what they add.
    """

    relation: str
    tests: tuple[Test, ...]
    given: tuple[int, ...]
    same: tuple[tuple[int, int], ...]
    bound: tuple[tuple[int, int], ...]
    fresh: tuple[int, ...]
    checks: tuple[Check, ...]
    position: int
    key: str
    lookup: str

    def admits(self, row: Row) -> bool:
        """Tell whether a row passes everything that concerns it alone."""
        # Asked of every row of every step: loops are twice as fast as three `all`.
        for field in self.given:
            if row[field] is NONE:
                return False
        for first, second in self.same:
            if row[first] != row[second]:
                return False
        for test in self.tests:  # noqa: SIM110
            if not passes(test, row[test.field]):
                return False
        return True


@dataclass(frozen=True, slots=True)
class Join:
    """A chain of steps; `slots` names the values in the order in which they are found, the seeds first."""

    seeds: tuple[str, ...]
    slots: tuple[str, ...]
    first: tuple[Check, ...]
    steps: tuple[Step, ...]

    def seeds_used(self) -> tuple[int, ...]:
        """Return the slots of the seeds on which the solutions depend."""
        used = {slot for step in self.steps for _, slot in step.bound}
        for check in (*self.first, *(check for step in self.steps for check in step.checks)):
            used.update(slot for slot in (check.left, check.right) if slot is not None)
        return tuple(sorted(slot for slot in used if slot < len(self.seeds)))


@dataclass(frozen=True, slots=True)
class CompiledDefine:
    """A definition's plan: slots of the group and of the value; the seeds of `absent` are all slots of `of`."""

    define: Define
    of: Join
    absent: Join | None
    by: tuple[int, ...]
    value: int | None


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule's plan. `digest` identifies the conjunctive part, which is all that the durable matcher runs.

    `needs` are the steps over given facts without any of which the rule finds nothing.
    """

    rule: Rule
    defines: tuple[CompiledDefine, ...]
    needs: tuple[Step, ...]
    match: Join
    guards: tuple[tuple[Guard, Join], ...]
    digest: str


def passes(test: Test, value: Value) -> bool:
    """Tell whether a value passes a test; a missing one passes only the test for being missing."""
    if value is NONE:
        return test.kind == "missing"
    match test.kind:
        case "missing":
            return False
        case "given":
            return True
        case "in":
            return value in test.values
        case "not-in":
            return value not in test.values
        case operator:
            return holds(operator, value, test.values[0])


def compile_rule(rule: Rule) -> CompiledRule:
    """Make the plan of a rule."""
    defines: list[CompiledDefine] = []
    for define in rule.defines:
        of = compile_join(define.of)
        absent = None if define.absent is None else compile_join(define.absent, of.slots)
        by = tuple(of.slots.index(name) for name in define.by)
        value = None if define.variable is None else of.slots.index(define.variable)
        defines.append(CompiledDefine(define, of, absent, by, value))
    match = compile_join(rule.match)
    guards = tuple((guard, compile_join(guard.conjunction, match.slots)) for guard in rule.guards)
    digest = hashlib.sha256(repr(match).encode()).hexdigest()
    return CompiledRule(rule, tuple(defines), _needs(match, defines), match, guards, digest)


def _needs(match: Join, defines: Sequence[CompiledDefine]) -> tuple[Step, ...]:
    """List the steps that must all admit a row: a definition has none either unless what it is made of has one."""
    own = {define.define.name: define for define in defines}
    needed: dict[str, Step] = {}
    waiting = list(match.steps)
    opened: set[str] = set()
    while waiting:
        step = waiting.pop()
        if step.relation not in own:
            needed.setdefault(step.key, step)
        elif step.relation not in opened:
            opened.add(step.relation)
            waiting += own[step.relation].of.steps
    # Which steps are independent is the dearest to reckon.
    return tuple(sorted(needed.values(), key=lambda step: step.relation == "independent"))


def compile_join(conjunction: Conjunction, seeds: Sequence[str] = (), *, as_written: bool = False) -> Join:
    """Make the plan of a conjunction.

    Parameters
    ----------
    conjunction
        The patterns and comparisons.
    seeds
        Variables whose values are given from outside.
    as_written
        Keep the patterns in their order, and ask each comparison at the end, to explain rather than to be quick.
    """
    slots = list(seeds)
    waiting = list(conjunction.comparisons)
    left = list(enumerate(conjunction.patterns))
    first = () if as_written else _ready(waiting, slots)
    steps: list[Step] = []
    while left:
        chosen = left[0] if as_written else max(left, key=lambda item: _promise(item[1], slots, item[0]))
        left.remove(chosen)
        position, pattern = chosen
        bound, fresh, same = _places(pattern, slots)
        slots.extend(name for _, name in fresh)
        last = not left
        checks = _ready(waiting, slots) if last or not as_written else ()
        given = tuple(sorted({field for field, _ in pattern.binds}))
        key = repr((pattern.relation, pattern.tests, given, same))
        fields = tuple(field for field, _ in fresh)
        lookup = repr((key, [field for field, _ in bound], fields))
        step = Step(pattern.relation, pattern.tests, given, same, bound, fields, checks, position, key, lookup)
        steps.append(step)
    return Join(tuple(seeds), tuple(slots), first, tuple(steps))


def relations_used(rules: Sequence[Rule]) -> frozenset[str]:
    """Return the relations of facts that the rules mention; no other needs to be computed."""
    used: set[str] = set()
    for rule in rules:
        own = {define.name for define in rule.defines}
        conjunctions = [rule.match, *(guard.conjunction for guard in rule.guards)]
        for define in rule.defines:
            conjunctions.extend([define.of] if define.absent is None else [define.of, define.absent])
        used |= {pattern.relation for conjunction in conjunctions for pattern in conjunction.patterns} - own
    return frozenset(used)


def _promise(pattern: Pattern, slots: list[str], position: int) -> tuple[int, int, int]:
    """Rank a pattern as the next step: joined to what is known, then narrow, then early in the rule."""
    joined = len({name for _, name in pattern.binds if name in slots})
    narrow = sum(test.kind in ("in", "equals", "missing") for test in pattern.tests)
    return joined, narrow, -position


def _places(
    pattern: Pattern, slots: list[str]
) -> tuple[tuple[tuple[int, int], ...], list[tuple[int, str]], tuple[tuple[int, int], ...]]:
    bound: list[tuple[int, int]] = []
    fresh: list[tuple[int, str]] = []
    same: list[tuple[int, int]] = []
    seen: dict[str, int] = {}
    for field, name in pattern.binds:
        if name in seen:
            same.append((seen[name], field))
            continue
        seen[name] = field
        if name in slots:
            bound.append((field, slots.index(name)))
        else:
            fresh.append((field, name))
    return tuple(bound), fresh, tuple(same)


def _ready(waiting: list[Comparison], slots: list[str]) -> tuple[Check, ...]:
    """Take out of the waiting comparisons those whose variables all have values."""
    ready: list[Check] = []
    for comparison in list(waiting):
        right = comparison.right_variable
        if comparison.left not in slots or (right is not None and right not in slots):
            continue
        waiting.remove(comparison)
        right_slot = None if right is None else slots.index(right)
        check = Check(
            slots.index(comparison.left), comparison.operator, right_slot, comparison.right_value, comparison.surely
        )
        ready.append(check)
    return tuple(ready)
