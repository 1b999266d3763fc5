"""A priced measure in words: what it comes to, the table as the method prints it, and what stands beside it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.text import Text

from procsimplify.base.text import Language
from procsimplify.reporting.layout import QUIET, bullets, grid, heading, note, stack, verdict
from procsimplify.reporting.measures import element
from procsimplify.reporting.numbers import money, number
from procsimplify.reporting.text_analysis import gaps, remarks, stamp_line
from procsimplify.reporting.words import Names, clean, party, said, words

if TYPE_CHECKING:
    from procsimplify.costing.measure_cost import Basis, MeasureCost
    from procsimplify.costing.method import Method
    from procsimplify.costing.table import Cell, Row, Table

__all__ = ["measure_text", "table_grid", "table_groups"]

_HEAD_WIDE = 10
_WIDE = 40
"""Letters that the columns of a row's parts may take together."""


def measure_text(cost: MeasureCost, lang: Language, *, verbose: bool = False) -> RenderableType:
    """Show a priced measure.

    Parameters
    ----------
    cost : MeasureCost
    lang : "vi" or "en"
    verbose : bool
        Whether to show the lines, which ``--explain`` opens.
    """
    item, result = cost.measure, cost.to_json()
    names = Names(clean(item.id), words(item.title, lang) if item.title is not None else "", lang)
    parts: list[RenderableType | None] = [
        verdict(_sentence(cost, names) + "."),
        Text(f"{names.code}  {names.title}".rstrip(), style=QUIET),
        *_tables(cost, names),
        *_years(cost, names),
        *_sides(cost, names),
        *_hours(cost, names),
        *_beside(cost, names),
        *_thresholds(cost, names),
        *(_lines(cost, names) if verbose else [note(said("lines-hint", lang))] if cost.lines else []),
        *gaps(result, names),
        *remarks(result, names, verbose=True),
        stamp_line(result, names),
    ]
    return stack(parts)


def _sentence(cost: MeasureCost, names: Names) -> str:
    """Say the method's own figure; below zero is relief."""
    kind = "annual" if cost.spread is None else cost.spread.result
    key = "measure-relief" if cost.total < 0 else "measure-open" if cost.is_open else "measure-cost"
    sentence = said(
        key,
        names.lang,
        subject=names.code,
        amount=money(abs(cost.total), cost.currency, names.lang),
        when=said(f"measure-{kind}", names.lang),
    )
    once = cost.one_off.total
    if cost.spread is None and cost.one_off.entries:
        way = "measure-once-relief" if once < 0 else "measure-once"
        sentence += said(way, names.lang, amount=money(abs(once), cost.currency, names.lang))
    return sentence


def _tables(cost: MeasureCost, names: Names) -> Iterable[RenderableType]:
    """Set the method's own table, and what comes once where the method keeps it apart."""
    bases: list[Basis | None] = [None] if cost.sheet("annual" if cost.spread is None else "period").entries else []
    if cost.spread is None and cost.one_off.entries:
        bases.append("one-off")
    for basis in bases:
        table = cost.table(basis)
        title = said("measure-table-once" if basis else "measure-table", names.lang)
        if table.unit is not None:
            title += f" ({table.unit.get(names.lang)})"
        yield heading(title)
        yield table_grid(cost.method, table, names)
        yield from table_groups(cost.method, table, names)


def table_grid(method: Method, table: Table, names: Names, head: str = "measure-row") -> RenderableType:
    """Set a printed table: a row for each obligation or step, its columns as the method has them, the total."""
    lang = names.lang
    titles = {column.id: column.title.get(lang) for column in method.columns}
    columns = [*table.columns] if len(table.columns) > 1 else []
    posts = any(row.posts.exact for row in table.rows)
    wide = sum(max(len(row.cells[name].text) if name in row.cells else 0 for row in table.rows) + 3 for name in columns)
    if wide > _WIDE:  # too long for a screen: the parts stand in the JSON and the workbook
        columns = []
    heads = [said(head, lang), said("measure-cases", lang), said("measure-hours", lang)]
    heads += [said("measure-posts", lang)] if posts else []
    heads += [titles.get(name) or element(name, names) for name in columns]
    heads.append(said("sum", lang))
    rows = [_row(row, columns, posts, lang) for row in table.rows]
    last = [said("sum", lang), table.cases.text, table.hours.text, *([""] if posts else [])]
    last += [*(table.columns[name].text for name in columns), table.total.text]
    wrapped = ["\n".join(textwrap.wrap(head, _HEAD_WIDE)) for head in heads]
    return grid(wrapped, rows, right=range(1, len(heads)), last=last)


