"""Rules that are passed over because some pattern has no fact: they would have matched nothing."""

import gzip
import json
from pathlib import Path

import pytest

from procsimplify.files.loading import load, shipped_procedures
from procsimplify.rules import matching
from procsimplify.rules.facts import facts
from procsimplify.rules.packs import load_packs

REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "portal" / "procedures.jsonl.gz"


def found(procedure):
    packs = load_packs()
    result = matching.match(packs.rule_set, facts(procedure, packs.relations, packs.registers))
    return [(one.rule_id, tuple(one.bindings.items())) for one in result.matches], result.faults


def agree(procedures, monkeypatch):
    quick = [found(one) for one in procedures]
    monkeypatch.setattr(matching, "_is_hopeless", lambda rule, store: False)
    assert [found(one) for one in procedures] == quick
    assert any(matches for matches, _ in quick)


def test_shipped_procedures_match_the_same_without_the_short_cut(monkeypatch):
    agree([load(code) for code, _ in shipped_procedures()], monkeypatch)


def test_real_pages_match_the_same_without_the_short_cut(monkeypatch):
    from procsimplify.files.portal import to_procedure

    if not REAL.is_file():
        pytest.skip("the portal's records are not here")
    with gzip.open(REAL, "rt", encoding="utf-8") as lines:
        sample = [json.loads(line) for place, line in enumerate(lines) if place % 25 == 3]
    agree([to_procedure(one).procedure for one in sample], monkeypatch)
