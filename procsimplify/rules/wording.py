"""The words of a match: what a rule says with the things it found called by their titles, and its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from procsimplify.base.messages import phrase
from procsimplify.base.numbers import format_number
from procsimplify.base.text import LANGUAGES, Language, Text
from procsimplify.model import Procedure, Register, Step
from procsimplify.rules.facts_steps import asks_id
from procsimplify.rules.facts_traits import CHANNEL_TIMES
from procsimplify.rules.facts_view import quantity
from procsimplify.rules.language import Parameter, Pattern, Rule
from procsimplify.rules.matching import Match
from procsimplify.rules.schema import NONE, Field, Quantity, Row, Value
from procsimplify.rules.vocabulary import FIELD_WORDS, RELATION_WORDS, SCHEMA

__all__ = ["evidence_of", "fact_words", "filled", "parameter_words", "plain", "said", "titles"]

# Facts whose fields say all: a head would only repeat them.
_SPEAKING: Final = frozenset({"step", "document", "submission", "consults", "party"})
# Fields whose values are ids of things of the procedure, not words of a closed list.
_THINGS: Final = frozenset(
    {"id", "step", "document", "party", "issuer", "at", "at-body", "before", "after", "first", "second", "desk", "asks"}
    | {"times"}
    | {"body", "issuer-body", "register", "limit", "condition", "from-procedure", "confirmed-by"}
    | {"receiver", "receiver-body", "result"}
)
# Fields that name a ministry or committee, which need not be a party with a title of its own.
_BODIES: Final = frozenset({"body", "at-body", "issuer-body", "receiver-body"})
_AT: Final = re.compile(r"^\[[^\]]*\](?:[\s\-–+*•.)]+|[a-zđ]\d?\)\s|\d{1,2}(?:\.\d{1,2})*[.)]\s)*")
"""The place before a sentence in the note of a step, and the bullet or the number of the sentence."""
_QUOTED: Final = 320
_TIME: Final = Field("value", "quantity")
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
            return f"“{names[value].get(lang)}”" if value in names else _word(value, lang, f"“{value}”")
        return _word(value, lang)
    return str(value)


def parameter_words(parameter: Parameter, lang: Language) -> str:
    """Write a parameter for a reader, its unit in words."""
    if parameter.unit is None or not isinstance(parameter.value, str):
        return parameter.words()
    return f"{parameter.value} {_word(parameter.unit, lang)}"


def filled(text: Text, names: Mapping[str, Text], rule: Rule, found: Match) -> Text:
    """Put titles, numbers and parameters for the placeholders of a rule's text."""

    def word(name: str, lang: Language) -> str:
        if name in found.bindings:
            return said(found.bindings[name], rule.variables[name], names, lang)
        return parameter_words(rule.parameters[name], lang)

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
    whole = _whole_sentence(pattern.relation, fields, row, names, lang)
    if whole is not None:
        return whole
    asked = dict.fromkeys([*(place for place, _ in pattern.binds), *(test.field for test in pattern.tests)])
    parts: list[str] = []
    for place in sorted(asked):
        field = fields[place]
        if field.name in _BODIES and row[place] not in names:
            continue
        label = FIELD_WORDS.get((pattern.relation, field.name), Text.both(field.name)).get(lang)
        parts.append(f"{label}: {said(row[place], field, names, lang)}")
    head = None if pattern.relation in _SPEAKING else RELATION_WORDS.get(pattern.relation)
    sentence = "; ".join(parts) if head is None else f"{head.get(lang)} ({'; '.join(parts)})"
    return sentence[:1].upper() + sentence[1:]


def _whole_sentence(
    relation: str, fields: tuple[Field, ...], row: Row, names: Mapping[str, Text], lang: Language
) -> str | None:
    """Write a fact that says how things belong together as one sentence; None for a relation that has none."""
    values = {
        field.name.replace("-", "_"): said(value, field, names, lang) for field, value in zip(fields, row, strict=True)
    }
    try:
        sentence = phrase(f"rules.fact-{relation}", lang, **values)
    except KeyError:
        return None
    return sentence[:1].upper() + sentence[1:]


def fact_words(relation: str, row: Row, names: Mapping[str, Text], lang: Language) -> str:
    """Name a fact: as one sentence where its relation has one, else by what it is about."""
    fields = SCHEMA[relation].fields
    whole = _whole_sentence(relation, fields, row, names, lang)
    if whole is not None:
        return whole
    label = FIELD_WORDS[relation, fields[0].name].get(lang)
    return f"{label[:1].upper()}{label[1:]}: {said(row[0], fields[0], names, lang)}"


def _word(word: str, lang: Language, other: str | None = None) -> str:
    """Write a word of a closed list; one without a translation as it stands, or otherwise."""
    try:
        return phrase(f"rules.word-{word}", lang)
    except KeyError:
        return word if other is None else other


def titles(procedure: Procedure, registers: Iterable[Register] = ()) -> dict[str, Text]:
    """Give the title of each thing of a procedure, and of registers; a thing without one is called by its id."""
    named = {one.id: one.text for one in procedure.conditions}
    asking = {
        asks_id(step): step.supplement.note or _called(step) for step in procedure.steps if step.supplement is not None
    }
    things = [
        *registers,
        *procedure.demands(),
        *procedure.parties,
        *procedure.results,
        *procedure.papers,
        *procedure.registers,
        *procedure.fees,
    ]
    steps = {step.id: _called(step) for step in procedure.steps}
    times = {CHANNEL_TIMES: Text(*(_times_by_channel(procedure, lang) for lang in LANGUAGES))}
    return named | asking | times | steps | {thing.id: thing.title or Text.both(thing.id) for thing in things}


def _times_by_channel(procedure: Procedure, lang: Language) -> str:
    """List the times of the channels that have their own: “trực tuyến 5 ngày; trực tiếp 10 ngày làm việc”."""
    return "; ".join(
        f"{_word(channel, lang)} {said(quantity(limit.value), _TIME, {}, lang)}"
        for limit in procedure.limits
        if not limit.cases
        for channel in limit.channels
    )


def _called(step: Step) -> Text:
    """Call a step by its title; where it was read from prose, by the sentence that it was read from."""
    title = step.title or Text.both(step.id)
    told = step.note.get("vi").partition("\n")[0] if step.origin == "prose" and step.note is not None else ""
    sentence = _AT.sub("", told).strip(" ,;.").removesuffix(" và")
    if not sentence:
        return title
    kept = sentence if len(sentence) <= _QUOTED else sentence[:_QUOTED].rsplit(" ", 1)[0] + " …"
    return Text(kept, f"{title.get('en')}: {kept}")
