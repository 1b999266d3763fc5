"""The applicant's way to an office: what it becomes when the office is another."""

from __future__ import annotations

from procsimplify.costing.standard import standard_row, way_for
from procsimplify.model import Quantity, Trip
from procsimplify.model.vocabulary import Level

__all__ = ["way_to"]

WAYS = "de-way-"


def way_to(trip: Trip, level: Level) -> Trip:
    """Give the way to an office of another level, where the standard table is what gave its time."""
    time = trip.time
    if time is None or time.standard is None or not time.standard.startswith(WAYS):
        return trip
    row = standard_row(way_for(level))
    if row.id == time.standard:
        return trip
    new = Quantity(standard=row.id, provenance=time.provenance, seen=time.seen)
    return trip.evolve(time=new if time.value is None else new.evolve(value=row.value, unit=row.unit))
