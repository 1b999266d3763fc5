"""The edit accept-plain-copy."""

from __future__ import annotations

from typing import ClassVar, Literal

from procsimplify.base.messages import phrase
from procsimplify.base.text import Language
from procsimplify.model import Procedure, names_of
from procsimplify.model.basic import Id
from procsimplify.model.vocabulary import ACCEPTS_BY_WEIGHT, Accepts
from procsimplify.rewrite.edit import Edit, Phase, demand_title, refused
from procsimplify.rewrite.structure import find_demand, map_demand

__all__ = ["AcceptPlainCopy"]


class AcceptPlainCopy(Edit):
    """Take a lighter form of a document as well: a plain copy, one with the original shown, an electronic one.

    What certifying costs then falls away by itself. Refused where that form, or a lighter one, is taken already, where
    the text does not say what is taken, and for a document that is surrendered or that the authority looks up.

    Examples
    --------
    >>> from procsimplify.model import from_tree
    >>> permit = from_tree({"code": "1", "title": "Permit",
    ...     "dossier": [{"id": "diploma", "type": "diploma", "accepts": "certified-copy"}],
    ...     "steps": [{"id": "apply", "kind": "submit", "takes": "dossier"}]})
    >>> lighter = AcceptPlainCopy(document="diploma", accepts="plain-copy").rewrite(permit)
    >>> lighter.demand("diploma").accepts
    ('certified-copy', 'plain-copy')
    >>> AcceptPlainCopy(document="diploma", accepts="plain-copy").rewrite(lighter)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    procsimplify.base.errors.Refused: dossier/diploma: “diploma” is taken as “plain-copy” already  → ...
    """

    kind: ClassVar[str] = "accept-plain-copy"
    phase: ClassVar[Phase] = "documents"

    document: Id
    accepts: Literal["plain-copy-with-original-shown", "plain-copy", "electronic"]

    def name(self, procedure: Procedure, lang: Language) -> str:
        """Name the change for a reader."""
        title = demand_title(procedure, self.document, lang)
        form = phrase(f"rewrite.form-{self.accepts}", lang)
        return phrase("rewrite.name-accept-plain-copy", lang, document=title, form=form)

    def targets(self) -> tuple[str, ...]:
        """Name the document."""
        return (f"document:{self.document}",)

    def rewrite(self, procedure: Procedure) -> Procedure:
        """Give the procedure that takes the lighter form."""
        demand = find_demand(procedure, self.document)
        path = f"dossier/{demand.id}"
        if demand.role == "surrendered" or demand.handover == "surrender":
            raise refused("object-or-surrendered", path, document=demand.id)
        if demand.handover == "look-up":
            raise refused("looked-up-already", path, document=demand.id)
        forms = [demand.accepts, *(item.accepts for item in demand.by_channel if item.accepts is not None)]
        if not demand.accepts:
            raise refused("form-not-stated", path, document=demand.id)
        lightest = [max((_weight(form) for form in taken), default=0) for taken in forms]
        if min(lightest) >= _weight(self.accepts):
            known = self.accepts if self.accepts in demand.accepts else ACCEPTS_BY_WEIGHT[lightest[0]]
            raise refused("taken-already", path, document=demand.id, form=known)
        by_channel = tuple(
            item.evolve(accepts=self._with(item.accepts)) if item.accepts is not None else item
            for item in demand.by_channel
        )
        changed = demand.evolve(accepts=self._with(demand.accepts), by_channel=by_channel)
        return map_demand(procedure, demand.id, changed)

    def _with(self, forms: tuple[Accepts, ...]) -> tuple[Accepts, ...]:
        if any(_weight(form) >= _weight(self.accepts) for form in forms):
            return forms
        return (*forms, self.accepts)

    @classmethod
    def suggestions(cls, before: Procedure, after: Procedure) -> tuple[Edit, ...]:
        """Suggest each form that a document is taken in only afterwards."""
        left = set(names_of(after.demands()))
        return tuple(
            cls(document=old.id, accepts=form)
            for old in before.demands()
            if old.id in left
            for form in after.demand(old.id).accepts
            if form not in old.accepts and form not in ("original", "certified-copy")
        )


def _weight(form: str) -> int:
    """Give the place of a form, the heaviest first."""
    return ACCEPTS_BY_WEIGHT.index(form)
