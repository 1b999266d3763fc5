"""The wording of findings and of the user interface, kept as data in each package's ``messages.toml``.

A code is ``PACKAGE.slug``; its entry gives the severity and, in both languages, the title, the message and the mend.
Plain phrases stand in the table ``[phrases]`` of the same file.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import cast

from procsimplify.base.text import Language, Text

__all__ = ["Argument", "Entry", "Severity", "all_codes", "entry", "fill", "phrase", "phrase_text", "table"]

Argument = str | Text
"""A word put into a message: the same in both languages, or one for each."""


class Severity(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold the wording of one code, as templates with ``{placeholders}``."""

    code: str
    severity: Severity
    title: Text
    message: Text
    mend: Text


@cache
def table(package: str) -> Mapping[str, object]:
    """Read the messages of one package as they stand in its file.

    Parameters
    ----------
    package : str
        A package directly under ``procsimplify``, for example ``base``.

    Returns
    -------
    mapping
        The tables of ``messages.toml``; read once.

    Raises
    ------
    KeyError
        If the package has no ``messages.toml``: a fault of the program, not of its user.
    """
    source = resources.files("procsimplify") / package / "messages.toml"
    try:
        return tomllib.loads(source.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        raise KeyError(f"the package “{package}” has no messages.toml") from None


def entry(code: str) -> Entry:
    """Look up the wording of a finding's code.

    Parameters
    ----------
    code : str
        ``PACKAGE.slug``, for example ``base.yaml-duplicate-key``.

    Returns
    -------
    Entry

    Raises
    ------
    KeyError
        If no package has such a code: a fault of the program.
    """
    return _entry(code)


def all_codes() -> tuple[Entry, ...]:
    """List the entries of every package, sorted by code; ``docs/reference/errors.md`` is made from them."""
    packages = sorted(
        folder.name
        for folder in resources.files("procsimplify").iterdir()
        if folder.is_dir() and (folder / "messages.toml").is_file()
    )
    return tuple(
        entry(f"{package}.{slug}") for package in packages for slug in sorted(table(package)) if slug != "phrases"
    )


def phrase(key: str, lang: Language, /, **args: Argument) -> str:
    """Return a phrase of the user interface in one language.

    Parameters
    ----------
    key : str
        ``PACKAGE.key``; the phrase stands under ``[phrases]`` of that package's ``messages.toml``.
    lang : "vi" or "en"
    **args : str or Text
        What to put in place of the ``{placeholders}``. Braces inside an argument are left alone.

    Returns
    -------
    str

    Raises
    ------
    KeyError
        If there is no such phrase, or an argument is missing: a fault of the program.

    Examples
    --------
    >>> phrase("base.or", "vi", first="1", second="1000")
    '1 hay 1000'
    """
    return fill(_phrase(key).get(lang), args, lang, key)


def phrase_text(key: str, /, **args: Argument) -> Text:
    """Return a phrase in both languages; see `phrase`."""
    return Text(phrase(key, "vi", **args), phrase(key, "en", **args))


def fill(template: str, args: Mapping[str, Argument], lang: Language, key: str) -> str:
    """Put arguments into a template; only the template is read for placeholders, never an argument."""
    words = {name: value.get(lang) if isinstance(value, Text) else value for name, value in args.items()}
    try:
        return template.format_map(words)
    except KeyError as missing:
        raise KeyError(f"the message “{key}” needs the argument {missing}") from None


@cache
def _entry(code: str) -> Entry:
    package, _, slug = code.partition(".")
    found = table(package).get(slug)
    if not slug or slug == "phrases" or not isinstance(found, dict):
        raise KeyError(f"no message has the code “{code}”")
    fields = cast("dict[str, object]", found)
    return Entry(
        code=code,
        severity=Severity(str(fields["severity"])),
        title=_text(fields["title"]),
        message=_text(fields["message"]),
        mend=_text(fields["mend"]),
    )


@cache
def _phrase(key: str) -> Text:
    package, _, name = key.partition(".")
    phrases = cast("dict[str, object]", table(package).get("phrases", {}))
    if name not in phrases:
        raise KeyError(f"no phrase has the key “{key}”")
    return _text(phrases[name])


def _text(value: object) -> Text:
    words = cast("dict[str, str]", value)
    return Text(vi=words["vi"], en=words["en"])
