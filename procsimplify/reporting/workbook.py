"""The cost workbook: an XLSX whose totals are live formulae over its lines, for whoever trusts a spreadsheet.

Sheets: a summary before, after, saved, percent; the lines before and after, each quantity × price × visits × volume;
the parameters that prices and volume refer to; what is to be known of the figures. Each formula carries its computed
value, so that readers which do not reckon show the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

from procsimplify.base.text import Language
from procsimplify.reporting._cells import Book, Sheet, column
from procsimplify.reporting._rounded_formula import amount_formula
from procsimplify.reporting.measures import element, is_open, share_saved
from procsimplify.reporting.words import Names, party, said, words
from procsimplify.reporting.workbook_form import add_forms

if TYPE_CHECKING:
    from procsimplify.costing.form import Form

__all__ = ["workbook"]

Json = Mapping[str, Any]
Forms: TypeAlias = "tuple[Form, Form | None]"
WHO = ("applicant", "authority", "third-party")
(
    _NO, _WHO, _STEP, _STEP_TITLE, _DEMAND, _CASE, _ELEMENT, _PART, _PARTY,
    _QUANTITY, _UNIT, _PRICE, _VISITS, _VOLUME, _AMOUNT, _KNOWN, _SOURCE,
) = range(17)  # fmt: skip
_WIDTHS = (5, 12, 16, 34, 24, 14, 14, 16, 20, 12, 8, 14, 10, 10, 16, 14, 60)
_CLOSE = Fraction(1, 10**12)


def workbook(before: Json, names: Names, after: Json | None = None, forms: Forms | None = None) -> bytes:
    """Write the workbook of a cost, or of a saving.

    Parameters
    ----------
    before : mapping
        The JSON of `cost`.
    names : Names
        The titles of the procedure in the language of the workbook.
    after : mapping, optional
        The JSON of the cost of the simpler version, by the same method on the same day.
    forms : tuple of Form, optional
        The form of the method filled before, and after where there is an after: sheets of their own.

    Returns
    -------
    bytes
        XLSX; the same for the same input.

    Raises
    ------
    UsageError
        Where the library is not installed; the extra ``excel`` brings it.

    Notes
    -----
    Spreadsheets reckon in floating point: sums agree with the exact ledger to about fifteen digits.
    """
    return _Writer(before, after, names, forms).write()


@dataclass(frozen=True)
class _Ledger:
    """A sheet of lines: where its rows stand."""

    sheet: Sheet
    first: int
    last: int

    def column(self, place: int) -> str:
        """Refer to a column of its rows."""
        return self.sheet.range(self.first, self.last, place)


class _Writer:
    def __init__(self, before: Json, after: Json | None, names: Names, forms: Forms | None) -> None:
        self.forms = forms
        self.before, self.after, self.names = before, after, names
        self.lang: Language = names.lang
        self.book = Book(f"{names.code} {names.title}")
        self.cells: dict[tuple[str, ...], str] = {}
        """Where on the sheet of parameters a value stands, by what it is."""

    def said(self, key: str, **args: str) -> str:
        return said(f"workbook-{key}", self.lang, **args)

    def write(self) -> bytes:
        """Write all sheets; the summary stands first and refers to those behind it."""
        summary = self.book.sheet(self.said("summary"), (44, 22, 18, 18, 18, 10))
        sides = [("before", self.before), *([("after", self.after)] if self.after is not None else [])]
        sheets = [self.book.sheet(self.said(name), _WIDTHS) for name, _ in sides]
        self._parameters(self.book.sheet(self.said("parameters"), (44, 18, 14, 12, 14, 80)))
        ledgers = [self._ledger(sheet, side) for sheet, (_, side) in zip(sheets, sides, strict=True)]
        self._summary(summary, ledgers)
        if self.forms is not None:
            add_forms(self.book, *self.forms, self.names)
        self._notes(self.book.sheet(self.said("notes"), (60, 100)))
        return self.book.bytes()

    # ---- parameters

    def _parameters(self, sheet: Sheet) -> None:
        """Write dated parameters, the prices of an hour made of them, and the volume."""
        heads = ("parameter", "value", "unit", "since", "known", "source")
        sheet.heads(0, tuple(self.said(key) for key in heads))
        row = 1
        for line in self._all_lines():
            for factor in line["factors"]:
                key = _parameter_key(factor)
                if "date" in factor and key not in self.cells:
                    self.cells[key] = sheet.at(row, 1)
                    sheet.text(row, 0, words(factor["title"], self.lang))
                    sheet.number(row, 1, Fraction(factor["value"]), "input")
                    sheet.text(row, 2, factor["unit"])
                    sheet.text(row, 3, factor["date"])
                    self._known(sheet, row, 4, factor)
                    row += 1
        for line in self._all_lines():
            key = ("hour", line["party"], line["price"])
            if line["unit"] == "hour" and key not in self.cells:
                self.cells[key] = sheet.at(row, 1)
                name = party(line["party"], self.names)
                sheet.text(row, 0, self.said("hour-price", party=name))
                price, formula = Fraction(line["price"]), self._price_formula(line)
                if formula is None:
                    sheet.number(row, 1, price, "input")
                else:
                    sheet.formula(row, 1, formula, price, "number")
                sheet.text(row, 2, f"{self.before['currency']}/hour")
                row += 1
        if self.before["volume"] is not None:
            self.cells["volume",] = sheet.at(row, 1)
            sheet.text(row, 0, self.said("cases-a-year"))
            sheet.number(row, 1, Fraction(str(self.before["volume"])), "input")

    def _price_formula(self, line: Json) -> str | None:
        """Write the price of an hour over its parameters: multiplied, or the last one divides; None where neither."""
        made_of = [factor for factor in line["factors"] if "date" in factor]
        if not made_of:
            return None
        cells = [self.cells[_parameter_key(factor)] for factor in made_of]
        values = [Fraction(factor["value"]) for factor in made_of]
        price, product = Fraction(line["price"]), Fraction(1)
        for value in values[:-1]:
            product *= value
        if _same(product * values[-1], price):
            return "*".join(cells)
        if values[-1] and len(cells) > 1 and _same(product / values[-1], price):
            return "*".join(cells[:-1]) + "/" + cells[-1]
        return None

    # ---- lines

    def _all_lines(self) -> Iterator[Json]:
        for side in (self.before, self.after):
            if side is not None:
                for _, line in _lines(side):
                    yield line

    def _ledger(self, sheet: Sheet, side: Json) -> _Ledger:
        """Write the lines of every party."""
        keys = (
            "", "who", "", "", "demand", "case", "", "part", "", "quantity", "unit", "price", "visits", "volume", "",
            "known", "source",
        )  # fmt: skip
        own = {_STEP: "head-step", _STEP_TITLE: "head-step", _ELEMENT: "head-element", _PARTY: "head-party"}
        own |= {_NO: "head-line", _AMOUNT: "head-amount"}
        heads = (said(own[n], self.lang) if n in own else self.said(key) for n, key in enumerate(keys))
        sheet.heads(0, tuple(heads))
        sheet.freeze(1)
        listed = list(_lines(side))
        for row, (who, line) in enumerate(listed, 1):
            self._line(sheet, row, who, line)
        last = max(1, len(listed))
        sheet.filter(0, last, len(_WIDTHS))
        return _Ledger(sheet, 1, last)

    def _line(self, sheet: Sheet, row: int, who: str, line: Json) -> None:
        sheet.number(row, _NO, Fraction(row))
        titled = self.names.of("step", line["step"])
        paper = self.names.of("document", line["demand"])
        texts = {
            _WHO: who, _STEP: line["step"], _STEP_TITLE: titled, _DEMAND: paper, _CASE: line["case"] or "",
            _ELEMENT: line["element"], _PART: line["part"], _PARTY: line["party"], _UNIT: line["unit"],
        }  # fmt: skip
        for place, text in texts.items():
            sheet.text(row, place, text)
        self._quantity(sheet, row, line)
        cell = self.cells.get(("hour", line["party"], line["price"])) if line["unit"] == "hour" else None
        self._value(sheet, row, _PRICE, line["price"], cell)
        self._value(sheet, row, _VISITS, line["visits"], None)
        self._volume(sheet, row, line)
        cells = (f"{column(place)}{row + 1}" for place in (_QUANTITY, _PRICE, _VISITS, _VOLUME))
        sheet.formula(row, _AMOUNT, amount_formula(line, *cells), Decimal(line["amount"]), "money")
        self._known(sheet, row, _KNOWN, line)

    def _quantity(self, sheet: Sheet, row: int, line: Json) -> None:
        """Write the quantity; of minutes as a formula, so that a reader sees and can change the minutes."""
        quantity = Fraction(line["quantity"])
        effort = next((factor for factor in line["factors"] if factor["unit"] == "min"), None)
        if effort is None or line["unit"] != "hour" or not Fraction(effort["value"]):
            sheet.number(row, _QUANTITY, quantity, "input")
            return
        minutes = Fraction(effort["value"])
        times = (quantity * 60 / minutes).limit_denominator(10**6)
        if not _same(minutes * times / 60, quantity):
            sheet.number(row, _QUANTITY, quantity, "input")
            return
        several = "" if times == 1 else f"*{_plain(times)}"
        sheet.formula(row, _QUANTITY, f"{_plain(minutes)}/60{several}", quantity, "input")

    def _volume(self, sheet: Sheet, row: int, line: Json) -> None:
        """Write the volume: the cases of a year times the share of the variant, or the share alone."""
        volume, cell = Fraction(line["volume"]), self.cells.get(("volume",))
        whole = Fraction(str(self.before["volume"])) if self.before["volume"] is not None else Fraction(0)
        if cell is None or not whole:
            self._value(sheet, row, _VOLUME, line["volume"], None)
            return
        share = volume / whole
        near = share.limit_denominator(10**6)
        share = near if _same(near, share) else share
        sheet.formula(row, _VOLUME, cell if share == 1 else f"{cell}*{_plain(share)}", volume, "number")

    def _value(self, sheet: Sheet, row: int, place: int, text: str, cell: str | None) -> None:
        if cell is not None:
            sheet.formula(row, place, cell, Fraction(text), "number")
        else:
            sheet.number(row, place, Fraction(text), "input")

    def _known(self, sheet: Sheet, row: int, place: int, item: Json) -> None:
        sheet.text(row, place, said(f"provenance-{item['provenance']}", self.lang))
        sheet.text(row, place + 1, words(item["source"], self.lang))

    # ---- totals

    def _summary(self, sheet: Sheet, ledgers: list[_Ledger]) -> None:
        yearly = "of-year" if self.before["volume"] is not None else "of-case"
        stamp = self.before["stamp"]
        sheet.text(0, 0, f"{self.names.code} {self.names.title}", "title")
        sheet.text(1, 0, self.said(yearly, currency=self.before["currency"], day=str(stamp["as_of"])), "text")
        sheet.text(2, 0, self.names.variant(self.before["total_of"]), "text")
        row = 4
        groups = [
            ("who", [(who, self.said(f"who-{who}"), who) for who in WHO], _WHO),
            ("by-element", self._named("by_element", "element"), _ELEMENT),
            ("by-party", [*self._parties()], _PARTY),
            ("by-step", self._named("by_step", "step"), _STEP),
        ]
        for head, keys, place in groups:
            row = self._group(sheet, row, head, keys, place, ledgers) + 1

    def _named(self, sums: str, kind: str) -> list[tuple[str, str, str]]:
        """List what sums are by, of those who must comply."""
        found: list[tuple[str, str, str]] = []
        for key in dict.fromkeys(key for side in self._sides() for key in side[sums]):
            title = element(key, self.names) if kind == "element" else self.names.of(kind, key)
            found.append((key, title, "applicant"))
        return found

    def _parties(self) -> Iterator[tuple[str, str, str]]:
        """List everybody who bears a line."""
        seen: dict[str, str] = {}
        for side in self._sides():
            for who, line in _lines(side):
                seen.setdefault(line["party"], who)
        for key, who in seen.items():
            yield key, party(key, self.names), who

    def _sides(self) -> list[Json]:
        return [self.before, *([self.after] if self.after is not None else [])]

    def _group(
        self,
        sheet: Sheet,
        row: int,
        head: str,
        keys: list[tuple[str, str, str]],
        place: int,
        ledgers: list[_Ledger],
    ) -> int:
        """Write one table of sums; give the row after it."""
        whole = head == "who"
        named = said("total", self.lang) if whole else self.said(head)
        own = [said(key, self.lang) for key in ("head-before", "head-after", "head-saved", "head-percent")]
        sheet.heads(row, (named, self.said("key"), *(own if self.after is not None else [said("head-now", self.lang)])))
        for key, title, who in keys:
            row += 1
            sheet.text(row, 0, title)
            sheet.text(row, 1, key)
            values: list[Decimal] = []
            for number, (ledger, side) in enumerate(zip(ledgers, self._sides(), strict=True)):
                tests = [] if whole else [(place, f"$B{row + 1}")]
                tests.append((_WHO, f"$B{row + 1}" if whole else f'"{who}"'))
                criteria = ",".join(f"{ledger.column(at)},{test}" for at, test in tests)
                values.append(_sum(side, place, key, who))
                sheet.formula(row, 2 + number, f"SUMIFS({ledger.column(_AMOUNT)},{criteria})", values[-1], "money")
            if self.after is not None:
                self._saved(sheet, row, values)
        return row + 1

    def _saved(self, sheet: Sheet, row: int, values: list[Decimal]) -> None:
        before, after = values
        at = row + 1
        sheet.formula(row, 4, f"C{at}-D{at}", before - after, "money")
        share = share_saved(before, after)
        if share is not None and not any(is_open(side) for side in self._sides()):
            sheet.formula(row, 5, f"(C{at}-D{at})/C{at}*100", share, "percent")

    # ---- notes

    def _notes(self, sheet: Sheet) -> None:
        stamp = self.before["stamp"]
        rows: list[tuple[str, str]] = [(self.said("how"), ""), (self.said("rest"), "")]
        rows.append((f"{stamp['tool']}", f"{stamp['method']['id']} {stamp['method']['edition']}, {stamp['as_of']}"))
        rows += [(words(gap["what"], self.lang), words(gap["why"], self.lang)) for gap in self._gaps()]
        for key in ("notes", "leaves_out"):
            rows += [(words(item, self.lang), "") for item in self.before[key]]
        for row, texts in enumerate(rows):
            for place, text in enumerate(texts):
                sheet.text(row, place, text)

    def _gaps(self) -> Iterable[Json]:
        return (gap for part in (self.before, self.before["authority"], self.before["third_party"])
                for gap in part["unpriced"])  # fmt: skip


def _lines(side: Json) -> Iterator[tuple[str, Json]]:
    """List the lines of every party with the side that bears them."""
    for who, lines in zip(WHO, (side["lines"], side["authority"]["lines"], side["third_party"]["lines"]), strict=True):
        for line in lines:
            yield who, line


def _sum(side: Json, place: int, key: str, who: str) -> Decimal:
    """Sum the amounts of the lines that a table's row stands for."""
    name = {_ELEMENT: "element", _PARTY: "party", _STEP: "step"}.get(place)
    amounts = (Decimal(line["amount"]) for w, line in _lines(side) if w == who and (name is None or line[name] == key))
    return sum(amounts, Decimal(0))


def _parameter_key(factor: Json) -> tuple[str, ...]:
    return "parameter", factor["name"], factor["value"], factor.get("date", "")


def _same(one: Fraction, other: Fraction) -> bool:
    return abs(one - other) <= _CLOSE * abs(other)


def _plain(value: Fraction) -> str:
    """Write a number of a formula: a fraction that does not end as a division."""
    text = f"{value.numerator}" if value.denominator == 1 else f"({value.numerator}/{value.denominator})"
    return text if len(text) < 30 else repr(float(value))
