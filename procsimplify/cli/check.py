"""The command `check`: is a procedure well formed and sound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from procsimplify.base.errors import InputError, NotWellFormed
from procsimplify.base.findings import Finding, Severity
from procsimplify.cli.app import Command
from procsimplify.cli.exits import BAD_INPUT, FINE, NOT_GOOD
from procsimplify.cli.options import Json, Lang, Quiet, Verbose, chosen, session_of
from procsimplify.cli.places import placed

if TYPE_CHECKING:
    from procsimplify.base.text import Language
    from procsimplify.cli.session import Session
    from procsimplify.flow.describe import Description
    from procsimplify.model import Procedure

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check", cls=Command, epilog=_EXAMPLES)(check)


_EXAMPLES = """
check my-procedure.yaml
check procedures/*.yaml -q
check my-procedure.yaml -v
check my-procedure.yaml --format sarif > findings.sarif
"""


def check(
    ctx: typer.Context,
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="paths", show_default=False)],
    form: Annotated[str, typer.Option("--format", metavar="text|json|sarif", help="check-format")] = "text",
    json: Json = False,
    lang: Lang = "",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Say whether procedures are well formed and sound."""
    session = session_of(ctx)
    form = chosen("--format", "json" if json else form, ("text", "json", "sarif"))
    looked_at = [_Looked.at(path) for path in paths]
    if form == "sarif":
        from procsimplify.review.sarif import sarif

        session.json(sarif((item for one in looked_at for item in one.findings), session.lang))
    elif form == "json":
        session.json([one.to_json(flow=session.verbose) for one in looked_at])
    else:
        for one in looked_at:
            _show(session, one)
    return max(one.code for one in looked_at)


class _Looked:
    """What was found in one file."""

    def __init__(self, path: str, procedure: Procedure | None, findings: Sequence[Finding], code: int) -> None:
        self.path, self.procedure, self.findings, self.code = path, procedure, tuple(findings), code

    @classmethod
    def at(cls, path: str) -> _Looked:
        from procsimplify.files.loading import load_with_source
        from procsimplify.flow.checking import check as checked

        try:
            read = load_with_source(path)
        except NotWellFormed as failure:
            return cls(path, None, failure.findings, NOT_GOOD)
        except InputError as failure:
            return cls(path, None, failure.findings, BAD_INPUT)
        found = placed(checked(read.procedure), read)
        wrong = any(item.severity == Severity.ERROR for item in found)
        return cls(path, read.procedure, found, NOT_GOOD if wrong else FINE)

    def to_json(self, *, flow: bool = False) -> dict[str, Any]:
        """Give it as plain data; with ``flow`` the flow of the reference variant too, where it is sound."""
        told: dict[str, Any] = {
            "file": self.path,
            "procedure": None if self.procedure is None else self.procedure.code,
            "sound": self.code == FINE,
            "findings": [item.to_json() for item in self.findings],
        }
        if flow and self.procedure is not None and self.code == FINE:
            told["flow"] = _described(self.procedure).to_json()
        return told


def _show(session: Session, one: _Looked) -> None:
    from procsimplify.reporting.text_check import check_text
    from procsimplify.reporting.words import names_of

    if session.quiet and one.code == FINE:
        return
    names = None if one.procedure is None else names_of(one.procedure, session.lang)
    session.show(check_text(one.path, one.findings, names, session.lang), whole_lines=True)
    if session.verbose and one.procedure is not None and names is not None and one.code == FINE:
        from procsimplify.reporting.text_check import flow_text, joins_text

        session.show(joins_text(_joins(one.procedure, session.lang), names))
        sections = (section for section in _described(one.procedure).sections() if section.key != "joins")
        session.show(flow_text(sections, session.lang))


def _described(procedure: Procedure) -> Description:
    """Describe the flow of the reference variant."""
    from procsimplify.flow.analysis import analyse
    from procsimplify.flow.describe import describe
    from procsimplify.model import reference_key, variants

    key = reference_key(procedure)
    return describe(analyse(next(one.procedure for one in variants(procedure) if key in one.alike)))


def _joins(procedure: Procedure, lang: Language) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """List the nodes with several arrows in and how they join; variants that join alike stand together."""
    from procsimplify.flow.analysis import analyse
    from procsimplify.flow.checking import variant_words
    from procsimplify.flow.graph import END
    from procsimplify.model import variants

    alike: dict[tuple[tuple[str, str, tuple[str, ...]], ...], list[str]] = {}
    for one in variants(procedure):
        graph = analyse(one.procedure).core.graph
        joins = tuple(
            (node, graph.join_of(node), tuple(dict.fromkeys(graph.predecessors(node))))
            for node in (*graph.nodes, END)
            if len(graph.predecessors(node)) > 1
        )
        alike.setdefault(joins, []).append(variant_words(one).get(lang))
    return {
        "; ".join(words): [{"step": node, "join": join, "from": sources} for node, join, sources in joins]
        for joins, words in alike.items()
    }
