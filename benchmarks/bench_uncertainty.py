"""How long 100,000 draws of a procedure of 20 steps take, beside a plain loop that prices each draw by itself.

Run ``python benchmarks/bench_uncertainty.py``. The plain loop prices a copy of the procedure for each draw with the
exact ledger (making the copies is not counted); it does a few draws only and its time is scaled up. Both run in one
process, so that the machine falls out of the ratio.
"""

from __future__ import annotations

import time
from fractions import Fraction
from typing import Any

from procsimplify.costing import cost
from procsimplify.costing.uncertainty import Simulation, simulate
from procsimplify.model import Procedure, read_procedure

DRAWS, LOOPED = 100_000, 30


def trial(steps: int = 20) -> dict[str, Any]:
    """Make a procedure; every quantity is illustrative. One chance, of going back, has a range as well."""
    listed: list[dict[str, Any]] = [{"id": "prepare", "kind": "prepare", "effort": _range(30)}]
    for number in range(1, steps):
        kind = "pay" if number % 3 == 0 else "fill-in"
        listed.append({"id": f"step-{number}", "kind": kind, "effort": _range(20)})
    back = {"to": "step-5", "chance": {"low": "10%", "likely": "20%", "high": "35%"}}
    listed[12]["then"] = {"choice": [back, {"to": "step-13", "chance": "rest"}]}
    return {
        "code": "0.000001",
        "title": "trial",
        "as-of": "2026-07-01",
        "volume": {"cases": {"low": "800", "likely": "1000", "high": "1500"}},
        "steps": listed,
    }


def _range(minutes: int) -> dict[str, str]:
    return {"low": f"{minutes // 2} min", "likely": f"{minutes} min", "high": f"{minutes * 3} min"}


def drawn(tree: dict[str, Any], found: Simulation, draw: int) -> Procedure:
    """Write the values of one draw in place of the ranges."""
    values = {
        figure.path: Fraction(float(_value(figure, found.uniform[place, draw])))
        for place, figure in enumerate(found.figures)
    }
    steps: list[dict[str, Any]] = []
    for step in tree["steps"]:
        effort = values.get(f"steps/{step['id']}/effort", Fraction(step["effort"]["likely"].split()[0]))
        new = step | {"effort": f"{effort} min"}
        if "then" in step:
            back, rest = step["then"]["choice"]
            chance = values[f"steps/{step['id']}/then/choice/{back['to']}/chance"]
            new["then"] = {"choice": [back | {"chance": str(chance)}, rest]}
        steps.append(new)
    return read_procedure(tree | {"steps": steps, "volume": {"cases": str(values["volume/cases"])}})


def _value(figure: Any, uniform: float) -> float:
    low, likely, high = float(figure.low), float(figure.likely), float(figure.high)
    if uniform * (high - low) < likely - low:
        return low + (uniform * (high - low) * (likely - low)) ** 0.5
    return high - ((1 - uniform) * (high - low) * (high - likely)) ** 0.5


def main() -> None:
    """Measure and print."""
    tree = trial()
    procedure = read_procedure(tree)
    warm = simulate(procedure, draws=1_000).before  # loads the libraries
    start = time.perf_counter()
    found = simulate(procedure, draws=DRAWS)
    spread = found.before
    whole = time.perf_counter() - start
    copies = [drawn(tree, found, draw) for draw in range(LOOPED)]
    start = time.perf_counter()
    totals = [float(cost(copy).total) for copy in copies]
    looped = (time.perf_counter() - start) / LOOPED * DRAWS
    worst = max(abs(one / found.totals[0][draw] - 1) for draw, one in enumerate(totals))
    assert spread.likely == warm.likely
    assert worst < 1e-9, "the plain loop and the arrays price each draw alike"
    print(f"{len(procedure.steps)} steps, {len(found.figures)} uncertain figures, {DRAWS:,} draws: {whole:.3f} s")
    print(f"a plain loop would take {looped:.0f} s: ratio {looped / whole:,.0f}; largest difference {worst:.1e}")
    print(f"5 % {spread.low:,}  50 % {spread.median:,}  95 % {spread.high:,}  likely {spread.likely:,} VND a year")


if __name__ == "__main__":
    main()
