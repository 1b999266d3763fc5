"""The step graph: joins, soundness, expected visits, relations, data flow."""

from procsimplify.flow.analysis import Flow, analyse
from procsimplify.flow.checking import check, require_well_formed

__all__ = ["Flow", "analyse", "check", "require_well_formed"]
