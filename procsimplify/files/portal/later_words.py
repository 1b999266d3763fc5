"""What a later sentence says of a step that stands before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from procsimplify.files.portal.completion import refuses_after_a_round
from procsimplify.files.portal.drafts import Draft
from procsimplify.files.portal.imported import Log
from procsimplify.files.portal.parties import Parties
from procsimplify.files.portal.sentences import Sentence

__all__ = ["look_back"]

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
