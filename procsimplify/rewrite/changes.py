"""Changes: what can happen to a canonical tree, one step at a time, and how each is undone.

A **canonical tree** is plain data: a mapping of text keys to trees, a list, a text, or None. Two kinds of list are
*keyed*, so that their items have names: a list of mappings each with a unique ``id``, and a list of unique texts, where
each text is its own name. Any other list is one value, like a text. An id is a slug (`SLUG`): it has no ``/``, so a
printed path such as ``steps/submit/sets`` can be read back; a ``/`` inside a key or a text (``98/2024/NĐ-CP``) is
printed ``~1`` and a ``~`` as ``~0`` (RFC 6901, section 3).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar, Final, Literal, TypeAlias, cast

from procsimplify.base.errors import InputError, ProcsimplifyError
from procsimplify.base.findings import Place, error

__all__ = [
    "ABSENT",
    "SLUG",
    "Absent",
    "Change",
    "Delete",
    "Insert",
    "Move",
    "Path",
    "SetValue",
    "StaleChange",
    "Tree",
    "change_from_json",
    "change_to_json",
    "changes_from_json",
    "changes_to_json",
    "copy_tree",
    "invert",
    "item_id",
    "keys_of",
    "parse_path",
    "print_path",
]

Tree: TypeAlias = "dict[str, Tree] | list[Tree] | str | None"
"""Plain data: the canonical form of a procedure, or a part of it."""
Path: TypeAlias = tuple[str, ...]
"""Keys and ids from the root to a thing."""

SLUG: Final = re.compile(r"[a-z0-9][a-z0-9.+_-]*")
"""What an id looks like: small letters, digits and ``. + _ -``; never a ``/``."""


class Absent(Enum):
    """The type of `ABSENT`: a key that is not there at all (None is a key that is there and empty)."""

    ABSENT = "absent"

    def __repr__(self) -> str:
        """Write the name alone."""
        return "ABSENT"


ABSENT: Final = Absent.ABSENT
"""Stands in a `SetValue` for a key that is not there."""


class StaleChange(ProcsimplifyError):
    """Report that a change does not fit the tree that it is applied to."""


@dataclass(frozen=True, slots=True)
class SetValue:
    """Say that the value at a path becomes another; ABSENT on either side adds or removes a key."""

    kind: ClassVar[Literal["set"]] = "set"
    path: Path
    old: Tree | Absent
    new: Tree | Absent

    @property
    def target(self) -> Path:
        """Give the path of the thing that changes."""
        return self.path

    def inverse(self) -> SetValue:
        """Give the change that undoes this one."""
        return SetValue(self.path, self.new, self.old)


@dataclass(frozen=True, slots=True)
class Insert:
    """Say that an item comes into the keyed list at a path, after the item named (None: as the first)."""

    kind: ClassVar[Literal["insert"]] = "insert"
    path: Path
    after: str | None
    value: Tree

    @property
    def id(self) -> str:
        """Give the id of the item."""
        return _id_of(self.value)

    @property
    def target(self) -> Path:
        """Give the path of the item."""
        return (*self.path, self.id)

    def inverse(self) -> Delete:
        """Give the change that undoes this one."""
        return Delete(self.path, self.id, self.value, self.after)


@dataclass(frozen=True, slots=True)
class Delete:
    """Say that an item leaves the keyed list at a path, where it stood after the item named (None: first)."""

    kind: ClassVar[Literal["delete"]] = "delete"
    path: Path
    id: str
    value: Tree
    after: str | None

    @property
    def target(self) -> Path:
        """Give the path of the item."""
        return (*self.path, self.id)

    def inverse(self) -> Insert:
        """Give the change that undoes this one."""
        return Insert(self.path, self.after, self.value)


@dataclass(frozen=True, slots=True)
class Move:
    """Say that an item changes its place in the keyed list at a path (None: the first place)."""

    kind: ClassVar[Literal["move"]] = "move"
    path: Path
    id: str
    from_after: str | None
    to_after: str | None

    @property
    def target(self) -> Path:
        """Give the path of the item."""
        return (*self.path, self.id)

    def inverse(self) -> Move:
        """Give the change that undoes this one."""
        return Move(self.path, self.id, self.to_after, self.from_after)


Change: TypeAlias = SetValue | Insert | Delete | Move


def invert(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Give the changes that undo a run of changes.

    Examples
    --------
    >>> invert([SetValue(("steps", "submit", "sets"), "8", "1")])
    (SetValue(path=('steps', 'submit', 'sets'), old='1', new='8'),)
    """
    return tuple(change.inverse() for change in reversed(tuple(changes)))


