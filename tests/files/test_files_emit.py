"""What is written is read back as it was, and as texts, by readers of YAML 1.1 and 1.2."""

import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from procsimplify.files.emit import Layout, emit
from procsimplify.files.scalars import block_text, is_plain, scalar

TRICKY = [
    *("", " ", "~", "null", "Null", "yes", "No", "on", "OFF", "y", "N", "true", "=", "<<", "-", "?", ":", "- a", "a:"),
    *("1", "-1", "+1", "0", "007", "0o17", "0x1F", "0b1", "1_000", "1.", ".5", "1.0", "1e3", "1.5e+3", "._", ".inf"),
    *("-.INF", ".nan", "12:30", "1:30:15.5", "2026-07-01", "2026-7-1", "2026-07-01 10:00:00", "2026-07-01T10:00Z"),
    *("1.012885", "1.000060", "20%", "1/3", "5 min", "98/2024/NĐ-CP", "a: b", "a #b", "#a", "&a", "*a", "!a", "|", ">"),
    *("'a'", '"a"', 'x"y', "x'y", "back\\slash", "[a]", "{a}", "a,b", "a]b", "a}b", "%a", "@a", "`a", "---", "...a"),
    *("a\nb", "a\nb\n", "a\n\nb\n", "\na", "a\n\n", " a\nb", "a \nb", "a\n b", "a\n \nb", "a\tb", "\ta\nb", "a\r\nb"),
    *("giấy phép", "Ủy ban\nnhân dân", "\x00", "\x85", "\u2028", "\ufeff", "\x7f", "😀", "http://x/y?z=1", "a?b", "-a"),
    *("a\n# b\n", "a\n--- b\n", "---\na\n", "0.", "08", "0_", "+.5", "190:20:30", "1e5", "1E5", "0X1f", "?a", "0b_"),
]
TEXTS = st.sampled_from(TRICKY) | st.text(
    alphabet=st.sampled_from(list("abeEyn01289_-+.:,?#~ '\"\\[]{}<=>|&*!%@`/\n\tTZộĐ")), max_size=12
)
KEYS = st.sampled_from(["id", "title", "all", "no", "8", "a: b", "", "ký hiệu", "<<", "x"]) | TEXTS
TREES = st.recursive(
    st.none() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)


def read(text: str, version: tuple[int, int]) -> object:
    yaml = YAML(typ="safe", pure=True)
    yaml.version = version
    return yaml.load(io.StringIO(text, newline=""))


@settings(max_examples=300, deadline=None)
@given(TREES, st.sampled_from([Layout(), Layout(offset=2), Layout(indent=4, offset=2, width=30)]))
@example({"code": "1.000060", "no": ["off", {"id": "12:30"}]}, Layout())
def test_every_reader_gets_the_same_texts(tree, layout):
    text = emit(tree, layout)
    assert read(text, (1, 2)) == tree
    assert read(text, (1, 1)) == tree


@pytest.mark.parametrize("text", TRICKY)
@pytest.mark.parametrize("flow", [True, False])
def test_every_tricky_text_is_a_text_alone(text, flow):
    written = scalar(text, flow=flow)
    held = f"[{written}]\n" if flow else f"- {written}\n"
    assert read(held, (1, 1)) == [text]
    assert read(held, (1, 2)) == [text]


@settings(max_examples=500, deadline=None)
@given(st.text(alphabet="0123456789abcdefoxyYnNTtZ.:_+-eE~=<> ", min_size=1, max_size=10))
@example("-_")
@example("+__1")
def test_quotes_stand_wherever_a_reader_would_see_another_type(text):
    """The judge is what a reader makes of the bare word."""
    if not is_plain(text, flow=False):
        return
    assert read(f"- {text}\n", (1, 1)) == [text]
    assert read(f"- {text}\n", (1, 2)) == [text]


@pytest.mark.parametrize(
    "text", ["5 min", "20%", "1/3", "98/2024/NĐ-CP", "giấy phép", "1.0.1", "1.000.000", "a-b", "x"]
)
def test_no_quotes_stand_where_no_reader_needs_them(text):
    assert scalar(text, flow=True) == text


def test_the_layout_is_pleasant():
    tree = {
        "code": "1.012885",
        "title": {"vi": "Chấp thuận", "en": "Approve"},
        "channels": ["in-person", "post"],
        "dossier": {"all": [{"id": "request", "effort": {"value": "5 min", "standard": "de"}}, {"id": "plan"}]},
        "parties": {"department": {"level": "province", "role": ["receives", "prepares"]}},
        "note": "một\nhai\n",
        "steps": [
            {"id": "submit", "sets": "8", "then": {"choice": [{"to": "decide", "chance": "rest"}]}},
            {"id": "decide", "who": "w" * 50, "at": "x" * 50, "then": {"choice": [{"to": "end"}]}},
        ],
        "empty": [],
        "nothing": None,
    }
    assert emit(tree) == (
        'code: "1.012885"\n'
        "title: {vi: Chấp thuận, en: Approve}\n"
        "channels: [in-person, post]\n"
        "dossier:\n"
        "  all:\n"
        "  - {id: request, effort: {value: 5 min, standard: de}}\n"
        "  - {id: plan}\n"
        "parties:\n"
        "  department: {level: province, role: [receives, prepares]}\n"
        "note: |\n  một\n  hai\n"
        "steps:\n"
        '- id: submit\n  sets: "8"\n  then: {choice: [{to: decide, chance: rest}]}\n'
        f"- id: decide\n  who: {'w' * 50}\n  at: {'x' * 50}\n  then: {{choice: [{{to: end}}]}}\n"
        "empty: []\n"
        "nothing: null\n"
    )


def test_a_block_is_used_only_where_it_gives_the_text_back():
    assert block_text("a\nb", 2) == "|-\n  a\n  b"
    assert block_text("one line", 2) is None
    assert block_text(" a\nb", 2) is None
    assert block_text("a\n\n", 2) is None
