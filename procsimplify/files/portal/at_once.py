"""Activities that a page says go on at the same time."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from procsimplify.files.portal.drafts import ENDS, Draft
from procsimplify.files.portal.imported import Log
from procsimplify.files.portal.words import Piece, short

__all__ = ["AtOnce", "branches_at_once", "goes_on_meanwhile", "says_at_once", "tell_at_once"]

AtOnce = Mapping[int, tuple[int, int, int]]
"""By the place of the step before them: where two branches begin, and where what follows both."""

_TAKES_TIME = frozenset(
    ["appraise", "consult", "council", "examine", "inspect", "interview", "publish", "sample-test", "survey", "verify"]
)
"""What goes on for days; that one thing is told or entered beside another makes no second branch."""
_BEGINS = re.compile(
    r"\W*(?:đồng thời|song song(?: với đó)?|(?:cũng )?trong (?:cùng )?thời gian (?:này|đó|trên)"
    r"|cùng (?:thời gian|lúc) (?:này|đó))"
    r"(?!\w)(?! (?:là|với|của))"
)
_WITH = re.compile(
    r"(?:tiến hành|thực hiện|được thực hiện) (?:đồng thời|song song) (?:với|cùng) (?:việc |quá trình )?"
    r"(?:kiểm tra|thẩm định|lấy ý kiến|niêm yết|đo đạc|xác minh|khảo sát|công khai)"
)


def goes_on_meanwhile(low: str) -> bool:
    """Tell a clause that begins with words for “at the same time”.

    Examples
    --------
    >>> goes_on_meanwhile("đồng thời lấy ý kiến của cơ quan khoa học"), goes_on_meanwhile("đồng thời là cơ quan thuế")
    (True, False)
    """
    return _BEGINS.match(low) is not None


def says_at_once(low: str) -> bool:
    """Tell words by which an activity goes on beside another that they name."""
    return "với" in low and _WITH.search(low) is not None


def branches_at_once(drafts: Sequence[Draft], log: Log) -> AtOnce:
    """Find the pairs of activities that go on at the same time and can stand as two branches.

    They do where both take days, where others than each other do them (or both ask for opinions), where neither sends
    the dossier back or refuses it (a branch may not end the flow while the other goes on), and where both hold for all
    cases. Where the words say so and one of this is wanting, a finding tells it and the line stays.

    Parameters
    ----------
    drafts : sequence of Draft
        In the order in which they happen.
    log : Log

    Returns
    -------
    mapping
    """
    found: dict[int, tuple[int, int, int]] = {}
    for at, draft in enumerate(drafts):
        if draft.meanwhile is None:
            continue
        second = at - 1 if _asks_for(drafts, at) else at
        first = second - 2 if second >= 2 and _asks_for(drafts, second - 1) else second - 1
        before = drafts[second - 1] if second else None
        if before is None or before.kind not in _TAKES_TIME or draft.kind not in _TAKES_TIME:
            continue
        taken = any(place >= first for place in (end for _, _, end in found.values()))
        both = drafts[first : at + 1]
        _refuses_after(before, draft.meanwhile, drafts[at + 1 :], log)
        apart = before.who != draft.who or before.kind == draft.kind == "consult"
        if apart and not taken and first > 0 and at + 1 < len(drafts) and _plain(drafts[first - 1], both):
            found[first - 1] = (first, second, at + 1)
            log.infer(
                f"steps/{drafts[first - 1].id}/then", f"{drafts[first].id} | {drafts[second].id}", draft.meanwhile
            )
        else:
            tell_at_once(draft.id, draft.meanwhile, log)
    return found


def _refuses_after(before: Draft, words: Piece, later: Sequence[Draft], log: Log) -> None:
    """Leave a refusal that is told behind both activities to whoever decides when both are done."""
    then = later[0] if later else None
    if before.refusal is None or then is None or then.refusal is not None or then.kind not in ENDS:
        return
    said = before.refused_at
    if said is not None and said.field == words.field and said.start > words.start and said in before.words:
        before.words.remove(said)
        then.words.append(said)
        then.refusal, before.refusal = before.refusal, None
        path = f"steps/{before.id}/then/end.refused"
        log.inferred[:] = [fact for fact in log.inferred if fact.path != path]
        log.infer(f"steps/{then.id}/then/end.refused", "unknown", said)


def tell_at_once(step: str, words: Piece, log: Log) -> None:
    """Say of a step that it goes on beside another, where the flow cannot be certain."""
    log.find("at-once", f"steps/{step}", words=short(words.text, 200))


def _asks_for(drafts: Sequence[Draft], at: int) -> bool:
    """Tell whether the step before only sends the dossier to whoever is asked here."""
    return at > 0 and drafts[at].kind == "consult" and drafts[at - 1].asks


def _plain(before: Draft, both: Sequence[Draft]) -> bool:
    for_all = all(not one.cases and not one.channels for one in (before, *both))
    return for_all and before.refusal is None and all(one.refusal is None and one.supplement is None for one in both)
