"""Registers that pages name, and those that hold what a dossier asks for.

The names are those of ``registers.toml``; the facts are those of the registers shipped with the rules, and only for a
register that is not among them those of ``registers.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, cast

from procsimplify.files.portal.words import same_spelling
from procsimplify.model import Register
from procsimplify.model.registers import shipped_registers

__all__ = ["named_registers", "register", "registers_of", "types_held"]


@cache
def _data() -> dict[str, dict[str, Any]]:
    data = tomllib.loads(Path(__file__).with_name("registers.toml").read_text(encoding="utf-8"))
    return cast("dict[str, dict[str, Any]]", data)


@cache
def _names() -> tuple[tuple[str, str], ...]:
    pairs = [(same_spelling(name), key) for key, entry in _data().items() for name in cast("list[str]", entry["names"])]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def register(register_id: str) -> Register:
    """Give a register by its id; KeyError where there is none."""
    known = shipped_registers().get(register_id)
    if known is not None:
        return known
    entry = _data()[register_id]
    return Register.model_validate({"id": register_id} | {key: entry[key] for key in ("title", "types", "status")})


def named_registers(text: str) -> tuple[str, ...]:
    """List the registers that a text names, the longest names first; a general name only where no other is meant.

    Examples
    --------
    >>> named_registers("khai thác trong Cơ sở dữ liệu quốc gia về dân cư")
    ('population-database',)
    """
    left = same_spelling(text)
    found: list[str] = []
    for name, key in _names():
        if name in left:
            left = left.replace(name, " ")
            if key not in found:
                found.append(key)
    return tuple(found)


def types_held(register_id: str) -> tuple[str, ...]:
    """List the types of documents that the data of a register replace."""
    return register(register_id).types


def registers_of(types: Iterable[str], named: Iterable[str]) -> tuple[Register, ...]:
    """List the registers that hold some of these types, and those that a page names."""
    wanted, by_name = set(types), set(named)
    return tuple(
        register(key)
        for key, entry in _data().items()
        if key in by_name or (not entry.get("only-if-named") and wanted & set(types_held(key)))
    )
