"""Matching the shipped rules against 20 steps and 10 papers: the two matchers side by side in one run.

Run ``python benchmarks/bench_propose.py [ROUNDS]``. The aim for ``indexed`` is under 20 ms.
"""

from __future__ import annotations

import statistics
import sys
import time

from bench_repricing import trial

from procsimplify.costing import cost
from procsimplify.flow import require_well_formed
from procsimplify.model import Procedure, map_leaves
from procsimplify.rules import load_packs, propose
from procsimplify.rules.finding_matches import find


def busy(procedure: Procedure) -> Procedure:
    """Give a procedure in which rules find something: three sets, two papers as certified copies only."""
    steps = tuple(step.evolve(sets=3, at="office") if step.kind == "submit" else step for step in procedure.steps)
    certified = {"paper-1", "paper-2"}
    dossier = map_leaves(
        procedure.dossier, lambda paper: paper.evolve(accepts=("certified-copy",)) if paper.id in certified else paper
    )
    return procedure.evolve(steps=steps, dossier=dossier)


def milliseconds(procedure: Procedure, engine: str) -> float:
    """Time facts, matches and words of one procedure."""
    start = time.perf_counter()
    find(procedure, load_packs(), "durable" if engine == "durable" else "indexed")
    return (time.perf_counter() - start) * 1000


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    procedure = busy(trial())
    require_well_formed(procedure)
    cost(procedure)
    found = propose(procedure, engine="indexed")
    milliseconds(procedure, "durable")
    pairs = [(milliseconds(procedure, "indexed"), milliseconds(procedure, "durable")) for _ in range(rounds)]
    indexed = statistics.median(pair[0] for pair in pairs)
    durable = statistics.median(pair[1] for pair in pairs)
    ratio = statistics.median(pair[1] / pair[0] for pair in pairs)
    start = time.perf_counter()
    propose(procedure, engine="indexed")
    whole = (time.perf_counter() - start) * 1000
    print(f"20 steps, 10 papers, {len(load_packs().rules)} rules, {len(found)} proposals")
    print(f"indexed {indexed:6.1f} ms   durable (checked against indexed) {durable:6.1f} ms   ratio {ratio:.1f}")
    print(f"propose with each proposal priced and verified alone: {whole:.1f} ms")


if __name__ == "__main__":
    main()
