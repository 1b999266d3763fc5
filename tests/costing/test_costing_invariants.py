"""What holds of every ledger: I3 (totals are sums) and I7 (monotone), and that remembering changes nothing."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procsimplify.costing import Ledger, Line, Pricer, cost, method, method_ids
from procsimplify.flow.analysis import analyse
from procsimplify.model import Procedure, canonical_tree, from_tree, read_procedure, variants
from procsimplify.testing.procedures import procedure_trees, procedures

DAY = date(2026, 7, 1)
METHODS = [name for name in method_ids() if method(name).currency == "VND"]
few = settings(max_examples=60, deadline=None)


def ledgers(procedure: Procedure, by: str = "vn") -> Iterator[Ledger]:
    """Price every variant for every party, by a pricer that remembers nothing from before."""
    pricer = Pricer(method(by), DAY)
    for item in variants(procedure):
        yield pricer.price(item.procedure, analyse(item.procedure), case=item.key.case).ledger


def bag(ledger: Ledger) -> Counter[Line]:
    return Counter(ledger.lines)


@few
@given(procedures(), st.randoms(use_true_random=False))
def test_totals_are_the_sums_of_the_lines_in_any_order(procedure: Procedure, order: random.Random):
    found = cost(procedure)
    for ledger in (found.ledger, found.priced.ledger, found.case_priced.ledger):
        total = sum((Fraction(line.amount) for line in ledger.lines), Fraction(0))
        for sums in (ledger.by_step, ledger.by_element, ledger.by_party, ledger.by_provenance):
            assert sum((Fraction(amount) for amount in sums.values()), Fraction(0)) == total
        shuffled = list(ledger.lines)
        order.shuffle(shuffled)
        assert Ledger(tuple(shuffled)).total == ledger.total == total
        assert dict(Ledger(tuple(shuffled)).by_step) == dict(ledger.by_step)


@few
@given(procedures())
def test_each_line_is_rounded_once_to_the_quantum(procedure: Procedure):
    found = cost(procedure)
    for line in found.priced.ledger.lines:
        assert abs(Fraction(line.amount) - line.exact) <= Fraction(1, 2_000_000)
        assert line.amount == line.amount.quantize(Decimal("0.000001"))
        assert line.amount >= 0


@few
@given(procedures())
def test_the_json_adds_up_for_a_reader_without_our_code(procedure: Procedure):
    found = cost(procedure).to_json()
    total = Fraction(found["total"])
    assert sum((Fraction(line["amount"]) for line in found["lines"]), Fraction(0)) == total
    for key in ("by_party", "by_element", "by_step"):
        assert sum((Fraction(amount) for amount in found[key].values()), Fraction(0)) == total
    for other in ("authority", "third_party"):
        amounts = (Fraction(line["amount"]) for line in found[other]["lines"])
        assert sum(amounts, Fraction(0)) == Fraction(found[other]["total"])
    # Prices that do not end are written to 18 places: their product is the amount but for that.
    for line in found["lines"]:
        product = Fraction(line["quantity"]) * Fraction(line["price"]) * Fraction(line["visits"])
        assert abs(product * Fraction(line["volume"]) - Fraction(line["amount"])) < Fraction(1, 10**6)


@few
@given(procedure_trees(), st.data())
def test_a_step_more_changes_no_line_and_without_it_the_ledger_is_back(tree: dict[str, Any], data: st.DataObject):
    before = read_procedure(tree)
    place = data.draw(st.sampled_from([n for n, step in enumerate(tree["steps"]) if isinstance(step["then"], str)]))
    new = {
        "id": "new",
        "kind": "fill-in",  # not "pay": a fee that names no step would move to it
        "who": data.draw(st.sampled_from(("applicant", "office", "notary"))),
        "effort": "20 min",
        "costs": [{"id": "cost", "amount": "5000 VND"}],
        "then": tree["steps"][place]["then"],
    }
    changed = [step | {"then": "new"} if n == place else step for n, step in enumerate(tree["steps"])]
    after = read_procedure(tree | {"steps": [*changed, new]})
    for by in METHODS:
        for old, grown in zip(ledgers(before, by), ledgers(after, by), strict=True):
            assert not bag(old) - bag(grown)
            assert grown.total >= old.total
            for party, amount in old.by_party.items():
                assert grown.by_party[party] >= amount
        taken = canonical_tree(after)
        led_here = taken["steps"].pop()["then"]
        taken["steps"][place]["then"] = led_here
        assert [bag(item) for item in ledgers(from_tree(taken), by)] == [bag(item) for item in ledgers(before, by)]


@few
@given(procedure_trees())
def test_a_paper_more_changes_no_line(tree: dict[str, Any]):
    paper = {"id": "new-paper", "type": "plan", "effort": "45 min", "outlay": "700 VND"}
    before = read_procedure(tree)
    after = read_procedure(tree | {"dossier": {"all": [*tree["dossier"]["all"], paper]}})
    for by in METHODS:
        for old, grown in zip(ledgers(before, by), ledgers(after, by), strict=True):
            added = bag(grown) - bag(old)
            assert not bag(old) - bag(grown)
            assert {line.demand for line in added} == {"new-paper"}
            assert all(line.amount > 0 for line in added)


@few
@given(procedure_trees())
def test_a_copy_more_touches_only_the_lines_of_that_paper(tree: dict[str, Any]):
    each = {"effort": "2 min", "outlay": "1000 VND"}
    paper = {"id": "copied", "type": "plan", "effort": "45 min", "per-copy": each}

    def asking(copies: int) -> Procedure:
        items = [*tree["dossier"]["all"], paper | {"copies": str(copies)}]
        return read_procedure(tree | {"dossier": {"all": items}})

    for by in METHODS:
        for old, grown in zip(ledgers(asking(1), by), ledgers(asking(2), by), strict=True):
            assert {(line.demand, line.part) for line in bag(grown) - bag(old)} == {("copied", "copies")}
            assert {(line.demand, line.part) for line in bag(old) - bag(grown)} <= {("copied", "copies")}
            assert grown.total > old.total


@few
@given(procedures(), st.data())
def test_what_is_remembered_is_what_would_be_made_anew(procedure: Procedure, data: st.DataObject):
    warm = Pricer(method("vn"), DAY)
    place = data.draw(st.integers(0, len(procedure.steps) - 1))
    step = procedure.steps[place]
    other = read_procedure({"code": "1", "title": "x", "steps": [{"id": "a", "kind": "pay", "effort": "7 min"}]})
    changed = step.evolve(effort=other.steps[0].effort)
    after = procedure.evolve(steps=(*procedure.steps[:place], changed, *procedure.steps[place + 1 :]))
    for each in (procedure, after, procedure):
        seen = [
            warm.price(item.procedure, analyse(item.procedure), case=item.key.case).ledger for item in variants(each)
        ]
        assert [item.lines for item in seen] == [item.lines for item in ledgers(each)]


@few
@given(procedures())
def test_counts_agree_with_what_they_count(procedure: Procedure):
    found = cost(procedure)
    assert 0 <= found.counts.documents <= found.counts.documents_up_to
    assert found.counts.certified_copies <= found.counts.sets * sum(demand.copies for demand in procedure.demands())
    if all(chance == 1 for chance in analyse(found.reference.procedure).visits.values()) and found.shares is None:
        assert found.expected.steps == found.counts.steps


def test_there_is_a_method_to_test():
    assert "vn" in METHODS


@pytest.mark.parametrize("seed", range(3))
def test_pricing_twice_gives_the_same_bytes(seed: int):
    import json

    from procsimplify.testing.procedures import grow_procedure

    first = json.dumps(cost(grow_procedure(random.Random(seed), 4)).to_json())
    assert json.dumps(cost(grow_procedure(random.Random(seed), 4)).to_json()) == first
