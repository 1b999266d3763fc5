"""Checking patterns, comparisons and definitions against a schema, and resolving the names in them."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from procsimplify.base.findings import Finding, Place, error
from procsimplify.rules.constants import BadConstant, WrongUnit, read_constant
from procsimplify.rules.form import ComparisonForm, ConditionForm
from procsimplify.rules.language import Comparison, Conjunction, Parameter, Pattern, Test
from procsimplify.rules.schema import NUMERIC, Field, Relation, Schema, Value
from procsimplify.rules.words import Operator

Path = tuple[str | int, ...]
RawPattern = Mapping[str, Mapping[str, str | ConditionForm]]

# Names that a conjunction keeps for comparisons; no relation may have them.
COMPARISONS: Final = ("where", "surely")
_ORDERED: Final[tuple[Operator, ...]] = ("at-least", "at-most", "above", "below")
_OPERATORS: Final[Mapping[str, Operator]] = {
    "equals": "equals",
    "differs": "differs",
    **{name: name for name in _ORDERED},
}


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word most like another, or the known words when none is like it."""
    words = sorted(known)
    close = difflib.get_close_matches(word, words, n=1, cutoff=0.5)
    return close[0] if close else ", ".join(words[:12])


class Scope:
    """The variables bound so far in one conjunction, with the field that gave each its type."""

    def __init__(self, outer: Mapping[str, Field] | None = None) -> None:
        self.types: dict[str, Field] = dict(outer or {})
        # Variables of a pattern that is itself wrong: nothing more is said of them.
        self.doubtful: set[str] = set()

    def doubt(self, conditions: Iterable[str | ConditionForm]) -> None:
        """Take note of the variables in the conditions of a wrong pattern."""
        for condition in conditions:
            words = condition.is_ if isinstance(condition, ConditionForm) else condition
            if words is not None and words.startswith("$"):
                self.doubtful.add(words[1:])


