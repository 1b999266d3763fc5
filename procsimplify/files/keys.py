"""What each key means, and which models a kind of file is made of: for the reference page and the schema."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, cast, get_args

from pydantic import BaseModel

from procsimplify.model.basic import Applies, kebab
from procsimplify.model.procedure import Procedure

__all__ = ["key_table", "models_of", "said_of"]


@cache
def _meanings() -> Mapping[str, Mapping[str, str]]:
    source = resources.files("procsimplify.files") / "keys.toml"
    return cast("Mapping[str, Mapping[str, str]]", tomllib.loads(source.read_text(encoding="utf-8")))


def said_of(kind: type[BaseModel], key: str) -> str:
    """Say what a key of a model means; empty where nothing is written of it."""
    meaning = _meanings().get(kind.__name__, {}).get(key)
    if meaning is None and issubclass(kind, Applies):
        meaning = _meanings()["Applies"].get(key)
    return meaning or ""


def models_of(kind: type[BaseModel] = Procedure) -> tuple[type[BaseModel], ...]:
    """List a model and every model inside it, each once, in the order in which they are met."""
    found: dict[type[BaseModel], None] = {}
    waiting = [kind]
    while waiting:
        here = waiting.pop(0)
        if here not in found:
            found[here] = None
            for info in here.model_fields.values():
                waiting.extend(_inside(info.annotation))
    return tuple(found)


def key_table(kind: type[BaseModel]) -> str:
    """Write the keys of a model as a table in Markdown: key, whether it is needed, words it takes, meaning."""
    rows = ["| key | | meaning |", "|---|---|---|"]
    shared = Applies.model_fields if issubclass(kind, Applies) else {}
    own = {name: info for name, info in kind.model_fields.items() if name not in shared}
    for name, info in (own | {name: kind.model_fields[name] for name in shared}).items():
        key = kebab(name)
        words = " · ".join(_words(info.annotation))
        needed = "needed" if info.is_required() else ""
        meaning = said_of(kind, key) + (f": `{words}`" if words and len(words) < 130 else "")
        rows.append(f"| `{key}` | {needed} | {meaning} |")
    return "\n".join(rows)


def _inside(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _inside(part)


def _words(annotation: Any) -> tuple[str, ...]:
    """List the words of a closed list inside an annotation."""
    parts = get_args(annotation)
    if parts and all(isinstance(part, str) for part in parts):
        return cast("tuple[str, ...]", parts)
    for part in parts:
        if words := _words(part):
            return words
    return ()
