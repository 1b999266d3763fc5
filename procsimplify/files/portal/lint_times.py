"""What is wrong with the times of a page: no unit, different by channel without a case, parts longer than the whole."""

from __future__ import annotations

import re
from fractions import Fraction

from procsimplify.base.messages import phrase
from procsimplify.base.text import Text
from procsimplify.files.portal.amounts import Time, times_in
from procsimplify.files.portal.lint_desk import Desk, joined
from procsimplify.files.portal.sentences import Sentence
from procsimplify.files.portal.times_by_case import explained_by_case
from procsimplify.files.portal.words import same_spelling, short

__all__ = ["lint_times"]

_LENGTHS = ("min", "hour", "day", "working-day", "month", "year")

_OUTSIDE = re.compile(
    r"không (?:tính|bao gồm|kể)[^.;]{0,40}(?:thời gian|thời hạn)|(?:thời gian"
    r"|thời hạn)[^.;]{0,60}không (?:tính|bao gồm)"
)
_LIMIT = re.compile(r"(?:trong (?:thời (?:hạn|gian)|vòng)|không quá|chậm nhất|tối đa)[^.;\d]{0,30}$")
_BRANCH = re.compile(
    r"trường hợp|đối với|nếu |bổ sung|chưa (?:đầy đủ|hợp lệ|đủ)|không (?:đầy đủ|hợp lệ|đủ|đạt)|từ chối"
    r"|trả lại|gia hạn"
    r"|người nộp|người đề nghị|tổ chức, cá nhân|định kỳ|hằng năm|hàng năm|trước khi|trước ngày|hiệu lực|hoặc\b"
)
_FOLLOWS = re.compile(
    r"(?:kể )?(?:từ|sau) (?:khi |ngày |thời điểm )?(?:nhận|có|tiếp nhận)(?: được| đủ)? (?:kết quả"
    r"|báo cáo(?! kèm)|tờ trình|văn bản(?! đề nghị)|ý kiến|biên bản"
    r"|dự thảo|hồ sơ (?:do|từ|trình|của (?:sở|cục|phòng|ủy ban|văn phòng|chi cục|bộ)))"
    r"|kể từ (?:khi|ngày) (?:kết thúc|hoàn thành)"
)
_STARTS = re.compile(
    r"(?:từ|sau) (?:khi |ngày |thời điểm )?(?:nhận|tiếp nhận)(?: được| đủ)? (?:đầy đủ |đủ )?(?:thành phần )?hồ sơ"
)


def lint_times(desk: Desk) -> None:
    """Find times that say less than a time, or contradict each other."""
    _without_unit(desk)
    _by_channel(desk)
    _longer_than_whole(desk)


def _without_unit(desk: Desk) -> None:
    bare = [row for row in desk.page.channels if row.time.value is not None and row.time.unit is None]
    if bare:
        values = ", ".join(dict.fromkeys(str(row.time.value) for row in bare))
        desk.quote("time-without-unit", bare[0].words, short(bare[0].words.text, 60), value=values)


def _by_channel(desk: Desk) -> None:
    rows = desk.page.channels
    times: dict[str, tuple[Fraction, str]] = {}
    for row in rows:
        if row.channel in times or row.time.value is None or row.time.unit is None:
            return  # several rows of a channel are of cases, and a time that is not there contradicts nothing
        times[row.channel] = (row.time.value, row.time.unit)
    if len(set(times.values())) < 2 or explained_by_case(rows, desk.page.prose) or _bonus(times):
        return
    en = "; ".join(_time(name, time, "en") for name, time in times.items())
    vi = "; ".join(_time(name, time, "vi") for name, time in times.items())
    quoted = joined([row.words.text for row in rows if row.words.text]) or vi
    desk.quote("times-by-channel", rows[0].words, quoted, times=Text(vi, en))


def _time(channel: str, time: tuple[Fraction, str], lang: str) -> str:
    if lang == "vi":
        return f"{phrase('files.channel-' + channel, 'vi')} {time[0]} {phrase('flow.unit-' + time[1], 'vi')}"
    return f"{phrase('files.channel-' + channel, 'en')} {time[0]} {phrase('flow.unit-' + time[1], 'en')}"


def _bonus(times: dict[str, tuple[Fraction, str]]) -> bool:
    """Tell a shorter time for filing online alone, the others being alike: that is meant."""
    online = times.get("online")
    others = {time for name, time in times.items() if name != "online"}
    if online is None or len(others) != 1:
        return False
    other = next(iter(others))
    if online[1] == other[1]:
        return online[0] < other[0]
    return _LENGTHS.index(online[1]) < _LENGTHS.index(other[1]) and {online[1], other[1]} != {"day", "working-day"}


def _longer_than_whole(desk: Desk) -> None:
    """Find times, each beginning where the one before ends, that are longer than the time of the whole."""
    rows = desk.page.channels
    wholes = {(row.time.value, row.time.unit) for row in rows}
    if len(wholes) != 1:
        return
    value, unit = next(iter(wholes))
    if value is None or unit is None:
        return
    if any(
        row.remarks and (times_in(same_spelling(row.remarks.text)) or _OUTSIDE.search(same_spelling(row.remarks.text)))
        for row in rows
    ):
        return  # the remarks say what the time covers
    if any(_OUTSIDE.search(same_spelling(piece.text)) for piece in desk.page.prose):
        return
    chain: list[tuple[Sentence, Time]] = []
    section: str | None = None
    for sentence in desk.sentences:
        if section != sentence.section:
            chain, section = [], sentence.section
        time = _own_time(sentence, unit)
        if time is None:
            if times_in(sentence.low):
                chain = []  # another case, another party's time, or another unit stands between
            continue
        if _FOLLOWS.search(sentence.low) and chain:
            chain.append((sentence, time))
        elif _STARTS.search(sentence.low):
            # Two times that both begin with the dossier run side by side: only the latest is kept, never added.
            chain = [(sentence, time)]
        else:
            chain = []
        total = sum((one.value for _, one in chain), Fraction(0))
        if total > value:
            first = chain[0][0].piece
            words = joined([one.text[max(0, at.start - 40) : at.end + 60] for one, at in chain])
            parts = " + ".join(str(at.value) for _, at in chain)
            parts = f"{parts} = {total}" if len(chain) > 1 else parts
            named = Text(phrase(f"flow.unit-{unit}", "vi"), phrase(f"flow.unit-{unit}", "en"))
            desk.quote("parts-longer-than-whole", first, words, parts=parts, whole=value, unit=named)
            return


def _own_time(sentence: Sentence, unit: str) -> Time | None:
    """Give the one limit of a sentence that speaks of no case; None where there is none, or more than one."""
    found = times_in(sentence.low)
    if len(found) != 1 or found[0].unit != unit or _BRANCH.search(sentence.low):
        return None
    return found[0] if _LIMIT.search(sentence.low[: found[0].start]) else None
