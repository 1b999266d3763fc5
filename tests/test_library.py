"""The library as a stranger uses it: every package imported, every function called twice, one input, one output."""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import subprocess
import sys
from pathlib import Path

import procsimplify as ps

SCRIPT = """
import json, sys
import procsimplify as ps
print(json.dumps(ps.analyse(ps.load(sys.argv[1])).to_json(), ensure_ascii=False))
"""


def test_no_package_hides_a_function() -> None:
    for module in pkgutil.walk_packages(ps.__path__, "procsimplify."):
        importlib.import_module(module.name)
    for _ in range(2):
        procedure = ps.load("1.012885")
        assert ps.check(procedure) == ()
        assert str(ps.cost(procedure).total) == "1069643.308081"
        proposals = ps.propose(procedure)
        plan = ps.plan(procedure)
        (chosen,) = plan.proposals
        assert chosen.id in {one.id for one in proposals}
        applied = ps.apply(procedure, chosen.edits)
        assert applied.procedure == plan.procedure
        comparison = ps.compare(procedure, applied.procedure)
        assert not comparison.increases
        for result in (proposals, plan, applied, comparison, ps.cost(procedure), ps.analyse(procedure)):
            json.dumps(result.to_json())


def test_the_same_input_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    for code in ("1.012885", "1.013225"):
        seen = {
            subprocess.run(
                [sys.executable, "-c", SCRIPT, code],
                env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
                check=True,
                capture_output=True,
            ).stdout
            for seed in ("0", "1", "77")
        }
        assert len(seen) == 1


def test_a_name_that_does_not_exist_is_told_as_such() -> None:
    assert not hasattr(ps, "nothing")
    assert set(ps.__all__) <= set(dir(ps))


def test_the_package_is_typed() -> None:
    assert (Path(ps.__file__).parent / "py.typed").is_file()
