"""Where each key, value and item of a YAML text begins and ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from procsimplify.base._yaml_events import events
from procsimplify.rewrite.changes import Tree

__all__ = ["Node", "read_nodes"]


@dataclass(slots=True)
class Node:
    """A value in a text.

    Attributes
    ----------
    kind : {"map", "list", "text"}
    start, end : int
        Offsets in characters; the end of a block (`flow` false) is that of its last value.
    column : int
        Column of the start, from 0.
    flow : bool
        Whether it is written ``{…}`` or ``[…]``.
    style : str or None
        Of a text: a quote, ``|``, ``>``, or None for plain.
    value : str or None
        Of a text; None for null.
    keys : list of Node
        Of a map.
    items : list of Node
        The values of a map, in the order of its keys, or the items of a list.
    """

    kind: Literal["map", "list", "text"]
    start: int
    end: int
    column: int
    flow: bool = False
    style: str | None = None
    value: str | None = None
    keys: list[Node] = field(default_factory=list["Node"])
    items: list[Node] = field(default_factory=list["Node"])

    def tree(self) -> Tree:
        """Give the plain data."""
        if self.kind == "map":
            return {key.value or "": item.tree() for key, item in zip(self.keys, self.items, strict=True)}
        if self.kind == "list":
            return [item.tree() for item in self.items]
        return self.value

    @property
    def block(self) -> bool:
        """Tell whether it is a map or a list written on lines of its own."""
        return self.kind != "text" and not self.flow


def read_nodes(text: str) -> Node:
    """Give the root of a text that `procsimplify.base.yaml.read_tree` has read without a finding."""
    stack: list[Node] = []
    waiting: list[Node | None] = []
    root = Node("text", 0, 0, 0)
    for name, event in events(text):
        if name in ("MappingEndEvent", "SequenceEndEvent"):
            node = stack.pop()
            waiting.pop()
            node.end = event.end_mark.index if node.flow else node.items[-1].end
            continue
        if name not in ("ScalarEvent", "MappingStartEvent", "SequenceStartEvent"):
            continue
        start = event.start_mark
        node = Node("text", start.index, event.end_mark.index, start.column)
        if name == "ScalarEvent":
            node.style = event.style or None
            node.value = None if node.style is None and event.value in ("", "~", "null") else event.value
            if node.style in ("|", ">"):
                node.end = node.start + len(text[node.start : node.end].rstrip("\n "))
        else:
            node.kind = "map" if name == "MappingStartEvent" else "list"
            node.flow = text[start.index : start.index + 1] in ("{", "[")
        _place(node, stack, waiting)
        if not stack:
            root = node
        if node.kind != "text":
            stack.append(node)
            waiting.append(None)
    return root


def _place(node: Node, stack: list[Node], waiting: list[Node | None]) -> None:
    """Put a node where it belongs: as a key, the value of the key that waits for one, or an item."""
    if not stack:
        return
    if stack[-1].kind == "map" and waiting[-1] is None:
        stack[-1].keys.append(node)
        waiting[-1] = node
        return
    stack[-1].items.append(node)
    waiting[-1] = None
