"""A rules engine and a cost calculator that make public procedures simpler.

The whole main path in a few names; everything else is imported from its package. Nothing heavy is loaded before the
first call.

Examples
--------
>>> import procsimplify as ps
>>> procedure = ps.load("1.012885")
>>> ps.check(procedure)
()
>>> plan = ps.plan(procedure)
>>> plan.status, str(plan.before.total), str(plan.saving)
('optimal', '1069643.308081', '293191.287879')
"""

from typing import TYPE_CHECKING, Any

from procsimplify._version import __version__

if TYPE_CHECKING:
    from procsimplify.costing import Cost, Measure, MeasureCost, cost, price_measure, read_measure
    from procsimplify.costing.uncertainty import Simulation, simulate
    from procsimplify.files import load
    from procsimplify.flow import check
    from procsimplify.model import Procedure
    from procsimplify.planning import Analysis, Plan, analyse, plan
    from procsimplify.review import Comparison, compare
    from procsimplify.rewrite import Applied, apply
    from procsimplify.rules import Proposal, Proposals, propose

__all__ = [
    "Analysis",
    "Applied",
    "Comparison",
    "Cost",
    "Measure",
    "MeasureCost",
    "Plan",
    "Procedure",
    "Proposal",
    "Proposals",
    "Simulation",
    "__version__",
    "analyse",
    "apply",
    "check",
    "compare",
    "cost",
    "load",
    "plan",
    "price_measure",
    "propose",
    "read_measure",
    "simulate",
]

_HOMES = {
    "Analysis": "planning",
    "Applied": "rewrite",
    "Comparison": "review",
    "Cost": "costing",
    "Measure": "costing",
    "MeasureCost": "costing",
    "Plan": "planning",
    "Procedure": "model",
    "Proposal": "rules",
    "Proposals": "rules",
    "Simulation": "costing.uncertainty",
    "analyse": "planning",
    "apply": "rewrite",
    "check": "flow",
    "compare": "review",
    "cost": "costing",
    "load": "files",
    "plan": "planning",
    "price_measure": "costing",
    "propose": "rules",
    "read_measure": "costing",
    "simulate": "costing.uncertainty",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"procsimplify.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
