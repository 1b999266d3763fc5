"""P1 to P5 of one variant before and after: what is broken, as codes with their arguments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from procsimplify.base.memo import Memo
from procsimplify.base.messages import phrase_text
from procsimplify.base.numbers import format_number
from procsimplify.base.text import Text
from procsimplify.flow import Flow, analyse
from procsimplify.model import END, Demand, Procedure, Register, Step
from procsimplify.rewrite._controls import Guard, guards_of, shares_guarded, surely_guarded
from procsimplify.rewrite.edit import Edit
from procsimplify.rewrite.edits.answer_from_same_authority import body_of

__all__ = ["Fault", "Pair", "controls_kept", "orders_kept", "outcomes_kept", "papers_kept"]


@dataclass(frozen=True)
class Fault:
    """Something that is not kept, or worth saying: a code of this package, where, and the arguments."""

    slug: str
    path: str
    args: tuple[tuple[str, str | Text], ...]


def _fault(slug: str, path: str, **args: str | Text) -> Fault:
    return Fault(slug, path, tuple(sorted(args.items())))


@dataclass(frozen=True, eq=False)
class Pair:
    """One variant before and after. ``carried`` leads from the id of a step before to the one that does its work."""

    before: Procedure
    after: Procedure
    edits: tuple[Edit, ...]
    day: date | None

    @property
    def flows(self) -> tuple[Flow, Flow]:
        """The two flows."""
        return analyse(self.before), analyse(self.after)

    @property
    def carried(self) -> Mapping[str, str]:
        """Where the work of each step of before is done after; steps that are gone are not in it."""
        found: dict[str, str] = {}
        for step in self.before.steps:
            try:
                found[step.id] = self.after.step(step.id).id
            except KeyError:
                continue
        return found

    @property
    def meant(self) -> bool:
        """Whether an edit is meant to change outcomes."""
        return any(edit.changes_outcomes for edit in self.edits)


# --- P2


def outcomes_kept(pair: Pair) -> Iterator[Fault]:
    """Compare the chance of each outcome, and ways of unknown chance by their presence."""
    first, then = (flow.outcomes for flow in pair.flows)
    arms = _unknown_arms(pair.before, pair.carried), _unknown_arms(pair.after, {})
    if pair.meant:
        if first != then or arms[0] != arms[1]:
            yield _fault("p2-meant", "steps", before=_chances(first), after=_chances(then))
        return
    for outcome in sorted({*first, *then}):
        if first.get(outcome) != then.get(outcome):
            args = {"before": _chance(first, outcome), "after": _chance(then, outcome)}
            yield _fault("p2-outcome", "steps", outcome=outcome, **args)
    for step, arm in sorted({*arms[0], *arms[1]}):
        was, now = (_ends(side.get((step, arm))) for side in arms)
        if was != now:
            yield _fault("p2-unknown-arm", f"steps/{step}/then", step=step, arm=arm, before=was, after=now)


def _chance(chances: Mapping[str, object], outcome: str) -> str | Text:
    value = chances.get(outcome)
    return phrase_text("rewrite.nothing") if value is None else format_number(value)  # pyright: ignore


def _chances(chances: Mapping[str, object]) -> str:
    return ", ".join(f"{name} {_chance(chances, name)}" for name in sorted(chances))


def _ends(ends: frozenset[str] | None) -> str | Text:
    return phrase_text("rewrite.nothing") if ends is None else ", ".join(sorted(ends))


def _unknown_arms(plain: Procedure, carried: Mapping[str, str]) -> Mapping[tuple[str, str], frozenset[str]]:
    """Give the outcomes that each written way of unknown chance may lead to."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    ends: Callable[[str], frozenset[str]] | None = None
    for step in plain.steps:
        name = carried.get(step.id, step.id)
        for arm in (step.then.choice if step.then is not None else None) or ():
            if arm.chance == "unknown":
                if arm.outcome is not None:
                    found[name, arm.id] = frozenset((arm.outcome,))
                else:
                    ends = ends or _ends_from(plain)
                    found[name, arm.id] = ends(arm.to)
        more = step.supplement
        if more is not None and more.chance == "unknown" and more.rounds is not None:
            found[name, "supplement"] = frozenset(("refused",))
    return found


def _ends_from(plain: Procedure) -> Callable[[str], frozenset[str]]:
    by_id = {step.id: step for step in plain.steps}

    def ends(start: str) -> frozenset[str]:
        seen: set[str] = set()
        found: set[str] = set()
        waiting = [start]
        while waiting:
            here = waiting.pop()
            step = by_id.get(here)
            if step is None or here in seen or step.then is None:
                continue
            seen.add(here)
            then = step.then
            if then.outcome is not None:
                found.add(then.outcome)
            for arm in then.choice or ():
                if arm.outcome is not None:
                    found.add(arm.outcome)
                if arm.then is not None and arm.then not in by_id:
                    found.add(arm.then)
            waiting.extend(target for target in then.targets() if target != END)
        return frozenset(found)

    return ends


# --- P3

_MISSING: Memo[tuple[tuple[str, str], ...]] = Memo()


