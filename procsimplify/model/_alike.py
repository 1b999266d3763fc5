"""Which cases, channels and applicants nothing in a procedure tells apart, so that only one of them is projected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from procsimplify.model.basic import Applies, names_of
from procsimplify.model.dossier import Demand, Group

if TYPE_CHECKING:
    from procsimplify.model.procedure import Procedure

__all__ = ["Standing", "standing_for"]

IN_PERSON = "in-person"


class Standing:
    """For each case, channel and applicant the one that stands for it: itself, or the first that projects alike."""

    def __init__(self, cases: Mapping[str, str], channels: Mapping[str, str], applicants: Mapping[str, str]) -> None:
        self._cases, self._channels, self._applicants = cases, channels, applicants

    def of(
        self, case: str | None, channel: str | None, applicant: str | None
    ) -> tuple[str | None, str | None, str | None]:
        """Give the values to project in place of these."""
        return (
            None if case is None else self._cases[case],
            None if channel is None else self._channels[channel],
            None if applicant is None else self._applicants[applicant],
        )


def standing_for(procedure: Procedure) -> Standing:
    """Look through a procedure once for the names that its parts are limited to."""
    cases: set[str] = set()
    channels: set[str] = set()
    applicants: set[str] = set()
    for part in _parts(procedure):
        cases.update(part.cases)
        channels.update(part.channels)
        applicants.update(part.applicants)
        if part.__class__ is not Group:
            channels.update(item.id for item in getattr(part, "by_channel", ()))
            applicants.update(item.id for item in getattr(part, "by_applicant", ()))
    # Who does not come in person makes no way: a step with a place or a trip tells that channel from all others.
    if any(step.at is not None or step.trip is not None or step.supplement is not None for step in procedure.steps):
        channels.add(IN_PERSON)
    return Standing(
        _first(names_of(procedure.cases), cases),
        _first(names_of(procedure.channels), channels),
        _first(names_of(procedure.applicants), applicants),
    )


def _first(names: Iterable[str], told: set[str]) -> dict[str, str]:
    plain = next((name for name in names if name not in told), "")
    return {name: name if name in told else plain for name in names}


def _parts(procedure: Procedure) -> Iterator[Applies]:
    yield from _nodes(procedure.dossier)
    for step in procedure.steps:
        yield step
        yield from step.costs
    yield from procedure.results
    yield from procedure.conditions
    yield from procedure.limits
    for fee in procedure.fees:
        yield fee
        yield from fee.lines


def _nodes(node: Demand | Group) -> Iterator[Applies]:
    yield node
    if isinstance(node, Group):
        for child in node.children:
            yield from _nodes(child)
