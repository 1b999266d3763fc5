"""From the cells of times to the limits of a procedure: one for all, by case, or by channel."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from procsimplify.base.text import Text
from procsimplify.files.portal.amounts import times_in
from procsimplify.files.portal.demand import Ids
from procsimplify.files.portal.imported import Log
from procsimplify.files.portal.page import ChannelRow
from procsimplify.files.portal.times_by_case import explained_by_case
from procsimplify.files.portal.words import Piece, fold, same_spelling, short, tidy
from procsimplify.model import Case, Limit, Quantity

__all__ = ["Limits", "cases_in", "read_limits"]

_CASE = re.compile(r"\(?(?:đối với|cho|với|trong trường hợp|trường hợp|khi|nếu)\s+(?P<case>[^;.\n(]{4,200})")
_COMMON = frozenset(
    [
        "doi",
        "voi",
        "truong",
        "hop",
        "cap",
        "cac",
        "cua",
        "va",
        "hoac",
        "duoc",
        "theo",
        "quy",
        "dinh",
        "thu",
        "tuc",
        "ho",
        "so",
        "de",
        "nghi",
        "trong",
        "ke",
        "tu",
        "ngay",
        "nhan",
        "lam",
        "viec",
        "thoi",
        "han",
        "hop",
        "le",
        "day",
        "du",
    ]
)


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits, and the cases that they bring with them."""

    limits: tuple[Limit, ...] = ()
    cases: tuple[Case, ...] = ()


@dataclass(frozen=True, slots=True)
class _Time:
    value: Fraction
    unit: str


def cases_in(text: str) -> Iterator[tuple[_Time, str]]:
    """List the times of a text that each name their case: ``07 ngày làm việc (đối với trường hợp cấp mới)``."""
    low = same_spelling(text)
    times = times_in(low)
    for place, time in enumerate(times):
        end = times[place + 1].start if place + 1 < len(times) else len(low)
        after = _CASE.search(low, time.end, end)
        if after is not None and after.start() - time.end < 90:
            words = re.split(r"\)|, \d|, trong|, thời", text[after.start("case") : after.end("case")])[0]
            yield _Time(time.value, time.unit), tidy(words).strip(" ,;")


def read_limits(
    rows: Sequence[ChannelRow],
    channels: Sequence[str],
    cases: Mapping[str, str],
    prose: Sequence[Piece],
    log: Log,
    *,
    most_cases: int,
) -> Limits:
    """Read the limits of a page.

    Parameters
    ----------
    rows : sequence of ChannelRow
    channels : sequence of str
    cases : mapping of str to str
        The words of the cases that the dossier has, by id.
    prose : sequence of Piece
        Where a page prints different times at its channels, its prose may say that they are of different cases.
    log : Log
    most_cases : int
        Cases that there is room for.

    Returns
    -------
    Limits
    """
    by_channel: dict[str, list[ChannelRow]] = {}
    for row in rows:
        by_channel.setdefault(row.channel, []).append(row)
        if row.time.ambiguous:
            log.find("limit-ambiguous", "limits", words=short(row.words.text, 80))
        elif row.time.value is not None and row.time.unit is None:
            log.find("limit-without-unit", "limits", value=str(row.time.value))
    known = {name: _times(items) for name, items in by_channel.items()}
    known = {name: times for name, times in known.items() if times}
    if not known:
        return _from_remarks(rows, cases, log, most_cases)
    first = next(iter(known.values()))
    if any(len(times) > 1 for times in known.values()):
        found = _rows_by_case(by_channel, cases, log, most_cases)
        if found is not None:
            return found
        log.find(
            "limit-several", "limits", words=", ".join(_text(time) for times in known.values() for time in times)[:200]
        )
        return Limits()
    if all(times == first for times in known.values()):
        return _one(next(iter(first)), rows, cases, log, most_cases)
    found = _by_case_of_prose(known, cases, prose, log)
    if found is not None:
        return found
    ids = Ids()
    groups: dict[_Time, list[str]] = {}
    for name, times in known.items():
        groups.setdefault(next(iter(times)), []).append(name)
    log.find(
        "limit-by-channel",
        "limits",
        words="; ".join(f"{', '.join(names)}: {_text(time)}" for time, names in groups.items()),
    )
    other_cases = explained_by_case(rows, prose)
    return Limits(
        tuple(
            Limit(
                id=ids.new("limit " + " ".join(names)),
                value=_quantity(time),
                channels=tuple(n for n in channels if n in names),
                other_cases=other_cases,
            )
            for time, names in groups.items()
        )
    )


def _times(rows: list[ChannelRow]) -> dict[_Time, None]:
    return {_Time(row.time.value, row.time.unit): None for row in rows if row.time.value is not None and row.time.unit}


def _one(time: _Time, rows: Sequence[ChannelRow], cases: Mapping[str, str], log: Log, most: int) -> Limits:
    """One time in every cell: the limit, unless the remarks divide it by cases."""
    divided = [(one, words) for row in rows[:1] if row.remarks for one, words in cases_in(row.remarks.text)]
    if len({one for one, _ in divided}) > 1 and any(one == time for one, _ in divided):
        return _cases(divided, cases, log, rows[0].remarks or rows[0].words, most)
    for row in rows[:1]:
        log.infer("limits/limit", _text(time), row.words, short(row.words.text, 60))
    return Limits((Limit(id="limit", value=_quantity(time)),))


