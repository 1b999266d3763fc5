"""The tables of a catalogue's report, for every form that it takes: text, CSV, XLSX, HTML."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from procsimplify.base.text import Language
from procsimplify.reporting.catalogue_across import alike, amend, chains, events, longest, titles, upstream
from procsimplify.reporting.catalogue_sheet import Json, Sheet, heads_of
from procsimplify.reporting.catalogue_words import type_name, word
from procsimplify.reporting.words import clean, known, said

__all__ = ["NAMES", "law", "quoted", "sheet", "told", "where"]

NAMES: Final = ("ministry", "field", "level", "applicant", "rule", "type", "instrument", "amend", "titles", "chains",
                "longest", "events", "upstream", "alike", "faults", "left-open", "findings", "fault-findings",
                "passed-over")  # fmt: skip
"""The tables, in the order in which a page shows them."""


def sheet(report: Json, name: str, lang: Language) -> Sheet:
    """Make one of the tables `NAMES` of a report; KeyError where there is no such table."""
    return _MAKERS[name](report, name, lang)


def _name(dimension: str, row: Json, lang: Language) -> str:
    key = row["key"]
    if key is None or key == "":
        return word("unknown", lang)
    if dimension in ("level", "applicant") and known(f"{dimension}-{key}"):
        return said(f"{dimension}-{key}", lang)
    if dimension == "rule":
        return clean(f"{row[f'title_{lang}']} ({key})")
    if dimension == "type":
        return type_name(str(key), lang)
    return clean(str(key))


def _dimension(report: Json, name: str, lang: Language) -> Sheet:
    notes = {"level": "note-several", "applicant": "note-several", "instrument": "note-several"}
    alone = ("rule", "type", "instrument")
    told = [word(notes[name], lang)] if name in notes else []
    rows = tuple(
        (
            _name(name, row, lang), row["procedures"], row["documents"], row["proposals"], row["questions"],
            row["pages"], row["not_open"], row["documents_go"], row["per_case_least"], row["per_case_most"],
            row["with_volume"], row["per_year"],
        )
        for row in report["by"][name]
    )  # fmt: skip
    heads = heads_of(lang, "key", "procedures", "documents", "proposals", "questions", "pages", "not-open", "gone",
                   "least", "most", "with-volume", "year")  # fmt: skip
    money, numbers = (8, 9, 11), (1, 2, 3, 4, 5, 6, 7, 10)
    if name in alone:
        # What single proposals save in a year is never added: the two last columns have nothing to say here.
        rows, heads, money, numbers = tuple(row[:10] for row in rows), heads[:10], (8, 9), (1, 2, 3, 4, 5, 6, 7)
        told.append(word("note-alone", lang))
    return Sheet(name, word(f"by-{name}", lang), heads, rows, tuple(told), money, numbers)


def _faults(report: Json, name: str, lang: Language) -> Sheet:
    faults = {row["title_en"] for row in report["page_findings"] if row["is_fault"]}
    rows = tuple(
        (row[f"title_{lang}"], row["procedures"], row["findings"])
        for row in report["page_findings"]
        # Reading a page meets some of its faults too: they are told once, as faults.
        if row["is_fault"] == (name == "faults") and (row["is_fault"] or row["title_en"] not in faults)
    )
    heads = heads_of(lang, "title", "procedures", "findings")
    return Sheet(name, word(f"by-{name}", lang), heads, rows, (word(f"note-{name}", lang),), numbers=(1, 2))


def _fault_findings(report: Json, name: str, lang: Language) -> Sheet:
    rows = tuple(
        (
            clean(one["code"]), clean(one[f"title_{lang}"]), clean(one["ministry"] or ""), row[f"title_{lang}"],
            clean(row[f"message_{lang}"]), clean(row["words"] or ""), where(row),
        )
        for one in report.get("procedures", ())
        for row in one["page_findings"]
    )  # fmt: skip
    heads = heads_of(lang, "code", "title", "ministry", "fault", "why", "words", "where")
    return Sheet(name, word("by-fault-findings", lang), heads, rows, (word("note-faults", lang),), codes=(0,))


def where(row: Json) -> str:
    """Say where words stand in a record: the field and the letter, counted from 1."""
    return "" if row["field"] is None else f"{clean(row['field'])}:{(row['start'] or 0) + 1}"


def _findings(report: Json, name: str, lang: Language) -> Sheet:
    rows = tuple(
        (
            clean(one["code"]), clean(one[f"title_{lang}"]), clean(one["ministry"] or ""), item["rule"],
            word(f"class-{item['class']}", lang), word(f"standing-{item['standing']}", lang),
            clean(item[f"title_{lang}"]), clean(item[f"why_{lang}"]), clean(item[f"mend_{lang}"]),
            item["documents_go"], item["per_case"],
            word("rests-standard" if one["standard_share"] else "rests-page", lang) if item["per_case"] != "0" else "",
            item["per_year"], law(item, lang), quoted(item),
        )
        for one in report.get("procedures", ())
        for item in one["findings"]
    )  # fmt: skip
    heads = heads_of(lang, "code", "title", "ministry", "rule", "class", "standing", "key", "why", "mend", "gone",
                   "case", "rests-on", "year", "law", "words")  # fmt: skip
    notes = (word("note-alone", lang),)
    return Sheet(name, word("by-findings", lang), heads, rows, notes, money=(10, 12), numbers=(9,), codes=(0,))


def law(item: Json, lang: Language) -> str:
    """Say what is to be amended, or in which instruments the article is still to be found."""
    from procsimplify.reporting.words import provision

    surely = [provision(row, lang) for row in item["provisions"] if row["article"] is not None]
    candidates = [clean(row["instrument"]) for row in item["provisions"] if row["article"] is None]
    if candidates:
        surely.append(word("article-to-find", lang, instruments=", ".join(candidates)))
    return "; ".join(surely)


_BESIDE: Final = ("/who", "/kind", "/limit", "/notice", "/deadline", "/at", "/end.refused")
"""Ends of paths of facts whose words tell a reader nothing who has the sentence: a name, a time, another branch."""


def told(rows: Sequence[Json]) -> list[Json]:
    """Choose the words to quote: the longest, without those that stand in others, each with its place if known."""
    kept: list[Json] = []
    for row in sorted(
        (row for row in rows if row["words"]),
        key=lambda row: (_is_beside(row), -len(row["words"]), row["field"] is None),
    ):
        words = _bare(row)
        around = next((place for place, other in enumerate(kept) if words in _bare(other)), None)
        if around is None:
            if not (kept and _is_beside(row)):
                kept.append(row)
        elif kept[around]["field"] is None:
            # The whole row has no place of its own; what was read in it has.
            kept[around] = {**kept[around], "field": row["field"], "start": row["start"]}
    return kept


def _is_beside(row: Json) -> bool:
    return str(row.get("path", "")).endswith(_BESIDE)


def _bare(row: Json) -> str:
    return row["words"].casefold().removesuffix("…").strip()


def quoted(item: Json) -> str:
    """Give the words of the page that a finding rests on, each once."""
    return " | ".join(clean(row["words"]) for row in told(item["words"]))


def _passed(report: Json, name: str, lang: Language) -> Sheet:
    rows = tuple(
        (clean(row["file"] or ""), row["line"], clean(row[f"message_{lang}"])) for row in report["passed_over"]
    )
    return Sheet(name, word("by-passed-over", lang), heads_of(lang, "file", "line", "reason"), rows, numbers=(1,))


_Maker = Callable[[Json, str, Language], Sheet]
_MAKERS: Final[Mapping[str, _Maker]] = {
    **dict.fromkeys(("ministry", "field", "level", "applicant", "rule", "type", "instrument"), _dimension),
    "amend": amend,
    "titles": titles,
    "chains": chains,
    "longest": longest,
    "events": events,
    "upstream": upstream,
    "alike": alike,
    "faults": _faults,
    "left-open": _faults,
    "findings": _findings,
    "fault-findings": _fault_findings,
    "passed-over": _passed,
}
