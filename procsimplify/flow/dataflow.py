"""The data flow: who makes, uses, keeps, hands over and looks up each paper, who has it when, what is asked twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from procsimplify.base.text import Text
from procsimplify.flow.analysis import Flow, analyse
from procsimplify.flow.independence import hands_over
from procsimplify.flow.relations import have
from procsimplify.model import Demand, Group, Procedure, Step, leaves, variants

__all__ = ["AskedTwice", "DataFlow", "DataOrder", "Holding", "PaperFlow", "data_flow", "data_flow_of"]


@dataclass(frozen=True)
class PaperFlow:
    """What happens to one paper; steps stand in the order written.

    Parameters
    ----------
    kind : {"demand", "paper", "result"}
        What the procedure declares it as: a demand of the dossier, a paper between authorities, a result.
    type : str or None
        The document type, where it has one.
    held_at_start : bool
        A demand that no step gives: the applicant has it.
    made_by, used_by, kept_by : tuple of str
        The steps that give it, take it, and take it without giving it back.
    handed_over_by : tuple of str
        Those of the users by which the applicant hands it over (to submit, to supplement).
    looked_up_by : tuple of str
        Where the demand is one to look up: those of the users that are not the applicant's.
    """

    id: str
    kind: Literal["demand", "paper", "result"]
    title: Text | None
    type: str | None
    held_at_start: bool
    made_by: tuple[str, ...]
    used_by: tuple[str, ...]
    kept_by: tuple[str, ...]
    handed_over_by: tuple[str, ...]
    looked_up_by: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Give it as plain data."""
        return {
            "id": self.id,
            "kind": self.kind,
            "title": None if self.title is None else {"vi": self.title.get("vi"), "en": self.title.get("en")},
            "type": self.type,
            "held_at_start": self.held_at_start,
            **{name: list(getattr(self, name)) for name in STEPS_OF},
        }


STEPS_OF = ("made_by", "used_by", "kept_by", "handed_over_by", "looked_up_by")


