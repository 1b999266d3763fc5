"""A catalogue's report on a terminal: the whole in sentences, then tables, the most findings first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from procsimplify.base.text import Language
from procsimplify.reporting.catalogue_sheet import Sheet
from procsimplify.reporting.catalogue_tables import law, sheet, told, where
from procsimplify.reporting.catalogue_words import amend_line, headlines, stamp_line, word
from procsimplify.reporting.layout import bullets, grid, heading, note, stack, verdict
from procsimplify.reporting.numbers import money, number
from procsimplify.reporting.words import clean, said

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["catalogue_text", "instruments_text", "procedure_text", "scan_text"]

Json = Mapping[str, Any]
_SHORT = 10
_WIDE = 28
_SHOWN = (
    "ministry",
    "rule",
    "type",
    "amend",
    "titles",
    "chains",
    "longest",
    "alike",
    "faults",
    "left-open",
    "passed-over",
)
_COUNTS = (0, 1, 3, 4, 7)
_COLUMNS = {
    **dict.fromkeys(("ministry", "field", "level", "applicant", "rule", "type", "instrument"), _COUNTS),
    "amend": (0, 2, 4, 5, 8), "titles": (0, 2, 3), "chains": (0, 3),
    "longest": (0, 1), "events": (0, 1), "upstream": (0, 1, 3), "alike": (0, 1, 2), "findings": (0, 3, 4, 10),
    "fault-findings": (0, 3, 5),
}  # fmt: skip


def catalogue_text(report: Json, lang: Language, only: str | None = None) -> RenderableType:
    """Write a report; with ``only`` one table of it, whole."""
    if only is not None:
        return _table(sheet(report, only, lang), report, lang, None)
    first, *rest = headlines(report, lang)
    tables = (sheet(report, name, lang) for name in _SHOWN)
    shown = (_table(table, report, lang, _SHORT) for table in tables if table.rows)
    return stack([verdict(first), bullets(rest), *shown, note(stamp_line(report, lang))])


def _table(table: Sheet, report: Json, lang: Language, most: int | None) -> RenderableType:
    columns = _COLUMNS.get(table.name, tuple(range(len(table.heads))))
    rows = table.rows[:most]
    more = len(table.rows) - len(rows)
    return stack(
        [
            heading(table.title),
            *(note(line) for line in table.notes),
            grid(
                [table.heads[column] for column in columns],
                [[_cell(row[column], column, table, report, lang) for column in columns] for row in rows],
                right=[place for place, column in enumerate(columns) if column in (*table.money, *table.numbers)],
                whole=[] if table.name == "passed-over" else [0],
            ),
            note(word("more", lang, number=number(more, lang))) if more else None,
        ]
    )


def _cell(cell: str | int | None, column: int, table: Sheet, report: Json, lang: Language) -> str:
    if cell is None:
        return "–"
    if isinstance(cell, int):
        return number(cell, lang)
    if column in table.money:
        return money(cell, report["currency"], lang)
    return cell if len(cell) <= _WIDE or table.name == "passed-over" else cell[: _WIDE - 1] + "…"


def scan_text(result: Json, lang: Language) -> str:
    """Say in a few lines what a scan came to."""
    count = {name: number(result[name], lang) for name in ("kept", "removed")}
    lines = [word("scan-done", lang, number=number(result["procedures"], lang), **count)]
    lines.append(word("scan-passed", lang, number=number(len(result["passed_over"]), lang)))
    unused: Sequence[str] = result["volumes_unused"]
    if unused:
        lines.append(word("scan-unused", lang, codes=", ".join(clean(code) for code in unused[:_SHORT])))
    return "\n".join(lines) + "\n"


def instruments_text(report: Json, lang: Language, most: int | None) -> RenderableType:
    """Say for each instrument what amending it does, one sentence each."""
    rows = report["instruments"]
    if not rows:
        return note(word("no-instruments", lang))
    left = 0 if most is None else len(rows) - most
    return stack(
        [
            heading(word("by-amend", lang)),
            bullets(_amended(row, report, lang) for row in rows[:most]),
            note(word("more", lang, number=number(left, lang))) if left > 0 else None,
            note(word("note-articles", lang)),
        ]
    )


def _amended(row: Json, report: Json, lang: Language) -> str:
    codes = ", ".join(clean(code) for code in row["codes"][:_SHORT])
    more = len(row["codes"]) - _SHORT
    several = f", {word('more', lang, number=number(more, lang))}" if more > 0 else ""
    return f"{amend_line(row, report, lang)} {codes}{several}"


_KNOWN_AGAIN: Final = 60
"""Letters by which a quote is known again in a reason."""


def procedure_text(one: Json, report: Json, lang: Language) -> RenderableType:
    """Give a procedure's findings, class by class, with the words on the portal."""
    parts: list[RenderableType | None] = [verdict(f"{clean(one['code'])} · {clean(one[f'title_{lang}'])}")]
    about = [clean(part) for part in (one["ministry"], one["field"], one["page"]) if part]
    parts.append(note(" · ".join(about)) if about else None)
    for name in ("proposal", "question", "page"):
        items = [item for item in one["findings"] if item["class"] == name]
        faults: list[Json] = one["page_findings"] if name == "page" else []
        if not items and not faults:
            continue
        parts.append(heading(word(f"classes-{name}", lang)))
        told_lines = ["\n".join(_finding_lines(item, report, lang)) for item in items]
        parts.append(bullets([*told_lines, *(clean(row[f"message_{lang}"]) for row in faults)]))
    return stack(parts)


def _finding_lines(item: Json, report: Json, lang: Language) -> list[str]:
    standing = "" if item["standing"] == "open" else f" [{word('standing-' + item['standing'], lang)}]"
    lines = [f"{clean(item[f'title_{lang}'])}{standing}: {clean(item[f'why_{lang}'])} {clean(item[f'mend_{lang}'])}"]
    if item[f"ask_{lang}"]:
        lines.append(f"{said('field-ask', lang)}: {clean(item[f'ask_{lang}'])}")
    lines += [_quote(row, item[f"why_{lang}"]) for row in told(item["words"])]
    if item["class"] == "proposal" and item["per_case"] != "0":
        amount = money(item["per_case"], report["currency"], lang)
        if report["procedure"]["standard_share"]:
            amount = word("saves-standard", lang, amount=amount)
        lines.append(f"{word('head-case', lang)}: {amount}")
    lines += [text for text in (law(item, lang),) if text]
    return lines


def _quote(row: Json, why: str) -> str:
    """Give words with their place; the place alone where the reason has quoted a sentence."""
    words, place = clean(row["words"]), where(row)
    known = len(words) > _KNOWN_AGAIN and words.strip(" -–+*•.;,…")[:_KNOWN_AGAIN] in clean(why)
    return f"→ {place}" if known and place else f"“{words}” {place}".rstrip()
