"""Sets of the dossier: how many the table of papers asks for, and how many pieces are in each."""

from __future__ import annotations

import re

from procsimplify.files.portal.dossier import Dossier
from procsimplify.files.portal.imported import Log
from procsimplify.files.portal.words import same_spelling
from procsimplify.model import Group, Step, leaves, map_leaves

__all__ = ["in_one_set", "pieces_of", "sets_of"]

_SETS = re.compile(r"số lượng[^.;\d]{0,30}(?P<sets>\d{1,2})\s*(?:\([^)]*\)\s*)?\(?bộ")


def sets_of(dossier: Dossier, log: Log) -> int:
    """Give the sets of the dossier that the remarks of its table ask for."""
    for piece in dossier.remarks:
        match = _SETS.search(same_spelling(piece.text))
        if match is not None and 1 <= int(match["sets"]) <= 30:
            log.infer("steps/submit/sets", match["sets"], piece)
            return int(match["sets"])
    return 1


def pieces_of(dossier: Dossier) -> int:
    """Give how many pieces each row asks for, where all ask for as many; else one."""
    found = {demand.copies for node in dossier.nodes for demand in leaves(node)}
    return next(iter(found)) if len(found) == 1 else 1


def in_one_set(dossier: Group, steps: tuple[Step, ...]) -> Group:
    """Count a row's pieces in one set: a row of as many pieces as there are sets has one in each, not all in each."""
    several = {step.sets for step in steps if step.sets > 1 and step.who == "applicant"}
    if not several:
        return dossier
    return map_leaves(dossier, lambda demand: demand.evolve(copies=1) if demand.copies in several else demand)
