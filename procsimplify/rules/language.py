"""A rule as it is understood: checked against a schema, names resolved, constants in the types of their fields.

`load_rule` and `load_patterns` read a document; what is wrong with it comes out as findings, all in one run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from procsimplify.base.findings import Place
from procsimplify.base.text import Text
from procsimplify.base.yaml import Document
from procsimplify.rules.schema import Field, Schema, Value
from procsimplify.rules.words import Kind, Operator, Provenance, RuleClass, Status

EDITION = "1"
"""The edition of the rule language; it stands in the stamp of every result that rules had a part in."""

TestKind = Operator | Literal["in", "not-in", "given", "missing"]


@dataclass(frozen=True, slots=True)
class Test:
    """A condition on one field of a row that needs no other row."""

    field: int
    kind: TestKind
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern: the rows of a relation that pass the tests, with variables bound to fields."""

    relation: str
    tests: tuple[Test, ...]
    binds: tuple[tuple[int, str], ...]
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison of a variable with a variable or with a constant."""

    left: str
    operator: Operator
    right_variable: str | None
    right_value: Value | None
    surely: bool
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Conjunction:
    """Patterns joined by their shared variables, and comparisons, all of which must hold."""

    patterns: tuple[Pattern, ...]
    comparisons: tuple[Comparison, ...] = ()

    def variables(self) -> tuple[str, ...]:
        """Return the variables that the patterns bind, each once, in the order in which they first stand."""
        return tuple(dict.fromkeys(name for pattern in self.patterns for _, name in pattern.binds))


@dataclass(frozen=True, slots=True)
class Define:
    """A relation computed before the match from a conjunction, grouped by variables."""

    name: str
    kind: Literal["count", "least", "greatest", "absent"]
    variable: str | None
    of: Conjunction
    absent: Conjunction | None
    by: tuple[str, ...]
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Guard:
    """A conjunction that must have no solution; `pattern` is the shared pattern it comes from, if any."""

    pattern: str | None
    alternative: str
    reason: Text | None = field(compare=False, repr=False)
    conjunction: Conjunction


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named constant: its words, and where the number comes from."""

    value: str | tuple[str, ...]
    unit: str | None = None
    source: str | None = None
    provenance: Provenance = "illustrative"

    def words(self) -> str:
        """Return the value as it is printed, with its unit."""
        value = self.value if isinstance(self.value, str) else ", ".join(self.value)
        return value if self.unit is None else f"{value} {self.unit}"


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way in which a shared pattern holds, with the type of each variable that it binds."""

    id: str
    reason: Text
    conjunction: Conjunction
    types: Mapping[str, Field]


@dataclass(frozen=True, slots=True)
class SharedPattern:
    """A pattern of a pack that rules use as a guard."""

    name: str
    parameters: tuple[str, ...]
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that is well formed.

    The part that decides what matches: `defines` (in the order in which they can be computed), `match`, `guards`,
    `symmetric`. The rest is what to say and to propose; `propose`, `targets`, `question`, `legal` and `sources` are
    as written, with variables (`$d`) and parameters (`@max-days`) not yet filled in.
    """

    id: str
    ref: str | None
    version: int
    status: Status
    class_: RuleClass
    kind: Kind
    title: Text
    why: Text
    mend: Text
    legal: Mapping[str, object]
    sources: tuple[object, ...]
    parameters: Mapping[str, Parameter]
    defines: tuple[Define, ...]
    match: Conjunction
    guards: tuple[Guard, ...]
    symmetric: tuple[tuple[str, str], ...]
    propose: tuple[Mapping[str, object], ...]
    targets: tuple[str, ...]
    question: Mapping[str, object] | None
    variables: Mapping[str, Field]
    place: Place = field(compare=False, repr=False)


def load_rule(
    document: Document,
    schema: Schema,
    *,
    patterns: Mapping[str, SharedPattern] | None = None,
    overrides: Mapping[str, Parameter] | None = None,
) -> Rule:
    """Read and check one rule.

    Parameters
    ----------
    document
        The rule file, as `procsimplify.base.yaml.read_tree` gives it.
    schema
        The relations that the rule may name.
    patterns
        The shared patterns that the rule may use, by name.
    overrides
        Parameters that take the place of the rule's own of the same names.

    Returns
    -------
    Rule

    Raises
    ------
    NotWellFormed
        With every finding about the file, not only the first.
    """
    from procsimplify.rules.reading import read_rule

    return read_rule(document, schema, patterns or {}, overrides or {})


def load_patterns(
    document: Document, schema: Schema, *, overrides: Mapping[str, Parameter] | None = None
) -> dict[str, SharedPattern]:
    """Read and check a pack's file of shared patterns.

    Parameters
    ----------
    document, schema, overrides
        As for `load_rule`.

    Returns
    -------
    dict of str to SharedPattern
        By name, in the order of the file.

    Raises
    ------
    NotWellFormed
        With every finding about the file.
    """
    from procsimplify.rules.reading import read_patterns

    return read_patterns(document, schema, overrides or {})


def load_parameters(document: Document) -> dict[str, dict[str, Parameter]]:
    """Read and check a pack's file of parameters: values that take the place of those that rules declare.

    Parameters
    ----------
    document
        The file, as `procsimplify.base.yaml.read_tree` gives it.

    Returns
    -------
    dict
        By the rule's id, then by name.

    Raises
    ------
    NotWellFormed
        With every finding about the file.
    """
    from procsimplify.rules.reading import read_parameters

    return read_parameters(document)