@dataclass(frozen=True, order=True)
class AskedTwice:
    """Something that the applicant is asked for more often than once.

    Parameters
    ----------
    kind : {"same-type", "handed-twice", "own-paper"}
        Two demands of one document type in one variant, not alternatives of each other; a demand that one run hands
        over in two steps; a demand that an authority which acts in the procedure has issued itself.
    papers : tuple of str
        The demands: two of ``same-type``, one else.
    steps : tuple of str
        The two steps of ``handed-twice``.
    authority : str or None
        The body of ``own-paper``; None where only the procedure is known that the paper comes from: this one.
    """

    kind: Literal["same-type", "handed-twice", "own-paper"]
    papers: tuple[str, ...]
    steps: tuple[str, ...] = ()
    authority: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Give it as plain data."""
        return {
            "kind": self.kind,
            "papers": list(self.papers),
            "steps": list(self.steps),
            "authority": self.authority,
        }


@dataclass(frozen=True, order=True)
class Holding:
    """An authority (its body) that has issued a paper, or has received or made it on every way to a step."""

    step: str
    paper: str
    authority: str


@dataclass(frozen=True, order=True)
class DataOrder:
    """An order by data: ``first`` gives or passes on a paper that ``then`` takes, and a path leads there.

    ``always`` tells whether the first has happened on every way to the other; only then must an edit keep it (P5).
    """

    first: str
    then: str
    paper: str
    always: bool

    def to_json(self) -> dict[str, Any]:
        """Give it as plain data."""
        return {"first": self.first, "then": self.then, "paper": self.paper, "always": self.always}


@dataclass(frozen=True)
class DataFlow:
    """The data flow of a variant, or of a whole procedure.

    Parameters
    ----------
    papers : tuple of PaperFlow
        Demands, inner papers, results, in the order declared.
    asked_twice : tuple of AskedTwice
        By the order of demands.
    holdings : tuple of Holding
        Which authority holds which paper when a step begins, by the order of steps.
    never_used : tuple of (str, str)
        (step, paper) where a step makes what is no result and what no step takes.
    from_nowhere : tuple of (str, str)
        (step, paper) where a step takes what nobody has made, held or looked up on some way to it (P3).
    order : tuple of DataOrder
        The orders by data.
    """

    papers: tuple[PaperFlow, ...]
    asked_twice: tuple[AskedTwice, ...]
    holdings: tuple[Holding, ...]
    never_used: tuple[tuple[str, str], ...]
    from_nowhere: tuple[tuple[str, str], ...]
    order: tuple[DataOrder, ...]

    def paper(self, name: str) -> PaperFlow:
        """Give what happens to one paper; KeyError where there is none of that id."""
        for item in self.papers:
            if item.id == name:
                return item
        raise KeyError(name)

    def held_by(self, step: str, paper: str) -> tuple[str, ...]:
        """List the authorities that hold a paper when a step begins, sorted."""
        return tuple(sorted(item.authority for item in self.holdings if (item.step, item.paper) == (step, paper)))

    def to_json(self) -> dict[str, Any]:
        """Give it as plain data; ``held`` is step → paper → authorities."""
        held: dict[str, dict[str, list[str]]] = {}
        for item in self.holdings:
            held.setdefault(item.step, {}).setdefault(item.paper, []).append(item.authority)
        return {
            "papers": [item.to_json() for item in self.papers],
            "asked_twice": [item.to_json() for item in self.asked_twice],
            "held": held,
            "never_used": [{"step": step, "paper": paper} for step, paper in self.never_used],
            "from_nowhere": [{"step": step, "paper": paper} for step, paper in self.from_nowhere],
            "order": [item.to_json() for item in self.order],
        }


def data_flow(flow: Flow) -> DataFlow:
    """Give the data flow of one variant.

    Parameters
    ----------
    flow : Flow
        Sound.

    Returns
    -------
    DataFlow
    """
    plain = flow.procedure
    papers = tuple(_papers(flow))
    place = {step.id: number for number, step in enumerate(plain.steps)}
    results = {result.id for result in plain.results}
    used = frozenset[str]().union(*flow.taken.values())
    order = [DataOrder(first, then, paper, (first, then) in flow.before) for first, then, paper in flow.needs.by_data()]
    return DataFlow(
        papers=papers,
        asked_twice=tuple(_asked_twice(flow)),
        holdings=tuple(_holdings(flow)),
        never_used=tuple(
            (step.id, paper)
            for step in plain.steps
            for paper in sorted(flow.given[step.id])
            if paper not in used and paper not in results
        ),
        from_nowhere=tuple(flow.missing_papers()),
        order=tuple(sorted(order, key=lambda item: (place[item.first], place[item.then], item.paper))),
    )


def data_flow_of(procedure: Procedure) -> DataFlow:
    """Give the data flow of a procedure with all its variants.

    A step makes, uses, keeps a paper if it does in some variant; so for what is asked twice and what is taken from
    nowhere. A paper is never used if no variant uses it. An authority holds a paper, and an order by data holds, if
    it does in every variant that has the steps and the paper.

    Parameters
    ----------
    procedure : Procedure
        Well formed and sound in every variant.

    Returns
    -------
    DataFlow
    """
    parts = [(one.procedure, data_flow(analyse(one.procedure))) for one in variants(procedure)]
    place = {step.id: number for number, step in enumerate(procedure.steps)}
    flows = [part for _, part in parts]
    used = {item.id for part in flows for item in part.papers if item.used_by}
    wasted = {pair for part in flows for pair in part.never_used if pair[1] not in used}
    lost = {pair for part in flows for pair in part.from_nowhere}
    known = [({s.id for s in plain.steps}, {item.id for item in part.papers}) for plain, part in parts]

    def everywhere(steps: tuple[str, ...], paper: str, there: list[bool]) -> bool:
        return all(
            here
            for here, (present, papers) in zip(there, known, strict=True)
            if present.issuperset(steps) and paper in papers
        )

    holdings, orders = [frozenset(part.holdings) for part in flows], [_strongest(part.order) for part in flows]
    held = {
        item
        for item in frozenset[Holding]().union(*holdings)
        if everywhere((item.step,), item.paper, [item in part for part in holdings])
    }
    kept = [
        DataOrder(*key, everywhere(key[:2], key[2], [part.get(key, False) for part in orders]))
        for key in sorted({key for part in orders for key in part})
        if everywhere(key[:2], key[2], [key in part for part in orders])
    ]
    return DataFlow(
        papers=tuple(
            _merged([p for part in flows for p in part.papers if p.id == name], place) for name in _names(flows)
        ),
        asked_twice=tuple(dict.fromkeys(item for part in flows for item in part.asked_twice)),
        holdings=tuple(sorted(held, key=lambda item: (place[item.step], item.paper, item.authority))),
        never_used=tuple(sorted(wasted, key=lambda pair: (place[pair[0]], pair[1]))),
        from_nowhere=tuple(sorted(lost, key=lambda pair: (place[pair[0]], pair[1]))),
        order=tuple(sorted(kept, key=lambda item: (place[item.first], place[item.then], item.paper))),
    )


def _strongest(orders: Iterable[DataOrder]) -> dict[tuple[str, str, str], bool]:
    return {(item.first, item.then, item.paper): item.always for item in orders}


def _names(flows: Sequence[DataFlow]) -> list[str]:
    kinds = ("demand", "paper", "result")
    found = {item.id: kinds.index(item.kind) for part in flows for item in part.papers}
    return sorted(found, key=lambda name: found[name])


def _merged(parts: Sequence[PaperFlow], place: dict[str, int]) -> PaperFlow:
    first = parts[0]
    steps = {
        name: tuple(sorted({step for part in parts for step in getattr(part, name)}, key=lambda step: place[step]))
        for name in STEPS_OF
    }
    return PaperFlow(first.id, first.kind, first.title, first.type, any(part.held_at_start for part in parts), **steps)


def _papers(flow: Flow) -> Iterator[PaperFlow]:
    plain = flow.procedure
    declared: list[tuple[str, Literal["demand", "paper", "result"], Text | None, str | None, bool]] = [
        *((d.id, "demand", d.title, d.type, d.handover == "look-up") for d in plain.demands()),
        *((p.id, "paper", p.title, p.type, False) for p in plain.papers),
        *((r.id, "result", r.title, None, False) for r in plain.results),
    ]
    seen: set[str] = set()
    for name, kind, title, sort, looked_up in declared:
        if name in seen:
            continue
        seen.add(name)
        # What is looked up the applicant neither gets nor brings, though it is part of the dossier.
        makers, users = (
            [step for step in steps if not (looked_up and step.who == "applicant")]
            for steps in (flow.maker_of(name), flow.user_of(name))
        )
        yield PaperFlow(
            id=name,
            kind=kind,
            title=title,
            type=sort,
            held_at_start=name in flow.held_at_start and not looked_up,
            made_by=tuple(step.id for step in makers),
            used_by=tuple(step.id for step in users),
            kept_by=tuple(step.id for step in plain.steps if name in flow.kept[step.id]),
            handed_over_by=tuple(step.id for step in users if hands_over(step)),
            looked_up_by=tuple(step.id for step in users if looked_up),
        )


def _asked_twice(flow: Flow) -> Iterator[AskedTwice]:
    plain = flow.procedure
    demands = plain.demands()
    instead = _alternatives(plain.dossier)
    acting = {body for step in plain.steps for body in (_body(plain, step.who), _body(plain, step.at)) if body}
    for place, demand in enumerate(demands):
        for other in demands[place + 1 :]:
            if demand.type == other.type and (demand.id, other.id) not in instead:
                yield AskedTwice("same-type", (demand.id, other.id))
        brought = demand.handover != "look-up"
        handing = [step.id for step in flow.user_of(demand.id) if brought and hands_over(step)]
        for number, first in enumerate(handing):
            for second in handing[number + 1 :]:
                if (first, second) not in flow.core.exclusive:
                    yield AskedTwice("handed-twice", (demand.id,), (first, second))
        issuer = _body(plain, _source(demand))
        if issuer is not None and issuer in acting:
            yield AskedTwice("own-paper", (demand.id,), authority=issuer)
        elif demand.got_from is not None and demand.got_from.procedure == plain.code:
            yield AskedTwice("own-paper", (demand.id,))


def _source(demand: Demand) -> str | None:
    """Give the party that a demand comes from."""
    return demand.issuer or (demand.got_from.party if demand.got_from is not None else None)


def _alternatives(group: Group) -> set[tuple[str, str]]:
    """Collect the pairs of demands of which a ``one-of`` takes one, both ways round."""
    found: set[tuple[str, str]] = set()
    below = [[demand.id for demand in leaves(child)] for child in group.children]
    if group.one_of is not None:
        for place, names in enumerate(below):
            others = [name for rest in below[:place] + below[place + 1 :] for name in rest]
            found |= {(name, other) for name in names for other in others}
    for child in group.children:
        if isinstance(child, Group):
            found |= _alternatives(child)
    return found


def _body(plain: Procedure, name: str | None) -> str | None:
    """Give the body of a domestic authority; None for applicants, third parties and authorities abroad."""
    if name is None or name == "applicant":
        return None
    try:
        party = plain.party(name)
    except KeyError:
        return None
    return (party.body or party.id) if party.kind == "authority" and not party.foreign else None


def _holdings(flow: Flow) -> list[Holding]:
    """Find who holds what when each step begins: a *have* of pairs of authority and paper."""
    plain = flow.procedure
    at_start = {(body, d.id) for d in plain.demands() if (body := _body(plain, _source(d))) is not None}
    looked_up = {demand.id for demand in plain.demands() if demand.handover == "look-up"}
    gets: dict[str, frozenset[str]] = {}
    for step in plain.steps:
        body = _body(plain, step.who) if step.who != "applicant" else _receiver(flow, step)
        papers = (
            flow.taken[step.id] - looked_up if step.who == "applicant" else flow.taken[step.id] | flow.given[step.id]
        )
        gets[step.id] = frozenset(f"{body}\t{paper}" for paper in papers) if body is not None else frozenset()
    graph = flow.core.graph
    nodes = {node: step for node, step in graph.written.items() if step is not None and step in gets}
    start = [f"{body}\t{paper}" for body, paper in sorted(at_start)]
    known = have(graph, {node: gets[step] for node, step in nodes.items()}, {}, start)
    before: dict[str, frozenset[str]] = {}
    for node, step in nodes.items():
        before[step] = before.get(step, known[node]) & known[node]
    found: list[Holding] = []
    for step in plain.steps:
        pairs = [item.split("\t") for item in before.get(step.id, frozenset())]
        found += sorted(Holding(step.id, paper, body) for body, paper in pairs)
    return found


def _receiver(flow: Flow, step: Step) -> str | None:
    """Give the body that an applicant's step hands papers over to: where it happens, else who acts next."""
    if not hands_over(step):
        return None
    plain = flow.procedure
    if step.at is not None:
        return _body(plain, step.at)
    after = {_body(plain, plain.step(b).who) for a, b in flow.next if a == step.id}
    return after.pop() if len(after) == 1 else None
