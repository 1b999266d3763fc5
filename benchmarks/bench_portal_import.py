"""How long the real records take to read, one process: from the file to procedures, and with the files written."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from procsimplify.base.findings import Finding
from procsimplify.files.portal import import_portal, imports

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


def main() -> int:
    """Print the figures."""
    for name in ("portal", "defence"):
        path = DATA / name / "procedures.jsonl.gz"
        if not path.exists():
            print(f"no records at {path}: nothing is measured")
            continue
        wall, cpu = time.perf_counter(), time.process_time()
        read = passed = understood = total = facts = findings = 0
        for item in imports(path):
            if isinstance(item, Finding):
                passed += 1
                continue
            read += 1
            understood += item.coverage.understood
            total += item.coverage.total
            facts += len(item.inferred)
            findings += len(item.findings)
        print(
            f"{name}: {read} read and sound, {passed} passed over; {understood / total:.1%} of the letters understood; "
            f"{facts} inferred facts, {findings} findings; {time.process_time() - cpu:.1f} s of work, "
            f"{time.perf_counter() - wall:.1f} s"
        )
        alone = 0.0
        for workers in (1, 2):
            with tempfile.TemporaryDirectory() as folder:
                wall = time.perf_counter()
                summary = import_portal(path, folder, workers=workers)
                took = time.perf_counter() - wall
            alone = alone or took
            print(f"  {len(summary.written)} files written, {workers} workers: {took:.1f} s, ratio {took / alone:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
