"""The keys and types that scripts outside the project rely on, on every shipped procedure.

The tables below are the promise of ``docs/reference/json.md`` written out once more, by hand: they share nothing with
the package's own ``to_json``.
"""

import itertools
import json
import re
from decimal import Decimal

import pytest

import procsimplify as ps
from procsimplify.base import shipped
from procsimplify.cli.main import main

CODES = sorted(path.stem for path in shipped.folder("procedures").rglob("*.yaml"))
AMOUNT = re.compile(r"-?(0|[1-9]\d*)(\.\d*[1-9])?")
COUNTS = {
    "steps", "visits", "institutions", "levels", "hand_offs", "documents", "documents_up_to", "sets", "copies",
    "certified_copies", "conditions",
}  # fmt: skip
PARTY = re.compile(r"(citizen|business|organisation)(/.+)?|authority:[a-z-]+|third-party:.+")
PAYER = re.compile(r"(citizen|business|organisation)(/.+)?")
ELEMENTS = {"time", "out-of-pocket", "fee", "travel", "service", "one-off", "other"}
STAMP = {"tool", "as_of", "method", "parameters", "rules", "language", "input"}
COST = {
    "total", "per_case", "total_of", "by_party", "by_element", "by_step", "by_case", "range", "authority",
    "third_party", "transfers", "unpriced", "counts", "expected", "limit", "elapsed", "provenance",
}  # fmt: skip
PLAN = {"proposals", "status", "gap", "saving", "percent", "amends"}
PROPOSAL = {
    "id", "effect", "rule", "title", "class", "kind", "standing", "edits", "targets", "saving", "saving_by_party",
    "counts_saved", "amends", "amends_candidates", "needs", "conflicts", "preserves", "status", "why", "evidence",
}  # fmt: skip
LINE = {
    "step", "case", "element", "party", "quantity", "unit", "price", "visits", "volume", "amount", "provenance",
    "factors", "source",
}  # fmt: skip


@pytest.fixture
def run(capsys):
    """Run a command line in this process: exit code, standard output, standard error."""

    def run(*arguments):
        code = main([str(argument) for argument in arguments])
        written = capsys.readouterr()
        return code, written.out, written.err

    return run


def is_amount(value):
    """An exact decimal in a string, its trailing zeros cut."""
    return isinstance(value, str) and AMOUNT.fullmatch(value) is not None and value != "-0"


def is_percent(value):
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))


def the_sum(amounts):
    return sum(map(Decimal, amounts.values()), Decimal(0))


def check_stamp(result):
    assert [*result][:2] == ["contract", "stamp"]
    assert result["contract"] == 1
    stamp = result["stamp"]
    assert stamp.keys() >= STAMP
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", stamp["as_of"])
    assert stamp["method"].keys() >= {"id", "edition"}
    assert re.fullmatch(r"[0-9a-f]{64}", stamp["input"])
    for parameter in stamp["parameters"]:
        assert parameter.keys() >= {"id", "date", "value", "unit", "source"}
    for pack in stamp["rules"]:
        assert pack.keys() >= {"pack", "version", "sha256"}
        assert re.fullmatch(r"[0-9a-f]{64}", pack["sha256"])


def check_cost(cost):
    assert cost.keys() >= COST
    assert is_amount(cost["total"])
    assert is_amount(cost["per_case"])
    assert cost["total_of"] is None or cost["total_of"].keys() >= {"case", "channel", "applicant"}
    for name in ("by_party", "by_element", "by_step"):
        assert all(is_amount(amount) for amount in cost[name].values()), name
        assert the_sum(cost[name]) == Decimal(cost["total"]), name
    assert all(PAYER.fullmatch(party) for party in cost["by_party"])
    assert cost["by_element"].keys() <= ELEMENTS
    for case in cost["by_case"].values():
        assert is_amount(case["total"])
        assert case["counts"].keys() >= COUNTS
        assert case["limit"] is None or case["limit"].keys() >= {"value", "unit", "from"}
    if cost["range"] is not None:
        low, high = cost["range"]
        assert is_amount(low)
        assert is_amount(high)
        assert Decimal(low) <= Decimal(cost["total"]) <= Decimal(high)
    assert is_amount(cost["authority"]["total"])
    assert the_sum(cost["authority"]["by_step"]) == Decimal(cost["authority"]["total"])
    assert is_amount(cost["third_party"]["total"])
    assert all(is_amount(amount) for amount in cost["transfers"].values())
    for item in cost["unpriced"]:
        assert item.keys() >= {"what", "why"}
        assert all(item[key][lang] for key in ("what", "why") for lang in ("vi", "en"))
    assert cost["counts"].keys() >= COUNTS
    assert cost["expected"].keys() >= COUNTS
    assert all(isinstance(cost["counts"][key], int) for key in COUNTS)
    assert cost["limit"] is None or cost["limit"].keys() >= {"value", "unit", "from"}
    if cost["elapsed"] is not None and "why" not in cost["elapsed"]:
        assert cost["elapsed"].keys() >= {"value", "unit", "method", "quantiles"}
        assert cost["elapsed"]["method"] in {"closed form", "simulated"}
    assert all(isinstance(share, int | float) for share in cost["provenance"].values())
    if Decimal(cost["total"]):
        assert sum(cost["provenance"].values()) == pytest.approx(100)


