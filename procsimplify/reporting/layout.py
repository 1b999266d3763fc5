"""The house style on a terminal: headings, tables and lists that fit 80 columns; no text is read for markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from procsimplify.base.text import Language
from procsimplify.reporting.measures import Row
from procsimplify.reporting.words import said

__all__ = ["bullets", "console", "fields", "grid", "heading", "measure_table", "money_list", "note", "stack", "verdict"]

HEADING = "bold"
QUIET = "bright_black"
GOOD = "green"
BAD = "red"
_NARROW = 8


def console(stream: IO[str], width: int | None = None, *, wrap: bool = True) -> Console:
    """Make the console of a stream: no markup, no emoji names, colour only on a terminal.

    Without ``wrap`` lines stay whole, so that editors and scripts find ``file:line:`` at their start.
    """
    return Console(file=stream, width=width, markup=False, emoji=False, highlight=False, soft_wrap=not wrap)


def heading(words: str) -> RenderableType:
    """Set a heading apart by an empty line."""
    return Text("\n" + words, style=HEADING)


def note(words: str) -> RenderableType:
    """Set a remark apart by its colour."""
    return Text(words, style=QUIET)


def verdict(words: str) -> RenderableType:
    """Set the one sentence that says it all."""
    return Text(words, style=HEADING)


def stack(parts: Iterable[RenderableType | None]) -> Group:
    """Put parts under each other, leaving out those that are None."""
    return Group(*(part for part in parts if part is not None))


def bullets(items: Iterable[str], mark: str = "•") -> RenderableType:
    """List texts with a mark, wrapped under themselves."""
    table = Table.grid(padding=(0, 1))
    table.add_column(width=len(mark), no_wrap=True)
    table.add_column(overflow="fold")
    for item in items:
        table.add_row(Text(mark), Text(item))
    return Padding(table, (0, 0, 0, 2), expand=False)


def fields(items: Iterable[tuple[str, str]], indent: int = 4) -> RenderableType:
    """List names with their texts beside them."""
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True, style=QUIET)
    table.add_column(overflow="fold")
    for name, value in items:
        table.add_row(Text(name), Text(value))
    return Padding(table, (0, 0, 0, indent), expand=False)


def grid(
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    right: Iterable[int] = (),
    last: Sequence[str] | None = None,
    whole: Iterable[int] = (),
) -> RenderableType:
    """Make a table with a line under its head.

    Parameters
    ----------
    right
        Columns that hold numbers.
    last
        The sum, under a line.
    whole
        Columns whose words are never broken: codes and ids.
    """
    numbers, unbroken = set(right), set(whole)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), show_footer=last is not None)
    for place, head in enumerate(heads):
        is_number = place in numbers
        table.add_column(
            Text(head),
            footer=Text(last[place] if last is not None else ""),
            justify="right" if is_number else "left",
            no_wrap=is_number or place in unbroken,
            overflow="fold",
            min_width=None if is_number else min(_NARROW, len(head) or 1),
        )
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def measure_table(
    rows: Sequence[Row], lang: Language, *, compare: bool = True, difference: str = "saved"
) -> RenderableType:
    """Set the measures: before, after, saved (or changed), percent; or the figures alone."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    table.add_column("", overflow="fold", min_width=14)
    heads = ("before", "after", difference, "percent") if compare else ("now",)
    for head in heads:
        table.add_column(Text(said(f"head-{head}", lang)), justify="right", no_wrap=head not in ("before", "after"))
    for row in rows:
        name = Text("  " * row.level + row.name)
        name.stylize(HEADING if not row.level and not row.apart else QUIET)
        if not compare:
            table.add_row(name, Text(row.before))
            continue
        style = "" if row.better is None else GOOD if row.better else BAD
        still = row.better is None
        table.add_row(
            name,
            Text(row.before),
            Text(row.after),
            Text("–" if still else row.saved, style=QUIET if still else style),
            Text("" if still else row.percent, style=style),
        )
    return table


def money_list(title: str, rows: Sequence[tuple[str, str]]) -> RenderableType:
    """Set amounts under a title, the numbers in one column."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    table.add_column(Text(title), overflow="fold", min_width=20)
    table.add_column("", justify="right", no_wrap=True)
    for name, amount in rows:
        table.add_row(Text(name), Text(amount))
    return table
