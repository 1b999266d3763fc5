"""Records of the portal out of files: one record, a list, one a line, packed or not, or a folder of such files.

Sizes are bounded and nothing is held but the record at hand, lists of one file apart. What cannot be read becomes a
finding with its file and line, and never stops the rest.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from procsimplify.base.errors import InputError
from procsimplify.base.findings import Finding, Place, error

__all__ = ["ENDINGS", "MOST_FILE", "MOST_LINE", "Record", "read_records"]

MOST_LINE = 8_000_000
"""Bytes of one record; the longest page seen has under 200,000."""
MOST_FILE = 100_000_000
"""Bytes of a file that is read whole: one record, or a list of them."""
MOST_STREAM = 4_000_000_000
"""Bytes of a file that is read line by line, unpacked."""

ENDINGS = (".json", ".jsonl", ".ndjson", ".json.gz", ".jsonl.gz", ".ndjson.gz")
_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Record:
    """Hold one record and where it stands.

    Attributes
    ----------
    data : mapping
        As JSON gives it.
    file : str
    line : int or None
        Counted from 1; for a list, the place in it.
    """

    data: Mapping[str, object]
    file: str
    line: int | None


def read_records(path: str | os.PathLike[str]) -> Iterator[Record | Finding]:
    """Read records one after the other.

    Parameters
    ----------
    path : str or path
        A file (JSON with one record or a list, or one record a line; packed with gzip or not: told by the content),
        or a folder, whose files are read in the order of their names.

    Yields
    ------
    Record or Finding
        A finding where a line or a file cannot be read; the rest goes on.

    Raises
    ------
    InputError
        Where there is no such file or folder.
    """
    place = Path(path)
    try:
        if place.is_dir():
            for file in sorted(place.iterdir(), key=lambda one: one.name):
                if file.name.lower().endswith(ENDINGS) and file.is_file():
                    yield from _file(file)
            return
        there = place.exists()
    except (OSError, ValueError):
        there = False
    if not there:
        raise InputError(error("base.file-missing", Place(os.fspath(path)), file=os.fspath(path)))
    yield from _file(place)


def _file(path: Path) -> Iterator[Record | Finding]:
    name = str(path)
    try:
        with path.open("rb") as raw:
            packed = raw.read(2) == _GZIP
            raw.seek(0)
            stream: IO[bytes] = cast("IO[bytes]", gzip.GzipFile(fileobj=raw)) if packed else raw
            yield from _stream(io.BufferedReader(cast("io.RawIOBase", stream)) if packed else stream, name)
    except (EOFError, zlib.error, gzip.BadGzipFile) as failure:
        yield error("files.portal-bad-file", Place(name), reason=str(failure)[:200])
    except OSError as failure:
        yield error("base.file-unreadable", Place(name), file=name, reason=(failure.strerror or str(failure))[:200])


def _stream(stream: IO[bytes], name: str) -> Iterator[Record | Finding]:
    number, read = 0, 0
    while True:
        line = stream.readline(MOST_LINE + 1)
        if not line:
            return
        number += 1
        read += len(line)
        if number == 1:
            line = line.removeprefix(_BOM)
        if len(line) > MOST_LINE:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MOST_LINE)
                read += len(line)
            yield error("files.portal-too-large", Place(name, number), most=MOST_LINE)
            continue
        if read > MOST_STREAM:
            yield error("files.portal-too-large", Place(name, number), most=MOST_STREAM)
            return
        if not line.strip():
            continue
        try:
            value = _parsed(line)
        except ValueError as failure:
            if number == 1 and line.lstrip()[:1] in (b"{", b"["):
                # A file of one value over several lines.
                yield from _whole(line + stream.read(MOST_FILE + 1), name)
                return
            yield error("files.portal-bad-line", Place(name, number), reason=str(failure)[:200])
            continue
        if isinstance(value, list):
            yield from _listed(cast("list[object]", value), name)
        else:
            yield _record(value, name, number)


def _whole(data: bytes, name: str) -> Iterator[Record | Finding]:
    if len(data) > MOST_FILE:
        yield error("files.portal-too-large", Place(name), most=MOST_FILE)
        return
    try:
        value = _parsed(data)
    except ValueError as failure:
        # Perhaps records a line after all, the first of them broken.
        lines = data.split(b"\n")
        if sum(line.lstrip()[:1] == b"{" for line in lines) < 2:
            yield error("files.portal-bad-file", Place(name), reason=str(failure)[:200])
            return
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    yield _record(_parsed(line), name, number)
                except ValueError as broken:
                    yield error("files.portal-bad-line", Place(name, number), reason=str(broken)[:200])
        return
    if isinstance(value, list):
        yield from _listed(cast("list[object]", value), name)
    else:
        yield _record(value, name, None)


def _listed(values: list[object], name: str) -> Iterator[Record | Finding]:
    for number, value in enumerate(values, start=1):
        yield _record(value, name, number)


def _record(value: object, name: str, line: int | None) -> Record | Finding:
    if isinstance(value, Mapping):
        return Record(cast("Mapping[str, object]", value), name, line)
    return error("files.portal-bad-line", Place(name, line), reason=f"{type(value).__name__} ≠ object")


def _parsed(data: bytes) -> object:
    """Read JSON; whatever is wrong with it is a ValueError."""
    try:
        return json.loads(data.decode("utf-8"))
    except RecursionError:
        raise ValueError("nested too deeply") from None
