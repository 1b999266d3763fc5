"""A scan: every procedure of a catalogue through the rules and into the store, on one worker or on many.

Inputs are read one after the other and go out in small batches; results are written in the order of the inputs, a
batch whole or not at all. So a scan that is stopped leaves a store that can be read, the next goes on where it was,
and neither the number of workers nor their speed shows in the result.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from procsimplify.base.canonical import canonical_json
from procsimplify.base.cores import cores
from procsimplify.base.errors import InputError, ProcsimplifyError, UsageError
from procsimplify.base.findings import Finding, Place, error
from procsimplify.catalogue.between import BETWEEN, between_pages
from procsimplify.catalogue.examining import Examined, Settings, examine_all, packs_of
from procsimplify.catalogue.sources import Input, inputs
from procsimplify.catalogue.store import Store
from procsimplify.catalogue.twin_findings import outlines_of, twin_rows, twin_rules
from procsimplify.catalogue.volumes import GivenVolume
from procsimplify.catalogue.working import pool_of

__all__ = ["ScanResult", "scan"]

Progress = Callable[[int], None]
Source = str | os.PathLike[str]
_BATCH = 16
_MANY = 64
"""Batches on their way at most where somebody else's executor runs them, and nobody says how many it runs at a time."""
_COMMIT = 10
"""Batches that are written at once: little is lost when a scan is stopped, and little time when it is not."""


@dataclass(frozen=True)
class ScanResult:
    """What a scan came to.

    Parameters
    ----------
    store : str
        The file.
    procedures : int
        In the store now; ``kept`` of them were there already, from the same input and the same rules.
    removed : int
        Procedures of an earlier scan that the sources no longer hold.
    passed_over : tuple of Finding
        Why inputs are not among them, or which field of one that is could not be believed, each with its file and
        line.
    volumes_unused : tuple of str
        Codes of the volumes that no procedure has.
    """

    store: str
    procedures: int
    kept: int
    removed: int
    passed_over: tuple[Finding, ...]
    volumes_unused: tuple[str, ...] = ()
    stamp: Mapping[str, Any] = field(default_factory=dict[str, Any])

    def to_json(self) -> dict[str, Any]:
        """Give the result as plain data."""
        return {
            "contract": 1,
            "stamp": dict(self.stamp),
            "store": self.store,
            "procedures": self.procedures,
            "kept": self.kept,
            "removed": self.removed,
            "passed_over": [found.to_json() for found in self.passed_over],
            "volumes_unused": list(self.volumes_unused),
        }


@dataclass(slots=True)
class _Entry:
    """An input on its way: its result, or the code that the store already has it under."""

    place: Place
    sha256: str
    known: str | None = None
    done: Examined | None = None


_Batch = tuple[list[_Entry | Finding], list[Input]]


def scan(
    source: Source | Iterable[Source],
    *,
    store: Source,
    workers: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    volumes: Mapping[str, GivenVolume] | None = None,
    rules: Iterable[str] = (),
    method: str = "vn",
    as_of: date | None = None,
    standard_times: bool = True,
) -> ScanResult:
    """Scan a catalogue into a store.

    Parameters
    ----------
    source : str, path or iterable of them
        See `procsimplify.catalogue.sources.inputs`.
    store : str or path
        The DuckDB file; made where it is missing. What it holds of other sources is removed at the end: a store is
        what its last scan found. What it holds of the same inputs, by their hash, under the same rules and figures is
        not reckoned again.
    workers : int, optional
        Processes; 1 works in this one. By default as many as this process may use cores, and none but this one for
        what fits into one batch. Not used where an executor is given. A script that calls this needs the usual
        ``if __name__ == "__main__":`` where the system starts processes anew instead of forking them.
    executor : concurrent.futures.Executor, optional
        Whoever runs the work, such as ``dask.distributed.Client(…).get_executor()``. It is not shut down.
    progress : callable, optional
        Told after each input how many are done.
    volumes : mapping, optional
        From `procsimplify.catalogue.read_volumes`.
    rules : iterable of str
        Folders of further rules.
    method, as_of
        As for `procsimplify.costing.cost`.
    standard_times : bool
        Whether pages that give no times are priced by published standard times, which are marked.

    Returns
    -------
    ScanResult

    Raises
    ------
    InputError
        Where there is no such source, or nothing in it.
    UsageError
        Where DuckDB is missing or the store cannot be written.
    """
    sources = [source] if isinstance(source, str | os.PathLike) else list(source)
    settings = Settings(tuple(rules), method, as_of, standard_times, dict(volumes or {}))
    with ExitStack() as stack:
        kept = stack.enter_context(Store(store))
        return _Scan(sources, kept, settings, executor, workers or cores(), stack).run(progress)


