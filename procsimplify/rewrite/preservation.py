"""P1 to P6: what a rewritten procedure keeps of the one before, in every variant, said with reasons.

P1 it is sound and well formed. P2 each outcome has the same chance. P3 whatever a step takes is made, held or looked
up before it. P4 controls that a provision demands are still made. P5 order that law or data needs is kept. P6 no
party's cost rises unseen: each rise is listed with its amount; what rises by an amount nobody knows is unseen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from procsimplify.base.errors import InputError, NotWellFormed
from procsimplify.base.findings import Finding, Place, Severity, finding
from procsimplify.base.messages import phrase_text
from procsimplify.base.text import Text
from procsimplify.costing import Unpriced, VariantCost, amount_text, cost_by_variant, group_of
from procsimplify.flow import analyse
from procsimplify.flow.checking import variant_words
from procsimplify.model import Procedure, Variant, VariantKey, variants
from procsimplify.model.wellformed import chance_faults, reference_faults
from procsimplify.rewrite._kept import Fault, Pair, controls_kept, orders_kept, outcomes_kept, papers_kept
from procsimplify.rewrite.edit import Edit

__all__ = ["NAMES", "Preservation", "Rise", "Verdict", "verify"]

NAMES = ("P1", "P2", "P3", "P4", "P5", "P6")


@dataclass(frozen=True)
class Verdict:
    """Whether something is preserved, and what there is to say of it; notes and warnings do not break it."""

    ok: bool
    findings: tuple[Finding, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Give the verdict as plain data."""
        return {"ok": self.ok, "findings": [item.to_json() for item in self.findings]}


@dataclass(frozen=True)
class Rise:
    """A party's cost of one case that rises in one variant."""

    party: str
    variant: VariantKey
    before: Decimal
    after: Decimal

    @property
    def amount(self) -> Decimal:
        """By how much."""
        return self.after - self.before

    def to_json(self) -> dict[str, Any]:
        """Give the rise as plain data."""
        return {
            "party": self.party,
            "variant": {key: getattr(self.variant, key) for key in ("case", "channel", "applicant")},
            "before": amount_text(self.before),
            "after": amount_text(self.after),
            "amount": amount_text(self.amount),
        }


