"""The tables of a store: their columns, in the order in which rows are written."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["ORDER", "OWNED", "TABLES", "VERSION"]

VERSION = "3"
"""The edition of the tables; a store of another edition is scanned anew."""

_MONEY = "DECIMAL(38,6)"

TABLES: Mapping[str, Mapping[str, str]] = {
    "procedures": {
        "code": "VARCHAR", "title_vi": "VARCHAR", "title_en": "VARCHAR", "ministry": "VARCHAR", "field": "VARCHAR",
        "levels": "VARCHAR[]", "applicants": "VARCHAR[]", "channels": "VARCHAR[]", "nature": "VARCHAR",
        "page": "VARCHAR", "decision": "VARCHAR", "documents": "BIGINT", "conditions": "BIGINT", "cases": "BIGINT",
        "method": "VARCHAR", "currency": "VARCHAR", "as_of": "VARCHAR", "per_case": _MONEY, "at_least": "BOOLEAN",
        "standard_share": "DOUBLE", "together": "VARCHAR[]", "together_per_case": _MONEY, "volume": "VARCHAR",
        "volume_source": "VARCHAR", "per_year": _MONEY, "together_per_year": _MONEY, "understood": "BIGINT",
        "letters": "BIGINT",
    },
    "demands": {
        "code": "VARCHAR", "place": "BIGINT", "id": "VARCHAR", "title": "VARCHAR", "type": "VARCHAR",
        "issuer": "VARCHAR", "accepts": "VARCHAR[]", "copies": "BIGINT", "cases": "VARCHAR[]",
        "conditional": "BOOLEAN", "alternative": "BOOLEAN", "role": "VARCHAR", "holder": "VARCHAR",
        "handover": "VARCHAR", "once_only": "VARCHAR", "negated": "BOOLEAN", "form": "VARCHAR", "got_from": "VARCHAR",
    },
    "results": {"code": "VARCHAR", "id": "VARCHAR", "title": "VARCHAR", "kind": "VARCHAR", "result_code": "VARCHAR"},
    "proposals": {
        "code": "VARCHAR", "id": "VARCHAR", "effect": "VARCHAR", "rule": "VARCHAR", "class": "VARCHAR",
        "kind": "VARCHAR", "standing": "VARCHAR", "title_vi": "VARCHAR", "title_en": "VARCHAR", "why_vi": "VARCHAR",
        "why_en": "VARCHAR", "mend_vi": "VARCHAR", "mend_en": "VARCHAR", "targets": "VARCHAR[]", "types": "VARCHAR[]",
        "edits": "VARCHAR", "documents_go": "BIGINT", "pieces_less": "BIGINT", "per_case": _MONEY,
        "elsewhere": _MONEY, "per_year": _MONEY, "ask_vi": "VARCHAR", "ask_en": "VARCHAR",
    },
    "words": {
        "code": "VARCHAR", "proposal": "VARCHAR", "target": "VARCHAR", "place": "BIGINT", "path": "VARCHAR",
        "value": "VARCHAR", "words": "VARCHAR", "field": "VARCHAR", "start": "BIGINT",
    },
    "instruments": {
        "code": "VARCHAR", "instrument": "VARCHAR", "title": "VARCHAR", "rank": "BIGINT", "issuer": "VARCHAR",
    },
    "provisions": {
        "code": "VARCHAR", "proposal": "VARCHAR", "instrument": "VARCHAR", "article": "VARCHAR", "clause": "VARCHAR",
        "point": "VARCHAR", "candidates": "BIGINT",
    },
    "page_findings": {
        "code": "VARCHAR", "place": "BIGINT", "finding": "VARCHAR", "severity": "VARCHAR", "path": "VARCHAR",
        "title_vi": "VARCHAR", "title_en": "VARCHAR", "message_vi": "VARCHAR", "message_en": "VARCHAR",
        "words": "VARCHAR", "field": "VARCHAR", "start": "BIGINT", "is_fault": "BOOLEAN",
    },
    "outlines": {
        "code": "VARCHAR", "purpose": "VARCHAR[]", "sensitive": "VARCHAR[]", "stakes": "VARCHAR[]",
        "limits": "VARCHAR",
    },
    "unread": {"code": "VARCHAR", "place": "BIGINT", "field": "VARCHAR", "start": "BIGINT", "words": "VARCHAR"},
    "inputs": {"code": "VARCHAR", "input": "VARCHAR", "file": "VARCHAR", "line": "BIGINT"},
    "passed_over": {
        "place": "BIGINT", "file": "VARCHAR", "line": "BIGINT", "finding": "VARCHAR", "message_vi": "VARCHAR",
        "message_en": "VARCHAR",
    },
    "meta": {"key": "VARCHAR", "value": "VARCHAR"},
}  # fmt: skip

OWNED = tuple(name for name, columns in TABLES.items() if "code" in columns)
"""Tables whose rows belong to a procedure and go with it."""

ORDER: Mapping[str, str] = {
    "procedures": "code", "demands": "code, place", "results": "code, id", "proposals": "code, id",
    "words": "code, proposal, target, place", "instruments": "code, instrument",
    "provisions": "code, proposal, instrument, article, clause, point", "page_findings": "code, place",
    "outlines": "code", "unread": "code, place", "inputs": "code", "passed_over": "place", "meta": "key",
}  # fmt: skip
"""How the rows of each table are listed: the same rows in the same order, whatever the order of the scan."""
