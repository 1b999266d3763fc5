"""Exact numbers: read from their text, written so that they read back the same, rounded once, summed exactly."""

import re
from collections.abc import Iterable
from decimal import Context, Decimal, Inexact, InvalidOperation, Overflow
from fractions import Fraction
from typing import Literal, TypeAlias

from procsimplify.base.findings import Finding, Place, error
from procsimplify.base.messages import phrase_text
from procsimplify.base.text import Text

__all__ = [
    "MAX_LENGTH",
    "AmbiguousNumber",
    "BadNumber",
    "RoundingMode",
    "exact_sum",
    "format_number",
    "parse_number",
    "round_to",
]

MAX_LENGTH = 40
"""The longest text, in characters, that is read as a number."""
MAX_PRECISION = 10_000
"""The most digits that a sum may need; amounts of money stay far below."""

RoundingMode: TypeAlias = Literal["half-even", "half-up", "up", "down"]

_PLAIN = re.compile(r"[0-9]+(\.[0-9]+)?")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:(?:_[0-9]{3})+|(?: [0-9]{3})+)(\.[0-9]+)?")
_RATIO = re.compile(r"([0-9]+)/([0-9]+)")
# A point before exactly three digits is a thousands mark to Vietnamese readers and a decimal point to others.
_THREE_AFTER_POINT = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_POINT_GROUPS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(,[0-9]+)?")
_COMMA_GROUPS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(\.[0-9]+)?")
_DECIMAL_COMMA = re.compile(r"[0-9]+,[0-9]+")


class BadNumber(ValueError):
    """Report a text that is no number.

    Attributes
    ----------
    text : str
        What was to be read, cut to `MAX_LENGTH` characters.
    reason : Text
        Why it is no number.
    """

    def __init__(self, text: str, reason: Text) -> None:
        self.text = text if len(text) <= MAX_LENGTH else text[:MAX_LENGTH] + "…"
        self.reason = reason
        super().__init__(text, reason)

    def __str__(self) -> str:
        """Say what is wrong in English."""
        return self.finding(Place()).message("en")

    def finding(self, place: Place) -> Finding:
        """Make the finding ``base.bad-number`` at a place."""
        return error("base.bad-number", place, text=self.text, reason=self.reason)


class AmbiguousNumber(ValueError):
    """Report a number that Vietnamese and English readers take for different ones, or that needs to be asked about.

    Attributes
    ----------
    text : str
        The number as it stands.
    readings : tuple of Fraction
        What it may mean: one or two values, smallest first.
    """

    def __init__(self, text: str, readings: tuple[Fraction, ...]) -> None:
        self.text = text
        self.readings = readings
        super().__init__(text, readings)

    def __str__(self) -> str:
        """Ask in English which reading is meant."""
        found = self.finding(Place())
        return f"{found.message('en')}: {found.mend('en')}"

    def finding(self, place: Place) -> Finding:
        """Make the finding ``base.ambiguous-number`` at a place; it shows how to write each reading."""
        ways = [format_number(reading) for reading in self.readings]
        shown = Text.both(ways[0]) if len(ways) == 1 else phrase_text("base.or", first=ways[0], second=ways[1])
        return error("base.ambiguous-number", place, text=self.text, readings=shown)


def parse_number(text: str) -> Fraction:
    """Read a number from its text, exactly.

    Parameters
    ----------
    text : str
        A whole number, a decimal with a point, a percentage or a ratio of whole numbers, with ASCII digits and at
        most `MAX_LENGTH` characters; thousands may be set apart by ``_`` or single spaces.

    Returns
    -------
    Fraction

    Raises
    ------
    AmbiguousNumber
        If a point or a comma may be either a thousands or a decimal mark: ``1.000``, ``1,5``, ``1.000.000``.
    BadNumber
        If it is no number at all, is too long, or has an exponent.

    Examples
    --------
    >>> parse_number("20%"), parse_number("1/3"), parse_number("1_000_000.5")
    (Fraction(1, 5), Fraction(1, 3), Fraction(2000001, 2))
    """
    stripped = text.strip(" ")
    if not stripped:
        raise BadNumber(text, phrase_text("base.number-empty"))
    if len(stripped) > MAX_LENGTH:
        raise BadNumber(text, phrase_text("base.number-long", most=str(MAX_LENGTH)))
    sign = -1 if stripped.startswith("-") else 1
    digits = stripped[1:] if stripped[0] in "+-" else stripped
    ratio = _RATIO.fullmatch(digits)
    if ratio:
        if int(ratio[2]) == 0:
            raise BadNumber(text, phrase_text("base.number-zero-denominator"))
        return sign * Fraction(int(ratio[1]), int(ratio[2]))
    unit = Fraction(sign)
    if digits.endswith("%"):
        digits, unit = digits[:-1].rstrip(" "), unit / 100
    if _THREE_AFTER_POINT.fullmatch(digits) or not (_PLAIN.fullmatch(digits) or _GROUPED.fullmatch(digits)):
        readings = _readings(digits)
        if readings:
            raise AmbiguousNumber(text, tuple(sorted(unit * reading for reading in readings)))
        raise BadNumber(text, phrase_text(_why(digits)))
    return unit * _value(digits)


