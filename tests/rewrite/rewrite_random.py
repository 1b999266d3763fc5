"""Random procedures with something to rewrite, random edits of them, and random differences that no edit makes."""

from hypothesis import assume
from hypothesis import strategies as st

from procsimplify.base.errors import Refused
from procsimplify.flow import analyse
from procsimplify.model import Control, Cost, PerPiece, Register, Step, Then, map_leaves, variants
from procsimplify.model.procedure import InnerPaper
from procsimplify.model.step import After
from procsimplify.rewrite import apply_one, read_edit
from procsimplify.rewrite.structure import drop_step, rename_steps
from procsimplify.testing.procedures import procedures


@st.composite
def edits_of(draw, procedure, only=()):
    """An edit that may apply, of some kinds or of any: about one step, one document, or the page."""
    demands = [demand.id for demand in procedure.demands()]
    step = draw(st.sampled_from(procedure.steps))
    names = {item.id for item in procedure.steps}
    straight = [item for item in procedure.steps[1:] if item.then.to in names]
    step = draw(st.sampled_from(straight)) if straight and draw(st.booleans()) else step
    following = [name for name in step.then.targets() if name in names]
    parties = [party.id for party in procedure.parties]
    kinds = ["remove-step", "reduce-copies", "tacit-approval", "reduce-limit", "one-stop", "fix-page"]
    kinds += ["merge-steps", "parallelise", "reorder", "reorder"] if following else []
    kinds += ["delegate"] if parties else []
    about_papers = ["remove-document", "accept-plain-copy", "answer-from-same-authority"]
    about_papers += ["reduce-copies of", "replace-document-by-data", "remove-confirmation"]
    kinds += about_papers if demands else []
    kind = draw(st.sampled_from([kind for kind in kinds if not only or kind in only]))
    document = {"document": draw(st.sampled_from(demands))} if demands else {}
    edit = {"edit": kind.removesuffix(" of")}
    if kind == "remove-step":
        arms = step.then.choice
        edit |= {"step": step.id} | ({"arm": draw(st.sampled_from(arms)).id} if arms else {})
    elif kind in ("merge-steps", "parallelise"):
        edit |= {"steps": [step.id, draw(st.sampled_from(following))]}
    elif kind == "reorder":
        near = [name for item in procedure.steps if item.id in following for name in item.then.targets()]
        other = draw(st.sampled_from(sorted(names.intersection(near) or names)))
        step, other = draw(st.permutations([step.id, other]))
        edit |= {"step": step, draw(st.sampled_from(["before", "after"])): other}
    elif kind == "reduce-copies":
        edit |= {"step": step.id, "sets": draw(st.integers(1, 2))}
    elif kind == "delegate":
        edit |= {"step": step.id, "to": draw(st.sampled_from(parties))}
    elif kind == "tacit-approval":
        edit |= {"step": step.id, "after": "10 working-day"}
    elif kind == "reduce-limit":
        edit |= draw(st.sampled_from([{"limit": "whole"}, {"step": step.id}])) | {"to": "3 working-day"}
    elif kind == "one-stop":
        forwards = [item for item in procedure.steps if item.kind == "forward"]
        step = draw(st.sampled_from(forwards)) if forwards else step
        edit |= {"step": step.id} | ({"to": draw(st.sampled_from(parties))} if parties and draw(st.booleans()) else {})
    elif kind == "fix-page":
        edit |= {"target": f"step:{step.id}", "note": draw(st.sampled_from(["x", "y"]))}
    else:
        edit |= document
        if kind == "reduce-copies of":
            edit |= {"copies": draw(st.integers(1, 2))}
        elif kind == "accept-plain-copy":
            edit |= {"accepts": draw(st.sampled_from(["plain-copy-with-original-shown", "plain-copy", "electronic"]))}
        elif kind == "replace-document-by-data":
            edit |= {"register": draw(st.sampled_from(["population", "archive"]))}
    return read_edit(edit)


def stretched(draw, procedure):
    """Put some steps of authorities, one after the other, after the dossier is handed in."""
    submit = next(step for step in procedure.steps if step.id == "submit")
    kinds, offices = ("verify", "consult", "inspect", "forward", "publish"), ("office", "department", "committee")
    names = [f"more-{number}" for number in range(1, draw(st.integers(2, 4)) + 1)]
    added = [
        Step(
            id=name,
            kind=draw(st.sampled_from(kinds)),
            who=draw(st.sampled_from(offices)),
            takes=draw(st.sampled_from([(), ("dossier",)])),
            effort="10 min",
            wait=draw(st.sampled_from([None, "3 day"])),
            then=Then(to=onward) if onward else submit.then,
        )
        for name, onward in zip(names, [*names[1:], None], strict=True)
    ]
    place = procedure.steps.index(submit)
    handed = submit.evolve(then=Then(to=names[0]), sets=draw(st.integers(1, 3)), at="office")
    return procedure.evolve(steps=(*procedure.steps[:place], handed, *added, *procedure.steps[place + 1 :]))


