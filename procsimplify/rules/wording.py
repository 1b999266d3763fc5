"""The words of a match: what a rule says with the things it found called by their titles, and its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from procsimplify.base.messages import phrase
from procsimplify.base.numbers import format_number
from procsimplify.base.text import LANGUAGES, Language, Text
from procsimplify.model import Procedure, Register
from procsimplify.rules.language import Pattern, Rule
from procsimplify.rules.matching import Match
from procsimplify.rules.schema import NONE, Field, Quantity, Row, Value
from procsimplify.rules.vocabulary import FIELD_WORDS, RELATION_WORDS, SCHEMA

__all__ = ["evidence_of", "filled", "plain", "said", "titles"]

# Facts whose fields say all: a head would only repeat them.
_SPEAKING: Final = frozenset({"step", "document", "submission", "consults", "party"})
# Fields whose values are ids of things of the procedure, not words of a closed list.
_THINGS: Final = frozenset(
    {"id", "step", "document", "party", "issuer", "at", "at-body", "before", "after", "first", "second", "desk"}
    | {"body", "issuer-body", "register", "limit", "condition", "from-procedure", "confirmed-by"}
    | {"receiver", "receiver-body"}
)
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")


def plain(value: Value) -> str:
    """Write a value as a file does."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Quantity):
        return f"{format_number(value.likely)} {value.unit}".strip()
    return "" if value is NONE else str(value)


def said(value: Value, field: Field, names: Mapping[str, Text], lang: Language) -> str:
    """Write a value of a field for a reader: things by their titles, yes and no, units in words."""
    if isinstance(value, bool):
        return phrase("rules.yes" if value else "rules.no", lang)
    if isinstance(value, Quantity):
        number = format_number(value.likely)
        if value.low != value.high:
            number = f"{format_number(value.low)}–{format_number(value.high)}"
        return f"{number} {_word(value.unit, lang)}".strip()
    if value is NONE:
        return phrase("rules.not-given", lang)
    if isinstance(value, str):
        if field.name in _THINGS:
            return f"“{names[value].get(lang)}”" if value in names else f"“{value}”"
        return _word(value, lang)
    return str(value)


def filled(text: Text, names: Mapping[str, Text], rule: Rule, found: Match) -> Text:
    """Put titles, numbers and parameters for the placeholders of a rule's text."""

    def word(name: str, lang: Language) -> str:
        if name in found.bindings:
            return said(found.bindings[name], rule.variables[name], names, lang)
        return rule.parameters[name].words()

    vi, en = (_PLACEHOLDER.sub(lambda hit, lang=lang: word(hit[1], lang), text.get(lang)) for lang in LANGUAGES)
    return Text(vi, en)


def evidence_of(names: Mapping[str, Text], rule: Rule, found: Match) -> tuple[Text, ...]:
    """Write one sentence for each fact matched: the fields that the rule asked about, with their values.

    What the rule itself counted or found absent is left out: it is no fact of the procedure's file.
    """
    sentences: list[Text] = []
    for pattern, (relation, row) in zip(rule.match.patterns, found.facts, strict=True):
        if relation not in SCHEMA:
            continue
        vi, en = (_sentence(pattern, SCHEMA[relation].fields, row, names, lang) for lang in LANGUAGES)
        sentence = Text(vi, en)
        if sentence not in sentences:
            sentences.append(sentence)
    return tuple(sentences)


def _sentence(pattern: Pattern, fields: tuple[Field, ...], row: Row, names: Mapping[str, Text], lang: Language) -> str:
    asked = dict.fromkeys([*(place for place, _ in pattern.binds), *(test.field for test in pattern.tests)])
    parts: list[str] = []
    for place in sorted(asked):
        field = fields[place]
        label = FIELD_WORDS.get((pattern.relation, field.name), Text.both(field.name)).get(lang)
        parts.append(f"{label}: {said(row[place], field, names, lang)}")
    head = None if pattern.relation in _SPEAKING else RELATION_WORDS.get(pattern.relation)
    sentence = "; ".join(parts) if head is None else f"{head.get(lang)} ({'; '.join(parts)})"
    return sentence[:1].upper() + sentence[1:]


def _word(word: str, lang: Language) -> str:
    """Write a word of a closed list; one without a translation as it stands."""
    try:
        return phrase(f"rules.word-{word}", lang)
    except KeyError:
        return word


def titles(procedure: Procedure, registers: Iterable[Register] = ()) -> dict[str, Text]:
    """Give the title of each thing of a procedure, and of registers; a thing without one is called by its id."""
    things = [
        *registers,
        *procedure.steps,
        *procedure.demands(),
        *procedure.parties,
        *procedure.results,
        *procedure.papers,
        *procedure.registers,
        *procedure.fees,
    ]
    return {thing.id: thing.title or Text.both(thing.id) for thing in things}
