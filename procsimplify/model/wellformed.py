"""Whether the names in a procedure mean something: repeated ids, dangling references, chances that do not add up.

What needs the graph (soundness, documents from nowhere) is checked in ``flow``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from procsimplify.model._units import wrong_units
from procsimplify.model.basic import Applies, kebab, names_of
from procsimplify.model.dossier import DOSSIER, Demand, Group
from procsimplify.model.party import BUILT_IN_PARTIES
from procsimplify.model.procedure import Procedure
from procsimplify.model.quantity import Quantity
from procsimplify.model.step import END, Arm, Step
from procsimplify.model.vocabulary import LEVEL_ENDS

__all__ = ["Fault", "chance_faults", "reference_faults"]

Path = tuple[str | int, ...]

_STEP_LISTS = ("costs", "controls", "after", "by_channel", "by_applicant")


@dataclass(frozen=True)
class Fault:
    """Something wrong at a path of the model."""

    code: str
    path: Path
    args: Mapping[str, str] = field(default_factory=dict[str, str])
    known: tuple[str, ...] | None = None
    """Where a name is meant that nothing declares: the names that are."""


def reference_faults(procedure: Procedure) -> list[Fault]:
    """List repeated ids, names that nothing declares and units of another kind.

    These end in exit code 2: the file cannot be read into a procedure.
    """
    return [*_repeated(procedure), *_dangling(procedure), *_units(procedure)]


def _units(procedure: Procedure) -> Iterator[Fault]:
    for path, kind, quantity in wrong_units(procedure):
        yield Fault("model.wrong-unit", path, {"given": quantity.text(), "unit-kind": kind})


def chance_faults(procedure: Procedure) -> list[Fault]:
    """List choices whose chances do not make 1, and levels that no longer exist at the procedure's date."""
    found: list[Fault] = []
    for place, step in enumerate(procedure.steps):
        if step.then is not None and step.then.choice is not None:
            found.extend(_choice_faults(step, ("steps", place, "then", "choice"), step.then.choice))
    if procedure.as_of is not None:
        for place, party in enumerate(procedure.parties):
            ends = LEVEL_ENDS.get(party.level or "")
            if ends is not None and procedure.as_of > ends:
                args = {"level": party.level or "", "ends": ends.isoformat(), "party": party.id}
                found.append(Fault("model.level-ended", ("parties", place, "level"), args))
    return found


def _choice_faults(step: Step, path: Path, arms: tuple[Arm, ...]) -> Iterator[Fault]:
    rests = [arm for arm in arms if arm.chance == "rest"]
    known = [arm.chance.value or Fraction(0) for arm in arms if isinstance(arm.chance, Quantity)]
    total = sum(known, Fraction(0))
    if len(rests) > 1:
        yield Fault("model.two-rests", path, {"step": step.id})
    elif rests and total >= 1:
        yield Fault("model.no-rest-left", path, {"step": step.id, "total": _percent(total)})
    elif not rests and total != 1 and (known or all(arm.chance == "unknown" for arm in arms)):
        yield Fault("model.chances-do-not-sum", path, {"step": step.id, "total": _percent(total)})


def _percent(share: Fraction) -> str:
    from procsimplify.base.numbers import format_number

    return format_number(share * 100) + " %"


