"""Lists in words: the shipped procedures, the rules, a rule's page, the cases of rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import RenderableType
from rich.markdown import Markdown
from rich.text import Text

from procsimplify.base.text import Language
from procsimplify.reporting.layout import BAD, GOOD, HEADING, QUIET, fields, grid, stack, verdict
from procsimplify.reporting.numbers import count
from procsimplify.reporting.words import clean, known, said, words

__all__ = ["cases_text", "page_text", "procedures_text", "rules_text"]

Json = Mapping[str, Any]


def procedures_text(listed: Sequence[Json], lang: Language) -> RenderableType:
    """List the shipped procedures: code, title, ministry."""
    rows = [(item["code"], words(item["title"], lang), words(item["ministry"], lang)) for item in listed]
    heads = tuple(said(f"head-{key}", lang) for key in ("code", "title", "ministry"))
    return stack([verdict(count(len(listed), "reporting.procedures", lang)), grid(heads, rows, whole=(0,))])


def rules_text(listed: Sequence[Json], lang: Language) -> RenderableType:
    """List rules: id, number, class, what is wrong."""
    rows = [
        (item["id"], item["ref"] or "", said(f"class-{item['class']}", lang), words(item["title"], lang))
        for item in listed
    ]
    heads = tuple(said(f"head-{key}", lang) for key in ("rule", "number", "class", "title"))
    return stack([verdict(count(len(listed), "reporting.rules", lang)), grid(heads, rows, whole=(0, 1, 2))])


def page_text(markdown: str) -> RenderableType:
    """Show a page written in Markdown."""
    return Markdown(markdown, hyperlinks=False)


def cases_text(results: Sequence[Json], lang: Language, *, verbose: bool = False) -> RenderableType:
    """Say how many cases came out as wanted, and which did not."""
    wrong = [item for item in results if item["result"] != "reported"]
    sentence = said(
        "cases-wrong" if wrong else "cases-right",
        lang,
        cases=count(len(results), "reporting.case-runs", lang),
        wrong=str(len(wrong)),
    )
    mark = Text("✗ " if wrong else "✓ ", style=BAD if wrong else GOOD).append(sentence, style=HEADING)
    parts: list[RenderableType] = [mark]
    for item in results if verbose else wrong:
        is_wrong = item["result"] != "reported"
        line = Text("✗ " if is_wrong else "✓ ", style=BAD if is_wrong else GOOD)
        line.append(f"{clean(item['rule'])}: {clean(item['case'])}").append(f" ({item['engine']})", style=QUIET)
        parts.append(line)
        if is_wrong:
            result = said(f"result-{item['result']}", lang) if known(f"result-{item['result']}") else item["result"]
            parts.append(fields([(result, words(item["detail"], lang))]))
    return stack(parts)
