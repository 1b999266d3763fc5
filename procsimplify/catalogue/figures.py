"""What a store says of a whole catalogue: by ministry, field, level, applicant, rule, document type, instrument.

Savings of one case are never added over procedures: a case of one is not a case of another. Yearly savings are, where
the volume of each is known, because procedures share no line of cost; how many that are is always said.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from procsimplify.catalogue.comparing import across
from procsimplify.catalogue.drilling import currency_of, details_of
from procsimplify.catalogue.law import instruments
from procsimplify.catalogue.store import Store
from procsimplify.costing import amount_text

__all__ = ["DIMENSIONS", "summary"]

Json = dict[str, Any]

DIMENSIONS = ("ministry", "field", "level", "applicant", "rule", "type", "instrument")
"""What a catalogue is counted by; of ``level``, ``applicant``, ``rule``, ``type`` and ``instrument`` a procedure may
have several, and then stands in several rows."""


@dataclass
class _Tally:
    """One row: procedures, papers, findings, savings."""

    procedures: set[str] = field(default_factory=set[str])
    documents: int = 0
    proposals: int = 0
    questions: int = 0
    pages: int = 0
    not_open: int = 0
    gone: int = 0
    with_findings: set[str] = field(default_factory=set[str])
    with_faults: int = 0
    per_case: dict[str, Decimal] = field(default_factory=dict[str, Decimal])
    per_year: dict[str, Decimal] = field(default_factory=dict[str, Decimal])

    def to_json(self, key: str | None) -> Json:
        savings = sorted(amount for amount in self.per_case.values() if amount > 0)
        return {
            "key": key,
            "procedures": len(self.procedures),
            "documents": self.documents,
            "with_findings": len(self.with_findings),
            "proposals": self.proposals,
            "questions": self.questions,
            "pages": self.pages,
            "with_faults": self.with_faults,
            "not_open": self.not_open,
            "documents_go": self.gone,
            "priced": len(savings),
            "per_case_least": amount_text(savings[0]) if savings else None,
            "per_case_most": amount_text(savings[-1]) if savings else None,
            "with_volume": len(self.per_year),
            "per_year": amount_text(sum(self.per_year.values(), Decimal(0))) if self.per_year else None,
        }


def summary(store: Store, *, details: bool = True) -> Json:
    """Reckon the report of a store.

    Parameters
    ----------
    store : Store
    details : bool
        Whether each procedure with a finding, or a fault on its page, is listed with them and their words.

    Returns
    -------
    dict
        Plain data: ``total``, ``by`` (a list of rows for each of `DIMENSIONS`, the most findings first),
        ``instruments``, ``across``, ``page_findings`` (counts; ``is_fault`` where the page contradicts itself, else
        what was left open in reading it), ``passed_over``, and with ``details`` ``procedures``. ``per_case_least`` and
        ``per_case_most`` are of the procedures (of a rule, a type or an instrument: of the proposals) that save
        money; ``per_year`` is the sum over those with a volume, None where there is none.
    """
    procedures = store.table("procedures")
    for one in procedures:
        one["faults"] = 0
    counted = {one["code"]: one for one in procedures}
    for code, number in store.rows("SELECT code, count(*) FROM page_findings WHERE is_fault GROUP BY code"):
        counted[code]["faults"] = number
    proposals = store.table("proposals")
    meta = store.meta()
    return {
        "contract": 1,
        "stamp": json.loads(meta.get("said", "{}")),
        "complete": meta.get("complete") == "yes",
        "currency": currency_of(store),
        "as_of": sorted({str(one["as_of"]) for one in procedures}),
        "standard_times": sum(bool(one["standard_share"]) for one in procedures),
        "at_least": sum(bool(one["at_least"]) for one in procedures),
        "total": _total(procedures, proposals).to_json(None) | _letters(procedures),
        "page_findings": _page_findings(store),
        "by": _by(store, procedures, proposals),
        "instruments": instruments(store),
        "across": across(store),
        "names": {one["code"]: {"vi": one["title_vi"], "en": one["title_en"]} for one in procedures},
        "unread": store.rows("SELECT count(*) FROM unread")[0][0],
        "passed_over": store.table("passed_over"),
        **({"procedures": details_of(store)} if details else {}),
    }


def _letters(procedures: Iterable[Mapping[str, Any]]) -> Json:
    read = [one for one in procedures if one["letters"]]
    return {"understood": sum(one["understood"] for one in read), "letters": sum(one["letters"] for one in read)}


def _page_findings(store: Store) -> list[Json]:
    return store.records(
        "SELECT finding, any_value(title_vi) AS title_vi, any_value(title_en) AS title_en, is_fault,"
        " count(*) AS findings, count(DISTINCT code) AS procedures FROM page_findings GROUP BY finding, is_fault"
        " ORDER BY is_fault DESC, findings DESC, finding"
    )


def _count(tally: _Tally, one: Mapping[str, Any]) -> None:
    """Count a finding: by its class where it is open, apart where it is not."""
    tally.with_findings.add(one["code"])
    if one["standing"] != "open":
        tally.not_open += 1
    elif one["class"] == "proposal":
        tally.proposals += 1
        tally.gone += one["documents_go"]
    elif one["class"] == "question":
        tally.questions += 1
    else:
        tally.pages += 1


def _add(tally: _Tally, one: Mapping[str, Any], findings: Sequence[Mapping[str, Any]]) -> None:
    """Count a procedure and all its findings; what its open proposals save together."""
    tally.procedures.add(one["code"])
    tally.documents += one["documents"]
    tally.pages += one["faults"]
    tally.with_faults += one["faults"] > 0
    for found in findings:
        _count(tally, found)
    if one["together"]:
        tally.per_case[one["code"]] = one["together_per_case"]
    if one["volume"] is not None:
        tally.per_year[one["code"]] = one["together_per_year"] or Decimal(0)


def _total(procedures: Sequence[Mapping[str, Any]], proposals: Sequence[Mapping[str, Any]]) -> _Tally:
    whole = _Tally()
    found = _by_code(proposals)
    for one in procedures:
        _add(whole, one, found.get(one["code"], []))
    return whole


def _by_code(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["code"], []).append(row)
    return found


def _by(store: Store, procedures: Sequence[Mapping[str, Any]], proposals: Sequence[Mapping[str, Any]]) -> Json:
    found = _by_code(proposals)
    columns = {"ministry": "ministry", "field": "field", "level": "levels", "applicant": "applicants"}
    tables: Json = {}
    for name, column in columns.items():
        tallies: dict[str | None, _Tally] = {}
        for one in procedures:
            for key in _keys(one[column]):
                _add(tallies.setdefault(key, _Tally()), one, found.get(one["code"], []))
        tables[name] = _listed(tallies)
    tables["rule"] = _rules(procedures, proposals)
    tables["type"] = _types(store, proposals)
    tables["instrument"] = _instruments(store, procedures, proposals)
    return tables


def _keys(value: str | list[str] | None) -> list[str | None]:
    """Give the rows that a procedure stands in; one that says nothing stands in the row without a name."""
    if isinstance(value, list):
        return [*value] or [None]
    return [value]


def _listed(tallies: Mapping[str | None, _Tally], extra: Mapping[str | None, Json] | None = None) -> list[Json]:
    rows = [tally.to_json(key) | dict((extra or {}).get(key, {})) for key, tally in tallies.items()]
    return sorted(rows, key=lambda row: (-row["proposals"], -row["questions"], -row["procedures"], row["key"] or ""))


def _found(tally: _Tally, one: Mapping[str, Any]) -> None:
    """Count a finding that stands for itself: what it saves alone."""
    _count(tally, one)
    tally.procedures.add(one["code"])
    if one["standing"] == "open" and one["class"] == "proposal":
        tally.per_case[one["id"] + one["code"]] = one["per_case"]


def _rules(procedures: Sequence[Mapping[str, Any]], proposals: Sequence[Mapping[str, Any]]) -> list[Json]:
    documents = {one["code"]: one["documents"] for one in procedures}
    tallies: dict[str | None, _Tally] = {}
    titles: dict[str | None, Json] = {}
    for one in proposals:
        tally = tallies.setdefault(one["rule"], _Tally())
        titles.setdefault(one["rule"], {"title_vi": one["title_vi"], "title_en": one["title_en"]})
        _found(tally, one)
    for tally in tallies.values():
        tally.documents = sum(documents[code] for code in tally.procedures)
    return _listed(tallies, titles)


def _types(store: Store, proposals: Sequence[Mapping[str, Any]]) -> list[Json]:
    tallies: dict[str | None, _Tally] = {}
    for code, kind, number in store.rows(
        "SELECT code, type, count(*) FROM demands WHERE NOT negated GROUP BY code, type ORDER BY code, type"
    ):
        tally = tallies.setdefault(kind, _Tally())
        tally.procedures.add(code)
        tally.documents += number
    for one in proposals:
        for kind in one["types"]:
            _found(tallies.setdefault(kind, _Tally()), one)
    return _listed(tallies)


def _instruments(
    store: Store, procedures: Sequence[Mapping[str, Any]], proposals: Sequence[Mapping[str, Any]]
) -> list[Json]:
    """Count the procedures that rest on each instrument, and the findings of these procedures that name it."""
    documents = {one["code"]: one["documents"] for one in procedures}
    found = {(one["code"], one["id"]): one for one in proposals}
    tallies: dict[str | None, _Tally] = {}
    for code, instrument in store.rows("SELECT code, instrument FROM instruments ORDER BY code, instrument"):
        tally = tallies.setdefault(instrument, _Tally())
        tally.procedures.add(code)
        tally.documents += documents.get(code, 0)
    for code, proposal, instrument in store.rows(
        "SELECT DISTINCT code, proposal, instrument FROM provisions ORDER BY code, proposal, instrument"
    ):
        _found(tallies.setdefault(instrument, _Tally()), found[code, proposal])
    return _listed(tallies)
