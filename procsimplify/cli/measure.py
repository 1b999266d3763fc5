"""The command `measure`: obligations with populations, priced by a method and shown as its form has them."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from procsimplify.cli.app import Command
from procsimplify.cli.exits import FINE
from procsimplify.cli.explained import explained
from procsimplify.cli.options import AsOf, Json, Lang, Method, Quiet, Verbose, day_of, session_of
from procsimplify.cli.places import located

if TYPE_CHECKING:
    from procsimplify.base.yaml import Document
    from procsimplify.costing import Measure

__all__ = ["register"]

STDIN = "-"
_EXAMPLES = """
measure check-in.yaml --method de
measure check-in.yaml --method de -v --lang vi
measure check-in.yaml --method de --explain 1
measure new-form.yaml --as-of 2026-07-01 --json
"""


@dataclass(frozen=True)
class _Read:
    document: Document
    measure: Measure


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("measure", cls=Command, epilog=_EXAMPLES)(measure)


def measure(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="measure-file", show_default=False)],
    method: Method = "vn",
    as_of: AsOf = "",
    explain: Annotated[str, typer.Option("--explain", metavar="NO|NAME", help="explain", show_default=False)] = "",
    json: Json = False,
    lang: Lang = "",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Price a measure."""
    session = session_of(ctx)
    day = day_of(as_of)
    from procsimplify.costing import price_measure

    read = _read(file)
    with located(read):
        found = price_measure(read.measure, method, day)
        if explain:
            explained(session, found, explain, json, measure=read.measure.id)
        elif json:
            session.json(found.to_json())
        else:
            from procsimplify.reporting.text_measure import measure_text

            session.show(measure_text(found, session.lang, verbose=session.verbose))
    return FINE


def _read(name: str) -> _Read:
    """Read a measure with its source, so that what is wrong with a figure has its line."""
    from procsimplify.base.reading import read_bytes
    from procsimplify.base.yaml import MAX_BYTES, read_tree
    from procsimplify.costing.measure import measure_of

    if name == STDIN:
        document = read_tree(sys.stdin.buffer.read(MAX_BYTES + 1), "<stdin>")
    else:
        document = read_tree(read_bytes(name, MAX_BYTES), name)
    return _Read(document, measure_of(document))
