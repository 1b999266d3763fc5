"""A procedure with its variants and their flows, each looked at once, for the extraction of facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Final

from procsimplify.model import Demand, Group, Party, Procedure, Register, Step, leaves, variants
from procsimplify.model import Quantity as Measured
from procsimplify.rules.schema import NONE, Missing, Quantity

if TYPE_CHECKING:
    from procsimplify.flow import Flow

__all__ = ["Pair", "View", "or_none", "quantity"]

Pair = tuple[str, str]

# The rule language spells out what the files of procedures shorten.
_UNITS: Final = {"min": "minute"}


def or_none(value: str | None) -> str | Missing:
    """Give the word, or the value that stands for "not given"."""
    return NONE if value is None else value


def quantity(measured: Measured | None) -> Quantity | Missing:
    """Give a quantity of the model as rules see it; one whose number stands in a table elsewhere is not given.

    Examples
    --------
    >>> quantity(Measured(value=5, unit="min"))
    Quantity(low=Fraction(5, 1), likely=Fraction(5, 1), high=Fraction(5, 1), unit='minute')
    """
    if measured is None or measured.value is None:
        return NONE
    low = measured.value if measured.low is None else measured.low
    high = measured.value if measured.high is None else measured.high
    return Quantity(low, measured.value, high, _UNITS.get(measured.unit, measured.unit))


class View:
    """A procedure as the facts see it: over all its variants.

    Parameters
    ----------
    procedure : Procedure
        Well formed and sound.
    registers : iterable of Register
        Those known beside the procedure's own.
    """

    def __init__(self, procedure: Procedure, registers: Iterable[Register] = ()) -> None:
        self.procedure = procedure
        own = procedure.registers
        self.registers = (*own, *(item for item in registers if not any(_the_same(item, mine) for mine in own)))

    @cached_property
    def plain(self) -> tuple[Procedure, ...]:
        """The plain procedure of each variant."""
        return tuple(variant.procedure for variant in variants(self.procedure))

    @cached_property
    def flows(self) -> tuple[Flow, ...]:
        """The flow of each variant."""
        from procsimplify.flow import analyse

        return tuple(analyse(plain) for plain in self.plain)

    @cached_property
    def shapes(self) -> tuple[tuple[frozenset[str], Flow], ...]:
        """The steps and one flow of each shape that variants have; many variants share one."""
        found: dict[int, tuple[frozenset[str], Flow]] = {}
        for flow in self.flows:
            found.setdefault(id(flow.core), (frozenset(step.id for step in flow.procedure.steps), flow))
        return tuple(found.values())

    @cached_property
    def demands(self) -> tuple[tuple[Demand, bool, bool], ...]:
        """Each demand in order, whether something must hold for it, and whether others may stand for it."""
        return tuple(_walk(self.procedure.dossier, conditional=False, alternative=False))

    @cached_property
    def made(self) -> tuple[frozenset[str], ...]:
        """The demands of each variant."""
        return tuple(frozenset(demand.id for demand in leaves(plain.dossier)) for plain in self.plain)

    @cached_property
    def steps(self) -> dict[str, Step]:
        """The steps by id, in the order written."""
        return {step.id: step for step in self.procedure.steps}

    def party(self, name: str | None) -> Party | None:
        """Give a declared or built-in party; None for the applicant and for a name that is no party's."""
        if name is None or name == "applicant":
            return None
        try:
            return self.procedure.party(name)
        except KeyError:
            return None

    def body(self, name: str | None) -> str | Missing:
        """Give the body that a party belongs to: itself where none is written."""
        party = self.party(name)
        return NONE if party is None else party.body or party.id

    def everywhere(self, pairs: Callable[[Flow], Iterable[Pair]]) -> list[Pair]:
        """Collect the pairs that hold in every variant where both steps are present, sorted."""
        found: set[Pair] = set()
        lacking: list[tuple[frozenset[str], frozenset[Pair]]] = []
        for present, flow in self.shapes:
            here = frozenset(pairs(flow))
            found |= here
            lacking.append((present, here))
        return sorted(
            pair
            for pair in found
            if all(pair in here for present, here in lacking if pair[0] in present and pair[1] in present)
        )

    def everywhere_whole(self, pairs: Callable[[Flow], Iterable[Pair]]) -> list[Pair]:
        """Collect like `everywhere` what depends on the papers of each variant, not on the shape of its flow alone."""
        seen = [(frozenset(step.id for step in flow.procedure.steps), frozenset(pairs(flow))) for flow in self.flows]
        found = {pair for _, here in seen for pair in here}
        return sorted(
            pair
            for pair in found
            if all(pair in here for present, here in seen if pair[0] in present and pair[1] in present)
        )

    def somewhere(self, pairs: Callable[[Flow], Iterable[Pair]]) -> list[Pair]:
        """Collect the pairs that hold in some variant, sorted."""
        return sorted({pair for flow in self.flows for pair in pairs(flow)})


def _the_same(one: Register, other: Register) -> bool:
    """Tell whether two entries are of one register: by their ids, or by the act that published what both hold."""
    act = one.by is not None and other.by is not None and one.by.instrument == other.by.instrument
    return one.id == other.id or (act and not set(one.types).isdisjoint(other.types))


def _walk(group: Group, *, conditional: bool, alternative: bool) -> Iterator[tuple[Demand, bool, bool]]:
    conditional = conditional or group.if_ is not None
    alternative = alternative or (group.one_of is not None and len(group.children) > 1)
    for child in group.children:
        if isinstance(child, Group):
            yield from _walk(child, conditional=conditional, alternative=alternative)
        else:
            stands_for_another = alternative or "or-another" in child.about
            yield child, conditional or child.if_ is not None, stands_for_another
