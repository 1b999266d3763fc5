"""Checking a rule's `define` and `unless`: what is computed before the match, and what blocks it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from procsimplify.base.text import Text
from procsimplify.rules.checking import Checker, Path, Scope, nearest
from procsimplify.rules.form import DefineForm, PatternForm, ReasonForm, UseForm
from procsimplify.rules.language import Conjunction, Define, Guard, SharedPattern
from procsimplify.rules.schema import NUMERIC, Field, Relation, Schema


def check_defines(
    checker: Checker, forms: Mapping[str, DefineForm], path: Path, schema: Schema
) -> tuple[tuple[Define, ...], Schema]:
    """Resolve definitions in an order in which each uses only those before it.

    Returns
    -------
    tuple of Define, Schema
        The definitions in that order, and the schema with their relations in it.
    """
    own: dict[str, DefineForm] = {}
    for name, form in forms.items():
        if name in schema or name in ("where", "surely"):
            checker.report("duplicate-relation", (*path, name), relation=name)
        else:
            own[name] = form
    order, recursive = _order({name: _uses(form) & set(own) for name, form in own.items()})
    for name in recursive:
        checker.report("recursive-define", (*path, name), relation=name, others=", ".join(sorted(recursive)))
    checker.broken.update(recursive)
    defines: list[Define] = []
    for name in order:
        define = _define(checker, name, own[name], (*path, name), schema)
        if define is not None:
            defines.append(define)
            schema = schema.extended(Relation(name, define.fields))
        else:
            checker.broken.add(name)
    return tuple(defines), schema


def _uses(form: DefineForm) -> set[str]:
    return {relation for item in [*form.of, *(form.absent or [])] for relation in item}


def _order(uses: Mapping[str, set[str]]) -> tuple[list[str], list[str]]:
    """Return names in an order of use, and the names that stand on or behind a circle."""
    left = dict(uses)
    order: list[str] = []
    while True:
        ready = [name for name in left if not left[name] & set(left)]
        if not ready:
            return order, list(left)
        order.extend(ready)
        for name in ready:
            del left[name]


def _define(checker: Checker, name: str, form: DefineForm, path: Path, schema: Schema) -> Define | None:
    scope = Scope()
    of = checker.conjunction(form.of, (*path, "of"), schema, scope)
    absent: Conjunction | None = None
    if form.absent is not None:
        inner = Scope(scope.types)
        inner.doubtful |= scope.doubtful
        absent = checker.conjunction(form.absent, (*path, "absent"), schema, inner)
    fields: list[Field] = []
    for index, variable in enumerate(form.by):
        here = (*path, "by", index)
        if checker.bound(variable, here, scope):
            field = scope.types[variable[1:]]
            if field.type == "quantity":
                checker.report("quantity-joined", here, variable=variable)
            fields.append(Field(variable[1:], field.type))
    kinds = [kind for kind in ("count", "least", "greatest", "absent") if kind in form.model_fields_set]
    if len(kinds) != 1 or (form.as_ is None) != (kinds == ["absent"]):
        checker.report("define-form", path, relation=name)
        return None
    value: Field | None = None
    kind: Literal["count", "least", "greatest", "absent"] = "absent"
    variable = None
    if form.count is not None:
        kind, variable = "count", form.count
    elif form.least is not None:
        kind, variable = "least", form.least
    elif form.greatest is not None:
        kind, variable = "greatest", form.greatest
    if variable is not None and form.as_ is not None:
        if not checker.bound(variable, (*path, kind), scope):
            return None
        field = scope.types[variable[1:]]
        if kind != "count" and field.type not in NUMERIC:
            checker.report("wrong-condition", (*path, kind), condition=kind, field=variable, type=field.type)
            return None
        value = Field(form.as_, "integer") if kind == "count" else Field(form.as_, field.type, field.units)
        fields.append(value)
    names = [field.name for field in fields]
    if len(fields) != len(form.by) + (value is not None):
        return None
    if len(set(names)) != len(names):
        checker.report("duplicate-field", path, relation=name)
        return None
    by = tuple(item[1:] for item in form.by)
    return Define(name, kind, None if variable is None else variable[1:], of, absent, by, tuple(fields))


def check_guards(
    checker: Checker,
    forms: Sequence[list[PatternForm] | UseForm | ReasonForm],
    path: Path,
    schema: Schema,
    scope: Scope,
    shared: Mapping[str, SharedPattern],
) -> tuple[Guard, ...]:
    """Resolve what must have no solution, each alternative of a shared pattern as a guard of its own."""
    guards: list[Guard] = []
    for index, form in enumerate(forms):
        here = (*path, index)
        if isinstance(form, UseForm):
            guards.extend(_used(checker, form, here, scope, shared))
            continue
        inner = Scope(scope.types)
        inner.doubtful |= scope.doubtful
        if isinstance(form, ReasonForm):
            conjunction = checker.conjunction(form.match, (*here, "match"), schema, inner)
            guards.append(Guard(None, form.id, Text(form.reason.vi, form.reason.en), conjunction))
        else:
            conjunction = checker.conjunction(form, here, schema, inner)
            guards.append(Guard(None, f"unless-{index + 1}", None, conjunction))
    return tuple(guards)


def _used(
    checker: Checker, form: UseForm, path: Path, scope: Scope, shared: Mapping[str, SharedPattern]
) -> list[Guard]:
    pattern = shared.get(form.use)
    if pattern is None:
        checker.report("unknown-pattern", (*path, "use"), pattern=form.use, near=nearest(form.use, shared) or "–")
        return []
    given = set(form.with_)
    for name in sorted(given.symmetric_difference(pattern.parameters)):
        here = (*path, "with", name) if name in given else path
        wanted = ", ".join(pattern.parameters) or "–"
        checker.report("pattern-parameter", here, pattern=form.use, parameter=name, parameters=wanted)
    names = {
        name: variable[1:]
        for name, variable in form.with_.items()
        if name in pattern.parameters and checker.bound(variable, (*path, "with", name), scope)
    }
    if given != set(pattern.parameters) or len(names) != len(pattern.parameters):
        return []
    for name, variable in names.items():
        wanted = {alternative.types[name].type for alternative in pattern.alternatives if name in alternative.types}
        found = scope.types[variable].type
        for other in sorted(wanted - {found}):
            here = (*path, "with", name)
            checker.report("variable-type", here, variable=f"${variable}", first=other, second=found)
        if found == "quantity" and wanted:
            checker.report("quantity-joined", (*path, "with", name), variable=f"${variable}")
    return [
        Guard(pattern.name, alternative.id, alternative.reason, _renamed(alternative.conjunction, pattern.name, names))
        for alternative in pattern.alternatives
    ]


def _renamed(conjunction: Conjunction, owner: str, names: Mapping[str, str]) -> Conjunction:
    """Put the rule's variables for the parameters; the others take a name that no rule can write."""

    def new(name: str) -> str:
        return names.get(name, f"{owner}.{name}")

    return Conjunction(
        tuple(
            replace(pattern, binds=tuple((index, new(name)) for index, name in pattern.binds))
            for pattern in conjunction.patterns
        ),
        tuple(
            replace(
                comparison,
                left=new(comparison.left),
                right_variable=None if comparison.right_variable is None else new(comparison.right_variable),
            )
            for comparison in conjunction.comparisons
        ),
    )
