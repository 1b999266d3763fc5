"""Every example of the reference page is read, and the page names every key of the language."""

import re
from pathlib import Path

import pytest
from rules_examples import HEAD, SCHEMA, rule_of

from procsimplify.base.yaml import read_tree
from procsimplify.rules import FactBase, RuleSet, load_patterns, match
from procsimplify.rules.form import ConditionForm, DefineForm, ParameterForm, RuleForm

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "rule-language.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_an_example_is_well_formed(block):
    if re.search(r"^patterns:", block, re.MULTILINE):
        assert [len(found.alternatives) for found in load_patterns(read_tree(block.encode(), "p"), SCHEMA).values()]
        return
    rule = rule_of(block if block.startswith("id:") else HEAD + block, "rule-language.md")
    assert match(RuleSet((rule,)), FactBase(SCHEMA), "durable").faults == ()


@pytest.mark.parametrize("form", [RuleForm, ConditionForm, DefineForm, ParameterForm])
def test_every_key_is_described(form):
    missing = [
        info.alias
        for info in form.model_fields.values()
        if not re.search(rf"`[^`\n]*\b{re.escape(info.alias or '')}\b", PAGE) and info.alias != "note"
    ]
    assert missing == []
    assert len(BLOCKS) >= 8
