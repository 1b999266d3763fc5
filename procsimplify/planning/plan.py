"""The best set of proposals: valid in every variant, nobody worse off, priced from scratch.

The objective, part by part: money of those who comply, days of the statutory limit, pieces of paper, visits,
instruments to amend (semantics, section 7). A proposal that lowers none of them is listed and not planned.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from procsimplify.base.errors import Refused, UsageError
from procsimplify.base.findings import Place, error
from procsimplify.costing import Cost, amount_text, cost, cost_by_variant, percent_saved
from procsimplify.model import Procedure, Provision
from procsimplify.model.provision import distinct
from procsimplify.planning.search import MOST_EXACT, Progress, Worth, search
from procsimplify.rewrite import Applied, Edit, apply, verify
from procsimplify.rules.packs import Packs
from procsimplify.rules.proposals import Proposal, Proposals, propose, provision_json

__all__ = ["OBJECTIVES", "Plan", "plan"]

OBJECTIVES = ("money", "days", "papers", "visits", "instruments")
"""What a plan lowers, the most important first: money of those who comply, days of the statutory limit, pieces of
paper, visits to an office, instruments to amend."""


@dataclass(frozen=True)
class Plan:
    """The plan found, and how sure it is.

    Parameters
    ----------
    proposals : tuple of Proposal
        In the order applied; empty where nothing helps.
    status : str
        ``optimal`` (every set was looked at), ``feasible`` (with ``gap``), ``infeasible`` (a target is not met).
    gap : Decimal
        What a better plan could save more at most, on the basis of `Cost.total`; 0 for an optimal plan.
    saving : Decimal
        Cost before minus cost of the rewritten procedure, priced from scratch.
    percent : Fraction, optional
        Of the cost before; None where that is 0 or an item of it is not priced.
    """

    proposals: tuple[Proposal, ...]
    status: Literal["optimal", "feasible", "infeasible"]
    gap: Decimal
    saving: Decimal
    percent: Fraction | None
    amends: tuple[Provision, ...]
    amends_candidates: tuple[Provision, ...]
    applied: Applied = field(repr=False)
    before: Cost = field(repr=False)
    after: Cost = field(repr=False)
    all_proposals: Proposals = field(repr=False)
    left_out: tuple[str, ...] = ()
    looked_at: int = 1

    @property
    def procedure(self) -> Procedure:
        """The rewritten procedure."""
        return self.applied.procedure

    @property
    def stamp(self) -> dict[str, Any]:
        """What the result was reckoned with."""
        return self.all_proposals.stamp

    @property
    def method(self) -> str:
        """The method's id."""
        return self.before.method

    @property
    def currency(self) -> str:
        """The currency of every amount."""
        return self.before.currency

    def summary(self) -> dict[str, Any]:
        """Give the ``plan`` object of the contract."""
        return {
            "proposals": [proposal.id for proposal in self.proposals],
            "status": self.status,
            "gap": amount_text(self.gap),
            "saving": amount_text(self.saving),
            "percent": None if self.percent is None else float(self.percent),
            "amends": [provision_json(item) for item in self.amends],
            "amends_candidates": [provision_json(item) for item in self.amends_candidates],
            "without": list(self.left_out),
            "sets_looked_at": self.looked_at,
        }

    def to_json(self) -> dict[str, Any]:
        """Give what `plan --json` prints."""
        return {
            "contract": 1,
            "stamp": self.stamp,
            "procedure": self.before.procedure,
            "method": self.before.method,
            "currency": self.before.currency,
            "plan": self.summary(),
            "before": self.before.before(),
            "after": self.after.before(),
        }


def plan(
    procedure: Procedure,
    *,
    proposals: Proposals | None = None,
    rules: Packs | None = None,
    engine: Literal["durable", "indexed"] = "durable",
    method: str = "vn",
    as_of: date | None = None,
    without: Iterable[str] = (),
    target: Fraction | None = None,
    objective: Sequence[str] = (),
    progress: Progress | None = None,
) -> Plan:
    """Find the best plan.

    Parameters
    ----------
    procedure : Procedure
    proposals : Proposals, optional
        From `procsimplify.rules.propose`; made here by default, with ``rules`` and ``engine``.
    method, as_of
        As for `procsimplify.costing.cost`.
    without : iterable of str
        Ids of proposals that the plan must do without.
    target : Fraction, optional
        The share of the cost that the plan must save, e.g. 3/10; where it does not, the status is ``infeasible``.
    objective : sequence of str
        What to lower first, of `OBJECTIVES`; the others follow in their usual order.
    progress : callable, optional
        Told how many sets of how many have been looked at.

    Returns
    -------
    Plan

    Raises
    ------
    UsageError
        Where ``without`` names a proposal that does not exist, or ``objective`` something that a plan does not lower.
    """
    aims = _aims(objective)
    found = (
        propose(procedure, rules=rules, engine=engine, method=method, as_of=as_of) if proposals is None else proposals
    )
    left_out = tuple(sorted(set(without)))
    known = {one.id for one in found}
    for name in left_out:
        if name not in known:
            raise UsageError(error("planning.no-such-proposal", Place(), id=name, known=", ".join(sorted(known))))
    candidates = [one for one in found if one.is_plannable and one.id not in left_out]
    if len(candidates) > MOST_EXACT:
        # A proposal that alone lowers nothing is of use only beside another; the greedy walk does without it.
        candidates = [one for one in candidates if _lowers(one)]
    space = _Space(procedure, found.before, candidates, aims)
    is_whole = len(candidates) == sum(one.is_plannable and one.id not in left_out for one in found)
    best = search(space, progress)
    chosen = tuple(space.candidates[place] for place in best.chosen)
    return _priced(procedure, found, chosen, best.proven and is_whole, space, target, left_out, best.looked_at)


