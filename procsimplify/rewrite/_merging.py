"""One step made of two: which of its parts add, which unite, and which cannot."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from procsimplify.base.text import Text
from procsimplify.costing.standard import resolve
from procsimplify.model import Cost, PerPiece, Procedure, Quantity, Step, Trip, names_of, weakest
from procsimplify.model.step import StepByChannel
from procsimplify.rewrite.edit import refused
from procsimplify.rewrite.structure import spelt

__all__ = ["merged"]

_WEIGHTY = ("decide", "submit", "consult")
"""Kinds that say what a step is to the procedure, weightiest first: a step made of one is of its kind."""
_MINUTES = {"hour": 60, "min": 1}


def merged(procedure: Procedure, a: Step, b: Step, new_id: str, was: Iterable[str]) -> Step:
    """Make one step of ``a`` and the ``b`` that follows it.

    Raises
    ------
    Refused
        Where two parts can neither be added nor united.
    """
    return _Merger(procedure, a, b).step(new_id, was)


class _Merger:
    def __init__(self, procedure: Procedure, a: Step, b: Step) -> None:
        self.procedure, self.a, self.b = procedure, a, b
        self.pair = {"first": a.id, "second": b.id}
        self.path = f"steps/{a.id}"

    def step(self, new_id: str, was: Iterable[str]) -> Step:
        a, b = self.a, self.b
        if a.chance is not None or b.chance is not None:
            raise refused("happens-sometimes", self.path, step=a.id if a.chance is not None else b.id)
        if a.tacit is not None or b.tacit is not None:
            raise refused("silence-of-one", self.path, step=a.id if a.tacit is not None else b.id)
        if a.by_applicant or b.by_applicant:
            raise refused("time-by-applicant", self.path, step=a.id if a.by_applicant else b.id)
        self._efforts_known()
        values: dict[str, Any] = {
            **{name: getattr(a, name) for name in ("who", "at", "desk", "cases", "channels", "applicants")},
            **self._papers(),
            **self._channel(None),
            "id": new_id,
            "was": tuple(sorted(set(was) - {new_id})),
            "title": self._title(),
            "kind": self._kind(),
            "limit": self._sum(a.limit, b.limit, "limit"),
            "costs": self._costs(),
            "trip": self._trip(),
            "criterion": _joined(a.criterion, b.criterion),
            "supplement": self._only("supplement"),
            "controls": self._united("controls"),
            "protects": _joined(a.protects, b.protects),
            "after": tuple(item for item in self._united("after") if item.id not in (a.id, b.id)),
            "provisions": tuple(dict.fromkeys((*a.provisions, *b.provisions))),
            "origin": _least_sure(a.origin, b.origin),
            "seen": a.seen if a.seen == b.seen else None,
            "note": _joined(a.note, b.note),
            "then": b.then,
        }
        special: list[StepByChannel] = []
        for channel in dict.fromkeys((*names_of(a.by_channel), *names_of(b.by_channel))):
            here = self._channel(channel)
            special.append(
                StepByChannel(id=channel, **{key: value for key, value in here.items() if value != values[key]})
            )
        return Step(**values, by_channel=tuple(special))

    def _channel(self, channel: str | None) -> dict[str, Any]:
        """Merge what may differ by channel."""
        a, b = (self._at(step, channel) for step in (self.a, self.b))
        if a["sets"] > 1 and b["sets"] > 1:
            raise refused("sets-of-both", self.path, **self.pair)
        per_set: PerPiece | None = a["per_set"] if a["per_set"] is not None else b["per_set"]
        if b["per_set"] is not None and b["sets"] > 1:
            per_set = b["per_set"]
        elif a["per_set"] is not None and b["per_set"] is not None and a["per_set"] != b["per_set"] and a["sets"] == 1:
            raise refused("sets-of-both", self.path, **self.pair)
        stays = self.b.protects is not None or self.b.kind in ("wait", "publish")
        return {
            "sets": max(a["sets"], b["sets"]),
            "per_set": per_set,
            "effort": self._sum(a["effort"], b["effort"], "effort"),
            "wait": self._sum(a["wait"], b["wait"], "wait") if stays else a["wait"],
        }

    def _at(self, step: Step, channel: str | None) -> dict[str, Any]:
        special = next((item for item in step.by_channel if item.id == channel), None)
        keys = ("sets", "per_set", "effort", "wait")
        own = {key: getattr(special, key, None) for key in keys}
        return {key: own[key] if own[key] is not None else getattr(step, key) for key in keys}

    def _efforts_known(self) -> None:
        """Refuse where an effort that is not known would look known in the sum."""
        if self.a.who != "applicant":
            return
        measured = [self._measured(step) for step in (self.a, self.b)]
        if measured[0] != measured[1]:
            raise refused("effort-of-one-unknown", self.path, step=(self.b if measured[0] else self.a).id)

    def _measured(self, step: Step) -> bool:
        gives = spelt(self.procedure, step.gives) & set(names_of(self.procedure.demands()))
        return bool(step.effort or step.trip or step.costs or gives or (step.sets > 1 and step.per_set))

    def _sum(self, a: Quantity | None, b: Quantity | None, what: str) -> Quantity | None:
        if a is None or b is None:
            return a if b is None else b
        x, y = (resolve(item, self.procedure.assume) for item in (a, b))
        if x.unit != y.unit and x.unit in _MINUTES and y.unit in _MINUTES:
            x, y = _in_minutes(x), _in_minutes(y)
        if x.unit != y.unit:
            raise refused("units-differ", self.path, what=what, one=a.text(), other=b.text(), **self.pair)
        return _added(x, y)

    def _papers(self) -> dict[str, Any]:
        a, b = self.a, self.b
        made = spelt(self.procedure, a.gives)
        if made & spelt(self.procedure, b.keeps):
            raise refused("keeps-what-the-first-makes", self.path, **self.pair)
        demands = names_of(self.procedure.demands())
        spell = bool(made.intersection(demands))
        wanted = [part for name in b.takes for part in (demands if name == "dossier" and spell else (name,))]
        needed = [name for name in wanted if name not in made]
        return {
            "takes": tuple(dict.fromkeys((*a.takes, *needed))),
            "gives": tuple(dict.fromkeys((*a.gives, *b.gives))),
            "keeps": tuple(dict.fromkeys((*a.keeps, *b.keeps))),
        }

    def _costs(self) -> tuple[Cost, ...]:
        found: dict[str, Cost] = {cost.id: cost for cost in self.a.costs}
        for cost in self.b.costs:
            twin = found.get(cost.id)
            if twin is None:
                found[cost.id] = cost
                continue
            keys = ("per", "items", "element", "paid_to")
            if any(getattr(twin, key) != getattr(cost, key) for key in keys):
                raise refused("costs-differ", self.path, cost=cost.id, **self.pair)
            found[cost.id] = twin.evolve(amount=self._sum(twin.amount, cost.amount, cost.id))
        return tuple(found.values())

    def _trip(self) -> Trip | None:
        a, b = self.a.trip, self.b.trip
        if a is None or b is None:
            return a if b is None else b
        if a.id is None or a.id != b.id:
            raise refused("two-ways", self.path, **self.pair)
        return a if a.time is not None or a.fare is not None else b

    def _only(self, key: str) -> Any:
        one, other = getattr(self.a, key), getattr(self.b, key)
        if one is not None and other is not None:
            raise refused("completion-at-both", self.path, **self.pair)
        return one if one is not None else other

    def _united(self, key: str) -> tuple[Any, ...]:
        found: dict[str, Any] = {item.id: item for item in getattr(self.a, key)}
        for item in getattr(self.b, key):
            if found.setdefault(item.id, item) != item:
                raise refused("same-id-differs", self.path, id=item.id, **self.pair)
        return tuple(found.values())

    def _title(self) -> Text | None:
        if self.a.title is None and self.b.title is None:
            return None
        return _joined(self.a.title or Text.both(self.a.id), self.b.title or Text.both(self.b.id))

    def _kind(self) -> str:
        return next((kind for kind in _WEIGHTY if kind in (self.a.kind, self.b.kind)), self.b.kind)


def _joined(a: Text | None, b: Text | None) -> Text | None:
    if a is None or b is None or a == b:
        return a if b is None else b
    return Text(f"{a.get('vi')}; {b.get('vi')}", f"{a.get('en')}; {b.get('en')}")


def _least_sure(*origins: str) -> str:
    return next(name for name in ("prose", "entered", "confirmed") if name in origins)


def _in_minutes(quantity: Quantity) -> Quantity:
    factor = _MINUTES[quantity.unit]
    scaled = {
        key: None if (part := getattr(quantity, key)) is None else part * factor for key in ("value", "low", "high")
    }
    return quantity.evolve(unit="min", **scaled)


def _added(a: Quantity, b: Quantity) -> Quantity:
    """Add two quantities of one unit; the sum is known as its weaker part is, and no row of a table any more."""
    ranged = a.low is not None or b.low is not None
    ends: dict[str, Any] = {}
    if ranged:
        ends = {key: _end(a, key) + _end(b, key) for key in ("low", "high")}
    sources = [item for item in (a.source, b.source) if item]
    return Quantity(
        value=(a.value or Fraction(0)) + (b.value or Fraction(0)),
        unit=a.unit,
        provenance=weakest(a.provenance, b.provenance),
        source="; ".join(dict.fromkeys(sources))[:2_000] or None,
        seen=a.seen if a.seen == b.seen else None,
        **ends,
    )


def _end(quantity: Quantity, key: str) -> Any:
    part = getattr(quantity, key)
    return part if part is not None else quantity.value
