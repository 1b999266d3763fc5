"""The rule language, facts, matchers, rule cases, proposals."""

from procsimplify.rules.compile import relations_used
from procsimplify.rules.explaining import WhyNot, why_not
from procsimplify.rules.language import Parameter, Rule, SharedPattern, load_patterns, load_rule
from procsimplify.rules.matching import Engine, Match, MatchResult, RuleSet, match
from procsimplify.rules.packs import Pack, Packs, load_packs
from procsimplify.rules.proposals import Proposal, Proposals, propose
from procsimplify.rules.schema import NONE, FactBase, Field, Quantity, Relation, Schema, Value

__all__ = [
    "NONE",
    "Engine",
    "FactBase",
    "Field",
    "Match",
    "MatchResult",
    "Pack",
    "Packs",
    "Parameter",
    "Proposal",
    "Proposals",
    "Quantity",
    "Relation",
    "Rule",
    "RuleSet",
    "Schema",
    "SharedPattern",
    "Value",
    "WhyNot",
    "load_packs",
    "load_patterns",
    "load_rule",
    "match",
    "propose",
    "relations_used",
    "why_not",
]
