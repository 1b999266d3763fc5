"""Numbers that no page can mean: a record that holds one is damaged, and nothing in it is to be believed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from procsimplify.files.portal.page import Page

__all__ = ["MOST_PIECES_OF_A_PAPER", "impossible"]

MOST_PIECES_OF_A_PAPER = 1_000
"""Originals or copies of one paper; the largest that a real page asks for is 30."""
MOST_FEE = 10**12
"""đồng."""
_LONGEST = {"min": 52_560_000, "hour": 876_000, "day": 36_500, "working-day": 36_500, "month": 1_200, "year": 100}
"""A hundred years in each unit."""


def impossible(page: Page) -> Iterator[tuple[str, str, str]]:
    """Give each number that cannot be: the field, the number, and the words beside it.

    Examples
    --------
    >>> from procsimplify.files.portal.page import PaperGroup, PaperRow
    >>> from procsimplify.files.portal.words import Piece
    >>> row = PaperRow(Piece("Tờ khai", "thanh_phan_ho_so"), 999_999, 0)
    >>> next(impossible(Page("1.000001", "Cấp thẻ", "portal", groups=(PaperGroup(None, (row,)),))))
    ('thanh_phan_ho_so', '999999', 'Tờ khai')
    """
    for group in page.groups:
        for row in group.rows:
            for number in (row.originals, row.copies):
                if number is not None and not 0 <= number <= MOST_PIECES_OF_A_PAPER:
                    yield row.name.field, str(number), row.name.text
    for row in page.channels:
        time, longest = row.time.value, _LONGEST[row.time.unit or "day"]
        if time is not None and not 0 <= time <= longest:
            yield row.words.field, _shown(time), row.words.text
        for fee in row.fees:
            if fee.amount is not None and not 0 <= fee.amount <= MOST_FEE:
                yield fee.words.field, _shown(fee.amount), fee.words.text


def _shown(number: Fraction) -> str:
    return str(number.numerator) if number.denominator == 1 else str(float(number))