def check_proposal(proposal):
    assert proposal.keys() >= PROPOSAL
    rule, _, digest = proposal["id"].rpartition(":")
    assert rule == proposal["rule"]
    assert re.fullmatch(r"[0-9a-f]{10}", digest)
    assert proposal["class"] in {"proposal", "question", "page"}
    assert proposal["kind"] in {"clerical", "needs-legal-change", "advice"}
    assert proposal["standing"] in {"open", "already-law", "decided", "lapses"}
    assert proposal["status"] in {"open", "kept"}
    assert proposal["class"] != "question" or proposal["kind"] == "advice"
    assert proposal["class"] != "page" or proposal["kind"] == "clerical"
    assert all(isinstance(edit["edit"], str) for edit in proposal["edits"])
    assert all(re.fullmatch(r"[a-z-]+:.+", target) for target in proposal["targets"])
    assert proposal["saving"] is None or is_amount(proposal["saving"])
    assert all(PARTY.fullmatch(party) for party in proposal["saving_by_party"])
    assert all(is_amount(amount) for amount in proposal["saving_by_party"].values())
    if proposal["saving"] is not None:
        payers = {k: v for k, v in proposal["saving_by_party"].items() if PAYER.fullmatch(k)}
        assert the_sum(payers) == Decimal(proposal["saving"])
    assert all({"instrument", "article"} <= place.keys() for place in proposal["amends"])
    assert all(isinstance(need, str) for need in proposal["needs"])
    assert all({"id", "why"} <= conflict.keys() for conflict in proposal["conflicts"])
    assert all(re.fullmatch(r"P[1-6]", name) for name in proposal["preserves"])
    assert all(isinstance(held, bool) for held in proposal["preserves"].values())
    assert isinstance(proposal["evidence"], list)
    assert "district" not in json.dumps(proposal)


@pytest.mark.parametrize("code", CODES)
def test_analysis(run, code):
    status, out, _ = run("analyse", code, "--json")
    assert status == 0
    found = json.loads(out)
    check_stamp(found)
    assert found["procedure"] == code
    assert isinstance(found["method"], str)
    assert isinstance(found["currency"], str)
    assert found["volume"] is None or isinstance(found["volume"], int | str)
    check_cost(found["before"])
    check_cost(found["after"])
    for proposal in found["proposals"]:
        check_proposal(proposal)
    savings = [Decimal(p["saving"]) for p in found["proposals"] if p["saving"] is not None]
    assert savings == sorted(savings, reverse=True)

    plan = found["plan"]
    assert plan.keys() >= PLAN
    assert plan["status"] in {"optimal", "feasible", "infeasible"}
    assert is_amount(plan["saving"])
    assert is_percent(plan["percent"])
    assert Decimal(plan["saving"]) == Decimal(found["before"]["total"]) - Decimal(found["after"]["total"])
    assert all({"instrument", "article"} <= place.keys() for place in plan["amends"])
    by_id = {proposal["id"]: proposal for proposal in found["proposals"]}
    for chosen in plan["proposals"]:
        assert (by_id[chosen]["class"], by_id[chosen]["standing"], by_id[chosen]["status"]) == (
            "proposal", "open", "open",
        )  # fmt: skip
    # A percent of money while a fee or an effort of the reference variant is unpriced would be a guess.
    if any(item["kind"] in {"fee", "effort", "price"} for item in found["before"]["unpriced"]):
        assert plan["percent"] is None


@pytest.mark.parametrize("code", CODES)
def test_ledger(run, code):
    status, out, _ = run("cost", code, "--json")
    assert status == 0
    found = json.loads(out)
    check_stamp(found)
    check_cost(found)
    for line in itertools.chain(found["lines"], found["authority"]["lines"], found["third_party"]["lines"]):
        assert line.keys() >= LINE
        assert is_amount(line["amount"])
        assert PARTY.fullmatch(line["party"])
    assert sum((Decimal(line["amount"]) for line in found["lines"]), Decimal(0)) == Decimal(found["total"])


def test_lists_are_bare(run):
    status, out, _ = run("procedures", "list", "--json")
    listed = json.loads(out)
    assert status == 0
    assert sorted(row["code"] for row in listed) == CODES
    assert all({"code", "title", "path"} <= row.keys() for row in listed)


def test_comparison(run, tmp_path):
    path = tmp_path / "simpler.yaml"
    assert run("apply", "1.012885", "--plan", "-o", path)[0] == 0
    status, out, _ = run("compare", "1.012885", path, "--json")
    found = json.loads(out)
    assert status == 0
    check_stamp(found)
    check_cost(found["before"])
    check_cost(found["after"])
    assert all(is_amount(amount) for amount in found["increase_by_party"].values())
    assert all(("edit" in one) != ("change" in one) for one in found["edits"])
    changes = [one for one in found["edits"] if "change" in one]
    assert all(one["change"] in {"set", "insert", "delete", "move"} and "path" in one for one in changes)


def test_python_objects_name_what_the_json_names():
    procedure = ps.load("1.012885")
    analysis = ps.analyse(procedure)
    cost = ps.cost(procedure)
    for key in COST:
        assert hasattr(cost, key), key
    for key in PLAN:
        assert hasattr(analysis.plan, key), key
    for proposal, key in itertools.product(analysis.proposals, PROPOSAL - {"class"}):
        assert hasattr(proposal, key), key
    assert isinstance(cost.total, Decimal)
    first = next(iter(analysis.proposals))
    applied = ps.apply(procedure, first.edits)
    assert ps.cost(applied.procedure).total == cost.total - first.saving
    assert ps.load("1.012885") == procedure
