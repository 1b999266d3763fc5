"""A changed tree goes into its file: it reads as it should, untouched lines keep their bytes, comments survive."""

import copy
import difflib
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procsimplify.base.errors import InputError
from procsimplify.base.yaml import read_tree
from procsimplify.files.matching import map_order, matches
from procsimplify.files.rewriting import rewrite
from procsimplify.files.roundtrip import merge
from procsimplify.files.splice import splice
from procsimplify.rewrite.changes import StaleChange

WORDS = [
    "8",
    "1.000060",
    "no",
    "12:30",
    "5 min",
    "nộp hồ sơ",
    "98/2024/NĐ-CP",
    "a: b",
    "x #y",
    "",
    "~",
    "it's",
    "[",
    "-",
]
LINES = ["một\nhai", "một\n\nhai\n", " lùi\nvào"]
IDS = ["a", "b", "c", "d", "e", "f"]
KEYS = ["who", "sets", "title", "all", "then", "basis"]


def read(data: bytes) -> object:
    return read_tree(data, "test.yaml").tree


class Writer:
    """Writes a tree as a person might: styles and comments at random; remembers the comments of each list item.

    It shares nothing with the writer of the package: it quotes by trying what the reader makes of the bare word.
    """

    def __init__(self, random, *, comments: bool) -> None:
        self.random = random
        self.comments = comments
        self.numbers = itertools.count()
        self.of_item: dict[str, list[str]] = {}
        self.free: list[str] = []
        self.offset = random.choice([0, 2])

    def comment(self, share: float = 0.4) -> str | None:
        return f"# c{next(self.numbers)}." if self.comments and self.random.random() < share else None

    def scalar(self, text: str | None, *, flow: bool) -> str:
        if text is None:
            return self.random.choice(["null", "~"])
        styles = [f"'{text.replace(chr(39), chr(39) * 2)}'"] if "\n" not in text else []
        styles.append('"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"')
        try:
            if "\n" not in text and read(f"[{text}]".encode()) == [text] and read(f"k: {text}".encode()) == {"k": text}:
                styles += [text] * 3
        except InputError:
            pass
        return self.random.choice(styles)

    def flow(self, tree) -> str:
        if isinstance(tree, dict):
            return "{" + self.joined([f"{key}: {self.flow(value)}" for key, value in tree.items()]) + "}"
        if isinstance(tree, list):
            return "[" + self.joined([self.flow(value) for value in tree]) + "]"
        return self.scalar(tree, flow=True)

    def joined(self, parts: list[str]) -> str:
        """Put commas between, and now and then a line break and a comment that has commas and brackets too."""
        out = ""
        for place, part in enumerate(parts):
            last = place + 1 == len(parts)
            out += part + ("" if last and self.random.random() < 0.8 else ",")
            if self.comments and self.random.random() < 0.2:
                out += self.random.choice(["", f"  # f{next(self.numbers)}, }} ]#"]) + "\n" + " " * 40
            elif not last:
                out += self.random.choice([" ", "  ", ""])
        return out

    def end(self, own: list[str]) -> str:
        comment = self.comment()
        if comment:
            own.append(comment)
        return f"  {comment}\n" if comment else self.random.choice(["\n", "\n", " \n"])

    def above(self, column: int, own: list[str], *, first: bool, listed: bool = False) -> str:
        out = ""
        if not first and self.random.random() < 0.2:
            out += "\n"
            comment = self.comment()
            if comment:
                (self.free if listed else own).append(comment)
                out += " " * column + comment + "\n\n"
        comment = self.comment(0.3)
        if comment:
            own.append(comment)
            out += " " * column + comment + "\n"
        return out

    def value(self, tree, column: int, own: list[str], *, dash: bool = False) -> str:
        """Write what follows a colon or a dash; the column is that of the key or of the dash."""
        if isinstance(tree, str) and "\n" in tree and tree[0] != " " and self.random.random() < 0.7:
            margin = " " * (column + 3)
            body = "\n".join(margin + line if line else "" for line in tree.removesuffix("\n").split("\n"))
            return (" |\n" if tree.endswith("\n") else " |-\n") + body + "\n"
        if tree is None:
            return self.random.choice(["", " ~"]) + self.end(own)
        if not tree or isinstance(tree, str) or self.random.random() < 0.35:
            return " " + self.flow(tree) + self.end(own)
        if isinstance(tree, dict):
            if dash and self.random.random() < 0.8:
                return " " + self.block_map(tree, column + 2, own, inline=True)
            return self.end(own) + self.block_map(tree, column + 2, own)
        return self.end(own) + self.block_list(tree, column + (2 if dash else self.offset))

    def block_map(self, tree: dict, column: int, own: list[str], *, inline: bool = False) -> str:
        out = ""
        for place, (key, value) in enumerate(tree.items()):
            if place or not inline:
                out += self.above(column, own, first=place == 0) + " " * column
            out += f"{key}:" + self.value(value, column, own)
        return out

    def block_list(self, items: list, column: int) -> str:
        out = ""
        for place, item in enumerate(items):
            own = self.of_item.setdefault(item["id"], []) if isinstance(item, dict) and "id" in item else []
            out += self.above(column, own, first=place == 0, listed=True) + " " * column + "-"
            out += self.value(item, column, own, dash=True)
        return out


