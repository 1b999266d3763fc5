"""The form of a rule file and of a pack's shared patterns, key by key, before anything in it is checked for meaning.

Every scalar is text, as the YAML reader gives it: what a word means depends on the field that it stands for.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from procsimplify.rules.words import Kind, Operator, Provenance, RuleClass, Status

# Bounds on a rule's size. A rule that needs more is two rules; a file that has more is not one that a person wrote.
MOST_PATTERNS: Final = 12
MOST_DEFINES: Final = 12
MOST_GUARDS: Final = 24
MOST_COMPARISONS: Final = 12
MOST_EDITS: Final = 12
MOST_WORDS: Final = 200


Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=80)]
Variable = Annotated[str, Field(pattern=r"^\$[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=80)]
Words = Annotated[list[str], Field(min_length=1, max_length=MOST_WORDS)]


def _kebab(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


class Form(BaseModel):
    """A mapping of the file: frozen, every key known."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=_kebab, populate_by_name=False)


class TextForm(Form):
    """A text in both languages."""

    vi: Annotated[str, Field(min_length=1)]
    en: Annotated[str, Field(min_length=1)]


class ConditionForm(Form):
    """Conditions on one field, all of which must hold."""

    in_: str | Words | None = None
    not_: str | None = None
    not_in: str | Words | None = None
    given: Literal["true", "false"] | None = None
    at_least: str | None = None
    at_most: str | None = None
    above: str | None = None
    below: str | None = None
    equals: str | None = None
    is_: Variable | None = None


def _condition_tag(value: object) -> str:
    return "$word" if isinstance(value, str) else "$condition"


FieldCondition = Annotated[
    Annotated[str, Tag("$word")] | Annotated[ConditionForm, Tag("$condition")], Discriminator(_condition_tag)
]
PatternForm = Annotated[dict[str, dict[str, FieldCondition]], Field(min_length=1, max_length=1)]
ConjunctionForm = Annotated[list[PatternForm], Field(min_length=1, max_length=MOST_PATTERNS)]


class ComparisonForm(Form):
    """A comparison of two variables, or of a variable and a constant."""

    left: Variable
    is_: Operator
    right: str


class ParameterForm(Form):
    """A named constant that a pack can override."""

    value: str | Words
    unit: str | None = None
    source: str | None = None
    provenance: Provenance = "illustrative"
    note: TextForm | None = None


class PackParametersForm(Form):
    """A pack's own values for parameters of rules, by the rule's id."""

    parameters: dict[str, dict[str, ParameterForm]]


class DefineForm(Form):
    """A relation computed before the match: a count, the least or greatest, or an absence."""

    count: Variable | None = None
    least: Variable | None = None
    greatest: Variable | None = None
    absent: ConjunctionForm | None = None
    of: ConjunctionForm
    by: Annotated[list[Variable], Field(max_length=MOST_PATTERNS)] = []
    as_: Name | None = None


class UseForm(Form):
    """A shared pattern used as a guard, with its parameters bound to variables of the match."""

    use: str
    with_: dict[str, Variable] = {}


class ReasonForm(Form):
    """A guard of the rule's own with its name and its reason, which the rule's page and `why_not` tell."""

    id: Name
    reason: TextForm
    match: ConjunctionForm


def _guard_tag(value: object) -> str:
    if isinstance(value, list):
        return "$patterns"
    return "$reason" if isinstance(value, dict) and "match" in value else "$use"


GuardForm = Annotated[
    Annotated[ConjunctionForm, Tag("$patterns")]
    | Annotated[UseForm, Tag("$use")]
    | Annotated[ReasonForm, Tag("$reason")],
    Discriminator(_guard_tag),
]


class RuleForm(Form):
    """A whole rule file."""

    id: Name
    ref: str | None = None
    version: Annotated[str, Field(pattern=r"^[1-9][0-9]{0,5}$")]
    status: Status = "stable"
    class_: RuleClass
    kind: Kind
    title: TextForm
    why: TextForm
    mend: TextForm
    legal: dict[str, object] = {}
    sources: list[object] = []
    parameters: dict[Name, ParameterForm] = {}
    define: Annotated[dict[Name, DefineForm], Field(max_length=MOST_DEFINES)] = {}
    match: ConjunctionForm
    unless: Annotated[list[GuardForm], Field(max_length=MOST_GUARDS)] = []
    where: Annotated[list[ComparisonForm], Field(max_length=MOST_COMPARISONS)] = []
    surely: Annotated[list[ComparisonForm], Field(max_length=MOST_COMPARISONS)] = []
    symmetric: list[Annotated[list[Variable], Field(min_length=2, max_length=2)]] = []
    propose: Annotated[list[dict[str, object]], Field(max_length=MOST_EDITS)] = []
    targets: list[str] = []
    question: dict[str, object] | None = None


class AlternativeForm(Form):
    """One way in which a shared pattern holds."""

    id: Name
    reason: TextForm
    match: ConjunctionForm


class SharedPatternForm(Form):
    """A shared pattern: its parameters and the alternatives, any of which makes it hold."""

    parameters: list[Name] = []
    any: Annotated[list[AlternativeForm], Field(min_length=1, max_length=MOST_GUARDS)]


class SharedPatternsForm(Form):
    """A pack's file of shared patterns."""

    parameters: dict[Name, ParameterForm] = {}
    patterns: dict[Name, SharedPatternForm]
