"""From a catalogue down to one procedure, its findings and the words on its page."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from procsimplify.base.errors import UsageError
from procsimplify.base.findings import Place, error
from procsimplify.catalogue.store import Store
from procsimplify.costing import amount_text

__all__ = ["currency_of", "details_of", "procedure_of"]

Json = dict[str, Any]
_SHOWN = ("code", "title_vi", "title_en", "ministry", "field", "levels", "applicants", "page", "decision", "documents",
          "at_least", "standard_share", "together", "volume", "volume_source")  # fmt: skip
_AMOUNTS = ("per_case", "together_per_case", "per_year", "together_per_year")
_OF_FINDING = ("id", "rule", "class", "kind", "standing", "title_vi", "title_en", "why_vi", "why_en", "mend_vi",
               "mend_en", "ask_vi", "ask_en", "documents_go")  # fmt: skip
_OF_FAULT = ("finding", "severity", "title_vi", "title_en", "message_vi", "message_en", "words", "field", "start")
_OF_WORDS = ("target", "path", "value", "words", "field", "start")
_OF_LAW = ("instrument", "article", "clause", "point", "candidates")


def procedure_of(store: Store, code: str) -> Json:
    """Give one procedure with its findings, the faults of its page, and their words.

    Parameters
    ----------
    store : Store
    code : str
        Capitals do not matter.

    Returns
    -------
    dict
        ``procedure``, as in the list ``procedures`` of `procsimplify.catalogue.summary`; ``stamp`` and ``currency``.

    Raises
    ------
    UsageError
        Where the store has no such procedure; the nearest code is named.
    """
    codes = {str(one).lower(): str(one) for (one,) in store.rows("SELECT code FROM procedures ORDER BY code")}
    known = codes.get(code.lower())
    if known is None:
        near = difflib.get_close_matches(code.lower(), codes, n=1)
        shown = codes[near[0]] if near else "–"
        raise UsageError(error("catalogue.not-in-store", Place(store.path), code=code[:60], near=shown))
    (found,) = details_of(store, known)
    return {
        "contract": 1,
        "stamp": json.loads(store.meta().get("said", "{}")),
        "currency": currency_of(store),
        "procedure": found,
    }


def currency_of(store: Store) -> str:
    """Give the currency of a store's amounts."""
    return next((str(one) for (one,) in store.rows("SELECT min(currency) FROM procedures") if one), "VND")


def details_of(store: Store, code: str | None = None) -> list[Json]:
    """List the procedures that have a finding or a fault; with a code, that one in any case."""
    where, values = ("", ()) if code is None else ("WHERE code = ?", (code,))

    def rows(table: str, order: str, more: str = "") -> list[Json]:
        also = f" {'AND' if where else 'WHERE'} {more}" if more else ""
        return store.records(f"SELECT * FROM {table} {where}{also} ORDER BY {order}", values)

    words = _by(rows("words", "code, proposal, target, place"), "code", "proposal")
    law = _by(rows("provisions", "code, proposal, instrument, article, clause, point"), "code", "proposal")
    findings = _by(rows("proposals", "code, id"), "code")
    faults = _by(rows("page_findings", "code, place", "is_fault"), "code")
    found: list[Json] = []
    for one in rows("procedures", "code"):
        mine = (one["code"],)
        if code is None and mine not in findings and mine not in faults:
            continue
        found.append(
            {
                **{name: one[name] for name in _SHOWN},
                **{name: _money(one[name]) for name in _AMOUNTS},
                "findings": [
                    {
                        **{name: item[name] for name in _OF_FINDING},
                        **{name: _money(item[name]) for name in ("per_case", "elsewhere", "per_year")},
                        "words": _only(words.get((one["code"], item["id"]), ()), _OF_WORDS),
                        "provisions": _only(law.get((one["code"], item["id"]), ()), _OF_LAW),
                    }
                    for item in findings.get(mine, ())
                ],
                "page_findings": _only(faults.get(mine, ()), _OF_FAULT),
            }
        )
    return found


def _only(rows: Iterable[Json], names: Iterable[str]) -> list[Json]:
    listed = tuple(names)
    return [{name: row[name] for name in listed} for row in rows]


def _by(rows: Iterable[Json], *names: str) -> Mapping[tuple[str, ...], list[Json]]:
    found: dict[tuple[str, ...], list[Json]] = {}
    for row in rows:
        found.setdefault(tuple(row[name] for name in names), []).append(row)
    return found


def _money(amount: Decimal | None) -> str | None:
    return None if amount is None else amount_text(amount)
