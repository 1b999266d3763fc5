"""The command `import`: procedures out of other people's formats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from procsimplify.base.messages import phrase
from procsimplify.cli.app import Command
from procsimplify.cli.exits import BAD_INPUT, FINE, NOT_GOOD
from procsimplify.cli.options import Json, Lang, Quiet, Verbose, Workers, chosen, session_of, workers_of

if TYPE_CHECKING:
    from procsimplify.cli.session import Session
    from procsimplify.files.portal import Summary

__all__ = ["register"]

FORMATS = ("portal",)
_SHOWN = 20
_EXAMPLES = (
    "import portal procedures.jsonl.gz -o imported\n"
    "import portal record.json -o . --words --lang vi\n"
    "import portal record.json -o . --standard-times"
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("import", cls=Command, epilog=_EXAMPLES)(import_)


def import_(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="portal", help="import-format", show_default=False)],
    path: Annotated[str, typer.Argument(metavar="FILE", help="import-file", show_default=False)],
    folder: Annotated[str, typer.Option("-o", "--output", metavar="DIR", help="import-output", show_default=False)],
    words: Annotated[bool, typer.Option("--words", help="import-words", show_default=False)] = False,
    standard_times: Annotated[
        bool, typer.Option("--standard-times", help="import-standard-times", show_default=False)
    ] = False,
    workers: Workers = 0,
    as_json: Json = False,
    lang: Lang = "",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Read procedures of another format and write one file each."""
    session = session_of(ctx)
    chosen("FORMAT", kind, FORMATS)
    from procsimplify.files.portal import import_portal

    with session.progress(phrase("cli.import-reading", session.lang)) as progress:
        summary = import_portal(
            path,
            folder,
            words=words,
            standard_times=standard_times,
            workers=workers_of(workers),
            tell=None if progress is None else lambda done: progress(done, done + 1),
        )
    if summary.passed_over:
        session.findings(summary.passed_over)
    if session.verbose:
        session.findings(summary.findings)
    if as_json:
        session.json(summary.to_json())
    else:
        session.raw(_said(summary, session))
    if not summary.written:
        return BAD_INPUT
    return NOT_GOOD if summary.passed_over else FINE


def _said(summary: Summary, session: Session) -> str:
    lang = session.lang
    share = _percent(summary.understood, summary.letters)
    lines = [
        phrase("cli.import-written", lang, number=str(len(summary.written))),
        phrase("cli.import-passed-over", lang, number=str(len(summary.passed_over))),
        phrase("cli.import-coverage", lang, share=share, inferred=str(summary.inferred)),
    ]
    lines += [f"  {name}: {_percent(part, whole)} %" for name, (part, whole) in sorted(summary.by_field.items())]
    counts: dict[str, int] = {}
    titles: dict[str, str] = {}
    for found in summary.findings:
        counts[found.code] = counts.get(found.code, 0) + 1
        titles[found.code] = found.title(lang)
    if counts:
        lines.append(phrase("cli.import-findings", lang, number=str(len(summary.findings))))
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_SHOWN]
        lines += [f"  {number} × {titles[code]}" for code, number in ordered]
    return "\n".join(lines) + "\n"


def _percent(part: int, whole: int) -> str:
    """Write a share in percent with one decimal, rounded down, so that 100 is all."""
    tenths = 1000 * part // whole if whole else 1000
    return f"{tenths // 10}.{tenths % 10}"
