"""Elapsed time of one variant: what its steps say of time, put together, or why no time is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from procsimplify.base.findings import Finding, Place, finding
from procsimplify.base.messages import phrase_text
from procsimplify.base.text import Text
from procsimplify.flow.elapsed import Distribution, NoDistribution, elapsed_time
from procsimplify.flow.lowering import ROUND
from procsimplify.model import Quantity

if TYPE_CHECKING:
    from procsimplify.flow.analysis import Flow

__all__ = ["LEVELS", "Elapsed", "cycle_time_efficiency", "decimal", "elapsed_of"]

LEVELS = (Fraction(1, 2), Fraction(9, 10))
"""The quantiles that are told."""

_SCALES: Mapping[str, tuple[str, Fraction]] = {
    "min": ("day", Fraction(1, 24 * 60)),
    "hour": ("day", Fraction(1, 24)),
    "day": ("day", Fraction(1)),
    "working-day": ("working-day", Fraction(1)),
    "month": ("month", Fraction(1)),
    "year": ("month", Fraction(12)),
}
"""Units that add up: to which they lead, and how many of these one is. A calendar day has 24 hours; how many days a
month or how many hours a working day has differs, so that they are added to nothing else."""
_SHOWN = ("day", "hour", "min")


@dataclass(frozen=True)
class Elapsed:
    """The time from the first step's beginning to the end of a case.

    Parameters
    ----------
    value : Fraction or None
        The mean; None where ``reason`` says why there is none. Exact, unless branches run in parallel inside or beside
        a loop: then what is left out beyond a chance of 10⁻¹² does not count.
    unit : str or None
        The greatest of the units that the steps use: ``min``, ``hour``, ``day``; or ``working-day``; or ``month``.
    quantiles : mapping of Fraction to (Fraction or None)
        For each of `LEVELS` the least time by which that share of cases has ended.
    distribution : Distribution or None
        All times with their chances, in ``unit``.
    reason : Finding or None
        Why there is no time.
    notes : tuple of Text
        What the time rests on: likely values of ranges, arms of unknown chance reckoned as not taken.
    """

    value: Fraction | None
    unit: str | None
    quantiles: Mapping[Fraction, Fraction | None]
    distribution: Distribution | None
    reason: Finding | None = None
    notes: tuple[Text, ...] = ()

    def to_json(self) -> dict[str, Any] | None:
        """Give it as plain data; None where there is none. Numbers are decimals in text of at most 9 places."""
        if self.value is None:
            return None
        return {
            "value": decimal(self.value),
            "unit": self.unit,
            "method": "closed form",
            "quantiles": {
                decimal(level): None if time is None else decimal(time) for level, time in self.quantiles.items()
            },
            "notes": [{"vi": note.get("vi"), "en": note.get("en")} for note in self.notes],
        }

    def reason_json(self) -> dict[str, Any] | None:
        """Give why there is none as plain data; None where there is one."""
        if self.reason is None:
            return None
        return {
            "code": self.reason.code,
            "message": {"vi": self.reason.message("vi"), "en": self.reason.message("en")},
            "mend": {"vi": self.reason.mend("vi"), "en": self.reason.mend("en")},
        }


def elapsed_of(flow: Flow) -> Elapsed:
    """Give the elapsed time of one variant.

    A step takes its time at work and the time that passes besides: ``effort`` and ``wait`` added, or the one of them
    that is given; where neither is, there is no time, unless the step is never reached. Of a range the likely value
    counts. A round of completion takes the applicant's effort. Statutory limits, deadlines and travel do not enter.

    Parameters
    ----------
    flow : Flow
        Sound.

    Returns
    -------
    Elapsed
    """
    rows = _rows(flow)
    lacking = [step for step, _, parts in rows if not parts]
    if lacking:
        return _none("no-time-given", f"steps/{lacking[0]}", steps=_quoted(lacking))
    units = sorted({part.unit for _, _, parts in rows for part in parts if part.value})
    families = sorted({_SCALES[unit][0] for unit in units})
    if len(families) > 1:
        return _none("times-do-not-add", "steps", units=", ".join(units))
    unit = next((name for name in _SHOWN if name in units), families[0] if families else "day")
    times = {node: sum((_in(part, unit) for part in parts), Fraction(0)) for _, node, parts in rows}
    found = elapsed_time(flow.core.graph, times)
    if isinstance(found, NoDistribution):
        steps = list(dict.fromkeys(flow.core.graph.written.get(node) or node for node in found.nodes))
        return _none(found.reason, "steps", steps=_quoted(step for step in steps if not step.startswith("~")))
    ranges = any(part.low is not None for _, _, parts in rows for part in parts)
    said = [(ranges, "likely-times"), (bool(flow.unpriced), "unknown-arms-not-taken")]
    return Elapsed(
        value=found.mean if found.mean is not None else found.listed_mean,
        unit=unit,
        quantiles={level: found.quantile(level) for level in LEVELS},
        distribution=found,
        notes=tuple(phrase_text(f"flow.{key}") for holds, key in said if holds),
    )


def cycle_time_efficiency(work: Fraction, elapsed: Fraction) -> Fraction:
    """Give the share of the elapsed time in which somebody works on the case.

    Parameters
    ----------
    work : Fraction
        The mean elapsed time if nothing ever waited: `elapsed_time` of the times at work alone.
    elapsed : Fraction
        The mean elapsed time, above 0, in the same unit.

    Returns
    -------
    Fraction
        At least 0. Above 1 where the two were not measured alike.

    Raises
    ------
    ValueError
        Where the elapsed time is not above 0 or the work below 0.

    Notes
    -----
    Dumas, La Rosa, Mendling, Reijers, *Fundamentals of Business Process Management*, section 7.1: theoretical cycle
    time over cycle time.

    Examples
    --------
    >>> cycle_time_efficiency(Fraction(9, 2), Fraction(9, 2) * Fraction(15, 2))
    Fraction(2, 15)
    """
    if elapsed <= 0 or work < 0:
        raise ValueError("the elapsed time is above 0, the work at least 0")
    return work / elapsed


def _rows(flow: Flow) -> list[tuple[str, str, list[Quantity]]]:
    """List (step, node as written, its quantities of time) for what is visited."""
    found: list[tuple[str, str, list[Quantity]]] = []
    for step in flow.procedure.steps:
        if flow.visits[step.id]:
            found.append((step.id, step.id, _given(step.effort, step.wait)))
        if step.supplement is not None and flow.supplement_visits.get(step.id):
            found.append((step.id, ROUND + step.id, _given(step.supplement.effort)))
    return found


def _given(*quantities: Quantity | None) -> list[Quantity]:
    return [quantity for quantity in quantities if quantity is not None and quantity.value is not None]


def _in(quantity: Quantity, unit: str) -> Fraction:
    value = quantity.value or Fraction(0)
    return value * _SCALES[quantity.unit][1] / _SCALES[unit][1] if value else value


def _none(slug: str, path: str, **args: str) -> Elapsed:
    return Elapsed(None, None, {}, None, finding(f"flow.{slug}", Place(path=path), **args))


def _quoted(steps: Iterable[str]) -> str:
    return ", ".join(f"“{step}”" for step in dict.fromkeys(steps))


def decimal(value: Fraction, places: int = 9) -> str:
    """Write a number that is not negative as a decimal of at most so many places.

    Examples
    --------
    >>> decimal(Fraction(5, 4)), decimal(Fraction(2, 3), 2)
    ('1.25', '0.67')
    """
    whole, rest = divmod(round(value * 10**places), 10**places)
    return f"{whole}.{rest:0{places}d}".rstrip("0").rstrip(".")
