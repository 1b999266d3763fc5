"""The durable matcher: the conjunctive part of the rules, run by durable-rules.

Only what that library gets right is asked of it: equality joins over small integers. Each pattern of each rule has
its own kind of fact, so that no fact stands in two roles; a fact is asserted only where it passes the tests, with all
properties and an id of its own. Definitions come first and guards come after, as for the indexed matcher.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Final

from procsimplify.rules.compile import CompiledRule, Join
from procsimplify.rules.durable_library import Fact, Network, PatternTerms
from procsimplify.rules.indexed import Store
from procsimplify.rules.schema import Row, Value

# The library's rule sets live as long as the process: one network for each content, whoever asks.
_networks: Final[dict[str, Network]] = {}


MOST_FACTS: Final = 10_000
"""Most facts that are asserted for one procedure; above that the library takes minutes."""


def fact_count(rules: Sequence[CompiledRule], stores: Sequence[Store]) -> int:
    """Count the facts that the library would be told: a row once for each pattern whose tests it passes."""
    pairs = zip(rules, stores, strict=True)
    return sum(len(store.admitted(step)) for rule, store in pairs for step in rule.match.steps)


def conjunctive_rows(rules: Sequence[CompiledRule], stores: Sequence[Store]) -> list[list[tuple[Row, ...]]]:
    """Return for each rule the rows of every solution of its patterns, before any comparison or guard.

    Parameters
    ----------
    rules
        The rules.
    stores
        For each rule the store with its derived relations.

    Returns
    -------
    list of list of tuple of Row
        Rows in the order of the rule's steps.

    Raises
    ------
    LibraryFault
        If the library failed.
    """
    network = _network(rules)
    width = max((len(_joined(rule.match)) for rule in rules), default=0)
    blank: Fact = {"id": 0, "k": 0, "z": 0, **{f"v{index}": 0 for index in range(width)}}
    interned: dict[tuple[type, Value], int] = {}
    facts: list[Fact] = []
    rows: list[Row] = [()]
    kind = 0
    for rule, store in zip(rules, stores, strict=True):
        names = {slot: f"v{index}" for index, slot in enumerate(_joined(rule.match))}
        size = len(rule.match.seeds)
        for step in rule.match.steps:
            kind += 1
            fields = [(field, names[slot]) for field, slot in step.bound]
            fields += [(field, names[size + i]) for i, field in enumerate(step.fresh) if size + i in names]
            size += len(step.fresh)
            for row in store.admitted(step):
                fact = {**blank, "id": len(rows), "k": kind}
                for field, name in fields:
                    value = row[field]
                    fact[name] = interned.setdefault((type(value), value), len(interned) + 1)
                facts.append(fact)
                rows.append(row)
    return [[tuple(rows[identity] for identity in match) for match in found] for found in network.run(facts)]


def _joined(join: Join) -> list[int]:
    """Return the slots that later steps are joined on; the others need not be told to the library."""
    return sorted({slot for step in join.steps for _, slot in step.bound})


def _network(rules: Sequence[CompiledRule]) -> Network:
    content = hashlib.sha256("".join(rule.digest for rule in rules).encode()).hexdigest()
    found = _networks.get(content)
    if found is None:
        kind = 0
        described: list[list[PatternTerms]] = []
        for rule in rules:
            described.append(_terms(rule.match, kind))
            kind += len(rule.match.steps)
        found = _networks[content] = Network(f"procsimplify-{content}", described)
    return found


def _terms(join: Join, kind: int) -> list[PatternTerms]:
    names = {slot: f"v{index}" for index, slot in enumerate(_joined(join))}
    owner: dict[int, int] = {}
    size = len(join.seeds)
    patterns: list[PatternTerms] = []
    for position, step in enumerate(join.steps):
        terms: PatternTerms = [{"k": kind + position + 1}]
        for _, slot in step.bound:
            terms.append({names[slot]: {f"p{owner[slot]}": names[slot]}})
        if position and not step.bound:
            # A pattern that shares no variable is joined on a property that is the same everywhere.
            terms.append({"z": {"p0": "z"}})
        for offset in range(len(step.fresh)):
            owner[size + offset] = position
        size += len(step.fresh)
        patterns.append(terms)
    return patterns
