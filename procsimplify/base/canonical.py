"""One text for one value: canonical JSON, and its hash."""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from typing import cast

__all__ = ["canonical_json", "sha256"]


def canonical_json(obj: object) -> str:
    """Write plain data as canonical JSON.

    Parameters
    ----------
    obj : dict, list, tuple, str, int, bool or None
        Plain data. Exact numbers are given as their text.

    Returns
    -------
    str
        Keys sorted by code point, no spaces, texts in Unicode NFC with ``\\n`` line ends, nothing escaped that JSON
        lets stand.

    Raises
    ------
    TypeError
        If there is something else in it, for example a float or a key that is no text.
    ValueError
        If two keys of one mapping are the same in NFC.

    Examples
    --------
    >>> canonical_json({"b": [1, None], "a": "Nộp"})
    '{"a":"Nộp","b":[1,null]}'
    """
    return json.dumps(_plain(obj), ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)


def sha256(obj: object) -> str:
    """Return the SHA-256 of the canonical JSON in UTF-8, as 64 hexadecimal digits; see `canonical_json`."""
    return hashlib.sha256(canonical_json(obj).encode("utf-8")).hexdigest()


def _plain(obj: object) -> object:
    if obj is None or isinstance(obj, bool | int):
        return obj
    if isinstance(obj, str):
        return _words(obj)
    if isinstance(obj, list | tuple):
        return [_plain(item) for item in cast("list[object]", obj)]
    if isinstance(obj, Mapping):
        return _mapping(cast("Mapping[object, object]", obj))
    raise TypeError(f"canonical JSON has no {type(obj).__name__}")


def _mapping(obj: Mapping[object, object]) -> dict[str, object]:
    plain: dict[str, object] = {}
    for key, value in obj.items():
        if not isinstance(key, str):
            raise TypeError(f"a key of canonical JSON is text, not {type(key).__name__}")
        name = _words(key)
        if name in plain:
            raise ValueError(f"the key “{name}” is there twice")
        plain[name] = _plain(value)
    return plain


def _words(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
