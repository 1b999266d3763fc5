"""The form of a method as sheets of a workbook: its rows with live formulae, before, after, and the comparison.

Hours × price + money = once; once × times × subjects = a year; sections add their lines, the total adds the sections,
and the comparison refers to both forms, with the bar chart that the form asks for.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from procsimplify.base.text import Language
from procsimplify.reporting._cells import Book, Sheet, column
from procsimplify.reporting.measures import share_saved
from procsimplify.reporting.words import Names, said

if TYPE_CHECKING:
    from procsimplify.costing.form import Form, FormLine, FormSection

__all__ = ["add_forms"]

(_NUMBER, _ACTIVITY, _HOURS, _RATE, _SERVICE, _FEES, _OUTLAY, _TIMES, _SUBJECTS, _ONCE, _YEAR, _NOTE) = range(12)
_WIDTHS = (6, 44, 10, 14, 14, 14, 14, 10, 12, 16, 20, 50)
_HEADS = (
    "number", "activity", "hours", "price", "service", "fees", "outlay", "times", "subjects", "once", "year", "note",
)  # fmt: skip


@dataclass(frozen=True)
class _Placed:
    """Where a written form has its section sums and its total."""

    sheet: Sheet
    sections: tuple[int, ...]
    total: int
    place: int

    def at(self, row: int) -> str:
        """Refer to the sum of a row."""
        return self.sheet.at(row, self.place)


def add_forms(book: Book, before: Form, after: Form | None, names: Names) -> None:
    """Add the sheets of a filled form to a workbook.

    Parameters
    ----------
    book : Book
    before : Form
    after : Form, optional
        The form of the simpler version; with it comes the comparison.
    names : Names
    """
    lang = names.lang
    one = _form(book, said("workbook-form", lang), before, lang)
    if after is not None:
        other = _form(book, said("workbook-form-after", lang), after, lang)
        _comparison(book, one, other, before, after, lang)


def _form(book: Book, title: str, form: Form, lang: Language) -> _Placed:
    sheet = book.sheet(title, _WIDTHS)
    sheet.text(0, 0, form.title.get(lang), "title")
    sheet.text(1, 0, said("form-source", lang, source=form.source.get(lang)), "text")
    sheet.heads(3, tuple(said(f"form-{key}", lang) for key in _HEADS))
    sheet.freeze(4)
    row, sums = 4, list[int]()
    for section in form.sections:
        sums.append(row)
        row = _section(sheet, row, section, form, lang)
    sheet.text(row, _ACTIVITY, said("sum", lang), "head")
    for place, whole in ((_ONCE, form.once), (_YEAR, form.year)):
        letter = column(place)
        sheet.formula(row, place, "+".join(f"{letter}{at + 1}" for at in sums), whole, "sum")
    return _Placed(sheet, tuple(sums), row, _YEAR)


def _section(sheet: Sheet, row: int, section: FormSection, form: Form, lang: Language) -> int:
    """Write a row of the form and its lines below it; give the row after them."""
    sheet.text(row, _NUMBER, section.number, "section")
    sheet.text(row, _ACTIVITY, section.title.get(lang), "section")
    first, last = row + 2, row + 1 + len(section.lines)
    for place, whole in ((_ONCE, section.once), (_YEAR, section.year)):
        letter = column(place)
        if section.lines:
            sheet.formula(row, place, f"SUM({letter}{first}:{letter}{last})", whole, "sum")
        else:
            sheet.number(row, place, Decimal(0), "sum")
    for line in section.lines:
        row += 1
        _line(sheet, row, line, form, lang)
    return row + 1


def _line(sheet: Sheet, row: int, line: FormLine, form: Form, lang: Language) -> None:
    at = row + 1
    sheet.text(row, _NUMBER, line.number)
    sheet.text(row, _ACTIVITY, line.title.get(lang))
    sheet.number(row, _HOURS, line.hours, "input")
    money = {_SERVICE: line.service, _FEES: line.fees, _OUTLAY: line.outlay}
    for place, amount in money.items():
        sheet.number(row, place, amount, "input")
    spent = "+".join(f"{column(place)}{at}" for place in money)
    if line.rate is not None:
        sheet.number(row, _RATE, line.rate, "input")
        once = f"{column(_HOURS)}{at}*{column(_RATE)}{at}+{spent}"
    else:  # hours without a price, or with several
        rest = Fraction(line.once) - sum((Fraction(amount) for amount in money.values()), Fraction(0))
        once = f"{float(rest)!r}+{spent}" if rest else spent
    sheet.formula(row, _ONCE, once, line.once, "money")
    cases = f"{column(_ONCE)}{at}"
    if form.subjects is not None:
        times = form.times if form.times is not None else Fraction(1)
        sheet.number(row, _TIMES, times, "input")
        sheet.number(row, _SUBJECTS, form.subjects, "input")
        cases = f"{column(_ONCE)}{at}*{column(_TIMES)}{at}*{column(_SUBJECTS)}{at}"
    sheet.formula(row, _YEAR, cases, line.year, "money")
    known = said(f"provenance-{line.known}", lang) if line.known is not None else ""
    missing = "; ".join(said("form-missing", lang, what=text.get(lang)) for text in line.missing)
    sheet.text(row, _NOTE, "; ".join(part for part in (known, missing) if part))


def _comparison(book: Book, one: _Placed, other: _Placed, before: Form, after: Form, lang: Language) -> None:
    sheet = book.sheet(said("form-comparison", lang), (6, 44, 20, 20, 20, 12))
    heads = [said("form-number", lang), said("form-activity", lang)]
    heads += [said(f"head-{key}", lang) for key in ("before", "after", "saved", "percent")]
    sheet.heads(0, tuple(heads))
    is_open = before.open or after.open
    rows = [
        (section.number, section.title.get(lang), at, then, section.year, later.year)
        for section, later, at, then in zip(before.sections, after.sections, one.sections, other.sections, strict=True)
    ]
    rows.append(("", said("sum", lang), one.total, other.total, before.year, after.year))
    for row, (number, title, at, then, was, now) in enumerate(rows, 1):
        sheet.text(row, 0, number)
        sheet.text(row, 1, title)
        sheet.formula(row, 2, one.at(at), was, "money")
        sheet.formula(row, 3, other.at(then), now, "money")
        sheet.formula(row, 4, f"C{row + 1}-D{row + 1}", was - now, "money")
        share = share_saved(was, now)
        if share is not None and not is_open:
            sheet.formula(row, 5, f"(C{row + 1}-D{row + 1})/C{row + 1}*100", share, "percent")
    book.bars(sheet, heads[2:4], range(1, len(rows) + 1), len(rows) + 2)