def _priced(
    procedure: Procedure,
    found: Proposals,
    chosen: tuple[Proposal, ...],
    proven: bool,
    space: _Space,
    target: Fraction | None,
    left_out: tuple[str, ...],
    looked_at: int,
) -> Plan:
    before = found.before
    edits = [edit for one in chosen for edit in one.edits]
    applied = apply(procedure, edits, as_of=before.as_of, method=before.method, ordered=True)
    after = cost(applied.procedure, before.method, before.as_of)
    saving = before.total - after.total
    percent = percent_saved(before, after)
    status: Literal["optimal", "feasible", "infeasible"] = "optimal" if proven else "feasible"
    if target is not None and (percent is None or percent < target * 100):
        status = "infeasible"
    amends = distinct(item for one in chosen for item in one.amends)
    # Candidates stay as the procedure names them: the instrument that it rests on first.
    candidates = tuple({item.text(): item for one in chosen for item in one.amends_candidates}.values())
    return Plan(
        proposals=chosen,
        status=status,
        gap=Decimal(0) if proven else max(space.bound() - saving, Decimal(0)),
        saving=saving,
        percent=percent,
        amends=amends,
        amends_candidates=tuple(item for item in candidates if item not in amends),
        applied=applied,
        before=before,
        after=after,
        all_proposals=found,
        left_out=left_out,
        looked_at=looked_at,
    )


def _lowers(one: Proposal) -> bool:
    """Tell whether a proposal alone lowers money, days, papers or visits."""
    return bool(one.saving) or bool(one.counts_saved) or one.limit_saved is not None


def _aims(objective: Sequence[str]) -> tuple[str, ...]:
    for name in objective:
        if name not in OBJECTIVES:
            raise UsageError(error("planning.no-such-objective", Place(), given=name, known=", ".join(OBJECTIVES)))
    return tuple(dict.fromkeys((*objective, *OBJECTIVES)))


@dataclass(frozen=True)
class _State:
    procedure: Procedure
    edits: tuple[Edit, ...]


class _Space:
    """The sets of proposals of one procedure, as `search` walks them."""

    def __init__(
        self, before: Procedure, priced: Cost, candidates: Sequence[Proposal], aims: tuple[str, ...] = OBJECTIVES
    ) -> None:
        self._before = before
        self._aims = aims
        self._cost = priced
        self.candidates = tuple(sorted(candidates, key=_canonical))
        self._parties = _by_variant(priced)

    @property
    def size(self) -> int:
        return len(self.candidates)

    def start(self) -> _State:
        return _State(self._before, ())

    def add(self, state: _State, candidate: int, chosen: tuple[int, ...]) -> _State | None:
        one = self.candidates[candidate]
        taken = {self.candidates[place].effect for place in chosen[:-1]}
        if one.effect in taken:
            return None
        procedure = state.procedure
        try:
            for edit in one.edits:
                procedure = edit.rewrite(procedure)
        except Refused:
            return None
        return _State(procedure, (*state.edits, *one.edits))

    def value(self, state: _State, chosen: tuple[int, ...]) -> Worth | None:
        ids = {self.candidates[place].id for place in chosen}
        if any(need not in ids for place in chosen for need in self.candidates[place].needs):
            return None
        kept = verify(self._before, state.procedure, state.edits, as_of=self._cost.as_of, method=self._cost.method)
        if chosen and not kept.holds:
            return None
        after = cost(state.procedure, self._cost.method, self._cost.as_of)
        if chosen and not self._nobody_worse(after):
            return None
        counts = after.counts
        instruments = {item.instrument for place in chosen for item in self._law(place)}
        parts = {
            "money": Fraction(after.total),
            "days": after.limit.value or Fraction(0),
            "papers": Fraction(counts.documents + counts.copies),
            "visits": Fraction(counts.visits),
            "instruments": Fraction(len(instruments)),
        }
        return tuple(parts[name] for name in self._aims)

    def bound(self) -> Decimal:
        """Give a saving that no set can beat: every line that some proposal's targets could touch falls away.

        Where a proposal moves work or rewrites steps, any line may change: then the bound is the whole cost.
        """
        local = ("conditions", "documents", "forms", "quantities-and-limits")
        if any(edit.phase not in local for one in self.candidates for edit in one.edits):
            return self._cost.total
        touched = {target for one in self.candidates for target in one.targets}
        return sum(
            (
                line.amount
                for line in self._cost.lines
                if f"step:{line.step}" in touched or f"document:{line.demand}" in touched
            ),
            Decimal(0),
        )

    def _law(self, place: int) -> tuple[Provision, ...]:
        one = self.candidates[place]
        return one.amends or one.amends_candidates

    def _nobody_worse(self, after: Cost) -> bool:
        """Tell whether in every variant no applicant pays more and all parties together do not pay more."""
        for key, parties in _by_variant(after).items():
            first = self._parties.get(key)
            if first is None:
                return False
            for party in {*first, *parties}:
                is_applicant = not party.startswith(("authority", "third-party"))
                if is_applicant and parties.get(party, Decimal(0)) > first.get(party, Decimal(0)):
                    return False
            if sum(parties.values()) > sum(first.values()):
                return False
        return True


def _by_variant(priced: Cost) -> Mapping[object, Mapping[str, Decimal]]:
    """Give each party's cost in every variant, by each key that projects to it."""
    found: dict[object, Mapping[str, Decimal]] = {}
    for item in cost_by_variant(priced.source, priced.method, priced.as_of).values():
        for key in item.variant.alike:
            found[key] = item.by_party
    return found


def _canonical(one: Proposal) -> tuple[int, str]:
    """Order proposals as they are applied: by the last phase of their edits, then id."""
    return max(edit.order()[0] for edit in one.edits), one.id
