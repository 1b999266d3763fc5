"""The command `lint`: what is wrong with the pages of the portal themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from procsimplify.base.findings import Severity
from procsimplify.base.messages import phrase
from procsimplify.cli.app import Command
from procsimplify.cli.exits import BAD_INPUT, FINE, NOT_GOOD
from procsimplify.cli.options import Json, Lang, Quiet, Verbose, chosen, session_of

if TYPE_CHECKING:
    from procsimplify.cli.session import Session
    from procsimplify.files.portal import Linted

__all__ = ["register"]

_GRAVITY = (Severity.NOTE, Severity.WARNING, Severity.ERROR)
_EXAMPLES = "lint record.json --lang vi\nlint procedures.jsonl.gz --format sarif > pages.sarif"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("lint", cls=Command, epilog=_EXAMPLES)(lint)


def lint(
    ctx: typer.Context,
    path: Annotated[str, typer.Argument(metavar="FILE", help="import-file", show_default=False)],
    form: Annotated[str, typer.Option("--format", metavar="text|json|sarif", help="check-format")] = "text",
    fail_on: Annotated[str, typer.Option("--fail-on", metavar="SEVERITY", help="fail-on", show_default=False)] = "",
    as_json: Json = False,
    lang: Lang = "",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Find what is wrong with pages of the portal."""
    session = session_of(ctx)
    form = chosen("--format", "json" if as_json else form, ("text", "json", "sarif"))
    grave = _GRAVITY.index(Severity(chosen("--fail-on", fail_on, [str(one) for one in _GRAVITY]))) if fail_on else None
    from procsimplify.files.portal import lint_records

    with session.progress(phrase("cli.import-reading", session.lang)) as progress:
        linted = lint_records(path, None if progress is None else lambda done: progress(done, done + 1))
    if linted.passed_over:
        session.findings(linted.passed_over)
    if form == "sarif":
        from procsimplify.review.sarif import sarif

        session.json(sarif(linted.findings, session.lang, path, linted.passed_over))
    elif form == "json":
        session.json(linted.to_json())
    else:
        _show(linted, session)
    if not linted.records:
        return BAD_INPUT
    failed = grave is not None and any(_GRAVITY.index(one.severity) >= grave for one in linted.findings)
    return NOT_GOOD if failed or linted.passed_over else FINE


def _show(linted: Linted, session: Session) -> None:
    from procsimplify.reporting.text_check import findings_text

    if linted.findings:
        session.show(findings_text(linted.findings, session.lang), whole_lines=True)
    titles = {one.code: one.title(session.lang) for one in linted.findings}
    lines = [
        phrase("cli.lint-counts", session.lang, records=str(linted.records), number=str(len(linted.findings))),
        *(f"  {number} × {titles[code]}" for code, number in linted.counts().items()),
    ]
    session.remark("\n".join(lines))
