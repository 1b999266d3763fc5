"""The rule language, facts, matchers, rule cases, proposals."""

from procsimplify.rules.compile import relations_used
from procsimplify.rules.explaining import WhyNot, why_not
from procsimplify.rules.language import Parameter, Rule, SharedPattern, load_patterns, load_rule
from procsimplify.rules.matching import Engine, Match, MatchResult, RuleSet, match
from procsimplify.rules.schema import NONE, FactBase, Field, Quantity, Relation, Schema, Value

__all__ = [
    "NONE",
    "Engine",
    "FactBase",
    "Field",
    "Match",
    "MatchResult",
    "Parameter",
    "Quantity",
    "Relation",
    "Rule",
    "RuleSet",
    "Schema",
    "SharedPattern",
    "Value",
    "WhyNot",
    "load_patterns",
    "load_rule",
    "match",
    "relations_used",
    "why_not",
]
