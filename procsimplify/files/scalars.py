"""Texts as YAML scalars: plain where every reader takes them for a text, quoted elsewhere.

YAML 1.1 (yaml.org/spec/1.1, and the type repository yaml.org/type) and YAML 1.2 (yaml.org/spec/1.2.2, core schema)
read different plain scalars as numbers, dates, booleans and null. A text is written plain only where neither does.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

__all__ = ["block_text", "double_quoted", "is_plain", "same_look", "scalar", "single_quoted"]

_TYPED: Final = re.compile(
    r"""
      ~ | null | Null | NULL | = | <<
    | y | Y | yes | Yes | YES | n | N | no | No | NO | on | On | ON | off | Off | OFF
    | true | True | TRUE | false | False | FALSE
    | [-+]? 0 b [01_]+ | [-+]? 0 o? [0-7_]+ | [-+]? 0 [xX] [0-9a-fA-F_]+
    | [-+]? [0-9_]+
    | [-+]? [0-9] [0-9_]* (?: : [0-9]+ )+ (?: \. [0-9_]* )?
    | [-+]? (?: \. [0-9_]+ | [0-9] [0-9_]* (?: \. [0-9_]* )? ) (?: [eE] [-+]? [0-9]+ )?
    | [-+]? \. (?: inf | Inf | INF ) | \. (?: nan | NaN | NAN )
    | [0-9]{4} - [0-9]{1,2} - [0-9]{1,2} (?: [Tt\ \t] .* )?
    """,
    re.VERBOSE | re.DOTALL,
)
"""Plain scalars that YAML 1.1 or 1.2 reads as something other than a text."""

SHORT: Final = 48
"""Letters of a text that is remembered once it was written: keys, ids and units come again and again."""

_TYPED_STARTS: Final = frozenset("~=<nNyYoOtTfF+-.0123456789")
_FLOW_MARK: Final = re.compile(r"[,\[\]{}:?]")

_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
"""What a reader refuses, folds, or takes for a line break: written with a backslash, inside double quotes."""

_SHORT_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_ESCAPED: Final = re.compile(rf'["\\\n\t]|{_UNPRINTABLE.pattern}')

_LOOKS: Final = tuple(
    re.compile(look) for look in (r"-?(?:0|[1-9][0-9]*)", r"[0-9]{4}-[0-9]{2}-[0-9]{2}", r"true|false")
)
"""Kinds of plain scalar whose text every reader that types them gives back unchanged."""


def is_plain(text: str, *, flow: bool) -> bool:
    """Tell whether a text can stand without quotes and is read as a text by YAML 1.1 and 1.2.

    Parameters
    ----------
    text : str
    flow : bool
        Whether it stands inside ``[…]`` or ``{…}``, where more characters have a meaning.

    Examples
    --------
    >>> [text for text in ("5 min", "1.012885", "no", "a: b", "12:30", "giấy phép") if is_plain(text, flow=True)]
    ['5 min', 'giấy phép']
    """
    if not text or text != text.strip() or "\n" in text or "\t" in text or _UNPRINTABLE.search(text):
        return False
    if text[0] in ",[]{}#&*!|>'\"%@`" or (text[0] in "-?:" and not text[1:2].strip()):
        return False
    if ": " in text or " #" in text or text.endswith(":") or text.startswith(("---", "...")):
        return False
    if flow and (_FLOW_MARK.search(text) or text[0] == "-"):
        return False
    # A word with a letter that no typed scalar begins with need not be tried.
    return text[0] not in _TYPED_STARTS or _TYPED.fullmatch(text) is None


def same_look(old: str, new: str) -> bool:
    """Tell whether two plain scalars are both whole numbers, both dates, or both true or false."""
    return any(look.fullmatch(old) and look.fullmatch(new) for look in _LOOKS)


def double_quoted(text: str) -> str:
    r"""Write a text inside double quotes, on one line.

    Examples
    --------
    >>> print(double_quoted('a "b"\n'))
    "a \"b\"\n"
    """
    return f'"{_ESCAPED.sub(_escaped, text)}"'


def single_quoted(text: str) -> str | None:
    """Write a text inside single quotes, or give None where that cannot be done on one line."""
    if "\n" in text or _UNPRINTABLE.search(text):
        return None
    return "'" + text.replace("'", "''") + "'"


def scalar(text: str | None, *, flow: bool) -> str:
    """Write a text, or null, on one line: plain where that is safe, else quoted.

    Examples
    --------
    >>> [scalar(text, flow=False) for text in ("nộp hồ sơ", "8", 'gọi là "bếp": một', None)]
    ['nộp hồ sơ', '"8"', '\\'gọi là "bếp": một\\'', 'null']
    """
    if text is None:
        return "null"
    return _short(text, flow) if len(text) <= SHORT else _written(text, flow)


def _written(text: str, flow: bool) -> str:
    if is_plain(text, flow=flow):
        return text
    if ('"' in text or "\\" in text) and "'" not in text and (quoted := single_quoted(text)) is not None:
        return quoted
    return double_quoted(text)


_short: Final = lru_cache(maxsize=8192)(_written)


def block_text(text: str, indent: int) -> str | None:
    r"""Write a text of several lines as a ``|`` block with its lines indented, or give None where it cannot be one.

    The result has no line break at its end.

    Examples
    --------
    >>> block_text("một\nhai\n", 2)
    '|\n  một\n  hai'
    """
    body = text.removesuffix("\n")
    lines = body.split("\n")
    if "\n" not in text or _UNPRINTABLE.search(text) or not lines[0].strip() or not lines[-1].strip():
        return None
    if lines[0][0] in " \t" or any(line and not line.strip() for line in lines):
        return None
    margin = " " * indent
    return "\n".join(["|" if text.endswith("\n") else "|-", *(margin + line if line else "" for line in lines)])


def _escaped(found: re.Match[str]) -> str:
    letter = found[0]
    if letter in _SHORT_ESCAPES:
        return _SHORT_ESCAPES[letter]
    return f"\\x{ord(letter):02x}" if ord(letter) < 0x100 else f"\\u{ord(letter):04x}"
