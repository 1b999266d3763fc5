"""Read a file's bytes, with a finding for whatever prevents it."""

import os
from pathlib import Path

from procsimplify.base._system import system_reason
from procsimplify.base.errors import InputError
from procsimplify.base.findings import Place, error

__all__ = ["MAX_FILE_BYTES", "read_bytes"]

MAX_FILE_BYTES = 50_000_000
"""The most that is read of any file; readers of one format may set less."""


def read_bytes(path: str | os.PathLike[str], most: int = MAX_FILE_BYTES) -> bytes:
    """Read a whole file.

    Parameters
    ----------
    path : str or path
    most : int
        The most bytes that are read; a larger file is refused before it is read.

    Returns
    -------
    bytes

    Raises
    ------
    InputError
        If there is no such file (``base.file-missing``), or it is a folder (``base.file-is-folder``), too large
        (``base.file-too-large``) or cannot be read (``base.file-unreadable``).
    """
    file = os.fspath(path)
    place = Place(file)
    try:
        with Path(file).open("rb") as stream:
            # A pipe has no size, so that what comes is counted too.
            large = os.fstat(stream.fileno()).st_size > most
            data = b"" if large else stream.read(most + 1)
    except FileNotFoundError:
        raise InputError(error("base.file-missing", place, file=file)) from None
    except IsADirectoryError:
        raise InputError(error("base.file-is-folder", place, file=file)) from None
    except (OSError, ValueError) as failure:
        raise InputError(error("base.file-unreadable", place, file=file, reason=system_reason(failure))) from None
    if large or len(data) > most:
        raise InputError(error("base.file-too-large", place, file=file, most=most))
    return data
