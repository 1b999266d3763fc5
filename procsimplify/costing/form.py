"""The official form of a procedure's cost: its rows and columns filled from the two ledgers, of one case and of a year.

Which lines a row gathers is the method's data (`FormRows`); nothing here adds to a total or rounds one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from procsimplify.base.numbers import exact_sum
from procsimplify.base.text import Text
from procsimplify.costing.form_rows import FormRow, FormRows
from procsimplify.costing.ledger import HOUR, Line, amount_text, number_text, text_json
from procsimplify.costing.result import Cost
from procsimplify.costing.unpriced import Unpriced
from procsimplify.model import Demand, Provenance, Step, weakest

__all__ = ["Form", "FormChange", "FormLine", "FormSection", "form_changes", "form_of"]

_SERVICE, _FEE = "service", "fee"


@dataclass(frozen=True)
class FormLine:
    """One activity of the form.

    Parameters
    ----------
    number : str
        ``1.2``: the second line of row 1.
    hours : Fraction
        Of one case, expected visits and shares included.
    rate : Fraction or None
        The price of an hour; None where there is none, or several.
    service, fees, outlay : Decimal
        Money of one case: hired services, fees and charges, all other.
    once, year : Decimal
        What one case costs, and what all cases of a year cost; without a volume both are of one case.
    known : str or None
        How the weakest of its figures is known; None where it has none.
    missing : tuple of Text
        What of it has no figure, so that its cost is only "at least".
    """

    number: str
    title: Text
    step: str
    demand: str | None
    hours: Fraction
    rate: Fraction | None
    service: Decimal
    fees: Decimal
    outlay: Decimal
    once: Decimal
    year: Decimal
    known: Provenance | None
    missing: tuple[Text, ...]

    def to_json(self) -> dict[str, Any]:
        """Give it as plain data."""
        return {
            "number": self.number,
            "title": text_json(self.title),
            "step": self.step,
            "demand": self.demand,
            "hours": number_text(self.hours),
            "rate": None if self.rate is None else number_text(self.rate),
            "service": amount_text(self.service),
            "fees": amount_text(self.fees),
            "outlay": amount_text(self.outlay),
            "once": amount_text(self.once),
            "year": amount_text(self.year),
            "provenance": self.known,
            "missing": [text_json(text) for text in self.missing],
        }


@dataclass(frozen=True)
class FormSection:
    """A row of the form with its lines and their sums."""

    id: str
    number: str
    title: Text
    lines: tuple[FormLine, ...]

    @property
    def once(self) -> Decimal:
        """What its lines cost in one case."""
        return exact_sum(line.once for line in self.lines)

    @property
    def year(self) -> Decimal:
        """What they cost in a year."""
        return exact_sum(line.year for line in self.lines)

    @property
    def hours(self) -> Fraction:
        """The hours of one case."""
        return sum((line.hours for line in self.lines), Fraction(0))

    def to_json(self) -> dict[str, Any]:
        """Give it as plain data."""
        return {
            "id": self.id,
            "number": self.number,
            "title": text_json(self.title),
            "hours": number_text(self.hours),
            "once": amount_text(self.once),
            "year": amount_text(self.year),
            "lines": [line.to_json() for line in self.lines],
        }


@dataclass(frozen=True)
class Form:
    """The filled form: every row of the method, those without a line included.

    Parameters
    ----------
    times, subjects : Fraction or None
        Times a year and number of subjects; where only cases are known, ``subjects`` are the cases, once each.
    open : bool
        Whether the totals are only "at least".
    """

    title: Text
    source: Text
    currency: str
    times: Fraction | None
    subjects: Fraction | None
    sections: tuple[FormSection, ...]
    open: bool

    @property
    def once(self) -> Decimal:
        """What one case costs: the procedure's own total of one case."""
        return exact_sum(section.once for section in self.sections)

    @property
    def year(self) -> Decimal:
        """What a year costs: the procedure's own total."""
        return exact_sum(section.year for section in self.sections)

    def to_json(self) -> dict[str, Any]:
        """Give it as plain data."""
        return {
            "title": text_json(self.title),
            "source": text_json(self.source),
            "currency": self.currency,
            "times": None if self.times is None else number_text(self.times),
            "subjects": None if self.subjects is None else number_text(self.subjects),
            "open": self.open,
            "once": amount_text(self.once),
            "year": amount_text(self.year),
            "rows": [section.to_json() for section in self.sections],
        }


def form_of(cost: Cost) -> Form | None:
    """Fill the form of a priced procedure.

    Parameters
    ----------
    cost : Cost

    Returns
    -------
    Form or None
        None where the method has no form of rows; `procsimplify.costing.printed` makes the table of any method.

    Examples
    --------
    >>> from procsimplify.costing.cost import cost
    >>> from procsimplify.model import read_procedure
    >>> tree = {"code": "1", "title": "x", "as-of": "2026-07-01",
    ...         "steps": [{"id": "submit", "kind": "submit", "effort": "30 min"}]}
    >>> [section.number for section in form_of(cost(read_procedure(tree))).sections if section.lines]
    ['2']
    """
    rows = cost.pricing.method.form
    if rows is None:
        return None
    filled = _Filled(cost, rows)
    times, subjects = _volume(cost)
    sections = tuple(filled.section(row) for row in rows.rows)
    return Form(rows.title, rows.source, cost.currency, times, subjects, sections, cost.is_open)


