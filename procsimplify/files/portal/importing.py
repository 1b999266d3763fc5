"""A whole import: records in, one file of a procedure each out, and what came of it."""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

from procsimplify.base.atomic import write_bytes
from procsimplify.base.errors import InputError, UsageError
from procsimplify.base.findings import Finding, Place, error
from procsimplify.base.memo import forget_all
from procsimplify.files.portal.damage import damaged
from procsimplify.files.portal.imported import Imported
from procsimplify.files.portal.procedure import to_procedure
from procsimplify.files.portal.records import OWN_FAULTS, Record, read_records

__all__ = ["Codes", "Summary", "import_portal", "imports"]

_BATCH = 32
"""Records that one worker takes at a time."""


@dataclass(slots=True)
class Summary:
    """What an import came to.

    Attributes
    ----------
    written : list of str
        The codes of the procedures, in the order of the records.
    passed_over : list of Finding
        Why records were not read, or which field of one that was read could not be believed, each with its file and
        line.
    understood, letters : int
        Letters of the pages that were understood, and all of them.
    by_field : dict
        The same by field.
    findings : list of Finding
        What the pages leave open or say against themselves.
    inferred : int
        Facts that were read out of words.
    """

    written: list[str] = field(default_factory=list[str])
    passed_over: list[Finding] = field(default_factory=list[Finding])
    understood: int = 0
    letters: int = 0
    by_field: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    findings: list[Finding] = field(default_factory=list[Finding])
    inferred: int = 0

    def to_json(self) -> dict[str, object]:
        """Return the summary as plain data."""
        counts: dict[str, int] = {}
        for found in self.findings:
            counts[found.code] = counts.get(found.code, 0) + 1
        return {
            "written": self.written,
            "passed-over": [found.to_json() for found in self.passed_over],
            "coverage": {
                "understood": self.understood,
                "total": self.letters,
                "fields": {
                    name: {"understood": part, "total": whole} for name, (part, whole) in sorted(self.by_field.items())
                },
            },
            "inferred": self.inferred,
            "findings": dict(sorted(counts.items())),
        }


def imports(path: str | os.PathLike[str]) -> Iterator[Imported | Finding]:
    """Read every record of a file or folder; of two records with one code the first counts.

    Yields
    ------
    Imported or Finding
        A finding says why a record is passed over.

    Raises
    ------
    InputError
        Where there is no such file or folder.
    """
    codes = Codes()
    for item in _read(read_records(path)):
        yield item if isinstance(item, Finding) else codes.taken(item.procedure.code, item.place) or item


class Codes:
    """Knows which record had a code first."""

    def __init__(self) -> None:
        self._first: dict[str, Place] = {}

    def taken(self, code: str, place: Place) -> Finding | None:
        """Say that an earlier record has this code, else remember it."""
        # Two codes that differ in capitals alone would be one file on many systems.
        first = self._first.setdefault(code.lower(), place)
        return None if first is place else error("files.portal-same-code", place, code=code, where=str(first))


def _read(records: Iterable[Record | Finding]) -> Iterator[Imported | Finding]:
    for record in records:
        if isinstance(record, Finding):
            yield record
            continue
        try:
            yield to_procedure(record.data, file=record.file, line=record.line)
        except InputError as failure:
            yield failure.findings[0]
        except OWN_FAULTS as fault:  # one record, whatever it holds, never stops the rest
            yield error("files.portal-fault", Place(record.file, record.line), kind=type(fault).__name__)


