"""Which types of documents a row of the dossier asks for, told from the head of its noun phrases.

The words stand in ``document_types.toml``. A row is cut where one paper ends and another may begin; each part whose
head is known gives a type. What the papers are *about* (``đơn đề nghị cấp giấy phép``) is not a paper asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from procsimplify.files.portal.document_words import WORD, Look, Patterns, patterns_of
from procsimplify.files.portal.words import fold, plain, same_spelling

__all__ = ["TypeMatch", "types_of"]

REMARK = "remark"
_EVIDENCE = "other-evidence"
_NUMBERED = frozenset({"nghị quyết", "quyết định", "quyết định của", "hợp đồng"})
_BROAD = frozenset({"plan", "report", "list", "test-result", "authority-document", "explanation", "technical-file"})
_REQUEST = "application-form"
_NEVER_LATER = frozenset({"remark", "other-evidence", "translation", "application-form"})
_GENERIC = frozenset({"hồ sơ", "tài liệu", "giấy tờ", "văn bản", "hồ sơ tài liệu", "hồ sơ giấy tờ"})
_PARTS_OF_A_PLAN = frozenset({"tiến độ", "giải pháp", "biện pháp", "kế hoạch", "tình hình hoạt động", "chiến lược"})
_SAMPLE = re.compile(r"danh mục")
_BLANKS = frozenset(" \t\xa0")
_BULLET = re.compile(
    r"^(?:[\s\-–—+*•.…·“\"'()\[\],;:/]+|\(?\d{1,2}(?:\.\d{1,2})*[.)]\s*|\(?[a-zđ]\d?[.)]\s+"
    r"|\(?(?:i{1,3}|iv|vi{0,3}|i?x)[.)]\s*)+"
)
_STRONG = re.compile(
    r"[;\n]|(?<=[\w)])\s+[+•*]\s+|\s-\s(?=[a-zđà-ỹ])|\.\s+|:\s+"
    r"|(?<!ban hành )(?<!\w)kèm(?: theo)?(?!\w)"
    r"(?! (?:thông tư|nghị định|nghị quyết|quyết định (?:số|này)|phụ lục|luật|mẫu))"
)
_CONTENTS = re.compile(
    r"(?<!\w)(?:trong đó|(?:bao gồm|gồm|có|với|và) (?:các |những )?nội dung|nội dung (?:chính"
    r"|gồm|bao gồm)|thể hiện|nêu rõ|ghi rõ"
    r"|(?:bao gồm|gồm|với|về) (?:các|những) thông tin|làm cơ sở|để làm căn cứ|trừ trường hợp|ngoại trừ)(?!\w)|\.\s+(?=\w{3})"
)
"""What follows says what the paper holds, or when it is not asked for, and names no further one."""
_WEAK = re.compile(r",|/|(?<!đo đạc )(?<!\w)(?:hoặc|và|cùng với)(?!\w)|(?<!\w)(?:là|gồm|bao gồm)(?!\w)")
_BRACKET = re.compile(r"\((?!(?:phải |gửi |có )?kèm (?:theo )?(?!bản chính|bản gốc|bản dịch))[^()]*\)")
"""What a bracket says of a paper; one that says what comes with it is read on."""
_CODE = re.compile(
    r"(?:mẫu|biểu|biểu mẫu|mẫu biểu|phụ lục|mau)(?: số| so)? (?=[\w./-]*\d)[\w./-]{1,30}"
    r"(?:\s*[-–:.]+\s*|\s+)(?:mẫu |phụ lục )?"
)
"""The number of a form before the name of the paper: ``Mẫu số 06/ĐN-PSĐT Đơn đề nghị``."""
_CODED = re.compile(r"(?:mẫu|biểu|phụ lục|mau)(?: số| so)? [\w.-]*\d[\w./-]*")
_GENERICS = re.compile(
    r"(?P<first>(?<!\w)(?:giấy tờ|tài liệu|văn bản|hồ sơ|chứng từ))"
    r"(?:(?:\s*[,/]\s*|\s+(?:hoặc|và)\s+)(?:các )?(?:giấy tờ|tài liệu|văn bản|hồ sơ|chứng từ|thông tin|chứng cứ)(?!\w))+"
)
"""Papers in general, named by several words at once: ``giấy tờ, tài liệu``."""
_NOUN = re.compile(
    r"^[\W\d]*(?:\w+ ){0,3}?(?:bản|giấy|tài liệu|hồ sơ|văn|mẫu|sổ|thẻ|phiếu|tờ|bảng|biên|chứng|biểu|bằng|quyết định)(?!\w)"
)
_ATTRIBUTE = re.compile(r"(?:có|được|không cần|không phải|phải có|và|hoặc)\s*$")
_MODAL = re.compile(
    r"(?<!\w)(?:có thể|phải|chịu trách nhiệm|có trách nhiệm|thực hiện theo|bị|có quyền|được (?!cấp|xác|chứng|công|sao|lập))"
    r"(?!\w)"
)
"""Words of a rule or a state of affairs, which the name of a paper does not begin with."""
_ANNEX = re.compile(r"phụ lục [\w./]{1,8}\s*$")
_CONDITION = re.compile(
    r"^(?:đối với |trường hợp |trong trường hợp |nếu |khi |riêng |ngoài )[^:;]*?(?::|,|\bthì\b)\s*"
    r"(?:(?:thì|người[^,;:]{0,60}|tổ chức[^,;:]{0,60}|doanh nghiệp[^,;:]{0,60}"
    r"|hồ sơ[^,;:]{0,60}|kèm theo hồ sơ[^,;:]{0,60})\s+)?"
)
_WHEN = re.compile(r"(?:đối với|trường hợp|trong trường hợp|nếu|khi|riêng|ngoài)\s")
_DEMAND = re.compile(
    r"(?<!không )(?<!bắt buộc )(?:(?:phải|cần)(?: \w+)? (?:có|nộp|kèm theo|kèm|gửi kèm|bổ sung|xuất trình|cung cấp)"
    r"|(?:nộp|xuất trình|bổ sung|gửi) thêm"
    r"|nộp bổ sung|(?:hồ sơ|thì) (?:còn có|phải có thêm|có thêm|bổ sung)|thì (?:nộp|cung cấp|xuất trình|kèm theo))"
    r"(?: thêm| theo)?(?!\w)\s*:?"
)
"""The words by which a sentence asks for a paper."""
_LATER = re.compile(r"(?<=[.;,])\s*(?:đối với|trường hợp|trong trường hợp|nếu|khi|riêng|ngoài)\s[^.;]+")
_ADDRESSED = re.compile(r"^[\W\d]*(?:nộp|xuất trình|trình|gửi)(?: cho| đến)? [^:;,]{3,40}:\s*")
_GENERAL = re.compile(r"(?:các |những )?(?:giấy tờ|tài liệu|hồ sơ|thông tin)(?! tùy thân)")
"""Papers in general: in a row without a number they are spoken of, not asked for."""
_DOSSIER = re.compile(
    r"^[\W\d]*(?:thành phần )?hồ sơ (?:[^.;:]{0,200}?(?:phải )?(?:kèm theo|phải có|có thêm|gồm có"
    r"|bao gồm|gồm)\s*:?\s*(?!các giấy)|[^.;:]{0,160}:\s*(?=\S))"
)
_MUST = re.compile(r"(?:phải (?:có|nộp|kèm|gửi kèm|xuất trình)|nộp thêm|nộp bổ sung|bổ sung) *$")
_ONE_OF = re.compile(
    r"(?:một|01|1) trong (?:các |những |số )?(?:các |những )?(?:loại )?(?:giấy tờ|tài liệu"
    r"|văn bản|hồ sơ|chứng từ)[^:;]*?(?:sau đây|sau|dưới đây|nêu trên)?\s*[:;]"
)


_HEADING = re.compile(
    r"(?:(?:một|01|1)(?: hoặc (?:một số|nhiều))? (?:trong )?)?(?:số )?(?:các|những) (?:loại )?(?:giấy tờ"
    r"|tài liệu|văn bản|hồ sơ"
    r"|chứng từ)(?:, (?:giấy tờ|tài liệu|văn bản|chứng từ))?(?: [^:;.]{0,60}?)?"
    r"(?:(?<!\w)(?:sau đây|sau|dưới đây|gồm|bao gồm|gồm có|cụ thể|như sau|bổ sung)(?!\w)\s*:|:(?=\s*[-+*•–]))"
)
"""Words that stand over a list of papers and name none."""
_OPEN_LIST = re.compile(
    r"^[^:]{8,500}?(?<!\w)(?:sau đây|sau|dưới đây|gồm|bao gồm|gồm có|cụ thể|như sau)\s*:\s*(?=[-+*•–(]|[a-zđ]\)|\d)"
)


@dataclass(frozen=True, slots=True)
class TypeMatch:
    """A type of document and the letters of the row that say so."""

    type: str
    start: int
    end: int


@lru_cache(maxsize=16_384)
def types_of(name: str, *, counted: bool = True) -> tuple[TypeMatch, ...]:
    """Tell which types of documents a row asks for.

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

    Examples
    --------
    >>> [one.type for one in types_of("- Đơn đề nghị cấp lại giấy phép theo Mẫu số 3")]
    ['application-form']
    >>> [one.type for one in types_of("Thẻ căn cước hoặc hộ chiếu còn hiệu lực")]
    ['identity-card', 'passport']
    """
    text, places = _single_blanks(same_spelling(plain(name)))
    marks = fold(text) != text.replace("đ", "d")
    patterns = patterns_of(marks)
    if not marks:
        text = fold(text)
    found: dict[str, TypeMatch] = {}
    for match in _matches(text, patterns, counted=counted):
        found.setdefault(match.type, match)
    if not found and marks:
        # A wrong mark in the head: read without any, where a phrase of several syllables then stands at the beginning.
        for match in _matches(fold(text), patterns_of(False), counted=counted):
            if match.start < 12 and counted and match.type != REMARK and " " in text[match.start : match.end]:
                found.setdefault(match.type, match)
            break
    if len(found) > 1:
        found.pop(REMARK, None)
    general = not counted and re.match(_GENERAL, text[min((one.start for one in found.values()), default=0) :])
    if [*found] == [_EVIDENCE] and text.rstrip().endswith(":") and _sentence(text):
        found = {}
    if not found or (not counted and [*found] == [_EVIDENCE]) or general:
        kind = _EVIDENCE if counted and not _sentence(text) and (found or not _rule(text)) else REMARK
        if text.rstrip().endswith(":"):
            kind = REMARK  # a heading over other rows
        return (TypeMatch(kind, 0, len(name)),)
    put = (TypeMatch(one.type, places[one.start], places[one.end - 1] + 1) for one in found.values())
    return tuple(sorted(put, key=lambda one: one.start))


def _single_blanks(text: str) -> tuple[str, list[int]]:
    """Give a text with single blanks and, for each of its letters, the place in the text that was given."""
    places = [
        place for place, letter in enumerate(text) if letter not in _BLANKS or text[place - 1 : place] not in _BLANKS
    ]
    return "".join(" " if text[place] in _BLANKS else text[place] for place in places), places


def _sentence(text: str) -> bool:
    return re.match(r"^[\W\d]*(?:trường hợp|đối với|nếu|khi|việc|truong hop|doi voi)\b", text) is not None


def _rule(text: str) -> bool:
    """Tell words that say a rule rather than name a paper, where no head is known."""
    return len(text) > 40 and _NOUN.match(text) is None and _MODAL.search(" ".join(text.split(" ", 18)[:18])) is not None


def _matches(text: str, patterns: Patterns, *, counted: bool) -> Iterator[TypeMatch]:
    flat = _BRACKET.sub(lambda found: " " * len(found[0]), text)
    flat = _CODED.sub(lambda found: found[0].replace("/", "_"), flat)
    flat = _GENERICS.sub(lambda found: found["first"].ljust(len(found[0])), flat)
    one_of = _ONE_OF.search(flat)
    flat = _HEADING.sub(lambda found: " " * (len(found[0]) - 1) + ";", flat)
    if one_of is not None and one_of.start() < 120 and _nothing(flat, one_of.start(), patterns):
        start = one_of.end()
    else:
        addressed = _ADDRESSED.match(flat) or _DOSSIER.match(flat)
        opened = None if addressed else _OPEN_LIST.match(flat)
        if opened and _nothing(flat, opened.end(), patterns):
            addressed = opened
        start = addressed.end() if addressed else _past_condition(flat, patterns, counted=counted)
    request = evidence = False
    first = True
    before, last = start, ""
    end_of_papers = _end(flat, start, patterns)
    for begin, end, strong in _parts(flat, start):
        if begin >= end_of_papers:
            break
        if request and not strong:
            continue
        match = _head(flat, begin, end, patterns)
        if match is None:
            if strong:
                request = False
            continue
        kind, head_words = match
        if first and kind.type == REMARK and len(text[:begin].strip()) > 8:
            continue
        if not strong and kind.type != _EVIDENCE and _repeated(flat, before, begin, kind):
            continue
        if last == "list" and not strong and kind.type == "trade-document":
            continue
        if not first and _said_of(text, begin, kind, strong):
            continue
        if not first and (
            kind.type == REMARK or (head_words < 2 and not strong) or _vague(text, kind, head_words, strong)
        ):
            continue
        if evidence and (not strong or kind.type in _BROAD) and one_of is None:
            continue
        evidence = evidence or (first and kind.type == _EVIDENCE)
        first = False
        before, last = begin, kind.type
        request = kind.type == _REQUEST or (request and not strong)
        yield kind
        if kind.type == REMARK:
            return
    if not first:
        yield from _asked_later(flat, start, patterns)


def _nothing(text: str, end: int, patterns: Patterns) -> bool:
    """Tell that no paper of a known kind stands at the head of the words up to a place."""
    match = _head(text, 0, end, patterns)
    return match is None or match[0].type in (_EVIDENCE, REMARK)


def _repeated(text: str, before: int, begin: int, kind: TypeMatch) -> bool:
    """Tell that the head was spoken of in what the paper before is about: ``hiệu lực của giấy phép A, giấy phép B``."""
    head = re.escape(text[kind.start : kind.end])
    found = re.search(rf"(?:của|về|cấp|theo) {head}(?!\w)", text[before:begin])
    return found is not None


def _said_of(text: str, begin: int, kind: TypeMatch, strong: bool) -> bool:
    """Tell a confirmation that the paper before bears, rather than one more paper: ``có xác nhận của …``."""
    if not text.startswith(("xác nhận", "chứng nhận"), kind.start):
        return False
    return not strong or _ATTRIBUTE.search(text[max(0, begin - 12) : kind.start]) is not None


def _asked_later(text: str, start: int, patterns: Patterns) -> Iterator[TypeMatch]:
    """Give the papers that a later clause asks for: ``Trường hợp …, phải có thêm …``."""
    for clause in _LATER.finditer(text, start):
        asked = _DEMAND.search(clause[0])
        if asked is None:
            continue
        last = clause.end()
        one = False
        for begin, end, strong in _parts(text, clause.start() + asked.end()):
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
    for found in _CONTENTS.finditer(text, start):
        if _head(text, start, found.start(), patterns) is not None:
            return found.start()
    return len(text)


def _vague(text: str, kind: TypeMatch, words: int, strong: bool) -> bool:
    """Tell words too open to name one more paper behind another: ``và các tài liệu khác``."""
    if kind.type == _EVIDENCE:
        return re.search(r"chứng minh|chung minh", text[kind.start : kind.end]) is None
    if kind.type == "authority-document":
        return words < 3 and not strong
    named = text[kind.start : kind.end]
    if not strong and named in _PARTS_OF_A_PLAN:
        return True
    if named in ("mẫu số", "mẫu biểu") or (named in ("phí", "lệ phí") and not strong):
        return True
    if _SAMPLE.match(text, kind.start) and _ANNEX.search(text[: kind.start].rstrip(" -–:")):
        return True
    open_words = kind.type in ("technical-file", "explanation") or text.startswith("thông tin", kind.start)
    return open_words and not strong


def _past_condition(text: str, patterns: Patterns, *, counted: bool) -> int:
    """Give the place after a clause that says when, where a paper is asked for behind it.

    In a row without a number a paper behind the clause may be what the rule speaks of; there only a verb that demands
    makes it one that is asked for.
    """
    bullet = _BULLET.match(text)
    start = bullet.end() if bullet else 0
    if counted and _WHEN.match(text, start):
        for asked in _DEMAND.finditer(text, start, len(text)):
            if "." in text[start : asked.start()].replace("đ.", "") and asked.start() - start > 400:
                break
            told = _head(text, asked.end(), len(text), patterns)
            if told is not None and told[0].type != REMARK:
                return asked.end()
        colon = text.find(":", start)
        if 0 < colon - start < 240:
            told = _head(text, colon + 1, len(text), patterns)
            if told is not None and told[0].type not in (REMARK, _EVIDENCE):
                return colon + 1
    match = _CONDITION.match(text[start:])
    if match is None:
        return start
    end = start + match.end()
    words, spans = _words(text, end, len(text))
    for place in range(min(len(words), 14)):
        ask = patterns.asks.longest(words, place)
        if ask is not None:
            begin = spans[ask[1] - 1][1]
            if (counted or _MUST.search(text[:begin])) and _head(text, begin, len(text), patterns) is not None:
                return begin
    must_have = counted and re.search(r"phải có trong hồ sơ|là (?:tài liệu|giấy tờ) phải có", text[end:])
    for then in re.finditer(r"(?<!\w)thì\s", text[start:] if must_have else ""):
        if _head(text, start + then.end(), len(text), patterns) is not None:
            return start + then.end()
    if (not counted or match[0].rstrip().endswith("thì")) and not must_have:
        return len(text) if not counted else start
    return end if _head(text, end, len(text), patterns) is not None else start


def _parts(text: str, start: int) -> Iterator[tuple[int, int, bool]]:
    cuts = sorted(
        {(found.start(), found.end(), True) for found in _STRONG.finditer(text, start)}
        | {(found.start(), found.end(), False) for found in _WEAK.finditer(text, start)}
    )
    here, strong = start, True
    for first, last, hard in cuts:
        if first < here:
            continue
        yield here, first, strong
        here, strong = last, hard
    yield here, len(text), strong


def _words(text: str, start: int, end: int) -> tuple[list[str], list[tuple[int, int]]]:
    found = list(WORD.finditer(text, start, end))
    return [one[0] for one in found], [one.span() for one in found]


def _head(text: str, start: int, end: int, patterns: Patterns) -> tuple[TypeMatch, int] | None:
    bullet = _BULLET.match(text[start:end])
    begin = start + (bullet.end() if bullet else 0)
    code = _CODE.match(text, begin, end)
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
        elif words[here].isdigit():
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
