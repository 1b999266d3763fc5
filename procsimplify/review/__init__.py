"""Two versions of a procedure side by side, the gate on rising costs, and writers that other machines read."""

from procsimplify.review.compare import Comparison, compare
from procsimplify.review.sarif import sarif

__all__ = ["Comparison", "compare", "sarif"]
