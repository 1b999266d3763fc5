"""The command `why-not`: why a rule is silent about a procedure."""

from __future__ import annotations

from typing import Annotated

import typer

from procsimplify.cli.app import Command
from procsimplify.cli.exits import FINE
from procsimplify.cli.options import Json, Lang, Proc, Quiet, Rules, Verbose, packs_of, session_of
from procsimplify.cli.places import located

__all__ = ["register"]

_EXAMPLES = """
why-not several-sets 1.013225
why-not R12 1.000894 --lang vi
why-not R25 1.000894 --about document:identity
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("why-not", cls=Command, epilog=_EXAMPLES)(why_not)


def why_not(
    ctx: typer.Context,
    rule: Annotated[str, typer.Argument(metavar="RULE", help="rule", show_default=False)],
    procedure: Proc,
    about: Annotated[str, typer.Option("--about", metavar="KIND:ID", help="about", show_default=False)] = "",
    rules: Rules = None,
    json: Json = False,
    lang: Lang = "",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Say which condition of a rule failed first in a procedure."""
    session = session_of(ctx)
    from procsimplify.files.loading import load_with_source
    from procsimplify.flow import require_well_formed
    from procsimplify.rules.why_not import why_not_procedure

    read = load_with_source(procedure)
    with located(read):
        require_well_formed(read.procedure)
        account = why_not_procedure(rule, read.procedure, packs_of(rules), about or None)
    if json:
        session.json(account.to_json())
        return FINE
    from procsimplify.reporting.text_why_not import why_not_text

    session.show(why_not_text(account.to_json(), session.lang, verbose=session.verbose))
    return FINE
