"""Writing the cells of a workbook: text that never becomes a formula, formulae that carry their computed value."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from procsimplify.base.extras import extra_module
from procsimplify.reporting.words import clean

__all__ = ["Book", "Sheet", "column"]

LONGEST = 32_000
"""Letters that a cell takes, a little less than the limit of the format."""


class Book:
    """A workbook being written; the same contents give the same bytes.

    Raises
    ------
    UsageError
        Where the library is not installed; the extra ``excel`` brings it.
    """

    def __init__(self, title: str) -> None:
        library = extra_module("xlsxwriter", "excel")
        self._file = io.BytesIO()
        never = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self._book: Any = library.Workbook(self._file, {"in_memory": True, **never})
        self._book.set_properties({"title": clean(title)[:200], "created": datetime(2000, 1, 1, tzinfo=UTC)})
        look: dict[str, dict[str, Any]] = {
            "text": {"text_wrap": True, "valign": "top"},
            "head": {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"},
            "title": {"bold": True, "font_size": 14},
            "section": {"bold": True, "font_size": 12},
            "money": {"num_format": "#,##0.00", "valign": "top"},
            "sum": {"num_format": "#,##0.00", "bold": True, "top": 1, "valign": "top"},
            "number": {"num_format": "#,##0.######", "valign": "top"},
            "input": {"num_format": "#,##0.######", "bg_color": "#FFF7D6", "valign": "top"},
            "percent": {"num_format": '0.0" %"', "valign": "top"},
        }
        self._looks = {name: self._book.add_format(keys) for name, keys in look.items()}

    def sheet(self, name: str, widths: tuple[int, ...]) -> Sheet:
        """Add a sheet with columns of these widths."""
        raw = self._book.add_worksheet(name[:31])
        for place, width in enumerate(widths):
            raw.set_column(place, place, width)
        return Sheet(name[:31], raw, self._looks)

    def bars(self, sheet: Sheet, names: Sequence[str], rows: range, below: int) -> None:
        """Draw bars of the columns after the names in the second one, one group for each row, under the table."""
        chart: Any = self._book.add_chart({"type": "column"})
        first, last = rows[0], rows[-1]
        for place, name in enumerate(names, 2):
            values, titles = sheet.range(first, last, place), sheet.range(first, last, 1)
            chart.add_series({"name": name, "categories": f"={titles}", "values": f"={values}"})
        chart.set_legend({"position": "bottom"})
        chart.set_size({"width": 900, "height": 360})
        sheet.chart(below, chart)

    def bytes(self) -> bytes:
        """Finish, and give the file."""
        self._book.close()
        return self._file.getvalue()


class Sheet:
    """A sheet; rows are counted from 0, as are columns; references are as people write them."""

    def __init__(self, name: str, raw: Any, looks: dict[str, Any]) -> None:
        self.name, self._raw, self._looks = name, raw, looks

    def text(self, row: int, place: int, text: str, look: str = "text") -> None:
        """Write a text: whatever it begins with, it stays a text."""
        self._raw.write_string(row, place, clean(text)[:LONGEST], self._looks[look])

    def heads(self, row: int, texts: tuple[str, ...]) -> None:
        """Write the heads of columns."""
        for place, text in enumerate(texts):
            self.text(row, place, text, "head")

    def number(self, row: int, place: int, value: Decimal | Fraction, look: str = "number") -> None:
        """Write a number."""
        self._raw.write_number(row, place, float(value), self._looks[look])

    def formula(self, row: int, place: int, formula: str, value: Decimal | Fraction, look: str) -> None:
        """Write a formula made of references and numbers alone, with what it comes to."""
        self._raw.write_formula(row, place, f"={formula}", self._looks[look], float(value))

    def chart(self, row: int, chart: Any) -> None:
        """Put a chart below a row."""
        self._raw.insert_chart(row, 1, chart)

    def freeze(self, row: int) -> None:
        """Keep the rows above in sight."""
        self._raw.freeze_panes(row, 0)

    def filter(self, first: int, last: int, places: int) -> None:
        """Let a reader filter the rows."""
        self._raw.autofilter(first, 0, last, places - 1)

    def at(self, row: int, place: int) -> str:
        """Refer to a cell from another sheet."""
        return f"{self._quoted}!${column(place)}${row + 1}"

    def range(self, first: int, last: int, place: int) -> str:
        """Refer to the cells of a column from another sheet."""
        return f"{self._quoted}!${column(place)}${first + 1}:${column(place)}${last + 1}"

    @property
    def _quoted(self) -> str:
        return "'" + self.name.replace("'", "''") + "'"


def column(place: int) -> str:
    """Give the letters of a column, counted from 0.

    Examples
    --------
    >>> column(0), column(25), column(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
