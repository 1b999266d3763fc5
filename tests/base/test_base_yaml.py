"""Reading YAML: texts stay texts, everything has a place, hostile input is refused with a finding."""

import io
import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from procsimplify.base.errors import InputError
from procsimplify.base.yaml import MAX_BYTES, MAX_DEPTH, MAX_FINDINGS, MAX_NODES, MAX_SCALAR, read_tree


def read(text):
    return read_tree(text.encode(), "f.yaml")


def findings(source):
    with pytest.raises(InputError) as caught:
        read_tree(source if isinstance(source, bytes) else source.encode(), "f.yaml")
    for found in caught.value.findings:
        assert found.place.file == "f.yaml"
        assert found.render("en")
        assert found.render("vi")
    return caught.value.findings


def spots(source):
    return [(found.code, found.place.line, found.place.column) for found in findings(source)]


def test_every_scalar_is_its_text():
    document = read("a: 1.000060\nb: yes\nc: 2020-01-01\nd: 0o17\ne: '5'\nf: \"x\"\ng: 1_000\nh: on\ni: 1e3\nj: .5\n")
    assert document.tree == {
        "a": "1.000060",
        "b": "yes",
        "c": "2020-01-01",
        "d": "0o17",
        "e": "5",
        "f": "x",
        "g": "1_000",
        "h": "on",
        "i": "1e3",
        "j": ".5",
    }


def test_only_plain_nothing_is_none():
    document = read("a:\nb: ~\nc: null\nd: ''\ne: 'null'\nf: \"~\"\ng: [a, ~]\n")
    assert document.tree == {"a": None, "b": None, "c": None, "d": "", "e": "null", "f": "~", "g": ["a", None]}


def test_a_byte_order_mark_is_passed_over():
    document = read_tree(b"\xef\xbb\xbfa: b\n", "f.yaml")
    assert document.tree == {"a": "b"}
    assert document.key_place(("a",)).column == 1


def test_addresses_and_times_in_brackets_are_texts():
    document = read("{a: https://example.org/x?y=z, b: [08:00, document:d-1]}")
    assert document.tree == {"a": "https://example.org/x?y=z", "b": ["08:00", "document:d-1"]}


def test_places():
    document = read("mã: x\nsteps:\n  - id: nộp\n    then: {đúng: [a, b]}\n")
    place = document.place(("steps", 0, "then", "đúng", 1))
    assert (place.file, place.line, place.column, place.path) == ("f.yaml", 4, 22, "steps/0/then/đúng/1")
    assert str(document.key_place(("steps", 0, "then", "đúng"))) == "f.yaml:4:12: steps/0/then/đúng"
    assert str(document.key_place(("steps",))) == "f.yaml:2:1: steps"
    assert str(document.place(("steps",))) == "f.yaml:3:3: steps"
    assert str(document.key_place(("steps", 0))) == str(document.place(("steps", 0))) == "f.yaml:3:5: steps/0"
    assert str(document.place(())) == "f.yaml:1:1"


def test_a_missing_path_has_the_place_of_its_nearest_parent():
    document = read("a: 1\nsteps:\n  - id: x\n")
    assert str(document.place(("steps", 0, "who", "level"))) == "f.yaml:3:5: steps/0/who/level"
    assert str(document.key_place(("steps", 7))) == "f.yaml:3:3: steps/7"
    assert str(document.place(("none",))) == "f.yaml:1:1: none"


def test_repeated_keys_are_all_named_with_both_lines():
    found = findings("a: 1\nb: {c: 1, c: 2}\na: 2\nd: 1\na: 3\n")
    assert [(f.code, f.place.line, f.place.path, f.args["first"], f.args["second"]) for f in found] == [
        ("base.yaml-duplicate-key", 2, "b/c", "2", "2"),
        ("base.yaml-duplicate-key", 3, "a", "1", "3"),
        ("base.yaml-duplicate-key", 5, "a", "1", "5"),
    ]


def test_findings_name_their_path():
    source = "steps:\n  - id: a\n  - id: b\n    then: [x, !t y]\n    who: &w {level: !t z}\n    ? [k]\n    : v\n"
    assert [found.place.path for found in findings(source)] == [
        "steps/1/then/1",
        "steps/1/who",
        "steps/1/who/level",
        "steps/1",
    ]


