"""The edit merge-steps."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from procsimplify.base.messages import phrase
from procsimplify.base.text import Language
from procsimplify.model import Procedure, Step
from procsimplify.model.basic import Id, names_of
from procsimplify.rewrite._merging import merged
from procsimplify.rewrite.edit import Edit, Phase, refused, step_title
from procsimplify.rewrite.structure import find_step, parts, rename_steps

__all__ = ["MergeSteps"]


class MergeSteps(Edit):
    """Make one step of two that follow each other at one desk.

    Efforts add, papers, costs, controls and provisions unite; what the first makes for the second is no longer handed
    over. The wait of the hand-off goes: that is the ``wait`` of the second step, the time until it takes up what the
    first hands on; a wait that protects someone, and the second step's wait where it *is* the step (kinds ``wait`` and
    ``publish``), stays and adds. The way of one ``trip`` id counts once. The step's id is the ids of both, sorted:
    ``check+receive``; ``was`` records them and every reference follows.

    Refused unless the first leads to the second alone and the second is reached from the first alone, both are in the
    same variants, of one party, desk and place; and where their limits, efforts, waits or costs are in different units,
    one happens only sometimes or counts silence as consent, both have more than one set, each has a way of its own, or
    the effort of one alone is known.

    Examples
    --------
    >>> from procsimplify.model import from_tree
    >>> permit = from_tree({"code": "1", "title": "Permit", "steps": [
    ...     {"id": "apply", "kind": "submit", "effort": "5 min"},
    ...     {"id": "receive", "kind": "receive", "who": "authority", "effort": "10 min"},
    ...     {"id": "check", "kind": "check", "who": "authority", "effort": "1 hour", "wait": "2 day"}]})
    >>> one = MergeSteps(steps=("receive", "check")).rewrite(permit).step("receive")
    >>> one.id, one.effort.text(), one.wait, one.then.to
    ('check+receive', '70 min', None, 'end')
    >>> MergeSteps(steps=("apply", "receive")).rewrite(permit)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    procsimplify.base.errors.Refused: steps/apply: “apply” and “receive” are not of one party, desk and place  → ...
    """

    kind: ClassVar[str] = "merge-steps"
    phase: ClassVar[Phase] = "steps"

    steps: Annotated[tuple[Id, ...], Field(min_length=2, max_length=2)]

    def name(self, procedure: Procedure, lang: Language) -> str:
        """Name the change for a reader."""
        first, second = (step_title(procedure, step, lang) for step in self.steps)
        return phrase("rewrite.name-merge-steps", lang, first=first, second=second)

    def targets(self) -> tuple[str, ...]:
        """Name both steps."""
        return tuple(f"step:{step}" for step in self.steps)

    def rewrite(self, procedure: Procedure) -> Procedure:
        """Give the procedure with one step in place of the two."""
        first, second = self._in_order(procedure)
        path = f"steps/{first.id}"
        pair = {"first": first.id, "second": second.id}
        ids = sorted({*parts(first), *parts(second)})
        new_id = "+".join(ids)
        if len(new_id) > 120 or new_id in names_of(procedure.steps):
            raise refused("merged-id-taken", path, id=new_id[:60])
        for limit in procedure.limits:
            if {first.id, second.id} & set(limit.covers) and {first.id, second.id} & set(limit.excludes):
                raise refused("limit-of-one-alone", path, limit=limit.id, **pair)
        one = merged(procedure, first, second, new_id, (*ids, *first.was, *second.was))
        steps = tuple(one if item is first else item for item in procedure.steps if item is not second)
        return rename_steps(procedure.evolve(steps=steps), {first.id: new_id, second.id: new_id})

    def _in_order(self, procedure: Procedure) -> tuple[Step, Step]:
        """Give the two steps in the order of the flow, whichever was named first."""
        first, second = (find_step(procedure, step) for step in self.steps)
        if first is second:
            raise refused("merged-already", f"steps/{first.id}", step=first.id)
        if second.then is not None and second.then.to == first.id:
            first, second = second, first
        path, pair = f"steps/{first.id}", {"first": first.id, "second": second.id}
        sources = [
            step.id
            for step in procedure.steps
            for target in (step.then.targets() if step.then is not None else ())
            if target == second.id
        ]
        if first.then is None or first.then.to != second.id or sources != [first.id]:
            raise refused("not-one-after-the-other", path, **pair)
        if procedure.steps[0] is second:
            raise refused("not-one-after-the-other", path, **pair)
        if (first.who, first.desk, first.at) != (second.who, second.desk, second.at):
            raise refused("not-at-one-desk", path, **pair)
        if any(set(getattr(first, key)) != set(getattr(second, key)) for key in ("cases", "channels", "applicants")):
            raise refused("other-variants", path, **pair)
        return first, second

    @classmethod
    def suggestions(cls, before: Procedure, after: Procedure) -> tuple[MergeSteps, ...]:
        """Suggest the neighbours in ``before`` that are one step in ``after``."""
        known = set(names_of(before.steps))
        one_of = {name: step.id for step in after.steps for name in step.was if step.id not in known}
        found: list[MergeSteps] = []
        for step in before.steps:
            follower = step.then.to if step.then is not None else None
            if follower is None or follower not in known:
                continue
            ends = [{one_of.get(name) for name in parts(item)} for item in (step, before.step(follower))]
            if ends[0] == ends[1] and None not in ends[0] and len(ends[0]) == 1:
                found.append(cls(steps=(step.id, follower)))
        return tuple(found)
