"""Whether a page names a case that may account for different times at its channels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import accumulate

from procsimplify.files.portal.amounts import times_in
from procsimplify.files.portal.page import ChannelRow
from procsimplify.files.portal.words import Piece, same_spelling

__all__ = ["explained_by_case"]

_CASE = re.compile(r"trường hợp|đối với|nếu |khi (?:cần|phải|có)|cấp (?:mới|lại|đổi)|gia hạn|thửa|hạng|loại|nhóm")


def explained_by_case(rows: Sequence[ChannelRow], prose: Iterable[Piece]) -> bool:
    """Tell whether a case, in the remarks or in the prose, may account for the difference.

    It does, too, where each of the times is what steps of the prose, one after the other, take together: then each is
    of a course of its own.
    """
    values = {(row.time.value, row.time.unit) for row in rows}
    pieces = tuple(prose)
    for row in rows:
        low = same_spelling(
            f"{row.remarks.text if row.remarks else ''} {' '.join(c.bracket.text for c in row.fees if c.bracket)}"
        )
        if times_in(low) or (row.remarks and _CASE.search(low)):
            return True
    for piece in pieces:
        low = same_spelling(piece.text)
        for time in times_in(low):
            near = low[max(0, time.start - 160) : time.end + 160]
            if (time.value, time.unit) in values and _CASE.search(near):
                return True
    return len(values) > 1 and all(_is_sum(value, unit, pieces) for value, unit in values)


def _is_sum(time: Fraction | None, unit: str | None, prose: Iterable[Piece]) -> bool:
    """Tell whether limits of the prose that stand one after the other add up to a time of the table."""
    limits = [one.value for piece in prose for one in times_in(same_spelling(piece.text)) if one.unit == unit]
    return time is not None and any(time in accumulate(limits[first:]) for first in range(len(limits)))
