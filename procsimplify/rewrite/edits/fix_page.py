"""The edit fix-page."""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar

from pydantic import Field

from procsimplify.base.messages import phrase
from procsimplify.base.text import Language, Text
from procsimplify.model import Procedure, Step
from procsimplify.model.basic import MAX_TEXT, Label
from procsimplify.model.procedure import SourcePage
from procsimplify.model.quantity import Seen
from procsimplify.rewrite.edit import Edit, Phase, demand_title, refused, step_title
from procsimplify.rewrite.structure import step_now

__all__ = ["FixPage"]

WHOLE = "procedure"
_LISTS = {
    "limit": "limits",
    "fee": "fees",
    "result": "results",
    "condition": "conditions",
    "party": "parties",
    "register": "registers",
}
_NOTED = re.compile(r"(?P<target>procedure|[a-z]+:[a-z0-9][a-z0-9.+_-]*): (?P<words>.+)", re.S)
_BETWEEN = "; "
_NEXT = re.compile(r"; (?=(?:procedure|[a-z]+:[a-z0-9][a-z0-9.+_-]*): )")


class FixPage(Edit):
    """Note what is wrong on the published page; nothing is saved.

    ``target`` is ``procedure`` or the kind and id of what the page shows wrongly: ``document:photo``, ``step:check``,
    ``limit:whole`` (also ``fee:``, ``result:``, ``condition:``, ``party:``, ``register:``). ``note`` says what is wrong
    and goes, after the target, to the end of ``source: {note: …}``; ``seen`` corrects where a step was seen (law, page,
    practice). The cost is the same before and after. Refused where there is no such target, the note is there already,
    or ``seen`` is given for what is no step or says so already.

    Examples
    --------
    >>> from procsimplify.model import from_tree
    >>> permit = from_tree({"code": "1", "title": "Permit", "steps": [{"id": "apply", "kind": "submit"}]})
    >>> after = FixPage(target="step:apply", note="names a ministry that is dissolved").rewrite(permit)
    >>> after.source.note.get("en")
    'step:apply: names a ministry that is dissolved'
    >>> FixPage(target="document:photo", note="shown twice").rewrite(permit)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    procsimplify.base.errors.Refused: source: the procedure has no “document:photo”  → ...
    """

    kind: ClassVar[str] = "fix-page"
    phase: ClassVar[Phase] = "forms"

    target: Annotated[str, Field(max_length=200, pattern=r"^(procedure|[a-z]+:[a-z0-9][a-z0-9.+_-]*)$")]
    note: Label
    seen: Seen | None = None

    def name(self, procedure: Procedure, lang: Language) -> str:
        """Name the change for a reader."""
        kind, _, name = self.target.partition(":")
        title = self.target
        if kind == WHOLE:
            title = procedure.title.get(lang)
        elif kind == "step":
            title = step_title(procedure, name, lang)
        elif kind == "document":
            title = demand_title(procedure, name, lang)
        return phrase("rewrite.name-fix-page", lang, target=title, note=self.note.get(lang))

    def targets(self) -> tuple[str, ...]:
        """Name what the page shows wrongly."""
        return (self.target,)

    def rewrite(self, procedure: Procedure) -> Procedure:
        """Give the procedure with the note on its source."""
        if self.target not in _things(procedure):
            raise refused("no-such-target", "source", target=self.target)
        source = procedure.source or SourcePage()
        words = {lang: f"{self.target}: {self.note.get(lang)}" for lang in ("vi", "en")}
        if source.note is not None:
            before = {lang: source.note.get(lang) for lang in ("vi", "en")}
            if all(f"; {words[lang]};" in f"; {before[lang]};" for lang in words):
                raise refused("noted-already", "source/note", target=self.target)
            words = {lang: f"{before[lang]}{_BETWEEN}{words[lang]}" for lang in words}
        if any(len(part) > MAX_TEXT for part in words.values()):
            raise refused("note-too-long", "source/note", target=self.target)
        note = Text(words["vi"], words["en"])
        return procedure.evolve(source=source.evolve(note=note), steps=self._steps(procedure))

    def _steps(self, procedure: Procedure) -> tuple[Step, ...]:
        if self.seen is None:
            return procedure.steps
        kind, _, name = self.target.partition(":")
        step = step_now(procedure, name) if kind == "step" else None
        if step is None or step.seen == self.seen:
            raise refused("seen-there-already", "source", target=self.target, seen=self.seen)
        changed = step.evolve(seen=self.seen)
        return tuple(changed if item is step else item for item in procedure.steps)

    @classmethod
    def suggestions(cls, before: Procedure, after: Procedure) -> tuple[Edit, ...]:
        """Suggest the notes that came last, one by one."""
        old = before.source.note if before.source is not None else None
        new = after.source.note if after.source is not None else None
        if new is None or new == old:
            return ()
        vi, en = (
            _NEXT.split(_added(old.get(lang) if old is not None else None, new.get(lang))) for lang in ("vi", "en")
        )
        found: list[Edit] = []
        for one, other in zip(vi, en, strict=False):
            first, second = _NOTED.fullmatch(one), _NOTED.fullmatch(other)
            if first is not None and second is not None and first["target"] == second["target"]:
                target = first["target"]
                seen = _seen_now(before, after, target)
                found.append(cls(target=target, note=Text(first["words"], second["words"]), seen=seen))
        return tuple(found)


def _seen_now(before: Procedure, after: Procedure, target: str) -> Seen | None:
    """Give where a step is said to be seen, if that has changed."""
    kind, _, name = target.partition(":")
    was, now = (step_now(side, name) if kind == "step" else None for side in (before, after))
    return now.seen if was is not None and now is not None and was.seen != now.seen else None


def _added(old: str | None, new: str) -> str:
    """Give what a note says beyond what it said."""
    if old is None:
        return new
    return new[len(old) + len(_BETWEEN) :] if new.startswith(old + _BETWEEN) else ""


def _things(procedure: Procedure) -> frozenset[str]:
    found = {WHOLE}
    found |= {f"document:{demand.id}" for demand in procedure.demands()}
    found |= {f"step:{name}" for step in procedure.steps for name in (step.id, *step.was)}
    for kind, name in _LISTS.items():
        items: tuple[Any, ...] = getattr(procedure, name)
        found |= {f"{kind}:{item.id}" for item in items}
    return frozenset(found)
