"""What the clauses of one sentence say, and which of them a time or a condition governs that stands before them all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from procsimplify.files.portal.clauses import begins_with_discretion, cuts, part_of
from procsimplify.files.portal.prose import Said, read_sentence
from procsimplify.files.portal.sentences import Sentence
from procsimplify.files.portal.subjects import Subject, subject_of

__all__ = ["OPTIONAL", "SUBSTANTIAL", "read_clauses"]

OPTIONAL = frozenset(["inspect", "council", "consult", "verify", "survey", "sample-test", "interview", "examine"])
"""What an authority may do in some cases only; that it decides or hands out the result is never in its discretion."""
SUBSTANTIAL = frozenset(
    [
        "appraise",
        "examine",
        "council",
        "inspect",
        "decide",
        "issue",
        "register",
        "sign",
        "survey",
        "sample-test",
        "verify",
    ]
)
"""Where one time governs several activities, it stands on the first of these: taking in and telling are minutes."""


def read_clauses(sentence: Sentence, subject: Subject) -> Iterator[tuple[Sentence, Said]]:
    """Read the clauses of a sentence.

    Parameters
    ----------
    sentence : Sentence
    subject : Subject
        Who acts in it.

    Yields
    ------
    tuple of Sentence and Said
        In order; together they are the whole sentence.
    """
    marks = [] if subject.actor == "applicant" else cuts(sentence, subject.begins)
    parts = _read(sentence, subject, marks) if marks else []
    if len(parts) < 2:
        yield sentence, read_sentence(sentence, subject)
        return
    _share_limit(parts, subject.begins)
    yield from parts


def _read(sentence: Sentence, subject: Subject, marks: list[tuple[int, bool]]) -> list[tuple[Sentence, Said]]:
    edges = [0, *(at for at, _ in marks), len(sentence.text)]
    apart = [True, *(strong for _, strong in marks)]
    found: list[tuple[Sentence, Said]] = []
    start = 0
    carried: Said | None = None
    for place in range(1, len(edges)):
        part = part_of(sentence, start, edges[place])
        said = read_sentence(part, subject if start == 0 else subject_of(part, subject))
        if apart[place - 1]:
            carried = said if begins_with_discretion(part.low) else None
        elif carried is not None and said.kind in OPTIONAL:
            said = replace(said, necessary=True, criterion=carried.criterion)
        tells = said.kind is not None or said.supplement or said.refusal or said.tacit
        if not tells and place + 1 < len(edges):
            continue  # the words belong to what follows
        if found and (not tells or _goes_on(found[-1][1], said)):
            # Nothing of its own: the words belong to what stands before.
            before = found.pop()
            begin = before[0].piece.start - sentence.piece.start
            part = _joined(sentence, before[0], edges[place])
            said = read_sentence(part, subject if begin == 0 else subject_of(part, subject))
            said = replace(said, necessary=before[1].necessary, criterion=before[1].criterion)
        found.append((part, said))
        start = edges[place]
    return found


def _joined(sentence: Sentence, first: Sentence, last: int) -> Sentence:
    if first.piece.start == sentence.piece.start:
        return part_of(sentence, 0, last)
    shift = max(0, sentence.piece.text.rfind(sentence.text))
    return part_of(sentence, first.piece.start - sentence.piece.start - shift, last)


def _goes_on(before: Said, said: Said) -> bool:
    """Tell whether a clause only goes on with what the one before does."""
    if said.kind == "notify" and said.limit is None and (before.refusal or before.supplement):
        return True
    plain = not (said.supplement or said.refusal or said.tacit or before.supplement or before.tacit)
    same = (before.kind, before.necessary, before.criterion) == (
        said.kind,
        said.necessary,
        said.criterion or before.criterion,
    )
    return plain and same and said.limit is None


def _share_limit(parts: list[tuple[Sentence, Said]], begins: int) -> None:
    """Put a time that stands before the subject on the activity that takes it."""
    first = parts[0][1]
    limit = first.limit
    if limit is None or limit.end > begins:
        return
    governed = [0]
    for place in range(1, len(parts)):
        if parts[place][1].limit is not None:
            break
        governed.append(place)
    heavy = [
        place
        for place in governed
        if parts[place][1].kind in SUBSTANTIAL
        and not parts[place][1].necessary
        and not parts[place][0].low.startswith(("trường hợp", "nếu", "trong trường hợp"))
    ]
    if heavy and heavy[0] != 0:
        moved = replace(parts[heavy[0]][1], limit=limit, limit_words=first.limit_words)
        parts[heavy[0]] = (parts[heavy[0]][0], moved)
        parts[0] = (parts[0][0], replace(first, limit=None, limit_words=""))
    if not heavy:
        for place in governed[1:]:
            part, said = parts[place]
            if said.supplement:
                parts[place] = (part, replace(said, limit=limit, limit_words=first.limit_words))
