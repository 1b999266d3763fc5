"""Whether procedures are well formed, in words: each finding with its place and its mend; the joins inferred."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from rich.text import Text

from procsimplify.base.findings import Finding, Severity
from procsimplify.base.text import Language
from procsimplify.reporting.layout import BAD, GOOD, HEADING, QUIET, bullets, note, stack
from procsimplify.reporting.numbers import count
from procsimplify.reporting.words import Names, clean, known, said

if TYPE_CHECKING:
    from procsimplify.flow.describe import Section

__all__ = ["check_text", "finding_text", "findings_text", "flow_text", "joins_text"]

_STYLES = {Severity.ERROR: BAD, Severity.WARNING: "yellow", Severity.NOTE: QUIET}


def finding_text(item: Finding, lang: Language) -> Text:
    """Write a finding: ``file:line:column: path: message``, and under it the mend."""
    text = Text()
    place = clean(str(item.place))
    if place:
        text.append(f"{place}: ", style=HEADING)
    text.append(clean(item.message(lang)), style=_STYLES[item.severity])
    mend = clean(item.mend(lang))
    if mend:
        text.append(f"\n  → {mend}")
    return text


def findings_text(findings: Iterable[Finding], lang: Language) -> RenderableType:
    """Write findings under each other."""
    return stack(finding_text(item, lang) for item in findings)


def check_text(target: str, findings: Sequence[Finding], names: Names | None, lang: Language) -> RenderableType:
    """Say whether one procedure is sound, and what is wrong with it.

    Parameters
    ----------
    names : Names or None
        None where the file could not be read into a procedure.
    """
    errors = sum(item.severity == Severity.ERROR for item in findings)
    warnings = sum(item.severity == Severity.WARNING for item in findings)
    title = clean(target) if names is None else f"{clean(target)}: {names.title}"
    key = "check-unread" if errors and names is None else "check-unsound" if errors else "check-sound"
    words = said(
        key,
        lang,
        target=title,
        errors=count(errors, "reporting.errors", lang),
        warnings=f", {count(warnings, 'reporting.warnings', lang)}" if warnings else "",
    )
    mark = Text("✗ " if errors else "✓ ", style=BAD if errors else GOOD)
    return stack([mark.append(words, style=HEADING), *(finding_text(item, lang) for item in findings)])


def joins_text(joins: Mapping[str, Sequence[Mapping[str, Any]]], names: Names) -> RenderableType:
    """Show how steps with several arrows in join, as inferred and verified.

    Parameters
    ----------
    joins
        By the words of a variant: for each such step ``step``, ``join`` (``any`` or ``all``) and ``from``.
    """
    lang = names.lang
    parts: list[RenderableType] = []
    for variant, listed in joins.items():
        if not listed:
            continue
        parts.append(note(said("joins-of", lang, variant=variant)))
        parts.append(
            bullets(
                said(
                    f"join-{item['join']}",
                    lang,
                    step=_step(str(item["step"]), names),
                    sources=", ".join(_step(str(name), names) for name in item["from"]),
                )
                for item in listed
            )
        )
    return stack(parts) if parts else note(said("no-joins", lang))


def flow_text(sections: Iterable[Section], lang: Language) -> RenderableType:
    """Show what the flow of a variant is: each section's heading and its sentences."""
    parts: list[RenderableType] = []
    for section in sections:
        parts.append(note(clean(section.heading.get(lang))))
        parts.append(bullets(clean(line.get(lang)) for line in section.lines))
    return stack(parts)


def _step(name: str, names: Names) -> str:
    """Name a node of the graph: a step, the end, or an inner point that a short form or a join needs."""
    if name == "end":
        return said("the-end", names.lang)
    if not name.startswith("~"):
        return f"“{names.of('step', name)}”"
    kind, _, step = name[1:].partition("-")
    inner = names.of("step", step.rstrip("0123456789").removesuffix("-") if kind == "gather" else step)
    return said(f"node-{kind}" if known(f"node-{kind}") else "node-inner", names.lang, step=inner)
