"""The command `compare`: two versions of a procedure, and the gate on rising costs."""

from __future__ import annotations

from typing import Annotated

import typer

from procsimplify.cli.app import Command
from procsimplify.cli.exits import FINE, NOT_GOOD
from procsimplify.cli.options import AsOf, Json, Lang, Method, Quiet, Verbose, chosen, day_of, session_of
from procsimplify.cli.places import located

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("compare", cls=Command, epilog=_EXAMPLES)(compare)


_EXAMPLES = """
compare 1.012885 my-version.yaml
compare before.yaml after.yaml --fail-on-increase
compare before.yaml after.yaml --format markdown > comment.md
"""


def compare(
    ctx: typer.Context,
    base: Annotated[str, typer.Argument(metavar="BASE", help="base", show_default=False)],
    head: Annotated[str, typer.Argument(metavar="HEAD", help="head", show_default=False)],
    fail_on_increase: Annotated[
        bool, typer.Option("--fail-on-increase", help="fail-on-increase", show_default=False)
    ] = False,
    form: Annotated[str, typer.Option("--format", metavar="text|json|markdown|sarif", help="compare-format")] = "text",
    method: Method = "vn",
    as_of: AsOf = "",
    json: Json = False,
    lang: Lang = "",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Compare two versions: cost by party, edits and changes between them."""
    session = session_of(ctx)
    form = chosen("--format", "json" if json else form, ("text", "json", "markdown", "sarif"))
    day = day_of(as_of)
    from procsimplify.files.loading import load_with_source
    from procsimplify.flow import require_well_formed
    from procsimplify.reporting.words import names_of
    from procsimplify.review.compare import compare as compared

    first, second = load_with_source(base), load_with_source(head)
    for read in (first, second):
        with located(read):
            require_well_formed(read.procedure)
    with located(second):
        found = compared(first.procedure, second.procedure, method=method, as_of=day)
    if form == "json":
        session.json(found.to_json())
    elif form == "sarif":
        from procsimplify.cli.places import placed
        from procsimplify.review.sarif import sarif

        session.json(sarif(placed(found.findings(), second), session.lang))
    else:
        names = names_of(second.procedure, session.lang)
        words = [edit.name(first.procedure, session.lang) for edit in found.named.edits]
        from procsimplify.reporting.text_compare import compare_markdown, compare_text

        if form == "markdown":
            session.raw(compare_markdown(found.to_json(), names, words))
        else:
            session.show(compare_text(found.to_json(), names, words))
    return NOT_GOOD if fail_on_increase and found.is_increase else FINE
