"""Whether the names in a procedure mean something: repeated ids, dangling references, chances that do not add up.

What needs the graph (soundness, documents from nowhere) is checked in ``flow``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from procsimplify.model.basic import Applies, names_of
from procsimplify.model.dossier import Demand, Group
from procsimplify.model.party import BUILT_IN_PARTIES
from procsimplify.model.procedure import Procedure
from procsimplify.model.quantity import Quantity
from procsimplify.model.step import END, Arm, Step
from procsimplify.model.vocabulary import LEVEL_ENDS

__all__ = ["Fault", "chance_faults", "reference_faults"]

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Fault:
    """Something wrong at a path of the model."""

    code: str
    path: Path
    args: Mapping[str, str] = field(default_factory=dict[str, str])


def reference_faults(procedure: Procedure) -> list[Fault]:
    """List repeated ids and names that nothing declares (exit code 2: the file cannot be read into a procedure)."""
    return [*_repeated(procedure), *_dangling(procedure)]


def chance_faults(procedure: Procedure) -> list[Fault]:
    """List choices whose chances do not make 1, and levels that no longer exist at the procedure's date."""
    found: list[Fault] = []
    for place, step in enumerate(procedure.steps):
        if step.then is not None and step.then.choice is not None:
            found.extend(_choice_faults(step, ("steps", place, "then", "choice"), step.then.choice))
    if procedure.as_of is not None:
        for party in procedure.parties:
            ends = LEVEL_ENDS.get(party.level or "")
            if ends is not None and procedure.as_of > ends:
                args = {"level": party.level or "", "ends": ends.isoformat(), "party": party.id}
                found.append(Fault("model.level-ended", ("parties", party.id, "level"), args))
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
        lists += [(("steps", place, key), getattr(step, key)) for key in ("costs", "controls", "after")]
        if step.then is not None and step.then.choice is not None:
            lists.append((("steps", place, "then", "choice"), step.then.choice))
    for path, items in lists:
        seen: set[str] = set()
        for place, item in enumerate(items):
            if item.id in seen:
                yield Fault("model.repeated-id", (*path, place), {"id": item.id})
            seen.add(item.id)
    yield from _repeated_nodes(procedure.dossier, ("dossier",), set())
    for place, step in enumerate(procedure.steps):
        if step.id == END or step.id in BUILT_IN_PARTIES:
            yield Fault("model.reserved-id", ("steps", place, "id"), {"id": step.id})
    papers = [*names_of(procedure.demands()), *names_of(procedure.papers), *names_of(procedure.results)]
    for twice in sorted({name for name in papers if papers.count(name) > 1}):
        if papers.count(twice) > list(names_of(procedure.demands())).count(twice):
            yield Fault("model.paper-id-twice", ("dossier",), {"id": twice})
    for name in ("applicants", "channels", "cases"):
        if sum(item.reference for item in getattr(procedure, name)) > 1:
            yield Fault("model.two-references", (name,), {"what": name})


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
    known = {
        "party": {*BUILT_IN_PARTIES, *names_of(procedure.parties)},
        "step": {*names_of(procedure.steps)},
        "target": {END, *names_of(procedure.steps)},
        "paper": {
            "dossier", *names_of(procedure.demands()), *names_of(procedure.papers), *names_of(procedure.results)
        },
        "condition": {*names_of(procedure.conditions)},
        "register": {*names_of(procedure.registers)},
        "demand": {*names_of(procedure.demands())},
        "case": {*names_of(procedure.cases)},
        "channel": {*names_of(procedure.channels)},
        "applicant": {*names_of(procedure.applicants)},
    }  # fmt: skip
    for path, what, name in _references(procedure):
        if name not in known[what]:
            args = {"id": name, "what": what, "near": _near(name, known[what])}
            yield Fault("model.dangling-reference", path, args)


def _near(name: str, known: set[str]) -> str:
    import difflib

    close = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return close[0] if close else ", ".join(sorted(known)[:40])


def _references(procedure: Procedure) -> Iterator[tuple[Path, str, str]]:
    for place, step in enumerate(procedure.steps):
        yield from _step_references(step, ("steps", place))
    yield from _node_references(procedure.dossier, ("dossier",))
    for place, limit in enumerate(procedure.limits):
        for key in ("covers", "excludes"):
            for name in getattr(limit, key):
                yield ("limits", place, key), "step", name
        yield from _applies(limit, ("limits", place))
    for place, fee in enumerate(procedure.fees):
        if fee.step is not None:
            yield ("fees", place, "step"), "step", fee.step
        if fee.receiver is not None:
            yield ("fees", place, "receiver"), "party", fee.receiver
        yield from _applies(fee, ("fees", place))
        for row, line in enumerate(fee.lines):
            yield from _applies(line, ("fees", place, "lines", row))
            for name in line.exempt:
                yield ("fees", place, "lines", row, "exempt"), "applicant", name
    for place, condition in enumerate(procedure.conditions):
        for name in condition.proved_by:
            yield ("conditions", place, "proved-by"), "demand", name
        for name in condition.checked_at:
            yield ("conditions", place, "checked-at"), "step", name
        yield from _applies(condition, ("conditions", place))
    for place, result in enumerate(procedure.results):
        yield from _applies(result, ("results", place))
    for register in procedure.registers:
        for name in register.readers:
            yield ("registers", register.id, "readers"), "party", name


def _applies(element: Applies, path: Path) -> Iterator[tuple[Path, str, str]]:
    for key, what in (("cases", "case"), ("channels", "channel"), ("applicants", "applicant")):
        for name in getattr(element, key):
            yield (*path, key), what, name


def _step_references(step: Step, path: Path) -> Iterator[tuple[Path, str, str]]:
    yield from _applies(step, path)
    yield (*path, "who"), "party", step.who
    if step.at is not None:
        yield (*path, "at"), "party", step.at
    for key in ("takes", "gives", "keeps"):
        for name in getattr(step, key):
            yield (*path, key), "paper", name
    for name in step.then.targets() if step.then is not None else ():
        is_outcome = step.then is not None and any(arm.then == name for arm in step.then.choice or ())
        if not is_outcome:
            yield (*path, "then"), "target", name
    for order in step.after:
        yield (*path, "after"), "step", order.id
    for cost in step.costs:
        if cost.paid_to is not None:
            yield (*path, "costs"), "party", cost.paid_to
    for item in step.by_channel:
        yield (*path, "by-channel"), "channel", item.id


def _node_references(node: Demand | Group, path: Path) -> Iterator[tuple[Path, str, str]]:
    yield from _applies(node, path)
    if isinstance(node, Group):
        key = "all" if node.all is not None else "one-of"
        for place, child in enumerate(node.children):
            yield from _node_references(child, (*path, key, place))
        return
    for name in node.proves:
        yield (*path, "proves"), "condition", name
    for key in ("issuer", "confirmed_by"):
        name = getattr(node, key)
        if name is not None:
            yield (*path, key), "party", name
    if node.got_from is not None and node.got_from.party is not None:
        yield (*path, "got-from"), "party", node.got_from.party
    if node.once_only is not None and node.once_only.register_ is not None:
        yield (*path, "once-only"), "register", node.once_only.register_
    for item in node.by_channel:
        yield (*path, "by-channel"), "channel", item.id