def _from_remarks(rows: Sequence[ChannelRow], cases: Mapping[str, str], log: Log, most: int) -> Limits:
    for row in rows:
        if row.remarks is None:
            continue
        divided = list(cases_in(row.remarks.text))
        times = times_in(same_spelling(row.remarks.text))
        if len({one for one, _ in divided}) > 1:
            return _cases(divided, cases, log, row.remarks, most)
        if len(times) == 1:
            time = _Time(times[0].value, times[0].unit)
            log.infer("limits/limit", _text(time), row.remarks)
            return Limits((Limit(id="limit", value=_quantity(time)),))
        if times:
            log.find(
                "limit-several", "limits", words=", ".join(_text(_Time(one.value, one.unit)) for one in times)[:200]
            )
            return Limits()
    if rows and not any(row.time.value is not None or row.time.ambiguous for row in rows):
        log.find("no-limit", "limits")
    return Limits()


def _rows_by_case(
    by_channel: Mapping[str, list[ChannelRow]], cases: Mapping[str, str], log: Log, most: int
) -> Limits | None:
    """Several rows for one channel: each is a case where its remark names one, and the channels agree."""
    longest = max(by_channel.values(), key=len)
    divided: list[tuple[_Time, str]] = []
    for row in longest:
        if row.time.value is None or row.time.unit is None or row.remarks is None:
            return None
        words = same_spelling(row.remarks.text)
        case = re.search(r"(?:đối với|trường hợp|cấp (?:mới|lại|đổi)|gia hạn|điều chỉnh)[^.;:\n]{3,160}", words[:260])
        if case is None:
            return None
        divided.append((_Time(row.time.value, row.time.unit), tidy(row.remarks.text[case.start() : case.end()])))
    if len({words for _, words in divided}) < 2:
        return None
    return _cases(divided, cases, log, longest[0].words, most)


def _by_case_of_prose(
    known: Mapping[str, Mapping[_Time, None]], cases: Mapping[str, str], prose: Sequence[Piece], log: Log
) -> Limits | None:
    """Different times at the channels that the prose gives to different cases (20 days, 15 for houses)."""
    if len(cases) < 2:
        return None
    values = {time for times in known.values() for time in times}
    given: dict[_Time, set[str]] = {}
    for piece in prose:
        for time, words in cases_in(piece.text):
            found = next((one for one in values if one == time), None)
            case = _nearest(words, cases)
            if found is not None and case:
                given.setdefault(found, set()).update(case)
    if not given:
        return None
    left = sorted(values - set(given), key=lambda one: (one.value, one.unit))
    named = {case for names in given.values() for case in names}
    if len(left) == 1 and named != set(cases):
        given[left[0]] = set(cases) - named
    if set(given) != values or sum(len(names) for names in given.values()) != len(
        named | {c for n in given.values() for c in n}
    ):
        return None
    log.find(
        "limit-cases-in-channels",
        "limits",
        words="; ".join(f"{_text(time)}: {', '.join(sorted(names))}" for time, names in given.items()),
    )
    ids = Ids()
    return Limits(
        tuple(
            Limit(
                id=ids.new(f"limit {_text(time)}"), value=_quantity(time), cases=tuple(c for c in cases if c in names)
            )
            for time, names in given.items()
        )
    )


def _nearest(words: str, cases: Mapping[str, str]) -> set[str]:
    """List the cases whose heading shares enough words with these; the best alone where it is clearly best."""
    wanted = _content(words)
    scores = {
        case: len(wanted & _content(heading)) / max(1, min(len(wanted), len(_content(heading))))
        for case, heading in cases.items()
    }
    top = max(scores.values(), default=0.0)
    return {case for case, score in scores.items() if score == top} if top >= 0.5 else set()


def _cases(divided: list[tuple[_Time, str]], cases: Mapping[str, str], log: Log, piece: Piece, most: int) -> Limits:
    ids, limit_ids = Ids(tuple(cases)), Ids()
    new: dict[str, Case] = {}
    limits: list[Limit] = []
    distinct = list(dict.fromkeys(divided))
    if not cases and (len(distinct) > most or most < 2):
        log.find("limit-several", "limits", words=", ".join(_text(time) for time, _ in distinct)[:200])
        return Limits()
    by_words: dict[str, str] = {}
    for time, words in distinct:
        near: set[str] = _nearest(words, cases) if cases else set[str]()
        if cases and len(near) != 1:
            log.find("limit-several", "limits", words=", ".join(_text(one) for one, _ in distinct)[:200])
            return Limits()
        if near:
            case = next(iter(near))
        else:
            case = by_words.get(words) or ids.new(words)
            if words not in by_words:
                new[case] = Case(id=case, title=Text(short(words, 160), None), condition=Text(short(words, 400), None))
            by_words[words] = case
        limits.append(Limit(id=limit_ids.new(f"limit {case}"), value=_quantity(time), cases=(case,)))
        log.infer(f"limits/{limits[-1].id}", f"{_text(time)} ({case})", piece, words)
    return Limits(tuple(limits), tuple(new.values()))


def _content(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[a-z0-9]{2,}", fold(text)) if word not in _COMMON)


def _quantity(time: _Time) -> Quantity:
    return Quantity(value=time.value, unit=time.unit, provenance="published", source="page")


def _text(time: _Time) -> str:
    value = int(time.value) if time.value.denominator == 1 else time.value
    return f"{value} {time.unit}"
