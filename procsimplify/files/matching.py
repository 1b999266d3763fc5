"""Which item of a new list is which item of the old one."""

from __future__ import annotations

from collections.abc import Sequence

from procsimplify.rewrite.changes import Tree

__all__ = ["map_order", "matches"]


def matches(old: Sequence[Tree], new: Sequence[Tree]) -> list[int | None]:
    """Give, for each new item, the index of the old item that it is, or None where it is new.

    Items with one id, or one text, are the same; then items that are equal; then, among mappings without an id, those
    that share most of their entries.

    Examples
    --------
    >>> matches([{"id": "a"}, {"if": "x", "all": []}], [{"if": "x", "all": ["y"]}, "b", {"id": "a", "sets": "2"}])
    [1, None, 0]
    """
    found: list[int | None] = [None] * len(new)
    free = dict.fromkeys(range(len(old)))
    by_name: dict[str, list[int]] = {}
    for at, item in enumerate(old):
        if (name := _name(item)) is not None:
            by_name.setdefault(name, []).append(at)
    for place, item in enumerate(new):
        if (name := _name(item)) is not None and by_name.get(name):
            found[place] = at = by_name[name].pop(0)
            del free[at]
    for place, item in enumerate(new):
        if found[place] is None and _name(item) is None:
            for at in free:
                if old[at] == item:
                    found[place] = at
                    del free[at]
                    break
    pairs = sorted(
        (-_likeness(old[at], item), abs(at - place), place, at)
        for place, item in enumerate(new)
        if found[place] is None
        for at in free
        if _likeness(old[at], item)
    )
    for _, _, place, at in pairs:
        if found[place] is None and at in free:
            found[place] = at
            free.pop(at)
    return found


def map_order(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """Give the order in which to write the keys of a mapping: as they stood, new ones after the one in front of them.

    Examples
    --------
    >>> map_order(["id", "who", "sets"], ["sets", "id", "at", "who"])
    ['id', 'at', 'who', 'sets']
    """
    order = [key for key in old if key in new]
    kept, front = set(order), 0
    for key in new:
        if key in kept:
            front = order.index(key) + 1
        else:
            order.insert(front, key)
            front += 1
    return order


def _name(item: Tree) -> str | None:
    name = item.get("id") if isinstance(item, dict) else item
    return name if isinstance(name, str) else None


def _likeness(a: Tree, b: Tree) -> int:
    if isinstance(a, dict) and isinstance(b, dict) and _name(a) is None and _name(b) is None:
        return sum(2 if key in a and a[key] == b[key] else key in a for key in b)
    return int(isinstance(a, list) and isinstance(b, list))
