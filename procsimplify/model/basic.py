"""The ground of every model class: frozen, closed, bounded, kebab-case in files."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Annotated, Any, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from procsimplify.base.text import Text

__all__ = [
    "Applies",
    "BareIds",
    "Code",
    "Day",
    "Id",
    "Keyed",
    "Label",
    "Model",
    "Names",
    "Whole",
    "YesNo",
    "fields_of",
    "kebab",
    "names_of",
]

MAX_TEXT = 5_000
"""Most characters of one text in one language."""
MAX_ITEMS = 1_000
"""Most items of one list."""

_ID = re.compile(r"[a-z0-9][a-z0-9.+_-]{0,119}")
_DIGITS = re.compile(r"[0-9]{1,9}")
_YES_NO = {"true": True, "false": False, "yes": True, "no": False}
_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,39}")


def kebab(name: str) -> str:
    """Give the key of a file for the name of a field: ``one_of`` is ``one-of``, ``if_`` is ``if``."""
    return name.rstrip("_").replace("_", "-")


class Model(BaseModel):
    """A value: frozen, without unknown keys; its keys in files are kebab-case."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=kebab, populate_by_name=True, arbitrary_types_allowed=True
    )

    def evolve(self, **changes: Any) -> Any:
        """Give a copy with some fields changed, validated again."""
        return type(self)(**({name: getattr(self, name) for name, _, _ in fields_of(type(self))} | changes))

    def projected(self, **changes: Any) -> Any:
        """Give a copy with some fields changed to values that are valid by how they were made: parts of the old ones.

        Nothing is validated again; `evolve` does.
        """
        return self.model_copy(update=changes)


@cache
def fields_of(kind: type[Model]) -> tuple[tuple[str, str, FieldInfo], ...]:
    """List the fields of a class: name, key in files, what pydantic knows of it (which is slow to ask for)."""
    return tuple((name, kebab(name), info) for name, info in kind.model_fields.items())


def _id(value: object) -> object:
    if isinstance(value, str) and not _ID.fullmatch(value):
        raise PydanticCustomError("bad-id", "bad id", {"given": value[:60]})
    return value


def _code(value: object) -> object:
    if isinstance(value, str) and not _CODE.fullmatch(value):
        raise PydanticCustomError("bad-code", "bad code", {"given": value[:60]})
    return value


def _text(value: object) -> object:
    if isinstance(value, Text):
        return value
    if isinstance(value, str):
        if not value.strip():
            raise PydanticCustomError("empty-text", "empty text", {})
        if len(value) > MAX_TEXT:
            raise PydanticCustomError("text-too-long", "too long", {"most": str(MAX_TEXT)})
        return Text.both(value)
    if isinstance(value, Mapping):
        given = cast("Mapping[object, object]", value)
        extra = sorted(str(key) for key in given if key not in ("vi", "en"))
        if extra or not given or not all(isinstance(part, str) and part.strip() for part in given.values()):
            raise PydanticCustomError("bad-text", "bad text", {"given": ", ".join(extra)})
        if any(len(cast("str", part)) > MAX_TEXT for part in given.values()):
            raise PydanticCustomError("text-too-long", "too long", {"most": str(MAX_TEXT)})
        return Text(vi=cast("str | None", given.get("vi")), en=cast("str | None", given.get("en")))
    raise PydanticCustomError("bad-text", "bad text", {"given": ""})


def _day(value: object) -> object:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("bad-date", "bad date", {"given": value[:40]}) from None
    return value


def _whole(value: object) -> object:
    # pydantic would take 1.000 and 1_0 for whole numbers.
    if isinstance(value, str) and not _DIGITS.fullmatch(value):
        raise PydanticCustomError("not-a-whole-number", "whole", {"given": value[:40]})
    return value


def _yes_no(value: object) -> object:
    if isinstance(value, str):
        if value not in _YES_NO:
            raise PydanticCustomError("not-yes-or-no", "yes or no", {"given": value[:40]})
        return _YES_NO[value]
    return value


def _names(value: object) -> object:
    """One name may stand for a list of one."""
    return (value,) if isinstance(value, str) else value


def _keyed(value: object) -> object:
    """A mapping from id to the rest is how a file writes a keyed list."""
    if isinstance(value, Mapping):
        items: list[object] = []
        for key, rest in cast("Mapping[object, object]", value).items():
            if rest is None:
                items.append({"id": key})
            elif isinstance(rest, Mapping):
                inner = cast("Mapping[str, object]", rest)
                if inner.get("id", key) != key:
                    raise PydanticCustomError("two-ids", "two ids", {"key": str(key)[:60], "id": str(inner["id"])[:60]})
                items.append({"id": key, **inner})
            else:
                items.append(rest)
        return items
    return value


def _bare_id(value: object) -> object:
    """A bare name in a keyed list is an item with that id and nothing more."""
    if isinstance(value, list | tuple):
        return [{"id": item} if isinstance(item, str) else item for item in cast("list[object]", value)]
    return value


Id = Annotated[str, BeforeValidator(_id)]
"""A stable name inside one procedure: small letters, digits, ``. + _ -``; never reused."""
Code = Annotated[str, BeforeValidator(_code)]
"""The code of a procedure, kept as its text: ``1.000060`` is not ``1.00006``."""
Label = Annotated[Text, BeforeValidator(_text)]
"""A text in Vietnamese, English or both."""
Day = Annotated[date, BeforeValidator(_day), PlainSerializer(lambda day: day.isoformat())]
"""A date, written ``2026-07-01``."""
Whole = Annotated[int, BeforeValidator(_whole)]
"""A whole number, written with digits alone."""
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
"""``true`` or ``false``; ``yes`` and ``no`` are read too."""
Names = Annotated[tuple[Id, ...], BeforeValidator(_names), Field(max_length=MAX_ITEMS)]
"""Ids; one id may be written without the list."""

Keyed = BeforeValidator(_keyed)
"""Marks a tuple of items with ids that a file writes as a mapping from id to the rest."""
BareIds = BeforeValidator(_bare_id)
"""Marks a tuple of items with ids that a file may write as bare ids."""


class Applies(Model):
    """What an element is limited to; an empty list means all."""

    cases: Names = ()
    channels: Names = ()
    applicants: Names = ()

    def applies(self, case: str | None, channel: str | None, applicant: str | None) -> bool:
        """Tell whether the element exists in the variant of these values (None: the attribute has no values)."""
        return (
            (not self.cases or case in self.cases)
            and (not self.channels or channel in self.channels)
            and (not self.applicants or applicant in self.applicants)
        )


def names_of(items: tuple[Any, ...]) -> tuple[str, ...]:
    """Give the ids of a keyed tuple, in order."""
    return tuple(item.id for item in items)
