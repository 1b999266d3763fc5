"""The one difference of two canonical trees, and how changes are applied.

The difference is the shortest in moves: the items of a keyed list that keep their order are a longest increasing
subsequence of the places that they had; only the others move. What goes from one list to another is a delete and an
insert.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from procsimplify.base.findings import Place, error
from procsimplify.rewrite.changes import (
    ABSENT,
    Absent,
    Change,
    Delete,
    Insert,
    Move,
    Path,
    SetValue,
    StaleChange,
    Tree,
    copy_tree,
    item_id,
    keys_of,
    print_path,
)

__all__ = ["apply_changes", "diff", "longest_increasing"]


def diff(a: Tree, b: Tree) -> tuple[Change, ...]:
    """Give the changes that lead from one tree to another, in the order in which they apply.

    Parameters
    ----------
    a, b : Tree
        Plain data; they are not changed. The order of keys in a mapping means nothing, the order of a list does.

    Returns
    -------
    tuple of Change
        ``apply_changes(a, diff(a, b)) == b``; empty where the trees are equal.

    Examples
    --------
    >>> diff({"steps": [{"id": "submit", "sets": "8"}]}, {"steps": [{"id": "submit", "sets": "1"}]})
    (SetValue(path=('steps', 'submit', 'sets'), old='8', new='1'),)
    """
    changes: list[Change] = []
    _difference((), a, b, changes)
    return tuple(changes)


def apply_changes(tree: Tree, changes: Iterable[Change]) -> Tree:
    """Give the tree that the changes make; the tree given and the changes stay as they are.

    Raises
    ------
    StaleChange
        If the tree does not have what a change says was there, in the place that it names.

    Examples
    --------
    >>> apply_changes(["a", "b"], [Move((), "b", "a", None)])
    ['b', 'a']
    """
    root = copy_tree(tree)
    for change in changes:
        if isinstance(change, SetValue):
            root = _set(root, change)
        else:
            _change_list(root, change)
    return root


def longest_increasing(places: Sequence[int]) -> set[int]:
    """Give the values of one longest increasing subsequence of distinct integers.

    Examples
    --------
    >>> sorted(longest_increasing([2, 0, 1, 3]))
    [0, 1, 3]
    """
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, value in enumerate(places):
        length = bisect_left(tails, value)
        before.append(ends[length - 1] if length else -1)
        if length == len(tails):
            tails.append(value)
            ends.append(index)
        else:
            tails[length] = value
            ends[length] = index
    chosen: set[int] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        chosen.add(places[at])
        at = before[at]
    return chosen


def _difference(path: Path, a: Tree, b: Tree, changes: list[Change]) -> None:
    if a == b:
        return
    if isinstance(a, dict) and isinstance(b, dict):
        for key in (*a, *(key for key in b if key not in a)):
            if key not in b:
                changes.append(SetValue((*path, key), copy_tree(a[key]), ABSENT))
            elif key not in a:
                changes.append(SetValue((*path, key), ABSENT, copy_tree(b[key])))
            else:
                _difference((*path, key), a[key], b[key], changes)
        return
    if isinstance(a, list) and isinstance(b, list):
        old, new = keys_of(a), keys_of(b)
        alike = not a or not b or isinstance(a[0], str) == isinstance(b[0], str)
        if old is not None and new is not None and alike:
            _list_difference(path, dict(zip(old, a, strict=True)), dict(zip(new, b, strict=True)), changes)
            return
    changes.append(SetValue(path, copy_tree(a), copy_tree(b)))


def _list_difference(path: Path, a: dict[str, Tree], b: dict[str, Tree], changes: list[Change]) -> None:
    now = list(a)
    for key in a:
        if key not in b:
            changes.append(Delete(path, key, copy_tree(a[key]), _in_front(now, key)))
            now.remove(key)
    place = {key: index for index, key in enumerate(now)}
    kept = longest_increasing([place[key] for key in b if key in place])
    front: str | None = None
    for key, value in b.items():
        if key not in place:
            changes.append(Insert(path, front, copy_tree(value)))
            _put(now, key, front)
        elif place[key] not in kept:
            # Where it stands after the right item already, something else that moved has put it in its place.
            if (stood := _in_front(now, key)) != front:
                changes.append(Move(path, key, stood, front))
            now.remove(key)
            _put(now, key, front)
        front = key
    for key, value in b.items():
        if key in place:
            _difference((*path, key), a[key], value, changes)


def _in_front(keys: list[str], key: str) -> str | None:
    at = keys.index(key)
    return keys[at - 1] if at else None


def _put(keys: list[str], key: str, front: str | None) -> None:
    keys.insert(0 if front is None else keys.index(front) + 1, key)


def _set(root: Tree, change: SetValue) -> Tree:
    new = change.new if isinstance(change.new, Absent) else copy_tree(change.new)
    if not change.path:
        if isinstance(new, Absent) or root != change.old:
            raise _stale(change)
        return new
    holder, key = _at(root, change.path[:-1], change), change.path[-1]
    if isinstance(holder, dict):
        if holder.get(key, ABSENT) != change.old:
            raise _stale(change)
        if isinstance(new, Absent):
            del holder[key]
        else:
            holder[key] = new
        return root
    if isinstance(holder, list) and not isinstance(new, Absent):
        for index, item in enumerate(holder):
            if item_id(item) == key == item_id(new) and item == change.old:
                holder[index] = new
                return root
    raise _stale(change)


def _change_list(root: Tree, change: Insert | Delete | Move) -> None:
    items = _at(root, change.path, change)
    keys = keys_of(items) if isinstance(items, list) else None
    if not isinstance(items, list) or keys is None:
        raise _stale(change)
    if isinstance(change, Insert):
        value = copy_tree(change.value)
        if change.id in keys:
            raise _stale(change)
        front = change.after
    else:
        if change.id not in keys:
            raise _stale(change)
        at = keys.index(change.id)
        stood = change.after if isinstance(change, Delete) else change.from_after
        if (keys[at - 1] if at else None) != stood or (isinstance(change, Delete) and items[at] != change.value):
            raise _stale(change)
        value = items.pop(at)
        keys.pop(at)
        if isinstance(change, Delete):
            return
        front = change.to_after
    if front is not None and front not in keys:
        raise _stale(change)
    items.insert(0 if front is None else keys.index(front) + 1, value)
    if keys_of(items) is None:
        raise _stale(change)


def _at(root: Tree, path: Path, change: Change) -> Tree:
    here = root
    for part in path:
        if isinstance(here, dict) and part in here:
            here = here[part]
        elif isinstance(here, list) and keys_of(here) is not None:
            found = [item for item in here if item_id(item) == part]
            if not found:
                raise _stale(change)
            here = found[0]
        else:
            raise _stale(change)
    return here


def _stale(change: Change) -> StaleChange:
    where = print_path(change.target)
    return StaleChange(error("rewrite.stale-change", Place(path=where), change=change.kind, where=where))
