"""Which forms of a paper are taken, where a row has several papers or says several things of one."""

from __future__ import annotations

import re

from procsimplify.files.portal.document_types import TypeMatch
from procsimplify.files.portal.row_marks import RowMarks, read_marks
from procsimplify.files.portal.words import same_spelling

__all__ = ["accepts_of"]

FAR = 150
"""Letters behind a paper's name after which a form of a copy is some other paper's."""

_CERTIFIED = re.compile(r"chứng thực|công chứng")
_ALONE = ("certified-copy",)


def accepts_of(
    row: str,
    kind: TypeMatch,
    marks: RowMarks,
    common: RowMarks,
    said: str,
    by_columns: tuple[str, ...],
    *,
    whole: bool,
) -> tuple[str, ...]:
    """Give the forms that are taken: the paper's own words, then the row's where they are about all its papers.

    Parameters
    ----------
    row : str
        The words of the row.
    kind : TypeMatch
        The paper and where it stands in the row.
    marks, common : RowMarks
        What its own words say, and what those of the row say.
    said : str
        Its own words.
    by_columns : tuple of str
        What the columns of originals and copies say.
    whole : bool
        Whether it is the only paper of the row.
    """
    own, shared = marks.accepts, common.accepts
    if own == _ALONE and _said_of_another(row, kind, said):
        return by_columns
    if whole or not shared:
        return own or shared or by_columns
    if own == _ALONE and len(shared) > 1:
        return shared  # the row takes something lighter, of one of its papers or of all: not surely certified alone
    if own or shared != _ALONE:
        return own or shared
    before = read_marks(row[: kind.start]).accepts
    last = re.search(r"\([^()]*(?:chứng thực|công chứng)[^()]*\)[\s.;]*$", row)
    return shared if "certified-copy" in before or last is not None else by_columns


def _said_of_another(row: str, kind: TypeMatch, said: str) -> bool:
    """Tell that a certified copy is asked of a paper further on, or is one form of several."""
    low = same_spelling(row)
    certified = _CERTIFIED.search(low, kind.start)
    if certified is None:
        return False
    before = low[kind.start : certified.start()]
    between = before[max(0, kind.end - kind.start) :]
    bracket = re.search(r"\([^()]*$", before) is not None
    return (
        (len(between) > FAR and not bracket)
        or (re.search(r";|kèm theo", between) is not None and not bracket)
        or re.search(r"hoặc (?:các |01 )?(?:bản sao|bản chụp)?[\w ]{0,12}$", before) is not None
        or "hoặc số định danh" in low
        or (re.search(r"(?:chứng thực|công chứng)[\s,;]*$", same_spelling(said)) is not None and "(" not in said)
    )
