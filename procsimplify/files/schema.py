"""JSON Schema of what people write, for editors that complete and check a file while it is typed.

It is made from the models: each key, each closed list of words and each bound stands there once. It describes the
written form: short forms beside long ones, and scalars as a reader of YAML resolves them (``sets: 8`` is a number to
an editor). What needs more than one place (dangling ids, chances) is left to ``check``.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, ForwardRef, Literal, Union, cast, get_args, get_origin

from pydantic import BaseModel, BeforeValidator
from pydantic.fields import FieldInfo

from procsimplify.base.errors import UsageError
from procsimplify.base.findings import Place, error
from procsimplify.base.text import Text
from procsimplify.files.keys import said_of
from procsimplify.model.basic import MAX_TEXT, BareIds, Keyed, kebab
from procsimplify.model.dossier import DOSSIER, Group
from procsimplify.model.procedure import Procedure
from procsimplify.model.provision import Provision
from procsimplify.model.quantity import Quantity
from procsimplify.model.step import Then, Trip

__all__ = ["DIALECT", "KINDS", "model_schema", "schema"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
KINDS: Mapping[str, type[BaseModel]] = {"procedure": Procedure}
"""What a schema is made for here; rules and scenarios are described by the packages that know them."""

_SCALAR: dict[str, Any] = {"type": ["string", "number"]}
_NUMBER: dict[str, Any] = {"type": ["string", "number"], "pattern": "^ *[+]?[0-9]", "minimum": 0}
"""A number, perhaps with its unit; neither is ever below 0."""
_ID: dict[str, Any] = {"type": ["string", "number"], "pattern": "^[a-z0-9][a-z0-9.+_-]{0,119}$"}
_QUANTITY_KEYS = ("value", "likely", "low", "high", "unit", "provenance", "source", "standard", "seen", "shape")


def schema(kind: str) -> dict[str, Any]:
    """Give the JSON Schema of a kind of file.

    Parameters
    ----------
    kind : str
        ``procedure``.

    Returns
    -------
    dict
        Draft 2020-12.

    Raises
    ------
    UsageError
        For a kind that has none.

    Examples
    --------
    >>> schema("procedure")["required"]
    ['code', 'title', 'steps']
    """
    if kind not in KINDS:
        raise UsageError(error("files.no-schema", Place(), kind=kind, known=", ".join(KINDS)))
    return model_schema(KINDS[kind])


def model_schema(kind: type[BaseModel]) -> dict[str, Any]:
    """Give the JSON Schema of the written form of a model, with the models inside it under ``$defs``."""
    found: dict[str, dict[str, Any]] = {}
    _define(kind, found)
    top = found.pop(kind.__name__)
    return {"$schema": DIALECT, "title": kind.__name__, **top, "$defs": {name: found[name] for name in sorted(found)}}


def _define(kind: type[BaseModel], found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Put the schema of a model among those found; give the reference to it."""
    name = kind.__name__
    if name not in found:
        found[name] = {}
        found[name] = _written(kind, _object(kind, found), found)
    return {"$ref": f"#/$defs/{name}"}


def _object(kind: type[BaseModel], found: dict[str, dict[str, Any]], *, without: Iterable[str] = ()) -> dict[str, Any]:
    fields = {name: info for name, info in kind.model_fields.items() if name not in without}
    made: dict[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            kebab(name): {**_field(kind, name, info, found), **_description(kind, kebab(name))}
            for name, info in fields.items()
        },
    }
    required = [kebab(name) for name, info in fields.items() if info.is_required()]
    return {**made, "required": required} if required else made


