"""From a tree to a procedure: every fault of the input as a finding with its place and its mend."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar, cast, get_args

from pydantic import BaseModel, ValidationError

from procsimplify.base.errors import InputError
from procsimplify.base.findings import Finding, Place, error
from procsimplify.model.basic import kebab
from procsimplify.model.procedure import Procedure
from procsimplify.model.wellformed import reference_faults

__all__ = ["Places", "read_model", "read_procedure"]

M = TypeVar("M", bound=BaseModel)
Steps = tuple[str | int, ...]


class Places:
    """Where the parts of a tree stand; this one knows no file, ``files`` gives one that does."""

    def place(self, path: Steps) -> Place:
        """Give the place of the value at a path."""
        return Place(file=None, line=None, column=None, path="/".join(str(part) for part in path))

    def key_place(self, path: Steps) -> Place:
        """Give the place of the key at a path."""
        return self.place(path)


def read_procedure(tree: object, places: Places | None = None) -> Procedure:
    """Make the procedure of a tree.

    Raises
    ------
    InputError
        With every fault found: unknown and missing keys, wrong types and units, dangling and repeated ids.
    """
    procedure = read_model(Procedure, tree, places)
    faults = [
        error(fault.code, _place(tree, places or Places(), fault.path, key=False), **fault.args)
        for fault in reference_faults(procedure)
    ]
    if faults:
        raise InputError(tuple(faults))
    return procedure


def read_model(kind: type[M], tree: object, places: Places | None = None) -> M:
    """Make a model of any kind from a tree.

    Raises
    ------
    InputError
        With every fault found.
    """
    where = places or Places()
    if not isinstance(tree, Mapping):
        raise InputError((error("model.not-a-mapping", where.place(())),))
    try:
        return kind.model_validate(tree)
    except ValidationError as failure:
        faults = failure.errors()
        # A list whose items failed is told to be too short as well: that is only an echo.
        echoes = [
            fault for fault in faults if fault["type"] in ("too_short", "too_long") and _has_deeper(fault, faults)
        ]
        findings = [_finding(kind, tree, where, fault) for fault in faults if fault not in echoes]
        raise InputError(tuple(dict.fromkeys(findings))) from None


def _has_deeper(fault: Any, faults: Sequence[Any]) -> bool:
    loc = tuple(fault["loc"])
    return any(len(other["loc"]) > len(loc) and tuple(other["loc"])[: len(loc)] == loc for other in faults)


_KINDS = {
    "missing": "model.missing-key",
    "extra_forbidden": "model.unknown-key",
    "literal_error": "model.not-one-of",
    "too_long": "model.too-many",
    "too_short": "model.too-few",
    "string_too_long": "model.text-too-long",
    "string_too_short": "model.empty-text",
    "int_parsing": "model.not-a-whole-number",
    "int_type": "model.not-a-whole-number",
    "int_from_float": "model.not-a-whole-number",
    "greater_than_equal": "model.number-out-of-range",
    "less_than_equal": "model.number-out-of-range",
    "bool_parsing": "model.not-yes-or-no",
    "bool_type": "model.not-yes-or-no",
    "string_type": "model.not-a-text",
    "string_pattern_mismatch": "model.bad-form",
    "tuple_type": "model.not-a-list",
    "model_type": "model.not-a-mapping",
    "model_attributes_type": "model.not-a-mapping",
    "date_type": "model.bad-date",
}


def _finding(kind: type[BaseModel], tree: object, places: Places, fault: Any) -> Finding:
    loc = cast("Steps", tuple(fault["loc"]))
    code = _KINDS.get(fault["type"])
    args = {key: str(value) for key, value in cast("dict[str, object]", fault.get("ctx") or {}).items()}
    given = fault.get("input")
    if code is None:
        # Our own validators name their fault themselves; anything else of pydantic's is told in its words.
        code = f"model.{fault['type']}" if fault["type"] in _own_faults() else "model.not-accepted"
        args.setdefault("given", _short(given))
        args.setdefault("reason", str(fault["msg"]))
    elif code == "model.unknown-key":
        owner = _owner(kind, loc)
        keys = sorted(kebab(name) for name in owner.model_fields) if owner else []
        args = {"key": str(loc[-1]), "near": _near(str(loc[-1]), keys)}
    elif code == "model.missing-key":
        args = {"key": kebab(str(loc[-1]))}
        loc = loc[:-1]
    elif code == "model.not-one-of":
        expected = [part.strip(" '") for part in args.get("expected", "").replace(" or ", ",").split(",")]
        args = {"given": _short(given), "near": _near(_short(given), expected)}
    else:
        args = {
            "given": _short(given),
            "most": args.get("max_length", args.get("le", "")),
            "least": args.get("min_length", args.get("ge", "")),
        }
    return error(code, _place(tree, places, loc, key=code == "model.unknown-key"), **args)


def _own_faults() -> frozenset[str]:
    from procsimplify.base.messages import table

    return frozenset(table("model"))


def _owner(kind: type[BaseModel], loc: Steps) -> type[BaseModel] | None:
    """Find the model class that a path leads into, by its fields; tags of unions and indexes are passed over."""
    here: type[BaseModel] = kind
    for part in loc[:-1]:
        field = next((info for name, info in here.model_fields.items() if part in (kebab(name), name)), None)
        if field is not None:
            found = next(_models_in(field.annotation), None)
            here = found if found is not None else here
        elif part == "demand":
            from procsimplify.model.dossier import Demand

            here = Demand
    return here


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in cast("Sequence[object]", get_args(annotation)):
        yield from _models_in(part)


def _near(word: str, known: Sequence[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return close[0] if close else ", ".join(known[:40])


def _short(value: object) -> str:
    text = value if isinstance(value, str) else ("" if value is None else type(value).__name__)
    return text if len(text) <= 60 else text[:57] + "…"


def _place(tree: object, places: Places, loc: Steps, *, key: bool) -> Place:
    """Give the place of a model's path in the tree as it was written, short forms and union tags passed over."""
    here: object = tree
    path: list[str | int] = []
    for part in loc:
        if isinstance(here, Mapping):
            mapping = cast("Mapping[str, object]", here)
            name = kebab(part) if isinstance(part, str) else part
            if isinstance(part, int) and part < len(mapping):
                name = list(mapping)[part]
            if name in mapping:
                path.append(name)
                here = mapping[cast("str", name)]
            elif part in mapping:
                path.append(part)
                here = mapping[cast("str", part)]
        elif isinstance(here, list) and isinstance(part, int):
            items = cast("list[object]", here)
            if part < len(items):
                path.append(part)
                here = items[part]
    at = tuple(path)
    found = places.key_place(at) if key else places.place(at)
    return Place(file=found.file, line=found.line, column=found.column, path=_readable(tree, at))


def _readable(tree: object, path: Steps) -> str:
    """Write a path with the ids of items in place of their numbers."""
    words: list[str] = []
    here: Any = tree
    for part in path:
        here = here[part]
        name = cast("Mapping[str, object]", here).get("id") if isinstance(here, Mapping) else None
        words.append(str(name) if isinstance(part, int) and isinstance(name, str) else str(part))
    return "/".join(words)
