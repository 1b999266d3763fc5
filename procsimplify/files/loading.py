"""Find a procedure by what a user names: a file, standard input, or the code of a shipped one."""

from __future__ import annotations

import difflib
import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from procsimplify.base.errors import InputError
from procsimplify.base.findings import Place, error
from procsimplify.base.messages import phrase_text
from procsimplify.base.reading import read_bytes
from procsimplify.base.shipped import folder
from procsimplify.base.text import Text
from procsimplify.base.yaml import MAX_BYTES

if TYPE_CHECKING:
    from procsimplify.files.yaml import Read
    from procsimplify.model import Procedure

__all__ = ["load", "load_with_source", "procedures_behind", "shipped_path", "shipped_procedures"]

STDIN = "-"
_ENDINGS = (".yaml", ".yml")
MOST_BEHIND = 100
"""Procedures that are read for the papers of one."""


def load(target: str | os.PathLike[str], *, stdin: BinaryIO | None = None) -> Procedure:
    """Read a procedure.

    Parameters
    ----------
    target : str or path
        A file, ``-`` for standard input, or the code of a shipped procedure such as ``1.012885``. A file that exists
        goes before a code.
    stdin : binary stream, optional
        What ``-`` reads; by default the standard input.

    Returns
    -------
    Procedure

    Raises
    ------
    InputError
        If there is no such file or code, with the names that look like it, or with every fault of the file.
    """
    return load_with_source(target, stdin=stdin).procedure


def load_with_source(target: str | os.PathLike[str], *, stdin: BinaryIO | None = None) -> Read:
    """Read a procedure together with the file that it came from; see `load`."""
    from procsimplify.files.yaml import read

    name = os.fspath(target)
    if name == STDIN:
        stream = stdin if stdin is not None else sys.stdin.buffer
        return read(stream.read(MAX_BYTES + 1), "<stdin>")
    path = _found(name)
    # A shipped file is named in findings as the user named it: by its code.
    return read(read_bytes(path, MAX_BYTES), name)


def procedures_behind(procedure: Procedure, target: str) -> tuple[Procedure, ...]:
    """Read the procedures that papers are got from: a file ``CODE.yaml`` beside this one, else a shipped procedure.

    Parameters
    ----------
    procedure : Procedure
        Whose papers say ``got-from: {procedure: CODE}``; then those of the procedures that are found, and so on.
    target : str
        The file that it was read from, or its code.

    Returns
    -------
    tuple of Procedure
        Those that are there; a code that names none is left out.

    Raises
    ------
    InputError
        With every fault of a file that is there.
    """
    beside = Path(target).parent
    found: dict[str, Procedure] = {procedure.code: procedure}
    todo = [procedure]
    while todo and len(found) < MOST_BEHIND:
        for demand in todo.pop().demands():
            code = demand.got_from.procedure if demand.got_from is not None else None
            if code is None or code in found:
                continue
            file = beside / f"{code}.yaml"
            if file.is_file() or shipped_path(code) is not None:
                found[code] = load(file if file.is_file() else code)
                todo.append(found[code])
    return tuple(found.values())[1:]


def shipped_procedures() -> tuple[tuple[str, Path], ...]:
    """List the code and the file of each shipped procedure, sorted by code; no file is opened."""
    return tuple(sorted(_shipped().items()))


def shipped_path(code: str) -> Path | None:
    """Give the file of the shipped procedure with a code, None where there is none."""
    return _shipped().get(code)


@cache
def _shipped() -> dict[str, Path]:
    found = sorted(folder("procedures").rglob("*.yaml"))
    return {path.name.removesuffix(".yaml"): path for path in found}


def _found(name: str) -> Path:
    path = Path(name)
    try:
        if path.is_file():
            return path
        there = path.exists()
    except (OSError, ValueError):
        there = False
    if not name.endswith(_ENDINGS) and (shipped := shipped_path(name)) is not None:
        return shipped
    if there:
        return path
    raise InputError(error("files.no-procedure", Place(name[:200]), name=name[:200], advice=_advice(path)))


def _advice(path: Path) -> Text:
    """Name the files beside a missing one and the shipped codes that look like it."""
    try:
        beside = sorted(str(path.parent / entry.name) for entry in path.parent.iterdir() if entry.suffix in _ENDINGS)
    except (OSError, ValueError):
        beside = []
    near = difflib.get_close_matches(str(path), beside, n=2, cutoff=0.7)
    near += difflib.get_close_matches(path.name.removesuffix(".yaml"), sorted(_shipped()), n=2, cutoff=0.7)
    if near:
        return phrase_text("files.near-names", names=", ".join(near))
    return phrase_text("files.list-names", number=str(len(_shipped())))
