"""Where a finding about a part of a procedure stands in its file: paths of ids become lines."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol, cast

from procsimplify.base.errors import InputError, Refused
from procsimplify.base.findings import Finding, Place

if TYPE_CHECKING:
    from procsimplify.base.yaml import Document

__all__ = ["located", "place_of", "placed"]


class Sourced(Protocol):
    """What was read from a file and knows it."""

    @property
    def document(self) -> Document:
        """The file as it was parsed."""
        ...


def place_of(document: Document, path: str, file: str) -> Place:
    """Give the place of a path of ids such as ``steps/submit/then``, as near to it as the file has it.

    Parameters
    ----------
    document : Document
    path : str
    file : str
        The file as the user named it.
    """
    here: Any = document.tree
    steps: list[str | int] = []
    for name in path.split("/") if path else ():
        following = _step(here, name)
        if following is None:
            break
        for part in following:
            here = here[part]
            steps.append(part)
    found = document.place(tuple(steps))
    return Place(found.file or file, found.line, found.column, path)


def placed(findings: Iterable[Finding], read: Sourced) -> list[Finding]:
    """Give findings their lines; those that have a file keep it."""
    document = read.document
    return [
        item if item.place.file else replace(item, place=place_of(document, item.place.path, document.file))
        for item in findings
    ]


@contextmanager
def located(read: Sourced) -> Generator[None, None, None]:
    """Give the findings about a file that are raised inside their lines in it; price with what papers are got from."""
    from procsimplify.costing.elsewhere import with_others
    from procsimplify.files.loading import procedures_behind

    procedure = getattr(read, "procedure", None)
    others = () if procedure is None else procedures_behind(procedure, read.document.file)
    try:
        with with_others(others):
            yield
    except (InputError, Refused) as failure:
        raise type(failure)(placed(failure.findings, read)) from failure


def _step(tree: Any, name: str) -> list[str | int] | None:
    """Find one name below a tree: a key, an item with the id, or an item deeper down a dossier."""
    if isinstance(tree, dict):
        branch = cast("dict[str, Any]", tree)
        if name in branch:
            return [name]
        for key in ("all", "one-of"):
            deeper = _step(branch.get(key), name)
            if deeper is not None:
                return [key, *deeper]
    if isinstance(tree, list):
        items = cast("list[Any]", tree)
        for place, item in enumerate(items):
            if item == name or (isinstance(item, dict) and cast("dict[str, Any]", item).get("id") == name):
                return [place]
        for place, item in enumerate(items):
            deeper = _step(item, name) if isinstance(item, dict) and "id" not in item else None
            if deeper is not None:
                return [place, *deeper]
    return None
