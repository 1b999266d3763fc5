"""Which types of documents a row of the dossier asks for, as far as its words leave no doubt."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from procsimplify.files.portal.document_doubts import doubts
from procsimplify.files.portal.document_types import types_by_heads
from procsimplify.files.portal.document_words import TypeMatch
from procsimplify.files.portal.words import plain, same_spelling

__all__ = ["UNCLEAR", "named_types", "told_types", "types_of"]

UNCLEAR = "unclear"
"""What a row is of whose words nothing is sure."""
_BARE_CERTIFICATE = re.compile(
    r"giấy chứng nhận(?: đã (?:được )?cấp)?(?=\s*(?:[(,;.:]|$|hoặc |cho (?:chủ|bên|người)|kèm|đối với phần|của thửa))"
)


def types_of(name: str, *, counted: bool = True, land: bool = False) -> tuple[TypeMatch, ...]:
    """Tell which types of documents a row asks for, as far as its words leave no doubt.

    Parameters
    ----------
    name : str
        The name of the row.
    counted : bool
        Whether the row has a number of originals or copies; one without is a remark unless its head is a paper's.
    land : bool
        Whether the procedure is one of the field of land, where a certificate without more is that of the land-use
        right.

    Returns
    -------
    tuple of TypeMatch
        In the order of the row, each type once, with the letters that name it; ``remark`` alone where the row is no
        paper; ``other-evidence`` where it is one of no known type; ``unclear`` alone where nothing that its words name
        is sure enough (`procsimplify.files.portal.document_doubts`).

    Examples
    --------
    >>> [one.type for one in types_of("- Đơn đề nghị cấp lại giấy phép theo Mẫu số 3")]
    ['application-form']
    >>> [one.type for one in types_of("Thẻ căn cước hoặc hộ chiếu còn hiệu lực")]
    ['identity-card', 'passport']
    """
    return told_types(name, counted=counted, land=land)[0]


@lru_cache(maxsize=16_384)
def told_types(
    name: str, *, counted: bool = True, land: bool = False
) -> tuple[tuple[TypeMatch, ...], tuple[TypeMatch, ...]]:
    """Tell the types that a row asks for, as `types_of` does, and those that its words name without being sure."""
    named = named_types(name, counted=counted, land=land)
    known = doubts()
    shares = known.sure(same_spelling(plain(name)), named, counted=counted)
    sure = tuple(one for one, share in zip(named, shares, strict=True) if share >= known.least)
    return sure or (TypeMatch(UNCLEAR, 0, len(name)),), tuple(one for one in named if one not in sure)


def named_types(name: str, *, counted: bool = True, land: bool = False) -> tuple[TypeMatch, ...]:
    """Tell which types the words of a row name, sure or not; arguments and order are those of `types_of`.

    Examples
    --------
    >>> [one.type for one in named_types("Bản gốc Giấy chứng nhận đã cấp", land=True)]
    ['land-use-right']
    """
    found = types_by_heads(name, counted=counted)
    return _of_land(found, name) if land else found


def _of_land(types: tuple[TypeMatch, ...], name: str) -> tuple[TypeMatch, ...]:
    """Take a certificate without more for that of the land-use right."""
    low = same_spelling(name)
    once: dict[str, TypeMatch] = {}
    for one in types:
        bare = one.type == "existing-licence" and _BARE_CERTIFICATE.match(low, one.start) is not None
        kind = "land-use-right" if bare else one.type
        once.setdefault(kind, replace(one, type=kind))
    return tuple(once.values())
