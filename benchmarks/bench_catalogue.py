"""Scanning a catalogue: seconds and memory by workers, again without a change, by size, and the report.

Run ``python benchmarks/bench_catalogue.py RECORDS [WORKERS] [--large]``, with records of the portal (JSONL, packed or
not). With ``--large`` 6,400 records are made by repetition, under codes of their own, to see whether time grows in
proportion. The aim is 1,900 procedures in under 20 s and 500 MB on two cores. Each scan runs in a process of its own,
so that no memory is counted twice.
"""

from __future__ import annotations

import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from procsimplify.base.cores import cores
from procsimplify.catalogue import Store, scan, summary
from procsimplify.reporting.catalogue_page import catalogue_page

LARGE = 6_400


def megabytes(whose: int) -> int:
    """Give the most memory of this process, or of its largest child, so far."""
    return resource.getrusage(whose).ru_maxrss // 1024


def measured(records: str, store: str, workers: int) -> None:
    """Scan in this process and print what it took, as JSON."""
    start = time.perf_counter()
    result = scan(records, store=store, workers=workers)
    whole = time.perf_counter() - start
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu = sum(one.ru_utime + one.ru_stime for one in used)
    # Where workers share the pages of their parent, this counts these once for each: it is at most so much.
    child = megabytes(resource.RUSAGE_CHILDREN) if workers > 1 else 0
    most = megabytes(resource.RUSAGE_SELF) + workers * child
    print(json.dumps({"s": whole, "cpu": cpu, "mb": most, "n": result.procedures, "out": len(result.passed_over)}))


def scanned(records: Path, store: Path, workers: int) -> dict[str, float]:
    """Scan in a fresh process."""
    command = [sys.executable, __file__, "--measure", str(records), str(store), str(workers)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def said(name: str, one: dict[str, float]) -> str:
    """Write one line of figures."""
    each = 1000 * one["s"] / max(1, one["n"])
    return f"{name:26} {one['s']:7.1f} s  {one['cpu']:7.1f} s of CPU  {each:5.1f} ms each  at most {one['mb']:4.0f} MB"


def repeated(records: Path, number: int, target: Path) -> None:
    """Write so many records, those of a file again and again with other codes."""
    opened = gzip.open if records.suffix == ".gz" else open
    with opened(records, "rt", encoding="utf-8") as lines:
        listed = [json.loads(line) for line in lines]
    with target.open("w", encoding="utf-8") as out:
        for place in range(number):
            one = dict(listed[place % len(listed)])
            key = "ma_thu_tuc" if "ma_thu_tuc" in one else "code"
            if place >= len(listed):
                one[key] = f"{one[key]}-{place // len(listed)}"
            out.write(json.dumps(one, ensure_ascii=False) + "\n")


def main() -> None:
    """Measure and print."""
    records = Path(sys.argv[1])
    given = [one for one in sys.argv[2:] if one.isdigit()]
    workers = int(given[0]) if given else max(2, cores())
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "many.duckdb"
        alone = scanned(records, Path(folder) / "one.duckdb", 1)
        many = scanned(records, store, workers)
        print(f"{many['n']} procedures, {many['out']} passed over, {cores()} cores")
        print(said("scan, 1 worker", alone))
        print(said(f"scan, {workers} workers", many))
        print(f"ratio of 1 worker to {workers}: {alone['s'] / many['s']:.2f}")
        again = scanned(records, store, workers)
        print(f"{'again, nothing to reckon':26} {again['s']:7.1f} s")
        if "--large" in sys.argv:
            large = Path(folder) / "large.jsonl"
            repeated(records, LARGE, large)
            more = scanned(large, Path(folder) / "large.duckdb", workers)
            print(said(f"{more['n']} by repetition", more))
            print(f"time of one record, large to small: {(more['s'] / more['n']) / (many['s'] / many['n']):.2f}")
        start = time.perf_counter()
        with Store(store, read_only=True) as opened:
            report = summary(opened)
        page = catalogue_page(report, "vi")
        took = time.perf_counter() - start
        print(f"{'report':26} {took:7.1f} s  a page of {len(page.encode()) / 1e6:.1f} MB")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measured(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    else:
        main()
