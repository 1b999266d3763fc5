"""The edit one-stop."""

from __future__ import annotations

from typing import ClassVar

from procsimplify.base.messages import phrase
from procsimplify.base.text import Language
from procsimplify.flow import analyse
from procsimplify.flow.independence import hands_over
from procsimplify.model import Demand, Party, Procedure, Step, names_of, variants
from procsimplify.model.basic import Id
from procsimplify.rewrite._ways import way_to
from procsimplify.rewrite.edit import Edit, Phase, party_title, refused, step_title
from procsimplify.rewrite.structure import spelt, step_now, whole_step

__all__ = ["OneStop"]


class OneStop(Edit):
    """Deal with one office, which hands the dossier on to the next over a network.

    ``step`` is the one, of kind ``forward``, by which an authority hands on; ``to`` is the authority that it hands on
    to, where the steps that follow do not show it. Afterwards the step is ``electronic``, and

    - each applicant's step that hands papers over, and from which the forwarding is reached, hands over one set;
    - each applicant's step at the second office happens at the first. Where it submits papers, and papers have been
      handed over at the first office on every run that comes to it, its way goes: all is submitted there at once. Every
      other way stays, and takes the row of the first office's level where the standard table gave its time.

    So it earns what further sets and pieces cost, and ways; no effort is shortened, the authorities' least of all. A
    paper that is itself the object of the procedure goes along on paper as before. Refused for a step that forwards
    nothing or does so electronically already, where the second office is not one other authority, and where a paper
    other than the object comes back stamped or goes abroad, so that one set does not do.

    Examples
    --------
    >>> from procsimplify.model import from_tree
    >>> permit = from_tree({"code": "1", "title": "Permit", "as-of": "2026-07-01",
    ...     "parties": {"port": {"level": "commune"}, "ministry": {"level": "central"}},
    ...     "dossier": [{"id": "plan", "type": "plan"}], "steps": [
    ...     {"id": "apply", "kind": "submit", "at": "port", "sets": "3", "takes": "dossier"},
    ...     {"id": "send", "kind": "forward", "who": "port", "takes": "dossier"},
    ...     {"id": "decide", "kind": "decide", "who": "ministry", "takes": "dossier"},
    ...     {"id": "fetch", "kind": "collect", "at": "ministry", "trip": {"standard": "de-way-state"}}]})
    >>> after = OneStop(step="send").rewrite(permit)
    >>> fetch = after.step("fetch")
    >>> after.step("apply").sets, after.step("send").electronic, fetch.at, fetch.trip.time.standard
    (1, True, 'port', 'de-way-municipality')
    >>> OneStop(step="decide").rewrite(permit)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    procsimplify.base.errors.Refused: steps/decide: “decide” is no step of kind forward of an authority  → ...
    """

    kind: ClassVar[str] = "one-stop"
    phase: ClassVar[Phase] = "who-and-channel"

    step: Id
    to: Id | None = None

    def name(self, procedure: Procedure, lang: Language) -> str:
        """Name the change for a reader."""
        title = step_title(procedure, self.step, lang)
        if self.to is None:
            return phrase("rewrite.name-one-stop", lang, step=title)
        return phrase("rewrite.name-one-stop-to", lang, step=title, to=party_title(procedure, self.to, lang))

    def targets(self) -> tuple[str, ...]:
        """Name the step."""
        return (f"step:{self.step}",)

    def rewrite(self, procedure: Procedure) -> Procedure:
        """Give the procedure in which the applicant deals with the first office alone."""
        step = whole_step(procedure, self.step)
        path = f"steps/{step.id}"
        if step.kind != "forward" or step.who == "applicant" or procedure.party(step.who).kind != "authority":
            raise refused("does-not-forward", path, step=step.id)
        if step.electronic:
            raise refused("electronic-already", path, step=step.id)
        first, second = procedure.party(step.who), self._second(procedure, step)
        handing = _handing_over_before(procedure, step)
        for demand in procedure.demands():
            if any(demand.id in spelt(procedure, (*item.takes, *item.gives)) for item in handing):
                _require_one_will_do(demand)

        def changed(item: Step) -> Step:
            if item is step:
                return item.evolve(electronic=True)
            now = _one_set(item) if item in handing else item
            return _at_first(procedure, now, first, second) if item.at == second.id else now

        return procedure.evolve(steps=tuple(changed(item) for item in procedure.steps))

    def _second(self, procedure: Procedure, step: Step) -> Party:
        """Give the authority that the step hands on to."""
        path = f"steps/{step.id}"
        if self.to is not None:
            if self.to not in names_of(procedure.parties):
                raise refused("no-such-party", path, party=self.to)
            offices = [self.to]
        else:
            onward = step.then.targets() if step.then is not None else ()
            offices = list(dict.fromkeys(item.who for item in procedure.steps if item.id in onward))
        if len(offices) != 1 or offices[0] in ("applicant", step.who):
            raise refused("which-office", path, step=step.id, offices=", ".join(offices) or "–")
        second = procedure.party(offices[0])
        if second.kind != "authority":
            raise refused("not-an-authority", path, party=second.id)
        return second

    @classmethod
    def suggestions(cls, before: Procedure, after: Procedure) -> tuple[Edit, ...]:
        """Suggest each step that is electronic only afterwards, first to whoever the flow shows."""
        found: list[Edit] = []
        for old in before.steps:
            new = step_now(after, old.id)
            if new is not None and new.electronic and not old.electronic:
                found += [cls(step=old.id), *(cls(step=old.id, to=party.id) for party in before.parties)]
        return tuple(found)


def _handing_over_before(procedure: Procedure, step: Step) -> list[Step]:
    """List the applicant's steps that hand papers over and from which, in some variant, a path leads to the step."""
    paths = frozenset[tuple[str, str]]().union(*(analyse(one.procedure).path for one in variants(procedure)))
    return [item for item in procedure.steps if hands_over(item) and (item.id, step.id) in paths]


def _require_one_will_do(demand: Demand) -> None:
    if demand.role != "object" and (demand.returned == "stamped" or demand.destination == "abroad"):
        raise refused("second-piece-needed", f"dossier/{demand.id}", document=demand.id)


def _one_set(step: Step) -> Step:
    special = tuple(item.evolve(sets=1) if item.sets is not None else item for item in step.by_channel)
    return step.evolve(sets=1, by_channel=special) if step.sets > 1 or special != step.by_channel else step


def _at_first(procedure: Procedure, step: Step, first: Party, second: Party) -> Step:
    """Let a step of the applicant at the second office happen at the first."""
    trip = step.trip
    if trip is not None and step.kind == "submit" and _handed_there_anyway(procedure, step, first):
        return step.evolve(at=first.id, trip=None)
    if trip is not None and first.level is not None and first.level != second.level:
        trip = way_to(trip, first.level)
    return step.evolve(at=first.id, trip=trip)


def _handed_there_anyway(procedure: Procedure, step: Step, first: Party) -> bool:
    """Tell whether in each variant of the step another one, on every way to it, hands papers over at the office."""
    there = {item.id for item in procedure.steps if item.at == first.id and hands_over(item)}
    flows = [analyse(one.procedure) for one in variants(procedure)]
    with_step = [flow for flow in flows if any(item.id == step.id for item in flow.procedure.steps)]
    return bool(with_step) and all(any((name, step.id) in flow.before for name in there) for flow in with_step)