def things(inner, ids):
    rest = st.dictionaries(st.sampled_from(KEYS), inner, max_size=3)
    return st.lists(st.sampled_from(ids), unique=True, max_size=4).flatmap(
        lambda names: st.tuples(*(rest for _ in names)).map(
            lambda all_of: [{"id": name, **more} for name, more in zip(names, all_of, strict=True)]
        )
    )


SCALARS = st.none() | st.sampled_from(WORDS + LINES)
TREES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(st.sampled_from(WORDS), max_size=4, unique=True)
        | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3)
        | things(inner, IDS)
    ),
    max_leaves=10,
)
ROOTS = st.dictionaries(st.sampled_from(KEYS), TREES, min_size=1, max_size=4)


def mutated(tree, draw):
    """Change a tree here and there."""
    kind = draw(st.integers(0, 9))
    if kind == 0:
        return draw(TREES)
    if isinstance(tree, dict):
        made = {key: (value if key == "id" else mutated(value, draw)) for key, value in tree.items()}
        if kind == 1 and (gone := [key for key in made if key != "id"]):
            del made[draw(st.sampled_from(gone))]
        if kind == 2:
            made[draw(st.sampled_from(KEYS))] = draw(TREES)
        return made
    if isinstance(tree, list):
        made = [mutated(value, draw) if kind > 6 else copy.deepcopy(value) for value in tree]
        if kind in (1, 2) and made:
            made.pop(draw(st.integers(0, len(made) - 1)))
        if kind in (2, 3):
            made.insert(draw(st.integers(0, len(made))), draw(SCALARS | st.just({"id": "new", "who": "x"})))
        if kind == 4:
            made = draw(st.permutations(made))
        return made
    return draw(SCALARS) if kind == 1 else tree


@settings(max_examples=400, deadline=None)
@given(ROOTS, st.randoms(use_true_random=False), st.data(), st.sampled_from(["", "# head\n\n", "---\n"]))
def test_what_is_merged_reads_as_it_should(before, random, data, head):
    text = head + Writer(random, comments=True).block_map(before, 0, [])
    assert read(text.encode()) == before
    after = mutated(before, data.draw)
    made = merge(text.encode(), before, after)
    assert read(made) == after
    if isinstance(after, dict) and after:
        # No help from the fall-backs is needed for texts such as people write.
        assert made.decode() == (text if after == before else splice(text, after))
        assert made.decode().startswith(head)


@settings(max_examples=200, deadline=None)
@given(things(TREES, IDS), st.randoms(use_true_random=False), st.data())
def test_comments_go_with_their_items(items, random, data):
    """Of unchanged items all comments survive, of deleted items none, and comments on nothing always survive."""
    writer = Writer(random, comments=True)
    before = {"steps": [{"id": item["id"], "who": "x"} for item in items], "end": "x"}
    text = "steps:\n" + writer.block_list(before["steps"], 0) + "end: x\n" if items else "steps: []\nend: x\n"
    keep = [item for item in before["steps"] if data.draw(st.booleans())]
    after = {"steps": data.draw(st.permutations(keep)), "end": "x"}
    if data.draw(st.booleans()):
        after["steps"] = [*after["steps"], {"id": "z", "sets": "1"}]
    made = merge(text.encode(), before, after).decode()
    assert read(made.encode()) == after
    names = {item["id"] for item in keep}
    for name, comments in writer.of_item.items():
        assert all((comment in made) == (name in names) for comment in comments)
    if after["steps"]:
        assert all(made.count(comment) == 1 for comment in writer.free)


