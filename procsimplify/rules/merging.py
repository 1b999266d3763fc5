"""One proposal for one thing that a procedure demands several times: its dossier printed for each of its cases.

Pages print the whole dossier again for each case, so a rule finds the same paper as often. Who reads the proposals
decides about it once: the matches become one, with the edits of all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from procsimplify.base.text import Text
from procsimplify.model import Demand, Procedure, Step
from procsimplify.rules.finding_matches import Found

__all__ = ["merged"]

_NOT_LETTERS = re.compile(r"[\W_]+")


def merged(procedure: Procedure, found: Iterable[Found]) -> list[Found]:
    """Put matches together that propose the same of papers, or steps, with the same words; the first gives its words.

    What proposals propose must differ in nothing but which of the alike things is meant. Of questions only those about
    conditions are put together: those about papers leave out what an earlier row asks for.
    """
    alike = {f"document:{one.id}": _paper(one) for one in procedure.demands()}
    alike |= {f"condition:{one.id}": _letters(one.text) or None for one in procedure.conditions}
    alike |= {f"step:{one.id}": _step(one) for one in procedure.steps}
    kept: dict[object, Found] = {}
    for place, item in enumerate(found):
        key = _key(item, alike)
        first = None if key is None else kept.get(key)
        if first is None:
            kept[place if key is None else key] = item
            continue
        targets = tuple(dict.fromkeys((*first.targets, *item.targets)))
        kept[key] = replace(first, edits=(*first.edits, *item.edits), targets=targets)
    return list(kept.values())


def _key(item: Found, alike: Mapping[str, str | None]) -> str | None:
    """Give what a match proposes, its one target called by its words; None where it stands for itself."""
    if len(item.targets) != 1:
        return None
    kind, _, name = item.targets[0].partition(":")
    if kind != "condition" and (item.rule.class_ != "proposal" or not item.edits):
        return None
    words = alike.get(item.targets[0])
    if words is None:
        return None
    proposed = [
        sorted((key, "" if value == name else str(value)) for key, value in edit.items()) for edit in item.edits
    ]
    standing = None if item.standing is None else item.standing.is_
    return repr((item.rule.id, standing, kind, words, proposed))


def _letters(text: Text | None) -> str:
    return "" if text is None else _NOT_LETTERS.sub("", text.get("vi").casefold())


def _paper(demand: Demand) -> str | None:
    words = _letters(demand.title)
    return f"{demand.type} {words}" if words else None


def _step(step: Step) -> str | None:
    return _letters(step.title) or None
