"""Straight stretches of the flow, and what binds two steps to their order: for edits that move steps."""

from __future__ import annotations

from procsimplify.flow import Flow, analyse
from procsimplify.model import Procedure, Step, variants
from procsimplify.rewrite.edit import refused

__all__ = ["arrows_to", "flows_with", "follower", "require_may_pass"]

_TURNS = ("submit", "decide")


def follower(procedure: Procedure, step: Step) -> Step | None:
    """Give the step that a step leads to alone, where no other leads to it; None where ways part, meet or end."""
    target = step.then.to if step.then is not None else None
    if target is None or arrows_to(procedure, target) != [step.id]:
        return None
    return next((item for item in procedure.steps[1:] if item.id == target), None)


def arrows_to(procedure: Procedure, step_id: str) -> list[str]:
    """List where the arrows to a step come from, one name for each arrow."""
    return [
        step.id
        for step in procedure.steps
        for target in (step.then.targets() if step.then is not None else ())
        if target == step_id
    ]


def flows_with(procedure: Procedure, *steps: Step) -> list[Flow]:
    """Give the flow of each variant that has all the steps."""
    names = {step.id for step in steps}
    return [
        analyse(one.procedure)
        for one in variants(procedure)
        if names <= {step.id for step in one.procedure.steps}
    ]  # fmt: skip


def require_may_pass(procedure: Procedure, moved: Step, other: Step) -> None:
    """Refuse to let a step pass one that hands the dossier over or decides, whatever law and papers say.

    Raises
    ------
    Refused
        What is done before a decision is its ground; a file seldom says so for each step.
    """
    for step in (moved, other):
        if step.kind in _TURNS:
            raise refused("hand-over-or-decision", f"steps/{moved.id}", step=step.id)