@settings(max_examples=150, deadline=None)
@given(ROOTS, st.randoms(use_true_random=False), st.data())
def test_one_changed_word_changes_one_place(before, random, data):
    """All lines but those of the one value keep their bytes."""
    before = {"first": "x", **before, "last": "x"}
    text = Writer(random, comments=True).block_map(before, 0, [])
    leaves = []
    stack = [before]
    while stack:
        here = stack.pop()
        for key, value in here.items() if isinstance(here, dict) else enumerate(here):
            if isinstance(value, dict | list):
                stack.append(value)
            elif isinstance(value, str) and "\n" not in value and isinstance(here, dict) and key != "id":
                leaves.append((id(here), key))
    chosen = data.draw(st.sampled_from(leaves))

    def changed(here):
        if isinstance(here, dict):
            return {key: "khác" if (id(here), key) == chosen else changed(value) for key, value in here.items()}
        return [changed(value) for value in here] if isinstance(here, list) else here

    made = merge(text.encode(), before, changed(before)).decode()
    old, new = text.split("\n"), made.split("\n")
    assert len(old) == len(new)
    assert sum(a != b for a, b in zip(old, new, strict=True)) == 1


@settings(max_examples=100, deadline=None)
@given(ROOTS, st.randoms(use_true_random=False))
def test_nothing_changed_nothing_written(before, random):
    text = Writer(random, comments=True).block_map(before, 0, [])
    for data in (text.encode(), b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()):
        assert merge(data, before, copy.deepcopy(before)) == data


FILE = """\
# The head of the file.
code: "1.012885"   # the code

title: {vi: Chấp thuận, en: Approve}
basis: [98/2024/NĐ-CP, 54/2026/NĐ-CP]  # as of July
parties:
  department: {level: province}

  # those asked
  consulted: {level: province}
# the steps
steps:
# first of all
- id: prepare
  who: applicant   # who else
  gives: dossier
- {id: submit, sets: 8, at: department,   # eight!
   trip: 59 min}

# --- the authority ---

- id: decide
  limit: 7 working-day
  note: |
    một
    hai
  # below the note
# limits follow
limits: []
"""


def edited(change) -> tuple[list[str], list[str]]:
    before = read(FILE.encode())
    after = copy.deepcopy(before)
    change(after)
    made = merge(FILE.encode(), before, after).decode()
    assert read(made.encode()) == after
    lines = list(difflib.ndiff(FILE.splitlines(), made.splitlines()))
    return [line[2:] for line in lines if line[0] == "-"], [line[2:] for line in lines if line[0] == "+"]


def test_a_value_keeps_its_style_and_its_comment():
    assert edited(lambda p: p.update(code="1.000060")) == (
        ['code: "1.012885"   # the code'],
        ['code: "1.000060"   # the code'],
    )
    assert edited(lambda p: p["steps"][1].update(sets="1")) == (
        ["- {id: submit, sets: 8, at: department,   # eight!"],
        ["- {id: submit, sets: 1, at: department,   # eight!"],
    )
    assert edited(lambda p: p["steps"][1].update(at="no")) == (
        ["- {id: submit, sets: 8, at: department,   # eight!"],
        ['- {id: submit, sets: 8, at: "no",   # eight!'],
    )


def test_a_deleted_step_takes_its_comments_along():
    assert edited(lambda p: p["steps"].pop(0)) == (
        ["# first of all", "- id: prepare", "  who: applicant   # who else", "  gives: dossier"],
        [],
    )
    assert edited(lambda p: p["steps"][0].pop("who")) == (["  who: applicant   # who else"], [])
    assert edited(lambda p: p["parties"].pop("consulted")) == (
        ["", "  # those asked", "  consulted: {level: province}"],
        [],
    )
    removed, added = edited(lambda p: p["steps"].pop())
    assert "# --- the authority ---" not in removed
    assert "  note: |" in removed
    assert "  # below the note" not in removed
    assert added == []


