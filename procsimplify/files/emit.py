"""A tree as YAML: blocks for lists of things, one line for what is small, and every text a text in every reader."""

from __future__ import annotations

from dataclasses import dataclass

from procsimplify.files.scalars import block_text, scalar
from procsimplify.rewrite.changes import Tree

__all__ = ["STANDARD", "Layout", "emit", "emit_entry", "emit_item", "emit_value", "flow_text"]

WIDTH = 110
"""Columns that a ``{…}`` or a ``[…]`` may fill."""
DEPTH = 3
"""How many ``{…}`` and ``[…]`` may stand inside each other on one line."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Say how a file is set out.

    Parameters
    ----------
    indent : int
        Columns by which the entries of a mapping stand in.
    offset : int
        Columns by which the ``-`` of a list stands in from the key that holds the list.
    width : int
        Columns that one line of ``{…}`` may fill.
    """

    indent: int = 2
    offset: int = 0
    width: int = WIDTH


STANDARD = Layout()
"""The layout of the files that are shipped."""


def emit(tree: Tree, layout: Layout = STANDARD) -> str:
    r"""Write a tree as a YAML document.

    Keys stand in the order given. A text that a reader of YAML 1.1 or 1.2 would take for a number, a date, a truth
    value or null is quoted; a text of several lines is a ``|`` block.

    Parameters
    ----------
    tree : Tree
        Mappings, lists, texts and None; a key has at most 1,000 characters.
    layout : Layout

    Returns
    -------
    str
        Ends with a line break; reading it gives the tree.

    Examples
    --------
    >>> print(emit({"code": "1.012885", "steps": [{"id": "submit", "sets": "8"}, {"id": "decide"}]}), end="")
    code: "1.012885"
    steps:
    - {id: submit, sets: "8"}
    - {id: decide}
    """
    if isinstance(tree, dict) and tree:
        return "\n".join(emit_entry(key, value, 0, layout, top=True) for key, value in tree.items()) + "\n"
    if isinstance(tree, list) and tree:
        return "\n".join(emit_item(item, 0, layout) for item in tree) + "\n"
    if isinstance(tree, str):
        return (block_text(tree, layout.indent) or scalar(tree, flow=False)) + "\n"
    return flow_text(tree) + "\n"


def emit_entry(key: str, value: Tree, column: int, layout: Layout, *, top: bool = False) -> str:
    """Write one entry of a block mapping whose keys stand in a column; no line break at the end."""
    head = " " * column + scalar(key, flow=False) + ":"
    return head + _after_key(value, column, len(head), layout, top=top)


def emit_item(item: Tree, column: int, layout: Layout) -> str:
    """Write one item of a block list whose dashes stand in a column; no line break at the end."""
    margin = " " * column
    if (line := _on_one_line(item, column + 2, layout, top=False)) is not None:
        return f"{margin}- {line}"
    inner = column + 2
    if isinstance(item, dict):
        body = "\n".join(emit_entry(key, value, inner, layout) for key, value in item.items())
    elif isinstance(item, list):
        body = "\n".join(emit_item(part, inner, layout) for part in item)
    else:
        return f"{margin}- {_text(item, inner)}"
    return f"{margin}- {body[inner:]}"


def emit_value(value: Tree, column: int, start: int, layout: Layout) -> str:
    """Write what follows the ``:`` of a key in a column, where the ``:`` ends at another; with its blank in front."""
    return _after_key(value, column, start, layout, top=False)


def flow_text(tree: Tree) -> str:
    """Write a tree on one line, as ``{…}``, ``[…]`` or a scalar.

    Examples
    --------
    >>> flow_text({"value": "5 min", "standard": "de-business-3-medium"})
    '{value: 5 min, standard: de-business-3-medium}'
    """
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{scalar(key, flow=True)}: {flow_text(value)}" for key, value in tree.items()) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(map(flow_text, tree)) + "]"
    return scalar(tree, flow=True)


def _after_key(value: Tree, column: int, start: int, layout: Layout, *, top: bool) -> str:
    if (line := _on_one_line(value, start + 1, layout, top=top)) is not None:
        return f" {line}"
    if isinstance(value, dict):
        inner = column + layout.indent
        return "\n" + "\n".join(emit_entry(key, part, inner, layout) for key, part in value.items())
    if isinstance(value, list):
        return "\n" + "\n".join(emit_item(part, column + layout.offset, layout) for part in value)
    return " " + _text(value, column + layout.indent)


def _text(value: str | None, indent: int) -> str:
    return (block_text(value, indent) if value is not None else None) or scalar(value, flow=False)


def _on_one_line(value: Tree, start: int, layout: Layout, *, top: bool) -> str | None:
    """Give the line for what is small enough, None for what wants several lines."""
    if not isinstance(value, dict | list):
        return None if value is not None and block_text(value, 0) is not None else scalar(value, flow=False)
    if value:
        if top or isinstance(value, list):
            parts = value.values() if isinstance(value, dict) else value
            if any(isinstance(part, dict | list) for part in parts):
                return None
        if _letters(value, DEPTH, layout.width) > layout.width:
            return None
    line = flow_text(value)
    return line if start + len(line) <= layout.width or not value else None


def _letters(value: Tree, depth: int, enough: int) -> int:
    """Count the letters of the texts inside, no further than to what is more than enough: a line is never shorter.

    What no line may hold is more than enough: a list of things with ids, a text of several lines, too many brackets
    inside each other.
    """
    if value is None:
        return 0
    if isinstance(value, str):
        return enough + 1 if "\n" in value else len(value)
    if not depth:
        return enough + 1
    count = 0
    if isinstance(value, dict):
        for key, part in value.items():
            count += len(key) + _letters(part, depth - 1, enough)
            if count > enough:
                break
        return count
    for part in value:
        if isinstance(part, dict) and "id" in part:
            return enough + 1
        count += _letters(part, depth - 1, enough)
        if count > enough:
            break
    return count
