"""Sets of the dossier: how many the table of papers asks for, and how many pieces are in each."""

from __future__ import annotations

import re
from collections.abc import Iterable

from procsimplify.files.portal.dossier import Dossier
from procsimplify.files.portal.imported import Log
from procsimplify.files.portal.words import Piece, same_spelling
from procsimplify.model import Group, Step, leaves, map_leaves

__all__ = ["in_one_set", "leaves_again", "pieces_of", "sets_of"]

_SETS = re.compile(r"số lượng[^.;\d]{0,30}(?P<sets>\d{1,2})\s*(?:\([^)]*\)\s*)?\(?bộ")


_LEAVES = re.compile(
    r"(?:trả|giao|gửi|hoàn) (?:lại|trả)(?:(?!nộp|đề nghị)[^.;\n]){0,60}?(?<!\w)(?:\d{1,2}|một|hai)\)? bộ(?! phận)"
    r"|(?:\d|một|hai)\)? bộ(?: hồ sơ)?[^.;,\n]{0,40}(?<!\w)(?:trả|giao)(?: lại)? (?:cho )?(?:người|tổ chức|cá nhân|chủ"
    r"|doanh nghiệp)"
    r"|(?<!\w)bộ[^.;\n]{0,60}(?:chuyển|gửi)[^.;\n]{0,30}(?:ra |cơ quan |phía |cho )?nước ngoài"
    r"|kèm(?: theo)? [^.;\n]{0,40}(?:hồ sơ|bản vẽ|thiết kế)[^.;\n]{0,40}đóng dấu"
)
"""A set that comes back to whoever handed it in, stamped or not, or that goes abroad."""


def leaves_again(prose: Iterable[Piece]) -> str | None:
    """Give the words by which one of the sets comes back to the applicant or goes abroad; None without.

    Examples
    --------
    >>> leaves_again([Piece("Sở xác nhận vào hồ sơ, lưu 01 bộ và giao lại doanh nghiệp 01 bộ.", "trinh_tu_thuc_hien")])
    '1 bộ và giao lại doanh nghiệp'
    """
    found = (_LEAVES.search(same_spelling(piece.text)) for piece in prose if "bộ" in piece.text or "dấu" in piece.text)
    return next((one[0][:200] for one in found if one is not None), None)


def sets_of(dossier: Dossier, log: Log) -> int:
    """Give the sets of the dossier that the remarks of its table ask for."""
    for piece in dossier.remarks:
        low = same_spelling(piece.text)
        match = _SETS.search(low)
        if match is not None and "tiếng việt" not in low and "tiếng anh" not in low and 1 <= int(match["sets"]) <= 30:
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
