"""What is wrong between pages, once all of them are in the store: one name for several records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from procsimplify.catalogue.rows import remark
from procsimplify.catalogue.store import Row, Store
from procsimplify.files.portal.lint import lint_catalogue

__all__ = ["BETWEEN", "between_pages"]

BETWEEN: Final = 1_000_000
"""From this place on the findings of a page are about it and others; they are made anew at the end of each scan."""


def between_pages(store: Store) -> Iterator[Row]:
    """Give the rows of what is wrong between the pages of a store, each at the first page that it is about."""
    pages = store.records(
        "SELECT code AS ma_thu_tuc, title_vi AS ten_thu_tuc, ministry, field AS linh_vuc,"
        " array_to_string(levels, ', ') AS cap_thuc_hien FROM procedures WHERE letters IS NOT NULL ORDER BY code"
    )
    for place, one in enumerate(lint_catalogue(pages), start=BETWEEN):
        yield remark(one.place.path.partition("/")[0], place, one)
