"""How sure a cost and a saving are, in words: intervals, chances, and the figures that are worth surveying."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from procsimplify.reporting.layout import QUIET, grid, heading, note, stack, verdict
from procsimplify.reporting.numbers import duration, money, number, percent
from procsimplify.reporting.words import Names, said, words

__all__ = ["uncertainty_text"]

Json = Mapping[str, Any]
MOST_FIGURES = 10
_SIDES = (("before", "before"), ("after", "after"), ("saving", "saved"))


def uncertainty_text(result: Json, names: Names, *, verbose: bool = False) -> RenderableType:
    """Show what a simulation found.

    Parameters
    ----------
    result : mapping
        The JSON of a simulation, with its ``sensitivity``.
    verbose : bool
        Whether to show every figure.
    """
    lang = names.lang
    parts: list[RenderableType | None] = [
        Text(f"{names.code}  {names.title}", style=QUIET),
        verdict(_sentence(result, names) + "."),
    ]
    if not result["figures"]:
        return stack(parts)
    parts.append(_spreads(result, names))
    target = result["target"]
    if target is not None and target["chance"] is not None:
        chance = percent(target["chance"] * 100, lang)
        parts.append(Text(said("sure-target", lang, target=percent(target["percent"], lang), chance=chance)))
    if result["open"]:
        parts.append(note(said("sure-open", lang)))
    parts += _figures(result, names, verbose)
    draws = number(result["draws"], lang)
    parts.append(note(said("sure-drawn", lang, draws=draws, seed=str(result["seed"]))))
    return stack(parts)


def _sentence(result: Json, names: Names) -> str:
    lang, currency = names.lang, result["currency"]
    if not result["figures"]:
        return said("sure-nothing", lang, subject=names.code)
    spread = result["saving"] or result["before"]
    amounts = {key: money(spread[key], currency, lang) for key in ("likely", "low", "high")}
    if result["saving"] is None:
        return said("sure-cost", lang, subject=names.code, **amounts)
    chance = percent(result["chance_of_saving"] * 100, lang)
    return said("sure-saving", lang, subject=names.code, chance=chance, **amounts)


def _spreads(result: Json, names: Names) -> RenderableType:
    lang, currency = names.lang, result["currency"]
    sides = [(key, word) for key, word in _SIDES if result[key] is not None]
    heads = ("", *(said(f"sure-{word}", lang) for _, word in sides))
    marks = {"likely": said("sure-likely", lang), "low": "5 %", "median": said("sure-median", lang), "high": "95 %"}
    marks |= {"mean": said("sure-mean", lang)}
    rows = [(name, *(money(result[side][key], currency, lang) for side, _ in sides)) for key, name in marks.items()]
    return grid(heads, rows, right=range(1, len(heads)))


def _figures(result: Json, names: Names, verbose: bool) -> list[RenderableType | None]:
    """List the figures that do something, the one most worth surveying first."""
    lang, currency = names.lang, result["currency"]
    listed = [one for one in result["sensitivity"] if one["total"] > 0 or one["value"] not in (None, "0")]
    if not listed:
        return []
    shown = listed if verbose else listed[:MOST_FIGURES]
    rows: list[tuple[str, ...]] = []
    for one in shown:
        low, high = (number(one[key], lang) for key in ("low", "high"))
        ends = f"{low} – {duration(one['high'], one['unit'], lang)}" if one["unit"] else f"{low} – {high}"
        worth = "–" if one["value"] is None else money(one["value"], currency, lang)
        share = percent(min(max(one["first_order"], 0), 1) * 100, lang)
        rows.append((_place(one, names), ends, share, money(one["narrowing"], currency, lang), worth))
    keys = ("figure", "range", "alone", "narrows", "worth")
    found: list[RenderableType | None] = [
        heading(said("sure-figures", lang)),
        grid([said(f"sure-{key}", lang) for key in keys], rows, right=(2, 3, 4)),
    ]
    if len(listed) > len(shown):
        found.append(note(said("sure-more", lang, number=str(len(listed) - len(shown)))))
    return [*found, note(said("sure-how", lang))]


def _place(one: Json, names: Names) -> str:
    """Name a figure by what it stands at and by the end of its path; by the whole path where that has no title."""
    title, path = words(one["title"], names.lang), str(one["path"])
    if title == path:
        return path
    return f"{title}: {' '.join(path.split('/')[2:]) if not path.startswith('dossier/') else path.split('/')[-1]}"
