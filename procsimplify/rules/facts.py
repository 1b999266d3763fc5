"""Facts: what a procedure, with all its variants, gives rules to ask about.

A relation between steps holds if it holds in every variant where both are present; a step takes or gives a paper if it
does in some variant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Final

from procsimplify.model import Procedure, Register
from procsimplify.rules import facts_documents as papers
from procsimplify.rules import facts_steps as flow_facts
from procsimplify.rules import facts_traits as traits
from procsimplify.rules.facts_view import Pair, View, or_none
from procsimplify.rules.schema import NONE, FactBase, Row
from procsimplify.rules.vocabulary import SCHEMA

__all__ = ["facts"]


def _procedure(view: View) -> Iterator[Row]:
    procedure = view.procedure
    in_person = any(channel.id == "in-person" for channel in procedure.channels) if procedure.channels else NONE
    standing = None if procedure.standing is None else procedure.standing.is_
    ministry = None if procedure.ministry is None else procedure.ministry.get("vi")
    yield (
        procedure.code,
        procedure.nature,
        or_none(standing),
        or_none(procedure.corrects),
        in_person,
        procedure.electronic,
        or_none(ministry),
    )


def _sensitive(view: View) -> Iterator[Row]:
    return ((subject,) for subject in view.procedure.sensitive)


def _channels(view: View) -> Iterator[Row]:
    return ((channel.id,) for channel in view.procedure.channels)


def _applicants(view: View) -> Iterator[Row]:
    return ((applicant.known_kind(),) for applicant in view.procedure.applicants)


def _results(view: View) -> Iterator[Row]:
    return ((result.id, result.kind) for result in view.procedure.results)


def _parties(view: View) -> Iterator[Row]:
    for party in view.procedure.parties:
        yield party.id, party.kind, or_none(party.level), party.body or party.id, party.collegial, party.foreign


def _roles(view: View) -> Iterator[Row]:
    return ((party.id, role) for party in view.procedure.parties for role in party.role)


def _guards(view: View) -> Iterator[Row]:
    return ((party.id, subject) for party in view.procedure.parties for subject in party.subjects)


def _pairs(name: str) -> Callable[[View], Iterable[Pair]]:
    """Give the extraction of a relation between steps that the flow of a variant has under this name."""
    return lambda view: view.everywhere(lambda flow: getattr(flow.core, name))


_EXTRACTIONS: Final[Mapping[str, Callable[[View], Iterable[Row]]]] = {
    "procedure": _procedure,
    "sensitive": _sensitive,
    "channel": _channels,
    "applicant": _applicants,
    "result": _results,
    "party": _parties,
    "role": _roles,
    "guards": _guards,
    "step": flow_facts.steps,
    "document": papers.documents,
    "about": papers.about,
    "clause": papers.clauses,
    "proves": papers.proves,
    "takes": flow_facts.takes,
    "gives": flow_facts.gives,
    "keeps": papers.kept,
    "used": papers.used,
    "never-used": papers.never_used,
    "together": papers.together,
    "next": _pairs("next"),
    "only-next": flow_facts.only_next,
    "before": _pairs("before"),
    "path": _pairs("path"),
    "parallel": _pairs("parallel"),
    "exclusive": _pairs("exclusive"),
    "independent": flow_facts.independent,
    "hand-off": flow_facts.hand_offs,
    "same-desk": flow_facts.same_desk,
    "submission": flow_facts.submissions,
    "consults": flow_facts.consults,
    "completion": flow_facts.completions,
    "limit": flow_facts.limits,
    "covers": flow_facts.covers,
    "fee": papers.fees,
    "register": papers.registers,
    "holds": papers.holds,
    "may-hold": papers.may_hold,
    "reads": papers.reads,
    "purpose": traits.purposes,
    "presence": traits.presences,
    "stake": traits.stakes,
    "condition": traits.conditions,
    "qualification": traits.qualifications,
    "answer": traits.answers,
    "result-mark": traits.result_marks,
    "channel-limit": traits.channel_limits,
    "channel-times": traits.channel_times,
    "lone-limit": traits.lone_limits,
    "twin": traits.twins,
}

# Most rules fail on papers or steps before they ask how steps follow each other, which is dear to reckon.
_FROM_FLOWS: Final = frozenset({
    "takes", "gives", "used", "never-used", "together", "next", "only-next", "before", "path", "parallel", "exclusive",
    "independent", "hand-off", "same-desk", "submission", "consults", "covers",
})  # fmt: skip


def facts(procedure: Procedure, relations: Iterable[str] | None = None, registers: Iterable[Register] = ()) -> FactBase:
    """Extract the facts of a procedure.

    Parameters
    ----------
    procedure : Procedure
        The whole procedure, with all its variants; well formed and sound.
    relations : iterable of str, optional
        The relations that are wanted (`procsimplify.rules.relations_used` of the rules); no other is computed. All of
        them where absent.
    registers : iterable of Register, optional
        Registers known beside those of the procedure, such as `procsimplify.rules.packs.Packs.registers`; one that the
        procedure declares itself, by the same id or the same act, goes first.

    Returns
    -------
    FactBase
        Rows in an order that depends on the procedure alone.

    Raises
    ------
    NotWellFormed
        If more variants differ than can be told apart.
    """
    view = View(procedure, registers)
    base = FactBase(SCHEMA)
    wanted = set(_EXTRACTIONS if relations is None else relations)
    for name, extract in _EXTRACTIONS.items():
        if name in wanted:
            if name in _FROM_FLOWS:
                base.defer(name, partial(extract, view))
            else:
                base.extend(name, extract(view))
    return base
