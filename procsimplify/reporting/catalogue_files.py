"""A catalogue's report as tables in files: CSV for one table, XLSX for all. No cell becomes a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from procsimplify.base.messages import phrase
from procsimplify.base.text import Language
from procsimplify.reporting.catalogue_sheet import Sheet
from procsimplify.reporting.catalogue_tables import NAMES, sheet
from procsimplify.reporting.catalogue_words import headlines, stamp_line

__all__ = ["csv_text", "plain_cell", "workbook_bytes"]

Json = Mapping[str, Any]
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
_MOST_CELL = 32_000
_LONGEST_NAME = 31
"""Letters of the name of a sheet."""
_WIDE, _WIDEST = 60, 110
"""Letters of a column of a table, and of the one column of the first sheet."""
_LINE, _MOST_LINES = 15, 20
"""Points of a line of text, and lines of a row that are shown at once."""
_CREATED = datetime(2026, 1, 1)


def plain_cell(text: str) -> str:
    """Give a text that no spreadsheet takes for a formula: an apostrophe goes before the signs that begin one.

    Examples
    --------
    >>> plain_cell("=1+1"), plain_cell(" -2"), plain_cell("Đơn đề nghị")
    ("'=1+1", "' -2", 'Đơn đề nghị')
    """
    return f"'{text}" if text.lstrip(" \u00a0\ufeff").startswith(_FORMULA) else text


def csv_text(table: Sheet) -> str:
    """Write a table as CSV: exact amounts with a point, texts safe for spreadsheets.

    Returns
    -------
    str
        With a byte order mark, without which spreadsheets misread Vietnamese.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(table.heads)
    for row in table.rows:
        writer.writerow([_cell(cell, place in table.money) for place, cell in enumerate(row)])
    return "\ufeff" + stream.getvalue()


def _cell(cell: str | int | None, is_money: bool) -> str | int:
    if cell is None:
        return ""
    return cell if isinstance(cell, int) or is_money else plain_cell(cell)


def workbook_bytes(report: Json, lang: Language) -> bytes:
    """Write every table on a sheet of its own, after a first one that says the whole.

    Raises
    ------
    UsageError
        Where the extra ``excel`` is not installed.
    """
    from procsimplify.base.extras import extra_module

    xlsxwriter = extra_module("xlsxwriter", "excel")
    stream = io.BytesIO()
    book: Any = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"created": _CREATED})
    looks = {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "number": book.add_format({"num_format": "#,##0", "valign": "top"}),
    }
    first = _page(book, phrase("reporting.catalogue-sheet-whole", lang))
    first.set_column(0, 0, _WIDEST)
    for place, line in enumerate((*headlines(report, lang), stamp_line(report, lang))):
        first.set_row(place, _height([line], [_WIDEST]))
        first.write_string(place, 0, line, looks["text"])
    for number, name in enumerate(NAMES, start=1):
        table = sheet(report, name, lang)
        _fill(_page(book, f"{number} {table.title}"), table, looks)
    book.close()
    return stream.getvalue()


def _page(book: Any, title: str) -> Any:
    """Add a sheet that prints as wide as a page; its name ends with a word."""
    name = title if len(title) <= _LONGEST_NAME else title[: _LONGEST_NAME + 1].rpartition(" ")[0]
    page = book.add_worksheet(name[:_LONGEST_NAME])
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    return page


def _fill(page: Any, table: Sheet, looks: Mapping[str, Any]) -> None:
    widths = _widths(table)
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
    start = len(table.notes)
    for place, line in enumerate(table.notes):
        page.write_string(place, 0, line)
    page.set_row(start, _height(table.heads, widths))
    for column, head in enumerate(table.heads):
        page.write_string(start, column, head, looks["head"])
    page.freeze_panes(start + 1, 1)
    page.repeat_rows(start)
    if table.rows:
        page.autofilter(start, 0, start + len(table.rows), len(table.heads) - 1)
    for place, row in enumerate(table.rows, start=start + 1):
        texts = [cell if isinstance(cell, str) and at not in table.money else "" for at, cell in enumerate(row)]
        page.set_row(place, _height(texts, widths))
        for column, cell in enumerate(row):
            if isinstance(cell, int):
                page.write_number(place, column, cell, looks["number"])
            elif cell is not None and column in table.money:
                page.write_number(place, column, float(cell), looks["number"])
            elif cell:
                page.write_string(place, column, cell[:_MOST_CELL], looks["text"])


def _widths(table: Sheet) -> list[int]:
    """Give each column the room that its cells and the words of its head need, and long texts no more than a line."""
    found: list[int] = []
    for column, head in enumerate(table.heads):
        longest = max((_room(row[column], column in table.money) for row in table.rows), default=0)
        found.append(min(_WIDE, max(longest, *(len(word) for word in head.split()), 6) + 3))
    return found


def _room(cell: str | int | None, is_money: bool) -> int:
    if is_money and isinstance(cell, str):
        return len(f"{float(cell):,.0f}")
    return len(str(cell)) if cell is not None else 0


def _height(cells: Sequence[str], widths: Sequence[int]) -> int:
    """Give the height of a row: programs that open the file do not all find it themselves."""
    lines = max((-(-len(cell) // max(1, width - 2)) for cell, width in zip(cells, widths, strict=True)), default=1)
    return _LINE * min(max(lines, 1), _MOST_LINES)