def papers_kept(pair: Pair) -> Iterator[Fault]:
    """Find what a step takes that nobody has made, held or looked up before it, and look-ups that nobody answers."""
    flow, plain = pair.flows[1], pair.after
    demands = {demand.id: demand for demand in plain.demands()}
    reads = tuple((step.id, step.takes, step.gives, step.keeps) for step in plain.steps)
    asked = tuple((demand.id, demand.handover) for demand in plain.demands())
    missing = _MISSING.get((), (flow.core.shape, reads, asked), lambda: tuple(flow.missing_papers()))
    for step, paper in missing:
        demand = demands.get(paper)
        if demand is None or not _in_a_register(plain, demand, plain.step(step), pair.day):
            yield _fault("p3-from-nowhere", f"steps/{step}/takes", step=step, paper=paper)
    known = {demand.id for demand in pair.before.demands() if demand.handover == "look-up"}
    for demand in plain.demands():
        if demand.handover == "look-up" and demand.id not in known:
            takers = [step for step in flow.user_of(demand.id) if step.who != "applicant"]
            if takers and not any(_answered(plain, demand, step, pair.day) for step in takers):
                yield _fault("p3-not-readable", f"dossier/{demand.id}", step=takers[0].id, paper=demand.id)


def _answered(plain: Procedure, demand: Demand, step: Step, day: date | None) -> bool:
    body = body_of(plain, step.who)
    same = demand.issuer is not None and body is not None and body == body_of(plain, demand.issuer)
    return same or _in_a_register(plain, demand, step, day)


def _in_a_register(plain: Procedure, demand: Demand, step: Step, day: date | None) -> bool:
    named = demand.once_only.register_ if demand.once_only is not None else None
    return any(
        (register.id == named or demand.type in register.types) and _readable(register, step.who, day)
        for register in plain.registers
    )


def _readable(register: Register, who: str, day: date | None) -> bool:
    begun = register.since is None or day is None or register.since <= day
    return register.status == "published-ready" and begun and (not register.readers or who in register.readers)


# --- P4

_GUARDED: Memo[frozenset[str]] = Memo()


def controls_kept(pair: Pair) -> Iterator[Fault]:
    """Find controls that are no longer made on every run that grants, or on fewer of these runs than before."""
    was = guards_of(pair.before)
    if not was:
        return
    carried = pair.carried
    now = _carried_guards(guards_of(pair.after), was, carried)
    first, then = pair.flows
    sure, still = _sure(first, was), _sure(then, now)
    instead = {item.control: item.by for edit in pair.edits for item in edit.replaced_controls}
    there = {step.id for step in pair.after.steps} | {item.id for item in pair.after.registers}
    for guard in was.values():
        known = now.get(guard.id)
        if known is not None and guard.id in sure and guard.id in still:
            continue
        args: dict[str, str | Text] = {"control": guard.what, "protects": guard.protects}
        slug = "p4-control-lost"
        if guard.id not in sure and known is not None:
            before, after = shares_guarded((first, then), (guard, known))
            if after >= before and (known.steps or not guard.steps):
                continue
            slug = "p4-control-rarer"
            args |= {"before": format_number(before), "after": format_number(after)}
        path = f"steps/{min(guard.steps, default='')}".rstrip("/")
        if not guard.provisions:
            yield _fault("p4-without-provision", path, control=guard.what, protects=guard.protects)
        elif instead.get(guard.id) in there:
            common = {"control": guard.what, "protects": guard.protects, "provision": guard.law()}
            yield _fault("p4-substituted", path, by=instead[guard.id], **common)
        else:
            yield _fault(slug, path, provision=guard.law(), **args)


def _carried_guards(now: Mapping[str, Guard], was: Mapping[str, Guard], carried: Mapping[str, str]) -> dict[str, Guard]:
    """Give the controls of after by the names of before: a step that protects may have been merged."""
    found = dict(now)
    for name in was:
        kind, _, step = name.partition(":")
        merged = f"{kind}:{carried.get(step, step)}"
        if step and merged in now:
            found[name] = Guard(
                name, *(getattr(now[merged], key) for key in ("what", "protects", "provisions", "steps"))
            )
    return found


def _sure(flow: Flow, guards: Mapping[str, Guard]) -> frozenset[str]:
    reads = tuple((name, guard.steps) for name, guard in sorted(guards.items()))
    return _GUARDED.get((), (flow.core.shape, reads), lambda: surely_guarded(flow, guards))


# --- P5


def orders_kept(pair: Pair) -> Iterator[Fault]:
    """Find orders by law, and by a paper that one step makes for another, that held before and need not hold after."""
    carried = pair.carried
    flow = pair.flows[1]
    for first, second in sorted(_lawful(pair.before)):
        a, b = carried.get(first), carried.get(second)
        if a is not None and b is not None and a != b and (a, b) not in flow.before:
            yield _fault("p5-lawful-order", f"steps/{b}/after", first=a, second=b)
    for first, second, paper in _by_data(pair.flows[0]):
        a, b = carried.get(first), carried.get(second)
        if a is None or b is None or a == b or (a, b) in flow.before:
            continue
        if paper in flow.given[a] and paper in flow.taken[b]:
            yield _fault("p5-data-order", f"steps/{b}/takes", first=a, second=b, paper=paper)


def _lawful(plain: Procedure) -> frozenset[tuple[str, str]]:
    """Give the pairs (a, b) such that law has b come after a, directly or through others."""
    found = {(order.id, step.id) for step in plain.steps for order in step.after}
    while True:
        more = {(a, d) for a, b in found for c, d in found if b == c} - found
        if not more:
            return frozenset(found)
        found |= more


def _by_data(flow: Flow) -> Iterator[tuple[str, str, str]]:
    for step in flow.procedure.steps:
        for paper in sorted(flow.taken[step.id]):
            for maker in flow.maker_of(paper):
                if (maker.id, step.id) in flow.before:
                    yield maker.id, step.id, paper
