"""Records of the portal out of files: one record, a list, one a line, packed or not, or a folder of such files.

Sizes are bounded and nothing is held but the record at hand, lists of one file apart. What cannot be read becomes a
finding with its file and line, and never stops the rest.
"""

from __future__ import annotations

import errno
import gzip
import io
import json
import os
import re
import stat
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from procsimplify.base.errors import InputError
from procsimplify.base.findings import Finding, Place, error

__all__ = ["ENDINGS", "MOST_FILE", "MOST_LINE", "OWN_FAULTS", "Record", "files_below", "read_records", "unreadable"]

MOST_LINE = 8_000_000
"""Bytes of one record; the longest page seen has under 200,000."""
MOST_FILE = 100_000_000
"""Bytes of a file that is read whole: one record, or a list of them."""
MOST_STREAM = 4_000_000_000
"""Bytes of a file that is read line by line, unpacked."""
MOST_SWELL = 400
"""Bytes that one byte of a packed file may give: records give 5 to 30, a file made to fill a disk 1,000."""
_SWELLS = 20_000_000
"""Unpacked bytes from which on that is looked at."""
_MOST_BLANK = 1_000_000
"""Empty lines of a file."""

ENDINGS = (".json", ".jsonl", ".ndjson", ".json.gz", ".jsonl.gz", ".ndjson.gz")
OWN_FAULTS = (
    ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, RecursionError, TypeError, ValueError,
)  # fmt: skip
"""What a fault of the reader itself raises."""
_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"
_BLANK = re.compile(r"[\s,]*")


@dataclass(frozen=True, slots=True)
class Record:
    """Hold one record and where it stands.

    Attributes
    ----------
    data : mapping
        As JSON gives it.
    file : str
    line : int or None
        Where it begins, counted from 1; None for a file that is one record over several lines.
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
        or a folder, whose files and those of all folders below it are read in the order of their paths.

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
        there, folder = place.exists(), place.is_dir()
    except OSError as failure:
        yield unreadable(place, failure)
        return
    except ValueError:
        there, folder = False, False
    if not there:
        raise InputError(error("base.file-missing", Place(os.fspath(path)), file=os.fspath(path)))
    files, closed = files_below(place, ENDINGS) if folder else ([place], [])
    for file in files:
        yield from _file(file)
    yield from closed


def files_below(root: Path, endings: tuple[str, ...]) -> tuple[list[Path], list[Finding]]:
    """List the files of a folder and of those below it, by their paths, and the folders that may not be looked into.

    What an import wrote beside a procedure (``CODE.import.json``) is no record.
    """
    closed: list[Finding] = []
    found: list[Path] = []
    # A link to a folder is not followed: it may lead back.
    for folder, _, names in os.walk(
        root, onerror=lambda failure: closed.append(unreadable(Path(failure.filename or root), failure))
    ):
        for name in names:
            low = name.lower()
            if low.endswith(endings) and not low.endswith(".import.json"):
                found.append(Path(folder, name))
    closed.sort(key=lambda one: str(one.place.file))
    return sorted(found, key=lambda path: path.as_posix()), closed


def unreadable(path: Path, failure: OSError) -> Finding:
    """Say that a file or folder cannot be read, and why."""
    reason = (failure.strerror or str(failure))[:200]
    return error("base.file-unreadable", Place(str(path)), file=str(path), reason=reason)


def _file(path: Path) -> Iterator[Record | Finding]:
    name = str(path)
    empty = True
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            yield error("base.file-unreadable", Place(name), file=name, reason=os.strerror(errno.ENOTSUP))
            return
        with path.open("rb") as raw:
            packed = raw.read(2) == _GZIP
            raw.seek(0)
            size = path.stat().st_size
            stream: IO[bytes] = cast("IO[bytes]", gzip.GzipFile(fileobj=raw)) if packed else raw
            buffered = io.BufferedReader(cast("io.RawIOBase", stream)) if packed else stream
            most = max(_SWELLS, MOST_SWELL * size) if packed else MOST_STREAM
            for item in _stream(buffered, name, min(most, MOST_STREAM)):
                empty = False
                yield item
    except (EOFError, zlib.error, gzip.BadGzipFile) as failure:
        yield error("files.portal-bad-file", Place(name), reason=str(failure)[:200])
    except OSError as failure:
        yield unreadable(path, failure)
    else:
        if empty:
            yield error("files.portal-empty-file", Place(name))


def _stream(stream: IO[bytes], name: str, most: int) -> Iterator[Record | Finding]:
    number, read, blank = 0, 0, 0
    while True:
        line = stream.readline(MOST_LINE + 1)
        if not line:
            return
        number += 1
        read += len(line)
        if number == 1:
            line = line.removeprefix(_BOM)
        whole = len(line) <= MOST_LINE
        while line and not whole and not line.endswith(b"\n") and read <= most:
            line = stream.readline(MOST_LINE)
            read += len(line)
        if read > most or not whole:
            yield error("files.portal-too-large", Place(name, number), most=most if read > most else MOST_LINE)
            if read > most:
                return
            continue
        if not line.strip():
            blank += 1
            if blank > _MOST_BLANK:
                yield error("files.portal-too-large", Place(name, number), most=read)
                return
            continue
        try:
            value = _parsed(line)
        except ValueError as failure:
            if number == 1 and line.lstrip()[:1] in (b"{", b"["):
                # A file of one value over several lines.
                yield from _whole(line + stream.read(min(MOST_FILE, most) + 1), name, min(MOST_FILE, most))
                return
            yield error("files.portal-bad-line", Place(name, number), reason=str(failure)[:200])
            continue
        if isinstance(value, list):
            for one in cast("list[object]", value):
                yield _record(one, name, number)
        else:
            yield _record(value, name, number)


def _whole(data: bytes, name: str, most: int) -> Iterator[Record | Finding]:
    if len(data) > most:
        yield error("files.portal-too-large", Place(name), most=most)
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
        lines_of = _lines(data.decode("utf-8"))
        for one, line in zip(cast("list[object]", value), lines_of, strict=True):
            yield _record(one, name, line)
    else:
        yield _record(value, name, None)


def _lines(text: str) -> Iterator[int]:
    """Give the line on which each value of a list begins."""
    decoder = json.JSONDecoder()
    at, line, counted = text.index("[") + 1, 1, 0
    while True:
        at = _BLANK.match(text, at).end()  # pyright: ignore[reportOptionalMemberAccess]: it matches nothing, too
        if text[at] == "]":
            return
        line, counted = line + text.count("\n", counted, at), at
        yield line
        _, at = decoder.raw_decode(text, at)


def _record(value: object, name: str, line: int | None) -> Record | Finding:
    if isinstance(value, Mapping):
        return Record(cast("Mapping[str, object]", value), name, line)
    return error("files.portal-bad-line", Place(name, line), reason=f"{type(value).__name__} ≠ object")


def _parsed(data: bytes) -> object:
    """Read JSON; whatever is wrong with it is a ValueError."""
    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=_without_twins, parse_constant=_no_number)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if b"\\ud" in data or b"\\uD" in data:
        # Half of a pair is no letter, and nothing that holds one can be written.
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    return value


def _without_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {twice[:60]!r} stands twice")
    return found


def _no_number(name: str) -> object:
    raise ValueError(f"{name} is no value of JSON")
