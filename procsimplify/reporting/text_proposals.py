"""Proposals in words: ranked, each with what it saves alone, what goes, what law it needs; questions; what is law."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from procsimplify.reporting.layout import BAD, GOOD, HEADING, QUIET, fields, heading, note, stack, verdict
from procsimplify.reporting.numbers import count, duration, money
from procsimplify.reporting.sentence import cost_sentence
from procsimplify.reporting.words import Names, clean, join, known, party, provisions, said, words

__all__ = ["goes", "proposal_list", "proposal_sections", "propose_text"]

Json = Mapping[str, Any]


def propose_text(result: Json, before: Json, names: Names, *, verbose: bool = False) -> RenderableType:
    """Show what `propose` found.

    Parameters
    ----------
    result
        The JSON of `propose`.
    before
        What the procedure costs now.
    """
    lang = names.lang
    listed: Sequence[Json] = result["proposals"]
    open_ones = [one for one in listed if one["class"] == "proposal" and one["standing"] == "open"]
    found = count(len(open_ones), "reporting.proposals", lang)
    questions = count(sum(one["class"] == "question" for one in listed), "reporting.questions", lang)
    start = cost_sentence({"volume": None, **result}, before, names)
    return stack(
        [
            verdict(said("proposed", lang, start=start, proposals=found, questions=questions)),
            Text(f"{names.code}  {names.title}", style=QUIET),
            *proposal_sections(listed, (), result["currency"], names, verbose=verbose),
        ]
    )


def proposal_sections(
    proposals: Sequence[Json], planned: Sequence[str], currency: str, names: Names, *, verbose: bool = False
) -> list[RenderableType]:
    """Show proposals under their headings: open ones, pages, questions, and what is already law."""
    lang = names.lang
    groups = {
        "proposals": [one for one in proposals if one["class"] == "proposal" and one["standing"] == "open"],
        "pages": [one for one in proposals if one["class"] == "page" and one["standing"] == "open"],
        "questions": [one for one in proposals if one["class"] == "question" and one["standing"] == "open"],
        "not-open": [one for one in proposals if one["standing"] != "open"],
    }
    found: list[RenderableType] = []
    for name, listed in groups.items():
        if listed:
            found.append(heading(said(f"heading-{name}", lang)))
            planned_here = name == "proposals" and planned
            about = said(f"about-{name}", lang)
            found.append(note(f"{about} {said('about-planned', lang)}" if planned_here else about))
            found.append(proposal_list(listed, planned, currency, names, verbose=verbose))
    return found


def proposal_list(
    proposals: Iterable[Json], planned: Sequence[str], currency: str, names: Names, *, verbose: bool = False
) -> RenderableType:
    """List proposals: a line with mark, title and saving, then what each is about."""
    parts: list[RenderableType] = []
    for place, one in enumerate(proposals, 1):
        parts.append(_head(place, one, planned, currency, names))
        parts.append(fields(_details(one, currency, names, verbose)))
    return Group(*parts)


def _head(place: int, one: Json, planned: Sequence[str], currency: str, names: Names) -> RenderableType:
    lang = names.lang
    table = Table.grid(padding=(0, 1), expand=False)
    table.add_column(width=4, no_wrap=True)
    table.add_column(overflow="fold", width=54)
    table.add_column(justify="right", no_wrap=True, width=16)
    mark = "●" if one["id"] in planned else "○"
    money_known = one["class"] == "proposal"
    saving = money(one["saving"], currency, lang) if money_known else ""
    style = GOOD if money_known and Decimal(one["saving"]) > 0 else BAD if Decimal(one["saving"]) < 0 else QUIET
    table.add_row(
        Text(f"{mark}{place:>2}", style=GOOD if mark == "●" else ""),
        Text(words(one["title"], lang), style=HEADING),
        Text(saving, style=style),
    )
    return table


def _details(one: Json, currency: str, names: Names, verbose: bool) -> list[tuple[str, str]]:
    lang = names.lang
    rows: list[tuple[str, str]] = []
    about = [_target(target, names) for target in one["targets"]]
    if about:
        rows.append((said("field-about", lang), join(about, lang)))
    for name in ("why", "mend"):
        text = words(one.get(name), lang)
        if text:
            rows.append((said(f"field-{name}", lang), text))
    less = goes(one, names)
    if less:
        rows.append((said("field-goes", lang), join(less, lang)))
    elsewhere = _elsewhere(one, currency, names)
    if elsewhere:
        rows.append((said("field-elsewhere", lang), elsewhere))
    rises = {name: amount for name, amount in one.get("rises", {}).items() if Decimal(amount)}
    if rises:
        paid = [f"{party(key, names)} +{money(amount, currency, lang)}" for key, amount in rises.items()]
        rows.append((said("field-rises", lang), join(paid, lang)))
    # A question asks whether anything is to be amended: where no article is known, naming instruments would not help.
    candidates = one.get("amends_candidates", ()) if one["class"] != "question" or verbose else ()
    law = provisions(one.get("amends", ()), candidates, lang)
    if law:
        rows.append((said("field-law", lang), law))
    kind = said(f"kind-{one['kind']}", lang)
    if one["standing"] != "open":
        kind += f"; {said('standing-' + one['standing'], lang)}"
    if one.get("status") == "kept":
        kind += f"; {said('status-kept', lang)}"
    rows.append((said("field-kind", lang), kind))
    question: Json = one.get("question") or {}
    if question.get("ask"):
        rows.append((said("field-ask", lang), words(question["ask"], lang)))
    if question and verbose:
        rows.append((said("field-form", lang), _flat({key: item for key, item in question.items() if key != "ask"})))
    for conflict in one.get("conflicts", ()):
        rows.append((said("field-conflict", lang), f"{conflict['id']}: {words(conflict['why'], lang)}"))
    if one.get("needs"):
        rows.append((said("field-needs", lang), ", ".join(one["needs"])))
    broken = [name for name, holds in one.get("preserves", {}).items() if not holds]
    if broken:
        rows.append((said("field-broken", lang), ", ".join(broken)))
    rows += [(said("field-note", lang), words(item, lang)) for item in one.get("notes", ())]
    if verbose:
        rows += [(said("field-evidence", lang), words(item, lang)) for item in one.get("evidence", ())]
    rows.append(("id", clean(one["id"])))
    return rows


def goes(one: Json, names: Names) -> list[str]:
    """List what a proposal alone takes away: “7 sets”, “28 copies”, “2 documents”, “5 working days”."""
    lang = names.lang
    found = [
        count(saved, f"reporting.n-{key.replace('_', '-')}", lang)
        for key, saved in one.get("counts_saved", {}).items()
        if saved > 0 and known(f"n-{key.replace('_', '-')}")
    ]
    limit = one.get("limit_saved")
    if limit and Decimal(str(limit["value"])) > 0:
        found.append(duration(limit["value"], limit["unit"], lang))
    return found


def _elsewhere(one: Json, currency: str, names: Names) -> str:
    """Say where a proposal saves that saves nothing in the variant that is shown: the most of each case."""
    if Decimal(one["saving"]) or one["class"] != "proposal":
        return ""
    best: dict[str, tuple[Decimal, Json]] = {}
    for item in one.get("saving_elsewhere", ()):
        saved, case = Decimal(item["saving"]), item["case"] or ""
        if saved > best.get(case, (Decimal(0), item))[0]:
            best[case] = (saved, item)
    return join(
        [f"{names.variant(item)}: {money(str(saved), currency, names.lang)}" for saved, item in best.values()],
        names.lang,
    )


def _target(target: str, names: Names) -> str:
    kind, _, name = target.partition(":")
    title = names.of(kind, name)
    label = said(f"target-{kind}", names.lang) if known(f"target-{kind}") else kind
    return f"{label} “{title}”" if name else clean(kind)


def _flat(value: object) -> str:
    """Write plain data in one line, for a question whose form is not known here."""
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_flat(item)}" for key, item in cast("Json", value).items())
    if isinstance(value, list | tuple):
        return ", ".join(_flat(item) for item in cast("list[object]", value))
    return clean(str(value))
