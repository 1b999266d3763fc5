"""A catalogue's report as one static page: no script, nothing fetched, every text escaped, links down to the words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any, Final
from urllib.parse import urlsplit

from procsimplify.base.text import Language
from procsimplify.reporting.catalogue_tables import NAMES, Sheet, headlines, law, sheet, stamp_line, word
from procsimplify.reporting.numbers import money, number
from procsimplify.reporting.words import clean

__all__ = ["catalogue_page"]

Json = Mapping[str, Any]
_SKIPPED = ("findings", "instrument")
_FOLD = 12
_STYLE: Final = """
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:0 auto;padding:1rem}
h1{font-size:1.6rem}h2{font-size:1.25rem;margin-top:2.5rem}h3{font-size:1.05rem;margin:1.5rem 0 .3rem}
.lead{font-size:1.15rem;font-weight:600}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{padding:.3rem .6rem;border-bottom:1px solid #8885;text-align:left;vertical-align:top}
td.n,th.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.note,.foot{color:#666;font-size:.9rem}@media(prefers-color-scheme:dark){.note,.foot{color:#aaa}}
article{border-top:2px solid #8885;padding-top:.2rem;margin-top:1.5rem}
blockquote{margin:.3rem 0 .3rem 0;padding:.1rem .8rem;border-left:3px solid #8888}
.tag{border:1px solid #8888;border-radius:.6rem;padding:0 .5rem;font-size:.8rem}
li{margin:.2rem 0}summary{cursor:pointer}
@media print{details>*{display:block}a{text-decoration:none;color:inherit}}
"""


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
    tables = [sheet(report, name, lang) for name in NAMES if name not in _SKIPPED]
    shown = [table for table in tables if table.rows]
    first, *rest = headlines(report, lang)
    title = escape(word("title", lang))
    # The policy holds even where a hostile text should find a way out of its cell.
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return "\n".join(
        [
            f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>",
            f'<header id="top"><h1>{title}</h1>\n<p class="lead">{escape(first)}</p>',
            *_list(escape(line) for line in rest),
            "</header>",
            f'<nav aria-label="{escape(word("contents", lang))}"><h2>{escape(word("contents", lang))}</h2>',
            *_list(f'<a href="#t-{table.name}">{escape(table.title)}</a>' for table in shown),
            *_list([f'<a href="#procedures">{escape(word("by-procedures", lang))}</a>'] if listed else []),
            "</nav>\n<main>",
            *(part for table in shown for part in _table(table, report, lang, listed)),
            *_procedures(report, lang),
            f'</main>\n<footer class="foot"><p>{escape(stamp_line(report, lang))}</p></footer>\n</body>\n</html>\n',
        ]
    )


def _list(items: Iterable[str]) -> list[str]:
    lines = [f"<li>{item}</li>" for item in items]
    return ["<ul>", *lines, "</ul>"] if lines else []


def _anchor(code: str) -> str:
    return "p-" + re.sub(r"[^0-9A-Za-z._-]", lambda found: f"_{ord(found[0]):x}", code)


def _link(code: str, listed: Iterable[str]) -> str:
    return f'<a href="#{_anchor(code)}">{escape(code)}</a>' if code in listed else escape(code)


def _table(table: Sheet, report: Json, lang: Language, listed: set[str]) -> Iterator[str]:
    yield f'<section id="t-{table.name}"><h2>{escape(table.title)}</h2>'
    for line in table.notes:
        yield f'<p class="note">{escape(line)}</p>'
    rows = [_row(row, table, report, lang, listed) for row in table.rows]
    heads = "".join(
        f'<th scope="col"{_class(place, table)}>{escape(head)}</th>' for place, head in enumerate(table.heads)
    )
    yield f'<div class="wide"><table><thead><tr>{heads}</tr></thead><tbody>'
    yield from rows[:_FOLD]
    yield "</tbody></table></div>"
    if rows[_FOLD:]:
        more = escape(word("more", lang, number=number(len(rows) - _FOLD, lang)))
        yield f'<details><summary>{more}</summary><div class="wide"><table><thead><tr>{heads}</tr></thead><tbody>'
        yield from rows[_FOLD:]
        yield "</tbody></table></div></details>"
    yield "</section>"


def _class(place: int, table: Sheet) -> str:
    return ' class="n"' if place in (*table.money, *table.numbers) else ""


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
            words = ", ".join(_link(code, listed) for code in cell.split(", "))
        else:
            words = escape(cell)
        mark = _class(place, table)
        cells.append(f'<th scope="row"{mark}>{words}</th>' if not place else f"<td{mark}>{words}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def _procedures(report: Json, lang: Language) -> Iterator[str]:
    if not report["procedures"]:
        return
    title = escape(word("by-procedures", lang))
    yield f'<section id="procedures"><h2>{title}</h2>'
    for one in report["procedures"]:
        yield from _procedure(one, report, lang)
    yield "</section>"


def _procedure(one: Json, report: Json, lang: Language) -> Iterator[str]:
    code, currency = str(one["code"]), report["currency"]
    yield f'<article id="{_anchor(code)}"><h3>{escape(clean(code))} · {escape(clean(one[f"title_{lang}"]))}</h3>'
    parts = [escape(clean(part)) for part in (one["ministry"], one["field"]) if part]
    if _is_web(one["page"]):
        parts.append(f'<a href="{escape(one["page"], quote=True)}" rel="noreferrer">{word("to-page", lang)}</a>')
    parts.append(f'<a href="#top">{escape(word("to-top", lang))}</a>')
    yield f'<p class="note">{" · ".join(parts)}</p>'
    if one["together"] and one["per_case"] != "0":
        amounts = {"amount": money(one["per_case"], currency, lang)}
        said = word("about-case", lang, saving=money(one["together_per_case"], currency, lang), **amounts)
        if one["together_per_year"] is not None:
            year = money(one["together_per_year"], currency, lang)
            source = clean(one["volume_source"] or "–")
            said += " " + word("about-year", lang, volume=clean(one["volume"] or "–"), source=source, amount=year)
        yield f"<p>{escape(said)}</p>"
    for item in one["findings"]:
        yield from _finding(item, currency, lang)
    if one["page_findings"]:
        yield f"<p>{escape(word('by-page', lang))}:</p>"
        yield from _list(escape(clean(row[f"message_{lang}"])) for row in one["page_findings"])
    yield "</article>"


def _finding(item: Json, currency: str, lang: Language) -> Iterator[str]:
    tags = [word(f"class-{item['class']}", lang), word(f"standing-{item['standing']}", lang)]
    marks = " ".join(f'<span class="tag">{escape(tag)}</span>' for tag in tags)
    yield f"<p><strong>{escape(clean(item[f'title_{lang}']))}</strong> {marks}<br>{escape(clean(item[f'why_{lang}']))}"
    yield f"<br>{escape(clean(item[f'mend_{lang}']))}</p>"
    words = dict.fromkeys((clean(row["words"]), _where(row)) for row in item["words"] if row["words"])
    for text, where in words:
        yield f"<blockquote>{escape(text)}<br><span class='note'>{escape(where)}</span></blockquote>"
    lines = [law(item, lang)]
    if item["class"] == "proposal":
        lines.append(f"{word('head-case', lang)}: {money(item['per_case'], currency, lang)}")
    yield f'<p class="note">{escape(" · ".join(line for line in lines if line))}</p>'


def _where(row: Json) -> str:
    if row["field"] is None:
        return ""
    return f"{clean(row['field'])}:{row['start']} ({clean(row['path'].rpartition('/')[2])})"


def _is_web(page: str | None) -> bool:
    """Tell whether a link can be followed safely: nothing but the web."""
    if not page:
        return False
    try:
        parts = urlsplit(page)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
