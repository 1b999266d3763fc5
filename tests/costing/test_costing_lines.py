"""Each kind of line by itself, with amounts reckoned by hand: one hour is 125,500,000 / 2,112 đ."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from costing_examples import small

from procsimplify.base.errors import InputError
from procsimplify.costing import Cost, cost

HOUR = Fraction(125_500_000, 2112)
PAPER = {"id": "form", "type": "application-form", "effort": "30 min"}


def two_steps(submit: dict[str, Any] | None = None, check: dict[str, Any] | None = None, **keys: Any) -> Cost:
    """Price handing in and checking; both steps and the rest can be changed."""
    steps = [
        {"id": "submit", "kind": "submit", "effort": "60 min"} | (submit or {}),
        {"id": "check", "kind": "check", "who": "office"} | (check or {}),
    ]
    office = {"office": {"level": "commune"}, "notary": {"kind": "third-party"}}
    return cost(small(steps=steps, parties=office, **keys))


def parts(found: Cost) -> dict[str, Fraction]:
    """Give the unrounded amounts by part."""
    return {line.part: line.exact for line in found.lines}


def gaps(found: Cost) -> list[tuple[str, str | None]]:
    return [(gap.kind, gap.demand or gap.step) for gap in found.unpriced]


def test_a_paper_costs_its_first_piece_and_each_further_one():
    paper = PAPER | {"outlay": "5000 VND", "copies": "2", "per-copy": {"effort": "6 min", "outlay": "1000 VND"}}
    found = two_steps({"takes": "dossier", "sets": "3"}, dossier=[paper])
    # 2 copies in each of 3 sets are 6 pieces: the first and 5 more, half an hour of copying.
    more = {(line.part, line.element): line.exact for line in found.lines if line.demand}
    assert more == {
        ("effort", "time"): HOUR / 2,
        ("outlay", "out-of-pocket"): 5000,
        ("copies", "time"): HOUR / 2,
        ("copies", "out-of-pocket"): 5000,
    }


def test_certifying_is_paid_for_only_where_nothing_weaker_is_accepted():
    paper = PAPER | {"certifying": {"outlay": "2000 VND"}}
    strict = two_steps({"takes": "dossier"}, dossier=[paper | {"accepts": ["original", "certified-copy"]}])
    free = two_steps({"takes": "dossier"}, dossier=[paper | {"accepts": ["certified-copy", "plain-copy"]}])
    assert parts(strict)["certifying"] == 2000
    assert "certifying" not in parts(free)
    assert (strict.counts.certified_copies, free.counts.certified_copies) == (1, 0)


def test_a_confirmation_is_paid_for_once_and_only_where_somebody_confirms():
    paper = PAPER | {"copies": "3", "confirming": {"effort": "6 min", "outlay": "2000 VND"}}
    confirmed = two_steps({"takes": "dossier"}, dossier=[paper | {"confirmed-by": "authority"}])
    lines = {line.element: line.exact for line in confirmed.lines if line.part == "confirming"}
    assert lines == {"time": HOUR / 10, "out-of-pocket": 2000}
    assert "confirming" not in parts(two_steps({"takes": "dossier"}, dossier=[paper]))


def test_of_alternatives_the_cheapest_with_a_price_counts_and_is_marked():
    dear, cheap = PAPER | {"id": "dear"}, PAPER | {"id": "cheap", "effort": "6 min"}
    open_ = {"id": "open", "type": "contract"}
    found = two_steps({"takes": "dossier"}, dossier=[{"id": "either", "one-of": [open_, dear, cheap]}])
    line = next(line for line in found.lines if line.demand)
    assert (line.demand, line.exact, line.marks) == ("cheap", HOUR / 10, ("cheapest-of:either",))
    assert gaps(found) == []
    assert (found.counts.documents, found.counts.documents_up_to) == (1, 1)


def test_alternatives_with_shares_cost_their_shares():
    def way(name: str, share: str) -> dict[str, Any]:
        return {"id": f"way-{name}", "share": share, "all": [PAPER | {"id": name}]}

    found = two_steps({"takes": "dossier"}, dossier=[{"id": "either", "one-of": [way("a", "1/4"), way("b", "3/4")]}])
    assert {line.demand: line.exact for line in found.lines if line.demand} == {"a": HOUR / 8, "b": HOUR * 3 / 8}
    assert found.expected.documents == 1


def test_a_condition_counts_by_its_known_share_else_is_left_out_and_in_the_range():
    paper = {"if": {"en": "abroad", "vi": "ở nước ngoài"}, "id": "abroad", "all": [PAPER]}
    known = two_steps({"takes": "dossier"}, dossier=[paper | {"share": "20%"}])
    unknown = two_steps({"takes": "dossier"}, dossier=[paper])
    assert [line.exact for line in known.lines if line.demand] == [HOUR / 10]
    assert known.range is None
    assert gaps(unknown) == [("condition", "abroad")]
    assert unknown.range is not None
    assert unknown.range[1] - unknown.range[0] == Decimal("29711.174242")
    assert not unknown.is_open


def test_steps_that_share_a_trip_pay_the_way_once():
    way = {"id": "way", "value": "30 min", "fare": "20000 VND"}
    pay = {"id": "pay", "kind": "pay", "at": "office", "trip": "way"}
    submit = {"id": "submit", "kind": "submit", "at": "office", "trip": way}
    found = cost(small(steps=[submit, pay], parties={"office": {"level": "commune"}}))
    assert found.by_element == {"travel": Decimal("49711.174242")}
    assert found.counts.visits == 1
    alone = cost(small(steps=[submit, pay | {"trip": {"value": "30 min"}}], parties={"office": {"level": "commune"}}))
    assert alone.counts.visits == 2


def test_a_loop_is_paid_for_as_often_as_it_happens():
    back = {"choice": [{"to": "submit", "chance": "20%"}, {"to": "end", "outcome": "granted", "chance": "rest"}]}
    found = two_steps(check={"then": back})
    line = found.lines[0]
    assert line.visits == Fraction(5, 4)
    assert line.exact == HOUR * 5 / 4
    assert found.expected.steps == Fraction(5, 2)
    assert found.expected.hand_offs == Fraction(3, 2)


def test_rounds_of_completion_cost_the_applicant_their_own_effort():
    supplement = {"chance": "1/3", "effort": "60 min", "trip": {"value": "30 min"}, "outlay": "6000 VND"}
    found = two_steps(check={"supplement": supplement})
    # A chance of 1/3, again after each round: half a round on average.
    more = {line.element: line.exact for line in found.lines if line.step == "check"}
    assert more == {"time": HOUR / 2, "travel": HOUR / 4, "out-of-pocket": 3000}


@pytest.mark.parametrize(
    ("day", "amount"), [("2024-06-30", None), ("2024-07-01", 100_000), ("2025-01-01", 120_000), ("2026-04-07", 60_000)]
)
def test_the_tariff_of_the_day(day: str, amount: int | None):
    lines = [
        {"id": "old", "amount": "100000 VND", "from": "2024-07-01", "to": "2024-12-31"},
        {"id": "new", "amount": "120000 VND", "from": "2025-01-01"},
        {"id": "half", "amount": "60000 VND", "from": "2026-04-07", "to": "2026-06-30", "waiver": "true"},
    ]
    procedure = small(fees=[{"id": "fee", "lines": lines}])
    found = cost(procedure, as_of=date.fromisoformat(day))
    assert found.by_element.get("fee") == amount
    assert found.is_open == (amount is None)
    assert found.transfers == ({} if amount is None else {"authority": amount})


def test_a_waiver_that_has_ended_leaves_the_full_fee():
    lines = [
        {"id": "full", "amount": "120000 VND"},
        {"id": "half", "amount": "60000 VND", "from": "2026-04-07", "to": "2026-06-30", "waiver": "true"},
    ]
    procedure = small(fees=[{"id": "fee", "lines": lines}])
    assert cost(procedure, as_of=date(2026, 6, 30)).by_element["fee"] == 60_000
    assert cost(procedure, as_of=date(2026, 7, 1)).by_element["fee"] == 120_000


@pytest.mark.parametrize(
    ("line", "amount"),
    [
        ({"amount": "0 VND"}, 0),
        ({"amount": "7000 VND", "per": "item", "items": "3"}, 21_000),
        ({"amount": "0.5%", "per": "share", "base": "10000000 VND"}, 50_000),
        ({"amount": "9000 VND", "exempt": "citizen"}, 0),
        ({"amount": "9000 VND", "per": "subject"}, 4_500),
    ],
)
def test_what_a_fee_is_for(line: dict[str, Any], amount: int):
    volume = {"subjects": "10", "times": "2"}
    fee = {"id": "fee", "lines": [{"id": "line"} | line]}
    found = cost(small(applicants=["citizen"], fees=[fee], volume=volume))
    assert next(line.exact for line in found.case_priced.ledger.lines if line.element == "fee") == amount
    assert not found.is_open


@pytest.mark.parametrize("line", [{}, {"amount": "7000 VND", "per": "item"}, {"amount": "1%", "per": "share"}])
def test_a_fee_of_unknown_amount_is_unknown_and_not_zero(line: dict[str, Any]):
    found = cost(small(fees=[{"id": "fee", "lines": [{"id": "line"} | line]}]))
    assert gaps(found) == [("fee", "submit")]
    assert found.is_open
    assert "fee" not in found.by_element


def test_what_is_not_given_is_listed_and_opens_the_total():
    bare = two_steps({"effort": None})
    assert gaps(bare) == [("effort", "submit")]
    papers = [{"id": "a", "type": "plan"}, PAPER | {"copies": "2"}, {"id": "note", "type": "remark"}]
    listed = two_steps({"takes": "dossier"}, dossier=papers)
    assert gaps(listed) == [("effort", "a"), ("copies", "form")]
    sets = two_steps({"takes": "dossier", "sets": "2"}, dossier=[PAPER])
    assert gaps(sets) == [("sets", "submit")]
    assert all(found.is_open for found in (bare, listed, sets))
    assert listed.counts.documents == 2


def test_the_authority_has_hours_but_no_price_and_never_enters_the_total():
    costs = [{"id": "post", "amount": "12000 VND", "element": "service"}]
    found = two_steps(check={"effort": "3 hour", "costs": costs})
    assert found.total == Decimal("59422.348485")
    assert found.authority.by_party == {"authority:commune": 12_000}
    assert [gap.kind for gap in found.unpriced_of("authority")] == ["hours"]
    assert not found.is_open


def test_a_look_up_costs_the_authority_and_not_the_applicant():
    register = {"status": "published-ready", "look-up": "800 VND"}
    standing = {"is": "already-law"}
    paper = PAPER | {"handover": "look-up", "once-only": {"register": "people", "standing": standing}}
    found = two_steps({"takes": "dossier"}, {"takes": "dossier"}, dossier=[paper], registers={"people": register})
    assert [line.demand for line in found.lines] == [None]
    assert [(line.demand, line.step, line.exact) for line in found.authority.lines] == [("form", "check", 800)]
    assert found.counts.documents == 0


def test_money_that_goes_to_others_is_shown_as_transfers():
    costs = [{"id": "stamp", "amount": "12000 VND", "element": "service", "paid-to": "notary"}]
    fees = [{"id": "fee", "amount": "30000 VND", "receiver": "office"}]
    found = two_steps({"costs": costs}, fees=fees)
    assert found.transfers == {"third-party:notary": 12_000, "authority:commune": 30_000}


def test_a_year_is_a_ledger_of_its_own():
    found = cost(small(volume={"cases": "3"}))
    assert found.per_case == Decimal("59422.348485")
    assert found.total == Decimal("178267.045455")  # 3 × 59,422.348484… rounded once, not 3 × 59,422.348485
    assert cost(small(volume={"subjects": "10"})).volume is None


def test_known_shares_weigh_the_total():
    cases = [{"id": "house", "share": "1/4"}, {"id": "flat", "share": "3/4"}]
    steps = [
        {"id": "submit", "kind": "submit", "effort": "60 min"},
        {"id": "measure", "kind": "prepare", "effort": "60 min", "cases": "house"},
    ]
    found = cost(small(cases=cases, steps=steps))
    assert found.total_of is None
    assert found.range is None
    assert {(line.step, line.case): line.volume for line in found.lines} == {
        ("submit", "house"): Fraction(1, 4),
        ("measure", "house"): Fraction(1, 4),
        ("submit", "flat"): Fraction(3, 4),
    }
    assert sum(line.exact for line in found.lines) == HOUR * 5 / 4
    assert found.expected.steps == Fraction(5, 4)
    assert {case: item.total for case, item in found.by_case.items()} == {
        "house": Decimal("118844.69697"),
        "flat": Decimal("59422.348485"),
    }


def test_shares_that_make_no_whole_are_an_error():
    with pytest.raises(InputError) as caught:
        cost(small(cases=[{"id": "a", "share": "1/4"}, {"id": "b", "share": "1/4"}]))
    assert caught.value.findings[0].code == "costing.shares-do-not-sum"


def test_an_unknown_share_makes_a_reference_variant():
    found = cost(small(cases=[{"id": "a", "share": "1/4"}, {"id": "b"}]))
    assert found.total_of is not None
    assert found.total_of.case == "a"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"currency": "EUR"}, "costing.currency-mix"),
        ({"fees": [{"id": "fee", "amount": "3 EUR"}]}, "costing.currency-mix"),
        ({"fees": [{"id": "fee", "amount": "3000"}]}, "costing.not-money"),
        ({"fees": [{"id": "fee", "amount": "3 hour"}]}, "costing.not-money"),
        ({"steps": [{"id": "submit", "kind": "submit", "effort": "2 day"}]}, "costing.not-hours"),
        ({"steps": [{"id": "submit", "kind": "submit", "effort": "2000 VND"}]}, "costing.not-hours"),
        ({"volume": {"cases": "3 day"}}, "costing.not-a-count"),
    ],
)
def test_units_and_currencies_that_do_not_fit_are_errors(keys: dict[str, Any], expected: str):
    with pytest.raises(InputError) as caught:
        cost(small(**keys))
    assert caught.value.findings[0].code == expected


def test_a_line_is_known_as_well_as_its_weakest_number():
    effort = {"value": "60 min", "provenance": "measured", "source": "trial"}
    steps = [{"id": "submit", "kind": "submit", "effort": effort}]
    assert cost(small(steps=steps)).lines[0].provenance == "estimated"  # the hours of a year are from memory
    volume = {"cases": {"value": "3", "provenance": "illustrative"}}
    found = cost(small(steps=steps, volume=volume))
    assert found.lines[0].provenance == "illustrative"
    assert found.case_priced.ledger.lines[0].provenance == "estimated"


def test_waiting_and_limits_cost_nothing():
    plain = two_steps()
    timed = two_steps(check={"wait": "30 day", "limit": "15 working-day"}, limits=[{"id": "whole", "value": "20 day"}])
    assert plain.total == timed.total
    assert timed.limit.value == 20
    assert plain.limit.reason is not None


def test_limits_are_never_added():
    limits = [{"id": "a", "value": "3 day", "covers": "submit"}, {"id": "b", "value": "9 day", "covers": "check"}]
    found = two_steps(limits=limits).limit
    assert found.value is None
    assert found.reason is not None
    wide = [*limits, {"id": "all", "value": "10 day", "covers": ["submit", "check"]}]
    assert (two_steps(limits=wide).limit.id, two_steps(limits=wide).limit.value) == ("all", 10)


def test_the_range_of_a_weighted_total_weighs_the_open_condition_too():
    cases = [{"id": "house", "share": "1/4"}, {"id": "flat", "share": "3/4"}]
    paper = {"if": {"en": "abroad", "vi": "ở nước ngoài"}, "id": "abroad", "all": [PAPER], "cases": "house"}
    found = two_steps({"takes": "dossier"}, cases=cases, dossier=[paper])
    assert found.total_of is None
    # Half an hour in one case of four is a line of its own, rounded by itself: 7,427.793561.
    assert found.range == (Decimal("59422.348485"), Decimal("59422.348485") + Decimal("7427.793561"))
