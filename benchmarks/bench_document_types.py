"""Precision and recall of the types of documents, by type, on rows labelled by hand; samples apart.

The labels are facts about rows of real records, which stand beside the project; without those records the benchmark
says so. ``labels.jsonl`` was in view when the patterns were written, and ``labels_held_out.jsonl`` when they were
revised. The rows of ``labels_unseen.jsonl`` are of records that a hash of the code set apart; each draw was labelled
before the tool was asked. What the tool had right when it was first asked stands in
``docs/explanation/reading-the-portal.md``; the faults of every draw were mended afterwards, so that what is printed for
them here is no longer a figure for unseen rows. A row may carry several types; each counts.

``labels_independent.jsonl`` holds labels by others than the writer of the patterns, who saw the vocabulary and the
rows and nothing of the tool; ``also`` names further types that they hold as right for a paper of the row. Draws 6 to 9
are of records that no earlier sample has: they were labelled before the tool was asked, draws 6, 7 and 10 a second
time by somebody else, whose labels measure how far two agree. The rows without a draw were read beside the tool's
answers. Rows of all draws but 10 serve to fit the weights of ``document_doubts.json``
(``fit_document_doubts.py``, which prints what the weights are worth on rows that they were not fitted to): **only the
figures of draw 10 are those of rows that neither patterns nor weights have seen**. What is not sure is not said and
counts as missed, never as wrong.

``labels_other_ministries.jsonl`` holds rows of our own making in the manner of ministries that the records lack, with
the types that are acceptable for each; they need no records.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from procsimplify.files.portal import TypeMatch, named_types, types_of
from procsimplify.files.portal.procedure import page_of
from procsimplify.files.portal.words import same_spelling

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[1] / "shared" / "data"
RECORDS = tuple(DATA / name / "procedures.jsonl.gz" for name in ("portal", "defence"))
LABELS = HERE.parent / "tests" / "files_portal"
SAMPLES = {
    "labels.jsonl": "seen",
    "labels_held_out.jsonl": "seen later",
    "labels_unseen.jsonl": "set apart",
    "labels_independent.jsonl": "independent",
}
HELD_BACK = "independent, draw 10"
OTHER = "labels_other_ministries.jsonl"
OPEN = frozenset({"other-evidence", "remark"})
"""Kinds that say that no other fits."""


@dataclass(frozen=True)
class Labelled:
    """A row, its labels, and what its words name."""

    sample: str
    code: str
    ministry: str
    name: str
    counted: bool
    land: bool
    wanted: frozenset[str]
    also: frozenset[str]
    second: tuple[str, ...]
    named: tuple[TypeMatch, ...]

    @property
    def right(self) -> frozenset[str]:
        """Every type that counts as right."""
        return self.wanted | self.also

    def said(self) -> set[str]:
        """What the reader says of the row."""
        return {one.type for one in types_of(self.name, counted=self.counted, land=self.land)} - {"unclear"}


@dataclass(frozen=True)
class Figures:
    """How many types were right of those said, and met of those meant."""

    right: int
    said: int
    met: int
    meant: int

    @property
    def precision(self) -> float:
        """The share of the types said that are right, 0 to 1."""
        return self.right / self.said if self.said else float("nan")

    @property
    def recall(self) -> float:
        """The share of the types meant that were said, 0 to 1."""
        return self.met / self.meant if self.meant else float("nan")

    def __str__(self) -> str:
        precision = f"{self.precision:.3f}" if self.said else "  –  "
        recall = f"{self.recall:.3f}" if self.meant else "  –  "
        counts = f"({self.right} of {self.said} said, {self.met} of {self.meant} meant)"
        return f"precision {precision}  recall {recall}  {counts}"


def labelled_rows() -> list[Labelled]:
    """Read the labels beside the rows of the real records; none, and a word on why, where the records are absent."""
    for path in RECORDS:
        if not path.exists():
            print(f"no records at {path}: nothing is measured")
            return []
    pages = {}
    for path in RECORDS:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                page = page_of(json.loads(line))
                pages[page.code] = page
    rows = []
    for file, sample in SAMPLES.items():
        for line in (LABELS / file).read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            page = pages[one["code"]]
            row = [row for group in page.groups for row in group.rows][one["row"]]
            counted, land = bool(row.originals or row.copies), "đất đai" in same_spelling(page.topic)
            rows.append(
                Labelled(
                    sample=f"{sample}, draw {one['draw']}" if "draw" in one else sample,
                    code=one["code"],
                    ministry=one["ministry"],
                    name=row.name.text,
                    counted=counted,
                    land=land,
                    wanted=frozenset(one["labels"]),
                    also=frozenset(one.get("also", ())),
                    second=tuple(one.get("second", ())),
                    named=named_types(row.name.text, counted=counted, land=land),
                )
            )
    return rows


def figures_of(rows: Iterable[Labelled], said: Iterable[set[str]]) -> Figures:
    """Count all types; one that is as right as a label counts for it."""
    return Figures(*(part.total() for part in _by_type(rows, said)))


def main() -> int:
    """Print the figures."""
    _other_ministries()
    samples: dict[str, list[Labelled]] = {}
    for row in labelled_rows():
        samples.setdefault(row.sample, []).append(row)
    for sample, rows in samples.items():
        _measured(sample, rows)
    return 0


def _other_ministries() -> None:
    """Print how many of the types that are said of made-up rows are acceptable, and how many rows have one."""
    rows = [json.loads(line) for line in (LABELS / OTHER).read_text(encoding="utf-8").splitlines()]
    for draw in sorted({one["draw"] for one in rows}):
        drawn = [one for one in rows if one["draw"] == draw]
        got = [{kind.type for kind in types_of(one["row"])} - {"unclear"} for one in drawn]
        fits = [len(kinds & set(one["labels"])) for kinds, one in zip(got, drawn, strict=True)]
        said = sum(map(len, got))
        share = sum(map(bool, fits)) / len(drawn)
        print(f"other ministries, made up, {draw}: {len(drawn)} rows")
        print(f"  acceptable: {sum(fits) / said:.3f} of the types said; one or more in {share:.3f} of the rows")


def _by_type(rows: Iterable[Labelled], said: Iterable[set[str]]) -> tuple[Counter[str], ...]:
    right, told, met, meant = (Counter[str]() for _ in range(4))
    for row, got in zip(rows, said, strict=True):
        instead = sorted((got - row.wanted) & row.also)
        right.update(got & row.right)
        told.update(got)
        meant.update(row.wanted)
        met.update(row.wanted & got)
        met.update(sorted(row.wanted - got)[: len(instead)])
    return right, told, met, meant


def _measured(sample: str, rows: Sequence[Labelled]) -> None:
    """Print the figures of one sample."""
    got = [row.said() for row in rows]
    parts = _by_type(rows, got)
    right, told, met, meant = parts
    strict = sum(len(said & row.wanted) for said, row in zip(got, rows, strict=True))
    exact = sum(
        said <= row.right and len(row.wanted - said) <= len((said - row.wanted) & row.also)
        for said, row in zip(got, rows, strict=True)
    )
    unclear = sum(not said for said in got)
    print(f"{sample}: {len(rows)} rows; all types right in {exact}; unclear {unclear}")
    print(f"  all types: {figures_of(rows, got)}")
    named = figures_of(rows, [{one.type for one in row.named} for row in rows])
    print(f"  without doubts: {named}")
    print(f"  to the letter: precision {strict / told.total():.3f}  recall {strict / meant.total():.3f}")
    seconds = sum(len(row.second) for row in rows)
    if seconds:
        agreed = sum(len(set(row.second) & row.right) for row in rows)
        print(f"  the second labeller beside the first: {agreed / seconds:.3f} of {seconds} labels")
    closed = Figures(*(sum(count for kind, count in part.items() if kind not in OPEN) for part in parts))
    print(f"  without {', '.join(sorted(OPEN))}: {closed}")
    for kind in sorted(told | meant, key=lambda kind: (-meant[kind], kind)):
        print(f"    {kind:24} {Figures(right[kind], told[kind], met[kind], meant[kind])}")


if __name__ == "__main__":
    sys.exit(main())
