"""Facts about steps: what each is, how they follow one another, submissions, consultations, limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from procsimplify.model import END, Step
from procsimplify.rules.facts_view import Pair, View, or_none, quantity
from procsimplify.rules.schema import NONE, Missing, Row

if TYPE_CHECKING:
    from procsimplify.flow import Flow

__all__ = [
    "asks_id",
    "completions",
    "consults",
    "covers",
    "gives",
    "hand_offs",
    "independent",
    "limits",
    "only_next",
    "same_desk",
    "steps",
    "submissions",
    "takes",
]


def steps(view: View) -> Iterator[Row]:
    """Give a fact for each step."""
    followed = {order.id for step in view.procedure.steps for order in step.after}
    for step in view.procedure.steps:
        party = view.party(step.who)
        then = step.then
        targets = () if then is None else tuple(dict.fromkeys(then.targets()))
        yield (
            step.id,
            step.kind,
            "applicant" if party is None else party.kind,
            step.who,
            view.body(step.who),
            or_none(None if party is None else party.level),
            party is not None and party.collegial,
            or_none(step.desk),
            or_none(step.at),
            view.body(step.at),
            _sets(step),
            quantity(step.effort),
            quantity(step.wait),
            quantity(step.limit),
            then is not None and then.choice is not None and len(then.choice) > 1,
            then is not None and then.all is not None,
            len(targets) if then is None or then.choice is None else len(then.choice),
            step.tacit is not None,
            _happens(step),
            step.criterion is not None,
            step.supplement is not None,
            len(step.controls),
            sum(bool(control.provisions) for control in step.controls),
            step.protects is not None,
            bool(step.provisions),
            bool(step.after) or step.id in followed,
            step.origin,
        )


def takes(view: View) -> Iterator[Row]:
    """Give (step, paper) for what a step takes in some variant, the dossier spelt out."""
    return iter(view.somewhere(lambda flow: ((step, paper) for step, papers in flow.taken.items() for paper in papers)))


def gives(view: View) -> Iterator[Row]:
    """Give (step, paper) for what a step gives in some variant, the dossier spelt out."""
    return iter(view.somewhere(lambda flow: ((step, paper) for step, papers in flow.given.items() for paper in papers)))


def only_next(view: View) -> Iterator[Row]:
    """Give (a, b) where a leads to b alone and only a leads to b, in every variant where either is present."""
    alone = [(present, frozenset(_sole_arrows(flow))) for present, flow in view.shapes]
    found = {pair for _, pairs in alone for pair in pairs}
    return iter(
        sorted(
            pair
            for pair in found
            if all(pair in pairs for present, pairs in alone if pair[0] in present or pair[1] in present)
        )
    )


def independent(view: View) -> Iterator[Row]:
    """Give the pairs of steps that could be done in either order or at once, in every variant with both."""
    return iter(view.everywhere_whole(lambda flow: flow.independent))


def hand_offs(view: View) -> Iterator[Row]:
    """Give the pairs of *next* whose party or desk differs."""
    for before, after in view.everywhere(lambda flow: flow.next):
        first, second = view.steps[before], view.steps[after]
        if (first.who, first.desk) != (second.who, second.desk):
            yield before, after


def same_desk(view: View) -> Iterator[Row]:
    """Give the pairs of different steps that one known desk of one party does, both ways round."""
    for first in view.procedure.steps:
        for second in view.procedure.steps:
            if first.id != second.id and first.desk is not None and _desk(first) == _desk(second):
                yield first.id, second.id


def submissions(view: View) -> Iterator[Row]:
    """Give (step, order, sets, body) for each applicant's step that hands papers of the dossier to an authority.

    The order is the greatest number of submissions on one way from the start, this one included.
    """
    demands = {demand.id for demand, _, _ in view.demands}
    taken = {step for step, paper in view.somewhere(_takings) if paper in demands}
    handing = [s for s in view.procedure.steps if s.who == "applicant" and s.kind == "submit" and s.id in taken]
    names = {step.id for step in handing}
    earlier: dict[str, set[str]] = {name: set() for name in names}
    for before, after in view.everywhere(lambda flow: flow.before):
        if before in names and after in names:
            earlier[after].add(before)
    for step in handing:
        body = view.body(step.at)
        if body is NONE:
            body = _receiver(view, step.id)
        yield step.id, len(earlier[step.id]) + 1, _sets(step), body


def consults(view: View) -> Iterator[Row]:
    """Give (step, party) for each step in which an authority or third party gives its opinion."""
    for step in view.procedure.steps:
        if step.kind == "consult" and step.who != "applicant":
            yield step.id, step.who


def completions(view: View) -> Iterator[Row]:
    """Give a fact for each step that may ask the applicant to complete the dossier."""
    for step in view.procedure.steps:
        asked = step.supplement
        if asked is not None:
            rounds = NONE if asked.rounds is None else asked.rounds
            yield step.id, asks_id(step), quantity(asked.notice), quantity(asked.deadline), rounds


def asks_id(step: Step) -> str:
    """Name what a step says of completing the dossier, apart from the step itself."""
    return f"{step.id}/supplement"


def limits(view: View) -> Iterator[Row]:
    """Give a fact for each statutory time of the procedure."""
    for limit in view.procedure.limits:
        yield limit.id, quantity(limit.value), or_none(limit.from_)


def covers(view: View) -> Iterator[Row]:
    """Give (limit, step); a limit that names no steps spans all."""
    for limit in view.procedure.limits:
        for step in limit.covers or tuple(view.steps):
            if step not in limit.excludes:
                yield limit.id, step


def _takings(flow: Flow) -> Iterable[Pair]:
    return ((step, paper) for step, papers in flow.taken.items() for paper in papers)


def _receiver(view: View, step: str) -> str | Missing:
    after = [b for a, b in view.everywhere(lambda flow: flow.next) if a == step]
    bodies = sorted(body for body in {view.body(view.steps[name].who) for name in after} if isinstance(body, str))
    return bodies[0] if len(bodies) == 1 else NONE


def _sole_arrows(flow: Flow) -> Iterable[Pair]:
    out: dict[str, set[str]] = {}
    into: dict[str, set[str]] = {}
    for before, after in flow.next:
        out.setdefault(before, set()).add(after)
        into.setdefault(after, set()).add(before)
    ends = {step.id for step in flow.procedure.steps if step.then is None or END in step.then.targets()}
    start = flow.procedure.steps[0].id
    for before, targets in out.items():
        for after in targets:
            if targets == {after} and into[after] == {before} and before not in ends and after != start:
                yield before, after


def _sets(step: Step) -> int:
    return max([step.sets, *(item.sets for item in step.by_channel if item.sets is not None)])


def _happens(step: Step) -> str:
    if step.chance is None:
        return "always"
    return "unknown" if isinstance(step.chance, str) else "sometimes"


def _desk(step: Step) -> tuple[str, str | None, str | None]:
    return step.who, step.at, step.desk
