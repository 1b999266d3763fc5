"""Names for changes: where a run of changes is exactly what an edit would make, the difference shows the edit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from procsimplify.base.errors import Refused
from procsimplify.model import Procedure
from procsimplify.rewrite.applying import apply_one, changes_between
from procsimplify.rewrite.changes import Change, Path, change_to_json
from procsimplify.rewrite.edit import Edit
from procsimplify.rewrite.registry import edit_kinds

__all__ = ["Named", "name_changes"]


@dataclass(frozen=True)
class Named:
    """A difference told as edits, and the changes that no edit makes.

    Parameters
    ----------
    edits : tuple of Edit
        In the order in which they lead from ``before`` to ``middle``.
    changes : tuple of Change
        Lead from ``middle`` to the procedure after.
    middle : Procedure
        What the edits alone make.
    """

    edits: tuple[Edit, ...]
    changes: tuple[Change, ...]
    middle: Procedure

    def to_json(self) -> list[dict[str, Any]]:
        """Give edits, then changes, as plain data."""
        return [*(edit.to_json() for edit in self.edits), *(change_to_json(change) for change in self.changes)]


def name_changes(before: Procedure, after: Procedure) -> Named:
    """Tell the difference of two procedures as edits, as far as edits explain it.

    Parameters
    ----------
    before, after : Procedure
        Of one code.

    Returns
    -------
    Named
        An edit is named only where everything that it writes is as in ``after``.

    Examples
    --------
    >>> from procsimplify.model import from_tree
    >>> def permit(sets, title):
    ...     return from_tree({"code": "1", "title": title, "steps": [{"id": "apply", "kind": "submit", "sets": sets}]})
    >>> name_changes(permit("8", "Permit"), permit("1", "A permit")).to_json()
    [{'edit': 'reduce-copies', 'step': 'apply', 'sets': 1}, \
{'change': 'set', 'path': 'title', 'before': 'Permit', 'after': 'A permit'}]
    """
    now, left = before, changes_between(before, after)
    edits: list[Edit] = []
    while left:
        step = _next(now, after, left)
        if step is None:
            break
        edit, now, left = step
        edits.append(edit)
    together = _together(before, after) if left else None
    return Named(tuple(edits), left, now) if together is None else Named(together, (), after)


def _together(before: Procedure, after: Procedure) -> tuple[Edit, ...] | None:
    """Give all edits that suggest themselves where together they make the whole difference.

    So two edits of one thing are found of which neither alone leaves what is there afterwards.
    """
    now, found = before, list[Edit]()
    for edit in sorted(_candidates(before, after), key=lambda edit: edit.order()[:2]):
        try:
            now = apply_one(now, edit)
        except Refused:
            continue
        found.append(edit)
    return tuple(found) if now == after else None


def _next(
    now: Procedure, after: Procedure, left: tuple[Change, ...]
) -> tuple[Edit, Procedure, tuple[Change, ...]] | None:
    """Find the edit that explains most of what is left, all of whose changes are among it; of several the first."""
    best: tuple[Edit, Procedure, tuple[Change, ...]] | None = None
    for edit in sorted(_candidates(now, after), key=lambda edit: edit.order()[:2]):
        try:
            new = apply_one(now, edit)
        except Refused:
            continue
        written = [change.target for change in changes_between(now, new)]
        rest = changes_between(new, after)
        touched = any(_overlap(path, change.target) for path in written for change in rest)
        if written and not touched and len(rest) < len(left if best is None else best[2]):
            best = edit, new, rest
    return best


def _candidates(now: Procedure, after: Procedure) -> tuple[Edit, ...]:
    return tuple(edit for kind in edit_kinds().values() for edit in kind.suggestions(now, after))


def _overlap(one: Path, other: Path) -> bool:
    """Tell whether one path is the other or leads to it."""
    return one[: len(other)] == other[: len(one)]