class Preservation:
    """P1 to P6 of a rewriting or of a difference; each is reckoned when it is asked for.

    Where P1 fails nothing else has a meaning, and the others fail without a finding of their own.

    Parameters
    ----------
    before, after : Procedure
        The first well formed.
    edits : tuple of Edit
        What led from one to the other; none for a difference that nobody explains.
    as_of : date, optional
        The day of registers and prices; by default the procedure's own.
    method : str
        How costs are reckoned.
    """

    def __init__(
        self,
        before: Procedure,
        after: Procedure,
        edits: Iterable[Edit] = (),
        *,
        as_of: date | None = None,
        method: str = "vn",
    ) -> None:
        self.before, self.after, self.edits = before, after, tuple(edits)
        self.as_of, self.method = as_of, method

        self._verdicts: dict[str, Verdict] = {}
        self._reckoned: dict[str, Callable[[], Verdict]] = {
            "P1": self._sound,
            "P2": lambda: self._in_each_variant(outcomes_kept),
            "P3": lambda: self._in_each_variant(papers_kept),
            "P4": lambda: self._in_each_variant(controls_kept),
            "P5": lambda: self._in_each_variant(orders_kept),
            "P6": self._costs,
        }

    def __getitem__(self, name: str) -> Verdict:
        """Give one verdict: ``preserved["P4"]``; KeyError for another name."""
        reckon = self._reckoned[name]
        if name not in self._verdicts:
            sound = name == "P1" or self["P1"].ok
            self._verdicts[name] = reckon() if sound else Verdict(ok=False)
        return self._verdicts[name]

    def verdicts(self) -> dict[str, Verdict]:
        """Give the six verdicts by name."""
        return {name: self[name] for name in NAMES}

    @property
    def holds(self) -> bool:
        """Whether all six are kept."""
        return all(self[name].ok for name in NAMES)

    @property
    def holds_but_cost(self) -> bool:
        """Whether P1 to P5 are kept: what needs no price."""
        return all(self[name].ok for name in NAMES[:-1])

    def as_flags(self) -> dict[str, bool]:
        """Give whether each is kept: ``{"P1": True, …}``."""
        return {name: self[name].ok for name in NAMES}

    def findings(self) -> tuple[Finding, ...]:
        """List what there is to say, P1 first."""
        return tuple(item for name in NAMES for item in self[name].findings)

    def notes(self) -> tuple[Text, ...]:
        """List the same as texts."""
        return tuple(Text(item.message("vi"), item.message("en")) for item in self.findings())

    def highest_rises(self) -> dict[str, Decimal]:
        """Give for each party whose cost rises in some variant the most that it rises by."""
        found: dict[str, Decimal] = {}
        for rise in self.rises:
            found[rise.party] = max(found.get(rise.party, Decimal(0)), rise.amount)
        return dict(sorted(found.items()))

    def to_json(self) -> dict[str, Any]:
        """Give everything as plain data."""
        return {
            **{name: verdict.to_json() for name, verdict in self.verdicts().items()},
            "rises": [rise.to_json() for rise in self.rises],
        }

    @cached_property
    def pairs(self) -> tuple[tuple[Variant, Pair], ...]:
        """The variants before and after, matched by their values; one that is there on one side only is left out."""
        now = {key: one for one in variants(self.after) for key in one.alike}
        found: dict[tuple[VariantKey, VariantKey], tuple[Variant, Pair]] = {}
        for one in variants(self.before):
            for key in one.alike:
                other = now.get(key)
                if other is not None and (one.key, other.key) not in found:
                    day = self.as_of or self.after.as_of
                    found[one.key, other.key] = (one, Pair(one.procedure, other.procedure, self.edits, day))
        return tuple(found.values())

    def _sound(self) -> Verdict:
        everywhere = phrase_text("rewrite.every-variant")
        wrong = [*reference_faults(self.after), *chance_faults(self.after)]
        if wrong:
            reasons = [finding(fault.code, Place(path=_words(fault.path)), **fault.args) for fault in wrong]
            return Verdict(ok=False, findings=tuple(_not_well_formed(item, everywhere) for item in reasons))
        try:
            plain = variants(self.after)
        except NotWellFormed as failure:
            return Verdict(ok=False, findings=tuple(_not_well_formed(item, everywhere) for item in failure.findings))
        faults = [(analyse(one.procedure).fault, one) for one in plain]
        found = [_not_well_formed(fault, variant_words(one)) for fault, one in faults if fault is not None]
        return Verdict(ok=not found, findings=tuple(found))

    def _in_each_variant(self, look: Callable[[Pair], Iterator[Fault]]) -> Verdict:
        where: dict[Fault, list[Text]] = {}
        for one, pair in self.pairs:
            for fault in look(pair):
                where.setdefault(fault, []).append(variant_words(one))
        findings = tuple(
            finding(f"rewrite.{fault.slug}", Place(path=fault.path), variant=self._named(places), **dict(fault.args))
            for fault, places in where.items()
        )
        return Verdict(ok=all(item.severity != Severity.ERROR for item in findings), findings=findings)

    def _named(self, places: list[Text]) -> Text:
        if len(places) == len(self.pairs):
            return phrase_text("rewrite.every-variant")
        names = list(dict.fromkeys(places))
        if len(names) > 3:
            more = {"first": names[0], "more": str(len(names) - 1)}
            return phrase_text("rewrite.and-more-variants", **more)
        return Text("; ".join(name.get("vi") for name in names), "; ".join(name.get("en") for name in names))

    @cached_property
    def _prices(self) -> tuple[tuple[VariantCost, VariantCost], ...]:
        """The two costs of each pair of variants."""
        first, then = (
            {
                key: item
                for item in cost_by_variant(side, self.method, self.as_of).values()
                for key in item.variant.alike
            }
            for side in (self.before, self.after)
        )
        found: dict[tuple[VariantKey, VariantKey], tuple[VariantCost, VariantCost]] = {}
        for key, item in first.items():
            if key in then:
                found.setdefault((item.key, then[key].key), (item, then[key]))
        return tuple(found.values())

    @cached_property
    def rises(self) -> tuple[Rise, ...]:
        """Each party's cost that rises, by variant."""
        if not self["P1"].ok or not self._priceable:
            return ()
        found: list[Rise] = []
        for first, then in self._prices:
            for party in sorted({*first.by_party, *then.by_party}):
                was, now = first.by_party.get(party, Decimal(0)), then.by_party.get(party, Decimal(0))
                if now > was:
                    found.append(Rise(party, first.key, was, now))
        return tuple(found)

    @cached_property
    def _priceable(self) -> bool:
        try:
            return bool(self._prices)
        except InputError:
            return False

    def _costs(self) -> Verdict:
        try:
            unseen = [item for first, then in self._prices for item in self._unseen(first, then)]
        except InputError as failure:
            return Verdict(ok=False, findings=failure.findings)
        words = {one.key: variant_words(one) for one, _ in self.pairs}
        seen = [
            finding(
                "rewrite.p6-rises",
                Place(),
                variant=words[rise.variant],
                party=rise.party,
                amount=amount_text(rise.amount),
            )
            for rise in self.rises
        ]
        return Verdict(ok=not unseen, findings=(*unseen, *seen))

    def _unseen(self, first: VariantCost, then: VariantCost) -> Iterator[Finding]:
        """Find costs of applicants and third parties that nobody knows and that were not there before."""
        before = first.variant.procedure
        carried = Pair(before, then.variant.procedure, (), None).carried
        known = {_gap(item, carried.get(item.step or "", item.step)) for item in first.priced.unpriced}
        # An effort that nobody knew before is nothing new, even where another price of the step hid that.
        never_known = {carried[step.id] for step in before.steps if step.effort is None and step.id in carried}
        for item in then.priced.unpriced:
            if not item.opens or group_of(item.party) == "authority" or _gap(item, item.step) in known:
                continue
            if item.kind == "effort" and item.demand is None and item.step in never_known:
                continue
            words = variant_words(first.variant)
            yield finding("rewrite.p6-unseen", Place(), variant=words, party=item.party, what=item.what)


