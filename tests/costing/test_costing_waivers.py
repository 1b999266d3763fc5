"""A temporary waiver is what is paid on the day, and no saving of a version that adds it."""

from typing import Any

from procsimplify.cli.main import main
from procsimplify.costing import cost
from procsimplify.costing.waivers import new_waivers, without_new_waivers
from procsimplify.model import Procedure, read_procedure
from procsimplify.review.compare import compare

TARIFF = {"id": "tariff", "amount": "120000 VND", "from": "2026-01-01"}
HALF = {"id": "half", "amount": "60000 VND", "from": "2026-06-01", "to": "2026-12-31", "waiver": "yes"}


def licence(*lines: dict[str, Any]) -> Procedure:
    return read_procedure({"code": "1", "title": "x", "as-of": "2026-07-01",
                           "fees": [{"id": "fee", "kind": "fee", "lines": list(lines)}],
                           "steps": [{"id": "a", "kind": "submit", "effort": "5 min"}]})  # fmt: skip


def test_what_is_paid_on_the_day_is_the_waived_fee():
    assert cost(licence(TARIFF, HALF)).by_element["fee"] == 60000


def test_a_version_that_adds_a_waiver_saves_nothing():
    found = compare(licence(TARIFF), licence(TARIFF, HALF))
    assert found.before.total == found.after.total
    assert found.is_increase is False
    notes = [item for item in found.findings() if item.code == "review.waiver-no-saving"]
    assert [item.place.path for item in notes] == ["fees/fee/lines/half"]


def test_a_waiver_that_was_there_before_stays():
    found = compare(licence(TARIFF, HALF), licence(TARIFF, HALF))
    assert found.after.by_element["fee"] == 60000
    assert new_waivers(licence(HALF), licence(TARIFF)) == ()  # what it suspends is not known


def test_a_lower_tariff_is_a_saving():
    found = compare(licence(TARIFF), licence(TARIFF | {"amount": "60000 VND"}))
    assert found.before.total - found.after.total == 60000


def test_the_versions_stay_the_same_objects_where_nothing_is_waived():
    one, other = licence(TARIFF), licence(TARIFF)
    assert without_new_waivers(other, one) is other


def test_the_form_and_the_picture_compare_without_it(tmp_path, capsys):
    head = "code: '1'\ntitle: x\nas-of: 2026-07-01\nsteps:\n- {id: a, kind: submit, effort: 5 min}\nfees:\n"
    fee = "- {id: fee, kind: fee, lines: [{id: tariff, amount: 120000 VND}%s]}\n"
    before, after = tmp_path / "before.yaml", tmp_path / "after.yaml"
    before.write_text(head + fee % "", encoding="utf-8")
    after.write_text(head + fee % ", {id: half, amount: 60000 VND, waiver: yes}", encoding="utf-8")
    assert main(["cost", str(before), "--form", "--after", str(after), "--lang", "en"]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines() if line.startswith(" 3. Fees")]
    assert rows[-1][-4:] == ["120,000", "120,000", "0", "0.0"] or rows[-1][-3:] == ["0", "0.0", "%"]
