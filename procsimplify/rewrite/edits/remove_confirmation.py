"""The edit remove-confirmation."""

from __future__ import annotations

from typing import ClassVar

from procsimplify.base.messages import phrase
from procsimplify.base.text import Language
from procsimplify.model import Procedure
from procsimplify.model.basic import Id
from procsimplify.rewrite.edit import Edit, Phase, demand_title, party_title, refused
from procsimplify.rewrite.structure import find_demand, map_demand

__all__ = ["RemoveConfirmation"]


class RemoveConfirmation(Edit):
    """Take a document without anybody's confirmation on it; the document stays.

    What getting the confirmation cost goes: the ``confirming`` of the demand, the way to whoever confirms included.
    Where the file gives none, nothing is saved. Refused where nobody confirms the document, and where whoever confirms
    it is also its issuer: then the confirmation is the evidence itself.

    Examples
    --------
    >>> from procsimplify.model import from_tree
    >>> permit = from_tree({"code": "1", "title": "Permit", "parties": {"commune": {"level": "commune"}},
    ...     "dossier": [{"id": "cv", "type": "curriculum-vitae", "confirmed-by": "commune", "effort": "30 min",
    ...                  "confirming": {"effort": "1 hour"}}],
    ...     "steps": [{"id": "apply", "kind": "submit", "takes": "dossier"}]})
    >>> after = RemoveConfirmation(document="cv").rewrite(permit)
    >>> after.demand("cv").confirmed_by, after.demand("cv").confirming, after.demand("cv").effort.text()
    (None, None, '30 min')
    >>> RemoveConfirmation(document="cv").rewrite(after)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    procsimplify.base.errors.Refused: dossier/cv: nobody confirms “cv”  → ...
    """

    kind: ClassVar[str] = "remove-confirmation"
    phase: ClassVar[Phase] = "documents"

    document: Id

    def name(self, procedure: Procedure, lang: Language) -> str:
        """Name the change for a reader."""
        title, by = demand_title(procedure, self.document, lang), None
        for demand in procedure.demands():
            if demand.id == self.document:
                by = demand.confirmed_by
        if by is None:
            return phrase("rewrite.name-remove-confirmation", lang, document=title)
        who = party_title(procedure, by, lang)
        return phrase("rewrite.name-remove-confirmation-by", lang, document=title, party=who)

    def targets(self) -> tuple[str, ...]:
        """Name the document."""
        return (f"document:{self.document}",)

    def rewrite(self, procedure: Procedure) -> Procedure:
        """Give the procedure in which nobody confirms the document."""
        demand = find_demand(procedure, self.document)
        path = f"dossier/{demand.id}"
        if demand.confirmed_by is None:
            raise refused("nobody-confirms", path, document=demand.id)
        if demand.confirmed_by == demand.issuer:
            raise refused("confirmation-is-the-paper", path, document=demand.id, party=demand.confirmed_by)
        return map_demand(procedure, demand.id, demand.evolve(confirmed_by=None, confirming=None))

    @classmethod
    def suggestions(cls, before: Procedure, after: Procedure) -> tuple[Edit, ...]:
        """Suggest each demand that nobody confirms any more."""
        left = {item.id: item for item in after.demands()}
        return tuple(
            cls(document=old.id)
            for old in before.demands()
            if old.confirmed_by is not None and old.id in left and left[old.id].confirmed_by is None
        )
