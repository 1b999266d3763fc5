"""Standard times for pages that give none: so that a case has a price, and every figure of it says what it rests on.

The rows are those of a published table (`procsimplify.costing.standard_row`), the middle column of each. Nobody
measured them on these procedures: they are marked ``standard``, and fares, outlays and certifying stay unknown.
"""

from __future__ import annotations

from procsimplify.costing.standard import way_for
from procsimplify.model import Demand, Procedure, Quantity, Step, map_leaves, reference_key, variants
from procsimplify.model.dossier import PerPiece
from procsimplify.model.step import Trip

__all__ = ["gives_no_times", "timed_reference", "with_standard_times"]

_FORMS = ("application-form", "declaration")
_ROWS = {
    "citizen": {"form": "de-citizen-5-medium", "paper": "de-citizen-3-medium", "copy": "de-citizen-9-medium",
                "send": "de-citizen-7-medium"},
    "business": {"form": "de-business-3-medium", "paper": "de-business-2-medium", "copy": "de-business-12-medium",
                 "send": "de-business-8-medium"},
}  # fmt: skip


def gives_no_times(procedure: Procedure) -> bool:
    """Tell whether a procedure says of nothing how long it takes those who must comply, nor what it costs."""
    demands = procedure.demands()
    return not any(
        part
        for demand in demands
        for part in (demand.effort, demand.outlay, demand.per_copy, demand.certifying, demand.confirming)
    ) and not any(part for step in procedure.steps for part in (step.effort, step.trip, step.costs, step.per_set))


def with_standard_times(procedure: Procedure) -> Procedure:
    """Give a procedure with standard times where it gives no time at all; else the procedure as it is.

    Parameters
    ----------
    procedure : Procedure

    Returns
    -------
    Procedure
        Each paper that is handed in takes the time of getting it (a form: of filling it in), each further piece that
        of copying, each step that hands in that of sending and, in person, of the way to an office of that level; by
        the table for citizens where the reference applicant is one, else by that for businesses.
    """
    if not gives_no_times(procedure):
        return procedure
    key = reference_key(procedure).applicant
    kind = next((one.known_kind() for one in procedure.applicants if one.id == key), "citizen")
    rows = _ROWS["citizen" if kind == "citizen" else "business"]
    levels = {party.id: party.level for party in procedure.parties}

    def timed(demand: Demand) -> Demand:
        if demand.negated or demand.handover == "look-up":
            return demand
        row = rows["form" if demand.type in _FORMS else "paper"]
        piece = PerPiece(effort=Quantity(standard=rows["copy"]))
        return demand.evolve(effort=Quantity(standard=row), per_copy=piece)

    def handed_in(step: Step) -> Step:
        is_own = step.kind == "submit" and step.who == "applicant"
        if not is_own:
            return step
        level = levels.get(step.at or "")
        way = Trip(time=Quantity(standard=way_for(level))) if level is not None else None
        return step.evolve(effort=Quantity(standard=rows["send"]), trip=way)

    return procedure.evolve(
        dossier=map_leaves(procedure.dossier, timed), steps=tuple(handed_in(step) for step in procedure.steps)
    )


def timed_reference(procedure: Procedure, *, standard: bool) -> Procedure:
    """Give the plain procedure of the reference variant, with standard times where the whole gives no time.

    Timing the one variant that is asked for gives what timing the whole and projecting it would, for less work.
    """
    key = reference_key(procedure)
    plain = next(item.procedure for item in variants(procedure) if key in item.alike)
    return with_standard_times(plain) if standard and gives_no_times(procedure) else plain
