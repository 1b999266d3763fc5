"""Fields of a record that cannot be believed while the rest of it can: they are passed over, and listed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from procsimplify.base.findings import Finding
from procsimplify.files.portal.page import ChannelRow, Page

__all__ = ["DAMAGE", "damage", "damaged", "without_tags"]

DAMAGE = ("files.portal-html", "files.portal-no-time")
_TAG = re.compile(
    r"<(?:/?(?:p|div|br|hr|span|font|table|tbody|tr|td|th|ul|ol|li|b|i|u|em|strong|a|img|h[1-6]|script|style|iframe)\b)"
    r"[^>]{0,300}>",
    re.IGNORECASE,
)


def damage(record: Mapping[str, object], page: Page) -> Iterator[tuple[str, str]]:
    """Give each damage of a record: the end of the code of its finding, and the field.

    Examples
    --------
    >>> list(damage({"trinh_tu_thuc_hien": "<p>Nộp hồ sơ.</p>"}, Page("1.000001", "Cấp thẻ", "portal")))
    [('html', 'trinh_tu_thuc_hien'), ('no-time', 'cach_thuc_thuc_hien')]
    """
    for field, value in record.items():
        if _tagged(value):
            yield "html", field
    if all(_timeless(row) for row in page.channels):
        yield "no-time", "cach_thuc_thuc_hien" if page.shape == "portal" else "channels"


def damaged(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Choose the findings that say what was passed over in a record that was read."""
    return tuple(one for one in findings if one.code in DAMAGE)


def without_tags(record: Mapping[str, object]) -> Mapping[str, object]:
    """Give a record without the tags of HTML in its texts."""
    return cast("Mapping[str, object]", _bare(record)) if _tagged(record) else record


def _tagged(value: object) -> bool:
    if isinstance(value, str):
        return "<" in value and _TAG.search(value) is not None
    if isinstance(value, Mapping):
        return any(map(_tagged, cast("Mapping[str, object]", value).values()))
    return isinstance(value, list) and any(map(_tagged, cast("list[object]", value)))


def _bare(value: object) -> object:
    if isinstance(value, str):
        return _TAG.sub(" ", value)
    if isinstance(value, Mapping):
        return {key: _bare(one) for key, one in cast("Mapping[str, object]", value).items()}
    return [_bare(one) for one in cast("list[object]", value)] if isinstance(value, list) else value


def _timeless(row: ChannelRow) -> bool:
    """Tell a row that has no word in the place of a time; “Không có thông tin” is one."""
    return row.time.value is None and not row.time.ambiguous and not row.words.text.strip()
