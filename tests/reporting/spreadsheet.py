"""A small spreadsheet program for tests: it reads an XLSX and reckons its formulae anew, without their stored values.

It knows what the workbook uses: numbers, references, ranges, + − × ÷, ROUND, SUM and SUMIFS.
"""

from __future__ import annotations

import io
import re
import zipfile
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)|(?P<text>\"[^\"]*\")|(?P<name>ROUND|SUMIFS|SUM)(?=\()"
    r"|(?P<ref>(?:'(?:[^']|'')+'!)?\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)|(?P<mark>[-+*/(),]))"
)

Cell = tuple[str, str]
"""A sheet and a reference without dollar signs: ``("Summary", "C6")``."""


class Spreadsheet:
    """A workbook that can be changed and reckoned."""

    def __init__(self, data: bytes) -> None:
        self.values: dict[Cell, Any] = {}
        self.formulae: dict[Cell, str] = {}
        self.stored: dict[Cell, float] = {}
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.names = archive.namelist()
            texts = self._texts(archive)
            book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
            self.sheets = [node.get("name", "") for node in book.iter(f"{MAIN}sheet")]
            for number, sheet in enumerate(self.sheets, 1):
                self._read(sheet, ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml")), texts)

    def _texts(self, archive: zipfile.ZipFile) -> list[str]:
        root = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
        return ["".join(part.text or "" for part in node.iter(f"{MAIN}t")) for node in root.iter(f"{MAIN}si")]

    def _read(self, sheet: str, root: ElementTree.Element, texts: list[str]) -> None:
        for node in root.iter(f"{MAIN}c"):
            cell, value = (sheet, node.get("r", "")), node.findtext(f"{MAIN}v")
            formula = node.findtext(f"{MAIN}f")
            if formula is not None:
                self.formulae[cell] = formula
                self.stored[cell] = float(value or 0)
            elif value is not None:
                self.values[cell] = texts[int(value)] if node.get("t") == "s" else float(value)

    def value(self, sheet: str, ref: str) -> Any:
        """Give the value of a cell, reckoned anew; None of an empty one."""
        cell = (sheet, ref.replace("$", ""))
        if cell in self.formulae and cell not in self.values:
            self.values[cell] = _Reader(self, sheet, self.formulae[cell]).whole()
        return self.values.get(cell)

    def change(self, sheet: str, ref: str, value: float) -> None:
        """Write a number into a cell; all that was reckoned is forgotten."""
        for cell in self.formulae:
            self.values.pop(cell, None)
        self.formulae.pop((sheet, ref), None)
        self.values[sheet, ref] = value

    def find(self, sheet: str, text: str, place: str = "A") -> int:
        """Give the row in which a column has a text."""
        return next(int(ref[len(place) :]) for (where, ref), value in self.values.items()
                    if where == sheet and value == text and re.fullmatch(rf"{place}\d+", ref))  # fmt: skip


class _Reader:
    """Reads and reckons one formula."""

    def __init__(self, book: Spreadsheet, sheet: str, formula: str) -> None:
        self.book, self.sheet = book, sheet
        self.tokens: list[tuple[str, str]] = []
        place = 0
        while place < len(formula):
            found = _TOKEN.match(formula, place)
            assert found is not None, f"not a formula of a cost workbook: {formula}"
            self.tokens.append((found.lastgroup or "", found[found.lastgroup or 0]))
            place = found.end()

    def whole(self) -> float:
        value = self.sum()
        assert not self.tokens
        return value

    def next_is(self, *marks: str) -> bool:
        return bool(self.tokens) and self.tokens[0][1] in marks

    def sum(self) -> float:
        value = self.product()
        while self.next_is("+", "-"):
            sign = self.tokens.pop(0)[1]
            other = self.product()
            value = value + other if sign == "+" else value - other
        return value

    def product(self) -> float:
        value = self.single()
        while self.next_is("*", "/"):
            sign = self.tokens.pop(0)[1]
            other = self.single()
            value = value * other if sign == "*" else value / other
        return value

    def single(self) -> Any:
        kind, text = self.tokens.pop(0)
        if kind == "number":
            return float(text)
        if kind == "text":
            return text[1:-1]
        if kind == "ref":
            return self.cell(text)
        if kind == "name":
            return self.call(text)
        assert text == "(", text
        value = self.sum()
        assert self.tokens.pop(0)[1] == ")"
        return value

    def call(self, name: str) -> float:
        assert self.tokens.pop(0)[1] == "("
        arguments: list[Any] = []
        while True:
            if self.tokens[0][0] == "ref" and ":" in self.tokens[0][1]:
                arguments.append(self.range(self.tokens.pop(0)[1]))
            else:
                arguments.append(self.sum())
            if self.tokens.pop(0)[1] == ")":
                break
        if name == "ROUND":
            step = Decimal(1).scaleb(-int(arguments[1]))
            # Spreadsheet programs round what they show, fifteen digits: a half that binary cannot hold is a half.
            return float(Decimal(f"{arguments[0]:.15g}").quantize(step, rounding=ROUND_HALF_UP))
        if name == "SUM":
            return sum(amount for amount in arguments[0] if amount is not None)
        added, tests = arguments[0], arguments[1:]
        pairs = list(zip(tests[::2], tests[1::2], strict=True))
        return sum(
            amount for place, amount in enumerate(added)
            if amount is not None and all(column[place] == wanted for column, wanted in pairs)
        )  # fmt: skip

    def cell(self, ref: str) -> Any:
        sheet, _, plain = ref.rpartition("!")
        return self.book.value(sheet.strip("'").replace("''", "'") if sheet else self.sheet, plain)

    def range(self, ref: str) -> list[Any]:
        sheet, _, plain = ref.rpartition("!")
        first, last = plain.replace("$", "").split(":")
        letters = re.sub(r"\d", "", first)
        assert re.sub(r"\d", "", last) == letters
        rows = range(int(first[len(letters) :]), int(last[len(letters) :]) + 1)
        name = sheet.strip("'").replace("''", "'") if sheet else self.sheet
        return [self.book.value(name, f"{letters}{row}") for row in rows]
