"""The command why-not."""

import json

from procsimplify.cli.exits import BAD_INPUT, FINE


def test_it_says_which_guard_kept_the_rule_silent(run):
    code, out, _ = run("why-not", "R12", "1.000894", "--lang", "vi")
    assert code == FINE
    assert "Cố ý im lặng" in out
    account = json.loads(run("why-not", "R12", "1.000894", "--json")[1])
    assert (account["silent"], account["blocked_by"]) == (True, "register-guards/said-already")


def test_v_says_where_the_condition_stands(run):
    assert "several-sets/rule.yaml" not in run("why-not", "R01", "1.013225")[1]
    assert "several-sets/rule.yaml" in "".join(run("why-not", "R01", "1.013225", "-v")[1].split())


def test_an_unknown_rule_and_an_unknown_target_are_bad_input(run):
    assert run("why-not", "R99", "1.013225")[0] == BAD_INPUT
    code, _, err = run("why-not", "R01", "1.013225", "--about", "document:plan")
    assert code == BAD_INPUT
    assert "step:ID" in err