def _repeated(procedure: Procedure) -> Iterator[Fault]:
    lists: list[tuple[Path, Iterable[Any]]] = [
        ((name,), getattr(procedure, name))
        for name in (
            "basis", "applicants", "channels", "cases", "parties", "registers", "conditions", "papers", "limits",
            "fees", "results", "steps",
        )
    ]  # fmt: skip
    lists += [(("fees", place, "lines"), fee.lines) for place, fee in enumerate(procedure.fees)]
    for place, step in enumerate(procedure.steps):
        lists += [(("steps", place, kebab(key)), getattr(step, key)) for key in _STEP_LISTS]
        if step.then is not None and step.then.choice is not None:
            lists.append((("steps", place, "then", "choice"), step.then.choice))
    for path, items in lists:
        seen: set[str] = set()
        for place, item in enumerate(items):
            if item.id in seen:
                yield Fault("model.repeated-id", (*path, place), {"id": item.id})
            seen.add(item.id)
    yield from _repeated_nodes(procedure.dossier, ("dossier",), set())
    yield from _reserved(procedure)
    demands = {*names_of(procedure.demands())}
    for name in ("papers", "results"):
        for place, paper in enumerate(getattr(procedure, name)):
            if paper.id in demands or (name == "results" and paper.id in names_of(procedure.papers)):
                yield Fault("model.paper-id-twice", (name, place), {"id": paper.id})
    for name in ("applicants", "channels", "cases"):
        if sum(item.reference for item in getattr(procedure, name)) > 1:
            yield Fault("model.two-references", (name,), {"what": name})
    yield from _was(procedure.steps, "steps")


def _reserved(procedure: Procedure) -> Iterator[Fault]:
    reserved = {
        "steps": (END, *BUILT_IN_PARTIES),
        "parties": ("applicant",),
        "papers": (DOSSIER,),
        "results": (DOSSIER,),
    }
    for name, words in reserved.items():
        for place, item in enumerate(getattr(procedure, name)):
            if item.id in words:
                yield Fault("model.reserved-id", (name, place, "id"), {"id": item.id})


def _was(steps: tuple[Step, ...], path: str) -> Iterator[Fault]:
    """List former ids that are in use, or that two steps claim: an edit on such an id would not know its step."""
    taken = {step.id: step.id for step in steps}
    for place, step in enumerate(steps):
        for former in step.was:
            if former in taken:
                yield Fault("model.was-in-use", (path, place, "was"), {"id": former, "other": taken[former]})
            taken.setdefault(former, step.id)


def _repeated_nodes(node: Group, path: Path, seen: set[str]) -> Iterator[Fault]:
    if node.id in seen:
        yield Fault("model.repeated-id", path, {"id": node.id})
    seen.add(node.id)
    key = "all" if node.all is not None else "one-of"
    for place, child in enumerate(node.children):
        here = (*path, key, place)
        if isinstance(child, Demand):
            if child.id in seen:
                yield Fault("model.repeated-id", here, {"id": child.id})
            seen.add(child.id)
        else:
            yield from _repeated_nodes(child, here, seen)


def _dangling(procedure: Procedure) -> Iterator[Fault]:
    steps = names_of(procedure.steps)
    demands = names_of(procedure.demands())
    known: dict[str, tuple[str, ...]] = {
        "party": (*BUILT_IN_PARTIES, *names_of(procedure.parties)),
        "step": steps,
        "target": (END, *steps),
        "paper": (DOSSIER, *demands, *names_of(procedure.papers), *names_of(procedure.results)),
        "condition": names_of(procedure.conditions),
        "register": names_of(procedure.registers),
        "demand": demands,
        "case": names_of(procedure.cases),
        "channel": names_of(procedure.channels),
        "applicant": names_of(procedure.applicants),
    }
    declared = {what: frozenset(names) for what, names in known.items()}
    for path, what, name in _references(procedure):
        if name not in declared[what]:
            yield Fault("model.dangling-reference", path, {"id": name, "what": what}, known[what])
    for place, step in enumerate(procedure.steps):
        if step.at == "applicant":
            yield Fault("model.at-the-applicant", ("steps", place, "at"), {"step": step.id})


