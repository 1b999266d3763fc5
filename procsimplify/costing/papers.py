"""Which papers are asked for, how often, and on which step their cost stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from procsimplify.model import Demand, Group, Procedure, Quantity, Step, names_of

__all__ = ["Asked", "Weighed", "asked_on", "certified_only", "is_paper", "spelt", "weigh"]

APPLICANT = "applicant"
_WEAKER = frozenset(("plain-copy-with-original-shown", "plain-copy", "electronic"))


@dataclass(frozen=True)
class Asked:
    """Where the cost of a demand stands.

    Parameters
    ----------
    step : Step
        The applicant's step that gives it, else the first that takes it.
    bearer : str
        The party that bears it: the applicant, unless another party's step makes the paper.
    hands : Step
        The applicant's step that hands it over, of several the one with the most sets (what was handed in before
        counts among them); else the first that takes it.
    """

    step: Step
    bearer: str
    hands: Step

    @property
    def sets(self) -> int:
        """Sets of the dossier on the step that hands it over."""
        return self.hands.sets


@dataclass(frozen=True)
class Weighed:
    """A demand with how often it is made in one case.

    Parameters
    ----------
    share : Quantity or None
        The known share by which a condition or an alternative makes it rarer than always; None where there is none.
    weight : Fraction
        How often: the product of the shares on the way to it.
    marks : tuple of str
        ``cheapest-of:GROUP`` where it stands for the other alternatives.
    """

    demand: Demand
    weight: Fraction
    shares: tuple[Quantity, ...]
    marks: tuple[str, ...]


def spelt(names: tuple[str, ...], dossier: tuple[str, ...]) -> tuple[str, ...]:
    """Write ``dossier`` out as every demand."""
    return tuple(dict.fromkeys(item for name in names for item in (dossier if name == "dossier" else (name,))))


def is_paper(demand: Demand) -> bool:
    """Tell whether the applicant has to bring it: no remark of the page, nothing that the authority looks up."""
    return demand.type != "remark" and demand.handover != "look-up"


def certified_only(demand: Demand) -> bool:
    """Tell whether nothing weaker than a certified copy is accepted."""
    return "certified-copy" in demand.accepts and not _WEAKER.intersection(demand.accepts)


def asked_on(plain: Procedure) -> Mapping[str, Asked]:
    """Tell for each demand of a variant on which step its cost stands.

    A demand that no step names stands on the step that submits (else the applicant's first, else the first).
    """
    dossier = names_of(plain.demands())
    given: dict[str, Step] = {}
    made_by: dict[str, str] = {}
    taken: dict[str, Step] = {}
    handed: dict[str, Step] = {}
    for step in plain.steps:
        mine = step.who == APPLICANT
        for name in spelt(step.gives, dossier):
            if mine:
                given.setdefault(name, step)
            else:
                made_by.setdefault(name, step.who)
        for name in spelt(step.takes, dossier):
            taken.setdefault(name, step)
            if mine and (name not in handed or step.sets > handed[name].sets):
                handed[name] = step
    default = _default_step(plain)
    found: dict[str, Asked] = {}
    for name in dossier:
        on = given.get(name) or taken.get(name) or default
        hands = handed.get(name) or taken.get(name) or default
        bearer = on.who if on.who != APPLICANT and name in made_by else APPLICANT
        found[name] = Asked(on, bearer, hands)
    return found


def _default_step(plain: Procedure) -> Step:
    mine = [step for step in plain.steps if step.who == APPLICANT]
    submits = [step for step in mine if step.kind == "submit"]
    return (submits or mine or list(plain.steps))[0]


def weigh(
    dossier: Group, cost_of: Callable[[Demand], Fraction | None], hold: bool
) -> tuple[tuple[Weighed, ...], tuple[Demand | Group, ...]]:
    """List the demands that count, each with its weight, and what is left out because its share is not known.

    Parameters
    ----------
    dossier : Group
    cost_of : callable
        What a demand costs the applicant once; None where it has no price. It chooses among alternatives.
    hold : bool
        Whether conditions of unknown share are taken to hold (for the upper end of a range) or not.

    Returns
    -------
    tuple of Weighed, tuple of Demand or Group
    """
    left: list[Demand | Group] = []
    weighed = tuple(_weighed(dossier, Fraction(1), (), (), cost_of, hold, left))
    return weighed, tuple(left)


def _weighed(
    node: Demand | Group,
    weight: Fraction,
    shares: tuple[Quantity, ...],
    marks: tuple[str, ...],
    cost_of: Callable[[Demand], Fraction | None],
    hold: bool,
    left: list[Demand | Group],
) -> Iterator[Weighed]:
    share = node.share if isinstance(node, Group) else None
    if share is not None and share.value is not None:
        weight, shares = weight * share.value, (*shares, share)
    elif node.if_ is not None:
        left.append(node)
        if not hold:
            return
    if isinstance(node, Demand):
        yield Weighed(node, weight, shares, marks)
        return
    children = node.children
    if node.one_of is not None and not all(isinstance(child, Group) and child.share is not None for child in children):
        chosen = _cheapest(children, cost_of, hold)
        children = (chosen,) if chosen is not None else ()
        marks = (*marks, f"cheapest-of:{node.id}")
    for child in children:
        yield from _weighed(child, weight, shares, marks, cost_of, hold, left)


def _cheapest(
    members: tuple[Demand | Group, ...], cost_of: Callable[[Demand], Fraction | None], hold: bool
) -> Demand | Group | None:
    """Give the cheapest of the members that have a price, the first written where costs are equal or none has one."""
    best: tuple[Fraction, Demand | Group] | None = None
    for member in members:
        cost = Fraction(0)
        priced = True
        for item in _weighed(member, Fraction(1), (), (), cost_of, hold, []):
            one = cost_of(item.demand)
            priced = priced and one is not None
            cost += item.weight * (one or Fraction(0))
        if priced and (best is None or cost < best[0]):
            best = (cost, member)
    if best is not None:
        return best[1]
    return members[0] if members else None
