"""A paper got from another procedure carries what that procedure costs, counted once."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procsimplify.costing import cost
from procsimplify.costing.elsewhere import with_others
from procsimplify.costing.uncertainty import simulate
from procsimplify.model import Procedure, read_procedure
from procsimplify.planning import plan


def procedure(code: str, *papers: dict[str, Any], effort: Any = "1 hour", fee: str = "8000 VND") -> Procedure:
    tree: dict[str, Any] = {
        "code": code, "title": "x", "as-of": "2026-07-01", "dossier": list(papers),
        "fees": [{"id": "fee", "kind": "fee", "amount": fee}],
        "steps": [{"id": "submit", "kind": "submit", "effort": effort} | ({"takes": "dossier"} if papers else {})],
    }  # fmt: skip
    return read_procedure(tree)


def paper(name: str, code: str, **keys: Any) -> dict[str, Any]:
    return {"id": name, "type": "authority-document", "got-from": {"procedure": code}, **keys}


EXTRACT = procedure("2")


def test_without_the_other_procedure_the_total_stays_open():
    found = cost(procedure("1", paper("extract", "2")))
    assert found.is_open
    assert float(found.total) == pytest.approx(59422.348485 + 8000)


def test_its_cost_is_added_line_by_line():
    with with_others([EXTRACT]):
        found = cost(procedure("1", paper("extract", "2")))
    assert not found.is_open
    assert found.total == 2 * cost(EXTRACT).total
    added = [line for line in found.lines if line.demand == "extract"]
    assert [(line.element, line.part, line.marks) for line in added] == [
        ("time", "got-from:2/effort", ("got-from:2",)), ("fee", "got-from:2/fee:fee", ("got-from:2",))]  # fmt: skip
    assert found.by_element["fee"] == 16000


def test_two_papers_of_one_procedure_count_once():
    with with_others([EXTRACT]):
        one = cost(procedure("1", paper("a", "2")))
        two = cost(procedure("1", paper("a", "2"), paper("b", "2")))
    assert one.total == two.total
    assert {line.demand for line in two.lines} == {None, "a"}


def test_the_more_frequent_of_them_carries_it():
    rare = {"if": "abroad", "share": "20%", "all": [paper("rare", "2")]}
    with with_others([EXTRACT]):
        found = cost(procedure("1", rare, paper("always", "2")))
        alone = cost(procedure("1", rare))
    assert found.total == 2 * cost(EXTRACT).total
    assert float(alone.total) == pytest.approx(1.2 * float(cost(EXTRACT).total))


def test_what_the_file_says_itself_stands():
    with with_others([EXTRACT]):
        found = cost(procedure("1", paper("extract", "2", effort="15 min")))
    assert float(found.total) == pytest.approx(1.25 * 59422.348485 + 8000)


def test_procedures_that_need_each_other_end():
    first, second = procedure("1", paper("b", "2")), procedure("2", paper("a", "1"))
    with with_others([first, second]):
        found = cost(first)
    assert found.is_open  # the second needs what the first gives
    assert found.total == 2 * cost(EXTRACT).total


def test_a_chain_of_procedures_is_followed():
    middle = procedure("2", paper("c", "3"))
    with with_others([middle, procedure("3")]):
        found = cost(procedure("1", paper("b", "2")))
    assert found.total == 3 * cost(EXTRACT).total


def test_ranges_of_the_other_procedure_are_drawn():
    with with_others([procedure("2", effort={"low": "30 min", "likely": "60 min", "high": "180 min"})]):
        found = simulate(procedure("1", paper("extract", "2")), draws=1000)
        assert [figure.path for figure in found.figures] == ["2/steps/submit/effort"]
        assert found.before.low < found.before.likely < found.before.high


def test_dropping_the_paper_saves_the_procedure():
    first = procedure("1", paper("extract", "2"))
    with with_others([EXTRACT]):
        before = cost(first)
        after = cost(procedure("1"))
        found = plan(first)
    assert before.total - after.total == cost(EXTRACT).total
    assert found.before.total == before.total


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 600), st.integers(1, 5))
def test_however_many_papers_the_other_procedure_is_paid_once(minutes: int, papers: int):
    other = procedure("2", effort=f"{minutes} min")
    with with_others([other]):
        found = cost(procedure("1", *(paper(f"p{number}", "2") for number in range(papers))))
    assert found.total == cost(EXTRACT).total + cost(other).total
