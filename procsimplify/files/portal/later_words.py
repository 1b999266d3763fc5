"""What a later sentence says of a step that stands before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from procsimplify.files.portal.completion import INTAKE, refuses_after_a_round, wanting
from procsimplify.files.portal.drafts import Draft
from procsimplify.files.portal.imported import Log
from procsimplify.files.portal.parties import Parties
from procsimplify.files.portal.sentences import Sentence
from procsimplify.files.portal.words import same_spelling

__all__ = ["asks_where", "look_back"]

_LOOKS = INTAKE | {"appraise"}
_AFTER = frozenset({"decide", "issue", "sign", "notify", "publish", "register", "forward", "verify"})

_CONSENT = re.compile(
    r"(?:nhận được|khi có|đã có|và có|được)(?: sự| ý kiến| văn bản)+ (?:thống nhất|đồng ý|chấp thuận|nhất trí)"
    r"(?: bằng văn bản)? của (?:các )?(?:bộ|cơ quan (?:được|có liên quan|liên quan)|sở|đơn vị|ủy ban|ubnd)"
)


def look_back(sentence: Sentence, drafts: Sequence[Draft], parties: Parties, log: Log) -> None:
    """Put on earlier steps what a sentence tells of them: the last round of completion, consent that is needed.

    Parameters
    ----------
    sentence : Sentence
    drafts : sequence of Draft
        The steps read so far; those that are spoken of are changed.
    parties : Parties
    log : Log
    """
    if refuses_after_a_round(sentence.low):
        asked = next((one for one in reversed(drafts) if one.supplement is not None), None)
        if asked is not None and asked.supplement is not None and "rounds" not in asked.supplement:
            asked.supplement["rounds"] = 1
            log.infer(f"steps/{asked.id}/supplement/rounds", "1", sentence.piece)
    if _CONSENT.search(sentence.low) is not None:
        # Only with the consent of whoever is asked does the case go on: silence cannot stand for it.
        consulted = next((one for one in reversed(drafts) if one.kind == "consult"), None)
        if consulted is not None:
            parties.let_decide(consulted.who)


def asks_where(low: str, drafts: Sequence[Draft], target: Draft) -> Draft | None:
    """Give the step at which papers are asked for, where the sentence stands behind a step that comes after that.

    Pages often tell the decision first and then what happens to a dossier that is not whole.

    Returns
    -------
    Draft or None
        None where no step before the decision looks at the dossier.
    """
    if (
        target.kind not in _AFTER
        or not wanting(low)
        or (target.kind == "notify" and wanting(same_spelling(target.words[-1].text)))
    ):
        return target
    place = next(at for at, one in enumerate(drafts) if one is target)
    about = (target.who, target.cases, target.channels)
    for one in reversed(drafts[:place]):
        if one.kind == "submit" and one.who == "applicant":
            break
        if one.kind in _LOOKS and (one.who, one.cases, one.channels) == about:
            return one
    return None
