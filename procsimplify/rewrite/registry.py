"""The kinds of edit, found by their folder, and how an edit is read."""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import cast

from procsimplify.base.errors import InputError
from procsimplify.base.findings import Place, error
from procsimplify.model import Places
from procsimplify.model.reading import read_model
from procsimplify.rewrite import edits
from procsimplify.rewrite.edit import Edit

__all__ = ["canonical_order", "edit_kinds", "read_edit", "read_edits"]


@cache
def edit_kinds() -> Mapping[str, type[Edit]]:
    """Give each kind of edit by its name, sorted.

    Examples
    --------
    >>> "remove-document" in edit_kinds()
    True
    """
    found: dict[str, type[Edit]] = {}
    for module in pkgutil.iter_modules(edits.__path__):
        for value in vars(importlib.import_module(f"{edits.__name__}.{module.name}")).values():
            if isinstance(value, type) and issubclass(value, Edit) and value is not Edit:
                found[value.kind] = value
    return MappingProxyType(dict(sorted(found.items())))


def read_edit(data: object, places: Places | None = None) -> Edit:
    """Read one edit: ``{edit: reduce-copies, step: submit, sets: 1}``; a number may be given as its text.

    Raises
    ------
    InputError
        Where it is not an edit.

    Examples
    --------
    >>> read_edit({"edit": "reduce-copies", "step": "submit", "sets": "1"}).to_json()
    {'edit': 'reduce-copies', 'step': 'submit', 'sets': 1}
    """
    kind = cast("Mapping[str, object]", data).get("edit") if isinstance(data, Mapping) else None
    if not isinstance(kind, str) or kind not in edit_kinds():
        given = kind if isinstance(kind, str) else ""
        near = difflib.get_close_matches(given, edit_kinds(), n=1) or [*edit_kinds()]
        place = places.place(()) if places is not None else Place()
        raise InputError(error("rewrite.unknown-edit", place, given=given[:60], near=", ".join(near)))
    fields = {key: value for key, value in cast("Mapping[str, object]", data).items() if key != "edit"}
    return read_model(edit_kinds()[kind], fields, places)


def read_edits(data: object) -> tuple[Edit, ...]:
    """Read a list of edits.

    Raises
    ------
    InputError
        Where it is not a list of edits.
    """
    if not isinstance(data, list | tuple):
        raise InputError(error("rewrite.unknown-edit", Place(), given="", near=", ".join(edit_kinds())))
    return tuple(read_edit(item) for item in cast("list[object]", data))


def canonical_order(given: Iterable[Edit]) -> tuple[Edit, ...]:
    """Put edits in the order in which they apply, each once: by phase, kind, then ids and values."""
    return tuple(sorted(dict.fromkeys(given), key=lambda edit: edit.order()))
