"""Pages made from rules themselves: a rule's page, the catalogue of rules, the relations that rules may name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from procsimplify.base.messages import phrase
from procsimplify.base.text import LANGUAGES, Language, Text
from procsimplify.rules.language import Conjunction, Define, Guard, Pattern, Rule, Test
from procsimplify.rules.schema import Field
from procsimplify.rules.vocabulary import FIELD_WORDS, RELATION_WORDS, SCHEMA
from procsimplify.rules.wording import parameter_words, said

if TYPE_CHECKING:
    from procsimplify.rules.packs import Pack, Packs

__all__ = ["facts_page", "pattern_words", "rule_page", "rules_page", "write_reference"]


def rule_page(rule: Rule, pack: Pack, lang: Language, level: int = 1) -> str:
    """Write the page of a rule: what it does, why it matters, an example, when not, references.

    Parameters
    ----------
    rule : Rule
    pack : Pack
        The pack that it stands in; the example comes from its cases.
    lang : "vi" or "en"
    level : int
        The level of the page's heading.

    Returns
    -------
    str
        Markdown.
    """
    mark = "#" * level
    words = rule.title.get(lang)
    number = f" ({rule.ref})" if rule.ref else ""
    lines = [f"{mark} {words}", "", f"`{rule.id}`{number} · {_kinds(rule, lang)}", ""]

    def section(key: str, *body: str) -> None:
        kept = [line for line in body if line]
        if kept:
            lines.extend([f"{mark}# {phrase(f'rules.page-{key}', lang)}", "", *kept, ""])

    section("what", _open(rule.mend, rule, lang))
    section("why", _open(rule.why, rule, lang))
    section("looks-for", *_looks_for(rule, lang))
    section("example", *_example(rule, pack, lang))
    section("not", *dict.fromkeys(_guard_line(guard, rule, lang) for guard in rule.guards))
    section("legal", *_legal(rule, lang))
    section("parameters", *_parameters(rule))
    section("references", *(_source(source, lang) for source in rule.sources))
    return "\n".join(lines).rstrip() + "\n"


def rules_page(packs: Packs) -> str:
    """Write the catalogue of all rules in English, each with its title in both languages."""
    lines = [
        "# Rules",
        "",
        "Made from the rules themselves. `procsimplify rules show ID` prints one in either language.",
        "",
    ]
    for pack in packs.packs:
        licence = "" if pack.licence is None else f" · {pack.licence}"
        lines += [f"Pack `{pack.id}`, version {pack.version}: {pack.title.get('en')}{licence}", ""]
        lines += ["| rule | number | class | finds | tìm |", "|---|---|---|---|---|"]
        for rule in pack.rules:
            vi, en = (rule.title.get(lang) for lang in LANGUAGES)
            lines.append(f"| [`{rule.id}`](#{rule.id}) | {rule.ref or ''} | {rule.class_} | {en} | {vi} |")
        lines.append("")
        for rule in pack.rules:
            page = rule_page(rule, pack, "en", level=2)
            lines += [f'<a id="{rule.id}"></a>', "", page]
    return "\n".join(lines).rstrip() + "\n"


def facts_page() -> str:
    """Write the reference of the relations that rules about procedures may name."""
    lines = [
        "# What a rule may ask about",
        "",
        "The relations of a procedure's facts, for the patterns of [rules](rule-language.md). A relation between steps",
        "holds if it holds in every variant where both are present; a step takes or gives a paper if it does in some",
        "variant. Days, working days and months do not convert; hours and minutes do.",
        "",
    ]
    for relation in SCHEMA:
        words = RELATION_WORDS[relation.name]
        lines += [
            f"## `{relation.name}`",
            "",
            f"{words.get('en')} · {words.get('vi')}",
            "",
            "| field | type | meaning | nghĩa |",
            "|---|---|---|---|",
        ]
        for field in relation.fields:
            label = FIELD_WORDS[relation.name, field.name]
            lines.append(f"| `{field.name}` | {field.type} | {label.get('en')} | {label.get('vi')} |")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def write_reference(folder: Path) -> None:
    """Write the pages ``rules.md`` and ``rule-facts.md`` of the reference anew, from the shipped packs."""
    from procsimplify.base.atomic import write_text
    from procsimplify.rules.packs import load_packs

    write_text(folder / "rules.md", rules_page(load_packs()))
    write_text(folder / "rule-facts.md", facts_page())


def _kinds(rule: Rule, lang: Language) -> str:
    words = (rule.class_, rule.kind, rule.status)
    return ", ".join(phrase(f"rules.page-{word}", lang) for word in words)


def _open(text: Text, rule: Rule, lang: Language) -> str:
    """Give a rule's text with its parameters filled in and its variables as dots."""
    words = text.get(lang)
    for name, parameter in rule.parameters.items():
        words = words.replace(f"{{{name}}}", parameter_words(parameter, lang))
    for name in rule.variables:
        words = words.replace(f"{{{name}}}", "“…”")
    return words


