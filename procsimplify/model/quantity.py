"""Quantities: a value or a range, a unit, and how it is known."""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Annotated, Any, Literal, cast

from pydantic import Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from procsimplify.base.numbers import AmbiguousNumber, BadNumber, format_number, parse_number
from procsimplify.model.basic import Model

__all__ = [
    "CURRENCY_PATTERN",
    "PROVENANCES",
    "TIME_UNITS",
    "Assume",
    "Chance",
    "Provenance",
    "Quantity",
    "Seen",
    "Shape",
    "quantity_tree",
    "weakest",
]

Provenance = Literal["measured", "surveyed", "published", "estimated", "standard", "illustrative"]
PROVENANCES: tuple[Provenance, ...] = ("measured", "surveyed", "published", "estimated", "standard", "illustrative")
"""Strongest first (semantics, section 2)."""
Seen = Literal["law", "page", "practice"]
Shape = Literal["triangular", "uniform", "pert"]
"""How a range is spread: to the likely value in a triangle (the default), evenly, or as PERT has it."""

TIME_UNITS: Mapping[str, Fraction | None] = {
    "min": Fraction(1, 60),
    "hour": Fraction(1),
    "day": None,
    "working-day": None,
    "month": None,
    "year": None,
}
"""Units of time, each with its hours where it has a fixed number; days of waiting are never turned into hours."""
COUNT_UNITS = frozenset(
    {"", "case", "person", "item", "page", "set", "copy", "photo", "subject", "time", "km", "m2", "m3"}
)
CURRENCY_PATTERN = re.compile(r"[A-Z]{3}")

_WITH_UNIT = re.compile(
    r"\s*(?P<number>[-+]?\d[\d.,_/]*(?: \d{3}[\d.,_]*)*(?:[eE][-+]?\d+)?(?: ?%)?)\s*"
    r"(?P<unit>[^\W\d_](?:[\w -]*\w)?)?\s*"
)


MOST_LETTERS = 200
"""Most characters of a number with its unit."""


def is_unit(unit: str) -> bool:
    """Tell whether a word is a unit: of time, of counting, or a currency's three letters."""
    return unit in TIME_UNITS or unit in COUNT_UNITS or CURRENCY_PATTERN.fullmatch(unit) is not None


def _number(text: str) -> Fraction:
    try:
        return parse_number(text)
    except AmbiguousNumber as error:
        raise PydanticCustomError("ambiguous-number", "ambiguous", {"given": text, "readings": str(error)}) from None
    except BadNumber:
        raise PydanticCustomError("bad-number", "not a number", {"given": text[:40]}) from None


def split_quantity(text: str) -> tuple[Fraction, str]:
    """Read ``15 working-day`` as its number and its unit (empty where there is none)."""
    match = _WITH_UNIT.fullmatch(text) if len(text) <= MOST_LETTERS else None
    if match is None:
        raise PydanticCustomError("bad-quantity", "not a quantity", {"given": text[:60]})
    unit = match["unit"] or ""
    if not is_unit(unit):
        raise PydanticCustomError("unknown-unit", "unknown unit", {"given": unit, "known": ", ".join(TIME_UNITS)})
    return _number(match["number"]), unit


def weakest(*marks: Provenance | None) -> Provenance:
    """Give the weakest of some provenances; nothing known counts as illustrative."""
    rank = {mark: place for place, mark in enumerate(PROVENANCES)}
    return max((mark or "illustrative" for mark in marks), key=lambda mark: rank[mark])


