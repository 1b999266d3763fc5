"""Options that several commands share, and how their values are read; what is wrong becomes a finding."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

from procsimplify.base.errors import UsageError
from procsimplify.base.findings import Place, error
from procsimplify.base.numbers import AmbiguousNumber, BadNumber, parse_number

if TYPE_CHECKING:
    from procsimplify.cli.session import Session
    from procsimplify.rules import Packs

__all__ = [
    "AsOf",
    "Engine",
    "Json",
    "Lang",
    "Method",
    "Output",
    "Proc",
    "Quiet",
    "Rules",
    "Verbose",
    "Workers",
    "chosen",
    "common",
    "day_of",
    "engine_of",
    "line_of",
    "packs_of",
    "session_of",
    "share_of",
    "workers_of",
]

_MOST_WORKERS = 64

EngineName: TypeAlias = Literal["durable", "indexed"]


def session_of(ctx: typer.Context) -> Session:
    """Give the session of a run."""
    return ctx.find_root().obj


def _quieter(ctx: typer.Context, value: bool) -> bool:
    session_of(ctx).quiet |= value
    return value


def _louder(ctx: typer.Context, value: bool) -> bool:
    session_of(ctx).verbose |= value
    return value


# The help of each is the key of its words in messages.toml: `[phrases] opt-KEY`.
Proc = Annotated[str, typer.Argument(metavar="PROC", help="proc", show_default=False)]
Lang = Annotated[str, typer.Option("--lang", metavar="vi|en", help="lang", show_default=False)]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="quiet", callback=_quieter, show_default=False)]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="verbose", callback=_louder, show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="json", show_default=False)]
Method = Annotated[str, typer.Option("--method", metavar="ID", help="method")]
AsOf = Annotated[str, typer.Option("--as-of", metavar="YYYY-MM-DD", help="as-of", show_default=False)]
Rules = Annotated[list[str] | None, typer.Option("--rules", metavar="PATH", help="rules", show_default=False)]
Engine = Annotated[str, typer.Option("--engine", metavar="durable|indexed", help="engine")]
Output = Annotated[str, typer.Option("-o", "--output", metavar="OUT", help="output", show_default=False)]
Workers = Annotated[int, typer.Option("--workers", metavar="N", help="workers", show_default=False)]


def common(lang: Lang = "", quiet: Quiet = False, verbose: Verbose = False) -> None:
    """Give a group of commands the options that every command has."""


def chosen(name: str, value: str, choices: Iterable[str]) -> str:
    """Give a value that is one of several.

    Raises
    ------
    UsageError
        Where it is none of them.
    """
    listed = tuple(choices)
    if value in listed:
        return value
    near = difflib.get_close_matches(value, listed, n=1) or listed
    raise UsageError(error("cli.not-among", Place(), name=name, given=value[:60], choices=", ".join(near)))


def day_of(value: str) -> date | None:
    """Read ``--as-of``; None where it is not given."""
    if not value:
        return None
    try:
        if len(value) != len("2026-07-01"):
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        raise UsageError(error("cli.not-a-day", Place(), name="--as-of", given=value[:60])) from None


def share_of(name: str, value: str) -> Fraction | None:
    """Read a share such as ``30%`` or ``0.3``; None where it is not given."""
    if not value:
        return None
    try:
        share = parse_number(value)
    except (AmbiguousNumber, BadNumber):
        share = Fraction(-1)
    if not 0 < share <= 1:
        raise UsageError(error("cli.not-a-share", Place(), name=name, given=value[:60]))
    return share


def line_of(name: str, text: str) -> int | None:
    """Read the number of a line; None where none is asked for, or a name is given."""
    if not text or not (text[0].isdigit() or text[0] in "+-"):
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise UsageError(error("cli.not-a-line", Place(), name=name, given=text[:60]))
    return int(text)


def workers_of(number: int) -> int:
    """Read ``--workers``; 0, where it is not given, is as many as this process may use cores.

    Raises
    ------
    UsageError
        Where it is below 0 or above 64.
    """
    if not 0 <= number <= _MOST_WORKERS:
        chosen("--workers", str(number), ("1", "2", "4"))
    if number:
        return number
    from procsimplify.base.cores import cores

    return min(cores(), _MOST_WORKERS)


def engine_of(value: str) -> EngineName:
    """Read ``--engine``."""
    return "indexed" if chosen("--engine", value, ("durable", "indexed")) == "indexed" else "durable"


def packs_of(paths: Iterable[str] | None) -> Packs:
    """Read the shipped rules and those of ``--rules``."""
    from procsimplify.rules.packs import load_packs

    return load_packs(tuple(Path(path) for path in paths or ()))
