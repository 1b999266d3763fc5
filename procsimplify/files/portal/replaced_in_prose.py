"""Sentences of the prose by which data of the State replace papers that they name: already law, and no proposal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from procsimplify.files.portal.words import Piece, same_spelling

__all__ = ["replaced_in"]

_REPLACES = re.compile(
    r"(?:thông tin|dữ liệu)[^\n.]{0,160}(?:cơ sở dữ liệu|csdl|vneid|dữ liệu)[^\n.]{0,160}?thay (?:thế )?(?:cho )?"
    r"(?!thành phần|bằng|đổi|mặt)(?P<papers>[^\n.]{3,700})"
)


def replaced_in(prose: Iterable[Piece]) -> Iterator[Piece]:
    """Give the parts of a page's prose that say which papers data replace.

    Examples
    --------
    >>> told = "Ủy ban dùng thông tin trên Cơ sở dữ liệu hộ tịch điện tử để thay thế Giấy khai sinh; Giấy chứng tử."
    >>> [one.text for one in replaced_in([Piece(told, "trinh_tu_thuc_hien")])]
    ['thông tin trên Cơ sở dữ liệu hộ tịch điện tử để thay thế Giấy khai sinh; Giấy chứng tử']
    """
    for piece in prose:
        low = same_spelling(piece.text)
        if len(low) != len(piece.text) or "thay" not in low:
            continue
        for found in _REPLACES.finditer(low):
            yield piece.part(found.start(), found.end())
