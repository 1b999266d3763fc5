"""The commands `procedures`: what is shipped."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from procsimplify.cli.app import Command, group
from procsimplify.cli.exits import FINE
from procsimplify.cli.options import Json, Lang, Quiet, Verbose, common, session_of

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    procedures = group("procedures", "procedures list\nprocedures show 1.012885")
    procedures.callback()(common)
    procedures.command("list", cls=Command, epilog="procedures list\nprocedures list --json")(list_procedures)
    procedures.command("show", cls=Command, epilog="procedures show 1.012885 > my-procedure.yaml")(show)
    app.add_typer(procedures, name="procedures")


def list_procedures(
    ctx: typer.Context,
    json: Json = False,
    lang: Lang = "",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """List the shipped procedures."""
    session = session_of(ctx)
    from procsimplify.files.loading import shipped_procedures
    from procsimplify.files.yaml import read

    listed: list[dict[str, Any]] = []
    for code, path in shipped_procedures():
        procedure = read(path.read_bytes(), code).procedure
        listed.append(
            {
                "code": code,
                "title": _both(procedure.title),
                "path": str(path),
                "ministry": _both(procedure.ministry),
                "field": _both(procedure.field),
                "level": list(procedure.level),
                "as_of": None if procedure.as_of is None else procedure.as_of.isoformat(),
                "cases": len(procedure.cases),
                "steps": len(procedure.steps),
            }
        )
    if json:
        session.json(listed)
        return FINE
    from procsimplify.reporting.text_lists import procedures_text

    session.show(procedures_text(listed, session.lang))
    return FINE


def show(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help="code", show_default=False)],
    json: Json = False,
    lang: Lang = "",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Print the file of a shipped procedure."""
    session = session_of(ctx)
    from procsimplify.files.loading import load_with_source

    read = load_with_source(code)
    if json:
        from procsimplify.model import canonical_tree

        session.json(canonical_tree(read.procedure))
    else:
        session.bytes(read.source)
    return FINE


def _both(text: Any) -> dict[str, str] | None:
    return None if text is None else {"vi": text.get("vi"), "en": text.get("en")}
