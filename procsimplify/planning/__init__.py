"""Which proposals go together: the best plan, its proof, and the whole analysis of a procedure."""

from procsimplify.planning.analysis import Analysis, analyse
from procsimplify.planning.plan import Plan, plan

__all__ = ["Analysis", "Plan", "analyse", "plan"]
