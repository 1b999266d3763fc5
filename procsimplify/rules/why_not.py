"""Why a rule is silent about a procedure, in words: the condition that failed first, or the guard that kept it silent.

The command ``why-not`` prints it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from procsimplify.base.errors import UsageError
from procsimplify.base.findings import Place, error
from procsimplify.base.messages import phrase
from procsimplify.base.text import LANGUAGES, Language, Text
from procsimplify.model import Procedure
from procsimplify.rules.compile import passes, relations_used
from procsimplify.rules.explaining import WhyNot, why_not
from procsimplify.rules.facts import facts
from procsimplify.rules.finding_matches import found_of
from procsimplify.rules.language import Comparison, Pattern, Rule, Test
from procsimplify.rules.matching import match
from procsimplify.rules.packs import Packs
from procsimplify.rules.page import pattern_words
from procsimplify.rules.schema import NONE, FactBase, Field, Row, Value
from procsimplify.rules.vocabulary import FIELD_WORDS, SCHEMA
from procsimplify.rules.wording import fact_words, plain, said, titles

__all__ = ["Account", "why_not_procedure"]

_FORM: Final = re.compile(r"\$([a-z][a-z0-9]*(?:-[a-z0-9]+)*)")


@dataclass(frozen=True)
class Account:
    """Why a rule is silent about a procedure, or that it is not.

    Parameters
    ----------
    rule, procedure : str
        The rule's id, the procedure's code.
    finds : tuple of Text
        What the rule finds: empty where it is silent.
    reason : Text
        The condition at which the last candidate fell, in words; where the rule finds something, that it does.
    blocked_by : str or None
        The guard, ``PATTERN/ALTERNATIVE`` or the rule's own; None where no guard was reached.
    nearest : Text or None
        What came nearest to a condition that nothing met, and in what it differs.
    evidence : tuple of Text
        The facts of the candidate that fell last; for a guard with the facts that blocked it.
    place : Place or None
        Where the condition stands in the rule.
    candidates : int
        How many candidates there were before it.
    """

    rule: str
    procedure: str
    finds: tuple[Text, ...]
    reason: Text
    blocked_by: str | None
    nearest: Text | None
    evidence: tuple[Text, ...]
    place: Place | None
    candidates: int

    @property
    def silent(self) -> bool:
        """Whether the rule finds nothing."""
        return not self.finds

    def to_json(self) -> dict[str, Any]:
        """Give what `why-not --json` prints."""
        return {
            "contract": 1,
            "rule": self.rule,
            "procedure": self.procedure,
            "silent": self.silent,
            "finds": [_both(item) for item in self.finds],
            "reason": _both(self.reason),
            "blocked_by": self.blocked_by,
            "nearest": None if self.nearest is None else _both(self.nearest),
            "evidence": [_both(item) for item in self.evidence],
            "place": None if self.place is None else str(self.place),
            "candidates": self.candidates,
        }


def why_not_procedure(rule_id: str, procedure: Procedure, packs: Packs, about: str | None = None) -> Account:
    """Say why a rule is silent about a procedure.

    Parameters
    ----------
    rule_id : str
        The rule's id or number.
    procedure : Procedure
        Well formed and sound.
    packs : Packs
        From `procsimplify.rules.load_packs`.
    about : str, optional
        One thing to ask about, such as ``document:plan`` or ``step:submit``, in a form of the rule's targets.

    Returns
    -------
    Account

    Raises
    ------
    UsageError
        If no pack has the rule, or the rule is not about such a thing.

    Examples
    --------
    >>> from procsimplify.model import from_tree
    >>> from procsimplify.rules import load_packs
    >>> permit = from_tree({"code": "1", "title": "Permit", "steps": [{"id": "apply", "kind": "submit", "sets": "3"}],
    ...     "nature": "internal-procedure", "dossier": [{"id": "plan", "type": "plan"}]})
    >>> why_not_procedure("R26", permit, load_packs()).reason.en
    'nothing in the procedure is like this: a demand of the dossier (open-ended: yes)'
    """
    rule = packs.rule(rule_id)
    base = facts(procedure, relations_used([rule]), packs.registers)
    wanted: Mapping[str, Value] = {} if about is None else _bindings(rule, about)
    names = titles(procedure, packs.registers)
    found = [
        item
        for item in match([rule], base, "indexed").matches
        if all(item.bindings.get(name) == value for name, value in wanted.items())
    ]
    if found:
        finds = tuple(found_of(procedure, rule, item, names).why for item in found)
        reason = _text(lambda lang: phrase("rules.why-found", lang, what=rule.title.get(lang)))
        return Account(rule.id, procedure.code, finds, reason, None, None, (), None, len(found))
    why = why_not(rule, base, wanted)
    if why is None:  # the rule matches, though not what was asked about: bindings that no target names
        raise UsageError(error("rules.no-such-target", Place(), rule=rule.id, about=about or "", forms=_forms(rule)))
    rule = _with_missing_values(rule, base)
    evidence = tuple(_fact(relation, row, names) for relation, row in why.facts if relation in SCHEMA)
    return Account(
        rule.id,
        procedure.code,
        (),
        _text(lambda lang: _reason(rule, why, names, lang)),
        _guard(why),
        _nearest(rule, why, {**wanted, **why.bindings}, base, names),
        tuple(dict.fromkeys(evidence)),
        why.place,
        why.candidates,
    )


def _with_missing_values(rule: Rule, base: FactBase) -> Rule:
    """Write out what a variable asks silently: that a value which some fact lacks is there."""

    def spelt(pattern: Pattern) -> Pattern:
        if pattern.relation not in SCHEMA:
            return pattern
        lacking = {place for row in base.rows(pattern.relation) for place, value in enumerate(row) if value is NONE}
        asked = tuple(Test(place, "given") for place, _ in pattern.binds if place in lacking)
        return replace(pattern, tests=(*pattern.tests, *asked))

    return replace(rule, match=replace(rule.match, patterns=tuple(spelt(item) for item in rule.match.patterns)))


def _bindings(rule: Rule, about: str) -> Mapping[str, Value]:
    """Read what is asked about by the forms of the rule's targets: ``document:$document``."""
    for target in rule.targets:
        variable = _FORM.search(target)
        head = target[: variable.start()] if variable is not None else target
        if variable is not None and about.startswith(head) and len(about) > len(head):
            return {variable[1]: about[len(head) :]}
    raise UsageError(error("rules.no-such-target", Place(), rule=rule.id, about=about[:80], forms=_forms(rule)))