def _references(procedure: Procedure) -> Iterator[tuple[Path, str, str]]:
    for place, step in enumerate(procedure.steps):
        yield from _step_references(step, ("steps", place))
    yield from _node_references(procedure.dossier, ("dossier",))
    for place, limit in enumerate(procedure.limits):
        for key in ("covers", "excludes"):
            yield from _each(getattr(limit, key), ("limits", place, key), "step")
        yield from _applies(limit, ("limits", place))
    for place, fee in enumerate(procedure.fees):
        yield from _one(fee.step, ("fees", place, "step"), "step")
        yield from _one(fee.receiver, ("fees", place, "receiver"), "party")
        yield from _applies(fee, ("fees", place))
        for row, line in enumerate(fee.lines):
            yield from _applies(line, ("fees", place, "lines", row))
            yield from _each(line.exempt, ("fees", place, "lines", row, "exempt"), "applicant")
    for place, condition in enumerate(procedure.conditions):
        yield from _each(condition.proved_by, ("conditions", place, "proved-by"), "demand")
        yield from _each(condition.checked_at, ("conditions", place, "checked-at"), "step")
        yield from _applies(condition, ("conditions", place))
    for place, result in enumerate(procedure.results):
        yield from _applies(result, ("results", place))
    for place, register in enumerate(procedure.registers):
        yield from _each(register.readers, ("registers", place, "readers"), "party")


def _one(name: str | None, path: Path, what: str) -> Iterator[tuple[Path, str, str]]:
    if name is not None:
        yield path, what, name


def _each(names: tuple[str, ...], path: Path, what: str) -> Iterator[tuple[Path, str, str]]:
    for place, name in enumerate(names):
        yield (*path, place), what, name


def _applies(element: Applies, path: Path) -> Iterator[tuple[Path, str, str]]:
    for key, what in (("cases", "case"), ("channels", "channel"), ("applicants", "applicant")):
        yield from _each(getattr(element, key), (*path, key), what)


def _step_references(step: Step, path: Path) -> Iterator[tuple[Path, str, str]]:
    yield from _applies(step, path)
    yield (*path, "who"), "party", step.who
    yield from _one(step.at, (*path, "at"), "party")
    for key in ("takes", "gives", "keeps"):
        yield from _each(getattr(step, key), (*path, key), "paper")
    if step.then is not None:
        yield from _one(step.then.to, (*path, "then", "to"), "target")
        yield from _each(step.then.all or (), (*path, "then", "all"), "target")
        for place, arm in enumerate(step.then.choice or ()):
            # Where the rounds are used up, what names no step is an outcome.
            yield (*path, "then", "choice", place, "to"), "target", arm.to
    for place, order in enumerate(step.after):
        yield (*path, "after", place, "id"), "step", order.id
    for place, cost in enumerate(step.costs):
        yield from _applies(cost, (*path, "costs", place))
        yield from _one(cost.paid_to, (*path, "costs", place, "paid-to"), "party")
        yield from _applies(cost, (*path, "costs", place))
    for place, item in enumerate(step.by_channel):
        yield (*path, "by-channel", place), "channel", item.id
    for place, item in enumerate(step.by_applicant):
        yield (*path, "by-applicant", place), "applicant", item.id


def _node_references(node: Demand | Group, path: Path) -> Iterator[tuple[Path, str, str]]:
    yield from _applies(node, path)
    if isinstance(node, Group):
        key = "all" if node.all is not None else "one-of"
        for place, child in enumerate(node.children):
            yield from _node_references(child, (*path, key, place))
        return
    yield from _each(node.proves, (*path, "proves"), "condition")
    yield from _one(node.issuer, (*path, "issuer"), "party")
    yield from _one(node.confirmed_by, (*path, "confirmed-by"), "party")
    if node.got_from is not None:
        yield from _one(node.got_from.party, (*path, "got-from", "party"), "party")
    if node.once_only is not None:
        yield from _one(node.once_only.register_, (*path, "once-only", "register"), "register")
    for place, item in enumerate(node.by_channel):
        yield (*path, "by-channel", place), "channel", item.id
    for place, item in enumerate(node.by_applicant):
        yield (*path, "by-applicant", place), "applicant", item.id
