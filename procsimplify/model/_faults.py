"""One fault of pydantic's, or of `wellformed`, as a finding in our words; and paths of a model as paths of its tree."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast, get_args

from pydantic import BaseModel

from procsimplify.base.findings import Finding, Place, error
from procsimplify.base.messages import Argument, phrase_text, table
from procsimplify.base.numbers import AmbiguousNumber, BadNumber, parse_number
from procsimplify.base.text import Text
from procsimplify.model.basic import kebab
from procsimplify.model.dossier import Demand, Group
from procsimplify.model.quantity import TIME_UNITS, Quantity
from procsimplify.model.step import Trip
from procsimplify.model.wellformed import Fault

__all__ = ["finding_of", "raw_path", "readable", "reference_finding"]

Steps = tuple[str | int, ...]

_KINDS = {
    "missing": "missing-key",
    "extra_forbidden": "unknown-key",
    "literal_error": "not-one-of",
    "too_long": "too-many",
    "too_short": "too-few",
    "string_too_long": "text-too-long",
    "string_too_short": "empty-text",
    "greater_than_equal": "number-too-small",
    "less_than_equal": "number-too-large",
    "int_parsing": "not-a-whole-number",
    "int_type": "not-a-whole-number",
    "bool_type": "not-yes-or-no",
    "bool_parsing": "not-yes-or-no",
    "string_type": "not-a-text",
    "string_pattern_mismatch": "bad-form",
    "tuple_type": "not-a-list",
    "model_type": "not-a-mapping-here",
    "model_attributes_type": "not-a-mapping-here",
    "date_type": "bad-date",
    "date_from_datetime_parsing": "bad-date",
    "union_tag_not_found": "not-a-mapping-here",
}
_TAGS: dict[str, type[BaseModel]] = {"demand": Demand, "group": Group, "chance-number": Quantity}
_SHORT_KEYS: dict[type[BaseModel], tuple[str, ...]] = {
    Quantity: ("likely",),
    Trip: ("value", "low", "high", "standard"),
    Demand: ("all", "one-of"),
}
"""Keys of the short forms, which no field is named after."""
_UNITS = {
    "minute": "min", "minutes": "min", "mins": "min", "m": "min", "phút": "min", "hours": "hour", "h": "hour",
    "giờ": "hour", "days": "day", "d": "day", "ngày": "day", "working days": "working-day",
    "working day": "working-day", "working-days": "working-day", "ngày làm việc": "working-day",
    "months": "month", "tháng": "month", "years": "year", "năm": "year", "đ": "VND", "đồng": "VND", "vnd": "VND",
    "vnđ": "VND", "bản": "copy", "bộ": "set", "copies": "copy", "sets": "set", "lần": "time",
}  # fmt: skip
"""What people write for a unit, for the mend."""


def finding_of(kind: type[BaseModel], fault: Mapping[str, Any], place: Place) -> Finding:
    """Give the finding for one fault of a validation of a kind of model."""
    loc = cast("Steps", tuple(fault["loc"]))
    context = {key: str(value) for key, value in cast("dict[str, object]", fault.get("ctx") or {}).items()}
    slug = _KINDS.get(fault["type"], str(fault["type"]))
    given = _given(fault.get("input"))
    if slug == "unknown-key":
        key = str(loc[-1])
        return error("model.unknown-key", place, key=key, **_owned(kind, loc), advice=_keys(kind, loc, key))
    if slug == "missing-key":
        key = kebab(str(loc[-1]))
        example = f"example-{key}" if f"example-{key}" in _phrases() else "example"
        return error("model.missing-key", place, key=key, **_owned(kind, loc), example=phrase_text(f"model.{example}"))
    if slug == "not-one-of":
        # pydantic names the words as 'a', 'b' or 'c'.
        words = [part.strip(" '") for part in context.get("expected", "").replace(" or ", ", ").split(",")]
        return error("model.not-one-of", place, given=given, advice=_advice(_raw(fault), words))
    if slug in ("ambiguous-number", "bad-number"):
        return _number(context.get("given", ""), place)
    if slug == "unknown-unit":
        unit = context["given"]
        known = [*TIME_UNITS, "VND"]
        close = _UNITS.get(unit.lower())
        advice = phrase_text("model.mend-near", near=close) if close else _advice(unit, known)
        return error("model.unknown-unit", place, given=unit, advice=advice)
    if told := context.pop("given", ""):
        given = f"“{told}”"
    args: dict[str, Argument] = {
        "given": given,
        **context,
        "most": context.get("most") or context.get("max_length") or context.get("le", ""),
        "least": context.get("min_length") or context.get("ge", ""),
    }
    if slug not in table("model"):
        return error("model.not-accepted", place, given=given, reason=str(fault["msg"]))
    return error(f"model.{slug}", place, **args)


def reference_finding(fault: Fault, place: Place) -> Finding:
    """Give the finding for a fault of `wellformed`."""
    args: dict[str, Argument] = dict(fault.args)
    if "what" in fault.args:
        args["what"] = phrase_text(f"model.what-{fault.args['what']}")
    if "unit-kind" in fault.args:
        args["wanted"] = phrase_text(f"model.unit-{args.pop('unit-kind')}")
    if fault.known is not None:
        args["advice"] = _advice(fault.args["id"], fault.known)
    return error(fault.code, place, **args)


def _number(text: str, place: Place) -> Finding:
    try:
        parse_number(text)
    except (AmbiguousNumber, BadNumber) as failure:
        return failure.finding(place)
    return error("model.bad-quantity", place, given=text)


def _phrases() -> Mapping[str, object]:
    return cast("Mapping[str, object]", table("model")["phrases"])


def _owned(kind: type[BaseModel], loc: Steps) -> dict[str, Argument]:
    name = _owner(kind, loc).__name__
    return {"owner": phrase_text(f"model.owner-{name}" if f"owner-{name}" in _phrases() else "model.owner")}


def _keys(kind: type[BaseModel], loc: Steps, key: str) -> Text:
    owner = _owner(kind, loc)
    keys = sorted({*(kebab(name) for name in owner.model_fields), *_SHORT_KEYS.get(owner, ())})
    return _advice(key.replace("_", "-"), keys)


def _advice(word: str, known: Sequence[str]) -> Text:
    """Give the mend for a word that is none of those known: the one that looks like it, else what there is."""
    close = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    if close:
        return phrase_text("model.mend-near", near=close[0])
    if not known:
        return phrase_text("model.mend-declare")
    shown = ", ".join(sorted(known)[:60]) + (" …" if len(known) > 60 else "")
    return phrase_text("model.mend-known", known=shown)


def _owner(kind: type[BaseModel], loc: Steps) -> type[BaseModel]:
    """Find the model class that a path leads into, by its fields; indexes are passed over."""
    here = kind
    for part in loc[:-1]:
        if isinstance(part, str) and part in _TAGS:
            here = _TAGS[part]
            continue
        field = next((info for name, info in here.model_fields.items() if part in (kebab(name), name)), None)
        if field is not None:
            here = next(_models_in(field.annotation), here)
    return here


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in cast("Sequence[object]", get_args(annotation)):
        yield from _models_in(part)


def _raw(fault: Mapping[str, Any]) -> str:
    given = fault.get("input")
    return given if isinstance(given, str) else ""


def _given(value: object) -> Argument:
    """Say what stands there: a text itself in quotation marks, anything else by its kind."""
    if isinstance(value, str):
        return f"“{value}”" if len(value) <= 60 else f"“{value[:57]}…”"
    if value is None:
        return phrase_text("model.given-nothing")
    return phrase_text("model.given-keys" if isinstance(value, Mapping) else "model.given-list")


def raw_path(tree: object, loc: Sequence[str | int]) -> Steps:
    """Give the path in a tree as it was written of a model's path, short forms and union tags passed over."""
    here: object = tree
    path: list[str | int] = []
    for part in loc:
        if isinstance(here, Mapping):
            mapping = cast("Mapping[str, object]", here)
            if isinstance(part, int):
                keys = list(mapping)
                name = keys[part] if part < len(keys) else ""
            else:
                name = part if part in mapping else kebab(part)
            if name in mapping:
                path.append(name)
                here = mapping[name]
        elif isinstance(here, list) and isinstance(part, int):
            items = cast("list[object]", here)
            if part < len(items):
                path.append(part)
                here = items[part]
    return tuple(path)


def readable(tree: object, path: Steps) -> str:
    """Write a path with the ids of items in place of their numbers."""
    words: list[str] = []
    here: object = tree
    for part in path:
        if isinstance(here, Mapping):
            here = cast("Mapping[str | int, object]", here)[part]
        else:
            here = cast("list[object]", here)[cast("int", part)]
        name = cast("Mapping[str, object]", here).get("id") if isinstance(here, Mapping) else here
        words.append(name[:60] if isinstance(part, int) and isinstance(name, str) else str(part))
    return "/".join(words)
