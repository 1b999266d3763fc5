"""The difference of two trees: it leads from one to the other (I9), back again (I11), and notices a stale tree."""

import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procsimplify.base.errors import InputError
from procsimplify.rewrite.changes import (
    ABSENT,
    Delete,
    Insert,
    Move,
    SetValue,
    StaleChange,
    change_from_json,
    changes_from_json,
    changes_to_json,
    invert,
    parse_path,
    print_path,
)
from procsimplify.rewrite.diff import apply_changes, diff, longest_increasing

IDS = st.sampled_from(["a", "b", "c", "d", "e", "f1", "a+b", "1.2"])
TEXTS = st.sampled_from(["", "1", "8", "x", "98/2024/NĐ-CP", "a", "~"])
FIELDS = st.sampled_from(["id", "all", "sets", "title", "if", "k/y"])


def keyed_dicts(inner: st.SearchStrategy) -> st.SearchStrategy:
    fields = st.dictionaries(st.sampled_from(["all", "sets", "title"]), inner, max_size=2)
    return st.lists(IDS, unique=True, max_size=5).flatmap(
        lambda ids: st.tuples(*(fields for _ in ids)).map(
            lambda rest: [{"id": key, **more} for key, more in zip(ids, rest, strict=True)]
        )
    )


TREES = st.recursive(
    st.none() | TEXTS | st.lists(TEXTS, max_size=4),
    lambda inner: st.dictionaries(FIELDS, inner, max_size=3) | keyed_dicts(inner) | st.lists(inner, max_size=3),
    max_leaves=12,
)
PAIRS = st.tuples(TREES, TREES) | st.tuples(keyed_dicts(TREES), keyed_dicts(TREES))


@settings(max_examples=400, deadline=None)
@given(PAIRS)
def test_the_difference_leads_there_and_back(pair):
    a, b = pair
    kept = copy.deepcopy(pair)
    changes = diff(a, b)
    assert apply_changes(a, changes) == b
    assert apply_changes(b, invert(changes)) == a
    assert invert(invert(changes)) == changes
    assert bool(changes) == (a != b)
    assert pair == kept


@settings(max_examples=150, deadline=None)
@given(PAIRS)
def test_changes_go_through_json(pair):
    changes = diff(*pair)
    data = json.loads(json.dumps(changes_to_json(changes)))
    assert changes_from_json(data) == changes
    assert all({"change", "path", "before", "after"} <= set(entry) for entry in data)


@settings(max_examples=150, deadline=None)
@given(TREES)
def test_nothing_differs_from_itself(tree):
    assert diff(tree, copy.deepcopy(tree)) == ()


@settings(max_examples=150, deadline=None)
@given(PAIRS)
def test_what_is_applied_shares_nothing_with_what_was_given(pair):
    a, b = pair
    changes = diff(a, b)
    kept = copy.deepcopy((a, changes))
    made = apply_changes(a, changes)
    stack = [made]
    while stack:
        here = stack.pop()
        if isinstance(here, dict):
            stack.extend(here.values())
            here.clear()
        elif isinstance(here, list):
            stack.extend(here)
            here.clear()
    assert (a, changes) == kept


@settings(max_examples=150, deadline=None)
@given(st.permutations(list(range(8))))
def test_moves_are_as_few_as_can_be(order):
    a, b = [f"i{n}" for n in range(8)], [f"i{n}" for n in order]
    # The judge: the longest increasing subsequence by trying all subsets.
    longest = 0
    for mask in range(256):
        chosen = [value for place, value in enumerate(order) if mask >> place & 1]
        if chosen == sorted(chosen):
            longest = max(longest, len(chosen))
    assert len(longest_increasing(order)) == longest
    assert len(diff(a, b)) <= 8 - longest
    assert all(isinstance(change, Move) for change in diff(a, b))


