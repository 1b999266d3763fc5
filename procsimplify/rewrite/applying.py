"""The one wrapper that applies edits: precondition, apply in canonical order, verify, record; and how it is undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from procsimplify.model import Procedure, canonical_tree, from_tree, names_of
from procsimplify.rewrite.changes import Change, Tree, changes_to_json, invert
from procsimplify.rewrite.diff import apply_changes, diff
from procsimplify.rewrite.edit import Edit
from procsimplify.rewrite.preservation import Preservation, verify
from procsimplify.rewrite.registry import canonical_order

__all__ = ["Applied", "apply", "apply_changes_to", "apply_one", "changes_between", "undo"]


@dataclass(frozen=True, eq=False)
class Applied:
    """The record of edits that were applied.

    Parameters
    ----------
    procedure : Procedure
        The rewritten one.
    before : Procedure
    edits : tuple of Edit
        In the order in which they were applied.
    changes : tuple of Change
        The difference of the canonical trees.
    cascades : tuple of str
        What went along with what the edits name: ``step:ID``, ``document:ID``, ``limit:ID``.
    preserved : Preservation
        P1 to P6, in every variant.
    """

    procedure: Procedure
    before: Procedure
    edits: tuple[Edit, ...]
    changes: tuple[Change, ...]
    cascades: tuple[str, ...]
    preserved: Preservation

    def to_json(self) -> dict[str, Any]:
        """Give the record as plain data."""
        return {
            "procedure": self.before.code,
            "edits": [edit.to_json() for edit in self.edits],
            "changes": changes_to_json(self.changes),
            "cascades": list(self.cascades),
            "preserves": self.preserved.as_flags(),
            "preserved": self.preserved.to_json(),
        }


def apply(
    procedure: Procedure,
    edits: Iterable[Edit],
    *,
    as_of: date | None = None,
    method: str = "vn",
    ordered: bool = False,
) -> Applied:
    """Apply edits together, or none of them.

    Parameters
    ----------
    procedure : Procedure
        Well formed.
    edits : iterable of Edit
        Each is applied once.
    as_of : date, optional
        The day of registers and prices; by default the procedure's own.
    method : str
        How costs are reckoned (P6).
    ordered : bool
        Whether the order given is the one to apply them in; else it is the canonical one.

    Returns
    -------
    Applied
        What is preserved is told, not enforced: ask ``applied.preserved.holds``.

    Raises
    ------
    Refused
        Where the precondition of an edit does not hold at its turn.

    Examples
    --------
    >>> from procsimplify.model import from_tree
    >>> from procsimplify.rewrite import read_edits
    >>> permit = from_tree({"code": "1", "title": "Permit", "as-of": "2026-07-01", "steps": [
    ...     {"id": "apply", "kind": "submit", "sets": "8"}, {"id": "decide", "kind": "decide", "who": "authority"}]})
    >>> applied = apply(permit, read_edits([{"edit": "reduce-copies", "step": "apply", "sets": "1"}]))
    >>> applied.procedure.step("apply").sets, applied.preserved.holds, undo(applied) == permit
    (1, True, True)
    """
    chosen = tuple(dict.fromkeys(edits)) if ordered else canonical_order(edits)
    now, cascades = procedure, list[str]()
    for edit in chosen:
        after = apply_one(now, edit)
        cascades += _gone_along(now, after, edit)
        now = after
    return Applied(
        procedure=now,
        before=procedure,
        edits=chosen,
        changes=changes_between(procedure, now),
        cascades=tuple(dict.fromkeys(cascades)),
        preserved=verify(procedure, now, chosen, as_of=as_of, method=method),
    )


def apply_one(procedure: Procedure, edit: Edit) -> Procedure:
    """Apply one edit to a procedure, without verifying.

    Raises
    ------
    Refused
        Where its precondition does not hold.
    """
    return edit.rewrite(procedure)


def undo(applied: Applied) -> Procedure:
    """Give back the procedure before, from the one after and the inverted changes.

    Returns
    -------
    Procedure
        Equal to ``applied.before`` (I11).
    """
    return apply_changes_to(applied.procedure, invert(applied.changes))


def changes_between(before: Procedure, after: Procedure) -> tuple[Change, ...]:
    """Give the difference of two procedures, on their canonical trees."""
    return diff(cast("Tree", canonical_tree(before)), cast("Tree", canonical_tree(after)))


def apply_changes_to(procedure: Procedure, changes: Sequence[Change]) -> Procedure:
    """Give the procedure that changes make.

    Raises
    ------
    StaleChange
        Where a change does not fit.
    pydantic.ValidationError
        Where what they make is no procedure.
    """
    return from_tree(cast("dict[str, Any]", apply_changes(cast("Tree", canonical_tree(procedure)), changes)))


def _gone_along(before: Procedure, after: Procedure, edit: Edit) -> list[str]:
    """List what an edit took away besides what it is about; a step that lives on in a merged one is not gone."""
    carried = {name for step in after.steps for name in (step.id, *step.was)}
    papers, limits = set(names_of(after.demands())), set(names_of(after.limits))
    gone = [f"step:{step.id}" for step in before.steps if step.id not in carried]
    gone += [f"document:{demand.id}" for demand in before.demands() if demand.id not in papers]
    gone += [f"limit:{limit.id}" for limit in before.limits if limit.id not in limits]
    meant = {*edit.targets()}
    return [name for name in gone if name not in meant]
