"""Which forms of a paper are taken, where a row has several papers or says several things of one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from procsimplify.files.portal.document_words import TypeMatch
from procsimplify.files.portal.row_marks import RowMarks, read_marks
from procsimplify.files.portal.words import same_spelling

__all__ = ["accepts_of", "lighter_by_channel"]

FAR = 150
"""Letters behind a paper's name after which a form of a copy is some other paper's."""

_CERTIFIED = re.compile(r"chứng thực|công chứng")
_ALONE = ("certified-copy",)
_ONLINE = r"(?:trực tuyến|qua mạng|môi trường điện tử|dịch vụ công|định dạng điện tử)"
_LIGHT = (
    r"(?:bản chụp|ảnh chụp|bản scan|bản quét|quét \(?scan|bản sao điện tử|bản điện tử|bản mềm"
    r"|(?:chụp|quét|scan) từ bản)"
)
_BY_CHANNEL = re.compile(
    rf"{_ONLINE}[^\n.;]{{0,200}}{_LIGHT}[^\n.;]{{0,80}}(?:giấy tờ|hồ sơ|tài liệu|văn bản)"
    rf"|{_ONLINE}[^\n.;]{{0,120}}(?:giấy tờ|hồ sơ|tài liệu|văn bản)[^\n.;]{{0,120}}{_LIGHT}"
    r"|(?:nộp|gửi) (?:hồ sơ )?trực tiếp[^\n.;]{0,80}(?:bản sao|bản chụp)[^\n.;]{0,60}(?:xuất trình|kèm|mang)"
    r"[^\n.;]{0,40}bản (?:chính|gốc)"
)
_WITH_ORIGINAL = re.compile(
    r"(?:bản sao|bản chụp|bản photo)[^\n.;]{0,40}(?:kèm|xuất trình|mang)"
    r"[^\n.;]{0,30}bản (?:chính|gốc)[^\n.;]{0,30}đối chiếu"
)
_MAY_TELL = re.compile(r"[Tt]rực t|điện tử|qua mạng")
_BY_POST = re.compile(
    r"(?:nếu|trường hợp|khi|đối với)[^\n.;]{0,40}(?:nộp|gửi)[^\n.;]{0,40}(?:bưu chính|bưu điện|trực tuyến|qua mạng)"
)
"""What a page says of all its papers: online a scan or an electronic copy, at the counter a copy with the original."""


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
    *_, since = _CERTIFIED.split(same_spelling(row[: kind.start]))
    if ";" in since and ":" not in since:
        before = ()  # a new item of the row, of which nothing is said: no list that the words began
    last = re.search(r"\([^()]*(?:chứng thực|công chứng)[^()]*\)[\s.;]*$", row)
    return shared if "certified-copy" in before or last is not None else by_columns


def asked_on_one_channel(text: str) -> str | None:
    """Give the words by which a row asks for its paper, or for its form, on one channel alone; None without.

    Examples
    --------
    >>> asked_on_one_channel("Bản sao có chứng thực hợp đồng (nếu nộp qua đường bưu chính)")
    'nếu nộp qua đường bưu chính'
    """
    found = _BY_POST.search(same_spelling(text)) if "bưu" in text or "trực tuyến" in text or "mạng" in text else None
    return None if found is None else found[0]


def lighter_by_channel(rows: Iterable[str], prose: Iterable[str]) -> str | None:
    """Give the words by which a page takes something lighter of all its papers on one of its channels; None without.

    Examples
    --------
    >>> lighter_by_channel(["Khi gửi trực tuyến, thành phần hồ sơ là bản chính hoặc bản sao điện tử."], [])
    'trực tuyến, thành phần hồ sơ là bản chính hoặc bản sao điện tử'
    >>> lighter_by_channel([], ["Được nộp bản chụp kèm bản chính để đối chiếu."])
    'bản chụp kèm bản chính để đối chiếu'
    >>> lighter_by_channel(["Bản chụp kèm bản chính để đối chiếu giấy phép"], ["Kết quả được trả trực tuyến."])
    """
    told = list(prose)
    found = [_BY_CHANNEL.search(same_spelling(text)) for text in (*rows, *told) if _MAY_TELL.search(text)]
    found += [_WITH_ORIGINAL.search(same_spelling(text)) for text in told if "đối chiếu" in text]
    return next((one[0][:200] for one in found if one is not None), None)


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
