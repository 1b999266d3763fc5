"""The ledger in words: by element, step and party; authorities and third parties beside it; the lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from procsimplify.base.text import Language
from procsimplify.reporting.layout import QUIET, bullets, grid, heading, measure_table, note, stack, verdict
from procsimplify.reporting.measures import element, measures, share_saved
from procsimplify.reporting.numbers import duration, money, number, percent
from procsimplify.reporting.sentence import cost_sentence
from procsimplify.reporting.text_analysis import cases, gaps, remarks, stamp_line, trust
from procsimplify.reporting.words import Names, clean, party, said, words

__all__ = ["cost_text"]

Json = Mapping[str, Any]


def cost_text(result: Json, names: Names, *, verbose: bool = False) -> RenderableType:
    """Show what `cost` found.

    Parameters
    ----------
    result
        The JSON of `cost`.
    verbose : bool
        Whether to show each line.
    """
    lang, currency = names.lang, result["currency"]
    parts: list[RenderableType | None] = [
        verdict(cost_sentence(result, result, names) + "."),
        Text(f"{names.code}  {names.title}", style=QUIET),
        *_sums("step", result["by_step"], result["total"], currency, names),
        *_sums("element", result["by_element"], result["total"], currency, names),
        *_sums("party", result["by_party"], result["total"], currency, names),
        *_beside(result, currency, names),
        *_transfers(result, currency, names),
        heading(said("heading-counts", lang)),
        measure_table(measures(result, None, currency, names, parts=False)[1:], lang, compare=False),
        *cases(result, currency, names),
        *(_lines(result["lines"], currency, names) if verbose else [note(said("lines-hint", lang))]),
        *trust(result, names),
        *gaps(result, names),
        *remarks(result, names, verbose=True),
        stamp_line(result, names),
    ]
    return stack(parts)


def _sums(kind: str, sums: Json, total: str, currency: str, names: Names) -> list[RenderableType]:
    """Show sums that make the total, with their share of it."""
    lang = names.lang
    rows: list[tuple[str, str, str]] = []
    for key, amount in sums.items():
        rest = Decimal(total) - Decimal(amount)
        share = share_saved(total, str(rest)) if Decimal(total) else None
        rows.append((_name(kind, key, names), money(amount, currency, lang), percent(share, lang)))
    if not rows:
        return []
    last = (said("sum", lang), money(total, currency, lang), "")
    heads = (said(f"head-{kind}", lang), said("head-amount", lang), said("head-percent", lang))
    return [grid(heads, rows, right=(1, 2), last=last)]


def _name(kind: str, key: str, names: Names) -> str:
    if kind == "step":
        return names.of("step", key)
    if kind == "party":
        return party(key, names)
    return element(key, names)


def _beside(result: Json, currency: str, names: Names) -> list[RenderableType]:
    """Show what authorities and third parties bear: beside the total, never in it."""
    lang = names.lang
    found: list[RenderableType] = []
    for key in ("authority", "third_party"):
        side = result[key]
        if not Decimal(side["total"]) and not side.get("unpriced"):
            continue
        found.append(heading(said(f"heading-{key}", lang)))
        if Decimal(side["total"]):
            found.append(note(money(side["total"], currency, lang)))
        rows = [
            (names.of("step", step), money(amount, currency, lang)) for step, amount in side.get("by_step", {}).items()
        ]
        if rows:
            found.append(grid((said("head-step", lang), said("head-amount", lang)), rows, right=(1,)))
        if side.get("unpriced"):
            found.append(bullets(f"{words(gap['what'], lang)}: {words(gap['why'], lang)}" for gap in side["unpriced"]))
    return found


def _transfers(result: Json, currency: str, names: Names) -> list[RenderableType]:
    transfers = result["transfers"]
    if not transfers:
        return []
    lang = names.lang
    items = [f"{names.of('party', key)}: {money(amount, currency, lang)}" for key, amount in transfers.items()]
    return [heading(said("heading-transfers", lang)), bullets(items)]


def _lines(lines: Sequence[Json], currency: str, names: Names) -> list[RenderableType]:
    """Show each line with its number, which ``--explain`` opens, step by step."""
    lang = names.lang
    found: list[RenderableType] = [heading(said("heading-lines", lang))]
    steps = dict.fromkeys(line["step"] for line in lines)
    for step in steps:
        rows = [
            (
                str(place),
                _what(line, names),
                _product(line, currency, lang),
                money(line["amount"], currency, lang) + (" *" if line["provenance"] == "illustrative" else "  "),
            )
            for place, line in enumerate(lines, 1)
            if line["step"] == step
        ]
        heads = ("", names.of("step", step), said("head-product", lang), said("head-amount", lang) + "  ")
        found.append(grid(heads, rows, right=(0, 3)))
    if any(line["provenance"] == "illustrative" for line in lines):
        found.append(note(said("marked", lang)))
    return found


def _what(line: Json, names: Names) -> str:
    paper = "" if line.get("demand") is None else f"{names.of('document', line['demand'])}: "
    case = "" if line.get("case") is None else f" ({names.of('case', line['case'])})"
    return paper + element(line["element"], names) + (case if line["volume"] != "1" else "")


def _product(line: Json, currency: str, lang: Language) -> str:
    parts = [duration(line["quantity"], clean(line["unit"]), lang), money(line["price"], currency, lang)]
    parts += [number(line[key], lang) for key in ("visits", "volume") if Decimal(line[key]) != 1]
    return " × ".join(parts)
