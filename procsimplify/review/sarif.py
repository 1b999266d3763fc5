"""Findings as SARIF 2.1.0 (OASIS), which review systems show beside the lines that they are about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from procsimplify._version import __version__
from procsimplify.base.canonical import sha256
from procsimplify.base.findings import Finding, Place
from procsimplify.base.messages import entry
from procsimplify.base.text import Language

__all__ = ["SCHEMA", "sarif"]

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
VERSION = "2.1.0"
FINGERPRINT = "procsimplify/v1"


def sarif(findings: Iterable[Finding], lang: Language, file: str | None = None) -> dict[str, Any]:
    """Write findings as a SARIF log of one run.

    Parameters
    ----------
    findings : iterable of Finding
    lang : "vi" or "en"
        The language of titles and messages.
    file : str, optional
        Where findings stand that name no file.

    Returns
    -------
    dict
        A ``sarifLog``. A finding keeps its fingerprint when others come, go or change places: it is made of code,
        file and path of keys, never of line numbers.

    Examples
    --------
    >>> from procsimplify.base.findings import error
    >>> log = sarif([error("base.file-missing", Place("a.yaml", 1), file="a.yaml")], "en")
    >>> log["runs"][0]["results"][0]["level"]
    'error'
    """
    listed = list(findings)
    codes = sorted({item.code for item in listed})
    seen: dict[tuple[str, str, str], int] = {}
    results: list[dict[str, Any]] = []
    for item in listed:
        where = (item.code, item.place.file or file or "", item.place.path)
        again = seen[where] = seen.get(where, -1) + 1
        results.append(_result(item, codes.index(item.code), lang, file, sha256([*where, str(again)])))
    return {
        "$schema": SCHEMA,
        "version": VERSION,
        "runs": [
            {
                "tool": {
                    "driver": {"name": "procsimplify", "version": __version__, "rules": [_rule(c, lang) for c in codes]}
                },
                "language": lang,
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }


def _rule(code: str, lang: Language) -> dict[str, Any]:
    words = entry(code)
    title = words.title.get(lang)
    return {"id": code, "name": code, "shortDescription": {"text": title}, "fullDescription": {"text": title}}


def _result(item: Finding, rule: int, lang: Language, file: str | None, fingerprint: str) -> dict[str, Any]:
    return {
        "ruleId": item.code,
        "ruleIndex": rule,
        "level": str(item.severity),
        "message": {"text": f"{item.message(lang)} → {item.mend(lang)}"},
        "locations": [_location(item.place, file)],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }


def _location(place: Place, file: str | None) -> dict[str, Any]:
    location: dict[str, Any] = {}
    name = place.file or file
    if name is not None:
        physical: dict[str, Any] = {"artifactLocation": {"uri": quote(name.replace("\\", "/"), errors="replace")}}
        if place.line is not None:
            column = {} if place.column is None else {"startColumn": place.column}
            physical["region"] = {"startLine": place.line, **column}
        location["physicalLocation"] = physical
    if place.path:
        location["logicalLocations"] = [{"fullyQualifiedName": place.path}]
    return location
