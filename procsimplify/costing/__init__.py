"""What a procedure costs: methods, dated parameters, standard times, and the ledger whose totals are sums of lines.

A measure (obligations with populations, rather than a procedure) is priced by `price_measure`; its modules are loaded
when they are first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from procsimplify.costing.cost import cost, cost_by_variant, percent_saved, pricer_for, pricing_day
from procsimplify.costing.counts import Counts, Expected
from procsimplify.costing.elsewhere import with_others
from procsimplify.costing.explain import explain_line, line_json
from procsimplify.costing.ledger import ELEMENTS, Factor, Ledger, Line, amount_text, number_text
from procsimplify.costing.limit import Headline
from procsimplify.costing.lines import Priced, Pricer, Scale, group_of, party_key
from procsimplify.costing.method import Method, method, method_ids
from procsimplify.costing.parameters import Parameter, parameter
from procsimplify.costing.result import CaseCost, Cost, VariantCost
from procsimplify.costing.stamp import Stamp, stamp
from procsimplify.costing.standard import resolve, standard_faults, standard_row, way_for
from procsimplify.costing.unpriced import Unpriced

if TYPE_CHECKING:
    from procsimplify.costing.burden import BurdenRow, burden_table
    from procsimplify.costing.measure import Measure, Obligation, read_measure
    from procsimplify.costing.measure_cost import MeasureCost, price_measure

__all__ = [
    "ELEMENTS",
    "BurdenRow",
    "CaseCost",
    "Cost",
    "Counts",
    "Expected",
    "Factor",
    "Headline",
    "Ledger",
    "Line",
    "Measure",
    "MeasureCost",
    "Method",
    "Obligation",
    "Parameter",
    "Priced",
    "Pricer",
    "Scale",
    "Stamp",
    "Unpriced",
    "VariantCost",
    "amount_text",
    "burden_table",
    "cost",
    "cost_by_variant",
    "explain_line",
    "group_of",
    "line_json",
    "method",
    "method_ids",
    "number_text",
    "parameter",
    "party_key",
    "percent_saved",
    "price_measure",
    "pricer_for",
    "pricing_day",
    "read_measure",
    "resolve",
    "stamp",
    "standard_faults",
    "standard_row",
    "way_for",
    "with_others",
]

_LATER = {
    "BurdenRow": "burden",
    "burden_table": "burden",
    "Measure": "measure",
    "MeasureCost": "measure_cost",
    "Obligation": "measure",
    "price_measure": "measure_cost",
    "read_measure": "measure",
}


def __getattr__(name: str) -> object:
    """Load what belongs to measures when it is asked for."""
    if name not in _LATER:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
