"""The table of papers, whose cells run together: the name, the file of the form, how many originals and copies."""

from __future__ import annotations

import re

from procsimplify.files.portal.instruments import NUMBER
from procsimplify.files.portal.page import PaperGroup, PaperRow
from procsimplify.files.portal.words import NOTHING, Piece, fold

__all__ = ["HEADER", "MOST_PIECES", "read_papers", "split_form"]

HEADER = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"
MOST_PIECES = 60
"""More originals or copies than this are not believed: a number of the name ran into them."""

_MOST_DIGITS = 12
"""More digits than these say nothing more: the number is impossible."""

_INSTRUMENT = re.compile(
    r"(?:nghị định|thông tư|nghị quyết|quyết định|luật|kèm theo|phụ lục)[^.;]{0,40}(?:số)?\s*$", re.IGNORECASE
)
_SIZE = re.compile(r"\d\s?(?:cm|mm)?\s?[xX×]\s?$")
"""The first half of a size, as of a photograph: 3x4."""
_COLUMN = re.compile(r"(?P<originals>\d+) bản chính(?:,(?P<copies>\d+) bản sao)?")
_ENDINGS = r"docx?|pdf|xlsx?|rtf|odt|rar|zip|jpe?g|png|htm|html|pptx?|tiff?"
_FILE_END = re.compile(rf"\.(?:{_ENDINGS})$", re.IGNORECASE)
_UPPER = "".join(chr(code) for code in range(0x41, 0x1EFA) if chr(code).isupper() and (code < 0x250 or code > 0x1E9F))
_LOWER = _UPPER.lower()
_WORD_ENDS = frozenset(_LOWER + ".;:)”")
_FILE = re.compile(rf"\.(?:{_ENDINGS})(?=\W|\d|[{_UPPER}]|[Mm]|$)", re.IGNORECASE)
_NAMED = r"Mẫu|MẪU|Mau|MAU|Phụ lục|PHỤ LỤC|Phu luc|PHU LUC|Phu l|PL|Biểu|Bieu|Đơn|Don|Tờ khai|To khai|Giấy|Giay"
# A file's name begins where a small letter, a digit or a mark meets a capital, or one of these words, without a blank.
_GLUE = re.compile(
    rf"(?<=[{_LOWER}0-9;:)\]”\"])(?=[{_UPPER}(])|(?<!\d)(?<=\.)(?=[{_UPPER}(])|(?<=[{_UPPER}.])(?=(?:{_NAMED})\b)"
    rf"|(?<=[{_UPPER}.])(?=(?:Mau|Mẫu)\d)"
    rf"|(?<=[{_LOWER}.;:)])(?=mau|mẫu|phu luc|phụ lục|bieu)|(?<=[;)])(?=\d)"
    rf"|(?<=[{_LOWER})]\.)(?=\d{{1,3}}(?:\.\d{{1,2}})?[-_. ]*(?:Mẫu|Mau|MẪU))"
)


def read_papers(cell: Piece) -> tuple[tuple[PaperGroup, ...], tuple[Piece, ...]]:
    """Read the table of papers.

    Parameters
    ----------
    cell : Piece
        The whole table as the page prints it.

    Returns
    -------
    groups : tuple of PaperGroup
        One for each header, with the heading that stands before it; a table without a header is one group.
    leftovers : tuple of Piece
        What stands behind the last row.
    """
    text = cell.text
    marks = [match.start() for match in re.finditer(re.escape(HEADER), text)]
    if not marks:
        rows, rest = _rows(cell, 0, len(text))
        groups = (PaperGroup(None, rows),) if rows else ()
        return groups, (rest,) if rest is not None and rest.text not in ("--", NOTHING) else ()
    groups_found: list[PaperGroup] = []
    heading: Piece | None = cell.part(0, marks[0])
    for mark, after in zip(marks, [*marks[1:], len(text)], strict=True):
        rows, rest = _rows(cell, mark + len(HEADER), after)
        groups_found.append(PaperGroup(_heading(heading), rows))
        heading = rest
    left = (heading,) if heading is not None and heading.text not in ("--", "") else ()
    return tuple(groups_found), left


def _heading(piece: Piece | None) -> Piece | None:
    if piece is None or not piece.text.strip("-–: .") or piece.text == NOTHING:
        return None
    return piece


def _rows(cell: Piece, start: int, end: int) -> tuple[tuple[PaperRow, ...], Piece | None]:
    rows: list[PaperRow] = []
    here = start
    for match in _COLUMN.finditer(cell.text, start, end):
        if not cell.text[here : match.start()].strip() or not _is_column(cell.text, here, match, end):
            continue
        rows.append(_row(cell, here, match))
        here = match.end()
    rest = cell.part(here, end)
    return tuple(rows), rest if rest.text else None


