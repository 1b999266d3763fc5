"""From the sentences of the prose to steps: one after the other, with limits and branches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from procsimplify.files.portal.amounts import Time
from procsimplify.files.portal.asides import begins_notes, explains, tells_aside
from procsimplify.files.portal.at_once import goes_on_meanwhile, says_at_once, tell_at_once
from procsimplify.files.portal.completion import INTAKE, at_once
from procsimplify.files.portal.demand import Ids
from procsimplify.files.portal.drafts import ENDS, Draft
from procsimplify.files.portal.headings import channels_in
from procsimplify.files.portal.imported import Log
from procsimplify.files.portal.later_words import asks_where, look_back
from procsimplify.files.portal.lining_up import lined_up
from procsimplify.files.portal.parties import Parties
from procsimplify.files.portal.prose import Said, answers, asks_opinions, read_sentence
from procsimplify.files.portal.reading_clauses import OPTIONAL, SUBSTANTIAL, read_clauses
from procsimplify.files.portal.sentences import Sentence, sentences
from procsimplify.files.portal.step_words import (
    branches,
    collects_originals,
    keeps_originals,
    names_paper,
    names_place,
    nearest_case,
    of_all_channels,
    opens_duties,
    opens_list,
    opens_papers,
    put_before,
    quote_of,
    tells_posting,
    tells_wanting_data,
    time_text,
)
from procsimplify.files.portal.subjects import Subject, of_cell, subject_of, unlike_offices
from procsimplify.files.portal.supplements import complete
from procsimplify.files.portal.telling_order import by_step_numbers, put_in_order
from procsimplify.files.portal.words import Piece, same_spelling, short
from procsimplify.model import Result, Step

__all__ = ["MOST_STEPS", "read_steps"]

MOST_STEPS = 60
"""Sentences beyond so many steps go into the note of the last one."""


def read_steps(
    prose: Sequence[Piece],
    log: Log,
    parties: Parties,
    results: Sequence[Result],
    *,
    cases: Mapping[str, str],
    channels: Sequence[str],
    sets: int = 1,
    pieces: int = 1,
    remarks: Sequence[Piece] = (),
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
    pieces : int
        How many pieces each row of the table asks for, where all ask for as many: sets, if the prose passes all but
        one of them on.
    remarks : sequence of Piece
        Remarks of the table, which may say what is due at collection.

    Returns
    -------
    tuple of Step
        In a line from preparing the dossier to the end; each is marked as read from prose.
    """
    reader = _Reader(log, parties, dict(cases), tuple(channels))
    for sentence in by_step_numbers(sentences(prose)):
        reader.read(sentence)
    for remark in remarks:
        if collects_originals(same_spelling(remark.text)):
            reader.originals(remark)
    return reader.steps(results, sets, pieces)


