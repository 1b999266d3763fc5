"""Scanning a catalogue: seconds and memory by workers, again without a change, and the report.

Run ``python benchmarks/bench_catalogue.py RECORDS [WORKERS]``, with records of the portal (JSONL, packed or not).
The aim is 1,900 procedures in under 20 s and 500 MB on two cores.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

from procsimplify.catalogue import Store, scan, summary
from procsimplify.files.portal import imports
from procsimplify.reporting.catalogue_page import catalogue_page


def megabytes() -> tuple[int, int]:
    """Give the most memory of this process and of its largest child so far."""
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    own, child = (resource.getrusage(who).ru_maxrss // 1024 for who in whose)
    return own, child


def main() -> None:
    """Measure and print."""
    records = sys.argv[1]
    workers = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "catalogue.duckdb"
        start = time.perf_counter()
        result = scan(records, store=store, workers=workers)
        whole = time.perf_counter() - start
        own, child = megabytes()
        start = time.perf_counter()
        scan(records, store=store, workers=workers)
        again = time.perf_counter() - start
        start = time.perf_counter()
        with Store(store, read_only=True) as opened:
            report = summary(opened)
        page = catalogue_page(report, "vi")
        reported = time.perf_counter() - start
    start = time.perf_counter()
    read = sum(1 for _ in imports(records))
    alone = time.perf_counter() - start
    rate = 1000 * whole / max(1, result.procedures)
    print(f"{result.procedures} procedures, {len(result.passed_over)} passed over, {workers} workers")
    print(f"scan   {whole:6.1f} s ({rate:.1f} ms each), {own} MB here, {child} MB in the largest worker")
    print(f"again  {again:6.1f} s, nothing to reckon; {whole / again:.0f} times as fast")
    print(f"report {reported:6.1f} s, a page of {len(page.encode()) / 1e6:.1f} MB")
    print(f"reading alone, one process: {read} in {alone:.1f} s")


if __name__ == "__main__":
    main()
