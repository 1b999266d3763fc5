"""Two versions of a procedure: cost before and after by party in every variant, edits and changes between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from procsimplify.base.errors import UsageError
from procsimplify.base.findings import Finding, Place, Severity, error, finding
from procsimplify.base.text import Text
from procsimplify.costing import Cost, amount_text, cost, cost_by_variant
from procsimplify.costing.waivers import new_waivers, without_new_waivers
from procsimplify.flow import require_well_formed
from procsimplify.flow.checking import variant_words
from procsimplify.model import Procedure, VariantKey, variants
from procsimplify.rewrite import Named, Preservation, Rise, name_changes, verify

__all__ = ["Comparison", "compare"]

_OTHERS = ("authority", "third-party")


@dataclass(frozen=True, eq=False)
class Comparison:
    """What changes from one version to another.

    Parameters
    ----------
    base, head : Procedure
        The version before and the one after.
    before, after : Cost
    named : Named
        Edits as far as edits explain the difference, then the changes that no edit makes.
    preserved : Preservation
        P1 to P6 of the difference; what is not kept is a finding, not a refusal.
    """

    base: Procedure = field(repr=False)
    head: Procedure = field(repr=False)
    before: Cost = field(repr=False)
    after: Cost = field(repr=False)
    named: Named = field(repr=False)
    preserved: Preservation = field(repr=False)

    @property
    def increases(self) -> tuple[Rise, ...]:
        """Groups of applicants that pay more, by variant: what ``--fail-on-increase`` looks at."""
        return tuple(rise for rise in self.preserved.rises if not rise.party.startswith(_OTHERS))

    @property
    def unseen(self) -> tuple[Finding, ...]:
        """Costs that are new and that nobody knows: they may be a rise, so the gate does not let them pass either."""
        return tuple(item for item in self.preserved["P6"].findings if item.severity == Severity.ERROR)

    @property
    def is_increase(self) -> bool:
        """Whether some group of applicants pays more in some variant, or might."""
        return bool(self.increases or self.unseen)

    @cached_property
    def by_variant(self) -> Mapping[VariantKey, Mapping[str, Decimal]]:
        """For each variant of both versions how each party's cost of one case changes; a fall is negative."""
        first, then = (
            {
                key: item.by_party
                for item in cost_by_variant(side.source, side.method, side.as_of).values()
                for key in item.variant.alike
            }
            for side in (self.before, self.after)
        )
        found: dict[VariantKey, dict[str, Decimal]] = {}
        for key, was in first.items():
            if key in then:
                now = then[key]
                parties = sorted({*was, *now})
                found[key] = {party: now.get(party, Decimal(0)) - was.get(party, Decimal(0)) for party in parties}
        return found

    @property
    def increase_by_party(self) -> Mapping[str, Decimal]:
        """How each party's cost of one case changes in the variant that is worst for it; a fall is negative."""
        worst: dict[str, Decimal] = {}
        for changes in self.by_variant.values():
            for party, amount in changes.items():
                worst[party] = max(worst.get(party, amount), amount)
        return {party: worst[party] for party in sorted(worst)}

    def findings(self) -> tuple[Finding, ...]:
        """List who pays more and what is not kept, for the machine-readable writers."""
        words = {key: variant_words(one) for one in variants(self.base) for key in one.alike}
        rises = [
            finding(
                "review.pays-more",
                Place(path="/".join(part for part in ("cost", *_values(rise.variant), rise.party) if part)),
                party=rise.party,
                variant=words.get(rise.variant, Text.both("–")),
                before=amount_text(rise.before),
                after=amount_text(rise.after),
                amount=amount_text(rise.amount),
                currency=self.before.currency,
            )
            for rise in self.increases
        ]
        waived = [
            finding("review.waiver-no-saving", Place(path=f"fees/{fee}/lines/{line}"), fee=fee, line=line)
            for fee, line in new_waivers(self.head, self.base)
        ]
        kept = [item for item in self.preserved.findings() if item.code != "rewrite.p6-rises"]
        return (*rises, *waived, *kept)

    def to_json(self) -> dict[str, Any]:
        """Give what `compare --json` prints."""
        return {
            "contract": 1,
            "stamp": self.before.stamp.to_json(),
            "head_input": self.after.stamp.to_json()["input"],
            "procedure": self.before.procedure,
            "method": self.before.method,
            "currency": self.before.currency,
            "before": self.before.before(),
            "after": self.after.before(),
            "increase_by_party": {party: amount_text(amount) for party, amount in self.increase_by_party.items()},
            "increases": [rise.to_json() for rise in self.increases],
            "is_increase": self.is_increase,
            "edits": self.named.to_json(),
            "preserves": self.preserved.as_flags(),
            "findings": [item.to_json() for item in self.findings()],
        }


def _values(key: VariantKey) -> tuple[str | None, ...]:
    return key.case, key.channel, key.applicant


def compare(base: Procedure, head: Procedure, *, method: str = "vn", as_of: date | None = None) -> Comparison:
    """Compare two versions of a procedure.

    Parameters
    ----------
    base, head : Procedure
        Of one code; both well formed.
    method : str
    as_of : date, optional
        The day of prices for both; by default that of ``base``, so that prices alone make no difference.

    Returns
    -------
    Comparison

    Raises
    ------
    UsageError
        Where the two are different procedures.
    NotWellFormed
        Where one of them is not well formed.

    Examples
    --------
    >>> from procsimplify.model import from_tree
    >>> def permit(sets):
    ...     return from_tree({"code": "1", "title": "Permit", "as-of": "2026-07-01",
    ...                       "steps": [{"id": "apply", "kind": "submit", "effort": "30 min", "sets": sets}]})
    >>> found = compare(permit("2"), permit("1"))
    >>> [edit.to_json()["edit"] for edit in found.named.edits], found.is_increase
    (['reduce-copies'], False)
    """
    if base.code != head.code:
        raise UsageError(error("review.two-codes", Place(path="code"), base=base.code, head=head.code))
    require_well_formed(base)
    require_well_formed(head)
    before = cost(base, method, as_of)
    after = cost(without_new_waivers(head, base), method, before.as_of)
    named = name_changes(base, head)
    preserved = verify(base, head, named.edits, as_of=before.as_of, method=method)
    return Comparison(base, head, before, after, named, preserved)
