"""Where the findings about a page are gathered: each with the words that it rests on and their place in the record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from procsimplify.base.findings import Finding, Place, finding
from procsimplify.files.portal.page import Page
from procsimplify.files.portal.sentences import Sentence, sentences
from procsimplify.files.portal.words import Piece, short

__all__ = ["PREFIX", "WORDS", "Desk", "around", "joined"]

PREFIX = "files.portal-page-"
"""How the code of every finding about a page begins."""
WORDS = 160
"""Letters of a page that a finding quotes at most."""


class Desk:
    """Gathers the findings about one page.

    Parameters
    ----------
    page : Page
    file : str, optional
    line : int, optional
        Where the record stands.
    """

    def __init__(self, page: Page, file: str | None = None, line: int | None = None) -> None:
        self.page = page
        self.findings: list[Finding] = []
        self._file, self._line = file, line

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the prose."""
        return sentences(self.page.prose)

    def find(self, slug: str, piece: Piece, **args: object) -> None:
        """Write down a finding that rests on the words of a piece.

        Parameters
        ----------
        slug : str
            The code after `PREFIX`.
        piece : Piece
            The words; a long piece is cut.
        **args
            What else its message names.
        """
        self.quote(slug, piece, short(piece.text, WORDS), **args)

    def quote(self, slug: str, piece: Piece, words: str, **args: object) -> None:
        """Write down a finding that quotes other words than the whole piece that they are taken from."""
        place = Place(self._file, self._line, None, "/".join(part for part in (self.page.code, piece.field) if part))
        told = finding(PREFIX + slug, place, words=short(words, WORDS), field=piece.field, at=piece.start + 1, **args)
        if told not in self.findings:
            self.findings.append(told)


def around(piece: Piece, start: int, end: int, before: int = 40, after: int = 40) -> Piece:
    """Give a few words about a place of a piece, cut at blanks."""
    text = piece.text
    first = max(0, start - before)
    if first:
        blank = re.search(r"\s", text[first:start])
        first = first + blank.end() if blank else start
    last = min(len(text), end + after)
    if last < len(text):
        blank = text.rfind(" ", end, last)
        last = blank if blank > 0 else end
    return piece.part(first, last)


def joined(parts: Sequence[str]) -> str:
    """Write several quotations in one line, each short enough that all are seen."""
    each = max(20, WORDS // max(1, len(parts)) - 3)
    return " | ".join(short(part, each) for part in parts)
