"""Reading the data that is shipped with this package: strict, with places, each file once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
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


def _root() -> Traversable:
    return resources.files("procsimplify.costing") / "data"


@cache
def names(folder: str) -> tuple[str, ...]:
    """List what a folder of the data holds: files without their ending, folders by their name; sorted."""
    return tuple(sorted(_names((_root() / folder).iterdir())))


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
    entry = _root()
    for part in parts:
        entry = entry / part
    document = read_tree(entry.read_bytes(), "/".join(parts))
    return read_model(kind, document.tree, FilePlaces(document))


def text(*parts: str) -> str:
    """Read one text file of the data."""
    return _root().joinpath(*parts).read_text(encoding="utf-8")


def near(word: str, known: Iterable[str]) -> str:
    """Give the known names that look like a word, else all of them."""
    listed = sorted(known)
    close = difflib.get_close_matches(word, listed, n=3, cutoff=0.6)
    return ", ".join(close or listed)
