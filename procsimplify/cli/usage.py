"""What a user typed that no command understands: typer's exceptions as findings in both languages."""

from __future__ import annotations

import difflib
from typing import Any, Final, cast

import typer

from procsimplify.base.findings import Finding, Place, error

__all__ = ["USAGE_ERROR", "finding_of", "is_help"]

USAGE_ERROR: Final = cast("type[Exception]", typer.BadParameter.__mro__[1])
"""The parent of every usage error, whichever parser typer brings along."""


def is_help(failure: Exception) -> bool:
    """Tell whether it only says that a group was called without a command."""
    return type(failure).__name__ == "NoArgsIsHelpError"


def finding_of(failure: Exception) -> Finding:
    """Make the finding of a usage error: what was wrong and what to type."""
    kind = type(failure).__name__
    context: Any = getattr(failure, "ctx", None)
    command = context.command_path if context is not None else "procsimplify"
    if kind == "MissingParameter":
        return error("cli.missing", Place(), name=_name(failure), command=command)
    if kind == "NoSuchOption":
        given = str(getattr(failure, "option_name", ""))
        near = difflib.get_close_matches(given, _options(context), n=1) or ["--help"]
        return error("cli.no-option", Place(), option=given[:60], near=near[0], command=command)
    if kind == "BadOptionUsage":
        return error("cli.option-value", Place(), option=str(getattr(failure, "option_name", "")), command=command)
    if kind == "BadParameter":
        return error("cli.bad-value", Place(), name=_name(failure), reason=_message(failure), command=command)
    given, commands = _unknown_command(failure, context)
    if commands and given is None:
        return error("cli.missing", Place(), name="COMMAND", command=command)
    if given is not None:
        near = difflib.get_close_matches(given, commands, n=1) or commands
        return error("cli.no-command", Place(), given=given[:60], near=", ".join(near), command=command)
    return error("cli.too-much", Place(), words=_message(failure), command=command)


def _name(failure: Exception) -> str:
    """Name the parameter as it is typed: ``PROC``, ``--output``."""
    param: Any = getattr(failure, "param", None)
    if param is None:
        return str(getattr(failure, "param_hint", None) or "–")
    if param.param_type_name == "argument":
        return str(param.metavar or param.name).upper()
    return str(max(param.opts, key=len))


def _options(context: Any) -> list[str]:
    if context is None:
        return []
    return [name for param in context.command.params for name in param.opts if name.startswith("-")]


def _message(failure: Exception) -> str:
    return str(getattr(failure, "message", failure))


def _unknown_command(failure: Exception, context: Any) -> tuple[str | None, list[str]]:
    """Give the word that is no command of a group, and those that are."""
    commands: dict[str, Any] = getattr(getattr(context, "command", None), "commands", {})
    if not commands:
        return None, []
    quoted = _message(failure).split("'")
    return (quoted[1] if len(quoted) > 1 else None), sorted(commands)
