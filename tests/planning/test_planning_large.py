"""Large procedures are answered by the indexed matcher, with a note; results have the names that the JSON has."""

from __future__ import annotations

from procsimplify.files import load
from procsimplify.model import read_procedure
from procsimplify.planning import analyse
from procsimplify.rules import load_packs
from procsimplify.rules.finding_matches import find_all


def test_a_procedure_too_large_for_the_durable_matcher_is_answered_by_the_other() -> None:
    steps = [{"id": f"step-{n}", "kind": "check", "who": "authority", "desk": f"desk-{n}"} for n in range(250)]
    tree = {"code": "1", "title": "Illustrative", "as-of": "2026-07-01", "steps": steps}
    procedure = read_procedure(tree)
    durable, indexed = (find_all(procedure, load_packs(), engine) for engine in ("durable", "indexed"))
    assert [fault.code for fault in durable.faults] == ["rules.too-large-for-durable"]
    assert indexed.faults == ()
    assert durable.found == indexed.found


def test_results_have_the_names_of_the_json() -> None:
    found = analyse(load("1.012885"))
    assert (found.procedure, found.method, found.currency, found.volume) == ("1.012885", "vn", "VND", None)
    assert found.stamp == found.plan.stamp == found.proposals.stamp == found.to_json()["stamp"]
    assert found.proposals[0] is found.proposals.proposals[0]
    assert (found.plan.method, found.plan.currency) == (found.proposals.method, found.proposals.currency)
