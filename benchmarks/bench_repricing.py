"""How much faster a procedure is priced again after an edit that leaves its flow alone.

Run ``python benchmarks/bench_repricing.py``. It prints the time of pricing from nothing and of pricing again, for one
procedure of 20 steps and 10 papers, and their ratio: both in one run, so that the machine falls out of it.
"""

from __future__ import annotations

import statistics
import time
from datetime import date
from typing import Any

from procsimplify.costing import Pricer, method
from procsimplify.flow.analysis import analyse
from procsimplify.model import Procedure, read_procedure, variant

DAY = date(2026, 7, 1)
ROUNDS = 200


def trial(steps: int = 20, papers: int = 10) -> Procedure:
    """Make a procedure; every quantity is illustrative."""
    paper: dict[str, Any] = {"type": "plan", "effort": "30 min", "outlay": "5000 VND", "copies": "2"}
    paper |= {"per-copy": {"effort": "2 min", "outlay": "1000 VND"}}
    listed: list[dict[str, Any]] = [{"id": "prepare", "kind": "prepare", "gives": "dossier"}]
    listed.append({"id": "submit", "kind": "submit", "takes": "dossier", "effort": "10 min"})
    listed[1]["trip"] = {"value": "22 min", "fare": "15000 VND"}
    for number in range(2, steps):
        mine = number % 3 == 0
        step: dict[str, Any] = {"id": f"step-{number}", "kind": "pay" if mine else "check", "effort": "20 min"}
        listed.append(step | {"who": "applicant" if mine else "office"})
    listed[10]["then"] = {"choice": [{"to": "step-5", "chance": "20%"}, {"to": "step-11", "chance": "rest"}]}
    return read_procedure(
        {
            "code": "0.000001",
            "title": "trial",
            "parties": {"office": {"level": "commune"}},
            "dossier": [paper | {"id": f"paper-{number}"} for number in range(papers)],
            "fees": [{"id": "fee", "amount": "50000 VND"}],
            "steps": listed,
        }
    )


def main() -> None:
    """Measure and print."""
    plain = variant(trial())
    efforts = [step.effort for step in plain.steps if step.effort is not None]
    full: list[float] = []
    again: list[float] = []
    warm = Pricer(method("vn"), DAY)
    lines = warm.price(plain, analyse(plain)).ledger.lines
    for number in range(ROUNDS):
        start = time.perf_counter()
        fresh = Pricer(method("vn"), DAY).price(plain, analyse(plain)).ledger.total
        full.append(time.perf_counter() - start)
        # A value never seen before, so that the changed step is really priced.
        changed = efforts[-1].evolve(value=(efforts[-1].value or 0) + number + 1)
        steps = (*plain.steps[:6], plain.steps[6].evolve(effort=changed), *plain.steps[7:])
        edited = plain.evolve(steps=steps)
        start = time.perf_counter()
        total = warm.price(edited, analyse(edited)).ledger.total
        again.append(time.perf_counter() - start)
        assert total > fresh, "a longer effort costs more"
    first, second = statistics.median(full) * 1000, statistics.median(again) * 1000
    print(f"{len(plain.steps)} steps, {len(plain.demands())} papers, {len(lines)} lines; median of {ROUNDS}")
    print(f"from nothing {first:.3f} ms, again {second:.3f} ms, ratio {first / second:.1f}")


if __name__ == "__main__":
    main()
