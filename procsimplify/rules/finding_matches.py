"""What rules find in a procedure: each match with its edits, and its words in both languages.

Nothing here is priced, and whether an edit can be applied is not asked: `procsimplify.rules.proposals` does both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from procsimplify.base.findings import Finding
from procsimplify.base.text import Text
from procsimplify.model import Procedure
from procsimplify.model.provision import StandingMark
from procsimplify.rules.facts import facts
from procsimplify.rules.language import Rule
from procsimplify.rules.matching import Engine, Match, match
from procsimplify.rules.schema import FactBase
from procsimplify.rules.wording import evidence_of, filled, plain, titles

if TYPE_CHECKING:
    from procsimplify.rules.packs import Packs

__all__ = ["Finds", "Found", "find", "find_all", "found_of"]

_VARIABLE: Final = re.compile(r"\$([a-z][a-z0-9]*(?:-[a-z0-9]+)*)")


@dataclass(frozen=True)
class Found:
    """A match of a rule in a procedure.

    Parameters
    ----------
    rule : Rule
        The rule, with its class, kind, legal notes and sources.
    match : Match
        What was bound, and the facts matched.
    edits : tuple of mapping
        The edits as plain data, variables and parameters filled in: numbers are text, as in a file.
    targets : tuple of str
        What it is about: ``document:ID``, ``step:ID``.
    title, why, mend : Text
        In both languages, things called by their titles.
    evidence : tuple of Text
        One sentence for each fact matched.
    standing : StandingMark or None
        The mark of a target, or of the procedure, that is not open to change; None where all are open.
    question : mapping or None
        For a question: the item of the review form and what pre-fills it, filled in.
    """

    rule: Rule
    match: Match
    edits: tuple[Mapping[str, object], ...]
    targets: tuple[str, ...]
    title: Text
    why: Text
    mend: Text
    evidence: tuple[Text, ...]
    standing: StandingMark | None
    question: Mapping[str, object] | None


@dataclass(frozen=True)
class Finds:
    """All that rules found, with the facts they looked at and the faults met on the way."""

    found: tuple[Found, ...]
    facts: FactBase
    faults: tuple[Finding, ...]


def find(procedure: Procedure, packs: Packs, engine: Engine = "indexed") -> tuple[Found, ...]:
    """Match the rules of packs against a procedure.

    Parameters
    ----------
    procedure : Procedure
        Well formed and sound, with all its variants.
    packs : Packs
        From `procsimplify.rules.packs.load_packs`.
    engine : "durable" or "indexed"
        Both give the same.

    Returns
    -------
    tuple of Found
        By rule id and bindings.
    """
    return find_all(procedure, packs, engine).found


def find_all(procedure: Procedure, packs: Packs, engine: Engine = "indexed") -> Finds:
    """Match the rules of packs against a procedure; see `find`. Faults of a matcher are among the result."""
    base = facts(procedure, packs.relations, packs.registers)
    result = match(packs.rule_set, base, engine)
    rules = {rule.id: rule for rule in packs.rules}
    names = titles(procedure, packs.registers)
    found = tuple(found_of(procedure, rules[item.rule_id], item, names) for item in result.matches)
    return Finds(found, base, result.faults)


def found_of(procedure: Procedure, rule: Rule, found: Match, names: Mapping[str, Text] | None = None) -> Found:
    """Fill a rule's edits and words with what a match bound; ``names`` are the procedure's titles, if known."""
    names = titles(procedure) if names is None else names
    edits = tuple(cast("Mapping[str, object]", _filled_tree(edit, rule, found)) for edit in rule.propose)
    targets = tuple(_VARIABLE.sub(lambda name: plain(found.bindings[name[1]]), text) for text in rule.targets)
    question = None if rule.question is None else _filled_tree(rule.question, rule, found)
    if isinstance(question, Mapping) and rule.question is not None and isinstance(rule.question.get("ask"), Mapping):
        asked = cast("Mapping[str, str]", rule.question["ask"])
        said = filled(Text(asked["vi"], asked["en"]), names, rule, found)
        question = {**cast("Mapping[str, object]", question), "ask": {"vi": said.vi, "en": said.en}}
    return Found(
        rule=rule,
        match=found,
        edits=edits,
        targets=targets,
        title=filled(rule.title, names, rule, found),
        why=filled(rule.why, names, rule, found),
        mend=filled(rule.mend, names, rule, found),
        evidence=evidence_of(names, rule, found),
        standing=_standing(procedure, targets),
        question=cast("Mapping[str, object] | None", question),
    )


def _filled_tree(tree: object, rule: Rule, found: Match) -> object:
    """Put the bound values for the variables, and the parameters, that stand alone in a tree."""
    if isinstance(tree, str):
        if tree.startswith("$"):
            return plain(found.bindings[tree[1:]])
        if tree.startswith("@"):
            parameter = rule.parameters[tree[1:]]
            return parameter.words() if isinstance(parameter.value, str) else list(parameter.value)
        return tree
    if isinstance(tree, Mapping):
        return {key: _filled_tree(value, rule, found) for key, value in cast("Mapping[str, object]", tree).items()}
    if isinstance(tree, Sequence):
        return [_filled_tree(value, rule, found) for value in cast("Sequence[object]", tree)]
    return tree


def _standing(procedure: Procedure, targets: Sequence[str]) -> StandingMark | None:
    """Give the first mark that is not open: of the targets in their order, then of the procedure."""
    marks: list[StandingMark | None] = []
    demands = {demand.id: demand for demand in procedure.demands()}
    for target in targets:
        kind, _, name = target.partition(":")
        if kind == "document" and name in demands:
            demand = demands[name]
            marks += [demand.standing, None if demand.once_only is None else demand.once_only.standing]
    marks.append(procedure.standing)
    return next((mark for mark in marks if mark is not None and mark.is_ != "open"), None)
