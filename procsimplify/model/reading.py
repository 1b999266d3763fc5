"""From a tree to a model: every fault of the input as a finding with its place and its mend."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol, TypeVar, cast

from pydantic import BaseModel, ValidationError

from procsimplify.base.errors import InputError
from procsimplify.base.findings import Finding, Place, error
from procsimplify.model._faults import finding_of, raw_path, readable, reference_finding
from procsimplify.model._salvage import Salvage
from procsimplify.model.procedure import Procedure
from procsimplify.model.wellformed import Fault, chance_faults, reference_faults

__all__ = ["MOST_FINDINGS", "Places", "chance_findings", "read_model", "read_procedure"]

M = TypeVar("M", bound=BaseModel)
Steps = tuple[str | int, ...]

MOST_FINDINGS = 100
"""Most faults of one file that are told one by one."""


class Places(Protocol):
    """Where the parts of a tree stand; `procsimplify.base.yaml.Document` is one."""

    def place(self, path: Steps) -> Place:
        """Give the place of the value at a path."""
        ...

    def key_place(self, path: Steps) -> Place:
        """Give the place of the key at a path."""
        ...


class _Nowhere:
    """The places of a tree that comes from no file."""

    def place(self, path: Steps) -> Place:
        return Place(path="/".join(str(part) for part in path))

    def key_place(self, path: Steps) -> Place:
        return self.place(path)


def read_procedure(tree: object, places: Places | None = None) -> Procedure:
    """Make the procedure of a tree.

    Parameters
    ----------
    tree : mapping
        Plain data with every scalar as its text, as `procsimplify.base.yaml.read_tree` gives it.
    places : Places, optional
        Where the parts of the tree stand.

    Returns
    -------
    Procedure

    Raises
    ------
    InputError
        With every fault found: unknown and missing keys, wrong types and units, dangling and repeated ids.
    """
    where = places or _Nowhere()
    try:
        procedure = _validated(Procedure, tree, where)
    except ValidationError as failure:
        findings = [*_findings(Procedure, tree, where, failure)]
        salvage = Salvage(cast("Mapping[str, object]", tree))
        rest = salvage.procedure(failure)
        if rest is not None:
            for fault in reference_faults(rest):
                if not (fault.code == "model.dangling-reference" and salvage.took_away(fault.args["id"])):
                    at = salvage.original(raw_path(salvage.tree, fault.path))
                    findings.append(reference_finding(fault, _placed(tree, where, at, key=False)))
        raise InputError(_told(findings)) from None
    findings = _fault_findings(reference_faults(procedure), tree, where)
    if findings:
        raise InputError(_told(findings))
    return procedure


def chance_findings(procedure: Procedure, tree: object, places: Places | None = None) -> tuple[Finding, ...]:
    """Give what `chance_faults` finds in a procedure, with its places in the tree that it was read from."""
    return tuple(_fault_findings(chance_faults(procedure), tree, places or _Nowhere()))


def read_model(kind: type[M], tree: object, places: Places | None = None) -> M:
    """Make a model of any kind from a tree.

    Raises
    ------
    InputError
        With every fault found.
    """
    where = places or _Nowhere()
    try:
        return _validated(kind, tree, where)
    except ValidationError as failure:
        raise InputError(_told(_findings(kind, tree, where, failure))) from None


def _validated(kind: type[M], tree: object, places: Places) -> M:
    if not isinstance(tree, Mapping):
        raise InputError(error("model.not-a-mapping", places.place(())))
    # Keys in files are the kebab-case ones alone: `as_of` would make two spellings of one key.
    return kind.model_validate(cast("object", tree), by_alias=True, by_name=False)


def _findings(kind: type[BaseModel], tree: object, places: Places, failure: ValidationError) -> Iterable[Finding]:
    faults = failure.errors(include_url=False)
    locs = [tuple(fault["loc"]) for fault in faults]
    for fault, loc in zip(faults, locs, strict=True):
        # A list whose items failed is told to be too short as well: that is only an echo.
        if fault["type"] in ("too_short", "too_long") and any(
            len(other) > len(loc) and other[: len(loc)] == loc for other in locs
        ):
            continue
        at = raw_path(tree, loc)
        key = fault["type"] == "extra_forbidden"
        yield finding_of(kind, cast("dict[str, Any]", fault), _placed(tree, places, at, key=key))


def _fault_findings(faults: Iterable[Fault], tree: object, places: Places) -> list[Finding]:
    return [reference_finding(fault, _placed(tree, places, raw_path(tree, fault.path), key=False)) for fault in faults]


def _placed(tree: object, places: Places, path: Steps, *, key: bool) -> Place:
    found = places.key_place(path) if key else places.place(path)
    return Place(file=found.file, line=found.line, column=found.column, path=readable(tree, path))


def _told(findings: Iterable[Finding]) -> list[Finding]:
    """Give the findings in the order of the file, each once, and how many are left out."""
    listed = sorted(dict.fromkeys(findings), key=lambda found: (found.place.line or 0, found.place.column or 0))
    left = len(listed) - MOST_FINDINGS
    if left <= 0:
        return listed
    return [*listed[:MOST_FINDINGS], error("model.more-faults", Place(listed[0].place.file), number=str(left))]