class Checker:
    """Collects findings while it resolves one file's patterns.

    Parameters
    ----------
    place
        Gives the place in the file of a path of keys.
    parameters
        The named constants in force.
    """

    def __init__(self, place: Callable[[Path], Place], parameters: Mapping[str, Parameter]) -> None:
        self.place = place
        self.parameters = parameters
        self.findings: list[Finding] = []
        # Relations whose definition is itself wrong: patterns over them are not told off as well.
        self.broken: set[str] = set()

    def report(self, code: str, path: Path, **args: str) -> None:
        """Add a finding about the place of a path."""
        self.findings.append(error(f"rules.{code}", self.place(path), **args))

    def conjunction(self, form: Sequence[RawPattern], path: Path, schema: Schema, scope: Scope) -> Conjunction:
        """Resolve patterns and the comparisons that stand among them; the scope takes up their variables."""
        patterns: list[Pattern] = []
        waiting: list[tuple[str, Mapping[str, str | ConditionForm], Path]] = []
        for index, item in enumerate(form):
            [(relation, conditions)] = item.items()
            here = (*path, index, relation)
            if relation in COMPARISONS:
                waiting.append((relation, conditions, here))
            elif relation in self.broken:
                scope.doubt(conditions.values())
            elif relation not in schema:
                self.report("unknown-relation", here, relation=relation, near=nearest(relation, schema.names()))
                scope.doubt(conditions.values())
            else:
                patterns.append(self._pattern(schema[relation], conditions, here, scope))
        if len(waiting) == len(form):
            self.report("no-pattern", path)
            return Conjunction(())
        comparisons = [self._inner_comparison(*item, scope) for item in waiting]
        return Conjunction(tuple(patterns), tuple(found for found in comparisons if found is not None))

    def _pattern(
        self, relation: Relation, conditions: Mapping[str, str | ConditionForm], path: Path, scope: Scope
    ) -> Pattern:
        tests: list[Test] = []
        binds: list[tuple[int, str]] = []
        for name, condition in conditions.items():
            index = relation.position(name)
            here = (*path, name)
            if index is None:
                near = nearest(name, (field.name for field in relation.fields))
                self.report("unknown-field", here, field=name, relation=relation.name, near=near)
                scope.doubt([condition])
                continue
            field = relation.fields[index]
            if isinstance(condition, ConditionForm):
                tests.extend(self._tests(condition, index, field, here))
                variable = condition.is_
            elif condition == "_":
                continue
            elif condition.startswith("$"):
                variable = condition
            else:
                variable = None
                value = self.constant(condition, field, here)
                if value is not None:
                    tests.append(Test(index, "equals" if field.type in NUMERIC else "in", (value,)))
            if variable is not None and self.bind(variable, field, here, scope):
                binds.append((index, variable[1:]))
        return Pattern(relation.name, tuple(tests), tuple(binds), self.place(path))

    def bind(self, variable: str, field: Field, path: Path, scope: Scope) -> bool:
        """Give a variable its type, or check it against the type that it has."""
        if not is_variable(variable):
            self.report("bad-variable", path, variable=variable)
            return False
        name = variable[1:]
        known = scope.types.get(name)
        if known is None:
            scope.types[name] = field
            return True
        if known.type != field.type:
            self.report("variable-type", path, variable=variable, first=known.type, second=field.type)
            return False
        if field.type == "quantity":
            self.report("quantity-joined", path, variable=variable)
            return False
        return True

    def _tests(self, condition: ConditionForm, index: int, field: Field, path: Path) -> Iterable[Test]:
        given = condition.given
        others = condition.model_fields_set - {"given"}
        if not condition.model_fields_set:
            self.report("empty-condition", path, field=field.name)
        if given == "false":
            if others:
                self.report("missing-and-more", path, field=field.name)
            yield Test(index, "missing")
        elif given == "true":
            yield Test(index, "given")
        for kind, words in (("in", condition.in_), ("not-in", condition.not_in)):
            if words is not None:
                values = self._constants(words, field, (*path, kind))
                if values and self._fits_membership(kind, field, (*path, kind)):
                    yield Test(index, "in" if kind == "in" else "not-in", values)
        if condition.not_ is not None:
            value = self.constant(condition.not_, field, (*path, "not"))
            if value is not None and self._fits_membership("not", field, (*path, "not")):
                yield Test(index, "not-in", (value,))
        if condition.equals is not None:
            value = self.constant(condition.equals, field, (*path, "equals"), literal=True)
            if value is not None:
                yield Test(index, "equals", (value,))
        for operator in _ORDERED:
            bound: str | None = getattr(condition, operator.replace("-", "_"))
            if bound is None:
                continue
            if field.type not in NUMERIC:
                here = (*path, operator)
                self.report("wrong-condition", here, condition=operator, field=field.name, type=field.type)
                continue
            value = self.constant(bound, field, (*path, operator))
            if value is not None:
                yield Test(index, operator, (value,))

    def _fits_membership(self, kind: str, field: Field, path: Path) -> bool:
        if field.type == "quantity":
            self.report("wrong-condition", path, condition=kind, field=field.name, type=field.type)
            return False
        return True

    def _constants(self, words: str | Sequence[str], field: Field, path: Path) -> tuple[Value, ...]:
        if isinstance(words, str):
            parameter = self._parameter(words, path) if words.startswith("@") else None
            if parameter is None:
                if not words.startswith("@"):
                    self.report("not-a-list", path, value=words)
                return ()
            words = (parameter.value,) if isinstance(parameter.value, str) else parameter.value
        values = [self._value(word, field, path) for word in words]
        return tuple(value for value in values if value is not None)

    def constant(self, words: str, field: Field, path: Path, *, literal: bool = False) -> Value | None:
        """Read a constant or the parameter that it names; report and return None when it does not fit the field."""
        if words.startswith("@"):
            parameter = self._parameter(words, path)
            if parameter is None:
                return None
            if not isinstance(parameter.value, str):
                self.report("bad-constant", path, value=parameter.words(), field=field.name, type=field.type)
                return None
            words = parameter.words()
        elif words.startswith("$") and not (literal and field.type in ("symbol", "text")):
            self.report("variable-as-constant", path, variable=words)
            return None
        return self._value(words, field, path)

    def _parameter(self, words: str, path: Path) -> Parameter | None:
        found = self.parameters.get(words[1:])
        if found is None:
            near = nearest(words[1:], self.parameters) or "–"
            self.report("unknown-parameter", path, parameter=words, near=near)
        return found

    def _value(self, words: str, field: Field, path: Path) -> Value | None:
        try:
            return read_constant(words, field)
        except WrongUnit as wrong:
            units = ", ".join(field.units) or "–"
            self.report("wrong-unit", path, unit=wrong.unit or "–", value=words, field=field.name, units=units)
        except BadConstant:
            self.report("bad-constant", path, value=words, field=field.name, type=field.type)
        return None

    def _inner_comparison(
        self, kind: str, form: Mapping[str, str | ConditionForm], path: Path, scope: Scope
    ) -> Comparison | None:
        parts = {key: value for key, value in form.items() if isinstance(value, str)}
        if set(form) != {"left", "is", "right"} or len(parts) != 3:
            self.report("comparison-form", path)
            return None
        operator = _OPERATORS.get(parts["is"])
        if operator is None:
            near = ", ".join(_OPERATORS)
            self.report("unknown-word", (*path, "is"), value=parts["is"], known=near)
            return None
        return self.compare(parts["left"], operator, parts["right"], path, scope, surely=kind == "surely")

    def comparisons(
        self, forms: Sequence[ComparisonForm], path: Path, scope: Scope, *, surely: bool
    ) -> tuple[Comparison, ...]:
        """Resolve the comparisons of a rule's own `where` or `surely`."""
        found = [
            self.compare(form.left, form.is_, form.right, (*path, index), scope, surely=surely)
            for index, form in enumerate(forms)
        ]
        return tuple(comparison for comparison in found if comparison is not None)

    def compare(
        self, left: str, operator: Operator, right: str, path: Path, scope: Scope, *, surely: bool
    ) -> Comparison | None:
        """Resolve one comparison; report and return None when it cannot be asked."""
        if not self.bound(left, (*path, "left"), scope):
            return None
        field = scope.types[left[1:]]
        if operator in _ORDERED and field.type not in NUMERIC:
            self.report("wrong-condition", (*path, "is"), condition=operator, field=left, type=field.type)
            return None
        if right.startswith("$"):
            if not self.bound(right, (*path, "right"), scope):
                return None
            other = scope.types[right[1:]]
            if other.type != field.type:
                here = (*path, "right")
                self.report("variable-type", here, variable=right, first=field.type, second=other.type)
                return None
            return Comparison(left[1:], operator, right[1:], None, surely, self.place(path))
        value = self.constant(right, field, (*path, "right"))
        return None if value is None else Comparison(left[1:], operator, None, value, surely, self.place(path))

    def bound(self, variable: str, path: Path, scope: Scope) -> bool:
        """Check that a variable is well formed and bound by a pattern in scope."""
        if not is_variable(variable):
            self.report("bad-variable", path, variable=variable)
            return False
        if variable[1:] in scope.doubtful and variable[1:] not in scope.types:
            return False
        if variable[1:] not in scope.types:
            near = nearest(variable, (f"${name}" for name in scope.types)) or "–"
            self.report("unbound-variable", path, variable=variable, near=near)
            return False
        return True


def is_variable(words: str) -> bool:
    """Tell whether words are a variable: `$` and a kebab-case name."""
    parts = words[1:].split("-")
    return (
        words.startswith("$")
        and all(part.isascii() and part.isalnum() and part == part.lower() for part in parts)
        and words[1:2].isalpha()
    )