def _row(row: Row, columns: list[str], posts: bool, lang: Language) -> list[str]:
    cells: Mapping[str, Cell] = row.cells
    shown = [clean(row.title.get(lang)), row.cases.text, row.hours.text]
    shown += [row.posts.text if row.posts.exact else ""] if posts else []
    shown += [cells[name].text if name in cells else "" for name in columns]
    return [*shown, row.total.text]


def table_groups(method: Method, table: Table, names: Names) -> list[RenderableType]:
    """List the totals of the method's groups."""
    titles = {group.id: group.title.get(names.lang) for group in method.groups}
    listed = [f"{titles[name]}: {cell.text}" for name, cell in table.groups.items()]
    for parts, key in ((table.categories, "measure-of-category"), (table.origins, "measure-of-origin")):
        listed += [
            said(key, names.lang, group=titles[group], name=clean(name), amount=cell.text)
            for group, cells in parts.items()
            for name, cell in cells.items()
        ]
    return [bullets(listed)] if len(listed) > 1 else []


def _years(cost: MeasureCost, names: Names) -> list[RenderableType]:
    """Set the years one under the other, where they differ."""
    years, lang = cost.by_year(), names.lang
    if len({item["total"]["text"] for item in years}) < 2:
        return []
    groups = [group for group in cost.method.groups if any(item["groups"][group.id]["value"] != "0" for item in years)]
    heads = [said("measure-year", lang), *(group.title.get(lang) for group in groups), said("sum", lang)]
    rows = [
        [str(item["calendar"] or item["year"]), *(item["groups"][group.id]["text"] for group in groups),
         item["total"]["text"]]
        for item in years
    ]  # fmt: skip
    return [heading(said("measure-years", lang)), grid(heads, rows, right=range(1, len(heads)))]


def _sides(cost: MeasureCost, names: Names) -> list[RenderableType]:
    if cost.before is None or cost.after is None:
        return []
    before, after = (money(sheet.total, cost.currency, names.lang) for sheet in (cost.before, cost.after))
    return [Text(said("measure-sides", names.lang, before=before, after=after))]


def _hours(cost: MeasureCost, names: Names) -> list[RenderableType]:
    """List the hours of those whose time the method leaves in hours."""
    lang = names.lang
    listed = [
        f"{party(key, names)}: {said(way, lang, hours=number(hours, lang))}"
        for way, sheet in (("measure-in-hours", cost.annual), ("measure-hours-once", cost.one_off))
        for key, hours in sheet.hours.items()
        if cost.method.leaves_in_hours(key)
    ]
    return [heading(said("heading-in-hours", lang)), bullets(listed)] if listed else []


def _beside(cost: MeasureCost, names: Names) -> list[RenderableType]:
    """Show what stands beside the total: other parties, elements that are not counted, receivers."""
    sheet, lang = cost.sheet("annual" if cost.spread is None else "period"), names.lang
    sums = (
        ("measure-others", {party(key, names): value for key, value in sheet.others.by_party.items()}),
        ("measure-aside", {element(key, names): value for key, value in sheet.aside.by_element.items()}),
        ("measure-paid-to", {party(key, names): value for key, value in cost.transfers.items()}),
    )
    found: list[RenderableType] = []
    for key, amounts in sums:
        if amounts:
            found.append(heading(said(key, lang)))
            found.append(bullets(f"{name}: {money(value, cost.currency, lang)}" for name, value in amounts.items()))
    return found


def _thresholds(cost: MeasureCost, names: Names) -> list[RenderableType]:
    lang = names.lang
    listed = [
        said(
            "measure-reached" if item.above else "measure-under",
            lang,
            what=item.title.get(lang) + (f", {clean(item.obligation)}" if item.obligation is not None else ""),
            value=number(item.value, lang),
            limit=f"{number(item.limit, lang)} {item.unit}",
        )
        for item in cost.thresholds
    ]
    return [heading(said("heading-thresholds", lang)), bullets(listed)] if listed else []


def _lines(cost: MeasureCost, names: Names) -> list[RenderableType]:
    lang = names.lang
    rows = [
        (str(place), f"{clean(line.step)}: {element(line.element, names)}", party(line.party, names),
         money(line.amount, cost.currency, lang))
        for place, line in enumerate(cost.lines, 1)
    ]  # fmt: skip
    heads = ("", said("head-where", lang), said("head-party", lang), said("head-amount", lang))
    return [heading(said("heading-lines", lang)), grid(heads, rows, right=(0, 3))]
