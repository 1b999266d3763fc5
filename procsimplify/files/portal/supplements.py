"""What a sentence says of a dossier that is to be completed: the notice, the deadline, the rounds, the clock."""

from __future__ import annotations

from typing import Any

from procsimplify.base.text import Text
from procsimplify.files.portal.drafts import Draft
from procsimplify.files.portal.imported import Log
from procsimplify.files.portal.prose import Said
from procsimplify.files.portal.sentences import Sentence
from procsimplify.files.portal.step_words import alternative, since_notice, tells_again, time_text

__all__ = ["complete"]


def complete(target: Draft, said: Said, sentence: Sentence, quote: str, log: Log) -> None:
    """Put on a step what a sentence says of completing the dossier there.

    Parameters
    ----------
    target : Draft
        The step that asks for what is missing; changed.
    said : Said
    sentence : Sentence
    quote : str
        The words that are kept with it.
    log : Log
    """
    entry: dict[str, Any] = target.supplement or {}
    if said.limit is not None and (said.actor == "applicant" or since_notice(sentence.low)):
        entry.setdefault("deadline", said.limit)
        log.infer(f"steps/{target.id}/supplement/deadline", time_text(said.limit), sentence.piece, said.limit_words)
    elif said.limit is not None and "notice" not in entry and not tells_again(sentence.low):
        entry["notice"] = said.limit
        log.infer(f"steps/{target.id}/supplement/notice", time_text(said.limit), sentence.piece, said.limit_words)
    second = said.times[1] if len(said.times) > 1 else None
    if (
        second is not None
        and second is not said.limit
        and "deadline" not in entry
        and not alternative(sentence.low, second)
    ):
        entry["deadline"] = second
        log.infer(f"steps/{target.id}/supplement/deadline", time_text(second), sentence.piece)
    if said.rounds is not None:
        entry["rounds"] = said.rounds
        log.infer(f"steps/{target.id}/supplement/rounds", str(said.rounds), sentence.piece)
    if said.clock is not None:
        entry["clock"] = said.clock
        log.infer(f"steps/{target.id}/supplement/clock", said.clock, sentence.piece)
    if target.supplement is None:
        entry["note"] = Text(quote, None)
        log.infer(f"steps/{target.id}/supplement", "unknown", sentence.piece)
    target.supplement = entry