def test_the_kinds_of_change():
    a = {"steps": [{"id": "prepare"}, {"id": "submit", "sets": "8", "at": "x"}, {"id": "decide"}], "basis": ["1/NĐ"]}
    b = {"steps": [{"id": "decide"}, {"id": "submit", "sets": "1"}, {"id": "new"}], "basis": ["1/NĐ", "2/NĐ"]}
    assert diff(a, b) == (
        Delete(("steps",), "prepare", {"id": "prepare"}, None),
        Move(("steps",), "decide", "submit", None),
        Insert(("steps",), "submit", {"id": "new"}),
        SetValue(("steps", "submit", "sets"), "8", "1"),
        SetValue(("steps", "submit", "at"), "x", ABSENT),
        Insert(("basis",), "1/NĐ", "2/NĐ"),
    )
    assert [entry["path"] for entry in changes_to_json(diff(a, b))] == [
        "steps/prepare",
        "steps/decide",
        "steps/new",
        "steps/submit/sets",
        "steps/submit/at",
        "basis/2~1NĐ",
    ]


def test_an_item_that_changes_lists_is_deleted_and_inserted():
    def dossier(first, second):
        return {"all": [{"id": "g1", "all": first}, {"id": "g2", "all": second}]}

    paper = {"id": "paper", "type": "plan"}
    assert diff(dossier([paper], []), dossier([], [paper])) == (
        Delete(("all", "g1", "all"), "paper", paper, None),
        Insert(("all", "g2", "all"), None, paper),
    )


def test_absent_is_not_null():
    assert diff({"a": None}, {}) == (SetValue(("a",), None, ABSENT),)
    assert changes_to_json(diff({}, {"a": None})) == [
        {"change": "set", "path": "a", "before": None, "after": None, "absent": "before"}
    ]


TREE = {"steps": [{"id": "a", "sets": "8"}, {"id": "b"}], "arms": [{"to": "a"}, {"to": "b"}], "code": "1"}


@pytest.mark.parametrize(
    "change",
    [
        SetValue(("steps", "a", "sets"), "7", "1"),
        SetValue(("steps", "a", "nothing"), "7", "1"),
        SetValue(("steps", "a", "sets"), ABSENT, "1"),
        SetValue(("steps", "z", "sets"), "8", "1"),
        SetValue(("code", "deeper"), "8", "1"),
        SetValue((), {}, "1"),
        SetValue((), TREE, ABSENT),
        SetValue(("arms", "a"), {"to": "a"}, "x"),
        Insert(("steps",), "z", {"id": "c"}),
        Insert(("steps",), "a", {"id": "b"}),
        Insert(("steps",), "a", "text"),
        Insert(("steps",), "a", {"name": "no id"}),
        Insert(("arms",), None, {"id": "c"}),
        Insert(("none",), None, {"id": "c"}),
        Delete(("steps",), "b", {"id": "b"}, None),
        Delete(("steps",), "b", {"id": "b", "more": "x"}, "a"),
        Delete(("steps",), "c", {"id": "c"}, "a"),
        Move(("steps",), "a", "b", None),
        Move(("steps",), "a", None, "z"),
        Move(("steps",), "z", None, "a"),
    ],
)
def test_a_stale_change_is_refused_and_says_so_in_both_languages(change):
    before = copy.deepcopy(TREE)
    with pytest.raises(StaleChange) as caught:
        apply_changes(TREE, [change])
    assert before == TREE
    found = caught.value.findings[0]
    assert found.code.startswith("rewrite.")
    assert found.message("vi") != found.message("en")


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"change": "set", "path": "a"},
        {"change": "grow", "path": "a", "before": None, "after": None},
        {"change": "set", "path": 3, "before": None, "after": None},
        {"change": "set", "path": "a", "before": 3, "after": None},
        {"change": "set", "path": "a", "before": [{"x": 1}], "after": None},
        {"change": "insert", "path": "", "before": None, "after": "x"},
        {"change": "insert", "path": "l/x", "before": None, "after": {"id": "y"}},
        {"change": "delete", "path": "l/x", "before": "y", "after": None},
        {"change": "move", "path": "l/x", "before": ["y"], "after": None},
    ],
)
def test_what_is_not_a_change_is_refused(data):
    with pytest.raises(InputError):
        change_from_json(data)
    with pytest.raises(InputError):
        changes_from_json([data])


@given(st.lists(st.text(alphabet="a/~01é", min_size=1), max_size=4).map(tuple))
def test_paths_are_read_back(path):
    assert parse_path(print_path(path)) == path
