"""Facts about the dossier: demands, the clauses by which data replace them, registers, who makes and uses a paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from procsimplify.model import Demand, Register
from procsimplify.model.vocabulary import ACCEPTS_BY_WEIGHT
from procsimplify.rules.facts_view import Pair, View, or_none
from procsimplify.rules.schema import NONE, Row

__all__ = [
    "about",
    "clauses",
    "documents",
    "fees",
    "holds",
    "kept",
    "may_hold",
    "never_used",
    "proves",
    "reads",
    "registers",
    "together",
    "used",
]

_WEIGHT: Final = {form: place for place, form in enumerate(ACCEPTS_BY_WEIGHT)}


def documents(view: View) -> Iterator[Row]:
    """Give a fact for each demand; what differs by channel is read over the variants that make it."""
    own_code = view.procedure.code
    for demand, conditional, alternative in view.demands:
        forms = _forms(view, demand)
        lightest = _lightest(demand.accepts)
        issuer = view.party(demand.issuer)
        source = demand.got_from.procedure if demand.got_from is not None else None
        if source is None and demand.issuer is None and demand.id in {result.id for result in view.procedure.results}:
            source = own_code
        yield (
            demand.id,
            demand.type,
            demand.role,
            demand.holder,
            or_none(demand.issuer),
            view.body(demand.issuer),
            issuer is not None and issuer.foreign,
            or_none(source),
            demand.handover,
            demand.returned,
            demand.destination,
            max([demand.copies, *(item.copies for item in demand.by_channel if item.copies is not None)]),
            sum(demand.id in made for made in view.made),
            or_none(lightest),
            set(demand.accepts) == {"certified-copy"},
            any("electronic" in accepted for accepted in forms),
            lightest is not None and any(_lighter(accepted, lightest) for accepted in forms),
            conditional,
            alternative,
            demand.open_ended,
            demand.negated,
            demand.historical,
            NONE if demand.once_only is None else demand.once_only.standing.is_,
            NONE if demand.standing is None else demand.standing.is_,
            or_none(demand.confirmed_by),
            bool(demand.proves) or any(demand.id in item.proved_by for item in view.procedure.conditions),
            bool(demand.provisions),
            demand.form is not None,
        )


def about(view: View) -> Iterator[Row]:
    """Give (paper, what) for what the words of a paper say beyond its type."""
    for demand, _, _ in view.demands:
        for what in demand.about:
            yield demand.id, what


def clauses(view: View) -> Iterator[Row]:
    """Give a fact for each demand that the text already lets data replace."""
    for demand, _, _ in view.demands:
        if demand.once_only is not None:
            yield demand.id, demand.type, demand.once_only.standing.is_, or_none(demand.once_only.register_)


def proves(view: View) -> Iterator[Row]:
    """Give (paper, condition), whichever of the two names the other."""
    known = {condition.id for condition in view.procedure.conditions}
    demands = {demand.id for demand, _, _ in view.demands}
    pairs = {(demand.id, name) for demand, _, _ in view.demands for name in demand.proves if name in known}
    pairs |= {(name, item.id) for item in view.procedure.conditions for name in item.proved_by if name in demands}
    yield from sorted(pairs)


def used(view: View) -> Iterator[Row]:
    """Give the demands that a step of an authority or a third party takes in some variant."""
    found = {
        paper
        for flow in view.flows
        for step in flow.procedure.steps
        if step.who != "applicant"
        for paper in flow.taken[step.id]
    }
    for demand, _, _ in view.demands:
        if demand.id in found:
            yield (demand.id,)


def never_used(view: View) -> Iterator[Row]:
    """Give (step, paper) for what a step makes that is no result and that no step takes in any variant."""
    taken = {paper for flow in view.flows for papers in flow.taken.values() for paper in papers}
    results = {result.id for result in view.procedure.results}
    for step, paper in view.somewhere(lambda flow: ((s, p) for s, papers in flow.given.items() for p in papers)):
        if paper not in taken and paper not in results:
            yield step, paper


def together(view: View) -> Iterator[Row]:
    """Give the pairs of different demands that some variant makes, both ways round."""
    pairs: set[Pair] = set()
    for made in set(view.made):
        pairs |= {(first, second) for first in made for second in made if first != second}
    yield from sorted(pairs)


def registers(view: View) -> Iterator[Row]:
    """Give a fact for each register; one with words in its scope that could not be typed is not fully stated."""
    for item in view.registers:
        act = NONE if item.by is None else item.by.text()
        yield item.id, item.status, act, item.scope.holders, item.scope.untyped is None


def fees(view: View) -> Iterator[Row]:
    """Give a fact for each fee and charge, with whom it is paid to."""
    for fee in view.procedure.fees:
        yield fee.id, fee.kind, or_none(fee.receiver), view.body(fee.receiver)


def holds(view: View) -> Iterator[Row]:
    """Give (register, paper) where the register replaces that type of paper for such a holder."""
    return (pair for pair, covered in _held(view) if covered)


def may_hold(view: View) -> Iterator[Row]:
    """Give (register, paper) where the register has that type, though perhaps not of everyone who may be the holder."""
    return (pair for pair, _ in _held(view))


def reads(view: View) -> Iterator[Row]:
    """Give (register, party) for each authority of the procedure that may read the register."""
    for item in view.registers:
        for party in view.procedure.parties:
            if party.kind == "authority" and (not item.readers or party.id in item.readers):
                yield item.id, party.id


def _held(view: View) -> Iterator[tuple[Pair, bool]]:
    for item in view.registers:
        for demand, _, _ in view.demands:
            if demand.type in item.types:
                yield (item.id, demand.id), _covers(item, demand)


def _covers(register: Register, demand: Demand) -> bool:
    abroad = {"abroad", "foreigners"} & set(register.scope.not_held)
    if demand.holder == "foreign":
        return not abroad and register.scope.holders in ("foreign", "any")
    return register.scope.holders in (demand.holder, "any") and not (abroad and demand.holder == "any")


def _forms(view: View, demand: Demand) -> list[Iterable[str]]:
    special = {item.id: item.accepts for item in demand.by_channel if item.accepts is not None}
    return [demand.accepts, *special.values()]


def _lightest(forms: Iterable[str]) -> str | None:
    return max(forms, key=_WEIGHT.__getitem__, default=None)


def _lighter(forms: Iterable[str], than: str) -> bool:
    return any(_WEIGHT[form] > _WEIGHT[than] for form in forms)


def kept(view: View) -> Iterator[Row]:
    """Give (step, paper) for what a step keeps."""
    names = [demand.id for demand, _, _ in view.demands]
    for step in view.procedure.steps:
        papers = names if "dossier" in step.keeps else step.keeps
        for paper in papers:
            yield step.id, paper