class _Scan:
    def __init__(
        self,
        sources: Sequence[Source],
        store: Store,
        settings: Settings,
        pool: Executor | None,
        workers: int,
        stack: ExitStack,
    ) -> None:
        self._sources, self._store, self._settings, self._pool = sources, store, settings, pool
        self._workers, self._stack = workers, stack
        self._window = _MANY if pool is not None else 2 * workers if workers > 1 else 1
        self._stamp = settings.stamp()
        self._codes: dict[str, str] = {}
        self._passed: list[Finding] = []
        self._fresh: list[Examined] = []
        self._kept = 0

    def run(self, progress: Progress | None) -> ScanResult:
        store = self._store
        same = store.meta().get("stamp") == self._stamp
        if not same:
            self._begin_anew()
        known: dict[str, str] = dict(store.rows("SELECT input, code FROM inputs"))
        place = 0
        for place, entry in enumerate(self._entries(known), start=1):
            self._take(entry)
            if len(self._fresh) >= _BATCH * _COMMIT:
                self._write()
            if progress is not None:
                progress(place)
        if not place:
            shown = ", ".join(os.fspath(one) for one in self._sources)
            raise InputError(error("catalogue.nothing", Place(shown), source=shown[:200]))
        self._write()
        removed = self._finish()
        unused = sorted(set(self._settings.volumes or {}) - set(self._codes))
        return ScanResult(
            store.path, len(self._written()), self._kept, removed, tuple(self._passed), tuple(unused), self._said()
        )

    def _begin_anew(self) -> None:
        """Forget what was reckoned with other rules or figures: one store never mixes two."""
        store = self._store
        store.begin()
        store.remove(code for (code,) in store.rows("SELECT code FROM inputs"))
        store.clear("passed_over")
        store.set_meta({"stamp": self._stamp, "complete": "no", "said": canonical_json(self._said())})
        store.commit()

    def _said(self) -> dict[str, Any]:
        """Say what was reckoned with, for people and for whoever wants to do it again."""
        from procsimplify._version import __version__

        settings = self._settings
        return {
            "tool": f"procsimplify {__version__}",
            "method": settings.method,
            "as_of": None if settings.as_of is None else settings.as_of.isoformat(),
            "standard_times": settings.standard_times,
            "rules": [dict(pack) for pack in packs_of(settings.rules).stamp()],
            "volumes": len(settings.volumes or {}),
            "scan": self._stamp,
        }

    def _entries(self, known: Mapping[str, str]) -> Iterator[_Entry | Finding]:
        """Give inputs with their results, in the order of the inputs; a few batches are on their way at a time."""
        waiting: deque[tuple[list[_Entry | Finding], Future[list[Examined]] | None]] = deque()
        for batch, is_only in _marked(_batches(inputs(self._sources), known)):
            if self._pool is None and self._workers > 1 and not is_only:
                self._pool = self._stack.enter_context(pool_of(self._workers, self._settings))
            waiting.append(self._sent(*batch))
            if len(waiting) >= self._window:
                yield from self._received(*waiting.popleft())
        while waiting:
            yield from self._received(*waiting.popleft())

    def _sent(
        self, entries: list[_Entry | Finding], work: list[Input]
    ) -> tuple[list[_Entry | Finding], Future[list[Examined]] | None]:
        if not work:
            return entries, None
        if self._pool is None:
            future: Future[list[Examined]] = Future()
            future.set_result(examine_all(work, self._settings))
            return entries, future
        try:
            return entries, self._pool.submit(examine_all, work, self._settings)
        except RuntimeError as failure:  # it was shut down, or its workers are gone
            raise _broken(failure) from None

    def _received(
        self, entries: list[_Entry | Finding], future: Future[list[Examined]] | None
    ) -> Iterator[_Entry | Finding]:
        try:
            done = iter(() if future is None else future.result())
        except Exception as failure:
            # No input is at fault, `examine` answers for those: the executor lost a worker or could not send the work.
            raise _broken(failure) from None
        for entry in entries:
            if isinstance(entry, _Entry) and entry.known is None:
                entry.done = next(done)
            yield entry

    def _take(self, entry: _Entry | Finding) -> None:
        if isinstance(entry, Finding):
            self._passed.append(entry)
            return
        done = entry.done
        code = entry.known if done is None else done.code
        if done is not None and done.reason is not None:
            self._passed.append(done.reason)
            return
        if code is None:
            return
        # Two codes that differ in capitals alone would be one file on many systems.
        first = self._codes.get(code.lower())
        if first is not None:
            self._passed.append(error("catalogue.same-code", entry.place, code=code, where=first))
            return
        self._codes[code.lower()] = str(entry.place)
        if done is None:
            self._kept += 1
        else:
            self._fresh.append(done)

    def _write(self) -> None:
        """Write the results that wait, in one transaction."""
        if not self._fresh:
            return
        store = self._store
        store.begin()
        store.remove(done.code for done in self._fresh if done.code is not None)
        merged: dict[str, list[Any]] = {}
        for done in self._fresh:
            for table, rows in (done.rows or {}).items():
                merged.setdefault(table, []).extend(rows)
        store.insert(merged)
        store.set_meta({"complete": "no"})
        store.commit()
        self._fresh = []

    def _written(self) -> list[str]:
        return [code for (code,) in self._store.rows("SELECT code FROM inputs ORDER BY code")]

    def _finish(self) -> int:
        store = self._store
        gone = [code for code in self._written() if code.lower() not in self._codes]
        store.begin()
        store.remove(gone)
        packs = packs_of(self._settings.rules)
        self._passed += _damaged(store)
        store.replace_findings(twin_rules(packs), twin_rows(outlines_of(store), packs, self._settings.method))
        store.clear("passed_over")
        store.insert(
            {
                "passed_over": [
                    (place, one.place.file, one.place.line, one.code, one.message("vi"), one.message("en"))
                    for place, one in enumerate(self._passed)
                ]
            }
        )
        store.run("DELETE FROM page_findings WHERE place >= ?", [BETWEEN])
        store.insert({"page_findings": list(between_pages(store))})
        store.set_meta({"complete": "yes", "stamp": self._stamp, "said": canonical_json(self._said())})
        store.commit()
        return len(gone)