def _forms(rule: Rule) -> str:
    return ", ".join(dict.fromkeys(_FORM.sub("ID", target) for target in rule.targets)) or "–"


def _guard(why: WhyNot) -> str | None:
    if why.guard is None:
        return None
    return why.guard.alternative if why.guard.pattern is None else f"{why.guard.pattern}/{why.guard.alternative}"


def _reason(rule: Rule, why: WhyNot, names: Mapping[str, Text], lang: Language) -> str:
    if why.guard is not None:
        words = why.guard.reason
        what = words.get(lang) if words is not None else _conditions(rule, why.guard.conjunction.patterns, lang)
        return phrase("rules.why-guard", lang, what=what)
    if why.stage == "comparison":
        comparison = rule.match.comparisons[why.index]
        left, right = _sides(rule, comparison, why.bindings, names, lang)
        operator = phrase(f"rules.why-operator-{comparison.operator}", lang)
        return phrase("rules.why-comparison", lang, left=left, operator=operator, right=right)
    return phrase(f"rules.why-{why.stage}", lang, what=_conditions(rule, (rule.match.patterns[why.index],), lang))


def _conditions(rule: Rule, patterns: tuple[Pattern, ...], lang: Language) -> str:
    defined = {define.name: define for define in rule.defines}
    return "; ".join(pattern_words(pattern, defined, lang) for pattern in patterns)


def _sides(
    rule: Rule, comparison: Comparison, bindings: Mapping[str, Value], names: Mapping[str, Text], lang: Language
) -> tuple[str, str]:
    field = rule.variables[comparison.left]
    left = said(bindings[comparison.left], field, names, lang)
    if comparison.right_variable is not None:
        other = rule.variables[comparison.right_variable]
        return left, said(bindings[comparison.right_variable], other, names, lang)
    return left, "–" if comparison.right_value is None else said(comparison.right_value, field, names, lang)


def _nearest(
    rule: Rule, why: WhyNot, known: Mapping[str, Value], base: FactBase, names: Mapping[str, Text]
) -> Text | None:
    """Find the row that misses fewest conditions of the pattern at which the rule stopped."""
    if why.stage not in ("tests", "join"):
        return None
    pattern = rule.match.patterns[why.index]
    if pattern.relation not in SCHEMA or not pattern.tests:
        return None
    fitting = [
        row
        for row in base.rows(pattern.relation)
        if all(known.get(name, row[place]) == row[place] for place, name in pattern.binds)
    ]
    if not fitting:
        return None
    row = min(fitting, key=lambda one: len(_missed(pattern, one)))
    missed = _missed(pattern, row)
    if not missed or len(missed) == len(pattern.tests) > 1:
        return None
    fields = SCHEMA[pattern.relation].fields

    def words(lang: Language) -> str:
        failed = "; ".join(_differs(pattern.relation, fields[place], row[place], names, lang) for place in missed)
        return phrase("rules.why-nearest", lang, thing=_thing(fields, row, names, lang), failed=failed)

    return _text(words)


def _missed(pattern: Pattern, row: Row) -> list[int]:
    return [test.field for test in pattern.tests if not passes(test, row[test.field])]


def _differs(relation: str, field: Field, value: Value, names: Mapping[str, Text], lang: Language) -> str:
    label = FIELD_WORDS[relation, field.name].get(lang)
    return phrase("rules.why-is", lang, field=label, value=said(value, field, names, lang))


def _thing(fields: tuple[Field, ...], row: Row, names: Mapping[str, Text], lang: Language) -> str:
    first = plain(row[0])
    return f"“{names[first].get(lang)}”" if first in names else said(row[0], fields[0], names, lang)


def _fact(relation: str, row: Row, names: Mapping[str, Text]) -> Text:
    return _text(lambda lang: fact_words(relation, row, names, lang))


def _text(words: Callable[[Language], str]) -> Text:
    vi, en = (words(lang) for lang in LANGUAGES)
    return Text(vi, en)


def _both(text: Text) -> dict[str, str]:
    return {"vi": text.get("vi"), "en": text.get("en")}
