"""What shows only across procedures: papers asked for by many, results that others ask for, dossiers that are alike.

All of these are places to look, found by stated means; none is a saving.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from procsimplify.catalogue.chains import chains, events, links, longest, upstream
from procsimplify.catalogue.store import Store
from procsimplify.catalogue.titles import is_telling, same_title

__all__ = ["across"]

_MOST = 200
_OWN = ("application-form", "declaration")


def across(store: Store) -> dict[str, Any]:
    """Look across procedures.

    Parameters
    ----------
    store : Store

    Returns
    -------
    dict
        ``papers``: types by how many procedures ask for them; ``titles``: single papers that many ask for by one title.
        ``chains``, ``longest``, ``events``, ``upstream``: see `procsimplify.catalogue.chains`.
        ``alike``: procedures that ask for exactly the same documents, two at least, by the same titles.
    """
    found = links(store)
    return {
        "papers": _papers(store),
        "titles": _titles_asked(store),
        "chains": chains(found),
        "longest": longest(found),
        "events": events(store, found),
        "upstream": upstream(store, found),
        "alike": _alike(store),
    }


def _titles_asked(store: Store) -> list[dict[str, Any]]:
    """List the papers that several procedures ask for by one telling title; forms are each one's own."""
    asked: dict[tuple[str, str], set[str]] = {}
    once: dict[tuple[str, str], set[str]] = {}
    for row in store.records("SELECT code, type, title, once_only FROM demands WHERE NOT negated ORDER BY code, place"):
        key = (same_title(row["title"] or ""), row["type"])
        if is_telling(key[0]) and row["type"] not in _OWN:
            asked.setdefault(key, set()).add(row["code"])
            if row["once_only"] is not None:
                once.setdefault(key, set()).add(row["code"])
    rows: list[dict[str, Any]] = [
        {"title": title, "type": kind, "procedures": sorted(codes), "once_only": len(once.get((title, kind), ()))}
        for (title, kind), codes in asked.items()
        if len(codes) > 1
    ]
    return sorted(rows, key=lambda one: (-len(one["procedures"]), one["title"]))[:_MOST]


def _papers(store: Store) -> list[dict[str, Any]]:
    return store.records(
        "SELECT type, count(DISTINCT code) AS procedures, count(*) AS documents,"
        " count(DISTINCT code) FILTER (WHERE once_only IS NOT NULL) AS once_only"
        " FROM demands WHERE NOT negated GROUP BY type ORDER BY procedures DESC, type"
    )


def _titles(store: Store) -> dict[str, tuple[str, str, str]]:
    return {
        row["code"]: (row["title_vi"], row["ministry"] or "", row["field"] or "")
        for row in store.records("SELECT code, title_vi, ministry, field FROM procedures ORDER BY code")
    }


def _alike(store: Store) -> list[dict[str, Any]]:
    papers: dict[str, set[tuple[str, str]]] = {}
    for row in store.records("SELECT code, type, title FROM demands WHERE NOT negated ORDER BY code, place"):
        papers.setdefault(row["code"], set()).add((row["type"], same_title(row["title"] or "")))
    groups: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for code, asked in papers.items():
        if len(asked) >= 2:
            groups.setdefault(tuple(sorted(asked)), []).append(code)
    titles = _titles(store)
    found = [_group(sorted(codes), len(asked), titles) for asked, codes in groups.items() if len(codes) > 1]
    return sorted(found, key=lambda one: (-len(one["procedures"]), one["procedures"][0]["code"]))[:_MOST]


def _group(codes: list[str], documents: int, titles: Mapping[str, tuple[str, str, str]]) -> dict[str, Any]:
    return {
        "documents": documents,
        "procedures": [{"code": code, "title": titles[code][0]} for code in codes],
        "one_title": len({same_title(titles[code][0]) for code in codes}) == 1,
    }
