"""The negative corpus: one bad rule for each error, and the words that its message must hold."""

from pathlib import Path

import pytest
from rules_examples import SCHEMA, rule_of

from procsimplify.base.errors import NotWellFormed
from procsimplify.base.yaml import read_tree
from procsimplify.rules import load_patterns

FOLDER = Path(__file__).parent / "bad"

# File, code, line, words of the English line, words of the Vietnamese line.
TABLE = {
    "ambiguous-number": ("bad-constant", 10, ["1.000", "integer"], ["1.000", "số nguyên"]),
    "bad-constant": ("bad-constant", 10, ["hai", "sets", "integer"], ["hai", "sets"]),
    "bad-variable": ("bad-variable", 10, ["$S", "small letters"], ["$S", "chữ thường"]),
    "define-taken-name": ("duplicate-relation", 10, ["takes", "taken"], ["takes", "đã được dùng"]),
    "define-two-kinds": ("define-form", 10, ["papers", "exactly one"], ["papers", "đúng một"]),
    "edit-of-unbound-variable": ("unbound-variable", 12, ["propose/0/step", "$x"], ["$x", "gán"]),
    "missing-and-more": ("missing-and-more", 10, ["actor", "given: false"], ["actor", "given: false"]),
    "missing-key": ("missing-key", 1, ["kind", "add"], ["kind", "thêm"]),
    "no-unit": ("wrong-unit", 10, ["“5”", "working-day", "hour"], ["“5”", "đơn vị"]),
    "not-a-map": ("wrong-shape", 10, ["match/0", "map of keys"], ["bảng khóa"]),
    "one-language": ("missing-key", 6, ["why", "en"], ["why", "thiếu"]),
    "only-comparisons": ("no-pattern", 9, ["no pattern"], ["không có mẫu"]),
    "order-on-a-symbol": ("wrong-condition", 10, ["at-least", "actor", "symbol"], ["at-least", "actor"]),
    "page-with-edit": ("page-proposes", 11, ["page", "never a saving"], ["tiết kiệm"]),
    "proposal-without-edit": ("class-needs", 3, ["proposal", "propose"], ["proposal", "propose"]),
    "quantity-joined": ("quantity-joined", 11, ["$q", "where"], ["$q", "where"]),
    "too-many-patterns": ("too-many", 9, ["12", "split"], ["12", "tách"]),
    "two-relations-in-one-pattern": ("one-relation", 10, ["match/0", "more than one relation"], ["gạch đầu dòng"]),
    "unbound-placeholder": ("unbound-placeholder", 6, ["why/en", "{t}"], ["{t}", "biến"]),
    "unbound-variable": ("unbound-variable", 12, ["$t", "did you mean “$s”"], ["$t", "“$s”"]),
    "unknown-field": ("unknown-field", 10, ["acter", "did you mean “actor”"], ["acter", "“actor”"]),
    "unknown-key": ("unknown-key", 11, ["unles", "“unless”"], ["unles", "“unless”"]),
    "unknown-parameter": ("unknown-parameter", 12, ["@fw", "few"], ["@fw", "few"]),
    "unknown-pattern": ("unknown-pattern", 12, ["general-guard”", "“general-guards”"], ["“general-guards”"]),
    "unknown-relation": ("unknown-relation", 10, ["stepp", "did you mean “step”"], ["stepp", "“step”"]),
    "unknown-word": ("unknown-word", 4, ["legal", "clerical", "advice"], ["legal", "clerical"]),
    "variable-as-constant": ("variable-as-constant", 11, ["$s", "is:"], ["$s", "is:"]),
    "variable-of-two-types": ("variable-type", 11, ["$s", "symbol", "integer"], ["$s", "hai biến"]),
    "wrong-unit": ("wrong-unit", 10, ["month", "limit", "working-day"], ["month", "giờ và phút"]),
}
SEVERAL = {
    "pattern-parameter": [("pattern-parameter", 12), ("pattern-parameter", 13)],
    "recursive-define": [("recursive-define", 10), ("recursive-define", 14)],
    "several-errors": [("unknown-relation", 10), ("unknown-field", 11), ("wrong-condition", 13)],
}


def findings_of(name):
    with pytest.raises(NotWellFormed) as refused:
        rule_of((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), f"{name}.yaml")
    return refused.value.findings


def test_the_table_and_the_folder_agree():
    assert sorted({*TABLE, *SEVERAL}) == sorted(path.stem for path in FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("name", TABLE)
def test_a_bad_rule_is_told_off_once_at_its_place_in_words(name):
    code, line, english, vietnamese = TABLE[name]
    [finding] = findings_of(name)
    assert (finding.code, finding.place.file, finding.place.line) == (f"rules.{code}", f"{name}.yaml", line)
    assert [word for word in english if word not in finding.render("en")] == []
    assert [word for word in vietnamese if word not in finding.render("vi")] == []


@pytest.mark.parametrize("name", SEVERAL)
def test_all_errors_come_in_one_run(name):
    found = [(finding.code, finding.place.line) for finding in findings_of(name)]
    assert found == [(f"rules.{code}", line) for code, line in SEVERAL[name]]


def test_a_bad_shared_pattern_is_told_off_too():
    source = """
patterns:
  guards:
    parameters: [demand]
    any:
    - id: one
      reason: {vi: a, en: b}
      match: [ {demand: {document: $other}} ]
"""
    with pytest.raises(NotWellFormed) as refused:
        load_patterns(read_tree(source.encode(), "patterns.yaml"), SCHEMA)
    [finding] = refused.value.findings
    assert finding.code == "rules.unused-pattern-parameter"
    assert "$demand" in finding.mend("en")
