"""The method's form of a procedure in words: its rows or its printed table, before and after, and the comparison."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.text import Text

from procsimplify.base.text import Language
from procsimplify.reporting.layout import QUIET, bullets, grid, heading, note, stack, verdict
from procsimplify.reporting.numbers import money, number, percent
from procsimplify.reporting.sentence import cost_sentence
from procsimplify.reporting.text_analysis import gaps, remarks, stamp_line, trust
from procsimplify.reporting.text_measure import table_grid, table_groups
from procsimplify.reporting.words import Names, clean, said

if TYPE_CHECKING:
    from procsimplify.costing import Cost
    from procsimplify.costing.form import Form, FormLine

__all__ = ["form_text"]

KINDS = ("service", "fees", "outlay")
MONEY = "money"


def form_text(before: Cost, after: Cost | None, names: Names) -> RenderableType:
    """Show the form of the method: filled before, after where there is an after, and what is saved.

    Parameters
    ----------
    before : Cost
    after : Cost, optional
        The simpler version, by the same method on the same day.
    names : Names
    """
    result = before.to_json()
    parts: list[RenderableType | None] = [
        verdict(cost_sentence(result, result, names) + "."),
        Text(f"{names.code}  {names.title}", style=QUIET),
        *_side(before, "now" if after is None else "before", names),
        *(_side(after, "after", names) if after is not None else []),
        *(_comparison(before, after, names) if after is not None else []),
        *trust(result, names),
        *gaps(result, names),
        *remarks(result, names, verbose=True),
        stamp_line(result, names),
    ]
    return stack(parts)


def _side(cost: Cost, side: str, names: Names) -> Iterable[RenderableType]:
    from procsimplify.costing.form import form_of
    from procsimplify.costing.printed import cost_table

    method, form, head = cost.pricing.method, form_of(cost), said(f"head-{side}", names.lang)
    if form is not None:
        yield heading(f"{form.title.get(names.lang)}: {head}")
        yield from _rows(form, names)
        return
    table = cost_table(cost)
    unit = f" ({table.unit.get(names.lang)})" if table.unit is not None else ""
    yield heading(f"{said('measure-table', names.lang)}{unit}: {head}")
    yield table_grid(method, table, names, "head-step")
    yield from table_groups(method, table, names)


def _rows(form: Form, names: Names) -> Iterable[RenderableType]:
    """Set the rows of a form: activity, hours, money by kind, once and a year."""
    lang = names.lang
    lines = [line for section in form.sections for line in section.lines]
    yearly = form.subjects is not None
    kinds = [kind for kind in KINDS if any(_spent(line, kind) for line in lines)]
    if yearly and len(kinds) > 1:  # a year's amounts are long: what is spent then stands in one column
        kinds = [MONEY]
    heads = [said("form-activity", lang), said("form-hours", lang), *(said(f"form-{kind}", lang) for kind in kinds)]
    heads += [said("form-once", lang), *([said("form-year", lang)] if yearly else [])]
    rows: list[Sequence[str]] = []
    for section in form.sections:
        sums = [_whole(section.once, lang), *([_whole(section.year, lang)] if yearly else [])]
        hours = number(section.hours, lang) if section.lines else "–"
        rows.append([f"{section.number}. {section.title.get(lang)}", hours, *("" for _ in kinds), *sums])
        rows += [_line(line, kinds, yearly, lang) for line in section.lines]
    last = [said("sum", lang), "", *("" for _ in kinds), _whole(form.once, lang)]
    last += [_whole(form.year, lang)] if yearly else []
    yield grid(heads, rows, right=range(1, len(heads)), last=last)
    rates = {line.rate for line in lines if line.rate is not None}
    listed = [said("form-rate", lang, amount=money(rate, form.currency, lang)) for rate in sorted(rates)]
    if yearly and form.subjects is not None:
        times = number(form.times if form.times is not None else Fraction(1), lang)
        listed.append(said("form-volume", lang, subjects=number(form.subjects, lang), times=times))
    listed += [said("form-missing", lang, what=text.get(lang)) for line in lines for text in line.missing]
    yield bullets(listed)
    yield note(said("form-source", lang, source=form.source.get(lang)))


def _line(line: FormLine, kinds: list[str], yearly: bool, lang: Language) -> list[str]:
    title = f"  {line.number} {clean(line.title.get(lang))}" + (" *" if line.known == "illustrative" else "")
    spent = [_whole(_spent(line, kind), lang) if _spent(line, kind) else "" for kind in kinds]
    sums = [line.once, *([line.year] if yearly else [])]
    least = "≥ " if line.missing else ""
    return [title, number(line.hours, lang) if line.hours else "", *spent, *(least + _whole(s, lang) for s in sums)]


def _spent(line: FormLine, kind: str) -> Decimal:
    """Give the money of a kind, or of all kinds."""
    if kind == MONEY:
        return sum((_spent(line, one) for one in KINDS), Decimal(0))
    found: Decimal = getattr(line, kind)
    return found


def _whole(amount: Decimal, lang: Language) -> str:
    """Write an amount without its currency, which the head of the table has."""
    return number(round(amount), lang)


def _comparison(before: Cost, after: Cost, names: Names) -> list[RenderableType]:
    """Set before, after, saved and percent."""
    from procsimplify.costing.form import form_changes, form_of
    from procsimplify.costing.printed import compared

    lang = names.lang
    heads = ("", *(said(f"head-{key}", lang) for key in ("before", "after", "saved", "percent")))
    one, other = form_of(before), form_of(after)
    rows: list[list[str]] = []
    if one is not None and other is not None:
        for change in form_changes(one, other):
            name = f"{change.number}. {change.title.get(lang)}" if change.title is not None else said("sum", lang)
            sums = (change.before, change.after, change.saved)
            rows.append([name, *(_whole(s, lang) for s in sums), percent(change.percent, lang)])
    else:
        for item in compared(before, after):
            name = item.title.get(lang) if item.title is not None else said("sum", lang)
            cells = (item.before.text, item.after.text, item.saved.text)
            rows.append([name, *cells, percent(item.percent, lang)])
    return [heading(said("form-comparison", lang)), grid(heads, rows[:-1], right=range(1, 5), last=rows[-1])]
