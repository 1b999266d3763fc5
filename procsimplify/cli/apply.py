"""The command `apply`: write the rewritten procedure."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from procsimplify.base.errors import Refused, UsageError
from procsimplify.base.findings import Place, error
from procsimplify.base.messages import phrase
from procsimplify.cli.app import Command
from procsimplify.cli.exits import FINE
from procsimplify.cli.options import (
    AsOf,
    Engine,
    Json,
    Lang,
    Method,
    Output,
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

if TYPE_CHECKING:
    from procsimplify.cli.session import Session
    from procsimplify.files.yaml import Read
    from procsimplify.rewrite import Applied
    from procsimplify.rules import Proposal, Proposals

__all__ = ["register"]

STDOUT = "-"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("apply", cls=Command, epilog=_EXAMPLES)(apply)


_EXAMPLES = """
apply 1.012885 --plan -o simpler.yaml
apply 1.012885 --proposals several-sets:fe7c5546b5 -o out.yaml
apply my-procedure.yaml --plan -o my-procedure.yaml
apply 1.012885 --plan -o -
"""


def apply(
    ctx: typer.Context,
    procedure: Proc,
    output: Output,
    proposals: Annotated[
        list[str] | None, typer.Option("--proposals", metavar="ID,ID", help="proposals", show_default=False)
    ] = None,
    plan: Annotated[bool, typer.Option("--plan", help="plan", show_default=False)] = False,
    method: Method = "vn",
    as_of: AsOf = "",
    rules: Rules = None,
    engine: Engine = "durable",
    json: Json = False,
    lang: Lang = "",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Apply proposals and write the rewritten procedure."""
    session = session_of(ctx)
    day, matcher = day_of(as_of), engine_of(engine)
    ids = [name.strip() for text in proposals or () for name in text.split(",") if name.strip()]
    if plan == bool(ids):
        raise UsageError(error("cli.proposals-or-plan", Place()))
    if json and output == STDOUT:
        raise UsageError(error("cli.two-results", Place()))
    from procsimplify.files.loading import load_with_source
    from procsimplify.rules.proposals import propose

    read = load_with_source(procedure)
    packs = packs_of(rules)
    with located(read):
        found = propose(read.procedure, rules=packs, engine=matcher, method=method, as_of=day)
        session.warn(found.faults)
        applied = _planned(session, read, found) if plan else _chosen(read, found, ids)
    _write(session, read, applied, output)
    _tell(session, found, applied, output, json)
    return FINE


def _planned(session: Session, read: Read, found: Proposals) -> Applied:
    from procsimplify.planning import plan

    with session.progress(phrase("cli.planning", session.lang)) as progress:
        return plan(read.procedure, proposals=found, progress=progress).applied


def _chosen(read: Read, found: Proposals, ids: Sequence[str]) -> Applied:
    """Apply the proposals that are named, together or not at all."""
    from procsimplify.rewrite import apply

    chosen = [_one(found, name) for name in dict.fromkeys(ids)]
    edits = [edit for one in chosen for edit in one.edits]
    applied = apply(read.procedure, edits, as_of=found.before.as_of, method=found.before.method)
    if not applied.preserved["P1"].ok:
        raise Refused(applied.preserved["P1"].findings)
    return applied


def _one(found: Proposals, name: str) -> Proposal:
    known = {one.id: one for one in found}
    if name not in known:
        near = difflib.get_close_matches(name, known, n=3, cutoff=0.4) or sorted(known)[:3]
        raise UsageError(error("cli.no-proposal", Place(), id=name[:80], near=", ".join(near) or "–"))
    if not known[name].edits:
        raise UsageError(error("cli.nothing-to-apply", Place(), id=name))
    return known[name]


def _write(session: Session, read: Read, applied: Applied, output: str) -> None:
    from procsimplify.base.atomic import write_bytes
    from procsimplify.files.yaml import write

    data = write(applied.procedure, read)
    if output == STDOUT:
        session.bytes(data)
    else:
        write_bytes(output, data)


def _tell(session: Session, found: Proposals, applied: Applied, output: str, json: bool) -> None:
    """Say what was applied, what it saves, and what is not kept."""
    from procsimplify.base.findings import Severity

    kept = [item for item in applied.preserved.findings() if item.severity != Severity.NOTE or session.verbose]
    session.warn(kept)
    if json:
        session.json({"contract": 1, "stamp": found.before.stamp.to_json(), **applied.to_json()})
        return
    from procsimplify.costing import cost
    from procsimplify.reporting.text_apply import apply_text
    from procsimplify.reporting.words import names_of

    after = cost(applied.procedure, found.before.method, found.before.as_of)
    words = [edit.name(applied.before, session.lang) for edit in applied.edits]
    names = names_of(applied.before, session.lang)
    file = None if output == STDOUT else output
    text = apply_text(words, found.before.before(), after.before(), found.before.currency, names, file)
    if output == STDOUT:
        if not session.quiet:
            session.aside(text)
    else:
        session.show(text)
