"""The pages of the methods: fresh, whole, and with examples that the program gets."""

import importlib.util
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from procsimplify.base.errors import InputError
from procsimplify.costing import method_ids, price_measure, read_measure
from procsimplify.costing.figures import Amount, Chain
from procsimplify.costing.measure import Activity, Delay, Measure, Obligation, Outlay, Period, Wage
from procsimplify.costing.method import page, read_method
from procsimplify.model import Model
from procsimplify.model.basic import kebab

DOCS = Path(__file__).parents[2] / "docs"


def test_the_reference_of_methods_is_fresh():
    spec = importlib.util.spec_from_file_location("docs_methods_page", DOCS / "methods_page.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.PAGE.read_text(encoding="utf-8") == module.make(), "run: python docs/methods_page.py"


@pytest.mark.parametrize("name", method_ids())
def test_a_page_explains_the_reckoning_and_what_cannot_be_got(name: str):
    text = page(name)
    assert text.startswith("# ")
    assert "**What is reckoned" in text
    assert "xample" in text or "no printed figure" in text or "none is a test" in text
    assert any(words in text for words in ("cannot be got", "not here", "from memory", "derived"))


def test_the_example_of_viet_nam():
    fee = {"element": "fee", "amount": "100000 VND"}
    item = {"id": "a", "party": "citizen", "effort": "4 hour", "outlays": [fee]}
    assert price_measure({"id": "m", "obligations": [item]}).total == Decimal("337689.393939")
    year = {**item, "population": "500", "frequency": "12"}
    assert price_measure({"id": "m", "obligations": [year]}).table().total.text == "2.026.136.364 đ"


def test_the_example_of_the_standard_cost_model():
    item = {"id": "a", "population": "8", "effort": "1 hour", "wage": "10 EUR", "business-as-usual": "25%"}
    assert price_measure({"id": "m", "currency": "EUR", "obligations": [item]}, "scm").total == 75


def test_the_table_of_eregulations_has_its_columns():
    acts = [{"id": "understand", "effort": "10 min"}, {"id": "reach-office", "effort": "30 min"}]
    outlays = [{"id": "reach-office", "amount": "2 USD"}, {"id": "p", "element": "print", "amount": "1 USD"},
               {"element": "fee", "amount": "50 USD"}]  # fmt: skip
    step = {"id": "step-1", "party": "citizen", "population": "100", "wage": "6 USD", "activities": acts,
            "outlays": outlays}  # fmt: skip
    cost = price_measure({"id": "m", "currency": "USD", "obligations": [step]}, "eregulations")
    cells = {name: cell.exact for name, cell in cost.table().columns.items()}
    assert cells == {"human-preparation": 100, "human-in-person": 300, "other-in-person": 200, "print": 100}
    assert cost.total == 700


METHOD = """
id: freedonia
title: {vi: a, en: b}
edition: "2026"
sources: [{vi: a, en: b}]
currency: FRD
quantum: "0.000001"
rounding: half-even
elements: [time, out-of-pocket]
groups: [{id: firms, title: {vi: a, en: b}, parties: [business]}]
"""


@pytest.mark.parametrize(
    ("point", "total"),
    [
        ("", Fraction("16.5") * 7),  # 3 firms 11 times, half an hour at 7
        ('points: {rate: {to: "2", mode: half-up}}', Fraction("16.5") * 8),
        ('points: {cases: {to: "10", mode: half-up}}', Fraction(15) * 7),
        ('points: {hours: {to: "1", mode: down}}', Fraction(16) * 7),
        ('points: {hours: {to: "1", mode: half-up}}', Fraction(17) * 7),
        ('points: {unit-cost: {to: "1", mode: half-up}}', Fraction(33) * 4),
        ('points: {unit-cost: {to: "1", mode: down}}', Fraction(33) * 3),
        ('points: {line: {to: "10", mode: up}}', Fraction(120)),
    ],
)
def test_a_method_of_ones_own_rounds_where_it_says(point: str, total: Fraction):
    """A new country is data: no Python is touched. Relief is rounded as burden is."""
    own = read_method((METHOD + point).encode())
    for sign in ("", "-"):
        item = {"id": "a", "population": "3", "frequency": "11", "effort": f"{sign}30 min", "wage": "7 FRD"}
        cost = price_measure({"id": "m", "obligations": [item]}, own)
        assert abs(cost.total) == total
        assert (cost.total < 0) == bool(sign)


def test_a_fault_of_a_method_has_its_place():
    with pytest.raises(InputError) as caught:
        read_method((METHOD + "points: {houres: {to: 1}}").encode(), "mine.yaml")
    assert caught.value.findings[0].code == "model.unknown-key"
    assert caught.value.findings[0].place.file == "mine.yaml"


@pytest.mark.parametrize("model", [Measure, Obligation, Activity, Outlay, Delay, Period, Wage, Chain, Amount])
def test_the_reference_of_the_measure_file_names_every_key(model: type[Model]):
    text = (DOCS / "reference" / "measure-file.md").read_text(encoding="utf-8")
    words = set(re.findall(r"[a-z][a-z-]*", text))
    assert {kebab(name) for name in model.model_fields} <= words


def test_the_example_of_the_measure_file():
    text = (DOCS / "reference" / "measure-file.md").read_text(encoding="utf-8")
    example = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert example is not None
    cost = price_measure(read_measure(example[1].encode()), "de")
    assert cost.table().cases.text == "16,32"
    assert cost.table().total.text == "-10 499"
