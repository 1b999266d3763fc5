"""Rule packs: folders of rules with their shared patterns, read once and checked together.

A pack is a folder with ``pack.yaml``, perhaps ``patterns.yaml``, and one folder a rule that holds ``rule.yaml`` and
``cases.yaml``. A rule's folder has the rule's id as its name. ``registers.yaml`` names the registers that the pack's
rules may count on beside those that a procedure declares; ``parameters.yaml`` gives parameters of rules, of other packs
too, values of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from procsimplify.base import shipped
from procsimplify.base.errors import NotWellFormed, ProcsimplifyError, UsageError
from procsimplify.base.findings import Finding, Place, error
from procsimplify.base.text import Text
from procsimplify.base.yaml import Document, read_tree
from procsimplify.model import Register
from procsimplify.model.registers import REGISTERS_FILE, read_registers
from procsimplify.rules.language import Parameter, Rule, SharedPattern, load_parameters, load_patterns, load_rule
from procsimplify.rules.matching import RuleSet
from procsimplify.rules.schema import Schema
from procsimplify.rules.vocabulary import SCHEMA

__all__ = ["Pack", "Packs", "load_packs"]

PACK_FILE: Final = "pack.yaml"
PATTERNS_FILE: Final = "patterns.yaml"
PARAMETERS_FILE: Final = "parameters.yaml"
RULE_FILE: Final = "rule.yaml"
CASES_FILE: Final = "cases.yaml"
_PACK_KEYS: Final = ("id", "version", "title", "licence")


@dataclass(frozen=True)
class Pack:
    """A pack of rules as it was read.

    Parameters
    ----------
    id, version, title, licence
        From ``pack.yaml``; a rule read by itself stands in a pack named after its folder, version 0.
    folder : Path
        Where the rules' folders stand.
    rules : tuple of Rule
        By id.
    patterns : mapping of str to SharedPattern
        The pack's own shared patterns.
    registers : tuple of Register
        What ``registers.yaml`` holds, in the order written.
    sha256 : str
        Of the pack's rules, shared patterns and registers: names and bytes, cases left out.
    """

    id: str
    version: str
    title: Text
    licence: str | None
    folder: Path
    rules: tuple[Rule, ...]
    patterns: Mapping[str, SharedPattern] = field(repr=False)
    sha256: str
    registers: tuple[Register, ...] = field(default=(), repr=False)

    def folder_of(self, rule_id: str) -> Path:
        """Give the folder of a rule of this pack."""
        return self.folder / rule_id


@dataclass(frozen=True)
class Packs:
    """The packs in force, in the order in which they were named, the shipped ones first."""

    packs: tuple[Pack, ...]

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All rules."""
        return tuple(rule for pack in self.packs for rule in pack.rules)

    @cached_property
    def registers(self) -> tuple[Register, ...]:
        """The registers of all packs; of one id the first."""
        found: dict[str, Register] = {}
        for pack in self.packs:
            for item in pack.registers:
                found.setdefault(item.id, item)
        return tuple(found.values())

    @cached_property
    def rule_set(self) -> RuleSet:
        """All rules, compiled once."""
        return RuleSet(self.rules)

    @cached_property
    def relations(self) -> frozenset[str]:
        """The relations of facts that some rule mentions."""
        from procsimplify.rules.compile import relations_used

        return relations_used(self.rules)

    def rule(self, rule_id: str) -> Rule:
        """Give a rule by its id or its number in a list (``R01``).

        Raises
        ------
        UsageError
            If no pack has it.
        """
        # Of several with one number a proposal goes before the question for what is less well known.
        for rule in (
            *(rule for rule in self.rules if rule.id == rule_id),
            *sorted((rule for rule in self.rules if rule.ref == rule_id), key=lambda rule: rule.class_ != "proposal"),
        ):
            return rule
        from procsimplify.rules.checking import nearest

        near = nearest(rule_id, [rule.id for rule in self.rules]) or "–"
        raise UsageError(error("rules.no-rule", Place(), rule=rule_id, near=near))

    def pack_of(self, rule_id: str) -> Pack:
        """Give the pack that a rule stands in; KeyError where there is none."""
        for pack in self.packs:
            if any(rule.id == rule_id for rule in pack.rules):
                return pack
        raise KeyError(rule_id)

    def stamp(self) -> tuple[Mapping[str, str], ...]:
        """Give id, version and hash of each pack, for the stamp of a result."""
        return tuple({"pack": pack.id, "version": pack.version, "sha256": pack.sha256} for pack in self.packs)


