"""The command `plan`: the best plan and its proof."""

from __future__ import annotations

from typing import Annotated

import typer

from procsimplify.base.messages import phrase
from procsimplify.cli.app import Command
from procsimplify.cli.exits import FINE, NOT_GOOD
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
    share_of,
)
from procsimplify.cli.places import located

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("plan", cls=Command, epilog=_EXAMPLES)(plan)


_EXAMPLES = """
plan 1.012885
plan 1.012885 --target 30%
plan 3.000029 --objective visits,money
plan my-procedure.yaml --without several-sets:fe7c5546b5 --json
"""


def plan(
    ctx: typer.Context,
    procedure: Proc,
    target: Annotated[str, typer.Option("--target", metavar="30%", help="target", show_default=False)] = "",
    without: Annotated[
        list[str] | None, typer.Option("--without", metavar="ID", help="without", show_default=False)
    ] = None,
    objective: Annotated[
        str, typer.Option("--objective", metavar="days,money", help="objective", show_default=False)
    ] = "",
    method: Method = "vn",
    as_of: AsOf = "",
    rules: Rules = None,
    engine: Engine = "durable",
    json: Json = False,
    lang: Lang = "",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Find the best set of proposals and prove it."""
    session = session_of(ctx)
    day, matcher, share = day_of(as_of), engine_of(engine), share_of("--target", target)
    from procsimplify.files.loading import load_with_source
    from procsimplify.planning import plan as planned
    from procsimplify.rules.proposals import propose

    read = load_with_source(procedure)
    packs = packs_of(rules)
    with located(read), session.progress(phrase("cli.planning", session.lang)) as progress:
        proposals = propose(read.procedure, rules=packs, engine=matcher, method=method, as_of=day)
        aims = [name.strip() for name in objective.split(",") if name.strip()]
        found = planned(
            read.procedure, proposals=proposals, without=without or (), target=share, objective=aims, progress=progress
        )
    session.warn(proposals.faults)
    session.detail(phrase("cli.matcher", session.lang, engine=matcher))
    if json:
        session.json(found.to_json())
    else:
        from procsimplify.reporting.text_analysis import analysis_text
        from procsimplify.reporting.words import names_of

        chosen = {one.id for one in found.proposals}
        listed = [one.to_json() for one in proposals if one.id in chosen]
        names = names_of(read.procedure, session.lang)
        session.show(analysis_text(found.to_json() | {"proposals": listed}, names, verbose=session.verbose))
    return NOT_GOOD if found.status == "infeasible" else FINE
