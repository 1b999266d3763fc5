"""The commands `rules`: the catalogue, a rule's page, its cases, a new one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from procsimplify.base.messages import phrase
from procsimplify.cli.app import Command, group
from procsimplify.cli.exits import FINE, NOT_GOOD
from procsimplify.cli.options import Json, Lang, Quiet, Rules, Verbose, common, packs_of, session_of

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    rules = group("rules", "rules list\nrules show several-sets --lang vi\nrules test\nrules new my-rule")
    rules.callback()(common)
    rules.command("list", cls=Command, epilog="rules list\nrules list --rules my-rules/ --json")(list_rules)
    rules.command("show", cls=Command, epilog="rules show several-sets\nrules show R01 --lang vi")(show)
    rules.command("test", cls=Command, epilog="rules test\nrules test my-rules/ --json")(cases_of)
    rules.command("new", cls=Command, epilog="rules new late-answer\nrules new late-answer --into my-rules/")(new)
    app.add_typer(rules, name="rules")


def list_rules(
    ctx: typer.Context,
    rules: Rules = None,
    json: Json = False,
    lang: Lang = "",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """List the rules."""
    session = session_of(ctx)
    packs = packs_of(rules)
    listed = [
        {
            "id": rule.id,
            "ref": rule.ref,
            "pack": pack.id,
            "class": rule.class_,
            "kind": rule.kind,
            "status": rule.status,
            "version": rule.version,
            "title": {"vi": rule.title.get("vi"), "en": rule.title.get("en")},
        }
        for pack in packs.packs
        for rule in pack.rules
    ]
    if json:
        session.json(listed)
        return FINE
    from procsimplify.reporting.text_lists import rules_text

    session.show(rules_text(listed, session.lang))
    return FINE


def show(
    ctx: typer.Context,
    rule: Annotated[str, typer.Argument(metavar="ID", help="rule", show_default=False)],
    rules: Rules = None,
    lang: Lang = "",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Show the page of a rule."""
    session = session_of(ctx)
    from procsimplify.reporting.text_lists import page_text
    from procsimplify.rules.page import rule_page

    packs = packs_of(rules)
    found = packs.rule(rule)
    session.show(page_text(rule_page(found, packs.pack_of(found.id), session.lang)))
    return FINE


def cases_of(
    ctx: typer.Context,
    path: Annotated[str, typer.Argument(metavar="PATH", help="rules-path", show_default=False)] = "",
    json: Json = False,
    lang: Lang = "",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Run the cases of rules."""
    session = session_of(ctx)
    from procsimplify.rules.cases import run_cases
    from procsimplify.rules.packs import load_packs

    packs = load_packs((Path(path),), shipped_too=False) if path else load_packs()
    results = [result for pack in packs.packs for result in run_cases(pack)]
    if json:
        session.json([result.to_json() for result in results])
    else:
        from procsimplify.reporting.text_lists import cases_text

        session.show(cases_text([result.to_json() for result in results], session.lang, verbose=session.verbose))
    return FINE if all(result.right for result in results) else NOT_GOOD


def new(
    ctx: typer.Context,
    rule: Annotated[str, typer.Argument(metavar="ID", help="new-rule", show_default=False)],
    into: Annotated[str, typer.Option("--into", metavar="FOLDER", help="into")] = ".",
    lang: Lang = "",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Make a new rule that loads, with cases that run."""
    session = session_of(ctx)
    from procsimplify.rules.scaffold import new_rule

    folder = new_rule(rule, Path(into))
    session.raw(f"{folder}\n")
    session.remark(phrase("cli.new-rule", session.lang, folder=str(folder)))
    return FINE
