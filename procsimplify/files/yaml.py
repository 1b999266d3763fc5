"""Procedure files: YAML that a person writes, read with places and written back with its comments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from procsimplify.base.findings import Finding
from procsimplify.base.yaml import Document, read_tree
from procsimplify.model import Procedure, canonical_tree, chance_findings, read_procedure, written_tree

__all__ = ["Read", "read", "write"]


@dataclass(frozen=True, slots=True)
class Read:
    """Hold a procedure and the file that it came from.

    Attributes
    ----------
    procedure : Procedure
    document : Document
        The tree as it is written, and where each part stands.
    source : bytes
        The file itself.
    """

    procedure: Procedure
    document: Document
    source: bytes

    @property
    def tree(self) -> Mapping[str, Any]:
        """The file as plain data: short forms as they stand, every scalar its text."""
        return cast("Mapping[str, Any]", self.document.tree)

    def chance_findings(self) -> tuple[Finding, ...]:
        """Give what is wrong with the chances of its choices and the levels of its parties, with places."""
        return chance_findings(self.procedure, self.document.tree, self.document)


def read(source: bytes, file: str = "") -> Read:
    r"""Read a procedure file.

    Parameters
    ----------
    source : bytes
        YAML in UTF-8, at most 2 MB.
    file : str
        The name of the file, for the findings.

    Returns
    -------
    Read

    Raises
    ------
    InputError
        With every fault, each with its place and its mend.

    Examples
    --------
    >>> source = b"code: 1.000060\ntitle: Permit\nsteps:\n- {id: submit, kind: submit}\n- {id: decide, kind: decide}\n"
    >>> read(source).procedure.code
    '1.000060'
    """
    document = read_tree(source, file)
    return Read(read_procedure(document.tree, document), document, source)


def write(procedure: Procedure, original: Read | None = None) -> bytes:
    """Write a procedure file.

    Parameters
    ----------
    procedure : Procedure
    original : Read, optional
        The file that it came from: what did not change keeps its bytes and its comments.

    Returns
    -------
    bytes
        UTF-8. Reading them gives the procedure; where it is the one that was read, they are the original's.
    """
    from procsimplify.files.emit import emit

    fresh = emit(written_tree(procedure)).encode("utf-8")
    if original is None:
        return fresh
    if procedure == original.procedure:
        return original.source
    from procsimplify.files.roundtrip import merge
    from procsimplify.files.written import rewritten

    tree = rewritten(original.tree, original.procedure, procedure)
    merged = merge(original.source, original.document.tree, tree, file=original.document.file)
    # A mapping keeps the order of its keys when it is merged; where parties changed places only a fresh file says so.
    return merged if canonical_tree(read(merged).procedure) == canonical_tree(procedure) else fresh
