"""What is wrong with the legal basis of a page: impossible numbers, a province's act under a ministry."""

from __future__ import annotations

import re

from procsimplify.files.portal.instruments import NUMBER
from procsimplify.files.portal.lint_desk import Desk, around
from procsimplify.files.portal.words import Piece

__all__ = ["TERMS", "lint_basis"]

TERMS = {
    8: (1987, 1992), 9: (1992, 1997), 10: (1997, 2002), 11: (2002, 2007), 12: (2007, 2011), 13: (2011, 2016),
    14: (2016, 2021), 15: (2021, 2026), 16: (2026, 2031),
}  # fmt: skip
"""First and last year of each National Assembly: a law's number has the year and the Assembly that made it."""

_LAW = re.compile(r"(?<![\d/])\d{1,4}/(?P<year>(?:19|20)\d\d)/(?P<body>UBTVQH|QH) ?(?P<term>1[0-6]|[89])(?!\d)")
_CUT = re.compile(
    r"(?<![\d/])\d{1,4}/(?:19|20)\d\d/(?:(?:NĐ|NQ)[-–]? ?C(?! ?P)|(?:NĐ|NQ|TT|QĐ)[-–]?(?=$"
    r"|[\s,;.)])(?!\s*[-–]?\s*[A-ZĐ]))"
)
_LOCAL = re.compile(r"\d{1,4}/(?:(?:19|20)\d\d/)?(?:NQ[-–]HĐND|QĐ[-–]UBND)")
_MINISTRY = re.compile(r"^\s*cấp (?:bộ|trung ương)\s*$", re.IGNORECASE)


def lint_basis(desk: Desk, cell: Piece) -> None:
    """Find instruments of the legal basis that are named wrongly or do not belong there.

    Parameters
    ----------
    desk : Desk
    cell : Piece
        The legal basis as the page prints it.
    """
    told: set[str] = set()
    for match in _LAW.finditer(cell.text):
        first, last = TERMS[int(match["term"])]
        if not first <= int(match["year"]) <= last and match[0] not in told:
            told.add(match[0])
            desk.find("number-malformed", around(cell, match.start(), match.end(), 40, 0), number=match[0])
    for match in _CUT.finditer(cell.text):
        whole = NUMBER.match(cell.text, match.start())
        if whole is None and match[0] not in told:
            told.add(match[0])
            desk.find("number-malformed", around(cell, match.start(), match.end(), 40, 0), number=match[0])
    if _MINISTRY.match(desk.page.levels):
        for match in _LOCAL.finditer(cell.text):
            if match[0] not in told:
                told.add(match[0])
                desk.find("local-instrument", around(cell, match.start(), match.end(), 60, 0), number=match[0])
