"""Why a rule is silent about a procedure, as it is printed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import RenderableType

from procsimplify.base.messages import phrase
from procsimplify.base.text import Language
from procsimplify.reporting.layout import bullets, note, stack, verdict

__all__ = ["why_not_text"]


def why_not_text(account: Mapping[str, Any], lang: Language, *, verbose: bool = False) -> RenderableType:
    """Show the condition that failed first, what came nearest to it, and the facts of the candidate that fell last.

    Parameters
    ----------
    account : mapping
        What `procsimplify.rules.why_not.Account.to_json` gives.
    verbose : bool
        Whether the place of the condition in the rule and the number of candidates are shown as well.
    """
    reason: str = account["reason"][lang]
    shown = [*account["finds"], *([] if account["nearest"] is None else [account["nearest"]])]
    parts: list[RenderableType] = [
        verdict(reason[:1].upper() + reason[1:]),
        bullets(item[lang][:1].upper() + item[lang][1:] for item in shown),
    ]
    if account["evidence"]:
        parts += [
            note(phrase("rules.why-facts", lang)),
            bullets(item[lang] for item in account["evidence"]),
        ]
    if verbose and account["place"] is not None:
        parts.append(note(phrase("rules.why-place", lang, place=account["place"], count=str(account["candidates"]))))
    return stack(parts)
