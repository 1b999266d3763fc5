"""From a document to a checked rule, or to every finding about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, TypeVar, cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from procsimplify.base.errors import NotWellFormed
from procsimplify.base.findings import Finding, Place, error
from procsimplify.base.text import Text
from procsimplify.base.yaml import Document
from procsimplify.rules import form as forms
from procsimplify.rules.checking import Checker, Path, Scope, nearest
from procsimplify.rules.definitions import check_defines, check_guards
from procsimplify.rules.form import Form, PackParametersForm, ParameterForm, RuleForm, SharedPatternsForm, TextForm
from procsimplify.rules.language import Alternative, Conjunction, Parameter, Rule, SharedPattern
from procsimplify.rules.schema import Field, Schema

_FormType = TypeVar("_FormType", bound=Form)

_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
_VARIABLE_IN_WORDS: Final = re.compile(r"\$[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_SHAPES: Final = {
    "dict_type": Text("một bảng khóa: giá trị", "a map of keys and values"),
    "model_type": Text("một bảng khóa: giá trị", "a map of keys and values"),
    "model_attributes_type": Text("một bảng khóa: giá trị", "a map of keys and values"),
    "list_type": Text("một danh sách", "a list"),
    "string_type": Text("một từ hoặc một dòng chữ", "a word or a text"),
}
_KEYS: Final = frozenset(
    info.alias or name
    for candidate in vars(forms).values()
    if isinstance(candidate, type) and issubclass(candidate, Form)
    for name, info in candidate.model_fields.items()
)


def read_rule(
    document: Document,
    schema: Schema,
    patterns: Mapping[str, SharedPattern],
    overrides: Mapping[str, Parameter],
) -> Rule:
    """Read and check one rule; see `procsimplify.rules.language.load_rule`."""
    form = _validated(RuleForm, document)
    parameters = {**_parameters(form.parameters), **overrides}
    checker = Checker(_placer(document), parameters)
    defines, extended = check_defines(checker, form.define, ("define",), schema)
    scope = Scope()
    match = checker.conjunction(form.match, ("match",), extended, scope)
    comparisons = (
        *match.comparisons,
        *checker.comparisons(form.where, ("where",), scope, surely=False),
        *checker.comparisons(form.surely, ("surely",), scope, surely=True),
    )
    guards = check_guards(checker, form.unless, ("unless",), extended, scope, patterns)
    symmetric = _symmetric(checker, form, scope)
    _check_class(checker, form)
    _check_words(checker, form, scope)
    if checker.findings:
        raise NotWellFormed(in_order(checker.findings))
    return Rule(
        id=form.id,
        ref=form.ref,
        version=int(form.version),
        status=form.status,
        class_=form.class_,
        kind=form.kind,
        title=_text(form.title),
        why=_text(form.why),
        mend=_text(form.mend),
        legal=form.legal,
        sources=tuple(form.sources),
        parameters={name: parameters[name] for name in form.parameters},
        defines=defines,
        match=Conjunction(match.patterns, comparisons),
        guards=guards,
        symmetric=symmetric,
        propose=tuple(form.propose),
        targets=tuple(form.targets),
        question=form.question,
        variables=_variables(match, scope, schema),
        place=document.place(()),
    )


def _variables(match: Conjunction, scope: Scope, schema: Schema) -> dict[str, Field]:
    """Give each variable the field that a fact of the procedure binds it to: what a define calls it says less."""
    found = dict(scope.types)
    for pattern in reversed(match.patterns):
        if pattern.relation in schema:
            fields = schema[pattern.relation].fields
            found |= {name: fields[place] for place, name in pattern.binds if fields[place].type == found[name].type}
    return found


def read_patterns(document: Document, schema: Schema, overrides: Mapping[str, Parameter]) -> dict[str, SharedPattern]:
    """Read and check shared patterns; see `procsimplify.rules.language.load_patterns`."""
    form = _validated(SharedPatternsForm, document)
    checker = Checker(_placer(document), {**_parameters(form.parameters), **overrides})
    found: dict[str, SharedPattern] = {}
    for name, shared in form.patterns.items():
        alternatives: list[Alternative] = []
        for index, alternative in enumerate(shared.any):
            # A parameter is typed by the first pattern that it stands in, and checked where the pattern is used.
            scope = Scope()
            here = ("patterns", name, "any", index, "match")
            conjunction = checker.conjunction(alternative.match, here, schema, scope)
            alternatives.append(Alternative(alternative.id, _text(alternative.reason), conjunction, scope.types))
        for index, parameter in enumerate(shared.parameters):
            if not any(parameter in alternative.types for alternative in alternatives):
                here = ("patterns", name, "parameters", index)
                checker.report("unused-pattern-parameter", here, pattern=name, parameter=parameter)
        found[name] = SharedPattern(name, tuple(shared.parameters), tuple(alternatives))
    if checker.findings:
        raise NotWellFormed(in_order(checker.findings))
    return found


def in_order(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings in the order of their places, each once."""

    def key(finding: Finding) -> tuple[int, int, str, str]:
        place = finding.place
        return place.line or 0, place.column or 0, place.path, finding.code

    return list({(*key(finding), finding.message("en")): finding for finding in sorted(findings, key=key)}.values())


