"""The command `propose`: every proposal with what it saves alone."""

from __future__ import annotations

import typer

from procsimplify.base.messages import phrase
from procsimplify.cli.app import Command
from procsimplify.cli.exits import FINE
from procsimplify.cli.options import (
    AsOf,
    Engine,
    Json,
    Lang,
    Method,
    Proc,
    Quiet,
    Rules,
    Verbose,
    day_of,
    engine_of,
    packs_of,
    session_of,
)
from procsimplify.cli.places import located

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("propose", cls=Command, epilog=_EXAMPLES)(propose)


_EXAMPLES = """
propose 1.012885
propose 1.012885 -v
propose my-procedure.yaml --rules my-rules/ --json
"""


def propose(
    ctx: typer.Context,
    procedure: Proc,
    method: Method = "vn",
    as_of: AsOf = "",
    rules: Rules = None,
    engine: Engine = "durable",
    json: Json = False,
    lang: Lang = "",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """List every proposal with its saving alone, its edits and its provisions."""
    session = session_of(ctx)
    day, matcher = day_of(as_of), engine_of(engine)
    from procsimplify.files.loading import load_with_source
    from procsimplify.rules.proposals import propose as proposed

    read = load_with_source(procedure)
    packs = packs_of(rules)
    with located(read), session.progress(phrase("cli.pricing", session.lang)) as progress:
        found = proposed(read.procedure, rules=packs, engine=matcher, method=method, as_of=day, progress=progress)
    session.warn(found.faults)
    session.detail(phrase("cli.matcher", session.lang, engine=matcher))
    if json:
        session.json(found.to_json())
        return FINE
    from procsimplify.reporting.text_proposals import propose_text
    from procsimplify.reporting.words import names_of

    names = names_of(read.procedure, session.lang)
    session.show(propose_text(found.to_json(), found.before.before(), names, verbose=session.verbose))
    return FINE