@st.composite
def enriched(draw, always_stretched=False):
    """A random procedure with a straight stretch, a register, confirmations, limits, a paper, an order, a control."""
    procedure = draw(procedures())
    if always_stretched or draw(st.booleans()):
        procedure = stretched(draw, procedure)
    archive = Register(id="archive", types=["contract", "plan", "photo"], status="published-ready", look_up="5 min")
    confirming = PerPiece(effort="20 min", outlay="3000 VND")

    def confirmed(demand):
        how = draw(st.sampled_from(["", "", "confirmed", "issued"]))
        changes = {"confirmed_by": "office", "confirming": confirming} if how == "confirmed" else {"issuer": "office"}
        return demand.evolve(**changes) if how else demand

    dossier = map_leaves(procedure.dossier, confirmed)
    limits = tuple(step.evolve(limit="5 working-day") if draw(st.booleans()) else step for step in procedure.steps)
    procedure = procedure.evolve(registers=(*procedure.registers, archive), dossier=dossier, steps=limits)
    flows = [analyse(one.procedure) for one in variants(procedure)]
    pairs = sorted(frozenset.intersection(*(flow.before for flow in flows)))
    steps = {step.id: step for step in procedure.steps}
    guarded = draw(st.sampled_from(sorted(steps)))
    control = Control(id="guard", protects="x", provisions=("1/2020/NĐ-CP Đ.9",))
    steps[guarded] = steps[guarded].evolve(controls=(*steps[guarded].controls, control))
    papers = procedure.papers
    if pairs:
        a, b = draw(st.sampled_from(pairs))
        papers = (*papers, InnerPaper(id="inner"))
        steps[a] = steps[a].evolve(gives=(*steps[a].gives, "inner"))
        steps[b] = steps[b].evolve(takes=(*steps[b].takes, "inner"))
        a, b = draw(st.sampled_from(pairs))
        steps[b] = steps[b].evolve(after=(*steps[b].after, After(id=a)))
    return procedure.evolve(steps=tuple(steps[step.id] for step in procedure.steps), papers=papers)


@st.composite
def rewritings(draw, most=3, kinds=()):
    """A procedure with some edits that apply, of some kinds or of any."""
    procedure = draw(enriched(always_stretched=bool(kinds)))
    now, chosen = procedure, []
    for _ in range(draw(st.integers(1, most))):
        one = draw(edits_of(now, kinds))
        try:
            now = apply_one(now, one)
        except Refused:
            continue
        chosen.append(one)
    assume(chosen)
    return procedure, tuple(chosen)


@st.composite
def differences(draw):
    """A procedure and a version of it that no edit made: steps dropped, swapped, dearer, unguarded, only sometimes."""
    before = now = draw(enriched())
    for _ in range(draw(st.integers(1, 2))):
        ordered = {order.id for step in now.steps for order in step.after}
        telling = [step for step in now.steps if step.controls or step.id in ordered]
        step = draw(st.sampled_from([*now.steps, *telling, *telling]))
        what = draw(st.sampled_from(["drop", "swap", "dearer", "unguarded", "sometimes"]))
        then = step.then.to
        if what == "drop" and then not in (None, "end"):
            try:
                now = drop_step(now, step.id, then, None)
            except Refused:
                continue
        elif what == "swap" and then not in (None, "end") and now.step(then).then.to is not None:
            other = now.step(then)
            new = {step.id: step.evolve(then=other.then), other.id: other.evolve(then=Then(to=step.id))}
            ways = rename_steps(now, {step.id: other.id}).steps
            new |= {item.id: item for item in ways if item.id not in new}
            order = [
                other.id if item.id == step.id else step.id if item.id == other.id else item.id for item in now.steps
            ]
            now = now.evolve(steps=tuple(new[name] for name in order))
        elif what == "dearer":
            dearer = step.evolve(costs=(*step.costs, Cost(id=f"more{len(step.costs)}", amount="1000 VND")))
            now = now.evolve(steps=tuple(dearer if item is step else item for item in now.steps))
        elif what == "sometimes" and step.chance is None:
            sometimes = step.evolve(chance="0.5")
            now = now.evolve(steps=tuple(sometimes if item is step else item for item in now.steps))
        elif what == "unguarded":
            now = now.evolve(steps=tuple(item.evolve(controls=()) if item is step else item for item in now.steps))
    assume(now != before)
    return before, now
