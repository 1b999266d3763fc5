"""One procedure of a catalogue: read it, let the rules run, price what they propose, and give its rows.

Everything here depends on one input and the settings alone, so that any worker, in any order, gives the same rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from procsimplify.base.canonical import sha256
from procsimplify.base.errors import ProcsimplifyError
from procsimplify.base.findings import Finding, Place, error
from procsimplify.base.memo import forget_all
from procsimplify.catalogue.sources import Input
from procsimplify.catalogue.store import Rows
from procsimplify.catalogue.tables import VERSION
from procsimplify.catalogue.volumes import GivenVolume
from procsimplify.files.portal.imported import Imported
from procsimplify.model import Procedure
from procsimplify.rules.packs import Packs, load_packs

__all__ = ["Examined", "Settings", "examine", "examine_all"]

# A fault of this program met on one record must not stop the others: it is listed with its kind, and the run goes on.
_OWN_FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, RecursionError, TypeError,
               ValueError)  # fmt: skip


@dataclass(frozen=True)
class Settings:
    """What a scan reckons with.

    Parameters
    ----------
    rules : tuple of str
        Folders of further rules.
    method : str
    as_of : date, optional
    standard_times : bool
        Whether pages without times are priced by standard times.
    volumes : mapping
        By code in small letters.
    """

    rules: tuple[str, ...] = ()
    method: str = "vn"
    as_of: date | None = None
    standard_times: bool = True
    volumes: Mapping[str, GivenVolume] | None = None

    def stamp(self) -> str:
        """Hash everything that the rows of an input depend on besides the input."""
        from procsimplify._version import __version__

        volumes = {code: [given.text(), given.source] for code, given in (self.volumes or {}).items()}
        return sha256(
            {
                "tool": __version__,
                "tables": VERSION,
                "rules": [dict(pack) for pack in packs_of(self.rules).stamp()],
                "method": self.method,
                "as_of": None if self.as_of is None else self.as_of.isoformat(),
                "standard": self.standard_times,
                "volumes": volumes,
            }
        )


@dataclass(frozen=True)
class Examined:
    """What came of one input: rows with a code, or the reason why it is passed over."""

    code: str | None
    rows: Rows | None
    reason: Finding | None


@lru_cache(maxsize=4)
def packs_of(rules: tuple[str, ...]) -> Packs:
    """Read rules once in a process."""
    return load_packs(tuple(Path(path) for path in rules))


def examine_all(items: Sequence[Input], settings: Settings) -> list[Examined]:
    """Examine several inputs; what a worker is given. What is remembered of them is of no use for others."""
    try:
        return [examine(item, settings) for item in items]
    finally:
        forget_all()


def examine(item: Input, settings: Settings) -> Examined:
    """Examine one input.

    Returns
    -------
    Examined
        Never raised: what is wrong with an input is its reason.
    """
    place = Place(item.file, item.line)
    code: str | None = None
    try:
        imported, procedure = _read(item)
        code = procedure.code
        from procsimplify.catalogue.rows import rows_of

        return Examined(code, rows_of(procedure, imported, item, settings, packs_of(settings.rules)), None)
    except ProcsimplifyError as failure:
        found = failure.findings[0]
        if found.place.file is None:
            found = _at(found, place, code)
        return Examined(code, None, found)
    except _OWN_FAULTS as fault:
        reason = error("catalogue.fault", place, kind=type(fault).__name__, code=code or "–")
        return Examined(code, None, reason)


def _at(found: Finding, place: Place, code: str | None) -> Finding:
    from dataclasses import replace

    path = "/".join(part for part in (code, found.place.path) if part)
    return replace(found, place=Place(place.file, place.line, None, path))


def _read(item: Input) -> tuple[Imported | None, Procedure]:
    if isinstance(item.data, bytes):
        from procsimplify.files.yaml import read

        return None, read(item.data, item.file).procedure
    from procsimplify.files.portal import to_procedure

    imported = to_procedure(item.data, file=item.file, line=item.line)
    return imported, imported.procedure
