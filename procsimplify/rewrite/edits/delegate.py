"""The edit delegate."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from procsimplify.base.messages import phrase
from procsimplify.base.text import Language
from procsimplify.model import Party, Procedure, Step, names_of
from procsimplify.model.basic import Id
from procsimplify.model.vocabulary import LEVEL_ENDS, Level
from procsimplify.rewrite._ways import way_to
from procsimplify.rewrite.edit import Edit, Phase, party_title, refused, step_title
from procsimplify.rewrite.structure import step_now, whole_step

__all__ = ["Delegate"]

_DEPTH: dict[str, int] = {"central": 0, "province": 1, "district": 2, "commune": 3}


class Delegate(Edit):
    """Let an authority of a lower level, or a unit of the one that acts, do a step: the decision, or the work.

    ``to`` is a declared party; ``level`` gives the level of one that has none written. The applicant goes to the new
    party where all that the applicant's step leads to, or comes from, at the old one is the step that moves; a way that
    was priced by the standard table then takes the row of the new level, any other time of a way stays. Refused where
    the old party is collegial or no authority of a known level, the new level is not lower, or no longer exists. A
    party whose ``body`` is the old party is its unit and may be of the same level.

    Examples
    --------
    >>> from procsimplify.model import from_tree
    >>> permit = from_tree({"code": "1", "title": "Permit", "as-of": "2026-07-01",
    ...     "parties": {"province": {"level": "province"}, "commune": {"level": "commune"}},
    ...     "steps": [{"id": "apply", "kind": "submit", "at": "province", "trip": {"standard": "de-way-state"}},
    ...               {"id": "decide", "kind": "decide", "who": "province"}]})
    >>> after = Delegate(step="decide", to="commune").rewrite(permit)
    >>> after.step("decide").who, after.step("apply").at, after.step("apply").trip.time.standard
    ('commune', 'commune', 'de-way-municipality')
    >>> Delegate(step="decide", to="province").rewrite(after)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    procsimplify.base.errors.Refused: steps/decide: the level of “province” is not lower than that of “commune”  → ...
    """

    kind: ClassVar[str] = "delegate"
    phase: ClassVar[Phase] = "who-and-channel"

    step: Id
    to: Id
    level: Level | None = None

    def name(self, procedure: Procedure, lang: Language) -> str:
        """Name the change for a reader."""
        step, to = step_title(procedure, self.step, lang), party_title(procedure, self.to, lang)
        return phrase("rewrite.name-delegate", lang, step=step, to=to)

    def targets(self) -> tuple[str, ...]:
        """Name the step."""
        return (f"step:{self.step}",)

    def rewrite(self, procedure: Procedure) -> Procedure:
        """Give the procedure in which the other party acts."""
        step = whole_step(procedure, self.step)
        path = f"steps/{step.id}"
        if self.to not in names_of(procedure.parties):
            raise refused("no-such-party", path, party=self.to)
        old = procedure.party(step.who) if step.who != "applicant" else Party(id="applicant", kind="third-party")
        new = procedure.party(self.to)
        if old.kind != "authority" or new.kind != "authority":
            raise refused("not-an-authority", path, party=step.who if old.kind != "authority" else self.to)
        if old.collegial:
            raise refused("collegial", path, party=old.id)
        level = new.level or self.level
        if old.level is None or level is None:
            raise refused("no-level", path, party=old.id if old.level is None else new.id)
        if self.level is not None and self.level != level:
            raise refused("other-level", path, party=new.id, level=level)
        unit = new.id != old.id and new.body == old.id and level == old.level
        if _DEPTH[level] <= _DEPTH[old.level] and not unit:
            raise refused("not-lower", path, new=new.id, old=old.id)
        if _ended(level, procedure.as_of):
            raise refused("level-ended", path, level=level, ends=LEVEL_ENDS[level].isoformat())
        return self._moved(procedure, step, level)

    def _moved(self, procedure: Procedure, step: Step, level: Level) -> Procedure:
        steps: list[Step] = []
        for item in procedure.steps:
            if item is step:
                more = item.supplement
                if more is not None and more.trip is not None:
                    more = more.evolve(trip=way_to(more.trip, level))
                steps.append(item.evolve(who=self.to, supplement=more))
            elif item.who == "applicant" and item.at == step.who and _follows(procedure, item, step):
                trip = way_to(item.trip, level) if item.trip is not None else None
                steps.append(item.evolve(at=self.to, trip=trip))
            else:
                steps.append(item)
        parties = tuple(
            item.evolve(level=level) if item.id == self.to and item.level is None else item
            for item in procedure.parties
        )
        return procedure.evolve(steps=tuple(steps), parties=parties)

    @classmethod
    def suggestions(cls, before: Procedure, after: Procedure) -> tuple[Edit, ...]:
        """Suggest each step that another party does afterwards."""
        pairs = ((old, step_now(after, old.id)) for old in before.steps)
        return tuple(cls(step=old.id, to=new.who) for old, new in pairs if new is not None and new.who != old.who)


def _ended(level: Level, as_of: date | None) -> bool:
    ends = LEVEL_ENDS.get(level)
    return ends is not None and (as_of is None or as_of > ends)


def _follows(procedure: Procedure, mine: Step, moved: Step) -> bool:
    """Tell whether an applicant's step at the old party moves along with the step that moves.

    It does where every step of the old party next to it is the one that moves; where none is next to it, when the old
    party has no other step.
    """
    theirs = [step for step in procedure.steps if step.who == moved.who]
    after_me = set(mine.then.targets()) if mine.then is not None else set[str]()
    beside = [
        step for step in theirs if step.id in after_me or (step.then is not None and mine.id in step.then.targets())
    ]
    return all(step is moved for step in beside or theirs)
