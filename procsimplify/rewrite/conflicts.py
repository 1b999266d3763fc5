"""Which rewritings cannot go together: both orders are tried, where the two differences touch (I12)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from procsimplify.base.errors import Refused
from procsimplify.model import Procedure
from procsimplify.rewrite.changes import Change, Path, SetValue
from procsimplify.rewrite.edit import Edit

__all__ = ["Clash", "Footprint", "clash", "footprint"]

Clash = Literal["neither-order-applies", "order-matters"]

_PLAIN = frozenset(
    ("accepts", "certifying", "confirmed-by", "confirming", "copies", "by-channel", "limit", "note", "seen", "sets",
     "source", "supplement", "tacit", "value")
)  # fmt: skip
"""Fields that no edit reads of a thing that it does not write itself, but to let itself apply more often."""


@dataclass(frozen=True)
class Footprint:
    """What a difference writes.

    Parameters
    ----------
    things : frozenset of (str, str)
        The steps, documents, limits and so on that it writes, each by the list that it stands in and its id.
    reshapes : bool
        Whether it adds, removes or moves a thing, or writes a field that edits of other things may rest on: arrows,
        parties, what a step takes and gives, how a paper is handed over.
    """

    things: frozenset[tuple[str, str]]
    reshapes: bool

    def touches(self, other: Footprint) -> bool:
        """Tell whether the order of the two may matter: they write one thing, or both reshape the procedure."""
        return bool(self.things & other.things) or (self.reshapes and other.reshapes)


def footprint(changes: Iterable[Change]) -> Footprint:
    """Give what changes write.

    Parameters
    ----------
    changes : iterable of Change
        Of one rewriting alone: `Applied.changes`.

    Returns
    -------
    Footprint

    Examples
    --------
    >>> from procsimplify.rewrite.changes import Insert, SetValue
    >>> fewer = footprint([SetValue(("steps", "apply", "sets"), "8", "1")])
    >>> fewer.reshapes, fewer.touches(footprint([Insert(("dossier", "all"), None, {"id": "photo"})]))
    (False, False)
    """
    things: set[tuple[str, str]] = set()
    reshapes = False
    for change in changes:
        thing, rest = _thing(change.target)
        things.add(thing)
        reshapes = reshapes or not isinstance(change, SetValue) or not rest or rest[0] not in _PLAIN
    return Footprint(frozenset(things), reshapes)


def _thing(path: Path) -> tuple[tuple[str, str], Path]:
    """Split a path into the thing that it leads to and what follows; of groups inside the dossier the innermost."""
    if path[0] == "dossier":
        keys = [place for place, key in enumerate(path) if key in ("all", "one-of") and place + 1 < len(path)]
        last = keys[-1] + 1 if keys else 0
        return ("dossier", path[last]), path[last + 1 :]
    if len(path) == 1 or path[0] == "source":
        return (path[0], ""), path
    return (path[0], path[1]), path[2:]


def clash(procedure: Procedure, first: Sequence[Edit], second: Sequence[Edit]) -> Clash | None:
    """Tell why two rewritings that each apply alone cannot go together; None where they can.

    Parameters
    ----------
    procedure : Procedure
    first, second : sequence of Edit
        Each in the order in which it applies.

    Returns
    -------
    str or None
        ``neither-order-applies`` where each takes away what the other needs; ``order-matters`` where both orders
        apply and give different procedures. Where one order alone applies, that is the one to take.

    Examples
    --------
    >>> from procsimplify.model import from_tree
    >>> from procsimplify.rewrite import read_edits
    >>> permit = from_tree({"code": "1", "title": "Permit",
    ...     "conditions": [{"id": "adult", "text": "Of age", "proved-by": ["birth", "passport"]}],
    ...     "dossier": [{"id": "birth", "type": "birth-certificate"}, {"id": "passport", "type": "passport"}],
    ...     "steps": [{"id": "apply", "kind": "submit", "takes": "dossier"}]})
    >>> one, other = ([edit] for edit in read_edits([{"edit": "remove-document", "document": "birth"},
    ...                                              {"edit": "remove-document", "document": "passport"}]))
    >>> clash(permit, one, other)
    'neither-order-applies'
    """
    one, other = _both(procedure, first, second), _both(procedure, second, first)
    if one is None and other is None:
        return "neither-order-applies"
    return "order-matters" if one is not None and other is not None and one != other else None


def _both(procedure: Procedure, first: Sequence[Edit], second: Sequence[Edit]) -> Procedure | None:
    try:
        for edit in (*first, *second):
            procedure = edit.rewrite(procedure)
    except Refused:
        return None
    return procedure
