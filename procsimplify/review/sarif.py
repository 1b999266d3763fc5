"""Findings as SARIF 2.1.0 (OASIS), which review systems show beside the lines that they are about."""

from __future__ import annotations

import re
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
_ARGUMENT = re.compile(r"\{\w+\}")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")


def sarif(
    findings: Iterable[Finding], lang: Language, file: str | None = None, passed_over: Iterable[Finding] = ()
) -> dict[str, Any]:
    """Write findings as a SARIF log of one run.

    Parameters
    ----------
    findings : iterable of Finding
    lang : "vi" or "en"
        The language of titles and messages.
    file : str, optional
        Where findings stand that name no file.
    passed_over : iterable of Finding
        What could not be looked at, and why: no results, but notifications of the run.

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
    listed, unread = list(findings), list(passed_over)
    codes = sorted({item.code for item in listed})
    reasons = sorted({item.code for item in unread})
    seen: dict[tuple[str, str, str], int] = {}
    results: list[dict[str, Any]] = []
    for item in listed:
        where = (item.code, item.place.file or file or "", item.place.path)
        again = seen[where] = seen.get(where, -1) + 1
        results.append(_result(item, codes.index(item.code), lang, file, sha256([*where, str(again)])))
    driver = {
        "name": "procsimplify",
        "version": __version__,
        "rules": [_rule(code, lang) for code in codes],
        "notifications": [_rule(code, lang) for code in reasons],
    }
    return {
        "$schema": SCHEMA,
        "version": VERSION,
        "runs": [
            {
                "tool": {"driver": driver},
                "language": lang,
                "columnKind": "unicodeCodePoints",
                "invocations": [
                    {
                        "executionSuccessful": not unread,
                        "toolExecutionNotifications": [
                            _notification(item, reasons.index(item.code), lang, file) for item in unread
                        ],
                    }
                ],
                "results": results,
            }
        ],
    }


def _rule(code: str, lang: Language) -> dict[str, Any]:
    words = entry(code)
    title = words.title.get(lang)
    help_text = "\n".join(f"{words.title.get(one)}: {_general(words.mend.get(one))}" for one in _both(lang))
    return {
        "id": code,
        "shortDescription": {"text": title},
        "fullDescription": {"text": f"{title}: {_general(words.message.get(lang))}"},
        "help": {"text": help_text},
        "defaultConfiguration": {"level": str(words.severity)},
    }


def _both(lang: Language) -> tuple[Language, Language]:
    return ("vi", "en") if lang == "vi" else ("en", "vi")


def _general(template: str) -> str:
    """Give the words of a message that are the same for every finding."""
    return _ARGUMENT.sub("…", template)


def _notification(item: Finding, descriptor: int, lang: Language, file: str | None) -> dict[str, Any]:
    return {
        "descriptor": {"id": item.code, "index": descriptor},
        "level": str(item.severity),
        "message": {"text": f"{item.message(lang)} → {item.mend(lang)}"},
        "locations": [_location(item.place, file)],
    }


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
        physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(name)}}
        if place.line is not None:
            column = {} if place.column is None else {"startColumn": place.column}
            physical["region"] = {"startLine": place.line, **column}
        location["physicalLocation"] = physical
    if place.path:
        location["logicalLocations"] = [{"fullyQualifiedName": place.path}]
    return location


def _uri(name: str) -> str:
    """Write the name of a file as a URI: relative where it is, else with its scheme."""
    path = quote(name.replace("\\", "/"), errors="replace")
    if _DRIVE.match(name):
        return f"file:///{path.replace('%3A', ':', 1)}"
    return f"file://{path}" if path.startswith("/") and not path.startswith("//") else path
