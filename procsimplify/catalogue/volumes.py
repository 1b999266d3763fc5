"""Cases a year, from a table that somebody gives: the portal has none, and none is ever made up."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from procsimplify.base.errors import InputError
from procsimplify.base.findings import Finding, Place, error
from procsimplify.base.numbers import AmbiguousNumber, BadNumber, format_number, parse_number
from procsimplify.base.reading import read_bytes

__all__ = ["GivenVolume", "read_volumes"]

_MOST_BYTES = 20_000_000
_MARKS = (",", ";", "\t")
_HEADS = {"mã": "code", "mã thủ tục": "code", "số lượt": "volume", "số lượt mỗi năm": "volume", "nguồn": "source"}


@dataclass(frozen=True)
class GivenVolume:
    """Cases a year, and where it was read."""

    cases: Fraction
    source: str

    def text(self) -> str:
        """Write the number as tables do."""
        return format_number(self.cases)


def read_volumes(path: str | os.PathLike[str]) -> Mapping[str, GivenVolume]:
    """Read a CSV of volumes.

    Parameters
    ----------
    path : str or path
        With a head ``code,volume`` and perhaps ``source``, or ``mã,số lượt`` and perhaps ``nguồn``; commas, semicolons
        or tabs; UTF-8.

    Returns
    -------
    mapping of str to GivenVolume
        By code, letters small; the source is that of the row, else the file's name.

    Raises
    ------
    InputError
        With every row that cannot be read: a volume is used as given or not at all.
    """
    name = Path(path).name
    data = read_bytes(path, _MOST_BYTES)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(error("catalogue.volumes-encoding", Place(name))) from None
    first = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(_MARKS, key=first.count))
    found: dict[str, GivenVolume] = {}
    wrong: list[Finding] = []
    try:
        head = [_HEADS.get(cell.strip().lower(), cell.strip().lower()) for cell in next(rows, list[str]())]
        if not {"code", "volume"} <= set(head):
            raise InputError(error("catalogue.volumes-head", Place(name, 1), given=", ".join(head)[:80]))
        for row in rows:
            if any(cell.strip() for cell in row):
                _row(
                    dict(zip(head, (cell.strip() for cell in row), strict=False)),
                    Place(name, rows.line_num),
                    found,
                    wrong,
                )
    except csv.Error as failure:
        wrong.append(error("catalogue.volumes-row", Place(name, rows.line_num), given=str(failure)[:80]))
    if wrong:
        raise InputError(wrong)
    return found


def _row(cells: Mapping[str, str], place: Place, found: dict[str, GivenVolume], wrong: list[Finding]) -> None:
    code, given = cells.get("code", ""), cells.get("volume", "")
    try:
        cases = parse_number(given)
    except (AmbiguousNumber, BadNumber):
        wrong.append(error("catalogue.volumes-row", place, given=given[:40]))
        return
    if not code or cases < 0:
        wrong.append(error("catalogue.volumes-row", place, given=(given if code else code)[:40]))
    elif code.lower() in found:
        wrong.append(error("catalogue.volumes-twice", place, code=code[:60]))
    else:
        found[code.lower()] = GivenVolume(cases, cells.get("source") or place.file or "")
