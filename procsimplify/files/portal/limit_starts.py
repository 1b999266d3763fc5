"""From when the time of the whole runs, where a page says so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from procsimplify.files.portal.amounts import times_in
from procsimplify.files.portal.imported import Log
from procsimplify.files.portal.page import ChannelRow
from procsimplify.files.portal.words import Piece, same_spelling
from procsimplify.model import Limit

__all__ = ["COMPLETE", "with_starts"]

COMPLETE = "complete-dossier"
"""The event that starts a time: the dossier is whole and valid."""
_WHOLE = re.compile(
    r"(?:kể )?(?:từ|sau) (?:ngày|khi|thời điểm|lúc)? ?(?:tiếp )?(?:nhận|có)(?: được)?"
    r"(?: (?:đầy )?đủ (?:thành phần )?hồ sơ| hồ sơ (?:đã |được )?(?:đầy đủ|hợp lệ|đúng|theo (?:đúng )?quy định))"
)
_NEAR = 120


def with_starts(
    limits: Sequence[Limit], rows: Sequence[ChannelRow], prose: Sequence[Piece], log: Log
) -> tuple[Limit, ...]:
    """Say of each time of the table from when it runs: “kể từ ngày nhận đủ hồ sơ hợp lệ”.

    Such a time runs from the valid dossier to the result. It spans all steps, and those of its steps that have times of
    their own share it: their times are never added to it.

    Parameters
    ----------
    limits : sequence of Limit
    rows : sequence of ChannelRow
        Their remarks may say it.
    prose : sequence of Piece
        A sentence with the very time may say it.
    log : Log

    Returns
    -------
    tuple of Limit
    """
    places = [(row.remarks, False) for row in rows if row.remarks is not None]
    places += [(piece, True) for piece in prose if "hồ sơ" in piece.text]
    found: list[Limit] = []
    for limit in limits:
        words = next(filter(None, (_said(limit, piece, same=same) for piece, same in places)), None)
        if words is None:
            found.append(limit)
            continue
        for fact, value in (("from", COMPLETE), ("covers", "whole")):
            log.infer(f"limits/{limit.id}/{fact}", value, words)
        found.append(limit.evolve(from_=COMPLETE))
    return tuple(found)


def _said(limit: Limit, piece: Piece, *, same: bool) -> Piece | None:
    """Give the words by which a time runs from the valid dossier; in the prose it must be the very time of the table.

    A remark without a time of its own speaks of the time beside it.
    """
    low = same_spelling(piece.text)
    if len(low) != len(piece.text):
        return None
    for begins in _WHOLE.finditer(low):
        near = times_in(low[max(0, begins.start() - _NEAR) : begins.start()])
        if near:
            one = near[-1]
            if (one.value, one.unit) == (limit.value.value, limit.value.unit):
                first = max(0, begins.start() - _NEAR) + one.start
                return piece.part(first, begins.end())
        elif not same:
            return piece.part(begins.start(), begins.end())
    return None
