"""Facts about conditions, results, purposes and times by channel."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from procsimplify.rules.facts_view import View, or_none, quantity
from procsimplify.rules.schema import NONE, Row

__all__ = [
    "CHANNEL_TIMES",
    "answers",
    "channel_limits",
    "channel_times",
    "conditions",
    "lone_limits",
    "presences",
    "purposes",
    "qualifications",
    "result_marks",
    "stakes",
    "twins",
]


def purposes(view: View) -> Iterator[Row]:
    """Give what the procedure does; a procedure that says nothing has no fact."""
    return ((kind,) for kind in view.procedure.purpose)


def presences(view: View) -> Iterator[Row]:
    """Give why somebody or something must be there."""
    return ((why,) for why in view.procedure.presence)


def stakes(view: View) -> Iterator[Row]:
    """Give what the conditions guard."""
    return ((subject,) for subject in view.procedure.stakes)


def conditions(view: View) -> Iterator[Row]:
    """Give a fact for each condition."""
    for one in view.procedure.conditions:
        yield (
            one.id,
            one.kind,
            one.business,
            one.restates,
            one.threshold is not None,
            one.provision is not None,
            or_none(None if one.standing is None else one.standing.is_),
        )


def qualifications(view: View) -> Iterator[Row]:
    """Give each thing that a condition asks of a person."""
    for one in view.procedure.conditions:
        for what in one.asks:
            yield one.id, one.person or "applicant", what


def answers(view: View) -> Iterator[Row]:
    """Give the results that accept or refuse; one that may do either does both."""
    for result in view.procedure.results:
        if result.kind == "grant" or result.either:
            yield result.id, "accept"
        if result.kind == "refusal" or result.either:
            yield result.id, "refuse"


def result_marks(view: View) -> Iterator[Row]:
    """Give the marks of each result."""
    return ((result.id, result.physical, result.entry) for result in view.procedure.results)


def channel_limits(view: View) -> Iterator[Row]:
    """Give the times that hold for some channels alone and for no case of the file."""
    for limit in view.procedure.limits:
        if limit.channels and not limit.cases:
            for channel in limit.channels:
                yield limit.id, channel, quantity(limit.value), limit.other_cases


CHANNEL_TIMES: Final = "channel-times"
"""What the times by channel are called together."""


def channel_times(view: View) -> Iterator[Row]:
    """Give one fact where some channels have times of their own."""
    if any(True for _ in channel_limits(view)):
        yield (CHANNEL_TIMES,)


def lone_limits(view: View) -> Iterator[Row]:
    """Give the channel whose time differs while all others have one time."""
    times = [(channel, value) for _, channel, value, _ in channel_limits(view) if value is not NONE]
    for channel, value in times:
        others = {other for name, other in times if name != channel}
        if len(times) > 1 and len(others) == 1 and value not in others:
            yield channel, value


def twins(view: View) -> Iterator[Row]:
    """Give the procedures that are nearly this one."""
    for twin in view.procedure.twins:
        yield (
            ", ".join(twin.codes),
            twin.link,
            len(twin.codes),
            twin.documents,
            twin.shared,
            twin.same_limit,
            twin.conditions,
            twin.decays,
            NONE if twin.differs is None else twin.differs.get("vi"),
        )
