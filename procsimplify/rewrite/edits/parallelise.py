"""The edit parallelise."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from procsimplify.base.messages import phrase
from procsimplify.base.text import Language
from procsimplify.model import Procedure, Step, Then
from procsimplify.model.basic import Id, names_of
from procsimplify.rewrite._stretch import arrows_to, flows_with, require_may_pass
from procsimplify.rewrite.edit import Edit, Phase, refused, step_title
from procsimplify.rewrite.structure import step_now, whole_step

__all__ = ["Parallelise"]


class Parallelise(Edit):
    """Do at once two steps that follow each other and are independent.

    What led to the first leads to both (``all``), and both lead to what followed the second, which waits for both.
    Time alone is saved, no money: every effort, wait and limit stays as it is, and so does the order of the list.

    Refused unless the first leads to the second alone, the second is reached from the first alone and leads to one step
    or the end; both are in the same variants and independent in each (no order by law or data, no sole original that
    both need, neither chooses, no loop holds both); and one step alone, which always happens, leads to the first.
    Refused as well where one of them hands the dossier over or decides, and for two steps of one desk of which neither
    has a ``wait``: one desk works on one after the other.

    Examples
    --------
    >>> from procsimplify.model import from_tree
    >>> def permit(**more):
    ...     return from_tree({"code": "1", "title": "Permit", "papers": ["report"],
    ...         "parties": {"office": {}, "police": {}}, "steps": [
    ...         {"id": "apply", "kind": "submit"},
    ...         {"id": "inspect", "kind": "inspect", "who": "office", "gives": "report"},
    ...         {"id": "ask", "kind": "consult", "who": "police"} | more,
    ...         {"id": "decide", "kind": "decide", "who": "office", "takes": "report"}]})
    >>> after = Parallelise(steps=("inspect", "ask")).rewrite(permit())
    >>> after.step("apply").then.all, after.step("inspect").then.to, after.step("ask").then.to
    (('inspect', 'ask'), 'decide', 'decide')
    >>> Parallelise(steps=("inspect", "ask")).rewrite(permit(takes="report"))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    procsimplify.base.errors.Refused: steps/inspect: law, a paper, a choice or a loop binds “inspect” and “ask” ...
    """

    kind: ClassVar[str] = "parallelise"
    phase: ClassVar[Phase] = "flow"

    steps: Annotated[tuple[Id, ...], Field(min_length=2, max_length=2)]

    def name(self, procedure: Procedure, lang: Language) -> str:
        """Name the change for a reader."""
        first, second = (step_title(procedure, step, lang) for step in self.steps)
        return phrase("rewrite.name-parallelise", lang, first=first, second=second)

    def targets(self) -> tuple[str, ...]:
        """Name both steps."""
        return tuple(f"step:{step}" for step in self.steps)

    def rewrite(self, procedure: Procedure) -> Procedure:
        """Give the procedure with the two steps at once."""
        first, second = self._in_order(procedure)
        parting = _parting(procedure, first)
        _require_independent(procedure, first, second)
        was = parting.then.all if parting.then is not None and parting.then.all is not None else (first.id,)
        both = tuple(name for old in was for name in ((first.id, second.id) if old == first.id else (old,)))
        new = {
            parting.id: parting.evolve(then=Then(all=both)),
            first.id: first.evolve(then=second.then),
        }
        return procedure.evolve(steps=tuple(new.get(step.id, step) for step in procedure.steps))

    def _in_order(self, procedure: Procedure) -> tuple[Step, Step]:
        """Give the two steps in the order of the flow, whichever was named first."""
        first, second = (whole_step(procedure, step) for step in self.steps)
        if second.then is not None and second.then.to == first.id:
            first, second = second, first
        pair = {"first": first.id, "second": second.id}
        leads = first is not second and first.then is not None and first.then.to == second.id
        onward = second.then is not None and second.then.to is not None
        if not leads or not onward or arrows_to(procedure, second.id) != [first.id]:
            raise refused("not-one-after-the-other", f"steps/{first.id}", **pair)
        if any(set(getattr(first, key)) != set(getattr(second, key)) for key in ("cases", "channels", "applicants")):
            raise refused("other-variants", f"steps/{first.id}", **pair)
        return first, second

    @classmethod
    def suggestions(cls, before: Procedure, after: Procedure) -> tuple[Edit, ...]:
        """Suggest the neighbours of which one does not lead to the other any more."""
        names = set(names_of(before.steps))
        found: list[Edit] = []
        for step in before.steps:
            target = step.then.to if step.then is not None else None
            now = step_now(after, step.id)
            if target in names and now is not None and now.then is not None and target not in now.then.targets():
                found.append(cls(steps=(step.id, target)))
        return tuple(found)


def _parting(procedure: Procedure, first: Step) -> Step:
    """Give the step that leads to both afterwards."""
    if procedure.steps[0] is first:
        raise refused("begins-the-procedure", f"steps/{first.id}", step=first.id)
    sources = arrows_to(procedure, first.id)
    parting = procedure.step(sources[0])
    bare = parting.then is not None and (parting.then.to is not None or parting.then.all is not None)
    limited = parting.cases or parting.channels or parting.applicants or parting.chance is not None
    if len(sources) != 1 or not bare or limited:
        names = ", ".join(dict.fromkeys(sources))
        raise refused("cannot-part", f"steps/{first.id}", step=first.id, **{"from": names})
    return parting


def _require_independent(procedure: Procedure, first: Step, second: Step) -> None:
    path, pair = f"steps/{first.id}", {"first": first.id, "second": second.id}
    require_may_pass(procedure, second, first)
    if (first.who, first.desk) == (second.who, second.desk) and first.wait is None and second.wait is None:
        raise refused("one-desk-at-work", path, **pair)
    for flow in flows_with(procedure, first, second):
        if (first.id, second.id) not in flow.independent:
            raise refused("not-independent", path, **pair)
