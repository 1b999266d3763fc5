"""What a variant's flow is, said plainly: steps, joins, visits, relations, papers, time; as data and as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from procsimplify.base.messages import phrase_text
from procsimplify.base.numbers import format_number
from procsimplify.base.text import Text
from procsimplify.flow.analysis import Flow
from procsimplify.flow.dataflow import AskedTwice, DataFlow, PaperFlow, data_flow
from procsimplify.flow.graph import END
from procsimplify.flow.lowering import ROUND
from procsimplify.flow.relations import Pair
from procsimplify.flow.step_times import decimal
from procsimplify.model import Procedure

__all__ = ["Description", "JoinAt", "Section", "describe"]

RELATIONS = ("next", "before", "path", "parallel", "exclusive", "independent", "in_loop", "order", "hand_off")
SYMMETRIC = frozenset({"parallel", "exclusive", "independent", "in_loop"})
"""Relations that hold both ways round; told once."""


@dataclass(frozen=True)
class JoinAt:
    """How a node with several arrows in begins; names that begin with ``~`` are gathering nodes that no one wrote."""

    node: str
    join: str
    sources: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Give it as plain data."""
        return {"step": self.node, "join": self.join, "from": list(self.sources)}


@dataclass(frozen=True)
class Section:
    """Some sentences under a heading; ``key`` names the section whatever the language."""

    key: str
    heading: Text
    lines: tuple[Text, ...]


class Description:
    """The flow of one variant, described. Its parts are reckoned when they are asked for.

    Parameters
    ----------
    flow : Flow
        Sound.
    """

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self._place = {step.id: number for number, step in enumerate(flow.procedure.steps)}

    @cached_property
    def joins(self) -> tuple[JoinAt, ...]:
        """The nodes with several arrows in, the end included, and how they begin: inferred, and verified."""
        graph = self.flow.core.graph
        return tuple(
            JoinAt(node, graph.join_of(node), graph.predecessors(node))
            for node in (*graph.nodes, END)
            if len(graph.arrows_in[node]) > 1
        )

    @cached_property
    def data(self) -> DataFlow:
        """The data flow."""
        return data_flow(self.flow)

    def relation(self, name: str) -> list[Pair]:
        """List the pairs of one of `RELATIONS` by the order of steps; of a symmetric one each pair once.

        Raises
        ------
        KeyError
            Where there is no such relation.
        """
        if name not in RELATIONS:
            raise KeyError(name)
        if name == "hand_off":
            pairs: Iterable[Pair] = _hand_offs(self.flow.procedure, self.flow.next)
        else:
            pairs = getattr(self.flow if name in ("independent", "order") else self.flow.core, name)
        place = self._place
        kept = (pair for pair in pairs if name not in SYMMETRIC or place[pair[0]] <= place[pair[1]])
        return sorted(kept, key=lambda pair: (place[pair[0]], place[pair[1]]))

    def to_json(self) -> dict[str, Any]:
        """Give everything as plain data; visits and chances as exact numbers in text."""
        flow = self.flow
        return {
            "sound": True,
            "steps": [
                {
                    "id": step.id,
                    "kind": step.kind,
                    "who": step.who,
                    "desk": step.desk,
                    "visits": format_number(flow.visits[step.id]),
                    "completions": None
                    if step.supplement is None
                    else format_number(flow.supplement_visits.get(step.id, Fraction(0))),
                    "takes": sorted(flow.taken[step.id]),
                    "gives": sorted(flow.given[step.id]),
                    "keeps": sorted(flow.kept[step.id]),
                }
                for step in flow.procedure.steps
            ],
            "joins": [item.to_json() for item in self.joins],
            "outcomes": {name: format_number(chance) for name, chance in flow.outcomes.items()},
            "unknown_arms": [{"step": step, "to": to} for step, to in flow.unpriced],
            "relations": {name: [list(pair) for pair in self.relation(name)] for name in RELATIONS},
            "data": self.data.to_json(),
            "elapsed": flow.elapsed.to_json(),
            "elapsed_reason": flow.elapsed.reason_json(),
        }

    def sections(self) -> tuple[Section, ...]:
        """Say it in sentences; a section about which there is nothing to say is left out.

        *Next*, *before* and *path* are not told: they follow from the order written and stand in the data.
        """
        made = {
            "joins": self._join_lines(),
            "visits": self._visit_lines(),
            "relations": self._relation_lines(),
            "papers": self._paper_lines(),
            "remarks": self._remark_lines(),
            "elapsed": self._elapsed_lines(),
        }
        found = ((key, tuple(lines)) for key, lines in made.items())
        return tuple(Section(key, phrase_text(f"flow.about-{key}"), lines) for key, lines in found if lines)

    def lines(self) -> list[Text]:
        """Give the sections as one list of lines, each heading before its sentences."""
        return [line for section in self.sections() for line in (section.heading, *section.lines)]

    def _join_lines(self) -> Iterator[Text]:
        for item in self.joins:
            if len(set(item.sources)) == 1:
                continue
            yield phrase_text(f"flow.joins-{item.join}", step=_node(item.node), sources=_all(map(_node, item.sources)))

    def _visit_lines(self) -> Iterator[Text]:
        flow = self.flow
        for step in flow.procedure.steps:
            if flow.visits[step.id] != 1:
                yield phrase_text("flow.visited", step=_q(step.id), times=_number(flow.visits[step.id]))
            if flow.supplement_visits.get(step.id):
                yield phrase_text("flow.completed", step=_q(step.id), times=_number(flow.supplement_visits[step.id]))
        for step, to in flow.unpriced:
            key = "flow.unknown-completion" if step == to else "flow.unknown-arm"
            yield phrase_text(key, step=_q(step), to=_q(to))

    def _relation_lines(self) -> Iterator[Text]:
        for name in ("parallel", "exclusive", "independent", "in_loop", "hand_off"):
            grouped: dict[str, list[str]] = {}
            for first, second in self.relation(name):
                if first != second:
                    grouped.setdefault(first, []).append(second)
            for first, others in grouped.items():
                yield phrase_text(f"flow.is-{name.replace('_', '-')}", step=_q(first), others=_quoted(others))
        for step in self.flow.procedure.steps:
            for earlier in step.after:
                yield phrase_text("flow.is-lawful", step=_q(step.id), first=_q(earlier.id))

    def _paper_lines(self) -> Iterator[Text]:
        """Say what happens to each paper; papers to which the same happens share a sentence."""
        alike: dict[Text, list[str]] = {}
        for item in self.data.papers:
            alike.setdefault(self._told(item), []).append(item.id)
        for told, papers in alike.items():
            yield phrase_text("flow.paper-line", papers=_quoted(papers), told=told)

    def _told(self, item: PaperFlow) -> Text:
        others = (*item.handed_over_by, *item.looked_up_by)
        steps = {
            "made-by": item.made_by,
            "handed-over-by": item.handed_over_by,
            "looked-up-by": item.looked_up_by,
            "used-by": tuple(step for step in item.used_by if step not in others),
            "kept-by": item.kept_by,
        }
        parts = [phrase_text("flow.paper-brought")] if item.held_at_start else []
        parts += [phrase_text(f"flow.paper-{key}", steps=_quoted(names)) for key, names in steps.items() if names]
        for authority, step in self._first_held(item.id).items():
            parts.append(phrase_text("flow.paper-held", authority=_q(authority), step=_q(step)))
        if not parts:
            parts.append(phrase_text("flow.paper-idle"))
        return Text("; ".join(part.get("vi") for part in parts), "; ".join(part.get("en") for part in parts))

    def _first_held(self, paper: str) -> dict[str, str]:
        """Give for each authority that holds a paper the first step, as written, at which it does."""
        found: dict[str, str] = {}
        for item in self.data.holdings:
            if item.paper == paper:
                found.setdefault(item.authority, item.step)
        return dict(sorted(found.items()))

    def _remark_lines(self) -> Iterator[Text]:
        for item in self.data.asked_twice:
            yield _asked(item)
        for step, paper in self.data.never_used:
            yield phrase_text("flow.never-used", step=_q(step), paper=_q(paper))
        for step, paper in self.data.from_nowhere:
            yield phrase_text("flow.from-nowhere", step=_q(step), paper=_q(paper))

    def _elapsed_lines(self) -> Iterator[Text]:
        elapsed = self.flow.elapsed
        if elapsed.value is None or elapsed.reason is not None:
            if elapsed.reason is not None:
                why = Text(elapsed.reason.message("vi"), elapsed.reason.message("en"))
                yield phrase_text("flow.no-elapsed", why=why)
            return
        unit = phrase_text(f"flow.unit-{elapsed.unit}")
        yield phrase_text("flow.elapsed-mean", value=decimal(elapsed.value, 2), unit=unit)
        for level, time in elapsed.quantiles.items():
            if time is not None:
                percent = decimal(level * 100)
                yield phrase_text("flow.elapsed-quantile", percent=percent, value=decimal(time, 2), unit=unit)
        yield from elapsed.notes


