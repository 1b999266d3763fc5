"""What a catalogue's report says in sentences: the whole, what its figures rest on, and what it was made with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from procsimplify.base.messages import phrase, table
from procsimplify.base.text import Language
from procsimplify.reporting.numbers import money, number
from procsimplify.reporting.words import clean

__all__ = ["amend_line", "classes", "headlines", "saved_a_case", "stamp_line", "type_name", "word"]

Json = Mapping[str, Any]


def word(key: str, lang: Language, **args: str) -> str:
    """Say a phrase of the package `catalogue`."""
    return phrase(f"catalogue.{key}", lang, **args)


def type_name(kind: str, lang: Language) -> str:
    """Name a type of document; by its id where nobody has named it."""
    key = f"word-{kind}"
    known = cast("Mapping[str, object]", table("rules").get("phrases", {}))
    return phrase(f"rules.{key}", lang) if key in known else clean(kind)


def saved_a_case(row: Json, report: Json, lang: Language) -> str:
    """Say what one case saves: an amount, from one to another, or nothing that is known; and what that rests on."""
    least, most, currency = row["per_case_least"], row["per_case_most"], report["currency"]
    if least is None:
        return word("saves-unknown", lang)
    said = word("saves-one", lang, amount=money(least, currency, lang))
    if least != most:
        said = word("saves-range", lang, least=money(least, currency, lang), most=money(most, currency, lang))
    return word("saves-standard", lang, amount=said) if report["standard_times"] else said


def counted(name: str, value: int, lang: Language) -> str:
    """Name so many things, one or several: “1 procedure”, “14 procedures”."""
    return word(f"{name}-one", lang) if value == 1 else word(f"{name}-many", lang, number=number(value, lang))


def amend_line(row: Json, report: Json, lang: Language) -> str:
    """Say in one sentence what amending an instrument does: “Amend 131/2021/NĐ-CP: 14 procedures, …”."""
    counts = {name: counted(name, row[name], lang) for name in ("with_proposals", "documents_go", "proposals")}
    name = clean(row["instrument"])
    said = word("amend", lang, instrument=name, saves=saved_a_case(row, report, lang), **counts)
    if row["per_year"] is not None:
        amount = money(row["per_year"], report["currency"], lang)
        said += " " + word("amend-year", lang, amount=amount, number=number(row["with_volume"], lang))
    if row["articles"]:
        said += " " + word("amend-articles", lang, articles=", ".join(clean(one) for one in row["articles"][:12]))
    if row["article_known"] < row["proposals"]:
        several = number(row["one_of_several"], lang)
        said += " " + word("amend-to-find" if row["one_of_several"] else "amend-alone", lang, several=several)
    return said


def classes(report: Json, lang: Language) -> Sequence[tuple[str, str, str, str]]:
    """Say of each class of findings how many there are and what they are good for: id, number, name, sentence."""
    total = report["total"]
    said = {
        "proposal": word("is-proposal", lang, gone=number(total["documents_go"], lang),
                         saves=saved_a_case(total, report, lang), number=number(total["priced"], lang)),
        "question": word("is-question", lang),
        "page": word("is-page", lang, number=number(total["with_faults"], lang)),
    }  # fmt: skip
    counts = {"proposal": total["proposals"], "question": total["questions"], "page": total["pages"]}
    return [(name, number(counts[name], lang), word(f"classes-{name}", lang), text) for name, text in said.items()]


def headlines(report: Json, lang: Language) -> Sequence[str]:
    """Say the whole in a few sentences, with what its figures rest on."""
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
