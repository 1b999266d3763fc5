"""Precision and recall of the types of documents, by type, on rows labelled by hand; seen and held-out apart.

The labels (``tests/files_portal/labels.jsonl``) are facts about rows of real records, which stand beside the project;
without those records the benchmark says so. The patterns were written with records of one half in view; the rows of
the other half were labelled and never looked at again. A row may carry several types; each counts.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

from procsimplify.files.portal import types_of
from procsimplify.files.portal.procedure import page_of

HERE = Path(__file__).resolve().parent
RECORDS = HERE.parents[1] / "shared" / "data" / "portal" / "procedures.jsonl.gz"
LABELS = HERE.parent / "tests" / "files_portal" / "labels.jsonl"
OPEN = frozenset({"other-evidence", "remark"})
"""Kinds that say that no other fits."""


def main() -> int:
    """Print the figures."""
    if not RECORDS.exists():
        print(f"no records at {RECORDS}: nothing is measured")
        return 0
    labels = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    wanted = {one["code"] for one in labels}
    rows = {}
    with gzip.open(RECORDS, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["ma_thu_tuc"] in wanted:
                page = page_of(record)
                rows[page.code] = [row for group in page.groups for row in group.rows]
    for half in ("seen", "held-out"):
        right: Counter[str] = Counter()
        said: Counter[str] = Counter()
        meant: Counter[str] = Counter()
        exact = number = first = 0
        for one in labels:
            if one["half"] != half:
                continue
            row = rows[one["code"]][one["row"]]
            got = [kind.type for kind in types_of(row.name.text, counted=bool(row.originals or row.copies))]
            right.update(set(got) & set(one["labels"]))
            said.update(set(got))
            meant.update(set(one["labels"]))
            number += 1
            exact += set(got) == set(one["labels"])
            first += got[0] in one["labels"]
        print(f"{half}: {number} rows; all types right in {exact}, the first named right in {first}")
        print(f"  all types: {_figures(right.total(), said.total(), meant.total())}")
        named = [sum(count for kind, count in part.items() if kind not in OPEN) for part in (right, said, meant)]
        print(f"  without {', '.join(sorted(OPEN))}: {_figures(*named)}")
        for kind in sorted(said | meant, key=lambda kind: (-meant[kind], kind)):
            print(f"    {kind:24} {_figures(right[kind], said[kind], meant[kind])}")
    return 0


def _figures(right: int, said: int, meant: int) -> str:
    precision = f"{right / said:.3f}" if said else "  –  "
    recall = f"{right / meant:.3f}" if meant else "  –  "
    return f"precision {precision}  recall {recall}  ({right} of {said} said, {meant} meant)"


if __name__ == "__main__":
    sys.exit(main())
