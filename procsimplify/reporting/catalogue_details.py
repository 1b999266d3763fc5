"""The findings of a catalogue's page: class by class and rule by rule, then procedure by procedure with the words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import urlsplit

from procsimplify.base.text import Language
from procsimplify.reporting.catalogue_tables import law, told
from procsimplify.reporting.catalogue_words import word
from procsimplify.reporting.numbers import money, number
from procsimplify.reporting.words import clean, said

__all__ = ["codes_linked", "groups", "procedures"]

Json = Mapping[str, Any]
_SHORT = 160
_MOST = 400
"""Findings listed under one rule; all of them stand with their procedures."""


def _anchor(code: str) -> str:
    return "p-" + re.sub(r"[^0-9A-Za-z._-]", lambda found: f"_{ord(found[0]):x}", code)


def _link(code: str, listed: Collection[str]) -> str:
    return f'<a href="#{_anchor(code)}">{escape(code)}</a>' if code in listed else escape(code)


def codes_linked(codes: Sequence[str], listed: Collection[str], most: int, lang: Language) -> str:
    """List codes, each linked to its procedure where that stands on the page."""
    words = ", ".join(_link(code, listed) for code in codes[:most])
    return (
        words
        if len(codes) <= most
        else f"{words}, {escape(word('more', lang, number=number(len(codes) - most, lang)))}"
    )


def groups(report: Json, lang: Language) -> Iterator[str]:
    """List the findings of each class under their rules; open ones only."""
    listed = {str(one["code"]) for one in report["procedures"]}
    found: dict[str, dict[str, list[tuple[Json, Json]]]] = {"proposal": {}, "question": {}, "page": {}}
    for one in report["procedures"]:
        for item in one["findings"]:
            if item["standing"] == "open":
                found[item["class"]].setdefault(item["rule"], []).append((one, item))
        for row in one["page_findings"]:
            found["page"].setdefault(row["finding"], []).append((one, row))
    titles = {row["key"]: row[f"title_{lang}"] for row in report["by"]["rule"]}
    titles |= {row["finding"]: row[f"title_{lang}"] for row in report["page_findings"]}
    for name, rules in found.items():
        if not rules:
            continue
        yield f'<section id="class-{name}"><h2>{escape(word(f"group-{name}", lang))}</h2>'
        yield f'<p class="note">{escape(word(f"class-lead-{name}", lang))}</p>'
        for rule, rows in sorted(rules.items(), key=lambda pair: (-len(pair[1]), pair[0])):
            counts = {
                "findings": number(len(rows), lang),
                "procedures": number(len({one["code"] for one, _ in rows}), lang),
            }
            said = word("group-line", lang, title=clean(titles.get(rule) or rule), **counts)
            yield f"<details><summary>{escape(said)}</summary><ul>"
            yield from (f"<li>{_line(one, item, listed, lang)}</li>" for one, item in rows[:_MOST])
            if len(rows) > _MOST:
                yield f"<li>{escape(word('more', lang, number=number(len(rows) - _MOST, lang)))}</li>"
            yield "</ul></details>"
        yield "</section>"


def _line(one: Json, item: Json, listed: Collection[str], lang: Language) -> str:
    words: object = item["words"]
    quotes = [item] if isinstance(words, str) else told(item["words"])
    short = clean(quotes[0]["words"]) if quotes else ""
    short = short if len(short) <= _SHORT else short[: _SHORT - 1] + "…"
    quoted = f' <span class="note">“{escape(short)}”</span>' if short else ""
    return f"{_link(str(one['code']), listed)} {escape(clean(one[f'title_{lang}']))}{quoted}"


def procedures(report: Json, lang: Language) -> Iterator[str]:
    """Give each procedure with a finding, folded."""
    if not report["procedures"]:
        return
    yield f'<section id="procedures"><h2>{escape(word("by-procedures", lang))}</h2>'
    for one in report["procedures"]:
        yield from _procedure(one, report, lang)
    yield "</section>"


def _procedure(one: Json, report: Json, lang: Language) -> Iterator[str]:
    code, currency = str(one["code"]), report["currency"]
    counted = {
        "proposal": sum(item["class"] == "proposal" for item in one["findings"]),
        "question": sum(item["class"] == "question" for item in one["findings"]),
        "page": sum(item["class"] == "page" for item in one["findings"]) + len(one["page_findings"]),
    }
    tags = " ".join(
        f'<span class="tag {name}">{escape(number(many, lang))} {escape(word(f"class-{name}", lang))}</span>'
        for name, many in counted.items()
        if many
    )
    # The anchor stands inside what is folded, so that a link to it unfolds it.
    yield f"<details><summary>{escape(clean(code))} · {escape(clean(one[f'title_{lang}']))} {tags}</summary>"
    yield f'<article id="{_anchor(code)}">'
    parts = [escape(clean(part)) for part in (one["ministry"], one["field"]) if part]
    if _is_web(one["page"]):
        parts.append(f'<a href="{escape(one["page"], quote=True)}" rel="noreferrer">{word("to-page", lang)}</a>')
    yield f'<p class="note">{" · ".join(parts)}</p>'
    if one["together"] and one["per_case"] != "0":
        yield f"<p>{escape(_saved(one, currency, lang))}</p>"
    for item in one["findings"]:
        yield from _finding(item, currency, lang)
    for row in one["page_findings"]:
        tag = f'<span class="tag page">{escape(word("class-page", lang))}</span>'
        yield f'<div class="found page"><p><strong>{escape(clean(row[f"title_{lang}"]))}</strong> {tag}<br>'
        yield f"{escape(clean(row[f'message_{lang}']))}</p>{_quote(row, lang)}</div>"
    yield "</article></details>"


def _saved(one: Json, currency: str, lang: Language) -> str:
    amounts = {"amount": money(one["per_case"], currency, lang)}
    said = word("about-case", lang, saving=money(one["together_per_case"], currency, lang), **amounts)
    if one["standard_share"]:
        said += " " + word("about-standard", lang)
    if one["together_per_year"] is not None:
        year = money(one["together_per_year"], currency, lang)
        source = clean(one["volume_source"] or "–")
        said += " " + word("about-year", lang, volume=clean(one["volume"] or "–"), source=source, amount=year)
    return said


def _finding(item: Json, currency: str, lang: Language) -> Iterator[str]:
    tags = [(item["class"], word(f"class-{item['class']}", lang))]
    if item["standing"] != "open":
        tags.append(("", word(f"standing-{item['standing']}", lang)))
    marks = " ".join(f'<span class="tag {name}">{escape(tag)}</span>' for name, tag in tags)
    yield f'<div class="found {item["class"]}"><p><strong>{escape(clean(item[f"title_{lang}"]))}</strong> {marks}'
    yield f"<br>{escape(clean(item[f'why_{lang}']))}<br>{escape(clean(item[f'mend_{lang}']))}</p>"
    if item[f"ask_{lang}"]:
        yield f"<p>{escape(said('field-ask', lang))}: {escape(clean(item[f'ask_{lang}']))}</p>"
    for row in told(item["words"]):
        yield _quote(row, lang)
    lines = [law(item, lang)]
    if item["class"] == "proposal":
        saves = word("saves-unknown", lang) if item["per_case"] == "0" else money(item["per_case"], currency, lang)
        lines.append(f"{word('head-case', lang)}: {saves}")
    yield f'<p class="note">{escape(" · ".join(line for line in lines if line))}</p></div>'


def _quote(row: Json, lang: Language) -> str:
    if not row["words"]:
        return ""
    place = ""
    if row["field"] is not None:
        place = word("at-page", lang, field=clean(row["field"]), start=number((row["start"] or 0) + 1, lang))
        place = f"<br><span class='note'>{escape(place)}</span>"
    return f"<blockquote>{escape(clean(row['words']))}{place}</blockquote>"


def _is_web(page: str | None) -> bool:
    """Tell whether a link can be followed safely: nothing but the web."""
    if not page:
        return False
    try:
        parts = urlsplit(page)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
