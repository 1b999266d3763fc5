"""Where the procedures of a scan come from: folders of procedure files, and records of the portal, one at a time."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Literal

from procsimplify.base.errors import InputError, ProcsimplifyError
from procsimplify.base.findings import Finding, Place, error

__all__ = ["Input", "inputs"]

_YAML = (".yaml", ".yml")


@dataclass(frozen=True)
class Input:
    """One procedure as it was found, not yet read.

    Parameters
    ----------
    kind : str
        ``yaml`` (``data`` are the bytes of a file) or ``record`` (``data`` is what JSON gave).
    file : str
        Named from the source on, so that a scan of the same files elsewhere gives the same rows.
    sha256 : str
        Of the bytes, or of the record as JSON with sorted keys.
    """

    kind: Literal["yaml", "record"]
    data: bytes | Mapping[str, object]
    file: str
    line: int | None
    sha256: str


def inputs(sources: Iterable[str | os.PathLike[str]]) -> Iterator[Input | Finding]:
    """List what sources hold, one after the other, files in the order of their names.

    Parameters
    ----------
    sources : iterable of str or path
        Each a procedure file, a file of records (JSON, or one record a line; packed with gzip or not), or a folder of
        either with all folders below it.

    Yields
    ------
    Input or Finding
        A finding says why a file or a record is passed over.

    Raises
    ------
    InputError
        Where there is no such file or folder.
    """
    from procsimplify.files.portal.records import ENDINGS, files_below

    for source in sources:
        root = Path(source)
        try:
            if not root.exists():
                raise ValueError
        except (OSError, ValueError):
            shown = os.fspath(source)
            raise InputError(error("base.file-missing", Place(shown), file=shown)) from None
        if not root.is_dir():
            yield from _inputs(root, root.name)
            continue
        files, closed = files_below(root, (*_YAML, *ENDINGS))
        for path in files:
            yield from _inputs(path, path.relative_to(root.parent).as_posix())
        yield from (_named(one, Path(str(one.place.file)).relative_to(root.parent).as_posix()) for one in closed)


def _inputs(path: Path, name: str) -> Iterator[Input | Finding]:
    return _yaml(path, name) if path.suffix.lower() in _YAML else _records(path, name)


def _yaml(path: Path, name: str) -> Iterator[Input | Finding]:
    from procsimplify.base.reading import read_bytes
    from procsimplify.base.yaml import MAX_BYTES

    try:
        data = read_bytes(path, MAX_BYTES)
    except ProcsimplifyError as failure:
        yield _named(failure.findings[0], name)
        return
    yield Input("yaml", data, name, None, hashlib.sha256(data).hexdigest())


def _records(path: Path, name: str) -> Iterator[Input | Finding]:
    from procsimplify.files.portal import read_records

    if not path.exists():  # a link that leads nowhere
        yield error("base.file-missing", Place(name), file=name)
        return
    for record in read_records(path):
        if isinstance(record, Finding):
            yield _named(record, name)
            continue
        try:
            digest = hashlib.sha256(_text(record.data).encode("utf-8", "surrogatepass")).hexdigest()
        except (RecursionError, TypeError, ValueError) as failure:
            reason = str(failure)[:200] or type(failure).__name__
            yield error("files.portal-bad-line", Place(name, record.line), reason=reason)
            continue
        yield Input("record", record.data, name, record.line, digest)


def _text(data: Mapping[str, object]) -> str:
    """Give one text for one record; records hold numbers with a point, which canonical JSON has not."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _named(found: Finding, name: str) -> Finding:
    """Give a finding the name that its file has in the store."""
    from dataclasses import replace

    args = {key: PurePath(name).as_posix() if key == "file" else value for key, value in found.args.items()}
    return replace(found, place=replace(found.place, file=name), args=args)
