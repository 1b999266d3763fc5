"""Write a file whole or not at all: whoever reads it meanwhile, or after a crash, finds the old one or the new one."""

import contextlib
import errno
import os
import secrets
import stat
from pathlib import Path

from procsimplify.base._system import system_reason
from procsimplify.base.errors import UsageError
from procsimplify.base.findings import Place, error

__all__ = ["write_bytes", "write_text"]


def write_bytes(path: str | os.PathLike[str], data: bytes) -> None:
    """Write bytes to a file in one move.

    The bytes go to a new file in the same folder, which then takes the place of the old one and keeps its mode. A
    symbolic link is followed to the file that it leads to. What is no plain file (a pipe, ``/dev/stdout``) is
    written directly.

    Parameters
    ----------
    path : str or path
    data : bytes

    Raises
    ------
    UsageError
        With the finding ``base.cannot-write`` if it cannot be written; the old file is left as it was.
    """
    file = os.fspath(path)
    try:
        target = Path(os.path.realpath(file))
        mode = _mode(target)
        if mode is None or stat.S_ISREG(mode):
            _replace(target, data, mode)
        else:
            target.write_bytes(data)
    except (OSError, ValueError) as failure:
        reason = system_reason(failure)
        raise UsageError(error("base.cannot-write", Place(file), file=file, reason=reason)) from None


def write_text(path: str | os.PathLike[str], text: str) -> None:
    """Write a text as UTF-8, its line ends as they are; see `write_bytes`."""
    write_bytes(path, text.encode("utf-8"))


def _mode(target: Path) -> int | None:
    """Return the mode of what is to be replaced, or None if nothing is there."""
    if target.is_symlink():
        # The real path still ends in a link only where the links lead in a circle.
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return None
    # Replacing a file needs no right to write the file itself, but whoever took that right away meant it.
    if stat.S_ISREG(mode) and not os.access(target, os.W_OK):
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))
    return mode


def _replace(target: Path, data: bytes, mode: int | None) -> None:
    beside = target.parent / f".procsimplify-{secrets.token_hex(8)}.tmp"
    # The new file is never more open than the old one, not even while it is written.
    allowed = 0o666 if mode is None else stat.S_IMODE(mode)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), allowed)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            beside.chmod(allowed)
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Make the move itself last, where the system can: the file is complete either way."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
