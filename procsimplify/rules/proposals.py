"""Proposals: a rule's match, the edits that it proposes, what they save alone, the provisions to amend.

A proposal is a list of edits applied together or not at all. Each is priced by applying it alone: savings of several
are never added up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from procsimplify.base.canonical import sha256
from procsimplify.base.errors import Refused
from procsimplify.base.findings import Finding
from procsimplify.base.messages import phrase_text
from procsimplify.base.text import Text
from procsimplify.costing import Cost, amount_text, cost, cost_by_variant
from procsimplify.flow import require_well_formed
from procsimplify.model import Procedure, Provision, VariantKey
from procsimplify.model.provision import Standing, distinct
from procsimplify.rewrite import Applied, Edit, Footprint, apply, clash, footprint, read_edits
from procsimplify.rules.finding_matches import Finds, Found, find_all
from procsimplify.rules.language import EDITION
from procsimplify.rules.matching import Engine
from procsimplify.rules.merging import merged
from procsimplify.rules.packs import Packs, load_packs

__all__ = ["Kind", "Proposal", "Proposals", "propose"]

Kind = Literal["clerical", "needs-legal-change", "advice"]
Progress = Callable[[int, int], None]
NOTHING = Decimal(0)


@dataclass(frozen=True)
class Proposal:
    """One way to make a procedure simpler.

    Parameters
    ----------
    id : str
        ``RULE-ID:`` and ten hex digits over the code and the edits; ``effect`` is the same without the rule.
    class_ : str
        ``proposal``, ``question`` (pre-fills the review form) or ``page`` (the publication is wrong).
    standing : str
        ``open``, ``already-law``, ``decided`` or ``lapses``; what is not open is shown and never summed.
    saving : Decimal
        What those who must comply save, on the basis of `Cost.total`.
    saving_by_party : mapping of str to Decimal
        What each party saves, authorities and third parties included; negative where it pays more.
    counts_saved : mapping of str to int
        By how much each count of the reference variant falls.
    limit_saved : tuple of (str, str), optional
        By how much the statutory limit falls, and its unit.
    amends : tuple of Provision
        Provisions whose article is known; ``amends_candidates`` where no article is known.
    rises : mapping of str to Decimal
        Parties whose cost rises in some variant, by the highest amount.
    saving_elsewhere : tuple of (VariantKey, Decimal)
        What one case of each other variant saves, where it saves or loses something.
    cascades : tuple of str
        What goes along with what the edits name: ``step:ID``, ``document:ID``, ``limit:ID``.
    footprint : Footprint, optional
        What its edits write: proposals that do not touch need not be tried in both orders.
    """

    id: str
    effect: str
    rule: str
    title: Text
    class_: str
    kind: Kind
    standing: Standing
    edits: tuple[Edit, ...]
    targets: tuple[str, ...]
    saving: Decimal
    saving_by_party: Mapping[str, Decimal]
    counts_saved: Mapping[str, int]
    limit_saved: tuple[str, str] | None
    amends: tuple[Provision, ...]
    amends_candidates: tuple[Provision, ...]
    preserves: Mapping[str, bool]
    rises: Mapping[str, Decimal]
    why: Text
    mend: Text
    evidence: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()
    question: Mapping[str, Any] | None = None
    needs: tuple[str, ...] = ()
    conflicts: tuple[tuple[str, Text], ...] = ()
    status: Literal["open", "kept"] = "open"
    saving_elsewhere: tuple[tuple[VariantKey, Decimal], ...] = ()
    cascades: tuple[str, ...] = ()
    footprint: Footprint | None = field(default=None, repr=False)

    @property
    def ask(self) -> tuple[str | None, str | None]:
        """What a question asks, in Vietnamese and in English; nothing for other findings."""
        asked: Mapping[str, str] = (self.question or {}).get("ask") or {}
        return asked.get("vi"), asked.get("en")

    @property
    def is_plannable(self) -> bool:
        """Whether a plan may take it: a proposal proper, open, not kept, with something to change."""
        return self.class_ == "proposal" and self.standing == "open" and self.status == "open" and bool(self.edits)

    def to_json(self) -> dict[str, Any]:
        """Give the proposal with the keys of `analyse --json`."""
        return {
            "id": self.id,
            "effect": self.effect,
            "rule": self.rule,
            "title": _words(self.title),
            "class": self.class_,
            "kind": self.kind,
            "standing": self.standing,
            "edits": [edit.to_json() for edit in self.edits],
            "targets": list(self.targets),
            "cascades": list(self.cascades),
            "saving": amount_text(self.saving),
            "saving_by_party": {party: amount_text(amount) for party, amount in sorted(self.saving_by_party.items())},
            "saving_elsewhere": [
                {"case": key.case, "channel": key.channel, "applicant": key.applicant, "saving": amount_text(amount)}
                for key, amount in self.saving_elsewhere
            ],
            "counts_saved": dict(self.counts_saved),
            "limit_saved": None
            if self.limit_saved is None
            else {"value": self.limit_saved[0], "unit": self.limit_saved[1]},
            "amends": [provision_json(item) for item in self.amends],
            "amends_candidates": [provision_json(item) for item in self.amends_candidates],
            "needs": list(self.needs),
            "conflicts": [{"id": other, "why": _words(why)} for other, why in self.conflicts],
            "preserves": dict(self.preserves),
            "rises": {party: amount_text(amount) for party, amount in sorted(self.rises.items())},
            "status": self.status,
            "why": _words(self.why),
            "mend": _words(self.mend),
            "evidence": [_words(item) for item in self.evidence],
            "notes": [_words(item) for item in self.notes],
            "question": None if self.question is None else dict(self.question),
        }


@dataclass(frozen=True)
class Proposals:
    """The proposals for one procedure, by saving, then id, and what they were reckoned from.

    Iterating gives the proposals.
    """

    items: tuple[Proposal, ...]
    before: Cost = field(repr=False)
    rules: tuple[Mapping[str, str], ...] = ()
    faults: tuple[Finding, ...] = ()

    def __iter__(self) -> Iterator[Proposal]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, place: int) -> Proposal:
        return self.items[place]

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """The proposals themselves; `items` by the name that the JSON has."""
        return self.items

    @property
    def procedure(self) -> str:
        """The procedure's code."""
        return self.before.procedure

    @property
    def method(self) -> str:
        """The method's id."""
        return self.before.method

    @property
    def currency(self) -> str:
        """The currency of every amount."""
        return self.before.currency

    @property
    def stamp(self) -> dict[str, Any]:
        """Give what the result was reckoned with: that of the cost, the rules and the edition of their language."""
        return self.before.stamp.to_json() | {"rules": [dict(rule) for rule in self.rules], "language": EDITION}

    def to_json(self) -> dict[str, Any]:
        """Give what `propose --json` prints."""
        return {
            "contract": 1,
            "stamp": self.stamp,
            "procedure": self.before.procedure,
            "method": self.before.method,
            "currency": self.before.currency,
            "proposals": [proposal.to_json() for proposal in self.items],
        }


