"""Bodies and levels that are no more, where a page names them as those who act."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from procsimplify.base.text import Text
from procsimplify.files.portal.lint_desk import Desk, around
from procsimplify.files.portal.words import Piece, same_spelling

__all__ = ["Body", "bodies", "lint_bodies"]

_TITLE = re.compile(
    r"(?:thông tư|nghị định|nghị quyết|quyết định số|chỉ thị|công văn|văn bản số|mẫu|phụ lục|quy chuẩn"
    r"|tiêu chuẩn|số \d+/)[^.;\n]{0,220}$"
)
_NUMBERED = re.compile(r"/(?:tt|qđ|nđ|nq|ct|ttlt)[-–a-zđ]*[^.;\n]{0,120}$")
_TITLED = re.compile(
    r"bộ trưởng $|(?:cổng|hệ thống|trang)[^.;,]{0,60}(?:của )?$|quy hoạch[^.;,]{0,30}$|dự án[^.;,]{0,10}$"
    r"|quy định (?:của )?$"
)
_PAST = re.compile(
    r"trước (?:ngày|đây|khi)|\(cũ\)|\bcũ\b|nay là|nguyên là|đã (?:được |do )?(?:cấp|ban hành|phê duyệt"
    r"|công nhận|giải thể|sáp nhập|chuyển)"
    r"|sáp nhập|đổi tên|hợp nhất"
)
_GRANTED = re.compile(r"(?:được|do) (?:[^.;,]{0,30} )?$")
_GIVES = re.compile(
    r"^[^.;]{0,60}(?:cấp|ban hành|công nhận|phê duyệt|bầu|thành lập|công bố|quy định|thừa nhận|chỉ định"
    r"|ra quyết định)"
)
_ACTOR = re.compile(
    r"(?:ủy ban nhân dân|ubnd|công an|bảo hiểm xã hội|hội đồng|cơ quan[\w ]{0,40}|phòng[\w ]{0,40}"
    r"|trung tâm[\w ]{0,30}|tòa án(?: nhân dân)?"
    r"|viện kiểm sát(?: nhân dân)?|chủ tịch|thanh tra|chi cục[\w ]{0,20}|văn phòng[\w ]{0,30}"
    r"|thi đua - khen thưởng|ban chỉ huy quân sự|kho bạc[\w ]{0,12}) $"
)


@dataclass(frozen=True, slots=True)
class Body:
    """A body or a level that is no more; ``since`` is when it ended, ``now`` who has its tasks."""

    id: str
    name: Text
    words: re.Pattern[str]
    level: bool
    since: str
    now: Text


@lru_cache(maxsize=1)
def bodies() -> tuple[Body, ...]:
    """Read the table of dissolved bodies."""
    table = tomllib.loads(files("procsimplify.files.portal").joinpath("dissolved.toml").read_text("utf-8"))
    return tuple(
        Body(
            id=str(one["id"]),
            name=Text(str(one["name"]["vi"]), str(one["name"]["en"])),
            words=re.compile(str(one["words"])),
            level=bool(one.get("level", False)),
            since=str(one["since"]),
            now=Text(str(one["now"]["vi"]), str(one["now"]["en"])),
        )
        for one in table["body"]
    )


def lint_bodies(desk: Desk, cells: tuple[Piece, ...]) -> None:
    """Find dissolved bodies that a page names as actors.

    Parameters
    ----------
    desk : Desk
    cells : tuple of Piece
        The cells that name authorities and nothing else.
    """
    texts = [(piece, same_spelling(piece.text)) for piece in _texts(desk)]
    for body in bodies():
        places = [found for cell in cells if (found := _in_cell(body, cell)) is not None]
        places += [found for piece, low in texts for found in _acting(body, piece, low)]
        if places:
            desk.find("dissolved-body", places[0], body=body.name, since=body.since, now=body.now, number=len(places))


def _in_cell(body: Body, cell: Piece) -> Piece | None:
    match = body.words.search(same_spelling(cell.text))
    if match is None or _PAST.search(same_spelling(cell.text)):
        return None
    return around(cell, match.start(), match.end())


def _texts(desk: Desk) -> list[Piece]:
    page = desk.page
    texts = [one.piece for one in desk.sentences]
    texts += [row.name for group in page.groups for row in group.rows if row.originals or row.copies]
    texts += [row.remarks for row in page.channels if row.remarks is not None]
    return texts


def _acting(body: Body, piece: Piece, low: str) -> list[Piece]:
    """Give the places of a text at which a body acts, today: not titles of instruments, not what it once issued."""
    found: list[Piece] = []
    for match in body.words.finditer(low):
        before, after = low[: match.start()], low[match.end() :]
        near = low[max(0, match.start() - 80) : match.end() + 60]
        if _TITLE.search(before) or _NUMBERED.search(before) or _TITLED.search(before[-90:]) or _PAST.search(near):
            continue
        if _GRANTED.search(before[-45:]) and _GIVES.match(after):
            continue
        if body.level and not _ACTOR.search(before[-70:]):
            continue
        found.append(around(piece, match.start(), match.end()))
    return found