def test_two_spellings_of_one_letter_are_one_key():
    composed, decomposed = unicodedata.normalize("NFC", "mã"), unicodedata.normalize("NFD", "mã")
    assert composed != decomposed
    assert spots(f"{composed}: 1\n{decomposed}: 2\n") == [("base.yaml-duplicate-key", 2, 1)]
    assert read(f"{decomposed}: 1\n").tree == {decomposed: "1"}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", [("base.yaml-empty", None, None)]),
        ("# only a comment\n", [("base.yaml-empty", None, None)]),
        ("a: 1\n---\nb: 2\n", [("base.yaml-several-documents", 2, 1)]),
        ("a: &x 1\nb: *x\n", [("base.yaml-alias", 1, 4), ("base.yaml-alias", 2, 4)]),
        ("*x : 1\n", [("base.yaml-alias", 1, 1)]),
        ("a: !!python/object:os.system x\n", [("base.yaml-tag", 1, 4)]),
        ("a: !x [1]\nb: !y {}\n", [("base.yaml-tag", 1, 4), ("base.yaml-tag", 2, 4)]),
        ("<<: {a: 1}\n", [("base.yaml-merge-key", 1, 1)]),
        ("? [a]\n: b\n", [("base.yaml-key-not-text", 1, 3)]),
        ("{a: b}: c\n", [("base.yaml-key-not-text", 1, 1)]),
        ("~: c\n? \n: d\n", [("base.yaml-key-not-text", 1, 1), ("base.yaml-key-not-text", 2, 2)]),
        (b"a: \xff\n", [("base.yaml-not-utf8", 1, None)]),
        (b"a: b\0\n", [("base.yaml-not-text", 1, 5)]),
        ("a: b\nc: \u2028\n", [("base.yaml-not-text", 2, 4)]),
        ("a: b\ufeff\n", [("base.yaml-not-text", 1, 5)]),
        ('a: "\\0"\n', [("base.yaml-control-character", 1, 4)]),
        ('a: "\\e[31m"\n', [("base.yaml-control-character", 1, 4)]),
        ("a: 1\na: &x 2\n", [("base.yaml-duplicate-key", 2, 1), ("base.yaml-alias", 2, 4)]),
    ],
)
def test_what_is_refused(source, expected):
    assert spots(source) == expected


def test_a_merge_key_in_quotes_is_a_text():
    assert read("'<<': a\n").tree == {"<<": "a"}
    assert read("- <<\n").tree == ["<<"]


def test_the_position_of_bad_bytes_is_told():
    assert "position 5 " in findings("ộ: \0".encode())[0].message("en")
    assert "position 3 " in findings(b"a: \xc3\x28")[0].message("en")


@pytest.mark.parametrize(
    ("source", "line", "column", "words"),
    [
        ("title: Hồ sơ: bản chính\n", 1, 13, "a colon stands where no key can be"),
        ("a:\n\t- b\n", 2, 1, "a tab is used to indent"),
        ("a: @x\n", 1, 4, "cannot begin with this character"),
        ("- a\nb: 1\n", 2, 1, "a list ends in the middle"),
        ("a: 'x' y\n", 1, 8, "a key was expected"),
        ("x: 1\na: [1, 2\nb: 2\n", 2, 4, "the bracket opened here is not closed"),
        ("x: 1\na: 'b\nc: d\n", 2, 4, "the quotation mark opened here is not closed"),
        ('a: "\\q"\n', 1, 5, "backslash"),
        ("a: *\n", 1, 5, "has a meaning of its own"),
        ("a: - b\n", 1, 4, "an item of a list cannot begin here"),
        ("ộ: [a, ?b]\n", 1, 9, "cannot begin with this character"),
        ("a: ]\n", 1, 4, "a value was expected"),
        ("a: |x\n  b\n", 1, 5, "must begin on the next line"),
        ("%FOO\n--- a\n", 1, 5, "begins with “%”"),
        ("a: !q!x 1\n", 1, 4, "“!” at the start"),
        ("a: 1\n... x\n", 2, 5, "after the end of the content"),
    ],
)
def test_syntax_errors_are_said_in_plain_words(source, line, column, words):
    (found,) = findings(source)
    assert (found.code, found.place.line, found.place.column) == ("base.yaml-syntax", line, column)
    assert words in found.message("en")
    assert found.message("vi") != found.message("en")


