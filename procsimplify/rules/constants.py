"""Reading a constant of a rule in the type of the field that it is compared with."""

from __future__ import annotations

from fractions import Fraction

from procsimplify.base.numbers import parse_number
from procsimplify.rules.schema import Field, Quantity, Value, comparable_units


class BadConstant(ValueError):
    """The words are no value of the field's type."""


class WrongUnit(ValueError):
    """The quantity's unit cannot be compared with the field's.

    Parameters
    ----------
    unit
        The unit that was given, empty when there was none.
    """

    def __init__(self, unit: str) -> None:
        super().__init__(unit)
        self.unit = unit


def read_constant(words: str, field: Field) -> Value:
    """Read a constant.

    Parameters
    ----------
    words
        The text as it stands in the file; a quantity is a number, a space and a unit.
    field
        The field that decides the type.

    Raises
    ------
    BadConstant
        If the words are no value of the type.
    WrongUnit
        If a quantity's unit is missing, or does not convert into any unit of the field.

    Examples
    --------
    >>> read_constant("5 working-day", Field("limit", "quantity", ("working-day",))).likely
    Fraction(5, 1)
    """
    match field.type:
        case "symbol" | "text":
            if not words:
                raise BadConstant(words)
            return words
        case "flag":
            if words not in ("true", "false"):
                raise BadConstant(words)
            return words == "true"
        case "integer":
            number = _number(words)
            if number.denominator != 1:
                raise BadConstant(words)
            return int(number)
        case "quantity":
            amount, _, unit = words.strip().partition(" ")
            unit = unit.strip()
            number = _number(amount)
            if not unit or (field.units and not any(comparable_units(unit, known) for known in field.units)):
                raise WrongUnit(unit)
            return Quantity.exactly(number, unit)


def _number(words: str) -> Fraction:
    try:
        return parse_number(words)
    except ValueError as error:
        raise BadConstant(words) from error