def _gap(item: Unpriced, step: str | None) -> tuple[str, ...]:
    """Give what makes a cost that is not known the same before and after; a fee is due wherever it is paid."""
    place = item.what.get("en") if item.kind == "fee" else f"{step} {item.demand}"
    return (item.kind, place, item.party)


def verify(
    before: Procedure,
    after: Procedure,
    edits: Iterable[Edit] = (),
    *,
    as_of: date | None = None,
    method: str = "vn",
) -> Preservation:
    """Tell what a rewriting keeps.

    Parameters
    ----------
    before, after : Procedure
        The first well formed.
    edits : iterable of Edit
        What led from one to the other; none for a difference that nobody explains.
    as_of : date, optional
        The day of registers and prices; by default the procedure's own.
    method : str
        How costs are reckoned.

    Returns
    -------
    Preservation
        Each verdict is reckoned when it is asked for.

    Examples
    --------
    >>> from procsimplify.model import from_tree
    >>> permit = from_tree({"code": "1", "title": "Permit", "as-of": "2026-07-01", "steps": [
    ...     {"id": "apply", "kind": "submit", "gives": "request"},
    ...     {"id": "check", "kind": "check", "who": "authority", "takes": "request"}],
    ...     "papers": ["request"]})
    >>> shorter = permit.evolve(steps=permit.steps[1:])
    >>> [name for name, ok in verify(permit, shorter).as_flags().items() if not ok]
    ['P3']
    """
    return Preservation(before, after, edits, as_of=as_of, method=method)


def _not_well_formed(reason: Finding, where: Text) -> Finding:
    words = Text(reason.message("vi"), reason.message("en"))
    return finding("rewrite.p1-not-well-formed", reason.place, variant=where, reason=words)


def _words(path: tuple[str | int, ...]) -> str:
    return "/".join(str(part) for part in path)