class Quantity(Model):
    """A number that is not a definition: a likely value, perhaps a range, its unit and how it is known.

    Parameters
    ----------
    value : Fraction, optional
        The likely value; absent only where ``standard`` names the published table that holds it.
    low, high : Fraction, optional
        The range; both or neither.
    unit : str
        A unit of time (min, hour, day, working-day, month, year), of counting, or a currency (VND); empty for shares.
    provenance : str, optional
        How it is known; absent means what the file assumes for bare numbers.
    source : str, optional
        Where it was read; ``page`` means the procedure's own page.
    standard : str, optional
        The row of a published standard table, e.g. ``de-business-3-medium``.
    seen : str, optional
        Where the element was seen: law, page, practice.
    shape : str, optional
        How the range is spread where uncertainty is reckoned: triangular (the default), uniform, pert.
    found : tuple of Fraction
        What several sources say, where they differ. The method says which counts; ``value`` is the lower-middle one.
    """

    value: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    unit: str = ""
    provenance: Provenance | None = None
    source: str | None = Field(default=None, min_length=1, max_length=2_000)
    standard: str | None = Field(default=None, min_length=1, max_length=120)
    seen: Seen | None = None
    shape: Shape | None = None
    found: Annotated[tuple[Fraction, ...], Field(max_length=100)] = ()

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: object) -> object:
        if isinstance(data, str):
            number, unit = split_quantity(data)
            return {"value": number, "unit": unit}
        if not isinstance(data, Mapping):
            if data is None or isinstance(data, list):
                raise PydanticCustomError("bad-quantity", "not a quantity", {"given": ""})
            return data
        given = dict(cast("Mapping[str, object]", data))
        if "likely" in given:
            given["value"] = given.pop("likely")
        units: set[str] = set()
        for key in ("value", "low", "high"):
            part = given.get(key)
            if isinstance(part, str):
                number, unit = split_quantity(part)
                given[key] = number
                if unit:
                    units.add(unit)
        if isinstance(given.get("found"), list):
            listed = cast("list[object]", given["found"])
            found = [split_quantity(part) for part in listed if isinstance(part, str)]
            if len(found) < len(listed) or not found:
                raise PydanticCustomError("bad-quantity", "not quantities", {"given": "found"})
            given["found"] = tuple(number for number, _ in found)
            units |= {unit for _, unit in found} - {""}
            if given.get("value") is None and given.get("standard") is None:
                given["value"] = lower_middle([number for number, _ in found])
        if isinstance(given.get("unit"), str) and given["unit"]:
            units.add(cast("str", given["unit"]))
        if len(units) > 1:
            raise PydanticCustomError("mixed-units", "mixed units", {"given": ", ".join(sorted(units))})
        if units:
            given["unit"] = units.pop()
        return given

    @model_validator(mode="after")
    def _whole(self) -> "Quantity":
        if not is_unit(self.unit):
            raise PydanticCustomError("unknown-unit", "unit", {"given": self.unit, "known": ", ".join(TIME_UNITS)})
        if self.value is None and self.standard is None:
            raise PydanticCustomError("no-value", "no value", {})
        if (self.low is None) != (self.high is None):
            raise PydanticCustomError("half-range", "half a range", {})
        if self.low is not None and self.high is not None:
            likely = self.value if self.value is not None else self.low
            if not self.low <= likely <= self.high:
                raise PydanticCustomError("range-out-of-order", "order", {})
        if any(part is not None and part.numerator < 0 for part in (self.value, self.low, self.high, *self.found)):
            raise PydanticCustomError("negative-quantity", "negative", {})
        return self

    @property
    def is_money(self) -> bool:
        """Whether the unit is a currency."""
        return CURRENCY_PATTERN.fullmatch(self.unit) is not None

    @property
    def is_time(self) -> bool:
        """Whether the unit is one of time."""
        return self.unit in TIME_UNITS

    def text(self) -> str:
        """Write the likely value and its unit as a file does: ``15 working-day``."""
        number = "" if self.value is None else format_number(self.value)
        return f"{number} {self.unit}".strip()


def lower_middle(values: Sequence[Fraction]) -> Fraction:
    """Give the middle of some values, of two in the middle the lower one.

    Examples
    --------
    >>> lower_middle([Fraction(50), Fraction(10), Fraction(20), Fraction(40)])
    Fraction(20, 1)
    """
    return sorted(values)[(len(values) - 1) // 2]


def quantity_tree(quantity: Quantity) -> str | dict[str, Any]:
    """Give the shortest form that reads back as the same quantity."""
    names = ("provenance", "source", "standard", "seen", "shape")
    rest: dict[str, Any] = {name: getattr(quantity, name) for name in names if getattr(quantity, name)}
    if quantity.found:
        rest["found"] = [f"{format_number(part)} {quantity.unit}".strip() for part in quantity.found]
    if quantity.low is None and quantity.value is not None and not rest:
        return quantity.text()
    tree: dict[str, Any] = {}
    if quantity.value is not None:
        tree["value"] = quantity.text()
    elif quantity.unit:
        tree["unit"] = quantity.unit
    if quantity.low is not None and quantity.high is not None:
        tree["low"], tree["high"] = format_number(quantity.low), format_number(quantity.high)
    return tree | rest


class Assume(Model):
    """How a file's bare numbers are known."""

    provenance: Provenance
    source: str | None = Field(default=None, max_length=2_000)


def _chance_kind(value: object) -> str:
    return "chance-word" if isinstance(value, str) and value[:1].isalpha() else "chance-number"


Chance = Annotated[
    Annotated[Quantity, Tag("chance-number")] | Annotated[Literal["rest", "unknown"], Tag("chance-word")],
    Discriminator(_chance_kind),
]
"""A chance in (0, 1], ``rest`` (what the other arms leave) or ``unknown``."""
