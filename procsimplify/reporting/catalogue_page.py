"""A catalogue's report as one static page: no script, nothing fetched, every text escaped, links down to the words.

It is read from the top: one sentence, three classes of findings that are never added to each other, where to begin.
All else is folded; links and searching in the page unfold what they lead to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any, Final

from procsimplify.base.text import Language
from procsimplify.reporting.catalogue_details import codes_linked, groups, procedures
from procsimplify.reporting.catalogue_sheet import Sheet, pruned
from procsimplify.reporting.catalogue_style import STYLE
from procsimplify.reporting.catalogue_tables import sheet
from procsimplify.reporting.catalogue_words import amend_line, classes, headlines, stamp_line, word
from procsimplify.reporting.numbers import money, number
from procsimplify.reporting.words import clean

__all__ = ["catalogue_page"]

Json = Mapping[str, Any]
_OPEN: Final = ("ministry", "amend")
_FOLDED: Final = ("field", "level", "applicant", "rule", "type", "left-open", "passed-over")
_ACROSS: Final = ("titles", "chains", "longest", "events", "upstream", "alike")
_ON_PAGE: Final = {"amend": (0, 1, 3, 4, 5, 6, 10, 11, 13, 14, 15)}
"""The columns of a table that has too many for a page."""
_FOLD = 12
_FIRST = 5
_MOST = 300
"""Rows of a table on the page; the workbook and the CSV have all of them."""
_MOST_CODES = 40


def catalogue_page(report: Json, lang: Language) -> str:
    """Write a report as HTML.

    Parameters
    ----------
    report : dict
        From `procsimplify.catalogue.summary`, with its details.
    lang : "vi" or "en"

    Returns
    -------
    str
        One file that needs nothing else. Each procedure with a finding has an anchor ``p-CODE``; its findings stand
        there with the words of the page that they rest on and the law that they touch.
    """
    listed = {str(one["code"]) for one in report["procedures"]}
    first, *rest = headlines(report, lang)
    title = escape(word("title", lang))
    # The policy holds even where a hostile text should find a way out of its cell.
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    shown = [sheet(report, name, lang) for name in (*_OPEN, *_FOLDED)]
    tables = {table.name: table for table in shown if table.rows}
    across = [table for name in _ACROSS if (table := sheet(report, name, lang)).rows]
    return "\n".join(
        [
            f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>",
            f'<header id="top"><h1>{title}</h1>\n<p class="lead">{escape(first)}</p>',
            *_cards(report, lang),
            "</header>\n<main>",
            *_begin(report, lang),
            *_fold("how", word("how-to-read", lang), _list(escape(line) for line in rest)),
            *(part for name in _OPEN if name in tables for part in _section(tables[name], report, lang, listed)),
            *_tables("tables", word("further-tables", lang), "", _FOLDED, tables, report, lang, listed),
            *groups(report, lang),
            *_tables("across", word("group-across", lang), word("across-lead", lang), [one.name for one in across],
                     {one.name: one for one in across}, report, lang, listed),
            *procedures(report, lang),
            f'</main>\n<footer class="foot"><p>{escape(stamp_line(report, lang))}</p>',
            f'<p><a href="#top">{escape(word("to-top", lang))}</a></p></footer>\n</body>\n</html>\n',
        ]
    )  # fmt: skip


def _cards(report: Json, lang: Language) -> Iterator[str]:
    """Show the classes side by side, each with what it is good for: nobody should add them up."""
    yield '<ul class="cards">'
    for name, count, label, text in classes(report, lang):
        big = f'<span class="big">{escape(count)}</span> {escape(label)}'
        head = f'<a href="#class-{name}">{big}</a>' if count != "0" else big
        yield f'<li class="card {name}"><strong>{head}</strong><span>{escape(text)}</span></li>'
    yield "</ul>"


def _begin(report: Json, lang: Language) -> Iterator[str]:
    rows = report["instruments"][:_FIRST]
    sure = [row for row in rows if row["article_known"] or row["only_candidate"]]
    if rows:
        yield f'<section id="begin"><h2>{escape(word("first-to-amend", lang))}</h2>'
        yield from _list(_amended(row, report, lang) for row in sure or rows)
        yield f'<p class="note">{escape(word("note-articles", lang))}</p></section>'


def _amended(row: Json, report: Json, lang: Language) -> str:
    name = clean(row["title"] or "").lstrip(" :;,.-")
    title = f' <span class="note">{escape(name)}</span>' if name else ""
    return escape(amend_line(row, report, lang)) + title


def _tables(
    name: str,
    title: str,
    lead: str,
    names: Iterable[str],
    tables: Mapping[str, Sheet],
    report: Json,
    lang: Language,
    listed: set[str],
) -> Iterator[str]:
    found = [tables[one] for one in names if one in tables]
    if found:
        yield f'<section id="{name}"><h2>{escape(title)}</h2>'
        if lead:
            yield f'<p class="note">{escape(lead)}</p>'
        for table in found:
            head = f"{table.title} ({number(len(table.rows), lang)})"
            yield from _fold(f"t-{table.name}", head, list(_table(table, report, lang, listed)))
        yield "</section>"


def _fold(name: str, title: str, parts: Iterable[str]) -> list[str]:
    inner = list(parts)
    if not inner:
        return []
    return [f'<details><summary>{escape(title)}</summary><div id="{name}">', *inner, "</div></details>"]


def _list(items: Iterable[str]) -> list[str]:
    lines = [f"<li>{item}</li>" for item in items]
    return ["<ul>", *lines, "</ul>"] if lines else []


def _section(table: Sheet, report: Json, lang: Language, listed: set[str]) -> Iterator[str]:
    yield f'<section id="t-{table.name}"><h2>{escape(table.title)}</h2>'
    yield from _table(table, report, lang, listed)
    yield "</section>"


def _table(table: Sheet, report: Json, lang: Language, listed: set[str]) -> Iterator[str]:
    for line in table.notes:
        yield f'<p class="note">{escape(line)}</p>'
    short = pruned(table, _ON_PAGE.get(table.name))
    rows = [_row(row, short, report, lang, listed) for row in short.rows[:_MOST]]
    heads = "".join(
        f'<th scope="col"{_class(place, short)}>{escape(head)}</th>' for place, head in enumerate(short.heads)
    )
    yield f'<div class="wide" tabindex="0"><table><thead><tr>{heads}</tr></thead><tbody>'
    yield from rows[:_FOLD]
    yield "</tbody></table></div>"
    if rows[_FOLD:]:
        more = escape(word("more", lang, number=number(len(short.rows) - _FOLD, lang)))
        yield f'<details><summary>{more}</summary><div class="wide" tabindex="0"><table>'
        yield f"<thead><tr>{heads}</tr></thead><tbody>"
        yield from rows[_FOLD:]
        yield "</tbody></table></div>"
        if len(short.rows) > _MOST:
            left = escape(word("more", lang, number=number(len(short.rows) - _MOST, lang)))
            yield f'<p class="note">{left} (.xlsx, .csv)</p>'
        yield "</details>"


def _class(place: int, table: Sheet) -> str:
    if place in table.codes:
        return ' class="c"'
    return ' class="n"' if place in (*table.money, *table.numbers) else ' class="t"' if place else ""


def _row(row: tuple[str | int | None, ...], table: Sheet, report: Json, lang: Language, listed: set[str]) -> str:
    cells: list[str] = []
    for place, cell in enumerate(row):
        if cell is None:
            words = "–"
        elif isinstance(cell, int):
            words = number(cell, lang)
        elif place in table.money:
            words = money(cell, report["currency"], lang)
        elif place in table.codes:
            words = codes_linked(cell.split(", "), listed, _MOST_CODES, lang) if cell else ""
        else:
            words = escape(cell)
        mark = _class(place, table)
        is_head = not place and place not in (*table.numbers, *table.codes)
        cells.append(f'<th scope="row"{mark}>{words}</th>' if is_head else f"<td{mark}>{words}</td>")
    return f"<tr>{''.join(cells)}</tr>"
