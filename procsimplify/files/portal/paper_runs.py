"""The papers of a row: which stand for each other, which are all asked for, and where one begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from procsimplify.files.portal.document_words import TypeMatch
from procsimplify.files.portal.words import tidy

__all__ = ["begins_part", "runs"]

_JOINT = re.compile(r"[;\n]|(?<=[\w)])\s+[+•*]\s+|\s-\s|\.\s|:\s|(?<!\w)(?:kèm|hoặc|và|cùng với|là|gồm)(?!\w)|[,/]")
_COPY = r"bản (?:chính|gốc|sao|chụp|photo|scan|điện tử)"
_FORMS = re.compile(
    rf"{_COPY}(?: (?:có|được|chứng thực|công chứng|điện tử|từ|và|kèm|xuất trình|để|đối chiếu|sổ gốc|hợp lệ|{_COPY}))*"
    rf" hoặc(?= (?:{_COPY}|tệp tin))"
)
"""Forms of one paper, which “or” joins too: ``bản chính hoặc bản sao``."""
_OR_ANOTHER = re.compile(r"[^;.]{0,60}?(?<!\w)hoặc (?:các |một |những )?(?:giấy tờ|tài liệu|văn bản|chứng từ)(?!\w)")
_PROOFS_OF_SELF = frozenset({"identity-card", "passport"})


def runs(low: str, types: tuple[TypeMatch, ...]) -> Iterator[range]:
    """Cut the papers of a row into runs: those of one run stand for each other, and the runs are all asked for."""
    joints: list[str] = []
    for before, after in pairwise(types):
        between = _FORMS.sub(lambda found: " " * len(found[0]), low[before.end : after.start])
        found = list(_JOINT.finditer(between))
        last = found[-1][0].strip() if found else " "
        if last == "," and before.type in _PROOFS_OF_SELF and after.type in _PROOFS_OF_SELF:
            last = "hoặc"
        joints.append(last)
    joints.append("hoặc" if _OR_ANOTHER.match(low, types[-1].end) else ".")
    first = 0
    for place, joint in enumerate(joints):
        later = next((one for one in joints[place:] if one != ","), ".")
        if place == len(types) - 1 or not (joint in ("hoặc", "/") or (joint == "," and later in ("hoặc", "/"))):
            yield range(first, place + 1)
            first = place + 1


def begins_part(said: str, row: str) -> bool:
    """Tell whether the words begin the row or a part of it, and not the middle of the name of a paper."""
    at = tidy(row).find(tidy(said)[:60])
    return at <= 0 or tidy(row)[:at].rstrip()[-1:] in {"", ";", ".", ":", "+", "-", "–", "*", ")"}
