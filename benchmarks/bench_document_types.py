"""Precision and recall of the types of documents, by type, on rows labelled by hand; samples apart.

The labels are facts about rows of real records, which stand beside the project; without those records the benchmark
says so. ``labels.jsonl`` was in view when the patterns were written, and ``labels_held_out.jsonl`` when they were
revised. The rows of ``labels_unseen.jsonl`` are of records that a hash of the code set apart; each draw was labelled
before the tool was asked. What the tool had right when it was first asked stands in
``docs/explanation/reading-the-portal.md``; the faults of every draw were mended afterwards, so that what is printed for
them here is no longer a figure for unseen rows. A row may carry several types; each counts.

``labels_independent.jsonl`` holds labels by others than the writer of the patterns, who saw the vocabulary and the
rows and nothing of the tool; ``also`` names further types that they hold as right for a paper of the row. Draws 6 to 9
are of records that no earlier sample has: they were labelled before the tool was asked, draws 6 and 7 a second time by
somebody else, whose labels measure how far two agree. The rows without a draw were read beside the tool's answers.

``labels_other_ministries.jsonl`` holds rows of our own making in the manner of ministries that the records lack, with
the types that are acceptable for each; they need no records.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from procsimplify.files.portal import types_of
from procsimplify.files.portal.procedure import page_of

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[1] / "shared" / "data"
RECORDS = tuple(DATA / name / "procedures.jsonl.gz" for name in ("portal", "defence"))
LABELS = HERE.parent / "tests" / "files_portal"
SAMPLES = (("seen", "labels.jsonl"), ("seen later", "labels_held_out.jsonl"))
UNSEEN = "labels_unseen.jsonl"
INDEPENDENT = "labels_independent.jsonl"
OTHER = "labels_other_ministries.jsonl"
OPEN = frozenset({"other-evidence", "remark"})
"""Kinds that say that no other fits."""


def main() -> int:
    """Print the figures."""
    _other_ministries()
    for path in RECORDS:
        if not path.exists():
            print(f"no records at {path}: nothing is measured")
            return 0
    samples = {
        sample: [json.loads(line) for line in (LABELS / name).read_text(encoding="utf-8").splitlines()]
        for sample, name in SAMPLES
    }
    for line in (LABELS / UNSEEN).read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        samples.setdefault(f"set apart, draw {label['draw']}", []).append(label)
    for line in (LABELS / INDEPENDENT).read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        name = f"independent, set apart, draw {label['draw']}" if "draw" in label else "independent, read along"
        samples.setdefault(name, []).append(label)
    wanted = {one["code"] for labels in samples.values() for one in labels}
    rows = {}
    for path in RECORDS:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                page = page_of(json.loads(line))
                if page.code in wanted:
                    rows[page.code] = [row for group in page.groups for row in group.rows]
    for sample, labels in samples.items():
        _measured(sample, labels, rows)
    return 0


def _other_ministries() -> None:
    """Print how many of the types that are said of made-up rows are acceptable, and how many rows have one."""
    rows = [json.loads(line) for line in (LABELS / OTHER).read_text(encoding="utf-8").splitlines()]
    for draw in sorted({one["draw"] for one in rows}):
        drawn = [one for one in rows if one["draw"] == draw]
        got = [{kind.type for kind in types_of(one["row"])} for one in drawn]
        fits = [len(kinds & set(one["labels"])) for kinds, one in zip(got, drawn, strict=True)]
        said = sum(map(len, got))
        share = sum(map(bool, fits)) / len(drawn)
        print(f"other ministries, made up, {draw}: {len(drawn)} rows")
        print(f"  acceptable: {sum(fits) / said:.3f} of the types said; one or more in {share:.3f} of the rows")


def _measured(sample: str, labels: list[dict[str, Any]], rows: dict[str, list[Any]]) -> None:
    """Print the figures of one sample; a type that is as right as a label counts for it."""
    right: Counter[str] = Counter()
    said: Counter[str] = Counter()
    met: Counter[str] = Counter()
    meant: Counter[str] = Counter()
    exact = strict = agreed = seconds = 0
    for one in labels:
        row = rows[one["code"]][one["row"]]
        got = {kind.type for kind in types_of(row.name.text, counted=bool(row.originals or row.copies))}
        wanted, also = set(one["labels"]), set(one.get("also", ()))
        instead = sorted((got - wanted) & also)
        right.update(got & (wanted | also))
        said.update(got)
        meant.update(wanted)
        met.update(wanted & got)
        met.update(sorted(wanted - got)[: len(instead)])
        strict += len(got & wanted)
        exact += got <= wanted | also and len(wanted - got) <= len(instead)
        agreed += len(set(one.get("second", ())) & (wanted | also))
        seconds += len(one.get("second", ()))
    print(f"{sample}: {len(labels)} rows; all types right in {exact}")
    print(f"  all types: {_figures(right.total(), said.total(), met.total(), meant.total())}")
    print(f"  to the letter: precision {strict / said.total():.3f}  recall {strict / meant.total():.3f}")
    if seconds:
        print(f"  the second labeller beside the first: {agreed / seconds:.3f} of {seconds} labels")
    named = [sum(count for kind, count in part.items() if kind not in OPEN) for part in (right, said, met, meant)]
    print(f"  without {', '.join(sorted(OPEN))}: {_figures(*named)}")
    for kind in sorted(said | meant, key=lambda kind: (-meant[kind], kind)):
        print(f"    {kind:24} {_figures(right[kind], said[kind], met[kind], meant[kind])}")


def _figures(right: int, said: int, met: int, meant: int) -> str:
    precision = f"{right / said:.3f}" if said else "  –  "
    recall = f"{met / meant:.3f}" if meant else "  –  "
    return f"precision {precision}  recall {recall}  ({right} of {said} said, {met} of {meant} meant)"


if __name__ == "__main__":
    sys.exit(main())
