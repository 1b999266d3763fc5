"""Whether a procedure is well formed as a flow, in every variant: chances, soundness, papers, lawful order."""

from __future__ import annotations

from typing import Any

from procsimplify.base.errors import NotWellFormed
from procsimplify.base.findings import Finding, Place, Severity, finding
from procsimplify.base.text import Text
from procsimplify.flow.analysis import Flow, analyse
from procsimplify.model import Procedure, Variant, VariantKey, variant, variants
from procsimplify.model.wellformed import chance_faults

__all__ = ["check", "check_variant", "require_well_formed"]


def check(procedure: Procedure) -> tuple[Finding, ...]:
    """List what is wrong with a procedure that was read: chances, unsound flow, papers from nowhere, broken order.

    Returns
    -------
    tuple of Finding
        Errors and warnings, in the order of the file, each once however many variants it is met in.
    """
    found = [finding(fault.code, _place(procedure, fault.path), **fault.args) for fault in chance_faults(procedure)]
    if any(item.severity == Severity.ERROR for item in found):
        return tuple(found)
    try:
        plain = variants(procedure)
    except NotWellFormed as fault:
        return (*found, *fault.findings)
    seen: dict[tuple[str, str], Finding] = {}
    for one in plain:
        for item in _variant_faults(one):
            seen.setdefault((item.code, item.place.path), item)
    return (*found, *seen.values())


def check_variant(procedure: Procedure, key: VariantKey) -> tuple[Finding, ...]:
    """List what `check` would of one variant alone: enough where the flow is the same in all of them."""
    found = [finding(fault.code, _place(procedure, fault.path), **fault.args) for fault in chance_faults(procedure)]
    if any(item.severity == Severity.ERROR for item in found):
        return tuple(found)
    plain = variant(procedure, key.case, key.channel, key.applicant)
    return (*found, *_variant_faults(Variant(key, (key,), plain)))


def require_well_formed(procedure: Procedure) -> None:
    """Raise what `check` finds.

    Raises
    ------
    NotWellFormed
        Where there is an error among the findings.
    """
    faults = [item for item in check(procedure) if item.severity == Severity.ERROR]
    if faults:
        raise NotWellFormed(faults)


def _variant_faults(one: Variant) -> list[Finding]:
    flow = analyse(one.procedure)
    if flow.fault is not None:
        return [flow.fault]
    words = variant_words(one)
    found: list[Finding] = []
    for step, paper in flow.missing_papers():
        place = Place(path=f"steps/{step}/takes")
        found.append(finding("flow.paper-from-nowhere", place, step=step, paper=paper, variant=words))
    found.extend(
        finding("flow.order-broken", Place(path=f"steps/{step}/after"), step=step, after=after, variant=words)
        for step, after in _broken_orders(flow)
    )
    return found


def _broken_orders(flow: Flow) -> list[tuple[str, str]]:
    return [
        (step.id, order.id)
        for step in flow.procedure.steps
        for order in step.after
        if (order.id, step.id) not in flow.before
    ]


def variant_words(one: Variant) -> Text:
    """Name a variant for a reader: its case, channel and applicant."""
    from procsimplify.base.messages import phrase_text

    parts = [part for part in (one.key.case, one.key.channel, one.key.applicant) if part is not None]
    return Text.both(", ".join(parts)) if parts else phrase_text("flow.every-variant")


def _place(procedure: Procedure, path: tuple[str | int, ...]) -> Place:
    """Write a path of the model with the ids of items in place of their numbers."""
    words: list[str] = []
    here: Any = procedure
    for part in path:
        if isinstance(part, int):
            here = here[part]
            words.append(str(here.id))
        else:
            here = getattr(here, part.replace("-", "_"), None)
            words.append(part)
    return Place(path="/".join(words))
