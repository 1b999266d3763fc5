"""Registers that stand in a file of their own, beside packs of rules, and those that are shipped."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Final

from pydantic import Field

from procsimplify.base import shipped
from procsimplify.base.yaml import Document, read_tree
from procsimplify.model.basic import Keyed, Model
from procsimplify.model.party import Register
from procsimplify.model.reading import read_model

__all__ = ["REGISTERS_FILE", "read_registers", "shipped_registers"]

REGISTERS_FILE: Final = "registers.yaml"


class _RegistersFile(Model):
    registers: Annotated[tuple[Register, ...], Keyed, Field(max_length=200)]


def read_registers(document: Document) -> tuple[Register, ...]:
    """Read a file of registers: one key, ``registers``, with each register under its id.

    Raises
    ------
    InputError
        With every fault found.
    """
    return read_model(_RegistersFile, document.tree, document).registers


@lru_cache(maxsize=1)
def shipped_registers() -> Mapping[str, Register]:
    """Give the registers that are shipped with the packs of rules, by id; of one id the first.

    Examples
    --------
    >>> shipped_registers()["civil-status-database"].status
    'published-ready'
    """
    found: dict[str, Register] = {}
    for path in sorted(shipped.folder("rules").glob(f"*/{REGISTERS_FILE}")):
        for item in read_registers(read_tree(path.read_bytes(), path.name)):
            found.setdefault(item.id, item)
    return found
