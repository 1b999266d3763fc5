"""The tables of a catalogue's report, for every form that it takes: text, CSV, XLSX, HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from procsimplify.base.messages import phrase
from procsimplify.base.text import Language
from procsimplify.reporting.words import clean, known, said

__all__ = ["NAMES", "Sheet", "headlines", "law", "quoted", "sheet", "stamp_line", "word"]

Json = Mapping[str, Any]
Cell = str | int | None

NAMES: Final = ("ministry", "field", "level", "applicant", "rule", "type", "instrument", "amend", "chains", "alike",
                "page", "findings", "passed-over")  # fmt: skip
"""The tables, in the order in which a page shows them."""


@dataclass(frozen=True)
class Sheet:
    """One table in one language.

    Parameters
    ----------
    money, numbers : tuple of int
        Columns of exact amounts, and of whole numbers.
    codes : tuple of int
        Columns that name procedures by their codes, several with commas between them.
    """

    name: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    money: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()
    codes: tuple[int, ...] = ()


def word(key: str, lang: Language, **args: str) -> str:
    """Say a phrase of the package `catalogue`."""
    return phrase(f"catalogue.{key}", lang, **args)


def sheet(report: Json, name: str, lang: Language) -> Sheet:
    """Make one of the tables `NAMES` of a report; KeyError where there is no such table."""
    return _MAKERS[name](report, name, lang)


def _heads(lang: Language, *names: str) -> tuple[str, ...]:
    return tuple(word(f"head-{name}", lang) for name in names)


def _name(dimension: str, row: Json, lang: Language) -> str:
    key = row["key"]
    if key is None or key == "":
        return word("unknown", lang)
    if dimension in ("level", "applicant") and known(f"{dimension}-{key}"):
        return said(f"{dimension}-{key}", lang)
    if dimension == "rule":
        return clean(f"{row[f'title_{lang}']} ({key})")
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
    heads = _heads(lang, "key", "procedures", "documents", "proposals", "questions", "pages", "not-open", "gone",
                   "least", "most", "with-volume", "year")  # fmt: skip
    money, numbers = (8, 9, 11), (1, 2, 3, 4, 5, 6, 7, 10)
    if name in alone:
        # What single proposals save in a year is never added: the two last columns have nothing to say here.
        rows, heads, money, numbers = tuple(row[:10] for row in rows), heads[:10], (8, 9), (1, 2, 3, 4, 5, 6, 7)
        told.append(word("note-alone", lang))
    return Sheet(name, word(f"by-{name}", lang), heads, rows, tuple(told), money, numbers)


def _amend(report: Json, name: str, lang: Language) -> Sheet:
    rows = tuple(
        (
            clean(row["instrument"]), clean(row["title"] or ""), row["procedures"], row["with_proposals"],
            row["proposals"], row["documents_go"], row["documents_go_surely"], row["article_known"],
            row["only_candidate"], row["one_of_several"],
        )
        for row in report["instruments"]
    )  # fmt: skip
    heads = (
        *_heads(lang, "instrument", "title", "rests", "procedures", "proposals", "gone"),
        f"{word('head-gone', lang)}: {word('head-alone', lang)}",
        *_heads(lang, "article", "alone", "several"),
    )
    notes = (word("note-articles", lang),)
    return Sheet(name, word("by-amend", lang), heads, rows, notes, numbers=tuple(range(2, 10)))


def _chains(report: Json, name: str, lang: Language) -> Sheet:
    rows = tuple(
        (clean(row["title"]), _codes(row["made_by"]), len(row["asked_by"]), _codes(row["asked_by"]))
        for row in report["across"]["chains"]
    )
    notes = (word("note-across", lang), word("note-chains", lang))
    heads = _heads(lang, "title", "made-by", "procedures", "asked-by")
    return Sheet(name, word("by-chains", lang), heads, rows, notes, numbers=(2,), codes=(1, 3))


def _alike(report: Json, name: str, lang: Language) -> Sheet:
    rows = tuple(
        (
            clean(row["procedures"][0]["title"]) + (f" ({word('one-title', lang)})" if row["one_title"] else ""),
            len(row["procedures"]), row["documents"], _codes(row["procedures"]),
        )
        for row in report["across"]["alike"]
    )  # fmt: skip
    heads = _heads(lang, "title", "procedures", "documents", "codes")
    return Sheet(name, word("by-alike", lang), heads, rows, (word("note-across", lang),), numbers=(1, 2), codes=(3,))


def _codes(rows: Iterable[Json]) -> str:
    return ", ".join(clean(row["code"]) for row in rows)


def _page(report: Json, name: str, lang: Language) -> Sheet:
    rows = tuple((row[f"title_{lang}"], row["procedures"], row["findings"]) for row in report["page_findings"])
    heads = _heads(lang, "title", "procedures", "findings")
    return Sheet(name, word("by-page", lang), heads, rows, (word("note-across", lang),), numbers=(1, 2))


def _findings(report: Json, name: str, lang: Language) -> Sheet:
    rows = tuple(
        (
            clean(one["code"]), clean(one[f"title_{lang}"]), clean(one["ministry"] or ""), item["rule"],
            word(f"class-{item['class']}", lang), word(f"standing-{item['standing']}", lang),
            clean(item[f"title_{lang}"]), clean(item[f"why_{lang}"]), clean(item[f"mend_{lang}"]),
            item["documents_go"], item["per_case"], item["per_year"], law(item, lang), quoted(item),
        )
        for one in report.get("procedures", ())
        for item in one["findings"]
    )  # fmt: skip
    heads = _heads(lang, "code", "title", "ministry", "rule", "class", "standing", "key", "why", "mend", "gone",
                   "case", "year", "law", "words")  # fmt: skip
    notes = (word("note-alone", lang),)
    return Sheet(name, word("by-findings", lang), heads, rows, notes, money=(10, 11), numbers=(9,), codes=(0,))


def law(item: Json, lang: Language) -> str:
    """Say what is to be amended, or in which instruments the article is still to be found."""
    from procsimplify.reporting.words import provision

    surely = [provision(row, lang) for row in item["provisions"] if row["article"] is not None]
    candidates = [clean(row["instrument"]) for row in item["provisions"] if row["article"] is None]
    if candidates:
        surely.append(word("article-to-find", lang, instruments=", ".join(candidates)))
    return "; ".join(surely)


def quoted(item: Json) -> str:
    """Give the words of the page that a finding rests on, each once."""
    return " | ".join(dict.fromkeys(clean(row["words"]) for row in item["words"] if row["words"]))


def _passed(report: Json, name: str, lang: Language) -> Sheet:
    rows = tuple(
        (clean(row["file"] or ""), row["line"], clean(row[f"message_{lang}"])) for row in report["passed_over"]
    )
    return Sheet(name, word("by-passed-over", lang), _heads(lang, "file", "line", "reason"), rows, numbers=(1,))


_Maker = Callable[[Json, str, Language], Sheet]
_MAKERS: Final[Mapping[str, _Maker]] = {
    **dict.fromkeys(("ministry", "field", "level", "applicant", "rule", "type", "instrument"), _dimension),
    "amend": _amend,
    "chains": _chains,
    "alike": _alike,
    "page": _page,
    "findings": _findings,
    "passed-over": _passed,
}


def headlines(report: Json, lang: Language) -> Sequence[str]:
    """Say the whole in a few sentences, with what its figures rest on."""
    from procsimplify.reporting.numbers import money, number

    total = report["total"]
    counts = {name: number(total[name], lang) for name in ("procedures", "documents", "with_findings", "proposals",
                                                           "questions")}  # fmt: skip
    lines = [word("headline", lang, gone=number(total["documents_go"], lang), **counts)]
    if not report["complete"]:
        lines.append(word("incomplete", lang))
    if total["per_year"] is None:
        lines.append(word("no-year", lang))
    else:
        others = number(total["procedures"] - total["with_volume"], lang)
        amount = money(total["per_year"], report["currency"], lang)
        lines.append(word("year", lang, number=number(total["with_volume"], lang), amount=amount, others=others))
    if report["standard_times"]:
        lines.append(word("standard", lang, number=number(report["standard_times"], lang)))
    if total["not_open"]:
        lines.append(word("not-open", lang, number=number(total["not_open"], lang)))
    if total["letters"]:
        tenths = 1000 * total["understood"] // total["letters"]
        share = number(f"{tenths // 10}.{tenths % 10}", lang, 1)
        lines.append(word("coverage", lang, share=share, pieces=number(report["unread"], lang)))
    if report["passed_over"]:
        lines.append(word("passed", lang, number=number(len(report["passed_over"]), lang)))
    return lines


def stamp_line(report: Json, lang: Language) -> str:
    """Say what the report was made with."""
    stamp = report["stamp"]
    rules = ", ".join(f"{clean(pack['pack'])} {clean(pack['version'])}" for pack in stamp.get("rules", ()))
    day = ", ".join(report["as_of"])
    return word(
        "stamp", lang, tool=str(stamp.get("tool", "")), rules=rules, method=str(stamp.get("method", "")), day=day
    )
