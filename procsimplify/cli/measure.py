"""The command `measure`: obligations with populations, priced by a method and shown as its form has them."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from procsimplify.cli.app import Command
from procsimplify.cli.cost_more import More, more_of
from procsimplify.cli.exits import FINE
from procsimplify.cli.explained import explained
from procsimplify.cli.options import AsOf, Json, Lang, Method, Quiet, Verbose, day_of, session_of
from procsimplify.cli.places import located

if TYPE_CHECKING:
    from datetime import date

    from procsimplify.base.yaml import Document
    from procsimplify.cli.session import Session
    from procsimplify.costing import Measure

__all__ = ["register"]

STDIN = "-"
_EXAMPLES = """
measure check-in.yaml --method de
measure check-in.yaml --method de -v --lang vi
measure check-in.yaml --method de --explain 1
measure check-in.yaml --method de --uncertainty --draws 20000
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
    uncertainty: Annotated[bool, typer.Option("--uncertainty", help="uncertainty-measure", show_default=False)] = False,
    draws: Annotated[str, typer.Option("--draws", metavar="N", help="draws", show_default=False)] = "",
    seed: Annotated[str, typer.Option("--seed", metavar="S", help="seed", show_default=False)] = "",
    target: Annotated[str, typer.Option("--target", metavar="30%", help="sure-target", show_default=False)] = "",
    json: Json = False,
    lang: Lang = "",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Price a measure."""
    session = session_of(ctx)
    day = day_of(as_of)
    asked = more_of(uncertainty, draws, seed, target)
    from procsimplify.costing import price_measure

    read = _read(file)
    with located(read):
        found = price_measure(read.measure, method, day)
        if uncertainty:
            _simulated(session, read.measure, method, day, asked, json)
        elif explain:
            explained(session, found, explain, json, measure=read.measure.id)
        elif json:
            session.json(found.to_json())
        else:
            from procsimplify.reporting.text_measure import measure_text

            session.show(measure_text(found, session.lang, verbose=session.verbose))
    return FINE


def _simulated(session: Session, measure: Measure, method: str, day: date | None, asked: More, json: bool) -> None:
    """Show how sure the figure of a measure is."""
    from procsimplify.costing.measure_uncertainty import simulate_measure
    from procsimplify.costing.sensitivity import sensitivity
    from procsimplify.reporting.text_uncertainty import uncertainty_text
    from procsimplify.reporting.words import Names, clean, words

    found = simulate_measure(measure, method, day, asked.draws, asked.seed, target=asked.target)
    whole = found.to_json() | {"sensitivity": [one.to_json() for one in sensitivity(found)]}
    if json:
        session.json(whole)
        return
    title = words(measure.title, session.lang) if measure.title is not None else ""
    session.show(uncertainty_text(whole, Names(clean(measure.id), title, session.lang), verbose=session.verbose))


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
