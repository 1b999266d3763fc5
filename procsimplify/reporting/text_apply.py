"""What was applied, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from rich.console import RenderableType

from procsimplify.reporting.layout import bullets, measure_table, stack, verdict
from procsimplify.reporting.measures import measures
from procsimplify.reporting.numbers import count, money
from procsimplify.reporting.words import Names, clean, said

__all__ = ["apply_text"]

Json = Mapping[str, Any]


def apply_text(
    edits: Sequence[str], before: Json, after: Json, currency: str, names: Names, file: str | None
) -> RenderableType:
    """Say which changes were made, what they save, and where the procedure was written.

    Parameters
    ----------
    edits
        Each change in words.
    file
        None where it went to standard output.
    """
    lang = names.lang
    saving = money(Decimal(before["total"]) - Decimal(after["total"]), currency, lang)
    words = said("applied", lang, code=names.code, edits=count(len(edits), "reporting.edits", lang), saving=saving)
    if file is not None:
        words += " " + said("written", lang, file=clean(file))
    return stack(
        [
            verdict(words),
            bullets(clean(edit) for edit in edits),
            measure_table(measures(before, after, currency, names), lang),
        ]
    )
