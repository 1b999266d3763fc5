"""Results that other procedures ask for: who gives what to whom, the ways that people walk, and what falls upstream.

The portal does not say which procedure makes a paper. Two things tell: a procedure file that names it, and titles
that are the same (`procsimplify.catalogue.titles`). The latter are candidates. None of this is a saving.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from procsimplify.base.extras import extra_module
from procsimplify.base.numbers import format_number, parse_number
from procsimplify.catalogue.store import Store
from procsimplify.catalogue.titles import is_telling, same_title, title_among

if TYPE_CHECKING:
    from fractions import Fraction

__all__ = ["Link", "chains", "events", "links", "longest", "upstream"]

Json = dict[str, Any]
_MOST = 200
_MOST_WAYS = 25
_EVENT = range(3, 41)
"""Procedures of a life event: fewer are a single step, more are no event that anybody has."""
_GOES = ("remove-document", "replace-document-by-data")


@dataclass(frozen=True, slots=True)
class Link:
    """A result of one procedure that is a document of another.

    Parameters
    ----------
    maker, taker : str
        Codes.
    paper : str
        The title as it is compared; for what a file names, that of the document.
    document : str
        Id of the demand in the procedure that takes it.
    result : str or None
        The portal's code of the result.
    match : str
        ``named`` (the file of the taker says so), ``equal-title`` or ``begins-with``.
    """

    maker: str
    taker: str
    paper: str
    document: str
    result: str | None
    match: str


def links(store: Store) -> list[Link]:
    """List the links between the procedures of a store, in the order of papers, makers and takers.

    A procedure that asks for what it gives itself, such as a renewal, makes no link to itself.
    """
    makers: dict[str, dict[str, str | None]] = {}
    for row in store.records("SELECT * FROM results WHERE kind = 'grant' ORDER BY code, id"):
        name = same_title(row["title"] or "")
        if is_telling(name):
            makers.setdefault(name, {}).setdefault(row["code"], row["result_code"])
    codes = {code for (code,) in store.rows("SELECT code FROM procedures")}
    found: dict[tuple[str, str, str], Link] = {}
    for row in store.records("SELECT * FROM demands WHERE NOT negated ORDER BY code, place"):
        taker, title = row["code"], row["title"] or ""
        if row["got_from"] in codes and row["got_from"] != taker:
            one = Link(row["got_from"], taker, same_title(title), row["id"], None, "named")
            found.setdefault((one.paper, one.maker, taker), one)
            continue
        known = title_among(title, makers)
        if known is None:
            continue
        paper, match = known
        for maker, result in makers[paper].items():
            if maker != taker:
                found.setdefault((paper, maker, taker), Link(maker, taker, paper, row["id"], result, match))
    return [found[key] for key in sorted(found)]


def chains(found: Sequence[Link]) -> list[Json]:
    """Put links together by paper, those that the most procedures ask for first."""
    papers: dict[str, list[Link]] = {}
    for link in found:
        papers.setdefault(link.paper, []).append(link)
    rows: list[Json] = []
    for paper, listed in papers.items():
        makers = {one.maker: one.result for one in listed}
        takers = {one.taker: one.document for one in listed}
        matches = {one.match for one in listed}
        rows.append(
            {
                "title": paper,
                "made_by": [{"code": code, "result": result} for code, result in sorted(makers.items())],
                "asked_by": [{"code": code, "document": name} for code, name in sorted(takers.items())],
                "match": "mixed" if len(matches) > 1 else "".join(matches),
            }
        )
    return sorted(rows, key=lambda one: (-len(one["asked_by"]), one["title"]))[:_MOST]


def _graph(found: Iterable[Link]) -> Any:
    graph: Any = extra_module("networkx", "catalogue").DiGraph()
    for link in found:
        if not graph.has_edge(link.maker, link.taker):
            graph.add_edge(link.maker, link.taker, paper=link.paper, match=link.match)
    return graph


def longest(found: Sequence[Link]) -> list[Json]:
    """List the longest ways: to hand in the last, one needs the result of the one before, and so on.

    Procedures that ask for each other's results (first issue, renewal, change of one licence) are one stop.

    Returns
    -------
    list of dict
        The longest first, ways that share half of their stops with a longer one left out: ``length`` and ``stops``,
        each with ``codes`` and the ``paper`` taken on to the next.
    """
    if not found:
        return []
    networkx = extra_module("networkx", "catalogue")
    graph = _graph(found)
    whole: Any = networkx.condensation(graph)
    members: dict[int, list[str]] = {node: sorted(whole.nodes[node]["members"]) for node in whole}
    # The longest way that ends at each stop; of equal ones that of the smaller codes, so that each run gives the same.
    best: dict[int, tuple[int, list[int]]] = {}
    for node in networkx.lexicographical_topological_sort(whole, key=members.__getitem__):
        ways = [best[before] for before in sorted(whole.predecessors(node), key=members.__getitem__)]
        length, way = max(ways, key=lambda one: one[0], default=(0, list[int]()))
        best[node] = (length + 1, [*way, node])
    ends = [best[node] for node in whole if not whole.out_degree(node)]
    listed = sorted((way for length, way in ends if length > 2), key=lambda way: (-len(way), members[way[-1]]))
    return [{"length": len(way), "stops": _stops(way, members, graph)} for way in _apart(listed)][:_MOST_WAYS]


def _apart(ways: Iterable[list[int]]) -> list[list[int]]:
    """Leave out a way that shares half of its stops with a longer one: the same way with another end."""
    kept: list[list[int]] = []
    for way in ways:
        if all(2 * len(set(way) & set(other)) < len(way) for other in kept):
            kept.append(way)
    return kept


def _stops(way: Sequence[int], members: Mapping[int, list[str]], graph: Any) -> list[Json]:
    stops: list[Json] = []
    for here, then in zip(way, [*way[1:], None], strict=True):
        papers = [] if then is None else sorted(
            graph.edges[maker, taker]["paper"]
            for maker in members[here] for taker in members[then] if graph.has_edge(maker, taker)
        )  # fmt: skip
        stops.append({"codes": members[here], "paper": papers[0] if papers else None})
    return stops


def events(store: Store, found: Sequence[Link]) -> list[Json]:
    """List groups of procedures that papers hold together and that citizens go through: candidates for life events.

    Returns
    -------
    list of dict
        The largest first: ``codes``; ``papers``, those asked for by the most of them first.
    """
    if not found:
        return []
    networkx = extra_module("networkx", "catalogue")
    citizens = {
        row["code"]
        for row in store.records("SELECT code, applicants FROM procedures")
        if "citizen" in row["applicants"]
    }
    inside = [link for link in found if link.maker in citizens and link.taker in citizens]
    rows: list[Json] = []
    for group in networkx.weakly_connected_components(_graph(inside)):
        if len(group) in _EVENT:
            count: dict[str, set[str]] = {}
            for link in inside:
                if link.maker in group:
                    count.setdefault(link.paper, set()).add(link.taker)
            papers = sorted(count, key=lambda paper: (-len(count[paper]), paper))
            rows.append({"codes": sorted(group), "papers": papers[:5]})
    return sorted(rows, key=lambda one: (-len(one["codes"]), one["codes"]))[:_MOST_WAYS]


def upstream(store: Store, found: Sequence[Link]) -> list[Json]:
    """List what falls upstream where a demand is dropped: an effect, counted in no saving.

    A dropped demand saves once, where it was asked for. That fewer people then go through the procedure that makes the
    paper is told beside it, with a number only where the volume of the procedure that asks is given.

    Returns
    -------
    list of dict
        One for each open proposal that takes such a document away: ``code``, ``proposal``, ``document``, ``paper``,
        ``made_by``; ``fewer``, the cases a year that no longer need the paper, over all its makers together and at most
        (None without a volume); ``sure`` where a file names the maker and it is one.
    """
    by_paper: dict[tuple[str, str], list[Link]] = {}
    for link in found:
        by_paper.setdefault((link.taker, link.document), []).append(link)
    volumes = dict(store.rows("SELECT code, volume FROM procedures"))
    rows: list[Json] = []
    for one in store.records(
        "SELECT code, id, edits FROM proposals"
        " WHERE standing = 'open' AND class = 'proposal' AND documents_go > 0 ORDER BY code, id"
    ):
        for document in _gone(one["edits"]):
            makers = by_paper.get((one["code"], document), [])
            if makers:
                volume: Fraction | None = parse_number(volumes[one["code"]]) if volumes[one["code"]] else None
                rows.append(
                    {
                        "code": one["code"],
                        "proposal": one["id"],
                        "document": document,
                        "paper": makers[0].paper,
                        "made_by": sorted({link.maker for link in makers}),
                        "fewer": None if volume is None else format_number(volume),
                        "sure": len(makers) == 1 and makers[0].match == "named",
                    }
                )
    return rows


def _gone(edits: str) -> list[str]:
    import json

    listed: list[Json] = json.loads(edits)
    return [str(edit["document"]) for edit in listed if edit.get("edit") in _GOES and "document" in edit]
