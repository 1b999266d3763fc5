"""The main job in words: what a procedure costs, the plan, what is proposed, what is to be amended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from procsimplify.reporting.layout import QUIET, bullets, heading, measure_table, note, stack, verdict
from procsimplify.reporting.measures import is_open, measures
from procsimplify.reporting.numbers import count, money, number, percent
from procsimplify.reporting.sentence import plan_sentence
from procsimplify.reporting.text_proposals import proposal_sections
from procsimplify.reporting.words import Names, clean, provision, said, words

__all__ = ["analysis_text", "gaps", "stamp_line", "trust"]

Json = Mapping[str, Any]


def analysis_text(result: Json, names: Names, *, verbose: bool = False) -> RenderableType:
    """Show what `analyse` or `plan` found.

    Parameters
    ----------
    result
        The JSON of `analyse`, or that of `plan`, which lists no proposals.
    """
    lang = names.lang
    before, after, plan, currency = result["before"], result["after"], result["plan"], result["currency"]
    proposals: Sequence[Json] = result.get("proposals", ())
    parts: list[RenderableType | None] = [
        verdict(plan_sentence({"volume": None, **result}, plan, before, after, names)),
        Text(f"{names.code}  {names.title}", style=QUIET),
        measure_table(measures(before, after, currency, names), lang, compare=bool(plan["proposals"])),
        note(_proof(plan, currency, names)),
        *cases(before, currency, names),
        *proposal_sections(proposals, plan["proposals"], currency, names, verbose=verbose),
        *_law(plan, names),
        *trust(before, names),
        *gaps(before, names),
        *remarks(result, names, verbose=verbose),
        stamp_line(result, names),
    ]
    return stack(parts)


def _proof(plan: Json, currency: str, names: Names) -> str:
    lang = names.lang
    looked_at = plan.get("sets_looked_at", 0)
    gap = money(plan["gap"] or "0", currency, lang)
    proof = said(f"status-{plan['status']}", lang, gap=gap, sets=number(looked_at, lang))
    if looked_at == 1 and plan["status"] == "optimal":
        proof = said("status-no-choice", lang)
    left_out = plan.get("without") or ()
    without = said("plan-without", lang, ids=", ".join(left_out)) if left_out else ""
    return " ".join(part for part in (said("rounded", lang), proof, without) if part)


def cases(side: Json, currency: str, names: Names) -> list[RenderableType]:
    """Show each case by itself where the procedure has several, and the range over all variants."""
    lang = names.lang
    found: list[RenderableType] = []
    if len(side["by_case"]) > 1:
        found.append(heading(said("heading-cases", lang)))
        found.append(
            bullets(
                said(
                    "case-line",
                    lang,
                    case=names.of("case", case),
                    amount=money(item["total"], currency, lang),
                    documents=count(item["counts"]["documents"], "reporting.n-documents", lang),
                )
                for case, item in side["by_case"].items()
            )
        )
    if side.get("range") and side["range"][0] != side["range"][1]:
        low, high = (money(end, currency, lang) for end in side["range"])
        found.append(note(said("range", lang, low=low, high=high)))
    return found


def _law(plan: Json, names: Names) -> list[RenderableType]:
    lang = names.lang
    amends, candidates = plan.get("amends", ()), plan.get("amends_candidates", ())
    if not amends and not candidates:
        return []
    found: list[RenderableType] = [heading(said("heading-law", lang))]
    if amends:
        found.append(bullets(provision(item, lang) for item in amends))
    if candidates:
        found.append(note(said("candidates", lang)))
        found.append(bullets((provision(item, lang) for item in candidates), "?"))
    return found


def trust(side: Json, names: Names) -> list[RenderableType]:
    """Say what share of the cost rests on which kind of figure, illustrative ones last."""
    shares: Json = side.get("provenance", {})
    if not shares:
        return []
    lang = names.lang
    listed = [f"{said('provenance-' + mark, lang)} {percent(share, lang)}" for mark, share in shares.items()]
    found: list[RenderableType] = [heading(said("heading-trust", lang)), note(" · ".join(listed))]
    if shares.get("illustrative"):
        found.append(Text(said("illustrative", lang, percent=percent(shares["illustrative"], lang)), style="yellow"))
    return found


def gaps(side: Json, names: Names) -> list[RenderableType]:
    """List what has no price, and what is reckoned as not happening."""
    listed: Sequence[Json] = side.get("unpriced", ())
    if not listed:
        return []
    lang = names.lang
    key = "heading-gaps-open" if is_open(side) else "heading-gaps"
    return [
        heading(said(key, lang)),
        bullets(f"{_titled(gap, names)}: {words(gap['why'], lang)}" for gap in listed),
    ]


def _titled(gap: Json, names: Names) -> str:
    """Say what has no price, ids in its words replaced by titles."""
    text = words(gap["what"], names.lang)
    if gap.get("kind") == "condition":
        return ", ".join(names.of("document", name) for name in text.split(", "))
    for outcome in ("granted", "refused", "withdrawn"):
        text = text.replace(f"“{outcome}”", f"“{said('outcome-' + outcome, names.lang)}”")
    for kind in ("step", "document"):
        name = gap.get("step" if kind == "step" else "demand")
        if name and f"“{name}”" in text:
            text = text.replace(f"“{name}”", f"“{names.of(kind, name)}”")
    return text


def remarks(result: Json, names: Names, *, verbose: bool) -> list[RenderableType]:
    """Say what the method does not count; under ``vn`` that a shorter limit saves nothing."""
    lang = names.lang
    notes: Iterable[object] = result.get("notes", ())
    listed = [words(item, lang) for item in notes]
    if verbose and result.get("leaves_out"):
        listed.append(said("leaves-out", lang, things="; ".join(words(item, lang) for item in result["leaves_out"])))
    return [heading(said("heading-method", lang)), bullets(listed)] if listed else []


def stamp_line(result: Json, names: Names) -> RenderableType:
    """Say what the result was reckoned with: tool, day, method, rules."""
    stamp = result["stamp"]
    lang = names.lang
    method: Json = stamp.get("method", {})
    rules = ", ".join(f"{rule['pack']} {rule['version']}" for rule in stamp.get("rules", ()))
    line = said(
        "stamp",
        lang,
        tool=clean(str(stamp["tool"])),
        day=clean(str(stamp.get("as_of", "–"))),
        method=f"{method.get('id', '–')} {method.get('edition', '')}".strip(),
    )
    if rules:
        line += f" · {said('stamp-rules', lang, rules=clean(rules))}"
    return Text("\n" + line, style=QUIET)
