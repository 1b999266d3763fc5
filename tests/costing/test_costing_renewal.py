"""The apartment-renewal procedure, reckoned by hand: every amount of the table, before and after one set."""

import json
from decimal import Decimal
from fractions import Fraction

import pytest
from costing_examples import renewal

from procsimplify.base.errors import UsageError
from procsimplify.costing import cost, explain_line, percent_saved
from procsimplify.model import VariantKey

# (step, demand, element): amount and provenance; 125,500,000 / 2,112 đ an hour, rounded at the sixth place.
BY_HAND = {
    ("prepare", "request", "time"): ("4951.862374", "standard"),
    ("prepare", "project-proposal", "time"): ("297111.742424", "standard"),
    ("prepare", "compensation-plan", "time"): ("297111.742424", "standard"),
    ("prepare", "capacity", "time"): ("118844.69697", "standard"),
    ("submit", None, "time"): ("83191.287879", "standard"),
    ("submit", None, "out-of-pocket"): ("210000", "illustrative"),
    ("submit", None, "travel"): ("58431.97601", "standard"),
}


def test_every_line_of_the_table():
    found = {(line.step, line.demand, line.element): line for line in cost(renewal()).lines}
    shown = {key: (line.to_json()["amount"], line.provenance) for key, line in found.items()}
    assert shown == BY_HAND


def test_totals_before_and_after_one_set():
    before, after = cost(renewal()), cost(renewal(submit={"sets": "1"}))
    saved = before.total - after.total
    assert before.total == Decimal("1069643.308081")
    assert after.total == Decimal("776452.020202")
    assert saved == Decimal("293191.287879")
    percent = percent_saved(before, after)
    assert percent is not None
    assert round(percent, 2) == Fraction("27.41")
    assert not before.is_open


def test_counts_before_and_after_one_set():
    before, after = cost(renewal()), cost(renewal(submit={"sets": "1"}))
    assert (before.counts.documents, before.counts.documents_up_to, before.counts.visits) == (4, 6, 1)
    assert (before.counts.sets, before.counts.copies) == (8, 28)
    assert (after.counts.sets, after.counts.copies) == (1, 0)
    assert (before.counts.institutions, before.counts.levels, before.counts.hand_offs) == (1, 1, 4)
    assert before.limit.to_json() == after.limit.to_json()
    assert (before.limit.value, before.limit.unit, before.limit.from_) == (35, "day", "complete-dossier")


def test_the_reference_variant_is_named_and_the_range_shown():
    found = cost(renewal())
    assert found.total_of == VariantKey(None, "in-person", "business")
    # Online and by post the way of 58,431.97601 falls away; conditional papers have no effort and add nothing known.
    assert found.range == (Decimal("1011211.332071"), Decimal("1069643.308081"))


def test_what_is_reckoned_as_not_happening_is_listed():
    listed = {(gap.kind, gap.step or gap.demand) for gap in cost(renewal()).unpriced}
    assert listed == {("arm", "appraise"), ("condition", "if-transfer-agreement")}


def test_json_has_the_keys_of_the_contract():
    found = json.loads(json.dumps(cost(renewal()).to_json()))
    assert list(found)[:2] == ["contract", "stamp"]
    assert found["total"] == "1069643.308081"
    before = {
        "total", "per_case", "total_of", "by_party", "by_element", "by_step", "by_case", "range", "authority",
        "third_party", "transfers", "unpriced", "counts", "expected", "limit", "elapsed", "provenance", "lines",
    }  # fmt: skip
    assert before <= set(found)
    line = {
        "step", "case", "element", "party", "quantity", "unit", "price", "visits", "volume", "amount", "provenance",
        "factors", "source",
    }  # fmt: skip
    assert all(line <= set(item) for item in found["lines"])
    assert abs(sum(found["provenance"].values()) - 100) < 1e-9
    uses = {use["id"]: use["value"] for use in found["stamp"]["parameters"]}
    assert uses == {"gdp-per-head-vn": "125500000", "hours-per-year-vn": "2112"}


def test_a_line_can_be_opened_in_both_languages():
    found = cost(renewal())
    english, vietnamese = explain_line(found, 1, "en"), explain_line(found, 1, "vi")
    assert "4,951.862374" in english
    assert "125,500,000" in english
    assert "from memory" in english
    assert "từ trí nhớ" in vietnamese
    assert "giờ" in vietnamese
    assert "4.951,862374" in vietnamese


def test_no_line_that_is_not_there_can_be_opened():
    for number in (0, 8):
        with pytest.raises(UsageError) as caught:
            explain_line(cost(renewal()), number, "en")
        assert caught.value.findings[0].code == "costing.unknown-line"


def test_no_percent_of_money_where_something_has_no_price():
    open_ = renewal(prepare={"gives": []}, submit={"takes": [], "trip": None, "per-set": None, "sets": "1"})
    assert cost(open_).is_open
    assert percent_saved(cost(open_), cost(renewal())) is None
