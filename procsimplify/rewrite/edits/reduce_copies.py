"""The edit reduce-copies."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from procsimplify.base.messages import phrase
from procsimplify.base.text import Language
from procsimplify.model import Demand, Procedure, Step
from procsimplify.model.basic import Id, Whole
from procsimplify.rewrite.edit import Edit, Phase, demand_title, refused, step_title
from procsimplify.rewrite.structure import find_demand, find_step, map_demand, spelt, step_now

__all__ = ["ReduceCopies"]

Pieces = Annotated[Whole, Field(ge=1, le=1000)]


class ReduceCopies(Edit):
    """Ask for fewer copies of a document, or for fewer sets of the dossier at a step.

    Refused where it is not fewer, and where a single piece would not do: one comes back stamped or goes abroad.

    Examples
    --------
    >>> from procsimplify.model import from_tree
    >>> permit = from_tree({"code": "1", "title": "Permit",
    ...     "steps": [{"id": "apply", "kind": "submit", "takes": "dossier", "sets": "8"}]})
    >>> ReduceCopies(step="apply", sets=1).rewrite(permit).step("apply").sets
    1
    >>> ReduceCopies(step="apply", sets=9).rewrite(permit)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    procsimplify.base.errors.Refused: steps/apply: 9 is not fewer than 8  → ...
    """

    kind: ClassVar[str] = "reduce-copies"
    phase: ClassVar[Phase] = "quantities-and-limits"

    document: Id | None = None
    copies: Pieces | None = None
    step: Id | None = None
    sets: Pieces | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> ReduceCopies:
        of_document = self.document is not None and self.copies is not None
        of_step = self.step is not None and self.sets is not None
        if of_document == of_step or sum(getattr(self, name) is not None for name in type(self).model_fields) != 2:
            raise PydanticCustomError("copies-or-sets", "document and copies, or step and sets", {})
        return self

    def name(self, procedure: Procedure, lang: Language) -> str:
        """Name the change for a reader."""
        if self.step is not None:
            title = step_title(procedure, self.step, lang)
            return phrase("rewrite.name-reduce-sets", lang, step=title, sets=str(self.sets))
        title = demand_title(procedure, self.document or "", lang)
        return phrase("rewrite.name-reduce-copies", lang, document=title, copies=str(self.copies))

    def targets(self) -> tuple[str, ...]:
        """Name the document or the step."""
        return (f"step:{self.step}",) if self.step is not None else (f"document:{self.document}",)

    def rewrite(self, procedure: Procedure) -> Procedure:
        """Give the procedure with fewer pieces."""
        if self.step is not None:
            return self._sets(procedure, find_step(procedure, self.step), self.sets or 1)
        return self._copies(procedure, find_demand(procedure, self.document or ""), self.copies or 1)

    def _sets(self, procedure: Procedure, step: Step, new: int) -> Procedure:
        _fewer(f"steps/{step.id}", new, [step.sets, *(item.sets for item in step.by_channel if item.sets)])
        taken = spelt(procedure, (*step.takes, *step.gives))
        for demand in procedure.demands():
            if demand.id in taken:
                _one_will_do(demand, new)
        changed = step.evolve(
            sets=min(step.sets, new),
            by_channel=tuple(item.evolve(sets=min(item.sets, new)) if item.sets else item for item in step.by_channel),
        )
        return procedure.evolve(steps=tuple(changed if item is step else item for item in procedure.steps))

    def _copies(self, procedure: Procedure, demand: Demand, new: int) -> Procedure:
        special = [item.copies for item in demand.by_channel if item.copies is not None]
        _fewer(f"dossier/{demand.id}", new, [demand.copies, *special])
        _one_will_do(demand, new)
        by_channel: tuple[Any, ...] = tuple(
            item.evolve(copies=min(item.copies, new)) if item.copies is not None else item for item in demand.by_channel
        )
        changed = demand.evolve(copies=min(demand.copies, new), by_channel=by_channel)
        return map_demand(procedure, demand.id, changed)

    @classmethod
    def suggestions(cls, before: Procedure, after: Procedure) -> tuple[Edit, ...]:
        """Suggest each lower number of copies or sets."""
        demands = {item.id: item for item in after.demands()}
        found: list[Edit] = [
            cls(document=old.id, copies=demands[old.id].copies)
            for old in before.demands()
            if old.id in demands and 1 <= demands[old.id].copies < old.copies
        ]
        pairs = ((old, step_now(after, old.id)) for old in before.steps)
        found += [cls(step=old.id, sets=new.sets) for old, new in pairs if new is not None and new.sets < old.sets]
        return tuple(found)


def _fewer(path: str, new: int, old: list[int]) -> None:
    if new >= max(old):
        raise refused("not-fewer", path, new=new, old=max(old))


def _one_will_do(demand: Demand, new: int) -> None:
    # The object of the procedure is one paper however many sets there are: no further piece of it comes back stamped.
    if new < 2 and demand.role != "object" and (demand.returned == "stamped" or demand.destination == "abroad"):
        raise refused("second-piece-needed", f"dossier/{demand.id}", document=demand.id)