def _is_column(text: str, start: int, match: re.Match[str], end: int) -> bool:
    """Tell the column from words of the name, such as ``(01 bản chính hoặc 01 bản sao)``."""
    before = text[match.start() - 1] if match.start() else ""
    after = text[match.end()] if match.end() < end else ""
    digits = match["originals"]
    if before == "(" or after in tuple("),;:."):
        # A sentence ended, no bracket is open: a column after all, and the next row begins with a mark.
        name = text[start : match.start()]
        return (
            before in tuple(".;") and name.count("(") <= name.count(")") and text[match.end() + 1 : end].strip() != ""
        )
    if digits.startswith("0") and len(digits) == 2 and before in (" ", "(", "\u00a0", ""):
        return False
    if after and after in " \u00a0\n\t":
        # The next row's name may begin with a blank, but only words of the name stand free of what is before them.
        tail = text[match.end() : match.end() + 12].lstrip().lower()
        return bool(before.strip()) and not tail.startswith(("hoặc", "và", "kèm", "có", "để", "của", "đối"))
    return True


def _row(cell: Piece, start: int, match: re.Match[str]) -> PaperRow:
    name = cell.part(start, match.start())
    digits, copies = match["originals"], match["copies"]
    kept, originals = _untangled(name.text, digits)
    repaired = None
    if kept:
        name = cell.part(start, match.start() + len(kept))
        repaired = digits
    name, forms = split_form(name)
    return PaperRow(name, originals, int(copies[:_MOST_DIGITS]) if copies is not None else None, forms, repaired)


def _untangled(name: str, digits: str) -> tuple[str, int | None]:
    """Give the digits that belong to the name and the number of originals; None where they cannot be told apart."""
    number = int(digits[:_MOST_DIGITS])
    before = name[-1:] if name else ""
    glued = (before in tuple("/.-") or _SIZE.search(name) is not None) and len(digits) > 1
    if not glued and (digits == "0" or not digits.startswith("0")) and number <= 9:
        return "", number
    year = re.fullmatch(r"(?:19|20)\d\d\d", digits) is not None
    if len(digits) > 4 and not year and not glued and (not before or before in _WORD_ENDS):
        return "", number  # a name does not go on in digits there: so many are asked for, which cannot be
    if year or glued:
        # A year, the end of a number of a form or of a size stands before the column's one digit.
        return digits[:-1], int(digits[-1])
    if re.search(
        r"(?:số|mẫu|biểu|phụ lục|điều|khoản|điểm|nđ|tt|bước|giai đoạn|đợt|lục [ivx]+)\s*$", name, re.IGNORECASE
    ) or (digits.startswith("0") or number > MOST_PIECES):
        return digits[:-1], int(digits[-1])
    return "", number


def split_form(name: Piece) -> tuple[Piece, tuple[str, ...]]:
    """Tell the name of a paper from the files of its forms that run into its end.

    Examples
    --------
    >>> piece, forms = split_form(Piece("Đơn đề nghị cấp phép;Mau so 1.docx", "papers"))
    >>> piece.text, forms
    ('Đơn đề nghị cấp phép;', ('Mau so 1.docx',))
    """
    text = name.text
    forms: list[str] = []
    while _FILE_END.search(text):
        # Not the ending itself: a file's name has something before it.
        stem = _FILE_END.sub("", text)
        earlier = [match.end() for match in _FILE.finditer(stem)]
        glue = [match.start() for match in _GLUE.finditer(stem)]
        start = max([*glue, *earlier], default=0)
        if not start:
            start = stem.rfind(" ") + 1
        start = _whole_word(text, start, glue, earlier)
        start = _past_number(text, start, glue)
        forms.insert(0, text[start:].strip()[:300])
        text = text[:start].rstrip()
        if not text or len(forms) > 20:
            break
    return name.part(0, len(text)), tuple(forms)


def _past_number(text: str, start: int, glue: list[int]) -> int:
    """Move the start of a file's name to the right past the number of an instrument, which is the paper's.

    ``… Nghị định số 23/2026/NĐ-CPMau04.docx`` is the file ``Mau04.docx``.
    """
    for found in NUMBER.finditer(text, max(0, start - 40)):
        after = text[found.end() : found.end() + 1]
        if (
            start <= found.start() < found.end() < len(text)
            and after.isalpha()
            and text[start : found.end()].count(".") < 2
        ):
            words = text[start : found.start()]
            if found.start() == start or _INSTRUMENT.search(words):
                return found.end()
    return start


def _whole_word(text: str, start: int, glue: list[int], earlier: list[int]) -> int:
    """Move the start of a file's name to the left while it begins with a code such as ``TT41`` or one letter."""
    floor = max(earlier, default=0)
    while True:
        part = _FILE_END.sub("", text[start:])
        before = [place for place in glue if floor <= place < start and start - place <= 60]
        word = fold(text[before[-1] : start]) if before else ""
        if before and (len(part) <= 3 or word.startswith(("mau", "phu luc", "pl", "bieu", "to khai", "don"))):
            start = before[-1]
            continue
        return start