def _text(form: TextForm) -> Text:
    return Text(form.vi, form.en)


def read_parameters(document: Document) -> dict[str, dict[str, Parameter]]:
    """Read and check a pack's own values for parameters; see `procsimplify.rules.language.load_parameters`."""
    form = _validated(PackParametersForm, document)
    return {rule: _parameters(declared) for rule, declared in form.parameters.items()}


def _parameters(declared: Mapping[str, ParameterForm]) -> dict[str, Parameter]:
    return {
        name: Parameter(
            form.value if isinstance(form.value, str) else tuple(form.value), form.unit, form.source, form.provenance
        )
        for name, form in declared.items()
    }


def _symmetric(checker: Checker, form: RuleForm, scope: Scope) -> tuple[tuple[str, str], ...]:
    pairs: list[tuple[str, str]] = []
    for index, (first, second) in enumerate(form.symmetric):
        path = ("symmetric", index)
        if checker.bound(first, path, scope) and checker.bound(second, path, scope):
            types = scope.types[first[1:]].type, scope.types[second[1:]].type
            if types[0] != types[1]:
                checker.report("variable-type", path, variable=second, first=types[0], second=types[1])
            pairs.append((first[1:], second[1:]))
    named = [name for pair in pairs for name in pair]
    if len(set(named)) != len(named):
        checker.report("symmetric-twice", ("symmetric",))
    return tuple(pairs)


def _check_class(checker: Checker, form: RuleForm) -> None:
    wanted = {"proposal": "propose", "question": "question"}.get(form.class_)
    if (wanted == "propose" and not form.propose) or (wanted == "question" and form.question is None):
        checker.report("class-needs", ("class",), value=form.class_, key=wanted)
    if form.class_ == "page" and form.propose:
        checker.report("page-proposes", ("propose",))
    for index, edit in enumerate(form.propose):
        if not isinstance(edit.get("edit"), str):
            checker.report("missing-key", ("propose", index), key="edit")


def _check_words(checker: Checker, form: RuleForm, scope: Scope) -> None:
    """Check that what the rule says and proposes names only variables and parameters that it has."""
    known = {*scope.types, *scope.doubtful, *checker.parameters}
    for key, text in (("title", form.title), ("why", form.why), ("mend", form.mend)):
        for lang, words in (("vi", text.vi), ("en", text.en)):
            for name in _PLACEHOLDER.findall(words):
                if name not in known:
                    near = nearest(name, known) or "–"
                    checker.report("unbound-placeholder", (key, lang), placeholder=name, near=near)
    written: dict[str, object] = {"propose": form.propose, "question": form.question}
    for key, tree in written.items():
        for path, words in _leaves(tree, (key,)):
            if words.startswith("$"):
                checker.bound(words, path, scope)
            elif words.startswith("@") and words[1:] not in checker.parameters:
                near = nearest(words[1:], checker.parameters) or "–"
                checker.report("unknown-parameter", path, parameter=words, near=near)
    for index, words in enumerate(form.targets):
        for variable in _VARIABLE_IN_WORDS.findall(words):
            checker.bound(variable, ("targets", index), scope)