class _Reader:
    def __init__(self, log: Log, parties: Parties, cases: Mapping[str, str], channels: tuple[str, ...]) -> None:
        self._log, self._parties, self._cases, self._channels = log, parties, cases, channels
        self._offices = unlike_offices(parties.offices)
        self._drafts: list[Draft] = []
        self._ids = Ids(("end", "prepare", "submit-dossier", "result", "applicant", "authority", "third-party"))
        self._loose: list[Piece] = []
        self._listing = False
        self._papers = False
        self._data_wanting = False
        self._whole = ""
        self._pending = 1
        self._duties: Subject | None = None
        self._span: tuple[Time, Piece, str] | None = None
        self._number: int | None = None
        self._aside = False
        self._rejoined = ""
        self._begun: int | None = None
        self._collection: Draft | None = None
        self._named: str | None = None

    def read(self, sentence: Sentence) -> None:
        """Put one sentence where it belongs."""
        subject = self._subject(sentence)
        self._whole = sentence.text
        self._data_wanting = tells_wanting_data(sentence, before=self._data_wanting)
        if collects_originals(sentence.low):
            self.originals(sentence.piece)
        if self._told_aside(sentence):
            self._note(sentence, Said(), understood=False)
            return
        if self._papers and self._drafts and names_paper(sentence):
            self._drafts[-1].words.append(sentence.piece)
            self._log.understand(sentence.piece)
            return
        self._papers = opens_papers(sentence)
        if sentence.heading:
            self._log.understand(sentence.piece)
            self._listing = self._duties is None and (self._listing or (bool(self._drafts) and opens_list(sentence)))
            return
        if self._listing and self._drafts:
            said = read_sentence(sentence, subject)
            # Items of a list say what a step looks at or what a paper holds; a subject or a time of its own ends it.
            named = self._drafts[-1].who == "applicant" and names_place(sentence)
            if named or (not said.at_start and not said.supplement and not said.refusal):
                self._drafts[-1].words.append(sentence.piece)
                self._log.understand(sentence.piece)
                return
            self._listing = False
        if sentence.text.endswith(":"):
            self._listing = self._duties is None and opens_list(sentence)
        for part, said in read_clauses(sentence, subject):
            self._clause(part, said)

    def _told_aside(self, sentence: Sentence) -> bool:
        """Tell whether a sentence stands under “Lưu ý” behind the end of the course, up to the next step."""
        if begins_notes(sentence):
            self._log.understand(sentence.piece)
            self._aside = any(one.kind in ENDS or one.kind == "register" for one in self._drafts)
        elif sentence.step != self._number and sentence.step is not None:
            self._aside = False
        return self._aside

    def _subject(self, sentence: Sentence) -> Subject:
        """Tell who acts: under “… does the following:” whoever is named there, until another is."""
        if sentence.step != self._number:
            self._number, self._duties, self._span = sentence.step, None, None
        own = of_cell(sentence, subject_of(sentence), self._offices)
        if self._duties is not None:
            if own.actor is None or not own.at_start:
                told = explains(sentence) and not own.at_start
                return Subject(begins=own.begins) if told else subject_of(sentence, self._duties)
            same = own.name is not None and own.name == self._duties.name
            if not same and not answers(sentence.low, own.begins):
                self._duties = self._span = None
        if own.actor == "authority" and opens_duties(sentence):
            self._duties = own
            said = read_sentence(sentence, own)
            if said.limit is not None:
                self._span = (said.limit, sentence.piece, said.limit_words)
        return own

    def _clause(self, sentence: Sentence, said: Said) -> None:
        last = self._drafts[-1] if self._drafts else None
        look_back(sentence, self._drafts, self._parties, self._log)
        if said.tacit and self._consent(said, sentence):
            return
        asks = said.kind == "consult" and said.consulted is not None  # others are to say more, not the applicant
        if said.supplement and not asks and last is not None:
            first = all(draft.who == "applicant" for draft in self._drafts)
            checks = first or said.kind == "check"
            if checks and said.actor == "authority" and said.kind not in (None, "notify") and not branches(sentence):
                self._step(said, sentence)
            else:
                self._supplement(said, sentence)
                self._sets(said, self._drafts[-1], sentence)
            return
        aside = tells_aside(sentence.low, subject_of(sentence).begins) and "lý do" not in sentence.low
        if (
            said.refusal
            and not aside
            and any(one.who != "applicant" for one in self._drafts)
            and (said.kind is None or sentence.low.startswith(("trường hợp", "nếu", "từ chối", "trong trường hợp")))
        ):
            self._refuse(sentence)
            return
        if said.kind is None or (said.kind != "collect" and explains(sentence) and said.actor is None):
            self._note(sentence, said, understood=explains(sentence) or opens_duties(sentence))
            return
        if aside:
            self._note(sentence, said, understood=False)
            return
        if (said.others or self._replies(said)) and self._answer(said, sentence):
            return
        self._step(said, sentence)

    def _step(self, said: Said, sentence: Sentence, *, handed_on: bool = False) -> None:
        who = self._who(said, sentence)
        asker = self._parties.named(said.name) if said.name else self._parties.main
        if said.kind == "consult" and said.actor == "authority" and not said.others and who != asker:
            # Who asks has its own time; that of whoever is asked stands in a sentence of its own, if anywhere.
            self._step(replace(said, kind="forward", consulted=None), sentence, handed_on=True)
            said = replace(said, limit=None, sets=None, supplement=False, refusal=False)
        optional = (said.kind in OPTIONAL or handed_on) and (said.necessary or said.criterion is not None)
        cases, channels = self._limits(sentence)
        last = self._drafts[-1] if self._drafts else None
        same = (
            last is not None
            and (last.kind, last.who, last.cases, last.channels) == (said.kind, who, cases, channels)
            and last.optional == optional
            and (said.kind != "forward" or last.desk == said.desk)
            and (said.kind not in INTAKE or sentence.step == self._begun)
            and (last.limit is None or said.limit is None)
        )
        if (same or len(self._drafts) >= MOST_STEPS) and last is not None:
            draft = last
            draft.limit = draft.limit or said.limit
        else:
            kind = said.kind or "notify"
            draft = Draft(kind, who, said.desk, self._ids.new(kind), cases=cases, channels=channels, limit=said.limit)
            draft.optional, draft.asks = optional, handed_on
            if optional or kind == "forward":
                draft.quote = quote_of(sentence.text, self._whole)
            self._drafts.append(draft)
            self._begun = sentence.step
            self._log.infer(f"steps/{draft.id}/kind", kind, sentence.piece, said.kind_words)
            if said.actor_words:
                self._log.infer(f"steps/{draft.id}/who", who, sentence.piece, said.actor_words)
        draft.words.append(sentence.piece)
        draft.public = draft.public or said.public
        if draft.kind == "forward":
            draft.superior = draft.superior or self._parties.named(put_before(sentence.text))
        self._log.understand(sentence.piece)
        if said.limit is not None and draft.limit is said.limit:
            self._log.infer(f"steps/{draft.id}/limit", time_text(said.limit), sentence.piece, said.limit_words)
        elif draft.limit is None and self._span is not None and draft.kind in SUBSTANTIAL and not optional:
            draft.limit, piece, words = self._span
            self._span = None
            self._log.infer(f"steps/{draft.id}/limit", time_text(draft.limit), piece, words)
        if said.place and draft.who == "applicant" and draft.place is None:
            draft.place = self._parties.named(said.place)
            if draft.place is not None:
                self._log.infer(f"steps/{draft.id}/at", draft.place, sentence.piece, said.place)
        if optional:
            self._log.infer(f"steps/{draft.id}/chance", "unknown", sentence.piece)
            if said.criterion is not None and draft.criterion is None:
                draft.criterion = said.criterion
                self._log.infer(f"steps/{draft.id}/criterion", short(said.criterion), sentence.piece, said.criterion)
        self._sets(said, draft, sentence)
        if draft.words[0] is sentence.piece and goes_on_meanwhile(sentence.low):
            draft.meanwhile = sentence.piece
        elif says_at_once(sentence.low):
            tell_at_once(draft.id, sentence.piece, self._log)
        if said.refusal and draft.refusal is None:
            draft.refusal = short(sentence.text, 300)
            self._log.infer(f"steps/{draft.id}/then/end.refused", "unknown", sentence.piece)
        if said.supplement:
            self._supplement(said, sentence, counted=True)

    def _who(self, said: Said, sentence: Sentence) -> str:
        if said.actor == "applicant" or (
            said.actor is None and said.kind in ("submit", "pay", "collect", "fill-in", "prepare")
        ):
            return "applicant"
        asks = said.consulted is not None or asks_opinions(said.kind_words)
        if said.kind == "consult" and (said.others or asks):
            return self._parties.asked("" if said.others else said.consulted or "", sentence.text)
        named = self._parties.named(said.name) if said.name else None
        if named is not None:
            self._named = named
            return named
        if self._parties.unknown and self._named is not None:
            return self._named  # no cell of the page names whose council or desk it is
        return self._parties.decider if said.kind in ("decide", "sign") else self._parties.main

    def _replies(self, said: Said) -> bool:
        """Tell whether a body that was asked before says its opinion here."""
        asked = next((one for one in reversed(self._drafts[-4:]) if one.kind == "consult"), None)
        opinion = said.kind == "consult" and said.consulted is None and not asks_opinions(said.kind_words)
        if asked is None or said.name is None or not (opinion or said.kind_words.startswith("trả lời")):
            return False
        party = self._parties.named(said.name)
        return party == asked.who or (opinion and asked.who.startswith("consulted-") and party != self._parties.main)

    def _answer(self, said: Said, sentence: Sentence) -> bool:
        """Give whoever is asked the time to answer, where the sentence before says that they are asked."""
        asked = next((one for one in reversed(self._drafts[-8:]) if one.kind == "consult"), None)
        if asked is None or (asked.limit is not None and said.limit is not None):
            return False
        if said.limit is not None:
            asked.limit = said.limit
            self._log.infer(f"steps/{asked.id}/limit", time_text(said.limit), sentence.piece, said.limit_words)
        asked.words.append(sentence.piece)
        self._log.understand(sentence.piece)
        return True

    def originals(self, piece: Piece) -> None:
        """Let the applicant hand in at collection what was filed as a copy."""
        if self._collection is None:
            self._collection = Draft("collect", "applicant", None, self._ids.new("collect"), [piece], again=True)
            self._log.infer(f"steps/{self._collection.id}/takes", "dossier", piece)
        self._collection.keeps = self._collection.keeps or keeps_originals(same_spelling(piece.text))

    def _limits(self, sentence: Sentence) -> tuple[tuple[str, ...], tuple[str, ...]]:
        if not sentence.section:
            return (), ()
        channels = tuple(name for name in channels_in(sentence.section) if name in self._channels)
        if channels and of_all_channels(sentence):
            # Behind the ways of filing the page goes on, for all of them, from the valid dossier.
            self._rejoined = sentence.section
        if channels and sentence.section == self._rejoined:
            return (), ()
        if channels and len(channels) < len(self._channels):
            return (), channels
        best = nearest_case(sentence.section, self._cases)
        return ((best,), ()) if best is not None else ((), ())

    def _sets(self, said: Said, draft: Draft, sentence: Sentence) -> None:
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
            if said.official and self._drafts[-1] is not target:
                # The dossier that was looked at comes back as the official one.
                draft = Draft("submit", "applicant", None, self._ids.new("submit"), [sentence.piece], again=True)
                draft.place, draft.cases, draft.channels = target.place, target.cases, target.channels
                self._drafts.append(draft)
                self._log.infer(f"steps/{draft.id}/kind", "submit", sentence.piece)
            else:
                draft = target
            draft.sets = max(draft.sets, number)
        elif said.sets_actor == "applicant" or draft.who == "applicant" or draft.kind in ("forward", "consult"):
            draft.sets = max(draft.sets, said.sets)
        else:
            return
        self._log.infer(f"steps/{draft.id}/sets", str(draft.sets), sentence.piece)

    def _supplement(self, said: Said, sentence: Sentence, *, counted: bool = False) -> None:
        if self._data_wanting:
            if not counted:
                self._drafts[-1].words.append(sentence.piece)
                self._log.understand(sentence.piece)
            return
        target = next((one for one in reversed(self._drafts) if one.who != "applicant"), None)
        handed_in = bool(self._drafts) and (self._drafts[-1].kind, self._drafts[-1].who) == ("submit", "applicant")
        if target is None or (handed_in and said.actor != "applicant" and target.supplement is None):
            # What is asked for after a dossier is handed in belongs to no step before it.
            target = self._check_step(sentence)
        elif target.supplement is None and not counted and said.actor != "applicant":
            target = asks_where(sentence.low, self._drafts, target) or self._check_step(sentence, target)
        if target.supplement is None and said.limit is None and target.kind not in INTAKE and at_once(sentence.low):
            target.words.append(sentence.piece)  # the counter's advice, told beside a step of another kind
            self._log.understand(sentence.piece)
            return
        complete(target, said, sentence, quote_of(sentence.text, self._whole), self._log)
        if not counted:
            target.words.append(sentence.piece)
            self._log.understand(sentence.piece)

    def _check_step(self, sentence: Sentence, before: Draft | None = None) -> Draft:
        draft = Draft("check", before.who if before else self._parties.main, None, self._ids.new("check"))
        if before is not None:
            draft.cases, draft.channels = before.cases, before.channels
        place = next((at for at, one in enumerate(self._drafts) if one is before), len(self._drafts))
        self._drafts.insert(place, draft)
        self._log.infer(f"steps/{draft.id}/kind", "check", sentence.piece)
        return draft

    def _refuse(self, sentence: Sentence) -> None:
        offices = [one for one in reversed(self._drafts) if one.who != "applicant"]
        # Who is asked, or what is not always done, refuses nothing: whoever looks at the dossier or decides does.
        refuses = (one for one in offices[:4] if not one.optional and not one.asks and one.kind != "consult")
        target = next(refuses, next(iter(offices), self._drafts[-1]))
        if target.refusal is None and target.who != "applicant":
            target.refusal, target.refused_at = short(sentence.text, 300), sentence.piece
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
        near = next((one.limit for one in reversed(self._drafts[-4:]) if one.limit is not None), None)
        target.tacit = target.tacit or said.limit or target.limit or near
        if target.tacit is not None:
            self._log.infer(f"steps/{target.id}/tacit", time_text(target.tacit), sentence.piece)
        return True

    def _note(self, sentence: Sentence, said: Said, *, understood: bool) -> None:
        posted = next((one for one in reversed(self._drafts[-3:]) if one.kind == "publish"), None)
        if posted is not None and posted.limit is None and said.times and tells_posting(sentence.low):
            posted.limit = said.times[0]
            self._log.infer(f"steps/{posted.id}/limit", time_text(posted.limit), sentence.piece)
        (self._drafts[-1].words if self._drafts else self._loose).append(sentence.piece)
        if understood:
            self._log.understand(sentence.piece)
        else:
            self._log.lose(sentence.piece)

    def steps(self, results: Sequence[Result], sets: int, pieces: int) -> tuple[Step, ...]:
        """Give the steps in a line."""
        passed = next((one for one in self._drafts if one.kind == "forward" and one.sets > 1), None)
        sets = max(sets, self._pending)
        if passed is not None and sets == 1 and pieces == passed.sets + 1:
            sets = pieces
            self._log.infer("steps/submit/sets", str(sets), passed.words[0])
        put_in_order(self._drafts, self._log)
        return lined_up(self._drafts, self._collection, self._loose, self._parties, results, sets, self._log)
