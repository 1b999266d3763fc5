"""The entry of the program."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from procsimplify._version import __version__
from procsimplify.base.text import default_language
from procsimplify.cli import (
    analyse,
    apply,
    catalogue,
    check,
    compare,
    cost,
    import_,
    lint,
    measure,
    plan,
    procedures,
    propose,
    rules,
    schema,
    why_not,
)
from procsimplify.cli.app import PROGRAM, group
from procsimplify.cli.exits import FINE, Boundary
from procsimplify.cli.options import Lang, Quiet, Verbose
from procsimplify.cli.session import Session, language_of, prepare_streams

__all__ = ["app", "main", "run"]

app = group(examples="analyse 1.012885\nanalyse my-procedure.yaml --lang vi\ncheck procedures/*.yaml\nprocedures list")
for _module in (
    analyse,
    check,
    cost,
    measure,
    propose,
    plan,
    apply,
    compare,
    rules,
    why_not,
    procedures,
    import_,
    lint,
    schema,
    catalogue,
):
    _module.register(app)


def _version(ctx: typer.Context, value: bool) -> bool:
    if value and not ctx.resilient_parsing:
        sys.stdout.write(f"{PROGRAM} {__version__}\n")
        raise typer.Exit(FINE)
    return value


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", help="version", callback=_version, is_eager=True, show_default=False)
    ] = False,
    lang: Lang = "",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Make public procedures simpler."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line.

    Parameters
    ----------
    arguments : sequence of str, optional
        By default those of the process.

    Returns
    -------
    int
        The exit code.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    session = Session(default_language(os.environ))
    with Boundary(session) as boundary:
        session.lang = language_of(given, os.environ)
        command = typer.main.get_command(app)
        # Not `command.main`: it would end the process itself where a pipe is closed.
        with command.make_context(PROGRAM, given, obj=session) as context:
            code: object = command.invoke(context)
        sys.stdout.flush()
        boundary.code = code if isinstance(code, int) else FINE
    return boundary.code


def run() -> None:
    """Run the command line of the process and leave with its exit code."""
    # A command makes many lasting objects (rules, models) and few cycles: looking for cycles so early only costs time.
    gc.set_threshold(100_000, 50, 50)
    prepare_streams()
    sys.exit(main())