def load_packs(paths: Iterable[Path | str] = (), *, shipped_too: bool = True) -> Packs:
    """Read the shipped packs and those named.

    Parameters
    ----------
    paths : iterable of Path or str
        Folders: a pack, a folder of packs, or one rule's folder.
    shipped_too : bool
        Whether the shipped packs are among the result. Their shared patterns can be used in any case.

    Returns
    -------
    Packs
        Without paths the same object each time: the shipped files are read once in a process.

    Raises
    ------
    UsageError
        If a path holds no rule.
    NotWellFormed
        With the findings about all files.

    Examples
    --------
    >>> [pack.id for pack in load_packs().packs]
    ['vn']
    """
    own = _shipped()
    named = [Path(path) for path in paths]
    if not named and shipped_too:
        return own
    reader = _Reader(SCHEMA)
    for path in named:
        reader.parameters(path)
    shared = {name: pattern for pack in own.packs for name, pattern in pack.patterns.items()}
    packs: list[Pack] = []
    if shipped_too:
        changed = any(rule.id in reader.overrides for rule in own.rules)
        root = shipped.folder("rules")
        packs += [reader.pack(folder, root) for folder in _pack_folders(root)] if changed else own.packs
    for path in named:
        packs.extend(reader.path(path, shared))
    reader.unknown_parameters([rule for pack in (*own.packs, *packs) for rule in pack.rules])
    return _together(packs, reader.findings)


@lru_cache(maxsize=1)
def _shipped() -> Packs:
    reader = _Reader(SCHEMA)
    root = shipped.folder("rules")
    return _together([reader.pack(folder, root) for folder in _pack_folders(root)], reader.findings)


def _together(packs: list[Pack], findings: list[Finding]) -> Packs:
    seen: dict[str, Rule] = {}
    for rule in (rule for pack in packs for rule in pack.rules):
        if rule.id in seen:
            findings.append(error("rules.rule-twice", rule.place, rule=rule.id, other=str(seen[rule.id].place)))
        seen.setdefault(rule.id, rule)
    if findings:
        raise NotWellFormed(findings)
    return Packs(tuple(packs))


def _pack_folders(root: Path) -> list[Path]:
    return sorted(item.parent for item in root.glob(f"*/{PACK_FILE}"))


def _hash(parts: Iterable[bytes]) -> str:
    return hashlib.sha256(b"".join(parts)).hexdigest()


