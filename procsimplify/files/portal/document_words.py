"""The words of ``document_types.toml`` and ``document_looks.toml``, ready to be found: with their marks or without."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from procsimplify.files.portal.words import fold, same_spelling

__all__ = ["WORD", "Look", "Patterns", "TypeMatch", "data", "patterns_of"]

WORD = re.compile(r"[^\W_]+(?:/[a-z](?!\w))?", re.UNICODE)
"""A syllable, or ``c/o``."""


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
        for word in WORD.findall(phrase):
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
class Look:
    """What the words after an open head decide: the first phrase found within so many syllables, else the default."""

    within: int
    inside: tuple[tuple[str, str, int], ...]
    default: str


class Patterns:
    """The words of ``document_types.toml``, with or without their marks."""

    def __init__(self, data: dict[str, Any], *, marks: bool) -> None:
        spell = same_spelling if marks else fold
        self.heads, self.fillers, self.asks = _Trie(), _Trie(), _Trie()
        self.looks: dict[str, Look] = {}
        for entry in cast("list[dict[str, Any]]", data["look"]):
            inside = tuple(
                (f" {spell(word)} ", str(one["type"]), int(one.get("within", entry["within"])))
                for one in entry["inside"]
                for word in one["words"]
            )
            look = Look(int(entry["within"]), inside, str(entry["default"]))
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
def data() -> dict[str, Any]:
    """Give the phrases by type, the fillers, the verbs that ask, and as ``look`` the heads that leave a kind open."""
    parts = [
        tomllib.loads(Path(__file__).with_name(f"document_{name}.toml").read_text(encoding="utf-8"))
        for name in ("types", "looks")
    ]
    return parts[0] | parts[1]


@cache
def patterns_of(marks: bool) -> Patterns:
    return Patterns(data(), marks=marks)
