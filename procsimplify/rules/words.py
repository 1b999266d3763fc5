"""The closed lists of words of the rule language."""

from typing import Literal

Operator = Literal["equals", "differs", "below", "above", "at-least", "at-most"]
RuleClass = Literal["proposal", "question", "page"]
Kind = Literal["clerical", "needs-legal-change", "advice"]
Status = Literal["preview", "stable", "deprecated"]
Provenance = Literal["official", "measured", "estimated", "illustrative"]
