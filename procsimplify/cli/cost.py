"""The command `cost`: the ledger by step, element and party; one line opened."""

from __future__ import annotations

from typing import Annotated

import typer

from procsimplify.cli.app import Command
from procsimplify.cli.cost_more import more_of
from procsimplify.cli.exits import FINE
from procsimplify.cli.explained import explained
from procsimplify.cli.options import AsOf, Json, Lang, Method, Proc, Quiet, Verbose, day_of, session_of
from procsimplify.cli.places import located

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("cost", cls=Command, epilog=_EXAMPLES)(cost)


_EXAMPLES = """
cost 1.012885
cost 1.012885 -v
cost 1.012885 --explain 6
cost 1.012885 --explain 6 --json
cost 1.012885 --explain time
cost my-procedure.yaml --as-of 2026-07-01 --json
cost my-procedure.yaml --uncertainty --draws 100000 --target 30%
cost 1.012885 --uncertainty --range hours-per-year-vn=2000..2200
cost 1.012885 --form --lang vi
cost 1.012885 --workbook cost.xlsx --waterfall saving.svg
"""


def cost(
    ctx: typer.Context,
    procedure: Proc,
    method: Method = "vn",
    as_of: AsOf = "",
    explain: Annotated[str, typer.Option("--explain", metavar="NO|NAME", help="explain", show_default=False)] = "",
    uncertainty: Annotated[bool, typer.Option("--uncertainty", help="uncertainty", show_default=False)] = False,
    draws: Annotated[str, typer.Option("--draws", metavar="N", help="draws", show_default=False)] = "",
    seed: Annotated[str, typer.Option("--seed", metavar="S", help="seed", show_default=False)] = "",
    ranges: Annotated[
        list[str] | None, typer.Option("--range", metavar="ID=LOW..HIGH", help="range", show_default=False)
    ] = None,
    target: Annotated[str, typer.Option("--target", metavar="30%", help="sure-target", show_default=False)] = "",
    workbook: Annotated[str, typer.Option("--workbook", metavar="OUT.xlsx", help="workbook", show_default=False)] = "",
    waterfall: Annotated[
        str, typer.Option("--waterfall", metavar="OUT.svg", help="waterfall", show_default=False)
    ] = "",
    after: Annotated[str, typer.Option("--after", metavar="PROC", help="after", show_default=False)] = "",
    form: Annotated[bool, typer.Option("--form", help="form", show_default=False)] = False,
    json: Json = False,
    lang: Lang = "",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Show what a procedure costs, line by line."""
    session = session_of(ctx)
    day = day_of(as_of)
    more = more_of(uncertainty, draws, seed, target, workbook, waterfall, after, form, ranges or [])
    from procsimplify.costing import cost as priced
    from procsimplify.files.loading import load_with_source
    from procsimplify.flow import require_well_formed

    read = load_with_source(procedure)
    with located(read):
        require_well_formed(read.procedure)
        found = priced(read.procedure, method, day)
    if explain:
        explained(session, found, explain, json, procedure=found.procedure)
        return FINE
    if more.asked:
        then = more.version_after(session, read, found)
        more.files(session, read, found, then)
        if more.uncertainty:
            more.simulated(session, read, found, then, json)
            return FINE
        if form:
            more.filled(session, read, found, then, json)
            return FINE
    if json:
        session.json(found.to_json())
        return FINE
    from procsimplify.reporting.text_cost import cost_text
    from procsimplify.reporting.words import names_of

    session.show(cost_text(found.to_json(), names_of(read.procedure, session.lang), verbose=session.verbose))
    return FINE
