"""Change a YAML text piece by piece: only the pieces whose values differ are written anew."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from procsimplify.files.emit import STANDARD, Layout, emit_entry, emit_item, emit_value, flow_text
from procsimplify.files.gaps import CannotSplice, FlowGap, Segment, block_gap, end_of_line, flow_gap
from procsimplify.files.matching import map_order, matches
from procsimplify.files.nodes import Node, read_nodes
from procsimplify.files.scalars import double_quoted, is_plain, same_look, scalar, single_quoted
from procsimplify.rewrite.changes import Tree
from procsimplify.rewrite.diff import longest_increasing

__all__ = ["layout_of", "splice"]

_COLON: Final = re.compile(r"[ \t]*:(?=\s|\Z)")
_FLOW_COLON: Final = re.compile(r"\s*:")
_IDLE_LINE: Final = re.compile(r"\n[ \t]*(?:#[^\n]*)?(?=\n)")
_HEADER: Final = re.compile(r"[|>][-+0-9]*")
_COMMENT: Final = re.compile(r"[ \t]+#[^\n]*")


def splice(text: str, after: Tree) -> str:
    """Give a text that reads as another tree and is otherwise the same.

    Parameters
    ----------
    text : str
        YAML with ``\\n`` as its line break.
    after : Tree

    Raises
    ------
    CannotSplice
        If the text is written in a way that cannot be changed so: ``? key``, a document of another kind.
    """
    root = read_nodes(text)
    if not _alike(root, after):
        raise CannotSplice
    work = _Splicer(text, layout_of(root))
    if root.flow:
        return text[: root.start] + work.flow(root, after) + text[root.end :]
    body = work.block(root, after, root.start, root=True)
    return text[: root.start] + body + text[work.end(root) :]


def layout_of(root: Node) -> Layout:
    """Give the layout that a text has, so that what is added looks like what is there."""
    indents: list[int] = []
    offsets: list[int] = []
    stack = [root]
    while stack:
        node = stack.pop()
        stack.extend(node.items)
        for key, item in zip(node.keys, node.items, strict=False):
            if not node.flow and item.block:
                (indents if item.kind == "map" else offsets).append(item.column - key.column)
    standard = STANDARD
    return Layout(
        max(1, min(indents, default=standard.indent)), max(0, min(offsets, default=standard.offset)), standard.width
    )


def _alike(node: Node, new: Tree) -> bool:
    """Tell whether a node can become a value by changes inside it."""
    if isinstance(new, dict):
        return node.kind == "map" and bool(new) and bool(node.items)
    if isinstance(new, list):
        return node.kind == "list" and bool(new) and bool(node.items)
    return node.kind == "text"


class _Splicer:
    def __init__(self, text: str, layout: Layout) -> None:
        self.text = text
        self.layout = layout

    def end(self, node: Node) -> int:
        """Give the end of a value that stands in a block, with the comment on its line."""
        while node.block:
            node = node.items[-1]
        return end_of_line(self.text, node.end)

    # Blocks

    def block(self, node: Node, new: Tree, begin: int, *, root: bool = False) -> str:
        """Write a block anew, from `begin`: its first entry, or the end of the line above it."""
        starts = self.starts(node)
        ends = [self.end(item) for item in node.items]
        inline = begin == starts[0]
        old: list[Segment] = []
        for at, start in enumerate(starts):
            segment = Segment()
            if at or not inline:
                gap = self.text[ends[at - 1] if at else begin : start]
                tail, segment.free, segment.lead = block_gap(gap, node.column, first=at == 0)
                if at:
                    old[-1].tail = tail
            segment.core = self.text[start : ends[at]]
            old.append(segment)
        spaced = sum(bool(segment.free) for segment in old) * 2 > len(old)
        order, values = _targets(node, new)
        kept = longest_increasing([at for at in order if at is not None])
        segments = self.placed(old, order, kept, spaced=spaced)
        for segment, at, (key, value) in zip(segments, order, values, strict=True):
            if at is None:
                entry = self.new_entry(key, value, node.column)
                segment.core = entry[node.column :]
            elif node.items[at].tree() != value:
                segment.core = self.held(node, at, starts[at], ends[at], value)
        left = [line for at, segment in enumerate(old) if at > max(kept, default=-1) for line in _said(segment.free)]
        if segments and left:
            segments[-1].tail = segments[-1].tail + left
        margin = " " * node.column
        lines = [line for segment in segments for line in segment.lines(margin)]
        if inline and not (segments[0].free or segments[0].lead):
            return "\n".join([segments[0].core, *lines[1:]])
        return "\n".join(lines) if root else "\n" + "\n".join(lines)

    def placed(self, old: list[Segment], order: Sequence[int | None], kept: set[int], *, spaced: bool) -> list[Segment]:
        """Give the segments in their new order; free lines stay in front of the next entry that keeps its place."""
        result: list[Segment] = []
        carried = 0
        for at in order:
            if at is not None and at in kept:
                segment = old[at]
                waiting = [line for gone in old[carried:at] for line in _said(gone.free)]
                free = segment.free if result or at == 0 else _said(segment.free)
                result.append(Segment(waiting + free, segment.lead, segment.core, segment.tail))
                carried = at + 1
            else:
                free = [""] if spaced and result else []
                moved = Segment() if at is None else old[at]
                result.append(Segment(free, moved.lead, moved.core, moved.tail))
        return result

    def starts(self, node: Node) -> list[int]:
        """Give where each entry of a block begins: its key, or its dash."""
        if node.kind == "map":
            return [key.start for key in node.keys]
        starts = [node.start]
        for item in node.items[:-1]:
            at = self.end(item)
            while _IDLE_LINE.match(self.text, at):
                at = self.text.find("\n", at + 1)
            starts.append(at + 1 + node.column)
        if any(self.text[at : at + 1] != "-" for at in starts):
            raise CannotSplice
        return starts

    def new_entry(self, key: str | None, value: Tree, column: int) -> str:
        if key is None:
            return emit_item(value, column, self.layout)
        return emit_entry(key, value, column, self.layout)

    def held(self, node: Node, at: int, start: int, end: int, value: Tree) -> str:
        """Write one entry of a block whose value changes."""
        item = node.items[at]
        mark = start + 1
        if node.kind == "map":
            colon = _COLON.match(self.text, node.keys[at].end)
            if colon is None:
                raise CannotSplice
            mark = colon.end()
        if _alike(item, value):
            if item.block:
                return self.held_block(item, start, mark, value)
            if item.flow:
                return self.text[start : item.start] + self.flow(item, value) + self.text[item.end : end]
            if isinstance(value, str) and "\n" not in value and item.style not in ("|", ">") and item.end > item.start:
                return self.text[start : item.start] + self.word(item, value, flow=False) + self.text[item.end : end]
        if node.kind == "map":
            written = emit_value(value, node.column, node.column + mark - start, self.layout)
        else:
            written = emit_item(value, node.column, self.layout)[node.column + 1 :]
        first, broken, rest = written.partition("\n")
        return self.text[start:mark] + first + self.comment(item, mark, end) + broken + rest

    def held_block(self, item: Node, start: int, mark: int, value: Tree) -> str:
        if "\n" not in self.text[mark : item.start]:
            body = self.block(item, value, item.start)
            head = self.text[start : item.start]
            return (head.rstrip(" ") if body.startswith("\n") else head) + body
        line = end_of_line(self.text, mark)
        return self.text[start:line] + self.block(item, value, line)

    def comment(self, item: Node, mark: int, end: int) -> str:
        """Give the comment on the line where a value that is written anew begins or ends."""
        at = mark
        if item.style in ("|", ">"):
            header = _HEADER.match(self.text, item.start)
            at = header.end() if header else mark
        elif not item.block and item.end > item.start:
            at = item.end
        found = _COMMENT.match(self.text, at, end)
        return found[0] if found else ""

    def word(self, item: Node, value: str | None, *, flow: bool) -> str:
        """Write a text in the quotes that stand there, where it can have them."""
        if value is None or item.value is None:
            return scalar(value, flow=flow)
        if item.style == '"':
            return double_quoted(value)
        if item.style == "'":
            return single_quoted(value) or double_quoted(value)
        if is_plain(value, flow=flow) or same_look(self.text[item.start : item.end], value):
            return value
        return scalar(value, flow=flow)

    # Braces and brackets

    def flow(self, node: Node, new: Tree) -> str:
        """Write ``{…}`` or ``[…]`` anew."""
        if self.text[node.start : node.start + 1] not in ("{", "["):
            raise CannotSplice
        starts = [entry.start for entry in (node.keys or node.items)]
        ends = [max(item.end, key.end) for key, item in zip(node.keys or node.items, node.items, strict=True)]
        if node.keys:
            ends = [key.end if self.bare(node, at) else ends[at] for at, key in enumerate(node.keys)]
        edges = [node.start + 1, *ends]
        gaps = [
            flow_gap(self.text[edge:start], inner=at > 0)
            for at, (edge, start) in enumerate(zip(edges, [*starts, node.end - 1], strict=True))
        ]
        order, values = _targets(node, new)
        opening, closing = self.text[node.start] + gaps[0].trail, gaps[-1].lead
        out, pending = opening, "#" in gaps[0].trail
        column = node.column
        for place, (at, (key, value)) in enumerate(zip(order, values, strict=True)):
            core = self.flow_entry(node, at, starts, ends, key, value)
            lead = _lead(gaps, at, first=place == 0, column=column)
            used = len(out) - out.rfind("\n") - 1 + (0 if "\n" in out else column)
            if "\n" not in lead and (
                pending or (at is None and place and used <= self.layout.width < used + len(core))
            ):
                lead = "\n" + " " * (column + 1)
            trail = gaps[at + 1].trail if at is not None else ""
            comma = "," if place + 1 < len(order) or gaps[-1].comma else ""
            out += lead + core + comma + trail
            pending = "#" in trail
        if pending and "\n" not in closing:
            closing = "\n" + " " * (column + 1)
        return out + closing + self.text[node.end - 1]

    def bare(self, node: Node, at: int) -> bool:
        """Tell whether a key in braces has no colon, and so null for its value."""
        return _FLOW_COLON.match(self.text, node.keys[at].end) is None

    def flow_entry(
        self, node: Node, at: int | None, starts: list[int], ends: list[int], key: str | None, value: Tree
    ) -> str:
        if at is None:
            return flow_text(value) if key is None else flow_text({key: value})[1:-1]
        item = node.items[at]
        if item.tree() == value:
            return self.text[starts[at] : ends[at]]
        head = self.text[starts[at] : item.start]
        if node.keys and self.bare(node, at):
            head = self.text[starts[at] : ends[at]] + ": "
        elif node.keys and not head[-1:].isspace():
            head += " "
        if _alike(item, value) and item.flow:
            return head + self.flow(item, value)
        if item.kind == "text" and not isinstance(value, dict | list):
            return head + self.word(item, value, flow=True)
        return head + flow_text(value)


def _lead(gaps: list[FlowGap], at: int | None, *, first: bool, column: int) -> str:
    """Give what stands in front of an entry of braces, as the entries there are set out."""
    own = gaps[at].lead if at is not None else ""
    broken = [gap.lead for gap in gaps[1:-1] if "\n" in gap.lead]
    if "\n" in own:
        return own
    if first:
        return gaps[0].lead if "\n" not in gaps[0].lead else "\n" + gaps[0].lead.rpartition("\n")[2]
    if at:
        return own
    if len(broken) * 2 > len(gaps) - 2 or (len(gaps) == 2 and "\n" in gaps[0].lead):
        return "\n" + (broken or [gaps[0].lead])[-1].rpartition("\n")[2]
    return " "


def _targets(node: Node, new: Tree) -> tuple[list[int | None], list[tuple[str | None, Tree]]]:
    """Give, in the order to write, which entry of the node each is (None: new), and its key and value."""
    if isinstance(new, dict):
        old = [key.value or "" for key in node.keys]
        order = map_order(old, list(new))
        places = {key: at for at, key in enumerate(old)}
        return [places.get(key) for key in order], [(key, new[key]) for key in order]
    if isinstance(new, list):
        return matches([item.tree() for item in node.items], new), [(None, item) for item in new]
    raise CannotSplice


def _said(lines: list[str]) -> list[str]:
    """Give lines where there is a comment among them; blank lines alone say nothing."""
    return lines if any(line.strip() for line in lines) else []