def test_a_new_step_and_a_moved_one():
    assert edited(lambda p: p["steps"].insert(1, {"id": "pay", "sets": "2"})) == ([], ['- {id: pay, sets: "2"}'])
    assert edited(lambda p: p["basis"].append("1/2026/NĐ-CP"))[1] == [
        "basis: [98/2024/NĐ-CP, 54/2026/NĐ-CP, 1/2026/NĐ-CP]  # as of July"
    ]
    submit = ["- {id: submit, sets: 8, at: department,   # eight!", "   trip: 59 min}"]
    assert edited(lambda p: p["steps"].insert(0, p["steps"].pop(1))) == (submit, submit)
    assert edited(lambda p: p["limits"].append({"id": "whole", "value": "35 day"})) == (
        ["limits: []"],
        ["limits:", "- {id: whole, value: 35 day}"],
    )


def test_comments_inside_braces_go_with_their_entries():
    text = "a: {b: 1,  # one, }\n    # two\n    c: 2, # three\n    d: 3  # four, ]\n    }\n"
    before = read(text.encode())

    def made(**entries):
        return merge(text.encode(), before, {"a": entries}).decode()

    assert made(b="1", d="3") == "a: {b: 1,  # one, }\n    d: 3  # four, ]\n    }\n"
    assert made(c="2", d="3") == "a: {\n    # two\n    c: 2, # three\n    d: 3  # four, ]\n    }\n"
    assert made(b="1", c="2") == "a: {b: 1,  # one, }\n    # two\n    c: 2 # three\n    }\n"
    assert made(b="1", c="2", d="3", e="x") == text.replace("3  # four, ]", "3,  # four, ]\n    e: x")


def test_a_file_with_windows_line_ends_keeps_them():
    data = b"\xef\xbb\xbf" + FILE.replace("\n", "\r\n").encode()
    before = read(data)
    made = merge(data, before, {**before, "code": "2.000001", "more": ["x"]})
    assert made == data.replace(b"1.012885", b"2.000001") + b"more: [x]\r\n"


@pytest.mark.parametrize("text", ["? code\n: 1  # one\n? steps\n: - id: a  # first\n  - id: b\n", "? a\n"])
def test_what_cannot_be_changed_piece_by_piece_is_written_again(text):
    before = read(text.encode())
    after = {**before, "who": "no"}
    if "steps" in after:
        after["steps"] = [{"id": "b", "sets": "8"}, {"id": "a"}]
    made = merge(text.encode(), before, after)
    assert read(made) == after
    assert (b"# one" in made) == ("# one" in text)
    assert read(rewrite(text, after).encode()) == after


@pytest.mark.parametrize("after", [None, "x", [], {}, ["x"], {"id": "x"}])
@pytest.mark.parametrize("text", ["a: 1\n", "- a\n", "{a: 1}\n", "[a, # c\n b]\n", "x # y\n", "null\n"])
def test_a_document_may_become_one_of_another_kind(text, after):
    assert read(merge(text.encode(), read(text.encode()), after)) == after


def test_a_file_that_changed_meanwhile_is_not_overwritten():
    with pytest.raises(StaleChange) as caught:
        merge(b"a: 2\n", {"a": "1"}, {"a": "3"}, file="x.yaml")
    assert caught.value.findings[0].code == "files.file-changed"
    with pytest.raises(InputError):
        merge(b"a: [\n", {"a": "1"}, {"a": "3"})


@given(st.lists(st.sampled_from(KEYS), unique=True), st.lists(st.sampled_from(KEYS), unique=True))
def test_keys_keep_the_order_of_the_file(old, new):
    order = map_order(old, new)
    assert sorted(order) == sorted(new)
    assert [key for key in order if key in old] == [key for key in old if key in new]


@settings(max_examples=100, deadline=None)
@given(st.lists(TREES, max_size=5), st.lists(TREES, max_size=5))
def test_no_old_item_is_two_new_ones(old, new):
    found = [at for at in matches(old, new) if at is not None]
    assert len(found) == len(set(found))
    assert sorted(at for at in matches(old, old) if at is not None) == list(range(len(old)))
