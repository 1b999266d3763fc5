"""A paper that the authority looks up: what the demand and the steps become when the applicant brings it no more."""

from __future__ import annotations

from typing import Any

from procsimplify.model import Demand, Procedure
from procsimplify.rewrite.edit import refused
from procsimplify.rewrite.structure import drop_unused_makers, map_demand

__all__ = ["looked_up", "require_replaceable"]

_PAID_BY_THE_APPLICANT = ("effort", "outlay", "per_copy", "certifying", "confirming")


def require_replaceable(procedure: Procedure, demand: Demand) -> None:
    """Refuse a paper that data cannot stand for.

    Raises
    ------
    Refused
        Where it is looked up already, is the object of the procedure, is surrendered or kept, or comes back stamped.
    """
    path = f"dossier/{demand.id}"
    if demand.handover == "look-up":
        raise refused("looked-up-already", path, document=demand.id)
    kept = any(demand.id in step.keeps for step in procedure.steps)
    if demand.role in ("object", "surrendered") or demand.handover == "surrender" or kept:
        raise refused("object-or-surrendered", path, document=demand.id)
    if demand.returned == "stamped":
        raise refused("second-piece-needed", path, document=demand.id)


def looked_up(procedure: Procedure, demand: Demand, **marks: Any) -> Procedure:
    """Give the procedure in which the authority looks the paper up.

    What the demand proves and in which forms it is taken stays, what it cost the applicant goes, and so does a step at
    which the applicant only got it. ``marks`` are further fields of the demand.
    """
    nothing = dict.fromkeys(_PAID_BY_THE_APPLICANT)
    changed = demand.evolve(handover="look-up", copies=1, by_channel=(), by_applicant=(), **nothing, **marks)
    steps = tuple(
        step.evolve(gives=tuple(name for name in step.gives if name != demand.id))
        if step.who == "applicant" and demand.id in step.gives
        else step
        for step in procedure.steps
    )
    return drop_unused_makers(procedure, map_demand(procedure, demand.id, changed).evolve(steps=steps))
