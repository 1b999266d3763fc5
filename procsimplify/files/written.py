"""How a changed procedure is written in the words of the file that it came from.

Three trees say what changed: the file's own (short forms, left-out ids), and the canonical trees before and after.
Where the canonical trees agree, the file's own words stay; elsewhere the shortest form of the new value takes their
place.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from procsimplify.model import Procedure, canonical_tree, written_tree
from procsimplify.model.dossier import DOSSIER

__all__ = ["rewritten"]

_ABSENT = object()
_DERIVED = ("id", "then")
"""Keys that a reader supplies where a file has none; what it supplies can change though the value does not."""
_QUANTITY = frozenset({"value", "low", "high", "unit", "provenance", "source", "standard", "seen", "shape"})


def rewritten(as_written: Mapping[str, Any], before: Procedure, after: Procedure) -> dict[str, Any]:
    """Give the tree to write for a changed procedure.

    Parameters
    ----------
    as_written : mapping
        The tree of the file that `before` was read from, every scalar its text.
    before, after : Procedure

    Returns
    -------
    dict
        Reads as `after`; what did not change stands as it was written.

    Examples
    --------
    >>> from procsimplify.model import from_tree
    >>> tree = {"code": "1.1", "title": "t", "steps": [{"id": "submit", "kind": "submit", "sets": "8"}]}
    >>> before = from_tree(tree)
    >>> step = before.steps[0].evolve(sets=1)
    >>> rewritten(tree, before, before.evolve(steps=(step,)))["steps"]
    [{'id': 'submit', 'kind': 'submit'}]
    """
    if before == after:
        return dict(as_written)
    own, new = dict(as_written), written_tree(after)
    for tree in (own, new):
        if isinstance(tree.get(DOSSIER), list):
            tree[DOSSIER] = {"all": tree[DOSSIER]}
    made = _mapping(own, canonical_tree(before), canonical_tree(after), new)
    dossier = made.get(DOSSIER)
    if isinstance(as_written.get(DOSSIER), list) and isinstance(dossier, dict) and [*dossier] == ["all"]:
        made[DOSSIER] = dossier["all"]
    return made


def _part(own: Any, before: Any, after: Any, new: Any) -> Any:
    """Give what to write for one value: `own` words where they still say it, else those of `new`."""
    if isinstance(before, dict) and isinstance(after, dict) and isinstance(own, dict) and isinstance(new, dict):
        mine, was = cast("dict[str, Any]", own), cast("dict[str, Any]", before)
        if all(key in mine or key in _DERIVED for key in was) and not (was.keys() <= _QUANTITY and "id" not in was):
            return _mapping(mine, was, cast("dict[str, Any]", after), cast("dict[str, Any]", new))
        # A quantity, or a trip in its short form: the parts lean on each other, so it is written anew.
        return mine if before == after else cast("object", new)
    if isinstance(before, list) and isinstance(after, list):
        return _list(own, cast("list[Any]", before), cast("list[Any]", after), new)
    return cast("object", own if before == after else new)


def _mapping(own: dict[str, Any], before: dict[str, Any], after: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in own.items():
        was, now = before.get(key, _ABSENT), after.get(key, _ABSENT)
        if key in new:
            made[key] = _part(value, was, now, new[key])
        elif was == now:
            # Said though a reader would supply it.
            made[key] = value
    added = [key for key in new if key not in own and (before.get(key) != after.get(key) or key in _DERIVED)]
    for key in added:
        made = _inserted(made, key, new)
    return made


def _inserted(made: dict[str, Any], key: str, new: dict[str, Any]) -> dict[str, Any]:
    """Put a new key where the model's order has it: after the key in front of it that is there."""
    keys = [*new]
    front = next((name for name in reversed(keys[: keys.index(key)]) if name in made), None)
    if front is None:
        return {key: new[key], **made}
    grown: dict[str, Any] = {}
    for name, value in made.items():
        grown[name] = value
        if name == front:
            grown[key] = new[key]
    return grown


def _list(own: Any, before: list[Any], after: list[Any], new: Any) -> Any:
    names = [_name(item) for item in before]
    mine, items = _items(own), _items(new)
    if len(mine) != len(before) or len(items) != len(after) or None in names or len({*names}) != len(names):
        return own if before == after else new
    places = {name: at for at, name in enumerate(names)}
    made: list[Any] = []
    for now, item in zip(after, items, strict=True):
        at = places.get(_name(now))
        made.append(item if at is None else _part(mine[at], before[at], now, item))
    if isinstance(own, dict):
        return {_name(now): _rest(item) for now, item in zip(after, made, strict=True)}
    return made[0] if isinstance(own, str) and len(made) == 1 and isinstance(made[0], str) else made


def _items(tree: Any) -> list[Any]:
    """Give the items of a list in any form that a file may have: a mapping from ids, one text, bare ids."""
    if isinstance(tree, dict):
        rest = cast("dict[str, Any]", tree)
        return [{"id": key, **(value or {})} for key, value in rest.items()]
    if isinstance(tree, list):
        return cast("list[Any]", tree)
    return [tree]


def _rest(item: Any) -> Any:
    fields = cast("dict[str, Any]", item)
    return {key: value for key, value in fields.items() if key != "id"} or None


def _name(item: Any) -> Any:
    """Give the name of an item of a canonical list: its id, or the text itself."""
    if isinstance(item, dict):
        return cast("dict[str, Any]", item).get("id")
    return item if isinstance(item, str) else None
