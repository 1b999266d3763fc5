"""The command `schema`: JSON Schema of the files that people write."""

from __future__ import annotations

from typing import Annotated

import typer

from procsimplify.cli.app import Command
from procsimplify.cli.exits import FINE
from procsimplify.cli.options import Lang, Quiet, Verbose, chosen, session_of

__all__ = ["register"]

KINDS = ("procedure", "rule")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("schema", cls=Command, epilog="schema procedure > procedure.schema.json\nschema rule")(schema)


def schema(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="procedure|rule", help="kind", show_default=False)],
    lang: Lang = "",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Print the JSON Schema of a kind of file."""
    session = session_of(ctx)
    if chosen("KIND", kind, KINDS) == "rule":
        from procsimplify.rules.json_schema import schema as rule_schema

        session.json(rule_schema())
    else:
        from procsimplify.files.schema import schema as procedure_schema

        session.json(procedure_schema(kind))
    return FINE
