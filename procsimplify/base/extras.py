"""Libraries that only an extra installs: imported when needed, with a clear word where they are missing."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from procsimplify.base.errors import UsageError
from procsimplify.base.findings import Place, error

__all__ = ["extra_module"]


def extra_module(name: str, extra: str) -> ModuleType:
    """Import a module of a library that an extra of the package installs.

    Parameters
    ----------
    name : str
        The module: ``scipy.stats``.
    extra : str
        The extra: ``uncertainty``.

    Returns
    -------
    ModuleType

    Raises
    ------
    UsageError
        Where the library is not installed; the finding says which extra brings it.

    Examples
    --------
    >>> extra_module("json", "none").__name__
    'json'
    """
    try:
        return import_module(name)
    except ModuleNotFoundError as fault:
        library = name.partition(".")[0]
        if fault.name is not None and fault.name.partition(".")[0] != library:
            raise
        raise UsageError(error("base.missing-extra", Place(), library=library, extra=extra)) from None
