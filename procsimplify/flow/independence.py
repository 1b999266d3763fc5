"""Which order of steps law and data need, and which pairs of steps need none: *order* and *independent*.

*Independent* is what an edit that moves or parallelises steps relies on, so in doubt it does not hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from procsimplify.flow.relations import Pair
from procsimplify.model import Demand, Procedure, Step

__all__ = ["HANDS_OVER", "Needs", "hands_over"]

HANDS_OVER = frozenset({"submit", "supplement"})
"""The kinds of an applicant's step that hand papers over to an authority."""
PASSES_ON = HANDS_OVER | {"forward", "issue"}
"""The kinds of step by which what the step takes passes to another party."""


def hands_over(step: Step) -> bool:
    """Tell whether a step is one by which the applicant hands papers over."""
    return step.who == "applicant" and step.kind in HANDS_OVER


@dataclass(frozen=True, eq=False)
class Needs:
    """What the steps of one variant need of their order.

    Parameters
    ----------
    plain : Procedure
        Of one variant.
    taken, given, kept : mapping of str to frozenset of str
        What each step takes, gives, and takes without giving it back, ``dossier`` spelt out.
    path : frozenset of (str, str)
        Pairs (a, b) of steps with a path from a to b.
    """

    plain: Procedure
    taken: Mapping[str, frozenset[str]]
    given: Mapping[str, frozenset[str]]
    kept: Mapping[str, frozenset[str]]
    path: frozenset[Pair]

    def by_law(self) -> frozenset[Pair]:
        """Collect the pairs (a, b) of which law has b come after a, as written (`after`), not through others."""
        present = set(self.given)
        return frozenset((o.id, step.id) for step in self.plain.steps for o in step.after if o.id in present)

    def by_data(self) -> frozenset[tuple[str, str, str]]:
        """Collect (a, b, paper) where b takes the paper from a, and a path leads from a to b.

        A step gives it; or it passes it on (handing in, forwarding, issuing) to a step of another party.
        """
        steps = {step.id: step for step in self.plain.steps}
        found: set[tuple[str, str, str]] = set()
        for a, b in self.path:
            if a != b:
                passed = steps[a].kind in PASSES_ON and steps[a].who != steps[b].who
                papers = self.given[a] | self.taken[a] if passed else self.given[a]
                found |= {(a, b, paper) for paper in papers & self.taken[b]}
        return frozenset(found)

    def order(self) -> frozenset[Pair]:
        """Collect the pairs (a, b) of which a must come before b, by law or data, directly or through others.

        Handing in comes before all that others do after it, whether or not they say which papers they take.
        """
        handing = {step.id for step in self.plain.steps if hands_over(step)}
        others = {step.id for step in self.plain.steps if step.who != "applicant"}
        opened = {(a, b) for a, b in self.path if a in handing and b in others}
        return _closed({*self.by_law(), *((a, b) for a, b, _ in self.by_data()), *opened})

    def sole_originals(self) -> frozenset[str]:
        """List the papers of which one piece exists, so that two steps cannot have it at once.

        A demand of which one piece in one set is handed over and of which nothing but an original is known to be
        accepted; and every paper that some step keeps.
        """
        kept = frozenset[str]().union(*self.kept.values())
        return kept | {demand.id for demand in self.plain.demands() if self._sole(demand)}

    def _sole(self, demand: Demand) -> bool:
        if demand.handover in ("look-up", "declare") or any(form != "original" for form in demand.accepts):
            return False
        sets = [step.sets for step in self.plain.steps if hands_over(step) and demand.id in self.taken[step.id]]
        return demand.copies * max(sets, default=1) <= 1

    def independent(self) -> frozenset[Pair]:
        """Collect the pairs of steps that could be done in either order or at once; symmetric, irreflexive.

        Neither must come before the other by law or data, directly or through others; neither takes what the other
        gives; they share no sole original; neither chooses the way on; no loop, bounded or not, holds both.
        """
        order, sole = self.order(), self.sole_originals()
        steps = [step for step in self.plain.steps if not _chooses(step)]
        found: set[Pair] = set()
        for place, first in enumerate(steps):
            for second in steps[place + 1 :]:
                a, b = first.id, second.id
                bound = (
                    (a, b) in order
                    or (b, a) in order
                    or ((a, b) in self.path and (b, a) in self.path)
                    or self.given[a] & self.taken[b]
                    or self.given[b] & self.taken[a]
                    or self.taken[a] & self.taken[b] & sole
                )
                if not bound:
                    found |= {(a, b), (b, a)}
        return frozenset(found)


def _chooses(step: Step) -> bool:
    """Tell whether what comes next depends on the step: several arms, or a completion that may be asked for."""
    arms = step.then.choice if step.then is not None else None
    return step.supplement is not None or (arms is not None and len(arms) > 1)


def _closed(pairs: set[Pair]) -> frozenset[Pair]:
    """Close a relation under going on from its ends."""
    onward: dict[str, set[str]] = {}
    for a, b in pairs:
        onward.setdefault(a, set()).add(b)
    found: set[Pair] = set()
    for start in onward:
        todo = list(onward[start])
        seen: set[str] = set()
        while todo:
            here = todo.pop()
            if here not in seen:
                seen.add(here)
                todo += onward.get(here, ())
        found |= {(start, end) for end in seen}
    return frozenset(found)
