"""From procedures to the instruments that they rest on: what amending one of them could take away.

A graph with procedures on one side and instruments on the other; on the arrows between them stand the open proposals
that could be drafted as amendments of the instrument. A page of the portal names instruments and no article. Then each
of them is only a candidate: the figures say so, and tell apart the proposals that can rest on this instrument alone
from those that rest on one of several.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from procsimplify.base.extras import extra_module
from procsimplify.catalogue.store import Store
from procsimplify.costing import amount_text

__all__ = ["graph_of", "instruments"]

Json = dict[str, Any]


def graph_of(store: Store) -> Any:
    """Build the graph of procedures and instruments.

    Parameters
    ----------
    store : Store

    Returns
    -------
    networkx.DiGraph
        Nodes ``("procedure", CODE)``, with the savings of the procedure, and ``("instrument", NUMBER)``, with ``title``
        and ``rank``. An arrow leads from a procedure to each instrument that its page names (``rests``), or that a
        proposal would amend; ``proposals`` on it maps the ids of these proposals to what is known of each.

    Raises
    ------
    UsageError
        Where networkx is not installed.
    """
    graph: Any = extra_module("networkx", "catalogue").DiGraph()
    for row in store.records(
        "SELECT code, title_vi, title_en, together, together_per_case, together_per_year, volume FROM procedures"
        " ORDER BY code"
    ):
        graph.add_node(("procedure", row["code"]), **row)
    for row in store.records("SELECT code, instrument, title, rank FROM instruments ORDER BY instrument, code"):
        name = ("instrument", row["instrument"])
        if name not in graph or graph.nodes[name]["title"] is None:
            graph.add_node(name, title=row["title"], rank=row["rank"])
        graph.add_edge(("procedure", row["code"]), name, rests=True, proposals={})
    for row in store.records(
        "SELECT p.code, p.proposal, p.instrument, p.article, p.clause, p.point, p.candidates, q.documents_go,"
        " q.per_case, q.per_year FROM provisions p JOIN proposals q ON q.code = p.code AND q.id = p.proposal"
        " WHERE q.standing = 'open' AND q.class = 'proposal'"
        " ORDER BY p.code, p.proposal, p.instrument, p.article, p.clause, p.point"
    ):
        ends = ("procedure", row["code"]), ("instrument", row["instrument"])
        if ends[1] not in graph:
            graph.add_node(ends[1], title=None, rank=0)
        if not graph.has_edge(*ends):
            graph.add_edge(*ends, rests=False, proposals={})
        graph.edges[ends]["proposals"].setdefault(row["proposal"], row)
    return graph


def instruments(store: Store) -> list[Json]:
    """List the instruments that open proposals may amend.

    Parameters
    ----------
    store : Store

    Returns
    -------
    list of dict
        Those first that surely hold the most: ``instrument``, ``title``, ``rank`` (5 a law … 1 a decision),
        ``procedures`` that rest on it, ``with_proposals`` of them (``codes``), ``proposals``, of which the article is
        known (``article_known``; ``articles`` lists them), which only this instrument can hold (``only_candidate``),
        which one of several holds (``one_of_several``); ``documents_go`` if all of them are amended here,
        ``documents_go_surely`` without those of several candidates. ``per_case_least`` and ``per_case_most`` are of
        the procedures that save money; ``per_year`` is the sum over those with a volume (``with_volume``), None where
        there is none. Counts over two instruments overlap and are not to be added.
    """
    graph = graph_of(store)
    rows = [_row(graph, node) for node in graph if node[0] == "instrument"]
    listed = [row for row in rows if row["proposals"]]
    return sorted(
        listed, key=lambda row: (-row["documents_go_surely"], -_sure(row), -row["documents_go"], row["instrument"])
    )


def _sure(row: Mapping[str, Any]) -> int:
    """Count the proposals that this instrument alone can hold."""
    return row["article_known"] + row["only_candidate"]


def _row(graph: Any, node: tuple[str, str]) -> Json:
    edges = [(start, graph.edges[start, node]) for start in graph.predecessors(node)]
    touched = [(start, data["proposals"]) for start, data in edges if data["proposals"]]
    every = [one for _, proposals in touched for one in proposals.values()]
    known = [one for one in every if one["article"] is not None]
    alone = [one for one in every if one["article"] is None and one["candidates"] == 1]
    savings = [_saved(graph.nodes[start], proposals, "per_case") for start, proposals in touched]
    years = [
        _saved(graph.nodes[start], proposals, "per_year")
        for start, proposals in touched
        if graph.nodes[start]["volume"] is not None
    ]
    positive = sorted(amount for amount in savings if amount > 0)
    return {
        "instrument": node[1],
        "title": graph.nodes[node]["title"],
        "rank": graph.nodes[node]["rank"] or 0,
        "procedures": sum(data["rests"] for _, data in edges),
        "with_proposals": len(touched),
        "codes": sorted(start[1] for start, _ in touched),
        "proposals": len(every),
        "article_known": len(known),
        "articles": sorted({_article(one) for one in known}),
        "only_candidate": len(alone),
        "one_of_several": len(every) - len(known) - len(alone),
        "documents_go": _documents(every),
        "documents_go_surely": _documents([*known, *alone]),
        "per_case_least": amount_text(positive[0]) if positive else None,
        "per_case_most": amount_text(positive[-1]) if positive else None,
        "with_volume": len(years),
        "per_year": amount_text(sum(years, Decimal(0))) if years else None,
    }


def _documents(proposals: Iterable[Mapping[str, Any]]) -> int:
    """Count the documents that go; two proposals of one procedure name different ones, or go not together."""
    return sum(one["documents_go"] for one in proposals)


def _saved(procedure: Mapping[str, Any], proposals: Mapping[str, Mapping[str, Any]], basis: str) -> Decimal:
    """Give what a procedure saves at least by these of its proposals: together where that is known, else the best one.

    What several save together was priced for all that go together; of some of them only the best alone is sure.
    """
    together: list[str] = procedure["together"]
    if together and set(together) <= set(proposals):
        return procedure[f"together_{basis}"] or Decimal(0)
    return max((one[basis] or Decimal(0) for one in proposals.values()), default=Decimal(0))


def _article(one: Mapping[str, Any]) -> str:
    return " ".join(_parts(one))


def _parts(one: Mapping[str, Any]) -> Iterator[str]:
    for name, mark in (("point", "điểm"), ("clause", "khoản"), ("article", "Điều")):
        if one[name] is not None:
            yield f"{mark} {one[name]}"
