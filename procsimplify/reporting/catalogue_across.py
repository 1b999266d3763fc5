"""The tables of a catalogue's report on what shows only across procedures: instruments, chains, the same papers."""

from __future__ import annotations

from collections.abc import Iterable

from procsimplify.base.text import Language
from procsimplify.reporting.catalogue_sheet import Json, Sheet, codes_of, heads_of
from procsimplify.reporting.catalogue_words import type_name, word
from procsimplify.reporting.words import clean

__all__ = ["alike", "amend", "chains", "events", "longest", "titles", "upstream"]


def amend(report: Json, name: str, lang: Language) -> Sheet:
    """List the instruments to amend."""
    rows = tuple(
        (
            clean(row["instrument"]), clean(row["title"] or ""), row["procedures"], row["with_proposals"],
            row["proposals"], row["documents_go"], row["documents_go_surely"], row["article_known"],
            row["only_candidate"], row["one_of_several"], row["per_case_least"], row["per_case_most"],
            row["with_volume"], row["per_year"], ", ".join(clean(one) for one in row["articles"]),
            ", ".join(clean(code) for code in row["codes"]),
        )
        for row in report["instruments"]
    )  # fmt: skip
    heads = (
        *heads_of(lang, "instrument", "title", "rests", "procedures", "proposals", "gone"),
        f"{word('head-gone', lang)}: {word('head-alone', lang)}",
        *heads_of(lang, "article", "alone", "several", "least", "most", "with-volume", "year", "articles", "codes"),
    )
    notes = (word("note-articles", lang),)
    numbers = (*range(2, 10), 12)
    return Sheet(name, word("by-amend", lang), heads, rows, notes, money=(10, 11, 13), numbers=numbers, codes=(15,))


def titles(report: Json, name: str, lang: Language) -> Sheet:
    """List the papers that many procedures ask for."""
    rows = tuple(
        (
            clean(row["title"]), type_name(row["type"], lang), len(row["procedures"]), row["once_only"],
            ", ".join(clean(code) for code in row["procedures"]),
        )
        for row in report["across"]["titles"]
    )  # fmt: skip
    heads = heads_of(lang, "paper", "type", "procedures", "once-only", "codes")
    return Sheet(name, word("by-titles", lang), heads, rows, _notes(lang), numbers=(2, 3), codes=(4,))


def chains(report: Json, name: str, lang: Language) -> Sheet:
    """List the results that other procedures ask for."""
    rows = tuple(
        (
            clean(row["title"]), word(f"match-{row['match']}", lang), codes_of(row["made_by"]), len(row["asked_by"]),
            codes_of(row["asked_by"]),
        )
        for row in report["across"]["chains"]
    )  # fmt: skip
    heads = heads_of(lang, "paper", "match", "made-by", "procedures", "asked-by")
    notes = (*_notes(lang), word("note-chains", lang))
    return Sheet(name, word("by-chains", lang), heads, rows, notes, numbers=(3,), codes=(2, 4))


def longest(report: Json, name: str, lang: Language) -> Sheet:
    """List the longest ways from one procedure to the next."""
    rows = tuple(
        (row["length"], " → ".join(_stop(stop, report, lang) for stop in row["stops"]), _codes(row["stops"]))
        for row in report["across"]["longest"]
    )
    heads = heads_of(lang, "length", "way", "codes")
    notes = (word("note-longest", lang), word("note-chains", lang))
    return Sheet(name, word("by-longest", lang), heads, rows, notes, numbers=(0,), codes=(2,))


def _stop(stop: Json, report: Json, lang: Language) -> str:
    codes: list[str] = stop["codes"]
    first = clean(report["names"].get(codes[0], {}).get(lang) or codes[0])
    several = f" {word('and-others', lang, number=str(len(codes) - 1))}" if len(codes) > 1 else ""
    return f"{codes[0]} {first}{several}"


def _codes(stops: Iterable[Json]) -> str:
    return ", ".join(clean(code) for stop in stops for code in stop["codes"])


def events(report: Json, name: str, lang: Language) -> Sheet:
    """List what citizens go through in one event of their lives."""
    rows = tuple(
        (
            "; ".join(clean(paper) for paper in row["papers"]), len(row["codes"]),
            "; ".join(f"{code} {clean(report['names'].get(code, {}).get(lang) or '')}" for code in row["codes"]),
            ", ".join(clean(code) for code in row["codes"]),
        )
        for row in report["across"]["events"]
    )  # fmt: skip
    heads = heads_of(lang, "papers-between", "procedures", "which", "codes")
    notes = (*_notes(lang), word("note-events", lang))
    return Sheet(name, word("by-events", lang), heads, rows, notes, numbers=(1,), codes=(3,))


def upstream(report: Json, name: str, lang: Language) -> Sheet:
    """List what falls where a paper is made that is no longer asked for."""
    rows = tuple(
        (
            clean(row["code"]), clean(row["paper"]), ", ".join(clean(code) for code in row["made_by"]), row["fewer"],
            word("upstream-sure" if row["sure"] else "upstream-candidate", lang),
        )
        for row in report["across"]["upstream"]
    )  # fmt: skip
    heads = heads_of(lang, "asked-by", "paper", "made-by", "fewer", "match")
    return Sheet(name, word("by-upstream", lang), heads, rows, (word("note-upstream", lang),), codes=(0, 2))


def alike(report: Json, name: str, lang: Language) -> Sheet:
    """List the procedures that ask for the same documents."""
    rows = tuple(
        (
            clean(row["procedures"][0]["title"]) + (f" ({word('one-title', lang)})" if row["one_title"] else ""),
            len(row["procedures"]), row["documents"], codes_of(row["procedures"]),
        )
        for row in report["across"]["alike"]
    )  # fmt: skip
    heads = heads_of(lang, "title", "procedures", "documents", "codes")
    return Sheet(name, word("by-alike", lang), heads, rows, _notes(lang), numbers=(1, 2), codes=(3,))


def _notes(lang: Language) -> tuple[str, ...]:
    return (word("note-across", lang),)
