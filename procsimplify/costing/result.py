"""The result of pricing: the ledger of the reference variant or of all by their shares, and what goes with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import Any

from procsimplify.base.errors import NotWellFormed
from procsimplify.costing.counts import Counts, Expected, counts, expected, mixed
from procsimplify.costing.ledger import (
    ELEMENTS,
    Factor,
    Ledger,
    Line,
    amount_text,
    amounts_json,
    number_text,
    text_json,
)
from procsimplify.costing.limit import Headline, headline_limit
from procsimplify.costing.lines import Priced, Pricer, Scale, group_of
from procsimplify.costing.shares import VariantShare
from procsimplify.costing.stamp import Stamp, stamp
from procsimplify.costing.unpriced import Unpriced
from procsimplify.flow.analysis import Flow, analyse
from procsimplify.flow.step_times import Elapsed
from procsimplify.model import Procedure, Provenance, Variant, VariantKey, reference_key, variants

__all__ = ["CaseCost", "Cost", "VariantCost", "sound_flow"]

CONTRACT = 1


@dataclass(frozen=True)
class CaseCost:
    """One case by itself, on the reference channel and for the reference applicant."""

    total: Decimal
    counts: Counts
    limit: Headline

    def to_json(self) -> dict[str, Any]:
        """Give it as plain data."""
        return {"total": amount_text(self.total), "counts": self.counts.to_json(), "limit": self.limit.to_json()}


@dataclass(frozen=True)
class VariantCost:
    """One variant priced by itself, for one case of it.

    Parameters
    ----------
    variant : Variant
        Its key, the keys that project alike, and its plain procedure.
    share : Fraction or None
        Of all cases; None where shares are not known.
    priced : Priced
        One case: the lines of every party, and what has no price.
    """

    variant: Variant
    share: Fraction | None
    priced: Priced

    @property
    def key(self) -> VariantKey:
        """The values that make the variant."""
        return self.variant.key

    @property
    def total(self) -> Decimal:
        """What one case costs the applicant."""
        return self.priced.borne_by("applicant").total

    @property
    def by_party(self) -> Mapping[str, Decimal]:
        """What one case costs each party, authorities and third parties included."""
        return self.priced.ledger.by_party

    @cached_property
    def counts(self) -> Counts:
        """The counts of the variant."""
        return counts(self.variant.procedure)

    @cached_property
    def limit(self) -> Headline:
        """The statutory limit of the variant."""
        return headline_limit(self.variant.procedure)


@dataclass(frozen=True, eq=False)
class Cost:
    """What a procedure costs, by one method on one day.

    Totals are a year's where the volume is known, else one case's; of all variants by their shares where these are
    known, else of the reference variant, which `total_of` names. Attributes are named like the keys of the JSON.
    """

    source: Procedure
    pricing: Pricer
    volume: Fraction | None
    volume_factors: tuple[Factor, ...]
    shares: Mapping[VariantKey, VariantShare] | None

    @property
    def procedure(self) -> str:
        """The procedure's code."""
        return self.source.code

    @property
    def method(self) -> str:
        """The method's id."""
        return self.pricing.method.id

    @property
    def currency(self) -> str:
        """The currency of every amount."""
        return self.pricing.method.currency

    @property
    def as_of(self) -> date:
        """The day of prices and tariffs."""
        return self.pricing.day

    @cached_property
    def stamp(self) -> Stamp:
        """What the result was reckoned with."""
        return stamp(self.source, self.pricing.method, self.pricing.day)

    @cached_property
    def reference(self) -> Variant:
        """The reference variant."""
        return self._variant(reference_key(self.source))

    def _variant(self, key: VariantKey) -> Variant:
        return next(item for item in variants(self.source) if key in item.alike)

    def _share(self, item: Variant) -> VariantShare | None:
        """Give the share of all keys that project to a variant, and the shares that it was made of."""
        if self.shares is None:
            return None
        parts = [self.shares[key] for key in item.alike]
        return sum((share for share, _ in parts), Fraction(0)), tuple(dict.fromkeys(f for _, fs in parts for f in fs))

    def _priced(self, item: Variant, scale: Scale, hold: bool = False) -> Priced:
        return self.pricing.price(item.procedure, sound_flow(item), case=item.key.case, scale=scale, hold=hold)

    def check(self) -> None:
        """Price every variant, so that each fault of the input is met now and not when a figure is asked for."""
        for item in variants(self.source):
            self._priced(item, self._basis)

    def _merged(self, volume: Fraction, factors: tuple[Factor, ...], hold: bool = False) -> Priced:
        """Price the reference variant, or every variant by its share."""
        if self.shares is None:
            return self._priced(self.reference, Scale(volume, factors), hold)
        parts: list[Priced] = []
        for item in variants(self.source):
            share, made_of = self._share(item) or (Fraction(1), ())
            if share:
                whole = () if share == 1 else made_of
                parts.append(self._priced(item, Scale(volume * share, (*factors, *whole)), hold))
        gaps = tuple(dict.fromkeys(gap for part in parts for gap in part.unpriced))
        lines = tuple(line for part in parts for line in part.ledger.lines)
        return Priced(Ledger(lines), gaps, Ledger(tuple(line for part in parts for line in part.aside.lines)))

    @cached_property
    def case_priced(self) -> Priced:
        """One case, every party."""
        return self._merged(Fraction(1), ())

    @cached_property
    def priced(self) -> Priced:
        """A year where the volume is known, else one case; every party."""
        return self.case_priced if self.volume is None else self._merged(self.volume, self.volume_factors)

    @cached_property
    def ledger(self) -> Ledger:
        """The lines of `total`: those who must comply."""
        return self.priced.borne_by("applicant")

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of `total`."""
        return self.ledger.lines

    @property
    def total(self) -> Decimal:
        """What those who must comply bear: in a year where the volume is known, else in one case."""
        return self.ledger.total

    @cached_property
    def per_case(self) -> Decimal:
        """What one case costs those who must comply; a ledger of its own, not the yearly one divided."""
        return self.case_priced.borne_by("applicant").total

    @property
    def total_of(self) -> VariantKey | None:
        """The variant that the total is of; None where it is of all by their shares."""
        return None if self.shares is not None else reference_key(self.source)

    @property
    def by_party(self) -> Mapping[str, Decimal]:
        """The total by who bears it."""
        return self.ledger.by_party

    @property
    def by_element(self) -> Mapping[str, Decimal]:
        """The total by element."""
        return self.ledger.by_element

    @property
    def by_step(self) -> Mapping[str, Decimal]:
        """The total by step."""
        return self.ledger.by_step

    @cached_property
    def by_case(self) -> Mapping[str, CaseCost]:
        """Each case by itself, on the basis of `total`."""
        here = reference_key(self.source)
        found: dict[str, CaseCost] = {}
        for case in self.source.cases:
            item = self._variant(VariantKey(case.id, here.channel, here.applicant))
            priced = self._priced(item, self._basis)
            plain = item.procedure
            found[case.id] = CaseCost(priced.borne_by("applicant").total, counts(plain), headline_limit(plain))
        return MappingProxyType(found)

    @property
    def _basis(self) -> Scale:
        return Scale() if self.volume is None else Scale(self.volume, self.volume_factors)

    @cached_property
    def range(self) -> tuple[Decimal, Decimal] | None:
        """The least and the most, on the basis of `total`; None where every share is known.

        Over all variants where their shares are not known; conditions of unknown share once not met, once met.
        """
        conditional = any(gap.kind == "condition" for gap in self.priced.unpriced)
        if self.shares is not None:
            if not conditional:
                return None
            most = self._merged(self._basis.volume, self._basis.factors, hold=True).borne_by("applicant").total
            return min(self.total, most), max(self.total, most)
        totals: list[Decimal] = []
        for item in variants(self.source):
            for hold in (False, True):
                totals.append(self._priced(item, self._basis, hold).borne_by("applicant").total)
        return min(totals), max(totals)

    @cached_property
    def authority(self) -> Ledger:
        """What authorities bear, where the method has a price for it; never part of `total`."""
        return self.priced.borne_by("authority")

    @cached_property
    def third_party(self) -> Ledger:
        """What third parties bear, where the method has a price for it; never part of `total`."""
        return self.priced.borne_by("third-party")

    @property
    def hours(self) -> Mapping[str, Fraction]:
        """Hours at work of those who must comply, by party, whether the method prices them or not."""
        return self.ledger.hours

    @property
    def transfers(self) -> Mapping[str, Decimal]:
        """What those who must comply pay to known receivers, counted in `total` by the method or not."""
        if not self.priced.aside.lines:
            return self.ledger.by_receiver
        aside = self.priced.aside.only(lambda line: group_of(line.party) == "applicant")
        return Ledger((*self.lines, *aside.lines)).by_receiver

    @property
    def unpriced(self) -> tuple[Unpriced, ...]:
        """What of `total` has no price, or is reckoned as not happening."""
        return self.unpriced_of("applicant")

    def unpriced_of(self, group: str) -> tuple[Unpriced, ...]:
        """List what has no price for ``applicant``, ``authority`` or ``third-party``."""
        return tuple(gap for gap in self.priced.unpriced if group_of(gap.party) == group)

    @property
    def is_open(self) -> bool:
        """Whether the total is only "at least", an effort or a price not being known: no percent of money is given."""
        return any(gap.opens for gap in self.unpriced)

    @cached_property
    def counts(self) -> Counts:
        """The counts of the reference variant."""
        return counts(self.reference.procedure)

    @cached_property
    def expected(self) -> Expected:
        """The counts weighted by visits, and by the shares of variants where these are known."""
        if self.shares is None:
            return expected(self.reference.procedure, sound_flow(self.reference))
        parts = ((item, self._share(item) or (Fraction(1), ())) for item in variants(self.source))
        return mixed((share, expected(item.procedure, sound_flow(item))) for item, (share, _) in parts)

    @cached_property
    def limit(self) -> Headline:
        """The statutory limit of the reference variant."""
        return headline_limit(self.reference.procedure)

    @property
    def elapsed(self) -> Elapsed:
        """The elapsed time of the reference variant, or why none is given."""
        return sound_flow(self.reference).elapsed

    @property
    def provenance(self) -> Mapping[Provenance, Fraction]:
        """The share of `total` by how its lines are known; empty where the total is 0."""
        total = Fraction(self.total)
        if not total:
            return {}
        return {mark: Fraction(amount) / total for mark, amount in self.ledger.by_provenance.items()}

    def before(self, *, lines: bool = False) -> dict[str, Any]:
        """Give the ``before`` object of the contract; with ``lines`` as `cost --json` has them."""
        whole: dict[str, Any] = {
            "total": amount_text(self.total),
            "per_case": amount_text(self.per_case),
            "total_of": _key_json(self.total_of),
            "by_party": amounts_json(self.by_party),
            "by_element": amounts_json(self.by_element, ELEMENTS),
            "by_step": amounts_json(self.by_step),
            "by_case": {case: item.to_json() for case, item in self.by_case.items()},
            "range": [amount_text(end) for end in self.range] if self.range is not None else None,
            "authority": {
                **self._others(self.authority, "authority", lines),
                "by_step": amounts_json(self.authority.by_step),
            },
            "third_party": self._others(self.third_party, "third-party", lines),
            "hours": {party: number_text(value) for party, value in self.hours.items()},
            "transfers": amounts_json(self.transfers),
            "unpriced": [gap.to_json() for gap in self.unpriced],
            "counts": self.counts.to_json(),
            "expected": self.expected.to_json(),
            "limit": self.limit.to_json(),
            "elapsed": self.elapsed.to_json(),
            "elapsed_reason": self.elapsed.reason_json(),
            "provenance": {mark: float(share * 100) for mark, share in self.provenance.items()},
        }
        return whole | ({"lines": [line.to_json() for line in self.lines]} if lines else {})

    def _others(self, ledger: Ledger, group: str, lines: bool) -> dict[str, Any]:
        found: dict[str, Any] = {
            "total": amount_text(ledger.total),
            "unpriced": [gap.to_json() for gap in self.unpriced_of(group)],
        }
        return found | ({"lines": [line.to_json() for line in ledger.lines]} if lines else {})

    def to_json(self) -> dict[str, Any]:
        """Give what `cost --json` prints."""
        volume: int | str | None = None
        if self.volume is not None:
            volume = int(self.volume) if self.volume.denominator == 1 else number_text(self.volume)
        return {
            "contract": CONTRACT,
            "stamp": self.stamp.to_json(),
            "procedure": self.procedure,
            "method": self.method,
            "currency": self.currency,
            "volume": volume,
            **self.before(lines=True),
            "notes": [text_json(note) for note in self.pricing.method.notes],
            "leaves_out": [text_json(text) for text in self.pricing.method.leaves_out],
        }


def _key_json(key: VariantKey | None) -> dict[str, str | None] | None:
    return None if key is None else {"case": key.case, "channel": key.channel, "applicant": key.applicant}


def sound_flow(item: Variant) -> Flow:
    """Give the flow of a variant; raise NotWellFormed where it is not sound."""
    flow = analyse(item.procedure)
    if flow.fault is not None:
        raise NotWellFormed(flow.fault)
    return flow
