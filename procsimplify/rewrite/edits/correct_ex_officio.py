"""The edit correct-ex-officio."""

from __future__ import annotations

from typing import ClassVar

from procsimplify.base.messages import phrase
from procsimplify.base.text import Language
from procsimplify.model import Procedure
from procsimplify.rewrite.edit import Edit, Phase, refused
from procsimplify.rewrite.edits.remove_document import RemoveDocument

__all__ = ["CorrectExOfficio"]


class CorrectExOfficio(Edit):
    """Let an authority correct its own error of its own motion: no request, no evidence, no fee.

    What is wrong stays the only thing to hand in: it is swapped for the corrected one. The demands that are neither
    surrendered nor the object of the procedure go, with what they cost, and so do the fees. Refused where the
    procedure does not correct an error of the authority itself (``corrects: own-error``), or nothing is asked for and
    no fee is due.

    Examples
    --------
    >>> from procsimplify.model import from_tree
    >>> def again(corrects):
    ...     return from_tree({"code": "1", "title": "Issue again", "corrects": corrects,
    ...         "dossier": [{"id": "request", "type": "application-form"},
    ...                     {"id": "wrong", "type": "professional-certificate", "role": "surrendered"}],
    ...         "fees": [{"id": "fee", "amount": "10000 VND"}],
    ...         "steps": [{"id": "apply", "kind": "submit", "takes": "dossier"},
    ...                   {"id": "issue", "kind": "decide", "who": "authority", "takes": "dossier"}]})
    >>> after = CorrectExOfficio(corrects="own-error").rewrite(again("own-error"))
    >>> [demand.id for demand in after.demands()], after.fees
    (['wrong'], ())
    >>> CorrectExOfficio(corrects="own-error").rewrite(again("record"))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    procsimplify.base.errors.Refused: corrects: the procedure does not correct an error of the authority  → ...
    """

    kind: ClassVar[str] = "correct-ex-officio"
    phase: ClassVar[Phase] = "procedures"

    corrects: str = "own-error"

    def name(self, procedure: Procedure, lang: Language) -> str:
        """Name the change for a reader."""
        return phrase("rewrite.name-correct-ex-officio", lang, procedure=procedure.title.get(lang))

    def targets(self) -> tuple[str, ...]:
        """Name what makes the procedure one that corrects."""
        return (f"corrects:{self.corrects}",)

    def rewrite(self, procedure: Procedure) -> Procedure:
        """Give the procedure in which only what is wrong is handed in."""
        if procedure.corrects != "own-error" or self.corrects != "own-error":
            raise refused("not-own-error", "corrects")
        asked = [one.id for one in procedure.demands() if one.role not in ("surrendered", "object")]
        if not asked and not procedure.fees:
            raise refused("ex-officio-already", "dossier")
        for name in asked:
            procedure = RemoveDocument(document=name).rewrite(procedure)
        return procedure.evolve(fees=())

    @classmethod
    def suggestions(cls, before: Procedure, after: Procedure) -> tuple[Edit, ...]:
        """Suggest it where requests and fees are gone from the correction of an own error."""
        left = [one for one in after.demands() if one.role not in ("surrendered", "object")]
        own = before.corrects == "own-error"
        return (cls(),) if own and not left and not after.fees and (before.fees or before.demands()) else ()
