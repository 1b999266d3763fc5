"""The ledger against a second opinion that shares no code with it, on random procedures and on those shipped."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from costing_examples import renewal
from hypothesis import given, settings
from hypothesis import strategies as st
from second_opinion import second_opinion

from procsimplify.base.shipped import folder
from procsimplify.costing import Cost, cost
from procsimplify.files.loading import load
from procsimplify.flow.analysis import analyse
from procsimplify.model import Procedure, canonical_tree, read_procedure, reference_key, variants
from procsimplify.testing.procedures import procedure_trees

HOUR = Fraction(125_500_000, 2112)  # of 2026, as in the test of parameters


def judged(procedure: Procedure, hour: Fraction, day: str) -> dict[tuple[str, str], Decimal]:
    """Sum the rows of the second opinion by who bears them and by element: by shares, or of the reference variant."""
    tree = canonical_tree(procedure)
    groups = [tree.get(name, []) for name in ("cases", "channels", "applicants")]
    known = all(len(items) < 2 or all("share" in item for item in items) for items in groups)
    shares = [
        {item["id"]: Fraction(item.get("share", 1)) if len(items) > 1 else 1 for item in items} for items in groups
    ]
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for item in variants(procedure):
        share = Fraction(0)
        for key in item.alike:
            values = (key.case, key.channel, key.applicant)
            product = Fraction(1)
            for value, listed in zip(values, shares, strict=True):
                product *= listed[value] if value is not None else 1
            share += product
        if not known:
            share = Fraction(reference_key(procedure) in item.alike)
        flow = analyse(item.procedure)
        if share:
            plain = canonical_tree(item.procedure)
            cases = share * (cases_of(tree.get("volume", {})) or 1)
            for who, element, amount in second_opinion(plain, flow.visits, flow.supplement_visits, hour, cases, day):
                sums[who, element] += amount
    return sums


def cases_of(volume: dict[str, Any]) -> Fraction | None:
    if "cases" in volume:
        return Fraction(volume["cases"])
    return Fraction(volume["subjects"]) * Fraction(volume["times"]) if {"subjects", "times"} <= set(volume) else None


def agrees(found: Cost, sums: dict[tuple[str, str], Decimal]) -> None:
    for group, ledger in (
        ("applicant", found.ledger),
        ("authority", found.authority),
        ("third-party", found.third_party),
    ):
        want = {element: amount for (who, element), amount in sums.items() if who == group and amount}
        assert {element: amount for element, amount in ledger.by_element.items() if amount} == want
        assert ledger.total == sum(want.values(), Decimal(0))


@settings(max_examples=150, deadline=None)
@given(procedure_trees())
def test_agrees_on_random_procedures(tree: dict[str, Any]):
    procedure = read_procedure(tree)
    agrees(cost(procedure), judged(procedure, HOUR, "2026-07-01"))


@settings(max_examples=60, deadline=None)
@given(procedure_trees(), st.data())
def test_agrees_on_tariffs_and_shared_trips(tree: dict[str, Any], data: st.DataObject):
    """What random procedures have none of: tariffs by item, subject and share, exempt applicants, trips in common."""

    def lines(per: str, **keys: Any) -> dict[str, Any]:
        return {"id": per, "per": per} | keys

    rows = [
        lines("item", amount="700 VND", items="3"),
        lines("subject", amount="90000 VND"),
        lines("share", amount="0.5%", base="7000000 VND"),
        lines("case", amount="1000 VND", exempt=data.draw(st.sampled_from([[], tree.get("applicants", [])]))),
    ]  # fmt: skip
    rows[-1]["exempt"] = [item["id"] for item in rows[-1]["exempt"]]
    chosen = data.draw(st.lists(st.sampled_from(rows), unique_by=lambda row: row["id"]))
    steps = [dict(step) for step in tree["steps"]]
    mine = [step for step in steps if step.get("who", "applicant") == "applicant"]
    for step in data.draw(st.lists(st.sampled_from(mine), unique_by=lambda step: step["id"])):
        step["trip"] = {"id": "way", "time": "17 min", "fare": "3500 VND"}
        step["at"] = "office"
    volume = data.draw(st.sampled_from([{}, {"volume": {"subjects": "40", "times": "5/2"}}]))
    fees = [{"id": "tariff", "step": "submit", "lines": chosen}] if chosen else []
    procedure = read_procedure(tree | {"steps": steps, "fees": [*tree.get("fees", []), *fees]} | volume)
    agrees(cost(procedure), judged(procedure, HOUR, "2026-07-01"))


@settings(max_examples=60, deadline=None)
@given(procedure_trees(), st.data())
def test_agrees_on_persons_and_wages(tree: dict[str, Any], data: st.DataObject):
    steps = [dict(step) for step in tree["steps"]]
    for step in steps:
        step |= data.draw(st.sampled_from([{}, {"persons": "2"}, {"wage": "45000 VND"},
                                           {"persons": "3", "wage": "80000 VND"}]))  # fmt: skip
    procedure = read_procedure(tree | {"steps": steps})
    agrees(cost(procedure), judged(procedure, HOUR, "2026-07-01"))


def test_agrees_on_apartment_renewal():
    procedure = renewal()
    sums = judged(procedure, HOUR, "2026-07-01")
    assert sum(amount for (who, _), amount in sums.items() if who == "applicant") == Decimal("1069643.308081")
    agrees(cost(procedure), sums)


SHIPPED = sorted(path.stem for path in folder("procedures").rglob("*.yaml"))


@pytest.mark.parametrize("code", SHIPPED)
def test_agrees_on_what_is_shipped(code: str):
    procedure = load(next(folder("procedures").rglob(f"{code}.yaml")))
    found = cost(procedure, as_of=date(2026, 7, 1))
    agrees(found, judged(procedure, HOUR, "2026-07-01"))
