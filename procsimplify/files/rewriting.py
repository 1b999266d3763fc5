"""Write a whole YAML text again with ruamel.yaml, comments kept: for texts that cannot be changed piece by piece."""

from __future__ import annotations

import io
from importlib import import_module
from typing import Any, cast

from procsimplify.files.emit import emit
from procsimplify.files.gaps import CannotSplice
from procsimplify.files.matching import map_order, matches
from procsimplify.files.nodes import read_nodes
from procsimplify.rewrite.changes import Tree

__all__ = ["rewrite"]


def rewrite(text: str, after: Tree) -> str:
    """Give a text that reads as another tree, set out by ruamel.yaml, with the comments of what is still there.

    Raises
    ------
    CannotSplice
        If ruamel.yaml cannot read the text, or the document becomes one of another kind.
    """
    before = read_nodes(text).tree()
    yaml = _round_trip()
    failure: Any = import_module("ruamel.yaml.error").YAMLError
    try:
        document: Any = yaml.load(text)
    except (failure, ValueError) as problem:
        raise CannotSplice from problem
    merged = _merged(document, before, after)
    if merged is not document:
        raise CannotSplice
    stream = io.StringIO()
    yaml.dump(document, stream)
    return stream.getvalue()


def _round_trip() -> Any:
    yaml: Any = import_module("ruamel.yaml").YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 100_000
    return yaml


def _merged(node: Any, before: Tree, after: Tree) -> Any:
    """Change a node of ruamel.yaml in place where it can become the new value, else give a new node."""
    if before == after:
        return node
    if isinstance(before, dict) and isinstance(after, dict) and after:
        # ruamel.yaml resolves a key such as 8 to a number; the order of the keys is the same.
        keys = dict(zip(before, cast("list[object]", list(node)), strict=True))
        for key in before:
            if key not in after:
                del node[keys[key]]
        for place, key in enumerate(map_order(list(before), list(after))):
            if key in before:
                node[keys[key]] = _merged(node[keys[key]], before[key], after[key])
            else:
                node.insert(place, key, _fresh(after[key]))
        return node
    if isinstance(before, list) and isinstance(after, list) and after:
        old: list[object] = list(node)
        comments: dict[int, object] = dict(node.ca.items)
        order = matches(before, after)
        del node[:]
        node.ca.items.clear()
        for place, (at, value) in enumerate(zip(order, after, strict=True)):
            node.append(_fresh(value) if at is None else _merged(old[at], before[at], value))
            if at is not None and at in comments:
                node.ca.items[place] = comments[at]
        return node
    return _fresh(after)


def _fresh(value: Tree) -> Any:
    """Give a node of ruamel.yaml that is dumped with the quotes that the writer chooses."""
    return _round_trip().load(emit([value]))[0]
