"""What edits share: finding, renaming and dropping steps and demands with all that refers to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from procsimplify.base.errors import Refused
from procsimplify.base.findings import Finding, Place, error
from procsimplify.model import END, Arm, Demand, Group, Procedure, Step, Then, names_of, variants
from procsimplify.rewrite.edit import refused

__all__ = [
    "drop_demand",
    "drop_step",
    "drop_unreachable",
    "drop_unused_makers",
    "find_demand",
    "find_step",
    "map_demand",
    "parts",
    "removal_refusal",
    "rename_steps",
    "spelt",
    "step_now",
    "whole_step",
]


def find_step(procedure: Procedure, step_id: str) -> Step:
    """Give the step of an id, also one that it was merged into; Refused where there is none."""
    try:
        return procedure.step(step_id)
    except KeyError:
        raise refused("no-such-step", "steps", step=step_id) from None


def whole_step(procedure: Procedure, step_id: str) -> Step:
    """Give the step of an id; Refused where it has been merged with another, which the edit does not speak of."""
    step = find_step(procedure, step_id)
    if step.id != step_id and len(parts(step)) > 1:
        raise refused("merged-since", f"steps/{step.id}", step=step_id, merged=step.id)
    return step


def step_now(procedure: Procedure, step_id: str) -> Step | None:
    """Give the step that an id has become, merged or not; None where there is none."""
    try:
        return procedure.step(step_id)
    except KeyError:
        return None


def find_demand(procedure: Procedure, demand_id: str) -> Demand:
    """Give the demand of an id; Refused where there is none."""
    try:
        return procedure.demand(demand_id)
    except KeyError:
        raise refused("no-such-document", "dossier", document=demand_id) from None


def parts(step: Step) -> tuple[str, ...]:
    """Give the ids that a merged step was made of; its own id where it is not merged."""
    names = tuple(step.id.split("+"))
    return names if len(names) > 1 and set(names) <= set(step.was) else (step.id,)


def spelt(procedure: Procedure, papers: Iterable[str]) -> frozenset[str]:
    """Give what a list of papers names, ``dossier`` spelt out."""
    named = frozenset(papers)
    return (named - {"dossier"}) | frozenset(names_of(procedure.demands())) if "dossier" in named else named


def _renamed(names: tuple[str, ...], new: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(new.get(name, name) for name in names))


def _changed(item: Any, **changes: Any) -> Any:
    """Give the item itself where nothing changes, so that what is remembered of it stays known."""
    real = {name: value for name, value in changes.items() if value != getattr(item, name)}
    return item.evolve(**real) if real else item


def rename_steps(procedure: Procedure, new: Mapping[str, str]) -> Procedure:
    """Lead every reference to a step to the new id; arms keep their ids."""

    def then(old: Then) -> Then:
        if old.to is not None:
            return _changed(old, to=new.get(old.to, old.to))
        if old.all is not None:
            return Then(all=_renamed(old.all, new))
        return Then(
            choice=tuple(
                _changed(arm, to=new.get(arm.to, arm.to), then=new.get(arm.then, arm.then) if arm.then else None)
                for arm in old.choice or ()
            )
        )

    def step(old: Step) -> Step:
        changes: dict[str, Any] = {}
        if old.then is not None and any(target in new for target in old.then.targets()):
            changes["then"] = then(old.then)
        if any(order.id in new for order in old.after):
            orders = {new.get(order.id, order.id): order for order in reversed(old.after)}
            kept = [(name, order) for name, order in reversed(orders.items()) if name != old.id]
            changes["after"] = tuple(_changed(order, id=name) for name, order in kept)
        return _changed(old, **changes)

    return procedure.evolve(
        steps=tuple(step(item) for item in procedure.steps),
        limits=tuple(
            _changed(item, covers=_renamed(item.covers, new), excludes=_renamed(item.excludes, new))
            for item in procedure.limits
        ),
        conditions=tuple(_changed(item, checked_at=_renamed(item.checked_at, new)) for item in procedure.conditions),
        fees=tuple(
            _changed(item, step=new.get(item.step, item.step) if item.step else None) for item in procedure.fees
        ),
    )


def drop_step(procedure: Procedure, gone: str, to: str, outcome: str | None) -> Procedure:
    """Take a step away; arrows to it lead to where it led.

    Raises
    ------
    Refused
        Where nothing would be left of the procedure, or of a parallel branch.
    """
    if to == END and procedure.steps[0].id == gone:
        raise refused("nothing-left", f"steps/{gone}", step=gone)
    steps = [
        _changed(step, then=_bridged(step, gone, to, outcome))
        for step in procedure.steps
        if step.id != gone and step.then is not None
    ]
    if procedure.steps[0].id == gone:
        steps.sort(key=lambda step: step.id != to)
    return forget_steps(procedure.evolve(steps=tuple(steps)), {gone})


def _bridged(step: Step, gone: str, to: str, outcome: str | None) -> Then:
    then = step.then or Then(to=END)
    if gone not in then.targets():
        return then
    if then.to is not None:
        return Then(to=to, outcome=outcome)
    if then.all is not None:
        if to == END:
            raise refused("branch-left-empty", f"steps/{gone}", step=gone, parallel=step.id)
        targets = tuple(dict.fromkeys(to if name == gone else name for name in then.all))
        return Then(all=targets) if len(targets) > 1 else Then(to=next(iter(targets)))
    return Then(choice=tuple(_bridged_arm(arm, gone, to, outcome) for arm in then.choice or ()))


def _bridged_arm(arm: Arm, gone: str, to: str, outcome: str | None) -> Arm:
    changes: dict[str, Any] = {}
    if arm.then == gone:
        changes["then"] = outcome if to == END else to
    if arm.to == gone:
        changes |= {"to": to, "outcome": outcome}
        if to == END:
            changes |= {"at_most": None, "then": None}  # what ends is no return
    return _changed(arm, **changes)


def forget_steps(procedure: Procedure, gone: set[str]) -> Procedure:
    """Drop references to steps that are gone: a limit of none but these goes, a fee is due once a case."""

    def left(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for name in names if name not in gone)

    return procedure.evolve(
        steps=tuple(
            _changed(step, after=tuple(order for order in step.after if order.id not in gone))
            for step in procedure.steps
        ),
        limits=tuple(
            _changed(item, covers=left(item.covers), excludes=left(item.excludes))
            for item in procedure.limits
            if not item.covers or left(item.covers)
        ),
        conditions=tuple(_changed(item, checked_at=left(item.checked_at)) for item in procedure.conditions),
        fees=tuple(_changed(item, step=None if item.step in gone else item.step) for item in procedure.fees),
    )


def drop_unreachable(procedure: Procedure) -> Procedure:
    """Take away the steps that nothing leads to any more."""
    by_id = {step.id: step for step in procedure.steps}
    reached: set[str] = set()
    waiting = [procedure.steps[0].id]
    while waiting:
        here = waiting.pop()
        if here in by_id and here not in reached:
            reached.add(here)
            then = by_id[here].then
            waiting.extend(then.targets() if then is not None else ())
    gone = set(by_id) - reached
    if not gone:
        return procedure
    left = procedure.evolve(steps=tuple(step for step in procedure.steps if step.id in reached))
    return forget_steps(left, gone)


def removal_refusal(procedure: Procedure, step: Step) -> Finding | None:
    """Say why a step may not be taken away: it alone makes a result, hands the dossier in, or checks a condition."""
    place = Place(path=f"steps/{step.id}")
    for result in procedure.results:
        makers = [other.id for other in procedure.steps if result.id in other.gives]
        if makers == [step.id]:
            return error("rewrite.makes-the-result", place, step=step.id, result=result.id)
    for condition in procedure.conditions:
        if condition.checked_at == (step.id,):
            return error("rewrite.checks-a-condition", place, step=step.id, condition=condition.id)
    if step.kind == "submit":
        for one in variants(procedure):
            submits = [other.id for other in one.procedure.steps if other.kind == "submit"]
            if submits == [step.id]:
                return error("rewrite.hands-the-dossier-in", place, step=step.id)
    return None


def map_demand(procedure: Procedure, demand_id: str, new: Demand) -> Procedure:
    """Give the procedure with one demand replaced."""

    def walk(node: Demand | Group) -> Demand | Group:
        if isinstance(node, Demand):
            return new if node.id == demand_id else node
        children = tuple(walk(child) for child in node.children)
        same = all(child is old for child, old in zip(children, node.children, strict=True))
        return node if same else node.with_children(children)

    return procedure.evolve(dossier=walk(procedure.dossier))


def drop_demand(procedure: Procedure, demand_id: str) -> Procedure:
    """Take a demand away everywhere; an emptied group goes, a ``one-of`` with one member left is that member.

    A ``one-of`` that has a condition, a share or a limit to variants of its own becomes an ``all`` of one.
    """

    def walk(group: Group) -> Group | Demand | None:
        kept: list[Demand | Group] = []
        for child in group.children:
            if isinstance(child, Demand):
                if child.id != demand_id:
                    kept.append(child)
            elif (inner := walk(child)) is not None:
                kept.append(inner)
        if len(kept) == len(group.children) and all(a is b for a, b in zip(kept, group.children, strict=True)):
            return group
        if not kept:
            return None
        if group.one_of is None or len(kept) > 1:
            return group.with_children(tuple(kept))
        plain = group.if_ is None and group.share is None and not (group.cases or group.channels or group.applicants)
        return next(iter(kept)) if plain else group.evolve(all=tuple(kept), one_of=None)

    dossier = walk(procedure.dossier)
    if dossier is None:
        dossier = procedure.dossier.evolve(all=(), one_of=None)
    elif isinstance(dossier, Demand) or dossier.id != procedure.dossier.id:
        dossier = procedure.dossier.evolve(all=(dossier,), one_of=None)

    def left(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for name in names if name != demand_id)

    return procedure.evolve(
        dossier=dossier,
        steps=tuple(
            _changed(step, takes=left(step.takes), gives=left(step.gives), keeps=left(step.keeps))
            for step in procedure.steps
        ),
        conditions=tuple(_changed(item, proved_by=left(item.proved_by)) for item in procedure.conditions),
    )


def drop_unused_makers(before: Procedure, after: Procedure) -> Procedure:
    """Take away the steps whose every paper was used before and is not any more, and so on up the line.

    A step that chooses, branches, or may not go (`removal_refusal`) stays.
    """
    now = after
    while True:
        gone = next((step for step in now.steps if _lost_its_use(before, now, step)), None)
        if gone is None or gone.then is None or gone.then.to is None:
            return now
        now = drop_step(now, gone.id, gone.then.to, gone.then.outcome)


def _lost_its_use(before: Procedure, now: Procedure, step: Step) -> bool:
    if step.then is None or step.then.to is None:
        return False
    gave = spelt(before, before.step(step.id).gives)
    if not any(_used(before, paper) for paper in gave) or any(_used(now, paper) for paper in spelt(now, step.gives)):
        return False
    if removal_refusal(now, step) is not None:
        return False
    try:
        drop_step(now, step.id, step.then.to, step.then.outcome)
    except Refused:
        return False
    return True


def _used(procedure: Procedure, paper: str) -> bool:
    """Tell whether a paper is asked for, is a result, or is taken by a step."""
    return (
        any(result.id == paper for result in procedure.results)
        or any(demand.id == paper for demand in procedure.demands())
        or any(paper in step.takes for step in procedure.steps)
    )
