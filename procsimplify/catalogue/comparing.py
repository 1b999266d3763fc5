"""What shows only across procedures: papers asked for by many, results that others ask for, dossiers that are alike.

All of these are places to look, found by stated means; none is a saving.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from procsimplify.catalogue.store import Store

__all__ = ["across", "same_title"]

_CHAIN_WORDS = 4
"""Words that a title must have at least to be compared: “giấy phép” alone says nothing."""
_MOST = 200
_OPENING = re.compile(
    r"^(?:(?:bản sao|bản chính|bản gốc|bản chụp|bản|chụp|sao y|có chứng thực|chứng thực|hợp lệ|công chứng|hoặc|01|02|"
    r"một|\d+\s*\(?\w*\)?\s*bản)\s+)+"
)
_FORM_WORDS = ("đơn", "tờ khai", "văn bản đề nghị", "phiếu", "giấy đề nghị")


def across(store: Store) -> dict[str, Any]:
    """Look across procedures.

    Parameters
    ----------
    store : Store

    Returns
    -------
    dict
        ``papers``: types by how many procedures ask for them. ``chains``: a result of one procedure whose title is
        that of a document of others: candidates, matched by equal titles (`same_title`), at least four words long.
        ``alike``: procedures that ask for exactly the same documents, two at least, by the same titles.
    """
    return {"papers": _papers(store), "chains": _chains(store), "alike": _alike(store)}


def same_title(text: str) -> str:
    """Give a title as it is compared: small letters, no signs, without the words about copies that it begins with.

    Examples
    --------
    >>> same_title("Bản sao có chứng thực Giấy chứng nhận đăng ký kết hôn;")
    'giấy chứng nhận đăng ký kết hôn'
    """
    plain = unicodedata.normalize("NFC", text).lower()
    plain = re.sub(r"\([^)]*\)", " ", plain)
    plain = re.sub(r"[^\w\s]", " ", plain)
    plain = re.sub(r"\s+", " ", plain).strip()
    return _OPENING.sub("", plain)


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


def _chains(store: Store) -> list[dict[str, Any]]:
    makers: dict[str, dict[str, str | None]] = {}
    for row in store.records("SELECT * FROM results WHERE kind = 'grant' ORDER BY code, id"):
        name = same_title(row["title"] or "")
        if len(name.split()) >= _CHAIN_WORDS and not name.startswith(_FORM_WORDS):
            makers.setdefault(name, {}).setdefault(row["code"], row["result_code"])
    takers: dict[str, dict[str, str]] = {}
    for row in store.records("SELECT * FROM demands WHERE NOT negated ORDER BY code, place"):
        name = same_title(row["title"] or "")
        if name in makers:
            takers.setdefault(name, {}).setdefault(row["code"], row["id"])
    found: list[dict[str, Any]] = []
    for name in sorted(takers):
        others = {code: demand for code, demand in takers[name].items() if set(makers[name]) - {code}}
        if others:
            found.append(
                {
                    "title": name,
                    "made_by": [{"code": code, "result": result} for code, result in sorted(makers[name].items())],
                    "asked_by": [{"code": code, "document": demand} for code, demand in sorted(others.items())],
                    "match": "equal-title",
                }
            )
    return sorted(found, key=lambda one: (-len(one["asked_by"]), one["title"]))[:_MOST]


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