def format_number(value: Fraction) -> str:
    """Write a number so that `parse_number` reads the same back.

    Parameters
    ----------
    value : Fraction

    Returns
    -------
    str
        A decimal where it ends, else ``numerator/denominator``. A zero is added where three digits after the point
        would be ambiguous. (Only a number that needs more than `MAX_LENGTH` characters is not read back.)

    Examples
    --------
    >>> format_number(Fraction(97, 8)), format_number(Fraction(1, 3))
    ('12.1250', '1/3')
    """
    places = _decimal_places(value.denominator)
    if places is None:
        return f"{value.numerator}/{value.denominator}"
    if places == 0:
        return str(value.numerator)
    scaled = abs(value.numerator) * 10**places // value.denominator
    digits = str(scaled).rjust(places + 1, "0")
    written = f"{digits[:-places]}.{digits[-places:]}"
    if _THREE_AFTER_POINT.fullmatch(written):
        written += "0"
    written = f"-{written}" if value < 0 else written
    return written if len(written) <= MAX_LENGTH else f"{value.numerator}/{value.denominator}"


def round_to(value: Fraction, quantum: Decimal, mode: RoundingMode = "half-even") -> Decimal:
    """Round a number to a multiple of a quantum, in exact integer arithmetic.

    Parameters
    ----------
    value : Fraction
    quantum : Decimal
        The step of the result, above 0: ``Decimal("0.01")``, ``Decimal("1000")``.
    mode : "half-even", "half-up", "up" or "down"
        As in `decimal`: a half goes to the even multiple or away from zero; "up" is away from zero, "down" towards it.

    Returns
    -------
    Decimal
        With the exponent of `quantum`.

    Raises
    ------
    ValueError
        If the quantum is not above 0.

    Examples
    --------
    >>> round_to(Fraction(5, 2), Decimal("1")), round_to(Fraction(5, 2), Decimal("1"), "half-up")
    (Decimal('2'), Decimal('3'))
    """
    if not quantum.is_finite() or quantum <= 0:
        raise ValueError(f"a quantum must be above 0, not {quantum}")
    whole, rest = divmod(abs(value) / Fraction(quantum), 1)
    half = Fraction(1, 2)
    if (
        (mode == "up" and rest > 0)
        or (mode == "half-up" and rest >= half)
        or (mode == "half-even" and (rest > half or (rest == half and whole % 2 == 1)))
    ):
        whole += 1
    parts = quantum.as_tuple()
    coefficient = int("".join(str(digit) for digit in parts.digits)) * whole
    return Decimal(f"{-coefficient if value < 0 else coefficient}E{parts.exponent}")


def exact_sum(amounts: Iterable[Decimal]) -> Decimal:
    """Add decimals exactly, so that their order does not matter.

    Parameters
    ----------
    amounts : iterable of Decimal

    Returns
    -------
    Decimal
        Their sum; 0 for none.

    Raises
    ------
    ValueError
        If an amount is not finite, or the amounts lie too far apart to be money.

    Examples
    --------
    >>> exact_sum([Decimal("1E+30"), Decimal("0.000001"), Decimal("-1E+30")])
    Decimal('0.000001')
    """
    terms = list(amounts)
    if not all(term.is_finite() for term in terms):
        raise ValueError("only finite amounts can be added")
    lowest = min((int(term.as_tuple().exponent) for term in terms), default=0)
    highest = max((term.adjusted() for term in terms), default=0)
    # One digit for each place from the lowest to the highest, and room for the carry of so many terms.
    precision = max(highest, 0) - min(lowest, 0) + 1 + len(str(len(terms)))
    if precision > MAX_PRECISION:
        raise ValueError(f"these amounts need {precision} digits")
    context = Context(prec=precision, traps=[Inexact, InvalidOperation, Overflow])
    total = Decimal(0)
    for term in terms:
        total = context.add(total, term)
    return total


def _value(digits: str) -> Fraction:
    return Fraction(digits.replace("_", "").replace(" ", ""))


def _readings(digits: str) -> set[Fraction]:
    readings: set[Fraction] = set()
    if _THREE_AFTER_POINT.fullmatch(digits):
        readings.add(_value(digits))
    if _POINT_GROUPS.fullmatch(digits):
        readings.add(_value(digits.replace(".", "").replace(",", ".")))
    if _COMMA_GROUPS.fullmatch(digits):
        readings.add(_value(digits.replace(",", "")))
    if _DECIMAL_COMMA.fullmatch(digits):
        readings.add(_value(digits.replace(",", ".")))
    return readings


def _why(digits: str) -> str:
    if re.fullmatch(r"[0-9.]+[eE][+-]?[0-9]+", digits):
        return "base.number-exponent"
    if any(letter.isdigit() and not letter.isascii() for letter in digits):
        return "base.number-not-ascii"
    return "base.number-form"


def _decimal_places(denominator: int) -> int | None:
    """Count the decimal places of 1/denominator, or return None if it has no end."""
    twos = (denominator & -denominator).bit_length() - 1
    rest, fives = denominator >> twos, 0
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None