def describe(flow: Flow) -> Description:
    """Describe the flow of one variant.

    Parameters
    ----------
    flow : Flow
        Sound; from `procsimplify.flow.analyse`.

    Returns
    -------
    Description

    Examples
    --------
    >>> from procsimplify.flow import analyse
    >>> from procsimplify.model import read_procedure
    >>> steps = [{"id": "ask", "kind": "submit"}, {"id": "answer", "kind": "decide", "who": "authority"}]
    >>> plain = read_procedure({"code": "0.1", "title": "Trial", "steps": steps})
    >>> describe(analyse(plain)).relation("hand_off")
    [('ask', 'answer')]
    """
    return Description(flow)


def _hand_offs(plain: Procedure, pairs: Iterable[Pair]) -> list[Pair]:
    """Keep the pairs whose party or desk differs."""
    desks = {step.id: (step.who, step.desk) for step in plain.steps}
    return [(a, b) for a, b in pairs if desks[a] != desks[b]]


def _asked(item: AskedTwice) -> Text:
    if item.kind == "same-type":
        return phrase_text("flow.asked-same-type", first=_q(item.papers[0]), second=_q(item.papers[1]))
    if item.kind == "handed-twice":
        return phrase_text("flow.asked-handed-twice", paper=_q(item.papers[0]), steps=_quoted(item.steps))
    if item.authority is None:
        return phrase_text("flow.asked-own-result", paper=_q(item.papers[0]))
    return phrase_text("flow.asked-own-paper", paper=_q(item.papers[0]), authority=_q(item.authority))


def _node(name: str) -> Text:
    if name == END:
        return phrase_text("flow.the-end")
    if name.startswith(ROUND):
        return phrase_text("flow.completion-at", step=_q(name.removeprefix(ROUND)))
    if name.startswith("~"):
        return phrase_text("flow.unwritten", node=name)
    return Text.both(_q(name))


def _all(names: Iterable[Text]) -> Text:
    parts = list(names)
    return Text(", ".join(part.get("vi") for part in parts), ", ".join(part.get("en") for part in parts))


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(map(_q, names))


def _q(name: str) -> str:
    return f"“{name}”"


def _number(value: Fraction) -> str:
    return decimal(value, 4)
