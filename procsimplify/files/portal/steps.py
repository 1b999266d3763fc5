"""From the sentences of the prose to steps: one after the other, with limits and branches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from procsimplify.base.text import Text
from procsimplify.files.portal.amounts import Time
from procsimplify.files.portal.demand import Ids
from procsimplify.files.portal.headings import channels_in
from procsimplify.files.portal.imported import Log
from procsimplify.files.portal.parties import Parties
from procsimplify.files.portal.prose import Said, explains, read_sentence, step_title
from procsimplify.files.portal.sentences import Sentence, sentences
from procsimplify.files.portal.step_words import branches, content, note_text, opens_list, quantity, time_text
from procsimplify.files.portal.words import Piece, short
from procsimplify.model import END, Arm, Result, Step, Supplement, Tacit, Then

__all__ = ["MOST_STEPS", "read_steps"]

MOST_STEPS = 60
"""Sentences beyond so many steps go into the note of the last one."""

_DECIDES = ("decide", "issue", "register", "sign")
_CHECKS = ("receive", "check", "appraise", "verify", "notify", "submit")


@dataclass(slots=True)
class _Draft:
    """A step while its sentences are being read."""

    kind: str
    who: str
    desk: str | None
    id: str
    words: list[Piece] = field(default_factory=list[Piece])
    limit: Time | None = None
    sets: int = 1
    supplement: dict[str, Any] | None = None
    refusal: str | None = None
    tacit: Time | None = None
    tacit_said: bool = False
    necessary: bool = False
    place: str | None = None
    cases: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()


def read_steps(
    prose: Sequence[Piece],
    log: Log,
    parties: Parties,
    results: Sequence[Result],
    *,
    cases: Mapping[str, str],
    channels: Sequence[str],
    sets: int = 1,
) -> tuple[Step, ...]:
    """Read the steps of a page.

    Parameters
    ----------
    prose : sequence of Piece
    log : Log
    parties : Parties
    results : sequence of Result
        What the last step of the authority gives.
    cases : mapping of str to str
        The headings of the cases of the dossier, by id: sections of the prose under like headings are limited to them.
    channels : sequence of str
    sets : int
        Sets of the dossier that the table asks for.

    Returns
    -------
    tuple of Step
        In a line from preparing the dossier to the end; each is marked as read from prose.
    """
    reader = _Reader(log, parties, dict(cases), tuple(channels))
    for sentence in sentences(prose):
        reader.read(sentence)
    return reader.steps(results, sets)


class _Reader:
    def __init__(self, log: Log, parties: Parties, cases: Mapping[str, str], channels: tuple[str, ...]) -> None:
        self._log, self._parties, self._cases, self._channels = log, parties, cases, channels
        self._drafts: list[_Draft] = []
        self._ids = Ids(("end", "prepare", "submit-dossier", "result", "applicant", "authority", "third-party"))
        self._loose: list[Piece] = []
        self._listing = False
        self._pending = 1

    def read(self, sentence: Sentence) -> None:
        """Put one sentence where it belongs."""
        if sentence.heading:
            self._log.understand(sentence.piece)
            self._listing = self._listing or (bool(self._drafts) and opens_list(sentence))
            return
        said = read_sentence(sentence)
        last = self._drafts[-1] if self._drafts else None
        if self._listing and last is not None:
            # Items of a list say what a step looks at or what a paper holds; a subject or a time of its own ends it.
            if not said.at_start and not said.supplement and not said.refusal:
                last.words.append(sentence.piece)
                self._log.understand(sentence.piece)
                return
            self._listing = False
        if sentence.text.endswith(":"):
            self._listing = opens_list(sentence)
        if said.tacit and self._consent(said, sentence):
            return
        if said.supplement and last is not None:
            first = all(draft.who == "applicant" for draft in self._drafts)
            if first and said.actor == "authority" and said.kind not in (None, "notify") and not branches(sentence):
                self._step(said, sentence)
            else:
                self._supplement(said, sentence)
                self._sets(said, self._drafts[-1], sentence)
            return
        if (
            said.refusal
            and last is not None
            and (said.kind is None or sentence.low.startswith(("trường hợp", "nếu", "từ chối")))
        ):
            self._refuse(sentence)
            return
        if said.kind is None or (explains(sentence) and said.actor is None):
            self._note(sentence, understood=explains(sentence))
            return
        self._step(said, sentence)

    def _step(self, said: Said, sentence: Sentence) -> None:
        who = self._who(said)
        asker = self._parties.named(said.name) if said.name else self._parties.main
        if said.kind == "consult" and said.actor == "authority" and not said.others and who != asker:
            # Who asks has its own time; that of whoever is asked stands in a sentence of its own, if anywhere.
            self._step(replace(said, kind="forward", consulted=None), sentence)
            said = replace(said, limit=None, sets=None, supplement=False, refusal=False)
        cases, channels = self._limits(sentence)
        last = self._drafts[-1] if self._drafts else None
        same = (
            last is not None
            and (last.kind, last.who, last.cases, last.channels) == (said.kind, who, cases, channels)
            and (last.limit is None or said.limit is None)
        )
        if (same or len(self._drafts) >= MOST_STEPS) and last is not None:
            draft = last
            draft.limit = draft.limit or said.limit
        else:
            kind = said.kind or "notify"
            draft = _Draft(kind, who, said.desk, self._ids.new(kind), cases=cases, channels=channels, limit=said.limit)
            self._drafts.append(draft)
            self._log.infer(f"steps/{draft.id}/kind", kind, sentence.piece, said.kind_words)
            if said.actor_words:
                self._log.infer(f"steps/{draft.id}/who", who, sentence.piece, said.actor_words)
        draft.words.append(sentence.piece)
        self._log.understand(sentence.piece)
        if said.limit is not None and draft.limit is said.limit:
            self._log.infer(
                f"steps/{draft.id}/limit",
                time_text(said.limit),
                sentence.piece,
                sentence.text[said.limit.start : said.limit.end],
            )
        if said.place and draft.who == "applicant" and draft.place is None:
            draft.place = self._parties.named(said.place)
            if draft.place is not None:
                self._log.infer(f"steps/{draft.id}/at", draft.place, sentence.piece, said.place)
        if said.necessary:
            draft.necessary = True
            self._log.infer(f"steps/{draft.id}/chance", "unknown", sentence.piece)
        self._sets(said, draft, sentence)
        if said.refusal and draft.refusal is None:
            draft.refusal = short(sentence.text, 300)
            self._log.infer(f"steps/{draft.id}/then/end.refused", "unknown", sentence.piece)
        if said.supplement:
            self._supplement(said, sentence, counted=True)

    def _who(self, said: Said) -> str:
        if said.actor == "applicant" or (
            said.actor is None and said.kind in ("submit", "pay", "collect", "fill-in", "prepare")
        ):
            return "applicant"
        if said.kind == "consult" and said.consulted:
            asked = self._parties.named(said.consulted)
            if asked is not None and asked != self._parties.main:
                return asked
        if said.kind == "consult" and (said.others or said.consulted):
            return self._parties.consulted()
        named = self._parties.named(said.name) if said.name else None
        return named or (self._parties.decider if said.kind in ("decide", "sign") else self._parties.main)

    def _limits(self, sentence: Sentence) -> tuple[tuple[str, ...], tuple[str, ...]]:
        if not sentence.section:
            return (), ()
        channels = tuple(name for name in channels_in(sentence.section) if name in self._channels)
        if channels and len(channels) < len(self._channels):
            return (), channels
        words = content(sentence.section)
        best, score = "", 0.0
        for case, heading in self._cases.items():
            other = content(heading)
            if words and other:
                near = len(words & other) / max(1, min(len(words), len(other)))
                if near > score:
                    best, score = case, near
        return ((best,), ()) if score >= 0.6 else ((), ())

    def _sets(self, said: Said, draft: _Draft, sentence: Sentence) -> None:
        if said.sets is None:
            return
        if said.sets_actor == "applicant" and draft.who != "applicant":
            number = said.sets
            target = next(
                (one for one in reversed(self._drafts) if one.kind == "submit" and one.who == "applicant"), None
            )
            if target is None:
                self._pending = max(self._pending, number)
                self._log.infer("steps/submit-dossier/sets", str(number), sentence.piece)
                return
            draft = target
            draft.sets = max(draft.sets, number)
        elif said.sets_actor == "applicant" or draft.who == "applicant" or draft.kind in ("forward", "consult"):
            draft.sets = max(draft.sets, said.sets)
        else:
            return
        self._log.infer(f"steps/{draft.id}/sets", str(draft.sets), sentence.piece)

    def _supplement(self, said: Said, sentence: Sentence, *, counted: bool = False) -> None:
        target = next((one for one in reversed(self._drafts) if one.who != "applicant"), None)
        if target is None:
            target = self._check_step(sentence)
        entry: dict[str, Any] = target.supplement or {}
        if said.limit is not None and "notice" not in entry:
            entry["notice"] = said.limit
            self._log.infer(f"steps/{target.id}/supplement/notice", time_text(said.limit), sentence.piece)
        if len(said.times) > 1 and "deadline" not in entry and said.times[1] is not said.limit:
            entry["deadline"] = said.times[1]
            self._log.infer(f"steps/{target.id}/supplement/deadline", time_text(said.times[1]), sentence.piece)
        if said.rounds is not None:
            entry["rounds"] = said.rounds
            self._log.infer(f"steps/{target.id}/supplement/rounds", str(said.rounds), sentence.piece)
        if said.clock is not None:
            entry["clock"] = said.clock
            self._log.infer(f"steps/{target.id}/supplement/clock", said.clock, sentence.piece)
        if target.supplement is None:
            self._log.infer(f"steps/{target.id}/supplement", "unknown", sentence.piece)
        target.supplement = entry
        if not counted:
            target.words.append(sentence.piece)
            self._log.understand(sentence.piece)

    def _check_step(self, sentence: Sentence) -> _Draft:
        draft = _Draft("check", self._parties.main, None, self._ids.new("check"))
        self._drafts.append(draft)
        self._log.infer(f"steps/{draft.id}/kind", "check", sentence.piece)
        return draft

    def _refuse(self, sentence: Sentence) -> None:
        target = next((one for one in reversed(self._drafts) if one.who != "applicant"), self._drafts[-1])
        if target.refusal is None and target.who != "applicant":
            target.refusal = short(sentence.text, 300)
            self._log.infer(f"steps/{target.id}/then/end.refused", "unknown", sentence.piece)
        target.words.append(sentence.piece)
        self._log.understand(sentence.piece)

    def _consent(self, said: Said, sentence: Sentence) -> bool:
        target = next((one for one in reversed(self._drafts) if one.kind == "consult"), None)
        if target is None:
            if said.kind != "consult":
                return False
            self._step(
                Said(kind="consult", actor=said.actor, name=said.name, limit=said.limit, consulted=said.consulted),
                sentence,
            )
            target = self._drafts[-1]
        else:
            target.words.append(sentence.piece)
            self._log.understand(sentence.piece)
        target.tacit_said = True
        target.tacit = target.tacit or said.limit or target.limit
        if target.tacit is not None:
            self._log.infer(f"steps/{target.id}/tacit", time_text(target.tacit), sentence.piece)
        return True

    def _note(self, sentence: Sentence, *, understood: bool) -> None:
        (self._drafts[-1].words if self._drafts else self._loose).append(sentence.piece)
        if understood:
            self._log.understand(sentence.piece)
        else:
            self._log.lose(sentence.piece)

    def steps(self, results: Sequence[Result], sets: int) -> tuple[Step, ...]:
        """Give the steps in a line."""
        drafts = self._drafts
        sets = max(sets, self._pending)
        if not any(draft.kind == "submit" and draft.who == "applicant" for draft in drafts):
            at = 1 if drafts and drafts[0].who == "applicant" and drafts[0].kind in ("prepare", "fill-in") else 0
            drafts.insert(at, _Draft("submit", "applicant", None, "submit-dossier"))
        if sets > 1:
            first = next(draft for draft in drafts if draft.kind == "submit" and draft.who == "applicant")
            first.sets = max(first.sets, sets)
        if not any(
            draft.kind in _DECIDES and draft.who != "applicant" and not draft.cases and not draft.channels
            for draft in drafts
        ):
            at = len(drafts)
            while at and drafts[at - 1].kind == "collect":
                at -= 1
            drafts.insert(at, _Draft("issue", self._parties.decider, None, "result"))
        giver = [
            draft
            for draft in drafts
            if draft.kind in _DECIDES and draft.who != "applicant" and not draft.cases and not draft.channels
        ][-1]
        gives = tuple(result.id for result in results if not result.cases)
        prepare = Step(
            id="prepare",
            title=step_title("prepare"),
            kind="prepare",
            who="applicant",
            gives=("dossier",),
            origin="prose",
            note=note_text(self._loose),
        )
        made = [prepare]
        dossier_given = False
        for place, draft in enumerate(drafts):
            takes = (
                ("dossier",)
                if draft.kind == "submit" and not dossier_given and not draft.cases and not draft.channels
                else ()
            )
            dossier_given = dossier_given or bool(takes)
            after = drafts[place + 1].id if place + 1 < len(drafts) else END
            made.append(self._made(draft, takes, gives if draft is giver else (), after))
        return tuple(made)

    def _made(self, draft: _Draft, takes: tuple[str, ...], gives: tuple[str, ...], after: str) -> Step:
        first = draft.words[0].text if draft.words else ""
        vietnamese = short(first.lstrip("-–+*• "), 120) if first else step_title(draft.kind).get("vi")
        tree: dict[str, Any] = {
            "id": draft.id,
            "title": Text(vietnamese, step_title(draft.kind).get("en")),
            "kind": draft.kind,
            "who": draft.who,
            "takes": takes,
            "gives": gives,
            "sets": min(draft.sets, 1000),
            "origin": "prose",
            "seen": "page",
            "cases": draft.cases,
            "channels": draft.channels,
        }
        if draft.who == "applicant" and draft.kind in ("submit", "collect", "pay"):
            tree["at"] = draft.place or self._parties.main
        elif draft.desk is not None:
            tree["desk"] = draft.desk
        if draft.limit is not None:
            tree["limit"] = quantity(draft.limit)
        if draft.necessary and draft.who != "applicant":
            tree["chance"] = "unknown"
        if draft.supplement is not None and draft.who != "applicant":
            given = {
                key: quantity(value) if isinstance(value, Time) else value for key, value in draft.supplement.items()
            }
            tree["supplement"] = Supplement.model_validate(given)
        if draft.tacit_said and draft.tacit is not None:
            tree["tacit"] = Tacit(after=quantity(draft.tacit))
        note = note_text(draft.words)
        if note is not None:
            tree["note"] = note
        if draft.refusal is not None and not draft.cases and not draft.channels:
            refused = Arm(to=END, outcome="refused", chance="unknown", reason=Text(draft.refusal, None))
            rest = Arm(to=END, outcome="granted", chance="rest") if after == END else Arm(to=after, chance="rest")
            tree["then"] = Then(choice=(rest, refused))
        return Step(**tree)
