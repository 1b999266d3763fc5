"""Precision and recall of what a row says beside its type, by flag, on rows labelled by hand.

Each row of ``labels_flags.jsonl`` is read alone: what is taken, how it is handed over, whether it is asked for only in
some cases, one of several, replaced by data, or said not to be needed. Labels were written before the tool was asked,
those with a draw by somebody who never saw the patterns; a flag counts once for a row. Of the clauses that the real
records come with (found by keywords, so some are none) it is counted how many are read as such, and in how many of
their records a paper is marked.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from procsimplify.files.portal import to_procedure
from procsimplify.files.portal.demand import DemandMaker
from procsimplify.files.portal.dossier import read_dossier
from procsimplify.files.portal.imported import Log
from procsimplify.files.portal.page import Page, PaperGroup
from procsimplify.files.portal.parties import Parties
from procsimplify.files.portal.procedure import page_of
from procsimplify.files.portal.row_marks import once_only_in, read_marks
from procsimplify.model import Demand, Group, Node

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[1] / "shared" / "data"
RECORDS = tuple(DATA / name / "procedures.jsonl.gz" for name in ("portal", "defence"))
CLAUSES = DATA / "portal" / "once_only_clauses.jsonl.gz"
LABELS = HERE.parent / "tests" / "files_portal" / "labels_flags.jsonl"
FLAGS = ("conditional", "alternative", "once_only", "negated")


def main() -> int:
    """Print the figures."""
    for path in (*RECORDS, CLAUSES):
        if not path.exists():
            print(f"no records at {path}: nothing is measured")
            return 0
    labels = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    with gzip.open(CLAUSES, "rt", encoding="utf-8") as lines:
        clauses = [json.loads(line) for line in lines]
    wanted = {one["code"] for one in labels}
    named = {one["code"] for one in clauses}
    pages: dict[str, Page] = {}
    marked: set[str] = set()
    for record in _records():
        page = page_of(record)
        if page.code in wanted:
            pages[page.code] = page
        if page.code in named and any(demand.once_only for demand in to_procedure(record).procedure.demands()):
            marked.add(page.code)
    _measured("first labels", [one for one in labels if "draw" not in one], pages)
    _measured("independent labels", [one for one in labels if "draw" in one], pages)
    print(
        f"clauses: {_share(sum(once_only_in(one['document']) is not None for one in clauses), len(clauses))} are read"
    )
    print(f"their records: {_share(len(marked), len(named))} have a paper that is marked")
    return 0


def _measured(sample: str, labels: list[dict[str, Any]], pages: dict[str, Page]) -> None:
    right: Counter[str] = Counter()
    said: Counter[str] = Counter()
    meant: Counter[str] = Counter()
    for one in labels:
        got = _flags(pages[one["code"]], one["row"])
        want = {f"accepts {form}" for form in one.get("accepts", ())} | {flag for flag in FLAGS if one.get(flag)}
        if "handover" in one:
            want.add(f"handover {one['handover']}")
        right.update(got & want)
        said.update(got)
        meant.update(want)
    print(f"{sample}: {len(labels)} rows")
    for flag in sorted(said | meant):
        print(f"  {flag:42} precision {_share(right[flag], said[flag])}  recall {_share(right[flag], meant[flag])}")
    print(
        f"  {'all':42} precision {_share(right.total(), said.total())}  recall {_share(right.total(), meant.total())}"
    )


def _records() -> Iterator[dict[str, Any]]:
    for path in RECORDS:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)


def _flags(page: Page, place: int) -> set[str]:
    row = [row for group in page.groups for row in group.rows][place]
    alone = replace(page, groups=(PaperGroup(None, (row,)),), leftovers=())
    log = Log(page.code)
    maker = DemandMaker(log, Parties(page, log), title=page.title, applicants=page.applicants, channels=())
    nodes = list(_all(read_dossier(alone, log, maker).nodes))
    demands = [node for node in nodes if isinstance(node, Demand)]
    marks = read_marks(row.name.text)
    found = {f"accepts {form}" for form in marks.accepts}
    if marks.handover is not None:
        found.add(f"handover {marks.handover}")
    told = {
        "conditional": any(node.if_ is not None for node in nodes),
        "alternative": any(isinstance(node, Group) and node.one_of for node in nodes)
        or any("or-another" in demand.about for demand in demands),
        "once_only": any(demand.once_only for demand in demands),
        "negated": any(demand.negated for demand in demands),
    }
    return found | {flag for flag, is_so in told.items() if is_so}


def _all(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        if isinstance(node, Group):
            yield from _all(node.children)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f} ({part} of {whole})" if whole else "  –  (none)"


if __name__ == "__main__":
    sys.exit(main())
