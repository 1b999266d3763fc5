"""Reading the data that is shipped with this package: strict, with places, each file once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from procsimplify.base.findings import Place
from procsimplify.base.numbers import AmbiguousNumber, BadNumber, parse_number
from procsimplify.base.yaml import Document, read_tree
from procsimplify.model import Model, Places
from procsimplify.model.reading import read_model

M = TypeVar("M", bound=Model)


def _number(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return parse_number(value)
    except (AmbiguousNumber, BadNumber) as error:
        raise PydanticCustomError("bad-number", "not a number", {"given": value[:40], "reason": str(error)}) from None


Number = Annotated[Fraction, BeforeValidator(_number)]
"""A number of a data file, kept exactly."""


class FilePlaces(Places):
    """Tells where the parts of a document stand."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def place(self, path: tuple[str | int, ...]) -> Place:
        return self._document.place(path)

    def key_place(self, path: tuple[str | int, ...]) -> Place:
        return self._document.key_place(path)


_own: list[Path] = []
"""Folders of methods of one's own: each may have ``parameters``, ``tables`` and ``standard`` beside its method."""


def _roots() -> list[Traversable]:
    return [resources.files("procsimplify.costing") / "data", *_own]


def add(folder: Path) -> None:
    """Read data from a folder of one's own as well; what is shipped goes before a file of the same name."""
    if folder not in _own:
        _own.append(folder)
        known.cache_clear()


@cache
def names(folder: str) -> tuple[str, ...]:
    """List what a folder of the shipped data holds: files without their ending, folders by their name; sorted."""
    return tuple(sorted(_names((_roots()[0] / folder).iterdir())))


@cache
def known(folder: str) -> tuple[str, ...]:
    """List what can be read of a folder: what is shipped, and what folders of methods of one's own have; sorted."""
    found = (root / folder for root in _roots())
    return tuple(sorted({name for place in found if place.is_dir() for name in _names(place.iterdir())}))


def _names(entries: Iterable[Traversable]) -> Iterator[str]:
    for entry in entries:
        if entry.is_dir() and not entry.name.startswith(("_", ".")):
            yield entry.name
        elif entry.name.endswith(".yaml"):
            yield entry.name.removesuffix(".yaml")


def read(kind: type[M], *parts: str) -> M:
    """Read one file of the data.

    Raises
    ------
    InputError
        With every fault of the file.
    """
    document = read_tree(_entry(*parts).read_bytes(), "/".join(parts))
    return read_model(kind, document.tree, FilePlaces(document))


def text(*parts: str) -> str:
    """Read one text file of the data."""
    return _entry(*parts).read_text(encoding="utf-8")


def _entry(*parts: str) -> Traversable:
    places = [root.joinpath(*parts) for root in _roots()]
    return next((place for place in places if place.is_file()), places[0])


def near(word: str, known: Iterable[str]) -> str:
    """Give the known names that look like a word, else all of them."""
    listed = sorted(known)
    close = difflib.get_close_matches(word, listed, n=3, cutoff=0.6)
    return ", ".join(close or listed)
