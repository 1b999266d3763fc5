"""How many open findings each rule has on the records beside the project, as a table for the page on the rules.

``python benchmarks/count_rule_matches.py [STORE]``: with a store of `catalogue scan` that store is counted, without one
the records of the portal are scanned first.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from procsimplify.catalogue import Store, scan
from procsimplify.rules.packs import load_packs

RECORDS = Path(__file__).resolve().parents[2] / "shared" / "data" / "portal" / "procedures.jsonl.gz"
COUNT = """
    SELECT rule, class, count(*), count(DISTINCT code) FROM proposals WHERE standing = 'open' GROUP BY ALL
"""


def main() -> int:
    """Print the table."""
    if len(sys.argv) > 1:
        counted(sys.argv[1])
    elif RECORDS.exists():
        with tempfile.TemporaryDirectory() as folder:
            scan(RECORDS, store=f"{folder}/all.duckdb")
            counted(f"{folder}/all.duckdb")
    else:
        print(f"no records at {RECORDS}: nothing is counted")
    return 0


def counted(store: str) -> None:
    """Print the rules in the order of the list of the field, each with its class, findings and procedures."""
    with Store(store, read_only=True) as opened:
        found = {rule: (kind, findings, codes) for rule, kind, findings, codes in opened.rows(COUNT)}
    print("| in the list | rule | class | findings | procedures |\n|---|---|---|---:|---:|")
    for rule in sorted(load_packs(()).rules, key=lambda one: (one.ref or "–", one.id)):
        kind, findings, codes = found.get(rule.id, (rule.class_, 0, 0))
        print(f"| {rule.ref or '–'} | `{rule.id}` | {kind} | {findings} | {codes} |")


if __name__ == "__main__":
    sys.exit(main())