def _written(kind: type[BaseModel], plain: dict[str, Any], found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Add the short forms that a model reads."""
    properties = cast("dict[str, Any]", plain["properties"])
    if kind is Quantity:
        return {"anyOf": [_NUMBER, {**plain, "properties": {**properties, "likely": properties["value"]}}]}
    if kind is Provision:
        return {"anyOf": [{"type": "string", "minLength": 1}, plain]}
    if kind is Trip:
        quantity = _define(Quantity, found)["$ref"]
        short = {
            key: {"$ref": f"{quantity}/anyOf/1/properties/{key}"} for key in _QUANTITY_KEYS if key not in properties
        }
        return {"anyOf": [{"type": "string"}, {**plain, "properties": {**properties, **short}}]}
    if kind is Then:
        ways = [{"required": [key]} for key in ("to", "choice", "all")]
        return {"anyOf": [_ID, {**plain, "oneOf": ways}]}
    if kind is Group:
        return {**plain, "oneOf": [{"required": ["all"]}, {"required": ["one-of"]}]}
    return plain


def _field(kind: type[BaseModel], name: str, info: FieldInfo, found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    made = _type(info.annotation, list(info.metadata), found)
    if kind is Procedure and name == DOSSIER:
        nodes = _type(Group.model_fields["all"].annotation, [], found)
        return {"anyOf": [nodes, made]}
    return made


def _description(kind: type[BaseModel], key: str) -> dict[str, str]:
    meaning = said_of(kind, key)
    return {"description": meaning} if meaning else {}


def _type(annotation: Any, marks: list[Any], found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        return _type(inner, [*more, *marks], found)
    if origin in (Union, types.UnionType):
        parts = [part for part in get_args(annotation) if part is not types.NoneType]
        options = [_type(part, marks if len(parts) == 1 else [], found) for part in parts]
        return options[0] if len(options) == 1 else {"anyOf": options}
    if isinstance(annotation, ForwardRef) or annotation == "Group":
        return _define(Group, found)
    if origin is tuple:
        return _list(get_args(annotation)[0], marks, found)
    if origin is Literal:
        return {"enum": list(get_args(annotation))}
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _define(annotation, found)
    return _scalar(annotation, marks, found)


def _list(item: Any, marks: list[Any], found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    one = _type(item, [], found)
    bounds = _bounds(marks, "minItems", "maxItems")
    several: dict[str, Any] = {"type": "array", "items": one, **bounds}
    options: list[dict[str, Any]] = [several]
    if BareIds in marks:
        several["items"] = {"anyOf": [_ID if "Instrument" not in str(one) else {"type": "string"}, one]}
    if Keyed in marks:
        options.insert(0, {"type": "object", "additionalProperties": _rest(item, found)})
    if any(isinstance(mark, BeforeValidator) and _takes_one(mark) for mark in marks):
        options.insert(0, one)
    return options[0] if len(options) == 1 else {"anyOf": options}


def _rest(item: Any, found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Give what stands behind the id in a mapping from ids."""
    kind = cast("type[BaseModel]", item)
    rest = _object(kind, found, without=("id",))
    return rest if rest.get("required") else {"anyOf": [{"type": "null"}, rest]}


def _takes_one(mark: BeforeValidator) -> bool:
    """Tell whether one name may stand for a list of one."""
    if mark in (Keyed, BareIds):
        return False
    read = cast("Any", mark.func)
    return read("x") == ("x",)


def _scalar(annotation: Any, marks: list[Any], found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    if annotation is Text:
        found.setdefault(
            "Text",
            {
                "anyOf": [
                    {"type": ["string", "number"], "minLength": 1, "maxLength": MAX_TEXT},
                    {
                        "type": "object",
                        "additionalProperties": False,
                        "minProperties": 1,
                        "properties": {lang: {"type": ["string", "number"]} for lang in ("vi", "en")},
                    },
                ]
            },
        )
        return {"$ref": "#/$defs/Text"}
    if annotation is bool:
        return {"enum": [True, False, "true", "false", "yes", "no"]}
    if annotation is int:
        return {"type": ["integer", "string"], "pattern": "^[0-9]+$", **_bounds(marks, "minimum", "maximum")}
    if annotation is date:
        return {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
    if annotation is Fraction:
        return _NUMBER
    if annotation is str:
        named = any(isinstance(mark, BeforeValidator) and getattr(mark.func, "__name__", "") == "_id" for mark in marks)
        return _ID if named else {**_SCALAR, **_bounds(marks, "minLength", "maxLength")}
    raise TypeError(f"no schema for {annotation!r}")


def _bounds(marks: Iterable[Any], least: str, most: str) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for mark in marks:
        for part in getattr(mark, "metadata", [mark]):
            for name, key in (("ge", least), ("min_length", least), ("le", most), ("max_length", most)):
                value = getattr(part, name, None)
                if isinstance(value, int):
                    made[key] = value
    return made