class _Reader:
    """Reads packs and collects what is wrong with any file of them."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.findings: list[Finding] = []
        self.overrides: dict[str, dict[str, Parameter]] = {}
        self._given: list[tuple[str, str, Place]] = []

    def parameters(self, path: Path) -> None:
        """Read the values for parameters that a path named by the user holds, before any rule is read."""
        beside = [path] if not (path / RULE_FILE).is_file() else [path.parent]
        for folder in (*beside, *_pack_folders(path)):
            if not (folder / PARAMETERS_FILE).is_file():
                continue
            document = self._document(folder / PARAMETERS_FILE, folder.parent, [])
            if document is None:
                continue
            try:
                found = load_parameters(document)
            except ProcsimplifyError as wrong:
                self.findings.extend(wrong.findings)
                continue
            for rule, values in found.items():
                self.overrides.setdefault(rule, {}).update(values)
                self._given += [(rule, name, document.key_place(("parameters", rule, name))) for name in values]

    def unknown_parameters(self, rules: list[Rule]) -> None:
        """Find the values that are given for no parameter of any rule."""
        known = {(rule.id, name) for rule in rules for name in rule.parameters}
        for rule, name, place in self._given:
            if (rule, name) not in known:
                listed = ", ".join(sorted(f"{one}/{other}" for one, other in known)) or "–"
                self.findings.append(error("rules.no-such-parameter", place, rule=rule, name=name, known=listed))

    def path(self, path: Path, shared: Mapping[str, SharedPattern]) -> list[Pack]:
        """Read what a path named by the user holds."""
        shown = path.parent
        if (path / PACK_FILE).is_file():
            return [self.pack(path, shown, shared)]
        if (path / PARAMETERS_FILE).is_file() and not any(path.glob(f"*/{RULE_FILE}")):
            return [self.pack(path, shown, shared)]
        if (path / RULE_FILE).is_file():
            return [self._single(path, shared)]
        packs = _pack_folders(path)
        if packs:
            return [self.pack(folder, shown, shared) for folder in packs]
        if any(path.glob(f"*/{RULE_FILE}")):
            return [self.pack(path, shown, shared)]
        raise UsageError(error("rules.no-pack", Place(), path=str(path)))

    def pack(self, folder: Path, root: Path, shared: Mapping[str, SharedPattern] | None = None) -> Pack:
        """Read a pack; files are named in findings as they stand under ``root``."""
        digest: list[bytes] = []
        head: Mapping[str, object] = {}
        title, licence = Text.both(folder.name), None
        if (folder / PACK_FILE).is_file():
            head = self._head(folder / PACK_FILE, root, digest)
        patterns: dict[str, SharedPattern] = {}
        if (folder / PATTERNS_FILE).is_file():
            document = self._document(folder / PATTERNS_FILE, root, digest)
            if document is not None:
                try:
                    patterns = load_patterns(document, self.schema)
                except ProcsimplifyError as wrong:
                    self.findings.extend(wrong.findings)
        registers = self._registers(folder, root, digest)
        rules: list[Rule] = []
        for path in sorted(folder.glob(f"*/{RULE_FILE}")):
            rule = self._rule(path, root, digest, {**(shared or {}), **patterns})
            if rule is not None:
                rules.append(rule)
        words = head.get("title")
        if isinstance(words, Text):
            title = words
        if isinstance(head.get("licence"), str):
            licence = str(head["licence"])
        name, version = str(head.get("id", folder.name)), str(head.get("version", "0"))
        return Pack(name, version, title, licence, folder, tuple(rules), patterns, _hash(digest), registers)

    def _single(self, folder: Path, shared: Mapping[str, SharedPattern]) -> Pack:
        """Read one rule; the shared patterns of the pack that it stands in can be used."""
        digest: list[bytes] = []
        around: dict[str, SharedPattern] = {}
        beside = folder.parent / PATTERNS_FILE
        if beside.is_file():
            document = self._document(beside, folder.parent.parent, digest)
            if document is not None:
                try:
                    around = load_patterns(document, self.schema)
                except ProcsimplifyError as wrong:
                    self.findings.extend(wrong.findings)
        registers = self._registers(folder.parent, folder.parent.parent, digest)
        rule = self._rule(folder / RULE_FILE, folder.parent, digest, {**shared, **around})
        rules = () if rule is None else (rule,)
        name = folder.resolve().name
        return Pack(name, "0", Text.both(name), None, folder.parent, rules, around, _hash(digest), registers)

    def _head(self, path: Path, root: Path, digest: list[bytes]) -> Mapping[str, object]:
        document = self._document(path, root, digest)
        if document is None:
            return {}
        tree = document.tree
        if not isinstance(tree, dict):
            self.findings.append(error("rules.bad-pack", document.place(()), keys=", ".join(_PACK_KEYS)))
            return {}
        head: dict[str, object] = {}
        for key in _PACK_KEYS:
            value = tree.get(key)
            if key == "title" and isinstance(value, dict) and set(value) == {"vi", "en"}:
                head[key] = Text(str(value["vi"]), str(value["en"]))
            elif key != "title" and isinstance(value, str):
                head[key] = value
            else:
                self.findings.append(error("rules.bad-pack", document.place((key,)), keys=", ".join(_PACK_KEYS)))
        for key in sorted(set(tree) - set(_PACK_KEYS)):
            self.findings.append(error("rules.bad-pack", document.key_place((key,)), keys=", ".join(_PACK_KEYS)))
        return head

    def _registers(self, folder: Path, root: Path, digest: list[bytes]) -> tuple[Register, ...]:
        if not (folder / REGISTERS_FILE).is_file():
            return ()
        document = self._document(folder / REGISTERS_FILE, root, digest)
        if document is None:
            return ()
        try:
            return read_registers(document)
        except ProcsimplifyError as wrong:
            self.findings.extend(wrong.findings)
            return ()

    def _rule(self, path: Path, root: Path, digest: list[bytes], patterns: Mapping[str, SharedPattern]) -> Rule | None:
        document = self._document(path, root, digest)
        if document is None:
            return None
        given = self.overrides.get(path.parent.resolve().name, {})
        digest.extend(f"{name}={value}".encode() for name, value in sorted(given.items()))
        try:
            rule = load_rule(document, self.schema, patterns=patterns, overrides=given)
        except ProcsimplifyError as wrong:
            self.findings.extend(wrong.findings)
            return None
        name = path.parent.resolve().name
        if rule.id != name:
            self.findings.append(error("rules.id-and-folder", document.place(("id",)), rule=rule.id, folder=name))
        return rule

    def _document(self, path: Path, root: Path, digest: list[bytes]) -> Document | None:
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
        try:
            source = path.read_bytes()
        except OSError:
            self.findings.append(error("rules.cannot-read", Place(str(path))))
            return None
        for part in (path.relative_to(path.parent.parent).as_posix().encode(), source):
            digest.append(len(part).to_bytes(8, "big") + part)
        try:
            return read_tree(source, name)
        except ProcsimplifyError as wrong:
            self.findings.extend(wrong.findings)
            return None
