"""The main job: what a procedure costs now, what could be simpler, the best plan, what it costs then."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from procsimplify.costing import Cost
from procsimplify.model import Procedure
from procsimplify.planning.plan import Plan, plan
from procsimplify.planning.search import Progress
from procsimplify.rules.packs import Packs
from procsimplify.rules.proposals import Proposals, propose

__all__ = ["Analysis", "analyse"]


@dataclass(frozen=True)
class Analysis:
    """Everything about one procedure: cost before, proposals, plan, cost after."""

    before: Cost = field(repr=False)
    proposals: Proposals = field(repr=False)
    plan: Plan

    @property
    def after(self) -> Cost:
        """The cost of the rewritten procedure."""
        return self.plan.after

    @property
    def stamp(self) -> dict[str, Any]:
        """What the result was reckoned with."""
        return self.proposals.stamp

    @property
    def procedure(self) -> str:
        """The procedure's code."""
        return self.before.procedure

    @property
    def method(self) -> str:
        """The method's id."""
        return self.before.method

    @property
    def currency(self) -> str:
        """The currency of every amount."""
        return self.before.currency

    @property
    def volume(self) -> Fraction | None:
        """Cases a year; None where nobody gave one."""
        return self.before.volume

    def to_json(self) -> dict[str, Any]:
        """Give what `analyse --json` prints."""
        head = self.before.to_json()
        return {
            "contract": 1,
            "stamp": self.stamp,
            **{key: head[key] for key in ("procedure", "method", "currency", "volume", "notes", "leaves_out")},
            "before": self.before.before(),
            "proposals": [proposal.to_json() for proposal in self.proposals],
            "plan": self.plan.summary(),
            "after": self.after.before(),
        }


def analyse(
    procedure: Procedure,
    *,
    rules: Packs | None = None,
    engine: Literal["durable", "indexed"] = "durable",
    method: str = "vn",
    as_of: date | None = None,
    progress: Progress | None = None,
) -> Analysis:
    """Do the main job; parameters as for `procsimplify.planning.plan`.

    Raises
    ------
    NotWellFormed
        Where the procedure is not well formed.
    """
    proposals = propose(procedure, rules=rules, engine=engine, method=method, as_of=as_of)
    best = plan(procedure, proposals=proposals, progress=progress)
    return Analysis(proposals.before, proposals, best)