def propose(
    procedure: Procedure,
    *,
    rules: Packs | None = None,
    engine: Engine = "durable",
    method: str = "vn",
    as_of: date | None = None,
    progress: Progress | None = None,
    found: Finds | None = None,
    before: Cost | None = None,
) -> Proposals:
    """Match the rules and price each proposal by applying it alone.

    Parameters
    ----------
    procedure : Procedure
    rules : Packs, optional
        From `procsimplify.rules.load_packs`; the shipped ones by default.
    engine : str
        ``durable`` (checked against ``indexed`` at every run) or ``indexed``; both give the same matches.
    method, as_of
        As for `procsimplify.costing.cost`.
    progress : callable, optional
        Told how many matches of how many have been priced.
    found : Finds, optional
        What `procsimplify.rules.finding_matches.find_all` gave for this procedure, or for one that differs in times
        and prices alone: it is not matched again, and taken to be well formed.
    before : Cost, optional
        The cost before, where it is known. Where nothing found has edits, that of the reference variant will do.

    Returns
    -------
    Proposals

    Raises
    ------
    NotWellFormed
        Where the procedure is not well formed.
    """
    packs = rules if rules is not None else load_packs()
    if found is None:
        require_well_formed(procedure)
        found = find_all(procedure, packs, engine)
    before = cost(procedure, method, as_of) if before is None else before
    proposals: dict[str, Proposal] = {}
    matches = merged(procedure, found.found)
    for place, item in enumerate(matches):
        if progress is not None:
            progress(place, len(matches))
        proposal = _proposal(procedure, before, item)
        if proposal is not None:
            proposals.setdefault(proposal.id, proposal)
    listed = sorted(proposals.values(), key=lambda one: (-one.saving, one.id))
    return Proposals(_with_conflicts(procedure, tuple(listed)), before, packs.stamp(), found.faults)


def _proposal(procedure: Procedure, before: Cost, found: Found) -> Proposal | None:
    """Make the proposal of a match; None where an edit that it proposes is refused."""
    edits = tuple(sorted(read_edits(found.edits), key=lambda edit: edit.order()))
    applied: Applied | None = None
    if edits:
        try:
            applied = apply(procedure, edits, as_of=before.as_of, method=before.method)
        except Refused:
            return None
    after = before if applied is None else cost(applied.procedure, before.method, before.as_of)
    targets = tuple(dict.fromkeys((*found.targets, *(name for edit in edits for name in edit.targets()))))
    amends = _provisions(procedure, targets)
    known = tuple(item for item in amends if item.article is not None)
    kind: Kind = "advice" if found.rule.class_ == "question" else found.rule.kind
    if found.rule.class_ == "page":
        kind = "clerical"
    elif kind == "clerical" and any(edit.never_clerical for edit in edits):
        kind = "needs-legal-change"
    what = [edit.to_json() for edit in edits] or [{"targets": list(targets)}]
    effect = sha256([procedure.code, what])[:10]
    legal = kind != "clerical"
    return Proposal(
        id=f"{found.rule.id}:{effect}",
        effect=effect,
        rule=found.rule.id,
        title=found.title,
        class_=found.rule.class_,
        kind=kind,
        standing=found.standing.is_ if found.standing is not None else "open",
        edits=edits,
        targets=targets,
        saving=before.total - after.total,
        saving_by_party=_saved(before, after),
        counts_saved=_counts_saved(before, after),
        limit_saved=_limit_saved(before, after),
        amends=known if legal else (),
        amends_candidates=(amends or _basis(procedure)) if legal and not known else (),
        preserves=applied.preserved.as_flags() if applied is not None else {},
        rises=applied.preserved.highest_rises() if applied is not None else {},
        why=found.why,
        mend=found.mend,
        evidence=found.evidence,
        notes=applied.preserved.notes() if applied is not None else (),
        question=found.question,
        saving_elsewhere=() if applied is None else _elsewhere(before, after),
        cascades=applied.cascades if applied is not None else (),
        footprint=footprint(applied.changes) if applied is not None else None,
    )


