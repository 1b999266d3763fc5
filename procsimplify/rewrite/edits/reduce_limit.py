"""The edit reduce-limit."""

from __future__ import annotations

from typing import ClassVar

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from procsimplify.base.messages import phrase
from procsimplify.base.text import Language
from procsimplify.model import Procedure, Quantity, Step
from procsimplify.model.basic import Id
from procsimplify.rewrite.edit import Edit, Phase, refused, step_title
from procsimplify.rewrite.structure import step_now, whole_step

__all__ = ["ReduceLimit"]


class ReduceLimit(Edit):
    """Shorten a statutory time: a limit of the procedure, of one step, or of asking for what a dossier lacks.

    Name one of ``limit`` (a limit's id), ``step`` (its own ``limit``) and ``notice`` (a step's
    ``supplement: {notice: …}``, the time within which the authority must say what is missing). Statutory time alone
    changes: efforts, waits and money stay as they are. Refused where there is no such limit, ``to`` is no time, has
    another unit (days and working days are not compared) or is not shorter.

    Examples
    --------
    >>> from procsimplify.model import from_tree
    >>> permit = from_tree({"code": "1", "title": "Permit", "limits": [{"id": "whole", "value": "30 day"}],
    ...     "steps": [{"id": "apply", "kind": "submit"}]})
    >>> ReduceLimit(limit="whole", to="20 day").rewrite(permit).limits[0].value.text()
    '20 day'
    >>> ReduceLimit(limit="whole", to="20 working-day").rewrite(permit)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    procsimplify.base.errors.Refused: limits/whole: 20 working-day and 30 day are in different units  → ...
    """

    kind: ClassVar[str] = "reduce-limit"
    phase: ClassVar[Phase] = "quantities-and-limits"

    limit: Id | None = None
    step: Id | None = None
    notice: Id | None = None
    to: Quantity

    @model_validator(mode="after")
    def _one_of_three(self) -> ReduceLimit:
        if sum(name is not None for name in (self.limit, self.step, self.notice)) != 1:
            raise PydanticCustomError("which-limit", "one of limit, step and notice", {})
        return self

    def name(self, procedure: Procedure, lang: Language) -> str:
        """Name the change for a reader."""
        if self.limit is not None:
            return phrase("rewrite.name-reduce-limit", lang, limit=self.limit, to=self.to.text())
        of = "notice" if self.notice is not None else "step"
        title = step_title(procedure, self.notice or self.step or "", lang)
        return phrase(f"rewrite.name-reduce-limit-{of}", lang, step=title, to=self.to.text())

    def targets(self) -> tuple[str, ...]:
        """Name the limit or the step."""
        return (f"limit:{self.limit}",) if self.limit is not None else (f"step:{self.notice or self.step}",)

    def rewrite(self, procedure: Procedure) -> Procedure:
        """Give the procedure with the shorter time."""
        if self.limit is not None:
            path = f"limits/{self.limit}"
            old = next((item for item in procedure.limits if item.id == self.limit), None)
            if old is None:
                raise refused("no-such-limit", "limits", limit=self.limit)
            self._shorter(old.value, path)
            new = old.evolve(value=self.to)
            return procedure.evolve(limits=tuple(new if item is old else item for item in procedure.limits))
        step = whole_step(procedure, self.notice or self.step or "")
        path = f"steps/{step.id}"
        if self.step is not None:
            self._shorter(step.limit, path)
            changed = step.evolve(limit=self.to)
        else:
            more = step.supplement
            if more is None:
                raise refused("no-time-to-shorten", path, what=step.id)
            self._shorter(more.notice, f"{path}/supplement")
            changed = step.evolve(supplement=more.evolve(notice=self.to))
        return procedure.evolve(steps=tuple(changed if item is step else item for item in procedure.steps))

    def _shorter(self, old: Quantity | None, path: str) -> None:
        if old is None or old.value is None:
            raise refused("no-time-to-shorten", path, what=path.split("/")[1])
        if not self.to.is_time or self.to.value is None:
            raise refused("not-a-time", path, given=self.to.text())
        if self.to.unit != old.unit:
            raise refused("other-unit", path, new=self.to.text(), old=old.text())
        if self.to.value >= old.value:
            raise refused("not-shorter", path, new=self.to.text(), old=old.text())

    @classmethod
    def suggestions(cls, before: Procedure, after: Procedure) -> tuple[Edit, ...]:
        """Suggest each time that is shorter afterwards."""
        limits = {item.id: item.value for item in after.limits}
        found = [
            cls(limit=old.id, to=limits[old.id])
            for old in before.limits
            if old.id in limits and _is_shorter(limits[old.id], old.value)
        ]
        for old in before.steps:
            new = step_now(after, old.id)
            if new is None:
                continue
            if new.limit is not None and _is_shorter(new.limit, old.limit):
                found.append(cls(step=old.id, to=new.limit))
            notice = _notice(new)
            if notice is not None and _is_shorter(notice, _notice(old)):
                found.append(cls(notice=old.id, to=notice))
        return tuple(found)


def _notice(step: Step) -> Quantity | None:
    return step.supplement.notice if step.supplement is not None else None


def _is_shorter(new: Quantity, old: Quantity | None) -> bool:
    if old is None or new.unit != old.unit or new.value is None or old.value is None:
        return False
    return new.value < old.value
