"""The edit remove-step."""

from __future__ import annotations

from typing import ClassVar

from procsimplify.base.errors import Refused
from procsimplify.base.messages import phrase
from procsimplify.base.text import Language
from procsimplify.model import Procedure
from procsimplify.model.basic import Id, names_of
from procsimplify.rewrite.edit import Edit, Phase, Substitute, refused, step_title
from procsimplify.rewrite.structure import drop_step, drop_unreachable, removal_refusal, whole_step

__all__ = ["RemoveStep"]


class RemoveStep(Edit):
    """Take a step away; what led to it leads to where it led.

    Of a step that chooses, ``arm`` names the way that stays; steps that only the other ways led to go with it. Its
    controls fall under P4: ``substitutes`` names what protects instead. Refused: a step of several parallel ways, one
    that alone makes a result, hands the dossier in or checks a condition, one that has been merged with another.

    Examples
    --------
    >>> from procsimplify.model import from_tree
    >>> short = from_tree({"code": "1", "title": "Permit", "results": ["permit"], "steps": [
    ...     {"id": "apply", "kind": "submit"},
    ...     {"id": "sign", "kind": "sign", "who": "authority"},
    ...     {"id": "issue", "kind": "issue", "who": "authority", "gives": "permit"}]})
    >>> [step.id for step in RemoveStep(step="sign").rewrite(short).steps]
    ['apply', 'issue']
    >>> RemoveStep(step="issue").rewrite(short)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    procsimplify.base.errors.Refused: steps/issue: “issue” alone makes the result “permit”  → ...
    """

    kind: ClassVar[str] = "remove-step"
    phase: ClassVar[Phase] = "steps"

    step: Id
    arm: Id | None = None
    substitutes: tuple[Substitute, ...] = ()

    @property
    def changes_outcomes(self) -> bool:
        """A choice that goes changes how often the procedure ends in which outcome."""
        return self.arm is not None

    @property
    def replaced_controls(self) -> tuple[Substitute, ...]:
        """The substitutes named."""
        return self.substitutes

    def name(self, procedure: Procedure, lang: Language) -> str:
        """Name the change for a reader."""
        return phrase("rewrite.name-remove-step", lang, step=step_title(procedure, self.step, lang))

    def targets(self) -> tuple[str, ...]:
        """Name the step."""
        return (f"step:{self.step}",)

    def rewrite(self, procedure: Procedure) -> Procedure:
        """Give the procedure without the step."""
        step = whole_step(procedure, self.step)
        then, path = step.then, f"steps/{step.id}"
        reason = removal_refusal(procedure, step)
        if reason is not None:
            raise Refused(reason)
        if then is None or then.all is not None:
            raise refused("step-branches", f"{path}/then", step=step.id)
        if then.choice is None:
            if self.arm is not None:
                raise refused("step-does-not-choose", f"{path}/then", step=step.id, arm=self.arm)
            return drop_step(procedure, step.id, then.to or "", then.outcome)
        arms = {arm.id: arm for arm in then.choice}
        if self.arm not in arms:
            raise refused("which-arm", f"{path}/then", step=step.id, arms=", ".join(arms))
        arm = arms[self.arm]
        return drop_unreachable(drop_step(procedure, step.id, arm.to, arm.outcome))

    @classmethod
    def suggestions(cls, before: Procedure, after: Procedure) -> tuple[Edit, ...]:
        """Suggest each step that is gone; of one that chose, with each arm."""
        left = {name for step in after.steps for name in (step.id, *step.was)}
        found: list[Edit] = []
        for step in before.steps:
            if step.id not in left and step.then is not None:
                arms = names_of(step.then.choice) if step.then.choice is not None else (None,)
                found += [cls(step=step.id, arm=arm) for arm in arms]
        return tuple(found)
