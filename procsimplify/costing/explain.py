"""A line opened down to its numbers and where they were read, in words."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Protocol

from procsimplify.base.errors import UsageError
from procsimplify.base.findings import Place, error
from procsimplify.base.messages import phrase
from procsimplify.base.text import LANGUAGES, Language
from procsimplify.costing._amounts import COUNTED
from procsimplify.costing.ledger import Factor, Line, amount_text, number_text
from procsimplify.model.quantity import COUNT_UNITS, TIME_UNITS

if TYPE_CHECKING:
    from procsimplify.costing.measure_cost import MeasureCost
    from procsimplify.costing.result import Cost

__all__ = ["Lined", "explain_line", "explain_one", "line_json", "shown_amount"]


class Lined(Protocol):
    """What has lines in one currency: the cost of a procedure or of a measure."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the total."""
        ...

    @property
    def currency(self) -> str:
        """The currency of every amount."""
        ...


def explain_line(cost: Lined, number: int, lang: Language) -> str:
    """Explain a line of the total: what is multiplied by what, how each number is known and where it was read.

    Parameters
    ----------
    cost : Cost or MeasureCost
    number : int
        The line, counted from 1 in the order of ``cost.lines``.
    lang : "vi" or "en"

    Returns
    -------
    str
        Several lines of text.

    Raises
    ------
    UsageError
        Where there is no such line.
    """
    return explain_one(_line(cost, number), number, cost.currency, lang)


def shown_amount(amount: Decimal, lang: Language) -> str:
    """Write an amount with the marks of a language, exactly."""
    return _marked(amount_text(amount), lang)


def explain_one(line: Line, number: int | None, currency: str, lang: Language) -> str:
    """Explain a line; ``number`` is None for one that is not of the total."""
    where = line.step if line.demand is None else f"{line.step} / {line.demand}"
    named = "–" if number is None else str(number)
    rows = [
        phrase("costing.explain-head", lang, number=named, where=where, element=_element(line, lang)),
        "  " + _product(line, currency, lang),
        "  " + phrase("costing.explain-known", lang, provenance=_known(line.provenance, lang)),
    ]
    rows += [f"  - {_factor(factor, lang)}" for factor in line.factors]
    for item in line.rounded:
        value = _short(item.value, lang)
        rows.append("  " + phrase(f"costing.rounded-{item.at}", lang, value=value, to=f"{item.to:f}", mode=item.mode))
    for mark in line.marks:
        kind, _, name = mark.partition(":")
        rows.append("  " + phrase(f"costing.mark-{kind}", lang, name=name))
    return "\n".join(rows)


def line_json(cost: Cost | MeasureCost, number: int) -> dict[str, Any]:
    """Give a line of the total as plain data: its factors with their sources, and the explanation in both languages.

    Parameters
    ----------
    cost : Cost or MeasureCost
    number : int
        The line, counted from 1.

    Raises
    ------
    UsageError
        Where there is no such line.

    Examples
    --------
    >>> from procsimplify.costing import price_measure
    >>> obligation = {"id": "o", "population": 10, "effort": "30 min", "wage": "40 EUR"}
    >>> found = line_json(price_measure({"id": "m", "obligations": [obligation]}, "de"), 1)
    >>> found["amount"], [factor["name"] for factor in found["factors"]]
    ('200', ['effort', 'rate', 'subjects'])
    """
    line = _line(cost, number)
    return {
        "contract": 1,
        "stamp": cost.stamp.to_json(),
        "method": cost.stamp.method,
        "currency": cost.currency,
        "line": number,
        **line.to_json(),
        "explanation": {lang: explain_line(cost, number, lang) for lang in LANGUAGES},
    }


def _line(cost: Lined, number: int) -> Line:
    if not 1 <= number <= len(cost.lines):
        raise UsageError(error("costing.unknown-line", Place(), line=str(number), count=str(len(cost.lines))))
    return cost.lines[number - 1]


def _product(line: Line, currency: str, lang: Language) -> str:
    parts = [
        f"{_short(line.quantity, lang)} {_unit(line.unit, lang)}".strip(),
        f"{_short(line.price, lang)} {currency}",
    ]
    for value, key in ((line.visits, "visits"), (line.volume, "volume")):
        if value != 1:
            parts.append(phrase(f"costing.explain-{key}", lang, value=_short(value, lang)))
    return f"{' × '.join(parts)} = {_marked(amount_text(line.amount), lang)} {currency}"


def _factor(factor: Factor, lang: Language) -> str:
    value = f"{_short(factor.value, lang)} {_unit(factor.unit, lang)}".strip()
    if factor.name in COUNTED:
        return f"{factor.title.get(lang)}: {value}"
    day = "" if factor.day is None else phrase("costing.explain-from", lang, day=factor.day.isoformat())
    source = "" if factor.source is None else f"; {factor.source.get(lang)}"
    return f"{factor.title.get(lang)}: {value}{day} ({_known(factor.provenance, lang)}{source})"


def _element(line: Line, lang: Language) -> str:
    return phrase(f"costing.element-{line.element}", lang)


def _known(provenance: str, lang: Language) -> str:
    return phrase(f"costing.provenance-{provenance}", lang)


def _unit(unit: str, lang: Language) -> str:
    """Name a unit in a language; a currency, or a unit without a name of its own, as it is written."""
    known = unit in (*TIME_UNITS, *COUNT_UNITS) and unit not in _SYMBOLS
    return phrase(f"costing.unit-{unit}", lang) if known else unit


_SYMBOLS = frozenset(("", "km", "m2", "m3"))


def _short(value: Fraction, lang: Language) -> str:
    """Write a number for reading: exact where it ends soon, else with an ellipsis after six places."""
    whole, _, places = number_text(value).partition(".")
    cut = "…" if len(places) > 6 else ""
    return _marked(f"{whole}.{places[:6]}" if places else whole, lang) + cut


def _marked(text: str, lang: Language) -> str:
    """Write a decimal with the marks of a language: 1,234.5 in English, 1.234,5 in Vietnamese."""
    whole, _, places = text.partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    grouped = f"{int(digits):,}" if digits.isdigit() else digits
    found = sign + grouped + (f".{places}" if places else "")
    return found.translate(_VIETNAMESE) if lang == "vi" else found


_VIETNAMESE = str.maketrans(",.", ".,")
