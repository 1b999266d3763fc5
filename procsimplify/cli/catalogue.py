"""The commands `catalogue`: many procedures into a store, and what the store says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from procsimplify.base.messages import phrase
from procsimplify.cli.app import Command, group
from procsimplify.cli.exits import BAD_INPUT, FINE, NOT_GOOD
from procsimplify.cli.options import (
    AsOf,
    Json,
    Lang,
    Method,
    Quiet,
    Rules,
    Verbose,
    Workers,
    chosen,
    common,
    day_of,
    session_of,
    workers_of,
)

if TYPE_CHECKING:
    from procsimplify.cli.session import Session

__all__ = ["register"]

_ENDINGS = (".html", ".csv", ".xlsx", ".json")
_SHOWN = 20


def register(app: typer.Typer) -> None:
    """Add the commands."""
    catalogue = group("catalogue", "catalogue scan procedures/ -o national.duckdb\ncatalogue report national.duckdb")
    catalogue.callback()(common)
    scans = "catalogue scan procedures.jsonl.gz -o national.duckdb\ncatalogue scan mine/ -o mine.duckdb --workers 2"
    catalogue.command("scan", cls=Command, epilog=scans)(scan)
    reports = "catalogue report national.duckdb\ncatalogue report national.duckdb -o national.html --lang vi"
    catalogue.command("report", cls=Command, epilog=reports)(report)
    amendments = "catalogue instruments national.duckdb\ncatalogue instruments national.duckdb 131/2021/NĐ-CP --lang vi"
    catalogue.command("instruments", cls=Command, epilog=amendments)(instruments)
    shows = "catalogue show national.duckdb 1.012885\ncatalogue show national.duckdb 1.012885 --json"
    catalogue.command("show", cls=Command, epilog=shows)(show)
    app.add_typer(catalogue, name="catalogue")


def scan(
    ctx: typer.Context,
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE…", help="scan-source", show_default=False)],
    store: Annotated[str, typer.Option("-o", "--output", metavar="STORE", help="scan-output", show_default=False)],
    workers: Workers = 0,
    volumes: Annotated[str, typer.Option("--volumes", metavar="CSV", help="volumes", show_default=False)] = "",
    parquet: Annotated[str, typer.Option("--parquet", metavar="DIR", help="parquet", show_default=False)] = "",
    as_given: Annotated[bool, typer.Option("--as-given", help="as-given", show_default=False)] = False,
    method: Method = "vn",
    as_of: AsOf = "",
    rules: Rules = None,
    as_json: Json = False,
    lang: Lang = "",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Scan a catalogue into a store."""
    session = session_of(ctx)
    from procsimplify.catalogue import Store, read_volumes
    from procsimplify.catalogue import scan as scanned

    given = read_volumes(volumes) if volumes else None
    with session.progress(phrase("cli.scanning", session.lang)) as progress:
        result = scanned(
            sources,
            store=store,
            workers=workers_of(workers),
            progress=None if progress is None else lambda done: progress(done, done + 1),
            volumes=given,
            rules=rules or (),
            method=method,
            as_of=day_of(as_of),
            standard_times=not as_given,
        )
    if parquet:
        with Store(store, read_only=True) as written:
            written.to_parquet(parquet)
    if result.passed_over:
        session.findings(result.passed_over if session.verbose else result.passed_over[:_SHOWN])
    if as_json:
        session.json(result.to_json())
    else:
        from procsimplify.reporting.text_catalogue import scan_text

        session.raw(scan_text(result.to_json(), session.lang))
    if not result.procedures:
        return BAD_INPUT
    return NOT_GOOD if result.passed_over else FINE


def report(
    ctx: typer.Context,
    store: Annotated[str, typer.Argument(metavar="STORE", help="store", show_default=False)],
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="report-output", show_default=False)
    ] = "",
    by: Annotated[str, typer.Option("--by", metavar="TABLE", help="report-by", show_default=False)] = "",
    as_json: Json = False,
    lang: Lang = "",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Report what a store says."""
    session = session_of(ctx)
    from procsimplify.reporting.catalogue_tables import NAMES

    if by:
        chosen("--by", by, NAMES)
    ending = Path(output).suffix.lower()
    if output:
        chosen("-o", ending or output, _ENDINGS)
    from procsimplify.catalogue import Store, summary

    with Store(store, read_only=True) as opened:
        found = summary(opened, details=bool(output) or by == "findings" or as_json)
    if output:
        _write(output, ending, found, by, session)
        if not as_json:
            return FINE
    if as_json:
        session.json(found)
        return FINE
    from procsimplify.reporting.text_catalogue import catalogue_text

    session.show(catalogue_text(found, session.lang, by or None))
    return FINE


def instruments(
    ctx: typer.Context,
    store: Annotated[str, typer.Argument(metavar="STORE", help="store", show_default=False)],
    number: Annotated[str, typer.Argument(metavar="[NUMBER]", help="instrument", show_default=False)] = "",
    as_json: Json = False,
    lang: Lang = "",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Say what amending an instrument does."""
    session = session_of(ctx)
    from procsimplify.catalogue import Store, summary

    with Store(store, read_only=True) as opened:
        found = summary(opened, details=False)
    if number:
        listed = [row for row in found["instruments"] if row["instrument"].lower() == number.lower()]
        if not listed:
            chosen("NUMBER", number, [row["instrument"] for row in found["instruments"]] or ["–"])
        found["instruments"] = listed
    if as_json:
        session.json({"contract": 1, "stamp": found["stamp"], "instruments": found["instruments"]})
        return FINE
    from procsimplify.reporting.text_catalogue import instruments_text

    session.show(instruments_text(found, session.lang, None if session.verbose else _SHOWN))
    return FINE


def show(
    ctx: typer.Context,
    store: Annotated[str, typer.Argument(metavar="STORE", help="store", show_default=False)],
    code: Annotated[str, typer.Argument(metavar="CODE", help="code-in-store", show_default=False)],
    as_json: Json = False,
    lang: Lang = "",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Show the findings of one procedure with the words that they rest on."""
    session = session_of(ctx)
    from procsimplify.catalogue import Store, procedure_of

    with Store(store, read_only=True) as opened:
        found = procedure_of(opened, code)
    if as_json:
        session.json(found)
        return FINE
    from procsimplify.reporting.text_catalogue import procedure_text

    session.show(procedure_text(found["procedure"], found, session.lang))
    return FINE


def _write(output: str, ending: str, found: dict[str, Any], by: str, session: Session) -> None:
    from procsimplify.base.atomic import write_bytes, write_text

    if ending == ".html":
        from procsimplify.reporting.catalogue_page import catalogue_page

        write_text(output, catalogue_page(found, session.lang))
    elif ending == ".json":
        import json

        write_text(output, json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    else:
        from procsimplify.reporting.catalogue_files import csv_text, workbook_bytes
        from procsimplify.reporting.catalogue_tables import sheet

        if ending == ".csv":
            write_text(output, csv_text(sheet(found, by or "findings", session.lang)))
        else:
            write_bytes(output, workbook_bytes(found, session.lang))
    session.remark(phrase("cli.report-written", session.lang, file=output))
