"""Read YAML into a plain tree with the position of every key and value.

Every scalar stays its text, whatever it looks like: ``code: 1.000060`` is a code, and what a quantity means is for the
quantity to say. Input is hostile until it is read: size, depth, count and length are limited, and what makes a file
mean something else than it shows (aliases, tags, merge keys, repeated keys, invisible characters) is an error.

This module does not check what the keys mean.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TypeAlias

from procsimplify.base._yaml_events import Event, Mark, YamlSyntaxError, events
from procsimplify.base._yaml_syntax import syntax_finding
from procsimplify.base.errors import InputError
from procsimplify.base.findings import Finding, Place, error, path_text
from procsimplify.base.messages import phrase_text

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_FINDINGS",
    "MAX_NODES",
    "MAX_SCALAR",
    "Document",
    "Path",
    "Tree",
    "read_tree",
]

MAX_BYTES = 2_000_000
MAX_DEPTH = 60
MAX_NODES = 100_000
MAX_SCALAR = 20_000
MAX_FINDINGS = 100
"""After so many findings the rest of a file is not read: it is hardly what it should be."""

Tree: TypeAlias = "dict[str, Tree] | list[Tree] | str | None"
Path: TypeAlias = tuple[str | int, ...]

# Control characters, the line and paragraph separators and byte order marks: YAML readers disagree about them, and
# nobody sees them.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_NULLS = frozenset({"", "~", "null"})


@dataclass(slots=True)
class _Spot:
    """The position of a value, of its key, and of what it holds; lines and columns are counted from 1."""

    line: int
    column: int
    key: "tuple[int, int] | None" = None
    inside: "dict[str | int, _Spot]" = field(default_factory=dict[str | int, "_Spot"])


@dataclass(frozen=True, slots=True)
class Document:
    """Hold what was read and where it stands.

    Attributes
    ----------
    tree : dict, list, str or None
        The plain data; do not change it.
    file : str
        The file as the user named it.
    """

    tree: Tree
    file: str
    _root: _Spot = field(repr=False)

    def place(self, path: Path) -> Place:
        """Return where the value at a path stands; for a missing path, where its nearest parent stands.

        Parameters
        ----------
        path : tuple of str and int
            Keys and indexes from the top: ``("steps", 0, "id")``.

        Returns
        -------
        Place
            With the whole path as asked for.
        """
        spot, _ = self._find(path)
        return Place(self.file, spot.line, spot.column, path_text(path))

    def key_place(self, path: Path) -> Place:
        """Return where the key of the value at a path stands; see `place`. An item of a list is its own key."""
        spot, found = self._find(path)
        line, column = spot.key if found and spot.key else (spot.line, spot.column)
        return Place(self.file, line, column, path_text(path))

    def _find(self, path: Path) -> tuple[_Spot, bool]:
        spot = self._root
        for part in path:
            inner = spot.inside.get(part)
            if inner is None:
                return spot, False
            spot = inner
        return spot, True


def read_tree(source: bytes, file: str) -> Document:
    """Read one YAML document.

    Parameters
    ----------
    source : bytes
        UTF-8, with or without a byte order mark.
    file : str
        The name of the file, for the findings.

    Returns
    -------
    Document
        Every scalar is its text; an empty plain scalar, ``~`` and ``null`` are None.

    Raises
    ------
    InputError
        With a finding ``base.yaml-…`` for each thing that is wrong, as far as the text can be read.

    Examples
    --------
    >>> document = read_tree(b"code: 1.000060\\nsteps:\\n  - id: submit\\n", "x.yaml")
    >>> document.tree
    {'code': '1.000060', 'steps': [{'id': 'submit'}]}
    >>> str(document.place(("steps", 0, "id")))
    'x.yaml:3:9: steps/0/id'
    """
    reader = _Reader(_decode(source, file), file)
    return reader.read()


def _decode(source: bytes, file: str) -> str:
    if len(source) > MAX_BYTES:
        raise InputError(error("base.yaml-too-large", Place(file), size=len(source), most=MAX_BYTES))
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError as failure:
        line = source.count(b"\n", 0, failure.start) + 1
        raise InputError(error("base.yaml-not-utf8", Place(file, line), position=failure.start)) from None
    start = 1 if text.startswith("\ufeff") else 0
    bad = _FORBIDDEN.search(text, start)
    if bad:
        before = text[: bad.start()]
        line, column = before.count("\n") + 1, bad.start() - (before.rfind("\n") + 1) + 1
        raise InputError(
            error(
                "base.yaml-not-text",
                Place(file, line, column),
                position=len(before.encode("utf-8")),
                character=f"U+{ord(bad[0]):04X}",
            )
        )
    return text[start:]


class _Unknown:
    """Stand for a key or a value that could not be read and was reported."""


_UNKNOWN = _Unknown()
_Value: TypeAlias = "Tree | _Unknown"


@dataclass(slots=True)
class _Frame:
    """A list or a mapping that is being read."""

    value: "dict[str, Tree] | list[Tree]"
    spot: _Spot
    key: "str | _Unknown | None" = None
    wants_key: bool = True
    key_spot: tuple[int, int] = (0, 0)
    seen: dict[str, int] = field(default_factory=dict[str, int])


class _Stop(Exception):
    """End the reading early: what stops it has been reported."""


class _Reader:
    """Build the tree from the events, with its own stack, so that no input can make it recurse."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.findings: list[Finding] = []
        self.stack: list[_Frame] = []
        self.nodes = 0
        self.documents = 0
        self.tree: Tree = None
        self.root = _Spot(1, 1)

    def read(self) -> Document:
        try:
            for name, event in events(self.text):
                self.take(name, event)
        except _Stop:
            pass
        except YamlSyntaxError as failure:
            self.findings.append(self.unreadable(failure))
        if not self.findings and self.documents == 0:
            self.findings.append(error("base.yaml-empty", Place(self.file)))
        if self.findings:
            raise InputError(self.findings)
        return Document(self.tree, self.file, self.root)

    def unreadable(self, failure: YamlSyntaxError) -> Finding:
        # From libyaml 0.2.6 on the scanner, which reads ahead, has a limit of its own and meets it before ours.
        if failure.mark is not None and "nesting depth" in failure.problem:
            place = Place(self.file, failure.mark.line + 1, failure.mark.column + 1)
            return error("base.yaml-too-deep", place, most=MAX_DEPTH)
        return syntax_finding(failure, self.text, self.file)

    def take(self, name: str, event: Event) -> None:
        if name == "ScalarEvent":
            self.count(event)
            self.put(self.scalar(event), event.start_mark)
        elif name == "MappingStartEvent":
            self.open({}, event)
        elif name == "SequenceStartEvent":
            self.open([], event)
        elif name in ("MappingEndEvent", "SequenceEndEvent"):
            self.stack.pop()
        elif name == "AliasEvent":
            self.count(event)
            self.report("yaml-alias", event.start_mark, name=f"*{event.anchor}")
            self.put(_UNKNOWN, event.start_mark)
        elif name == "DocumentStartEvent":
            self.documents += 1
            if self.documents > 1:
                self.stop("yaml-several-documents", event.start_mark)

    def count(self, event: Event) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.stop("yaml-too-many-nodes", event.start_mark, most=MAX_NODES)

    def properties(self, event: Event) -> None:
        if event.anchor is not None:
            self.report("yaml-alias", event.start_mark, name=f"&{event.anchor}")
        if event.tag is not None:
            self.report("yaml-tag", event.start_mark, name=event.tag)

    def scalar(self, event: Event) -> "str | None":
        self.properties(event)
        text = event.value
        if len(text) > MAX_SCALAR:
            self.report("yaml-scalar-too-long", event.start_mark, length=len(text), most=MAX_SCALAR)
        if event.style == '"':
            bad = _FORBIDDEN.search(text)
            if bad:
                self.report("yaml-control-character", event.start_mark, character=f"U+{ord(bad[0]):04X}")
        plain = not event.style
        if plain and text == "<<" and self.expects_key():
            self.report("yaml-merge-key", event.start_mark)
        return None if plain and text in _NULLS else text

    def expects_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1].value, dict) and self.stack[-1].wants_key

    def open(self, value: "dict[str, Tree] | list[Tree]", event: Event) -> None:
        self.count(event)
        if len(self.stack) >= MAX_DEPTH:
            self.stop("yaml-too-deep", event.start_mark, most=MAX_DEPTH)
        self.properties(event)
        spot = self.put(value, event.start_mark)
        self.stack.append(_Frame(value, spot))

    def put(self, value: _Value, mark: Mark) -> _Spot:
        """Put a key or a value where it belongs; return its spot."""
        spot = _Spot(mark.line + 1, mark.column + 1)
        if not self.stack:
            self.root = spot
            self.tree = None if isinstance(value, _Unknown) else value
            return spot
        frame = self.stack[-1]
        holder = frame.value
        if isinstance(holder, list):
            frame.spot.inside[len(holder)] = spot
            holder.append(None if isinstance(value, _Unknown) else value)
        elif frame.wants_key:
            frame.key_spot = (spot.line, spot.column)
            frame.key = self.check_key(frame, value, mark)
            frame.wants_key = False
        else:
            if isinstance(frame.key, str):
                spot.key = frame.key_spot
                frame.spot.inside[frame.key] = spot
                holder[frame.key] = None if isinstance(value, _Unknown) else value
            frame.wants_key = True
        return spot

    def check_key(self, frame: _Frame, key: _Value, mark: Mark) -> "str | _Unknown":
        if isinstance(key, _Unknown):
            return key
        if not isinstance(key, str):
            self.report("yaml-key-not-text", mark)
            return _UNKNOWN
        if mark.index and self.text[mark.index - 1] == "?":
            # Inside brackets libyaml takes “?x” for the key x, other readers for the text “?x”.
            reason, advice = phrase_text("base.syntax-start"), phrase_text("base.mend-start")
            self.report("yaml-syntax", mark, (), reason=reason, advice=advice)
        # Two spellings of one Vietnamese letter look alike, so they are one key.
        name = key if key.isascii() else unicodedata.normalize("NFC", key)
        if name in frame.seen:
            self.report("yaml-duplicate-key", mark, (key,), key=key, first=frame.seen[name], second=mark.line + 1)
            return _UNKNOWN
        frame.seen[name] = mark.line + 1
        return key

    def report(self, slug: str, mark: Mark, at: Path = (), **args: object) -> None:
        """Add a finding; `at` leads on from the list or mapping that is being read."""
        place = Place(self.file, mark.line + 1, mark.column + 1, path_text((*self.path(), *at)))
        self.findings.append(error(f"base.{slug}", place, **args))
        if len(self.findings) >= MAX_FINDINGS:
            raise _Stop

    def stop(self, slug: str, mark: Mark, **args: int) -> None:
        self.report(slug, mark, (), **args)
        raise _Stop

    def path(self) -> Path:
        """Return the path of what is being read."""
        parts: list[str | int] = []
        for level, frame in enumerate(self.stack, 1):
            inner = level < len(self.stack)
            if isinstance(frame.value, list):
                # An inner list or mapping has been put into its holder already.
                parts.append(len(frame.value) - 1 if inner else len(frame.value))
            elif isinstance(frame.key, str) and (inner or not frame.wants_key):
                parts.append(frame.key)
        return tuple(parts)
