"""Words of steps: notes with their places, times, lists, branches."""

from __future__ import annotations

import re
from fractions import Fraction

from procsimplify.base.text import Text
from procsimplify.files.portal.amounts import Time
from procsimplify.files.portal.sentences import Sentence
from procsimplify.files.portal.words import Piece, fold, tidy
from procsimplify.model import Quantity

__all__ = ["branches", "content", "note_text", "opens_list", "quantity", "time_text"]

MOST_NOTE = 4_800
"""Letters of one note; what does not fit is in the log of the import."""
_PLAIN_WORDS = "doi voi truong hop cap cac cua va hoac duoc theo quy dinh thu tuc ho so de nghi trong ve la co"
_COMMON = frozenset(_PLAIN_WORDS.split())


def note_text(words: list[Piece]) -> Text | None:
    """Keep the sentences of a step with their places; what does not fit stays in the log of the import."""
    if not words:
        return None
    lines: list[str] = []
    room = MOST_NOTE
    for piece in words:
        line = f"[{piece.field}:{piece.start}] {tidy(piece.text)}"
        if len(line) > room:
            lines.append(line[: max(0, room - 2)] + " …")
            break
        lines.append(line)
        room -= len(line) + 1
    return Text("\n".join(lines), None)


def quantity(time: Time) -> Quantity:
    """Give a time of the page as a published quantity."""
    return Quantity(value=time.value, unit=time.unit, provenance="published", source="page")


def time_text(time: Time) -> str:
    """Write a time."""
    value = int(time.value) if time.value == Fraction(int(time.value)) else time.value
    return f"{value} {time.unit}"


def opens_list(sentence: Sentence) -> bool:
    """Tell a sentence whose items follow: what a step looks at, what a paper holds."""
    return sentence.text.endswith(":") and not re.search(r"trường hợp|như sau:$|đối với", sentence.low[-60:])


def branches(sentence: Sentence) -> bool:
    """Tell a sentence that says what happens in some case."""
    return sentence.low.startswith(("trường hợp", "nếu", "đối với", "khi hồ sơ"))


def content(text: str) -> frozenset[str]:
    """Give the words of a heading that tell it from others."""
    return frozenset(word for word in re.findall(r"[a-z0-9]{2,}", fold(text)) if word not in _COMMON)