@dataclass(frozen=True)
class FormChange:
    """One line of the comparison: a row of the form, or the total.

    Parameters
    ----------
    before, after : Decimal
        Of a year where the volume is known, else of one case.
    percent : Fraction or None
        Exact; None where there was nothing before, or a total is only "at least".
    """

    id: str
    number: str
    title: Text | None
    before: Decimal
    after: Decimal
    percent: Fraction | None

    @property
    def saved(self) -> Decimal:
        """What is saved; below zero where it costs more."""
        return self.before - self.after

    def to_json(self) -> dict[str, Any]:
        """Give it as plain data."""
        return {
            "id": self.id,
            "number": self.number,
            "title": text_json(self.title),
            "before": amount_text(self.before),
            "after": amount_text(self.after),
            "saved": amount_text(self.saved),
            "percent": None if self.percent is None else number_text(self.percent),
        }


def form_changes(before: Form, after: Form) -> tuple[FormChange, ...]:
    """Compare two filled forms of one method row by row, and in total."""
    is_open = before.open or after.open
    pairs = [(one.id, one.number, one.title, one.year, two.year)
             for one, two in zip(before.sections, after.sections, strict=True)]  # fmt: skip
    found: list[FormChange] = []
    for name, number, title, was, now in [*pairs, ("total", "", None, before.year, after.year)]:
        share = None if is_open or not was else (Fraction(was) - Fraction(now)) / Fraction(was) * 100
        found.append(FormChange(name, number, title, was, now, share))
    return tuple(found)


def _volume(cost: Cost) -> tuple[Fraction | None, Fraction | None]:
    found = {factor.name: factor.value for factor in cost.volume_factors}
    if "volume" in found:
        return Fraction(1), found["volume"]
    return found.get("times"), found.get("subjects")


_Key = tuple[str, str | None]
"""What a line of the form is of: a step, and perhaps a paper."""


class _Filled:
    """The lines of both ledgers and the gaps, sorted into the rows of a form."""

    def __init__(self, cost: Cost, rows: FormRows) -> None:
        self.steps = {step.id: step for step in cost.source.steps}
        self.demands = {demand.id: demand for demand in cost.source.demands()}
        self.rows = rows.rows
        one = cost.case_priced.borne_by("applicant").lines
        self.once = self._sorted(one)
        self.year = self._sorted(cost.lines)
        self.gaps: dict[tuple[str, _Key], list[Unpriced]] = {}
        for gap in cost.unpriced:
            if gap.opens and gap.step is not None:
                row = self._row("", gap.kind == _FEE, self.steps[gap.step], gap.demand)
                self.gaps.setdefault((row.id, (gap.step, gap.demand)), []).append(gap)

    def _sorted(self, lines: Iterable[Line]) -> Mapping[tuple[str, _Key], list[Line]]:
        found: dict[tuple[str, _Key], list[Line]] = {}
        for line in lines:
            row = self._row(line.element, line.element == _FEE, self.steps[line.step], line.demand)
            found.setdefault((row.id, (line.step, line.demand)), []).append(line)
        return found

    def _row(self, element: str, fee: bool, step: Step, demand: str | None) -> FormRow:
        """Give the row that takes a line: by its element, as a paper, by the kind of its step, or what is left."""
        named = _FEE if fee else element
        rest = next((row for row in self.rows if row.rest), self.rows[-1])
        by_element = (row for row in self.rows if named in row.elements)
        as_paper = (row for row in self.rows if row.papers and demand is not None)
        by_step = (row for row in self.rows if step.kind in row.steps)
        return next(by_element, None) or next(as_paper, None) or next(by_step, rest)

    def section(self, row: FormRow) -> FormSection:
        """Fill one row, its lines in the order of the ledger, what has no figure behind them."""
        keys = dict.fromkeys(key for at, key in (*self.once, *self.year, *self.gaps) if at == row.id)
        lines = tuple(self._line(row, f"{row.number}.{place}", key) for place, key in enumerate(keys, 1))
        return FormSection(row.id, row.number, row.title, lines)

    def _line(self, row: FormRow, number: str, key: _Key) -> FormLine:
        step, demand = key
        once, year = self.once.get((row.id, key), []), self.year.get((row.id, key), [])
        rates = {line.price for line in once if line.unit == HOUR}
        gaps = self.gaps.get((row.id, key), [])
        marks: list[Provenance] = [line.provenance for line in once]
        return FormLine(
            number=number,
            title=_title(self.steps[step], self.demands.get(demand or "")),
            step=step,
            demand=demand,
            hours=sum((line.hours for line in once), Fraction(0)),
            rate=rates.pop() if len(rates) == 1 else None,
            service=_money(line for line in once if line.element == _SERVICE),
            fees=_money(line for line in once if line.element == _FEE),
            outlay=_money(line for line in once if line.element not in (_SERVICE, _FEE)),
            once=exact_sum(line.amount for line in once),
            year=exact_sum(line.amount for line in year),
            known=weakest(*marks) if marks else None,
            missing=tuple(gap.what for gap in gaps),
        )


def _money(lines: Iterable[Line]) -> Decimal:
    return exact_sum(line.amount for line in lines if line.unit != HOUR)


def _title(step: Step, demand: Demand | None) -> Text:
    item = demand if demand is not None else step
    return item.title or Text.both(item.id)