def _looks_for(rule: Rule, lang: Language) -> list[str]:
    defined = {define.name: define for define in rule.defines}
    return [f"- {pattern_words(pattern, defined, lang)}" for pattern in rule.match.patterns]


def pattern_words(pattern: Pattern, defined: Mapping[str, Define], lang: Language) -> str:
    """Say what a pattern looks for; ``defined`` are the definitions of its rule."""
    if pattern.relation in defined:
        define = defined[pattern.relation]
        head = phrase(f"rules.page-define-{define.kind}", lang)
        inner = [*define.of.patterns, *(define.absent.patterns if define.absent is not None else ())]
        return f"{head}: " + "; ".join(pattern_words(item, defined, lang) for item in inner)
    relation = SCHEMA[pattern.relation]
    parts = [_test(test, pattern.relation, relation.fields[test.field], lang) for test in pattern.tests]
    joined = "" if not parts else f" ({'; '.join(parts)})"
    return RELATION_WORDS[pattern.relation].get(lang) + joined


def _test(test: Test, relation: str, field: Field, lang: Language) -> str:
    label = FIELD_WORDS[relation, field.name].get(lang)
    values = ", ".join(said(value, field, {}, lang) for value in test.values)
    return phrase(f"rules.page-test-{test.kind}", lang, field=label, values=values)


def _conjunction(conjunction: Conjunction, rule: Rule, lang: Language) -> str:
    defined = {define.name: define for define in rule.defines}
    plain = [pattern for pattern in conjunction.patterns if pattern.tests] or list(conjunction.patterns)
    return "; ".join(pattern_words(pattern, defined, lang) for pattern in plain)


def _guard_line(guard: Guard, rule: Rule, lang: Language) -> str:
    words = _conjunction(guard.conjunction, rule, lang) if guard.reason is None else guard.reason.get(lang)
    return f"- {words}"


def _example(rule: Rule, pack: Pack, lang: Language) -> list[str]:
    """Give the first finding of the rule's cases, in its own words."""
    from procsimplify.rules.cases import load_cases
    from procsimplify.rules.compile import relations_used
    from procsimplify.rules.facts import facts
    from procsimplify.rules.finding_matches import found_of
    from procsimplify.rules.matching import match
    from procsimplify.rules.wording import titles

    for case in load_cases(pack, rule):
        if case.matches:
            found = match([rule], facts(case.procedure, relations_used([rule]), pack.registers)).matches
            if found:
                one = found_of(case.procedure, rule, found[0], titles(case.procedure, pack.registers))
                head = f"{case.procedure.code}, {case.procedure.title.get(lang)}: " if case.procedure.source else ""
                return [f"{head}{one.why.get(lang)}", "", one.mend.get(lang)]
    return []


def _legal(rule: Rule, lang: Language) -> list[str]:
    return [
        f"- {phrase(f'rules.page-{key}', lang)}: {_words(rule.legal[key], lang)}"
        for key in ("protects", "risk", "amend")
        if key in rule.legal
    ]


def _parameters(rule: Rule) -> list[str]:
    lines: list[str] = []
    for name, parameter in rule.parameters.items():
        known = parameter.provenance if parameter.source is None else f"{parameter.provenance}; {parameter.source}"
        lines.append(f"- `{name}` = {parameter.words()} ({known})")
    return lines


def _source(source: object, lang: Language) -> str:
    if not isinstance(source, Mapping):
        return f"- {source}"
    given = cast("Mapping[str, object]", source)
    known = str(given.get("known", "memory"))
    mark = phrase(
        f"rules.page-known-{known}" if known in ("page", "repo", "memory") else "rules.page-known-memory", lang
    )
    return f"- {_words(given.get('what'), lang)} [{mark}]"


def _words(value: object, lang: Language) -> str:
    if isinstance(value, Mapping):
        given = cast("Mapping[str, object]", value)
        return str(given.get(lang) or next(iter(given.values()), ""))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "; ".join(_words(item, lang) for item in cast("Sequence[object]", value))
    return str(value)
