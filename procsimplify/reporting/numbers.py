"""Numbers as people of each language write them. Rounding here is for the eye alone and enters no total."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from procsimplify.base.messages import phrase
from procsimplify.base.text import Language

__all__ = ["count", "duration", "money", "number", "percent", "signed_money"]

Amount = str | int | float | Decimal | Fraction
_UNITS = ("min", "hour", "day", "working-day", "month", "year", "time", "set", "copy", "case", "item")
# Places after the decimal mark and the sign after the amount; a currency that is not here has two places and its code.
_CURRENCIES = {"VND": (0, "đ"), "EUR": (2, "€")}
_PRECISION = 60


def number(value: Amount, lang: Language, places: int | None = None) -> str:
    """Write a number with the marks of a language.

    Parameters
    ----------
    value : str, int, float, Decimal or Fraction
        A text is a decimal as in the JSON of results.
    lang : "vi" or "en"
        ``vi`` writes 1.069.643,5 and ``en`` 1,069,643.5.
    places : int, optional
        Places after the decimal mark, a half away from zero; by default at most three, trailing zeros cut.

    Returns
    -------
    str

    Examples
    --------
    >>> number("1069643.308081", "vi", 0), number("1.5", "en"), number("1.5", "vi")
    ('1.069.643', '1.5', '1,5')
    """
    rounded = _rounded(_decimal(value), 3 if places is None else places)
    text = f"{rounded:,f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text if lang == "en" else text.translate(str.maketrans(",.", ".,"))


def money(amount: Amount, currency: str, lang: Language) -> str:
    """Write an amount of money, rounded to what is paid in: whole đồng, cents.

    Examples
    --------
    >>> money("1069643.308081", "VND", "en"), money("1069643.308081", "VND", "vi"), money("0.2", "VND", "en")
    ('1,069,643 đ', '1.069.643 đ', 'under 1 đ')
    """
    places, sign = _CURRENCIES.get(currency, (2, currency))
    value = _decimal(amount)
    if value and not _rounded(value, places):
        key = "reporting.under" if value > 0 else "reporting.minus-under"
        return phrase(key, lang, amount=f"{number(Decimal(1).scaleb(-places), lang, places)} {sign}")
    return f"{number(value, lang, places)} {sign}"


def signed_money(amount: Amount, currency: str, lang: Language) -> str:
    """Write a change of money: a rise with a plus sign.

    Examples
    --------
    >>> signed_money("200", "VND", "en"), signed_money("-200", "VND", "en")
    ('+200 đ', '-200 đ')
    """
    return ("+" if _decimal(amount) > 0 else "") + money(amount, currency, lang)


def percent(value: Amount | None, lang: Language) -> str:
    """Write a percentage with one place; a dash where there is none.

    Examples
    --------
    >>> percent(27.4100, "en"), percent(27.4100, "vi"), percent(None, "vi")
    ('27.4 %', '27,4 %', '–')
    """
    if value is None:
        return "–"
    decimal = _decimal(value)
    if decimal and abs(decimal) < Decimal("0.05"):
        # 0.0 % would say that nothing changes.
        return phrase(
            "reporting.under" if decimal > 0 else "reporting.minus-under", lang, amount=f"{number('0.1', lang, 1)} %"
        )
    return f"{number(decimal, lang, 1)} %"


def duration(value: Amount, unit: str, lang: Language) -> str:
    """Write a time in its own unit: working days stay working days, and 14 days do not become 2 weeks.

    Parameters
    ----------
    unit : str
        ``min``, ``hour``, ``day``, ``working-day``, ``month`` or ``year``, or a unit of counting (``set``, ``copy``); a
        unit without words is written as it is.

    Examples
    --------
    >>> duration(10, "working-day", "vi"), duration(10, "working-day", "en"), duration(1, "day", "en")
    ('10 ngày làm việc', '10 working days', '1 day')
    """
    return count(value, f"reporting.unit-{unit}", lang) if unit in _UNITS else f"{number(value, lang)} {unit}".strip()


def count(value: Amount, key: str, lang: Language) -> str:
    """Write a number of things; the phrase ``KEY-1`` is for one of them.

    Examples
    --------
    >>> count(1, "reporting.n-sets", "en"), count(7, "reporting.n-sets", "en")
    ('1 set', '7 sets')
    """
    one = _decimal(value) == 1
    return phrase(f"{key}-1" if one else key, lang, n=number(value, lang))


def _decimal(value: Amount) -> Decimal:
    if isinstance(value, Fraction):
        with localcontext(prec=_PRECISION):
            return Decimal(value.numerator) / Decimal(value.denominator)
    return Decimal(str(value)) if isinstance(value, float) else Decimal(value)


def _rounded(value: Decimal, places: int) -> Decimal:
    with localcontext(prec=max(_PRECISION, value.adjusted() + places + 2)):
        rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return rounded if rounded else abs(rounded)  # no minus before a zero
