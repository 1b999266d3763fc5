"""Findings: what is wrong, where, why, and how to mend it, for a person in two languages and for a machine."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from procsimplify.base import messages
from procsimplify.base.messages import Argument, Severity
from procsimplify.base.text import Language, Text

__all__ = ["Finding", "Place", "Severity", "error", "finding", "note", "path_text", "warning"]


@dataclass(frozen=True, slots=True)
class Place:
    """Say where something stands.

    Parameters
    ----------
    file : str or None
        The file as the user named it; None where there is none.
    line, column : int or None
        Counted from 1; None where unknown.
    path : str
        The path of keys, for example ``steps/submit/then``; empty for the whole.
    """

    file: str | None = None
    line: int | None = None
    column: int | None = None
    path: str = ""

    def __str__(self) -> str:
        """Write the place as ``file:line:column: path``, leaving out what is unknown."""
        position = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        return ": ".join(part for part in (position, self.path) if part)


def path_text(path: Iterable[str | int]) -> str:
    """Write a path of keys and indexes as text.

    Examples
    --------
    >>> path_text(("steps", 0, "id"))
    'steps/0/id'
    """
    return "/".join(str(part) for part in path)


@dataclass(frozen=True, slots=True)
class Finding:
    """Hold one finding; its words come from the ``messages.toml`` of the package that its code names.

    Parameters
    ----------
    code : str
        ``PACKAGE.slug``.
    place : Place
    args : mapping of str to str or Text
        What the message is about; a `Text` is put in by language.
    severity : Severity

    Examples
    --------
    >>> found = error("base.file-missing", Place("bep.yaml"), file="bep.yaml")
    >>> found.message("en")
    'there is no file “bep.yaml”'
    """

    code: str
    place: Place
    args: Mapping[str, Argument] = field(default_factory=dict[str, Argument], hash=False)
    severity: Severity = Severity.ERROR

    def title(self, lang: Language) -> str:
        """Name the kind of finding."""
        return self._words(messages.entry(self.code).title, lang)

    def message(self, lang: Language) -> str:
        """Say what is wrong."""
        return self._words(messages.entry(self.code).message, lang)

    def mend(self, lang: Language) -> str:
        """Say how to put it right."""
        return self._words(messages.entry(self.code).mend, lang)

    def render(self, lang: Language) -> str:
        """Write the finding on one line: ``file:line:column: path: message  → mend``."""
        place = str(self.place)
        start = f"{place}: " if place else ""
        return f"{start}{self.message(lang)}  → {self.mend(lang)}"

    def to_json(self) -> dict[str, object]:
        """Return the finding as plain data, with its words in both languages."""
        return {
            "code": self.code,
            "severity": str(self.severity),
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "path": self.place.path,
            "title": {"vi": self.title("vi"), "en": self.title("en")},
            "message": {"vi": self.message("vi"), "en": self.message("en")},
            "mend": {"vi": self.mend("vi"), "en": self.mend("en")},
        }

    def _words(self, template: Text, lang: Language) -> str:
        return messages.fill(template.get(lang), self.args, lang, self.code)


def finding(code: str, place: Place, /, **args: object) -> Finding:
    """Make a finding with the severity that its code has in ``messages.toml``."""
    return Finding(code, place, _arguments(args), messages.entry(code).severity)


def error(code: str, place: Place, /, **args: object) -> Finding:
    """Make a finding that is an error; numbers among the arguments are written as text."""
    return Finding(code, place, _arguments(args), Severity.ERROR)


def warning(code: str, place: Place, /, **args: object) -> Finding:
    """Make a finding that is a warning."""
    return Finding(code, place, _arguments(args), Severity.WARNING)


def note(code: str, place: Place, /, **args: object) -> Finding:
    """Make a finding that is a note."""
    return Finding(code, place, _arguments(args), Severity.NOTE)


def _arguments(args: Mapping[str, object]) -> dict[str, Argument]:
    return {name: value if isinstance(value, Text) else str(value) for name, value in args.items()}
