"""The canonical tree of a model, and the form that a person writes.

A tree is plain data: dicts with kebab-case keys, lists, and texts; every number is its text, keyed lists are lists
of dicts with ``id``, defaults are left out. The *canonical* tree names every id and every ``then``: it is what is
compared, hashed and changed. The *written* form leaves out what a reader supplies.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any, cast

from pydantic.fields import FieldInfo

from procsimplify.base.numbers import format_number
from procsimplify.base.text import Text
from procsimplify.model.basic import BareIds, Keyed, Model, fields_of
from procsimplify.model.dossier import DOSSIER, Group
from procsimplify.model.procedure import Procedure, default_then
from procsimplify.model.provision import Provision
from procsimplify.model.quantity import Quantity, quantity_tree
from procsimplify.model.step import GRANTED, Arm, Then

__all__ = ["Tree", "canonical_tree", "from_tree", "text_tree", "written_tree"]

Tree = dict[str, Any] | list[Any] | str


def canonical_tree(model: Model) -> dict[str, Any]:
    """Give the canonical tree of a procedure (or of any part of one)."""
    return _fields(model, written=False)


def written_tree(procedure: Procedure) -> dict[str, Any]:
    """Give the tree as a person would write it: short forms, nothing that a reader supplies."""
    tree = _fields(procedure, written=True)
    for place, (step, written) in enumerate(zip(procedure.steps, tree["steps"], strict=True)):
        if step.then == default_then(procedure.steps, place):
            del written["then"]
    return tree


def from_tree(tree: Mapping[str, Any]) -> Procedure:
    """Make the procedure of a tree, canonical or written.

    Raises
    ------
    pydantic.ValidationError
        Where the tree is not a procedure; ``procsimplify.model.reading`` turns it into findings.
    """
    return Procedure.model_validate(dict(tree))


def text_tree(text: Text) -> str | dict[str, str]:
    """Give a text as one string where both languages agree, else by language."""
    if text.vi is not None and text.vi == text.en:
        return text.vi
    return {lang: part for lang, part in (("vi", text.vi), ("en", text.en)) if part is not None}


def _fields(model: Model, *, written: bool) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    held = vars(model)
    for name, key, info, default in _layout(type(model)):
        value = held[name]
        if value is None or value is default or value == default:
            continue
        if written and name == "id" and isinstance(model, Group | Arm) and value == model.derived_id():
            continue
        tree[key] = value if type(value) is str else _value(value, info, written=written)
    return tree


@cache
def _layout(kind: type[Model]) -> tuple[tuple[str, str, FieldInfo, Any], ...]:
    """List the fields of a class with their defaults; None for a field that is written whatever it holds."""
    return tuple(
        (name, key, info, None if name == "id" or info.is_required() else info.default)
        for name, key, info in fields_of(kind)
    )


def _value(value: Any, info: FieldInfo | None, *, written: bool) -> Any:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Fraction):
        return format_number(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Text):
        return text_tree(value)
    if isinstance(value, Quantity):
        return quantity_tree(value)
    if isinstance(value, Provision):
        return value.text()
    if isinstance(value, tuple):
        return _several(cast("tuple[Any, ...]", value), info, written=written)
    if isinstance(value, Then):
        return _then(value, written=written)
    if isinstance(value, Group) and written and value.id == DOSSIER:
        tree = {key: part for key, part in _fields(value, written=True).items() if key != "id"}
        return tree["all"] if [*tree] == ["all"] else tree
    if isinstance(value, Model):
        return _fields(value, written=written)
    raise TypeError(f"no tree for {type(value).__name__}")


def _several(values: tuple[Any, ...], info: FieldInfo | None, *, written: bool) -> Any:
    items: list[Any] = [_value(item, None, written=written) for item in values]
    if not written:
        return items
    marks = info.metadata if info is not None else []
    if Keyed in marks:
        return {item.pop("id"): (item or None) for item in cast("list[dict[str, Any]]", items)}
    if BareIds in marks:
        items = [_bare(item) for item in items]
    if len(items) == 1 and isinstance(items[0], str) and BareIds not in marks:
        return items[0]
    return items


def _bare(item: Any) -> Any:
    """Give a mapping that says its id alone as that id."""
    if isinstance(item, dict):
        fields = cast("dict[str, Any]", item)
        return fields["id"] if [*fields] == ["id"] else fields
    return item


def _then(then: Then, *, written: bool) -> Any:
    if written and then.to is not None and then.outcome in (None, GRANTED):
        return then.to
    if then.all is not None:
        return {"all": list(then.all)}
    return _fields(then, written=written)