def import_portal(
    path: str | os.PathLike[str],
    folder: str | os.PathLike[str],
    *,
    words: bool = False,
    standard_times: bool = False,
    workers: int = 1,
    tell: Callable[[int], None] | None = None,
) -> Summary:
    """Write one ``CODE.yaml`` for each record of a file or folder.

    Parameters
    ----------
    path : str or path
        What to read; see `read_records`.
    folder : str or path
        Where to write; made where it is missing. Each file is written whole or not at all.
    words : bool
        Write ``CODE.import.json`` beside each: coverage, every inferred fact with its words, findings.
    standard_times : bool
        Give each procedure that says no times those of a published table, marked as such
        (`procsimplify.costing.standard_values.with_standard_times`).
    workers : int
        Processes that read; 1 works in this one. What is written does not depend on it.
    tell : callable, optional
        Called with the number of records read so far.

    Returns
    -------
    Summary

    Raises
    ------
    InputError
        Where there is nothing to read.
    UsageError
        Where a file cannot be written.
    """
    target = Path(folder)
    summary = Summary()
    codes = Codes()
    for number, item in enumerate(_converted(read_records(path), _Wanted(words, standard_times), workers), start=1):
        if tell is not None:
            tell(number)
        if not isinstance(item, Finding):
            item = codes.taken(item.code, item.place) or item
        if isinstance(item, Finding):
            summary.passed_over.append(item)
            continue
        _made(target)
        for name, content in item.files.items():
            write_bytes(target / name, content)
        _count(summary, item)
    if not summary.written and not summary.passed_over:
        raise InputError(error("files.portal-nothing", Place(os.fspath(path))))
    return summary


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is written besides, or into, the procedure."""

    words: bool
    standard_times: bool


@dataclass(frozen=True, slots=True)
class _Converted:
    """A record as the files to write, and what its reading came to."""

    code: str
    place: Place
    files: Mapping[str, bytes]
    coverage: Mapping[str, tuple[int, int]]
    findings: tuple[Finding, ...]
    inferred: int


def _converted(records: Iterator[Record | Finding], wanted: _Wanted, workers: int) -> Iterator[_Converted | Finding]:
    """Convert records in their order, a few batches at a time where several workers share the work."""
    first = list(islice(records, 2 * _BATCH))
    if workers < 2 or len(first) < 2 * _BATCH:
        yield from _convert(chain(first, records), wanted)
        return
    batches = chain((first[:_BATCH], first[_BATCH:]), iter(lambda: list(islice(records, _BATCH)), []))
    with ProcessPoolExecutor(workers, initializer=_settle) as pool:
        waiting: deque[Future[list[_Converted | Finding]]] = deque()
        try:
            for batch in batches:
                waiting.append(pool.submit(_convert_batch, batch, wanted))
                if len(waiting) > 2 * workers:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenExecutor:
            raise UsageError(error("files.portal-worker-gone", Place())) from None


def _settle() -> None:
    """Spare the collector of a worker what lives as long as the worker: a tenth of its time."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _convert_batch(batch: list[Record | Finding], wanted: _Wanted) -> list[_Converted | Finding]:
    done = list(_convert(batch, wanted))
    forget_all()
    return done


def _convert(records: Iterable[Record | Finding], wanted: _Wanted) -> Iterator[_Converted | Finding]:
    import json

    from procsimplify.costing.standard_values import with_standard_times
    from procsimplify.files.yaml import write

    for item in _read(records):
        if isinstance(item, Finding):
            yield item
            continue
        code = item.procedure.code
        procedure = with_standard_times(item.procedure) if wanted.standard_times else item.procedure
        files = {f"{code}.yaml": write(procedure)}
        if wanted.words:
            said = json.dumps(item.to_json(), ensure_ascii=False, indent=1) + "\n"
            files[f"{code}.import.json"] = said.encode("utf-8")
        yield _Converted(code, item.place, files, item.coverage.fields, item.findings, len(item.inferred))


def _made(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as failure:
        reason = failure.strerror or str(failure)
        raise UsageError(error("base.cannot-write", Place(str(folder)), file=str(folder), reason=reason)) from None


def _count(summary: Summary, item: _Converted) -> None:
    summary.written.append(item.code)
    summary.findings.extend(item.findings)
    summary.passed_over.extend(damaged(item.findings))
    summary.inferred += item.inferred
    for name, (part, whole) in item.coverage.items():
        summary.understood += part
        summary.letters += whole
        before = summary.by_field.get(name, (0, 0))
        summary.by_field[name] = (before[0] + part, before[1] + whole)