def _leaves(tree: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(tree, str):
        yield path, tree
    elif isinstance(tree, Mapping):
        for key, value in cast("Mapping[str, object]", tree).items():
            yield from _leaves(value, (*path, key))
    elif isinstance(tree, list):
        for index, value in enumerate(cast("list[object]", tree)):
            yield from _leaves(value, (*path, index))


def _validated(model: type[_FormType], document: Document) -> _FormType:
    try:
        return model.model_validate(document.tree)
    except ValidationError as invalid:
        findings = [_finding(details, document) for details in invalid.errors(include_url=False)]
        raise NotWellFormed(in_order(findings)) from None


def _placer(document: Document) -> Callable[[Path], Place]:
    """Return a function that points at a word itself, but at the key of a map or a list."""

    def place(path: Path) -> Place:
        node: object = document.tree
        for part in path:
            node = _inside(node, part)
        return document.key_place(path) if isinstance(node, (dict, list)) else document.place(path)

    return place


def _inside(node: object, part: str | int) -> object:
    """Return what a map or a list holds, None when it does not hold it."""
    if isinstance(node, dict):
        return cast("dict[str | int, object]", node).get(part)
    if isinstance(node, list) and isinstance(part, int):
        items = cast("list[object]", node)
        return items[part] if 0 <= part < len(items) else None
    return None


def _finding(details: ErrorDetails, document: Document) -> Finding:
    """Put pydantic's account of one error into the words of this project."""
    path, rest = _path(details["loc"], document.tree)
    kind = details["type"]
    context: Mapping[str, object] = details.get("ctx", {})
    value = details["input"] if isinstance(details["input"], str) else "…"
    here = _placer(document)(path)
    if kind == "extra_forbidden":
        key = str(path[-1]) if path else "–"
        return error("rules.unknown-key", document.key_place(path), key=key, near=_near_key(key))
    if kind == "missing":
        return error("rules.missing-key", here, key=str(rest[-1]) if rest else "–")
    if kind == "literal_error":
        return error("rules.unknown-word", here, value=value, known=str(context["expected"]).replace("'", ""))
    if kind in ("string_pattern_mismatch", "string_too_long"):
        return error("rules.bad-name", here, value=value[:80], pattern=str(context.get("pattern", "–")))
    if kind == "too_long" and context["max_length"] == 1:
        return error("rules.one-relation", here)
    if kind == "too_long":
        return error("rules.too-many", here, most=str(context["max_length"]))
    if kind in ("too_short", "string_too_short"):
        return error("rules.too-few", here, least=str(context["min_length"]))
    return error("rules.wrong-shape", here, wanted=_SHAPES.get(kind, Text("dạng khác", "another form")))


def _near_key(key: str) -> str:
    near = nearest(key, _KEYS)
    return near if near in _KEYS else "–"


def _path(location: Sequence[str | int], tree: object) -> tuple[Path, Path]:
    """Split pydantic's location into the part that the document has and the rest, leaving out names of choices."""
    path: list[str | int] = []
    rest: list[str | int] = []
    node = tree
    for part in location:
        if isinstance(node, Mapping) and part in node:
            node = cast("Mapping[str | int, object]", node)[part]
            path.append(part)
        elif isinstance(node, list) and isinstance(part, int):
            node = _inside(cast("list[object]", node), part)
            path.append(part)
        elif isinstance(part, int) or not part.startswith(("$", "[")):
            rest.append(part)
    return tuple(path), tuple(rest)
