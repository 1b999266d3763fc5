"""The shipped procedures: they load, price every step of the reference variant, invent nothing and copy nothing."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import pytest

from procsimplify.base.shipped import folder
from procsimplify.base.yaml import read_tree
from procsimplify.costing import cost
from procsimplify.flow import check
from procsimplify.model import (
    Demand,
    Group,
    Model,
    Procedure,
    Quantity,
    canonical_tree,
    from_tree,
    leaves,
    read_procedure,
    reference_key,
    variant,
    variants,
    written_tree,
)
from procsimplify.model.wellformed import chance_faults

FILES = sorted((folder("procedures") / "vn").glob("*.yaml"))
RECORDS = Path(__file__).resolve().parents[3] / "shared" / "data" / "portal" / "procedures.jsonl.gz"

# Minutes low, medium, high: Leitfaden zur Ermittlung und Darstellung des Erfüllungsaufwands, tables of January 2025.
BUSINESS = {
    1: (3, 5, 60), 2: (2, 10, 120), 3: (3, 5, 30), 4: (2, 20, 240), 5: (1, 10, 60), 6: (2, 10, 60), 7: (3, 20, 300),
    8: (1, 2, 5), 9: (5, 60, 600), 10: (10, 60, 480), 11: (2, 4, 15), 12: (1, 2, 12), 13: (5, 50, 480),
    14: (4, 30, 500), 15: (3, 15, 120), 16: (2, 33, 600), 17: (300, 720, 3480), 18: (30, 240, 4200), 19: (10, 60, 300),
}  # fmt: skip
CITIZEN = {
    1: (2, 5, 15), 2: (5, 20, 64), 3: (2, 3, 25), 4: (1, 30, 480), 5: (3, 6, 60), 6: (3, 5, 10), 7: (1, 2, 5),
    8: (1, 2, 3), 9: (1, 3, 4), 10: (3, 26, 140), 11: (2, 5, 15),
}  # fmt: skip
WAY = {"municipality": 15, "county": 22, "state": 59, "average": 20}


def read(path: Path) -> Procedure:
    return read_procedure(read_tree(path.read_bytes(), path.name).tree)


def code(name: str) -> Procedure:
    return read(folder("procedures") / "vn" / f"{name}.yaml")


def reference(procedure: Procedure) -> Procedure:
    key = reference_key(procedure)
    return variant(procedure, key.case, key.channel, key.applicant)


def quantities(part: Any) -> Iterator[Quantity]:
    if isinstance(part, Quantity):
        yield part
    elif isinstance(part, Model):
        for name in type(part).model_fields:
            yield from quantities(getattr(part, name))
    elif isinstance(part, tuple):
        for item in cast("tuple[object, ...]", part):
            yield from quantities(item)


def unconditional(node: Demand | Group) -> int:
    """Count papers as a person would: one of several once, what hangs on a condition not at all."""
    if node.if_ is not None:
        return 0
    if isinstance(node, Demand):
        return 1
    counts = [unconditional(child) for child in node.children]
    return max(counts, default=0) if node.one_of is not None else sum(counts)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    return request.param


def test_the_four_first_ones_are_there() -> None:
    assert {"1.012885", "3.000029", "1.013225", "2.001395"} <= {file.stem for file in FILES}


def test_it_loads_under_its_own_code_and_survives_its_trees(path: Path) -> None:
    procedure = read(path)
    assert procedure.code == path.stem
    assert from_tree(canonical_tree(procedure)) == procedure
    assert from_tree(written_tree(procedure)) == procedure
    assert chance_faults(procedure) == []
    assert 1 <= len(variants(procedure)) <= 64


def test_its_flow_is_sound_and_its_papers_come_from_somewhere(path: Path) -> None:
    assert [finding.render("en") for finding in check(read(path))] == []


def test_nothing_of_the_reference_variant_lacks_a_price_but_unknown_fees(path: Path) -> None:
    procedure = read(path)
    open_fees = [fee for fee in procedure.fees if fee.amount is None and not fee.lines]
    lacking = [item.kind for item in cost(procedure).unpriced if item.kind not in ("arm", "condition")]
    assert lacking == ["fee"] * len(open_fees)


def test_it_says_where_it_was_read(path: Path) -> None:
    procedure = read(path)
    assert procedure.source is not None
    assert procedure.source.page == "dichvucong.gov.vn"
    assert procedure.source.seen == "2026-07"
    assert procedure.source.decision
    assert procedure.as_of is not None
    assert procedure.assume is not None
    assert procedure.assume.provenance == "published"


def test_every_user_facing_text_is_in_both_languages(path: Path) -> None:
    procedure = read(path)
    titled: list[Any] = [procedure, *procedure.parties, *procedure.demands(), *procedure.steps, *procedure.results]
    for item in titled:
        assert item.title is not None, item
        assert item.title.vi, item
        assert item.title.en, item
        assert item.title.vi != item.title.en, item


def test_each_demand_of_the_reference_variant_has_an_effort(path: Path) -> None:
    brought = [demand for demand in leaves(reference(read(path)).dossier) if demand.handover != "look-up"]
    assert brought
    assert [demand.id for demand in brought if demand.effort is None] == []


def test_each_step_of_the_applicant_is_priced(path: Path) -> None:
    for step in reference(read(path)).steps:
        if step.who != "applicant":
            continue
        by_its_papers = step.kind == "prepare" and "dossier" in step.gives
        by_its_trip = step.trip is not None and step.trip.time is not None
        assert step.effort is not None or by_its_papers or by_its_trip, step.id
        assert step.at is None or step.trip is not None, step.id
        assert step.sets == 1 or step.per_set is not None, step.id


def test_no_volume_and_no_chance_is_invented(path: Path) -> None:
    procedure = read(path)
    assert procedure.volume is None
    assert all(item.share is None for item in (*procedure.cases, *procedure.channels, *procedure.applicants))
    for step in procedure.steps:
        for arm in (step.then.choice or ()) if step.then is not None else ():
            assert arm.chance in ("rest", "unknown"), (step.id, arm.id)


def test_standard_minutes_are_those_of_the_published_tables(path: Path) -> None:
    found = [quantity for quantity in quantities(read(path)) if quantity.standard is not None]
    assert found
    for quantity in found:
        _, table, *row = str(quantity.standard).split("-")
        if table == "way":
            expected = WAY[row[0]]
        else:
            rows = BUSINESS if table == "business" else CITIZEN
            expected = rows[int(row[0])][("low", "medium", "high").index(row[1])]
        assert (quantity.value, quantity.unit) == (Fraction(expected), "min"), quantity.standard


def test_the_applicants_minutes_are_standard_or_illustrative(path: Path) -> None:
    procedure = read(path)
    efforts = [(demand.id, demand.effort) for demand in procedure.demands() if demand.effort is not None]
    efforts += [
        (step.id, step.effort) for step in procedure.steps if step.who == "applicant" and step.effort is not None
    ]
    for name, effort in efforts:
        assert effort.standard is not None or effort.provenance == "illustrative", name


def test_money_that_is_no_fee_is_illustrative(path: Path) -> None:
    procedure = read(path)
    for demand in procedure.demands():
        parts: list[Any] = [demand.outlay, demand.per_copy, demand.certifying]
        for quantity in (found for part in parts for found in quantities(part)):
            assert not quantity.is_money or quantity.provenance == "illustrative", demand.id
    for step in procedure.steps:
        for quantity in (found for part in (step.per_set, step.costs, step.trip) for found in quantities(part)):
            assert not quantity.is_money or quantity.provenance == "illustrative", step.id


def test_what_a_step_takes_is_held_or_was_made(path: Path) -> None:
    for found in variants(read(path)):
        procedure = found.procedure
        made = {name for step in procedure.steps for name in step.gives}
        held = {"dossier", *(demand.id for demand in leaves(procedure.dossier))}
        for step in procedure.steps:
            # An inner paper of a step that the variant lacks is lacking with it.
            lacking = {name for name in step.takes if name not in made | held}
            assert lacking <= {paper.id for paper in read(path).papers}, (found.key, step.id)


def test_no_step_is_done_by_a_level_that_has_ended(path: Path) -> None:
    assert all(party.level != "district" for party in read(path).parties)


def test_no_sentence_of_the_page_is_copied(path: Path) -> None:
    if not RECORDS.is_file():
        pytest.skip("the portal's records are not beside this checkout")
    longest = 12
    with gzip.open(RECORDS, "rt", encoding="utf-8") as lines:
        record = next(found for found in map(json.loads, lines) if found["ma_thu_tuc"] == path.stem)
    ours = words(path.read_text(encoding="utf-8"))
    runs = {tuple(ours[place : place + longest]) for place in range(len(ours) - longest + 1)}
    for key, text in record.items():
        theirs = words(text)
        shared = [theirs[place : place + longest] for place in range(len(theirs) - longest + 1)]
        assert [" ".join(run) for run in shared if tuple(run) in runs] == [], key


def test_each_page_is_described(path: Path) -> None:
    pages = Path(__file__).resolve().parents[2] / "docs" / "reference" / "procedures.md"
    assert f"## {path.stem}" in pages.read_text(encoding="utf-8")


def test_apartment_renewal_asks_four_papers_and_up_to_six() -> None:
    procedure = code("1.012885")
    assert unconditional(procedure.dossier) == 4
    assert len(procedure.demands()) == 6
    assert procedure.step("submit").sets == 8


def test_apartment_renewal_costs_what_its_standard_minutes_make() -> None:
    # 125.5 million đồng a head in 2025, over 12 months of 22 days of 8 hours; minutes as the file names them.
    hour = Fraction(125_500_000, 12 * 22 * 8)
    minutes = 5 + 300 + 300 + 120 + 7 * 12 + 59
    priced = cost(code("1.012885"))
    assert abs(Fraction(str(priced.total)) - (hour * minutes / 60 + 7 * 30_000)) < Fraction(1, 100_000)
    assert str(priced.total) == "1069643.308081"
    by_element = {(line.step, line.demand, line.element): str(line.amount) for line in priced.lines}
    assert by_element == {
        ("prepare", "request", "time"): "4951.862374",
        ("prepare", "compensation-plan", "time"): "297111.742424",
        ("prepare", "project-proposal", "time"): "297111.742424",
        ("prepare", "capacity", "time"): "118844.696970",
        ("submit", None, "time"): "83191.287879",
        ("submit", None, "out-of-pocket"): "210000.000000",
        ("submit", None, "travel"): "58431.976010",
    }
    counts = priced.counts
    assert (counts.documents, counts.documents_up_to, counts.sets, counts.copies) == (4, 6, 8, 28)


def test_credit_rating_has_four_cases_and_two_submissions_at_first_issue_only() -> None:
    procedure = code("3.000029")
    papers = {"first-issue": 12, "reissue-lost": 1, "reissue-reorganised": 13, "adjustment": 3}
    days = {"first-issue": 60, "reissue-lost": 5, "reissue-reorganised": 15, "adjustment": 10}
    assert [case.id for case in procedure.cases] == list(papers)
    for case in papers:
        plain = variant(procedure, case, "in-person", "business")
        submissions = [step.sets for step in plain.steps if step.kind == "submit"]
        assert submissions == ([1, 5] if case == "first-issue" else [1])
        assert unconditional(plain.dossier) == papers[case]
        assert [limit.value.text() for limit in plain.limits] == [f"{days[case]} working-day"]


def test_a_house_needs_three_papers_and_fifteen_days() -> None:
    procedure = code("1.013225")
    assert len(procedure.cases) == 7
    for case in procedure.cases:
        plain = variant(procedure, case.id, "in-person", "citizen")
        assert [limit.value.text() for limit in plain.limits] == ["15 day" if case.id == "house" else "20 day"]
    house = reference(procedure)
    assert [case.id for case in house.cases] == ["house"]
    assert unconditional(house.dossier) == 3
    assert [fee.amount for fee in procedure.fees] == [None]


def test_an_auction_enterprise_pays_the_published_fee_and_shows_what_its_province_issued() -> None:
    procedure = code("2.001395")
    amount = procedure.fees[0].amount
    assert amount is not None
    assert amount.text() == "1000000 VND"
    issuer = procedure.demand("practising-certificate").issuer
    assert issuer is not None
    assert procedure.party(issuer).body == procedure.party("justice-department").body
