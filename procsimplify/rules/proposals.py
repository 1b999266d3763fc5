"""Proposals: a rule's match, the edits that it proposes, what they save alone, the provisions to amend.

A proposal is a list of edits applied together or not at all. Each is priced by applying it alone: savings of several
are never added up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from procsimplify.base.canonical import sha256
from procsimplify.base.errors import NotWellFormed, Refused
from procsimplify.base.text import Language, Text
from procsimplify.costing import Cost, amount_text, cost
from procsimplify.flow import require_well_formed
from procsimplify.model import Demand, Procedure, Provision
from procsimplify.model.provision import Standing, StandingMark, sort_key
from procsimplify.rewrite import Edit, apply, edits_to_json, read_edits
from procsimplify.rules.finding_matches import Found, find

if TYPE_CHECKING:
    from procsimplify.rules.packs import Packs

__all__ = ["Proposal", "Proposals", "conflicting", "propose"]

Engine = Literal["durable", "indexed"]
Kind = Literal["clerical", "needs-legal-change", "advice"]
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Proposal:
    """One way to make a procedure simpler.

    Parameters
    ----------
    id : str
        ``RULE-ID:`` and ten hex digits over the code and the edits; ``effect`` is the same over the edits alone.
    class_ : {"proposal", "question", "page"}
        A question pre-fills the review form; a page finding says that the publication is wrong.
    standing : {"open", "already-law", "decided", "lapses"}
        What is not open is shown and never summed.
    saving : Decimal
        Money of those who must comply, in the reference variant (a year where a volume is given, else one case).
    saving_by_party : mapping of str to Decimal
        What each party saves; negative where it pays more.
    amends : tuple of Provision
        Provisions with a known article; ``amends_candidates`` where no article is known.
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
    days_saved: str | None
    amends: tuple[Provision, ...]
    amends_candidates: tuple[Provision, ...]
    preserves: Mapping[str, bool]
    rises: Mapping[str, Decimal]
    why: Text
    mend: Text
    evidence: tuple[Text, ...]
    question: Mapping[str, object] | None = None
    needs: tuple[str, ...] = ()
    conflicts: tuple[tuple[str, Text], ...] = ()
    status: Literal["open", "kept"] = "open"

    def to_json(self, lang: Language | None = None) -> dict[str, object]:
        """Give the proposal with the keys of `analyse --json`; texts in one language, or both."""

        def words(text: Text) -> object:
            return text.get(lang) if lang is not None else {"vi": text.get("vi"), "en": text.get("en")}

        return {
            "id": self.id,
            "effect": self.effect,
            "rule": self.rule,
            "title": words(self.title),
            "class": self.class_,
            "kind": self.kind,
            "standing": self.standing,
            "edits": edits_to_json(self.edits),
            "targets": list(self.targets),
            "saving": amount_text(self.saving),
            "saving_by_party": {party: amount_text(amount) for party, amount in sorted(self.saving_by_party.items())},
            "counts_saved": dict(self.counts_saved),
            "limit_saved": self.days_saved,
            "amends": [provision_json(item) for item in self.amends],
            "amends_candidates": [provision_json(item) for item in self.amends_candidates],
            "needs": list(self.needs),
            "conflicts": [{"id": other, "why": words(why)} for other, why in self.conflicts],
            "preserves": dict(self.preserves),
            "rises": {party: amount_text(amount) for party, amount in sorted(self.rises.items())},
            "status": self.status,
            "why": words(self.why),
            "mend": words(self.mend),
            "evidence": [words(item) for item in self.evidence],
            "question": None if self.question is None else dict(self.question),
        }


@dataclass(frozen=True)
class Proposals(Sequence[Proposal]):
    """The proposals for one procedure, by saving, then id, with what they were reckoned from."""

    items: tuple[Proposal, ...]
    before: Cost = field(repr=False)
    rules: tuple[Mapping[str, str], ...] = ()
    faults: tuple[object, ...] = ()

    def __getitem__(self, place):  # type: ignore[no-untyped-def,override]
        return self.items[place]

    def __len__(self) -> int:
        return len(self.items)
