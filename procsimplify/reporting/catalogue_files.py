"""A catalogue's report as tables in files: CSV for one table, XLSX for all. No cell becomes a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from procsimplify.base.text import Language
from procsimplify.reporting.catalogue_sheet import Sheet
from procsimplify.reporting.catalogue_tables import NAMES, sheet
from procsimplify.reporting.catalogue_words import headlines, stamp_line

__all__ = ["csv_text", "plain_cell", "workbook_bytes"]

Json = Mapping[str, Any]
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
_MOST_CELL = 32_000
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
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    first = book.add_worksheet("0")
    first.set_column(0, 0, 110)
    for place, line in enumerate((*headlines(report, lang), stamp_line(report, lang))):
        first.write_string(place, 0, line, wrapped)
    for number, name in enumerate(NAMES, start=1):
        table = sheet(report, name, lang)
        page = book.add_worksheet(f"{number} {table.title}"[:31])
        start = len(table.notes)
        for place, line in enumerate(table.notes):
            page.write_string(place, 0, line)
        for column, head in enumerate(table.heads):
            page.write_string(start, column, head, bold)
        page.freeze_panes(start + 1, 1)
        page.set_column(0, 0, 40)
        for place, row in enumerate(table.rows, start=start + 1):
            for column, cell in enumerate(row):
                if isinstance(cell, int):
                    page.write_number(place, column, cell)
                elif cell is not None and column in table.money:
                    page.write_number(place, column, float(cell))
                elif cell:
                    page.write_string(place, column, cell[:_MOST_CELL])
    book.close()
    return stream.getvalue()
