"""A catalogue's report on a terminal: the whole in sentences, then tables, the most findings first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from procsimplify.base.text import Language
from procsimplify.reporting.catalogue_tables import Sheet, headlines, sheet, stamp_line, word
from procsimplify.reporting.layout import bullets, grid, heading, note, stack, verdict
from procsimplify.reporting.numbers import money, number
from procsimplify.reporting.words import clean

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["catalogue_text", "scan_text"]

Json = Mapping[str, Any]
_SHORT = 10
_WIDE = 28
_SHOWN = ("ministry", "rule", "type", "amend", "chains", "alike", "page", "passed-over")
_COUNTS = (0, 1, 3, 4, 7)
_COLUMNS = {
    **dict.fromkeys(("ministry", "field", "level", "applicant", "rule", "type", "instrument"), _COUNTS),
    "amend": (0, 2, 4, 5, 8), "chains": (0, 2), "alike": (0, 1, 2), "findings": (0, 3, 4, 10),
}  # fmt: skip


def catalogue_text(report: Json, lang: Language, only: str | None = None) -> RenderableType:
    """Write a report; with ``only`` one table of it, whole."""
    if only is not None:
        return _table(sheet(report, only, lang), report, lang, None)
    first, *rest = headlines(report, lang)
    tables = (sheet(report, name, lang) for name in _SHOWN)
    shown = (_table(table, report, lang, _SHORT) for table in tables if table.rows)
    return stack([verdict(first), bullets(rest), *shown, note(stamp_line(report, lang))])


def _table(table: Sheet, report: Json, lang: Language, most: int | None) -> RenderableType:
    columns = _COLUMNS.get(table.name, tuple(range(len(table.heads))))
    rows = table.rows[:most]
    more = len(table.rows) - len(rows)
    return stack(
        [
            heading(table.title),
            *(note(line) for line in table.notes),
            grid(
                [table.heads[column] for column in columns],
                [[_cell(row[column], column, table, report, lang) for column in columns] for row in rows],
                right=[place for place, column in enumerate(columns) if column in (*table.money, *table.numbers)],
                whole=[] if table.name == "passed-over" else [0],
            ),
            note(word("more", lang, number=number(more, lang))) if more else None,
        ]
    )


def _cell(cell: str | int | None, column: int, table: Sheet, report: Json, lang: Language) -> str:
    if cell is None:
        return "–"
    if isinstance(cell, int):
        return number(cell, lang)
    if column in table.money:
        return money(cell, report["currency"], lang)
    return cell if len(cell) <= _WIDE or table.name == "passed-over" else cell[: _WIDE - 1] + "…"


def scan_text(result: Json, lang: Language) -> str:
    """Say in a few lines what a scan came to."""
    count = {name: number(result[name], lang) for name in ("kept", "removed")}
    lines = [word("scan-done", lang, number=number(result["procedures"], lang), **count)]
    lines.append(word("scan-passed", lang, number=number(len(result["passed_over"]), lang)))
    unused: Sequence[str] = result["volumes_unused"]
    if unused:
        lines.append(word("scan-unused", lang, codes=", ".join(clean(code) for code in unused[:_SHORT])))
    return "\n".join(lines) + "\n"
