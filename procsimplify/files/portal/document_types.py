"""Which types of documents a row of the dossier asks for, told from the head of its noun phrases.

The words stand in ``document_types.toml``. A row is cut where one paper ends and another may begin; each part whose
head is known gives a type. What the papers are *about* (``đơn đề nghị cấp giấy phép``) is not a paper asked for.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, cast

from procsimplify.files.portal.words import fold, plain, same_spelling

__all__ = ["TypeMatch", "types_of"]

REMARK = "remark"
_EVIDENCE = "other-evidence"
_NUMBERED = frozenset({"nghị quyết", "quyết định", "quyết định của", "hợp đồng"})
_BROAD = frozenset({"plan", "report", "list", "test-result", "authority-document", "explanation", "technical-file"})
_REQUEST = "application-form"
_WORD = re.compile(r"[^\W_]+(?:/[a-z])?", re.UNICODE)
_BULLET = re.compile(
    r"^(?:[\s\-–—+*•.…·“\"'()\[\],;:/]+|\(?\d{1,2}(?:\.\d{1,2})*[.)]\s*|\(?[a-zđ]\d?[.)]\s+"
    r"|\(?(?:i{1,3}|iv|vi{0,3}|i?x)[.)]\s*)+"
)
_STRONG = re.compile(
    r"[;\n]|(?<=[\w)])\s+[+•*]\s+|\s-\s(?=[a-zđà-ỹ])|\.\s+|:\s+"
    r"|(?<!ban hành )(?<!\w)kèm theo(?! (?:thông tư|nghị định|nghị quyết|quyết định số|phụ lục|luật|mẫu))(?!\w)"
)
_CONTENTS = re.compile(
    r"(?<!\w)(?:trong đó|(?:bao gồm|gồm|có|với|và) (?:các |những )?nội dung|nội dung (?:chính"
    r"|gồm|bao gồm)|thể hiện|nêu rõ|ghi rõ"
    r"|bao gồm các thông tin|gồm các thông tin|làm cơ sở|để làm căn cứ|trừ trường hợp|ngoại trừ)(?!\w)|\.\s+(?=\w{3})"
)
"""What follows says what the paper holds, or when it is not asked for, and names no further one."""
_WEAK = re.compile(r",|/|(?<!\w)(?:hoặc|và|cùng với)(?!\w)|(?<!\w)(?:là|gồm|bao gồm)(?!\w)")
_BRACKET = re.compile(r"\([^()]*\)")
_CONDITION = re.compile(
    r"^(?:đối với |trường hợp |trong trường hợp |nếu |khi |riêng |ngoài )[^:;]*?(?::|,|\bthì\b)\s*"
    r"(?:(?:thì|người[^,;:]{0,60}|tổ chức[^,;:]{0,60}|doanh nghiệp[^,;:]{0,60}"
    r"|hồ sơ[^,;:]{0,60}|kèm theo hồ sơ[^,;:]{0,60})\s+)?"
)
_ADDRESSED = re.compile(r"^[\W\d]*(?:nộp|xuất trình|trình|gửi)(?: cho| đến)? [^:;,]{3,40}:\s*")
_GENERAL = re.compile(r"(?:các |những )?(?:giấy tờ|tài liệu|hồ sơ|thông tin)(?! tùy thân)")
"""Papers in general: in a row without a number they are spoken of, not asked for."""
_DOSSIER = re.compile(
    r"^[\W\d]*(?:thành phần )?hồ sơ [^.;:]{0,110}?(?:phải )?(?:kèm theo|phải có|có thêm|gồm có"
    r"|bao gồm|gồm)\s*:?\s*(?!các giấy)"
)
_MUST = re.compile(r"(?:phải (?:có|nộp|kèm|gửi kèm|xuất trình)|nộp thêm|nộp bổ sung|bổ sung) *$")
_ONE_OF = re.compile(
    r"(?:một|01|1) trong (?:các |những |số )?(?:các |những )?(?:loại )?(?:giấy tờ|tài liệu"
    r"|văn bản|hồ sơ|chứng từ)[^:;]*?(?:sau đây|sau|dưới đây|nêu trên)?\s*[:;]"
)


@dataclass(frozen=True, slots=True)
class TypeMatch:
    """A type of document and the letters of the row that say so."""

    type: str
    start: int
    end: int


class _Trie:
    """Finds the longest phrase, syllable by syllable."""

    __slots__ = ("_root",)

    def __init__(self) -> None:
        self._root: dict[str, Any] = {}

    def add(self, phrase: str, value: object) -> None:
        node = self._root
        for word in _WORD.findall(phrase):
            node = node.setdefault(word, {})
        node.setdefault("", value)

    def longest(self, words: list[str], first: int) -> tuple[object, int] | None:
        node: Any = self._root
        found: tuple[object, int] | None = None
        for place in range(first, len(words)):
            node = node.get(words[place])
            if node is None:
                return found
            if "" in node:
                found = (node[""], place + 1)
        return found


@dataclass(frozen=True, slots=True)
class _Look:
    within: int
    inside: tuple[tuple[str, str], ...]
    default: str


class _Patterns:
    """The words of ``document_types.toml``, with or without their marks."""

    def __init__(self, data: dict[str, Any], *, marks: bool) -> None:
        spell = same_spelling if marks else fold
        self.heads, self.fillers, self.asks = _Trie(), _Trie(), _Trie()
        self.looks: dict[str, _Look] = {}
        for entry in cast("list[dict[str, Any]]", data["look"]):
            inside = tuple((f" {spell(word)} ", str(one["type"])) for one in entry["inside"] for word in one["words"])
            look = _Look(int(entry["within"]), inside, str(entry["default"]))
            for head in entry["heads"]:
                self.looks[spell(head)] = look
                self.heads.add(spell(head), (look.default, spell(head)))
        for name, table in data.items():
            if name == "look":
                continue
            phrases = cast("list[str]", table.get("heads") or table.get("words"))
            for phrase in phrases:
                if name in ("fillers", "asks"):
                    (self.fillers if name == "fillers" else self.asks).add(spell(phrase), True)
                else:
                    self.heads.add(spell(phrase), (name, spell(phrase)))


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("document_types.toml").read_text(encoding="utf-8"))


@cache
def _patterns(marks: bool) -> _Patterns:
    return _Patterns(_data(), marks=marks)


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
    text = same_spelling(plain(name))
    marks = fold(text) != text.replace("đ", "d")
    patterns = _patterns(marks)
    if not marks:
        text = fold(text)
    found: dict[str, TypeMatch] = {}
    for match in _matches(text, patterns, counted=counted):
        found.setdefault(match.type, match)
    if len(found) > 1:
        found.pop(REMARK, None)
    general = not counted and re.match(_GENERAL, text[min((one.start for one in found.values()), default=0) :])
    if not found or (not counted and [*found] == [_EVIDENCE]) or general:
        kind = _EVIDENCE if counted and not _sentence(text) else REMARK
        return (TypeMatch(kind, 0, len(name)),)
    return tuple(sorted(found.values(), key=lambda one: one.start))


def _sentence(text: str) -> bool:
    return re.match(r"^[\W\d]*(?:trường hợp|đối với|nếu|khi|việc|truong hop|doi voi)\b", text) is not None


def _matches(text: str, patterns: _Patterns, *, counted: bool) -> Iterator[TypeMatch]:
    flat = _BRACKET.sub(lambda found: " " * len(found[0]), text)
    start = 0
    one_of = _ONE_OF.search(flat)
    if one_of is not None and one_of.start() < 120:
        start = one_of.end()
    else:
        addressed = _ADDRESSED.match(flat) or _DOSSIER.match(flat)
        start = addressed.end() if addressed else _past_condition(flat, patterns, counted=counted)
    request = evidence = False
    first = True
    end_of_papers = _end(flat, start, patterns)
    for begin, end, strong in _parts(flat, start):
        if begin >= end_of_papers:
            return
        if request and not strong:
            continue
        match = _head(flat, begin, end, patterns)
        if match is None:
            if strong:
                request = False
            continue
        kind, head_words = match
        if not first and (kind.type == REMARK or (head_words < 2 and not strong) or _vague(text, kind, strong)):
            continue
        if evidence and (not strong or kind.type in _BROAD) and one_of is None:
            continue
        evidence = evidence or (first and kind.type == _EVIDENCE)
        first = False
        request = kind.type == _REQUEST or (request and not strong)
        yield kind
        if kind.type == REMARK:
            return


def _end(text: str, start: int, patterns: _Patterns) -> int:
    """Give the place where the names of papers end; a first sentence without one is passed over."""
    for found in _CONTENTS.finditer(text, start):
        if _head(text, start, found.start(), patterns) is not None:
            return found.start()
    return len(text)


def _vague(text: str, kind: TypeMatch, strong: bool) -> bool:
    """Tell words too open to name one more paper behind another: ``và các tài liệu khác``."""
    if kind.type == _EVIDENCE:
        return not (strong and re.search(r"chứng minh|chung minh", text[kind.start : kind.end]))
    return kind.type in ("technical-file", "explanation", "authority-document") and not strong


def _past_condition(text: str, patterns: _Patterns, *, counted: bool) -> int:
    """Give the place after a clause that says when, where a paper is asked for behind it.

    In a row without a number a paper behind the clause may be what the rule speaks of; there only a verb that demands
    makes it one that is asked for.
    """
    bullet = _BULLET.match(text)
    start = bullet.end() if bullet else 0
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
    found = list(_WORD.finditer(text, start, end))
    return [one[0] for one in found], [one.span() for one in found]


def _head(text: str, start: int, end: int, patterns: _Patterns) -> tuple[TypeMatch, int] | None:
    bullet = _BULLET.match(text[start:end])
    begin = start + (bullet.end() if bullet else 0)
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
            if phrase in _NUMBERED and re.match(r"\s*số\s*\d", text[spans[here_end - 1][1] :]):
                return None  # an instrument by its number
            look = patterns.looks.get(phrase)
            if look is not None:
                after, _ = _words(text, spans[here][0], min(len(text), spans[here][0] + 200))
                kind = _inside(after, look)
            return TypeMatch(kind, spans[here][0], spans[here_end - 1][1]), here_end - here
        if filler is not None:
            here = filler[1]
        elif words[here].isdigit():
            here += 1
        else:
            return None
    return None


def _inside(words: Iterable[str], look: _Look) -> str:
    head = " " + " ".join(list(words)[: look.within]) + " "
    for phrase, kind in look.inside:
        if phrase in head:
            return kind
    return look.default
