"""The order in which things happen, where a page tells them in another."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from procsimplify.files.portal.completion import INTAKE
from procsimplify.files.portal.drafts import ENDS, Draft
from procsimplify.files.portal.imported import Log
from procsimplify.files.portal.sentences import Sentence
from procsimplify.files.portal.words import Piece, same_spelling

__all__ = ["by_step_numbers", "collected_after", "put_in_order"]

_BEFORE = re.compile(
    r"\W*(?:bước \d+\W*)?trước khi (?:trình|(?:xem xét,? )?(?:phê duyệt|quyết định|chấp thuận|công nhận|ký|cấp|gia hạn)"
    r"|ban hành|ra quyết định|báo cáo)(?!\w)"
)
_INTAKE_TOLD = re.compile(
    r"\W*(?:(?:ngay )?(?:khi|lúc|sau khi) (?:tiếp )?nhận (?:được )?hồ sơ|khi (?:người|tổ chức|cá nhân)[^,.;]{0,40} nộp"
    r"|(?:người|cán bộ|công chức|cơ quan|bộ phận|đơn vị) (?:tiếp )?nhận)"
)
_CASE = re.compile(r"\W*(?:[a-zđ]\)\W*)?(?:trong )?(?:trường hợp|nếu|đối với)(?!\w)")
_WAY_OF_FILING = re.compile(
    r"cách thức (?:nộp|thực hiện)|hình thức nộp"
    r"|nộp (?:(?:01|1|một) bộ )?(?:hồ sơ )?(?:trực tiếp|trực tuyến|qua |bằng |theo (?:hình thức|một trong))"
    r"|(?:trực tiếp|trực tuyến|bưu chính|dịch vụ công)[^.;]{0,80} hoặc [^.;]{0,60}(?:trực tiếp|trực tuyến|bưu chính)"
)
_NOT_THE_FILING = re.compile(
    r"bổ sung|hoàn thiện|chính thức|nhận kết quả|(?:nộp|gửi|thông báo) lại|báo cáo|khiếu nại|gia hạn|giải trình|sau khi"
    r"|khi (?:có|phát|hết|thay|chấm|bị)|\d (?:ngày|tháng)|trường hợp|đối với|(?<!lệ )phí(?! (?:vận|bưu))|lệ phí"
)


def by_step_numbers(told: Sequence[Sentence]) -> Sequence[Sentence]:
    """Give the sentences of numbered steps in the order of the numbers.

    Parameters
    ----------
    told : sequence of Sentence

    Returns
    -------
    sequence of Sentence
        As told where a number stands twice: then the page begins anew, for another case, or refers to a step.
    """
    runs: list[list[Sentence]] = []
    for sentence in told:
        if runs and runs[-1][0].step == sentence.step:
            runs[-1].append(sentence)
        else:
            runs.append([sentence])
    numbers = [run[0].step for run in runs if run[0].step is not None]
    if numbers == sorted(numbers) or len(set(numbers)) < len(numbers) or runs[-1][0].step is None:
        return told
    first = [run for run in runs if run[0].step is None]
    if len(first) > 1 or (first and runs[0] is not first[0]):
        return told
    ordered = sorted((run for run in runs if run[0].step is not None), key=lambda run: run[0].step or 0)
    return [sentence for run in (*first, *ordered) for sentence in run]


def put_in_order(drafts: list[Draft], log: Log) -> None:
    """Put steps that a page tells too late or too early where they happen.

    Only where the words leave no doubt: “trước khi trình …” goes before that; what is done when the dossier comes in,
    told behind the decision, goes behind the submission; how to file, told last, belongs to the submission.

    Parameters
    ----------
    drafts : list of Draft
        In the order of the text; changed.
    log : Log
        Gets a fact for each step that is moved, and its words.
    """
    _filing_told_last(drafts, log)
    for draft in tuple(drafts):
        if draft.who == "applicant" or not draft.words:
            continue
        at = _place(drafts, draft)
        low = same_spelling(draft.words[0].text[:160])
        begin = _last(drafts, at, lambda one: one.who == "applicant" and one.kind == "submit") + 1
        ended = next((one for one in range(begin, at) if _decides(drafts[one], draft)), None)
        if ended is None:
            continue
        if _BEFORE.match(low):
            _move(drafts, at, ended, log)
        elif draft.kind in INTAKE and drafts[at - 1].kind != "forward" and _is_intake(draft, low):
            if any(one.kind == draft.kind for one in drafts[begin:ended]):
                continue  # it was told before: this is another case, or another office
            while begin < ended and drafts[begin].kind in INTAKE:
                begin += 1
            _move(drafts, at, begin, log)


def _filing_told_last(drafts: list[Draft], log: Log) -> None:
    filed = next((one for one in drafts if one.kind == "submit" and one.who == "applicant"), None)
    for draft in tuple(drafts):
        at = _place(drafts, draft)
        if draft is filed or filed is None or (draft.kind, draft.who) != ("submit", "applicant") or draft.again:
            continue
        if (draft.cases, draft.channels) != (filed.cases, filed.channels) or draft.limit is not None:
            continue
        low = same_spelling(" ".join(piece.text for piece in draft.words))
        decided = any(_decides(one, draft) for one in drafts[_place(drafts, filed) : at])
        # Where the dossier is taken in again, the page begins anew, for another case.
        anew = any(_decides(one, draft) or one.kind in INTAKE for one in drafts[at + 1 :])
        if decided and not anew and _WAY_OF_FILING.search(low) and not _NOT_THE_FILING.search(low):
            drafts.pop(at)
            filed.words += draft.words
            filed.sets, filed.place = max(filed.sets, draft.sets), filed.place or draft.place
            log.inferred[:] = [fact for fact in log.inferred if not fact.path.startswith(f"steps/{draft.id}/")]
            log.infer(f"steps/{filed.id}/place", "told behind the decision", draft.words[0])


def collected_after(drafts: list[Draft], log: Log) -> None:
    """Put the collection of the result behind the decision: nobody collects what is not yet decided.

    Parameters
    ----------
    drafts : list of Draft
        With a decision; changed.
    log : Log
    """
    for at, draft in enumerate(drafts):
        if (draft.kind, draft.who) != ("collect", "applicant") or draft.again:
            continue
        after = drafts[at + 1 :]
        if any(one.who == "applicant" for one in after):
            return  # the page goes on to another stage
        last = max((place for place, one in enumerate(drafts) if _decides(one, draft)), default=-1)
        if last > at:
            drafts.insert(last, drafts.pop(at))
            words = draft.words[0] if draft.words else Piece("", "")
            log.infer(f"steps/{draft.id}/place", f"after {drafts[last - 1].id}", words)
        return


def _is_intake(draft: Draft, low: str) -> bool:
    if _CASE.match(low):
        return False
    return draft.desk == "one-stop" or _INTAKE_TOLD.match(low) is not None


def _decides(one: Draft, about: Draft) -> bool:
    """Tell a step of an authority that ends what another step, of the same cases and channels, is about."""
    same = (one.cases, one.channels) == (about.cases, about.channels)
    return one is not about and one.kind in ENDS and one.who != "applicant" and same


def _move(drafts: list[Draft], at: int, to: int, log: Log) -> None:
    draft = drafts.pop(at)
    log.infer(f"steps/{draft.id}/place", f"before {drafts[to].id}", draft.words[0])
    drafts.insert(to, draft)


def _place(drafts: Sequence[Draft], draft: Draft) -> int:
    return next(at for at, one in enumerate(drafts) if one is draft)


def _last(drafts: Sequence[Draft], end: int, wanted: Callable[[Draft], bool]) -> int:
    return next((at for at in range(end - 1, -1, -1) if wanted(drafts[at])), -1)
