"""Judges P3, P4 and P5 by playing every run of a variant's token game; shares no code with verify."""

OUTSIDE, DONE = -1, -2


class TooLarge(Exception):
    """Too many states to play."""


def _moves(graph, state):
    """List (node, tokens taken, next state): what can happen in a marking."""
    nodes = [*graph.nodes, "end"]
    for node in nodes:
        arrows = [i for i, arrow in enumerate(graph.arrows) if arrow.target == node]
        arrows += [OUTSIDE] if node == graph.start else []
        out = [i for i, arrow in enumerate(graph.arrows) if arrow.source == node] or [DONE]
        if graph.join.get(node, "any") == "all":
            ways = [arrows] if arrows and all(i in state for i in arrows) else []
        else:
            ways = [[i] for i in arrows if i in state]
        chooses = node != "end" and graph.split[node] == "choice"
        for way in ways:
            for arms in [[i] for i in out] if chooses else [out]:
                yield node, way, tuple(sorted([i for i in state if i not in way] + arms))


def play(graph, first, happen, limit=4000):
    """Yield (memory, node, way) for each thing that can happen, in every reachable (marking, memory)."""
    seen, todo = set(), [((OUTSIDE,), first)]
    while todo:
        here = todo.pop()
        if here in seen:
            continue
        seen.add(here)
        if len(seen) > limit:
            raise TooLarge
        state, memory = here
        for node, way, after in _moves(graph, state):
            yield memory, node, way
            todo.append((after, happen(memory, node)))


def _papers(plain, names):
    demands = [demand.id for demand in plain.demands()]
    return {paper for name in names for paper in (demands if name == "dossier" else [name])}


def takes_from_nowhere(plain, graph):
    """The (step, paper) that some run takes without anybody having made, held or looked it up."""
    steps = {step.id: step for step in plain.steps}
    made = {paper for step in plain.steps for paper in _papers(plain, step.gives)}
    held = frozenset(demand.id for demand in plain.demands() if demand.id not in made)
    asked = {demand.id for demand in plain.demands() if demand.handover == "look-up"}

    def happen(memory, node):
        step = steps.get(graph.written.get(node) or "")
        if step is None:
            return memory
        gives = _papers(plain, step.gives)
        return frozenset((memory - (_papers(plain, step.keeps) - gives)) | gives)

    found = set()
    for memory, node, _ in play(graph, held, happen):
        step = steps.get(graph.written.get(node) or "")
        if step is not None:
            found |= {(step.id, paper) for paper in _papers(plain, step.takes) - memory - asked}
    return found


def controls_on_every_grant(plain, graph):
    """The ids of controls that every run ending in ``granted`` has made."""
    steps = {step.id: step for step in plain.steps}
    every = {control.id for step in plain.steps for control in step.controls}

    def happen(memory, node):
        step = steps.get(graph.written.get(node) or "")
        surely = step is not None and step.tacit is None
        return memory | {control.id for control in step.controls} if surely else memory

    for memory, node, way in play(graph, frozenset(), happen):
        if node == "end" and any(i >= 0 and graph.arrows[i].outcome == "granted" for i in way):
            every &= memory
    return every


def comes_first(graph, first, second):
    """Whether the step ``first`` has happened in every run in which ``second`` begins."""
    for memory, node, _ in play(graph, False, lambda done, node: done or graph.written.get(node) == first):
        if graph.written.get(node) == second and not memory:
            return False
    return True