def copy_tree(tree: Tree) -> Tree:
    """Give a copy that shares no mapping and no list with the original."""
    if isinstance(tree, dict):
        return {key: copy_tree(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [copy_tree(item) for item in tree]
    return tree


def item_id(item: Tree) -> str | None:
    """Give the name of an item of a keyed list, or None where it has none."""
    if isinstance(item, str):
        return item
    if isinstance(item, dict):
        name = item.get("id")
        return name if isinstance(name, str) and SLUG.fullmatch(name) else None
    return None


def keys_of(items: list[Tree]) -> list[str] | None:
    """Give the ids of a keyed list in order, or None where the list is one value.

    A list is keyed when all items are mappings with an id or all are texts, none empty, and no id stands twice.

    Examples
    --------
    >>> keys_of([{"id": "a"}, {"id": "b"}]), keys_of(["x", "x"])
    (['a', 'b'], None)
    """
    if not (all(isinstance(item, dict) for item in items) or all(isinstance(item, str) for item in items)):
        return None
    keys = [key for item in items if (key := item_id(item)) is not None]
    # An empty text is no name: its path could not be told from that of the list.
    return keys if all(keys) and len(keys) == len(items) == len(set(keys)) else None


def print_path(path: Path) -> str:
    """Write a path as text.

    Examples
    --------
    >>> print_path(("steps", "submit", "sets")), print_path(("basis", "98/2024/NĐ-CP"))
    ('steps/submit/sets', 'basis/98~12024~1NĐ-CP')
    """
    return "/".join(part.replace("~", "~0").replace("/", "~1") for part in path)


def parse_path(text: str) -> Path:
    """Read what `print_path` wrote; the empty text is the root."""
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in text.split("/")) if text else ()


def change_to_json(change: Change) -> dict[str, object]:
    """Give a change as plain data: ``change``, ``path``, ``before``, ``after``.

    The path is that of the thing: for an insert, a delete and a move, the item. ``before`` and ``after`` are the
    values, for a move the ids that the item stood after and stands after. An insert and a delete add ``follows``, the
    id in front (null: first); a set of a key that was or will be absent adds ``absent``: ``before`` or ``after``.

    Examples
    --------
    >>> change_to_json(SetValue(("steps", "submit", "sets"), "8", ABSENT))
    {'change': 'set', 'path': 'steps/submit/sets', 'before': '8', 'after': None, 'absent': 'after'}
    """
    data: dict[str, object] = {"change": change.kind, "path": print_path(change.target), "before": None, "after": None}
    if isinstance(change, SetValue):
        for side, value in (("before", change.old), ("after", change.new)):
            if isinstance(value, Absent):
                data["absent"] = side
            else:
                data[side] = copy_tree(value)
    elif isinstance(change, Insert):
        data |= {"after": copy_tree(change.value), "follows": change.after}
    elif isinstance(change, Delete):
        data |= {"before": copy_tree(change.value), "follows": change.after}
    else:
        data |= {"before": change.from_after, "after": change.to_after}
    return data


def change_from_json(data: object) -> Change:
    """Read what `change_to_json` wrote.

    Raises
    ------
    InputError
        If it is not a change.
    """
    if not isinstance(data, Mapping):
        raise _bad_change(data)
    fields = cast("Mapping[str, object]", data)
    kind, text = fields.get("change"), fields.get("path")
    if not isinstance(text, str) or not {"change", "path", "before", "after"} <= set(fields):
        raise _bad_change(fields)
    path = parse_path(text)
    before, after, follows, absent = (fields.get(key) for key in ("before", "after", "follows", "absent"))
    if not (_is_tree(before) and _is_tree(after) and _is_name(follows) and absent in (None, "before", "after")):
        raise _bad_change(fields)
    old, new, front = cast("Tree", before), cast("Tree", after), cast("str | None", follows)
    if kind == "set":
        return SetValue(path, ABSENT if absent == "before" else old, ABSENT if absent == "after" else new)
    if not path:
        raise _bad_change(fields)
    if kind == "insert" and item_id(new) == path[-1]:
        return Insert(path[:-1], front, copy_tree(new))
    if kind == "delete" and item_id(old) == path[-1]:
        return Delete(path[:-1], path[-1], copy_tree(old), front)
    if kind == "move" and _is_name(before) and _is_name(after):
        return Move(path[:-1], path[-1], cast("str | None", before), cast("str | None", after))
    raise _bad_change(fields)


def changes_to_json(changes: Iterable[Change]) -> list[dict[str, object]]:
    """Give a run of changes as plain data."""
    return [change_to_json(change) for change in changes]


def changes_from_json(data: object) -> tuple[Change, ...]:
    """Read what `changes_to_json` wrote.

    Raises
    ------
    InputError
        If it is not a list of changes.
    """
    if not isinstance(data, list):
        raise _bad_change(data)
    return tuple(change_from_json(item) for item in cast("list[object]", data))


def _id_of(value: Tree) -> str:
    name = item_id(value)
    if name is None:
        raise StaleChange(error("rewrite.item-without-id", Place(), value=str(value)[:60]))
    return name


def _is_name(value: object) -> bool:
    return value is None or isinstance(value, str)


def _is_tree(value: object) -> bool:
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_tree(part) for key, part in cast("dict[object, object]", value).items())
    if isinstance(value, list):
        return all(_is_tree(part) for part in cast("list[object]", value))
    return _is_name(value)


def _bad_change(data: object) -> InputError:
    return InputError(error("rewrite.bad-change", Place(), given=str(data)[:60]))
