"""The frame of the command line: commands and groups whose help speaks the user's language."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from procsimplify.base.messages import phrase
from procsimplify.base.text import Language
from procsimplify.cli.session import Session

__all__ = ["PROGRAM", "Command", "Group", "group", "help_of"]

PROGRAM = "procsimplify"
_WIDEST = 100
_NAMES_WIDE = 30


class Command(TyperCommand):
    """A command whose help is made of this package's phrases; its epilog holds examples, one a line."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        formatter.write(help_of(self, ctx))


class Group(TyperGroup):
    """A group of commands whose help is made of this package's phrases."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        formatter.write(help_of(self, ctx))


def group(name: str | None = None, examples: str = "") -> typer.Typer:
    """Make a group of commands."""
    return typer.Typer(
        name=name,
        cls=Group,
        epilog=examples,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )


def help_of(command: Any, ctx: Any, width: int | None = None) -> str:
    """Write the help of a command: usage, what it does, arguments, options, commands, examples."""
    root = ctx.find_root()
    lang: Language = root.obj.lang if isinstance(root.obj, Session) else "en"
    width = width or min(shutil.get_terminal_size().columns, _WIDEST)
    path = str(ctx.command_path)
    own = "-".join(path.split()[1:])
    parts = [_usage(command, path, lang, width), "", *_wrapped(_said(own, lang), width, "  ")]
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    options = [param for param in command.params if param.param_type_name == "option"]
    parts += _section("arguments", ((_argument(param), _about(param, lang)) for param in arguments), lang, width)
    rows = [(_option(param), _about(param, lang)) for param in options]
    parts += _section("options", [*rows, ("--help", phrase("cli.opt-help", lang))], lang, width)
    commands: dict[str, Any] = getattr(command, "commands", {})
    listed = ((name, _first_sentence(_said(f"{own}-{name}" if own else name, lang))) for name in commands)
    parts += _section("commands", listed, lang, width)
    examples = [line.strip() for line in (command.epilog or "").splitlines() if line.strip()]
    if examples:
        parts += ["", phrase("cli.head-examples", lang) + ":", *(f"  {PROGRAM} {line}" for line in examples)]
    return "\n".join(parts) + "\n"


def _said(path: str, lang: Language) -> str:
    return phrase(f"cli.about-{path}" if path else "cli.about", lang)


def _first_sentence(text: str) -> str:
    return text.partition(". ")[0].removesuffix(".")


def _usage(command: Any, path: str, lang: Language, width: int) -> str:
    words = [path, f"[{phrase('cli.head-options', lang).upper()}]"]
    for param in command.params:
        if param.param_type_name == "argument":
            words.append(_argument(param) if param.required else f"[{_argument(param)}]")
    if getattr(command, "commands", None):
        words.append(phrase("cli.head-command", lang).upper())
    start = phrase("cli.head-usage", lang) + ": "
    return textwrap.fill(" ".join(words), width, initial_indent=start, subsequent_indent=" " * len(start))


def _argument(param: Any) -> str:
    return str(param.metavar or param.name)


def _option(param: Any) -> str:
    names = ", ".join(param.opts)
    return names if param.is_flag else f"{names} {param.metavar or ''}".rstrip()


def _about(param: Any, lang: Language) -> str:
    words = phrase(f"cli.opt-{param.help}", lang)
    default = param.default
    if getattr(param, "show_default", False) and isinstance(default, str) and default:
        words += f" {phrase('cli.default', lang, value=default)}"
    return words


def _section(name: str, rows: Iterable[tuple[str, str]], lang: Language, width: int) -> list[str]:
    listed = list(rows)
    if not listed:
        return []
    wide = min(max(len(left) for left, _ in listed), _NAMES_WIDE)
    lines = ["", phrase(f"cli.head-{name}", lang) + ":"]
    for left, right in listed:
        start = f"  {left.ljust(wide)}  "
        if len(left) > wide:
            lines.append(f"  {left}")
            start = " " * (wide + 4)
        lines += textwrap.wrap(right, width, initial_indent=start, subsequent_indent=" " * (wide + 4))
    return lines


def _wrapped(text: str, width: int, indent: str) -> list[str]:
    return textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent)
