"""The real records, where they are there: the traps by code, and that all of them are read into sound procedures."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from portal_records import SHARED, real, real_records

from procsimplify.files.portal import Imported, to_procedure
from procsimplify.files.yaml import read, write
from procsimplify.flow.checking import check
from procsimplify.model import canonical_tree

RECORDS: list[dict[str, Any]] = list(real_records())


def imported(code: str) -> Imported:
    record = real(code) if RECORDS else None
    if record is None:
        pytest.skip("the real records are not here")
    return to_procedure(record)


def codes(found: Imported) -> set[str]:
    return {one.code.removeprefix("files.portal-") for one in found.findings}


def test_one_record_in_forty_is_sound_in_every_variant_and_written_whole() -> None:
    if not RECORDS:
        pytest.skip("the real records are not here")
    for record in RECORDS[::40]:
        procedure = to_procedure(record).procedure
        assert not [found for found in check(procedure) if found.severity == "error"], procedure.code
        assert canonical_tree(read(write(procedure)).procedure) == canonical_tree(procedure), procedure.code


def test_numbers_are_published_and_none_is_a_volume_or_an_effort() -> None:
    if not RECORDS:
        pytest.skip("the real records are not here")
    for record in RECORDS[::50]:
        procedure = to_procedure(record).procedure
        assert procedure.volume is None
        assert all(step.effort is None and step.wait is None for step in procedure.steps)
        quantities = [limit.value for limit in procedure.limits] + [one.amount for one in procedure.fees if one.amount]
        assert all(one.provenance == "published" and one.source == "page" for one in quantities)


def test_limit_and_fee_run_together() -> None:
    found = imported("1.000005")
    fees = [fee.amount.value for fee in found.procedure.fees if fee.amount is not None]
    assert 120_000 not in fees
    assert "limit-without-unit" in codes(found)


def test_two_readings_stay_ambiguous() -> None:
    assert "fee-ambiguous" in codes(imported("2.002018"))


def test_copies_that_ran_into_a_year() -> None:
    assert max(demand.copies for demand in imported("1.003563").procedure.demands()) < 10


def test_cases_in_channel_cells() -> None:
    procedure = imported("1.013225").procedure
    assert len(procedure.cases) == 7
    by_value = {limit.value.text(): limit.cases for limit in procedure.limits}
    assert len(by_value["15 day"]) == 1
    assert len(by_value["20 day"]) == 6
    assert all(fee.amount is None for fee in procedure.fees)


def test_default_columns() -> None:
    found = imported("1.013225")
    assert "default-suspect" in codes(found)
    assert max(demand.copies for demand in found.procedure.demands()) <= 4


def test_sets_of_the_applicant() -> None:
    for code, sets in {
        "1.012885": 8,
        "1.012887": 4,
        "1.014315": 8,
        "3.000029": 5,
        "1.013233": 2,
        "1.003976": 1,
    }.items():
        steps = imported(code).procedure.steps
        assert max(step.sets for step in steps if step.who == "applicant") == sets, code


def test_confirmations_that_are_not_needed() -> None:
    for code in ("1.001303", "1.004055"):
        vitae = [one for one in imported(code).procedure.demands() if "KHÔNG CẦN XÁC NHẬN" in str(one.title)]
        assert vitae, code
        assert all(one.confirmed_by is None and not one.negated for one in vitae), code


def test_a_table_in_person_only_while_the_prose_offers_online() -> None:
    found = imported("1.005189")
    assert "online" in {channel.id for channel in found.procedure.channels}
    assert "channel-in-prose-only" in codes(found)


def test_envelopes_photos_and_certified_copies() -> None:
    by_type = {demand.type: demand for demand in imported("1.007380").procedure.demands()}
    assert by_type["photo"].copies == 3
    assert by_type["identity-card"].accepts == ("certified-copy",)
    assert "mailing-form" in by_type
    assert by_type["curriculum-vitae"].confirmed_by is not None


def test_refusal_letters_among_results() -> None:
    kinds = {result.kind for result in imported("3.000029").procedure.results}
    assert kinds == {"grant", "refusal"}


def test_a_clause_in_another_row() -> None:
    found = imported("1.009797").procedure
    assert any(demand.once_only is not None for demand in found.demands())


def test_records_with_once_only_clauses_are_known() -> None:
    path = SHARED / "portal" / "once_only_clauses.jsonl.gz"
    if not path.exists():
        pytest.skip("the real records are not here")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        # The list was made by keywords: what it holds of authorisations that are digitised or proven electronically
        # replaces no paper.
        listed = {one["code"] for one in map(json.loads, lines) if "authorization" not in one["flags"]}
    records = [record for record in RECORDS if record.get("ma_thu_tuc") in listed]
    marked = sum(
        any(demand.once_only is not None for demand in to_procedure(record).procedure.demands())
        for record in records[::3]
    )
    # Some clauses stand in rows that ask for nothing, or name a paper that the record does not ask for.
    assert marked * 10 >= len(records[::3]) * 7, (marked, len(records[::3]))


def test_internal_procedures() -> None:
    assert imported("5.002544").procedure.nature == "internal-procedure"
    assert imported("1.012885").procedure.nature == "procedure"
