"""The edit tacit-approval."""

from __future__ import annotations

from typing import ClassVar

from procsimplify.base.messages import phrase
from procsimplify.base.text import Language
from procsimplify.model import Procedure, Quantity, Tacit
from procsimplify.model.basic import Id
from procsimplify.rewrite.edit import Edit, Phase, refused, step_title
from procsimplify.rewrite.structure import step_now, whole_step

__all__ = ["TacitApproval"]


class TacitApproval(Edit):
    """Let silence after a limit count as consent, of a consulted body or of the one that decides.

    The limit is ``after``, else that of the step. Refused at steps of another kind, where no limit is known, where
    ``after`` is no time, and where silence counts already. It is meant to change outcomes, so it is never clerical.

    Examples
    --------
    >>> from procsimplify.model import from_tree
    >>> permit = from_tree({"code": "1", "title": "Permit", "steps": [
    ...     {"id": "apply", "kind": "submit"},
    ...     {"id": "consult", "kind": "consult", "who": "authority", "limit": "15 day"},
    ...     {"id": "sign", "kind": "sign", "who": "authority"}]})
    >>> TacitApproval(step="consult").rewrite(permit).step("consult").tacit.after.text()
    '15 day'
    >>> TacitApproval(step="sign").rewrite(permit)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    procsimplify.base.errors.Refused: steps/sign: “sign” neither gives an opinion nor decides  → ...
    """

    kind: ClassVar[str] = "tacit-approval"
    phase: ClassVar[Phase] = "quantities-and-limits"

    step: Id
    after: Quantity | None = None

    @property
    def changes_outcomes(self) -> bool:
        """Silence may grant what a word would have refused."""
        return True

    def name(self, procedure: Procedure, lang: Language) -> str:
        """Name the change for a reader."""
        return phrase("rewrite.name-tacit-approval", lang, step=step_title(procedure, self.step, lang))

    def targets(self) -> tuple[str, ...]:
        """Name the step."""
        return (f"step:{self.step}",)

    def rewrite(self, procedure: Procedure) -> Procedure:
        """Give the procedure in which silence counts as consent."""
        step = whole_step(procedure, self.step)
        path = f"steps/{step.id}"
        if step.kind not in ("consult", "decide"):
            raise refused("neither-consulted-nor-deciding", path, step=step.id)
        if step.tacit is not None:
            raise refused("tacit-already", path, step=step.id)
        after = self.after if self.after is not None else step.limit
        if after is None:
            raise refused("no-limit", path, step=step.id)
        if not after.is_time:
            raise refused("not-a-time", path, given=after.text())
        changed = step.evolve(tacit=Tacit(after=after))
        return procedure.evolve(steps=tuple(changed if item is step else item for item in procedure.steps))

    @classmethod
    def suggestions(cls, before: Procedure, after: Procedure) -> tuple[Edit, ...]:
        """Suggest each step that only afterwards has a limit of silence; first with its own limit."""
        found: list[Edit] = []
        for old in before.steps:
            new = step_now(after, old.id)
            if new is not None and new.tacit is not None and old.tacit is None:
                found += [cls(step=old.id), cls(step=old.id, after=new.tacit.after)]
        return tuple(found)
