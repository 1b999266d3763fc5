"""Each command on a shipped procedure: its exit code, its JSON, its words in both languages."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from procsimplify.cli.exits import FINE, NOT_GOOD

CODE = "1.012885"
SETS = "several-sets:"


@pytest.fixture
def simpler(run, tmp_path):
    """The procedure with its plan applied."""
    path = tmp_path / "simpler.yaml"
    assert run("apply", CODE, "--plan", "-o", path)[0] == FINE
    return path


def test_analyse_begins_with_one_sentence_that_says_it_all(run):
    code, out, err = run("analyse", CODE)
    sentence = " ".join(out.split("\n\n")[0].split())
    assert code == FINE
    assert err == ""
    for words in (
        "1.012885, for a business, in person: one case costs 1,069,643 đ",
        "the plan of 1 proposal saves 293,191 đ (27.4 %), 7 sets and 28 copies fewer",
        "98/2024/NĐ-CP",
        "(article to be found)",
    ):
        assert words in sentence


def test_analyse_speaks_vietnamese_with_vietnamese_numbers(run):
    code, out, _ = run("analyse", CODE, "--lang", "vi")
    words = " ".join(out.split())
    assert code == FINE
    assert "chi phí tuân thủ một hồ sơ là 1.069.643 đ" in words
    assert "cắt giảm 293.191 đ (27,4 %), bớt 7 bộ hồ sơ và 28 bản sao" in words
    assert "Rút ngắn thời hạn giải quyết tiết kiệm 0 đồng" in words
    assert "Compliance" not in out


def test_analyse_shows_what_the_drafter_asks_for(run):
    _, out, _ = run("analyse", CODE)
    for words in (
        "before", "after", "saved", "percent", "Sets", "Further copies", "Statutory limit", "Institutions", "Hand-offs",
        "Steps",
        "Questions for the review form", "To amend", "illustrative", "A shorter time limit saves 0 dong",
    ):  # fmt: skip
        assert words in out


def test_analyse_json_has_the_keys_of_the_contract(run):
    code, out, _ = run("analyse", CODE, "--json")
    found = json.loads(out)
    assert code == FINE
    assert [*found][:2] == ["contract", "stamp"]
    assert {"procedure", "method", "currency", "volume", "before", "proposals", "plan", "after"} <= found.keys()
    keys = {
        "total", "per_case", "total_of", "by_party", "by_element", "by_step", "by_case", "range", "authority",
        "third_party", "transfers", "unpriced", "counts", "expected", "limit", "elapsed", "provenance",
    }  # fmt: skip
    assert keys <= found["before"].keys()
    assert keys <= found["after"].keys()
    assert found["before"]["total"] == "1069643.308081"
    saved = Decimal(found["before"]["total"]) - Decimal(found["after"]["total"])
    assert Decimal(found["plan"]["saving"]) == saved == Decimal("293191.287879")
    assert found["proposals"][0]["id"].startswith(SETS)
    assert found["plan"]["proposals"] == [found["proposals"][0]["id"]]


def test_the_same_input_gives_the_same_bytes(run):
    first, second = run("analyse", CODE, "--json"), run("analyse", CODE, "--json", "--engine", "indexed")
    assert first == second


def test_cost_shows_lines_and_opens_one(run):
    _, out, _ = run("cost", CODE, "-v")
    assert "1,069,643 đ" in out
    assert "210,000 đ *" in out
    _, line, _ = run("cost", CODE, "--explain", "6")
    assert line.startswith("Line 6")
    assert "210,000 VND" in line
    found = json.loads(run("cost", CODE, "--explain", "6", "--json")[1])
    assert found["amount"] == "210000"
    lines = json.loads(run("cost", CODE, "--json")[1])["lines"]
    assert sum(Decimal(line["amount"]) for line in lines) == Decimal("1069643.308081")


def test_propose_lists_questions_apart(run):
    code, out, _ = run("propose", CODE, "-v")
    assert code == FINE
    assert out.index("Proposals") < out.index("Questions for the review form")
    assert "What follows when the body asked does not answer in time" in " ".join(out.split())
    listed = json.loads(run("propose", CODE, "--json")[1])["proposals"]
    assert {one["class"] for one in listed} >= {"proposal", "question"}


def test_v_says_which_matcher_ran_on_standard_error(run):
    assert "indexed" in run("propose", CODE, "-v", "--engine", "indexed")[2]


def test_plan_exits_1_where_the_target_is_not_met(run):
    assert run("plan", CODE, "--target", "27%")[0] == FINE
    code, out, _ = run("plan", CODE, "--target", "0.9")
    assert code == NOT_GOOD
    assert "target is not met" in " ".join(out.split())
    assert json.loads(run("plan", CODE, "--target", "9/10", "--json")[1])["plan"]["status"] == "infeasible"


def test_plan_does_without(run):
    name = json.loads(run("plan", CODE, "--json")[1])["plan"]["proposals"][0]
    found = json.loads(run("plan", CODE, "--without", name, "--json")[1])
    assert found["plan"]["proposals"] == []
    assert found["plan"]["without"] == [name]


def test_apply_writes_what_compare_then_names(run, simpler):
    code, out, _ = run("compare", CODE, simpler)
    assert code == FINE
    assert "no group of applicants pays more" in " ".join(out.split())
    found = json.loads(run("compare", CODE, simpler, "--json")[1])
    assert found["edits"] == [{"edit": "reduce-copies", "step": "submit", "sets": 1}]
    assert found["increases"] == []
    assert found["increase_by_party"]["business"] == "-293191.287879"


def test_apply_keeps_the_comments_of_a_file(run, tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(
        "# my own words\ncode: '1'\ntitle: Permit\nas-of: 2026-07-01\n"
        "dossier:\n- {id: plan, type: plan, accepts: original}\nsteps:\n"
        "- {id: apply, kind: submit, effort: 30 min, takes: dossier, sets: 3}  # three sets\n"
        "- {id: decide, kind: decide, who: authority}\n",
        encoding="utf-8",
    )
    assert run("apply", path, "--plan", "-o", path)[0] == FINE
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# my own words\n")
    assert "# three sets" in text
    assert "sets: 3" not in text


def test_apply_prints_where_it_is_asked_to(run, simpler):
    code, out, err = run("apply", CODE, "--plan", "-o", "-")
    assert code == FINE
    assert out == simpler.read_text(encoding="utf-8")
    assert "293,191" in err
    assert run("apply", CODE, "--plan", "-o", "-", "-q")[2] == ""


def test_apply_takes_named_proposals(run, tmp_path, simpler):
    name = json.loads(run("plan", CODE, "--json")[1])["plan"]["proposals"][0]
    path = tmp_path / "named.yaml"
    code, out, _ = run("apply", CODE, "--proposals", f"{name},", "-o", path, "--json")
    assert code == FINE
    assert json.loads(out)["preserves"] == {f"P{number}": True for number in range(1, 7)}
    assert path.read_bytes() == simpler.read_bytes()


def test_the_gate_closes_where_applicants_pay_more(run, simpler):
    assert run("compare", CODE, simpler, "--fail-on-increase")[0] == FINE
    assert run("compare", simpler, CODE)[0] == FINE
    code, out, _ = run("compare", simpler, CODE, "--fail-on-increase")
    assert code == NOT_GOOD
    assert "+293,191 đ" in out


def test_compare_writes_markdown_without_live_markup(run, simpler):
    _, out, _ = run("compare", simpler, CODE, "--format", "markdown", "--lang", "vi")
    assert out.startswith("**1.012885")
    assert "<details>" in out
    assert "| Chi phí tuân thủ |" in out


def test_compare_writes_sarif(run, simpler):
    log = json.loads(run("compare", simpler, CODE, "--format", "sarif")[1])
    results = log["runs"][0]["results"]
    assert {result["ruleId"] for result in results} == {"review.pays-more"}
    prints = [result["partialFingerprints"]["procsimplify/v1"] for result in results]
    assert len(set(prints)) == len(prints)


def test_check_says_sound_and_shows_joins(run):
    assert run("check", CODE) == (FINE, "✓ 1.012885: Approve project and investor, apartment renewal: sound\n", "")
    assert "joins inferred and verified" in run("check", "3.000029", "-v")[1]
    assert run("check", CODE, "-q") == (FINE, "", "")


def test_rules_are_listed_shown_and_tested(run):
    listed = json.loads(run("rules", "list", "--json")[1])
    assert "several-sets" in {rule["id"] for rule in listed}
    assert "several-sets" in run("rules", "list")[1]
    assert "Yêu cầu nhiều bộ hồ sơ" in run("rules", "show", "R01", "--lang", "vi")[1]


def test_a_new_rule_loads_and_its_cases_run_until_they_are_broken(run, tmp_path):
    code, out, _ = run("rules", "new", "my-rule", "--into", tmp_path)
    assert code == FINE
    folder = Path(out.strip())
    assert run("rules", "test", folder)[0] == FINE
    cases = folder / "cases.yaml"
    cases.write_text(cases.read_text(encoding="utf-8").replace("copies: 3", "copies: 1"), encoding="utf-8")
    code, out, _ = run("rules", "test", folder)
    assert code == NOT_GOOD
    assert "my-rule" in out
    assert run("propose", CODE, "--rules", folder)[0] == FINE


def test_procedures_are_listed_and_shown(run):
    listed = json.loads(run("procedures", "list", "--json")[1])
    entry = next(item for item in listed if item["code"] == CODE)
    assert {"code", "title", "path"} <= entry.keys()
    assert Path(entry["path"]).read_text(encoding="utf-8") == run("procedures", "show", CODE)[1]
    assert CODE in run("procedures", "list")[1]
    assert json.loads(run("procedures", "show", CODE, "--json")[1])["code"] == CODE


@pytest.mark.parametrize("kind", ["procedure", "rule"])
def test_schemas_are_json_schemas(run, kind):
    from jsonschema import Draft202012Validator

    Draft202012Validator.check_schema(json.loads(run("schema", kind)[1]))


@pytest.mark.parametrize("command", ["analyse", "cost", "propose", "plan"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_nothing_is_wider_than_80_columns(run, command, lang):
    _, out, _ = run(command, CODE, "--lang", lang, "-v")
    assert max(len(line.rstrip()) for line in out.splitlines()) <= 80
    assert "\x1b" not in out


def test_words_of_a_file_are_never_markup(run, tmp_path):
    path = tmp_path / "odd.yaml"
    path.write_text(
        "code: '1'\ntitle: '[red]not red[/red] :smile: [link=x]y[/link]'\nas-of: 2026-07-01\n"
        "dossier:\n- {id: plan, type: plan, accepts: original}\nsteps:\n"
        "- {id: apply, kind: submit, title: '[bold]apply[/bold] [/]', effort: 30 min, takes: dossier, sets: 2}\n"
        "- {id: decide, kind: decide, who: authority}\n",
        encoding="utf-8",
    )
    for command in ("analyse", "cost", "propose"):
        code, out, _ = run(command, path, "-v")
        assert code == FINE
        assert "[red]not red[/red] :smile: [link=x]y[/link]" in out
    assert "[bold]apply[/bold] [/]" in run("cost", path)[1]
    assert run("apply", path, "--plan", "-o", tmp_path / "less.yaml")[0] == FINE
    assert r"\[red\]" not in run("compare", path, tmp_path / "less.yaml")[1]
