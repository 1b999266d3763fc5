"""Both matchers against the judge, on random rules that use every construct and on random facts."""

import json
import random
from collections import Counter

import pytest
import rules_judge
import rules_random

from procsimplify.rules import RuleSet, match

SEEDS = 384
BLOCKS = 8


def judged(tree, shared, facts):
    rows = {relation.name: list(facts.rows(relation.name)) for relation in rules_random.SCHEMA}
    return rules_judge.judge(tree, rules_random.FIELDS, rows, shared)


@pytest.mark.parametrize("block", range(BLOCKS))
def test_both_matchers_give_the_judges_matches(block):
    """Eight rules at a time run together, as a pack does, over six fact bases each."""
    found_any = 0
    for start in range(block * SEEDS // BLOCKS, (block + 1) * SEEDS // BLOCKS, 8):
        drawn = [rules_random.drawn_rule(seed, f"drawn-{seed}") for seed in range(start, start + 8)]
        rules = RuleSet(tuple(rule for _, _, rule in drawn))
        for sample in range(6):
            facts = rules_random.random_facts(random.Random(start * 10 + sample))
            indexed = match(rules, facts, "indexed")
            durable = match(rules, facts, "durable")
            assert durable.faults == ()
            assert durable == indexed
            for tree, shared, rule in drawn:
                ours = [m for m in indexed.matches if m.rule_id == rule.id]
                bindings = Counter(frozenset((f"${k}", v) for k, v in m.bindings.items()) for m in ours)
                wanted = judged(tree, shared, facts)
                found_any += len(ours)
                assert bindings.total() == len(bindings) == len(wanted), json.dumps(tree)
                if tree.get("symmetric"):
                    assert all(len({pair for pair in wanted if b in pair}) == 1 for b in bindings), json.dumps(tree)
                else:
                    assert set(bindings) == wanted, json.dumps(tree)
    assert found_any > 50


def test_the_drawn_rules_use_every_construct():
    """The comparison above is worth something only if the draws reach the whole language."""
    words = Counter()
    for seed in range(SEEDS):
        tree, _, _ = rules_random.drawn_rule(seed)
        text = json.dumps(tree)
        keys = ["in", "not", "not-in", "given", "at-least", "at-most", "above", "below", "equals", "is"]
        keys += ["count", "absent", "least", "greatest", "use", "reason"]
        words.update(key for key in keys if f'"{key}":' in text)
        words.update(key for key in ("where", "surely", "unless", "define", "symmetric") if tree.get(key))
        words.update(key for key in ("where", "surely") if f'{{"{key}": {{"left"' in text)
        words.update(operator for operator in ("differs", "equals", "below") if f'"is": "{operator}"' in text)
    assert min(words.values()) >= 8, words
    assert len(words) >= 22
