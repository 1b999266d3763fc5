"""From the rows of a page to the tree of the dossier: cases, groups, alternatives, demands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

from procsimplify.base.text import Text
from procsimplify.files.portal.copies_taken import lighter_by_channel
from procsimplify.files.portal.demand import DemandMaker, Ids
from procsimplify.files.portal.document_words import TypeMatch
from procsimplify.files.portal.headings import about_of_heading, channels_in, depth_of, kind_of_heading
from procsimplify.files.portal.imported import Log
from procsimplify.files.portal.page import Page, PaperGroup, PaperRow
from procsimplify.files.portal.replaced_in_prose import replaced_in
from procsimplify.files.portal.row_marks import is_one_of, once_only_in, replaced_in_general
from procsimplify.files.portal.row_types import UNCLEAR, told_types, types_of
from procsimplify.files.portal.words import Piece, same_spelling, short, slug, tidy
from procsimplify.model import Case, Demand, Group, Node

__all__ = ["Dossier", "read_dossier"]

MOST_CASES = 16
"""More headings than this are read as conditions: each case is a variant, and a procedure has 64 at most."""

_REMARK_END = re.compile(r":\s*$")
_OR_FIRST = re.compile(r"[\W\d]*hoặc\s", re.IGNORECASE)
_OR_LAST = re.compile(r"(?<!\w)hoặc\s*[:;.,]?\s*$", re.IGNORECASE)
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_LABEL = re.compile(r"\s*\(?(?P<label>[a-zđ]|\d{1,2})[.)]")


@dataclass(slots=True)
class Dossier:
    """The tree, its cases and what was said beside it."""

    cases: tuple[Case, ...] = ()
    nodes: tuple[Node, ...] = ()
    remarks: tuple[Piece, ...] = ()
    registers: tuple[str, ...] = ()
    default_suspect: bool = False
    headings: dict[str, str] = field(default_factory=dict[str, str])
    """The words of the heading of each case."""


def read_dossier(page: Page, log: Log, maker: DemandMaker) -> Dossier:
    """Read the dossier of a page.

    Parameters
    ----------
    page : Page
    log : Log
    maker : DemandMaker

    Returns
    -------
    Dossier
    """
    rows = [row for group in page.groups for row in group.rows]
    counted = [row for row in rows if row.originals or row.copies]
    maker.default_suspect = suspect = _all_alike(counted)
    if suspect:
        log.find("default-suspect", "dossier", number=len(counted))
    maker.replaced = replaced_in_general([*(row.name.text for row in rows), *(piece.text for piece in page.prose)])
    maker.lighter = lighter_by_channel((row.name.text for row in rows), (piece.text for piece in page.prose))
    kinds = [_kind(group, page.groups) for group in page.groups]
    cases: list[Case] = []
    case_ids = Ids()
    nodes: list[Node] = []
    remarks: list[Piece] = []
    result = Dossier(default_suspect=suspect)
    as_cases = 1 < sum(kind == "case" for kind in kinds) <= MOST_CASES
    for group, kind in zip(page.groups, kinds, strict=True):
        words = group.heading.text if group.heading else ""
        log.understand(group.heading)
        maker.heading = words
        inner = _group_nodes(group, log, maker, remarks, show=kind == "show")
        told = about_of_heading(words)
        if told is not None:
            inner = [_mapped(node, partial(_also_about, what=told)) for node in inner]
        if kind == "case" and as_cases:
            title = _case_title(words)
            case = Case(id=case_ids.new(title), title=Text(title, None), condition=Text(short(words, 500), None))
            cases.append(case)
            result.headings[case.id] = words
            if group.heading is not None:
                log.infer(f"cases/{case.id}", title, group.heading)
            nodes.extend(_limited(node, case.id) for node in inner)
        elif kind in ("case", "if") and words and inner:
            channels = tuple(name for name in channels_in(words) if name in maker.channels)
            condition = Text(short(words, 500), None)
            several = is_one_of(words) and len(inner) > 1
            group_node = Group(
                id=maker.ids.new(f"neu {slug(_case_title(words), 5)}"),
                if_=condition,
                channels=channels if 0 < len(channels) < len(maker.channels) else (),
                one_of=tuple(inner) if several else None,
                all=None if several else tuple(inner),
            )
            if group.heading is not None:
                log.infer(f"dossier/{group_node.id}/if", condition.get("vi"), group.heading)
            nodes.append(group_node)
        elif kind == "one-of" and len(inner) > 1:
            title = Text(short(words, 200), None)
            nodes.append(Group(id=maker.ids.new("mot trong"), title=title, one_of=tuple(inner)))
            if group.heading is not None:
                log.infer("dossier/one-of", str(len(inner)), group.heading)
        else:
            nodes.extend(inner)
    for piece in page.leftovers:
        if piece.field == "thanh_phan_ho_so":
            remarks.append(piece)
            log.lose(piece)
    result.cases, result.remarks = tuple(cases), tuple(remarks)
    result.nodes = tuple(_governed(nodes, remarks, page.prose, log, maker))
    result.registers = tuple(maker.registers)
    return result


def _also_about(demand: Demand, what: str) -> Demand:
    """Say of a paper what the heading that it stands under says of all."""
    return demand if what in demand.about else demand.evolve(about=(*demand.about, what))


def _all_alike(counted: list[PaperRow]) -> bool:
    """Tell rows whose columns nobody filled in: all, or all but one in five, say one original and one copy."""
    same = sum(row.originals == 1 and row.copies == 1 for row in counted)
    return bool(counted) and (same == len(counted) or (len(counted) >= 5 and same * 5 >= len(counted) * 4))


def _kind(group: PaperGroup, groups: tuple[PaperGroup, ...]) -> str:
    if group.heading is None:
        return "plain"
    kind = kind_of_heading(group.heading.text)
    others = [other for other in groups if other is not group]
    if kind == "case" and not _has_request(group) and any(_has_request(other) for other in others):
        return "if"
    if kind == "plain" and len(groups) > 1 and _has_request(group) and any(_has_request(other) for other in others):
        return "case"  # a whole dossier of its own
    return kind


def _has_request(group: PaperGroup) -> bool:
    return any(
        types_of(row.name.text)[0].type == "application-form" for row in group.rows if row.originals or row.copies
    )


def _case_title(words: str) -> str:
    text = re.sub(r"^[\W\d]*(?:\(?[a-zđ]\d?[.)]|\(?[ivx]+[.)])?[\W\d]*", "", words)
    text = re.sub(
        r"^(?:thành phần )?hồ sơ (?:bao )?gồm|^(?:đối với|trường hợp|trong trường hợp)\s+", "", text, flags=re.I
    )
    text = re.sub(r"^(?:đối với|trường hợp)\s+", "", text.strip(), flags=re.I)
    text = re.sub(r"[,;]?\s*(?:thành phần )?(?:hồ sơ )?(?:bao )?gồm(?: có)?\s*:?\s*$", "", text, flags=re.I)
    return short(text.strip(" :.;,-") or words, 160)


def _limited(node: Node, case: str) -> Node:
    """Limit a node to one more case."""
    return node.evolve(cases=(case,))


def _group_nodes(group: PaperGroup, log: Log, maker: DemandMaker, remarks: list[Piece], *, show: bool) -> list[Node]:
    nodes: list[Node] = []
    rows = list(group.rows)
    claimed = _claimed(rows)
    done = {member for members in claimed.values() for member in members}
    for place, row in enumerate(rows):
        if place in done:
            continue
        head = _heads_others(row)
        if head is None:
            inner = _row_nodes(row, log, maker, remarks, show=show)
            before = rows[place - 1].name.text if place and place - 1 not in done else ""
            if inner and nodes and _or_joins(before, row.name.text):
                nodes[-1:] = [_joined(nodes[-1], inner[0], row, log, maker), *inner[1:]]
            else:
                nodes.extend(inner)
            continue
        members = claimed[place]
        inner = [node for at in members for node in _row_nodes(rows[at], log, maker, remarks, show=show)]
        if not inner:
            nodes.extend(_row_nodes(row, log, maker, remarks, show=show))
            continue
        log.understand(row.name)
        words = Text(short(row.name.text, 300), None)
        if head == "one-of" and len(inner) > 1:
            node = Group(id=maker.ids.new("mot trong"), title=words, one_of=tuple(inner))
            log.infer(f"dossier/{node.id}/one-of", str(len(inner)), row.name)
            nodes.append(node)
        elif head == "if":
            channels = tuple(name for name in channels_in(row.name.text) if name in maker.channels)
            limited = channels if 0 < len(channels) < len(maker.channels) else ()
            node = Group(
                id=maker.ids.new(f"neu {slug(row.name.text, 5)}"), if_=words, channels=limited, all=tuple(inner)
            )
            log.infer(f"dossier/{node.id}/if", words.get("vi"), row.name)
            nodes.append(node)
        else:
            nodes.extend(inner)
    return nodes


def _or_joins(before: str, text: str) -> bool:
    """Tell a row that stands for the row right before it: it begins with “or”, or that one ends with “or”."""
    if _OR_FIRST.match(text):
        return before != ""
    first, second = _LABEL.match(before), _LABEL.match(text)
    if not _OR_LAST.search(before):
        return False
    if first is None or second is None:
        return first is second
    return _LETTERS.find(second["label"].lower()) == _LETTERS.find(first["label"].lower()) + 1


def _joined(before: Node, node: Node, row: PaperRow, log: Log, maker: DemandMaker) -> Node:
    if isinstance(before, Group) and before.one_of and before.if_ is None:
        return before.evolve(one_of=(*before.one_of, node))
    group = Group(id=maker.ids.new("mot trong"), one_of=(before, node))
    log.infer(f"dossier/{group.id}/one-of", "2", row.name)
    return group


def _heads_others(row: PaperRow) -> str | None:
    """Tell a row that is the heading of rows after it, and of which kind."""
    text = row.name.text
    bare = not row.originals and not row.copies
    if is_one_of(text) and _REMARK_END.search(text):
        return "one-of"
    if not _REMARK_END.search(text) or len(text) > 400:
        return None
    kind = kind_of_heading(text)
    if kind in ("case", "if") and re.search(r"trường hợp|đối với|nếu|khi", same_spelling(text)):
        return "if"
    return "plain" if bare or same_spelling(text).rstrip(": ").endswith(("gồm", "sau", "sau đây")) else None


def _claimed(rows: list[PaperRow]) -> dict[int, list[int]]:
    """Give for each heading row the rows that it stands over: those right after it that stand deeper.

    The portal prints rows in any order. A heading over one of several that nothing follows claims the rows numbered as
    its parts (``đ)`` and ``đ.1)``), or, where it is the only such heading, the deeper rows that no other claims.
    """
    heads = [place for place, row in enumerate(rows) if _heads_others(row) is not None]
    depths = [depth_of(row.name.text) for row in rows]
    taken = set(heads)
    found: dict[int, list[int]] = {}
    for head in heads:
        found[head] = []
        for at in range(head + 1, len(rows)):
            if at in taken or depths[at] <= depths[head]:
                break
            found[head].append(at)
        taken.update(found[head])
    bare = [head for head in heads if not found[head] and is_one_of(rows[head].name.text)]
    for head in bare:
        label = _LABEL.match(rows[head].name.text)
        parts = re.compile(rf"\s*{re.escape(label['label'])}\.?\d" if label else r"(?!)", re.IGNORECASE)
        loose = [at for at in range(len(rows)) if at not in taken]
        mine = [at for at in loose if parts.match(rows[at].name.text)]
        if not mine and len(bare) == 1:
            least = max(depths[head], 1)
            mine = [at for at in loose if depths[at] > least and (at > head or depths[head] > 0)]
        found[head] = mine
        taken.update(mine)
    return found


def _row_nodes(row: PaperRow, log: Log, maker: DemandMaker, remarks: list[Piece], *, show: bool) -> list[Node]:
    counted = bool(row.originals or row.copies)
    types, doubted = told_types(row.name.text, counted=counted, land=maker.about_land)
    if doubted:
        _doubt(row, types, doubted, log)
    if types[0].type == "remark" or (types[0].type == UNCLEAR and not counted):
        remarks.append(row.name)
        if once_only_in(row.name.text) or len(row.name.text) < 200:
            log.understand(row.name)
        else:
            log.lose(row.name)
        return []
    log.understand(row.name)
    if once_only_in(row.name.text) is not None:
        maker.glued.append(row.name)
    return maker.nodes(row, types, show=show)


def _doubt(row: PaperRow, types: tuple[TypeMatch, ...], doubted: tuple[TypeMatch, ...], log: Log) -> None:
    """Say which kinds of paper the words of a row may name besides, or which it may be of where none is sure."""
    slug = "type-unclear" if types[0].type == UNCLEAR else "type-doubted"
    kinds = ", ".join(one.type for one in doubted)
    log.find(slug, "dossier", words=short(tidy(row.name.text), 200), types=kinds)


def _governed(
    nodes: Iterable[Node], remarks: list[Piece], prose: tuple[Piece, ...], log: Log, maker: DemandMaker
) -> list[Node]:
    """Let the once-only clauses of remark rows and of the prose govern the papers that they speak of."""
    govern: list[Callable[[Demand], Demand]] = [
        *(
            partial(maker.governed, piece=piece, log=log, glued=False)
            for piece in remarks
            if once_only_in(piece.text) is not None
        ),
        *(partial(maker.governed, piece=piece, log=log, glued=True) for piece in maker.glued),
        *(partial(maker.governed, piece=piece, log=log, glued=True, told=True) for piece in replaced_in(prose)),
    ]
    kept = list(nodes)
    for change in govern:
        kept = [_mapped(node, change) for node in kept]
    return kept


def _mapped(node: Node, change: Callable[[Demand], Demand]) -> Node:
    """Change each paper of a tree."""
    if isinstance(node, Demand):
        return change(node)
    return node.with_children(tuple(_mapped(child, change) for child in node.children))
