"""The step graph: joins, soundness, expected visits, relations, data flow, elapsed time."""

from procsimplify.flow.analysis import Flow, analyse
from procsimplify.flow.checking import check, require_well_formed
from procsimplify.flow.dataflow import DataFlow, data_flow, data_flow_of
from procsimplify.flow.step_times import Elapsed, cycle_time_efficiency

__all__ = [
    "DataFlow",
    "Elapsed",
    "Flow",
    "analyse",
    "check",
    "cycle_time_efficiency",
    "data_flow",
    "data_flow_of",
    "require_well_formed",
]
