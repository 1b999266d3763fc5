"""What can still be read of a faulty procedure, so that dangling names are told in the same run as other faults."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from pydantic import ValidationError

from procsimplify.model._faults import raw_path
from procsimplify.model.procedure import Procedure

__all__ = ["Salvage"]

Steps = tuple[str | int, ...]

ROUNDS = 8
"""How often what fails is taken away before the rest is given up."""
_STUBS = {"code": "0", "title": "-"}


class Salvage:
    """Take away what fails until the rest is a procedure, and remember what it was."""

    def __init__(self, tree: Mapping[str, object]) -> None:
        self._given = tree
        self._gone: set[Steps] = set()
        self._stubs: dict[str, str] = {}
        self.tree: object = tree

    def procedure(self, failure: ValidationError) -> Procedure | None:
        """Give the procedure that is left, None where too little is."""
        for _ in range(ROUNDS):
            if not self._take_away(failure):
                return None
            self.tree = {**self._stubs, **cast("dict[str, object]", self._without(self._given, ()))}
            try:
                return Procedure.model_validate(self.tree, by_alias=True, by_name=False)
            except ValidationError as again:
                failure = again
        return None

    def took_away(self, name: str) -> bool:
        """Tell whether a name stands anywhere in what was taken away."""
        return any(name in _words(_at(self._given, path)) or path[-1] == name for path in self._gone)

    def original(self, path: Steps) -> Steps:
        """Give the path in the whole tree of a path in what is left."""
        found: Steps = ()
        for part in path:
            here = _at(self._given, found)
            if isinstance(here, list) and isinstance(part, int):
                kept = [place for place in range(len(cast("list[object]", here))) if (*found, place) not in self._gone]
                part = kept[part]
            found = (*found, part)
        return found

    def _take_away(self, failure: ValidationError) -> bool:
        gone: set[Steps] = set()
        for fault in failure.errors(include_url=False, include_input=False):
            loc = tuple(fault["loc"])
            path = self.original(raw_path(self.tree, loc[:-1] if fault["type"] == "missing" else loc))
            if path:
                gone.add(path)
            elif fault["type"] == "missing" and loc[-1] in _STUBS:
                self._stubs[str(loc[-1])] = _STUBS[str(loc[-1])]
            else:
                return False
        self._gone |= gone
        return True

    def _without(self, tree: object, path: Steps) -> object:
        if isinstance(tree, Mapping):
            entries = cast("Mapping[str, object]", tree).items()
            return {key: self._without(part, (*path, key)) for key, part in entries if (*path, key) not in self._gone}
        if isinstance(tree, list):
            parts = enumerate(cast("list[object]", tree))
            return [self._without(part, (*path, at)) for at, part in parts if (*path, at) not in self._gone]
        return tree


def _at(tree: object, path: Steps) -> object:
    here = tree
    for part in path:
        if isinstance(here, Mapping):
            here = cast("Mapping[str | int, object]", here).get(part)
        elif isinstance(here, list) and isinstance(part, int):
            here = cast("list[object]", here)[part]
        else:
            return None
    return here


def _words(tree: object) -> frozenset[str]:
    return frozenset(_each_word(tree))


def _each_word(tree: object) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, Mapping):
        for key, part in cast("Mapping[str, object]", tree).items():
            yield key
            yield from _each_word(part)
    elif isinstance(tree, list):
        for part in cast("list[object]", tree):
            yield from _each_word(part)
