"""The steps of a page in a line, from preparing the dossier to the end: what the text takes for granted is put in."""

from __future__ import annotations

from collections.abc import Sequence

from procsimplify.files.portal.at_once import branches_at_once
from procsimplify.files.portal.drafts import Draft, made
from procsimplify.files.portal.imported import Log
from procsimplify.files.portal.parties import Parties
from procsimplify.files.portal.prose import step_title
from procsimplify.files.portal.step_words import note_text
from procsimplify.files.portal.telling_order import collected_after
from procsimplify.files.portal.words import Piece
from procsimplify.model import END, Result, Step

__all__ = ["lined_up"]

_DECIDES = ("decide", "issue", "register", "sign")


def lined_up(
    drafts: list[Draft],
    collection: Draft | None,
    loose: list[Piece],
    parties: Parties,
    results: Sequence[Result],
    sets: int,
    log: Log,
) -> tuple[Step, ...]:
    """Make the steps.

    Parameters
    ----------
    drafts : list of Draft
        In the order of the text; a submission and a decision are put in where the text has none.
    collection : Draft, optional
        What is due when the result is collected.
    loose : list of Piece
        Words before the first step.
    parties : Parties
    results : sequence of Result
        What the last step of the authority gives.
    sets : int
        Sets that the first submission hands in at least.
    log : Log
    """
    filed = _with_submission(drafts)
    filed[0].sets = max(filed[0].sets, sets)
    giver = _with_decision(drafts, parties)
    collected_after(drafts, log)
    if collection is not None:
        _collect(drafts, collection)
    steps = [
        Step(
            id="prepare",
            title=step_title("prepare"),
            kind="prepare",
            who="applicant",
            gives=("dossier",),
            origin="prose",
            note=note_text(loose),
        )
    ]
    gives = tuple(result.id for result in results if not result.cases)
    # Where each case has a section of its own, each files the dossier; else it is filed once, in all cases.
    common = any(not draft.cases and not draft.channels for draft in filed)
    given: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
    at_once = branches_at_once(drafts, log)
    for _, second, end in at_once.values():
        # Both branches lead to what follows.
        drafts[second - 1].onward = drafts[end].id
    for place, draft in enumerate(drafts):
        whose = (draft.cases, draft.channels)
        files = draft.kind == "submit" and draft.who == "applicant"
        first = files and whose not in given and (whose == ((), ()) or not common)
        # Who decides has the papers before it.
        takes = ("dossier",) if first or (draft.again and given) or draft is giver else ()
        if first:
            given.add(whose)
        after = drafts[place + 1].id if place + 1 < len(drafts) else END
        beside = drafts[at_once[place][1]].id if place in at_once else None
        steps.append(made(draft, parties.main, takes, gives if draft is giver else (), after, beside))
    return tuple(steps)


def _with_submission(drafts: list[Draft]) -> list[Draft]:
    filed = [draft for draft in drafts if draft.kind == "submit" and draft.who == "applicant"]
    if not filed:
        at = 1 if drafts and drafts[0].who == "applicant" and drafts[0].kind in ("prepare", "fill-in") else 0
        filed = [Draft("submit", "applicant", None, "submit-dossier")]
        drafts.insert(at, filed[0])
    return filed


def _with_decision(drafts: list[Draft], parties: Parties) -> Draft:
    """Give the last step in which an authority decides, in every case; one is put in where there is none.

    Whom the prose puts the dossier before decides, whatever a cell of the page says.
    """
    for draft in reversed(drafts):
        if draft.kind in _DECIDES and draft.who != "applicant" and not draft.cases and not draft.channels:
            return draft
    at = len(drafts)
    while at and drafts[at - 1].kind == "collect":
        at -= 1
    before = next((draft.superior for draft in reversed(drafts) if draft.superior is not None), None)
    decision = Draft("issue", before or parties.decider, None, "result")
    drafts.insert(at, decision)
    return decision


def _collect(drafts: list[Draft], due: Draft) -> None:
    """Put what is due at collection on the step in which the result is collected."""
    last = drafts[-1]
    if last.kind == "collect" and not last.cases and not last.channels:
        last.again, last.keeps = True, due.keeps
        last.words += [piece for piece in due.words if piece not in last.words]
    else:
        drafts.append(due)
