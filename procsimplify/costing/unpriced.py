"""What has no price: listed by name and reason, so that a total that is not whole says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from procsimplify.base.messages import phrase_text
from procsimplify.base.text import Text
from procsimplify.costing.ledger import text_json

__all__ = ["Unpriced", "UnpricedKind", "unpriced"]

UnpricedKind = Literal["effort", "sets", "copies", "trip", "supplement", "fee", "hours", "arm", "condition"]
_ASSUMED: frozenset[UnpricedKind] = frozenset(("arm", "condition"))


@dataclass(frozen=True)
class Unpriced:
    """One thing without a price.

    Parameters
    ----------
    kind : str
        ``arm``: a way of unknown chance, reckoned as not taken; ``condition``: papers asked for under a condition whose
        share is not known, reckoned as not asked for; the others are efforts, prices and fees that are not known.
    step, demand : str or None
        What it stands at.
    party : str
        Who would bear it.
    what, why : Text
    """

    kind: UnpricedKind
    step: str | None
    demand: str | None
    party: str
    what: Text
    why: Text

    @property
    def opens(self) -> bool:
        """Whether the total is only "at least": an effort or a price is not known (not a mere assumption)."""
        return self.kind not in _ASSUMED

    def to_json(self) -> dict[str, Any]:
        """Give it as plain data, texts in both languages."""
        return {
            "what": text_json(self.what),
            "why": text_json(self.why),
            "kind": self.kind,
            "step": self.step,
            "demand": self.demand,
            "party": self.party,
        }


def unpriced(
    kind: UnpricedKind,
    party: str,
    name: Text,
    *,
    step: str | None = None,
    demand: str | None = None,
    **args: str | Text,
) -> Unpriced:
    """Make one, with the words of its kind."""
    what = phrase_text(f"costing.unpriced-{kind}", name=name, **args)
    return Unpriced(kind, step, demand, party, what, phrase_text(f"costing.why-{kind}", name=name, **args))
