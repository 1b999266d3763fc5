"""Which types of documents a row of the dossier asks for, told from the head of its noun phrases.

The words stand in ``document_types.toml``. A row is cut where one paper ends and another may begin; each part whose
head is known gives a type. What the papers are *about* (``đơn đề nghị cấp giấy phép``) is not a paper asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import cast

from procsimplify.files.portal.document_clauses import (
    ADDRESSED,
    BRACKET,
    BULLET,
    CODE,
    CODED,
    CONDITION,
    CONTENTS,
    DEMAND,
    DOSSIER,
    EXCEPTED,
    FORM_AGAIN,
    GENERAL,
    GENERICS,
    HEADING,
    LATER,
    MUST,
    ONE_OF,
    OPEN_LIST,
    RESUMED,
    SPARED,
    SUBJECT,
    WHEN,
    has_marks,
    parts,
    rule,
    sentence,
    single_blanks,
)
from procsimplify.files.portal.document_further import (
    heads_named,
    heads_papers,
    held,
    opens,
    part_of,
    repeated,
    said_of,
    unborn,
    vague,
)
from procsimplify.files.portal.document_words import WORD, Look, Patterns, TypeMatch, patterns_of
from procsimplify.files.portal.words import fold, plain, same_spelling

__all__ = ["REMARK", "types_by_heads"]

REMARK = "remark"
_EVIDENCE = "other-evidence"
_OPEN = frozenset({_EVIDENCE, "trade-document", "legal-status"})
"""What papers in general may be taken for."""
_NUMBERED = frozenset({"nghị quyết", "quyết định", "quyết định của", "hợp đồng"})
_BROAD = frozenset({"plan", "report", "list", "test-result", "authority-document", "explanation", "technical-file"})
_REQUEST = "application-form"
_NEVER_LATER = frozenset({"remark", "other-evidence", "translation", "application-form"})
_HELD = _NEVER_LATER | _BROAD - {"authority-document", "test-result", "report"} | {"business-registration"}
"""What a paper may hold, under the same name as a paper of its own."""
_COPY_OF = re.compile(r"[\W\d]*(?:bản (?:sao|chính|gốc|chụp)) ")
_RULED = re.compile(
    r"phải (?:được (?:hợp pháp hóa|dịch|công chứng|chứng thực)|bảo đảm rõ)|được bao gồm trong hồ sơ"
    r"|trên môi trường điện tử bao gồm|hồ sơ đăng ký [^;]{0,200}theo quy định tương ứng về hồ sơ"
    r"|(?:[:)]|thì) thực hiện (?:theo|như)|thực hiện nộp các|phải đáp ứng (?:các )?(?:quy định|yêu cầu)"
)
"""A rule on papers in general: how they are made, or where it is said which they are."""
_ELSEWHERE = re.compile(r"[\W\d]*(?:[a-zđ]\d{0,2}\)\s*)?đối với [^:;]{5,300}: thực hiện theo quy định")
_ANOTHER = re.compile(r"\s*(?:\d{1,2} )?(?:bản (?:sao|chính|gốc|chụp)|ảnh|danh sách|cam kết)(?!\w)")
"""Behind a request: a paper beside it, not what it asks for."""
_BARE = frozenset({"đề nghị", "đề xuất", "đăng ký", "yêu cầu", "mẫu số", "đăng ký kiểm tra"})
"""What begins a row names a request; behind another paper it says what is done with it."""
_PAPER_OF = frozenset({"văn bản", "văn bản của", "văn bản xác nhận", "văn bản của cơ quan", "văn bản xác nhận của"})
_EQUAL = frozenset({"product-certificate", "vehicle-registration", "test-result", "professional-certificate"})
_GENERIC = frozenset({"hồ sơ", "tài liệu", "giấy tờ", "văn bản", "hồ sơ tài liệu", "hồ sơ giấy tờ"})


def types_by_heads(name: str, *, counted: bool = True) -> tuple[TypeMatch, ...]:
    """Tell which types of documents the heads of a row name, however far from sure.

    Parameters
    ----------
    name : str
        The name of the row.
    counted : bool
        Whether the row has a number of originals or copies; one without is a remark unless its head is a paper's.

    Returns
    -------
    tuple of TypeMatch
        In the order of the row, each type once, with the letters that name it; ``remark`` alone where the row is no
        paper; ``other-evidence`` where it is one of no known type.
    """
    text, places = single_blanks(same_spelling(plain(name)))
    marks = has_marks(text)
    patterns = patterns_of(marks)
    if not marks:
        text = fold(text)
    found: dict[str, TypeMatch] = {}
    for match in _named(text, list(_matches(text, patterns, counted=counted))):
        found.setdefault(match.type, match)
    if not found and marks:
        # A wrong mark in the head: read without any, where a phrase of several syllables then stands at the beginning.
        for match in _matches(fold(text), patterns_of(False), counted=counted):
            if match.start < 12 and counted and match.type != REMARK and " " in text[match.start : match.end]:
                found.setdefault(match.type, match)
            break
    if len(found) > 1:
        found.pop(REMARK, None)
    if [*found] == [_EVIDENCE] and text.startswith("hồ sơ", found[_EVIDENCE].start):
        refers = "thực hiện theo quy định" in text or text.rstrip().endswith(":")
        found = {} if refers else found
    general = (
        not counted
        and set(found) <= {_EVIDENCE}
        and re.match(GENERAL, text[min((one.start for one in found.values()), default=0) :])
    )
    if ([*found] == [_EVIDENCE] and _heads_rows(text)) or (set(found) <= {_EVIDENCE} and _is_ruled(text)):
        return (TypeMatch(REMARK, 0, len(name)),)
    if _ELSEWHERE.match(text):
        return (TypeMatch(REMARK, 0, len(name)),)
    spared = not counted and found and SPARED.search(text, 0, min(one.start for one in found.values()))
    if not found or (not counted and [*found] == [_EVIDENCE]) or general or spared:
        kept = counted or (found and _COPY_OF.match(text) is not None)
        kind = _EVIDENCE if kept and not sentence(text) and (found or not rule(text)) else REMARK
        if text.rstrip().endswith(":"):
            kind = REMARK  # a heading over other rows
        return (TypeMatch(kind, 0, len(name)),)
    put = (TypeMatch(one.type, places[one.start], places[one.end - 1] + 1) for one in found.values())
    return tuple(sorted(put, key=lambda one: one.start))


def _heads_rows(text: str) -> bool:
    """Tell words that stand over the rows of papers that follow."""
    named = "chứng minh" in text or not any(word in text for word in ("giấy tờ", "tài liệu", "hồ sơ"))
    return not named and text.rstrip(" .").endswith((":", " gồm", " sau", " sau đây"))


def _is_ruled(text: str) -> bool:
    """Tell a rule on papers in general from a paper that has to prove something, and be translated, too."""
    found = _RULED.search(text)
    return found is not None and "chứng minh" not in text[: found.start()]


def _named(text: str, matches: list[TypeMatch]) -> list[TypeMatch]:
    """Leave out papers in general that only stand over the papers named behind them."""
    if len(matches) < 2 or matches[0].type not in _OPEN:
        return matches
    return matches[1:] if heads_named(text, matches[0], matches[1]) else matches


def _matches(text: str, patterns: Patterns, *, counted: bool) -> Iterator[TypeMatch]:
    flat = BRACKET.sub(lambda found: " " * len(found[0]), text)
    flat = CODED.sub(lambda found: found[0].replace("/", "_"), flat)
    flat = GENERICS.sub(lambda found: found["first"].ljust(len(found[0])), flat)
    excepted = EXCEPTED.search(flat) if "trừ" in flat else None
    if excepted is not None:
        flat = flat[: excepted.start()].ljust(len(flat))
    one_of = ONE_OF.search(flat)
    flat = HEADING.sub(lambda found: " " * (len(found[0]) - 1) + ";", flat)
    if one_of is not None and one_of.start() < 120 and _nothing(flat, one_of.start(), patterns):
        start = one_of.end()
    else:
        addressed = ADDRESSED.match(flat) or DOSSIER.match(flat)
        opened = None if addressed else OPEN_LIST.match(flat)
        if opened and _nothing(flat, opened.end(), patterns):
            addressed = opened
        start = addressed.end() if addressed else _past_condition(flat, patterns, counted=counted)
    request = evidence = False
    first = True
    open_one: TypeMatch | None = None
    closed, known_start = False, True
    before, last = start, ""
    end_of_papers = _end(flat, start, patterns)
    resumed = RESUMED.search(flat, end_of_papers)
    gap = False
    for begin, end, strong in parts(flat, start):
        if begin >= end_of_papers and (resumed is None or begin < resumed.start()):
            closed = request = False
            if first or not strong or not _firm(_head(flat, begin, end, patterns)):
                continue
        if request and not strong and not _ANOTHER.match(text, begin):
            continue
        if first and not strong and not counted and not known_start:
            continue
        if closed and not strong:
            continue  # more of what names no paper
        match = _head(flat, begin, end, patterns)
        gap = gap and not strong
        if match is None and not _only_fillers(flat, begin, end, patterns):
            gap = True
            closed = strong and not first and not FORM_AGAIN.match(flat, begin)
            known_start = False
        elif strong:
            closed = False
        if match is None:
            if strong:
                request = False
            continue
        kind, head_words = match
        if first and not strong and not known_start and unborn(flat, kind, head_words):
            continue
        if first and kind.type == REMARK and counted and heads_papers(flat, kind, end):
            continue
        if first and not strong and WHEN.match(text, start) and not text[:begin].rstrip().endswith(("là", "gồm")):
            continue  # what the case is about
        if first and kind.type == _EVIDENCE and opens(flat, kind, end):
            open_one = open_one or kind
            continue
        if first and kind.type == REMARK and len(text[:begin].strip()) > 8:
            continue
        if not strong and kind.type != _EVIDENCE and repeated(flat, before, begin, kind):
            continue
        if not first and not strong and part_of(text, before, begin, last, kind):
            continue
        named, joined = text[kind.start : kind.end], text[:begin].rstrip()
        if not first and not strong and named in _BARE and not joined.endswith("hoặc"):
            continue
        if last in _EQUAL and kind.type == "authority-document" and named in _PAPER_OF and joined.endswith("hoặc"):
            continue  # another form of the same certificate
        if not first and named.startswith("xác nhận") and joined.endswith("kèm theo"):
            continue  # what it bears
        if kind.type == "plan" and last == "company-resolution" and "thông qua" in text[before:begin]:
            continue  # what they have resolved
        if not first and (said_of(text, begin, kind, strong) or held(text, before, begin, last)):
            continue
        if evidence and kind.type == _REQUEST and text[:begin].rstrip().endswith(("kèm", "kèm theo")):
            continue  # what the proof is attached to
        if not first and (
            kind.type == REMARK or (head_words < 2 and not strong) or vague(text, kind, head_words, strong)
        ):
            continue
        if gap and not strong and not first and kind.type in _BROAD and text[:begin].rstrip()[-1:] == ",":
            continue  # behind words that name no known paper
        if evidence and strong and text[:begin].rstrip().endswith(":"):
            evidence = False  # the papers that prove it
        evidence = evidence or (first and kind.type == _EVIDENCE)
        first = False
        before, last = begin, kind.type
        request = kind.type == _REQUEST or (request and not strong)
        yield kind
        if kind.type == REMARK:
            return
    if first and open_one is not None:
        yield open_one
    if not first:
        yield from _asked_later(flat, start, patterns)


def _firm(found: tuple[TypeMatch, int] | None) -> bool:
    """Tell a head that names a paper even behind what another paper holds: ``…, nêu rõ lý do; sơ yếu lý lịch``."""
    return found is not None and found[1] >= 3 and found[0].type not in _HELD


def _only_fillers(text: str, start: int, end: int, patterns: Patterns) -> bool:
    """Tell a part that names the form of a paper and stops before its kind: ``bản chính hoặc …``."""
    bullet = BULLET.match(text[start:end])
    words, _ = _words(text, start + (bullet.end() if bullet else 0), end)
    here = 0
    while here < len(words):
        filler = patterns.fillers.longest(words, here)
        if filler is None and not words[here].isdigit():
            return False
        here = filler[1] if filler is not None else here + 1
    return True


def _nothing(text: str, end: int, patterns: Patterns) -> bool:
    """Tell that no paper of a known kind stands at the head of the words up to a place."""
    match = _head(text, 0, end, patterns)
    return match is None or match[0].type in (_EVIDENCE, REMARK)


def _asked_later(text: str, start: int, patterns: Patterns) -> Iterator[TypeMatch]:
    """Give the papers that a later clause asks for: ``Trường hợp …, phải có thêm …``."""
    for clause in LATER.finditer(text, start):
        asked = DEMAND.search(clause[0])
        if asked is None or SPARED.search(clause[0], 0, asked.end()):
            continue
        last = clause.end()
        one = False
        for begin, end, strong in parts(text, clause.start() + asked.end()):
            if begin >= last and not one:
                stop = text.find(".", begin)
                last = (stop if stop >= 0 else len(text)) if text[begin - 1 : begin] == ";" else last
            if begin >= last:
                break
            match = _head(text, begin, end, patterns)
            if match is None and not one and text[begin:end].lstrip().startswith(("bản ", "hoặc")):
                continue
            if match is None or match[1] < 2 or match[0].type in _NEVER_LATER:
                break
            if text.startswith("xác nhận", match[0].start):
                break
            if strong or not one or match[0].type not in _BROAD:
                one = True
                yield match[0]


def _end(text: str, start: int, patterns: Patterns) -> int:
    """Give the place where the names of papers end; a first sentence without one is passed over."""
    for found in CONTENTS.finditer(text, start):
        if _head(text, start, found.start(), patterns) is not None:
            return found.start()
    return len(text)


def _past_condition(text: str, patterns: Patterns, *, counted: bool) -> int:
    """Give the place after a clause that says when, where a paper is asked for behind it.

    In a row without a number a paper behind the clause may be what the rule speaks of; there only a verb that demands
    makes it one that is asked for.
    """
    bullet = BULLET.match(text)
    start = bullet.end() if bullet else 0
    if counted and (WHEN.match(text, start) or SUBJECT.match(text, start)):
        for asked in DEMAND.finditer(text, start, len(text)):
            if "." in text[start : asked.start()].replace("đ.", "") and asked.start() - start > 400:
                break
            told = _head(text, asked.end(), len(text), patterns)
            if told is not None and told[0].type != REMARK and not SPARED.search(text, start, asked.end()):
                return asked.end()
        colon = text.find(":", start)
        if 0 < colon - start < 240:
            told = _head(text, colon + 1, len(text), patterns)
            if told is not None and told[0].type not in (REMARK, _EVIDENCE):
                return colon + 1
    match = CONDITION.match(text[start:])
    if match is None:
        return start
    end = start + match.end()
    words, spans = _words(text, end, len(text))
    for place in range(min(len(words), 14)):
        ask = patterns.asks.longest(words, place)
        if ask is not None:
            begin = spans[ask[1] - 1][1]
            if (counted or MUST.search(text[:begin])) and _head(text, begin, len(text), patterns) is not None:
                return begin
    must_have = counted and re.search(r"phải có trong hồ sơ|là (?:tài liệu|giấy tờ) phải có", text[end:])
    for then in re.finditer(r"(?<!\w)thì\s", text[start:] if must_have else ""):
        if _head(text, start + then.end(), len(text), patterns) is not None:
            return start + then.end()
    if (not counted or match[0].rstrip().endswith("thì")) and not must_have:
        return len(text) if not counted else start
    return end if _head(text, end, len(text), patterns) is not None else start


def _words(text: str, start: int, end: int) -> tuple[list[str], list[tuple[int, int]]]:
    found = list(WORD.finditer(text, start, end))
    return [one[0] for one in found], [one.span() for one in found]


def _head(text: str, start: int, end: int, patterns: Patterns) -> tuple[TypeMatch, int] | None:
    bullet = BULLET.match(text[start:end])
    begin = start + (bullet.end() if bullet else 0)
    code = CODE.match(text, begin, end)
    if code is not None and code.end() < end:
        named = _head(text, code.end(), end, patterns)
        if named is not None and named[0].type != REMARK:
            return named
        begin = code.end()
    words, spans = _words(text, begin, min(end, begin + 240))
    here = 0
    while here < len(words):
        head = patterns.heads.longest(words, here)
        filler = patterns.fillers.longest(words, here)
        if head is not None and (filler is None or filler[1] <= head[1]):
            kind, phrase = cast("tuple[str, str]", head[0])
            here_end = head[1]
            if kind == REMARK and here:
                return None
            if phrase in _GENERIC and here_end < len(words):
                nearer = patterns.heads.longest(words, here_end)
                if nearer is not None and nearer[1] - here_end >= 2:
                    inner = cast("tuple[str, str]", nearer[0])
                    if inner[0] not in _NEVER_LATER and inner[1] not in patterns.looks:
                        return TypeMatch(inner[0], spans[here][0], spans[nearer[1] - 1][1]), nearer[1] - here
            if phrase in _NUMBERED and re.match(r"\s*số\s*\d", text[spans[here_end - 1][1] :]):
                return None  # an instrument by its number
            look = patterns.looks.get(phrase)
            if look is not None:
                after, _ = _words(text, spans[here][0], min(len(text), spans[here][0] + 300))
                kind = _inside(after, look)
            return TypeMatch(kind, spans[here][0], spans[here_end - 1][1]), here_end - here
        if filler is not None:
            here = filler[1]
        elif words[here].isdigit() or (here and words[here] == "của"):
            here += 1
        else:
            return None
    return None


def _inside(words: Iterable[str], look: Look) -> str:
    known = list(words)
    for phrase, kind, within in look.inside:
        if phrase in " " + " ".join(known[:within]) + " ":
            return kind
    return look.default
