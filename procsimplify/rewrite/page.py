"""The reference page of the edits, made from their docstrings."""

from __future__ import annotations

import inspect
import re
from typing import Any, get_args

from procsimplify.base.text import Text
from procsimplify.model import Quantity
from procsimplify.model.basic import kebab
from procsimplify.rewrite.edit import PHASES, Edit, Substitute
from procsimplify.rewrite.registry import edit_kinds

__all__ = ["edits_page"]

HEAD = """\
# Edits

Made from `procsimplify/rewrite/edits` by `docs/generate.py`. An edit is a typed change to a procedure: it is written as
a mapping with its kind under `edit`, and refuses, with the reason and the mend in both languages, where its
precondition does not hold. It earns only by what it removes, reroutes or replaces by a figure with a source of its own;
it never shortens an effort by itself. Edits of one plan apply in the order of their phases, which is the order of this
page. What is preserved (P1 to P6) is verified after each rewriting; [what each word means](../explanation/semantics.md)
says how. Under each edit stand what it does, its keys, and an example in Python that runs as a test."""


def edits_page() -> str:
    """Write the page in Markdown: every kind of edit by phase, with its keys, what it does and refuses, an example.

    Examples
    --------
    >>> "### reduce-copies" in edits_page()
    True
    """
    parts = [HEAD]
    kinds = sorted(edit_kinds().values(), key=lambda kind: (PHASES.index(kind.phase), kind.kind))
    for phase in PHASES:
        here = [kind for kind in kinds if kind.phase == phase]
        if here:
            parts += ["", f"## Phase: {phase.replace('-', ' ')}"]
        for kind in here:
            parts += ["", *_entry(kind)]
    return "\n".join(parts) + "\n"


def _entry(kind: type[Edit]) -> list[str]:
    words, _, example = inspect.cleandoc(kind.__doc__ or "").partition("Examples\n--------\n")
    summary, _, rest = words.strip().partition("\n\n")
    found = [f"### {kind.kind}", "", _markdown(summary)]
    found += ["", "| key | | value |", "|---|---|---|"]
    for name, info in kind.model_fields.items():
        needed = "needed" if info.is_required() else ""
        found.append(f"| `{kebab(name)}` | {needed} | {_value(info.annotation)} |")
    if rest:
        found += ["", _markdown(rest.strip())]
    return [*found, "", "```pycon", example.strip(), "```"]


def _markdown(words: str) -> str:
    return re.sub(r"`([A-Z]\w+)`", r"\1", words.replace("``", "`"))


def _value(annotation: Any) -> str:
    """Say in words what a key takes."""
    inside = _inside(annotation)
    words = [part for part in inside if isinstance(part, str)]
    if words:
        return " · ".join(f"`{word}`" for word in words)
    if Substitute in inside:
        return "list of `{control: ID, by: ID}`"
    if tuple in inside:
        return "list of ids"
    for kind, said in ((Quantity, "quantity: `15 day`"), (Text, "text, or `{vi: …, en: …}`"), (int, "whole number")):
        if kind in inside:
            return said
    return "id"


def _inside(annotation: Any) -> list[Any]:
    parts = get_args(annotation)
    if not parts:
        return [annotation]
    origin = getattr(annotation, "__origin__", None)
    return [origin, *(item for part in parts if part is not Ellipsis for item in _inside(part))]
