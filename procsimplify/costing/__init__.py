"""What a procedure costs: methods, dated parameters, standard times, and the ledger whose totals are sums of lines."""

from procsimplify.costing.cost import cost, cost_by_variant, percent_saved, pricer_for, pricing_day
from procsimplify.costing.counts import Counts, Expected
from procsimplify.costing.explain import explain_line
from procsimplify.costing.ledger import ELEMENTS, Factor, Ledger, Line, amount_text, number_text
from procsimplify.costing.limit import Headline
from procsimplify.costing.lines import Priced, Pricer, Scale, group_of, party_key
from procsimplify.costing.method import Method, method, method_ids
from procsimplify.costing.parameters import Parameter, parameter
from procsimplify.costing.result import CaseCost, Cost, VariantCost
from procsimplify.costing.stamp import Stamp, stamp
from procsimplify.costing.standard import resolve, standard_faults, standard_row, way_for
from procsimplify.costing.unpriced import Unpriced

__all__ = [
    "ELEMENTS",
    "CaseCost",
    "Cost",
    "Counts",
    "Expected",
    "Factor",
    "Headline",
    "Ledger",
    "Line",
    "Method",
    "Parameter",
    "Priced",
    "Pricer",
    "Scale",
    "Stamp",
    "Unpriced",
    "VariantCost",
    "amount_text",
    "cost",
    "cost_by_variant",
    "explain_line",
    "group_of",
    "method",
    "method_ids",
    "number_text",
    "parameter",
    "party_key",
    "percent_saved",
    "pricer_for",
    "pricing_day",
    "resolve",
    "stamp",
    "standard_faults",
    "standard_row",
    "way_for",
]
