"""The edit reorder."""

from __future__ import annotations

from typing import ClassVar

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from procsimplify.base.messages import phrase
from procsimplify.base.text import Language
from procsimplify.flow import Flow
from procsimplify.model import Procedure, Step, Then
from procsimplify.model.basic import Id, names_of
from procsimplify.rewrite._stretch import flows_with, follower, require_may_pass
from procsimplify.rewrite.edit import Edit, Phase, refused, step_title
from procsimplify.rewrite.structure import rename_steps, step_now, whole_step

__all__ = ["Reorder"]


class Reorder(Edit):
    """Move a step along a straight stretch: to right before or right after another step.

    A stretch is straight where each step leads to the next alone and the next is reached from it alone. Arrows change,
    the order of the list does not, so no cost comes to stand elsewhere: time alone can be saved, no money. Refused for
    the step that begins the procedure, where the two are not on one straight stretch or in place already, and where
    the step would pass one that hands the dossier over or decides, or one to which law, a paper that one makes or keeps
    and the other takes, a choice or a loop binds it.

    Examples
    --------
    >>> from procsimplify.model import from_tree
    >>> permit = from_tree({"code": "1", "title": "Permit", "papers": ["report"], "steps": [
    ...     {"id": "apply", "kind": "submit"},
    ...     {"id": "inspect", "kind": "inspect", "who": "authority", "gives": "report"},
    ...     {"id": "appraise", "kind": "appraise", "who": "authority", "takes": "report"},
    ...     {"id": "ask", "kind": "consult", "who": "authority"}]})
    >>> after = Reorder(step="ask", before="inspect").rewrite(permit)
    >>> [after.step(name).then.to for name in ("apply", "ask", "inspect", "appraise")]
    ['ask', 'inspect', 'appraise', 'end']
    >>> Reorder(step="appraise", before="inspect").rewrite(permit)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    procsimplify.base.errors.Refused: steps/appraise: law, a paper, a choice or a loop binds “inspect” and ...
    """

    kind: ClassVar[str] = "reorder"
    phase: ClassVar[Phase] = "flow"

    step: Id
    before: Id | None = None
    after: Id | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Reorder:
        if (self.before is None) == (self.after is None):
            raise PydanticCustomError("before-or-after", "one of before and after", {})
        return self

    def name(self, procedure: Procedure, lang: Language) -> str:
        """Name the change for a reader."""
        side = "before" if self.before is not None else "after"
        other = step_title(procedure, self.before or self.after or "", lang)
        return phrase(f"rewrite.name-reorder-{side}", lang, step=step_title(procedure, self.step, lang), other=other)

    def targets(self) -> tuple[str, ...]:
        """Name the step that moves."""
        return (f"step:{self.step}",)

    def rewrite(self, procedure: Procedure) -> Procedure:
        """Give the procedure with the step in its new place."""
        step = whole_step(procedure, self.step)
        other = whole_step(procedure, self.before or self.after or "")
        path = f"steps/{step.id}"
        up, down = _stretch(procedure, other, step), _stretch(procedure, step, other)
        passed = up if up else down
        if not passed:
            raise refused("not-a-straight-stretch", path, first=step.id, second=other.id)
        moves_up = bool(up)
        # The stretch runs from one of the two to the other; what is passed is all but the step itself, and all but the
        # other step where the step stops short of it.
        passed = passed[:-1] if moves_up else passed[1:]
        if moves_up and self.after is not None:
            passed = passed[1:]
        if not moves_up and self.before is not None:
            passed = passed[:-1]
        if not passed:
            raise refused("there-already", path, step=step.id)
        last = step if moves_up else passed[-1]
        if last.then is None or last.then.to is None:
            raise refused("not-a-straight-stretch", path, first=step.id, second=other.id)
        first = passed[0] if moves_up else step
        if procedure.steps[0] is first:
            raise refused("begins-the-procedure", path, step=first.id)
        for item in passed:
            _require_unbound(procedure, *((item, step) if moves_up else (step, item)))
        return _moved(procedure, step, passed, up=moves_up)

    @classmethod
    def suggestions(cls, before: Procedure, after: Procedure) -> tuple[Edit, ...]:
        """Suggest each step that leads elsewhere, or is led to from elsewhere, afterwards."""
        names = set(names_of(before.steps))
        found: list[Edit] = []
        for step in before.steps:
            now = step_now(after, step.id)
            if now is None or now.then is None or step.then is None or now.then == step.then:
                continue
            if now.then.to in names:
                found.append(cls(step=step.id, before=now.then.to))
            sources = [item for item in after.steps if item.then is not None and item.then.to == step.id]
            found += [cls(step=step.id, after=item.id) for item in sources if item.id in names]
        return tuple(found)


def _stretch(procedure: Procedure, first: Step, last: Step) -> list[Step]:
    """Give the steps of the straight stretch from one to the other; none where there is no such stretch."""
    found, here = [first], first
    while here is not last:
        following = follower(procedure, here)
        if following is None or following in found:
            return []
        here = following
        found.append(here)
    return found if len(found) > 1 else []


def _require_unbound(procedure: Procedure, first: Step, second: Step) -> None:
    """Refuse where two steps of a straight stretch, the first before the second, are bound to their order."""
    require_may_pass(procedure, second, first)
    bound = first.supplement is not None or second.supplement is not None
    if bound or any(_bound(flow, first.id, second.id) for flow in flows_with(procedure, first, second)):
        raise refused("not-independent", f"steps/{second.id}", first=first.id, second=second.id)


def _bound(flow: Flow, first: str, second: str) -> bool:
    return any(
        (a, b) in flow.order
        or bool(flow.given[a] & (flow.taken[b] | flow.kept[b]))
        or bool(flow.kept[a] & (flow.taken[b] | flow.given[b]))
        for a, b in ((first, second), (second, first))
    )


def _moved(procedure: Procedure, step: Step, passed: list[Step], *, up: bool) -> Procedure:
    """Lead the arrows: past the step, and through it at its new place."""
    head, tail = passed[0], passed[-1]
    if up:  # … → head … tail → step → on   becomes   … → step → head … tail → on
        new = {tail.id: step.then, step.id: Then(to=head.id)}
        led = rename_steps(procedure, {head.id: step.id})
    else:  # … → step → head … tail → on   becomes   … → head … tail → step → on
        new = {tail.id: Then(to=step.id), step.id: tail.then}
        led = rename_steps(procedure, {step.id: head.id})
    thens = {item.id: item.then for item in led.steps} | new
    return procedure.evolve(
        steps=tuple(
            item if item.then == thens[item.id] else item.evolve(then=thens[item.id]) for item in procedure.steps
        )
    )