def test_what_was_found_before_a_syntax_error_is_told_too():
    assert [code for code, _, _ in spots("a: 1\na: 2\nb: [\n")] == ["base.yaml-duplicate-key", "base.yaml-syntax"]


@pytest.mark.parametrize("source", ["[" * 500_000, "{a: " * 200_000, "- " * 500_000, "? " * 500_000])
def test_deep_nesting_is_stopped_by_the_limit(source):
    *others, last = [found.code for found in findings(source)]
    assert last == "base.yaml-too-deep"
    assert set(others) <= {"base.yaml-key-not-text"}


def test_limits_hold_exactly():
    deepest = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert read(deepest).tree is not None
    assert spots(f"[{deepest}]") == [("base.yaml-too-deep", 1, MAX_DEPTH + 1)]
    assert len(read("x" * MAX_SCALAR).tree) == MAX_SCALAR
    assert spots("x" * (MAX_SCALAR + 1)) == [("base.yaml-scalar-too-long", 1, 1)]
    assert len(read("- a\n" * (MAX_NODES - 1)).tree) == MAX_NODES - 1
    assert spots("- a\n" * MAX_NODES) == [("base.yaml-too-many-nodes", MAX_NODES, 3)]
    assert read("a: b\n#" + "x" * (MAX_BYTES - 7) + "\n").tree == {"a": "b"}
    assert spots("a: b\n#" + "x" * (MAX_BYTES - 6) + "\n") == [("base.yaml-too-large", None, None)]


def test_findings_end_at_a_limit():
    assert len(findings("- !x a\n" * (MAX_FINDINGS + 50))) == MAX_FINDINGS


@given(st.binary(max_size=200) | st.text("ab:-[]{}?,*&!|>'\"%@#~<\\\t \n0.ộ", max_size=60).map(str.encode))
@example(b"%TAG ! !\n--- !x\n")
@example(b"? &a ? *a : {")
@example(b"\xff\xfea\x00")
def test_any_bytes_are_read_or_refused(source):
    try:
        document = read_tree(source, "f.yaml")
    except InputError:
        assert {found.code.partition("-")[0] for found in findings(source)} == {"base.yaml"}
    else:
        assert document.place(()).file == "f.yaml"


# No control characters and nothing that YAML readers disagree about: these are refused, as tested above.
words = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn"], exclude_characters="\u2028\u2029\ufeff"), max_size=20
)
keys = st.text("abcđộ-. :#", min_size=1, max_size=6).map(lambda key: unicodedata.normalize("NFC", key))
trees = st.recursive(
    words | st.sampled_from(["", "null", "~", "1.0", "yes", "<<", "a: b", "- x", "&a", "line\nbreak\n"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=15,
)


def paths(tree, at=()):
    yield at
    inside = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in inside:
        yield from paths(value, (*at, key))


def texts(tree):
    if isinstance(tree, dict):
        yield from tree
    if isinstance(tree, dict | list):
        for value in tree.values() if isinstance(tree, dict) else tree:
            yield from texts(value)
    else:
        yield tree


@given(trees, st.booleans())
def test_what_another_library_wrote_is_read_back(tree, flow):
    # Inside brackets, a plain text that begins with one of these is refused, which YAML 1.2 would allow.
    assume(not flow or not any(text.startswith((":", "?")) for text in texts(tree)))
    writer = YAML(typ="safe", pure=True)
    writer.default_flow_style = flow
    stream = io.StringIO()
    writer.dump(tree, stream)
    text = stream.getvalue()
    document = read(text)
    assert document.tree == tree
    lines = text.split("\n")
    for path in paths(tree):
        place = document.place(path)
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1
        if path and isinstance(path[-1], str) and path[-1].isalpha():
            key = document.key_place(path)
            assert lines[key.line - 1][key.column - 1 :].lstrip("'\"? ").startswith(path[-1])
