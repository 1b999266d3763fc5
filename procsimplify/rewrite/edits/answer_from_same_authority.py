"""The edit answer-from-same-authority."""

from __future__ import annotations

from typing import ClassVar

from procsimplify.base.messages import phrase
from procsimplify.base.text import Language
from procsimplify.model import Demand, Procedure, names_of, variants
from procsimplify.model.basic import Id
from procsimplify.model.party import BUILT_IN_PARTIES
from procsimplify.rewrite._looking_up import looked_up, require_replaceable
from procsimplify.rewrite.edit import Edit, Phase, demand_title, refused
from procsimplify.rewrite.structure import find_demand, spelt

__all__ = ["AnswerFromSameAuthority", "body_of", "same_body_takes"]


class AnswerFromSameAuthority(Edit):
    """Let an authority look up a paper that its own body issued, in place of asking the applicant for it.

    The demand stays in the dossier with ``look-up`` as its handover, so that what it proves is still proved; what it
    cost the applicant goes, and a step at which the applicant only got it goes too. Refused where the body of the
    issuer (``body``, or the party itself) is not that of an authority that takes the paper in each variant, and for a
    paper that is the object of the procedure, is surrendered, or comes back stamped.

    Examples
    --------
    >>> from procsimplify.model import from_tree
    >>> def permit(issuer):
    ...     return from_tree({"code": "1", "title": "Permit",
    ...         "parties": {"office": {"body": "finance"}, "archive": {"body": "finance"}, "bank": {"body": "bank"}},
    ...         "dossier": [{"id": "licence", "type": "existing-licence", "issuer": issuer, "effort": "30 min"}],
    ...         "steps": [{"id": "apply", "kind": "submit", "gives": "dossier"},
    ...                   {"id": "check", "kind": "check", "who": "office", "takes": "dossier"}]})
    >>> AnswerFromSameAuthority(document="licence").rewrite(permit("archive")).demand("licence").handover
    'look-up'
    >>> AnswerFromSameAuthority(document="licence").rewrite(permit("bank"))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    procsimplify.base.errors.Refused: dossier/licence: no authority that takes “licence” is of one body ...
    """

    kind: ClassVar[str] = "answer-from-same-authority"
    phase: ClassVar[Phase] = "documents"

    document: Id

    def name(self, procedure: Procedure, lang: Language) -> str:
        """Name the change for a reader."""
        return phrase(
            "rewrite.name-answer-from-same-authority", lang, document=demand_title(procedure, self.document, lang)
        )

    def targets(self) -> tuple[str, ...]:
        """Name the document."""
        return (f"document:{self.document}",)

    def rewrite(self, procedure: Procedure) -> Procedure:
        """Give the procedure in which the authority looks the paper up."""
        demand = find_demand(procedure, self.document)
        path = f"dossier/{demand.id}"
        require_replaceable(procedure, demand)
        if demand.issuer is None:
            raise refused("no-issuer", path, document=demand.id)
        if not same_body_takes(procedure, demand):
            raise refused("other-body", path, document=demand.id, issuer=demand.issuer)
        return looked_up(procedure, demand)

    @classmethod
    def suggestions(cls, before: Procedure, after: Procedure) -> tuple[Edit, ...]:
        """Suggest each demand that is looked up only afterwards."""
        left = set(names_of(after.demands()))
        return tuple(
            cls(document=old.id)
            for old in before.demands()
            if old.id in left and after.demand(old.id).handover == "look-up" != old.handover
        )


def body_of(procedure: Procedure, party_id: str) -> str | None:
    """Give the body that an authority belongs to, itself where none is named; None for who is no named authority."""
    if party_id in BUILT_IN_PARTIES:
        return None
    party = procedure.party(party_id)
    return (party.body or party.id) if party.kind == "authority" else None


def same_body_takes(procedure: Procedure, demand: Demand) -> bool:
    """Tell whether in each variant that asks for the paper an authority of its issuer's body takes it."""
    body = body_of(procedure, demand.issuer) if demand.issuer is not None else None
    asking = [one.procedure for one in variants(procedure) if demand.id in names_of(one.procedure.demands())]
    return (
        body is not None
        and bool(asking)
        and all(
            any(body_of(plain, step.who) == body for step in plain.steps if demand.id in spelt(plain, step.takes))
            for plain in asking
        )
    )
