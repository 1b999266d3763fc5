"""A country is added by a folder: its method, its parameters, its wage table and its standard times, no Python."""

from datetime import date
from pathlib import Path

import pytest

from procsimplify.base.errors import InputError
from procsimplify.cli.main import main
from procsimplify.costing import cost, price_measure
from procsimplify.costing.printed import cost_table
from procsimplify.files.loading import load

METHOD = """
id: freedonia
title: {vi: Freedonia, en: Freedonia}
edition: "2026"
sources: [{vi: Minh họa, en: Illustrative}]
currency: FRD
quantum: "0.000001"
rounding: half-even
elements: [time, out-of-pocket, travel]
prices:
- id: loaded
  title: {vi: Giá, en: Price}
  unit: FRD/hour
  parameter: frd-pay
  times: [frd-load]
  rounded: {to: "0.1", mode: half-up}
time: {citizen: loaded}
wages: {business: frd-wages}
groups:
- {id: people, title: {vi: Dân, en: People}, parties: [citizen]}
- {id: firms, title: {vi: Doanh nghiệp, en: Firms}, parties: [business]}
points: {hours: {to: "1", mode: half-up}}
shown:
  unit: "1000"
  amount: {to: "0.1", mode: half-up}
  totals: sum-of-rows
  style: {group: ".", decimal: ",", negative: brackets}
form:
  title: {vi: Mẫu, en: Form}
  source: {vi: Minh họa, en: Illustrative}
  rows:
  - {id: all, number: "1", title: {vi: Tất cả, en: All}, rest: yes}
"""
FILES = {
    "method.yaml": METHOD,
    "parameters/frd-pay.yaml": """
id: frd-pay
title: {vi: Lương, en: Pay}
unit: FRD/hour
values:
- {date: 2025-01-01, until: 2025-12-31, value: 10.15, provenance: illustrative, source: Illustrative}
- {date: 2026-01-01, value: 10.30, low: 9, high: 12, provenance: illustrative, source: Illustrative}
""",
    "parameters/frd-load.yaml": """
id: frd-load
title: {vi: Hệ số, en: Load}
unit: ""
values:
- {date: 2025-01-01, value: 1.5, provenance: illustrative, source: Illustrative}
""",
    "tables/frd-wages.yaml": """
id: frd-wages
title: {vi: Lương theo ngành, en: Wages by sector}
unit: FRD/hour
columns: [low, high]
rows: {mining: {vi: Mỏ, en: Mining}}
editions:
- {date: 2026-01-01, provenance: illustrative, source: {vi: Minh họa, en: Illustrative}, cells: {mining: [8, 20]}}
""",
    "standard/frd-times.yaml": """
id: frd-times
title: {vi: Thời gian, en: Times}
edition: "2026"
source: {vi: Minh họa, en: Illustrative}
unit: min
rows: [{id: form, title: {vi: Điền đơn, en: Fill in}, values: {simple: 4, complex: 50}}]
""",
    "licence.yaml": """
code: "1.000001"
title: Licence
as-of: 2026-07-01
currency: FRD
volume: {cases: 100}
steps: [{id: fill, kind: fill-in, effort: {standard: frd-times-form-complex}}]
""",
}


@pytest.fixture
def country(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def test_a_folder_is_a_method(country: Path):
    found = cost(load(country / "licence.yaml"), str(country))
    # 10.30 × 1.5 = 15.45, rounded 15.5; 100 × 50 min = 83.33 hours, rounded 83.
    assert (found.method, found.currency, found.total) == ("freedonia", "FRD", 1286.5)
    assert cost_table(found).total.text == "1,3"
    assert found.stamp.to_json()["method"] == {"id": "freedonia", "edition": "2026"}
    assert [use["id"] for use in found.stamp.to_json()["parameters"]] == ["frd-load", "frd-pay"]


def test_it_prices_measures_with_its_own_wages(country: Path):
    wage = {"sector": "mining", "level": "high"}
    measure = {"id": "m", "obligations": [{"id": "o", "population": "10", "effort": "90 min", "wage": wage}]}
    assert price_measure(measure, str(country)).total == 300


def test_it_is_a_method_on_the_command_line(country: Path, capsys: pytest.CaptureFixture[str]):
    asked = ["cost", str(country / "licence.yaml"), "--method", str(country), "--lang", "en"]
    assert main([*asked, "--form"]) == 0
    assert "1,286" in capsys.readouterr().out
    assert main([*asked, "--uncertainty"]) == 0
    assert "Pay" in capsys.readouterr().out  # its range is drawn


def test_what_is_missing_names_its_file_and_days(country: Path):
    procedure = load(country / "licence.yaml")
    with pytest.raises(InputError) as failure:
        cost(procedure.evolve(as_of=None), str(country), date(2024, 1, 1))
    finding = failure.value.findings[0]
    assert finding.place.file == "parameters/frd-pay.yaml"
    assert "2025-01-01…" in finding.message("en")


def test_it_may_not_take_the_id_of_a_shipped_one(country: Path):
    (country / "method.yaml").write_text(METHOD.replace("id: freedonia", "id: de", 1), encoding="utf-8")
    with pytest.raises(InputError) as failure:
        cost(load(country / "licence.yaml"), str(country))
    assert failure.value.findings[0].code == "costing.method-id-taken"
