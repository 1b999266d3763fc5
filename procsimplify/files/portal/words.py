"""Vietnamese words as the portal prints them: spelling made one, pieces that know where they stand, names as ids."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

__all__ = ["NOTHING", "Piece", "cut", "fold", "plain", "same_spelling", "short", "slug", "tidy", "word_place"]

NOTHING = "Không có thông tin"
"""What the portal prints in an empty cell."""

_TONES = {
    old + vowel: new
    for old, vowels, news in (
        ("o", "àáảãạ", ("òa", "óa", "ỏa", "õa", "ọa")),
        ("o", "èéẻẽẹ", ("òe", "óe", "ỏe", "õe", "ọe")),
        ("u", "ỳýỷỹỵ", ("ùy", "úy", "ủy", "ũy", "ụy")),
    )
    for vowel, new in zip(vowels, news, strict=True)
}
# Not before a final letter (hoàn, kế hoạch) nor after q (quỹ): there the two spellings do not differ.
_OLD_TONE = re.compile(r"(?:o(?<!qo)[àáảãạèéẻẽẹ]|u(?<!qu)[ỳýỷỹỵ])(?!\w)")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_MARK = re.compile("[\u0300-\u036f]")
_SHORT = 1_000
"""Letters of a text that is remembered: a page asks for the same words many times, pages for each other's."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold some words of a field of a record and the place of their first letter.

    Attributes
    ----------
    text : str
    field : str
        The key of the record.
    start : int
        Letters of the field before it.
    """

    text: str
    field: str
    start: int = 0

    @property
    def end(self) -> int:
        """Letters of the field up to its end."""
        return self.start + len(self.text)

    def part(self, first: int, last: int | None = None) -> Piece:
        """Give the words from one letter to another, without blanks at the ends."""
        text = self.text[first:last]
        lead = len(text) - len(text.lstrip())
        return Piece(text.strip(), self.field, self.start + first + lead)

    def whole(self) -> Piece:
        """Give the words without blanks at the ends."""
        return self.part(0)


def cut(piece: Piece, marks: list[int]) -> Iterator[Piece]:
    """Give the parts of a piece that begin at its start and at each mark; empty ones are left out."""
    places = [0, *marks, len(piece.text)]
    for first, last in pairwise(places):
        part = piece.part(first, last)
        if part.text:
            yield part


def tidy(text: str) -> str:
    """Write a text with single blanks."""
    return _tidy(text) if len(text) <= _SHORT else _tidy.__wrapped__(text)


@lru_cache(maxsize=4_096)
def _tidy(text: str) -> str:
    return " ".join(text.replace("\u200b", " ").replace("\ufeff", " ").split())


def plain(text: str) -> str:
    """Give a text in the composed form (NFC), in which one letter with its marks is one character."""
    return unicodedata.normalize("NFC", text)


class _Folded(dict[int, str]):
    """The small letter without marks of every letter met so far, as `str.translate` asks for it."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        base = "d" if letter in "đĐ" else _MARK.sub("", unicodedata.normalize("NFD", letter.lower()))
        self[code] = base if len(base) == 1 else letter
        return self[code]


_FOLDED = _Folded()


def fold(text: str) -> str:
    """Write a text small and without its marks, letter for letter.

    Examples
    --------
    >>> fold("Đơn đề nghị")
    'don de nghi'
    """
    return text.translate(_FOLDED)


def same_spelling(text: str) -> str:
    """Write a text small and with its tone marks where the new spelling has them, letter for letter.

    Examples
    --------
    >>> same_spelling("Uỷ quyền, văn hoá, kế hoạch, quỹ")
    'ủy quyền, văn hóa, kế hoạch, quỹ'
    """
    return _spelt(text) if len(text) <= _SHORT else _spelt.__wrapped__(text)


@lru_cache(maxsize=4_096)
def _spelt(text: str) -> str:
    low = text.lower()
    return _OLD_TONE.sub(lambda found: _TONES[found[0]], low) if _OLD_TONE.search(low) else low


def word_place(words: str, text: str) -> int | None:
    """Give where words stand in a text as words of their own, None where they do not.

    Examples
    --------
    >>> word_place("xe", "xem xe"), word_place("xe", "xem")
    (4, None)
    """
    place = text.find(words)
    while place >= 0:
        end = place + len(words)
        if not _in_word(text[place - 1 : place] if place else "") and not _in_word(text[end : end + 1]):
            return place
        place = text.find(words, place + 1)
    return None


def _in_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def short(text: str, most: int = 160) -> str:
    """Give the beginning of a text, cut at a word, with an ellipsis where it goes on."""
    text = tidy(text)
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(",;:(-") + " …"


def slug(text: str, words: int = 6) -> str:
    """Make an id of the first words of a text.

    Examples
    --------
    >>> slug("- Đơn đề nghị cấp Giấy phép xây dựng")
    'don-de-nghi-cap-giay-phep'
    """
    parts = [part for part in _NOT_WORD.split(fold(text)) if part]
    return "-".join(parts[:words])[:80] or "x"
