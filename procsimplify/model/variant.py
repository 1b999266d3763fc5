"""Variants: what is fixed for an applicant before the procedure starts.

``variant(procedure, case=, channel=, applicant=)`` is a projection: what does not apply is left out, arrows are
bridged. Each attribute that has no values in the procedure is None.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from procsimplify.base.errors import NotWellFormed
from procsimplify.base.findings import Place, error
from procsimplify.base.memo import Memo, forgets
from procsimplify.model._alike import standing_for
from procsimplify.model.basic import fields_of, names_of
from procsimplify.model.dossier import Demand, Group, leaves
from procsimplify.model.procedure import Procedure
from procsimplify.model.step import END, Arm, Step, Then

__all__ = ["MOST_VARIANTS", "Variant", "VariantKey", "reference_key", "variant", "variants"]

MOST_VARIANTS = 64
"""Most variants that differ; more is an error with its mend."""


@dataclass(frozen=True, order=True)
class VariantKey:
    """The values that make a variant."""

    case: str | None = None
    channel: str | None = None
    applicant: str | None = None


@dataclass(frozen=True)
class Variant:
    """One variant: its values, the others that project to the same procedure, and that plain procedure."""

    key: VariantKey
    alike: tuple[VariantKey, ...]
    procedure: Procedure


def reference_key(procedure: Procedure) -> VariantKey:
    """Give the reference variant's values: ``reference: true``, else the first case and applicant, and in person.

    Where in-person is not offered, the first channel.
    """

    def pick(items: tuple[Any, ...], first: str | None = None) -> str | None:
        for item in items:
            if item.reference:
                return item.id
        names = names_of(items)
        return first if first in names else (names[0] if names else None)

    return VariantKey(pick(procedure.cases), pick(procedure.channels, "in-person"), pick(procedure.applicants))


def variants(procedure: Procedure) -> tuple[Variant, ...]:
    """List the variants that differ, in the order written, the reference variant's group named by its values.

    Raises
    ------
    NotWellFormed
        Where more than 64 differ, or a step that some variant lacks has several arrows out.
    """
    return _variants_cached(_ByIdentity(procedure))


@lru_cache(maxsize=256)
def _variants_cached(holder: _ByIdentity) -> tuple[Variant, ...]:
    procedure = holder.procedure
    reference = reference_key(procedure)
    found: dict[int, tuple[Procedure, list[VariantKey]]] = {}
    standing = standing_for(procedure)
    projected: dict[Values, dict[str, Any]] = {}
    made: dict[tuple[Values, str | None], Procedure] = {}
    for key in _keys(procedure):
        values = standing.of(key.case, key.channel, key.applicant)
        parts = projected.get(values)
        if parts is None:
            parts = projected[values] = _parts(procedure, values)
        plain = made.get((values, key.applicant))
        if plain is None:
            # Channels and cases that change nothing make one variant; the applicant is who pays, and stays.
            who = tuple(item for item in procedure.applicants if item.id == key.applicant)
            plain = _assembled(procedure, parts | {"cases": (), "channels": (), "applicants": who})
            made[values, key.applicant] = plain
        found.setdefault(id(plain), (plain, []))[1].append(key)
        if len(found) > MOST_VARIANTS:
            args = {"most": str(MOST_VARIANTS)}
            raise NotWellFormed((error("model.too-many-variants", _at("cases"), **args),))
    return tuple(
        Variant(
            key=reference if reference in keys else keys[0],
            alike=tuple(keys),
            procedure=plain,
        )
        for plain, keys in found.values()
    )


forgets(_variants_cached.cache_clear)


@dataclass(frozen=True, eq=False)
class _ByIdentity:
    """Lets a cache hold a procedure by what it is in memory: values are never changed in place."""

    procedure: Procedure

    def __hash__(self) -> int:
        return id(self.procedure)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and other.procedure is self.procedure


def _keys(procedure: Procedure) -> Iterator[VariantKey]:
    for applicant in names_of(procedure.applicants) or (None,):
        for case in names_of(procedure.cases) or (None,):
            for channel in names_of(procedure.channels) or (None,):
                yield VariantKey(case, channel, applicant)


def variant(
    procedure: Procedure, case: str | None = None, channel: str | None = None, applicant: str | None = None
) -> Procedure:
    """Give the plain procedure of one case, channel and applicant.

    Online and by post nobody travels: the applicant's steps lose their place and trip.

    Raises
    ------
    KeyError
        Where a value is not one of the procedure's.
    NotWellFormed
        Where a step that the variant lacks has several arrows out.
    """
    for value, items in ((case, procedure.cases), (channel, procedure.channels), (applicant, procedure.applicants)):
        if value is not None and value not in names_of(items):
            raise KeyError(value)
    return _assembled(procedure, _parts(procedure, (case, channel, applicant)))


def _parts(procedure: Procedure, values: Values) -> dict[str, Any]:
    """Give the fields of a procedure that differ in a variant."""
    case, channel, applicant = values
    dossier = _dossier(procedure.dossier, values)
    papers = {demand.id for demand in leaves(dossier)} | _inner_papers(procedure, values)
    results = tuple(_plain(item) for item in procedure.results if item.applies(*values))
    known = papers | {*names_of(results), "dossier"}
    steps = _steps(procedure, values, known)
    left = {step.id for step in steps}
    return {
        "cases": tuple(item for item in procedure.cases if item.id == case),
        "channels": tuple(item for item in procedure.channels if item.id == channel),
        "applicants": tuple(item for item in procedure.applicants if item.id == applicant),
        "dossier": dossier,
        "steps": steps,
        "results": results,
        "conditions": tuple(
            _plain(item, proved_by=_kept(item.proved_by, known), checked_at=_kept(item.checked_at, left))
            for item in procedure.conditions
            if item.applies(*values)
        ),
        "limits": tuple(
            _plain(item, covers=_kept(item.covers, left), excludes=_kept(item.excludes, left))
            for item in procedure.limits
            if item.applies(*values) and (not item.covers or _kept(item.covers, left))
        ),
        "fees": tuple(
            _plain(item, lines=tuple(_plain(line) for line in item.lines if line.applies(*values)))
            for item in procedure.fees
            if item.applies(*values)
            and (item.step is None or item.step in left)
            and (not item.lines or any(line.applies(*values) for line in item.lines))
        ),
    }


def _assembled(procedure: Procedure, parts: dict[str, Any]) -> Procedure:
    """Give the plain procedure made of parts: of the very same parts always the very same procedure.

    So an edit that leaves a variant alone leaves all that is known of it alone.
    """
    held: list[object] = []
    sizes: list[int] = []
    for name, _, _ in fields_of(type(procedure)):
        value = parts[name] if name in parts else getattr(procedure, name)
        items = cast("tuple[object, ...]", value) if isinstance(value, tuple) else (value,)
        sizes.append(len(items))
        held += items
    return _assemblies.get(tuple(held), tuple(sizes), lambda: procedure.projected(**parts))


def _inner_papers(procedure: Procedure, values: Values) -> set[str]:
    """Give the inner papers of a variant: one that only steps of other variants make does not exist here."""
    made_here = {name for step in procedure.steps if step.applies(*values) for name in step.gives}
    made = {name for step in procedure.steps for name in step.gives}
    return {name for name in names_of(procedure.papers) if name in made_here or name not in made}


def _kept(names: tuple[str, ...], known: set[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name in known)


_projections: Memo[Any] = Memo()
_assemblies: Memo[Procedure] = Memo(2_000)


def _plain(element: Any, **changes: Any) -> Any:
    """Give an element that applies, without its limits and with some fields changed; unchanged it is the same object.

    The same element changed in the same way is one object too: what is remembered of it elsewhere stays of use.
    """
    if element.cases or element.channels or element.applicants:
        changes |= {"cases": (), "channels": (), "applicants": ()}
    changes = {name: value for name, value in changes.items() if value != getattr(element, name)}
    if not changes:
        return element
    return _projections.get((element,), tuple(changes.items()), lambda: element.projected(**changes))


Values = tuple[str | None, str | None, str | None]


def _dossier(dossier: Group, values: Values) -> Group:
    return _projections.get((dossier,), values, lambda: _pruned(dossier, values) or dossier.with_children(()))


def _pruned(group: Group, values: Values) -> Group | None:
    if not group.applies(*values):
        return None
    children: list[Demand | Group] = []
    for child in group.children:
        kept = _pruned(child, values) if isinstance(child, Group) else _demand(child, values)
        if kept is not None and not (isinstance(kept, Group) and not kept.children):
            children.append(kept)
    return _plain(group, **{"all" if group.all is not None else "one_of": tuple(children)})


def _demand(demand: Demand, values: Values) -> Demand | None:
    if not demand.applies(*values):
        return None
    special = next((item for item in demand.by_channel if item.id == values[1]), None)
    own = next((item for item in demand.by_applicant if item.id == values[2]), None)
    changed: dict[str, Any] = {"by_channel": (), "by_applicant": ()}
    if special is not None:
        names = ("accepts", "handover", "copies", "effort", "outlay", "per_copy")
        changed |= {name: getattr(special, name) for name in names if getattr(special, name) is not None}
    if own is not None:
        changed |= {name: getattr(own, name) for name in ("effort", "outlay") if getattr(own, name) is not None}
    return _plain(demand, **changed)


def _steps(procedure: Procedure, values: Values, known: set[str]) -> tuple[Step, ...]:
    present = {step.id for step in procedure.steps if step.applies(*values)}
    bridge = _Bridge(procedure, present)
    steps = [_step(step, values, known, bridge) for step in procedure.steps if step.id in present]
    if not steps:
        raise NotWellFormed((error("model.variant-without-steps", _at("steps"), variant=_words(values)),))
    start = bridge.land(procedure.steps[0].id)[0]
    steps.sort(key=lambda step: step.id != start)
    return tuple(steps)


def _step(step: Step, values: Values, known: set[str], bridge: _Bridge) -> Step:
    changed: dict[str, Any] = {}
    if step.by_channel:
        changed["by_channel"] = ()
        special = next((item for item in step.by_channel if item.id == values[1]), None)
        if special is not None:
            names = ("sets", "effort", "wait", "per_set")
            changed |= {name: getattr(special, name) for name in names if getattr(special, name) is not None}
    if step.by_applicant:
        changed["by_applicant"] = ()
        own = next((item for item in step.by_applicant if item.id == values[2]), None)
        if own is not None and own.effort is not None:
            changed["effort"] = own.effort
    if values[1] not in (None, "in-person") and not step.in_person:
        if step.who == "applicant":
            changed |= {"at": None, "trip": None}
        if step.supplement is not None and step.supplement.trip is not None:
            changed["supplement"] = step.supplement.evolve(trip=None)
    then = bridge.then(step)
    if then is not step.then:
        changed["then"] = then
    for name in ("takes", "gives", "keeps"):
        if names := getattr(step, name):
            changed[name] = _kept(names, known)
    if step.costs:
        changed["costs"] = tuple(_plain(item) for item in step.costs if item.applies(*values))
    if step.after:
        changed["after"] = tuple(order for order in step.after if order.id in bridge.present)
    return _plain(step, **changed)


class _Bridge:
    """Leads arrows past steps that the variant lacks."""

    def __init__(self, procedure: Procedure, present: set[str]) -> None:
        self.present = present
        self._steps = {step.id: step for step in procedure.steps}

    def land(self, target: str, outcome: str | None = None) -> tuple[str, str | None]:
        """Give the step (or the end and its outcome) where an arrow to ``target`` lands."""
        passed: set[str] = set()
        while target != END and target not in self.present:
            step = self._steps[target]
            if target in passed or step.then is None or step.then.to is None:
                raise NotWellFormed((error("model.lacking-step-branches", _at(f"steps/{target}"), step=target),))
            passed.add(target)
            target, outcome = step.then.to, step.then.outcome
        return target, outcome

    def then(self, step: Step) -> Then | None:
        """Give where a step leads in the variant."""
        then = step.then
        if then is None or all(target in self.present or target == END for target in self._landable(then)):
            return then
        if then.to is not None:
            to, outcome = self.land(then.to, then.outcome)
            return Then(to=to, outcome=outcome)
        if then.all is not None:
            targets = tuple(dict.fromkeys(self.land(target)[0] for target in then.all))
            return Then(all=targets) if len(targets) > 1 else Then(to="".join(targets))
        return Then(choice=tuple(self._arm(arm) for arm in then.choice or ()))

    def _landable(self, then: Then) -> Iterator[str]:
        for target in then.targets():
            if target in self._steps or target == END:
                yield target

    def _arm(self, arm: Arm) -> Arm:
        to, outcome = self.land(arm.to, arm.outcome)
        after = arm.then
        if after is not None and after in self._steps:
            after, ending = self.land(after)
            after = ending if after == END else after
        return arm.evolve(to=to, outcome=outcome, then=after)


def _at(path: str) -> Place:
    return Place(file=None, line=None, column=None, path=path)


def _words(values: Values) -> str:
    return ", ".join(value for value in values if value is not None) or "–"
