"""A step while the sentences about it are being read, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from procsimplify.base.text import Text
from procsimplify.files.portal.amounts import Time
from procsimplify.files.portal.prose import step_title
from procsimplify.files.portal.step_words import note_text, quantity
from procsimplify.files.portal.words import Piece, short
from procsimplify.model import END, Arm, Step, Supplement, Tacit, Then

__all__ = ["ENDS", "Draft", "made"]

ENDS = frozenset({"collect", "decide", "issue", "sign"})
"""Kinds of steps with which the course of things ends."""


@dataclass(slots=True)
class Draft:
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
    refused_at: Piece | None = None
    """The words of the refusal, where they stand apart."""
    tacit: Time | None = None
    tacit_said: bool = False
    optional: bool = False
    criterion: str | None = None
    place: str | None = None
    again: bool = False
    """Whether the dossier, handed in before, is handed in once more."""
    keeps: bool = False
    """Whether originals that are handed in here are not given back."""
    public: bool = False
    quote: str = ""
    """The words that it is called by, where its own are a fragment of a sentence."""
    asks: bool = False
    """Whether the dossier is sent here to whoever is asked for an opinion."""
    meanwhile: Piece | None = None
    """The words by which it goes on while the step before does."""
    onward: str | None = None
    """What follows, where that is not the next step of the text."""
    superior: str | None = None
    """Whom the dossier is put before."""
    cases: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()


def made(
    draft: Draft, office: str, takes: tuple[str, ...], gives: tuple[str, ...], after: str, beside: str | None = None
) -> Step:
    """Make the step.

    Parameters
    ----------
    draft : Draft
    office : str
        Where the applicant goes if no other place is named.
    takes, gives : tuple of str
    after : str
        The step that follows.
    beside : str, optional
        A second step that follows at the same time.
    """
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
    if draft.keeps:
        tree["keeps"] = takes
    if draft.who == "applicant" and draft.kind in ("submit", "collect", "pay"):
        tree["at"] = draft.place or office
    elif draft.desk is not None:
        tree["desk"] = draft.desk
    if draft.limit is not None:
        tree["limit"] = quantity(draft.limit)
    if draft.public and draft.kind == "publish":
        tree["protects"] = Text("Người có liên quan được có ý kiến", "Whoever is concerned may object")
    if draft.who != "applicant":
        _branches(draft, tree)
    note = note_text(draft.words, draft.quote)
    if note is not None:
        tree["note"] = note
    if draft.refusal is not None and not draft.cases and not draft.channels:
        refused = Arm(to=END, outcome="refused", chance="unknown", reason=Text(draft.refusal, None))
        rest = Arm(to=END, outcome="granted", chance="rest") if after == END else Arm(to=after, chance="rest")
        tree["then"] = Then(choice=(rest, refused))
    elif beside is not None:
        tree["then"] = Then(all=(after, beside))
    elif draft.onward is not None:
        tree["then"] = Then(to=draft.onward)
    return Step(**tree)


def _branches(draft: Draft, tree: dict[str, Any]) -> None:
    if draft.optional:
        tree["chance"] = "unknown"
        if draft.criterion:
            tree["criterion"] = Text(short(draft.criterion, 300), None)
    if draft.supplement is not None:
        given = {key: quantity(value) if isinstance(value, Time) else value for key, value in draft.supplement.items()}
        tree["supplement"] = Supplement.model_validate(given)
    if draft.tacit_said and draft.tacit is not None:
        tree["tacit"] = Tacit(after=quantity(draft.tacit))
