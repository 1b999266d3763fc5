"""The command `analyse`: the main job."""

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
    app.command("analyse", cls=Command, epilog=_EXAMPLES)(analyse)


_EXAMPLES = """
analyse 1.012885
analyse 1.012885 --lang vi
analyse my-procedure.yaml --json
analyse my-procedure.yaml --rules my-rules/ --as-of 2026-07-01
"""


def analyse(
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
    """Show cost before, proposals, the best plan, cost after, provisions to amend."""
    session = session_of(ctx)
    day, matcher = day_of(as_of), engine_of(engine)
    from procsimplify.files.loading import load_with_source
    from procsimplify.planning import analyse as analysed

    read = load_with_source(procedure)
    packs = packs_of(rules)
    with located(read), session.progress(phrase("cli.planning", session.lang)) as progress:
        found = analysed(read.procedure, rules=packs, engine=matcher, method=method, as_of=day, progress=progress)
    session.warn(found.proposals.faults)
    session.detail(phrase("cli.matcher", session.lang, engine=matcher))
    if json:
        session.json(found.to_json())
        return FINE
    from procsimplify.reporting.text_analysis import analysis_text
    from procsimplify.reporting.words import names_of

    session.show(analysis_text(found.to_json(), names_of(read.procedure, session.lang), verbose=session.verbose))
    return FINE