def _damaged(store: Store) -> list[Finding]:
    """Say which fields were passed over in procedures that are in the store, read now or by an earlier scan."""
    from procsimplify.files.portal.damage import DAMAGE

    rows = store.rows(
        "SELECT found.finding, code || '/' || found.path, inputs.file, inputs.line"
        " FROM page_findings AS found JOIN inputs USING (code)"
        f" WHERE found.finding IN ({', '.join('?' * len(DAMAGE))}) ORDER BY code, found.place",
        list(DAMAGE),
    )
    return [
        error(code, Place(file, line, None, path), field=path.rpartition("/")[2]) for code, path, file, line in rows
    ]


def _marked(batches: Iterator[_Batch]) -> Iterator[tuple[_Batch, bool]]:
    """Mark a batch that is the only one: it is not worth other processes."""
    first = next(batches, None)
    if first is None:
        return
    second = next(batches, None)
    yield first, second is None
    if second is not None:
        yield second, False
        yield from ((batch, False) for batch in batches)


def _batches(found: Iterable[Input | Finding], known: Mapping[str, str]) -> Iterator[_Batch]:
    entries: list[_Entry | Finding] = []
    work: list[Input] = []
    for one in found:
        if isinstance(one, Finding):
            entries.append(one)
        else:
            entry = _Entry(Place(one.file, one.line), one.sha256, known.get(one.sha256))
            entries.append(entry)
            if entry.known is None:
                work.append(one)
        if len(work) >= _BATCH or len(entries) >= 64 * _BATCH:
            yield entries, work
            entries, work = [], []
    if entries:
        yield entries, work


def _broken(failure: Exception) -> ProcsimplifyError:
    reason = " ".join(str(failure).split())[:200] or type(failure).__name__
    return UsageError(error("catalogue.worker-gone", Place(), reason=reason))