def _elsewhere(before: Cost, after: Cost) -> tuple[tuple[VariantKey, Decimal], ...]:
    """Give what one case of each variant but the reference variant saves; nothing where totals are of all variants."""
    if before.total_of is None:
        return ()
    first = cost_by_variant(before.source, before.method, before.as_of)
    then = {
        key: item
        for item in cost_by_variant(after.source, after.method, after.as_of).values()
        for key in item.variant.alike
    }
    saved = ((item, item.total - then[key].total) for key, item in first.items() if key in then)
    return tuple((item.key, amount) for item, amount in saved if amount and before.total_of not in item.variant.alike)


def _saved(before: Cost, after: Cost) -> dict[str, Decimal]:
    first, then = before.priced.ledger.by_party, after.priced.ledger.by_party
    saved = {party: first.get(party, NOTHING) - then.get(party, NOTHING) for party in sorted({*first, *then})}
    return {party: amount for party, amount in saved.items() if amount}


def _counts_saved(before: Cost, after: Cost) -> dict[str, int]:
    first, then = before.counts.to_json(), after.counts.to_json()
    return {name: first[name] - then[name] for name in first if first[name] != then[name]}


def _limit_saved(before: Cost, after: Cost) -> tuple[str, str] | None:
    from procsimplify.base.numbers import format_number

    first, then = before.limit, after.limit
    if first.value is None or then.value is None or first.unit != then.unit or first.value == then.value:
        return None
    return format_number(first.value - then.value), first.unit or ""


def _elements(procedure: Procedure, targets: tuple[str, ...]) -> Iterator[Any]:
    """List the elements that targets such as ``document:ID`` name."""
    lists: dict[str, tuple[Any, ...]] = {
        "document": procedure.demands(),
        "step": procedure.steps,
        "limit": procedure.limits,
        "condition": procedure.conditions,
        "fee": procedure.fees,
    }
    for target in targets:
        kind, _, name = target.partition(":")
        yield from (item for item in lists.get(kind, ()) if item.id == name)


def _provisions(procedure: Procedure, targets: tuple[str, ...]) -> tuple[Provision, ...]:
    found: list[Provision] = []
    for element in _elements(procedure, targets):
        several: tuple[Provision, ...] = getattr(element, "provisions", ())
        one: Provision | None = getattr(element, "provision", None)
        found += [*several, *(() if one is None else (one,))]
    return distinct(found)


def _basis(procedure: Procedure) -> tuple[Provision, ...]:
    return tuple(Provision(instrument=item.id) for item in procedure.basis)


def _with_conflicts(procedure: Procedure, proposals: tuple[Proposal, ...]) -> tuple[Proposal, ...]:
    """Name the pairs that cannot go together: one effect twice, or no order of the two applies."""
    against: dict[str, list[tuple[str, Text]]] = {one.id: [] for one in proposals}
    plannable = [one for one in proposals if one.is_plannable]
    for place, one in enumerate(plannable):
        for other in plannable[place + 1 :]:
            why = _conflict(procedure, one, other)
            if why is not None:
                against[one.id].append((other.id, why))
                against[other.id].append((one.id, why))
    return tuple(replace(one, conflicts=tuple(sorted(against[one.id], key=lambda pair: pair[0]))) for one in proposals)


def _conflict(procedure: Procedure, one: Proposal, other: Proposal) -> Text | None:
    if one.effect == other.effect:
        return phrase_text("rules.same-effect")
    if one.footprint is not None and other.footprint is not None and not one.footprint.touches(other.footprint):
        return None
    found = clash(procedure, one.edits, other.edits)
    return None if found is None else phrase_text(f"rules.{found}")


def provision_json(provision: Provision) -> dict[str, str | None]:
    """Give a provision as plain data, with what is known of it."""
    return {
        "instrument": provision.instrument,
        "article": provision.article,
        "clause": provision.clause,
        "point": provision.point,
    }


def _words(text: Text) -> dict[str, str]:
    return {"vi": text.get("vi"), "en": text.get("en")}
