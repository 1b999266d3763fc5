"""Two versions of a procedure in words: who pays more or less, in which variant, and what was changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

from rich.console import RenderableType
from rich.text import Text

from procsimplify.reporting.layout import BAD, GOOD, HEADING, QUIET, bullets, grid, heading, measure_table, note, stack
from procsimplify.reporting.measures import measures
from procsimplify.reporting.numbers import count, money, number, signed_money
from procsimplify.reporting.text_analysis import stamp_line
from procsimplify.reporting.words import Names, clean, join, party, said, words

__all__ = ["change_words", "compare_markdown", "compare_sentence", "compare_text", "finding_words"]

Json = Mapping[str, Any]
_LONG = 60


def compare_sentence(result: Json, names: Names) -> str:
    """Say who pays more, or that nobody does."""
    lang = names.lang
    currency = result["currency"]
    before, after = result["before"]["per_case"], result["after"]["per_case"]
    change = Decimal(after) - Decimal(before)
    subject = ", ".join(part for part in (names.code, names.variant(result["before"].get("total_of"))) if part)
    start = said(
        "compared",
        lang,
        subject=subject,
        before=money(before, currency, lang),
        after=money(after, currency, lang),
        change=signed_money(change, currency, lang),
    )
    risen = sorted({rise["party"] for rise in result["increases"]})
    if risen:
        who = join([party(key, names) for key in risen], lang)
        return said("compared-more", lang, start=start, who=who)
    return said("compared-unseen" if result["is_increase"] else "compared-nobody", lang, start=start)


def compare_text(result: Json, names: Names, edit_names: Sequence[str] = ()) -> RenderableType:
    """Show what `compare` found.

    Parameters
    ----------
    result
        The JSON of `compare`.
    edit_names
        Each named edit in words, in the order of ``edits``.
    """
    lang = names.lang
    currency = result["currency"]
    style = BAD if result["is_increase"] else GOOD
    parts: list[RenderableType | None] = [
        Text(compare_sentence(result, names), style=f"{HEADING} {style}"),
        Text(f"{names.code}  {names.title}", style=QUIET),
        measure_table(
            measures(result["before"], result["after"], currency, names, change=True), lang, difference="changed"
        ),
        note(said("rounded", lang)),
    ]
    parties = [(party(key, names), amount) for key, amount in result["increase_by_party"].items() if Decimal(amount)]
    if parties:
        parts.append(heading(said("heading-by-party", lang)))
        rows = [(name, signed_money(amount, currency, lang)) for name, amount in parties]
        parts.append(grid((said("head-party", lang), said("head-change", lang)), rows, right=(1,)))
    if result["increases"]:
        parts.append(heading(said("heading-rises", lang)))
        parts.append(bullets((_rise(rise, currency, names) for rise in result["increases"]), "▲"))
    listed = _changes(result["edits"], edit_names, names)
    parts.append(heading(said("heading-changes", lang)))
    parts.append(bullets(listed) if listed else note(said("no-changes", lang)))
    findings = finding_words(result["findings"], lang)
    if findings:
        parts.append(heading(said("heading-preserved", lang)))
        parts.append(bullets(findings, "!"))
    parts.append(stamp_line(result, names))
    return stack(parts)


def compare_markdown(result: Json, names: Names, edit_names: Sequence[str] = ()) -> str:
    """Write what `compare` found as Markdown for a review comment: one line first, details folded."""
    lang = names.lang
    currency = result["currency"]
    out = [f"**{_md(compare_sentence(result, names))}**", ""]
    heads = ["", *(said(f"head-{key}", lang) for key in ("before", "after", "changed", "percent"))]
    out += [f"| {' | '.join(heads)} |", "|---|---:|---:|---:|---:|"]
    for row in measures(result["before"], result["after"], currency, names, parts=False, change=True):
        cells = (row.name, row.before, row.after, row.saved, row.percent)
        out.append(f"| {' | '.join(_md(cell) for cell in cells)} |")
    for title, items in (
        ("heading-rises", [_rise(rise, currency, names) for rise in result["increases"]]),
        ("heading-preserved", finding_words(result["findings"], lang)),
    ):
        if items:
            out += ["", f"**{said(title, lang)}**", "", *(f"- {_md(item)}" for item in items)]
    listed = _changes(result["edits"], edit_names, names)
    if listed:
        summary = f"{said('heading-changes', lang)}: {number(len(listed), lang)}"
        folded = [f"- {_md(item)}" for item in listed]
        out += ["", "<details>", f"<summary>{_md(summary)}</summary>", "", *folded, "", "</details>"]
    stamp = result["stamp"]
    out += [
        "",
        f"<sub>{_md(str(stamp['tool']))} · {_md(str(stamp['as_of']))} · {_md(str(stamp['method']['id']))}</sub>",
    ]
    return "\n".join(out) + "\n"


def finding_words(findings: Iterable[Json], lang: Any) -> list[str]:
    """Write findings of the JSON, those about rising costs left out: they have a heading of their own."""
    return [
        f"{clean(item['path'])}: {words(item['message'], lang)}" if item["path"] else words(item["message"], lang)
        for item in findings
        if item["code"] != "review.pays-more"
    ]


def change_words(change: Json, names: Names) -> str:
    """Write one change: “steps/submit/sets: 8 → 1”."""
    lang = names.lang
    path = clean(str(change["path"]))
    before, after = _short(change.get("before"), names), _short(change.get("after"), names)
    if change["change"] == "set":
        return said("change-set", lang, path=path, before=before, after=after)
    return said(f"change-{change['change']}", lang, path=path)


def _changes(edits: Iterable[Json], edit_names: Sequence[str], names: Names) -> list[str]:
    named = iter(edit_names)
    return [change_words(item, names) if "change" in item else clean(next(named, str(item["edit"]))) for item in edits]


def _rise(rise: Json, currency: str, names: Names) -> str:
    lang = names.lang
    who = names.variant(rise["variant"]) if rise["variant"].get("applicant") else party(rise["party"], names)
    return said(
        "rise",
        lang,
        who=who,
        before=money(rise["before"], currency, lang),
        after=money(rise["after"], currency, lang),
        amount=signed_money(rise["amount"], currency, lang),
    )


def _short(value: object, names: Names) -> str:
    if value is None:
        return said("nothing", names.lang)
    if isinstance(value, str):
        text = clean(value)
    elif isinstance(value, Mapping) and {*cast("Json", value)} <= {"vi", "en"}:
        text = f"“{words(cast('Json', value), names.lang)}”"
    else:
        size = len(cast("list[object]", value)) if isinstance(value, list | Mapping) else 0
        return count(size, "reporting.parts", names.lang)
    return text if len(text) <= _LONG else text[: _LONG - 1] + "…"


def _md(text: str) -> str:
    """Make a text plain in Markdown: no link, no mark-up, no cell border."""
    for sign in "\\`*_[]<>|#":
        text = text.replace(sign, f"\\{sign}" if sign != "<" else "&lt;")
    return text
